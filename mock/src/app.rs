//! What the mock knows, and how a request becomes an answer.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use apiscribe_codegen::judge::{Parameter, Request as Judged};
use apiscribe_codegen::model::{Location, Sdk};
use axum::body::Body;
use bytes::Bytes;
use fastrand::Rng;
use http::Request;
use http::request::Parts;
use serde_json::{Map, Value, json as value};

use crate::answers::Answers;
use crate::authentication;
use crate::catalogue::{Catalogue, Documented, Found};
use crate::failure;
use crate::fault::{self, Answer, Demand};
use crate::incoming::{self, Incoming};
use crate::json;
use crate::log::{Log, Recorded};
use crate::options::Options;
use crate::own;
use crate::reply::Reply;
use crate::violation::Violation;

/// One request can break a rule a million times.
const VIOLATIONS_MAX: usize = 1000;

/// Everything that all requests share.
pub(crate) struct App {
    pub(crate) sdk: Sdk,
    pub(crate) answers: Answers,
    pub(crate) options: Options,
    pub(crate) log: Log,
    requests: AtomicU64,
    random: Mutex<Rng>,
}

/// When a request came, by the clock that goes on evenly and by that of the wall.
#[derive(Debug, Clone, Copy)]
struct Arrival {
    begun: Instant,
    time: SystemTime,
}

/// A request to an operation, read as far as it could be.
struct Call<'a> {
    number: usize,
    documented: &'a Documented,
    path: Vec<(&'a str, &'a str)>,
    parts: &'a Parts,
    body: &'a Bytes,
    /// Counts requests; it goes into the ids of requests.
    count: u64,
}

impl App {
    pub(crate) fn new(sdk: Sdk, options: Options) -> Self {
        Self {
            answers: Answers::new(Catalogue::new(&sdk), &options),
            log: Log::default(),
            requests: AtomicU64::new(0),
            random: Mutex::new(Rng::with_seed(options.generate.unwrap_or_default())),
            options,
            sdk,
        }
    }

    pub(crate) fn catalogue(&self) -> &Catalogue {
        &self.answers.catalogue
    }

    /// Answers one request, and remembers it.
    pub(crate) async fn answer(&self, request: Request<Body>) -> Reply {
        let arrival = Arrival { begun: Instant::now(), time: SystemTime::now() };
        let (parts, body) = request.into_parts();
        let path = parts.uri.path();
        let found = self.catalogue().find(parts.method.as_str(), path);
        if !matches!(found, Found::Operation(..)) && own::is_own(self, path) {
            return own::answer(self, &parts);
        }
        let count = self.requests.fetch_add(1, Ordering::Relaxed).wrapping_add(1);
        // Read even where it is of no use: who is still sending reads no answer.
        let body = incoming::read(&parts.headers, body, self.options.body_limit).await;
        let (reply, documented) = match found {
            Found::Operation(number, documented, path) => {
                let reply = match body {
                    Incoming::Whole(body) => {
                        let (parts, body) = (&parts, &body);
                        self.call(Call { number, documented, path, parts, body, count }).await
                    }
                    Incoming::TooLarge => self.too_large(documented, count),
                    Incoming::Broken => broken(documented, count),
                };
                (reply.of(documented), Some(documented))
            }
            Found::OtherMethods(methods) => (other_methods(&parts, &methods), None),
            Found::Unknown(near) => (unknown(&parts, &near), None),
        };
        self.remember(&parts, documented, count, &reply, arrival);
        reply
    }

    fn too_large(&self, documented: &Documented, count: u64) -> Reply {
        let limit = self.options.body_limit;
        let why = format!("the body has more than the {limit} bytes that this mock reads");
        let failure = failure::undocumented(documented, 413, Some(&why), count);
        Reply { violations: vec![Violation::new(why)], ..Reply::failure(failure) }
    }

    async fn call(&self, call: Call<'_>) -> Reply {
        let demand = match fault::demands(&call.parts.headers) {
            Ok(demand) => demand,
            Err(why) => return Reply::error(400, &why),
        };
        let latency = demand.latency.unwrap_or(self.options.latency);
        if latency > Duration::ZERO {
            tokio::time::sleep(latency).await;
        }
        match demand {
            Demand { answer: Some(answer), .. } => {
                let note = Some("answered as the request demands".to_owned());
                Reply { note, ..self.demanded(&call, answer) }
            }
            Demand { answer: None, .. } => self.judged(&call),
        }
    }

    fn demanded(&self, call: &Call<'_>, answer: Answer) -> Reply {
        let good = || Reply::json(self.answers.plain(call.number, call.seed()));
        let documented = call.documented;
        match answer {
            Answer::Status(status @ 200..300) => Reply { status, ..good() },
            Answer::Status(status) => {
                Reply::failure(failure::undocumented(documented, status, None, call.count))
            }
            Answer::Envelope => {
                let enveloped = failure::in_envelope(documented, call.count);
                Reply::failure(
                    enveloped
                        .unwrap_or_else(|| failure::failure(documented, 400, None, call.count)),
                )
            }
            Answer::Truncated => Reply { truncated: true, ..good() },
            Answer::Html => {
                Reply::html(502, "<!doctype html><title>Bad gateway</title>Bad gateway")
            }
            Answer::Empty => Reply { body: Bytes::new(), ..good() },
        }
    }

    fn judged(&self, call: &Call<'_>) -> Reply {
        let documented = call.documented;
        let credential =
            authentication::check(documented, &call.path, call.parts, call.body, &self.options);
        let query = call.parts.uri.query().unwrap_or_default();
        let (mut parameters, written) =
            incoming::parameters(documented, &call.path, query, &call.parts.headers);
        parameters.extend(credential.parameter);
        let mut violations = credential.violations;
        violations.extend(written);
        let body = match call.json() {
            Ok(body) => body,
            Err(why) => {
                violations.push(Violation::new(why));
                None
            }
        };
        let request = Judged {
            shown: vec![Location::Path, Location::Query, Location::Header],
            parameters,
            body: body.as_ref(),
        };
        let judge = documented.judge().of_senders(VIOLATIONS_MAX);
        let problems = judge.request(&documented.operation, &request);
        violations.extend(problems.into_iter().map(Violation::from));
        if !violations.is_empty() {
            let wanted = if credential.refused { 401 } else { 400 };
            let message = listed(&violations);
            let failure = failure::failure(documented, wanted, Some(&message), call.count);
            return Reply { violations, ..Reply::failure(failure) };
        }
        if self.fails() {
            let note = Some("failed by chance, as --error-rate asks".to_owned());
            return Reply { note, ..Reply::failure(by_chance(documented, call.count)) };
        }
        let Judged { parameters, .. } = request;
        self.good(call, &parameters, body)
    }

    fn good(&self, call: &Call<'_>, parameters: &[Parameter], body: Option<Value>) -> Reply {
        let body = match body {
            Some(Value::Object(fields)) => fields,
            _ => Map::new(),
        };
        match self.answers.good(call.number, call.seed(), parameters, body) {
            Ok(success) => Reply::json(success),
            Err(trouble) => {
                let wanted = trouble.wanted;
                let message = Some(trouble.message.as_str());
                let failure = failure::failure(call.documented, wanted, message, call.count);
                Reply { note: Some(trouble.message), ..Reply::failure(failure) }
            }
        }
    }

    fn fails(&self) -> bool {
        let rate = self.options.error_rate;
        rate > 0.0 && self.random.lock().unwrap_or_else(PoisonError::into_inner).f64() < rate
    }

    fn remember(
        &self,
        parts: &Parts,
        documented: Option<&Documented>,
        number: u64,
        reply: &Reply,
        arrival: Arrival,
    ) {
        let Arrival { begun, time } = arrival;
        let milliseconds =
            |duration: Duration| u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
        let time = time.duration_since(UNIX_EPOCH).map(milliseconds).unwrap_or_default();
        let milliseconds = milliseconds(begun.elapsed());
        let why: Vec<String> = reply.violations.iter().map(Violation::to_string).collect();
        tracing::info!(
            number,
            operation = reply.operation.as_deref().unwrap_or("none"),
            method = parts.method.as_str(),
            template = documented.map(|documented| documented.operation.path.as_str()),
            status = reply.status,
            milliseconds,
            violations = why.len(),
            why = (!why.is_empty()).then(|| why.join("; ")),
            note = reply.note.as_deref(),
            "answered"
        );
        self.log.add(Recorded {
            number,
            time,
            method: parts.method.as_str().to_owned(),
            target: own::target(&parts.uri, documented),
            operation: reply.operation.clone(),
            status: reply.status,
            refused: reply.refused,
            milliseconds,
            violations: reply.violations.clone(),
            note: reply.note.clone(),
        });
    }
}

impl Call<'_> {
    /// The same for the same request.
    fn seed(&self) -> u64 {
        let address = format!("{} {}", self.parts.method, self.parts.uri);
        crate::collection::hash(&address)
            ^ crate::collection::hash(&String::from_utf8_lossy(self.body))
    }

    /// The body as the judge takes it: where one is documented, nothing is an object without fields.
    fn json(&self) -> Result<Option<Value>, String> {
        match (self.documented.operation.has_body, self.body.is_empty()) {
            (false, true) => Ok(None),
            (false, false) => Ok(Some(Value::Null)),
            (true, true) => Ok(Some(value!({}))),
            (true, false) => json::read(self.body)
                .map(Some)
                .map_err(|error| format!("the body can't be read: {error}")),
        }
    }
}

/// All violations in one text.
fn listed(violations: &[Violation]) -> String {
    let all: Vec<String> = violations.iter().map(Violation::to_string).collect();
    all.join("; ")
}

fn by_chance(documented: &Documented, count: u64) -> failure::Failure {
    let mut statuses = documented.operation.responses.iter().map(|response| response.status);
    if statuses.any(|status| status >= 500) {
        failure::failure(documented, 500, None, count)
    } else {
        failure::undocumented(documented, 503, Some("the service is not available"), count)
    }
}

fn broken(documented: &Documented, count: u64) -> Reply {
    let why = "the body ends too early, or comes too slowly";
    let failure = failure::failure(documented, 400, Some(why), count);
    Reply { violations: vec![Violation::new(why)], ..Reply::failure(failure) }
}

/// The answer to a documented path with another method.
fn other_methods(parts: &Parts, methods: &[&str]) -> Reply {
    let allow = methods.join(", ");
    let error = format!("{} does not take {}; it takes {allow}", parts.uri.path(), parts.method);
    Reply { allow: Some(allow), ..Reply::error(405, &error) }
}

/// The answer to a path that is in no page.
fn unknown(parts: &Parts, near: &[String]) -> Reply {
    let error = format!("no operation of the spec has the path {}", parts.uri.path());
    Reply { refused: true, ..Reply::value(404, &value!({ "error": error, "near": near })) }
}
