//! `cargo xtask coverage`: the ledger.

use std::fmt::Write as _;
use std::fs;
use std::path::{Component, Path, PathBuf};

use apiscribe_console::{Failure, Outcome, print};
use apiscribe_transcribe::coverage::html::{self, Sheet};
use apiscribe_transcribe::coverage::{Ledger, Open, State, ledger};
use apiscribe_transcribe::operations;
use apiscribe_transcribe::papers::{PageId, Papers};
use serde_json::{Value, json};

use super::Format;
use crate::shelf::{Match, Shelf};
use crate::spec::Spec;

/// What is shown.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// An operation, row by row: `ListRules`, `roma.link.ListRules` or the path of its file
    operation: Option<String>,
    /// A directory of pages, or one page; without it, `pages/` of the workspace if it is there
    #[arg(long, value_name = "DIR")]
    pages: Option<PathBuf>,
    /// Directory of the spec
    #[arg(long, value_name = "DIR")]
    spec: Option<PathBuf>,
    /// Write the ledger as one HTML page, too
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// How the ledger is printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// The ledger of one operation, with the files that it points into.
struct Kept {
    ledger: Ledger,
    papers: Papers,
    page: PageId,
}

/// Shows the ledger.
///
/// # Errors
///
/// When spec or pages cannot be read, or the HTML page cannot be written.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let spec = Spec::read(arguments.spec.as_deref())?;
    let all = operations::all(&spec.sdk);
    let wanted = match &arguments.operation {
        Some(name) => vec![operations::named(&all, name).map_err(Failure)?],
        None => all,
    };
    let shelf = match arguments.pages.clone().or_else(Shelf::usual) {
        Some(path) if path.is_file() => Shelf::of_file(&path)?,
        Some(directory) => Shelf::of_directory(&directory)?,
        None => Shelf::default(),
    };
    let matches = shelf.matches(&wanted);
    let kept: Vec<Kept> = wanted
        .iter()
        .map(|known| {
            let found = matches.iter().find(|found| found.known.id() == known.id());
            keep(&spec, known, found)
        })
        .collect();
    if let Some(path) = &arguments.html {
        write_html(&spec, &kept, path)?;
    }
    match arguments.format {
        Format::Text => print(&text(&kept, &shelf, arguments.operation.is_some()))?,
        Format::Json => print(&json_text(&kept))?,
    }
    Ok(Outcome::Good)
}

fn keep(spec: &Spec, known: &operations::Known<'_>, found: Option<&Match<'_>>) -> Kept {
    let mut papers = spec.papers(known);
    let (mut ledger, page) = match found {
        Some(found) => {
            let page = papers.add_page(&found.page.bytes, &found.page.shown);
            let facts = (&found.page.facts, found.operation, &found.found);
            let mut ledger = ledger(known, &found.expected, Some(facts));
            ledger.page = Some(found.page.shown.clone());
            (ledger, page)
        }
        None => (ledger(known, &known.edition(), None), papers.add_page(b"", "")),
    };
    ledger.spec = spec.shown(&known.operation.source);
    Kept { ledger, papers, page }
}

fn write_html(spec: &Spec, kept: &[Kept], path: &Path) -> Result<(), Failure> {
    let sheets: Vec<Sheet<'_>> = kept
        .iter()
        .map(|Kept { ledger, papers, page }| Sheet { ledger, papers, page: *page })
        .collect();
    let from = absolute(path.parent().unwrap_or(Path::new("")));
    let link = |file: &str| relative(&from, &absolute(Path::new(file)));
    let text = html::page(&spec.sdk.package.name, &sheets, &link);
    match fs::read(path) {
        Ok(bytes) if !bytes.is_empty() && !html::is_ledger(&bytes) => {
            return Err(Failure(format!(
                "{} is there and no ledger, so it stays as it is; name another file with --html",
                apiscribe_console::spec::shown(path)
            )));
        }
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(Failure::at(path, "write", &error));
        }
        _ => {}
    }
    fs::write(path, text).map_err(|error| Failure::at(path, "write", &error))?;
    eprintln!("{} written", apiscribe_console::spec::shown(path));
    Ok(())
}

fn absolute(path: &Path) -> PathBuf {
    std::env::current_dir().unwrap_or_default().join(path)
}

/// The address of a file as seen from a directory, so that both can move together.
fn relative(from: &Path, to: &Path) -> String {
    let parts = |path: &Path| -> Vec<String> {
        let named = path.components().filter(|part| matches!(part, Component::Normal(_)));
        named.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect()
    };
    let (from, to) = (parts(from), parts(to));
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..".to_owned(), from.len() - shared);
    let steps: Vec<String> = up.chain(to.into_iter().skip(shared)).collect();
    steps.join("/").replace('%', "%25").replace(' ', "%20").replace('#', "%23").replace('?', "%3F")
}

/// The columns of the table after the name.
const COLUMNS: [&str; 8] =
    ["rows", "modelled", "erratum", "differs", "left out", "added", "not on page", "open"];

fn figures(ledger: &Ledger) -> [usize; 8] {
    [
        ledger.documented(),
        ledger.count(State::Modelled),
        ledger.count(State::Amended),
        ledger.count(State::Differs),
        ledger.count(State::LeftOut),
        ledger.count(State::Added),
        ledger.count(State::NotOnPage),
        ledger.open(),
    ]
}

/// The cells of a line. Without a page nobody knows what differs, is left out or open.
fn shown(figures: [usize; 8], has_page: bool) -> [String; 8] {
    let known = [true, true, true, has_page, has_page, true, has_page, has_page];
    std::array::from_fn(|index| match (known.get(index), figures.get(index)) {
        (Some(true), Some(0)) => "·".to_owned(),
        (Some(true), Some(figure)) => figure.to_string(),
        _ => "-".to_owned(),
    })
}

fn text(kept: &[Kept], shelf: &Shelf, in_detail: bool) -> String {
    let mut out = String::new();
    if in_detail {
        for one in kept {
            detail(&mut out, one);
        }
    }
    let wide = kept.iter().map(|one| one.ledger.id.chars().count()).max().unwrap_or(0).max(9);
    let mut line = |name: &str, figures: &[String]| {
        let cells: Vec<String> = figures
            .iter()
            .zip(COLUMNS)
            .map(|(figure, column)| format!("{figure:>0$}", column.len()))
            .collect();
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{}", format!("{name:wide$}  {}", cells.join("  ")).trim_end());
    };
    line("operation", &COLUMNS.map(str::to_owned));
    let mut total = [0; 8];
    for one in kept {
        let figures = figures(&one.ledger);
        total = std::array::from_fn(|index| {
            total.get(index).copied().unwrap_or(0) + figures.get(index).copied().unwrap_or(0)
        });
        line(&one.ledger.id, &shown(figures, one.ledger.page.is_some()));
    }
    if kept.len() > 1 {
        line("total", &shown(total, kept.iter().any(|one| one.ledger.page.is_some())));
    }
    for (page, reason) in &shelf.unread {
        let _ = writeln!(out, "{page}: passed over: {reason}");
    }
    let without = kept.iter().filter(|one| one.ledger.page.is_none()).count();
    if without == kept.len() {
        out.push_str(
            "\nno page was compared, so this is what the spec alone can tell; save the pages into a directory and give it \
             with --pages to see what differs, is left out or is not expressed\n",
        );
    } else if without > 0 {
        let _ = writeln!(
            out,
            "\n{without} of {} operations have no page; of them, the spec alone tells",
            kept.len()
        );
    }
    out
}

fn detail(out: &mut String, one: &Kept) {
    let ledger = &one.ledger;
    let _ = writeln!(out, "{}  {}\n{}\n", ledger.id, ledger.title, ledger.spec);
    let wide = ledger.entries.iter().map(|entry| entry.at.chars().count()).max().unwrap_or(0);
    for entry in &ledger.entries {
        let state = format!("{} {}", entry.state.sign(), entry.state.as_str());
        let _ = writeln!(out, "{state:18}  {:wide$}  {}", entry.at, entry.states);
        for remark in &entry.remarks {
            let _ = writeln!(out, "{:18}  {:wide$}  {remark}", "", "");
        }
        for sentence in &entry.open {
            open(out, one, sentence);
        }
    }
    for sentence in &ledger.open {
        open(out, one, sentence);
    }
    out.push('\n');
}

fn open(out: &mut String, one: &Kept, sentence: &Open) {
    let page = one.ledger.page.as_deref().unwrap_or_default();
    let _ =
        writeln!(out, "{:18}  not expressed: “{}” ({page}:{})", "", sentence.text, sentence.line);
}

fn json_text(kept: &[Kept]) -> String {
    let open = |sentence: &Open| json!({ "text": sentence.text, "line": sentence.line });
    let operations: Vec<Value> = kept
        .iter()
        .map(|one| {
            let Ledger { id, title, url, request, spec, page, entries, open: outside } = &one.ledger;
            let rows = entries.iter().map(|entry| {
                let line = |cite: Option<&_>| {
                    cite.and_then(|cite| one.papers.line(cite, one.page)).map(|(_, line)| line)
                };
                json!({
                    "at": entry.at, "state": entry.state.as_str(), "states": entry.states, "remarks": entry.remarks,
                    "spec_line": line(entry.spec.as_ref()), "page_line": line(entry.page.as_ref()),
                    "constraints": entry.constraints, "not_expressed": entry.open.iter().map(open).collect::<Vec<_>>(),
                })
            });
            let [rows_documented, modelled, amended, differs, left_out, added, not_on_page, sentences] =
                figures(&one.ledger);
            json!({
                "operation": id, "title": title, "url": url, "request": request, "spec": spec, "page": page,
                "counts": {
                    "documented": rows_documented, "modelled": modelled, "with_erratum": amended, "differs": differs,
                    "left_out": left_out, "added_by_erratum": added, "not_on_page": not_on_page,
                    "sentences_not_expressed": sentences,
                },
                "rows": rows.collect::<Vec<_>>(),
                "not_expressed": outside.iter().map(open).collect::<Vec<_>>(),
            })
        })
        .collect();
    format!("{:#}\n", json!({ "operations": operations }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_from_the_ledger_to_a_file() {
        for (from, to, link) in [
            ("/w/out", "/w/spec/a b.yaml", "../spec/a%20b.yaml"),
            ("/w", "/w/spec/a.yaml", "spec/a.yaml"),
            ("/x/y", "/w/a", "../../w/a"),
        ] {
            assert_eq!(relative(Path::new(from), Path::new(to)), link);
        }
    }
}
