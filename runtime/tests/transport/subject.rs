//! The transports under test, each behind the same function.

use std::time::Duration;

use apiscribe_runtime::TransportError;
use apiscribe_runtime::bytes::Bytes;
use apiscribe_runtime::http::{Request, Response};
use apiscribe_runtime::transport::Limits;

pub(crate) type Outcome = Result<Response<Bytes>, TransportError>;

/// A transport, with its runtime where it needs one.
pub(crate) struct Subject {
    pub(crate) name: &'static str,
    pub(crate) debug: String,
    send: Box<dyn Fn(Request<Bytes>) -> Outcome>,
}

impl Subject {
    pub(crate) fn send(&self, request: Request<Bytes>) -> Outcome {
        (self.send)(request)
    }

    pub(crate) fn get(&self, url: &str) -> Outcome {
        self.send(get(url))
    }
}

pub(crate) fn get(url: &str) -> Request<Bytes> {
    Request::get(url).body(Bytes::new()).unwrap()
}

/// A request that ends in any case.
pub(crate) fn get_within(url: &str, limit: Duration) -> Request<Bytes> {
    let mut request = get(url);
    request.extensions_mut().insert(Limits::new(limit, CAP));
    request
}

/// How a transport is built.
#[derive(Clone, Copy)]
pub(crate) struct Settings {
    pub(crate) timeout: Duration,
    pub(crate) environment_proxy: bool,
}

impl Settings {
    /// What a request of a test carries, else what holds for all.
    fn limits(self, request: &Request<Bytes>) -> Limits {
        request.extensions().get().copied().unwrap_or(Limits::new(self.timeout, CAP))
    }
}

/// More bytes than any answer has unless a test is about that.
const CAP: usize = 64 << 20;

pub(crate) const CALM: Settings =
    Settings { timeout: Duration::from_secs(5), environment_proxy: false };

#[cfg(feature = "reqwest")]
pub(crate) fn reqwest(settings: Settings) -> Subject {
    use apiscribe_runtime::Transport as _;
    use apiscribe_runtime::transport::reqwest::ReqwestTransport;

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let transport = ReqwestTransport::builder()
        .connect_timeout(settings.timeout.max(CALM.timeout))
        .environment_proxy(settings.environment_proxy)
        .build()
        .unwrap();
    assert!(transport.keeps_time());
    Subject {
        name: "reqwest",
        debug: format!("{transport:?}"),
        send: Box::new(move |request| {
            let limits = settings.limits(&request);
            runtime.block_on(transport.send(request, limits))
        }),
    }
}

#[cfg(feature = "ureq")]
pub(crate) fn ureq(settings: Settings) -> Subject {
    use apiscribe_runtime::BlockingTransport as _;
    use apiscribe_runtime::transport::ureq::UreqTransport;

    let transport = UreqTransport::builder()
        .connect_timeout(settings.timeout.max(CALM.timeout))
        .environment_proxy(settings.environment_proxy)
        .build();
    Subject {
        name: "ureq",
        debug: format!("{transport:?}"),
        send: Box::new(move |request| {
            let limits = settings.limits(&request);
            transport.send(request, limits)
        }),
    }
}

/// All that are compiled in.
pub(crate) fn all(settings: Settings) -> Vec<Subject> {
    vec![
        #[cfg(feature = "reqwest")]
        reqwest(settings),
        #[cfg(feature = "ureq")]
        ureq(settings),
    ]
}
