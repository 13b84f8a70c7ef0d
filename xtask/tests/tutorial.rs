//! `docs/tutorial.md` as a new user walks it: commands are run, what they print is compared, edits are made. And clients of
//! pages that no tutorial would show.

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
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// A block of code of the tutorial.
struct Block<'t> {
    language: &'t str,
    lines: Vec<&'t str>,
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let lines = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push(Block { language, lines });
        }
    }
    blocks
}

/// Runs each command of a block in the checkout, and compares what it prints.
fn run(block: &Block<'_>, checkout: &Path) {
    let mut lines = block.lines.iter().peekable();
    while let Some(line) = lines.next() {
        let command = line.strip_prefix("$ ").expect("a command comes first");
        let mut shown = String::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
            shown.extend([line, "\n"]);
        }
        assert_eq!(timeless(&printed(command, checkout)), timeless(&shown), "{command}");
    }
}

fn printed(command: &str, checkout: &Path) -> String {
    let words: Vec<&str> = command.split(' ').collect();
    let (program, arguments) = match words.as_slice() {
        ["cargo", "xtask", rest @ ..] => (env!("CARGO_BIN_EXE_xtask").to_owned(), rest),
        ["cargo", rest @ ..] => {
            (std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()), rest)
        }
        _ => panic!("what is `{command}`?"),
    };
    let mut process = Command::new(program);
    process
        .args(arguments)
        .current_dir(checkout)
        .env("NO_COLOR", "1")
        .env("CARGO_NET_OFFLINE", "true");
    if words.get(1) != Some(&"xtask") {
        // Kept, so that a second walk compiles nothing but the client.
        process.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("tutorial"));
    }
    let output = process.output().unwrap();
    String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
}

/// Without the time that a run took, and blank lines at the end.
fn timeless(text: &str) -> String {
    let line = |line: &str| match line.rsplit_once("; ") {
        Some((before, time)) if time.ends_with(" s") => before.to_owned(),
        _ => line.to_owned(),
    };
    text.trim_end().lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Makes the edits of a block: its lines with `-` become those with `+`.
fn edit(block: &Block<'_>, checkout: &Path) {
    let name = block.lines[0].strip_prefix("--- ").expect("the name of a file comes first");
    let path = checkout.join(name);
    let mut text = fs::read_to_string(&path).unwrap();
    for part in block.lines[1..].split(|line| *line == "@@") {
        let side = |mark: char| -> String {
            let lines = part.iter().filter(|line| line.starts_with([' ', mark]));
            lines.map(|line| &line[1..]).collect::<Vec<_>>().join("\n")
        };
        let (old, new) = (side('-'), side('+'));
        assert_eq!(
            text.matches(&old).count(),
            1,
            "{old}\nis not, or not just once, in {name}:\n{text}"
        );
        text = text.replace(&old, &new);
    }
    fs::write(path, text).unwrap();
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// Pages that nobody would like to curate: their drafts compile all the same, once stand-ins fill what is undecided.
#[test]
fn drafts_of_awkward_pages_are_a_client_without_warnings() {
    let directory = tempfile::tempdir().unwrap();
    let pages = root().join("transcribe/tests/pages");
    let import =
        format!("cargo xtask import {} --service harbour --stub --out spec", pages.display());
    let said = printed(&import, directory.path());
    assert!(said.contains(" operations, "), "{said}");
    let said = printed("cargo xtask gen --spec spec --out sdk", directory.path());
    assert!(said.starts_with("sdk: "), "{said}");
    let said =
        printed("cargo check --quiet --examples --manifest-path sdk/Cargo.toml", directory.path());
    assert_eq!(said, "");
}

#[test]
fn the_tutorial_leads_from_a_page_to_a_client() {
    let directory = tempfile::tempdir().unwrap();
    let checkout = directory.path().join("apiscribe");
    copy(&root().join("docs"), &checkout.join("docs"));
    let tutorial = fs::read_to_string(root().join("docs/tutorial.md")).unwrap();
    for block in blocks(&tutorial) {
        match block.language {
            "console" => run(&block, &checkout),
            "diff" => edit(&block, &checkout),
            other => panic!("nobody walks through a block of {other}"),
        }
    }
    for file in ["sdk.yaml", "harbour/service.yaml", "harbour/query_berths.yaml"] {
        let text = fs::read_to_string(directory.path().join("harbour/spec").join(file)).unwrap();
        assert!(!text.contains("TODO"), "{file} is not decided:\n{text}");
    }
}
