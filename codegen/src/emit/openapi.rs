//! OpenAPI documents: one for each service.
//!
//! What a request may be stands in its schemas; what an answer should be stands beside its types (`x-documented`),
//! since clients have to read answers that are not as documented. What OpenAPI has no word for is told with `x-`.

mod operation;
mod parameter;
mod paths;
mod response;
mod security;

use serde_json::{Value, json};

use super::json_schema::{Dialect, Reading, Schema, Writer, components, put, schema};
use super::provenance;
use crate::model::{Group, Sdk, Service};

/// Which OpenAPI a document is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// 3.1.
    V31,
    /// 3.0, for programs that stop there.
    V30,
}

/// How strictly the schemas of answers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answers {
    /// Types bind, and whatever else is documented is told beside them: what a client has to be able to read.
    Lenient,
    /// All that is documented binds: what a service should answer.
    Documented,
}

/// The document of a service.
#[must_use]
pub fn openapi(sdk: &Sdk, service: &Service, version: Version, answers: Answers) -> Value {
    let dialect = match version {
        Version::V31 => Dialect::OpenApi31,
        Version::V30 => Dialect::OpenApi30,
    };
    let reading = match answers {
        Answers::Lenient => Reading::Answer,
        Answers::Documented => Reading::Documented,
    };
    let Service {
        module,
        title,
        about,
        page,
        authentication: _,
        held: _,
        root: _,
        groups: _,
        source: _,
    } = service;
    let mut document = schema([(
        "openapi",
        json!(match version {
            Version::V31 => "3.1.1",
            Version::V30 => "3.0.4",
        }),
    )]);
    put(
        &mut document,
        "info",
        json!({
            "title": title,
            "version": sdk.package.version,
            "description": format!("{about}\n\n{}", how_to_read(answers)),
        }),
    );
    put(&mut document, "externalDocs", page.as_ref().map(|page| provenance::docs(page, None)));
    put(&mut document, "servers", servers(module.as_str()));
    put(
        &mut document,
        "tags",
        service.all_groups().filter_map(|group| tag(service, group)).collect::<Vec<_>>(),
    );
    let writer = Writer { service, group: &service.root, dialect, reading };
    document.insert("paths".to_owned(), paths::all(writer).into());
    let mut parts = Schema::new();
    let schemas: Schema = components(service, reading)
        .into_iter()
        .map(|component| (component.name.clone(), component.schema(service, dialect).into()))
        .collect();
    put(&mut parts, "schemas", schemas);
    put(&mut parts, "securitySchemes", security::schemes(service));
    put(&mut document, "components", parts);
    document.into()
}

/// What binds in this document.
fn how_to_read(answers: Answers) -> &'static str {
    match answers {
        Answers::Lenient => {
            "Transcribed from the pages that `externalDocs` names; `x-errata` says where they are wrong. What is documented \
             of a request binds. Of an answer only the types bind, and any value may be null or absent: what else is \
             documented of it stands in `x-documented` and in the descriptions."
        }
        Answers::Documented => {
            "Transcribed from the pages that `externalDocs` names; `x-errata` says where they are wrong. What is documented \
             of a request binds, and so does what is documented of an answer; services are known to deviate from it."
        }
    }
}

/// The pages name no address: a service has one in each region, or in each installation.
fn servers(module: &str) -> Value {
    json!([{
        "url": "https://{host}",
        "description": "The service in a region, or an installation of it.",
        "variables": {
            "host": {
                "default": format!("{module}.example.com"),
                "description": "Host name; the documentation names none. Put yours here.",
            }
        },
    }])
}

fn tag(service: &Service, group: &Group) -> Option<Value> {
    if group.operations.is_empty() {
        return None;
    }
    let Group { title, about, errata: _, module: _, feature: _, shared: _, operations: _ } = group;
    let mut tag = schema([("name", json!(tag_name(service, group)))]);
    put(&mut tag, "description", about.as_str());
    put(&mut tag, "x-displayName", title.as_str());
    Some(tag.into())
}

/// The name of a group's tag: its module.
fn tag_name<'m>(service: &'m Service, group: &'m Group) -> &'m str {
    group.module.as_ref().unwrap_or(&service.module).as_str()
}
