//! The ledger as one HTML page that needs nothing else: no script, no other file.

use std::fmt::Write as _;

use super::{Entry, Ledger, Open, State};
use crate::edition::Cite;
use crate::excerpts::{Excerpts, PageId};

/// The ledger of one operation, and where its lines stand.
pub struct Sheet<'l> {
    /// The ledger.
    pub ledger: &'l Ledger,
    /// Files of the spec, and the page.
    pub excerpts: &'l Excerpts,
    /// The page; one without lines where there is none.
    pub page: PageId,
}

/// The columns of the table of an operation.
const COLUMNS: &str =
    "<colgroup><col class=\"state\"><col class=\"name\"><col><col class=\"places\"></colgroup>\n";

/// What the rows of a filter are called in the style sheet.
fn class(state: State) -> &'static str {
    match state {
        State::Modelled => "modelled",
        State::Amended => "amended",
        State::Differs => "differs",
        State::LeftOut => "left-out",
        State::Added => "added",
        State::NotOnPage => "not-on-page",
    }
}

/// What every ledger ends with.
const SIGNATURE: &str = "<footer><p>Written by <code>cargo xtask coverage --html</code>.";

/// Whether a file is a ledger, which the next one may replace.
#[must_use]
pub fn is_ledger(bytes: &[u8]) -> bool {
    String::from_utf8_lossy(bytes).contains(SIGNATURE)
}

/// The whole page; `link` makes the address of a file from the path that messages have.
#[must_use]
pub fn page(package: &str, sheets: &[Sheet<'_>], link: &dyn Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(64 * 1024);
    let title = format!("Ledger of {}", escape(package));
    // Writing to a String cannot fail, here and below.
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{}{}</style>\n</head>\n<body>\n",
        include_str!("ledger.css"),
        filters()
    );
    head(&mut out, &title, sheets);
    filter(&mut out, sheets);
    out.push_str("<main>\n");
    overview(&mut out, sheets);
    out.push_str("<p class=\"nothing\">No row is in this state.</p>\n");
    for sheet in sheets {
        operation(&mut out, sheet, link);
    }
    let _ = write!(out, "</main>\n{SIGNATURE}");
    out.push_str(" ✓ as the page states it · ≈ an erratum says what the page has instead · ! spec and page differ: run <code>cargo xtask verify</code> · ✗ only the page has it · + only the spec has it, by an erratum · ? only the spec has it.</p></footer>\n</body>\n</html>\n");
    out
}

/// The rules by which the choice of a state hides everything else.
fn filters() -> String {
    let mut out = String::new();
    for state in State::ALL {
        let class = class(state);
        let _ = writeln!(
            out,
            ".chip.{class}, .bar .{class} {{ color: var(--{class}); background: var(--{class}-bg); }}\n\
             .bar .{class} {{ background: var(--{class}); }}\n\
             .tile.{class} b {{ color: var(--{class}); }}\n{}",
            hides(class)
        );
    }
    out.push_str(&hides("open"));
    out
}

fn hides(class: &str) -> String {
    let on = format!("body:has(#show-{class}:checked)");
    format!(
        "{on} .rows tr:not(.{class}):not(.section), {on} .operation:not(:has(.{class})), {on} .rows tbody:not(:has(.{class})), {on} .overview, {on} .operation .outside:not(.{class}) {{ display: none; }}\n\
         body:not(:has(.operation .{class})):has(#show-{class}:checked) .nothing {{ display: block; }}\n"
    )
}

fn head(out: &mut String, title: &str, sheets: &[Sheet<'_>]) {
    let documented: usize = sheets.iter().map(|sheet| sheet.ledger.documented()).sum();
    let with_page = sheets.iter().filter(|sheet| sheet.ledger.page.is_some()).count();
    let compared = match (with_page, sheets.len()) {
        (0, _) => "No page was compared: this is what the spec alone can tell. With pages (<code>--pages DIR</code>) the ledger shows also what was left out.".to_owned(),
        (some, all) if some == all => {
            "Each row of the vendors' pages, and what became of it in the spec.".to_owned()
        }
        (some, all) => format!("{some} of {all} operations were compared with their pages; of the others, the spec alone tells."),
    };
    let _ = write!(
        out,
        "<header>\n<h1>{title}</h1>\n<p class=\"lead\">{compared}</p>\n<div class=\"tiles\">\n"
    );
    let count = |state| -> usize { sheets.iter().map(|sheet| sheet.ledger.count(state)).sum() };
    let amended = count(State::Amended);
    let modelled = count(State::Modelled) + amended;
    let share = (100 * modelled).checked_div(documented).unwrap_or(100);
    tile(out, "", &documented.to_string(), "rows that pages document");
    let words = format!("of them modelled, {amended} with an erratum");
    tile(out, "modelled", &format!("{share}\u{202f}%"), &words);
    if with_page > 0 {
        let open: usize = sheets.iter().map(|sheet| sheet.ledger.open()).sum();
        tile(out, "differs", &count(State::Differs).to_string(), "differ from their page");
        tile(out, "left-out", &count(State::LeftOut).to_string(), "are left out");
        tile(out, "left-out", &open.to_string(), "sentences are not expressed");
    }
    let added = count(State::Added);
    tile(out, "added", &added.to_string(), "more rows come from elsewhere");
    out.push_str("</div>\n</header>\n");
}

fn tile(out: &mut String, class: &str, figure: &str, what: &str) {
    let _ = writeln!(out, "<div class=\"tile {class}\"><b>{figure}</b><span>{what}</span></div>");
}

fn filter(out: &mut String, sheets: &[Sheet<'_>]) {
    let all: usize = sheets.iter().map(|sheet| sheet.ledger.entries.len()).sum();
    out.push_str("<form class=\"filter\"><fieldset><legend>Show rows</legend>\n");
    let mut choice = |id: &str, checked: &str, words: &str, count: usize| {
        let _ = writeln!(
            out,
            "<input type=\"radio\" name=\"show\" id=\"show-{id}\"{checked}><label for=\"show-{id}\">{words}<i>{count}</i></label>"
        );
    };
    choice("all", " checked", "All", all);
    for state in State::ALL {
        let count: usize = sheets.iter().map(|sheet| sheet.ledger.count(state)).sum();
        choice(class(state), "", &format!("{} {}", state.sign(), state.as_str()), count);
    }
    let open: usize = sheets.iter().map(|sheet| sheet.ledger.open()).sum();
    choice("open", "", "❝ open sentences", open);
    out.push_str("</fieldset></form>\n");
}

fn overview(out: &mut String, sheets: &[Sheet<'_>]) {
    out.push_str(
        "<table class=\"overview\">\n<thead><tr><th>Operation</th><th class=\"share\">State of its rows</th>\
         <th class=\"number\">Rows</th><th class=\"number\">Open</th></tr></thead>\n<tbody>\n",
    );
    for Sheet { ledger, .. } in sheets {
        let _ = writeln!(
            out,
            "<tr><td><a href=\"#{id}\">{id}</a></td><td class=\"share\">{}</td>\
             <td class=\"number\" data-what=\"rows\">{}</td><td class=\"number\" data-what=\"open\">{}</td></tr>",
            bar(ledger),
            ledger.entries.len(),
            match ledger.open() {
                0 => "·".to_owned(),
                some => some.to_string(),
            },
            id = escape(&ledger.id),
        );
    }
    out.push_str("</tbody>\n</table>\n");
}

fn bar(ledger: &Ledger) -> String {
    let mut out = "<div class=\"bar\" role=\"img\" aria-label=\"".to_owned();
    let counts = State::ALL.map(|state| (state, ledger.count(state)));
    let some: Vec<_> = counts.into_iter().filter(|(_, count)| *count > 0).collect();
    let words: Vec<String> =
        some.iter().map(|(state, count)| format!("{count} {}", state.as_str())).collect();
    let _ = write!(out, "{}\">", words.join(", "));
    for ((state, count), words) in some.iter().zip(&words) {
        let class = class(*state);
        let _ = write!(out, "<i class=\"{class}\" style=\"flex:{count}\" title=\"{words}\"></i>");
    }
    out.push_str("</div>");
    out
}

fn operation(out: &mut String, sheet: &Sheet<'_>, link: &dyn Fn(&str) -> String) {
    let ledger = sheet.ledger;
    let id = escape(&ledger.id);
    let _ = write!(
        out,
        "<section class=\"operation\" id=\"{id}\">\n<div>\n<h2>{id}<small>{}</small></h2>\n<p class=\"request\">{}</p>\n\
         <p class=\"links\"><a href=\"{}\">page of the vendor</a><a href=\"{}\">{}</a>",
        escape(&ledger.title),
        escape(&ledger.request),
        escape(&ledger.url),
        escape(&link(&ledger.spec)),
        escape(&ledger.spec),
    );
    match &ledger.page {
        Some(page) => {
            let _ = write!(out, "<a href=\"{}\">{}</a>", escape(&link(page)), escape(page));
        }
        None => out.push_str("<span>no page compared</span>"),
    }
    let _ = write!(out, "</p>\n{}</div>\n<table class=\"rows\">\n{COLUMNS}", bar(ledger));
    let mut section = None;
    for entry in &ledger.entries {
        let (head, name) = entry.at.rsplit_once('.').unwrap_or(("", &entry.at));
        if section != Some(head) {
            let close = if section.is_some() { "</tbody>\n" } else { "" };
            let _ = writeln!(
                out,
                "{close}<tbody><tr class=\"section\"><th colspan=\"4\">{}</th></tr>",
                escape(head)
            );
            section = Some(head);
        }
        row(out, sheet, entry, name, link);
    }
    if section.is_some() {
        out.push_str("</tbody>\n");
    }
    out.push_str("</table>\n");
    if !ledger.open.is_empty() {
        out.push_str("<ul class=\"outside open\">\n");
        for sentence in &ledger.open {
            let _ = writeln!(out, "<li>{}</li>", quoted(sheet, sentence, link));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</section>\n");
}

fn row(
    out: &mut String,
    sheet: &Sheet<'_>,
    entry: &Entry,
    name: &str,
    link: &dyn Fn(&str) -> String,
) {
    let Entry { at: _, state, states, remarks, spec, page, open, constraints: _ } = entry;
    let class = class(*state);
    let marked = if open.is_empty() { "" } else { " open" };
    let _ = write!(
        out,
        "<tr class=\"entry {class}{marked}\"><td class=\"state\"><span class=\"chip {class}\"><b>{}</b>{}</span></td>\
         <td class=\"name\">{}</td><td class=\"states\">{}",
        state.sign(),
        state.as_str(),
        escape(name),
        escape(states)
    );
    for remark in remarks {
        let _ = write!(out, "<span class=\"remark\">{}</span>", code(remark));
    }
    out.push_str("</td><td class=\"places\">");
    for (cite, what) in [(page, "page"), (spec, "spec")] {
        if let Some((file, line)) =
            cite.as_ref().and_then(|cite| sheet.excerpts.line(cite, sheet.page))
        {
            let _ = write!(out, "<a href=\"{}\">{what} {line}</a>", escape(&link(file)));
        }
    }
    out.push_str("</td></tr>\n");
    for sentence in open {
        let _ = writeln!(
            out,
            "<tr class=\"sentence open {class}\"><td></td><td colspan=\"3\">{}</td></tr>",
            quoted(sheet, sentence, link)
        );
    }
}

fn quoted(sheet: &Sheet<'_>, sentence: &Open, link: &dyn Fn(&str) -> String) -> String {
    let place = sheet.excerpts.line(&Cite::Line(sentence.line), sheet.page);
    let place = place.map_or_else(String::new, |(file, line)| {
        format!(" · <a href=\"{}\">page {line}</a>", escape(&link(file)))
    });
    format!(
        "<q>{}</q><span class=\"label\">not expressed in the spec{place}</span>",
        escape(&sentence.text)
    )
}

/// A text in which backticks mark code.
fn code(text: &str) -> String {
    let parts = text.split('`').enumerate().map(|(index, part)| {
        let part = escape(part);
        if index % 2 == 1 { format!("<code>{part}</code>") } else { part }
    });
    parts.collect()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
