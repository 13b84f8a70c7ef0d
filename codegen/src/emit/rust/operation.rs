//! The file of one operation: request, operation, and the objects of its page.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::Doc;
use super::enumeration::enumerations;
use super::literal::{option, unsigned};
use super::markdown::{code, sentence, series};
use super::object::object;
use super::record::{model, setters, structure};
use super::scope::{Scope, objects_of, table_name};
use super::table::{TableFacts, held, optional_text, qualified_literal, table};
use super::{example, relations};
use crate::model::{
    AbsentMeans, Failure, ObjectRef, Operation, Pagination, Response, Row, Success,
};

/// The whole file.
pub(super) fn file(scope: Scope<'_>, operation: &Operation) -> TokenStream {
    let objects = operation.objects.iter().flat_map(|object| objects_of(&object.rows));
    let responses = operation.responses.iter().map(|response| &response.object);
    let used =
        objects_of(&operation.rows).chain(responses).chain([&operation.answer]).chain(objects);
    let imports = scope.imports(used);
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
    let setters = setters(type_name, &new_docs(&given).outer(1), &given, &fields);
    let model = model(type_name, &fields);
    let table = table(scope, &TableFacts { type_name, id: name, page: &page.url, rows, rules });
    let enumerations = enumerations(type_name, rows);
    quote! { #structure #setters #model #table #enumerations }
}

fn new_docs(given: &[&Row]) -> Doc {
    let names: Vec<String> = given.iter().map(|row| code(&row.name)).collect();
    Doc::new(match names.as_slice() {
        [] => "A request with nothing set.".to_owned(),
        names => format!("A request for this {}.", series(names, "and")),
    })
}

/// The static that describes the operation, and the impl that leads to it.
fn description(scope: Scope<'_>, operation: &Operation) -> TokenStream {
    let Operation {
        name,
        type_name,
        method_name: _,
        title,
        about: _,
        page,
        method,
        path,
        idempotent,
        requests_per_second,
        rows,
        new_parameters: _,
        rules: _,
        has_body,
        pagination,
        answer,
        responses,
        success,
        objects: _,
        errata: _,
        examples: _,
        source: _,
    } = operation;
    let service = scope.service.module.as_str();
    let (page, request, answer) = (&page.url, table_name(type_name), &answer.type_name);
    let held_rows = held(scope, rows);
    let held = if held_rows.is_some() {
        quote! { HELD }
    } else {
        quote! { &[] }
    };
    let requests_per_second = option(requests_per_second.map(|limit| unsigned(limit.into())));
    let responses = responses.iter().map(|each| response(scope, each));
    let success = option(success.as_ref().map(self::success));
    let pagination = option(pagination.as_ref().map(self::pagination));
    quote! {
        impl runtime::Request for #type_name {
            type Answer = #answer;
            const OPERATION: &'static runtime::Operation = &runtime::Operation {
            name: #name,
            service: #service,
            title: #title,
            page: #page,
            method: #method,
            path: #path,
            request: &#request,
            held: #held,
            has_body: #has_body,
            idempotent: #idempotent,
            requests_per_second: #requests_per_second,
            responses: &[#(#responses),*],
            success: #success,
            pagination: #pagination,
            blank: runtime::blank::<#type_name>,
        };
        }

        #held_rows
    }
}

fn response(scope: Scope<'_>, response: &Response) -> TokenStream {
    let Response { status, object, failure } = response;
    let ObjectRef { name: _, type_name, home: _ } = object;
    let (status, table) = (unsigned((*status).into()), scope.table(object));
    let failure = option(failure.as_ref().map(|failure| {
        let Failure { code, message, request_id } = failure;
        let (code, message) = (optional_text(code.as_ref()), optional_text(message.as_ref()));
        let request_id = optional_text(request_id.as_ref());
        quote! { runtime::operation::Failure { code: #code, message: #message, request_id: #request_id } }
    }));
    quote! {
        runtime::operation::Response {
            status: #status,
            table: &#table,
            blank: runtime::blank::<#type_name>,
            failure: #failure,
        }
    }
}

fn success(success: &Success) -> TokenStream {
    let Success { field, equals, absent } = success;
    let equals = qualified_literal(equals);
    let absent = match absent {
        AbsentMeans::Success => quote! { Success },
        AbsentMeans::Failure => quote! { Failure },
        AbsentMeans::Unexpected => quote! { Unexpected },
    };
    quote! {
        runtime::operation::Success {
            field: #field,
            equals: #equals,
            absent: runtime::operation::Absent::#absent,
        }
    }
}

fn pagination(pagination: &Pagination) -> TokenStream {
    let Pagination { offset, limit, page_max, items, total } = pagination;
    let (page_max, total) = (option(page_max.map(unsigned)), optional_text(total.as_ref()));
    quote! {
        runtime::operation::Pagination {
            offset: #offset,
            limit: #limit,
            page_max: #page_max,
            items: #items,
            total: #total,
        }
    }
}

/// Documentation of the request type, which is that of the operation.
fn docs(scope: Scope<'_>, operation: &Operation) -> Doc {
    let own = operation.errata.iter().filter(|erratum| !erratum.at.starts_with("objects."));
    Doc::new(sentence(&operation.about))
        .paragraph(provenance(operation))
        .paragraph(sending(scope, operation))
        .paragraph(paging(operation))
        .section("Rules", relations::rules(&operation.rules, &operation.rows))
        .heading(1, "Answers")
        .table(answers(operation))
        .paragraph(envelope(operation))
        .section("Differs from the page", relations::errata(own))
        .heading(1, "Example")
        .code("no_run", example::operation(scope, operation))
}

/// Method, path, page, and the limits of the whole.
fn provenance(operation: &Operation) -> String {
    let Operation { title, page, method, path, idempotent, requests_per_second, .. } = operation;
    let page = relations::page(&super::markdown::prose(title), page);
    let idempotent =
        if *idempotent && method != "GET" { " Sending it twice does no harm." } else { "" };
    let limit = requests_per_second
        .map(|limit| format!(" At most {limit} requests a second."))
        .unwrap_or_default();
    format!("{}, documented as {page}.{idempotent}{limit}", code(&format!("{method} {path}")))
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

fn paging(operation: &Operation) -> String {
    let Some(Pagination { offset, limit, page_max, items: _, total: _ }) = &operation.pagination
    else {
        return String::new();
    };
    let most =
        page_max.map(|max| format!(" A page holds at most {max} items.")).unwrap_or_default();
    format!("Pages follow each other by {} and {}.{most}", code(offset), code(limit))
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
