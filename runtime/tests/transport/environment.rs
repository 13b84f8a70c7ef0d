//! What the transports take from the environment: proxies and certificates. Each test that needs variables runs in a
//! process of its own.

use crate::server::{Server, text};
use crate::subject::{CALM, Settings, all};

const PASSWORD: &str = "marker-of-the-password";
const HEEDFUL: Settings = Settings { environment_proxy: true, ..CALM };

/// Runs an ignored test in a process of its own, with these variables.
pub(crate) fn in_an_environment(test: &str, variables: &[(&str, &str)]) {
    let mut command = std::process::Command::new(std::env::current_exe().unwrap());
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "REQUEST_METHOD"] {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    let command = command.args(["--ignored", "--exact", test]).envs(variables.iter().copied());
    let output = command.output().unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && printed.contains("1 passed"), "{printed}{errors}");
}

#[test]
fn a_machine_without_certificates_can_use_http() {
    in_an_environment(
        "environment::on_a_machine_without_certificates",
        &[("SSL_CERT_FILE", "/nonexistent/file"), ("SSL_CERT_DIR", "/nonexistent/directory")],
    );
}

#[test]
#[ignore = "started by a_machine_without_certificates_can_use_http"]
fn on_a_machine_without_certificates() {
    for subject in all(CALM) {
        let server = Server::start(vec![text("HTTP/1.1 200 OK\r\n\r\n{}")]);
        assert_eq!(subject.get(&server.url("/")).unwrap().body(), "{}");
        let error = subject.get("https://127.0.0.1:1").unwrap_err();
        assert!(error.is_connect(), "{}: {error}", subject.name);
        let clear = "no trusted certificates for https";
        assert!(error.to_string().contains(clear), "{}: {error}", subject.name);
    }
}

#[test]
fn a_proxy_is_used_where_it_is_named() {
    let proxy = Server::serve((0..all(CALM).len()).map(|_| vec![text(PROXIED)]).collect());
    let address = format!("user:{PASSWORD}@{}", proxy.address);
    in_an_environment(
        "environment::behind_a_proxy",
        &[("http_proxy", &address), ("NO_PROXY", "127.0.0.0/8")],
    );
    let request = proxy.seen().request;
    assert!(request.contains("roma.example.com"), "{request}");
    assert!(request.to_ascii_lowercase().contains("proxy-authorization: basic "), "{request}");
}

/// For reqwest this is the answer; ureq takes it for the refusal of a tunnel.
const PROXIED: &str = "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 7\r\n\r\nproxied";

#[test]
#[ignore = "started by a_proxy_is_used_where_it_is_named"]
fn behind_a_proxy() {
    for subject in all(HEEDFUL) {
        match subject.get("http://roma.example.com/secret-path") {
            Ok(answer) => assert!(subject.name == "reqwest" && answer.body() == "proxied"),
            Err(error) => {
                assert!(subject.name == "ureq" && error.is_connect(), "{error}");
                let text = format!("{error} {error:?} {}", subject.debug);
                assert!(text.contains("503"), "{text}");
                assert!(!text.contains(PASSWORD) && !text.contains("secret-path"), "{text}");
            }
        }
        let near = Server::start(vec![text("HTTP/1.1 200 OK\r\n\r\n{}")]);
        assert_eq!(subject.get(&near.url("/")).unwrap().body(), "{}", "{}", subject.name);
    }
}

#[test]
fn the_password_of_a_proxy_is_not_shown() {
    let proxy = format!("http://user:{PASSWORD}@127.0.0.1:1");
    in_an_environment("environment::behind_a_proxy_with_a_password", &[("ALL_PROXY", &proxy)]);
}

#[test]
#[ignore = "started by the_password_of_a_proxy_is_not_shown"]
fn behind_a_proxy_with_a_password() {
    for subject in all(HEEDFUL) {
        for scheme in ["http", "https"] {
            let address = format!("{scheme}://roma.example.com/secret-path");
            let error = subject.get(&address).expect_err("nobody listens");
            assert!(error.is_connect(), "{}: {error}", subject.name);
            let text = format!("{error} {error:?} {}", subject.debug);
            assert!(!text.contains(PASSWORD) && !text.contains("secret-path"), "{text}");
        }
    }
    for subject in all(CALM) {
        let server = Server::start(vec![text("HTTP/1.1 200 OK\r\n\r\n{}")]);
        assert_eq!(subject.get(&server.url("/")).unwrap().body(), "{}", "{}", subject.name);
    }
}

#[cfg(feature = "reqwest")]
#[test]
fn without_a_tokio_runtime_there_is_an_error_and_no_panic() {
    use std::task::{Context, Poll, Waker};

    use apiscribe_runtime::Transport as _;
    use apiscribe_runtime::transport::Limits;
    use apiscribe_runtime::transport::reqwest::ReqwestTransport;

    let transport = ReqwestTransport::new().unwrap();
    let mut call =
        transport.send(crate::subject::get("http://127.0.0.1:1/"), Limits::new(CALM.timeout, 0));
    let mut context = Context::from_waker(Waker::noop());
    let Poll::Ready(Err(error)) = call.as_mut().poll(&mut context) else { panic!("it waits") };
    assert!(error.to_string().contains("needs a tokio runtime"), "{error}");
}
