//! E07xx: packages, services, clients, failures, pages of results.

use super::Entry;

pub(super) const ENTRIES: &[Entry] = &[
    (
        "E0701",
        r"A required key is missing

The place lacks a key that it can't do without, or the key is empty. Texts such as `title` and `about` become documentation: write
one short sentence of your own.

Wrong:

```yaml
limit: { about: Items per page. }
```

Right:

```yaml
limit: { type: Integer, about: Items per page. }
```
",
    ),
    (
        "E0702",
        r"An unknown format

`format` in `sdk.yaml` is the version of the spec's format. This compiler reads one version; another one needs another compiler.

Right:

```yaml
format: 1
```
",
    ),
    (
        "E0703",
        r#"Cargo would refuse the package

The name of the package has letters, digits, `-` and `_` and begins with a letter; the version has three numbers; the licence is an
SPDX expression.

Wrong:

```yaml
package: my apis
version: "1"
license: MIT/Apache-2.0
```

Right:

```yaml
package: my-apis
version: 1.0.0
license: MIT OR Apache-2.0
```
"#,
    ),
    (
        "E0704",
        r"Nothing says where the runtime comes from

The emitted package stands on `apiscribe-runtime`: name a version, or a path relative to the emitted package, or both.

Right:

```yaml
runtime: { path: ../runtime, version: 0.1.0 }
```
",
    ),
    (
        "E0705",
        r"A service in the directory of another

`service` in `service.yaml` and the name of the directory are one name: that of the module.

Right:

```yaml
# roma/service.yaml
service: roma
```
",
    ),
    (
        "E0706",
        r"A credential that no request carries

`authentication` names a header, and operations that need it list it under `header:`, whether or not their page does. If no operation
has the header, no request would be authenticated.

Right:

```yaml
header:
  X-Auth-Token: { type: String, required: true, secret: true, about: Token of a user. }
```
",
    ),
    (
        "E0707",
        r"The client can't hold the parameter

A parameter under `client:` is held by the client for all requests. At least one operation has it, with this name in this place; its
type is `String` without `values`; and no two of them have one setter.

Right:

```yaml
client:
  project_id: { in: path, about: Project that the instance belongs to. }
```
",
    ),
    (
        "E0708",
        r"A failure that does not fit

`failures` names objects of responses, and their fields: `code` is a text or an integer, `message` and `request_id` are texts.

Wrong:

```yaml
failures:
  LinkFailure: { code: errorCode }
objects:
  LinkFailure:
    error_code: { type: String, about: Code. }
```

Right:

```yaml
failures:
  LinkFailure: { code: error_code }
objects:
  LinkFailure:
    error_code: { type: String, about: Code. }
```
",
    ),
    (
        "E0709",
        r"A failure that says nothing

A response that is no success answers with this object, and `failures` in `service.yaml` does not say which of its fields hold the
code, the message and the request id. Errors of the emitted crate show them.

Right:

```yaml
failures:
  LinkFailure: { code: error_code, message: error_msg, request_id: request_id }
```
",
    ),
    (
        "E0710",
        r#"A success condition that the answer can't meet

`success` names a field of each success's object and its value there. The field is missing from this object, or the value is not one
of its type. A group can have a condition of its own.

Wrong:

```yaml
success: { field: code, equals: "1001", absent: unexpected }   # `code` is an Integer
```

Right:

```yaml
success: { field: code, equals: 1001, absent: unexpected }
```
"#,
    ),
    (
        "E0711",
        r"Pagination that names the wrong rows

`offset` and `limit` are integer parameters of the query; `items` is a list and `total` an integer of the answer; `page_max` is at
least 1.

Right:

```yaml
paginate: { offset: offset, limit: limit, page_max: 999, items: items, total: total }
```
",
    ),
    (
        "E0712",
        r"No rate of requests

`requests_per_second` is a whole number, at least 1. Leave it out where the page documents none.

Right:

```yaml
requests_per_second: 10
```
",
    ),
    (
        "E0713",
        r"Not an address or date

Addresses of pages, of evidence and of the repository are links in the emitted documentation: they begin with `https://` or
`http://`. Dates are written year, month, day.

Right:

```yaml
page: { url: https://example.com/ListRules.html, updated: 2022-12-05 }
```
",
    ),
    (
        "E0714",
        r"A service or group without operations

It would be an empty module and a feature that switches nothing. Add an operation, or remove it until there is one.
",
    ),
    (
        "E0715",
        r"A key that does not belong to this side

An example of a response has a `status` and `json`; one of a request has a `line`, `json`, or both.

Wrong:

```yaml
- side: request
  status: 200
  line: GET /v2/rules
```

Right:

```yaml
- side: request
  line: GET /v2/rules
```
",
    ),
    (
        "E0716",
        r"A signature that does not fit

`signature` says that a request may be signed by an access key in place of carrying a token: so `kind` is `token`. `project` names a
parameter under `client:`, which a signed request repeats in the header `X-Project-Id`; leave it out where there is none.

Right:

```yaml
authentication:
  kind: token
  header: X-Auth-Token
  about: Token of a user.
  signature: { algorithm: sdk-hmac-sha256, project: project_id }
client:
  project_id: { in: path, about: Project of the user. }
```
",
    ),
];
