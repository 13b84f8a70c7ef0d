//! The setters of client builders, which are the same for every service and for both kinds of clients.

/// Inside the impl of a client builder with a field `inner`: the settings that every client has. The argument is a constant
/// with the operations whose rules can be waived.
#[macro_export]
macro_rules! client_settings {
    ($($operations:path)?) => {
        /// The base address of the service: https, or http on this machine. A base path is kept and comes before the paths
        /// of the operations. Required.
        pub fn endpoint(
            mut self,
            endpoint: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.endpoint(endpoint);
            self
        }

        /// Whether an endpoint on another machine may be http, which shows credentials to the network. It may not unless
        /// set.
        #[inline]
        pub fn allow_http(mut self, allow: bool) -> Self {
            self.inner = self.inner.allow_http(allow);
            self
        }

        /// Proves who sends requests in a way of your own, in place of the documented credential: see
        /// [`authentication`](::apiscribe_runtime::authentication).
        pub fn authentication(mut self, by: impl $crate::Authentication + 'static) -> Self {
            self.inner = self.inner.authentication(by);
            self
        }

        /// How many bytes of an answer's body are read at most. 64 MiB unless set.
        #[inline]
        pub fn body_cap(mut self, bytes: usize) -> Self {
            self.inner = self.inner.body_cap(bytes);
            self
        }

        /// When and how often idempotent operations are tried again: [`Retry::standard`](::apiscribe_runtime::Retry::standard)
        /// unless set. `Retry::off()` never tries again.
        #[inline]
        pub fn retry(mut self, retry: $crate::Retry) -> Self {
            self.inner = self.inner.retry(retry);
            self
        }

        /// How long one attempt may take, from connecting to the last byte of the answer. 30 seconds unless set.
        #[inline]
        pub fn attempt_timeout(mut self, limit: ::core::time::Duration) -> Self {
            self.inner = self.inner.attempt_timeout(limit);
            self
        }

        /// How long a call may take with all its attempts and the waits between them. 2 minutes unless set.
        #[inline]
        pub fn deadline(mut self, limit: ::core::time::Duration) -> Self {
            self.inner = self.inner.deadline(limit);
            self
        }

        /// Whether calls wait so that documented limits of requests a second are kept. They do unless set.
        #[inline]
        pub fn keep_rate_limits(mut self, keep: bool) -> Self {
            self.inner = self.inner.keep_rate_limits(keep);
            self
        }

        /// What happens to requests that break documented rules: see [`Policy`](::apiscribe_runtime::Policy). They are refused
        /// unless set.
        #[inline]
        pub fn policy(mut self, policy: $crate::Policy) -> Self {
            self.inner = self.inner.policy(policy);
            self
        }

        /// Lets requests break one documented rule, named by the id that violations show: for a vendor that has relaxed
        /// it. An id that no rule has is an error of `build`.
        pub fn waive(mut self, rule: impl ::core::convert::Into<::std::string::String>) -> Self {
            // Here, where it is generic: only programs that waive rules compile the models of all operations.
            self.inner = self.inner$(.operations($operations))?.waive(rule);
            self
        }

        /// Sends a header with every request that no page documents. It replaces a documented one of the same name.
        pub fn header(
            mut self,
            name: impl ::core::convert::AsRef<str>,
            value: impl ::core::convert::Into<$crate::Secret>,
        ) -> Self {
            self.inner = self.inner.header(name, value);
            self
        }

        /// Adds a query parameter to every request that no page documents. Calls of an operation that documents it are
        /// refused.
        pub fn query(
            mut self,
            name: impl ::core::convert::Into<::std::string::String>,
            value: impl ::core::convert::Into<$crate::Secret>,
        ) -> Self {
            self.inner = self.inner.query(name, value);
            self
        }

        /// Shows every attempt to this, before and after: see [`hook`](::apiscribe_runtime::hook). Several are called in turn.
        pub fn hook(mut self, hook: impl $crate::Hook + 'static) -> Self {
            self.inner = self.inner.hook(hook);
            self
        }
    };
}

/// Inside the impl of the builder of an async client with a field `inner`: the way out.
#[macro_export]
macro_rules! async_client_settings {
    () => {
        /// Sends with this transport instead of the default one: see [`Transport`](::apiscribe_runtime::Transport).
        pub fn transport(mut self, transport: impl $crate::Transport + 'static) -> Self {
            self.inner = self.inner.transport(transport);
            self
        }

        /// Takes the time from this clock instead of the system's, and waits by it: see
        /// [`clock`](::apiscribe_runtime::clock).
        pub fn clock(mut self, clock: impl $crate::Clock + 'static) -> Self {
            self.inner = self.inner.clock(clock);
            self
        }

        /// How many requests may be under way at once; more wait for their turn. 100 unless
        /// set. A transport may open some more connections than that.
        #[inline]
        pub fn max_in_flight(mut self, requests: usize) -> Self {
            self.inner = self.inner.max_in_flight(requests);
            self
        }
    };
}

/// Inside the impl of the builder of a blocking client with a field `inner`: the way out.
#[macro_export]
macro_rules! blocking_client_settings {
    () => {
        /// Sends with this transport instead of the default one: see
        /// [`BlockingTransport`](::apiscribe_runtime::BlockingTransport).
        pub fn transport(mut self, transport: impl $crate::BlockingTransport + 'static) -> Self {
            self.inner = self.inner.transport(transport);
            self
        }

        /// Takes the time from this clock instead of the system's, and waits by it: see
        /// [`clock`](::apiscribe_runtime::clock).
        pub fn clock(mut self, clock: impl $crate::BlockingClock + 'static) -> Self {
            self.inner = self.inner.clock(clock);
            self
        }
    };
}

/// Inside the impl of the runtime's own builders: what emitted builders give names of the service to.
macro_rules! client_credentials {
    () => {
        /// Holds the value of a parameter, by its wire name. Its documented bounds are checked at each call.
        pub fn hold(mut self, name: &'static str, value: impl Into<$crate::Secret>) -> Self {
            self.inner = self.inner.hold(name, value);
            self
        }

        /// A fixed token or key, in the header that the service documents. Its documented bounds are checked at each call.
        pub fn credential(mut self, value: impl Into<$crate::Secret>) -> Self {
            self.inner = self.inner.credential(value);
            self
        }

        /// The operations whose rules can be waived, in place of those of the service.
        pub fn operations(mut self, operations: &'static [&'static $crate::Operation]) -> Self {
            self.inner = self.inner.operations(operations);
            self
        }

        /// Signs requests with this key in place of a token. Requests name the project that the client holds, unless the key
        /// names another.
        #[cfg(feature = "signature")]
        pub fn access_key(mut self, key: $crate::AccessKey) -> Self {
            self.inner = self.inner.access_key(key);
            self
        }
    };
}
pub(crate) use client_credentials;
