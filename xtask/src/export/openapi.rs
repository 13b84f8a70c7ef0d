//! `cargo xtask export openapi`.

use std::path::PathBuf;

use apiscribe_codegen::export;
use apiscribe_codegen::model::{Sdk, Service};
use apiscribe_console::{Failure, Outcome};
use clap::ValueEnum;

use super::{checked, deliver, list, service, write};
use crate::output::Wanted;

/// What is exported, and how.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Directory of the spec
    #[arg(long, value_name = "DIR")]
    spec: Option<PathBuf>,
    /// The service: the name of its directory; needed where the spec has several and --out names no directory
    #[arg(long)]
    service: Option<String>,
    /// How the document is written
    #[arg(long, value_enum, default_value_t = Format::Yaml)]
    format: Format,
    /// Version of OpenAPI
    #[arg(long, value_enum, default_value_t = Version::V31)]
    version: Version,
    /// What binds in answers: types alone, or all that is documented
    #[arg(long, value_enum, default_value_t = Answers::Lenient)]
    answers: Answers,
    /// Where the document goes; without --service, the directory for that of each service
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Yaml,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Version {
    #[value(name = "3.1")]
    V31,
    /// Rules and nulls are said in other words
    #[value(name = "3.0")]
    V30,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Answers {
    /// What a client has to be able to read; the rest is told beside it
    Lenient,
    /// What a service should answer
    Documented,
}

/// Exports.
///
/// # Errors
///
/// When the spec cannot be read, the service is unknown, or a file cannot be written.
pub(super) fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    let Arguments { spec, service: name, format, version, answers, out } = arguments;
    let Some(sdk) = checked(spec)? else { return Ok(Outcome::Bad) };
    let text = |one: &Service| text(&sdk, one, format, version, answers);
    match (name, out, sdk.services.as_slice()) {
        (Some(name), out, _) => deliver(text(service(&sdk, &name)?), out.as_deref()),
        (None, Some(directory), services) => {
            let extension = if format == Format::Yaml { "yaml" } else { "json" };
            let file =
                |service: &Service| directory.join(format!("{}.{extension}", service.module));
            let wanted = services.iter().map(|one| Wanted { path: file(one), text: text(one) });
            write(wanted.collect(), &directory)?;
            Ok(Outcome::Good)
        }
        (None, None, [only]) => deliver(text(only), None),
        (None, None, services) => {
            let names: Vec<&str> = services.iter().map(|one| one.module.as_str()).collect();
            Err(Failure(format!(
                "each service has a document of its own: name one of {} with --service, or a directory for all with --out",
                list(&names)
            )))
        }
    }
}

fn text(
    sdk: &Sdk,
    service: &Service,
    format: Format,
    version: Version,
    answers: Answers,
) -> String {
    let version = match version {
        Version::V31 => export::Version::V31,
        Version::V30 => export::Version::V30,
    };
    let answers = match answers {
        Answers::Lenient => export::Answers::Lenient,
        Answers::Documented => export::Answers::Documented,
    };
    let document = export::openapi(sdk, service, version, answers);
    match format {
        Format::Json => export::json(&document),
        Format::Yaml => export::yaml(&document, service),
    }
}
