//! Names of emitted items: casing, keywords, and the names that emitted code needs for itself.

use heck::ToUpperCamelCase;
use proc_macro2::TokenStream;
use quote::{ToTokens, TokenStreamExt};

/// Keywords of every edition, those reserved for later included.
const KEYWORDS: &[&str] = &[
    "Self", "_", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Names that emitted code uses without a path, and those of each client's module.
const RESERVED_TYPES: &[&str] = &[
    "Box",
    "Client",
    "ClientBuilder",
    "Clone",
    "Default",
    "Err",
    "From",
    "Into",
    "New",
    "None",
    "Ok",
    "Option",
    "Result",
    "Send",
    "Some",
    "String",
    "Sync",
    "Vec",
];

/// Names of modules and features that emitted code needs.
const RESERVED_MODULES: &[&str] = &[
    "alloc",
    "apiscribe_runtime",
    "blocking",
    "client",
    "core",
    "default",
    "jiff",
    "reqwest",
    "runtime",
    "service",
    "shared",
    "signature",
    "std",
    "ureq",
];

/// Methods of models and of the traits they implement, and operators that a setter's signature would imitate.
const RESERVED_SETTERS: &[&str] = &[
    "add",
    "bitand",
    "bitor",
    "bitxor",
    "borrow",
    "borrow_mut",
    "clone",
    "clone_from",
    "clone_into",
    "default",
    "deserialize",
    "div",
    "drop",
    "eq",
    "fmt",
    "from",
    "into",
    "mul",
    "ne",
    "new",
    "place",
    "place_mut",
    "rem",
    "serialize",
    "shl",
    "shr",
    "sub",
    "table",
    "to_owned",
    "try_from",
    "try_into",
    "type_id",
    "violations",
];

/// Methods of traits that clients and their builders have, or that everything has.
const RESERVED_METHODS: &[&str] = &[
    "borrow",
    "borrow_mut",
    "clone",
    "clone_from",
    "clone_into",
    "default",
    "fmt",
    "from",
    "into",
    "new",
    "to_owned",
    "try_from",
    "try_into",
    "type_id",
];

/// Methods of clients.
const RESERVED_CLIENT_METHODS: &[&str] = &["builder", "send", "with_options"];

/// Methods of client builders: setters that every service has, or some; of the runtime's own builders, too.
const RESERVED_BUILDER_METHODS: &[&str] = &[
    "access_key",
    "allow_http",
    "attempt_timeout",
    "authentication",
    "body_cap",
    "build",
    "clock",
    "credential",
    "deadline",
    "endpoint",
    "header",
    "hold",
    "hook",
    "keep_rate_limits",
    "max_in_flight",
    "operations",
    "policy",
    "query",
    "retry",
    "token_provider",
    "transport",
    "waive",
];

/// The variant that keeps a value nobody documented.
const UNKNOWN_VARIANT: &str = "Unknown";

/// A Rust identifier, valid by construction: never a keyword, never empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(String);

impl Ident {
    /// The identifier as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A field, method or module: `X-Auth-Token` is `x_auth_token`, `type` is `type_`, `2fa` is `n2fa`.
    ///
    /// `None` where the text has no ASCII letter or digit, or is not ASCII.
    #[must_use]
    pub fn snake(text: &str) -> Option<Self> {
        Self::cased(text, "n", heck::ToSnakeCase::to_snake_case)
    }

    /// A type: `ld_datasource` is `LdDatasource`. `None` as for [`Ident::snake`].
    #[must_use]
    pub fn camel(text: &str) -> Option<Self> {
        Self::cased(text, "N", heck::ToUpperCamelCase::to_upper_camel_case)
    }

    /// A variant of an enumeration; `Unknown` is the one that keeps undocumented values.
    #[must_use]
    pub fn variant(text: &str) -> Option<Self> {
        Some(Self::camel(text)?.unless(&[UNKNOWN_VARIANT]))
    }

    /// The client's method of an operation, and the module of its file.
    #[must_use]
    pub fn method(text: &str) -> Option<Self> {
        let name = Self::snake(text)?.unless(RESERVED_METHODS).unless(RESERVED_CLIENT_METHODS);
        Some(name.unless(RESERVED_MODULES))
    }

    /// A setter of a client builder.
    #[must_use]
    pub fn held(text: &str) -> Option<Self> {
        Some(Self::snake(text)?.unless(RESERVED_METHODS).unless(RESERVED_BUILDER_METHODS))
    }

    /// A method that belongs to this one: `list_rules` and `pages` give `list_rules_pages`.
    #[must_use]
    pub fn followed_by(&self, suffix: &str) -> Self {
        Self(format!("{}_{suffix}", self.0.trim_end_matches('_')))
    }

    /// The setter of a field.
    #[must_use]
    pub fn setter(&self) -> Self {
        self.clone().unless(RESERVED_SETTERS)
    }

    /// The enumeration of a field of this type: `Rule` and `status` give `RuleStatus`.
    #[must_use]
    pub fn enumeration(&self, field: &Self) -> Self {
        Self(format!("{self}{}", field.0.to_upper_camel_case()))
    }

    /// A field that a maintainer named: it must be in the right case already.
    pub(crate) fn written_field(text: &str) -> Option<Self> {
        let ident = Self::snake(text)?;
        let bare = text.strip_suffix('_').unwrap_or(text);
        let right = ident.0 == text || (ident.0 == bare && !is_keyword(text));
        right.then(|| Self(text.to_owned()))
    }

    /// A type that a maintainer named: it must begin with an upper-case letter.
    pub(crate) fn written_type(text: &str) -> Option<Self> {
        let right = text.starts_with(|first: char| first.is_ascii_uppercase())
            && text.chars().all(|character| character.is_ascii_alphanumeric())
            && !is_keyword(text);
        right.then(|| Self(text.to_owned()))
    }

    /// What stands in for a name that was reported, or that nobody needs.
    #[must_use]
    pub fn placeholder() -> Self {
        Self("unnamed".to_owned())
    }

    /// Whether emitted code needs the name for something else.
    pub(crate) fn is_reserved_type(&self) -> bool {
        RESERVED_TYPES.contains(&self.as_str())
    }

    /// Whether emitted code needs the name for another module.
    pub(crate) fn is_reserved_module(&self) -> bool {
        RESERVED_MODULES.contains(&self.as_str())
    }

    fn cased(text: &str, digit_prefix: &str, case: impl Fn(&str) -> String) -> Option<Self> {
        if !text.is_ascii() || !text.bytes().any(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        let mut name = case(text);
        if name.starts_with(|first: char| first.is_ascii_digit()) {
            name.insert_str(0, digit_prefix);
        }
        if is_keyword(&name) {
            name.push('_');
        }
        Some(Self(name))
    }

    fn unless(mut self, taken: &[&str]) -> Self {
        if taken.contains(&self.as_str()) {
            self.0.push('_');
        }
        self
    }
}

impl std::fmt::Display for Ident {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(proc_macro2::Ident::new(&self.0, proc_macro2::Span::call_site()));
    }
}

fn is_keyword(text: &str) -> bool {
    KEYWORDS.contains(&text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn snake(text: &str) -> Option<String> {
        Ident::snake(text).map(|ident| ident.to_string())
    }

    #[test]
    fn documented_names_become_fields() {
        for (documented, field) in [
            ("X-Auth-Token", "x_auth_token"),
            ("createdDatetime", "created_datetime"),
            ("2fa", "n2fa"),
            ("type", "type_"),
            ("gen", "gen_"),
            ("self", "self_"),
            ("Self", "self_"),
            ("super", "super_"),
            ("crate", "crate_"),
            ("tags[]", "tags"),
            ("$filter", "filter"),
            ("___id___", "id"),
        ] {
            assert_eq!(snake(documented).as_deref(), Some(field), "{documented}");
        }
        for nameless in ["", " ", "_", "--", "größe", "名前", "a名"] {
            assert_eq!(snake(nameless), None, "{nameless}");
        }
    }

    #[test]
    fn documented_names_become_types_and_variants() {
        for (documented, name) in
            [("ld_datasource info", "LdDatasourceInfo"), ("self", "Self_"), ("3com", "N3com")]
        {
            assert_eq!(Ident::camel(documented).unwrap().as_str(), name);
        }
        assert_eq!(Ident::variant("unknown").unwrap().as_str(), "Unknown_");
        let owner = Ident::camel("Rule").unwrap();
        assert_eq!(owner.enumeration(&Ident::snake("type").unwrap()).as_str(), "RuleType");
    }

    #[test]
    fn setters_and_methods_step_aside() {
        assert_eq!(Ident::snake("New").unwrap().setter().as_str(), "new_");
        assert_eq!(Ident::snake("type").unwrap().setter().as_str(), "type_");
        assert_eq!(Ident::method("Clone").unwrap().as_str(), "clone_");
        assert_eq!(Ident::method("Shared").unwrap().as_str(), "shared_");
        assert_eq!(Ident::method("WithOptions").unwrap().as_str(), "with_options_");
        assert_eq!(Ident::method("Clone").unwrap().followed_by("items").as_str(), "clone_items");
        assert_eq!(Ident::held("retry").unwrap().as_str(), "retry_");
        assert_eq!(Ident::method("Retry").unwrap().as_str(), "retry");
    }

    #[test]
    fn a_written_name_must_be_ready_to_use() {
        for good in ["kind", "kind2", "type_", "new_"] {
            assert!(Ident::written_field(good).is_some(), "{good}");
        }
        for bad in ["", "_", "type", "Kind", "a-b", "a__b", "kind__", "2fa", "größe", "r#type"] {
            assert!(Ident::written_field(bad).is_none(), "{bad}");
        }
        for good in ["LDRule", "Rule2"] {
            assert!(Ident::written_type(good).is_some(), "{good}");
        }
        for bad in ["", "Self", "rule", "Ld_Rule", "Regel_", "Größe", "2Rule"] {
            assert!(Ident::written_type(bad).is_none(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn every_name_is_an_identifier(text in "\\PC{0,12}|[a-zA-Z0-9_ -]{0,12}") {
            let names = [Ident::snake(&text), Ident::camel(&text), Ident::variant(&text), Ident::method(&text)];
            for name in names.into_iter().flatten() {
                for name in [name.setter(), name] {
                    prop_assert!(syn::parse_str::<syn::Ident>(name.as_str()).is_ok(), "{text:?} gave {name}");
                }
            }
            for name in [Ident::written_field(&text), Ident::written_type(&text)].into_iter().flatten() {
                prop_assert!(syn::parse_str::<syn::Ident>(name.as_str()).is_ok(), "{text:?} gave {name}");
            }
        }
    }
}
