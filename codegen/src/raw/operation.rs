//! The file of one operation.

use schemars::JsonSchema;
use serde::Deserialize;

use super::row::{RawObject, RawRow, RawRule, Scalar};
use super::{At, Entries};

/// `spec/<service>[/<group>]/<operation>.yaml`: one documented operation.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub(crate) struct RawOperation {
    /// The vendor's name of the operation.
    pub(crate) operation: At<String>,
    /// Name of the emitted request, method and rule ids, where the vendor's collides.
    pub(crate) rust: At<String>,
    /// Title of the page or section.
    pub(crate) title: At<String>,
    /// One short sentence of the maintainer's own.
    pub(crate) about: At<String>,
    /// The page that documents the operation.
    pub(crate) page: At<RawPage>,
    /// Method and path: `GET /v2/{project_id}/things`.
    pub(crate) request: At<String>,
    /// Whether sending the request twice does no harm; GET requests by default.
    pub(crate) idempotent: At<bool>,
    /// Documented limit of requests a second.
    pub(crate) requests_per_second: At<Scalar>,
    /// Path parameters.
    pub(crate) path: At<Entries<RawRow>>,
    /// Query parameters.
    pub(crate) query: At<Entries<RawRow>>,
    /// Request headers.
    pub(crate) header: At<Entries<RawRow>>,
    /// Fields of the request body.
    pub(crate) body: At<Entries<RawRow>>,
    /// How the request body is written; `json` by default.
    pub(crate) body_type: At<BodyType>,
    /// Relations between the parameters.
    pub(crate) rules: At<Vec<At<RawRule>>>,
    /// How pages of results follow each other.
    pub(crate) paginate: At<RawPaginate>,
    /// Status code to the object of its body, to `empty`, or to a mapping.
    pub(crate) responses: At<Entries<ResponseEntry>>,
    /// Objects of this page.
    pub(crate) objects: At<Entries<RawObject>>,
    /// Where the page differs from what this file says.
    pub(crate) errata: At<Vec<At<RawErratum>>>,
    /// Documented examples, in the order of the page.
    pub(crate) examples: At<Vec<At<RawExample>>>,
}

/// A page of the vendor's documentation.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub(crate) struct RawPage {
    /// Address of the page.
    pub(crate) url: At<String>,
    /// Date of the edition that was read, `2022-12-05`.
    pub(crate) updated: At<String>,
}

/// How a request body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum BodyType {
    /// A JSON object.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data`.
    Multipart,
    /// Bytes as they are.
    Binary,
}

/// Names of the rows that page through results.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub(crate) struct RawPaginate {
    /// Query parameter that says where a page starts.
    pub(crate) offset: At<String>,
    /// Query parameter that says how many items a page holds.
    pub(crate) limit: At<String>,
    /// Items that the service returns at most, whatever the limit.
    pub(crate) page_max: At<Scalar>,
    /// Row of the answer that holds the items.
    pub(crate) items: At<String>,
    /// Row of the answer that counts all items.
    pub(crate) total: At<String>,
}

/// A response: the reader chooses the variant by the kind of the YAML node.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(untagged)]
pub(crate) enum ResponseEntry {
    /// The object of the body, or `empty`.
    Scalar(String),
    /// Body and headers.
    Mapping(RawResponse),
}

/// A response with headers.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub(crate) struct RawResponse {
    /// The object of the body, or `empty`.
    pub(crate) body: At<String>,
    /// Response headers.
    pub(crate) header: At<Entries<RawRow>>,
}

/// What the page says instead of what the spec says.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub(crate) struct RawErratum {
    /// `request`, `path|query|header|body.ROW[.fact]`, `responses.STATUS`, `objects.NAME.ROW[.fact]`,
    /// `examples.N[/pointer]`.
    pub(crate) at: At<String>,
    /// What the page says there; `absent` where it says nothing.
    pub(crate) page: At<Scalar>,
    /// Why the spec is right and the page is not.
    pub(crate) why: At<String>,
    /// Address of the source, where it is another page.
    pub(crate) evidence: At<String>,
}

/// A documented example.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub(crate) struct RawExample {
    /// Whether it is a request or a response.
    pub(crate) side: At<Side>,
    /// Status code of a response.
    pub(crate) status: At<Scalar>,
    /// The request line, where the example shows one.
    pub(crate) line: At<String>,
    /// The JSON body, as the page has it.
    pub(crate) json: At<String>,
}

/// Side of an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Side {
    /// What the client sends.
    Request,
    /// What the service answers.
    Response,
}
