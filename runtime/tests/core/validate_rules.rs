//! Relations between rows.

use apiscribe_runtime::Model;
use apiscribe_runtime::table::{Check, Kind, Literal, Row, Rule, Table};
use apiscribe_runtime::validate::{self, Scope};

use crate::sample::{RulePage, RuleStatus, SampleRule};

/// Declares a request with four rows and one rule.
macro_rules! ruled {
    ($module:ident, $check:expr) => {
        mod $module {
            use super::*;

            #[derive(Clone, Default)]
            pub(super) struct Ruled {
                pub(super) user: Option<String>,
                pub(super) password: Option<String>,
                pub(super) low: Option<i64>,
                pub(super) high: Option<i64>,
            }

            static TABLE: Table = Table::new(
                "Op",
                "https://example.com",
                &[
                    Row::body("user", Kind::Text, "String"),
                    Row::body("password", Kind::Text, "String").secret(),
                    Row::query("low", Kind::Integer, "Integer"),
                    Row::query("high", Kind::Integer, "Integer"),
                ],
                &[Rule::new("Op.rule", $check)],
            );

            impl Model for Ruled {
                fn table(&self) -> &'static Table {
                    &TABLE
                }

                fn place(&self, row: usize) -> Option<&dyn apiscribe_runtime::Place> {
                    Some(match row {
                        0 => &self.user,
                        1 => &self.password,
                        2 => &self.low,
                        3 => &self.high,
                        _ => return None,
                    })
                }

                fn place_mut(&mut self, _: usize) -> Option<&mut dyn apiscribe_runtime::Place> {
                    None
                }
            }

            /// Judges `user`, `password`, `low`, `high`: the message, or nothing.
            pub(super) fn judge(user: &str, password: &str, low: i64, high: i64) -> String {
                let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
                let number = |number: i64| (number != 0).then_some(number);
                let model = Ruled {
                    user: text(user),
                    password: text(password),
                    low: number(low),
                    high: number(high),
                };
                let violations = validate::model(&model, Scope::Request);
                assert!(violations.iter().all(|violation| violation.id() == "Op.rule"));
                let line = |violation: &validate::Violation| {
                    format!("{}|{}", violation.path(), violation.message())
                };
                violations.iter().map(line).collect::<Vec<_>>().join("\n")
            }
        }
    };
}

ruled!(at_least, Check::AtLeastOneOf(&[&[0, 1], &[2]]));
ruled!(exactly, Check::ExactlyOneOf(&[&[0, 1], &[2]]));
ruled!(at_most, Check::AtMostOneOf(&[&[0, 1], &[2]]));
ruled!(all_or_none, Check::AllOrNone(&[&[0, 1], &[2]]));
ruled!(less_or_equal, Check::LessOrEqual(2, 3));
ruled!(less, Check::LessThan(2, 3));
ruled!(
    when,
    Check::When {
        conditions: &[(0, Literal::Text("root")), (2, Literal::Integer(1))],
        require: &[1],
        forbid: &[],
        within: &[(3, &[Literal::Integer(7), Literal::Integer(8)])],
    }
);
ruled!(
    when_secret,
    Check::When {
        conditions: &[(1, Literal::Text("hunter2"))],
        require: &[],
        forbid: &[0],
        within: &[],
    }
);

#[test]
fn at_least_one() {
    let message = "|set at least one of body.user with body.password, query.low";
    assert_eq!(at_least::judge("", "", 0, 0), message);
    assert_eq!(at_least::judge("u", "", 0, 0), message);
    assert_eq!(at_least::judge("u", "p", 0, 0), "");
    assert_eq!(at_least::judge("", "", 1, 0), "");
    assert_eq!(at_least::judge("u", "", 1, 0), "");
}

#[test]
fn exactly_one() {
    let message = "|set exactly one of body.user with body.password, query.low";
    assert_eq!(exactly::judge("", "", 0, 0), format!("{message}; none is set"));
    assert_eq!(exactly::judge("u", "", 0, 0), format!("{message}; only body.user is set"));
    assert_eq!(exactly::judge("u", "", 1, 0), format!("{message}; body.user, query.low are set"));
    assert_eq!(exactly::judge("u", "p", 0, 0), "");
    assert_eq!(exactly::judge("", "", 1, 0), "");
}

#[test]
fn at_most_one() {
    assert_eq!(at_most::judge("", "", 0, 0), "");
    assert_eq!(at_most::judge("u", "p", 0, 0), "");
    assert_eq!(
        at_most::judge("u", "", 1, 0),
        "|set at most one of body.user with body.password, query.low; body.user, query.low are set"
    );
}

#[test]
fn all_or_none_of_them() {
    assert_eq!(all_or_none::judge("", "", 0, 0), "");
    assert_eq!(all_or_none::judge("u", "p", 1, 0), "");
    assert_eq!(
        all_or_none::judge("u", "", 0, 0),
        "|set all of body.user with body.password, query.low, or none; only body.user is set"
    );
}

#[test]
fn comparisons() {
    assert_eq!(less_or_equal::judge("", "", 5, 5), "");
    assert_eq!(less_or_equal::judge("", "", 4, 5), "");
    assert_eq!(less_or_equal::judge("", "", 6, 0), "", "only where both are given");
    assert_eq!(
        less_or_equal::judge("", "", i64::MAX, i64::MAX - 1),
        format!("query.low|{} is more than query.high, which is {}", i64::MAX, i64::MAX - 1)
    );
    assert_eq!(less::judge("", "", 4, 5), "");
    assert_eq!(less::judge("", "", 5, 5), "query.low|5 is not less than query.high, which is 5");
}

#[test]
fn demands_hold_where_all_conditions_do() {
    assert_eq!(when::judge("root", "p", 1, 7), "");
    assert_eq!(when::judge("root", "", 2, 9), "");
    assert_eq!(when::judge("other", "", 1, 9), "");
    let clause = "where body.user is \"root\" and query.low is 1";
    assert_eq!(
        when::judge("root", "", 1, 9),
        format!(
            "body.password|required {clause}, and not set\nquery.high|9 is not one of 7, 8 {clause}"
        )
    );
    assert_eq!(
        when_secret::judge("u", "hunter2", 0, 0),
        "body.user|not allowed where body.password has a certain value"
    );
}

#[test]
fn rules_hold_for_objects_in_answers() {
    let rule = |status, data_parsing_status| SampleRule {
        status: Some(status),
        data_parsing_status,
        ..SampleRule::default()
    };
    let page = RulePage {
        items: Some(vec![
            rule(RuleStatus::Enabled, Some(1)),
            rule(RuleStatus::Disabled, None),
            rule(RuleStatus::Enabled, None),
            rule(RuleStatus::Enabled, Some(2)),
        ]),
        ..RulePage::default()
    };
    let violations = validate::model(&page, Scope::Answer);
    let lines: Vec<_> = violations.iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "items[2].data_parsing_status: required where status is 0, and not set [roma.link.Rule.when(status=0)]",
            "items[3].data_parsing_status: 2 is not one of 0, 1 where status is 0 [roma.link.Rule.when(status=0)]",
        ]
    );
}
