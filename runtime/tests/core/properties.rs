//! What holds for any input.

use apiscribe_runtime::json::{decode, encode};
use apiscribe_runtime::validate::{self, Scope};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;

use crate::sample::{Everything, Flavour, RulePage};
use apiscribe_runtime::{DateTime, EpochMillis, Nullable, Secret};

/// Pieces of which almost-right JSON is made.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "true",
    "1",
    "-0",
    "1.0",
    "1e9",
    "99999999999999999999",
    "\"",
    "\\",
    "\"text\"",
    "\"text\":",
    "\"integer\":",
    "\"child\":{",
    "\"items\":[",
    "\"rule_id\":",
    "\"password\":",
    "\"labels\":{\"a\":",
    "\"a\"",
    "\u{e9}",
    "\\u0000",
    "\\ud800",
];

fn everything() -> impl Strategy<Value = Everything> {
    let scalars = (
        option::of(any::<String>()),
        option::of(any::<i64>()),
        option::of(any::<f64>().prop_filter("finite", |double| double.is_finite())),
        option::of(any::<bool>()),
        option::of("[a-z]{0,3}|sweet|sour"),
        option::of(any::<i64>()),
    );
    let others = (
        option::of(any::<String>()),
        prop_oneof![
            Just(Nullable::Absent),
            Just(Nullable::Null),
            any::<String>().prop_map(Nullable::Set)
        ],
        option::of(btree_map(any::<String>(), any::<String>(), 0..3)),
        option::of(vec(vec(any::<i64>(), 0..3), 0..3)),
    );
    (scalars, others).prop_map(|(scalars, others)| Everything {
        text: scalars.0,
        integer: scalars.1,
        double: scalars.2,
        boolean: scalars.3,
        kind: scalars.4.as_deref().map(Flavour::from),
        since: scalars.5.map(EpochMillis::from),
        at: others.0.as_deref().map(DateTime::from),
        password: others.0.map(Secret::from),
        comment: others.1,
        labels: others.2,
        grid: others.3,
        ..Everything::default()
    })
}

proptest! {
    #[test]
    fn no_bytes_panic_the_decoder(bytes in vec(any::<u8>(), 0..200)) {
        let mut model = Everything::default();
        let _ = decode(&bytes, &mut model);
    }

    #[test]
    fn no_broken_json_panics_anything(pieces in vec(proptest::sample::select(PIECES), 0..30)) {
        let json = format!("{{{}", pieces.concat());
        let (mut model, mut page) = (Everything::default(), RulePage::default());
        if let Err(error) = decode(json.as_bytes(), &mut model) {
            prop_assert!(!error.to_string().is_empty());
        }
        let _ = decode(json.as_bytes(), &mut page);
        let _ = format!("{model:?} {}", validate::model(&model, Scope::Request));
    }

    #[test]
    fn what_is_written_is_read_back(model in everything()) {
        let mut back = Everything::default();
        decode(&encode(&model).unwrap(), &mut back).unwrap();
        prop_assert_eq!(&back, &model);
        prop_assert_eq!(serde_json::to_vec(&model).unwrap(), encode(&back).unwrap());
    }

    #[test]
    fn a_secret_is_nowhere(secret in "[A-Z]{12,40}") {
        let model = Everything {
            password: Some(Secret::from(secret.as_str())),
            tokens: Some(vec![Secret::from(secret.as_str())]),
            ..Everything::default()
        };
        let shown = format!("{model:?} {}", validate::model(&model, Scope::Request));
        prop_assert!(!shown.contains(&secret));
    }
}
