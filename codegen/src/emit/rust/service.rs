//! What a client of a service is built for.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::doc::Doc;
use super::features;
use super::markdown::prose;
use crate::model::{Authentication, AuthenticationKind, Held, Location, Service, Signature};

/// The whole file.
pub(super) fn file(service: &Service) -> TokenStream {
    let (module, title) = (service.module.as_str(), &service.title);
    let held = held(&service.held);
    let credential = service.authentication.as_ref().map(credential);
    let operations = operations(service);
    let import = import(service);
    let docs = Doc::new(format!("What clients of {} are built for.", prose(title))).outer(0);
    quote! {
        use crate::runtime;

        #docs
        pub(crate) static SERVICE: runtime::Service = {
            #import
            Service::new(#module, #title)
                #held
                #credential
        };

        #operations
    }
}

fn import(service: &Service) -> TokenStream {
    let used = [
        ("Credential", service.authentication.is_some()),
        ("HeldParameter", !service.held.is_empty()),
        ("Service", true),
        ("Signature", service.signature().is_some()),
    ];
    let names = used.into_iter().filter(|(_, used)| *used).map(|(name, _)| format_ident!("{name}"));
    let location = (!service.held.is_empty()).then(|| quote! { use runtime::table::Location; });
    quote! {
        use runtime::{#(#names),*};
        #location
    }
}

fn held(held: &[Held]) -> Option<TokenStream> {
    let parameters = held.iter().map(|held| {
        let Held { name, setter, location, about: _ } = held;
        let (setter, location) = (setter.as_str(), self::location(*location));
        quote! { HeldParameter::new(#name, #setter, Location::#location) }
    });
    (!held.is_empty()).then(|| quote! { .held(&[#(#parameters),*]) })
}

fn location(location: Location) -> TokenStream {
    match location {
        Location::Path => quote! { Path },
        Location::Query => quote! { Query },
        Location::Header => quote! { Header },
        Location::Body => quote! { Body },
        Location::Field => quote! { Field },
    }
}

fn credential(authentication: &Authentication) -> TokenStream {
    let Authentication { kind, header, setter: _, about: _, signature } = authentication;
    let kind = match kind {
        AuthenticationKind::Token => quote! { token },
        AuthenticationKind::ApiKey => quote! { api_key },
    };
    let signature = signature.as_ref().map(|Signature { project }| {
        let project = project.as_ref().map(|project| quote! { .project(#project) });
        quote! { .or_signature(Signature::new() #project) }
    });
    quote! { .credential(Credential::#kind(#header) #signature) }
}

/// The operations of the features that are on. No static: it would compile all models in every program.
fn operations(service: &Service) -> TokenStream {
    let operations = features::groups(service).flat_map(|group| {
        let gate = features::group_gate(service, group);
        group.operations.iter().map(move |operation| {
            let (module, request) = (group.module.as_ref(), &operation.type_name);
            let module = module.map(|module| quote! { #module:: });
            quote! { #gate <super::#module #request as runtime::Request>::OPERATION }
        })
    });
    let docs = Doc::new("Whose rules can be waived.").outer(0);
    quote! {
        #docs
        pub(crate) const OPERATIONS: &[&runtime::Operation] = &[#(#operations,)*];
    }
}
