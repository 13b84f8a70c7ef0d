//! The builder of a client: what the runtime's macros add to it is the same for every service.

use proc_macro2::TokenStream;
use quote::quote;

use super::calling::Calling;
use super::doc::Doc;
use super::markdown::{code, prose, sentence, series};
use crate::model::{Authentication, AuthenticationKind, Held, Location, Service};
use crate::names::Ident;

/// The builder of the client in the same file.
pub(super) fn builder(service: &Service, calling: Calling) -> TokenStream {
    let title = prose(&service.title);
    let docs = Doc::new(format!("Builder of a [`Client`] of {title}."))
        .paragraph(format!("Required: {}.", required(service)))
        .outer(0);
    let runtime = calling.runtime();
    let holders = service.held.iter().map(holder);
    let credentials = service.authentication.as_ref().map(|each| credentials(each, calling));
    let settings = match calling {
        Calling::Async => quote! { runtime::async_client_settings!(); },
        Calling::Blocking => quote! { runtime::blocking_client_settings!(); },
    };
    quote! {
        #docs
        #[derive(Debug)]
        #[must_use]
        pub struct ClientBuilder {
            inner: #runtime::ClientBuilder,
        }

        impl ClientBuilder {
            #(#holders)*
            #credentials

            runtime::client_settings!(OPERATIONS);
            #settings

            /// Builds the client.
            ///
            /// # Errors
            ///
            /// Something required is missing or unfit, or there is no transport: the
            /// [`Error`](runtime::Error) lists all of it, with the method to call.
            #[inline]
            pub fn build(self) -> Result<Client, runtime::Error> {
                Ok(Client { inner: self.inner.build()? })
            }
        }
    }
}

/// What a client can't be built without: all of these, and one of the ways to prove who sends.
fn required(service: &Service) -> String {
    let link = |setter: &str| format!("[`{setter}`](Self::{setter})");
    let mut all = vec![link("endpoint")];
    all.extend(service.held.iter().map(|held| link(held.setter.as_str())));
    let Some(Authentication { kind, setter, signature, .. }) = &service.authentication else {
        return series(&all, "and");
    };
    let mut one = vec![link(setter.as_str())];
    if *kind == AuthenticationKind::Token {
        one.push(link("token_provider"));
    }
    if signature.is_some() {
        // Without its feature there is no method to lead to.
        one.push("`access_key` (feature `signature`)".to_owned());
    }
    one.push(link("authentication"));
    format!("{}, and one of {}", all.join(", "), series(&one, "or"))
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
    text(&docs, setter, &quote! { hold(#name, #setter) })
}

/// The setters of all that can prove who sends a request.
fn credentials(authentication: &Authentication, calling: Calling) -> TokenStream {
    let Authentication { kind, header, setter, about, signature } = authentication;
    let what = match kind {
        AuthenticationKind::Token => "A token of limited life",
        AuthenticationKind::ApiKey => "A fixed key",
    };
    let docs = Doc::new(sentence(about))
        .paragraph(format!("{what}, sent in the header {}. Secret: never printed.", code(header)));
    let fixed = text(&docs, setter, &quote! { credential(#setter) });
    let provider = (*kind == AuthenticationKind::Token).then(|| provider(header, calling));
    let access_key = signature.as_ref().map(|_| access_key());
    quote! { #fixed #provider #access_key }
}

fn provider(header: &str, calling: Calling) -> TokenStream {
    let docs = Doc::new(format!("Where tokens for the header {} come from.", code(header)))
        .paragraph(
            "It is asked for the first token when one is needed, shortly before a token expires, and once \
             more when the service answers 401.",
        )
        .outer(1);
    let provider = match calling {
        Calling::Async => quote! { TokenProvider },
        Calling::Blocking => quote! { BlockingTokenProvider },
    };
    quote! {
        #docs
        pub fn token_provider(mut self, provider: impl runtime::#provider + 'static) -> Self {
            self.inner = self.inner.token_provider(provider);
            self
        }
    }
}

fn access_key() -> TokenStream {
    quote! {
        /// Signs requests with this key; no token is sent then. They name the project that the client holds, where it
        /// holds one and the key names no other. Its secret is never printed.
        #[cfg(feature = "signature")]
        #[inline]
        pub fn access_key(mut self, key: runtime::AccessKey) -> Self {
            self.inner = self.inner.access_key(key);
            self
        }
    }
}

/// The setter of a text.
fn text(docs: &Doc, setter: &Ident, call: &TokenStream) -> TokenStream {
    let docs = docs.outer(1);
    quote! {
        #docs
        pub fn #setter(mut self, #setter: impl Into<runtime::Secret>) -> Self {
            self.inner = self.inner.#call;
            self
        }
    }
}
