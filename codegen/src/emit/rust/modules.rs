//! The modules of a service and of its groups: documentation and re-exports.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::doc::Doc;
use super::markdown::{code, link, prose, sentence};
use super::scope::public_module;
use super::{enumeration, features};
use crate::model::{Group, Object, Operation, Service};
use crate::names::Ident;

/// The module of a service: its groups, its client, and what is in no group.
pub(super) fn service_file(service: &Service) -> TokenStream {
    let docs = service_docs(service).inner();
    let groups = features::groups(service).filter_map(|group| {
        let (module, gate) = (group.module.as_ref()?, features::group_gate(service, group));
        Some(quote! { #gate pub mod #module; })
    });
    let gate = features::group_gate(service, &service.root);
    let (modules, exports) = contents(&service.root, &gate);
    quote! {
        #docs
        #(#groups)*
        #[cfg(feature = "blocking")]
        pub mod blocking;
        mod client;
        mod service;
        #modules
        pub use client::{Client, ClientBuilder};
        #exports
    }
}

/// The module of a group.
pub(super) fn group_file(service: &Service, group: &Group) -> TokenStream {
    let docs = group_docs(service, group).inner();
    let (modules, exports) = contents(group, &TokenStream::new());
    quote! { #docs #modules #exports }
}

/// Modules of operations and of shared objects, and the names that they export.
fn contents(group: &Group, gate: &TokenStream) -> (TokenStream, TokenStream) {
    let files = group.operations.iter().map(|operation| {
        let (module, names) = (&operation.method_name, operation_names(operation));
        (quote! { #gate mod #module; }, quote! { #gate pub use #module::{#(#names),*}; })
    });
    let (mut modules, mut exports): (Vec<_>, Vec<_>) = files.unzip();
    if !group.shared.is_empty() {
        let names = sorted(group.shared.iter().flat_map(object_names));
        let shared = format_ident!("shared");
        modules.push(quote! { mod #shared; });
        exports.push(quote! { pub use #shared::{#(#names),*}; });
    }
    (quote! { #(#modules)* }, quote! { #(#exports)* })
}

fn operation_names(operation: &Operation) -> Vec<&Ident> {
    let own = [&operation.type_name].into_iter().chain(enumeration::names(&operation.rows));
    sorted(own.chain(operation.objects.iter().flat_map(object_names)))
}

fn object_names(object: &Object) -> impl Iterator<Item = &Ident> {
    [&object.type_name].into_iter().chain(enumeration::names(&object.rows))
}

fn sorted<'a>(names: impl Iterator<Item = &'a Ident>) -> Vec<&'a Ident> {
    let mut names: Vec<&Ident> = names.collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn service_docs(service: &Service) -> Doc {
    let Service { title, about, page, .. } = service;
    let page = page.as_ref().map(|page| format!(" See {}.", link("its documentation", &page.url)));
    let mut doc =
        Doc::new(format!("{}. {}{}", prose(title), sentence(about), page.unwrap_or_default()))
            .paragraph(
                "[`Client`] sends its operations. With the feature `blocking` there is a `blocking::Client` beside \
                 it, which blocks the calling thread.",
            );
    let groups: Vec<String> = features::groups(service)
        .filter_map(|group| {
            let module = group.module.as_ref()?;
            let feature = code(&group.feature);
            Some(format!(
                "[`{module}`]: {}. {} Feature {feature}.",
                prose(&group.title),
                sentence(&group.about)
            ))
        })
        .collect();
    if !groups.is_empty() {
        doc = doc.section("Modules", groups);
    }
    if service.root.operations.is_empty() {
        doc
    } else {
        doc.paragraph(format!("Feature {}.", code(&service.root.feature)))
            .heading(1, "Operations")
            .table(operations(&service.root))
    }
}

fn group_docs(service: &Service, group: &Group) -> Doc {
    let Group { module: _, feature, title, about, shared: _, operations: _, errata: _ } = group;
    let service_title = prose(&service.title);
    let doc = Doc::new(format!("{} of {service_title}. {}", prose(title), sentence(about)))
        .paragraph(format!("Feature {}.", code(feature)));
    doc.heading(1, "Operations").table(operations(group))
}

/// The operations of a group with their pages.
fn operations(group: &Group) -> Vec<Vec<String>> {
    let mut table = vec![["Request", "Method and path", "Page"].map(str::to_owned).to_vec()];
    table.extend(group.operations.iter().map(|operation| {
        let Operation { type_name, title, page, method, path, .. } = operation;
        vec![
            format!("[`{type_name}`]"),
            code(&format!("{method} {path}")),
            link(&prose(title), &page.url),
        ]
    }));
    table
}

/// The path of a request type for users: `roma::link::ListRules`.
pub(super) fn public_path(service: &Service, group: &Group, operation: &Operation) -> String {
    format!("{}::{}", public_module(service, group), operation.type_name)
}
