//! Each policy with each kind of violation.

use super::*;

const EACH: [Policy; 3] = [Policy::Enforce, Policy::Warn, Policy::Off];
const SENT: &str = "https://roma.example.com/v1/p/instances/i/tasks";

/// Asserts that a request that breaks these documented rules is refused, told of, or not judged.
fn documented(request: &CreateTask, settings: &Settings, broken: &[&str]) {
    let [enforced, warned, off] =
        EACH.map(|policy| outcome(request, settings, policy, Waivers::none()));
    assert_eq!(enforced.unwrap_err(), broken);
    let (address, told) = warned.unwrap();
    assert_eq!(told, broken);
    assert_eq!(off.unwrap(), (address, Vec::new()));
    // Waived, they are neither held against the request nor told.
    let waivers = waive(broken);
    for policy in EACH {
        assert_eq!(outcome(request, settings, policy, &waivers).unwrap().1, [""; 0]);
    }
}

/// Asserts that a request is refused under every policy, by this id.
fn refused(request: &CreateTask, settings: &Settings, id: &str) {
    for policy in EACH {
        let refused = outcome(request, settings, policy, Waivers::none()).unwrap_err();
        assert_eq!(refused, [id], "{policy:?}");
    }
    let problems = Waivers::new(&SERVICE, vec![id.to_owned()]).unwrap_err();
    assert_eq!(
        problems,
        [format!("rule `{id}` can't be waived: a request that breaks it can't be sent")]
    );
}

#[test]
fn a_right_request_is_sent_under_every_policy() {
    for policy in EACH {
        let sent = outcome(&right(), &settings(), policy, Waivers::none()).unwrap();
        assert_eq!(sent, (SENT.to_owned(), Vec::new()));
    }
}

#[test]
fn rows_of_the_request() {
    let request = CreateTask { limit: Some(11), ..right() };
    documented(&request, &settings(), &["CreateTask.query.limit.max"]);
    let request = CreateTask { name: None, ..right() };
    documented(&request, &settings(), &["CreateTask.body.name.required"]);
    let request = CreateTask {
        instance_id: Some("12345".to_owned()),
        trace: Some("123456".to_owned()),
        ..right()
    };
    let broken = ["CreateTask.path.instance_id.max", "CreateTask.header.X-Trace.max"];
    documented(&request, &settings(), &broken);
}

#[test]
fn values_that_the_client_holds() {
    let long = settings().hold(Location::Path, "project_id", "12345");
    documented(&right(), &long, &["CreateTask.path.project_id.max"]);
    let none = Settings::new().endpoint("https://roma.example.com").hold(
        Location::Path,
        "project_id",
        "p",
    );
    documented(&right(), &none, &["CreateTask.header.X-Workspace.required"]);
    let count = |count: &str| settings().hold(Location::Header, "x-count", count);
    documented(&right(), &count("10"), &["CreateTask.header.X-Count.max"]);
    documented(&right(), &count("ten"), &["CreateTask.header.X-Count.type"]);
}

#[test]
fn items_entries_objects_and_rules_between_rows() {
    let long = || "1234".to_owned();
    let request = CreateTask {
        tags: Some(vec![long(), "123".to_owned()]),
        labels: Some(BTreeMap::from([("key".to_owned(), long())])),
        ..right()
    };
    let broken = ["CreateTask.query.tags.each.max", "CreateTask.body.labels.each.max"];
    documented(&request, &settings(), &broken);
    let inner = Task { high: Some(1), ..Task::default() };
    let task = Task { low: Some(3), high: Some(2), tasks: Some(vec![inner]), ..Task::default() };
    let broken =
        ["roma.Task.low.required", "roma.Task.high.multiple_of", "roma.Task.less_than(low,high)"];
    documented(&with_task(task), &settings(), &broken);
    let request = CreateTask { limit: Some(1), ratio: Some(0.1), ..right() };
    documented(&request, &settings(), &["CreateTask.at_most_one_of(query.limit,query.ratio)"]);
}

#[test]
fn what_the_path_needs_is_refused_under_every_policy() {
    let of =
        |instance_id: &str| CreateTask { instance_id: Some(instance_id.to_owned()), ..right() };
    for value in ["", ".", ".."] {
        refused(&of(value), &settings(), "CreateTask.path.instance_id.form");
        let held = settings().hold(Location::Path, "project_id", value);
        refused(&right(), &held, "CreateTask.path.project_id.form");
    }
    let missing = CreateTask { instance_id: None, ..right() };
    refused(&missing, &settings(), "CreateTask.path.instance_id.required");
    let none = Settings::new().parameters(HELD).endpoint("https://roma.example.com").hold(
        Location::Header,
        "X-Workspace",
        "w",
    );
    refused(&right(), &none, "CreateTask.path.project_id.required");
}

#[test]
fn what_http_or_json_cannot_carry_is_refused_under_every_policy() {
    let request = CreateTask { trace: Some("a\nb".to_owned()), ..right() };
    refused(&request, &settings(), "CreateTask.header.X-Trace.form");
    let held = settings().hold(Location::Header, "X-Workspace", "w\r\n");
    refused(&right(), &held, "CreateTask.header.X-Workspace.form");
    let request = CreateTask { ratio: Some(f64::NAN), ..right() };
    refused(&request, &settings(), "CreateTask.query.ratio.type");
    let request = CreateTask { tags: Some(vec!["a,b".to_owned()]), ..right() };
    refused(&request, &settings(), "CreateTask.query.tags.type");
    refused(&right(), &endless(), "client.endpoint");
    refused(&right(), &endless().endpoint("http://roma.example.com"), "client.endpoint");
    let request = CreateTask { tags: Some(vec!["1".to_owned(); 40_000]), ..right() };
    refused(&request, &settings(), "CreateTask.address");
}

#[test]
fn a_body_that_json_has_no_words_for_is_refused_under_every_policy() {
    let infinite = with_task(Task { low: Some(1), weight: Some(f64::INFINITY), ..Task::default() });
    let [enforced, warned, off] =
        EACH.map(|policy| outcome(&infinite, &settings(), policy, Waivers::none()).unwrap_err());
    assert_eq!(enforced, ["roma.Task.weight.type"]);
    assert_eq!(warned, ["CreateTask.body"]);
    assert_eq!(off, ["CreateTask.body"]);
    let flat = || Task { low: Some(1), ..Task::default() };
    let deep = (0..200).fold(flat(), |inner, _| Task { tasks: Some(vec![inner]), ..flat() });
    for policy in EACH {
        assert_eq!(
            outcome(&with_task(deep.clone()), &settings(), policy, Waivers::none())
                .unwrap_err()
                .len(),
            1
        );
    }
}

#[test]
fn only_what_hinders_is_told_of_a_request_that_is_refused() {
    let request = CreateTask { limit: Some(11), instance_id: Some("..".to_owned()), ..right() };
    let [enforced, warned, off] =
        EACH.map(|policy| outcome(&request, &settings(), policy, Waivers::none()).unwrap_err());
    assert_eq!(enforced, ["CreateTask.query.limit.max", "CreateTask.path.instance_id.form"]);
    assert_eq!(warned, ["CreateTask.path.instance_id.form"]);
    assert_eq!(off, warned);
}

#[test]
fn more_waived_violations_than_are_listed_hide_nothing() {
    let request = CreateTask {
        tags: Some(vec!["1234".to_owned(); 1_200]),
        trace: Some("123456".to_owned()),
        ..right()
    };
    let waivers = waive(&["CreateTask.query.tags.each.max"]);
    let broken = outcome(&request, &settings(), Policy::Enforce, &waivers).unwrap_err();
    assert_eq!(broken, ["CreateTask.header.X-Trace.max"]);
    let waivers = waive(&["CreateTask.query.tags.each.max", "CreateTask.header.X-Trace.max"]);
    assert!(outcome(&request, &settings(), Policy::Enforce, &waivers).is_ok());
}

#[test]
fn a_missing_value_of_the_path_is_told_once_with_what_to_call() {
    let none = Settings::new().parameters(HELD);
    let missing = CreateTask { instance_id: None, ..right() };
    let error = OPERATION.prepare(&missing, &none).unwrap_err();
    let told = error.violations().unwrap().iter().map(ToString::to_string);
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            "endpoint: not set: call `.endpoint(\"https://…\")` [client.endpoint]",
            "path.project_id: required; call `.project_id(…)` when building the client \
             [CreateTask.path.project_id.required]",
            "header.X-Workspace: required; the settings hold no value: call `.hold(…)` or \
             `.supplied(…)` [CreateTask.header.X-Workspace.required]",
            "path.instance_id: required, and not set [CreateTask.path.instance_id.required]",
        ]
    );
    let error = OPERATION.prepare_by(&missing, &settings(), Policy::Off, Waivers::none());
    assert_eq!(
        error.unwrap_err().to_string(),
        "CreateTask breaks 1 documented rule\n  \
         path.instance_id: required in the path      [CreateTask.path.instance_id.required]\n  \
         documented at https://example.com/CreateTask.html"
    );
}
