use super::*;

fn read_all(text: &str, own: &str) -> Vec<Relation> {
    let names = ["template_id", "product_id", "run_mode", "job_type", "name"];
    let other = |name: &str| {
        let values: &[&str] = if name == "run_mode" { &["fast", "slow"] } else { &[] };
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        Other { name: name.to_owned(), values }
    };
    let sentence = Sentence { text: text.to_owned(), constrains: true, ..Sentence::default() };
    relations(&sentence, own, &names.map(other))
}

fn read(text: &str, own: &str) -> Option<Relation> {
    read_all(text, own).pop()
}

#[test]
fn conditions_name_values() {
    let among = |value: &str, values: &[&str]| Relation::ValuesWhen {
        row: "run_mode".to_owned(),
        value: value.to_owned(),
        values: values.iter().map(|value| (*value).to_owned()).collect(),
    };
    let required = Relation::RequiredWhen { row: "run_mode".to_owned(), value: "fast".to_owned() };
    for (text, expected) in [
        (
            "If run_mode is set to fast, job_type must be set to a or b.",
            vec![among("fast", &["a", "b"])],
        ),
        ("If run_mode is set to slow, job_type must be a.", vec![among("slow", &["a"])]),
        (
            "If run_mode is set to fast, this parameter is mandatory and must be set to 0 (on) or 1 (off).",
            vec![required, among("fast", &["0", "1"])],
        ),
    ] {
        assert_eq!(read_all(text, "job_type"), expected, "{text}");
    }
}

fn singles(names: &[&str]) -> Vec<Vec<String>> {
    names.iter().map(|name| vec![(*name).to_owned()]).collect()
}

#[test]
fn sentences_that_tie_rows() {
    let pair = ["template_id", "product_id"];
    let when = |row: &str, value: &str| (row.to_owned(), value.to_owned());
    let (row, value) = when("run_mode", "fast");
    for (text, own, expected) in [
        (
            "Either template_id or product_id must be set.",
            "product_id",
            Some(Relation::AtLeastOneOf(singles(&pair))),
        ),
        (
            "template_id and product_id are mutually exclusive.",
            "product_id",
            Some(Relation::AtMostOneOf(singles(&pair))),
        ),
        (
            "Exactly one of template_id and product_id must be set.",
            "job_type",
            Some(Relation::ExactlyOneOf(singles(&pair))),
        ),
        (
            "At least one of name or template_id must be set.",
            "name",
            Some(Relation::AtLeastOneOf(singles(&["template_id", "name"]))),
        ),
        (
            "template_id and product_id must be set together.",
            "product_id",
            Some(Relation::AllOrNone(singles(&pair))),
        ),
        // That one needs the other does not say that the other needs the one.
        (
            "It must be used together with template_id.",
            "product_id",
            Some(Relation::Unclear(vec!["product_id".into(), "template_id".into()])),
        ),
        (
            "If run_mode is set to fast, either template_id or product_id must be set.",
            "job_type",
            Some(Relation::Unclear(vec![
                "template_id".into(),
                "product_id".into(),
                "run_mode".into(),
            ])),
        ),
        (
            "If run_mode is set to fast, job_type must be set to a value.",
            "job_type",
            Some(Relation::Unclear(vec!["run_mode".into(), "job_type".into()])),
        ),
        (
            "This parameter is mandatory when run_mode is set to fast or slow.",
            "job_type",
            Some(Relation::Unclear(vec!["job_type".into(), "run_mode".into()])),
        ),
        (
            "This parameter is mandatory when template_id is greater than 5.",
            "job_type",
            Some(Relation::Unclear(vec!["job_type".into(), "template_id".into()])),
        ),
        (
            "当run_mode为fast时，名称必须以字母开头",
            "job_type",
            Some(Relation::Unclear(vec!["job_type".into(), "run_mode".into()])),
        ),
        (
            "当run_mode为fast时，该参数必填",
            "job_type",
            Some(Relation::RequiredWhen { row: "run_mode".into(), value: "fast".into() }),
        ),
        (
            "This parameter is mandatory when run_mode is set to fast.",
            "job_type",
            Some(Relation::RequiredWhen { row: row.clone(), value: value.clone() }),
        ),
        (
            "This parameter is valid only when run_mode is set to fast.",
            "job_type",
            Some(Relation::OnlyWhen { row, value }),
        ),
        (
            "template_id不能同时为空",
            "product_id",
            Some(Relation::AtLeastOneOf(singles(&["product_id", "template_id"]))),
        ),
        (
            "It must not exceed the quota of run_mode.",
            "job_type",
            Some(Relation::Unclear(vec!["job_type".into(), "run_mode".into()])),
        ),
        ("At most 64 characters.", "job_type", None),
    ] {
        assert_eq!(read(text, own), expected, "{text}");
    }
}
