//! E06xx: documented examples, and errata.

use super::Entry;

pub(super) const ENTRIES: &[Entry] = &[
    (
        "E0601",
        r#"An example is not JSON

An example is kept as the page has it. If the mistake is yours, mend it. If it is the page's, leave it and say so: an erratum
without a pointer stands for the example as a whole.

Wrong:

```yaml
examples:
  - side: response
    status: 200
    json: |
      { "total": 1 "size": 1 }
```

Right:

```yaml
errata:
  - { at: examples.0, page: a missing comma, why: The example is not JSON. }
examples:
  - side: response
    status: 200
    json: |
      { "total": 1 "size": 1 }
```
"#,
    ),
    (
        "E0602",
        r#"An example gives a field twice

JSON leaves open which of two fields of one name counts, and decoders of this SDK refuse such an answer. If the page has it so, an
erratum names the field.

Wrong:

```yaml
examples:
  - { side: response, status: 200, json: '{ "total": 1, "total": 2 }' }
```

Right:

```yaml
errata:
  - { at: examples.0/total, page: given twice, why: The example repeats the field. }
examples:
  - { side: response, status: 200, json: '{ "total": 1, "total": 2 }' }
```
"#,
    ),
    (
        "E0603",
        r#"An example breaks its table

Examples are judged strictly: types, bounds, required and unknown fields, nulls of rows that are not `nullable`, formats, rules, and
enumerations as if each of them were closed. An integer has neither fraction nor quotes. The place is a JSON pointer into the
example; that of a missing field is where it would be. Either the row was transcribed wrongly, or the page contradicts itself:
then an erratum says what the example has.

Wrong:

```yaml
objects:
  Failure:
    request_id: { type: String, max: 4, about: Id of the request. }
examples:
  - { side: response, status: 400, json: '{ "request_id": "12345" }' }
```

Right:

```yaml
errata:
  - { at: examples.0/request_id, page: 5 characters, why: The example is longer than the documented maximum. }
```
"#,
    ),
    (
        "E0604",
        r"The request line of an example is another one

The method and path of `line` are compared with `request`; placeholders and values both fit a placeholder. If the page shows another
line, an erratum without a pointer says so.

Wrong:

```yaml
request: GET /v2/{project_id}/rules
examples:
  - { side: request, line: 'GET /{project_id}/rules' }
```

Right:

```yaml
request: GET /v2/{project_id}/rules
errata:
  - { at: examples.0, page: 'GET /{project_id}/rules', why: The request line lacks the /v2 of the URI. }
examples:
  - { side: request, line: 'GET /{project_id}/rules' }
```
",
    ),
    (
        "E0605",
        r"An example of a response that is not documented

The `status` of an example is one of `responses`, whose object says what the example must look like. Add the status there, or correct
it here.

Wrong:

```yaml
responses:
  200: RulePage
examples:
  - { side: response, status: 404, json: '{}' }
```

Right:

```yaml
responses:
  200: RulePage
  404: LinkFailure
examples:
  - { side: response, status: 404, json: '{}' }
```
",
    ),
    (
        "E0606",
        r"The place of an erratum can't be read

A place is one of `request`, `responses.STATUS`, `examples.N` or `examples.N/pointer` with N from 0, a row as `query.ROW` (or `path`,
`header`, `body`) or `objects.NAME.ROW`, and a fact of a row, `query.ROW.FACT`. Facts are the keys of a row: `required`, `max`,
`each.max`. In `service.yaml` only rows of the shared objects are places.

Wrong:

```yaml
errata:
  - { at: query.limit.maximum, page: 999, why: The text below the table says otherwise. }
```

Right:

```yaml
errata:
  - { at: query.limit.max, page: 999, why: The text below the table says otherwise. }
```
",
    ),
    (
        "E0607",
        r"The place of an erratum does not exist

The spec states what is true, so what an erratum is about is in the spec: a row that the page lacks stands in its table, and the erratum
says `page: absent`. The row, object, status or example that this one names is not there.

Wrong:

```yaml
errata:
  - { at: header.X-Auth-Token, page: absent, why: The 400 example is about it. }
```

Right:

```yaml
header:
  X-Auth-Token: { type: String, required: true, secret: true, about: Token of a user. }
errata:
  - { at: header.X-Auth-Token, page: absent, why: The 400 example is about it. }
```
",
    ),
    (
        "E0608",
        r"An erratum that nothing needs

The spec and the page say the same at this place, or the example does not break its table there. Errata are read as a list of what is
wrong with a page, so one that is no longer true misleads: drop it. It also happens when the spec repeats the page's mistake, and
the erratum has what is right.

Wrong:

```yaml
query:
  limit: { type: Integer, max: 999, about: Items per page. }
errata:
  - { at: query.limit.max, page: 999, why: The service takes more. }
```

Right:

```yaml
query:
  limit: { type: Integer, max: 999999, about: Items per page. }
errata:
  - { at: query.limit.max, page: 999, why: The service takes more. }
```
",
    ),
    (
        "E0609",
        r"Not what a page says at this place

`page` is in the page's own form, so that it can be compared: `yes` or `no` for `required` and the other marks, a number for bounds,
values joined with `|`, a method and path for `request`, and `absent` wherever the page says nothing. An erratum about a whole row is
always `absent`: what differs otherwise is one of its facts.

Wrong:

```yaml
errata:
  - { at: body.password.required, page: Mandatory, why: A footnote says otherwise. }
```

Right:

```yaml
errata:
  - { at: body.password.required, page: yes, why: A footnote says otherwise. }
```
",
    ),
    (
        "E0610",
        r"Two errata about one place

A page says one thing at one place. Merge the errata; what differs in two facts of a row has two places.

Wrong:

```yaml
errata:
  - { at: query.limit, page: absent, why: The table lacks it. }
  - { at: query.limit, page: absent, why: The example has it. }
```

Right:

```yaml
errata:
  - { at: query.limit, page: absent, why: The table lacks it, the example has it. }
```
",
    ),
];
