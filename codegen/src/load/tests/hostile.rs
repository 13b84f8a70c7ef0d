//! Files that nobody writes on purpose, or only on purpose.

use super::*;

#[test]
fn each_kind_of_hostile_file_has_its_code() {
    let aliases = format!("a: &a [x]\nb: [{}]\n", "*a,".repeat(200_000));
    let bomb: Vec<String> =
        (1..30).map(|n| format!("x{n}: &x{n} [*x{}, *x{}]\n", n - 1, n - 1)).collect();
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("empty", b"".to_vec(), "E0104"),
        ("blank", b"\n \n# comment\n".to_vec(), "E0104"),
        ("marker", b"---\n".to_vec(), "E0104"),
        ("bom only", b"\xEF\xBB\xBF".to_vec(), "E0104"),
        ("not UTF-8", b"a: \xE9\n".to_vec(), "E0102"),
        ("UTF-16", b"\xFF\xFEa\0".to_vec(), "E0102"),
        ("NUL", b"a: b\0\nc: d\n".to_vec(), "E0105"),
        ("escape", b"about: \x1b[31mred\n".to_vec(), "E0105"),
        ("10 MB", vec![b'a'; 10_000_000], "E0103"),
        ("tab", b"page:\n\turl: x\n".to_vec(), "E0101"),
        ("tab after spaces", b"page:\n  url: x\n\tupdated: y\n".to_vec(), "E0101"),
        ("two documents", b"about: x\n---\nabout: y\n".to_vec(), "E0106"),
        ("scalar", b"just text\n".to_vec(), "E0113"),
        ("list", b"- a\n- b\n".to_vec(), "E0113"),
        ("deep flow", [b"a: ".to_vec(), vec![b'['; 100_000]].concat(), "E0122"),
        ("deep block", b"- ".repeat(100_000), "E0122"),
        ("deep rows", format!("query: {{ a: {}", "{ each: ".repeat(10_000)).into_bytes(), "E0122"),
        ("complex key", b"? [a, b]\n: c\n".to_vec(), "E0109"),
        ("aliases", aliases.into_bytes(), "E0107"),
        ("bomb", format!("x0: &x0 lol\n{}", bomb.concat()).into_bytes(), "E0107"),
        ("unknown alias", b"about: *nobody\n".to_vec(), "E0107"),
        ("directive", b"%YAML 1.2\n---\nabout: x\n%TAG ! x\n".to_vec(), "E0101"),
        ("colon", b"about: a: b\n".to_vec(), "E0101"),
        ("at sign", b"about: @x\n".to_vec(), "E0101"),
        ("quote", b"about: \"x\n".to_vec(), "E0101"),
    ];
    for (name, bytes, code) in cases {
        let started = std::time::Instant::now();
        let found = problems(bytes);
        assert!(found.iter().any(|(found, _)| *found == code), "{name}: {found:?}");
        assert!(found.len() < 60, "{name}: {}", found.len());
        assert!(started.elapsed().as_secs() < 5, "{name}: {:?}", started.elapsed());
    }
}

#[test]
fn a_thousand_problems_are_enough() {
    let keys: Vec<String> = (0..1_500).map(|n| format!("key{n}: 1\n")).collect();
    let found = problems(keys.concat());
    assert_eq!(found.len(), 1_001);
    assert_eq!(found.last(), Some(&("E0124", "key1000".to_owned())));
}

#[test]
fn a_bad_byte_is_marked_where_it_stands() {
    let sources = operation(b"about: \xC3\xA9 \xE9\n");
    let report = Report::default();
    load(&sources, &report);
    let diagnostics = report.into_diagnostics();
    assert_eq!((diagnostics[0].code, diagnostics[0].span.range.clone()), ("E0102", 10..10));
}
