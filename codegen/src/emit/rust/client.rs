//! The clients of a service: one of each kind.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::calling::Calling;
use super::doc::Doc;
use super::markdown::{link, prose, sentence};
use super::{builder, example, features};
use crate::model::{Group, Home, Operation, Sdk, Service};

/// The whole file.
pub(super) fn file(sdk: &Sdk, service: &Service, calling: Calling) -> TokenStream {
    let docs = module_docs(service, calling);
    let (client, builder) = (client(sdk, service, calling), builder::builder(service, calling));
    quote! {
        #docs
        use crate::runtime;
        use super::service::{OPERATIONS, SERVICE};
        #client
        #builder
    }
}

/// The module of the async client is private.
fn module_docs(service: &Service, calling: Calling) -> Option<TokenStream> {
    (calling == Calling::Blocking).then(|| {
        Doc::new(format!("The client of {} that blocks the calling thread.", prose(&service.title)))
            .paragraph("Feature `blocking`; the feature `ureq` adds a transport.")
            .inner()
    })
}

fn client(sdk: &Sdk, service: &Service, calling: Calling) -> TokenStream {
    let docs = docs(sdk, service, calling).outer(0);
    let runtime = calling.runtime();
    let methods = features::groups(service).flat_map(|group| {
        group.operations.iter().map(move |each| methods(service, group, each, calling))
    });
    quote! {
        #docs
        #[derive(Debug, Clone)]
        pub struct Client {
            inner: #runtime::Client,
        }

        impl Client {
            /// Starts a client: everything that it holds is set on the builder.
            #[inline]
            pub fn builder() -> ClientBuilder {
                ClientBuilder { inner: #runtime::ClientBuilder::new(&SERVICE) }
            }

            /// A client with these options for its calls, which shares everything else with this one.
            #[must_use]
            #[inline]
            pub fn with_options(&self, options: runtime::CallOptions) -> Self {
                Self { inner: self.inner.with_options(options) }
            }

            #(#methods)*
        }
    }
}

fn docs(sdk: &Sdk, service: &Service, calling: Calling) -> Doc {
    let page =
        service.page.as_ref().map(|page| format!(" See {}.", link("its documentation", &page.url)));
    let title = prose(&service.title);
    let (title, shared) = match calling {
        Calling::Async => (format!("Client of {title}."), "A clone shares its connections."),
        Calling::Blocking => (
            format!("Client of {title} whose methods block the calling thread."),
            "A clone shares its connections. It can be used by several threads.",
        ),
    };
    let about = format!("{}{}", sentence(&service.about), page.unwrap_or_default());
    Doc::new(title)
        .paragraph(about)
        .paragraph(shared)
        .heading(1, "Example")
        .code("no_run", example::client(sdk, service, calling))
}

/// The methods of an operation: the call, and those that follow its pages.
fn methods(
    service: &Service,
    group: &Group,
    operation: &Operation,
    calling: Calling,
) -> TokenStream {
    let Operation { type_name, method_name, about, answer, .. } = operation;
    let gate = features::group_gate(service, group);
    let (module, public) = module(group);
    let docs = Doc::new(sentence(about))
        .paragraph(format!("[`{type_name}`]({public}::{type_name}) says more and has an example."))
        .heading(1, "Errors")
        .paragraph("The request breaks a documented rule, or the call fails: see [`Error`](runtime::Error).")
        .outer(1);
    let answer_type = &answer.type_name;
    let answer_module = match answer.home {
        // Shared objects of the service are public in its own module.
        Home::ServiceShared => quote! { super },
        Home::GroupShared | Home::Operation(_) => module.clone(),
    };
    let (asynchronous, wait) = match calling {
        Calling::Async => (Some(quote! { async }), Some(quote! { .await })),
        Calling::Blocking => (None, None),
    };
    let paging = operation.pagination.is_some().then(|| paging(group, operation, calling, &gate));
    quote! {
        #docs
        #gate
        pub #asynchronous fn #method_name(
            &self,
            request: &#module::#type_name,
        ) -> Result<runtime::Reply<#answer_module::#answer_type>, runtime::Error> {
            self.inner.send(request)#wait
        }

        #paging
    }
}

/// The methods that follow the pages of a list.
fn paging(
    group: &Group,
    operation: &Operation,
    calling: Calling,
    gate: &TokenStream,
) -> TokenStream {
    let Operation { type_name, method_name, .. } = operation;
    let (module, _) = module(group);
    let paging = calling.paging();
    let methods = [
        ("Pages", "pages", "The pages of the list, each requested when it is asked for."),
        ("Items", "items", "The items of the list; each page is requested when it is asked for."),
    ];
    let methods = methods.map(|(iterator, suffix, about)| {
        let name = method_name.followed_by(suffix);
        let docs = Doc::new(about)
            .paragraph(format!(
                "It begins where the request of [`{method_name}`](Self::{method_name}) does. \
                 See [`{iterator}`]({paging}::{iterator}) for where it ends.",
                paging = paging.to_string().replace(' ', ""),
            ))
            .outer(1);
        let iterator = format_ident!("{iterator}");
        quote! {
            #docs
            #gate
            #[inline]
            pub fn #name(&self, request: &#module::#type_name) -> #paging::#iterator<#module::#type_name> {
                #paging::#iterator::new(self.inner.clone(), request.clone())
            }
        }
    });
    quote! { #(#methods)* }
}

/// The module of a group seen from a client, in code and in links.
fn module(group: &Group) -> (TokenStream, String) {
    group.module.as_ref().map_or_else(
        || (quote! { super }, "super".to_owned()),
        |module| (quote! { super::#module }, format!("super::{module}")),
    )
}
