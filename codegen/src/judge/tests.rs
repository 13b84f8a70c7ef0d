//! Each constraint at its edge, each with the pointer and id that it is reported under.

use serde_json::{Value, json};

use super::fixture::{integers, object, operation, reference, row, service, texts};
use super::{Judge, Parameter, Problem, Request};
use crate::model::{Bound, Check, Format, Kind, Literal, Location, Object, Row, Rule};

fn judge(objects: Vec<Object>, value: &Value) -> Vec<Problem> {
    let name = objects[0].name.clone();
    let service = service(objects, Vec::new());
    Judge::new(&service, &service.root).object(value, &reference(&name))
}

/// Pointer and rule of each problem of an object with one row.
fn of(row: Row, value: &Value) -> Vec<(String, String)> {
    let problems = judge(vec![object("Thing", vec![row], Vec::new())], value);
    problems
        .into_iter()
        .map(|problem| (problem.pointer, problem.rule.unwrap_or_default()))
        .collect()
}

fn broken(fact: &str) -> Vec<(String, String)> {
    vec![("/a".to_owned(), format!("svc.Thing.a.{fact}"))]
}

#[test]
fn integers_never_pass_through_floats() {
    let row = || row("a", Kind::Integer).bounds(1, 99_999_999_999_999_999);
    let parse = |text: &str| serde_json::from_str::<Value>(&format!("{{\"a\": {text}}}")).unwrap();
    assert_eq!(of(row(), &parse("99999999999999999")), []);
    assert_eq!(of(row(), &parse("100000000000000000")), broken("max"));
    assert_eq!(of(row(), &parse("0")), broken("min"));
    for text in ["1.0", "1e3", "\"1\"", "true", "9223372036854775808", "99999999999999999999999"] {
        assert_eq!(of(row(), &parse(text)), broken("type"), "{text}");
    }
    assert_eq!(of(row(), &parse("null")), broken("null"));
}

#[test]
fn texts_are_measured_in_characters() {
    let row = || row("a", Kind::Text).bounds(2, 3);
    assert_eq!(of(row(), &json!({"a": "ééé"})), []);
    assert_eq!(of(row(), &json!({"a": "é"})), broken("min"));
    assert_eq!(of(row(), &json!({"a": "éééé"})), broken("max"));
    assert_eq!(of(row(), &json!({"a": 12})), broken("type"));
}

#[test]
fn texts_keep_charset_pattern_and_format() {
    let with = |set: fn(&mut Row)| {
        let mut row = row("a", Kind::Text);
        set(&mut row);
        row
    };
    let charset = || with(|row| row.charset = Some("letters digits _ -".to_owned()));
    assert_eq!(of(charset(), &json!({"a": "a_B-9"})), []);
    assert_eq!(of(charset(), &json!({"a": "a b"})), broken("charset"));
    let pattern = || with(|row| row.pattern = Some("a+".to_owned()));
    assert_eq!(of(pattern(), &json!({"a": "aa"})), []);
    assert_eq!(of(pattern(), &json!({"a": "aab"})), broken("pattern"));
    let format = || with(|row| row.format = Some(Format::Uuid));
    assert_eq!(of(format(), &json!({"a": "1"})), broken("format"));
    let mut time = row("a", Kind::DateTime);
    time.format = Some(Format::DateTime);
    assert_eq!(of(time.clone(), &json!({"a": "2020-09-19T07:10:12Z"})), []);
    assert_eq!(of(time, &json!({"a": "2020-09-19"})), broken("format"));
}

#[test]
fn numbers_keep_steps_and_fractions() {
    let mut step = row("a", Kind::Integer);
    step.multiple_of = Some(5);
    assert_eq!(of(step.clone(), &json!({"a": -10})), []);
    assert_eq!(of(step, &json!({"a": 12})), broken("multiple_of"));
    let mut double = row("a", Kind::Double);
    double.max = Some(Bound::Double(0.5));
    assert_eq!(of(double.clone(), &json!({"a": 0.5})), []);
    assert_eq!(of(double.clone(), &json!({"a": 1})), broken("max"));
    assert_eq!(of(double, &json!({"a": "0.5"})), broken("type"));
}

#[test]
fn enumerations_count_as_closed() {
    let exact = || row("a", texts(&["DWS", "RDS"], false));
    assert_eq!(of(exact(), &json!({"a": "DWS"})), []);
    assert_eq!(of(exact(), &json!({"a": "dws"})), broken("values"));
    let any_case = || row("a", texts(&["CloudTable.OpenTSDB"], true));
    assert_eq!(of(any_case(), &json!({"a": "cloudtable.OPENTSDB"})), []);
    assert_eq!(of(any_case(), &json!({"a": "ct"})), broken("values"));
    let number = || row("a", integers(&[0, 1])).bounds(0, 10);
    assert_eq!(of(number(), &json!({"a": 1})), []);
    assert_eq!(of(number(), &json!({"a": 2})), broken("values"));
    assert_eq!(of(number(), &json!({"a": "1"})), broken("type"));
    let both = [("/a", "svc.Thing.a.max"), ("/a", "svc.Thing.a.values")];
    let both = both.map(|(pointer, rule)| (pointer.to_owned(), rule.to_owned()));
    assert_eq!(of(number(), &json!({"a": 11})), both);
}

#[test]
fn required_and_unknown_fields_are_named() {
    assert_eq!(of(row("a", Kind::Text).mandatory(), &json!({})), broken("required"));
    assert_eq!(of(row("a", Kind::Text).mandatory(), &json!({"a": null})), broken("null"));
    let mut nullable = row("a", Kind::Text).mandatory();
    nullable.nullable = true;
    assert_eq!(of(nullable, &json!({"a": null})), []);
    let unknown = of(row("status", Kind::Text), &json!({"stat~us/": 1}));
    assert_eq!(unknown, [("/stat~0us~1".to_owned(), String::new())]);
}

#[test]
fn an_alias_is_the_field_but_not_beside_it() {
    let mut row = row("request_id", Kind::Text).bounds(0, 2).mandatory();
    row.aliases = vec!["requestId".to_owned()];
    assert_eq!(of(row.clone(), &json!({"requestId": "a"})), []);
    let long = of(row.clone(), &json!({"requestId": "abc"}));
    assert_eq!(long, [("/requestId".to_owned(), "svc.Thing.request_id.max".to_owned())]);
    let problems =
        judge(vec![object("Thing", vec![row.clone()], Vec::new())], &json!({"requestId": "abc"}));
    assert_eq!(problems[0].documented_pointer, "/request_id");
    let twice = of(row, &json!({"request_id": "a", "requestId": "a"}));
    assert_eq!(twice, [("/requestId".to_owned(), String::new())]);
}

#[test]
fn items_have_their_own_constraints() {
    let list = || {
        let mut list = row("a", Kind::List(Box::new(Kind::Text))).bounds(1, 2);
        list.each = Some(Box::new(row("", Kind::Text).bounds(1, 3)));
        list
    };
    assert_eq!(of(list(), &json!({"a": ["x"]})), []);
    assert_eq!(of(list(), &json!({"a": []})), broken("min"));
    assert_eq!(of(list(), &json!({"a": ["x", "y", "z"]})), broken("max"));
    let item = |fact: &str| [("/a/1".to_owned(), format!("svc.Thing.a.each.{fact}"))];
    assert_eq!(of(list(), &json!({"a": ["x", "long"]})), item("max"));
    assert_eq!(of(list(), &json!({"a": ["x", 1]})), item("type"));
    assert_eq!(of(list(), &json!({"a": ["x", null]})), item("null"));
    let map = row("a", Kind::Map(Box::new(Kind::Integer)));
    let problem = of(map, &json!({"a": {"x/y": "1"}}));
    assert_eq!(problem, [("/a/x~1y".to_owned(), "svc.Thing.a.each.type".to_owned())]);
}

#[test]
fn objects_below_are_judged_by_their_own_table() {
    let inner = object("Inner", vec![row("b", Kind::Boolean).mandatory()], Vec::new());
    let kind = Kind::List(Box::new(Kind::Object { object: reference("Inner"), boxed: false }));
    let outer = object("Outer", vec![row("a", kind), row("any", Kind::Json)], Vec::new());
    let value = json!({"a": [{"b": true}, {}, {"b": "x"}, 7], "any": {"free": [null]}});
    let found: Vec<_> = judge(vec![outer, inner], &value)
        .into_iter()
        .map(|problem| (problem.pointer, problem.rule.unwrap_or_default(), problem.found))
        .collect();
    let expected = [
        ("/a/1/b", "svc.Inner.b.required", "absent"),
        ("/a/2/b", "svc.Inner.b.type", "x"),
        ("/a/3", "svc.Outer.a.each.type", "7"),
    ];
    let expected = expected.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned()));
    assert_eq!(found, expected);
}

#[test]
fn secret_values_are_never_shown() {
    let mut secret = row("password", Kind::Text).bounds(0, 3);
    secret.secret = true;
    secret.charset = Some("digits".to_owned());
    secret.format = Some(Format::Uri);
    let mut list = row("secrets", Kind::List(Box::new(texts(&["a"], false))));
    list.secret = true;
    list.each = Some(Box::new(row("", texts(&["a"], false))));
    let table = object("Thing", vec![secret, list], Vec::new());
    let problems = judge(vec![table], &json!({"password": "hunter2", "secrets": ["hunter2", 5]}));
    assert!(problems.len() >= 4);
    for problem in problems {
        assert!(!format!("{problem:?}").contains("hunter2"), "{problem:?}");
    }
}

fn rule(id: &str, check: Check) -> Rule {
    Rule { id: id.to_owned(), check, about: None }
}

/// Pointers of the problems of an object with the rows `a`, `b`, `c` (Integer) and one rule.
fn relation(check: Check, value: &Value) -> Vec<String> {
    let rows = ["a", "b", "c"].map(|name| row(name, Kind::Integer)).into();
    let problems = judge(vec![object("Thing", rows, vec![rule("svc.Thing.x", check)])], value);
    for problem in problems.iter().filter(|problem| problem.found != "null") {
        assert_eq!(problem.rule.as_deref(), Some("svc.Thing.x"));
    }
    problems.into_iter().map(|problem| problem.pointer).collect()
}

#[test]
fn choices_count_whole_members() {
    let members = || vec![vec![0, 1], vec![2]];
    for (value, least, exactly, most, all) in [
        (json!({}), false, false, true, true),
        (json!({"a": 1}), false, false, true, false),
        (json!({"a": 1, "c": 1}), true, false, false, false),
        (json!({"a": 1, "b": 1}), true, true, true, false),
        (json!({"c": 1}), true, true, true, false),
        (json!({"a": 1, "b": 1, "c": 1}), true, false, false, true),
    ] {
        let holds = |check: Check| relation(check, &value).is_empty();
        assert_eq!(holds(Check::AtLeastOneOf(members())), least, "{value}");
        assert_eq!(holds(Check::ExactlyOneOf(members())), exactly, "{value}");
        assert_eq!(holds(Check::AtMostOneOf(members())), most, "{value}");
        assert_eq!(holds(Check::AllOrNone(members())), all, "{value}");
    }
    // A null gives nothing.
    let none = relation(Check::AtLeastOneOf(members()), &json!({"c": null}));
    assert_eq!(none, ["/c", ""]);
}

#[test]
fn comparisons_hold_where_both_are_given() {
    let value = |a: i64, b: i64| json!({"a": a, "b": b});
    let broken = ["/a".to_owned()];
    assert!(relation(Check::LessOrEqual(0, 1), &value(2, 2)).is_empty());
    assert_eq!(relation(Check::LessOrEqual(0, 1), &value(3, 2)), broken);
    assert_eq!(relation(Check::LessThan(0, 1), &value(2, 2)), broken);
    assert!(relation(Check::LessThan(0, 1), &json!({"a": 3})).is_empty());
    let near = value(9_007_199_254_740_993, 9_007_199_254_740_992);
    assert_eq!(relation(Check::LessOrEqual(0, 1), &near), broken);
}

#[test]
fn demands_hold_under_their_condition() {
    let check = || Check::When {
        conditions: vec![(0, Literal::Integer(0))],
        require: vec![1],
        forbid: vec![2],
        within: vec![(1, vec![Literal::Integer(0), Literal::Integer(1)])],
    };
    for (value, expected) in [
        (json!({}), Vec::<&str>::new()),
        (json!({"a": 1, "c": 1}), vec![]),
        (json!({"a": 0}), vec!["/b"]),
        (json!({"a": 0, "b": 1}), vec![]),
        (json!({"a": 0, "b": 2}), vec!["/b"]),
        (json!({"a": 0, "b": 1, "c": 0}), vec!["/c"]),
    ] {
        assert_eq!(relation(check(), &value), expected, "{value}");
    }
}

#[test]
fn requests_are_judged_as_far_as_they_are_shown() {
    let rows = vec![
        row("id", Kind::Text).at(Location::Path).mandatory().bounds(1, 3),
        row("limit", Kind::Integer).at(Location::Query).mandatory().bounds(0, 9),
        row("X-Token", Kind::Text).at(Location::Header).mandatory(),
        row("name", Kind::Text).at(Location::Body).mandatory(),
    ];
    let rule = rule("AddThing.x", Check::AtMostOneOf(vec![vec![1], vec![3]]));
    let service = service(Vec::new(), vec![operation(rows, vec![rule])]);
    let found = |request: &Request<'_>| {
        let judge = Judge::new(&service, &service.root);
        let problems = judge.request(&service.root.operations[0], request);
        problems
            .into_iter()
            .map(|problem| (problem.pointer, problem.rule.unwrap_or_default()))
            .collect::<Vec<_>>()
    };
    let expect = |pairs: &[(&str, &str)]| {
        pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect::<Vec<_>>()
    };
    let parameter = |location, name: &str, value: Option<&str>| Parameter {
        location,
        name: name.to_owned(),
        value: value.map(str::to_owned),
    };
    let empty = json!({});
    let body_alone = Request { body: Some(&empty), ..Request::default() };
    assert_eq!(found(&body_alone), expect(&[("/name", "AddThing.body.name.required")]));
    let line = Request {
        shown: vec![Location::Path, Location::Query],
        parameters: vec![
            parameter(Location::Path, "id", None),
            parameter(Location::Query, "limit", Some("10")),
            parameter(Location::Query, "limits", Some("1")),
        ],
        body: None,
    };
    assert_eq!(found(&line), expect(&[("", ""), ("", "AddThing.query.limit.max")]));
    let named = json!({"name": "x", "limit": 1});
    let both = Request {
        shown: vec![Location::Path, Location::Query],
        parameters: vec![
            parameter(Location::Path, "id", Some("long")),
            parameter(Location::Query, "limit", Some("x")),
        ],
        body: Some(&named),
    };
    assert_eq!(
        found(&both),
        expect(&[
            ("/limit", ""),
            ("", "AddThing.path.id.max"),
            ("", "AddThing.query.limit.type"),
            ("", "AddThing.x"),
        ])
    );
}

#[test]
fn senders_are_bound_by_closed_enumerations_alone() {
    let mut closed = row("closed", texts(&["a"], false));
    closed.closed = true;
    let mut closed_list = row("closed_list", Kind::List(Box::new(texts(&["a"], false))));
    closed_list.closed = true;
    let thing =
        object("Thing", vec![row("open", texts(&["a"], false)), closed, closed_list], vec![]);
    let service = service(vec![thing], Vec::new());
    let judge = Judge::new(&service, &service.root);
    let value = json!({"open": "b", "closed": "b", "closed_list": ["b"]});
    let pointers = |problems: Vec<Problem>| {
        problems.into_iter().map(|problem| problem.pointer).collect::<Vec<_>>()
    };
    let all = pointers(judge.object(&value, &reference("Thing")));
    assert_eq!(all, ["/open", "/closed", "/closed_list/0"]);
    let binding = pointers(judge.of_senders(9).object(&value, &reference("Thing")));
    assert_eq!(binding, ["/closed", "/closed_list/0"]);
    let first = pointers(judge.of_senders(1).object(&value, &reference("Thing")));
    assert_eq!(first, ["/closed"]);
}

#[test]
fn parameters_are_read_by_their_type_and_once() {
    let rows = vec![
        row("numbers", Kind::List(Box::new(Kind::Integer))).at(Location::Query).bounds(1, 2),
        row("limit", Kind::Integer).at(Location::Query),
    ];
    let service = service(Vec::new(), vec![operation(rows, Vec::new())]);
    let problems = |pairs: &[(&str, &str)]| {
        let parameters = pairs.iter().map(|(name, value)| Parameter {
            location: Location::Query,
            name: (*name).to_owned(),
            value: Some((*value).to_owned()),
        });
        let request =
            Request { shown: vec![Location::Query], parameters: parameters.collect(), body: None };
        let judge = Judge::new(&service, &service.root);
        judge.request(&service.root.operations[0], &request)
    };
    let found = |pairs: &[(&str, &str)]| {
        let problems = problems(pairs).into_iter();
        problems.map(|one| one.rule.unwrap_or(one.message)).collect::<Vec<_>>()
    };
    assert!(found(&[("numbers", "1,2"), ("limit", "-3")]).is_empty());
    assert_eq!(found(&[("numbers", "1,2,3")]), ["AddThing.query.numbers.max"]);
    assert_eq!(found(&[("numbers", "1,x")]), ["AddThing.query.numbers.each.type"]);
    assert_eq!(found(&[("limit", "+3")]), ["AddThing.query.limit.type"]);
    let messages = problems(&[("numbers", "1,x")]);
    assert_eq!(
        messages[0].message,
        "`query.numbers.1` is a string, where an Integer is documented"
    );
    assert_eq!(messages[0].pointer, "");
    let twice = found(&[("limit", "3"), ("limit", "4")]);
    assert_eq!(twice, ["`query.limit` is given more than once"]);
}
