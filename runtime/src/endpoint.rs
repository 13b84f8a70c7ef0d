//! The base address of a service.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use http::Uri;

/// A checked base address: `https`, a host, perhaps a base path; no trailing slash. Clones share it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Endpoint(Arc<str>);

impl Endpoint {
    /// Checks an address. The error says what is wrong with it, without showing it: it may hold a password.
    pub(crate) fn parse(text: &str, allow_http: bool) -> Result<Self, String> {
        if text.trim().is_empty() {
            return Err("the address is empty".to_owned());
        }
        if let Some(stray) =
            text.chars().find(|c| c.is_whitespace() || c.is_control() || *c == '\\')
        {
            return Err(format!("the address contains {stray:?}"));
        }
        // `Uri` drops a fragment without a word, so the text is asked.
        if text.contains('#') {
            return Err("the address has a fragment (#…): remove it".to_owned());
        }
        let uri: Uri = text.parse().map_err(|error| format!("not a valid address: {error}"))?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err("not an absolute address: start it with https://".to_owned());
        };
        if authority.as_str().contains('@') {
            return Err("the address holds a user name or password: remove it".to_owned());
        }
        if authority.host().is_empty() {
            return Err("the address has no host".to_owned());
        }
        if authority.as_str() != authority.host()
            && authority.port_u16().is_none_or(|port| port == 0)
        {
            return Err("the port of the address is not a number from 1 to 65535".to_owned());
        }
        if uri.query().is_some() {
            return Err("the address has a query (?…): remove it".to_owned());
        }
        if let Some(stray) = uri.path().chars().find(|c| !is_of_path(*c)) {
            return Err(format!("the path of the address contains {stray:?}: percent-encode it"));
        }
        if uri.path().split('/').any(is_dots) {
            return Err("the path of the address holds . or ..: write it without".to_owned());
        }
        check_scheme(scheme, authority.host(), allow_http)?;
        // Transports differ in whether they send capitals of a host.
        let authority = authority.as_str().to_ascii_lowercase();
        let path = uri.path().trim_end_matches('/');
        Ok(Self(format!("{scheme}://{authority}{path}").into()))
    }

    /// Whether it is https.
    pub(crate) fn is_https(&self) -> bool {
        self.0.starts_with("https:")
    }

    /// The address without a trailing slash.
    pub(crate) fn base(&self) -> &str {
        &self.0
    }
}

fn check_scheme(scheme: &str, host: &str, allow_http: bool) -> Result<(), String> {
    match scheme {
        "https" => Ok(()),
        "http" if allow_http || is_loopback(host) => Ok(()),
        "http" => Err("http sends credentials in the clear: use https, or call \
                       `.allow_http(true)` if that is meant"
            .to_owned()),
        _ => Err("the address is neither https nor http".to_owned()),
    }
}

/// Whether a path has this character as it is, by RFC 3986. URL parsers encode others, after the request was signed.
fn is_of_path(c: char) -> bool {
    c.is_ascii_alphanumeric() || "/%-._~!$&'()*+,;=:@".contains(c)
}

/// Whether a path segment stands for the folder itself or its parent, in any spelling that URL parsers know.
fn is_dots(segment: &str) -> bool {
    matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}

fn is_loopback(host: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    host == "localhost"
        || host.ends_with(".localhost")
        || host.parse().is_ok_and(|address: Ipv4Addr| address.is_loopback())
        || host
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
            .and_then(|address| address.parse().ok())
            .is_some_and(|address: Ipv6Addr| address.is_loopback())
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::Endpoint;

    fn refused(text: &str) -> String {
        Endpoint::parse(text, false).expect_err(text)
    }

    #[test]
    fn a_base_path_is_kept_and_its_slash_dropped() {
        for (text, base) in [
            ("https://roma.example.com", "https://roma.example.com"),
            ("https://roma.example.com/", "https://roma.example.com"),
            ("HTTPS://ROMA.example.com:8443/Api/v1/", "https://roma.example.com:8443/Api/v1"),
            ("https://h/a%7B!$&'()*+,;=:@-._~/%zz", "https://h/a%7B!$&'()*+,;=:@-._~/%zz"),
            ("http://localhost:8080", "http://localhost:8080"),
            ("http://127.9.0.1", "http://127.9.0.1"),
            ("http://[::1]:80/x", "http://[::1]:80/x"),
        ] {
            assert_eq!(Endpoint::parse(text, false).expect(text).base(), base);
        }
    }

    #[test]
    fn every_unfit_address_is_refused_with_its_reason() {
        for (text, reason) in [
            ("", "empty"),
            ("roma.example.com", "not an absolute address"),
            ("/v2", "not an absolute address"),
            ("https://", "not a valid address"),
            ("https://:443", "host"),
            ("https://roma.example.com:99999", "port"),
            ("https://roma.example.com:0", "port"),
            ("https://roma.example.com:", "port"),
            ("https://roma.example.com:x", "a"),
            ("https://user:pass@roma.example.com", "user name or password"),
            ("https://roma.example.com?x=1", "query"),
            ("https://roma.example.com/#top", "fragment"),
            ("https://roma.example.com/a/../b", ".."),
            ("https://roma.example.com/a/%2E%2e/b", ".."),
            ("https://roma.example.com\\x", "contains"),
            ("https://roma.example.com/{project}", "contains '{': percent-encode it"),
            ("https://roma.example.com/a\"b", "contains"),
            ("https://roma.example.com/a|b", "contains"),
            ("https://roma.example.com/é", "contains 'é'"),
            ("https://roma.example.com\n", "contains"),
            ("ftp://roma.example.com", "neither https nor http"),
            ("http://roma.example.com", "allow_http"),
            ("http://127.0.0.1.example.com", "allow_http"),
            ("http://localhost.example.com", "allow_http"),
        ] {
            let message = refused(text);
            assert!(message.contains(reason), "{text}: {message}");
            assert!(!message.contains("pass@"), "{message}");
        }
    }

    #[test]
    fn http_elsewhere_must_be_asked_for() {
        assert!(Endpoint::parse("http://roma.example.com", true).is_ok());
    }

    #[cfg(feature = "reqwest")]
    proptest::proptest! {
        #[test]
        fn a_url_parser_leaves_an_accepted_address_alone(path in "([!-~é/.%]|%2e|\\.\\.){0,12}") {
            if let Ok(endpoint) = Endpoint::parse(&format!("https://roma.example.com/{path}"), false) {
                let address = format!("{}/v2", endpoint.base());
                let url = reqwest::Url::parse(&address).expect("an address");
                proptest::prop_assert_eq!(url.as_str(), address);
            }
        }
    }
}
