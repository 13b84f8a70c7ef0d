//! The declared length of a request's body.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, Request, header};

use super::{TransportError, TransportErrorKind};

/// Refuses a given length that is not the body's: the server would wait for the rest, or take it for another request.
pub(super) fn check(request: &Request<Bytes>) -> Result<(), TransportError> {
    let mut given = request.headers().get_all(header::CONTENT_LENGTH).iter().peekable();
    if given.peek().is_none() {
        return Ok(());
    }
    let length = request.body().len().to_string();
    if given.all(|given| given.as_bytes() == length.as_bytes()) {
        return Ok(());
    }
    let why = "the header content-length is not the length of the body: remove it";
    Err(TransportError::new(TransportErrorKind::Other, why))
}

/// Declares the length of an empty body, where the method is one that has a body: servers may ask for it.
pub(super) fn declare_empty(method: &Method, headers: &mut HeaderMap) {
    let has_body = matches!(*method, Method::POST | Method::PUT | Method::PATCH);
    if has_body && !headers.contains_key(header::TRANSFER_ENCODING) {
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
}
