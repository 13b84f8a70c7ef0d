//! What the pages say beside their table's columns: in descriptions, footnotes, examples, and lists of status codes.
//! Typed from the pages, and compared with everything that the compiled tables say of this kind.

#![allow(
    missing_docs,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test binary"
)]

use apiscribe_runtime::table::{Format, Kind, Row, Table};
use apiscribe_runtime::validate::{self, Scope};
use apiscribe_runtime::{Json, Operation, bytes::Bytes, http};
use conformance::tables::{nested, operation, operations, reachable, rule_id, settings};
use conformance::values::object;

/// Sorted; a row that every operation of a service holds stands there once.
const FACTS: &[&str] = &[
    "AddDatasource.glue_crawler_last_updated: date and time",
    "AddDatasource.password: secret",
    "AddDatasource.secret: secret",
    "CreateDatasourceConnection.service: any case",
    "EditDatasource.glue_crawler_last_updated: date and time",
    "EditDatasource.password: secret",
    "EditDatasource.secret: secret",
    "ListServices.created_date_end: milliseconds",
    "ListServices.created_date_start: milliseconds",
    "dli.DatasourceConnection.connection_id: UUID",
    "dli.X-Auth-Token: secret",
    "roma.X-Auth-Token: secret",
    "roma.apic.LdDatasourceInfo.created_time: RFC 3339",
    "roma.apic.LdDatasourceInfo.modified_time: RFC 3339",
    "roma.apic.LdDatasourceInfo.password: secret",
    "roma.apic.LdDatasourceInfo.remotepath: reserved",
    "roma.link.CreatedUser.user_id: reserved",
    "roma.link.LastUpdatedUser.user_id: reserved",
    "roma.link.LinkFailure.request_id: also requestId",
    "roma.link.Rule.created_datetime: milliseconds",
    "roma.link.Rule.last_updated_datetime: milliseconds",
    "roma.link.Rule.name: made of letters digits _ -",
    "roma.link.Service.created_datetime: milliseconds",
    "roma.link.Service.last_updated_datetime: milliseconds",
    "roma.link.Service.service_name: made of letters digits _ -",
    "sdp.x-api-key: secret",
];

/// Operation, status codes, calls a second, greatest page.
type Surroundings = (&'static str, &'static [u16], Option<u32>, Option<u64>);

const OPERATIONS: &[Surroundings] = &[
    ("AddAccount", &[200], Some(10), None),
    ("AddDatasource", &[200], Some(10), None),
    ("CreateDatasourceConnection", &[201, 400, 500], None, None),
    ("DeleteAccount", &[200], Some(10), None),
    ("DeleteDatasource", &[200], Some(10), None),
    ("EditDatasource", &[200], Some(10), None),
    ("ListLiveDataDataSourcesV2", &[200, 400, 401, 403, 404, 500], None, None),
    ("ListRules", &[200, 400, 404, 500], None, Some(999)),
    ("ListServices", &[200, 400, 404, 500], None, Some(999)),
];

#[test]
fn tables_say_what_the_prose_says() {
    let mut found = Vec::new();
    for operation in operations() {
        for row in operation.held {
            describe(operation.service, row, &mut found);
        }
        for table in reachable(operation) {
            for row in table.rows {
                describe(table.id, row, &mut found);
            }
        }
    }
    found.sort();
    found.dedup();
    assert_eq!(found, FACTS);
}

fn describe(place: &str, row: &Row, found: &mut Vec<String>) {
    let time = match (row.kind, row.format) {
        (Kind::DateTime, Some(Format::DateTime)) => Some("RFC 3339"),
        (Kind::DateTime, None) => Some("date and time"),
        (Kind::EpochMillis, _) => Some("milliseconds"),
        (_, Some(Format::Uuid)) => Some("UUID"),
        (_, Some(_)) => Some("another format"),
        (_, None) => None,
    };
    let facts = [
        time.map(str::to_owned),
        row.secret.then(|| "secret".to_owned()),
        row.reserved.then(|| "reserved".to_owned()),
        row.deprecated.then(|| "deprecated".to_owned()),
        row.closed.then(|| "closed".to_owned()),
        row.nullable.then(|| "nullable".to_owned()),
        row.ignore_case.then(|| "any case".to_owned()),
        row.charset.map(|charset| format!("made of {charset}")),
        row.pattern.map(|pattern| format!("like {pattern}")),
        row.multiple_of.map(|step| format!("multiple of {step}")),
        row.aliases.first().map(|alias| format!("also {alias}")),
    ];
    found.extend(facts.into_iter().flatten().map(|fact| format!("{place}.{}: {fact}", row.name)));
}

#[test]
fn operations_say_what_the_pages_say_around_their_tables() {
    let mut found: Vec<_> = operations()
        .iter()
        .map(|one| {
            let statuses: Vec<u16> = one.responses.iter().map(|response| response.status).collect();
            let page_max = one.pagination.and_then(|pagination| pagination.page_max);
            (one.name, statuses, one.requests_per_second, page_max)
        })
        .collect();
    found.sort();
    let expected: Vec<_> = OPERATIONS
        .iter()
        .map(|(name, statuses, rate, page_max)| (*name, statuses.to_vec(), *rate, *page_max))
        .collect();
    assert_eq!(found, expected);
    for operation in operations() {
        assert_eq!(operation.idempotent, operation.method == "GET", "{}", operation.name);
        assert_eq!(operation.has_body, operation.method == "POST", "{}", operation.name);
    }
}

#[test]
fn lists_with_an_offset_are_paged() {
    for operation in operations() {
        let Some(pagination) = operation.pagination else {
            assert!(operation.request.row("offset").is_none(), "{}", operation.name);
            continue;
        };
        assert_eq!((pagination.offset, pagination.limit), ("offset", "limit"));
        let answer = operation.response(200).unwrap().table;
        let items = answer.row(pagination.items).unwrap();
        assert!(matches!(answer.rows[items].kind, Kind::List(_)), "{}", operation.name);
        assert_eq!(pagination.total, Some("total"), "{}", operation.name);
        assert!(answer.row("total").is_some(), "{}", operation.name);
    }
}

/// `offset` may be negative: the service turns it into 0.
#[test]
fn a_negative_offset_is_sent() {
    let compiled = operation("ListLiveDataDataSourcesV2");
    let request = datasource_apis::roma::apic::ListLiveDataDataSourcesV2::new("an-instance")
        .app_id("an-app")
        .offset(-1);
    let outgoing = compiled.prepare(&request, &settings(compiled)).unwrap();
    assert_eq!(outgoing.uri().query(), Some("offset=-1&app_id=an-app"));
}

/// Every failure says its code, message and request id, whatever its fields are called.
#[test]
fn failures_of_every_status_are_told_apart_by_their_fields() {
    for operation in operations() {
        for response in operation.responses.iter().filter(|response| !response.is_success()) {
            let name = format!("{} {}", operation.name, response.status);
            let fields =
                response.table.rows.iter().map(|row| (row.name.to_owned(), Json::from(row.name)));
            let body = Json::Object(fields.collect()).to_string();
            let error = read(operation, response.status, body);
            assert!(error.is_api(), "{name}: {error}");
            assert_eq!(error.code(), Some("error_code"), "{name}");
            assert_eq!(error.message(), Some("error_msg"), "{name}");
            let id = response.table.row("request_id").map(|_| "request_id");
            assert_eq!(error.request_id(), id, "{name}");
        }
    }
}

fn read(operation: &Operation, status: u16, body: String) -> apiscribe_runtime::Error {
    let response = http::Response::builder().status(status).body(Bytes::from(body)).unwrap();
    let success = operation.responses.iter().find(|one| one.is_success()).unwrap();
    operation.read(&response, &mut *(success.blank)()).unwrap_err()
}

/// A text that no charset and no format allows.
const NONSENSE: &str = "no\u{e9} such*thing";

fn broken_by_nonsense(row: &Row) -> Option<&'static str> {
    match (row.kind, row.format, row.charset) {
        (Kind::DateTime | Kind::Text, Some(_), None) => Some("format"),
        (Kind::Text, None, Some(_)) => Some("charset"),
        _ => None,
    }
}

#[test]
fn formats_and_charsets_of_answers_are_deviations() {
    let mut tried = 0;
    for operation in operations() {
        for place in nested(operation) {
            for row in place.table.rows {
                let Some(fact) = broken_by_nonsense(row) else { continue };
                let mut fields = object(place.table);
                fields[row.name] = NONSENSE.into();
                let bytes = place.embed(fields).to_string();
                let mut answer = (place.response.blank)();
                apiscribe_runtime::json::decode(bytes.as_bytes(), &mut *answer).unwrap();
                assert_one(&validate::model(&*answer, Scope::Answer), place.table, row, fact);
                tried += 1;
            }
        }
    }
    assert_eq!(tried, 5, "two times, two names, a UUID");
}

fn assert_one(violations: &apiscribe_runtime::Violations, table: &Table, row: &Row, fact: &str) {
    let ids: Vec<&str> = violations.iter().map(apiscribe_runtime::Violation::id).collect();
    assert_eq!(ids, [rule_id(table, row, fact)], "{violations}");
}
