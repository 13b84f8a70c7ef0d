//! Static tables.

use proc_macro2::{TokenStream, TokenTree};
use quote::{format_ident, quote};

use super::literal::{double, index, integer};
use super::scope::{Scope, table_name};
use crate::model::{
    Bound, Check, Enumeration, EnumerationValues, Format, IntegerValue, Kind, Literal, Location,
    Row, Rule, TextValue,
};
use crate::names::Ident;

/// Names of the runtime that a table may need, imported inside its own block: documented names may be the same.
const NAMES: [&str; 7] = ["Check", "Format", "Kind", "Known", "Literal", "Row", "Rule"];

/// What a table says.
pub(super) struct TableFacts<'a> {
    pub(super) type_name: &'a Ident,
    pub(super) id: &'a str,
    pub(super) page: &'a str,
    /// Rows, those that the client holds among them: they are left out.
    pub(super) rows: &'a [Row],
    pub(super) rules: &'a [Rule],
}

/// The static with the table of a type.
pub(super) fn table(scope: Scope<'_>, facts: &TableFacts<'_>) -> TokenStream {
    let TableFacts { type_name, id, page, rows, rules } = facts;
    let name = table_name(type_name);
    let positions = positions(rows);
    let rows = rows.iter().filter(|row| !row.held).map(|each| row(scope, each));
    let rules = rules.iter().filter_map(|each| rule(each, &positions));
    let body = quote! { Table::new(#id, #page, &[#(#rows),*], &[#(#rules),*]) };
    let mut names = used(&body);
    names.push(format_ident!("Table"));
    let import = import(&names);
    quote! {
        pub(crate) static #name: runtime::table::Table = {
            #import
            #body
        };
    }
}

/// The static with the rows that the client holds, if there are any.
pub(super) fn held(scope: Scope<'_>, rows: &[Row]) -> Option<TokenStream> {
    let rows: Vec<_> = rows.iter().filter(|row| row.held).map(|each| row(scope, each)).collect();
    if rows.is_empty() {
        return None;
    }
    let body = quote! { &[#(#rows),*] };
    let import = import(&used(&body));
    Some(quote! {
        static HELD: &[runtime::table::Row] = {
            #import
            #body
        };
    })
}

/// Where each row is in the emitted table; `None` for rows that the client holds.
fn positions(rows: &[Row]) -> Vec<Option<usize>> {
    let mut next = 0..;
    rows.iter().map(|row| if row.held { None } else { next.next() }).collect()
}

/// The names of the runtime that tokens use.
fn used(tokens: &TokenStream) -> Vec<proc_macro2::Ident> {
    let mut found = [false; NAMES.len()];
    collect(tokens.clone(), &mut found);
    let names = NAMES.iter().zip(found).filter(|(_, found)| *found);
    names.map(|(name, _)| format_ident!("{name}")).collect()
}

fn collect(tokens: TokenStream, found: &mut [bool; NAMES.len()]) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => collect(group.stream(), found),
            TokenTree::Ident(ident) => {
                for (name, found) in NAMES.iter().zip(found.iter_mut()) {
                    *found |= ident == name;
                }
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

fn import(names: &[proc_macro2::Ident]) -> TokenStream {
    match names {
        [name] => quote! { use runtime::table::#name; },
        names => quote! { use runtime::table::{#(#names),*}; },
    }
}

/// One row as a chain of builders.
fn row(scope: Scope<'_>, row: &Row) -> TokenStream {
    let Row {
        name,
        field: _,
        setter: _,
        location,
        held: _,
        credential: _,
        documented_type,
        kind: row_kind,
        required,
        min,
        max,
        default,
        each,
        closed,
        format,
        charset,
        pattern,
        multiple_of,
        unit,
        nullable,
        aliases,
        secret,
        deprecated,
        reserved,
        about: _,
    } = row;
    let kind = kind(scope, row_kind, each.as_deref(), *closed);
    // A row without a name describes the items of a list or map, which go where the list goes.
    let location = if name.is_empty() { Location::Field } else { *location };
    let constructor = constructor(location);
    let flags = [
        (*required, "required"),
        (*nullable, "nullable"),
        (*secret, "secret"),
        (*deprecated, "deprecated"),
        (*reserved, "reserved"),
        (*closed, "closed"),
    ];
    let flags = flags.into_iter().filter(|(set, _)| *set).map(|(_, name)| {
        let name = format_ident!("{name}");
        quote! { .#name() }
    });
    let aliases = (!aliases.is_empty()).then(|| quote! { .aliases(&[#(#aliases),*]) });
    let bounds = bounds(*min, *max);
    let default = default.as_ref().map(|default| quote! { .default(#default) });
    let values = values(row_kind);
    let format = format.map(|format| {
        let format = self::format(format);
        quote! { .format(#format) }
    });
    let charset = charset.as_ref().map(|charset| quote! { .charset(#charset) });
    let pattern = pattern.as_ref().map(|pattern| quote! { .pattern(#pattern) });
    let multiple_of = multiple_of.map(|step| {
        let step = integer(step);
        quote! { .multiple_of(#step) }
    });
    let unit = unit.as_ref().map(|unit| quote! { .unit(#unit) });
    quote! {
        Row::#constructor(#name, #kind, #documented_type)
            #(#flags)* #aliases #bounds #default #values #format #charset #pattern #multiple_of #unit
    }
}

fn constructor(location: Location) -> TokenStream {
    match location {
        Location::Path => quote! { path },
        Location::Query => quote! { query },
        Location::Header => quote! { header },
        Location::Body => quote! { body },
        Location::Field => quote! { new },
    }
}

fn bounds(min: Option<Bound>, max: Option<Bound>) -> TokenStream {
    if let (Some(Bound::Integer(min)), Some(Bound::Integer(max))) = (min, max) {
        let (min, max) = (integer(min), integer(max));
        return quote! { .range(#min, #max) };
    }
    let (min, max) = (min.map(|min| bound("min", min)), max.map(|max| bound("max", max)));
    quote! { #min #max }
}

fn bound(side: &str, bound: Bound) -> TokenStream {
    match bound {
        Bound::Integer(value) => {
            let (method, value) = (format_ident!("{side}"), integer(value));
            quote! { .#method(#value) }
        }
        Bound::Double(value) => {
            let (method, value) = (format_ident!("{side}_double"), double(value));
            quote! { .#method(#value) }
        }
    }
}

fn format(format: Format) -> TokenStream {
    match format {
        Format::DateTime => quote! { Format::DateTime },
        Format::EpochMillis => quote! { Format::EpochMillis },
        Format::Uuid => quote! { Format::Uuid },
        Format::Uri => quote! { Format::Uri },
    }
}

fn kind(scope: Scope<'_>, kind: &Kind, each: Option<&Row>, closed: bool) -> TokenStream {
    match kind {
        Kind::Text => quote! { Kind::Text },
        Kind::Integer => quote! { Kind::Integer },
        Kind::Double => quote! { Kind::Double },
        Kind::Boolean => quote! { Kind::Boolean },
        Kind::DateTime => quote! { Kind::DateTime },
        Kind::EpochMillis => quote! { Kind::EpochMillis },
        Kind::Json => quote! { Kind::Json },
        Kind::Enumeration(enumeration) => match &enumeration.values {
            EnumerationValues::Text(_) => quote! { Kind::Text },
            EnumerationValues::Integer(_) => quote! { Kind::Integer },
        },
        Kind::List(item) => {
            let item = item_row(scope, item, each, closed);
            quote! { Kind::List(&#item) }
        }
        Kind::Map(item) => {
            let item = item_row(scope, item, each, closed);
            quote! { Kind::Map(&#item) }
        }
        Kind::Object { object, boxed: _ } => {
            let table = scope.table(object);
            quote! { Kind::Model(&#table) }
        }
    }
}

/// The row of the items of a list or map; a list that is closed has items that are.
fn item_row(scope: Scope<'_>, item: &Kind, each: Option<&Row>, closed: bool) -> TokenStream {
    if let Some(each) = each {
        return row(scope, each);
    }
    let kind = kind(scope, item, None, closed);
    let values = values(item);
    let closed = (closed && values.is_some()).then(|| quote! { .closed() });
    quote! { Row::new("", #kind, "") #closed #values }
}

/// The known values of an enumeration.
fn values(kind: &Kind) -> Option<TokenStream> {
    let Kind::Enumeration(Enumeration { type_name: _, ignore_case, values }) = kind else {
        return None;
    };
    let known: Vec<TokenStream> = match values {
        EnumerationValues::Text(values) => values
            .iter()
            .map(|TextValue { wire, variant: _, meaning }| quote! { Known::text(#wire, #meaning) })
            .collect(),
        EnumerationValues::Integer(values) => values
            .iter()
            .map(|IntegerValue { wire, variant: _, meaning }| {
                let wire = integer(*wire);
                quote! { Known::integer(#wire, #meaning) }
            })
            .collect(),
    };
    let ignore_case = ignore_case.then(|| quote! { .ignore_case() });
    Some(quote! { .values(&[#(#known),*]) #ignore_case })
}

/// One rule; `None` where it names a row that is not in the table, since the client holds it.
fn rule(rule: &Rule, positions: &[Option<usize>]) -> Option<TokenStream> {
    let Rule { id, check: checked, about } = rule;
    let check = check(checked, positions)?;
    let about = about.as_ref().map(|about| quote! { .about(#about) });
    Some(quote! { Rule::new(#id, #check) #about })
}

fn check(check: &Check, positions: &[Option<usize>]) -> Option<TokenStream> {
    let place = |row: &usize| positions.get(*row).copied().flatten().map(index);
    let rows = |rows: &[usize]| {
        let rows = rows.iter().map(place).collect::<Option<Vec<_>>>()?;
        Some(quote! { &[#(#rows),*] })
    };
    let groups = |members: &[Vec<usize>]| {
        let members = members.iter().map(|member| rows(member)).collect::<Option<Vec<_>>>()?;
        Some(quote! { &[#(#members),*] })
    };
    let (name, arguments) = match check {
        Check::AtLeastOneOf(members) => ("AtLeastOneOf", groups(members)?),
        Check::ExactlyOneOf(members) => ("ExactlyOneOf", groups(members)?),
        Check::AtMostOneOf(members) => ("AtMostOneOf", groups(members)?),
        Check::AllOrNone(members) => ("AllOrNone", groups(members)?),
        Check::LessOrEqual(first, second) => ("LessOrEqual", pair(&place(first)?, &place(second)?)),
        Check::LessThan(first, second) => ("LessThan", pair(&place(first)?, &place(second)?)),
        Check::When { conditions, require, forbid, within } => {
            let conditions = conditions.iter().map(|(row, value)| {
                let (row, value) = (place(row)?, literal(value));
                Some(quote! { (#row, #value) })
            });
            let within = within.iter().map(|(row, values)| {
                let (row, values) = (place(row)?, values.iter().map(literal));
                Some(quote! { (#row, &[#(#values),*]) })
            });
            let conditions = conditions.collect::<Option<Vec<_>>>()?;
            let within = within.collect::<Option<Vec<_>>>()?;
            let (require, forbid) = (rows(require)?, rows(forbid)?);
            return Some(quote! {
                Check::When {
                    conditions: &[#(#conditions),*],
                    require: #require,
                    forbid: #forbid,
                    within: &[#(#within),*],
                }
            });
        }
    };
    let name = format_ident!("{name}");
    Some(quote! { Check::#name(#arguments) })
}

fn pair(first: &TokenStream, second: &TokenStream) -> TokenStream {
    quote! { #first, #second }
}

/// A value that a field is compared with, where `Literal` is imported.
pub(super) fn literal(literal: &Literal) -> TokenStream {
    match literal {
        Literal::Text(text) => quote! { Literal::Text(#text) },
        Literal::Integer(value) => {
            let value = integer(*value);
            quote! { Literal::Integer(#value) }
        }
        Literal::Boolean(value) => quote! { Literal::Boolean(#value) },
    }
}
