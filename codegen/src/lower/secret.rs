//! Secrets: what is marked must be text, and what looks like one must be judged.

use super::scope::Type;
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Kind, Row};
use crate::raw::{Key, RawRow};

/// Words that name a secret wherever they stand in a name.
const WORDS: &[&str] = &[
    "credential",
    "credentials",
    "passcode",
    "passphrase",
    "passwd",
    "password",
    "passwords",
    "pwd",
    "secret",
    "secrets",
    "token",
    "tokens",
];

/// What makes a `key` a secret one.
const KEY_OWNERS: &[&str] = &[
    "access",
    "api",
    "app",
    "auth",
    "encryption",
    "master",
    "private",
    "secret",
    "signing",
    "ssh",
];

/// Checks `secret`, and asks for it.
pub(crate) fn check(row: &Row, raw: &RawRow, key: &Key, documented: &Type, report: &Report) {
    if *documented == Type::Unknown {
        return;
    }
    if let (Some((true, span)), false) = (raw.secret.given(), row.kind == Kind::Text) {
        report.push(
            Diagnostic::new("E0418", span, format!("a secret of type `{}`", row.documented_type))
                .label("only a `String` without `values` or date can be kept secret")
                .help("correct the type, or remove `secret`"),
        );
    }
    if raw.secret.is_absent()
        && !row.credential
        && row.kind == Kind::Text
        && looks_secret(&row.name)
    {
        report.push(
            Diagnostic::new("E0417", &key.span, format!("`{}` looks like a secret", row.name))
                .label("its value would be printed")
                .help("add `secret: true`, or `secret: false` if anyone may see it"),
        );
    }
    if let (Some((false, span)), true) = (raw.secret.given(), row.credential) {
        report.push(
            Diagnostic::new("E0417", span, format!("`{}` is the credential", row.name))
                .label("credentials are always secret")
                .help("remove `secret: false`"),
        );
    }
}

/// Whether a name says that its value is a secret.
#[must_use]
pub fn looks_secret(name: &str) -> bool {
    let snake = heck::ToSnakeCase::to_snake_case(name);
    let words: Vec<&str> = snake.split('_').collect();
    let pairs = words.iter().zip(words.iter().skip(1));
    words.iter().any(|word| WORDS.contains(word))
        || pairs
            .into_iter()
            .any(|(owner, key)| matches!(*key, "key" | "keys") && KEY_OWNERS.contains(owner))
        || words
            .iter()
            .any(|word| KEY_OWNERS.iter().any(|owner| word.strip_prefix(owner) == Some("key")))
}

#[cfg(test)]
mod tests {
    use super::looks_secret;

    #[test]
    fn names_of_secrets_are_known() {
        for secret in [
            "password",
            "userPassword",
            "X-Auth-Token",
            "client_secret",
            "x-api-key",
            "apikey",
            "AccessKey",
            "db_pwd",
        ] {
            assert!(looks_secret(secret), "{secret}");
        }
        for harmless in
            ["key", "keyword", "primary_key", "tokenizer", "user_name", "secretary", "passage"]
        {
            assert!(!looks_secret(harmless), "{harmless}");
        }
    }
}
