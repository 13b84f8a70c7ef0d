//! What the reader has to say about keys, words and the shape of rows.

use super::access::Variant;
use super::{Error, Reader};
use crate::diagnostic::Diagnostic;
use crate::suggest::{closest, did_you_mean};
use crate::tree::{Entry, Kind};

/// Words of pages and of other formats for what a row calls otherwise.
const SYNONYMS: [(&str, &str); 24] = [
    ("mandatory", "required"),
    ("optional", "required"),
    ("minimum", "min"),
    ("minLength", "min"),
    ("min_length", "min"),
    ("minItems", "min"),
    ("maximum", "max"),
    ("maxLength", "max"),
    ("max_length", "max"),
    ("maxItems", "max"),
    ("items", "each"),
    ("enum", "values"),
    ("options", "values"),
    ("description", "about"),
    ("desc", "about"),
    ("summary", "about"),
    ("regex", "pattern"),
    ("sensitive", "secret"),
    ("null", "nullable"),
    ("alias", "aliases"),
    ("headers", "header"),
    ("parameters", "query"),
    ("uri", "request"),
    ("requires", "require"),
];

impl Reader<'_, '_, '_> {
    /// A key with nothing after it.
    pub(super) fn nothing(&self) -> Diagnostic {
        // The value is empty: its key is what a reader can see.
        let range = self.key.map_or(&self.node.range, |(_, key)| key);
        let help = "give the value or remove the key; an empty text is written `\"\"`";
        Diagnostic::new("E0112", &self.at(range), format!("{} has no value", self.name()))
            .label("nothing follows")
            .help(help)
    }

    pub(super) fn unknown_key(
        &self,
        entry: &Entry<'_>,
        name: &str,
        fields: &'static [&'static str],
    ) {
        let key = entry.key.as_ref();
        let synonym = SYNONYMS.iter().find(|(word, field)| *word == key && fields.contains(field));
        let help = match synonym {
            Some((_, field)) => Some(format!("write `{field}`")),
            None => did_you_mean(key, fields.iter().copied()),
        };
        let mut diagnostic = Diagnostic::new(
            "E0111",
            &self.at(&entry.key_range),
            format!("unknown key `{}`", shown(key)),
        )
        .label(format!("{} has no such key", owner(name)));
        diagnostic.help = help;
        self.report.push(diagnostic);
    }

    /// The variant that the node's own kind names.
    pub(super) fn kind_variant(
        &self,
        variants: &'static [&'static str],
    ) -> Result<&'static str, Error> {
        let name = match &self.node.kind {
            Kind::Refused => return Err(Error::reported()),
            Kind::Scalar { .. } => "Scalar",
            Kind::Sequence(_) => "Sequence",
            Kind::Mapping { .. } => "Mapping",
        };
        if let Some(variant) = variants.iter().find(|variant| **variant == name) {
            return Ok(variant);
        }
        let forms = ["text", "a list", "a mapping"];
        let expected: Vec<&str> = Variant::KINDS
            .iter()
            .zip(forms)
            .filter_map(|(kind, form)| variants.contains(kind).then_some(form))
            .collect();
        Err(self.mismatch(&expected.join(" or "), None))
    }

    /// The variant of this word.
    pub(super) fn word_variant(
        &self,
        variants: &'static [&'static str],
    ) -> Result<&'static str, Error> {
        let words = variants.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        let Kind::Scalar { text, .. } = &self.node.kind else {
            return Err(self.mismatch(&format!("one of {words}"), None));
        };
        if let Some(variant) = variants.iter().find(|variant| *variant == text) {
            return Ok(variant);
        }
        let message = format!("{} can't be `{}`", self.name(), shown(text));
        let mut diagnostic = Diagnostic::new("E0115", &self.span(), message)
            .label(format!("expected one of {words}"));
        diagnostic.help =
            closest(text, variants.iter().copied()).map(|word| format!("did you mean `{word}`?"));
        Err(Error::from(diagnostic))
    }

    /// Rows are compared by eye and by line: one line each, keys always in one order.
    pub(super) fn lint_row(
        &self,
        entries: &[Entry<'_>],
        one_line: bool,
        fields: &'static [&'static str],
    ) {
        if !one_line {
            let range = self.key.map_or(&self.node.range, |(_, key)| key);
            let message = format!("the row {} is not on one line", self.name());
            let help = "write the row as `name: { type: …, about: … }` on one line";
            self.report.push(
                Diagnostic::new("E0116", &self.at(range), message)
                    .label("one row, one line")
                    .help(help),
            );
        }
        let place = |key: &str| fields.iter().position(|field| *field == key);
        let mut last: Option<(usize, &str)> = None;
        for entry in entries {
            let Some(index) = place(&entry.key) else { continue };
            if let Some((_, before)) = last.filter(|(last, _)| index < *last) {
                let mut order: Vec<&str> = entries.iter().map(|entry| entry.key.as_ref()).collect();
                order.retain(|key| place(key).is_some());
                order.sort_by_key(|key| place(key));
                let message = format!("the keys of the row {} are out of order", self.name());
                self.report.push(
                    Diagnostic::new("E0117", &self.at(&entry.key_range), message)
                        .label(format!("`{}` comes before `{before}`", entry.key))
                        .help(format!("the order here: {}", order.join(", "))),
                );
                return;
            }
            last = Some((index, &entry.key));
        }
    }

    /// Reports an entry of an object that is neither a row nor one of the few other keys.
    pub(super) fn refuse_stray(&self, entry: &Entry<'_>) -> bool {
        let key = entry.key.as_ref();
        let (what, allowed) = match &entry.value.kind {
            Kind::Scalar { text, plain } if !(*plain && text.is_empty()) => {
                ("a text", ["about", "rust"].as_slice())
            }
            Kind::Sequence(_) => ("a list", ["rules"].as_slice()),
            _ => return false,
        };
        if allowed.contains(&key) {
            return false;
        }
        let mut help = format!("write the row as `{}: {{ type: …, about: … }}`", shown(key));
        if let Some(word) = closest(key, allowed.iter().copied()) {
            help = format!("did you mean `{word}`? If it is a row, {help}");
        }
        let message = format!("`{}` of an object is {what}", shown(key));
        self.report.push(
            Diagnostic::new("E0119", &self.at(&entry.key_range), message)
                .label(format!("only {} of an object may be {what}", allowed.join(" and ")))
                .help(help),
        );
        true
    }
}

/// How messages call the owner of a key.
fn owner(name: &str) -> &'static str {
    match name {
        "RawOperation" => "the file of an operation",
        "RawSdk" => "sdk.yaml",
        "RawService" => "service.yaml",
        "RawRow" => "a row",
        "RawRule" => "a rule",
        "RawErratum" => "an erratum",
        "RawExample" => "an example",
        "RawGroup" => "a group",
        "RawHeld" => "a parameter of the client",
        "RawFailure" => "a failure",
        "RawResponse" => "a response",
        "RawPage" => "`page`",
        "RawPaginate" => "`paginate`",
        "RawRuntime" => "`runtime`",
        "RawSuccess" => "`success`",
        "RawAuthentication" => "`authentication`",
        _ => "this mapping",
    }
}

/// Enough of a word to recognise it, on one line.
fn shown(word: &str) -> String {
    const LONGEST: usize = 60;
    let mut text: String = word.chars().take(LONGEST).flat_map(char::escape_debug).collect();
    if word.chars().count() > LONGEST {
        text.push('…');
    }
    text.replace("\\'", "'").replace("\\\"", "\"")
}
