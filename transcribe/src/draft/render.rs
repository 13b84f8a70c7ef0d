//! Drafts as text, with the place of everything that the compiler may refuse.

use std::ops::Range;

use apiscribe_codegen::scalar;

use super::sheet::{Body, Example, Key, Part, Row, Rule, Sheet, State, Table};
use super::undecided::{Kind, Todo, one_line};
use super::write::{Writer, Written, block};

/// A part of an operation's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Name,
    Address,
    Request,
    Row { table: usize, row: usize },
    Fact { table: usize, row: usize, key: Key },
    Object { table: usize },
    Rule { table: Option<usize>, rule: usize },
    Paginate,
    Response(usize),
    Erratum,
    Example(usize),
    Authentication,
    Held(usize),
    Failure(usize),
}

/// What is written where nobody has decided yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// What the page has, or nothing: the compiler names the place.
    Open,
    /// A stand-in that compiles.
    Stubbed,
}

/// An address that no page has.
const NO_ADDRESS: &str = "https://example.invalid/undecided";

/// The text of an operation's file.
pub(super) fn operation(sheet: &Sheet<'_>, source: &str, mode: Mode) -> Written {
    let mut writer = Writer::new(mode);
    let source = one_line(source);
    writer.line(&format!("# Drafted from {source}. Each TODO is yours to decide."));
    writer.todos("", &sheet.todos);
    writer.todos("", &[about_todo()]);
    head(&mut writer, sheet);
    request(&mut writer, sheet);
    for (index, table) in sheet.tables.iter().enumerate() {
        if table.part != Part::Object {
            parameters(&mut writer, index, table);
        }
    }
    rules(&mut writer, "", None, &sheet.rules);
    paginate(&mut writer, sheet);
    responses(&mut writer, sheet);
    objects(&mut writer, &sheet.tables);
    errata(&mut writer, sheet);
    examples(&mut writer, &sheet.examples);
    writer.finish()
}

fn about_todo() -> Todo {
    Todo::new(Kind::About, "every `about` is made from a name: say it in your own words")
}

fn head(writer: &mut Writer, sheet: &Sheet<'_>) {
    writer.marked(Place::Name, |writer| {
        writer.line(&format!("operation: {}", scalar::flow(&sheet.name)));
        if let Some(rust) = &sheet.rust {
            writer.line(&format!("rust: {rust}"));
        }
    });
    writer.line(&format!("title: {}", block(&sheet.title)));
    writer.line(&format!("about: {}", block(&sheet.about)));
    let updated = sheet.updated.as_ref().map(|date| format!(", updated: {}", scalar::flow(date)));
    let updated = updated.unwrap_or_default();
    if sheet.address.is_none() {
        writer.todos(
            "",
            &[Todo::new(Kind::Address, "where is the page? Copy the address from the browser")],
        );
    }
    writer.marked(Place::Address, |writer| {
        let address = match (&sheet.address, writer.mode()) {
            (Some(address), _) => address.as_str(),
            (None, Mode::Stubbed) => NO_ADDRESS,
            (None, Mode::Open) => "TODO",
        };
        writer.line(&format!("page: {{ url: {}{updated} }}", address_scalar(address)));
    });
}

/// An address reads better without quotes, where it can.
fn address_scalar(address: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/:._-~%?=&+".contains(c);
    if address.chars().all(plain) { address.to_owned() } else { scalar::quoted(address) }
}

fn request(writer: &mut Writer, sheet: &Sheet<'_>) {
    let request = &sheet.request;
    for note in &request.notes {
        writer.line(&format!("# {note}"));
    }
    writer.todos("", &request.todos);
    writer.marked(Place::Request, |writer| {
        let stand_in = request.stand_in.as_ref().filter(|_| writer.mode() == Mode::Stubbed);
        let line = stand_in.or(request.line.as_ref()).map_or("TODO", String::as_str);
        writer.line(&format!("request: {}", block(line)));
    });
}

fn parameters(writer: &mut Writer, index: usize, table: &Table<'_>) {
    writer.blank();
    writer.todos("", &table.todos);
    let keyless = table.rows.iter().all(|row| row.left_out);
    let caption = remark(table);
    let comment = if keyless { "# " } else { "" };
    writer.line(&format!("{comment}{}:{caption}", table.part.as_str()));
    rows(writer, "  ", index, table, false);
}

/// The caption as a comment behind a key: the number of the table, not the words of the page.
fn remark(table: &Table<'_>) -> String {
    let caption = table.caption.as_deref().unwrap_or_default();
    let mut words = caption.split_whitespace();
    let (word, number) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let number = number.trim_end_matches([':', '.']);
    let is_number =
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    match (word, table.line) {
        ("Table" | "表", _) if is_number => format!(" # Table {number}"),
        (_, 0) => String::new(),
        (_, line) => format!(" # line {line}"),
    }
}

fn rows(writer: &mut Writer, indent: &str, index: usize, table: &Table<'_>, unused: bool) {
    for (number, row) in table.rows.iter().enumerate() {
        writer.todos(indent, &row.todos);
        let comment = if row.left_out || unused { "# " } else { "" };
        writer.text(&format!("{indent}{comment}"));
        writer.marked(Place::Row { table: index, row: number }, |writer| {
            self::row(writer, index, number, row);
        });
        writer.text("\n");
    }
}

fn row(writer: &mut Writer, table: usize, number: usize, row: &Row<'_>) {
    writer.text(&format!("{}: {{ ", scalar::flow(&row.name)));
    for (count, (key, value)) in row.facts.iter().enumerate() {
        if count > 0 {
            writer.text(", ");
        }
        writer.marked(Place::Fact { table, row: number, key: *key }, |writer| {
            writer.text(&format!("{}: {value}", key.as_str()));
        });
    }
    writer.text(" }");
}

fn rules(writer: &mut Writer, indent: &str, table: Option<usize>, rules: &[Rule]) {
    if rules.is_empty() {
        return;
    }
    if table.is_none() {
        writer.blank();
    }
    let keyless = rules.iter().all(|rule| rule.lines.is_empty());
    writer.line(&format!("{indent}{}rules:", if keyless { "# " } else { "" }));
    for (number, rule) in rules.iter().enumerate() {
        writer.todos(&format!("{indent}  "), rule.todo.as_slice());
        writer.marked(Place::Rule { table, rule: number }, |writer| {
            for (count, line) in rule.lines.iter().enumerate() {
                let bullet = if count == 0 { "- " } else { "  " };
                writer.line(&format!("{indent}  {bullet}{line}"));
            }
        });
    }
}

fn paginate(writer: &mut Writer, sheet: &Sheet<'_>) {
    let Some(paginate) = &sheet.paginate else { return };
    writer.blank();
    writer.marked(Place::Paginate, |writer| {
        let entries: Vec<String> =
            paginate.iter().map(|(key, row)| format!("{key}: {row}")).collect();
        writer.line(&format!("paginate: {{ {} }}", entries.join(", ")));
    });
}

fn responses(writer: &mut Writer, sheet: &Sheet<'_>) {
    writer.blank();
    writer.line("responses:");
    for (number, response) in sheet.responses.iter().enumerate() {
        writer.todos("  ", &response.todos);
        writer.marked(Place::Response(number), |writer| {
            let status = &response.status;
            match (&response.body, writer.mode()) {
                (Body::Object(name), _) | (Body::Undecided(name), Mode::Stubbed) => {
                    writer.line(&format!("  {status}: {}", scalar::flow(name)));
                }
                (Body::Undecided(_), Mode::Open) => writer.line(&format!("  {status}: empty")),
                (Body::LeftOut, _) => writer.line(&format!("  # {status}: …")),
            }
        });
    }
}

/// Objects of a file; `tables` may hold others.
pub(super) fn objects(writer: &mut Writer, tables: &[Table<'_>]) {
    let is_written = |table: &Table<'_>| {
        table.part == Part::Object
            && (table.state != State::StandIn || writer.mode() == Mode::Stubbed)
    };
    let written: Vec<(usize, &Table<'_>)> =
        tables.iter().enumerate().filter(|(_, table)| is_written(table)).collect();
    if written.is_empty() {
        return;
    }
    writer.blank();
    let keyless = written.iter().all(|(_, table)| table.state == State::Unused);
    writer.line(if keyless { "# objects:" } else { "objects:" });
    for (count, (index, table)) in written.into_iter().enumerate() {
        if count > 0 {
            writer.blank();
        }
        object(writer, index, table);
    }
}

fn object(writer: &mut Writer, index: usize, table: &Table<'_>) {
    let unused = table.state == State::Unused;
    let comment = if unused { "# " } else { "" };
    writer.todos("  ", &table.todos);
    writer.text(&format!("  {comment}"));
    writer.marked(Place::Object { table: index }, |writer| {
        writer.text(&format!("{}:", scalar::flow(&table.name)));
    });
    writer.line(&remark(table));
    // A row of this name takes the place of the sentence.
    if table.row("about").is_none() {
        writer.line(&format!("    {comment}about: {}", block(&table.about)));
    }
    if let Some(rust) = &table.rust {
        writer.line(&format!("    {comment}rust: {rust}"));
    }
    rows(writer, "    ", index, table, unused);
    if !unused {
        rules(writer, "    ", Some(index), &table.rules);
    }
}

fn errata(writer: &mut Writer, sheet: &Sheet<'_>) {
    if sheet.errata.is_empty() {
        return;
    }
    let stubbed = writer.mode() == Mode::Stubbed;
    let comment = if stubbed { "" } else { "# " };
    writer.blank();
    writer.line(&format!("{comment}errata:"));
    writer.marked(Place::Erratum, |writer| {
        for erratum in &sheet.errata {
            let text = format!(
                "{}: mend the table, or let the erratum say why the page is wrong",
                erratum.message
            );
            let todo = Todo::new(Kind::Example, text).quote(Some(super::row::here(erratum.line)));
            writer.todos("  ", &[todo]);
            writer.line(&format!("  {comment}- at: {}", scalar::flow(&erratum.at)));
            writer.line(&format!("  {comment}  page: {}", scalar::flow(&erratum.page)));
            writer.line(&format!("  {comment}  why: {}", if stubbed { "Undecided." } else { "…" }));
        }
    });
}

fn examples(writer: &mut Writer, examples: &[Example]) {
    if examples.is_empty() {
        return;
    }
    writer.blank();
    let keyless = examples.iter().all(|example| example.left_out);
    writer.line(if keyless { "# examples:" } else { "examples:" });
    for (number, example) in examples.iter().enumerate() {
        writer.todos("  ", &example.todos);
        if example.left_out {
            continue;
        }
        writer.marked(Place::Example(number), |writer| self::example(writer, example));
    }
}

fn example(writer: &mut Writer, example: &Example) {
    writer.line(&format!("  - side: {}", if example.request { "request" } else { "response" }));
    if let Some(status) = &example.status {
        writer.line(&format!("    status: {status}"));
    }
    if let Some(line) = &example.request_line {
        writer.line(&format!("    line: {}", block(line)));
    }
    if let Some(json) = &example.json {
        writer.literal("    json:", json);
    }
}

/// What a place of a text is: the narrowest mark around it.
pub(super) fn narrowest(marks: &[(Range<usize>, Place)], at: usize) -> Option<Place> {
    let around = marks.iter().filter(|(range, _)| range.contains(&at));
    around.min_by_key(|(range, _)| range.len()).map(|(_, place)| *place)
}
