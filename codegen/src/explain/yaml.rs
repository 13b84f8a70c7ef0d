//! E0101 to E0110: bytes and YAML.

use super::Entry;

pub(super) const ENTRIES: &[Entry] = &[
    (
        "E0101",
        r#"The text is not YAML

What follows the place is not read, and neither is what the file said before it: the other problems of this file show once
this one is mended. Most often a text contains `: `, `, ` or a bracket and has no quotes, a bracket or quote is not closed, or
a line is indented by another number of spaces than its neighbours, or by a tab.

Wrong:

```yaml
limit: { type: Integer, about: Items per page: 10 at most. }
```

Right:

```yaml
limit: { type: Integer, about: "Items per page: 10 at most." }
```
"#,
    ),
    (
        "E0102",
        r"The file is not UTF-8

The place is that of the first byte which is no UTF-8. Editors that save in another encoding (Windows-1252, GBK, UTF-16) do
this; so does text that was pasted from such a file. Save the file as UTF-8 and look at the marked character.
",
    ),
    (
        "E0103",
        r"The file is too large

A file of a spec may have 4 MiB; the longest pages need a hundredth of it. A file that is larger is something else, or
describes many operations: each has a file of its own.
",
    ),
    (
        "E0104",
        r"The file says nothing

The file is empty or has comments only. Fill it in, or remove it; a draft can wait in a file that does not end in `.yaml`
outside of the spec directory.
",
    ),
    (
        "E0105",
        r#"A control character

Control characters (U+0000 to U+001F except tab and line breaks, U+007F to U+009F) come into a file by accident: from a
terminal, a PDF, a damaged disk. They are invisible, and a NUL would end the file for most readers. Remove the character. Where
a value really has one, write it as an escape inside double quotes.

Right:

```yaml
separator: { type: String, default: "\x1F", about: What separates the parts. }
```
"#,
    ),
    (
        "E0106",
        r"A second document

YAML allows several documents in one file, separated by `---`. A file of a spec holds one: an operation, a service or the SDK.
A `---` on the first line is fine.

Wrong:

```yaml
operation: ListRules
---
operation: ListServices
```

Right: two files, `list_rules.yaml` and `list_services.yaml`.
",
    ),
    (
        "E0107",
        r"An anchor or an alias

A reviewer compares a row with the page. So each row says all that it says in its own line, and YAML's `&name` and `*name`
are refused. What several operations share is an object of their group or service. A text that starts with `&` or `*` needs
quotes.

Wrong:

```yaml
path:
  project_id: &project { type: String, about: Project ID. }
  domain_id: *project
```

Right:

```yaml
path:
  project_id: { type: String, about: Project ID. }
  domain_id: { type: String, about: Domain ID. }
```
",
    ),
    (
        "E0108",
        r#"A YAML tag

YAML's `!!str` or `!Name` say what a value is. Here the `type` of the row says so. A text that starts with `!` needs quotes.

Wrong:

```yaml
status: { type: String, default: !!str 0, about: The status. }
```

Right:

```yaml
status: { type: String, default: "0", about: The status. }
```
"#,
    ),
    (
        "E0109",
        r#"A key that is no text

YAML allows lists and mappings as keys. Here a key is the documented name of something. A name that starts with `[` or `{`
needs quotes.

Wrong:

```yaml
query:
  [ids]: { type: String, about: The items. }
```

Right:

```yaml
query:
  "[ids]": { type: String, about: The items. }
```
"#,
    ),
    (
        "E0110",
        r"A duplicate key

Two entries of one mapping have the same name. Both places are shown; the first is read and the second is not. If the page lists
the row twice, write it once, and note the difference in `errata`.

Wrong:

```yaml
limit: { type: Integer, min: 1, max: 10, min: 0, about: Items per page. }
```

Right:

```yaml
limit: { type: Integer, min: 0, max: 10, about: Items per page. }
```
",
    ),
];
