//! The `OpenAPI` documents of what is served.

use apiscribe_codegen::export::{Answers, Version, openapi};
use apiscribe_codegen::model::{Sdk, Service};
use http::header::HOST;
use http::request::Parts;
use serde_json::{Value, json};

use crate::reply::Reply;

/// The document of the one service, or the places of those of all services; each stands below its service, too.
const DOCUMENT: &str = "/openapi.json";

/// Whether a path is that of a document.
pub(crate) fn is_document(sdk: &Sdk, path: &str) -> bool {
    path == DOCUMENT || service(sdk, path).is_some()
}

/// The document that a request asks for, with this mock as its server.
pub(crate) fn document(sdk: &Sdk, parts: &Parts) -> Reply {
    let only = match sdk.services.as_slice() {
        [only] => Some(only),
        _ => None,
    };
    let Some(service) = service(sdk, parts.uri.path()).or(only) else {
        let documents: Value = sdk.services.iter().map(place).collect();
        let error = "there is a document for each service";
        return Reply::value(300, &json!({ "error": error, "documents": documents }));
    };
    let mut document = openapi(sdk, service, Version::V31, Answers::Lenient);
    let host = parts.headers.get(HOST).and_then(|host| host.to_str().ok());
    if let (Value::Object(fields), Some(host)) = (&mut document, host) {
        fields.insert("servers".to_owned(), json!([{ "url": format!("http://{host}") }]));
    }
    Reply::value(200, &document)
}

fn service<'s>(sdk: &'s Sdk, path: &str) -> Option<&'s Service> {
    sdk.services.iter().find(|service| place(service) == path)
}

fn place(service: &Service) -> String {
    format!("/{}{DOCUMENT}", service.module.as_str())
}
