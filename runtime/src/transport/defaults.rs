//! What the transports of this crate have in common unless set.

use std::io::ErrorKind;
use std::time::Duration;

pub(super) const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
pub(super) const USER_AGENT: &str = concat!("apiscribe-runtime/", env!("CARGO_PKG_VERSION"));

/// Whether the other side closed or reset the connection.
pub(super) fn is_interruption(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
            | ErrorKind::BrokenPipe
            | ErrorKind::NotConnected
            | ErrorKind::UnexpectedEof
    )
}
