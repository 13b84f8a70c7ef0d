//! From a request to an HTTP request: what is sent, and what is refused.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

mod sample;

use apiscribe_runtime::table::Location;
use apiscribe_runtime::{Error, Settings, Violation};
use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use sample::{ADD_DATASOURCE, AddDatasource, HELD, LIST_RULES, ListRules, PASSWORD, TOKEN};

fn settings() -> Settings {
    Settings::new()
        .parameters(HELD)
        .endpoint("https://roma.example.com/base/")
        .hold(Location::Path, "project_id", "p1")
        .hold(Location::Header, "x-auth-token", TOKEN)
}

fn uri(request: &ListRules) -> String {
    LIST_RULES.prepare(request, &settings()).unwrap().uri().to_string()
}

fn refused(request: &ListRules, settings: &Settings) -> Error {
    let error = LIST_RULES.prepare(request, settings).expect_err("it breaks rules");
    assert!(error.is_invalid() && error.violations().is_some() && error.status().is_none());
    error
}

#[test]
fn each_parameter_that_is_set_is_sent_once_and_nothing_else() {
    let request = ListRules {
        offset: Some(-1),
        name: Some("a b&c=d+é".to_owned()),
        ids: Some(vec![99_999_999_999_999_999, -1]),
        trace: Some("t 1".to_owned()),
        ..ListRules::of("i/1")
    };
    let prepared = LIST_RULES.prepare(&request, &settings()).unwrap();
    assert_eq!(
        prepared.uri(),
        "https://roma.example.com/base/v2/p1/link/instances/i%2F1/rules\
         ?offset=-1&name=a%20b%26c%3Dd%2B%C3%A9&ids=99999999999999999%2C-1"
    );
    assert_eq!(prepared.method(), "GET");
    let headers = prepared.headers();
    assert_eq!(headers["x-auth-token"], TOKEN);
    assert_eq!(headers["x-trace"], "t 1");
    assert_eq!(headers["accept"], "application/json");
    assert!(!headers.contains_key("content-type") && prepared.body().is_empty());
    assert!(!format!("{headers:?}").contains(TOKEN));
}

#[test]
fn a_body_holds_the_body_rows_only_and_is_an_empty_object_at_least() {
    let settings = settings();
    let empty = ADD_DATASOURCE.prepare(&AddDatasource::default(), &settings).unwrap();
    assert_eq!(&empty.body()[..], b"{}");
    assert_eq!(empty.headers()["content-type"], "application/json");
    let request = AddDatasource {
        connection: Some("jdbc:é".to_owned()),
        password: Some(PASSWORD.into()),
        dry_run: Some(true),
    };
    let prepared = ADD_DATASOURCE.prepare(&request, &settings).unwrap();
    let body: serde_json::Value = serde_json::from_slice(prepared.body()).unwrap();
    assert_eq!(body, serde_json::json!({ "jdbc_connection": "jdbc:é", "password": PASSWORD }));
    assert_eq!(prepared.uri().query(), Some("dry_run=true"));
}

#[test]
fn all_that_is_wrong_is_in_one_list_with_what_the_client_holds() {
    let request = ListRules {
        limit: Some(1_000_000),
        name: Some("x".repeat(65)),
        trace: Some("a\r\nX-Evil: 1".to_owned()),
        ..ListRules::of("..")
    };
    let settings = Settings::new().parameters(HELD).endpoint("roma.example.com").hold(
        Location::Path,
        "project_id",
        "p".repeat(33),
    );
    let error = refused(&request, &settings);
    let ids: Vec<_> = error.violations().unwrap().iter().map(Violation::id).collect();
    assert_eq!(
        ids,
        [
            "client.endpoint",
            "ListRules.path.project_id.max",
            "ListRules.header.X-Auth-Token.required",
            "ListRules.query.limit.max",
            "ListRules.query.name.max",
            "ListRules.path.instance_id.form",
            "ListRules.header.X-Trace.form",
        ]
    );
    let text = error.to_string();
    assert!(text.starts_with("ListRules breaks 7 documented rules\n"), "{text}");
    assert!(text.contains("call `.hold(…)` or `.supplied(…)`"), "{text}");
    assert!(text.ends_with("documented at https://example.com/ListRules.html"), "{text}");
}

#[test]
fn the_items_of_a_list_arrive_as_they_were_given() {
    let request =
        ListRules { tags: Some(vec!["a b".to_owned(), "c".to_owned()]), ..ListRules::of("i") };
    assert!(uri(&request).ends_with("?tags=a%20b%2Cc"));
    let empty = ListRules { tags: Some(Vec::new()), ..ListRules::of("i") };
    assert!(uri(&empty).ends_with("/rules"), "{}", uri(&empty));
    let split = ListRules { tags: Some(vec!["a,b".to_owned()]), ..ListRules::of("i") };
    let error = refused(&split, &settings());
    assert!(error.to_string().contains("query.tags: an item holds a comma"), "{error}");
}

#[test]
fn a_path_value_that_would_change_the_path_is_refused() {
    for value in ["", ".", ".."] {
        let error = refused(&ListRules::of(value), &settings());
        assert!(error.to_string().contains("path.instance_id: is"), "{error}");
    }
    let missing = refused(&ListRules::default(), &settings());
    assert!(missing.to_string().contains("ListRules.path.instance_id.required"), "{missing}");
    assert!(uri(&ListRules::of("...")).contains("/instances/.../rules"));
    assert!(uri(&ListRules::of("%2e%2e")).contains("/instances/%252e%252e/rules"));
}

#[test]
fn an_address_that_http_cannot_hold_is_a_violation() {
    let request = ListRules { ids: Some(vec![0; 40_000]), ..ListRules::of("i") };
    let error = refused(&request, &settings());
    assert!(error.to_string().contains("[ListRules.address]"), "{error}");
}

#[test]
fn a_secret_that_is_refused_is_not_shown() {
    let settings = settings().hold(Location::Header, "X-Auth-Token", format!("{TOKEN}\n"));
    let error = refused(&ListRules::of("i"), &settings);
    let long = settings.clone().hold(Location::Header, "X-Auth-Token", TOKEN.repeat(20));
    let longer = refused(&ListRules::of("i"), &long);
    let body =
        AddDatasource { password: Some(PASSWORD.repeat(3).into()), ..AddDatasource::default() };
    let password = ADD_DATASOURCE.prepare(&body, &long).expect_err("too long");
    for text in [
        format!("{error} {error:?} {longer} {longer:?} {password} {password:?}"),
        format!("{settings:?} {body:?}"),
    ] {
        assert!(!text.contains(TOKEN) && !text.contains(PASSWORD), "{text}");
    }
}

#[test]
fn a_header_that_is_added_later_is_neither_asked_for_nor_written() {
    let settings = Settings::new().parameters(HELD).endpoint("https://roma.example.com").hold(
        Location::Path,
        "project_id",
        "p1",
    );
    let error = refused(&ListRules::of("i"), &settings);
    assert!(error.to_string().contains("[ListRules.header.X-Auth-Token.required]"), "{error}");
    // Upper and lower case count as the same, and a value that is held all the same does not.
    let supplied = settings.supplied("x-auth-TOKEN");
    for settings in [supplied.clone(), supplied.hold(Location::Header, "X-Auth-Token", "\n")] {
        let prepared = LIST_RULES.prepare(&ListRules::of("i"), &settings).unwrap();
        assert!(!prepared.headers().contains_key("x-auth-token"));
    }
}

#[test]
fn the_endpoint_is_judged_by_the_last_word_on_http() {
    let sent = |settings: &Settings| LIST_RULES.prepare(&ListRules::of("i"), settings).is_ok();
    let http = settings().endpoint("http://roma.example.com");
    assert!(!sent(&http));
    assert!(sent(&http.clone().allow_http(true)));
    assert!(!sent(&http.allow_http(true).allow_http(false)));
    assert!(sent(&settings().allow_http(true).endpoint("http://roma.example.com")));
    let unfit = settings().endpoint(format!("https://u:{PASSWORD}@roma.example.com"));
    assert!(!sent(&unfit) && !format!("{unfit:?}").contains(PASSWORD), "{unfit:?}");
    assert!(format!("{:?}", settings()).contains("https://roma.example.com/base"));
}

proptest! {
    #[test]
    fn what_the_service_decodes_is_what_the_caller_gave(
        segment in prop_oneof!["\\PC{1,36}", "[./%2eE?#\\\\\u{0}🦀]{1,9}"],
        name in "\\PC{0,64}",
    ) {
        let request = ListRules { name: Some(name.clone()), ..ListRules::of(&segment) };
        let Ok(prepared) = LIST_RULES.prepare(&request, &settings()) else {
            prop_assert!(segment == "." || segment == "..");
            return Ok(());
        };
        let segments: Vec<_> = prepared.uri().path().split('/').collect();
        prop_assert_eq!(segments.len(), 8);
        prop_assert_eq!(percent_decode_str(segments[6]).decode_utf8()?, segment);
        let query = prepared.uri().query().unwrap_or_default();
        let (key, value) = query.split_once('=').unwrap_or_default();
        prop_assert_eq!(key, "name");
        prop_assert_eq!(percent_decode_str(value).decode_utf8()?, name);
    }
}
