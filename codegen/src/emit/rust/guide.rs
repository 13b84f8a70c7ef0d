//! The table that leads from what a user wants to where it is: in rustdoc by names, in the README by files.

use super::calling::Calling;
use super::features;
use super::markdown::{code, link, series};
use super::modules::public_path;
use super::{example, programs, scope};
use crate::model::{AuthenticationKind, Operation, Package, Sdk};

/// What a link leads to.
enum Target {
    /// A public module of the runtime.
    Runtime(&'static str),
    /// Something of the emitted package: its path, and its file.
    Own(String, String),
}

/// A line of the table.
struct Topic {
    what: &'static str,
    how: String,
    target: Target,
}

/// Who reads the table.
#[derive(Clone, Copy)]
pub(super) enum Reader {
    /// rustdoc resolves paths.
    Rustdoc,
    /// Files are all there is.
    Readme,
}

/// The table, its head first.
pub(super) fn table(sdk: &Sdk, reader: Reader) -> Vec<Vec<String>> {
    let mut table = vec![["For", "Use", "More"].map(str::to_owned).to_vec()];
    table.extend(topics(sdk).into_iter().map(|Topic { what, how, target }| {
        vec![what.to_owned(), how, target.link(&sdk.package, reader)]
    }));
    table
}

impl Target {
    fn link(&self, package: &Package, reader: Reader) -> String {
        match (self, reader) {
            (Self::Runtime(module), Reader::Rustdoc) => format!("[`runtime::{module}`]"),
            (Self::Own(path, _), Reader::Rustdoc) => format!("[`{path}`]"),
            (Self::Runtime(module), Reader::Readme) => {
                link(&code(&format!("runtime::{module}")), &runtime_page(package, module))
            }
            (Self::Own(path, file), Reader::Readme) => link(&code(path), file),
        }
    }
}

/// Where the README finds a module of the runtime: beside the package, or else where its release is documented.
fn runtime_page(package: &Package, module: &str) -> String {
    match (&package.runtime_path, &package.runtime_version) {
        (Some(path), _) => format!("{path}/src/{module}.rs"),
        (None, Some(version)) => {
            format!("https://docs.rs/apiscribe-runtime/{version}/apiscribe_runtime/{module}/")
        }
        (None, None) => {
            format!("https://docs.rs/apiscribe-runtime/latest/apiscribe_runtime/{module}/")
        }
    }
}

fn topics(sdk: &Sdk) -> Vec<Topic> {
    let runtime = |what, how: &str, module| Topic {
        what,
        how: how.to_owned(),
        target: Target::Runtime(module),
    };
    let mut topics = vec![runtime("authentication", &authentication(sdk), "authentication")];
    topics.extend(blocking(sdk));
    topics.extend(paging(sdk));
    topics.extend([
        runtime(
            "retries",
            "`retry` of a builder; operations that are documented as idempotent are tried again",
            "retry",
        ),
        runtime("time-outs", "`attempt_timeout` and `deadline` of a builder", "options"),
        runtime(
            "rate limits",
            "documented limits are kept; `keep_rate_limits` and `max_in_flight` of a builder",
            "options",
        ),
        runtime("settings of single calls", "`with_options` of a client", "options"),
        runtime(
            "extra headers and query parameters",
            "`header` and `query` of a builder or of `CallOptions`",
            "options",
        ),
        runtime(
            "requests that break documented rules",
            "`violations` of a request; `policy` and `waive` of a builder",
            "policy",
        ),
        runtime(
            "status, headers, request id, bytes and attempts of an answer",
            "methods of `Reply`",
            "reply",
        ),
        runtime("failures", "methods of `Error`", "error"),
        runtime("a look at every attempt", "`hook` of a builder", "hook"),
        runtime("traces", "the crate `tracing`", "trace"),
        runtime("tests without a network", "`Answers` and `ManualClock`", "testing"),
        runtime(
            "proxies, certificates, another HTTP client",
            "`transport` of a builder",
            "transport",
        ),
        runtime("dates, times and secrets", "`DateTime`, `EpochMillis`, `Secret`", "types"),
    ]);
    topics.extend(examples(sdk));
    topics
}

/// The ways that services take.
fn authentication(sdk: &Sdk) -> String {
    let kinds = || features::services(sdk).filter_map(|service| service.authentication.as_ref());
    let has = |kind| kinds().any(|authentication| authentication.kind == kind);
    let mut ways = Vec::new();
    if has(AuthenticationKind::Token) {
        ways.extend(["`token`, which is fixed", "`token_provider`, which renews it"]);
    }
    if kinds().any(|authentication| authentication.signature.is_some()) {
        ways.push("`access_key`, which signs requests (feature `signature`)");
    }
    if has(AuthenticationKind::ApiKey) {
        ways.push("`api_key`");
    }
    ways.push("`authentication` of your own");
    let ways: Vec<String> = ways.into_iter().map(str::to_owned).collect();
    format!("of a builder: {}", series(&ways, "or"))
}

fn blocking(sdk: &Sdk) -> Option<Topic> {
    let module = &example::showcase(sdk)?.module;
    Some(Topic {
        what: "programs without async",
        how: "the client in `blocking` of each service; features `blocking` and `ureq`".to_owned(),
        target: Target::Own(
            format!("{module}::{}Client", Calling::Blocking.module()),
            format!("src/{module}/blocking.rs"),
        ),
    })
}

fn paging(sdk: &Sdk) -> Option<Topic> {
    let (_, operation) = example::showpiece(example::showcase(sdk)?)?;
    let Operation { method_name, pagination: Some(_), .. } = operation else { return None };
    Some(Topic {
        what: "lists of many pages",
        how: format!(
            "methods of clients such as {} and {}",
            code(method_name.followed_by("items").as_str()),
            code(method_name.followed_by("pages").as_str()),
        ),
        target: Target::Runtime("paging"),
    })
}

fn examples(sdk: &Sdk) -> Option<Topic> {
    let service = example::showcase(sdk)?;
    let (group, operation) = example::showpiece(service)?;
    let directory = scope::public_module(service, group).replace("::", "/");
    let programs: Vec<String> =
        programs::all(sdk).iter().map(|program| code(&program.name)).collect();
    Some(Topic {
        what: "examples",
        how: format!(
            "each request and each client has one; whole programs are {} in `examples`",
            series(&programs, "and")
        ),
        target: Target::Own(
            public_path(service, group, operation),
            format!("src/{directory}/{}.rs", operation.method_name),
        ),
    })
}
