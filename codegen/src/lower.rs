//! Raw files to the checked model.
//!
//! Whatever is wrong is reported and replaced by something harmless, so that one run finds all that is wrong.
//! The model that comes of it is used only where nothing was reported.

use crate::check::{errata, examples};
use crate::diagnostic::Report;
use crate::load::{Loaded, LoadedService};
use crate::model::Sdk;
use crate::parallel;
use crate::source::Source;
use service::LoweredService;

mod client;
mod default;
mod documentation;
mod facts;
mod failures;
mod group;
mod limits;
mod location;
mod number;
pub(crate) mod object;
mod operation;
mod pagination;
mod place;
mod request_line;
pub(crate) mod responses;
pub(crate) mod row;
mod rules;
pub(crate) mod scope;
mod sdk;
pub(crate) mod secret;
mod service;
mod success;
mod text;
mod values;

/// Lowers all files, and judges examples and errata by what came of it.
pub(crate) fn lower(loaded: &Loaded, sources: &[Source], report: &Report) -> Sdk {
    let package = sdk::lower(loaded.sdk.as_ref(), report);
    // Services share nothing.
    let services = parallel::map(&loaded.services, |loaded| {
        let own = Report::default();
        let lowered = service::lower(loaded, &own);
        judge(loaded, &lowered, sources, &own);
        (lowered.service, own)
    });
    let services = services.into_iter().map(|(service, own)| {
        report.append(own);
        service
    });
    Sdk { package, services: services.collect() }
}

fn judge(
    loaded: &LoadedService,
    lowered: &LoweredService<'_>,
    sources: &[Source],
    report: &Report,
) {
    let service = &lowered.service;
    for (group, files) in service.all_groups().zip(&lowered.operations) {
        for (operation, file) in group.operations.iter().zip(files) {
            examples::operation(service, group, operation, &file.raw, sources, report);
        }
    }
    let Some(raw) = loaded.service.as_ref().map(|file| &file.raw) else { return };
    errata::shared(&service.root, &raw.errata, report);
    let raw_groups = raw.groups.value.iter().flat_map(|groups| &groups.entries);
    for (group, (_, raw)) in service.groups.iter().zip(raw_groups) {
        if let Some(raw) = &raw.value {
            errata::shared(group, &raw.errata, report);
        }
    }
}
