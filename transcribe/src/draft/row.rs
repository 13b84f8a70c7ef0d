//! Rows: from what a table of a page says to the keys of the spec.

use std::collections::BTreeMap;

use apiscribe_codegen::names::Ident;
use apiscribe_codegen::{looks_secret, scalar};

use crate::facts::{self, Choice, Found, Mandatory, Relation};

use super::sheet::{Key, Row};
use super::types::{Item, Spelling};
use super::undecided::{Kind, Quote, Todo};
use super::words;

/// Words of a meaning that is a label and no sentence.
const LABEL_WORDS: usize = 3;
/// Characters of such a label.
const LABEL_LENGTH: usize = 30;

/// A row without facts but type and sentence.
pub(super) fn plain<'f>(name: &str, type_name: &str) -> Row<'f> {
    let mut row = Row {
        name: name.to_owned(),
        facts: BTreeMap::new(),
        todos: Vec::new(),
        source: None,
        left_out: false,
    };
    row.facts.insert(Key::Type, scalar::flow(type_name));
    row.facts.insert(Key::About, scalar::flow(&words::about_row(name)));
    if type_name == "String" && looks_secret(name) {
        row.facts.insert(Key::Secret, "true".to_owned());
    }
    row
}

/// The draft of a row; `object` is the name of the object that its table gives it.
pub(super) fn draft<'f>(source: &'f facts::Row, object: Option<&str>) -> Row<'f> {
    let written = source.type_name.as_ref().map(|found| found.value.as_str());
    let read = written.map_or(Spelling::value("String"), Spelling::read);
    let mut drafting = Drafting { source, row: plain(&source.name, "String") };
    drafting.row.source = Some(source);
    let spelt = drafting.kind(written, read, object);
    drafting.mandatory();
    drafting.bounds(&spelt);
    drafting.default(&spelt);
    drafting.values(&spelt);
    drafting.marks(&spelt);
    drafting.sentences();
    drafting.row
}

struct Drafting<'f> {
    source: &'f facts::Row,
    row: Row<'f>,
}

impl Drafting<'_> {
    fn set(&mut self, key: Key, value: impl Into<String>) {
        self.row.facts.insert(key, value.into());
    }

    fn todo(&mut self, kind: Kind, text: impl Into<String>, quote: Option<Quote>) {
        self.row.todos.push(Todo::new(kind, text).quote(quote));
    }

    /// Sets the type, and gives it.
    fn kind(&mut self, written: Option<&str>, read: Spelling, object: Option<&str>) -> String {
        let quote = self.source.type_name.as_ref().map(|found| here(found.line));
        let is_clock =
            |format: &str| self.source.format.as_ref().is_some_and(|found| found.value == format);
        // A moment in milliseconds is a number, whatever the page calls it.
        let is_moment = read == Spelling::value("DateTime") || read == Spelling::value("String");
        let read = if is_moment && is_clock("epoch-ms") { Spelling::value("Long") } else { read };
        let spelt = match object {
            Some(object) if read.may_be_object() => read.spelt(object),
            _ => read.spelt("Object"),
        };
        self.set(Key::Type, scalar::flow(&spelt));
        let written = written.unwrap_or_default();
        match &read.item {
            Item::Named(_) | Item::Objects if object.is_none() => self.todo(
                Kind::Type,
                format!(
                    "`{written}` has no table here: which object is it? Until then it is any JSON"
                ),
                quote,
            ),
            Item::Unknown if object.is_none() => self.todo(
                Kind::Type,
                format!("what is `{written}`? Until then it is any JSON"),
                quote,
            ),
            Item::File => self.todo(
                Kind::Type,
                format!("`{written}` is no text; files are not emitted yet"),
                quote,
            ),
            _ if self.source.type_name.is_none() => {
                self.todo(Kind::Type, "the page states no type", Some(here(self.source.line)));
            }
            _ if object.is_some() && !read.may_be_object() => self.todo(
                Kind::Type,
                format!("`{written}`, but a table describes its fields: which is right?"),
                quote,
            ),
            _ => {}
        }
        spelt
    }

    fn mandatory(&mut self) {
        match &self.source.mandatory {
            Some(Found { value: Mandatory::Yes, .. }) => self.set(Key::Required, "true"),
            Some(Found { value: Mandatory::Conditional(condition), line, .. }) => {
                let told = self.source.relations.iter().any(|relation| is_clear(&relation.value));
                if !told {
                    let quote = Quote { line: *line, text: condition.clone() };
                    let text = "mandatory under a condition: write a rule, or `required: true`";
                    self.todo(Kind::Mandatory, text, Some(quote));
                }
            }
            Some(Found { value: Mandatory::No, .. }) | None => {}
        }
    }

    /// Bounds as the page has them; what the type can't have, the compiler refuses.
    fn bounds(&mut self, spelt: &str) {
        let no_size = ["Boolean", "Object", "DateTime"].contains(&spelt);
        for (key, found) in [(Key::Min, &self.source.min), (Key::Max, &self.source.max)] {
            let Some(found) = found else { continue };
            let number = found.value.replace([',', '_', ' '], "");
            // A row that only a person can type may be one that has a size.
            if no_size {
                let text = format!("`{}: {number}` is no bound of a {spelt}", key.as_str());
                self.todo(Kind::Bound, text, Some(self.quote(key, found.line)));
            } else {
                self.set(key, scalar::flow(&number));
            }
        }
    }

    fn default(&mut self, spelt: &str) {
        let Some(found) = &self.source.default else { return };
        let text = found.value.trim();
        // `默认为逗号`: the page has a word for the value, not the value.
        if text.contains(is_ideograph) {
            let text = format!("`{text}` is a word for the default: which value is it?");
            self.todo(Kind::Default, text, Some(self.quote(Key::Default, found.line)));
            return;
        }
        let value = match spelt {
            "Boolean" => text.to_lowercase(),
            "Integer" | "Long" | "Double" => text.replace(',', ""),
            _ => text.to_owned(),
        };
        self.set(Key::Default, literal(&value, spelt));
    }

    fn values(&mut self, spelt: &str) {
        let Some(found) = &self.source.values else { return };
        let mut choices: Vec<&Choice> = Vec::new();
        for choice in &found.value {
            if !choices.iter().any(|known| known.value == choice.value) {
                choices.push(choice);
            }
        }
        let list: Vec<&str> = choices.iter().map(|choice| choice.value.as_str()).collect();
        let list = list.join("|");
        // `databases.数据库名`: the words stand for a name.
        let is_template = |choice: &&Choice| {
            choice.value.contains(is_ideograph)
                && choice.value.contains(|c: char| c.is_ascii_alphabetic())
        };
        if choices.iter().any(is_template) {
            let text = format!(
                "`{list}` have words in them that stand for something: what are the values?"
            );
            self.todo(Kind::Values, text, Some(self.quote(Key::Values, found.line)));
            return;
        }
        let item = spelt.rsplit(" of ").next().unwrap_or_default();
        match item {
            "Boolean" if choices.iter().all(|choice| is_truth(&choice.value)) => return,
            "String" | "Integer" | "Long" => {}
            _ => {
                let text = format!("`{list}` can't be values of a {spelt}");
                self.todo(Kind::Values, text, Some(self.quote(Key::Values, found.line)));
                return;
            }
        }
        // A text with a format has no enumeration.
        let (values, unnamed) = entries(&choices, item);
        if spelt == item {
            self.set(Key::Values, values);
        } else if spelt.matches(" of ").count() == 1 {
            self.set(Key::Each, format!("{{ values: {values} }}"));
        } else {
            let text = format!("`{list}` are values within a {spelt}");
            self.todo(Kind::Values, text, Some(self.quote(Key::Values, found.line)));
            return;
        }
        // A value that the page has nothing to say of needs no better meaning.
        let told: Vec<String> = unnamed
            .iter()
            .filter_map(|choice| Some(format!("{}: {}", choice.value, choice.meaning.as_ref()?)))
            .collect();
        if !told.is_empty() {
            let quote = Quote { line: found.line, text: told.join("; ") };
            self.todo(Kind::Values, "say in a word or two what each value means", Some(quote));
        }
    }

    /// Format, characters, unit, and what is either so or not.
    fn marks(&mut self, spelt: &str) {
        let source = self.source;
        let is = |found: &Option<Found<bool>>| found.as_ref().is_some_and(|found| found.value);
        let plain = !self.row.facts.contains_key(&Key::Values);
        let is_number = ["Integer", "Long", "Double"].contains(&spelt);
        if is(&source.ignore_case) && !plain && spelt == "String" {
            self.set(Key::Case, "insensitive");
        }
        if let Some(found) = &source.format {
            let fits = match found.value.as_str() {
                "date-time" => spelt == "String" || spelt == "DateTime",
                "epoch-ms" => spelt == "Integer" || spelt == "Long",
                _ => spelt == "String",
            };
            if fits && plain {
                self.set(Key::Format, found.value.clone());
            }
        }
        if let Some(found) = source.charset.as_ref().filter(|_| spelt == "String" && plain) {
            self.set(Key::Charset, scalar::quoted(&found.value));
        }
        if let Some(found) = source
            .unit
            .as_ref()
            .filter(|_| is_number && plain && !self.row.facts.contains_key(&Key::Format))
        {
            self.set(Key::Unit, scalar::flow(&found.value));
        }
        for (key, found) in [
            (Key::Nullable, &source.nullable),
            (Key::Deprecated, &source.deprecated),
            (Key::Reserved, &source.reserved),
        ] {
            if is(found) {
                self.set(key, "true");
            }
        }
        let is_text = spelt == "String"
            && plain
            && source.format.as_ref().is_none_or(|found| found.value != "date-time");
        self.row.facts.remove(&Key::Secret);
        if is_text && looks_secret(&self.row.name) {
            self.set(Key::Secret, "true");
        }
    }

    fn sentences(&mut self) {
        for (key, found) in &self.source.also {
            let gave = |sentence: &&facts::Sentence| sentence.line == found.line;
            let sentence = self.source.sentences.iter().find(gave);
            let text = sentence.map(|sentence| sentence.text.clone()).unwrap_or_default();
            let quote = Quote { line: found.line, text };
            let text = format!("the page says `{key}: {}` too: which is right?", found.value);
            self.todo(Kind::Fact, text, Some(quote));
        }
        for sentence in self.source.sentences.iter().filter(|sentence| sentence.constrains) {
            if sentence.gave.is_empty() {
                let quote = Quote { line: sentence.line, text: sentence.text.clone() };
                self.todo(Kind::Sentence, "does this constrain the row?", Some(quote));
            }
        }
    }

    fn quote(&self, key: Key, line: usize) -> Quote {
        quote(self.source, key, line)
    }
}

/// The sentence that a fact was read from.
pub(super) fn quote(source: &facts::Row, key: Key, line: usize) -> Quote {
    let gave = |sentence: &&facts::Sentence| sentence.gave.contains(&key.as_str());
    let sentence = source.sentences.iter().find(gave);
    sentence.map_or_else(
        || here(line),
        |sentence| Quote { line: sentence.line, text: sentence.text.clone() },
    )
}

/// A place that needs no words.
pub(super) fn here(line: usize) -> Quote {
    Quote { line, text: String::new() }
}

/// A default as YAML: quoted where a text would read as a number is no matter, for the type decides.
fn literal(value: &str, spelt: &str) -> String {
    let is_number = ["Integer", "Long", "Double"].contains(&spelt);
    let number = value.strip_prefix('-').unwrap_or(value);
    if is_number
        && !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    {
        value.to_owned()
    } else {
        scalar::flow(value)
    }
}

/// Whether a character is Chinese: values are sent, and words stand for them on a page.
fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}')
}

fn is_truth(text: &str) -> bool {
    ["true", "false"].contains(&text.trim().to_lowercase().as_str())
}

/// The mapping of values, and those whose meaning the page tells in a sentence only.
fn entries<'c>(choices: &[&'c Choice], item: &str) -> (String, Vec<&'c Choice>) {
    let mut unnamed = Vec::new();
    let mut taken: Vec<Ident> = Vec::new();
    let mut written = Vec::new();
    for choice in choices {
        let label = label(choice.meaning.as_deref());
        let variant = label.and_then(Ident::variant).filter(|variant| !taken.contains(variant));
        let spoken = choice.value.replace(['_', '-'], " ");
        let meaning = match (label, item) {
            (Some(label), "String") => label.to_owned(),
            (Some(label), _) if variant.is_some() => label.to_owned(),
            (_, "String") => spoken,
            _ => {
                unnamed.push(*choice);
                format!("value {}", choice.value)
            }
        };
        taken.extend(variant);
        // Where the wire value gives no name for a variant, the meaning has to.
        let nameless = item == "String"
            && Ident::variant(&choice.value).is_none()
            && Ident::variant(&meaning).is_none();
        let meaning = if nameless {
            unnamed.push(*choice);
            format!("value {}", written.len() + 1)
        } else {
            meaning
        };
        written.push(format!("{}: {}", scalar::flow(&choice.value), scalar::flow(&meaning)));
    }
    (format!("{{ {} }}", written.join(", ")), unnamed)
}

/// A meaning that is a word or two; sentences are the vendor's.
fn label(meaning: Option<&str>) -> Option<&str> {
    let meaning = meaning?.trim().trim_end_matches(['.', ';', ',']);
    let short = meaning.split_whitespace().count() <= LABEL_WORDS
        && meaning.len() <= LABEL_LENGTH
        && meaning.is_ascii()
        && meaning.bytes().any(|byte| byte.is_ascii_alphabetic());
    short.then_some(meaning)
}

fn is_clear(relation: &Relation) -> bool {
    !matches!(relation, Relation::Unclear(_) | Relation::OnlyWhen { .. })
}
