//! The head of a request: method, address, headers.

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue, InvalidHeaderValue};
use http::{Method, Request, Uri};
use zeroize::Zeroizing;

use super::parameter::Parameter;
use super::path::{encode, fill};
use crate::table::Location;

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// What the head is written from; all values are checked.
pub(super) struct Head<'a> {
    pub(super) method: &'static str,
    pub(super) base: &'a str,
    pub(super) template: &'static str,
    pub(super) parameters: &'a [Parameter],
    pub(super) has_body: bool,
}

impl Head<'_> {
    /// Writes it. What can still fail is an address that is too long, or a table that no page could hold.
    pub(super) fn write(&self) -> Result<Request<()>, String> {
        let mut request = Request::new(());
        *request.method_mut() = Method::from_bytes(self.method.as_bytes())
            .map_err(|_| format!("`{}` is not an HTTP method", self.method))?;
        *request.uri_mut() = self.address()?;
        let headers = request.headers_mut();
        headers.insert(ACCEPT, JSON);
        if self.has_body {
            headers.insert(CONTENT_TYPE, JSON);
        }
        for parameter in self.at(Location::Header) {
            let name = HeaderName::from_bytes(parameter.row.name.as_bytes())
                .map_err(|_| format!("`{}` is not the name of a header", parameter.row.name))?;
            let mut value = header_value(parameter)
                .map_err(|_| format!("the value of `{name}` can't be sent as a header"))?;
            value.set_sensitive(parameter.row.secret);
            headers.insert(name, value);
        }
        Ok(request)
    }

    fn address(&self) -> Result<Uri, String> {
        let mut address = self.base.to_owned();
        fill(&mut address, self.template, |name| {
            self.at(Location::Path)
                .find(|parameter| parameter.row.name == name)
                .map(Parameter::text)
        });
        for (index, parameter) in self.at(Location::Query).enumerate() {
            address.push(if index == 0 { '?' } else { '&' });
            address.extend(encode(parameter.row.name));
            address.push('=');
            address.extend(encode(parameter.text()));
        }
        let length = address.len();
        Uri::try_from(address)
            .map_err(|error| format!("the address of {length} bytes can't be sent: {error}"))
    }

    fn at(&self, location: Location) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(move |parameter| parameter.row.location == location)
    }
}

/// The value; a secret one is overwritten when the last copy of it is dropped.
fn header_value(parameter: &Parameter) -> Result<HeaderValue, InvalidHeaderValue> {
    let bytes = parameter.text().as_bytes();
    if parameter.row.secret {
        HeaderValue::from_maybe_shared(Bytes::from_owner(Zeroizing::new(bytes.to_vec())))
    } else {
        HeaderValue::from_bytes(bytes)
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
