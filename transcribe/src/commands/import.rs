//! `import PAGE…`: draft specs of pages.

use std::path::{Path, PathBuf};
use std::time::Instant;

use apiscribe_codegen::report;
use apiscribe_console::spec::{self, shown};
use apiscribe_console::{Failure, Outcome, counted};
use apiscribe_transcribe::draft::{self, Draft, Options};
use apiscribe_transcribe::facts::Facts;

use crate::files::{self, Placed};
use crate::pages;
use crate::progress::Progress;

/// What `import` is told.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Pages, and directories of pages
    #[arg(required = true, value_name = "PAGE")]
    pages: Vec<PathBuf>,
    /// Name of the service: the directory of the drafts
    #[arg(long, value_name = "NAME", default_value = "api", value_parser = module)]
    service: String,
    /// Name of the group of the service
    #[arg(long, value_name = "NAME", value_parser = module)]
    group: Option<String>,
    /// Directory of the spec that the drafts become part of; `drafts` in the workspace by default
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Address of the page, where there is one page
    #[arg(long, value_name = "URL", value_parser = address)]
    url: Option<String>,
    /// Let stand-ins fill the undecided places, so that the drafts compile at once
    #[arg(long)]
    stub: bool,
    /// Print the facts of the one page as JSON, and write nothing
    #[arg(long, conflicts_with_all = ["out", "stub", "url", "group"])]
    facts: bool,
}

/// Writes drafts.
///
/// # Errors
///
/// When a page or the directory of the spec cannot be read, or a draft cannot be written.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let started = Instant::now();
    if arguments.facts {
        return match arguments.pages.as_slice() {
            [page] => super::facts::run(page),
            _ => Err(Failure("`--facts` prints the facts of one page".to_owned())),
        };
    }
    let pages = pages::listed(&arguments.pages)?;
    if arguments.url.is_some() && pages.len() != 1 {
        return Err(Failure(format!(
            "`--url` is the address of one page; here are {}",
            pages.len()
        )));
    }
    let out = arguments.out.clone().unwrap_or_else(|| spec::root().join("drafts"));
    let context = files::existing(&out)?;
    let mut summary = Summary { pages: pages.len(), ..Summary::default() };
    let read = read(&pages, &mut summary);
    let drafted: Vec<draft::Page<'_>> = read
        .iter()
        .map(|page| draft::Page {
            name: &page.name,
            facts: &page.facts,
            address: arguments.url.as_deref(),
        })
        .collect();
    let options = Options {
        service: arguments.service.clone(),
        group: arguments.group.clone(),
        stub: arguments.stub,
        runtime: files::runtime(),
        context,
    };
    let draft = draft::draft(&drafted, &options);
    for (index, reason) in &draft.refused {
        if let Some(page) = read.get(*index) {
            summary.failed.push((shown(page.path), reason.clone()));
        }
    }
    if !draft.mistakes.is_empty() {
        eprint!("{}", report::text(&draft.mistakes, &draft.sources, "", false));
        return Err(Failure(
            "the compiler refuses this draft for another reason than an undecided place, which is a mistake of \
             `import`; nothing was written"
                .to_owned(),
        ));
    }
    let placed = files::place(&out, &draft.files)?;
    eprint!("{}", summary.text(&draft, &placed, &out, started));
    let good = summary.failed.is_empty() && placed.left.is_empty() && draft.operations > 0;
    Ok(if good { Outcome::Good } else { Outcome::Bad })
}

/// A page that could be read.
struct Read<'p> {
    path: &'p Path,
    /// Name of the file.
    name: String,
    facts: Facts,
}

/// Reads all pages; those that can't be read go into the summary.
fn read<'p>(pages: &'p [PathBuf], summary: &mut Summary) -> Vec<Read<'p>> {
    let mut progress = Progress::new(pages.len());
    let mut read = Vec::new();
    for path in pages {
        progress.step(path);
        let facts = pages::bytes(path)
            .map_err(|failure| failure.to_string())
            .and_then(|bytes| pages::facts(&bytes));
        match facts {
            Ok(facts) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                read.push(Read { path, name, facts });
            }
            Err(reason) => summary.failed.push((shown(path), reason)),
        }
    }
    progress.end();
    read
}

/// What is said at the end.
#[derive(Debug, Default)]
struct Summary {
    pages: usize,
    /// Pages of which nothing came, and why.
    failed: Vec<(String, String)>,
}

impl Summary {
    fn text(&self, draft: &Draft, placed: &Placed, out: &Path, started: Instant) -> String {
        let mut lines: Vec<String> = Vec::new();
        lines.extend(self.failed.iter().map(|(page, reason)| format!("failed: {page}: {reason}")));
        let left = placed.left.iter();
        lines.extend(
            left.map(|file| format!("left as it is: {} differs from its draft", shown(file))),
        );
        lines.push(format!(
            "{}: {} written, {} unchanged, {} left as they are",
            shown(out),
            placed.written,
            placed.unchanged,
            placed.left.len()
        ));
        let undecided: usize = draft.undecided.values().sum();
        let kinds = draft.undecided.iter();
        let kinds: Vec<String> =
            kinds.map(|(kind, count)| format!("{} {count}", kind.as_str())).collect();
        let kinds =
            if kinds.is_empty() { String::new() } else { format!(" ({})", kinds.join(", ")) };
        lines.push(format!(
            "{}, {} failed; {}, {}; {}{kinds}; {:.1} s",
            counted(self.pages, "page"),
            self.failed.len(),
            counted(draft.operations, "operation"),
            counted(draft.rows, "row"),
            counted(undecided, "undecided place"),
            started.elapsed().as_secs_f64()
        ));
        lines.push(String::new());
        lines.join("\n")
    }
}

/// An address, as the spec has it.
fn address(text: &str) -> Result<String, String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let good = rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || c.is_control())
    });
    if good {
        Ok(text.to_owned())
    } else {
        Err("an address begins with https:// or http:// and has no blanks".to_owned())
    }
}

/// A name of a module: lower case, digits, `_`.
fn module(text: &str) -> Result<String, String> {
    let good = draft::is_file_name(text)
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && apiscribe_codegen::names::Ident::method(text).is_some_and(|name| name.as_str() == text);
    if good {
        Ok(text.to_owned())
    } else {
        Err("a name such as `roma` or `data_lake` belongs here".to_owned())
    }
}
