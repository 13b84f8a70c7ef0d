//! Fields, setters and variants against the rows and values that they are named after: the one thing that tables cannot
//! reach. `build.rs` writes the names, from the spec.

#![allow(missing_docs, clippy::indexing_slicing, clippy::unwrap_used, reason = "a test binary")]

use std::collections::BTreeSet;

use apiscribe_runtime::Model;
use apiscribe_runtime::value::Value;
use conformance::tables::{operations, reachable};
use conformance::values::{sample, set};

/// Rows that are set.
fn given(model: &dyn Model) -> Vec<usize> {
    let rows = 0..model.table().rows.len();
    rows.filter(|row| !matches!(model.place(*row).unwrap().value(), Value::Absent)).collect()
}

fn set_sample(model: &mut dyn Model, row: usize) {
    let value = sample(&model.table().rows[row]);
    set(model, row, &value);
}

/// Setting a row sets the field of its name, and no other.
macro_rules! fields {
    ($checked:ident, $model:path { $($field:ident = $wire:literal,)* }) => {{
        let blank = <$model>::default();
        let wires = [$($wire),*];
        let rows: Vec<&str> = blank.table().rows.iter().map(|row| row.name).collect();
        assert_eq!(rows, wires, "{}", stringify!($model));
        for (row, wire) in wires.iter().enumerate() {
            let mut model = blank.clone();
            set_sample(&mut model, row);
            let fields: Vec<&str> = [$(($wire, model.$field.is_some())),*]
                .into_iter()
                .filter_map(|(name, given)| given.then_some(name))
                .collect();
            assert_eq!(fields, [*wire], "{}", stringify!($model));
            assert_eq!(given(&model), [row], "{}.{wire}", stringify!($model));
        }
        $checked.insert(blank.table().id);
    }};
}

/// A setter sets its field, and no other, to what it is given.
macro_rules! setters {
    ($model:path { $($setter:ident = $field:ident,)* }) => {{
        let mut row = 0;
        $(
            let mut expected = <$model>::default();
            set_sample(&mut expected, row);
            let value = expected.$field.clone().unwrap();
            assert_eq!(<$model>::default().$setter(value), expected, stringify!($setter));
            row += 1;
        )*
        assert_eq!(row, <$model>::default().table().rows.len());
    }};
}

/// A variant has its documented wire value, both ways.
macro_rules! variants {
    ($enumeration:path, $wire:ident { $($variant:ident = $value:literal,)* }) => {{
        use $enumeration as Words;
        $(
            assert_eq!(Words::$variant.$wire(), $value);
            assert_eq!(Words::from($value), Words::$variant);
        )*
    }};
}

include!(concat!(env!("OUT_DIR"), "/names.rs"));

#[test]
fn fields_setters_and_variants_are_what_they_are_named_after() {
    let mut checked = BTreeSet::new();
    check_all(&mut checked);
    let tables: BTreeSet<&str> = operations()
        .iter()
        .flat_map(|operation| reachable(operation))
        .map(|table| table.id)
        .collect();
    assert_eq!(checked, tables);
}
