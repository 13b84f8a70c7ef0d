//! Words made of names: sentences that a curator replaces, and names that an operation or object can have.

use apiscribe_codegen::names::Ident;

/// What a row, an object or an operation is called in words: `rule_id` is `rule ID`.
pub(super) fn spoken(name: &str) -> String {
    let snake = Ident::snake(name).map_or_else(
        || name.trim().to_owned(),
        |ident| ident.as_str().trim_end_matches('_').to_owned(),
    );
    let words: Vec<String> = snake
        .split('_')
        .map(|word| match word {
            word if ACRONYMS.contains(&word) => word.to_uppercase(),
            "ids" => "IDs".to_owned(),
            word => word.to_owned(),
        })
        .collect();
    words.join(" ")
}

const ACRONYMS: &[&str] = &[
    "api", "cpu", "dns", "html", "http", "https", "id", "ip", "json", "sql", "ssl", "tls", "uri",
    "url", "uuid", "vpc", "xml",
];

/// Bytes of the name of an operation or object at most: it becomes the name of a file, of types and of features.
const LONGEST: usize = 64;

/// As many words of a name in camel case as a name can have.
pub(super) fn shortened(name: &str) -> &str {
    let Some(start) = name.get(..LONGEST).filter(|start| start.len() < name.len()) else {
        return name;
    };
    // A word that is cut goes, unless it is the whole name.
    let cut =
        !name.get(LONGEST..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()));
    let end = start.rfind(|c: char| c.is_ascii_uppercase()).filter(|end| cut && *end > 0);
    start.get(..end.unwrap_or(LONGEST)).unwrap_or(start)
}

/// A sentence about a row: `rule_name` gives `Name of the rule.`
pub(super) fn about_row(name: &str) -> String {
    let spoken = spoken(name);
    let sentence = match spoken.rsplit_once(' ') {
        Some((rest, last)) if ATTRIBUTES.contains(&last.to_lowercase().as_str()) => {
            format!("{last} of the {rest}")
        }
        _ => spoken,
    };
    closed(&sentence)
}

/// What a thing can have, so that `X NAME` is the name of X.
const ATTRIBUTES: &[&str] = &[
    "code",
    "count",
    "description",
    "id",
    "ids",
    "key",
    "length",
    "message",
    "mode",
    "name",
    "number",
    "size",
    "state",
    "status",
    "time",
    "type",
    "url",
    "uri",
    "value",
    "version",
];

/// A sentence about an object: `RulePage` gives `Rule page.`
pub(super) fn about_object(name: &str) -> String {
    closed(&spoken(name))
}

/// A sentence about an operation: `CreateQueue` gives `Creates queue.`
pub(super) fn about_operation(name: &str) -> String {
    let spoken = spoken(name);
    let (verb, rest) = spoken.split_once(' ').unwrap_or((&spoken, ""));
    let is_verb = VERBS.iter().any(|(base, _)| *base == verb) || METHODS.contains(&verb);
    if !is_verb {
        return closed(&spoken);
    }
    let third = match verb {
        _ if verb.ends_with(['s', 'x']) || verb.ends_with("ch") || verb.ends_with("sh") => {
            format!("{verb}es")
        }
        _ => match verb.strip_suffix('y') {
            Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
            _ => format!("{verb}s"),
        },
    };
    closed(format!("{third} {rest}").trim_end())
}

fn closed(sentence: &str) -> String {
    let mut characters = sentence.chars();
    let first: String = characters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", characters.as_str())
}

/// The name of an operation by its English title: `Creating a Queue (Recommended)` is `CreateQueue`.
///
/// `None` where the title is not English, or too long for a name.
pub(super) fn by_title(title: &str) -> Option<String> {
    let bare = without_brackets(title);
    if !bare.is_ascii() || bare.contains(['{', '/', '=', '<']) {
        return None;
    }
    let words: Vec<&str> = bare
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty() && !ARTICLES.contains(&word.to_lowercase().as_str()))
        .collect();
    let (first, rest) = words.split_first()?;
    if words.len() > MOST_WORDS || !first.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut name = capital(&verb(first).replace('\'', ""));
    for (index, word) in rest.iter().enumerate() {
        // `Batch Deleting Jobs`, `Creating, Updating, or Deleting a Tag`
        let joins = |at: Option<&&str>| {
            at.is_some_and(|word| ["or", "and"].contains(&word.to_lowercase().as_str()))
        };
        let before = index.checked_sub(1).and_then(|before| rest.get(before));
        let in_row = verb(first) != *first && (joins(before) || joins(rest.get(index + 1)));
        let is_verb = in_row || index == 0 && first.eq_ignore_ascii_case("batch");
        let word = if is_verb { verb(word) } else { word };
        name.push_str(&capital(&word.replace('\'', "")));
    }
    Some(name)
}

/// The verb that a title has as a gerund; another word as it is.
fn verb(word: &str) -> &str {
    let lower = word.to_lowercase();
    VERBS.iter().find(|(_, gerund)| *gerund == lower).map_or(word, |(base, _)| base)
}

/// Words of a title that still make a name.
const MOST_WORDS: usize = 9;
const ARTICLES: &[&str] = &["a", "an", "the"];
const METHODS: &[&str] = &["get", "post", "put", "delete", "patch"];

fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let kept = text.chars().filter(|c| match c {
        '(' | '（' | '[' => {
            depth += 1;
            false
        }
        ')' | '）' | ']' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    let kept: String = kept.collect();
    if kept.trim().is_empty() { text.to_owned() } else { kept }
}

fn capital(word: &str) -> String {
    let mut characters = word.chars();
    let first: String = characters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}", characters.as_str())
}

/// The name of an operation by its request: `POST /v1.0/{project_id}/queues/{queue_name}/action` is `PostQueueAction`.
///
/// A part before a placeholder names one thing; versions and placeholders name nothing.
pub(super) fn by_request(method: &str, uri: &str) -> String {
    let parts: Vec<&str> = uri.split('/').filter(|part| !part.is_empty()).collect();
    let mut name = capital(&method.to_lowercase());
    for (index, part) in parts.iter().enumerate() {
        let literal = part.split('{').next().unwrap_or_default();
        let is_placeholder = part.contains('{');
        if literal.is_empty() || is_version(literal) {
            continue;
        }
        let followed =
            is_placeholder || parts.get(index + 1).is_some_and(|next| next.starts_with('{'));
        let word =
            Ident::camel(literal).map(|ident| ident.as_str().trim_end_matches('_').to_owned());
        let word = word.unwrap_or_default();
        name.push_str(if followed { singular(&word) } else { &word });
    }
    name
}

/// The version that a path names: `V1` for `/v1.0/…`.
pub(super) fn version(uri: &str) -> Option<String> {
    let part = uri.split('/').find(|part| is_version(part))?;
    let digits: String = part.chars().skip(1).take_while(char::is_ascii_digit).collect();
    Some(format!("V{digits}"))
}

fn is_version(part: &str) -> bool {
    let digits = part.strip_prefix(['v', 'V']).unwrap_or_default();
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// One of what the English word names.
pub(super) fn singular(word: &str) -> &str {
    for (ending, keep) in [("sses", 2), ("xes", 2), ("ches", 2), ("shes", 2)] {
        if word.len() > ending.len() && word.ends_with(ending) {
            return word.get(..word.len() - keep).unwrap_or(word);
        }
    }
    match word.strip_suffix('s') {
        Some(one) if one.len() > 1 && !one.ends_with(['s', 'u', 'i']) && !one.ends_with("ie") => {
            one
        }
        _ => word,
    }
}

/// Verbs of operations, each with its form in titles.
const VERBS: &[(&str, &str)] = &[
    ("accept", "accepting"),
    ("activate", "activating"),
    ("add", "adding"),
    ("allocate", "allocating"),
    ("apply", "applying"),
    ("approve", "approving"),
    ("assign", "assigning"),
    ("associate", "associating"),
    ("attach", "attaching"),
    ("authorize", "authorizing"),
    ("batch", "batching"),
    ("bind", "binding"),
    ("cancel", "canceling"),
    ("cancel", "cancelling"),
    ("change", "changing"),
    ("check", "checking"),
    ("clear", "clearing"),
    ("clone", "cloning"),
    ("close", "closing"),
    ("collect", "collecting"),
    ("configure", "configuring"),
    ("confirm", "confirming"),
    ("connect", "connecting"),
    ("copy", "copying"),
    ("count", "counting"),
    ("create", "creating"),
    ("debug", "debugging"),
    ("delete", "deleting"),
    ("deploy", "deploying"),
    ("describe", "describing"),
    ("detach", "detaching"),
    ("disable", "disabling"),
    ("disassociate", "disassociating"),
    ("download", "downloading"),
    ("edit", "editing"),
    ("enable", "enabling"),
    ("execute", "executing"),
    ("expand", "expanding"),
    ("export", "exporting"),
    ("extend", "extending"),
    ("generate", "generating"),
    ("get", "getting"),
    ("grant", "granting"),
    ("import", "importing"),
    ("insert", "inserting"),
    ("install", "installing"),
    ("invoke", "invoking"),
    ("issue", "issuing"),
    ("list", "listing"),
    ("lock", "locking"),
    ("migrate", "migrating"),
    ("modify", "modifying"),
    ("move", "moving"),
    ("obtain", "obtaining"),
    ("open", "opening"),
    ("pause", "pausing"),
    ("preview", "previewing"),
    ("publish", "publishing"),
    ("query", "querying"),
    ("read", "reading"),
    ("reboot", "rebooting"),
    ("recover", "recovering"),
    ("refresh", "refreshing"),
    ("register", "registering"),
    ("reject", "rejecting"),
    ("release", "releasing"),
    ("remove", "removing"),
    ("rename", "renaming"),
    ("replace", "replacing"),
    ("reset", "resetting"),
    ("resize", "resizing"),
    ("restart", "restarting"),
    ("restore", "restoring"),
    ("resume", "resuming"),
    ("retrieve", "retrieving"),
    ("retry", "retrying"),
    ("revoke", "revoking"),
    ("run", "running"),
    ("save", "saving"),
    ("scale", "scaling"),
    ("search", "searching"),
    ("send", "sending"),
    ("set", "setting"),
    ("share", "sharing"),
    ("show", "showing"),
    ("start", "starting"),
    ("stop", "stopping"),
    ("submit", "submitting"),
    ("subscribe", "subscribing"),
    ("switch", "switching"),
    ("synchronize", "synchronizing"),
    ("terminate", "terminating"),
    ("test", "testing"),
    ("transfer", "transferring"),
    ("unbind", "unbinding"),
    ("unlock", "unlocking"),
    ("unsubscribe", "unsubscribing"),
    ("update", "updating"),
    ("upgrade", "upgrading"),
    ("upload", "uploading"),
    ("use", "using"),
    ("validate", "validating"),
    ("verify", "verifying"),
    ("view", "viewing"),
    ("write", "writing"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_sentences() {
        for (name, sentence) in [
            ("rule_name", "Name of the rule."),
            ("vpcId", "ID of the VPC."),
            ("limit", "Limit."),
            ("type", "Type."),
            ("X-Auth-Token", "X auth token."),
            ("名称", "名称."),
        ] {
            assert_eq!(about_row(name), sentence);
        }
        assert_eq!(about_operation("CreateQueue"), "Creates queue.");
        assert_eq!(about_operation("QueryAllQueues"), "Queries all queues.");
        assert_eq!(about_operation("PatchRule"), "Patches rule.");
        assert_eq!(about_operation("Health"), "Health.");
    }

    #[test]
    fn english_titles_name_operations() {
        for (title, name) in [
            ("Creating a Queue", Some("CreateQueue")),
            ("Canceling a Job (Recommended)", Some("CancelJob")),
            ("Add Account", Some("AddAccount")),
            ("Batch Deleting Jobs", Some("BatchDeleteJobs")),
            ("Creating or Deleting a Tag", Some("CreateOrDeleteTag")),
            ("Querying Updating Jobs", Some("QueryUpdatingJobs")),
            ("Querying the User's Rules", Some("QueryUsersRules")),
            ("Restarting/Scaling a Queue", None),
            ("创建队列", None),
            ("2FA", None),
            ("", None),
        ] {
            assert_eq!(by_title(title).as_deref(), name, "{title}");
        }
    }

    #[test]
    fn requests_name_operations() {
        for (method, uri, name) in [
            ("POST", "/v1.0/{project_id}/queues/{queue_name}/action", "PostQueueAction"),
            ("GET", "/v1.0/{project_id}/queues", "GetQueues"),
            ("DELETE", "/v2/{project_id}/batches/{id}", "DeleteBatch"),
            ("GET", "/v3/status/{id}.json", "GetStatus"),
            ("GET", "/", "Get"),
        ] {
            assert_eq!(by_request(method, uri), name);
        }
        assert_eq!(version("/v1.0/{project_id}/queues").as_deref(), Some("V1"));
        assert_eq!(version("/value/queues"), None);
    }
}
