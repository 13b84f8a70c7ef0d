//! Paths, and the operations at each.

use std::collections::BTreeMap;

use serde_json::Value;

use super::operation;
use crate::emit::json_schema::{Schema, Writer};

/// Every path with its operations, in the order of the paths' texts.
///
/// OpenAPI takes `/a/{b}` and `/a/{c}` for one path: the second page's names of the placeholders give way to those
/// of the first. The service never sees them.
pub(super) fn all(writer: Writer<'_>) -> Schema {
    let mut items: BTreeMap<&str, Schema> = BTreeMap::new();
    let mut templates: BTreeMap<String, &str> = BTreeMap::new();
    for group in writer.service.all_groups() {
        for operation in &group.operations {
            let template = *templates.entry(shape(&operation.path)).or_insert(&operation.path);
            let names = Names { own: &operation.path, shared: template };
            items.entry(template).or_default().insert(
                operation.method.to_ascii_lowercase(),
                operation::object(writer.group(group), operation, &names).into(),
            );
        }
    }
    items.into_iter().map(|(path, item)| (path.to_owned(), Value::Object(item))).collect()
}

/// What the placeholders of an operation are called in the document.
pub(super) struct Names<'a> {
    own: &'a str,
    shared: &'a str,
}

impl Names<'_> {
    /// The name in the document of the placeholder that the page calls `name`.
    pub(super) fn shared<'s>(&'s self, name: &'s str) -> &'s str {
        let position = placeholders(self.own).position(|own| own == name);
        position.and_then(|position| placeholders(self.shared).nth(position)).unwrap_or(name)
    }
}

fn placeholders(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|rest| rest.split('}').next())
}

/// A path without the names of its placeholders.
fn shape(path: &str) -> String {
    let mut parts = path.split('{');
    let mut shape = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        shape.push_str("{}");
        shape.push_str(part.split_once('}').map_or("", |(_, rest)| rest));
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::{Names, shape};

    #[test]
    fn names_of_placeholders_do_not_tell_paths_apart() {
        assert_eq!(shape("/a/{b}/c-{d}"), "/a/{}/c-{}");
        assert_eq!(shape("/a/{b}"), shape("/a/{c}"));
        let names = Names { own: "/a/{b}/{c}", shared: "/a/{c}/{b}" };
        assert_eq!((names.shared("b"), names.shared("c"), names.shared("d")), ("c", "b", "d"));
    }
}
