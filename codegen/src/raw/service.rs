//! `sdk.yaml` and the `service.yaml` of each service.

use schemars::JsonSchema;
use serde::Deserialize;

use super::operation::{RawErratum, RawPage};
use super::row::{RawObject, Scalar};
use super::{At, Entries};

/// `spec/sdk.yaml`: the emitted package.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub(crate) struct RawSdk {
    /// Version of this format: 1.
    pub(crate) format: At<Scalar>,
    /// Name of the emitted package.
    pub(crate) package: At<String>,
    /// Version of the emitted package.
    pub(crate) version: At<String>,
    /// Description of the emitted package.
    pub(crate) about: At<String>,
    /// SPDX licence expression.
    pub(crate) license: At<String>,
    /// Address of the repository.
    pub(crate) repository: At<String>,
    /// Where the runtime comes from.
    pub(crate) runtime: At<RawRuntime>,
}

/// Source of the runtime: a path relative to the emitted package, a version, or both.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub(crate) struct RawRuntime {
    /// Path, relative to the emitted package.
    pub(crate) path: At<String>,
    /// Version requirement.
    pub(crate) version: At<String>,
}

/// `spec/<service>/service.yaml`: what the operations of a service share.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub(crate) struct RawService {
    /// Name of the service and its module: the name of the directory.
    pub(crate) service: At<String>,
    /// The vendor's name of the service.
    pub(crate) title: At<String>,
    /// One short sentence of the maintainer's own.
    pub(crate) about: At<String>,
    /// The start page of the service's documentation.
    pub(crate) page: At<RawPage>,
    /// How requests prove who sends them.
    pub(crate) authentication: At<RawAuthentication>,
    /// Parameters that the client holds for all its operations.
    pub(crate) client: At<Entries<RawHeld>>,
    /// Documented limit of requests a second for each operation.
    pub(crate) requests_per_second: At<Scalar>,
    /// The field of a success body that says whether it is a success.
    pub(crate) success: At<RawSuccess>,
    /// Objects that describe failures, and which of their fields say what.
    pub(crate) failures: At<Entries<RawFailure>>,
    /// Objects that several operations share.
    pub(crate) objects: At<Entries<RawObject>>,
    /// Where pages differ from what this file says.
    pub(crate) errata: At<Vec<At<RawErratum>>>,
    /// Groups of operations: subdirectories and modules.
    pub(crate) groups: At<Entries<RawGroup>>,
}

/// A group of operations of a service.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub(crate) struct RawGroup {
    /// The vendor's name of the group.
    pub(crate) title: At<String>,
    /// One short sentence of the maintainer's own.
    pub(crate) about: At<String>,
    /// As for the service.
    pub(crate) success: At<RawSuccess>,
    /// As for the service.
    pub(crate) failures: At<Entries<RawFailure>>,
    /// Objects that operations of the group share.
    pub(crate) objects: At<Entries<RawObject>>,
    /// Where pages differ from what this file says.
    pub(crate) errata: At<Vec<At<RawErratum>>>,
}

/// How requests prove who sends them.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub(crate) struct RawAuthentication {
    /// Kind of the credential; names the client's setter too.
    pub(crate) kind: At<AuthenticationKind>,
    /// The header that carries it.
    pub(crate) header: At<String>,
    /// One short sentence of the maintainer's own.
    pub(crate) about: At<String>,
    /// How a request can be signed in place of the token.
    pub(crate) signature: At<RawSignature>,
}

/// How a request can be signed in place of a token.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub(crate) struct RawSignature {
    /// What the vendor calls the way of signing.
    pub(crate) algorithm: At<SignatureAlgorithm>,
    /// The parameter of the client that a signed request repeats in the header X-Project-Id.
    pub(crate) project: At<String>,
}

/// What the vendor calls a way of signing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
pub(crate) enum SignatureAlgorithm {
    /// An access key signs method, path, query, headers and body.
    #[serde(rename = "sdk-hmac-sha256")]
    SdkHmacSha256,
}

/// Kind of a credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AuthenticationKind {
    /// A token of limited life.
    Token,
    /// A fixed key.
    ApiKey,
}

/// A parameter that the client holds.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub(crate) struct RawHeld {
    /// Where operations have it.
    #[serde(rename = "in")]
    pub(crate) location: At<HeldLocation>,
    /// One short sentence of the maintainer's own.
    pub(crate) about: At<String>,
}

/// Where a held parameter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum HeldLocation {
    /// Into the path.
    Path,
    /// Into the query.
    Query,
    /// Into a header.
    Header,
}

/// The field of a success body that says whether it is one.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub(crate) struct RawSuccess {
    /// The field.
    pub(crate) field: At<String>,
    /// Its value in a success.
    pub(crate) equals: At<Scalar>,
    /// What an answer without the field is.
    pub(crate) absent: At<AbsentMeans>,
}

/// What an answer without the success field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum AbsentMeans {
    /// A success.
    Success,
    /// A failure.
    Failure,
    /// An answer that nobody documented.
    Unexpected,
}

/// Which fields of an object say what went wrong.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub(crate) struct RawFailure {
    /// The field with the code.
    pub(crate) code: At<String>,
    /// The field with the message.
    pub(crate) message: At<String>,
    /// The field with the id of the request.
    pub(crate) request_id: At<String>,
}
