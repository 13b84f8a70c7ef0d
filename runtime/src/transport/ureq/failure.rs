//! What ureq's errors say about a request.

use std::io;

use ::ureq::{Error, Timeout};
use rustls::AlertDescription;

use super::super::defaults::is_interruption;
use super::super::{TransportError, TransportErrorKind};

/// An error before the head of the answer was complete.
pub(super) fn failed(error: Error) -> TransportError {
    match error {
        Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
            TransportError::new(TransportErrorKind::Connect, timed_out())
        }
        Error::Timeout(_) => TransportError::new(TransportErrorKind::Timeout, timed_out()),
        Error::Io(error) => TransportError::new(kind(&error), error),
        Error::Protocol(error) => TransportError::new(TransportErrorKind::Other, error),
        Error::HostNotFound
        | Error::ConnectionFailed
        | Error::ConnectProxyFailed(_)
        | Error::Tls(_)
        | Error::TlsRequired
        | Error::Rustls(_) => TransportError::new(TransportErrorKind::Connect, error),
        // Its text shows the address.
        Error::BadUri(_) => TransportError::new(
            TransportErrorKind::Other,
            "the address is not one of http or https with a host",
        ),
        other => TransportError::new(TransportErrorKind::Other, other),
    }
}

/// An error in the body of the answer: there was a connection.
pub(super) fn failed_in_body(error: io::Error) -> TransportError {
    let mut error = failed(Error::from(error));
    if error.is_connect() {
        error.kind = TransportErrorKind::Other;
    }
    error
}

fn timed_out() -> io::Error {
    io::ErrorKind::TimedOut.into()
}

/// The same error may come while connecting and later on. `Connect` is said only where nothing else is possible: a
/// request that the service has seen must not look unsent.
fn kind(error: &io::Error) -> TransportErrorKind {
    if let Some(error) = error.get_ref().and_then(|inner| inner.downcast_ref()) {
        return if is_of_handshake(error) {
            TransportErrorKind::Connect
        } else {
            TransportErrorKind::Other
        };
    }
    match error.kind() {
        kind if is_interruption(kind) => TransportErrorKind::Interrupted,
        io::ErrorKind::TimedOut => TransportErrorKind::Timeout,
        io::ErrorKind::ConnectionRefused
        | io::ErrorKind::HostUnreachable
        | io::ErrorKind::NetworkUnreachable
        | io::ErrorKind::AddrNotAvailable => TransportErrorKind::Connect,
        _ if is_of_lookup(error) => TransportErrorKind::Connect,
        _ => TransportErrorKind::Other,
    }
}

/// Whether a name could not be looked up. The standard library has no kind for it, and no code outside Windows, whereas
/// errors of sockets have one.
fn is_of_lookup(error: &io::Error) -> bool {
    match error.raw_os_error() {
        Some(code) => cfg!(windows) && (11001..=11004).contains(&code),
        None => error.to_string().contains("lookup address"),
    }
}

/// Whether TLS can fail so only before a request is sent.
fn is_of_handshake(error: &rustls::Error) -> bool {
    match error {
        rustls::Error::InvalidCertificate(_)
        | rustls::Error::NoCertificatesPresented
        | rustls::Error::UnsupportedNameType
        | rustls::Error::PeerIncompatible(_) => true,
        rustls::Error::AlertReceived(alert) => matches!(
            *alert,
            AlertDescription::HandshakeFailure
                | AlertDescription::ProtocolVersion
                | AlertDescription::UnrecognisedName
        ),
        _ => false,
    }
}
