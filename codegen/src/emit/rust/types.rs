//! Types of fields and of the arguments that set them.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Kind, Row};

/// The type of a field: `Option<i64>`.
pub(super) fn field(row: &Row) -> TokenStream {
    let value = value(&row.kind, Some(row));
    if row.nullable {
        quote! { runtime::Nullable<#value> }
    } else {
        quote! { Option<#value> }
    }
}

/// The type of a present value. The row says whether a text is a secret.
fn value(kind: &Kind, row: Option<&Row>) -> TokenStream {
    match kind {
        Kind::Text if row.is_some_and(|row| row.secret) => quote! { runtime::Secret },
        Kind::Text => quote! { String },
        Kind::Integer => quote! { i64 },
        Kind::Double => quote! { f64 },
        Kind::Boolean => quote! { bool },
        Kind::DateTime => quote! { runtime::DateTime },
        Kind::EpochMillis => quote! { runtime::EpochMillis },
        Kind::Json => quote! { runtime::Json },
        Kind::Enumeration(enumeration) => {
            let name = &enumeration.type_name;
            quote! { #name }
        }
        Kind::List(item) => {
            let item = value(item, items(row));
            quote! { Vec<#item> }
        }
        Kind::Map(item) => {
            let item = value(item, items(row));
            quote! { std::collections::BTreeMap<String, #item> }
        }
        Kind::Object { object, boxed } => {
            let name = &object.type_name;
            if *boxed {
                quote! { Box<#name> }
            } else {
                quote! { #name }
            }
        }
    }
}

/// The type of the items of a list.
pub(super) fn item(row: &Row) -> Option<TokenStream> {
    match &row.kind {
        Kind::List(item) => Some(value(item, items(Some(row)))),
        _ => None,
    }
}

/// The row of the items of a list or map.
fn items(row: Option<&Row>) -> Option<&Row> {
    row.and_then(|row| row.each.as_deref())
}

/// The type of an argument that sets a field: `impl Into<String>`.
pub(super) fn argument(row: &Row) -> TokenStream {
    let value = match &row.kind {
        Kind::Object { object, boxed: _ } => {
            let name = &object.type_name;
            quote! { #name }
        }
        kind => value(kind, Some(row)),
    };
    if converts(&row.kind) {
        quote! { impl Into<#value> }
    } else {
        value
    }
}

/// The field's value from its argument, which has the name of the field.
pub(super) fn from_argument(row: &Row) -> TokenStream {
    let name = &row.field;
    let value = match &row.kind {
        kind if converts(kind) => quote! { #name.into() },
        Kind::Object { object: _, boxed: true } => quote! { Box::new(#name) },
        _ => quote! { #name },
    };
    if row.nullable {
        quote! { runtime::Nullable::Set(#value) }
    } else {
        quote! { Some(#value) }
    }
}

/// Whether the argument may be anything that converts.
pub(super) fn converts(kind: &Kind) -> bool {
    match kind {
        Kind::Text | Kind::DateTime | Kind::EpochMillis | Kind::Json | Kind::Enumeration(_) => true,
        Kind::Integer
        | Kind::Double
        | Kind::Boolean
        | Kind::List(_)
        | Kind::Map(_)
        | Kind::Object { .. } => false,
    }
}
