//! What leaves is the same by both kinds of clients.

use conformance::server::{Reaction, Received, Server};
use datasource_apis::roma::link::ListRules;

use crate::callers::{API_KEY, INSTANCE, PASSWORD, PROJECT, TOKEN, callers};

/// A request but its headers' order and case, which say nothing.
fn told(request: &Received) -> (String, Vec<(String, String)>, String) {
    let headers = request.headers.iter().cloned();
    let mut headers: Vec<_> =
        headers.map(|(name, value)| (name.to_ascii_lowercase(), value)).collect();
    headers.sort();
    let body = String::from_utf8(request.body.clone()).unwrap();
    (format!("{} {}", request.method, request.target), headers, body)
}

#[test]
fn both_kinds_of_clients_send_the_same() {
    let server = Server::always(Reaction::json(500, "{}"));
    let [asynchronous, blocking] = callers(&server.endpoint()).map(|caller| {
        let before = server.count();
        let _ = caller.list(&ListRules::new(INSTANCE).name("a b/é").limit(7)).unwrap_err();
        let _ = caller.add_account().unwrap_err();
        let _ = caller.add_datasource().unwrap_err();
        let _ = caller.connect().unwrap_err();
        server.requests()[before..].iter().map(told).collect::<Vec<_>>()
    });
    assert_eq!(asynchronous, blocking);
    let [list, account, datasource, connection] = asynchronous.as_slice() else { panic!() };
    let header = |(_, headers, _): &(_, Vec<(String, String)>, _), name| {
        let header = headers.iter().find(|(other, _)| other == name);
        header.map(|(_, value)| value.clone())
    };
    let path = format!("/v2/{PROJECT}/link/instances/{INSTANCE}/rules");
    assert_eq!(list.0, format!("GET {path}?limit=7&name=a%20b%2F%C3%A9"));
    assert_eq!(header(list, "x-auth-token").as_deref(), Some(TOKEN));
    assert_eq!((header(list, "content-type"), list.2.len()), (None, 0));
    for post in [account, datasource, connection] {
        assert_eq!(header(post, "content-type").as_deref(), Some("application/json"));
        assert_eq!(header(post, "content-length"), Some(post.2.len().to_string()));
    }
    assert_eq!(header(account, "x-api-key").as_deref(), Some(API_KEY));
    assert!(datasource.2.contains(PASSWORD));
    for request in [list, account, datasource, connection] {
        assert_eq!(header(request, "accept").as_deref(), Some("application/json"));
        assert_eq!(header(request, "host"), Some(server.endpoint().replace("http://", "")));
        assert_eq!(header(request, "accept-encoding"), None);
        assert_eq!(header(request, "transfer-encoding"), None);
    }
}
