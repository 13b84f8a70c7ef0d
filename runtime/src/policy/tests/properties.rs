//! What holds for any request, policy and waivers.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

use super::*;
use crate::policy::rule_ids;

const TEXT: &str = "[a,./%\n ]{0,5}";

fn text() -> impl Strategy<Value = Option<String>> {
    of(prop_oneof![TEXT, Just("..".to_owned())])
}

fn number() -> impl Strategy<Value = Option<f64>> {
    of(prop_oneof![Just(0.25), Just(f64::NAN), any::<f64>()])
}

fn request() -> impl Strategy<Value = CreateTask> {
    let task = (of(-1..4_i64), of(-1..4_i64), number(), text())
        .prop_map(|(low, high, weight, kind)| Task { low, high, weight, kind, ..Task::default() });
    (text(), of(-1..12_i64), number(), of(vec(TEXT, 0..3)), text(), text(), of(task)).prop_map(
        |(instance_id, limit, ratio, tags, trace, name, task)| CreateTask {
            instance_id,
            limit,
            ratio,
            tags,
            trace,
            name,
            task,
            labels: None,
        },
    )
}

fn held() -> impl Strategy<Value = Settings> {
    (text(), text(), text()).prop_map(|(project, workspace, count)| {
        let given = [
            (Location::Path, "project_id", project),
            (Location::Header, "X-Workspace", workspace),
            (Location::Header, "X-Count", count),
        ];
        let settings = Settings::new().endpoint("https://roma.example.com");
        given.into_iter().fold(settings, |settings, (location, name, value)| match value {
            Some(value) => settings.hold(location, name, value),
            None => settings,
        })
    })
}

/// Asserts that no segment of the path could be taken for another path.
fn assert_whole(address: &str) {
    let path = address.strip_prefix("https://roma.example.com/").unwrap();
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    let segments: Vec<_> = path.split('/').collect();
    assert_eq!(segments.len(), 5, "{address}");
    assert!(segments.iter().all(|segment| !["", ".", ".."].contains(segment)), "{address}");
}

proptest! {
    #[test]
    fn a_request_is_refused_for_what_the_policy_enforces_and_for_what_can_not_be_sent(
        request in request(),
        settings in held(),
        chosen in vec(any::<prop::sample::Index>(), 0..9),
    ) {
        let known = rule_ids(&OPERATION);
        let waived: BTreeSet<_> =
            chosen.iter().map(|index| index.get(&known).as_str()).collect();
        let some = waive(&waived.iter().copied().collect::<Vec<_>>());
        let all = waive(&known.iter().map(String::as_str).collect::<Vec<_>>());
        let sendable = outcome(&request, &settings, Policy::Off, Waivers::none()).is_ok();
        for policy in [Policy::Enforce, Policy::Warn, Policy::Off] {
            prop_assert_eq!(outcome(&request, &settings, policy, &all).is_ok(), sendable);
            match outcome(&request, &settings, policy, &some) {
                Ok((address, told)) => {
                    assert_whole(&address);
                    prop_assert!(told.is_empty() || policy == Policy::Warn);
                    prop_assert!(told.iter().all(|id| known.contains(id)));
                    prop_assert!(told.iter().all(|id| !waived.contains(id.as_str())));
                }
                Err(refused) => {
                    prop_assert!(!refused.is_empty());
                    prop_assert!(refused.iter().all(|id| !waived.contains(id.as_str())));
                    if policy != Policy::Enforce {
                        prop_assert!(refused.iter().all(|id| !known.contains(id)));
                    }
                }
            }
        }
    }
}
