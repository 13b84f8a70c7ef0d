//! The proxies that the environment names, chosen as curl and reqwest do. ureq's own reading of it heeds neither the
//! scheme nor networks.

use std::net::IpAddr;

use ::ureq::{Proxy, ProxyProtocol};
use http::Uri;
use http::uri::Scheme;

use super::super::{TransportError, TransportErrorKind};

/// The proxy of each scheme, and the hosts that are reached without.
#[derive(Default)]
pub(super) struct Proxies {
    http: Option<Proxy>,
    https: Option<Proxy>,
    exempt: String,
}

impl Proxies {
    /// What these variables name. An unset or unreadable address is no proxy.
    pub(super) fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Self {
        // A web server puts a request's header `Proxy` there when it runs this as a CGI script.
        if variable("REQUEST_METHOD").is_some() {
            return Self::default();
        }
        let either = |name: &str| variable(name).or_else(|| variable(&name.to_ascii_lowercase()));
        let proxy = |name| either(name).and_then(|address| Proxy::new(&address).ok());
        let all = proxy("ALL_PROXY");
        Self {
            http: proxy("HTTP_PROXY").or_else(|| all.clone()),
            https: proxy("HTTPS_PROXY").or(all),
            exempt: either("NO_PROXY").unwrap_or_default(),
        }
    }

    /// The proxy for this address, if any.
    pub(super) fn of(&self, uri: &Uri) -> Result<Option<Proxy>, TransportError> {
        let proxy = if uri.scheme() == Some(&Scheme::HTTP) { &self.http } else { &self.https };
        let Some(proxy) = proxy.as_ref().filter(|_| !is_exempt(&self.exempt, uri.host())) else {
            return Ok(None);
        };
        match proxy.protocol() {
            ProxyProtocol::Http | ProxyProtocol::Https => Ok(Some(proxy.clone())),
            _ => Err(TransportError::new(
                TransportErrorKind::Connect,
                "the proxy that the environment names is neither http nor https: name another one, or call \
                 `.environment_proxy(false)`",
            )),
        }
    }
}

/// Whether the list has this host: by its name or that of a domain around it, its address, a network, or `*`.
fn is_exempt(list: &str, host: Option<&str>) -> bool {
    let host = host.unwrap_or_default().trim_matches(['[', ']']).to_ascii_lowercase();
    let address: Option<IpAddr> = host.parse().ok();
    list.split(',').map(str::trim).filter(|entry| !entry.is_empty()).any(|entry| match address {
        _ if entry == "*" => true,
        Some(address) => is_in_network(entry, address),
        None => is_in_domain(&entry.to_ascii_lowercase(), &host),
    })
}

fn is_in_domain(entry: &str, host: &str) -> bool {
    let domain = entry.trim_start_matches('*').trim_start_matches('.');
    host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

fn is_in_network(entry: &str, address: IpAddr) -> bool {
    let (network, length) = match entry.split_once('/') {
        Some((network, length)) => (network, length.parse().ok()),
        None => (entry, Some(128)),
    };
    let network = network.trim_matches(['[', ']']).parse();
    let (Ok(network), Some(length)) = (network, length) else { return false };
    let (network, address, width) = match (network, address) {
        (IpAddr::V4(a), IpAddr::V4(b)) => (u128::from(a.to_bits()), u128::from(b.to_bits()), 32),
        (IpAddr::V6(a), IpAddr::V6(b)) => (a.to_bits(), b.to_bits(), 128),
        _ => return false,
    };
    let hosts = u32::saturating_sub(width, length);
    (network ^ address).checked_shr(hosts).unwrap_or(0) == 0
}

#[cfg(test)]
mod tests {
    use super::{Proxies, is_exempt};

    fn proxies(variables: &[(&str, &str)]) -> Proxies {
        Proxies::of_environment(|name| {
            let found = variables.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    fn port(proxies: &Proxies, address: &str) -> Option<u16> {
        proxies.of(&address.parse().unwrap()).unwrap().map(|proxy| proxy.port())
    }

    #[test]
    fn the_scheme_chooses_the_variable() {
        let both = &[("HTTP_PROXY", "p:1"), ("https_proxy", "http://p:2"), ("ALL_PROXY", "p:3")];
        for (variables, http, https) in [
            (&both[..], Some(1), Some(2)),
            (&both[..1], Some(1), None),
            (&both[1..2], None, Some(2)),
            (&both[1..], Some(3), Some(2)),
            (&[("HTTP_PROXY", "p:1"), ("REQUEST_METHOD", "GET")], None, None),
            (&[("HTTPS_PROXY", ""), ("HTTP_PROXY", "no proxy")], None, None),
        ] {
            let proxies = proxies(variables);
            assert_eq!(port(&proxies, "http://roma.example.com/"), http, "{variables:?}");
            assert_eq!(port(&proxies, "https://roma.example.com/"), https, "{variables:?}");
        }
    }

    #[test]
    fn a_proxy_of_another_kind_is_an_error_where_it_is_needed() {
        let proxies = proxies(&[("ALL_PROXY", "socks5://user:pass@p:1"), ("NO_PROXY", "near")]);
        let error = proxies.of(&"https://far/".parse().unwrap()).unwrap_err();
        assert!(error.is_connect() && error.to_string().contains("neither http"), "{error}");
        assert!(!format!("{error:?}").contains("pass@"));
        assert_eq!(port(&proxies, "https://near/"), None);
    }

    #[test]
    fn exempt_hosts_are_named_by_domain_address_or_network() {
        for (list, host, exempt) in [
            ("", "a.b", false),
            (" , ", "a.b", false),
            ("*", "a.b", true),
            ("*", "10.1.2.3", true),
            ("x, A.b", "a.b", true),
            ("a.b", "c.A.B", true),
            (".a.b", "a.b", true),
            ("*.a.b", "c.a.b", true),
            ("a.b", "ca.b", false),
            ("10.1.2.3", "10.1.2.3", true),
            ("10.1.2.3", "10.1.2.30", false),
            ("10.0.0.0/8", "10.1.2.3", true),
            ("10.0.0.0/16", "10.1.2.3", false),
            ("0.0.0.0/0", "10.1.2.3", true),
            ("::/0", "10.1.2.3", false),
            ("::/0", "[2001:db8::1]", true),
            ("[2001:db8::1]", "[2001:db8::1]", true),
            ("2001:db8::/32", "[2001:db9::1]", false),
            ("10.0.0.0/x", "10.1.2.3", false),
        ] {
            assert_eq!(is_exempt(list, Some(host)), exempt, "{list:?} {host}");
        }
    }
}
