//! What the reader has to say about keys, words and the shape of rows.

use super::access::{Meant, Variant};
use super::{Error, Reader};
use crate::diagnostic::Diagnostic;
use crate::suggest::{closest, did_you_mean};
use crate::tree::{Entry, Kind, Node};

/// Words of pages and of other formats for what a row calls otherwise, and whether their values mean the same.
const SYNONYMS: [(&str, &str, bool); 26] = [
    ("mandatory", "required", true),
    ("optional", "required", false),
    ("minimum", "min", true),
    ("minLength", "min", true),
    ("min_length", "min", true),
    ("minItems", "min", true),
    ("maximum", "max", true),
    ("maxLength", "max", true),
    ("max_length", "max", true),
    ("maxItems", "max", true),
    ("items", "each", false),
    ("enum", "values", false),
    ("options", "values", false),
    ("description", "about", true),
    ("desc", "about", true),
    ("summary", "about", true),
    ("regex", "pattern", true),
    ("sensitive", "secret", true),
    ("null", "nullable", false),
    ("alias", "aliases", true),
    ("headers", "header", true),
    ("parameters", "query", false),
    ("uri", "request", true),
    ("requires", "require", true),
    ("licence", "license", true),
    ("response", "responses", true),
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

    /// Reports a key that the struct does not have; gives the field that it seems to mean.
    pub(super) fn unknown_key(
        &self,
        entry: &Entry<'_>,
        all: &[Entry<'_>],
        name: &str,
        fields: &'static [&'static str],
    ) -> Option<Meant> {
        let key = entry.key.as_ref();
        let synonym =
            SYNONYMS.iter().find(|(word, field, _)| *word == key && fields.contains(field));
        let (help, meant) = if let Some(cause) = cause(entry, all, fields) {
            cause
        } else if let Some((_, field, same)) = synonym {
            let meant = same.then_some(Meant { field, usable: true });
            (Some(format!("write `{field}`")), meant)
        } else {
            let meant = closest(key, fields.iter().copied());
            let help = did_you_mean(key, fields.iter().copied());
            (help, meant.map(|field| Meant { field, usable: true }))
        };
        let mut diagnostic = Diagnostic::new(
            "E0111",
            &self.at(&entry.key_range),
            format!("unknown key `{}`", shown(key)),
        )
        .label(format!("{} has no such key", owner(name)));
        diagnostic.help = help;
        self.report.push(diagnostic);
        meant
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

    /// Rows are compared by eye and by line: one line each.
    pub(super) fn lint_line(&self, one_line: bool) {
        if one_line {
            return;
        }
        let range = self.key.map_or(&self.node.range, |(_, key)| key);
        let message = format!("the row {} is not on one line", self.name());
        let help = "write the row as `name: { type: …, about: … }` on one line";
        self.report.push(
            Diagnostic::new("E0116", &self.at(range), message)
                .label("one row, one line")
                .help(help),
        );
    }

    /// Mappings that are compared by eye have their keys in one order.
    pub(super) fn lint_order(
        &self,
        what: &str,
        entries: &[Entry<'_>],
        fields: &'static [&'static str],
    ) {
        let place = |key: &str| fields.iter().position(|field| *field == key);
        let mut last: Option<(usize, &str)> = None;
        for entry in entries {
            let Some(index) = place(&entry.key) else { continue };
            if let Some((_, before)) = last.filter(|(last, _)| index < *last) {
                let mut order: Vec<&str> = entries.iter().map(|entry| entry.key.as_ref()).collect();
                order.retain(|key| place(key).is_some());
                order.sort_by_key(|key| place(key));
                let message = format!("the keys of {what}{} are out of order", self.name());
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

/// Why a key with nothing after it is no key: a blank or quotes are missing. With the help, and the field that is meant.
fn cause(
    entry: &Entry<'_>,
    all: &[Entry<'_>],
    fields: &'static [&'static str],
) -> Option<(Option<String>, Option<Meant>)> {
    plain(&entry.value).filter(|text| text.is_empty())?;
    let key = entry.key.as_ref();
    if let Some((field, value)) = key.split_once(':')
        && let Some(field) = fields.iter().find(|known| **known == field)
    {
        let help = format!("a blank belongs after the colon: `{field}: {}`", shown(value));
        return Some((Some(help), Some(Meant { field, usable: false })));
    }
    let at = all.iter().position(|other| other.key_range == entry.key_range)?;
    let before = all.get(at.checked_sub(1)?)?;
    let text = plain(&before.value).filter(|text| !text.is_empty())?;
    let help = if goes_on(before, entry) {
        format!("write a number without separators: `{}: {text}{key}`", before.key)
    } else {
        let text = format!("{text}, {key}");
        format!("a text with a comma needs quotes: `{}: \"{}\"`", before.key, shown(&text))
    };
    Some((Some(help), None))
}

/// Whether a number was split at its comma: `max: 9,000`.
pub(super) fn goes_on(entry: &Entry<'_>, next: &Entry<'_>) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    plain(&entry.value).is_some_and(digits)
        && digits(&next.key)
        && plain(&next.value).is_some_and(str::is_empty)
}

/// The text of a value without quotes.
fn plain<'k>(value: &'k Node<'_>) -> Option<&'k str> {
    match &value.kind {
        Kind::Scalar { text, plain: true } => Some(text),
        _ => None,
    }
}

/// How a mapping is written that is often given as text or as a list.
pub(super) fn form(name: &str) -> Option<&'static str> {
    Some(match name {
        "RawRow" => "write `{ type: …, about: … }`",
        "RawPage" => "write `{ url: https://…, updated: 2022-12-05 }`",
        "RawRuntime" => "write `{ path: ../runtime }` or `{ version: 0.1.0 }`",
        "RawAuthentication" => "write `{ kind: token, header: X-Auth-Token }`",
        "RawSignature" => "write `{ algorithm: sdk-hmac-sha256 }`",
        "RawFailure" => "write `{ code: …, message: … }`",
        "RawSuccess" => "write `{ field: …, equals: …, absent: unexpected }`",
        "RawHeld" => "write `{ in: path, about: … }`",
        _ => return None,
    })
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
        "RawSignature" => "`signature`",
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
