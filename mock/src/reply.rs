//! An answer on its way out.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::header::{ALLOW, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use http_body::Frame;
use http_body_util::Full;
use serde_json::{Value, json};
use tokio::time::{Sleep, sleep};

use crate::answers::Success;
use crate::catalogue::Documented;
use crate::failure::Failure;
use crate::violation::Violation;

/// The operation that was asked for.
const OPERATION: HeaderName = HeaderName::from_static("x-mock-operation");
/// One for each violation, up to a number: clients refuse answers with a hundred headers.
const VIOLATION: HeaderName = HeaderName::from_static("x-mock-violation");
/// How many there are.
const VIOLATIONS: HeaderName = HeaderName::from_static("x-mock-violations");
/// What the page for people may load.
const POLICY: &str = "default-src 'self'; img-src data:; frame-ancestors 'none'";
const SHOWN_MAX: usize = 32;
/// Characters of a violation that go into its header.
const LENGTH_MAX: usize = 400;

/// An answer, and why it is the one.
#[derive(Debug, Default)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) media_type: &'static str,
    pub(crate) body: Bytes,
    pub(crate) allow: Option<String>,
    pub(crate) operation: Option<String>,
    pub(crate) violations: Vec<Violation>,
    pub(crate) note: Option<String>,
    /// Whether it is a failure, whatever its status.
    pub(crate) refused: bool,
    /// Whether half of the body is sent, and then nothing more.
    pub(crate) truncated: bool,
    /// Whether it is the page for people, which loads nothing from elsewhere.
    pub(crate) is_page: bool,
}

impl Reply {
    pub(crate) fn value(status: u16, value: &Value) -> Self {
        let body = Bytes::from(value.to_string());
        Self { status, media_type: "application/json", body, ..Self::default() }
    }

    pub(crate) fn json(Success { status, body }: Success) -> Self {
        Self::value(status, &body)
    }

    pub(crate) fn failure(Failure { status, body }: Failure) -> Self {
        Self { refused: true, ..Self::value(status, &body) }
    }

    /// The mock's own error, where no page documents one.
    pub(crate) fn error(status: u16, error: &str) -> Self {
        let note = Some(error.to_owned());
        Self { note, refused: true, ..Self::value(status, &json!({ "error": error })) }
    }

    pub(crate) fn html(status: u16, html: &'static str) -> Self {
        Self { status, ..Self::text("text/html; charset=utf-8", html) }
    }

    pub(crate) fn text(media_type: &'static str, text: &'static str) -> Self {
        let body = Bytes::from_static(text.as_bytes());
        Self { status: 200, media_type, body, ..Self::default() }
    }

    /// The same, as the answer of this operation.
    pub(crate) fn of(self, documented: &Documented) -> Self {
        Self { operation: Some(documented.operation.name.clone()), ..self }
    }

    fn headers(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.media_type));
        let mut set = |name: HeaderName, value: Option<&str>| {
            if let Some(value) = value.and_then(header) {
                headers.append(name, value);
            }
        };
        set(CONTENT_SECURITY_POLICY, self.is_page.then_some(POLICY));
        set(ALLOW, self.allow.as_deref());
        set(OPERATION, self.operation.as_deref());
        for violation in self.violations.iter().take(SHOWN_MAX) {
            set(VIOLATION, Some(&violation.to_string()));
        }
        if !self.violations.is_empty() {
            set(VIOLATIONS, Some(&self.violations.len().to_string()));
        }
        headers
    }
}

/// A text as the value of a header, in which only ASCII is safe.
fn header(text: &str) -> Option<HeaderValue> {
    let mut plain = String::new();
    for character in text.chars().take(LENGTH_MAX) {
        if character.is_ascii_graphic() || character == ' ' {
            plain.push(character);
        } else {
            plain.extend(character.escape_default());
        }
    }
    HeaderValue::try_from(plain).ok()
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let headers = self.headers();
        let length = self.body.len();
        let body = if self.truncated {
            Body::new(Half::new(self.body.slice(..length / 2)))
        } else {
            Body::new(Full::new(self.body))
        };
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = Response::new(body);
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        if self.truncated {
            response.headers_mut().insert(CONTENT_LENGTH, length.into());
        }
        response
    }
}

/// A body that breaks off.
struct Half {
    left: Option<Bytes>,
    /// What comes before the end is on its way by then: without that, the end would take it back.
    sent: Pin<Box<Sleep>>,
}

impl Half {
    fn new(left: Bytes) -> Self {
        Self { left: Some(left), sent: Box::pin(sleep(Duration::from_millis(20))) }
    }
}

impl HttpBody for Half {
    type Data = Bytes;
    type Error = &'static str;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if let Some(bytes) = self.left.take() {
            return Poll::Ready(Some(Ok(Frame::data(bytes))));
        }
        self.sent.as_mut().poll(context).map(|()| Some(Err("broken off, as the request demands")))
    }
}
