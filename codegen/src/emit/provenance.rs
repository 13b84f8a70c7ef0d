//! Where a fact comes from, and where it is not what its page says.

use serde_json::{Value, json};

use super::json_schema::{Schema, put, schema};
use crate::model::{Erratum, Page};

/// `externalDocs` of a page.
pub(super) fn docs(page: &Page, title: Option<&str>) -> Value {
    let Page { url, updated } = page;
    let edition = updated.as_deref().map(|date| format!("edition of {date}"));
    let words: Vec<String> = title.map(ToOwned::to_owned).into_iter().chain(edition).collect();
    let mut docs = schema([("url", json!(url))]);
    put(&mut docs, "description", words.join(", "));
    docs.into()
}

/// `x-errata`: those at a place for which this holds.
pub(super) fn errata(errata: &[Erratum], here: impl Fn(&str) -> bool) -> Vec<Value> {
    errata
        .iter()
        .filter(|erratum| here(&erratum.at))
        .map(|Erratum { at, page, why, evidence }| {
            let mut told: Schema =
                schema([("at", json!(at)), ("page", json!(page)), ("why", json!(why))]);
            put(&mut told, "evidence", evidence.as_deref());
            told.into()
        })
        .collect()
}
