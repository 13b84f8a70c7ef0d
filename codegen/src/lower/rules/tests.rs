//! Rules as they are written in YAML, and what becomes of them.

use super::rules;
use crate::diagnostic::{Diagnostic, Report};
use crate::judge::fixture::{integers, row, texts};
use crate::load::load;
use crate::model::{Check, Kind, Literal, Location, Row, Rule};
use crate::source::Source;

fn table() -> Vec<Row> {
    let mut held = row("project_id", Kind::Text).at(Location::Path).mandatory();
    held.held = true;
    vec![
        held,
        row("min", Kind::Integer).at(Location::Query),
        row("max", Kind::Integer).at(Location::Query).bounds(0, 10),
        row("ratio", Kind::Double).at(Location::Query),
        row("name", Kind::Text).at(Location::Query),
        row("name", Kind::Text).at(Location::Body),
        row("user", Kind::Text).at(Location::Body),
        row("password", Kind::Text).at(Location::Body),
        row("secret", Kind::Text).at(Location::Body),
        row("status", integers(&[0, 1])).at(Location::Body),
        row("kind", texts(&["DWS", "RDS"], true)).at(Location::Body),
        row("force", Kind::Boolean).at(Location::Body),
        row("items", Kind::List(Box::new(Kind::Text))).at(Location::Body),
        row("region", Kind::Text).at(Location::Body).mandatory(),
        row("region2", Kind::Text).at(Location::Body).mandatory(),
    ]
}

/// The rules of a file with these lines below `rules:`, and the problems with their marked text.
fn lower(lines: &[&str]) -> (Vec<Rule>, Vec<(Diagnostic, String)>) {
    let lines: Vec<String> = lines.iter().map(|line| format!("  - {line}\n")).collect();
    let text = format!("rules:\n{}", lines.concat());
    let source = Source { path: "a/b.yaml".to_owned(), bytes: text.clone().into_bytes() };
    let loaded = load(&[source], &Report::default());
    let report = Report::default();
    let raw = loaded.services[0].operations[0].raw.rules.value.clone().unwrap();
    let rules = rules(&raw, &table(), "Op", &report);
    let problems = report.into_diagnostics().into_iter().map(|problem| {
        let marked = text[problem.span.range.clone()].to_owned();
        (problem, marked)
    });
    (rules, problems.collect())
}

/// Lowers one rule that must be right.
fn right(line: &str) -> (String, Check) {
    let (mut rules, problems) = lower(&[line]);
    assert!(problems.is_empty(), "{line}: {problems:?}");
    let rule = rules.pop().unwrap();
    (rule.id, rule.check)
}

#[test]
fn ids_are_made_of_sorted_names_and_checks_keep_the_order() {
    let expected: [(&str, &str, Check); 9] = [
        (
            "at_least_one_of: [user, min]",
            "Op.at_least_one_of(min,user)",
            Check::AtLeastOneOf(vec![vec![6], vec![1]]),
        ),
        (
            "exactly_one_of: [[user, password], [secret]]",
            "Op.exactly_one_of(password+user,secret)",
            Check::ExactlyOneOf(vec![vec![6, 7], vec![8]]),
        ),
        (
            "at_most_one_of: [query.name, body.name]",
            "Op.at_most_one_of(body.name,query.name)",
            Check::AtMostOneOf(vec![vec![4], vec![5]]),
        ),
        (
            "all_or_none: [user, password]",
            "Op.all_or_none(password,user)",
            Check::AllOrNone(vec![vec![6], vec![7]]),
        ),
        ("less_or_equal: [min, max]", "Op.less_or_equal(min,max)", Check::LessOrEqual(1, 2)),
        ("less_than: [max, min]", "Op.less_than(max,min)", Check::LessThan(2, 1)),
        (
            "{ id: my-own_1, less_than: [min, max], about: Why. }",
            "Op.my-own_1",
            Check::LessThan(1, 2),
        ),
        (
            "{ when: { status: 0 }, require: [user], in: { max: [0, 1], user: [a] } }",
            "Op.when(status=0)",
            Check::When {
                conditions: vec![(9, Literal::Integer(0))],
                require: vec![6],
                forbid: vec![],
                within: vec![
                    (2, vec![Literal::Integer(0), Literal::Integer(1)]),
                    (6, vec![Literal::Text("a".to_owned())]),
                ],
            },
        ),
        (
            "{ when: { kind: DWS, force: true }, forbid: [secret] }",
            "Op.when(force=true,kind=DWS)",
            Check::When {
                conditions: vec![
                    (10, Literal::Text("DWS".to_owned())),
                    (11, Literal::Boolean(true)),
                ],
                require: vec![],
                forbid: vec![8],
                within: vec![],
            },
        ),
    ];
    for (line, id, check) in expected {
        assert_eq!(right(line), (id.to_owned(), check), "{line}");
    }
}

#[test]
fn each_mistake_has_its_code_and_place() {
    for (line, code, marked) in [
        ("{ about: Nothing. }", "E0501", "{ about: Nothing. }"),
        ("{ require: [user] }", "E0501", "[user]"),
        ("{ less_than: [min, max], all_or_none: [user, secret] }", "E0501", "[min, max]"),
        ("{ less_than: [min, max], require: [user] }", "E0501", "[user]"),
        ("{ when: { force: true } }", "E0501", "{ when: { force: true } }"),
        ("at_least_one_of: [usr, min]", "E0502", "usr"),
        ("at_least_one_of: [name, min]", "E0502", "name"),
        ("{ when: { stats: 0 }, require: [user] }", "E0502", "stats"),
        ("all_or_none: [user]", "E0503", "[user]"),
        ("all_or_none: [user, []]", "E0503", "[]"),
        ("less_than: [min, max, ratio]", "E0503", "[min, max, ratio]"),
        ("{ when: {}, require: [user] }", "E0503", "{}"),
        ("{ when: { force: true }, in: { max: [] } }", "E0503", "[]"),
        ("all_or_none: [user, [secret, user]]", "E0504", "user"),
        ("{ when: { force: true }, require: [user], forbid: [user] }", "E0504", "user"),
        ("{ when: { force: true }, in: { max: [1, 1] } }", "E0504", "1"),
        ("at_least_one_of: [region, user]", "E0505", "[region, user]"),
        ("exactly_one_of: [[region], [region2]]", "E0505", "[[region], [region2]]"),
        ("exactly_one_of: [path.project_id, user]", "E0505", "path.project_id"),
        ("{ when: { project_id: a }, require: [user] }", "E0505", "project_id"),
        ("all_or_none: [region, user]", "E0505", "[region, user]"),
        ("{ when: { force: true }, require: [region] }", "E0505", "region"),
        ("{ when: { force: true }, forbid: [project_id] }", "E0505", "project_id"),
        ("less_than: [min, ratio]", "E0506", "[min, ratio]"),
        ("less_than: [user, secret]", "E0506", "[user, secret]"),
        ("{ when: { min: \"0\" }, require: [user] }", "E0507", "\"0\""),
        ("{ when: { min: 1.0 }, require: [user] }", "E0507", "1.0"),
        ("{ when: { force: yes }, require: [user] }", "E0507", "yes"),
        ("{ when: { items: a }, require: [user] }", "E0507", "a"),
        ("{ when: { max: 11 }, require: [user] }", "E0508", "11"),
        ("{ when: { status: 2 }, require: [user] }", "E0508", "2"),
        ("{ when: { force: true }, in: { kind: [DWS, RSD] } }", "E0508", "RSD"),
        ("{ id: a.b, less_than: [min, max] }", "E0510", "a.b"),
        ("{ id: \"\", less_than: [min, max] }", "E0510", "\"\""),
    ] {
        let (rules, problems) = lower(&[line]);
        let found: Vec<_> =
            problems.iter().map(|(problem, marked)| (problem.code, marked.as_str())).collect();
        assert_eq!(found, [(code, marked)], "{line}");
        assert!(rules.is_empty(), "{line}");
        assert!(problems.iter().all(|(problem, _)| problem.help.is_some()), "{line}");
    }
}

#[test]
fn all_mistakes_of_a_rule_are_reported() {
    let (_, problems) = lower(&[
        "{ id: a b, when: { stats: 0, max: x }, require: [usr], forbid: [sercet], in: { mn: [1] } }",
        "less_than: [a1, max]",
    ]);
    let found: Vec<_> = problems.iter().map(|(_, marked)| marked.as_str()).collect();
    assert_eq!(found, ["a b", "stats", "x", "usr", "sercet", "mn", "a1"]);
}

#[test]
fn two_rules_never_share_an_id() {
    let (rules, problems) = lower(&[
        "at_least_one_of: [user, secret]",
        "at_least_one_of: [secret, user]",
        "{ id: own, at_least_one_of: [secret, user] }",
    ]);
    assert_eq!(rules.len(), 2);
    let (problem, marked) = &problems[0];
    assert_eq!((problem.code, marked.as_str()), ("E0509", "at_least_one_of: [secret, user]"));
    assert_eq!(problem.related.len(), 1);
}
