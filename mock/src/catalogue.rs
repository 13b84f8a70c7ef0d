//! Every operation of the spec, and which of them an address is one of.

use std::sync::Arc;

use apiscribe_codegen::judge::Judge;
use apiscribe_codegen::judge::address::path_values;
use apiscribe_codegen::model::{Group, Object, ObjectRef, Operation, Response, Row, Sdk, Service};

/// Unknown paths are compared with documented ones as far as this, in bytes.
const COMPARED: usize = 512;
/// How alike two paths are at least that are called near, from 0 to 1.
const NEAR: f64 = 0.6;

/// An operation with what surrounds it.
#[derive(Debug, Clone)]
pub(crate) struct Documented {
    pub(crate) service: Arc<Service>,
    pub(crate) group: Arc<Group>,
    pub(crate) operation: Arc<Operation>,
}

impl Documented {
    pub(crate) fn judge(&self) -> Judge<'_> {
        Judge::new(&self.service, &self.group)
    }

    pub(crate) fn object(&self, reference: &ObjectRef) -> Option<&Object> {
        self.service.object(&self.group, reference)
    }

    /// The documented success.
    pub(crate) fn success(&self) -> Option<&Response> {
        self.operation.responses.iter().find(|response| (200..300).contains(&response.status))
    }

    /// The row that carries the credential.
    pub(crate) fn credential(&self) -> Option<&Row> {
        self.operation.rows.iter().find(|row| row.credential)
    }
}

/// What an address is.
#[derive(Debug)]
pub(crate) enum Found<'c, 'p> {
    /// An operation: its number, itself, and the values in the path.
    Operation(usize, &'c Documented, Vec<(&'c str, &'p str)>),
    /// A documented path without this method; these are the methods that it has.
    OtherMethods(Vec<&'c str>),
    /// No documented path; these operations have paths that are alike.
    Unknown(Vec<String>),
}

/// All operations, those with the most literal paths first.
#[derive(Debug)]
pub(crate) struct Catalogue {
    operations: Vec<Documented>,
}

impl Catalogue {
    pub(crate) fn new(sdk: &Sdk) -> Self {
        let mut operations = Vec::new();
        for service in &sdk.services {
            let service = Arc::new(service.clone());
            for group in service.all_groups() {
                let group = Arc::new(group.clone());
                operations.extend(group.operations.iter().map(|operation| Documented {
                    service: Arc::clone(&service),
                    group: Arc::clone(&group),
                    operation: Arc::new(operation.clone()),
                }));
            }
        }
        // `/things/new` is no `/things/{id}`.
        operations.sort_by_cached_key(|documented| {
            let segments = documented.operation.path.split('/');
            segments.map(|segment| segment.contains('{')).collect::<Vec<_>>()
        });
        Self { operations }
    }

    pub(crate) fn all(&self) -> &[Documented] {
        &self.operations
    }

    pub(crate) fn get(&self, number: usize) -> Option<&Documented> {
        self.operations.get(number)
    }

    /// What a request is for: by its path, or by the name of a service and its path below that.
    pub(crate) fn find<'c, 'p>(&'c self, method: &str, path: &'p str) -> Found<'c, 'p> {
        let mut methods = Vec::new();
        for (number, documented) in self.operations.iter().enumerate() {
            let operation = &documented.operation;
            let below = strip_service(path, documented.service.module.as_str());
            let values =
                path_values(path, &operation.path).or_else(|| path_values(below?, &operation.path));
            let Some(values) = values else { continue };
            if operation.method == method {
                return Found::Operation(number, documented, values);
            }
            if !methods.contains(&operation.method.as_str()) {
                methods.push(operation.method.as_str());
            }
        }
        if methods.is_empty() {
            Found::Unknown(self.near(path))
        } else {
            Found::OtherMethods(methods)
        }
    }

    fn near(&self, path: &str) -> Vec<String> {
        let mut near: Vec<(f64, String)> = self
            .operations
            .iter()
            .map(|documented| {
                let Operation { method, path: template, .. } = &*documented.operation;
                (likeness(path, template), format!("{method} {template}"))
            })
            .filter(|(likeness, _)| *likeness >= NEAR)
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0));
        near.into_iter().take(3).map(|(_, line)| line).collect()
    }
}

fn strip_service<'p>(path: &'p str, service: &str) -> Option<&'p str> {
    path.strip_prefix('/')?.strip_prefix(service).filter(|below| below.starts_with('/'))
}

/// How alike a path is to a template, whose placeholders are like anything.
fn likeness(path: &str, template: &str) -> f64 {
    let segments: Vec<&str> = path.split('/').skip(1).take(32).collect();
    let documented: Vec<&str> = template.split('/').skip(1).collect();
    let alike: f64 = segments
        .iter()
        .zip(&documented)
        .map(|(segment, documented)| {
            if documented.contains('{') {
                return if segment.is_empty() { 0.0 } else { 1.0 };
            }
            let segment = segment.get(..COMPARED).unwrap_or(segment);
            if segment.len() > COMPARED {
                0.0
            } else {
                strsim::normalized_levenshtein(segment, documented)
            }
        })
        .sum();
    let segments = u32::try_from(segments.len().max(documented.len())).unwrap_or(u32::MAX);
    alike / f64::from(segments.max(1))
}
