//! Cargo features: one for each group, and those of the runtime.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Group, Sdk, Service};

/// The groups of a service that have a feature: those with operations.
pub(super) fn groups(service: &Service) -> impl Iterator<Item = &Group> {
    service.all_groups().filter(|group| !group.operations.is_empty())
}

/// Services with at least one feature: no other can be reached.
pub(in crate::emit) fn services(sdk: &Sdk) -> impl Iterator<Item = &Service> {
    sdk.services.iter().filter(|service| groups(service).next().is_some())
}

/// `#[cfg(…)]` of the module of a service: any of its features.
pub(super) fn service_gate(service: &Service) -> TokenStream {
    let features: Vec<&str> = groups(service).map(|group| group.feature.as_str()).collect();
    match features.as_slice() {
        [feature] => quote! { #[cfg(feature = #feature)] },
        features => quote! { #[cfg(any(#(feature = #features),*))] },
    }
}

/// `#[cfg(…)]` of a group inside its service; nothing where it is the only one.
pub(super) fn group_gate(service: &Service, group: &Group) -> TokenStream {
    if groups(service).count() == 1 { TokenStream::new() } else { gate(group) }
}

/// `#[cfg(…)]` of a group anywhere.
pub(super) fn gate(group: &Group) -> TokenStream {
    let feature = &group.feature;
    quote! { #[cfg(feature = #feature)] }
}

/// Features of the runtime that an emitted package passes on.
pub(super) struct Feature {
    pub(super) name: &'static str,
    /// Other features of the package that it turns on.
    pub(super) others: &'static [&'static str],
    pub(super) is_default: bool,
    /// What it adds, for a table.
    pub(super) adds: &'static str,
    /// What it adds, for the manifest.
    pub(super) comment: &'static str,
}

/// The features besides those of groups. Without any service that takes signatures there is none for them.
pub(super) fn of_runtime(sdk: &Sdk) -> impl Iterator<Item = &'static Feature> {
    const FEATURES: [Feature; 5] = [
        Feature {
            name: "reqwest",
            others: &[],
            is_default: true,
            adds: "The default transport of async clients, with rustls, and their clock",
            comment: "The default transport and clock; without it, an async client needs those of the user.",
        },
        Feature {
            name: "signature",
            others: &[],
            is_default: true,
            adds: "Requests signed by an access key in place of a token",
            comment: "Signed requests.",
        },
        Feature {
            name: "blocking",
            others: &[],
            is_default: false,
            adds: "Clients that block the calling thread, in the module `blocking` of each service",
            comment: "Clients that block the calling thread; they need a transport of the user's, or `ureq`.",
        },
        Feature {
            name: "ureq",
            others: &["blocking"],
            is_default: false,
            adds: "The default transport of blocking clients, with rustls; turns on `blocking`",
            comment: "The default transport of blocking clients.",
        },
        Feature {
            name: "jiff",
            others: &[],
            is_default: false,
            adds: "Conversions of dates and times",
            comment: "Conversions of dates and times.",
        },
    ];
    let signs = services(sdk).any(|service| service.signature().is_some());
    FEATURES.iter().filter(move |feature| signs || feature.name != "signature")
}
