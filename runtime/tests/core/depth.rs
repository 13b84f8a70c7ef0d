//! Models that are nested deeper than anything could be read: refused in order, not with an overflow of the stack.

use apiscribe_runtime::json::{decode, encode};
use apiscribe_runtime::validate::{self, Scope};
use apiscribe_runtime::{Json, Nullable, Violation};

use crate::sample::Everything;

fn flat() -> Everything {
    Everything { comment: Nullable::Null, ..Everything::default() }
}

/// So many objects within each other, the outermost included.
fn nested(levels: usize) -> Everything {
    (1..levels).fold(flat(), |inner, _| Everything { child: Some(Box::new(inner)), ..flat() })
}

fn violations(model: &Everything) -> Vec<String> {
    let violations = validate::model(model, Scope::Request);
    violations.iter().map(Violation::id).map(str::to_owned).collect()
}

#[test]
fn what_can_be_written_can_be_read() {
    let deepest = nested(127);
    assert_eq!(violations(&deepest), [""; 0]);
    let bytes = encode(&deepest).unwrap();
    assert_eq!(serde_json::to_vec(&deepest).unwrap(), bytes);
    let mut read = Everything::default();
    decode(&bytes, &mut read).unwrap();
    assert_eq!(read, deepest);
}

#[test]
fn deeper_is_an_error_everywhere() {
    for levels in [128, 5_000] {
        let model = nested(levels);
        assert_eq!(violations(&model), ["sample.Everything.child.depth"]);
        for error in [encode(&model).unwrap_err(), serde_json::to_vec(&model).unwrap_err()] {
            assert_eq!(error.to_string(), "nested deeper than 127 levels");
        }
        assert!(format!("{model:?}").contains('…'));
    }
}

#[test]
fn any_json_counts_its_own_levels() {
    let json = |levels| (0..levels).fold(Json::Null, |inner, _| Json::Array(vec![inner]));
    let model = |levels| Everything { json: Some(json(levels)), ..flat() };
    assert_eq!(violations(&model(126)), [""; 0]);
    assert_eq!(violations(&model(127)), ["sample.Everything.json.depth"]);
    assert_eq!(violations(&model(2_000)), ["sample.Everything.json.depth"]);
}
