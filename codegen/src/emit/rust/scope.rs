//! The file that is emitted, and how it names what is in other files.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};

use crate::model::{Enumeration, Group, Home, Kind, ObjectRef, Operation, Row, Sdk, Service};
use crate::names::Ident;

/// A file of a group, or of the root of a service.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) sdk: &'a Sdk,
    pub(super) service: &'a Service,
    pub(super) group: &'a Group,
    pub(super) file: &'a Home,
}

impl Scope<'_> {
    /// Whether an object is emitted in this file.
    fn is_here(&self, home: &Home) -> bool {
        let is_root = self.group.module.is_none();
        let shared = |home: &Home| match home {
            Home::ServiceShared => true,
            Home::GroupShared => is_root,
            Home::Operation(_) => false,
        };
        home == self.file || (shared(home) && shared(self.file))
    }

    /// The module of the file that has an object, seen from this one; `None` if it is this one.
    fn module(&self, home: &Home) -> Option<TokenStream> {
        if self.is_here(home) {
            return None;
        }
        let service = &self.service.module;
        Some(match home {
            Home::ServiceShared if self.group.module.is_some() => {
                quote! { crate::#service::shared }
            }
            Home::ServiceShared | Home::GroupShared => quote! { super::shared },
            Home::Operation(module) => quote! { super::#module },
        })
    }

    /// The static with the table of an object.
    pub(super) fn table(&self, object: &ObjectRef) -> TokenStream {
        let ObjectRef { name: _, type_name, home } = object;
        let table = table_name(type_name);
        match self.module(home) {
            Some(module) => quote! { #module::#table },
            None => table.to_token_stream(),
        }
    }

    /// The row of the answer with the items of a list.
    pub(super) fn items(&self, operation: &Operation) -> Option<&Row> {
        let items = &operation.pagination.as_ref()?.items;
        let page = self.service.object(self.group, &operation.answer)?;
        page.rows.iter().find(|row| row.name == *items)
    }

    /// Imports of the types that this file names and does not define, one line a module.
    pub(super) fn imports<'o>(
        &self,
        objects: impl IntoIterator<Item = &'o ObjectRef>,
    ) -> TokenStream {
        let mut modules: BTreeMap<String, (TokenStream, BTreeSet<&Ident>)> = BTreeMap::new();
        for ObjectRef { name: _, type_name, home } in objects {
            if let Some(module) = self.module(home) {
                let entry = modules.entry(module.to_string()).or_insert((module, BTreeSet::new()));
                entry.1.insert(type_name);
            }
        }
        let imports = modules.into_values().map(|(module, names)| {
            let names: Vec<_> = names.into_iter().collect();
            match names.as_slice() {
                [name] => quote! { use #module::#name; },
                names => quote! { use #module::{#(#names),*}; },
            }
        });
        quote! { #(#imports)* }
    }

    /// The public module of the group, as users write it after the crate: `roma::link`.
    pub(super) fn public_module(&self) -> String {
        public_module(self.service, self.group)
    }
}

/// The public module of a group, as users write it after the crate: `roma::link`.
pub(super) fn public_module(service: &Service, group: &Group) -> String {
    match &group.module {
        Some(module) => format!("{}::{module}", service.module),
        None => service.module.to_string(),
    }
}

/// The name of the crate in code.
pub(super) fn crate_name(sdk: &Sdk) -> String {
    sdk.package.name.replace('-', "_")
}

/// The static with the table of a type: `RuleStatus` has `RULE_STATUS_TABLE`.
pub(super) fn table_name(type_name: &Ident) -> proc_macro2::Ident {
    let mut name = String::new();
    for (index, character) in type_name.as_str().char_indices() {
        if index > 0 && character.is_uppercase() {
            name.push('_');
        }
        name.extend(character.to_uppercase());
    }
    format_ident!("{name}_TABLE")
}

/// The objects that the types of rows name, fields that the client holds apart.
pub(super) fn objects_of(rows: &[Row]) -> impl Iterator<Item = &ObjectRef> {
    rows.iter().filter(|row| !row.held).filter_map(|row| row.kind.object())
}

/// What the type of a kind names, in an object that is at home there: an object, or an enumeration beside its object.
pub(super) fn named(kind: &Kind, home: &Home) -> Option<ObjectRef> {
    match kind {
        Kind::Enumeration(Enumeration { type_name, .. }) => Some(ObjectRef {
            name: type_name.to_string(),
            type_name: type_name.clone(),
            home: home.clone(),
        }),
        Kind::List(item) | Kind::Map(item) => named(item, home),
        kind => kind.object().cloned(),
    }
}
