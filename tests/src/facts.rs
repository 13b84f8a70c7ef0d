//! The second transcription: `tests/facts/<operation>.tsv`, typed from the pages with the spec closed.

use std::fs;

use crate::spec::root;

/// A row of a documented table, in the page's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// `path`, `query`, `header`, `body`, `responses.STATUS` or `objects.NAME`.
    pub table: String,
    /// Name of the parameter.
    pub name: String,
    /// `yes`, `no`, or empty where the table has no such column.
    pub mandatory: String,
    /// The type as the page spells it.
    pub kind: String,
    /// Least value or length; empty where none is documented.
    pub min: String,
    /// Greatest value or length; empty where none is documented.
    pub max: String,
    /// Default; empty where none is documented.
    pub default: String,
    /// Values joined with `|`; empty where none are documented.
    pub values: String,
}

/// The facts of an operation, by the name of its file.
///
/// # Panics
///
/// When the file is missing or a line has not eight columns.
#[must_use]
#[expect(clippy::panic, reason = "a test without its input must stop")]
pub fn read(operation: &str) -> Vec<Fact> {
    let path = root().join(format!("tests/facts/{operation}.tsv"));
    let text =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
            let Ok([table, name, mandatory, kind, min, max, default, values]) =
                <[String; 8]>::try_from(cells)
            else {
                panic!("{}: not eight columns: {line}", path.display());
            };
            Fact { table, name, mandatory, kind, min, max, default, values }
        })
        .collect()
}

/// A documented type in the spec's spelling: pages differ in case, plural and the word «object».
#[must_use]
pub fn normal_type(page: &str) -> String {
    let text = page.trim();
    let text =
        text.strip_suffix(" objects").or_else(|| text.strip_suffix(" object")).unwrap_or(text);
    let (array, item) = match text.strip_prefix("Array of ") {
        Some(item) => ("Array of ", item),
        None => ("", text),
    };
    let item = match item.to_ascii_lowercase().as_str() {
        "string" | "strings" => "String",
        "integer" => "Integer",
        "long" => "Long",
        "boolean" => "Boolean",
        "datetime" => "DateTime",
        _ => item,
    };
    format!("{array}{item}")
}
