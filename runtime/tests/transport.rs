//! The default transport against a local server that behaves badly.

#![cfg(feature = "reqwest")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

mod sample;

use std::net::SocketAddr;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use apiscribe_runtime::bytes::Bytes;
use apiscribe_runtime::transport::reqwest::ReqwestTransport;
use apiscribe_runtime::{ClientBuilder, Error, Reply, Transport as _, TransportError, http};
use sample::{HELD, ListRules, PASSWORD, RulePage, TOKEN};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// What the server does after it has written its bytes.
#[derive(Clone, Copy)]
enum Then {
    Close,
    Reset,
    Stall,
}

/// Answers one request with these bytes; returns what it was sent.
async fn server(answer: Vec<u8>, then: Then) -> (SocketAddr, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let task = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut received = Vec::new();
        while !received.windows(4).any(|end| end == b"\r\n\r\n") {
            if socket.read_buf(&mut received).await.unwrap() == 0 {
                break;
            }
        }
        // The client may have had enough.
        let _ = socket.write_all(&answer).await;
        match then {
            Then::Close => {}
            Then::Reset => {
                tokio::time::sleep(Duration::from_millis(20)).await;
                socket.set_zero_linger().unwrap();
            }
            Then::Stall => tokio::time::sleep(Duration::from_mins(1)).await,
        }
        String::from_utf8(received).unwrap()
    });
    (address, task)
}

async fn list(address: SocketAddr, cap: usize) -> Result<Reply<RulePage>, Error> {
    let transport = ReqwestTransport::builder()
        .environment_proxy(false)
        .connect_timeout(Duration::from_millis(500))
        .timeout(Duration::from_millis(300))
        .build()
        .unwrap();
    ClientBuilder::new("roma", HELD)
        .endpoint(format!("http://{address}/base"))
        .hold("project_id", "p")
        .hold("X-Auth-Token", TOKEN)
        .transport(transport)
        .body_cap(cap)
        .build()
        .unwrap()
        .send(&ListRules {
            name: Some("a b'\"<>^`|".to_owned()),
            ..ListRules::of("a/b?c#%2e é\\{}")
        })
        .await
}

fn answer(head: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {head}\r\n\r\n{body}").into_bytes()
}

async fn refused(answer: Vec<u8>, then: Then) -> Error {
    let (address, _server) = server(answer, then).await;
    list(address, 1000).await.expect_err("a bad answer")
}

#[tokio::test]
async fn what_arrives_is_byte_for_byte_what_was_prepared() {
    let body = "{\"total\":7}";
    let (address, sent) = server(answer("200 OK\r\ncontent-length: 11", body), Then::Close).await;
    let reply = list(address, 1000).await.unwrap();
    assert_eq!(reply.total, Some(7));
    assert_eq!(reply.headers()["content-length"], "11");
    let sent = sent.await.unwrap();
    assert!(
        sent.starts_with(
            "GET /base/v2/p/link/instances/a%2Fb%3Fc%23%252e%20%C3%A9%5C%7B%7D/rules\
             ?name=a%20b%27%22%3C%3E%5E%60%7C HTTP/1.1\r\n"
        ),
        "{sent}"
    );
    for line in [format!("x-auth-token: {TOKEN}"), "accept: application/json".to_owned()] {
        assert!(sent.lines().any(|sent| sent == line), "{sent}");
    }
    assert!(!sent.contains("accept-encoding"), "{sent}");
}

#[tokio::test]
async fn a_refused_connection_is_a_transport_error() {
    let unused = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let error = list(unused, 1000).await.expect_err("nobody listens");
    assert!(error.is_transport() && error.status().is_none());
    let text = format!("{error} {error:?}");
    assert!(text.contains("no connection could be made") && !text.contains("/link/"), "{text}");
}

#[tokio::test]
async fn a_stall_ends_at_the_time_out() {
    let started = Instant::now();
    for (bytes, status) in
        [(Vec::new(), None), (answer("200 OK\r\ncontent-length: 11", "{\"tot"), Some(200))]
    {
        let error = refused(bytes, Then::Stall).await;
        assert!(error.is_transport(), "{error}");
        assert_eq!(error.status().map(|status| status.as_u16()), status);
        let cause = std::error::Error::source(&error).unwrap();
        assert!(cause.downcast_ref::<TransportError>().unwrap().is_timeout(), "{cause:?}");
    }
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_kept() {
    for (head, then) in [
        ("200 OK\r\ncontent-length: 11", Then::Close),
        ("404 Not Found\r\ncontent-length: 11", Then::Reset),
        ("200 OK\r\ntransfer-encoding: chunked", Then::Close),
    ] {
        let body = if head.contains("chunked") { "5\r\n{\"tot\r\n" } else { "{\"tot" };
        let error = refused(answer(head, body), then).await;
        assert!(error.is_unexpected(), "{head}: {error}");
        assert!(error.to_string().contains("in the middle of the answer"), "{error}");
        assert_eq!(error.bytes().unwrap(), "{\"tot", "{head}");
    }
    // Without a declared length an early end can't be told from the end: the JSON tells.
    let error = refused(answer("200 OK", "{\"tot"), Then::Close).await;
    assert!(error.is_unexpected() && error.to_string().contains("does not decode"), "{error}");
}

#[tokio::test]
async fn a_broken_head_is_a_transport_error() {
    for bytes in [&b"HTTP/1.1 2"[..], b"HTTP/1.1 200 OK\r\ncontent-le", b"SSH-2.0-OpenSSH\r\n\r\n"]
    {
        let error = refused(bytes.to_vec(), Then::Close).await;
        assert!(error.is_transport() && error.status().is_none(), "{error}");
    }
}

#[tokio::test]
async fn a_body_beyond_the_cap_is_read_no_further() {
    for head in ["200 OK\r\ncontent-length: 999999999999", "502 Bad Gateway"] {
        let error = refused(answer(head, &" ".repeat(1 << 20)), Then::Stall).await;
        assert!(
            error.is_unexpected() && error.to_string().contains("cap of 1000 bytes"),
            "{error}"
        );
        assert_eq!(error.bytes().unwrap().len(), 1000);
    }
}

#[tokio::test]
async fn absurd_time_outs_are_taken_as_they_are() {
    let transport = ReqwestTransport::builder()
        .environment_proxy(false)
        .connect_timeout(Duration::MAX)
        .timeout(Duration::MAX)
        .build()
        .unwrap();
    let body = "{\"total\":7}";
    let (address, _sent) = server(answer("200 OK\r\ncontent-length: 11", body), Then::Close).await;
    let client = ClientBuilder::new("roma", &[]).endpoint(format!("http://{address}"));
    let client = client.transport(transport).build().unwrap();
    let error = client.send(&ListRules::of("i")).await.expect_err("nothing is held");
    assert!(error.is_invalid());
    let request = http::Request::get(format!("http://{address}/")).body(Bytes::new()).unwrap();
    let transport = ReqwestTransport::builder().environment_proxy(false).timeout(Duration::MAX);
    assert!(transport.build().unwrap().send(request).await.is_ok());
}

#[test]
fn without_a_tokio_runtime_there_is_an_error_and_no_panic() {
    let transport = ReqwestTransport::new().unwrap();
    let request = http::Request::get("http://127.0.0.1:1/").body(Bytes::new()).unwrap();
    let mut call = transport.send(request);
    let mut context = Context::from_waker(Waker::noop());
    let Poll::Ready(Err(error)) = call.as_mut().poll(&mut context) else { panic!("it waits") };
    assert!(error.to_string().contains("needs a tokio runtime"), "{error}");
}

/// Runs an ignored test of this file in a process of its own, with these variables.
fn in_an_environment(test: &str, variables: &[(&str, &str)]) {
    let output = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", test])
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && printed.contains("1 passed"), "{printed}");
}

#[test]
fn a_machine_without_certificates_can_use_http() {
    in_an_environment(
        "on_a_machine_without_certificates",
        &[("SSL_CERT_FILE", "/nonexistent/file"), ("SSL_CERT_DIR", "/nonexistent/directory")],
    );
}

#[test]
fn the_password_of_a_proxy_is_not_shown() {
    let proxy = format!("http://user:{PASSWORD}@127.0.0.1:1");
    in_an_environment(
        "behind_a_proxy_with_a_password",
        &[
            ("HTTP_PROXY", &proxy),
            ("http_proxy", &proxy),
            ("HTTPS_PROXY", &proxy),
            ("NO_PROXY", ""),
        ],
    );
}

#[tokio::test]
#[ignore = "started by the_password_of_a_proxy_is_not_shown"]
async fn behind_a_proxy_with_a_password() {
    for scheme in ["http", "https"] {
        let transport = ReqwestTransport::new().unwrap();
        let address = format!("{scheme}://roma.example.com/secret-path");
        let request = http::Request::get(address).body(Bytes::new()).unwrap();
        let error = transport.send(request).await.expect_err("nobody listens");
        assert!(error.is_connect(), "{error}");
        let text = format!("{error} {error:?} {transport:?}");
        assert!(!text.contains(PASSWORD) && !text.contains("secret-path"), "{text}");
    }
}

#[tokio::test]
#[ignore = "started by a_machine_without_certificates_can_use_http"]
async fn on_a_machine_without_certificates() {
    let builder = |endpoint: &str| {
        let builder = ClientBuilder::new("roma", HELD).endpoint(endpoint);
        builder.hold("project_id", "p").hold("X-Auth-Token", TOKEN)
    };
    let (address, _sent) = server(answer("200 OK", "{\"total\":7}"), Then::Close).await;
    let local = builder(&format!("http://{address}")).build().unwrap();
    assert_eq!(local.send(&ListRules::of("i")).await.unwrap().total, Some(7));

    let clear = "no trusted certificates for https";
    let error = builder("https://127.0.0.1:1").build().expect_err("https");
    assert!(error.to_string().contains(clear) && error.is_invalid(), "{error}");
    let own = builder("https://127.0.0.1:1").transport(ReqwestTransport::new().unwrap());
    let error = own.build().unwrap().send(&ListRules::of("i")).await.expect_err("https");
    assert!(error.to_string().contains(clear) && error.is_transport(), "{error}");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let head = "302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0";
    let error = refused(answer(head, ""), Then::Close).await;
    assert!(error.is_unexpected(), "{error}");
    assert_eq!(error.status().unwrap(), 302);
}
