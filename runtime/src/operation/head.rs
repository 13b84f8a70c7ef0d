//! The head of a request: method, address, headers.

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue, InvalidHeaderValue};
use http::{Method, Request, Uri};
use zeroize::Zeroizing;

use super::Operation;
use super::parameter::{is_given, text, write};
use super::path::{Encoded, encode, fill};
use super::unsendable::parameters;
use crate::json;
use crate::model::Model;
use crate::settings::Settings;
use crate::table::{Location, Row};
use crate::value::Value;

const JSON: HeaderValue = HeaderValue::from_static("application/json");
/// Bytes reserved for the values in an address.
const VALUES: usize = 128;

/// What the head is written from; all values are checked.
pub(super) struct Head<'a> {
    pub(super) operation: &'a Operation,
    pub(super) base: &'a str,
    pub(super) settings: &'a Settings,
    pub(super) request: &'a dyn Model,
}

impl Head<'_> {
    /// Writes it. What can still fail is an address that is too long, or a table that no page could hold.
    pub(super) fn write(&self) -> Result<Request<()>, String> {
        let Operation { method, has_body, .. } = *self.operation;
        let mut request = Request::new(());
        *request.method_mut() = Method::from_bytes(method.as_bytes())
            .map_err(|_| format!("`{method}` is not an HTTP method"))?;
        *request.uri_mut() = self.address()?;
        let headers = request.headers_mut();
        headers.insert(ACCEPT, JSON);
        if has_body {
            headers.insert(CONTENT_TYPE, JSON);
        }
        for (row, value) in self.at(Location::Header) {
            let name = HeaderName::from_bytes(row.name.as_bytes())
                .map_err(|_| format!("`{}` is not the name of a header", row.name))?;
            let mut value = header_value(row, value)
                .map_err(|_| format!("the value of `{name}` can't be sent as a header"))?;
            value.set_sensitive(is_secret(row));
            headers.insert(name, value);
        }
        Ok(request)
    }

    fn address(&self) -> Result<Uri, String> {
        let template = self.operation.path;
        let mut address = String::with_capacity(self.base.len() + template.len() + VALUES);
        address.push_str(self.base);
        fill(&mut address, template, |name, out| {
            let value = self.at(Location::Path).find(|(row, _)| row.name == name);
            value.map(|(_, value)| write(value, out).unwrap_or_default())
        })
        .map_err(|name| format!("the path has no value for `{name}`"))?;
        for (index, (row, value)) in self.at(Location::Query).enumerate() {
            address.push(if index == 0 { '?' } else { '&' });
            address.extend(encode(row.name));
            address.push('=');
            // Writing to a `String` cannot fail.
            write(value, &mut Encoded(&mut address)).unwrap_or_default();
        }
        let length = address.len();
        Uri::try_from(address)
            .map_err(|error| format!("the address of {length} bytes can't be sent: {error}"))
    }

    /// The values for this place, those that the client holds first.
    fn at(&self, location: Location) -> impl Iterator<Item = (&'static Row, Value<'_>)> {
        let held = self.operation.held.iter().filter(|row| !self.settings.is_supplied(row));
        let held = held.filter_map(|row| {
            let value = self.settings.held(row.location, row.name)?;
            Some((row, Value::Text(value.expose())))
        });
        held.chain(parameters(self.request))
            .filter(move |(row, value)| row.location == location && is_given(*value))
    }
}

fn is_secret(row: &Row) -> bool {
    row.secret || json::holds_secrets(row)
}

/// The value; a secret one is overwritten when the last copy of it is dropped.
fn header_value(row: &Row, value: Value<'_>) -> Result<HeaderValue, InvalidHeaderValue> {
    match value {
        _ if is_secret(row) => {
            let bytes = std::mem::take(&mut *text(value)).into_bytes();
            HeaderValue::from_maybe_shared(Bytes::from_owner(Zeroizing::new(bytes)))
        }
        Value::Text(text) => HeaderValue::from_bytes(text.as_bytes()),
        _ => HeaderValue::from_bytes(text(value).as_bytes()),
    }
}

/// Why a value can't be sent as a header, if it can't. It never shows the value: it may be a secret.
pub(crate) fn header_problem(value: &str) -> Option<&'static str> {
    if value.chars().any(char::is_control) {
        Some("contains a control character (a line break at its end, perhaps)")
    } else if value.trim() != value {
        Some("starts or ends with a space, which HTTP would drop")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::header_problem;

    #[test]
    fn what_would_break_or_change_a_header_is_refused() {
        for value in ["a\nb", "a\r\nX-Evil: 1", "a\0", "\u{7f}", "a\t", "\u{85}", " a", "a "] {
            assert!(header_problem(value).is_some(), "{value:?}");
        }
        for value in ["", "a b", "MIIT~token==", "é"] {
            assert!(header_problem(value).is_none(), "{value:?}");
        }
    }
}
