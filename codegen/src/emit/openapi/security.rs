//! How requests prove who sends them.

use serde_json::{Value, json};

use crate::emit::json_schema::{Schema, schema};
use crate::model::{Authentication, AuthenticationKind, Operation, Service, Signature};

const SIGNATURE: &str = "signature";

/// The schemes of a service.
pub(super) fn schemes(service: &Service) -> Schema {
    let Some(Authentication { kind, header, setter: _, about, signature }) =
        &service.authentication
    else {
        return Schema::new();
    };
    let credential =
        json!({ "type": "apiKey", "in": "header", "name": header, "description": about });
    let mut schemes = schema([(name(*kind), credential)]);
    if let Some(Signature { project }) = signature {
        let project = project.as_ref().map(|project| {
            format!(" A signed request repeats `{project}` in the header `X-Project-Id`.")
        });
        let about = format!(
            "A signature by an access key, in place of the header `{header}`. The header `Authorization` names algorithm, \
             key and signed headers; `X-Sdk-Date` has the time.{}",
            project.unwrap_or_default()
        );
        let scheme = json!({ "type": "http", "scheme": "SDK-HMAC-SHA256", "description": about });
        schemes.insert(SIGNATURE.to_owned(), scheme);
    }
    schemes
}

/// Which schemes an operation takes: any one of them. An operation that sends no credential takes none.
pub(super) fn requirements(service: &Service, operation: &Operation) -> Value {
    let Some(row) = operation.rows.iter().find(|row| row.credential) else { return json!([]) };
    let Some(authentication) = &service.authentication else { return json!([]) };
    let mut choices = vec![json!({ name(authentication.kind): [] })];
    if authentication.signature.is_some() {
        choices.push(json!({ SIGNATURE: [] }));
    }
    if !row.required {
        choices.push(json!({}));
    }
    choices.into()
}

fn name(kind: AuthenticationKind) -> &'static str {
    match kind {
        AuthenticationKind::Token => "token",
        AuthenticationKind::ApiKey => "api_key",
    }
}
