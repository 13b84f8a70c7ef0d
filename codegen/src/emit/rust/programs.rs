//! Example programs: one file for each thing that a user of the package may want to do.

use super::calling::Calling;
use super::example::{import, request, showcase, showpiece};
use super::features;
use super::markdown::{code, series};
use super::scope::{crate_name, public_module};
use crate::model::{Failure, Group, ObjectRef, Operation, Sdk, Service};

/// An example program.
pub(super) struct Program {
    /// Its name: `cargo run --example NAME`.
    pub(super) name: String,
    /// Features that it needs.
    pub(super) features: Vec<String>,
    /// Whether it has tests.
    pub(super) is_tested: bool,
    /// Its lines.
    lines: Vec<String>,
}

impl Program {
    /// The text after the header.
    pub(super) fn text(&self) -> String {
        self.lines.join("\n")
    }
}

/// All programs, as far as the spec has what they show.
pub(super) fn all(sdk: &Sdk) -> Vec<Program> {
    let Some(service) = showcase(sdk) else { return Vec::new() };
    let Some((group, operation)) = showpiece(service) else { return Vec::new() };
    let scene = Scene { sdk, service, group, operation };
    let mut programs = Vec::new();
    if operation.pagination.is_some() {
        programs.push(scene.list());
        programs.push(scene.testing());
    }
    programs.extend(refused(sdk).map(Scene::refusal));
    programs.push(scene.blocking());
    if service.signature().is_some() {
        programs.push(scene.signing());
    }
    programs.push(scene.transport());
    programs
}

/// Where a program takes place.
#[derive(Clone, Copy)]
struct Scene<'a> {
    sdk: &'a Sdk,
    service: &'a Service,
    group: &'a Group,
    operation: &'a Operation,
}

/// The operation that shows best how a refusal is handled: one that changes something, with most to say.
fn refused(sdk: &Sdk) -> Option<Scene<'_>> {
    let scenes = features::services(sdk).flat_map(|service| {
        features::groups(service).flat_map(move |group| {
            group.operations.iter().map(move |operation| Scene { sdk, service, group, operation })
        })
    });
    let candidates = scenes.filter(|scene| !scene.operation.idempotent);
    candidates.max_by_key(|scene| {
        let Operation { type_name, rows, .. } = scene.operation;
        let adds = ["Add", "Create"].iter().any(|verb| type_name.as_str().starts_with(verb));
        (adds, rows.len())
    })
}

impl Scene<'_> {
    fn list(self) -> Program {
        let method = &self.operation.method_name;
        let (items, pages) = (method.followed_by("items"), method.followed_by("pages"));
        let mut lines =
            self.head("Lists everything, page by page: a page is requested when it is needed.");
        lines.extend(main(Calling::Async));
        lines.extend(self.client(Calling::Async, &self.credential()));
        lines.extend(indented(self.request()));
        lines.extend(text(&format!(
            "    let mut items = client.{items}(&request);
    while let Some(item) = items.next().await {{
        println!(\"{{:?}}\", item?);
    }}

    // Or whole pages, with what came along.
    let mut pages = client.{pages}(&request);
    while let Some(page) = pages.next().await {{
        let page = page?;
        println!(\"status {{}}, request id {{:?}}, {{:?}}\", page.status(), page.request_id(), page.elapsed());
    }}
    Ok(())
}}"
        )));
        self.program("paged", &["reqwest"], lines)
    }

    fn blocking(self) -> Program {
        let Operation { method_name, pagination, .. } = self.operation;
        let mut lines =
            self.head("Does without async: the calling thread waits, and no runtime is hidden.");
        lines.extend(main(Calling::Blocking));
        lines.extend(self.client(Calling::Blocking, &self.credential()));
        lines.extend(indented(self.request()));
        if pagination.is_some() {
            let items = method_name.followed_by("items");
            lines.extend(text(&format!(
                "    for item in client.{items}(&request) {{
        println!(\"{{:?}}\", item?);
    }}"
            )));
        } else {
            lines.push(format!("    println!(\"{{:?}}\", *client.{method_name}(&request)?);"));
        }
        lines.extend(text("    Ok(())\n}"));
        self.program("blocking", &["ureq"], lines)
    }

    fn signing(self) -> Program {
        let key = "    .access_key(AccessKey::new(std::env::var(\"ACCESS_KEY\")?, std::env::var(\"SECRET_KEY\")?))";
        let mut lines = self.head("Signs each request with an access key, in place of a token.");
        lines.insert(lines.len() - 2, format!("use {}::AccessKey;", crate_name(self.sdk)));
        lines.extend(main(Calling::Async));
        lines.extend(self.client(Calling::Async, key));
        lines.extend(indented(self.request()));
        lines.extend(self.call());
        self.program("signed", &["reqwest", "signature"], lines)
    }

    fn refusal(self) -> Program {
        let mut lines = self
            .head("Changes something, and tells the ways in which that can fail from each other.");
        lines.extend(main(Calling::Async));
        lines.extend(self.client(Calling::Async, &self.credential()));
        lines.extend(indented(self.request()));
        let body = self.failure_type().map(|body| {
            format!(
                "\n            if let Some(body) = error.body::<{body}>() {{
                eprintln!(\"{{body:?}}\");
            }}"
            )
        });
        lines.extend(text(&format!(
            "    match client.{}(&request).await {{
        Ok(answer) => println!(\"{{:?}}\", *answer),
        Err(error) if error.is_invalid() => eprintln!(\"nothing was sent: {{error}}\"),
        Err(error) if error.is_api() => {{
            eprintln!(\"refused with the code {{:?}}: {{:?}}\", error.code(), error.message());{}
        }}
        Err(error) if error.is_retryable() => eprintln!(\"perhaps later: {{error}}\"),
        Err(error) => return Err(error.into()),
    }}
    Ok(())
}}",
            self.operation.method_name,
            body.unwrap_or_default(),
        )));
        self.program("refused", &["reqwest"], lines)
    }

    fn transport(self) -> Program {
        let name = crate_name(self.sdk);
        let mut lines = self.head("Sends by a transport of one's own, here one that tells of each request before another sends it.");
        let at = lines.len() - 2;
        lines.splice(at..at, text("use std::time::Duration;\n"));
        let at = lines.len() - 1;
        lines.splice(
            at..at,
            text(&format!(
                "use {name}::runtime::transport::{{Answering, Limits, reqwest::ReqwestTransport}};
use {name}::runtime::{{Transport, bytes::Bytes, http}};"
            )),
        );
        lines.extend(text(
            "/// Tells of each request, then gives it to another transport.
struct Telling<T>(T);

impl<T: Transport> Transport for Telling<T> {
    fn send(&self, request: http::Request<Bytes>, limits: Limits) -> Answering<'_> {
        eprintln!(\"{} {}\", request.method(), request.uri().path());
        self.0.send(request, limits)
    }

    fn keeps_time(&self) -> bool {
        self.0.keeps_time()
    }
}
",
        ));
        lines.extend(main(Calling::Async));
        lines.push("    let inner = ReqwestTransport::builder().connect_timeout(Duration::from_secs(3)).build()?;".to_owned());
        lines.extend(self.client(
            Calling::Async,
            &format!("{}\n    .transport(Telling(inner))", self.credential()),
        ));
        lines.extend(indented(self.request()));
        lines.extend(self.call());
        self.program("transport", &["reqwest"], lines)
    }

    fn testing(self) -> Program {
        let (name, module) = (crate_name(self.sdk), &self.service.module);
        let items = self.operation.method_name.followed_by("items");
        let mut lines =
            self.head("Tests code that calls a service, without a network and without waiting.");
        lines.insert(lines.len() - 2, format!("use {name}::Error;"));
        lines.extend(text(&format!(
            "/// The code that is tested: it counts everything.
async fn count(client: &{module}::Client) -> Result<usize, Error> {{"
        )));
        lines.extend(indented(self.request()));
        lines.extend(text(&format!(
            "    let mut items = client.{items}(&request);
    let mut count = 0;
    while let Some(item) = items.next().await {{
        item?;
        count += 1;
    }}
    Ok(count)
}}
"
        )));
        lines.extend(main(Calling::Async));
        lines.extend(self.client(Calling::Async, &self.credential()));
        lines.extend(text("    println!(\"{}\", count(&client).await?);\n    Ok(())\n}\n"));
        lines.extend(self.tests());
        let mut program = self.program("tested", &["reqwest"], lines);
        program.is_tested = true;
        program
    }

    /// The tests of the program that shows how to test.
    fn tests(self) -> Vec<String> {
        let (name, module) = (crate_name(self.sdk), &self.service.module);
        let pagination = self.operation.pagination.as_ref();
        let total = pagination.and_then(|pagination| pagination.total.as_ref());
        let total = total.map(|total| format!("{total:?}: 2, ")).unwrap_or_default();
        let rows = pagination.map_or("items", |pagination| pagination.items.as_str());
        let setters = self.service.held.iter().map(|held| &held.setter);
        let held: Vec<String> = setters.map(|setter| format!(".{setter}(\"x\")")).collect();
        let held = held.concat();
        let credential = self.service.authentication.as_ref();
        let credential = credential.map(|by| format!(".{}(\"x\")", by.setter)).unwrap_or_default();
        text(&format!(
            "#[cfg(test)]
mod tests {{
    use super::*;
    use {name}::runtime::testing::{{Answers, ManualClock}};

    fn client(answers: &Answers) -> {module}::Client {{
        let builder = {module}::Client::builder().endpoint(\"https://{module}.test\"){held}{credential};
        builder.transport(answers.clone()).clock(ManualClock::new()).build().unwrap()
    }}

    #[tokio::test]
    async fn a_busy_service_is_asked_again() {{
        let page = r#\"{{ {total}{rows:?}: [{{}}, {{}}] }}\"#;
        let answers = Answers::new().json(503, \"\").json(200, page).json(200, r#\"{{ {rows:?}: [] }}\"#);
        assert_eq!(count(&client(&answers)).await.unwrap(), 2);
        assert!(answers.sent().len() >= 2);
    }}

    #[tokio::test]
    async fn a_failure_that_lasts_is_told() {{
        let answers = Answers::new().json(500, \"\").repeat();
        let error = count(&client(&answers)).await.unwrap_err();
        assert_eq!((error.attempts(), answers.sent().len()), (3, 3));
    }}
}}"
        ))
    }

    fn program(self, manner: &str, features: &[&str], mut lines: Vec<String>) -> Program {
        lines.push(String::new());
        let needs = environment(&lines);
        let needs = format!("//! It takes {} from the environment.", series(&needs, "and"));
        lines.splice(1..1, ["//!".to_owned(), needs]);
        let own = std::iter::once(self.group.feature.as_str());
        let features = own.chain(features.iter().copied()).map(str::to_owned).collect();
        // Every manner occurs once, so no two programs have one name.
        let name = format!("{}_{manner}", self.operation.method_name);
        Program { name, features, is_tested: false, lines }
    }

    /// Documentation and import, then a blank line.
    fn head(self, about: &str) -> Vec<String> {
        let import = import(self.sdk, self.service, self.group, self.operation);
        vec![format!("//! {about}"), String::new(), import, String::new()]
    }

    /// A client that takes what it needs from the environment.
    fn client(self, calling: Calling, credential: &str) -> Vec<String> {
        let Service { module, held, .. } = self.service;
        let mut lines = vec![
            format!("let client = {module}::{}Client::builder()", calling.module()),
            "    .endpoint(std::env::var(\"ENDPOINT\")?)".to_owned(),
        ];
        lines.extend(held.iter().map(|held| {
            format!("    .{}(std::env::var(\"{}\")?)", held.setter, variable(&held.name))
        }));
        lines.extend(credential.lines().map(str::to_owned));
        lines.push("    .build()?;".to_owned());
        lines.push(String::new());
        indented(lines)
    }

    fn credential(self) -> String {
        let authentication = self.service.authentication.as_ref();
        authentication.map_or_else(String::new, |by| {
            format!("    .{}(std::env::var(\"{}\")?)", by.setter, variable(&by.header))
        })
    }

    fn request(self) -> Vec<String> {
        request(&public_module(self.service, self.group), self.operation)
    }

    /// One call, whose answer is printed.
    fn call(self) -> Vec<String> {
        text(&format!(
            "    let answer = client.{}(&request).await?;
    println!(\"{{:?}}\", *answer);
    Ok(())
}}",
            self.operation.method_name
        ))
    }

    /// The object that describes failures, as users name it.
    fn failure_type(self) -> Option<String> {
        let said = |failure: &Failure| failure.code.is_some() || failure.message.is_some();
        let response = self
            .operation
            .responses
            .iter()
            .find(|response| response.failure.as_ref().is_some_and(said))?;
        let ObjectRef { type_name, home, .. } = &response.object;
        let module = match home {
            crate::model::Home::ServiceShared => self.service.module.to_string(),
            _ => public_module(self.service, self.group),
        };
        Some(format!("{module}::{type_name}"))
    }
}

fn main(calling: Calling) -> Vec<String> {
    let result = "fn main() -> Result<(), Box<dyn std::error::Error>> {";
    match calling {
        Calling::Async => vec!["#[tokio::main]".to_owned(), format!("async {result}")],
        Calling::Blocking => vec![result.to_owned()],
    }
}

/// The variables that a program reads.
fn environment(lines: &[String]) -> Vec<String> {
    let variables = lines.iter().flat_map(|line| line.split("env::var(\"").skip(1));
    variables.filter_map(|rest| rest.split_once('"')).map(|(name, _)| code(name)).collect()
}

/// The environment variable for a parameter.
pub(super) fn variable(name: &str) -> String {
    let upper = |character: char| {
        if character.is_ascii_alphanumeric() { character.to_ascii_uppercase() } else { '_' }
    };
    name.chars().map(upper).collect()
}

/// Lines of a text; one that ends in a line break ends in a blank line.
fn text(text: &str) -> Vec<String> {
    text.split('\n').map(str::to_owned).collect()
}

fn indented(lines: Vec<String>) -> Vec<String> {
    let indent = |line: String| if line.is_empty() { line } else { format!("    {line}") };
    lines.into_iter().map(indent).collect()
}
