//! What becomes of a part of a draft that the compiler refuses.

use apiscribe_codegen::diagnostic::Diagnostic;
use apiscribe_codegen::names::Ident;
use apiscribe_codegen::scalar;

use super::render::Place;
use super::row;
use super::sheet::{Body, Key, Part, Row, Shared, Sheet, State, Table};
use super::undecided::{Kind, Todo};

/// Codes of names that another item has, or that are no names.
const NAMES: &[&str] = &["E0201", "E0202", "E0205", "E0206", "E0207", "E0209"];

/// Changes an operation; false where nothing can be done.
pub(super) fn sheet(
    sheet: &mut Sheet<'_>,
    place: Place,
    diagnostic: &Diagnostic,
    success: Option<&(String, &'static str)>,
) -> bool {
    match place {
        Place::Name if NAMES.contains(&diagnostic.code) => {
            let wanted = format!("{} operation", sheet.name);
            sheet.rust = next(sheet.rust.take(), &wanted, Ident::camel);
            sheet.rust.is_some()
        }
        Place::Request => request(sheet, diagnostic),
        Place::Row { table, row } => {
            sheet.tables.get_mut(table).is_some_and(|table| whole_row(table, row, diagnostic))
        }
        Place::Fact { table, row, key } => {
            sheet.tables.get_mut(table).is_some_and(|table| fact(table, row, key, diagnostic))
        }
        Place::Object { table } => object(sheet, table, diagnostic),
        Place::Rule { table, rule } => {
            let rules = match table {
                Some(table) => sheet.tables.get_mut(table).map(|table| &mut table.rules),
                None => Some(&mut sheet.rules),
            };
            let Some(rule) = rules.and_then(|rules| rules.get_mut(rule)) else { return false };
            let text = format!("`{}`: {}", rule.lines.join(" "), reason(diagnostic));
            rule.lines.clear();
            rule.todo = Some(Todo::new(Kind::Relation, text));
            true
        }
        Place::Paginate => sheet.paginate.take().is_some(),
        Place::Response(0) => {
            diagnostic.code == "E0710" && success.is_some_and(|success| tell(sheet, success))
        }
        Place::Response(number) => {
            let Some(response) = sheet.responses.get_mut(number) else { return false };
            response.body = Body::LeftOut;
            response.todos.push(Todo::new(Kind::Response, reason(diagnostic)));
            true
        }
        Place::Example(number) => {
            let Some(example) = sheet.examples.get_mut(number) else { return false };
            example.left_out = true;
            let text = format!("this example is left out: {}", reason(diagnostic));
            example.todos.push(Todo::new(Kind::Example, text).quote(Some(row::here(example.line))));
            true
        }
        Place::Name
        | Place::Address
        | Place::Erratum
        | Place::Authentication
        | Place::Held(_)
        | Place::Failure(_) => false,
    }
}

/// Gives the answer the field by which the service tells a success.
fn tell(sheet: &mut Sheet<'_>, (name, type_name): &(String, &'static str)) -> bool {
    let body = sheet.responses.first().map(|response| &response.body);
    let Some(Body::Object(answer) | Body::Undecided(answer)) = body else { return false };
    let mut objects = sheet.tables.iter_mut().filter(|table| table.part == Part::Object);
    let Some(table) = objects.find(|table| table.name == *answer) else { return false };
    let mut told = row::plain(name, type_name);
    if let Some(row) = table.rows.iter_mut().find(|row| row.name == *name && !row.left_out) {
        let before = row.fact(Key::Type).unwrap_or_default();
        if before == *type_name {
            return false;
        }
        let text = format!("`{before}`, but the service tells a success by it as a {type_name}");
        let quote = row.source.map(|source| row::here(source.line));
        row.todos.push(Todo::new(Kind::Type, text).quote(quote));
        row.facts = told.facts;
        return true;
    }
    let text = format!(
        "the service tells a success by `{name}`, which the page lacks here; an erratum `objects.{}.{name}` with `page: absent` says so",
        table.name
    );
    told.todos.push(Todo::new(Kind::Row, text).quote(Some(row::here(table.line))));
    table.rows.push(told);
    true
}

/// Changes what the operations share; false where nothing can be done.
pub(super) fn shared(shared: &mut Shared<'_>, place: Place, diagnostic: &Diagnostic) -> bool {
    match place {
        Place::Authentication => shared.authentication.take().is_some(),
        Place::Held(number) if number < shared.held.len() => {
            shared.held.remove(number);
            true
        }
        Place::Failure(number) => {
            let Some(failure) = shared.failures.get_mut(number) else { return false };
            if failure.fields.is_empty() || diagnostic.message.starts_with("no response") {
                let failure = shared.failures.remove(number);
                shared.objects.retain(|table| table.name != failure.object);
            } else {
                failure.fields.clear();
            }
            true
        }
        Place::Row { table, row } => {
            shared.objects.get_mut(table).is_some_and(|table| whole_row(table, row, diagnostic))
        }
        Place::Fact { table, row, key } => {
            shared.objects.get_mut(table).is_some_and(|table| fact(table, row, key, diagnostic))
        }
        Place::Object { table } => {
            let Some(table) = shared.objects.get_mut(table) else { return false };
            let wanted = format!("{} object", table.name);
            own_object(table, &wanted, diagnostic)
        }
        _ => false,
    }
}

/// What the compiler says, as a part of a sentence.
fn reason(diagnostic: &Diagnostic) -> String {
    let Diagnostic { message, label, .. } = diagnostic;
    if label.is_empty() { message.clone() } else { format!("{message} ({label})") }
}

/// The next name to try: the wanted one, then with 2, 3, …
fn next(before: Option<String>, wanted: &str, make: fn(&str) -> Option<Ident>) -> Option<String> {
    let Some(before) = before else {
        return make(wanted).map(|name| name.as_str().trim_end_matches('_').to_owned());
    };
    let bare = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let number: usize =
        before.get(bare.len()..).and_then(|digits| digits.parse().ok()).unwrap_or(1);
    Some(format!("{}{}", bare.trim_end_matches('_'), number.saturating_add(1)))
}

/// A path that no server has, with the parameters that are left.
fn request(sheet: &mut Sheet<'_>, diagnostic: &Diagnostic) -> bool {
    let new = stand_in(sheet);
    if sheet.request.stand_in.is_none() {
        let text =
            format!("{}. Which line is right? Until then nothing can be sent", reason(diagnostic));
        sheet.request.todos.push(Todo::new(Kind::Request, text));
    }
    sheet.request.stand_in.replace(new.clone()) != Some(new)
}

/// The stand-in of a request line, which has each row of the table `path`.
pub(super) fn stand_in(sheet: &Sheet<'_>) -> String {
    const METHODS: [&str; 6] = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"];
    let line = sheet.request.line.as_deref().unwrap_or_default();
    let stated = line.split(' ').next().filter(|method| METHODS.contains(method));
    let guessed = if sheet.table(Part::Body).is_some() { "POST" } else { "GET" };
    let mut path = format!("{} /undecided/{}", stated.unwrap_or(guessed), sheet.stem());
    let rows = sheet.table(Part::Path).map(|table| table.rows.as_slice()).unwrap_or_default();
    for row in rows.iter().filter(|row| !row.left_out) {
        // What can't stand in braces is refused as a row.
        if !row.name.is_empty()
            && !row.name.contains(|c: char| "{}/".contains(c) || c.is_whitespace())
        {
            path.extend(["/{", &row.name, "}"]);
        }
    }
    path
}

fn whole_row(table: &mut Table<'_>, number: usize, diagnostic: &Diagnostic) -> bool {
    let part = table.part;
    let Some(row) = table.rows.get_mut(number) else { return false };
    let quote = row.source.map(|source| row::here(source.line));
    match diagnostic.code {
        code if NAMES.contains(&code) => {
            let bare =
                Ident::snake(&row.name).map(|name| name.as_str().trim_end_matches('_').to_owned());
            let wanted = match (bare, part) {
                (None, _) => format!("field_{}", number + 1),
                (Some(bare), Part::Object) => format!("{bare}_value"),
                (Some(bare), part) => format!("{}_{bare}", part.as_str()),
            };
            let before = row.facts.remove(&Key::Rust);
            let Some(name) = next(before, &wanted, Ident::snake) else { return false };
            row.facts.insert(Key::Rust, name);
        }
        "E0417" => {
            row.facts.insert(Key::Secret, "true".to_owned());
        }
        "E0211" if row.facts.remove(&Key::Required).is_some() => {
            let text = format!("mandatory on the page, but {}", reason(diagnostic));
            row.todos.push(Todo::new(Kind::Mandatory, text).quote(quote));
        }
        _ if row.left_out => return false,
        _ => {
            let text = format!("`{}` is left out: {}", row.name, reason(diagnostic));
            row.todos.push(Todo::new(Kind::Row, text).quote(quote));
            row.left_out = true;
        }
    }
    true
}

fn fact(table: &mut Table<'_>, number: usize, key: Key, diagnostic: &Diagnostic) -> bool {
    let part = table.part;
    let Some(row) = table.rows.get_mut(number) else { return false };
    match key {
        Key::Type => kind(row, part, diagnostic),
        Key::Rust => {
            let before = row.facts.remove(&Key::Rust);
            let Some(name) = next(before, &row.name.clone(), Ident::snake) else { return false };
            row.facts.insert(Key::Rust, name);
            true
        }
        Key::Values | Key::Each if diagnostic.message.contains("beyond the m") => {
            let bound = if diagnostic.message.ends_with("minimum") { Key::Min } else { Key::Max };
            refuse(row, bound, diagnostic) || refuse(row, key, diagnostic)
        }
        Key::Values => {
            row.facts.remove(&Key::Case);
            refuse(row, key, diagnostic)
        }
        _ => refuse(row, key, diagnostic),
    }
}

/// A type that its place does not have: text fits everywhere, any JSON into bodies only.
fn kind(row: &mut Row<'_>, part: Part, diagnostic: &Diagnostic) -> bool {
    let stand_in = if matches!(part, Part::Body | Part::Object) { "Object" } else { "String" };
    let before = row.fact(Key::Type).unwrap_or_default().to_owned();
    if before == stand_in {
        return false;
    }
    let text = format!("`{before}`: {}. Until then it is {stand_in}", reason(diagnostic));
    let quote = row.source.map(|source| row::here(source.line));
    row.todos.push(Todo::new(Kind::Type, text).quote(quote));
    let kept =
        [Key::Required, Key::Nullable, Key::Deprecated, Key::Reserved, Key::Rust, Key::About];
    row.facts.retain(|key, _| kept.contains(key));
    row.facts.insert(Key::Type, stand_in.to_owned());
    true
}

/// Takes a fact out of a row, and says so.
fn refuse(row: &mut Row<'_>, key: Key, diagnostic: &Diagnostic) -> bool {
    let Some(value) = row.facts.remove(&key) else { return false };
    let kind = match key {
        Key::Min | Key::Max => Kind::Bound,
        Key::Default => Kind::Default,
        Key::Values | Key::Each | Key::Case => Kind::Values,
        Key::Required => Kind::Mandatory,
        // What the name alone suggested is no fact of the page.
        Key::Secret | Key::About => return true,
        _ => Kind::Fact,
    };
    let quote = row.source.map(|source| row::quote(source, key, line(source, key)));
    let text = format!("`{}: {value}`: {}", key.as_str(), reason(diagnostic));
    row.todos.push(Todo::new(kind, text).quote(quote));
    true
}

/// The line that a fact was read from.
fn line(source: &crate::facts::Row, key: Key) -> usize {
    let found = match key {
        Key::Min => source.min.as_ref().map(|found| found.line),
        Key::Max => source.max.as_ref().map(|found| found.line),
        Key::Default => source.default.as_ref().map(|found| found.line),
        Key::Values | Key::Each => source.values.as_ref().map(|found| found.line),
        _ => None,
    };
    found.unwrap_or(source.line)
}

fn object(sheet: &mut Sheet<'_>, number: usize, diagnostic: &Diagnostic) -> bool {
    let operation = sheet.name.clone();
    let Some(table) = sheet.tables.get_mut(number) else { return false };
    match diagnostic.code {
        "E0210" | "E0216" => {
            let old = table.name.clone();
            let name = next(None, &format!("{operation} {old}"), Ident::camel);
            let Some(name) = name.filter(|name| *name != old) else { return false };
            rename(sheet, &old, &name);
            true
        }
        _ => {
            // The names of most answers begin with their operation.
            let wanted = match table.name.strip_prefix(&operation) {
                Some(rest) => format!("{operation} {rest} object"),
                None => format!("{operation} {}", table.name),
            };
            own_object(table, &wanted, diagnostic)
        }
    }
}

/// Changes an object without a look at what is around it.
fn own_object(table: &mut Table<'_>, wanted: &str, diagnostic: &Diagnostic) -> bool {
    match diagnostic.code {
        code if NAMES.contains(&code) => {
            table.rust = next(table.rust.take(), wanted, Ident::camel);
            // The object's own name and a row of this name are one key.
            for row in table.rows.iter_mut().filter(|row| row.name == "rust" && !row.left_out) {
                row.todos.push(Todo::new(Kind::Row, "an object that is renamed has no row `rust`"));
                row.left_out = true;
            }
            table.rust.is_some()
        }
        "E0204" if table.state == State::Drafted => {
            let text = format!("nothing uses `{}`: whose type is it?", table.name);
            table.todos.push(Todo::new(Kind::Table, text).quote(Some(row::here(table.line))));
            table.state = State::Unused;
            true
        }
        "E0217" => {
            let mut row = row::plain("undecided", "Object");
            row.todos.push(Todo::new(Kind::Row, "no row of the page is left: this one stands in"));
            table.rows.push(row);
            true
        }
        _ => false,
    }
}

/// Gives an object another name, wherever it is named.
fn rename(sheet: &mut Sheet<'_>, old: &str, new: &str) {
    for table in &mut sheet.tables {
        if table.part == Part::Object && table.name == old {
            new.clone_into(&mut table.name);
        }
        for row in &mut table.rows {
            let Some(spelt) = row.facts.get_mut(&Key::Type) else { continue };
            if spelt.rsplit(" of ").next() == Some(old) {
                let kept = spelt.len() - old.len();
                *spelt = scalar::flow(&format!("{}{new}", spelt.get(..kept).unwrap_or_default()));
            }
        }
    }
    for response in &mut sheet.responses {
        if let Body::Object(name) | Body::Undecided(name) = &mut response.body
            && name == old
        {
            new.clone_into(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_tried_with_numbers() {
        let of =
            |before: Option<&str>| next(before.map(str::to_owned), "rule status", Ident::camel);
        assert_eq!(of(None).as_deref(), Some("RuleStatus"));
        assert_eq!(of(Some("RuleStatus")).as_deref(), Some("RuleStatus2"));
        assert_eq!(of(Some("RuleStatus9")).as_deref(), Some("RuleStatus10"));
    }
}
