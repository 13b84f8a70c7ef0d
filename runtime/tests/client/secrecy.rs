//! Each secret has a marker, and no marker is in any output.

use apiscribe_runtime::authentication::{HeaderCredential, Token};
use apiscribe_runtime::testing::{Answers, ManualClock};
use apiscribe_runtime::transport::TransportErrorKind;
use apiscribe_runtime::{CallOptions, Retry, Secret, Settings, http};

use crate::both::{asynchronous, blocking, wait};
use crate::markers::assert_secret;
use crate::sample::{AddDatasource, ListRules, PASSWORD, TOKEN};

fn add() -> AddDatasource {
    AddDatasource { password: Some(Secret::new(PASSWORD)), ..AddDatasource::default() }
}

#[test]
fn clients_and_builders_show_no_secret() {
    let answers = || {
        let body = format!(r#"{{"items":[{{"rule_id":1,"password":"{PASSWORD}"}}]}}"#);
        Answers::new().json(200, &body).repeat()
    };
    let configured = || {
        asynchronous()
            .credential(TOKEN)
            .header("x-extra", "marker-of-a-header")
            .query("extra", "marker-of-a-query")
            .retry(Retry::standard())
            .transport(answers())
            .clock(ManualClock::new())
    };
    let client = configured().build().unwrap();
    let reply = wait(client.send(&ListRules::of("i"))).unwrap();
    let text = format!("{:?} {client:?} {reply:?} {:?}", configured(), answers());
    assert!(text.contains("[redacted]") && text.contains("x-extra"), "{text}");
    assert_secret(&text);

    let unfit = configured().endpoint(format!("https://u:{PASSWORD}@roma.example.com"));
    assert_secret(&format!("{unfit:?}"));
    let error = unfit.build().expect_err("a password in the address");
    assert_secret(&format!("{error} {error:?}"));

    let provided = blocking()
        .token_provider(|| Ok::<_, std::fmt::Error>(TOKEN))
        .transport(answers())
        .build()
        .unwrap();
    provided.send(&ListRules::of("i")).unwrap();
    assert_secret(&format!("{provided:?}"));
}

#[test]
fn credentials_options_and_settings_show_no_secret() {
    let name = http::HeaderName::from_static("x-other");
    let header = HeaderCredential::new(name, "marker-of-a-key").unwrap();
    let options = CallOptions::new()
        .header("x-extra", "marker-of-a-header\n")
        .query("q", "marker-of-a-query");
    let settings =
        Settings::new().hold(apiscribe_runtime::table::Location::Header, "X-Auth-Token", TOKEN);
    let token = Token::new(TOKEN);
    assert_secret(&format!("{header:?} {options:?} {settings:?} {token:?} {:?}", add()));
    let client = blocking().credential(TOKEN).transport(Answers::new()).build().unwrap();
    let error = client.with_options(options).send(&add()).expect_err("a header is unfit");
    assert_secret(&format!("{error} {error:?} {:?}", error.violations()));
}

#[test]
fn errors_of_every_kind_show_no_secret() {
    let echo = format!(r#"{{"code":7,"message":"no","password":"{PASSWORD}","token":"{TOKEN}"}}"#);
    let answers = [
        Answers::new().json(200, &echo),
        Answers::new().json(500, &echo),
        Answers::new().json(200, format!("<html>{TOKEN}")),
        Answers::new().fail(TransportErrorKind::Other),
        Answers::new(),
    ];
    for answers in answers {
        let client = blocking()
            .credential(TOKEN)
            .transport(answers)
            .clock(ManualClock::new())
            .build()
            .unwrap();
        let error = client.send(&add()).expect_err("a failure");
        assert_secret(&format!("{error} {error:?}"));
        assert_eq!(error.to_string().lines().count(), 1);
    }
    let long = AddDatasource { password: Some(Secret::new(PASSWORD.repeat(9))), ..add() };
    let client = blocking().credential(TOKEN.repeat(99)).transport(Answers::new());
    let error = client.build().unwrap().send(&long).expect_err("both are too long");
    assert_secret(&format!("{error} {error:?}"));
}

#[cfg(feature = "signature")]
#[test]
fn a_signing_client_shows_no_secret() {
    use apiscribe_runtime::AccessKey;
    let key = AccessKey::new("AK", "marker-of-a-key").security_token(TOKEN);
    assert_secret(&format!("{key:?}"));
    let answers = Answers::new().json(200, r#"{"total":1}"#);
    let client =
        blocking().access_key(key).transport(answers.clone()).clock(ManualClock::new()).build();
    let client = client.unwrap();
    client.send(&ListRules::of("i")).unwrap();
    let sent = answers.sent();
    let headers = sent[0].headers();
    assert!(headers["authorization"].to_str().unwrap().starts_with("SDK-HMAC-SHA256 Access=AK, "));
    assert_eq!(headers["x-project-id"], "p1");
    assert!(!headers.contains_key("x-auth-token"));
    assert_secret(&format!("{client:?} {headers:?} {answers:?}"));
}
