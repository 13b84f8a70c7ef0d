//! A service that answers as it is told, and keeps what it was asked.

use std::ops::Range;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use apiscribe_runtime::bytes::Bytes;
use apiscribe_runtime::clock::{Sleeping, Time};
use apiscribe_runtime::transport::{Answering, Limits, TransportErrorKind};
use apiscribe_runtime::{
    Client, ClientBuilder, Clock, Retry, Service as Documented, Transport, TransportError, http,
};

static THINGS: Documented = Documented::new("things", "Things");

/// Time that stands still: no wait ends, and none delays a thread.
struct Still;

impl Time for Still {
    fn monotonic(&self) -> Duration {
        Duration::ZERO
    }

    fn utc(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH
    }
}

impl Clock for Still {
    fn sleep(&self, _: Duration) -> Sleeping<'_> {
        Box::pin(std::future::pending())
    }
}

#[cfg(feature = "blocking")]
impl apiscribe_runtime::BlockingClock for Still {
    fn sleep(&self, _: Duration) {}
}

/// The offset and the limit of a request, as sent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asked {
    /// How many requests came before.
    pub turn: usize,
    pub offset: Option<i64>,
    pub limit: Option<i64>,
}

/// What the service answers.
#[derive(Debug, Clone)]
pub enum Told {
    Body(String),
    Status(u16),
    Nothing,
}

#[derive(Clone)]
pub struct Service {
    answer: Arc<dyn Fn(Asked) -> Told + Send + Sync>,
    asked: Arc<Mutex<Vec<Asked>>>,
}

/// A page with these items and, where it is told, the number of all.
pub fn page(total: impl Into<Option<i64>>, ids: impl IntoIterator<Item = i64>) -> Told {
    let items: Vec<_> = ids.into_iter().map(|id| format!(r#"{{"id":{id}}}"#)).collect();
    let total = total.into().map_or_else(String::new, |total| format!(r#""total":{total},"#));
    Told::Body(format!(r#"{{{total}"items":[{}]}}"#, items.join(",")))
}

/// What stands at this offset of a list of so many items, where a page has so many.
pub fn slice(length: i64, asked: Asked, size: i64) -> Range<i64> {
    let start = asked.offset.unwrap_or(0).max(0);
    start..start.saturating_add(size).min(length)
}

impl Service {
    pub fn new(answer: impl Fn(Asked) -> Told + Send + Sync + 'static) -> Self {
        Self { answer: Arc::new(answer), asked: Arc::default() }
    }

    /// Answers with these in turn, and to nothing after them.
    pub fn script(answers: Vec<Told>) -> Self {
        Self::new(move |asked| answers.get(asked.turn).cloned().unwrap_or(Told::Nothing))
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    pub fn count(&self) -> usize {
        self.asked.lock().unwrap().len()
    }

    fn answer(
        &self,
        request: &http::Request<Bytes>,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let number = |name| {
            let query = request.uri().query().unwrap_or_default();
            let value =
                query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
            value.map(|value| value.parse().unwrap())
        };
        let mut log = self.asked.lock().unwrap();
        let asked = Asked { turn: log.len(), offset: number("offset"), limit: number("limit") };
        log.push(asked);
        let (status, body) = match (self.answer)(asked) {
            Told::Body(body) => (200, body),
            Told::Status(status) => (status, r#"{"message":"no"}"#.to_owned()),
            Told::Nothing => {
                return Err(TransportError::new(TransportErrorKind::Interrupted, "cut"));
            }
        };
        Ok(http::Response::builder().status(status).body(body.into()).unwrap())
    }

    pub fn client(&self) -> Client {
        ClientBuilder::new(&THINGS)
            .endpoint("https://things.example.com")
            .transport(self.clone())
            .clock(Still)
            .retry(Retry::off())
            .build()
            .unwrap()
    }

    #[cfg(feature = "blocking")]
    pub fn blocking_client(&self) -> apiscribe_runtime::blocking::Client {
        apiscribe_runtime::blocking::ClientBuilder::new(&THINGS)
            .endpoint("https://things.example.com")
            .transport(self.clone())
            .clock(Still)
            .retry(Retry::off())
            .build()
            .unwrap()
    }
}

impl Transport for Service {
    /// Answers at the second poll, so that every wait can be given up once.
    fn send(&self, request: http::Request<Bytes>, _: Limits) -> Answering<'_> {
        let answer = self.answer(&request);
        Box::pin(async {
            tokio::task::yield_now().await;
            answer
        })
    }
}

#[cfg(feature = "blocking")]
impl apiscribe_runtime::BlockingTransport for Service {
    fn send(
        &self,
        request: http::Request<Bytes>,
        _: Limits,
    ) -> Result<http::Response<Bytes>, TransportError> {
        self.answer(&request)
    }
}
