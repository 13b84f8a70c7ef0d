//! What a session creates and deletes.

use std::path::Path;

use crate::client::{send, spec};
use apiscribe_mock::Mock;
use apiscribe_mock::spec::load;
use serde_json::{Value, json};

fn sdp(mock: &Mock, path: &str, body: &Value) -> (u16, Value, String) {
    let line = format!("POST /data-source/{path}");
    let answer = send(mock.address(), &line, &[("x-api-key", "k")], body.to_string().as_bytes());
    let body = answer.json();
    let message = body["message"].as_str().unwrap().to_owned();
    (answer.status, body["code"].clone(), message)
}

fn datasource(instance: &str) -> Value {
    json!({
        "instance_id": instance, "account_provider_id": 1, "account_id": "a", "region": "r",
        "jdbc_connection_url": "jdbc:x", "jdbc_connection_schema": "s", "secret": "s",
        "network_availability_zone": "z", "network_subnet_id": "n", "network_sg_id": "g", "create_type": 1,
    })
}

fn instances(names: &[&str]) -> Value {
    json!({ "account_provider": 1, "account_id": "a", "region": "r", "instances": names })
}

#[test]
fn what_is_deleted_or_changed_must_be_there() {
    let mock = Mock::start(spec()).unwrap();
    let (added, edited) = ("add-jdbc-conn", "update-jdbc-conn");
    let good = json!(1001);
    let (status, code, message) = sdp(&mock, "delete-jdbc", &instances(&["x"]));
    assert_eq!((status, code), (200, json!(1002)));
    assert_eq!(
        message,
        "there is no datasource with account_provider 1, account_id a, region r, instances x"
    );
    assert_eq!(sdp(&mock, edited, &datasource("x")).1, json!(1002));
    assert_eq!(sdp(&mock, added, &datasource("x")).1, good);
    assert_eq!(sdp(&mock, added, &datasource("y")).1, good);
    let (_, code, message) = sdp(&mock, added, &datasource("x"));
    assert!(code == json!(1002) && message.contains("instance_id x is there already"), "{message}");
    assert_eq!(sdp(&mock, edited, &datasource("x")).1, good);
    // All or none: z is not there, so x stays.
    let (_, _, message) = sdp(&mock, "delete-jdbc", &instances(&["x", "z"]));
    assert!(message.ends_with("instances z") && !message.contains("instances x"), "{message}");
    assert_eq!(sdp(&mock, "delete-jdbc", &instances(&["x", "y"])).1, good);
    assert_eq!(sdp(&mock, "delete-jdbc", &instances(&["y"])).1, json!(1002));
    let recorded = mock.requests();
    let last = recorded.last().unwrap();
    assert!(
        last.violations.is_empty()
            && last.note.as_ref().unwrap().starts_with("there is no datasource")
    );
}

#[test]
fn a_session_can_be_forgotten_or_not_kept() {
    let account = json!({ "account_provider": 1, "account_id": "a", "region": "r" });
    let mock = Mock::start(spec()).unwrap();
    assert_eq!(sdp(&mock, "add_account", &account).1, json!(1001));
    assert_eq!(sdp(&mock, "add_account", &account).1, json!(1002));
    assert_eq!(send(mock.address(), "POST /_mock/reset", &[], b"").status, 200);
    assert_eq!(sdp(&mock, "add_account", &account).1, json!(1001));
    mock.reset();
    assert_eq!(sdp(&mock, "delete_account", &account).1, json!(1002));
    let stateless = Mock::builder(load(spec()).unwrap()).stateless().start().unwrap();
    for _ in 0..2 {
        assert_eq!(sdp(&stateless, "delete_account", &account).1, json!(1001));
        assert_eq!(sdp(&stateless, "add_account", &account).1, json!(1001));
    }
}

/// An API of the usual form: the service gives out the ids, and methods say what is done.
fn shop() -> Mock {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shop");
    Mock::builder(load(directory).unwrap()).items(3).start().unwrap()
}

#[test]
fn ids_that_the_service_gives_out_name_what_was_created() {
    let mock = shop();
    let call = |line: &str, body: &str| {
        let answer = send(mock.address(), line, &[], body.as_bytes());
        (answer.status, answer.json())
    };
    let (status, created) = call("POST /a/orders", r#"{"item":"tea","count":2}"#);
    assert_eq!(status, 201);
    let (_, other) = call("POST /a/orders", r#"{"item":"tea","count":2}"#);
    let id = created["id"].as_str().unwrap();
    assert_ne!(other["id"], id, "a second order is another order");
    let order = format!("/a/orders/{id}");
    let (status, shown) = call(&format!("GET {order}"), "");
    assert_eq!((status, &shown), (200, &json!({ "id": id, "item": "tea", "count": 2 })));
    assert_eq!(call(&format!("GET /b/orders/{id}"), "").0, 404, "it is an order of another shop");
    assert_eq!(call(&format!("PATCH {order}"), r#"{"count":7}"#).0, 200);
    assert_eq!(call(&format!("GET {order}"), "").1["count"], 7);
    let listed = |query: &str| call(&format!("GET /a/orders{query}"), "").1;
    assert_eq!(listed("")["total"], 5, "three were there before");
    let page = listed("?limit=1&offset=3");
    assert_eq!((&page["total"], &page["orders"][0]["id"]), (&json!(5), &json!(id)));
    assert_eq!(listed("?item=coffee")["total"], 3, "no tea for who asks for coffee");
    assert_eq!(call(&format!("DELETE {order}"), "").0, 200);
    let (status, refused) = call(&format!("DELETE {order}"), "");
    assert_eq!(status, 404);
    assert_eq!(refused["message"], format!("there is no order with shop_id a, order_id {id}"));
    assert_eq!(listed("")["total"], 4);
}

#[test]
fn what_was_listed_before_can_be_deleted_too() {
    let mock = shop();
    let list = || send(mock.address(), "GET /a/orders", &[], b"").json();
    let id = list()["orders"][1]["id"].as_str().unwrap().to_owned();
    let delete = || send(mock.address(), &format!("DELETE /a/orders/{id}"), &[], b"").status;
    assert_eq!(delete(), 200);
    assert_eq!(list()["total"], 2);
    assert_eq!(delete(), 404);
}
