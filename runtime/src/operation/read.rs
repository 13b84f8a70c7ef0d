//! From an HTTP answer to a decoded model, or to the error that it reports.

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};

use super::envelope::Verdict;
use super::{Failure, Operation, Response};
use crate::error::{Error, Refusal};
use crate::json;
use crate::model::Model;
use crate::value::Value;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

impl Operation {
    /// Reads an answer by its status and, where the page documents an envelope, by its body.
    ///
    /// `answer` is written only for an answer that says that the operation succeeded, or up to the point where it
    /// does not decode.
    ///
    /// # Errors
    ///
    /// `Api` for a documented failure, `Unexpected` for anything that is not documented or does not decode. Both
    /// keep the answer.
    pub fn read(
        &self,
        response: &http::Response<Bytes>,
        answer: &mut dyn Model,
    ) -> Result<(), Error> {
        self.judge(response, answer).map_err(|error| error.answered(response))
    }

    fn judge(&self, response: &http::Response<Bytes>, answer: &mut dyn Model) -> Result<(), Error> {
        let Some(documented) = self.response(response.status().as_u16()) else {
            let error = self.undocumented(response);
            return Err(match self.undocumented_refusal(response) {
                Some(refusal) => error.refused(refusal),
                None => error,
            });
        };
        if !documented.is_success() {
            return Err(self.refusal(documented, response));
        }
        if documented.table.id != answer.table().id {
            let why = format!(
                "the answer is a {}, the caller asked for a {}",
                documented.table.id,
                answer.table().id
            );
            return Err(Error::unexpected(self.name, why));
        }
        self.decode(response, answer)?;
        match self.success.map_or(Verdict::Success, |success| success.judge(answer)) {
            Verdict::Success => Ok(()),
            Verdict::Failure => Err(self.refusal(documented, response)),
            Verdict::Unexpected => {
                let field = self.success.map_or("", |success| success.field);
                let why = format!("the answer lacks `{field}`, which says whether it is a success");
                Err(Error::unexpected(self.name, why))
            }
        }
    }

    /// The error that a documented failure is, or the one that reading it ends in.
    fn refusal(&self, documented: &Response, response: &http::Response<Bytes>) -> Error {
        let mut body = (documented.blank)();
        if let Err(error) = self.decode(response, &mut *body) {
            return error;
        }
        Error::api(self.name, told(documented.failure.unwrap_or_default(), body))
    }

    /// What a failure with an undocumented status says, where its body is a documented failure object all the same.
    fn undocumented_refusal(&self, response: &http::Response<Bytes>) -> Option<Refusal> {
        let status = response.status();
        let is_failure = status.is_client_error() || status.is_server_error();
        let documented = self.responses.iter().filter(|response| !response.is_success());
        let (documented, failure) = documented
            .filter(|_| is_failure)
            .find_map(|response| Some((response, response.failure?)))?;
        let mut body = (documented.blank)();
        json::decode(content(response.body()), &mut *body).ok()?;
        let refusal = told(failure, body);
        (refusal.code.is_some() || refusal.message.is_some()).then_some(refusal)
    }

    /// Decodes a body. What reads without a body is an answer that documents no fields.
    fn decode(&self, response: &http::Response<Bytes>, model: &mut dyn Model) -> Result<(), Error> {
        let body = content(response.body());
        if body.is_empty() {
            if model.table().rows.is_empty() {
                return Ok(());
            }
            return Err(Error::unexpected(self.name, "the answer has no body"));
        }
        json::decode(body, model).map_err(|error| {
            let why = if let Some(coding) = coding(response) {
                format!("the answer is compressed ({coding}), and nothing asked for that")
            } else if is_html(response) {
                "the answer is HTML, not JSON: a proxy or login page, perhaps".to_owned()
            } else {
                format!("the answer does not decode: {error}")
            };
            Error::unexpected(self.name, why).caused_by(error)
        })
    }

    fn undocumented(&self, response: &http::Response<Bytes>) -> Error {
        let statuses: Vec<_> =
            self.responses.iter().map(|response| response.status.to_string()).collect();
        let html = if is_html(response) { ", the answer is HTML" } else { "" };
        let why = format!(
            "the status {} is not documented ({} {}){html}",
            response.status().as_u16(),
            if statuses.len() == 1 { "only" } else { "these are:" },
            if statuses.is_empty() { "none".to_owned() } else { statuses.join(", ") },
        );
        Error::unexpected(self.name, why)
    }
}

/// What a failure object says.
fn told(failure: Failure, body: Box<dyn Model>) -> Refusal {
    let Failure { code, message, request_id } = failure;
    let text_of = |field: Option<&str>| text_of(&*body, field?);
    let (code, message, request_id) = (text_of(code), text_of(message), text_of(request_id));
    Refusal { code, message, request_id, body }
}

/// The body without a byte order mark, which JSON forbids and some services send.
pub(super) fn content(body: &[u8]) -> &[u8] {
    body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body).trim_ascii()
}

/// How the body is encoded, if it is: nothing here decompresses.
fn coding(response: &http::Response<Bytes>) -> Option<&str> {
    let coding = response.headers().get(CONTENT_ENCODING)?.to_str().ok()?;
    (!coding.eq_ignore_ascii_case("identity")).then_some(coding)
}

fn is_html(response: &http::Response<Bytes>) -> bool {
    let declared = response.headers().get(CONTENT_TYPE).is_some_and(|media_type| {
        media_type.as_bytes().to_ascii_lowercase().starts_with(b"text/html")
    });
    declared || content(response.body()).starts_with(b"<")
}

/// The text or number of a field that may be shown.
fn text_of(body: &dyn Model, field: &str) -> Option<String> {
    let index = body.table().row(field)?;
    if body.table().rows.get(index)?.secret {
        return None;
    }
    match body.value(index) {
        Value::Text(text) => Some(text.to_owned()),
        Value::Integer(integer) => Some(integer.to_string()),
        _ => None,
    }
}
