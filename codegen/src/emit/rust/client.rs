//! The client of a service, and its builder.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::Doc;
use super::markdown::{code, link, sentence};
use super::{example, features};
use crate::model::{
    Authentication, AuthenticationKind, Group, Held, Location, Operation, Sdk, Service,
};

/// The whole file.
pub(super) fn file(sdk: &Sdk, service: &Service) -> TokenStream {
    let (client, builder, held) = (client(sdk, service), builder(service), held(service));
    quote! {
        use crate::runtime;
        #client
        #builder
        #held
    }
}

fn client(sdk: &Sdk, service: &Service) -> TokenStream {
    let docs = docs(sdk, service).outer(0);
    let module = service.module.as_str();
    let methods = features::groups(service)
        .flat_map(|group| group.operations.iter().map(move |each| method(service, group, each)));
    quote! {
        #docs
        #[derive(Debug, Clone)]
        pub struct Client {
            inner: runtime::Client,
        }

        impl Client {
            /// Starts a client: everything that it holds is set on the builder.
            pub fn builder() -> ClientBuilder {
                ClientBuilder { inner: runtime::ClientBuilder::new(#module, HELD) }
            }

            #(#methods)*
        }
    }
}

fn docs(sdk: &Sdk, service: &Service) -> Doc {
    let page =
        service.page.as_ref().map(|page| format!(" See {}.", link("its documentation", &page.url)));
    let title = super::markdown::prose(&service.title);
    let about = format!("{}{}", sentence(&service.about), page.unwrap_or_default());
    Doc::new(format!("Client of {title}."))
        .paragraph(about)
        .paragraph("A clone shares its connections.")
        .heading(1, "Example")
        .code("no_run", example::client(sdk, service))
}

/// The method of an operation.
fn method(service: &Service, group: &Group, operation: &Operation) -> TokenStream {
    let Operation { type_name, method_name, about, answer, .. } = operation;
    let gate = features::group_gate(service, group);
    let (module, public) = group.module.as_ref().map_or_else(
        || (quote! { super }, "super".to_owned()),
        |module| (quote! { super::#module }, format!("super::{module}")),
    );
    let docs = Doc::new(sentence(about))
        .paragraph(format!("[`{type_name}`]({public}::{type_name}) says more and has an example."))
        .heading(1, "Errors")
        .paragraph("The request breaks a documented rule, or the call fails: see [`Error`](runtime::Error).")
        .outer(1);
    let answer_type = &answer.type_name;
    let answer_module = match answer.home {
        // Shared objects of the service are public in its own module.
        crate::model::Home::ServiceShared => quote! { super },
        crate::model::Home::GroupShared | crate::model::Home::Operation(_) => module.clone(),
    };
    quote! {
        #docs
        #gate
        pub async fn #method_name(
            &self,
            request: &#module::#type_name,
        ) -> Result<runtime::Reply<#answer_module::#answer_type>, runtime::Error> {
            self.inner.send(request).await
        }
    }
}

fn builder(service: &Service) -> TokenStream {
    let title = super::markdown::prose(&service.title);
    let docs = Doc::new(format!("Builder of a [`Client`] of {title}."))
        .paragraph(format!("Required: {}.", required(service)))
        .outer(0);
    let holders = service.held.iter().map(holder);
    let credential = service.authentication.as_ref().map(credential);
    quote! {
        #docs
        #[derive(Debug)]
        #[must_use]
        pub struct ClientBuilder {
            inner: runtime::ClientBuilder,
        }

        impl ClientBuilder {
            /// Address of the service: scheme and host, and a path that comes before those of the operations.
            pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
                self.inner = self.inner.endpoint(endpoint);
                self
            }

            /// Whether an endpoint on another machine may be http, which shows credentials to the
            /// network. It may not, unless this is called.
            pub fn allow_http(mut self, allow: bool) -> Self {
                self.inner = self.inner.allow_http(allow);
                self
            }

            #(#holders)*
            #credential

            /// Sends requests by something else than the default transport.
            pub fn transport(mut self, transport: impl runtime::Transport + 'static) -> Self {
                self.inner = self.inner.transport(transport);
                self
            }

            /// Most bytes that the body of an answer may have: 64 MiB unless this is called.
            pub fn body_cap(mut self, bytes: usize) -> Self {
                self.inner = self.inner.body_cap(bytes);
                self
            }

            /// Builds the client.
            ///
            /// # Errors
            ///
            /// Something required is missing or unfit, or there is no transport: the
            /// [`Error`](runtime::Error) lists all of it, with the method to call.
            pub fn build(self) -> Result<Client, runtime::Error> {
                Ok(Client { inner: self.inner.build()? })
            }
        }
    }
}

fn required(service: &Service) -> String {
    let setters = service.held.iter().map(|held| &held.setter);
    let setters =
        setters.chain(service.authentication.as_ref().map(|authentication| &authentication.setter));
    let mut names = vec!["[`endpoint`](Self::endpoint)".to_owned()];
    names.extend(setters.map(|setter| format!("[`{setter}`](Self::{setter})")));
    super::markdown::series(&names, "and")
}

fn holder(held: &Held) -> TokenStream {
    let Held { name, setter, location, about } = held;
    let place = match location {
        Location::Path => "in the path",
        Location::Query => "in the query",
        Location::Header => "as a header",
        Location::Body | Location::Field => "in the body",
    };
    let docs = Doc::new(sentence(about))
        .paragraph(format!("Sent {place} of every operation that has {}.", code(name)));
    hold(&docs, setter, name)
}

fn credential(authentication: &Authentication) -> TokenStream {
    let Authentication { kind, header, setter, about } = authentication;
    let kind = match kind {
        AuthenticationKind::Token => "A token of limited life",
        AuthenticationKind::ApiKey => "A fixed key",
    };
    let docs = Doc::new(sentence(about))
        .paragraph(format!("{kind}, sent in the header {}. Secret: never printed.", code(header)));
    hold(&docs, setter, header)
}

fn hold(docs: &Doc, setter: &crate::names::Ident, name: &str) -> TokenStream {
    let docs = docs.outer(1);
    quote! {
        #docs
        pub fn #setter(mut self, #setter: impl Into<runtime::Secret>) -> Self {
            self.inner = self.inner.hold(#name, #setter);
            self
        }
    }
}

/// What the builder tells the runtime about the values that the client holds.
fn held(service: &Service) -> TokenStream {
    let parameters = service.held.iter().map(|held| {
        let Held { name, setter, location, about: _ } = held;
        parameter(name, setter.as_str(), *location)
    });
    let credential = service.authentication.as_ref().map(|authentication| {
        let Authentication { kind: _, header, setter, about: _ } = authentication;
        parameter(header, setter.as_str(), Location::Header)
    });
    let parameters = parameters.chain(credential);
    quote! {
        static HELD: &[runtime::HeldParameter] = &[#(#parameters),*];
    }
}

fn parameter(name: &str, setter: &str, location: Location) -> TokenStream {
    let location = match location {
        Location::Path => quote! { Path },
        Location::Query => quote! { Query },
        Location::Header => quote! { Header },
        Location::Body => quote! { Body },
        Location::Field => quote! { Field },
    };
    quote! {
        runtime::HeldParameter {
            name: #name,
            setter: #setter,
            location: runtime::table::Location::#location,
        }
    }
}
