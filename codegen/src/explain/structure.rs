//! E0111 to E0124: keys, rows and files.

use super::Entry;

pub(super) const ENTRIES: &[Entry] = &[
    (
        "E0111",
        r"An unknown key

The format has no such key at this place: it is misspelt, belongs one level up or down, or has another name here than on the
page. `spec/README.md` lists the keys, and editors complete them from `spec/schema.json`.

Wrong:

```yaml
limit: { type: Integer, mandatory: true, about: Items per page. }
```

Right:

```yaml
limit: { type: Integer, required: true, about: Items per page. }
```
",
    ),
    (
        "E0112",
        r#"A key without a value

Nothing follows the key. Give the value, or remove the key. An empty text is written `""`, an empty mapping `{}`.

Wrong:

```yaml
name: { type: String, default: , about: The name. }
```

Right:

```yaml
name: { type: String, default: "", about: The name. }
```
"#,
    ),
    (
        "E0113",
        r"A value of the wrong form

Text stands where a list or a mapping belongs, or the other way round.

Wrong:

```yaml
request_id: { type: String, aliases: requestId, about: ID of the request. }
```

Right:

```yaml
request_id: { type: String, aliases: [requestId], about: ID of the request. }
```
",
    ),
    (
        "E0114",
        r#"Neither true nor false

Only the plain words `true` and `false` are a boolean. `yes`, `on` and `"true"` are texts, whatever the page or other readers of
YAML say.

Wrong:

```yaml
limit: { type: Integer, required: yes, about: Items per page. }
```

Right:

```yaml
limit: { type: Integer, required: true, about: Items per page. }
```
"#,
    ),
    (
        "E0115",
        r"A word that is none of the known ones

This key takes one of a few words; the message lists them.

Wrong:

```yaml
created: { type: Long, format: epoch-millis, about: When it was created. }
```

Right:

```yaml
created: { type: Long, format: epoch-ms, about: When it was created. }
```
",
    ),
    (
        "E0116",
        r"A row that is not on one line

One row of a table is one line of the spec: so a reviewer can go down the page and the file side by side, and a diff shows the
rows that changed.

Wrong:

```yaml
limit:
  type: Integer
  about: Items per page.
```

Right:

```yaml
limit: { type: Integer, about: Items per page. }
```
",
    ),
    (
        "E0117",
        r"Keys are out of order

The keys of all rows stand in one order, so that rows can be compared by eye: `type`, `required`, `min`, `max`, `each`, `default`,
`values`, `closed`, `case`, `format`, `charset`, `pattern`, `multiple_of`, `unit`, `list`, `nullable`, `aliases`, `secret`,
`deprecated`, `reserved`, `rust`, `about`. `authentication` and its `signature` have an order, too. The message gives the order of
the keys at hand.

Wrong:

```yaml
limit: { about: Items per page., max: 10, min: 1, type: Integer }
```

Right:

```yaml
limit: { type: Integer, min: 1, max: 10, about: Items per page. }
```
",
    ),
    (
        "E0118",
        r"There is no sdk.yaml

`sdk.yaml` at the top of the spec directory describes the package that is emitted.

Right:

```yaml
format: 1
package: datasource-apis
version: 0.1.0
about: Validated models and clients.
license: MIT OR Apache-2.0
runtime: { version: 0.1.0 }
```
",
    ),
    (
        "E0119",
        r"An entry of an object that is no row

The entries of an object are rows: mappings. Besides, `about` and `rust` may be texts and `rules` may be a list, which
describe the object. A row may have any name, these three included.

Wrong:

```yaml
objects:
  Rule:
    name: String
```

Right:

```yaml
objects:
  Rule:
    about: A rule.
    name: { type: String, about: Name of the rule. }
```
",
    ),
    (
        "E0120",
        r"A directory without a service.yaml

Each directory of the spec is a service, and its `service.yaml` says how requests are authenticated, which parameters the client
holds and what a failure is. Write it, or move the files into the directory of their service.

Right:

```yaml
service: roma
title: ROMA Connect
about: Connects applications, data and devices.
authentication: { kind: token, header: X-Auth-Token, about: Token of a user. }
```
",
    ),
    (
        "E0121",
        r"A file that is no part of a spec

A spec consists of `sdk.yaml`, `<service>/service.yaml`, `<service>/<operation>.yaml` and `<service>/<group>/<operation>.yaml`.
Notes are `.md` files; `schema.json` and hidden files are passed over. Anything else is reported, because a file with a wrong name
would be a page that silently has no client.
",
    ),
    (
        "E0122",
        r"Nested too deep

Collections are nested in collections deeper than any part of the format is. Most often a bracket is opened again and again and
never closed. The file is not read.
",
    ),
    (
        "E0123",
        r"A group that is not declared

A subdirectory of a service is a group of operations, and a module of the emitted crate. `groups` of `service.yaml` gives its title
and description, and the objects that its operations share.

Right:

```yaml
groups:
  link:
    title: Device integration
    about: Products, devices and rules.
```
",
    ),
    (
        "E0124",
        r"Too many problems

A file with more than a thousand problems is not a spec, or one mistake at its top makes all the rest wrong. The first thousand
are shown, in the order of the file.
",
    ),
];
