//! E03xx: request lines, parameters and status codes.

use super::Entry;

pub(super) const ENTRIES: &[Entry] = &[
    (
        "E0301",
        r"No request line

`request` is a method, one space and a path that begins with `/`: no scheme, no host, no version of HTTP.

Wrong:

```yaml
request: https://roma.example.com/v2/{project_id}/rules
```

Right:

```yaml
request: GET /v2/{project_id}/rules
```
",
    ),
    (
        "E0302",
        r"An unknown method

The methods are GET, POST, PUT, DELETE, PATCH, HEAD and OPTIONS, in capitals: HTTP tells `Get` from `GET`.

Right:

```yaml
request: GET /v2/{project_id}/rules
```
",
    ),
    (
        "E0303",
        r"A path that can't be requested

A path has ASCII letters, digits and the punctuation that URIs allow, and `{name}` for each parameter. Queries stand in their own
table; parts that are empty, `.` or `..` do not survive URI parsers; a parameter stands once.

Wrong:

```yaml
request: GET /v2//rules/<rule_id>?limit=10
```

Right:

```yaml
request: GET /v2/rules/{rule_id}
```
",
    ),
    (
        "E0304",
        r"A placeholder without a parameter

Each `{name}` of the path is a row of the table `path`, with the same spelling. Where the page forgot the row, write it all the same
and add an erratum `path.NAME` with `page: absent`.

Right:

```yaml
request: GET /v2/rules/{rule_id}
path:
  rule_id: { type: String, required: true, about: Rule ID. }
```
",
    ),
    (
        "E0305",
        r"A parameter without a placeholder

Each row of the table `path` stands in the path as `{name}`. A row that does not belongs to the query, to the body, or to another
page from which the table was copied.

Wrong:

```yaml
request: GET /v2/rules
path:
  limit: { type: Integer, required: true, about: Items per page. }
```

Right:

```yaml
request: GET /v2/rules
query:
  limit: { type: Integer, about: Items per page. }
```
",
    ),
    (
        "E0306",
        r"Two operations with one method and path

A server could not tell them apart; names of placeholders do not count. Usually one of the pages was copied from the other and keeps
its URI. Find out the right one, and say what the page says in an erratum at `request`, with the evidence.

Right:

```yaml
errata:
  - at: request
    page: POST /data-source/delete_account
    why: This is the request line of another operation; the overview gives the right one.
    evidence: https://example.com/overview
```
",
    ),
    (
        "E0307",
        r"An optional path parameter

Without the value there is no path, so path parameters are always required. Where the page says otherwise, an erratum
`path.NAME.required` says so.

Right:

```yaml
path:
  rule_id: { type: String, required: true, about: Rule ID. }
```
",
    ),
    (
        "E0308",
        r#"A name that can't be sent

Names of headers are tokens: letters, digits and a few signs, no blank and no colon. No name is empty or has control characters.

Wrong:

```yaml
header:
  "X-Auth-Token:": { type: String, secret: true, about: Token. }
```

Right:

```yaml
header:
  X-Auth-Token: { type: String, secret: true, about: Token. }
```
"#,
    ),
    (
        "E0309",
        r"A type that does not fit into its place

A path segment, a query parameter and a header hold one text, number or truth value. Objects, maps and any JSON belong to the body.
",
    ),
    (
        "E0310",
        r"A list in a query

The format can say how a query holds a list (`list: repeated` or `list: comma`), and the emitter can't write it yet. Nothing is
emitted rather than something that sends less than the user gave.
",
    ),
    (
        "E0311",
        r"A key that its place does not have

`nullable` and `aliases` are about JSON: a path, a query and a header have no null, and a request is written with one spelling.
`list` says how a query writes several values.

Wrong:

```yaml
query:
  limit: { type: Integer, nullable: true, about: Items per page. }
```

Right:

```yaml
query:
  limit: { type: Integer, about: Items per page. }
```
",
    ),
    (
        "E0312",
        r"Not a status code

A response has an HTTP status of three digits, from 200 to 599. Some pages list codes of the body as if they were status codes: then
the response is that of the real status, and the code is a success condition of the service.

Wrong:

```yaml
responses: { 1001: Outcome }
```

Right:

```yaml
# service.yaml
success: { field: code, equals: 1001, absent: unexpected }
# the operation
responses: { 200: Outcome }
```
",
    ),
    (
        "E0313",
        r"Not exactly one success

An operation documents one response with a status from 200 to 299: its object is what the call returns. Several shapes of a success
are not emitted yet.

Right:

```yaml
responses:
  200: RulePage
  400: LinkFailure
```
",
    ),
    (
        "E0314",
        r"A body that is not JSON

Forms, multipart and binary bodies can be said in the format, and the emitter can't write them yet. Nothing is emitted rather than
something that the service refuses.
",
    ),
    (
        "E0315",
        r"An answer that is not an object

Answers without a body, answers that are a list or a scalar, and headers of answers can be said in the format, and are not emitted
yet. A response names an object.

Right:

```yaml
responses:
  200: RulePage
```
",
    ),
];
