//! `import`: pages of several layouts, what lies in the way, and how it ends.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test binary"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use apiscribe_codegen::source::Source;
use apiscribe_codegen::{compile, report};
use tempfile::TempDir;

struct Harbour {
    directory: TempDir,
}

impl Harbour {
    fn new() -> Self {
        Self { directory: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// Imports pages of this directory into `spec`; gives the exit status and what was said.
    fn import(&self, pages: &[&str], options: &[&str]) -> (i32, String) {
        let pages = pages.iter().map(|page| pages_directory().join(page));
        let output = Command::new(env!("CARGO_BIN_EXE_apiscribe-transcribe"))
            .arg("import")
            .args(pages)
            .args(["--service", "harbour", "--out", "spec"])
            .args(options)
            .current_dir(self.directory.path())
            .output()
            .unwrap();
        (output.status.code().unwrap(), said(&output))
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn files(&self) -> Vec<String> {
        self.sources().into_iter().map(|source| source.path).collect()
    }

    fn sources(&self) -> Vec<Source> {
        let mut sources = Vec::new();
        collect(&self.path("spec"), "", &mut sources);
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        sources
    }
}

fn pages_directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn collect(directory: &Path, below: &str, sources: &mut Vec<Source>) {
    for entry in fs::read_dir(directory).into_iter().flatten() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{below}{name}/"), sources);
        } else {
            sources.push(Source {
                path: format!("{below}{name}"),
                bytes: fs::read(entry.path()).unwrap(),
            });
        }
    }
}

const PAGES: &[&str] = &["register_boat.md", "list_boats.html", "delete_boat.rst"];

#[test]
fn pages_of_several_layouts_become_a_spec_that_compiles_with_stand_ins() {
    let harbour = Harbour::new();
    let (status, said) = harbour.import(PAGES, &["--stub"]);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("3 pages, 0 failed; 3 operations, 19 rows; "), "{said}");
    assert_eq!(
        harbour.files(),
        [
            "harbour/delete_boat.yaml",
            "harbour/get_boats.yaml",
            "harbour/register_boat.yaml",
            "harbour/service.yaml",
            "sdk.yaml",
        ]
    );
    let sources = harbour.sources();
    let files = compile(&sources).unwrap_or_else(|diagnostics| {
        panic!("{}", report::text(&diagnostics, &sources, "", false))
    });
    let list = files.iter().find(|file| file.path.ends_with("get_boats.rs")).unwrap();
    for item in ["pub struct GetBoats", "pub struct Boat", "Option<Box<Boat>>"] {
        assert!(list.text.contains(item), "{item}");
    }
}

#[test]
fn a_draft_says_what_the_page_says_and_what_is_left_to_decide() {
    let harbour = Harbour::new();
    let address = "https://example.org/register.html";
    let (status, said) = harbour.import(&["register_boat.md"], &["--url", address]);
    assert_eq!(status, 0, "{said}");
    assert_eq!(
        harbour.read("spec/harbour/register_boat.yaml"),
        include_str!("drafts/register_boat.yaml")
    );
    assert_eq!(harbour.read("spec/harbour/service.yaml"), include_str!("drafts/service.yaml"));
    // What lint has to say is about the example that a person has to judge, and nothing else.
    let diagnostics = compile(&harbour.sources()).unwrap_err();
    let codes: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, ["E0603"]);
}

#[test]
fn a_file_that_is_there_is_never_touched() {
    let harbour = Harbour::new();
    harbour.import(&["register_boat.md"], &[]);
    let (status, said) = harbour.import(&["register_boat.md"], &[]);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("spec: 0 written, 1 unchanged, 0 left as they are"), "{said}");
    let curated = harbour.path("spec/harbour/register_boat.yaml");
    fs::write(&curated, "# mine\n").unwrap();
    let (status, said) = harbour.import(&["register_boat.md", "list_boats.html"], &[]);
    assert_eq!(status, 1, "{said}");
    assert!(
        said.contains("left as it is: spec/harbour/register_boat.yaml differs from its draft"),
        "{said}"
    );
    assert!(said.contains("spec: 1 written, 0 unchanged, 1 left as they are"), "{said}");
    assert_eq!(harbour.read("spec/harbour/register_boat.yaml"), "# mine\n");
    assert!(!harbour.files().iter().any(|file| file.contains(".new")), "{:?}", harbour.files());
}

#[test]
fn a_page_that_is_none_stops_no_other_page() {
    let harbour = Harbour::new();
    fs::write(harbour.path("empty.md"), "").unwrap();
    fs::write(harbour.path("picture.html"), [0x89, b'P', b'N', b'G', 0, 1, 2, 0xff, 0xfe]).unwrap();
    let (empty, picture) = (harbour.path("empty.md"), harbour.path("picture.html"));
    let pages =
        [empty.to_str().unwrap(), picture.to_str().unwrap(), "hours.md", "register_boat.md"];
    let (status, said) = harbour.import(&pages, &[]);
    assert_eq!(status, 1, "{said}");
    for failed in [
        "failed: empty.md: ",
        "failed: picture.html: ",
        "hours.md: no method with a path, and no table of parameters",
    ] {
        assert!(said.contains(failed), "{failed} is not in\n{said}");
    }
    assert!(said.contains("4 pages, 3 failed; 1 operation, "), "{said}");
    assert!(harbour.files().contains(&"harbour/register_boat.yaml".to_owned()));
}

/// A page of one operation.
fn page(title: &str, uri: &str, row: &str) -> String {
    format!(
        "# {title}\n\n## URI\n\n{uri}\n\n## Request Parameters\n\n**Table 1** Query parameters\n\n\
         | Parameter | Mandatory | Type | Description |\n|---|---|---|---|\n| {row} | No | String | A row. |\n"
    )
}

#[test]
fn names_of_pages_and_of_what_is_on_them_lead_nowhere_else() {
    let long = "Very Long ".repeat(400);
    for (title, uri, row, expected) in [
        ("../../../tmp/Evil", "GET /../v1/things", "a", "get_things.yaml"),
        ("/etc/passwd", "GET /v1/things", "../a", "get_things.yaml"),
        ("Service", "GET /v1/things", "a", "service_v1.yaml"),
        ("CON", "GET /v1/things", "a", "conv1.yaml"),
        ("Moving \u{1b}[31m\u{7}Things", "GET /v1/things", "a", "move.yaml"),
        (&long, &format!("GET /v1/{}", "things".repeat(500)), "a", "get"),
        ("Moving Things", "GET /v1/things", &"a".repeat(3000), "move_things.yaml"),
    ] {
        let harbour = Harbour::new();
        fs::write(harbour.path("page.md"), page(title, uri, row)).unwrap();
        let (status, said) = harbour.import(&[harbour.path("page.md").to_str().unwrap()], &[]);
        assert_eq!(status, 0, "{said}");
        let mut files = harbour.files();
        files.retain(|file| file != "sdk.yaml" && file != "harbour/service.yaml");
        let [file] = files.as_slice() else { panic!("{files:?}") };
        assert!(file.starts_with(&format!("harbour/{expected}")) && file.len() < 100, "{file}");
        assert!(!harbour.read(&format!("spec/{file}")).contains(['\u{1b}', '\u{7}']));
    }
}

#[cfg(unix)]
#[test]
fn odd_files_of_a_directory_are_passed_over_or_said() {
    let harbour = Harbour::new();
    let pages = harbour.path("pages");
    fs::create_dir(&pages).unwrap();
    fs::write(pages.join("two\nlines.md"), page("Moving Things", "GET /v1/things", "a")).unwrap();
    std::os::unix::fs::symlink("/nowhere", pages.join("dangling.md")).unwrap();
    std::os::unix::fs::symlink(&pages, pages.join("loop")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(pages.join("socket")).unwrap();
    let (status, said) = harbour.import(&[pages.to_str().unwrap()], &[]);
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("3 pages, 2 failed; 1 operation, "), "{said}");
    assert!(said.contains("failed: pages/dangling.md: cannot read"), "{said}");
    let draft = harbour.read("spec/harbour/move_things.yaml");
    assert!(draft.starts_with("# Drafted from two lines.md. "), "{draft}");
}

#[test]
fn no_request_is_invented() {
    let harbour = Harbour::new();
    let (status, said) = harbour.import(&["move_boat.txt"], &["--stub"]);
    assert_eq!((status, harbour.files().len()), (1, 0), "{said}");
    assert!(said.contains("no method with a path: nothing stands in for those"), "{said}");
    let (status, said) = harbour.import(&["move_boat.txt"], &[]);
    assert_eq!(status, 0, "{said}");
    let draft = harbour.read("spec/harbour/move_boat.yaml");
    assert!(draft.contains("\nrequest: TODO\n"), "{draft}");
    let diagnostics = compile(&harbour.sources()).unwrap_err();
    assert!(diagnostics.iter().any(|diagnostic| diagnostic.code == "E0301"));
}

#[test]
fn what_can_not_work_is_said() {
    let harbour = Harbour::new();
    for (pages, options, reason) in [
        (&["nowhere.md"][..], &[][..], "cannot read"),
        (
            &["register_boat.md", "list_boats.html"][..],
            &["--url", "https://example.org"][..],
            "`--url` is the address of one page",
        ),
        (&["register_boat.md"][..], &["--group", "A Group"][..], "invalid value 'A Group'"),
        (&["register_boat.md"][..], &["--group", "../boats"][..], "invalid value '../boats'"),
        (&["register_boat.md"][..], &["--group", "nul"][..], "invalid value 'nul'"),
        (&["register_boat.md"][..], &["--url", "pages/a b"][..], "an address begins with https://"),
        (&["register_boat.md"][..], &["--url", ""][..], "an address begins with https://"),
    ] {
        let (status, said) = harbour.import(pages, options);
        assert_eq!(status, 2, "{said}");
        assert!(said.contains(reason), "{reason} is not in\n{said}");
    }
    assert!(!harbour.path("spec").exists());
}

#[test]
fn a_directory_of_pages_goes_into_a_group() {
    let harbour = Harbour::new();
    let (status, said) = harbour.import(&["."], &["--group", "boats", "--stub"]);
    // Beside the pages lie one without a request and one that is none.
    assert_eq!(status, 1, "{said}");
    assert!(harbour.files().contains(&"harbour/boats/register_boat.yaml".to_owned()), "{said}");
    let sources = harbour.sources();
    if let Err(diagnostics) = compile(&sources) {
        panic!("{}", report::text(&diagnostics, &sources, "", false));
    }
}

#[test]
fn facts_are_json_and_a_page_that_can_not_be_read_is_bad() {
    let facts = |page: &Path| {
        let output = Command::new(env!("CARGO_BIN_EXE_apiscribe-transcribe"))
            .arg("--facts")
            .arg(page)
            .output()
            .unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    };
    let (status, json) = facts(&pages_directory().join("register_boat.md"));
    assert_eq!(status, 0);
    assert!(
        json.starts_with("{\"title\":\"Registering a Boat\",\"operations\":[{\"method\":\"POST\""),
        "{json}"
    );
    let harbour = Harbour::new();
    fs::write(harbour.path("binary"), [0, 159, 146, 150]).unwrap();
    assert_eq!(facts(&harbour.path("binary")).0, 1);
    assert_eq!(facts(&harbour.path("nowhere")).0, 2);
}
