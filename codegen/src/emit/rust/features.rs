//! Cargo features: one for each group, and what they switch.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Group, Sdk, Service};

/// The groups of a service that have a feature: those with operations.
pub(super) fn groups(service: &Service) -> impl Iterator<Item = &Group> {
    service.all_groups().filter(|group| !group.operations.is_empty())
}

/// Services with at least one feature: no other can be reached.
pub(super) fn services(sdk: &Sdk) -> impl Iterator<Item = &Service> {
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
