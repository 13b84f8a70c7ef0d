//! Ids that are no rules, and what is said of them.

use super::*;

fn problems(ids: &[&str]) -> Vec<String> {
    Waivers::new(&SERVICE, ids.iter().map(|id| (*id).to_owned()).collect()).unwrap_err()
}

#[test]
fn a_mistyped_id_is_told_with_the_one_that_is_meant() {
    for (id, meant) in [
        ("CreateTask.query.limit.maximum", "CreateTask.query.limit.max"),
        ("CreateTask.query.limit.mni", "CreateTask.query.limit.min"),
        ("CreateTask.query.limits.max", "CreateTask.query.limit.max"),
        ("CreateTask.limit.max", "CreateTask.query.limit.max"),
        ("CreateTask.body.limit.max", "CreateTask.query.limit.max"),
        ("CreateTasks.query.limit.max", "CreateTask.query.limit.max"),
        ("createTask.query.limit.max", "CreateTask.query.limit.max"),
        ("MakeTask.query.limit.max", "CreateTask.query.limit.max"),
        ("CreateTask.query.tags.max", "CreateTask.query.tags.each.max"),
        ("CreateTask.header.x-trace.max", "CreateTask.header.X-Trace.max"),
        ("CreateTask.header.X-Workspace.require", "CreateTask.header.X-Workspace.required"),
        ("roma.Task.low.requird", "roma.Task.low.required"),
        ("roma.link.Task.low.required", "roma.Task.low.required"),
        ("Task.low.required", "roma.Task.low.required"),
        ("roma.Task.unkown", "roma.Task.unknown"),
        ("roma.Task.less_than(high,low)", "roma.Task.less_than(low,high)"),
        (
            "CreateTask.at_most_one_of(limit,ratio)",
            "CreateTask.at_most_one_of(query.limit,query.ratio)",
        ),
    ] {
        assert_eq!(problems(&[id]), [format!("no rule `{id}`; did you mean `{meant}`?")]);
    }
}

#[test]
fn what_is_near_nothing_says_where_ids_are() {
    for id in [
        "",
        ".",
        "nonsense",
        "CreateTask",
        "CreateTask.query.colour.max",
        "Overview.body.colour.max",
        "CreateTask.foo",
        "CreateTask.colour.body",
    ] {
        assert_eq!(
            problems(&[id]),
            [format!("no rule `{id}`; the ids are in the violations, in brackets")]
        );
    }
    let long = format!("CreateTask.query.limit.{}", "x".repeat(1_000_000));
    let told = problems(&[&long]);
    assert!(
        told[0].ends_with("; the ids are in the violations, in brackets") && told[0].len() < 500
    );
    assert_eq!(
        problems(&["a\nb"]),
        ["no rule `a\\nb`; the ids are in the violations, in brackets"]
    );
}

#[test]
fn a_rule_that_protects_http_is_not_proposed() {
    assert_eq!(
        problems(&["CreateTask.path.instance_id.requird"]),
        ["no rule `CreateTask.path.instance_id.requird`; \
          `CreateTask.path.instance_id.required`, which is near, can't be waived"]
    );
}

#[test]
fn all_problems_are_told_once_and_in_order() {
    assert_eq!(
        problems(&[
            "roma.Task.low.requird",
            "CreateTask.query.limit.max",
            "CreateTask.address",
            "nonsense",
            "nonsense",
        ]),
        [
            "no rule `roma.Task.low.requird`; did you mean `roma.Task.low.required`?",
            "rule `CreateTask.address` can't be waived: a request that breaks it can't be sent",
            "no rule `nonsense`; the ids are in the violations, in brackets",
        ]
    );
}

#[test]
fn a_great_many_ids_are_all_told() {
    let ids: Vec<String> = (0..500).map(|n| format!("CreateTask.query.limit.max{n}")).collect();
    let told = Waivers::new(&SERVICE, ids).unwrap_err();
    assert_eq!(told.len(), 500);
    assert!(told[0].ends_with("did you mean `CreateTask.query.limit.max`?"), "{}", told[0]);
    assert!(told[499].ends_with("in brackets"), "{}", told[499]);
}

#[test]
fn every_rule_can_be_waived_by_its_id() {
    let ids = crate::policy::rule_ids(&OPERATION);
    assert!(ids.len() > 20, "{ids:?}");
    let waivers = Waivers::new(&SERVICE, ids.clone()).unwrap();
    assert!(ids.iter().all(|id| waivers.covers(id)));
    assert!(!waivers.covers("CreateTask.path.instance_id.form"));
    assert!(!Waivers::none().covers(""));
    assert!(!Waivers::new(&SERVICE, Vec::new()).unwrap().covers("CreateTask.query.limit.max"));
}
