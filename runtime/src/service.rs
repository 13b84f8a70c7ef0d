//! What the operations of a service share, as a static: what a client is built for.

use crate::operation::Operation;
use crate::table::Location;

/// A documented service.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Service {
    /// Its module: `roma`.
    pub name: &'static str,
    /// The vendor's name: `ROMA Connect`.
    pub title: &'static str,
    /// The parameters that a client holds, the credential apart.
    pub held: &'static [HeldParameter],
    /// How requests prove who sends them; `None` for a service that asks for nothing.
    pub credential: Option<Credential>,
    /// Its operations, where their rules can be waived. The emitted static of a service has none: its builders give them to
    /// those who waive one, so that nobody else compiles the models of all operations.
    pub operations: &'static [&'static Operation],
}

/// A parameter that a client holds for all of its requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct HeldParameter {
    /// The wire name: `project_id`.
    pub name: &'static str,
    /// The method of the client's builder that sets it: `project_id`.
    pub setter: &'static str,
    /// Where it goes.
    pub location: Location,
}

/// The documented credential of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Credential {
    /// The header that carries it: `X-Auth-Token`.
    pub header: &'static str,
    /// What it is.
    pub kind: CredentialKind,
    /// How requests can be signed in its place, where they can.
    pub signature: Option<Signature>,
}

/// What a credential is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CredentialKind {
    /// A token of limited life.
    Token,
    /// A fixed key.
    ApiKey,
}

/// The signature SDK-HMAC-SHA256 in place of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Signature {
    /// The held parameter that a signed request repeats in the header `X-Project-Id`.
    pub project: Option<&'static str>,
}

impl Service {
    /// A service without held parameters, credential and operations.
    #[must_use]
    pub const fn new(name: &'static str, title: &'static str) -> Self {
        Self { name, title, held: &[], credential: None, operations: &[] }
    }

    /// The parameters that a client holds.
    #[must_use]
    pub const fn held(mut self, parameters: &'static [HeldParameter]) -> Self {
        self.held = parameters;
        self
    }

    /// How requests prove who sends them.
    #[must_use]
    pub const fn credential(mut self, credential: Credential) -> Self {
        self.credential = Some(credential);
        self
    }

    /// Its operations.
    #[must_use]
    pub const fn operations(mut self, operations: &'static [&'static Operation]) -> Self {
        self.operations = operations;
        self
    }
}

impl HeldParameter {
    /// A parameter of this wire name, set by this method.
    #[must_use]
    pub const fn new(name: &'static str, setter: &'static str, location: Location) -> Self {
        Self { name, setter, location }
    }
}

impl Credential {
    /// A token of limited life, in this header.
    #[must_use]
    pub const fn token(header: &'static str) -> Self {
        Self { header, kind: CredentialKind::Token, signature: None }
    }

    /// A fixed key, in this header.
    #[must_use]
    pub const fn api_key(header: &'static str) -> Self {
        Self { header, kind: CredentialKind::ApiKey, signature: None }
    }

    /// Requests can be signed in its place.
    #[must_use]
    pub const fn or_signature(mut self, signature: Signature) -> Self {
        self.signature = Some(signature);
        self
    }

    /// The method of the client's builder that sets a fixed one.
    #[must_use]
    pub const fn setter(&self) -> &'static str {
        match self.kind {
            CredentialKind::Token => "token",
            CredentialKind::ApiKey => "api_key",
        }
    }
}

impl Signature {
    /// A signature of a request that names no project.
    #[must_use]
    pub const fn new() -> Self {
        Self { project: None }
    }

    /// The held parameter that goes into the header `X-Project-Id`.
    #[must_use]
    pub const fn project(mut self, parameter: &'static str) -> Self {
        self.project = Some(parameter);
        self
    }
}
