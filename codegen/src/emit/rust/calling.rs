//! The two kinds of clients, which differ in a few words only.

use proc_macro2::TokenStream;
use quote::quote;

/// What a call does with its caller until the answer is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Calling {
    /// Gives a future.
    Async,
    /// Blocks the thread.
    Blocking,
}

impl Calling {
    /// The module of the runtime with its client and builder.
    pub(super) fn runtime(self) -> TokenStream {
        match self {
            Self::Async => quote! { runtime },
            Self::Blocking => quote! { runtime::blocking },
        }
    }

    /// The module of the runtime with its pages and items, as code and as links have it.
    pub(super) fn paging(self) -> TokenStream {
        match self {
            Self::Async => quote! { runtime::paging },
            Self::Blocking => quote! { runtime::blocking },
        }
    }

    /// The module of a service with its client, as users write it after that of the service.
    pub(super) fn module(self) -> &'static str {
        match self {
            Self::Async => "",
            Self::Blocking => "blocking::",
        }
    }

    /// `.await`, where there is something to wait for.
    pub(super) fn wait(self) -> &'static str {
        match self {
            Self::Async => ".await",
            Self::Blocking => "",
        }
    }
}
