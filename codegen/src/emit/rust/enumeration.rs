//! Open enumerations.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::Doc;
use super::literal::integer;
use super::markdown::{code, sentence};
use crate::model::{Enumeration, EnumerationValues, IntegerValue, Kind, Row, TextValue};
use crate::names::Ident;

/// The enumerations of the rows of a type.
pub(super) fn enumerations(owner: &Ident, rows: &[Row]) -> TokenStream {
    let enumerations = rows.iter().filter(|row| !row.held).filter_map(|row| {
        let enumeration = enumeration_of(&row.kind)?;
        Some(emit(owner, row, enumeration))
    });
    quote! { #(#enumerations)* }
}

/// The names of the enumerations of the rows of a type.
pub(super) fn names(rows: &[Row]) -> impl Iterator<Item = &Ident> {
    let visible = rows.iter().filter(|row| !row.held);
    visible.filter_map(|row| enumeration_of(&row.kind)).map(|enumeration| &enumeration.type_name)
}

fn enumeration_of(kind: &Kind) -> Option<&Enumeration> {
    match kind {
        Kind::Enumeration(enumeration) => Some(enumeration),
        Kind::List(item) | Kind::Map(item) => enumeration_of(item),
        Kind::Text
        | Kind::Integer
        | Kind::Double
        | Kind::Boolean
        | Kind::DateTime
        | Kind::EpochMillis
        | Kind::Json
        | Kind::Object { .. } => None,
    }
}

fn emit(owner: &Ident, row: &Row, enumeration: &Enumeration) -> TokenStream {
    let Enumeration { type_name, ignore_case, values } = enumeration;
    let case = if *ignore_case { "Upper and lower case are the same." } else { "" };
    let docs = Doc::new(format!("Values of `{}` in [`{owner}`].", row.name))
        .paragraph(row.about.as_deref().map(sentence).unwrap_or_default())
        .paragraph(case)
        .outer(0);
    match values {
        EnumerationValues::Text(values) => text(&docs, type_name, *ignore_case, values),
        EnumerationValues::Integer(values) => integers(&docs, type_name, values),
    }
}

fn text(docs: &TokenStream, name: &Ident, ignore_case: bool, values: &[TextValue]) -> TokenStream {
    let unknown = unknown();
    let variants = values.iter().map(|TextValue { wire, variant, meaning }| {
        let docs = variant_docs(wire, meaning);
        quote! { #docs #variant, }
    });
    let to_text = values.iter().map(|TextValue { wire, variant, meaning: _ }| {
        quote! { Self::#variant => #wire, }
    });
    let from_text = values.iter().map(|TextValue { wire, variant, meaning: _ }| {
        let wire = if ignore_case { wire.to_ascii_lowercase() } else { wire.clone() };
        quote! { #wire => Self::#variant, }
    });
    let subject = if ignore_case {
        quote! { text.to_ascii_lowercase().as_str() }
    } else {
        quote! { text }
    };
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #unknown
            Unknown(String),
        }

        impl #name {
            /// The value on the wire.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    #(#to_text)*
                    Self::Unknown(text) => text,
                }
            }
        }

        impl From<&str> for #name {
            #[inline]
            fn from(text: &str) -> Self {
                match #subject {
                    #(#from_text)*
                    _ => Self::Unknown(text.to_owned()),
                }
            }
        }

        runtime::text_enumeration!(#name);
    }
}

fn integers(docs: &TokenStream, name: &Ident, values: &[IntegerValue]) -> TokenStream {
    let unknown = unknown();
    let variants = values.iter().map(|IntegerValue { wire, variant, meaning }| {
        let docs = variant_docs(&wire.to_string(), meaning);
        quote! { #docs #variant, }
    });
    let to_integer = values.iter().map(|IntegerValue { wire, variant, meaning: _ }| {
        let wire = integer(*wire);
        quote! { Self::#variant => #wire, }
    });
    let from_integer = values.iter().map(|IntegerValue { wire, variant, meaning: _ }| {
        let wire = integer(*wire);
        quote! { #wire => Self::#variant, }
    });
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #unknown
            Unknown(i64),
        }

        impl #name {
            /// The value on the wire.
            #[must_use]
            #[inline]
            pub const fn as_i64(&self) -> i64 {
                match self {
                    #(#to_integer)*
                    Self::Unknown(integer) => *integer,
                }
            }
        }

        impl From<i64> for #name {
            #[inline]
            fn from(integer: i64) -> Self {
                match integer {
                    #(#from_integer)*
                    _ => Self::Unknown(integer),
                }
            }
        }

        runtime::integer_enumeration!(#name);
    }
}

/// `oracle`: Oracle.
fn variant_docs(wire: &str, meaning: &str) -> TokenStream {
    let meaning = sentence(meaning);
    let text = if meaning.is_empty() {
        format!("{}.", code(wire))
    } else {
        format!("{}: {meaning}", code(wire))
    };
    Doc::new(text).outer(1)
}

fn unknown() -> TokenStream {
    Doc::new("A value that the page does not list, as it is on the wire.").outer(1)
}
