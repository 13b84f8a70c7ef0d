//! Documented objects, and the file of those that operations share.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::Doc;
use super::enumeration::enumerations;
use super::markdown::{code, sentence};
use super::record::{model, setters, structure};
use super::relations;
use super::scope::{Scope, objects_of};
use super::table::{TableFacts, table};
use crate::model::{Object, Row};

/// The file of shared objects.
pub(super) fn shared_file(scope: Scope<'_>) -> TokenStream {
    let objects = &scope.group.shared;
    let imports = scope.imports(objects.iter().flat_map(|object| objects_of(&object.rows)));
    let objects = objects.iter().map(|each| object(scope, each));
    quote! {
        use crate::runtime;
        #imports
        #(#objects)*
    }
}

/// One object: struct, setters, table, enumerations.
pub(super) fn object(scope: Scope<'_>, object: &Object) -> TokenStream {
    let Object { name: _, id, type_name, about: _, page, rows, rules, in_requests, errata: _ } =
        object;
    let fields: Vec<&Row> = rows.iter().collect();
    let structure = structure(type_name, &docs(object).outer(0), *in_requests, &fields);
    let setters = in_requests.then(|| {
        let docs = Doc::new("An object with nothing set.").outer(1);
        setters(type_name, &docs, &[], &fields, None)
    });
    let model = model(type_name, &fields);
    let page = page.as_ref().map_or("", |page| page.url.as_str());
    let table = table(scope, &TableFacts { type_name, id, page, rows, rules });
    let enumerations = enumerations(type_name, rows);
    quote! { #structure #setters #model #table #enumerations }
}

fn docs(object: &Object) -> Doc {
    let Object { name, id: _, type_name: _, about, page, rows, rules, in_requests: _, errata } =
        object;
    let about = about.as_deref().map(sentence).unwrap_or_default();
    let about =
        if about.is_empty() { format!("The documented object {}.", code(name)) } else { about };
    let page = page
        .as_ref()
        .map(|page| format!("Documented on {}.", relations::page("this page", page)))
        .unwrap_or_default();
    Doc::new(about)
        .paragraph(page)
        .section("Rules", relations::rules(rules, rows))
        .section("Differs from the page", relations::errata(errata))
}
