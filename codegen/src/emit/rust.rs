//! The Rust package: a struct and a static table for each documented table, a client for each service.
//!
//! Emitted code names the runtime through the alias `runtime`, and its most common words inside the block of a
//! static only, so that documented names such as `Rule`, `Table` or `Error` collide with nothing.

mod builder;
mod calling;
mod client;
mod description;
mod doc;
mod enumeration;
mod example;
mod features;
mod guide;
mod literal;
mod markdown;
mod modules;
mod object;
mod operation;
mod package;
mod programs;
mod record;
mod relations;
mod scope;
mod service;
mod table;
mod types;
pub(super) mod words;

pub(super) use features::services;

use self::calling::Calling;
use self::scope::Scope;
use super::File;
use crate::model::{Group, Home, Operation, Sdk, Service};
use crate::{parallel, render};

/// What the files that belong to no service come from.
const SDK: &str = "sdk.yaml";

/// A file to be emitted.
#[derive(Clone, Copy)]
enum Job<'a> {
    Manifest,
    Readme,
    Formatting,
    CrateRoot,
    Service(&'a Service),
    Client(&'a Service, Calling),
    Description(&'a Service),
    Group(&'a Service, &'a Group),
    Shared(&'a Service, &'a Group),
    Operation(&'a Service, &'a Group, &'a Operation),
}

/// All files of the package, in the order of the jobs however many threads there are.
pub(super) fn package(sdk: &Sdk) -> Vec<File> {
    let mut files = parallel::map(&jobs(sdk), |job| file(sdk, *job));
    files.extend(programs::all(sdk).iter().map(|program| File {
        path: format!("examples/{}.rs", program.name),
        text: render::plain_rust(SDK, &program.text()),
    }));
    files
}

fn jobs(sdk: &Sdk) -> Vec<Job<'_>> {
    let mut jobs = vec![Job::Manifest, Job::Readme, Job::Formatting, Job::CrateRoot];
    for service in features::services(sdk) {
        jobs.extend([
            Job::Service(service),
            Job::Description(service),
            Job::Client(service, Calling::Async),
            Job::Client(service, Calling::Blocking),
        ]);
        for group in service.all_groups() {
            let Group { module, shared, operations, .. } = group;
            if module.is_some() && !operations.is_empty() {
                jobs.push(Job::Group(service, group));
            }
            // Shared objects of a root are there for the groups, too.
            if !shared.is_empty() && (module.is_none() || !operations.is_empty()) {
                jobs.push(Job::Shared(service, group));
            }
            jobs.extend(operations.iter().map(|each| Job::Operation(service, group, each)));
        }
    }
    jobs
}

fn file(sdk: &Sdk, job: Job<'_>) -> File {
    let (path, text) = match job {
        Job::Manifest => ("Cargo.toml".to_owned(), render::toml(SDK, &package::manifest(sdk))),
        Job::Readme => ("README.md".to_owned(), render::markdown(SDK, &package::readme(sdk))),
        Job::Formatting => ("rustfmt.toml".to_owned(), render::toml(SDK, package::FORMATTING)),
        Job::CrateRoot => ("src/lib.rs".to_owned(), render::rust(SDK, package::crate_root(sdk))),
        Job::Service(service) => {
            let text = render::rust(source(&service.source), modules::service_file(service));
            (format!("src/{}.rs", service.module), text)
        }
        Job::Client(service, calling) => {
            let text = render::rust(source(&service.source), client::file(sdk, service, calling));
            let file = match calling {
                Calling::Async => "client",
                Calling::Blocking => "blocking",
            };
            (format!("src/{}/{file}.rs", service.module), text)
        }
        Job::Description(service) => {
            let text = render::rust(source(&service.source), service::file(service));
            (format!("src/{}/service.rs", service.module), text)
        }
        Job::Group(service, group) => {
            let text = render::rust(source(&service.source), modules::group_file(service, group));
            (format!("{}.rs", directory(service, group)), text)
        }
        Job::Shared(service, group) => {
            let home = if group.module.is_some() { Home::GroupShared } else { Home::ServiceShared };
            let tokens = object::shared_file(Scope { sdk, service, group, file: &home });
            let text = render::rust(source(&service.source), tokens);
            (format!("{}/shared.rs", directory(service, group)), text)
        }
        Job::Operation(service, group, operation) => {
            let home = Home::Operation(operation.method_name.clone());
            let tokens = operation::file(Scope { sdk, service, group, file: &home }, operation);
            let text = render::rust(source(&operation.source), tokens);
            (format!("{}/{}.rs", directory(service, group), operation.method_name), text)
        }
    };
    File { path, text }
}

/// The directory of the files of a group.
fn directory(service: &Service, group: &Group) -> String {
    match &group.module {
        Some(module) => format!("src/{}/{module}", service.module),
        None => format!("src/{}", service.module),
    }
}

/// A path below the spec directory, whether or not it names that directory.
pub(super) fn source(path: &str) -> &str {
    path.strip_prefix("spec/").unwrap_or(path)
}
