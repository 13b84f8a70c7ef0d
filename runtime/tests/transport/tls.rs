//! https, with a certificate of our own in the place of the platform's.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use apiscribe_runtime::transport::TransportErrorKind;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::environment::in_an_environment;
use crate::subject::{CALM, all, get_within};

const CERTIFICATE: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/transport/tls/certificate.pem");
const KEY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/transport/tls/key.pem");

/// Serves any number of connections.
fn server() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let chain = vec![CertificateDer::from_pem_file(CERTIFICATE).unwrap()];
    let key = PrivateKeyDer::from_pem_file(KEY).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ServerConfig::builder_with_provider(provider);
    let builder = builder.with_safe_default_protocol_versions().unwrap();
    let config = Arc::new(builder.with_no_client_auth().with_single_cert(chain, key).unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let connection = ServerConnection::new(config.clone()).unwrap();
            let stream = StreamOwned::new(connection, stream.unwrap());
            thread::spawn(|| answer(stream));
        }
    });
    address
}

/// Answers until the client goes: with the kind of the handshake, and half of it where that is asked for.
fn answer(mut stream: StreamOwned<ServerConnection, TcpStream>) {
    let mut request = vec![0; 4096];
    // A client that refuses the certificate is an error here.
    while let Ok(length @ 1..) = stream.read(&mut request) {
        let body = format!("{:?}", stream.conn.handshake_kind().unwrap());
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n", body.len());
        let request = String::from_utf8_lossy(&request[..length]).into_owned();
        if request.starts_with("GET /cut") {
            write!(stream, "{head}\r\n{}", &body[..3]).unwrap();
            return;
        }
        write!(stream, "{head}\r\n{body}").unwrap();
        if request.starts_with("GET /last") {
            return;
        }
    }
}

/// Says this once something has come, and closes the connection.
fn plain(answer: &'static [u8]) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let _ = stream.read(&mut [0; 4096]).unwrap();
        stream.write_all(answer).unwrap();
    });
    address
}

#[test]
fn https_is_spoken_where_the_platform_trusts() {
    in_an_environment("tls::with_a_trusted_certificate", &[("SSL_CERT_FILE", CERTIFICATE)]);
}

#[test]
#[ignore = "started by https_is_spoken_where_the_platform_trusts"]
fn with_a_trusted_certificate() {
    for subject in all(CALM) {
        let port = server().port();
        let https = |path: &str, seconds| {
            let address = format!("https://localhost:{port}{path}");
            subject.send(get_within(&address, Duration::from_secs(seconds)))
        };
        // One connection, then another that goes on with what the first one has agreed on. reqwest may open more.
        for (path, seconds, handshake) in
            [("/", 3, "Full"), ("/last", 4, "Full"), ("/last", 5, "Resumed")]
        {
            let answer = https(path, seconds).unwrap();
            assert!(subject.name == "reqwest" || answer.body() == handshake, "{answer:?}");
        }
        let error = https("/cut", 5).unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Interrupted, "{}: {error}", subject.name);
        assert_eq!(error.partial().unwrap().body().len(), 3, "{}", subject.name);

        // The certificate is for another name.
        let error = subject.get(&format!("https://127.0.0.1:{port}/secret-path")).unwrap_err();
        assert!(error.is_connect(), "{}: {error:?}", subject.name);
        let shown = format!("{error} {error:?}");
        assert!(shown.contains("certificate") && !shown.contains("secret-path"), "{shown}");
    }
}

#[test]
fn a_server_without_tls_is_no_connection() {
    in_an_environment("tls::where_nobody_speaks_tls", &[("SSL_CERT_FILE", CERTIFICATE)]);
}

#[test]
#[ignore = "started by a_server_without_tls_is_no_connection"]
fn where_nobody_speaks_tls() {
    for (answer, ureq) in [
        (&b""[..], TransportErrorKind::Interrupted),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", TransportErrorKind::Other),
    ] {
        for subject in all(CALM) {
            let error = subject.get(&format!("https://{}/", plain(answer))).unwrap_err();
            // ureq does not say that it happened in the handshake.
            let kind = if subject.name == "ureq" { ureq } else { TransportErrorKind::Connect };
            assert_eq!(error.kind(), kind, "{}: {error:?}", subject.name);
        }
    }
}
