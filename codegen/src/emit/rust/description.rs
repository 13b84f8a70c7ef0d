//! The static that describes an operation, and the impl that leads to it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::literal::unsigned;
use super::scope::{Scope, table_name};
use super::table::{held, literal};
use super::types;
use crate::model::{AbsentMeans, Failure, ObjectRef, Operation, Pagination, Response, Success};
use crate::names::Ident;

/// Names of the runtime that would hide types of the file.
const HIDING: [&str; 7] =
    ["Absent", "Failure", "Literal", "Operation", "Pagination", "Response", "Success"];

/// The description of an operation, with the rows that the client holds.
pub(super) fn description(scope: Scope<'_>, operation: &Operation) -> TokenStream {
    let Operation { type_name, answer, rows, .. } = operation;
    let held = held(scope, rows);
    let body = body(scope, operation, held.is_some());
    let import = import(operation);
    let paged = paged(scope, operation);
    let answer = &answer.type_name;
    quote! {
        impl runtime::Request for #type_name {
            type Answer = #answer;
            const OPERATION: &'static runtime::Operation = &OPERATION;
        }

        #paged

        const OPERATION: runtime::Operation = {
            #import
            #body
        };

        #held
    }
}

/// What makes the items of a list out of its pages.
fn paged(scope: Scope<'_>, operation: &Operation) -> Option<TokenStream> {
    let Operation { type_name, answer, .. } = operation;
    let row = scope.items(operation)?;
    let (field, item) = (&row.field, types::item(row)?);
    let set = row.nullable.then(|| quote! { .into_set() });
    let answer = &answer.type_name;
    Some(quote! {
        impl runtime::Paged for #type_name {
            type Item = #item;

            #[inline]
            fn items(page: #answer) -> Vec<Self::Item> {
                page.#field #set.unwrap_or_default()
            }
        }
    })
}

/// The operation as a chain of builders, one for each fact that is not the usual one.
fn body(scope: Scope<'_>, operation: &Operation, is_held: bool) -> TokenStream {
    let Operation {
        name,
        type_name,
        method_name: _,
        title,
        about: _,
        // The request's table has it.
        page: _,
        method,
        path,
        idempotent,
        requests_per_second,
        rows: _,
        new_parameters: _,
        rules: _,
        has_body,
        pagination,
        answer: _,
        responses,
        success,
        objects: _,
        errata: _,
        examples: _,
        source: _,
    } = operation;
    let (service, table) = (scope.service.module.as_str(), table_name(type_name));
    let request = own(type_name);
    let held = is_held.then(|| quote! { .held(HELD) });
    let has_body = has_body.then(|| quote! { .with_body() });
    let idempotent = idempotent.then(|| quote! { .idempotent() });
    let limit = requests_per_second.map(|limit| {
        let limit = unsigned(limit.into());
        quote! { .requests_per_second(#limit) }
    });
    let responses = responses.iter().map(|each| response(scope, each));
    let success = success.as_ref().map(self::success);
    let pagination = pagination.as_ref().map(self::pagination);
    quote! {
        Operation::new(#name, #service, #method, #path, &#table, blank::<#request>)
            .title(#title)
            #held
            #has_body
            #idempotent
            #limit
            .responses(const { &[#(#responses),*] })
            #success
            #pagination
    }
}

/// What a body uses of the runtime, imported inside its own block: documented names may be the same.
fn import(operation: &Operation) -> TokenStream {
    let Operation { responses, success, pagination, .. } = operation;
    let fails = responses.iter().any(|response| response.failure.is_some());
    let used = [
        ("Absent", success.is_some()),
        ("Failure", fails),
        ("Operation", true),
        ("Pagination", pagination.is_some()),
        ("Response", !responses.is_empty()),
        ("Success", success.is_some()),
    ];
    let names = used.into_iter().filter(|(_, used)| *used).map(|(name, _)| format_ident!("{name}"));
    let literal = success.is_some().then(|| quote! { use runtime::table::Literal; });
    quote! {
        use runtime::blank;
        use runtime::operation::{#(#names),*};
        #literal
    }
}

/// A type of the file, where a name of the runtime would hide it.
fn own(type_name: &Ident) -> TokenStream {
    if HIDING.contains(&type_name.as_str()) {
        quote! { self::#type_name }
    } else {
        quote! { #type_name }
    }
}

fn response(scope: Scope<'_>, response: &Response) -> TokenStream {
    let Response { status, object, failure } = response;
    let ObjectRef { name: _, type_name, home: _ } = object;
    let (status, table, body) = (unsigned((*status).into()), scope.table(object), own(type_name));
    let failure = failure.as_ref().map(self::failure);
    quote! { Response::new(#status, &#table, blank::<#body>) #failure }
}

fn failure(failure: &Failure) -> TokenStream {
    let Failure { code, message, request_id } = failure;
    let code = code.as_ref().map(|field| quote! { .code(#field) });
    let message = message.as_ref().map(|field| quote! { .message(#field) });
    let request_id = request_id.as_ref().map(|field| quote! { .request_id(#field) });
    quote! { .failure(Failure::new() #code #message #request_id) }
}

fn success(success: &Success) -> TokenStream {
    let Success { field, equals, absent } = success;
    let equals = literal(equals);
    let absent = match absent {
        AbsentMeans::Success => quote! { Success },
        AbsentMeans::Failure => quote! { Failure },
        AbsentMeans::Unexpected => quote! { Unexpected },
    };
    quote! { .success(Success::new(#field, #equals, Absent::#absent)) }
}

fn pagination(pagination: &Pagination) -> TokenStream {
    let Pagination { offset, limit, page_max, items, total } = pagination;
    let page_max = page_max.map(|most| {
        let most = unsigned(most);
        quote! { .page_max(#most) }
    });
    let total = total.as_ref().map(|field| quote! { .total(#field) });
    quote! { .pagination(Pagination::new(#offset, #limit, #items) #page_max #total) }
}
