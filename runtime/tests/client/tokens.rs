//! Tokens that are renewed, and credentials that look at the whole request.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use apiscribe_runtime::authentication::{HeaderCredential, Token};
use apiscribe_runtime::bytes::Bytes;
use apiscribe_runtime::testing::{Answers, ManualClock};
use apiscribe_runtime::transport::{Answering, Limits};
use apiscribe_runtime::{
    Authentication, AuthenticationError, Clock as _, ErrorKind, Retry, Transport, http,
};

use crate::both::wait;
use crate::sample::{AddDatasource, ListRules};

const PAGE: &str = r#"{"total":1}"#;

/// Counts how often it is asked.
#[derive(Clone, Default)]
struct Counter(Arc<AtomicU32>);

impl Counter {
    fn next(&self) -> u32 {
        self.0.fetch_add(1, Ordering::SeqCst) + 1
    }

    fn count(&self) -> u32 {
        self.0.load(Ordering::SeqCst)
    }
}

fn token(sent: &http::Request<Bytes>) -> &str {
    sent.headers()["x-auth-token"].to_str().unwrap()
}

/// A provider of each kind that gives `token-1`, `token-2` …
macro_rules! both_with_provider {
    ($counter:expr, $answers:expr, $request:expr) => {{
        let counter = $counter;
        let (answers, clock) = ($answers(), ManualClock::new());
        let asked = counter.clone();
        let client = crate::both::asynchronous()
            .token_provider(move || {
                let token = format!("token-{}", asked.next());
                async move { Ok::<_, std::fmt::Error>(token) }
            })
            .transport(answers.clone())
            .clock(clock.clone())
            .build()
            .unwrap();
        let first = crate::both::Run::new(wait(client.send(&$request)), &answers, &clock);
        let first_count = counter.count();

        let counter = Counter::default();
        let (answers, clock) = ($answers(), ManualClock::new());
        let asked = counter.clone();
        let client = crate::both::blocking()
            .token_provider(move || Ok::<_, std::fmt::Error>(format!("token-{}", asked.next())))
            .transport(answers.clone())
            .clock(clock.clone())
            .build()
            .unwrap();
        let second = crate::both::Run::new(client.send(&$request), &answers, &clock);
        assert_eq!(first_count, counter.count());
        ([first, second], first_count)
    }};
}

#[test]
fn a_refused_token_is_renewed_once() {
    let answers = || Answers::new().json(401, "{}").json(200, PAGE);
    let (runs, asked) = both_with_provider!(Counter::default(), answers, ListRules::of("i"));
    for run in runs {
        assert_eq!(run.reply().attempts(), 2);
        assert_eq!((token(&run.sent[0]), token(&run.sent[1])), ("token-1", "token-2"));
        assert!(run.slept.is_empty());
        assert!(run.sent[0].headers()["x-auth-token"].is_sensitive());
    }
    assert_eq!(asked, 2);
}

#[test]
fn a_token_that_is_always_refused_is_not_renewed_for_ever() {
    let answers = || Answers::new().json(401, "{}").repeat();
    let (runs, asked) = both_with_provider!(Counter::default(), answers, ListRules::of("i"));
    for run in runs {
        assert_eq!((run.sent.len(), run.error().status().unwrap().as_u16()), (2, 401));
        assert!(run.error().is_denied());
    }
    assert_eq!(asked, 2);
}

#[test]
fn what_is_not_idempotent_is_not_sent_again_with_a_new_token() {
    let answers = || Answers::new().json(401, "{}").repeat();
    let (runs, asked) = both_with_provider!(Counter::default(), answers, AddDatasource::default());
    for run in runs {
        assert_eq!(run.sent.len(), 1);
    }
    assert_eq!(asked, 1);
}

#[test]
fn the_next_call_after_a_refusal_has_a_new_token() {
    let answers = Answers::new().json(401, "{}").json(200, r#"{"code":1001,"message":""}"#);
    let counter = Counter::default();
    let asked = counter.clone();
    let client = crate::both::blocking()
        .token_provider(move || Ok::<_, std::fmt::Error>(format!("token-{}", asked.next())))
        .transport(answers.clone())
        .clock(ManualClock::new())
        .build()
        .unwrap();
    assert!(client.send(&AddDatasource::default()).is_err());
    assert!(client.send(&AddDatasource::default()).is_ok());
    let sent = answers.sent();
    assert_eq!((token(&sent[0]), token(&sent[1])), ("token-1", "token-2"));
}

#[test]
fn a_token_is_renewed_before_it_expires() {
    let answers = Answers::new().json(200, PAGE).repeat();
    let clock = ManualClock::new();
    let (counter, time) = (Counter::default(), clock.clone());
    let asked = counter.clone();
    let client = crate::both::blocking()
        .token_provider(move || {
            use apiscribe_runtime::clock::Time as _;
            let token = Token::new(format!("token-{}", asked.next()));
            Ok::<_, std::fmt::Error>(token.expires_at(time.utc() + Duration::from_hours(1)))
        })
        .transport(answers.clone())
        .clock(clock.clone())
        .build()
        .unwrap();
    for (advance, expected) in [(0, 1), (3500, 1), (65, 1), (10, 2), (3600, 3)] {
        clock.advance(Duration::from_secs(advance));
        client.send(&ListRules::of("i")).unwrap();
        assert_eq!(counter.count(), expected, "{advance}");
    }
}

#[test]
fn a_provider_that_fails_is_an_error_and_is_asked_again() {
    let answers = Answers::new().json(200, PAGE).repeat();
    let counter = Counter::default();
    let asked = counter.clone();
    let client = crate::both::blocking()
        .token_provider(move || match asked.next() {
            1 => Err("the identity service is down"),
            2 => Ok("line\nbreak"),
            3 => Ok(""),
            _ => Ok("good"),
        })
        .transport(answers.clone())
        .clock(ManualClock::new())
        .build()
        .unwrap();
    for part in ["the identity service is down", "control character", "is empty"] {
        let error = client.send(&ListRules::of("i")).expect_err("no token");
        assert_eq!(error.kind(), ErrorKind::Authentication);
        let text = error.to_string();
        assert!(text.contains(part) && text.contains("not sent") && !text.contains('\n'), "{text}");
        assert!(std::error::Error::source(&error).is_some());
        assert_eq!((error.attempts(), error.is_retryable()), (0, false));
    }
    assert!(answers.sent().is_empty());
    assert!(client.send(&ListRules::of("i")).is_ok());
}

/// Refuses every token but the one that is good now.
#[derive(Clone)]
struct Refusing(Arc<AtomicU32>);

impl Transport for Refusing {
    fn send(&self, request: http::Request<Bytes>, _: Limits) -> Answering<'_> {
        Box::pin(async move {
            tokio::task::yield_now().await;
            let good = token(&request) == format!("token-{}", self.0.load(Ordering::SeqCst));
            let (status, body) = if good { (200, PAGE) } else { (401, "{}") };
            Ok(http::Response::builder().status(status).body(body.into()).unwrap())
        })
    }
}

#[test]
fn a_thousand_calls_with_one_refused_token_ask_once() {
    let counter = Counter::default();
    let asked = counter.clone();
    let good = Arc::new(AtomicU32::new(1));
    let client = crate::both::asynchronous()
        .token_provider(move || {
            let asked = asked.clone();
            async move {
                for _ in 0..10 {
                    tokio::task::yield_now().await;
                }
                Ok::<_, std::fmt::Error>(format!("token-{}", asked.next()))
            }
        })
        .transport(Refusing(good.clone()))
        .clock(ManualClock::new())
        .build()
        .unwrap();
    wait(async {
        for round in 1..=3 {
            good.store(round, Ordering::SeqCst);
            let calls: Vec<_> = (0..1000)
                .map(|_| {
                    let client = client.clone();
                    tokio::spawn(async move { client.send(&ListRules::of("i")).await.map(drop) })
                })
                .collect();
            for call in calls {
                call.await.unwrap().unwrap();
            }
            assert_eq!(counter.count(), round);
        }
    });
}

#[test]
fn a_call_that_is_dropped_while_it_asks_leaves_the_way_free() {
    let counter = Counter::default();
    let asked = counter.clone();
    let client = crate::both::asynchronous()
        .token_provider(move || {
            let first = asked.next() == 1;
            async move {
                if first {
                    std::future::pending::<()>().await;
                }
                Ok::<_, std::fmt::Error>("token-1")
            }
        })
        .transport(Answers::new().json(200, PAGE).repeat())
        .clock(ManualClock::new())
        .build()
        .unwrap();
    wait(async {
        let stuck = tokio::spawn({
            let client = client.clone();
            async move { client.send(&ListRules::of("i")).await.map(drop) }
        });
        tokio::task::yield_now().await;
        stuck.abort();
        assert!(stuck.await.unwrap_err().is_cancelled());
        assert!(client.send(&ListRules::of("i")).await.is_ok());
    });
    assert_eq!(counter.count(), 2);
}

/// A credential that depends on the request and on the time of day.
struct Stamp;

impl Authentication for Stamp {
    fn authenticate(
        &self,
        request: &mut http::Request<Bytes>,
        now: SystemTime,
    ) -> Result<(), AuthenticationError> {
        let seconds = now.duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
        let stamp = format!("{} {seconds}", request.uri().path()).parse().unwrap();
        request.headers_mut().insert("x-stamp", stamp);
        Ok(())
    }
}

#[test]
fn a_proof_of_ones_own_is_made_anew_for_each_attempt() {
    let answers = || Answers::new().json(503, "").json(200, PAGE);
    let patient = || Retry::standard().initial_backoff(Duration::from_secs(30));
    for run in both!(answers, ListRules::of("i"), |b| b.authentication(Stamp).retry(patient())) {
        assert!(!run.sent[0].headers().contains_key("x-auth-token"));
        let stamps: Vec<_> = run.sent.iter().map(|sent| &sent.headers()["x-stamp"]).collect();
        assert!(stamps[0].to_str().unwrap().starts_with("/v2/p1/link/instances/i/rules "));
        assert_eq!(stamps[0] == stamps[1], run.slept[0] < Duration::from_secs(1));
    }
}

#[test]
fn a_header_can_be_any() {
    let name = http::HeaderName::from_static("x-other");
    assert!(HeaderCredential::new(name.clone(), "").is_err());
    assert!(HeaderCredential::new(name.clone(), "a\r\nb: c").is_err());
    let credential = HeaderCredential::new(name, "value").unwrap();
    let answers = || Answers::new().json(200, PAGE);
    for run in both!(answers, ListRules::of("i"), |b| b.authentication(credential.clone())) {
        assert_eq!(run.sent[0].headers()["x-other"], "value");
    }
    // Not a future that ends: a limit is no wait.
    let clock = ManualClock::new();
    assert!(wait(async {
        tokio::select! { biased; () = clock.limit(Duration::from_secs(1)) => false, () = tokio::task::yield_now() => true }
    }));
}

#[test]
fn a_failed_renewal_after_a_refusal_tells_of_the_refusal() {
    let counter = Counter::default();
    let client = crate::both::blocking()
        .token_provider(move || if counter.next() == 1 { Ok("t") } else { Err("IAM is down") })
        .transport(Answers::new().json(401, "{}"))
        .clock(ManualClock::new())
        .build()
        .unwrap();
    let error = client.send(&ListRules::of("i")).expect_err("the token is refused");
    assert_eq!((error.status().unwrap().as_u16(), error.attempts()), (401, 1));
    assert!(!error.to_string().contains("not sent"), "{error}");
}

#[test]
fn a_token_that_is_still_good_outlives_a_failed_renewal() {
    let (clock, counter) = (ManualClock::new(), Counter::default());
    let (time, asked) = (clock.clone(), counter.clone());
    let client = crate::both::blocking()
        .token_provider(move || {
            use apiscribe_runtime::clock::Time as _;
            if asked.next() == 1 {
                Ok(Token::new("t").expires_at(time.utc() + Duration::from_mins(1)))
            } else {
                Err("IAM is down")
            }
        })
        .transport(Answers::new().json(200, PAGE).repeat())
        .clock(clock.clone())
        .build()
        .unwrap();
    for (advance, good) in [(0, true), (40, true), (15, true), (10, false)] {
        clock.advance(Duration::from_secs(advance));
        assert_eq!(client.send(&ListRules::of("i")).is_ok(), good, "{advance}");
    }
    assert_eq!(counter.count(), 4);
}

#[test]
fn the_cause_of_a_missing_token_can_be_had() {
    #[derive(Debug)]
    struct Down(u32);
    impl std::fmt::Display for Down {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            write!(f, "down since {}", self.0)
        }
    }
    impl std::error::Error for Down {}
    let client = crate::both::blocking()
        .token_provider(|| Err::<String, _>(Down(7)))
        .transport(Answers::new())
        .clock(ManualClock::new())
        .build()
        .unwrap();
    let error = client.send(&ListRules::of("i")).expect_err("no token");
    assert!(error.is_authentication());
    let mut cause: &dyn std::error::Error = &error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    assert_eq!(cause.downcast_ref::<Down>().unwrap().0, 7);
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_no_text_is_not_shown() {
    use std::os::unix::ffi::OsStringExt as _;
    let raw = std::ffi::OsString::from_vec(b"marker-of-the-token\xff".to_vec());
    let error = AuthenticationError::new(std::env::VarError::NotUnicode(raw));
    crate::markers::assert_secret(&format!("{error} {error:?}"));
}
