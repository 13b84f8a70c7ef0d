//! Whatever a reader finds, the draft of it compiles once stand-ins fill its undecided places.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use super::{drafted, make, options};
use crate::draft::Options;
use crate::facts::*;
use apiscribe_codegen::source::Source;
use apiscribe_codegen::{check, report};

fn name() -> impl Strategy<Value = String> {
    let known = select(vec![
        "id",
        "name",
        "Name",
        "type",
        "self",
        "new",
        "password",
        "X-Auth-Token",
        "limit",
        "offset",
        "total",
        "items",
        "名",
        "a.b",
        "about",
        "rules",
        "rust",
        "",
        " ",
        "tags[]",
        "{x}",
        "null",
        "2fa",
        "Box",
        "String",
        "clone",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => "\\PC{0,8}"]
}

fn type_name() -> impl Strategy<Value = String> {
    let known = select(vec![
        "String",
        "Integer",
        "Long",
        "Boolean",
        "Float",
        "Object",
        "Array of objects",
        "Array of Tag objects",
        "Tag",
        "Map<String,Tag>",
        "List<Integer>",
        "datetime",
        "json",
        "file",
        "",
        "字符串",
        "Integer or String",
    ]);
    prop_oneof![6 => known.prop_map(str::to_owned), 1 => "\\PC{0,12}"]
}

fn value() -> impl Strategy<Value = String> {
    let known = select(vec![
        "0",
        "1",
        "-1",
        "10",
        "true",
        "False",
        "1.5",
        "a",
        "",
        "9223372036854775808",
        "[]",
        "A",
        "a b",
    ]);
    prop_oneof![6 => known.prop_map(str::to_owned), 1 => "\\PC{0,8}"]
}

prop_compose! {
    fn choice()(value in value(), meaning in of("[a-z ]{0,12}|\\PC{0,6}")) -> Choice {
        Choice { value, meaning }
    }
}

fn relation() -> impl Strategy<Value = Relation> {
    let groups = || vec(vec(name(), 0..3), 0..3);
    prop_oneof![
        groups().prop_map(Relation::AtLeastOneOf),
        groups().prop_map(Relation::ExactlyOneOf),
        groups().prop_map(Relation::AllOrNone),
        (name(), value()).prop_map(|(row, value)| Relation::RequiredWhen { row, value }),
        (name(), value()).prop_map(|(row, value)| Relation::OnlyWhen { row, value }),
        (name(), value(), vec(value(), 0..3))
            .prop_map(|(row, value, values)| Relation::ValuesWhen { row, value, values }),
        vec(name(), 0..2).prop_map(Relation::Unclear),
    ]
}

fn found<T: std::fmt::Debug>(
    strategy: impl Strategy<Value = T>,
) -> impl Strategy<Value = Option<Found<T>>> {
    of(strategy.prop_map(make::found))
}

prop_compose! {
    fn row()(
        (name, type_name, depth, object) in (name(), found(type_name()), 0..4_usize, of(0..6_usize)),
        mandatory in found(prop_oneof![Just(Mandatory::Yes), Just(Mandatory::No), Just(Mandatory::Conditional("maybe".to_owned()))]),
        (min, max, default) in (found(value()), found(value()), found(value())),
        values in found(vec(choice(), 0..4)),
        (ignore_case, nullable, deprecated) in (found(any::<bool>()), found(any::<bool>()), found(any::<bool>())),
        (unit, format, charset) in (
            found(Just("ms".to_owned())),
            found(select(vec!["date-time", "epoch-ms", "uuid", "uri"]).prop_map(str::to_owned)),
            found(select(vec!["letters digits", "_", "x y  z"]).prop_map(str::to_owned)),
        ),
        relations in vec(relation().prop_map(make::found), 0..2),
    ) -> Row {
        Row {
            name, line: 7, depth, mandatory, type_name, min, max, default, values, ignore_case, nullable, unit, format,
            charset, reserved: deprecated.clone(), deprecated, sentences: vec![make::sentence("Some words.", &[])],
            object, relations, also: Vec::new(),
        }
    }
}

prop_compose! {
    fn table()(
        role in select(vec![
            Role::Path, Role::Query, Role::Header, Role::RequestBody, Role::ResponseBody, Role::ResponseBody, Role::Object,
            Role::Object, Role::Status, Role::ResponseHeader,
        ]),
        rows in vec(row(), 0..6),
        status in of(select(vec!["200", "400", "404 Not Found", "1001", "x", "204"])),
        object in of(name()),
        operation in 0..3_usize,
        parents in vec((0..6_usize, 0..6_usize), 0..2),
    ) -> Table {
        let parents = parents.into_iter().map(|(table, row)| RowPlace { table, row }).collect();
        Table { status: status.map(str::to_owned), object, operation, parents, ..make::table(role, rows) }
    }
}

prop_compose! {
    fn operation()(
        method in select(vec!["GET", "POST", "DELETE", "get", "LIST"]),
        uri in prop_oneof![
            4 => select(vec!["/v1/{id}/boats", "/v1/boats", "/v1/{id}/boats/{name}", "/", "boats", "/a b"]).prop_map(str::to_owned),
            1 => "/\\PC{0,12}",
        ],
        title in of("[A-Z][a-z]{1,6}|\\PC{0,8}"),
        other_path_of in of(Just(0_usize)),
        first in any::<bool>(),
    ) -> Operation {
        let other_path_of = other_path_of.filter(|_| !first);
        Operation { title, other_path_of, ..make::operation(method, &uri) }
    }
}

prop_compose! {
    fn example()(
        request in any::<bool>(),
        status in of(select(vec!["200", "404", "1001"])),
        json in select(vec![
            "{}", "{\"id\": 1}", "{\"name\": \"x\", \"id\": null}", "[1]", "{\"a\":", "{\"a\": 1, \"a\": 2}", "7", "", "\u{1}",
            "{\"items\": [{\"key\": 1}], \"total\": \"x\"}",
        ]),
        line in of(select(vec!["GET /v1/1/boats", "POST /x HTTP/1.1", "x"])),
        operation in 0..2_usize,
    ) -> Example {
        let side = if request { Side::Request } else { Side::Response };
        Example { operation, request_line: line.map(str::to_owned), ..make::example(side, status, json) }
    }
}

prop_compose! {
    fn page()(
        title in found("[A-Z][a-z]{1,6}( [A-Z][a-z]{1,4})?|\\PC{0,10}"),
        operations in vec(operation(), 0..3),
        tables in vec(table(), 0..6),
        examples in vec(example(), 0..3),
    ) -> Facts {
        Facts { title, operations, tables, examples, ..Facts::default() }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_draft_compiles_but_for_its_undecided_places(pages in vec(page(), 1..3)) {
        drafted(&pages, &options(false));
        drafted(&pages, &options(true));
    }

    #[test]
    fn every_draft_goes_with_those_that_are_there(
        first in vec(page(), 1..3),
        second in vec(page(), 1..3),
        stub in any::<bool>(),
    ) {
        let there = drafted(&first, &options(stub)).files;
        let there = there.into_iter().map(|file| Source { path: file.path, bytes: file.text.into_bytes() });
        let options = Options { context: there.collect(), ..options(stub) };
        let added = drafted(&second, &options).files;
        if stub {
            // Where both have a file of one name, the first one stays.
            let clash = |file: &crate::draft::File| options.context.iter().any(|there| there.path == file.path);
            if !added.iter().any(clash) && !added.is_empty() && !options.context.is_empty() {
                let added = added.into_iter().map(|file| Source { path: file.path, bytes: file.text.into_bytes() });
                let sources: Vec<Source> = options.context.into_iter().chain(added).collect();
                if let Err(diagnostics) = check(&sources) {
                    panic!("{}", report::text(&diagnostics, &sources, "", false));
                }
            }
        }
    }
}
