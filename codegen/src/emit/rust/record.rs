//! Structs with a table: requests and objects.

use proc_macro2::TokenStream;
use quote::quote;

use super::literal::index;
use super::scope::table_name;
use super::types;
use super::words::{row_doc, setter_doc};
use crate::model::Row;
use crate::names::Ident;

/// Rows from which clippy finds a match over them too long.
const LONG_MATCH: usize = 90;

/// The struct of a type with these rows.
pub(super) fn structure(
    name: &Ident,
    docs: &TokenStream,
    must_use: bool,
    rows: &[&Row],
) -> TokenStream {
    let must_use = must_use.then(|| quote! { #[must_use] });
    let fields = rows.iter().map(|row| {
        let (docs, name, field) = (row_doc(row).outer(1), &row.field, types::field(row));
        quote! { #docs pub #name: #field, }
    });
    quote! {
        #docs
        #[derive(Clone, Default)]
        #must_use
        #[non_exhaustive]
        pub struct #name { #(#fields)* }
    }
}

/// `new` and the setters, and methods after them. `given` are the rows that `new` takes.
pub(super) fn setters(
    name: &Ident,
    new_docs: &TokenStream,
    given: &[&Row],
    rows: &[&Row],
    others: Option<&TokenStream>,
) -> TokenStream {
    let new = constructor(new_docs, given, rows);
    let setters = rows.iter().map(|row| {
        let (docs, setter, field) = (setter_doc(row).outer(1), &row.setter, &row.field);
        let (argument, value) = (types::argument(row), types::from_argument(row));
        // What is generic is compiled where it is used anyway.
        let inline = (!types::converts(&row.kind)).then(|| quote! { #[inline] });
        quote! {
            #docs
            #inline
            pub fn #setter(mut self, #field: #argument) -> Self {
                self.#field = #value;
                self
            }
        }
    });
    quote! {
        impl #name {
            #new
            #(#setters)*
            #others
        }
    }
}

fn constructor(docs: &TokenStream, given: &[&Row], rows: &[&Row]) -> TokenStream {
    if given.is_empty() {
        return quote! {
            #docs
            #[inline]
            pub fn new() -> Self { Self::default() }
        };
    }
    let arguments = given.iter().map(|row| {
        let (field, argument) = (&row.field, types::argument(row));
        quote! { #field: #argument }
    });
    let fields = given.iter().map(|row| {
        let (field, value) = (&row.field, types::from_argument(row));
        quote! { #field: #value }
    });
    let inline =
        (!given.iter().any(|row| types::converts(&row.kind))).then(|| quote! { #[inline] });
    let rest = (given.len() < rows.len()).then(|| quote! { ..Self::default() });
    quote! {
        #docs
        #inline
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#fields,)* #rest }
        }
    }
}

/// The impl of `Model`, and what the runtime's macro adds.
pub(super) fn model(name: &Ident, rows: &[&Row]) -> TokenStream {
    let table = table_name(name);
    let (place, place_mut) = if rows.is_empty() {
        (
            quote! { #[inline] fn place(&self, _: usize) -> Option<&dyn runtime::Place> { None } },
            quote! { #[inline] fn place_mut(&mut self, _: usize) -> Option<&mut dyn runtime::Place> { None } },
        )
    } else {
        places(rows)
    };
    quote! {
        impl runtime::Model for #name {
            #[inline]
            fn table(&self) -> &'static runtime::table::Table { &#table }
            #place
            #place_mut
        }

        runtime::model!(#name);
    }
}

fn places(rows: &[&Row]) -> (TokenStream, TokenStream) {
    let allow = (rows.len() > LONG_MATCH)
        .then(|| quote! { #[allow(clippy::too_many_lines, reason = "one line for each row")] });
    let indexes: Vec<TokenStream> = (0..rows.len()).map(index).collect();
    let fields: Vec<&Ident> = rows.iter().map(|row| &row.field).collect();
    let place = quote! {
        #[inline]
        #allow
        fn place(&self, row: usize) -> Option<&dyn runtime::Place> {
            match row {
                #(#indexes => Some(&self.#fields),)*
                _ => None,
            }
        }
    };
    let place_mut = quote! {
        #[inline]
        #allow
        fn place_mut(&mut self, row: usize) -> Option<&mut dyn runtime::Place> {
            match row {
                #(#indexes => Some(&mut self.#fields),)*
                _ => None,
            }
        }
    };
    (place, place_mut)
}
