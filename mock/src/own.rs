//! The mock's own addresses: the page for people and what it shows.

use apiscribe_codegen::judge::address::query_values;
use apiscribe_codegen::model::{Location, Operation};
use http::Uri;
use http::request::Parts;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use crate::app::App;
use crate::catalogue::Documented;
use crate::describe;
use crate::export;
use crate::log::Recorded;
use crate::reply::Reply;

const PAGE: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/page.css");
const SCRIPT: &str = include_str!("page/page.js");
const STYLE_PATH: &str = "/_mock/page.css";
const SCRIPT_PATH: &str = "/_mock/page.js";
const OPERATIONS: &str = "/_mock/operations";
const REQUESTS: &str = "/_mock/requests";
/// Forgets what the session did.
pub(crate) const RESET: &str = "/_mock/reset";

/// Whether a path is one of the mock's own. Documented operations come first.
pub(crate) fn is_own(app: &App, path: &str) -> bool {
    ["/", STYLE_PATH, SCRIPT_PATH, OPERATIONS, REQUESTS, RESET].contains(&path)
        || export::is_document(&app.sdk, path)
}

pub(crate) fn answer(app: &App, parts: &Parts) -> Reply {
    let path = parts.uri.path();
    let method = if path == RESET { "POST" } else { "GET" };
    // The answer to HEAD is that to GET, whose body is not sent.
    let asked = if parts.method == "HEAD" { "GET" } else { parts.method.as_str() };
    if asked != method {
        let allow = Some(method.to_owned());
        return Reply { allow, ..Reply::error(405, &format!("{path} takes {method}")) };
    }
    match path {
        OPERATIONS => Reply::value(200, &describe::operations(app)),
        REQUESTS => {
            let requests: Vec<Value> = app.log.all().iter().rev().map(recorded).collect();
            Reply::value(200, &requests.into())
        }
        RESET => {
            app.answers.session.reset();
            Reply::value(200, &json!({ "reset": true }))
        }
        _ if export::is_document(&app.sdk, path) => export::document(&app.sdk, parts),
        STYLE_PATH => Reply::text("text/css; charset=utf-8", STYLE),
        SCRIPT_PATH => Reply::text("text/javascript; charset=utf-8", SCRIPT),
        _ => Reply { is_page: true, ..Reply::html(200, PAGE) },
    }
}

fn recorded(request: &Recorded) -> Value {
    let violations: Vec<Value> = request
        .violations
        .iter()
        .map(|violation| json!({ "message": violation.message, "rule": violation.rule }))
        .collect();
    json!({
        "number": request.number,
        "time": request.time,
        "method": request.method,
        "target": request.target,
        "operation": request.operation,
        "status": request.status,
        "refused": request.refused,
        "milliseconds": request.milliseconds,
        "violations": violations,
        "note": request.note,
    })
}

/// The path and the query of a request, without the values of secret parameters.
pub(crate) fn target(uri: &Uri, documented: Option<&Documented>) -> String {
    let Some(documented) = documented else { return uri.path().to_owned() };
    let mut target = uri.path().to_owned();
    if documented.operation.rows.iter().any(|row| row.secret && row.location == Location::Path) {
        target.clone_from(&documented.operation.path);
    }
    let pairs = query_values(uri.query().unwrap_or_default()).map(|(name, value)| {
        let value = if is_secret(&documented.operation, name) { "…" } else { value };
        format!("{name}={value}")
    });
    let pairs: Vec<String> = pairs.collect();
    if pairs.is_empty() { target } else { format!("{target}?{}", pairs.join("&")) }
}

fn is_secret(operation: &Operation, encoded: &str) -> bool {
    let name = percent_decode_str(encoded).decode_utf8_lossy();
    let mut rows = operation.rows.iter().filter(|row| row.location == Location::Query);
    rows.any(|row| row.secret && row.name == name)
}
