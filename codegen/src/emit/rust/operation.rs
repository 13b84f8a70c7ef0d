//! The file of one operation: request, operation, and the objects of its page.

use proc_macro2::TokenStream;
use quote::quote;

use super::description::description;
use super::doc::Doc;
use super::enumeration::enumerations;
use super::markdown::{code, sentence, series};
use super::object::object;
use super::record::{model, setters, structure};
use super::scope::{Scope, named, objects_of};
use super::table::{TableFacts, table};
use super::{example, relations};
use crate::model::{AbsentMeans, Failure, Operation, Pagination, Response, Row, Success};

/// The whole file.
pub(super) fn file(scope: Scope<'_>, operation: &Operation) -> TokenStream {
    let objects = operation.objects.iter().flat_map(|object| objects_of(&object.rows));
    let responses = operation.responses.iter().map(|response| &response.object);
    let used =
        objects_of(&operation.rows).chain(responses).chain([&operation.answer]).chain(objects);
    let item = scope.items(operation).and_then(|row| named(&row.kind, &operation.answer.home));
    let imports = scope.imports(used.chain(&item));
    let request = request(scope, operation);
    let description = description(scope, operation);
    let objects = operation.objects.iter().map(|each| object(scope, each));
    quote! {
        use crate::runtime;
        #imports
        #request
        #description
        #(#objects)*
    }
}

/// The request type with its table and enumerations.
fn request(scope: Scope<'_>, operation: &Operation) -> TokenStream {
    let Operation { name, type_name, page, rows, new_parameters, rules, .. } = operation;
    let fields: Vec<&Row> = rows.iter().filter(|row| !row.held).collect();
    let given: Vec<&Row> = new_parameters.iter().filter_map(|index| rows.get(*index)).collect();
    let structure = structure(type_name, &docs(scope, operation).outer(0), true, &fields);
    let setters =
        setters(type_name, &new_docs(&given).outer(1), &given, &fields, Some(&violations()));
    let model = model(type_name, &fields);
    let table = table(scope, &TableFacts { type_name, id: name, page: &page.url, rows, rules });
    let enumerations = enumerations(type_name, rows);
    quote! { #structure #setters #model #table #enumerations }
}

/// What a caller can ask before a call does.
fn violations() -> TokenStream {
    quote! {
        /// Every documented rule that this request breaks: what a call would be refused for.
        ///
        /// What the client holds is judged by the call only.
        #[must_use]
        #[inline]
        pub fn violations(&self) -> runtime::Violations {
            runtime::validate::request(self)
        }
    }
}

fn new_docs(given: &[&Row]) -> Doc {
    let names: Vec<String> = given.iter().map(|row| code(&row.name)).collect();
    Doc::new(match names.as_slice() {
        [] => "A request with nothing set.".to_owned(),
        names => format!("A request for this {}.", series(names, "and")),
    })
}

/// Documentation of the request type, which is that of the operation.
fn docs(scope: Scope<'_>, operation: &Operation) -> Doc {
    let own = operation.errata.iter().filter(|erratum| !erratum.at.starts_with("objects."));
    Doc::new(sentence(&operation.about))
        .paragraph(provenance(operation))
        .paragraph(sending(scope, operation))
        .paragraph(repetition(operation))
        .paragraph(paging(scope, operation))
        .section("Rules", relations::rules(&operation.rules, &operation.rows))
        .heading(1, "Answers")
        .table(answers(operation))
        .paragraph(envelope(operation))
        .section("Differs from the page", relations::errata(own))
        .heading(1, "Example")
        .code("no_run", example::operation(scope, operation))
}

/// Method, path and page.
fn provenance(operation: &Operation) -> String {
    let Operation { title, page, method, path, .. } = operation;
    let page = relations::page(&super::markdown::prose(title), page);
    format!("{}, documented as {page}.", code(&format!("{method} {path}")))
}

/// How often it is sent.
fn repetition(operation: &Operation) -> String {
    let Operation { idempotent, requests_per_second, .. } = operation;
    let again = if *idempotent {
        "Idempotent: tried again after failures that may pass, as [`Retry`](runtime::Retry) says."
    } else {
        "Not idempotent: never tried again."
    };
    let limit = requests_per_second
        .map(|limit| format!(" At most {limit} requests a second, which clients keep."))
        .unwrap_or_default();
    format!("{again}{limit}")
}

fn sending(scope: Scope<'_>, operation: &Operation) -> String {
    let (service, method) = (&scope.service.module, &operation.method_name);
    let client = format!("[`Client::{method}`](crate::{service}::Client::{method})");
    let held: Vec<String> =
        operation.rows.iter().filter(|row| row.held).map(|row| code(&row.name)).collect();
    if held.is_empty() {
        return format!("Sent by {client}.");
    }
    format!("Sent by {client}, which supplies {}.", series(&held, "and"))
}

fn paging(scope: Scope<'_>, operation: &Operation) -> String {
    let Some(Pagination { offset, limit, page_max, items: _, total: _ }) = &operation.pagination
    else {
        return String::new();
    };
    let most =
        page_max.map(|max| format!(" A page holds at most {max} items.")).unwrap_or_default();
    let service = &scope.service.module;
    let [items, pages] = ["items", "pages"].map(|suffix| {
        let method = operation.method_name.followed_by(suffix);
        format!("[`{method}`](crate::{service}::Client::{method})")
    });
    format!(
        "Pages follow each other by {} and {}.{most} {items} gives the items of all pages, {pages} the pages.",
        code(offset),
        code(limit)
    )
}

/// The table of status codes: those with one object share a line.
fn answers(operation: &Operation) -> Vec<Vec<String>> {
    let mut lines: Vec<(Vec<String>, &Response)> = Vec::new();
    for response in &operation.responses {
        let same = |(_, other): &&mut (Vec<String>, &Response)| {
            other.object == response.object && is_success(other) == is_success(response)
        };
        match lines.iter_mut().find(same) {
            Some((statuses, _)) => statuses.push(response.status.to_string()),
            None => lines.push((vec![response.status.to_string()], response)),
        }
    }
    let mut table = vec![["Status", "Body", "Meaning"].map(str::to_owned).to_vec()];
    table.extend(lines.into_iter().map(|(statuses, response)| {
        let body = format!("[`{}`]", response.object.type_name);
        vec![statuses.join(", "), body, meaning(response)]
    }));
    table
}

fn is_success(response: &Response) -> bool {
    (200..300).contains(&response.status)
}

fn meaning(response: &Response) -> String {
    if is_success(response) {
        return "Success".to_owned();
    }
    let Some(Failure { code: error, message, request_id }) = &response.failure else {
        return "Failure".to_owned();
    };
    let parts = [("code", error), ("message", message), ("request id", request_id)];
    let parts: Vec<String> = parts
        .into_iter()
        .filter_map(|(what, field)| {
            field.as_ref().map(|field| format!("{what} in {}", code(field)))
        })
        .collect();
    if parts.is_empty() { "Failure".to_owned() } else { format!("Failure: {}", parts.join(", ")) }
}

fn envelope(operation: &Operation) -> String {
    let Some(Success { field, equals, absent }) = &operation.success else {
        return String::new();
    };
    let absent = match absent {
        AbsentMeans::Success => "An answer without it is a success.",
        AbsentMeans::Failure => "An answer without it is a failure.",
        AbsentMeans::Unexpected => "An answer without it is unexpected.",
    };
    format!(
        "A success has {} in {}; any other value is a failure, whatever the status. {absent}",
        relations::literal(equals),
        code(field),
    )
}
