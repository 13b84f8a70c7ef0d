//! `cargo xtask export json-schema`.

use std::path::PathBuf;

use apiscribe_codegen::export;
use apiscribe_codegen::model::Service;
use apiscribe_codegen::suggest::closest;
use apiscribe_console::{Failure, Outcome};

use super::{checked, deliver, list, service, unknown};

/// What is exported.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Directory of the spec
    #[arg(long, value_name = "DIR")]
    spec: Option<PathBuf>,
    /// The service: the name of its directory
    #[arg(long)]
    service: Option<String>,
    /// Where the document goes
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// `ListRules` (a request), `AddAccount.body`, `Rule` (an object), or with group or service `roma.link.Rule`;
    /// without it, all models of the service
    model: Option<String>,
}

/// Exports.
///
/// # Errors
///
/// When the spec cannot be read, a name is unknown or of several models, or a file cannot be written.
pub(super) fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    let Arguments { spec, service: name, out, model } = arguments;
    let Some(sdk) = checked(spec)? else { return Ok(Outcome::Bad) };
    let services: Vec<&Service> = match &name {
        Some(name) => vec![service(&sdk, name)?],
        None => sdk.services.iter().collect(),
    };
    let document = match (&model, services.as_slice()) {
        (Some(model), services) => {
            let (service, model) = find(services, model)?;
            // It is one of the names that the service has.
            export::json_schema(service, &model).unwrap_or_default()
        }
        (None, [only]) => export::json_schemas(only),
        (None, services) => {
            let names: Vec<&str> = services.iter().map(|one| one.module.as_str()).collect();
            return Err(Failure(format!(
                "name a model, or with --service one of {}",
                list(&names)
            )));
        }
    };
    deliver(export::json(&document), out.as_deref())
}

/// A model of a service, and the names that lead to it.
struct Named<'m> {
    service: &'m Service,
    name: String,
    /// With the service: `roma.link.Rule`.
    full: String,
}

impl Named<'_> {
    /// Whether this is the name, perhaps without service and group.
    fn is(&self, wanted: &str) -> bool {
        let ends = self.full.strip_suffix(wanted);
        ends.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }

    /// Whether this is the name of what it is the body or a reading of.
    fn is_of(&self, wanted: &str) -> bool {
        let base = self.full.strip_suffix(".request").or_else(|| self.full.strip_suffix(".body"));
        base.and_then(|base| base.strip_suffix(wanted))
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }
}

fn find<'m>(services: &[&'m Service], wanted: &str) -> Result<(&'m Service, String), Failure> {
    let all: Vec<Named<'m>> = services.iter().flat_map(|service| named(service)).collect();
    let mut found: Vec<&Named<'m>> = all.iter().filter(|model| model.is(wanted)).collect();
    if found.is_empty() {
        found = all.iter().filter(|model| model.is_of(wanted)).collect();
    }
    match found.as_slice() {
        [one] => Ok((one.service, one.name.clone())),
        [] => {
            let short = |model: &Named<'m>| {
                let start = model.full.find(char::is_uppercase).unwrap_or_default();
                model.full.get(start..).unwrap_or_default().to_owned()
            };
            let names: Vec<String> = all.iter().map(short).collect();
            let nearest = closest(wanted, names.iter().map(String::as_str))
                .or_else(|| closest(wanted, all.iter().map(|model| model.full.as_str())));
            let help = nearest.map(|nearest| format!("did you mean `{nearest}`?"));
            Err(Failure(unknown("model", wanted, help.as_deref())))
        }
        several => {
            let names: Vec<&str> = several.iter().map(|model| model.full.as_str()).collect();
            Err(Failure(format!("`{wanted}` is the name of several models: {}", list(&names))))
        }
    }
}

fn named(service: &Service) -> Vec<Named<'_>> {
    export::models(service)
        .into_iter()
        .map(|name| Named { service, full: format!("{}.{name}", service.module), name })
        .collect()
}
