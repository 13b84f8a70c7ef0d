//! The commands as people run them: output, exit status, and what bad input brings.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test")]

mod bakery;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

/// A directory with copies of spec and pages, in which the binary runs.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        for file in [
            "sdk.yaml",
            "bakery/service.yaml",
            "bakery/list_cakes.yaml",
            "bakery/bake_cake.yaml",
            "bakery/eat_cake.yaml",
        ] {
            let text = fs::read_to_string(bakery::directory().join("spec").join(file)).unwrap();
            desk.write(&format!("spec/{file}"), &text);
        }
        for page in ["list_cakes.txt", "cakes.md"] {
            desk.write(&format!("pages/{page}"), bakery::page(page));
        }
        desk
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Writes a page again with a part of it replaced.
    fn edit(&self, path: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.0.path().join(path)).unwrap();
        self.write(path, bakery::replace(&text, old, new));
    }

    fn run(&self, line: &str) -> Output {
        Command::new(env!("CARGO_BIN_EXE_apiscribe-transcribe"))
            .args(line.split(' '))
            .args(["--spec", "spec"])
            .current_dir(self.0.path())
            .env("NO_COLOR", "1")
            .output()
            .unwrap()
    }

    /// Exit status, standard output, standard error.
    fn told(&self, line: &str) -> (i32, String, String) {
        let output = self.run(line);
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    fn json(&self, line: &str) -> Value {
        let (_, out, _) = self.told(&format!("{line} --format json"));
        serde_json::from_str(&out).unwrap()
    }
}

#[test]
fn spec_and_pages_that_agree_end_well() {
    let (status, out, err) = Desk::new().told("verify --pages pages");
    let expected = "\
BakeCake: spec/bakery/bake_cake.yaml against pages/cakes.md: they agree
EatCake: spec/bakery/eat_cake.yaml against pages/cakes.md: they agree
ListCakes: spec/bakery/list_cakes.yaml against pages/list_cakes.txt: they agree

3 operations on 2 pages: 0 differences; 10 errata still needed; the pages contradict themselves at 5 places, of which errata know 5 (--known shows them)
";
    assert_eq!((status, out.as_str(), err.as_str()), (0, expected, ""));
}

#[test]
fn a_difference_shows_both_places() {
    let desk = Desk::new();
    desk.edit("pages/list_cakes.txt", "Maximum: 100", "Maximum: 50");
    let (status, out, _) = desk.told("verify --page pages/list_cakes.txt ListCakes");
    let expected = "\
error[differs]: query.limit.max: the page has the maximum 50; the spec has the maximum 100
  --> spec/bakery/list_cakes.yaml:11:40
   |
11 |   limit: { type: Integer, min: 1, max: 100, default: 10, about: Cakes per page. }
   |                                        ^^^ the spec has the maximum 100
   |
  ::: pages/list_cakes.txt:55:1
   |
55 | Maximum: 50
   | ----------- the page has the maximum 50
   |
   = help: correct the spec; or, if the page is wrong, add an erratum: at: query.limit.max, page: \"50\"

ListCakes: spec/bakery/list_cakes.yaml against pages/list_cakes.txt: 1 difference

";
    assert_eq!(status, 1);
    assert!(out.starts_with(expected), "{out}");
    let json = desk.json("verify --page pages/list_cakes.txt");
    let difference = &json["operations"][0]["differences"][0];
    assert_eq!(difference["kind"], "differs");
    assert_eq!(difference["at"], "query.limit.max");
    assert_eq!(difference["spec"]["file"], "spec/bakery/list_cakes.yaml");
    assert_eq!(difference["spec"]["line"], 11);
    assert_eq!(difference["page"]["line"], 55);
}

#[test]
fn a_mended_page_asks_for_its_erratum_to_go() {
    let desk = Desk::new();
    desk.edit("pages/list_cakes.txt", "Unit: g\n\nMaximum: 0\n", "Unit: g\n");
    let (status, out, _) = desk.told("verify --page pages/list_cakes.txt");
    assert_eq!(status, 1);
    assert!(
        out.contains("error[mended]: objects.Cake.weight.max: the vendor has mended the page"),
        "{out}"
    );
    assert!(
        out.contains("says that the page has `0`") && out.contains("= help: remove the erratum"),
        "{out}"
    );
    let json = desk.json("verify --page pages/list_cakes.txt");
    let errata = json["operations"][0]["errata"].as_array().unwrap();
    let weight = errata.iter().find(|one| one["at"] == "objects.Cake.weight.max").unwrap();
    assert_eq!(weight["needed"], false);
}

#[test]
fn contradictions_are_told_and_do_not_fail() {
    let desk = Desk::new();
    desk.edit(
        "pages/list_cakes.txt",
        "Cakes on a page.",
        "Cakes on a page. The maximum value is 50.",
    );
    let (status, out, _) = desk.told("verify --page pages/list_cakes.txt");
    assert_eq!(status, 0);
    assert!(
        out.contains(
            "warning[prose-against-label]: query.limit: the maximum is 50 here and 100 there"
        ),
        "{out}"
    );
    assert!(!out.contains("note["), "{out}");
    let (_, out, _) = desk.told("verify --page pages/list_cakes.txt --known");
    assert!(out.contains("note[example-breaks-table]"), "{out}");
    assert!(
        out.contains("= help: known: the spec has an erratum `examples.1/cakes/0/name`"),
        "{out}"
    );
}

#[test]
fn bad_input_is_named() {
    let desk = Desk::new();
    desk.write("empty.txt", "");
    desk.write("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    desk.write("letter.txt", "Dear baker,\n\nthe cake was good.\n");
    desk.write("pages/notes.txt", "Nothing about cakes.\n");
    desk.write("other.md", "# Eating Bread\n\n## URI\n\nGET /v1/bread\n\n## Query parameters\n\n| Parameter | Mandatory | Type | Description |\n|---|---|---|---|\n| crust | Yes | String | Crust |\n");
    for (line, status, words) in [
        ("verify --page missing.txt", 2, "cannot read missing.txt"),
        ("verify --page empty.txt", 2, "empty.txt: "),
        ("verify --page picture.png", 2, "picture.png: "),
        ("verify --page letter.txt", 2, "letter.txt: this is no page of API documentation"),
        (
            "verify --page other.md",
            2,
            "no page documents an operation of the spec, by address or by title\n  other.md documents GET /v1/bread",
        ),
        (
            "verify --page other.md ListCakes",
            2,
            "no page documents `ListCakes` (GET /v1/{shop_id}/cakes)",
        ),
        (
            "verify --page pages/cakes.md ListCake",
            2,
            "the spec has no operation `ListCake`; did you mean `ListCakes`?",
        ),
        (
            "verify --page pages/cakes.md Fly",
            2,
            "the spec has no operation `Fly`; the spec has: bakery.BakeCake, bakery.EatCake, bakery.ListCakes",
        ),
        ("verify --pages nowhere", 2, "cannot read nowhere"),
        ("drift pages/cakes.md missing.md", 2, "cannot read missing.md"),
        (
            "drift Nothing pages/cakes.md",
            2,
            "Nothing: no page of this name, and the spec has no operation `Nothing`",
        ),
        (
            "drift ListCakes other.md",
            2,
            "the page does not document `ListCakes` (GET /v1/{shop_id}/cakes): it documents GET /v1/bread",
        ),
        ("coverage Fly --pages pages", 2, "the spec has no operation `Fly`"),
    ] {
        let (code, out, err) = desk.told(line);
        assert_eq!((code, out.as_str()), (status, ""), "{line}: {err}");
        assert!(err.starts_with("error: ") && err.contains(words), "{line}: {err}");
    }
    // A directory goes on past what is no page, and says so.
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere.md", desk.0.path().join("pages/gone.md")).unwrap();
    let (status, out, _) = desk.told("verify --pages pages");
    assert_eq!(status, 0);
    assert!(
        out.contains("pages/notes.txt: passed over: this is no page of API documentation"),
        "{out}"
    );
}

#[test]
fn one_name_in_two_groups_is_asked_about() {
    let desk = Desk::new();
    let service = fs::read_to_string(desk.0.path().join("spec/bakery/service.yaml")).unwrap();
    desk.write(
        "spec/tearoom/service.yaml",
        bakery::replace(&service, "service: bakery", "service: tearoom"),
    );
    for operation in ["list_cakes", "bake_cake", "eat_cake"] {
        let text = fs::read_to_string(desk.0.path().join(format!("spec/bakery/{operation}.yaml")))
            .unwrap();
        desk.write(&format!("spec/tearoom/{operation}.yaml"), text);
    }
    let (status, _, err) = desk.told("verify --pages pages ListCakes");
    assert_eq!(status, 2);
    assert!(
        err.contains("`ListCakes` can be bakery.ListCakes or tearoom.ListCakes; name one of them"),
        "{err}"
    );
    for name in ["tearoom.ListCakes", "spec/tearoom/list_cakes.yaml"] {
        let (status, out, err) = desk.told(&format!("verify --pages pages {name}"));
        assert_eq!((status, err.as_str()), (0, ""));
        assert!(out.starts_with("ListCakes: spec/tearoom/list_cakes.yaml against"), "{out}");
    }
}

#[test]
fn a_spec_with_mistakes_is_no_measure() {
    let desk = Desk::new();
    desk.edit("spec/bakery/list_cakes.yaml", "Array of Cake,", "Array of Tart,");
    for line in
        ["verify --pages pages", "drift ListCakes pages/list_cakes.txt", "coverage --pages pages"]
    {
        let (status, out, err) = desk.told(line);
        assert_eq!((status, out.as_str()), (2, ""), "{line}");
        assert!(
            err.contains("unknown object `Tart`")
                && err.contains("until `cargo xtask lint --spec spec` is silent"),
            "{err}"
        );
    }
}

#[test]
fn drift_names_the_version_that_follows() {
    let desk = Desk::new();
    desk.write(
        "new.txt",
        bakery::replace(&bakery::page("list_cakes.txt"), "\nicing\n", "\nglaze\n"),
    );
    let (status, out, _) = desk.told("drift ListCakes new.txt");
    assert_eq!(status, 1);
    assert!(out.starts_with("error[renamed]: objects.Cake.icing is called `glaze`\n"), "{out}");
    assert!(out.ends_with("1 change: 1 breaking, 0 of behaviour, 0 compatible; a major version follows: 1.4.2 -> 2.0.0\n"), "{out}");
    let json = desk.json("drift ListCakes new.txt");
    assert_eq!((&json["step"], &json["next_version"]), (&"major".into(), &"2.0.0".into()));
    let (status, out, _) = desk.told("drift pages/list_cakes.txt new.txt");
    assert_eq!(status, 1);
    assert!(out.ends_with("a major version follows\n"), "{out}");
    let (status, out, _) = desk.told("drift pages/list_cakes.txt pages/list_cakes.txt");
    assert_eq!(
        (status, out.as_str()),
        (0, "Listing Cakes: no change\n\nno drift: the two editions say the same\n")
    );
}

#[test]
fn drift_follows_the_operations_of_a_page() {
    let desk = Desk::new();
    let page = bakery::page("cakes.md");
    let eat = page.find("## Eat a Cake").unwrap();
    desk.write("one.md", &page[..eat]);
    let (status, out, _) = desk.told("drift pages/cakes.md one.md");
    assert_eq!(status, 1);
    assert!(out.contains("error[removed]: the operation Eat a Cake is gone"), "{out}");
    let (_, out, _) = desk.told("drift one.md pages/cakes.md");
    assert!(out.contains("note[added]: the operation Eat a Cake is new"), "{out}");
}

#[test]
fn the_ledger_counts_rows_and_sentences() {
    let desk = Desk::new();
    desk.edit(
        "pages/list_cakes.txt",
        "Where the page starts.",
        "Where the page starts. It must be even.",
    );
    desk.edit(
        "pages/list_cakes.txt",
        "icing\n\nString",
        "glaze\n\nString\n\nGlaze. It must shine.\n\nicing\n\nString",
    );
    desk.edit("pages/list_cakes.txt", "Maximum: 32", "Maximum: 31");
    let (status, out, _) = desk.told("coverage --pages pages");
    let expected = "\
operation         rows  modelled  erratum  differs  left out  added  not on page  open
bakery.BakeCake      8         7        1        ·         ·      1            ·     ·
bakery.EatCake       2         2        ·        ·         ·      2            ·     ·
bakery.ListCakes    18        14        2        1         1      1            ·     3
total               28        23        3        1         1      4            ·     3
";
    assert_eq!((status, out.as_str()), (0, expected));
    let (_, out, _) = desk.told("coverage ListCakes --pages pages");
    assert!(out.contains("not expressed: “It must shine.” (pages/list_cakes.txt:"), "{out}");
    let json = desk.json("coverage --pages pages");
    let rows = json["operations"][2]["rows"].as_array().unwrap();
    let glaze = rows.iter().find(|row| row["at"] == "objects.Cake.glaze").unwrap();
    assert_eq!((&glaze["state"], &glaze["spec_line"]), (&"left out".into(), &Value::Null));
}

#[test]
fn the_ledger_is_one_page_that_needs_nothing_else() {
    let desk = Desk::new();
    desk.edit(
        "pages/list_cakes.txt",
        "Where the page starts.",
        "Where the page starts. It must be < 9 & \"round\".",
    );
    let (status, _, err) = desk.told("coverage --pages pages --html out.html");
    assert_eq!((status, err.as_str()), (0, "out.html written\n"));
    let html = fs::read_to_string(desk.0.path().join("out.html")).unwrap();
    assert!(html.contains("It must be &lt; 9 &amp; &quot;round&quot;."));
    assert!(html.contains("<a href=\"pages/list_cakes.txt\">page 59</a><a href=\"spec/bakery/list_cakes.yaml\">spec 12</a>"), "{html}");
    for outside in ["<script", "<link", "src=", "@import", "url("] {
        assert!(!html.contains(outside), "{outside}");
    }
    for sign in ["✓", "≈", "!", "✗", "+", "?"] {
        assert!(html.contains(sign));
    }
    // It takes the place of an older one, and of nothing else.
    assert_eq!(desk.told("coverage --pages pages --html out.html").0, 0);
    let (status, _, err) = desk.told("coverage --pages pages --html pages/cakes.md");
    assert_eq!(status, 2);
    assert!(err.contains("pages/cakes.md is there and no ledger, so it stays as it is"), "{err}");
    assert_eq!(
        fs::read_to_string(desk.0.path().join("pages/cakes.md")).unwrap(),
        bakery::page("cakes.md")
    );
    desk.write("deep/pages/x.txt", "");
    let (status, ..) = desk.told("coverage --pages pages --html deep/out.html");
    assert_eq!(status, 0);
    let html = fs::read_to_string(desk.0.path().join("deep/out.html")).unwrap();
    assert!(html.contains("href=\"../pages/list_cakes.txt\""));
    let (status, _, err) = desk.told("coverage --pages pages --html nowhere/out.html");
    assert_eq!(status, 2);
    assert!(err.contains("cannot write nowhere/out.html"), "{err}");
}

#[test]
fn without_pages_each_command_says_what_it_can_tell() {
    // Someone who keeps pages in the workspace has them compared.
    if Path::new(env!("CARGO_MANIFEST_DIR")).join("../pages").is_dir() {
        return;
    }
    let desk = Desk::new();
    let (status, out, err) = desk.told("verify ListCakes");
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(err.contains("run `cargo xtask verify --page FILE ListCakes`"), "{err}");
    assert!(err.contains("https://bakery.test/list-cakes"), "{err}");
    let (status, out, _) = desk.told("coverage");
    assert_eq!(status, 0);
    assert!(
        out.contains(
            "bakery.ListCakes    17        15        2        -         -      1            -     -"
        ),
        "{out}"
    );
    assert!(out.contains("no page was compared, so this is what the spec alone can tell"), "{out}");
}
