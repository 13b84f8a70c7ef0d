//! For your own tests: a clock that waits for nothing, and a transport that needs no network.
//!
//! [`Answers`] stands in for the service, [`ManualClock`] for the time. Give both to the builder of a client, by
//! `.transport(…)` and `.clock(…)`: the client then validates, retries, signs and decodes as it does elsewhere, at once.
//!
//! ```
//! use std::time::Duration;
//! use apiscribe_runtime::testing::{Answers, ManualClock};
//! use apiscribe_runtime::transport::{BlockingTransport, Limits, TransportError, TransportErrorKind};
//! use apiscribe_runtime::{BlockingClock, bytes::Bytes, http};
//!
//! /// Asks again after a second where no connection could be made.
//! fn ask(
//!     transport: &impl BlockingTransport,
//!     clock: &impl BlockingClock,
//! ) -> Result<http::Response<Bytes>, TransportError> {
//!     let request = http::Request::new(Bytes::new());
//!     let limits = Limits::new(Duration::from_secs(5), 1_000_000);
//!     match transport.send(request.clone(), limits) {
//!         Err(error) if error.is_connect() => {
//!             clock.sleep(Duration::from_secs(1));
//!             transport.send(request, limits)
//!         }
//!         outcome => outcome,
//!     }
//! }
//!
//! # fn main() -> Result<(), TransportError> {
//! let answers = Answers::new().fail(TransportErrorKind::Connect).json(200, r#"{"total":0}"#);
//! let clock = ManualClock::new();
//! let response = ask(&answers, &clock)?;
//! assert_eq!(response.body(), r#"{"total":0}"#);
//! assert_eq!(answers.sent().len(), 2);
//! assert_eq!(clock.slept(), [Duration::from_secs(1)]);
//! # Ok(())
//! # }
//! ```

mod answers;
mod manual_clock;

pub use answers::Answers;
pub use manual_clock::ManualClock;
