//! E04xx: what rows say about values.

use super::Entry;

pub(super) const ENTRIES: &[Entry] = &[
    (
        "E0401",
        r#"Not a number

Bounds of integers, lengths and counts are plain decimal digits: no quotes, no separators, no fraction, no exponent. Bounds of a
Double are numbers as JSON has them.

Wrong:

```yaml
limit: { type: Integer, min: "1", max: 1e3, about: Items per page. }
```

Right:

```yaml
limit: { type: Integer, min: 1, max: 1000, about: Items per page. }
```
"#,
    ),
    (
        "E0402",
        r"A number beyond 64 bits

Integers are sent and read with 64 bits, from -9223372036854775808 to 9223372036854775807. A documented maximum beyond that bounds
nothing: leave it out, and keep what the page says in an erratum.

Right:

```yaml
errata:
  - at: query.limit.max
    page: 99999999999999999999
    why: Beyond any value that can be sent.
```
",
    ),
    (
        "E0403",
        r"A minimum above the maximum

No value fits. The page swapped them, or one of them belongs to another row.

Wrong:

```yaml
limit: { type: Integer, min: 100, max: 1, about: Items per page. }
```

Right:

```yaml
limit: { type: Integer, min: 1, max: 100, about: Items per page. }
```
",
    ),
    (
        "E0404",
        r"A negative length or count

`min` and `max` follow the type: the value of a number, the length of a text, the count of a list. Lengths and counts start at 0; a
negative bound means that the type is wrong, or the bound.

Wrong:

```yaml
offset: { type: String, min: -1, about: First item. }
```

Right:

```yaml
offset: { type: Integer, min: -1, about: First item. }
```
",
    ),
    (
        "E0405",
        r"A bound on a type that has none

Truth values, objects, any JSON and `DateTime` have no size. Numbers, texts, lists and maps have; the items of a list are bounded by
`each`.

Wrong:

```yaml
tags: { type: Tag, max: 10, about: Labels. }
```

Right:

```yaml
tags: { type: Array of Tag, max: 10, about: Labels. }
```
",
    ),
    (
        "E0406",
        r"A default of another type

A default is written as a value of the row: digits for numbers, `true` or `false` for truth values. Lists and objects have none that
could be written in a row; say it in `about`.

Wrong:

```yaml
limit: { type: Integer, default: ten, about: Items per page. }
```

Right:

```yaml
limit: { type: Integer, default: 10, about: Items per page. }
```
",
    ),
    (
        "E0407",
        r"A default that the row refuses

The default breaks the row's own bounds, charset, pattern or step. One of the two is wrong: correct it, and keep what the page says
in an erratum.

Wrong:

```yaml
limit: { type: Integer, max: 100, default: 1000, about: Items per page. }
```

Right:

```yaml
limit: { type: Integer, max: 1000, default: 1000, about: Items per page. }
```
",
    ),
    (
        "E0408",
        r"A default that is none of the values

The row lists its values, and the default is not among them: a value is missing, or the default is misspelt.

Wrong:

```yaml
sort: { type: String, default: ascending, values: { asc: ascending, desc: descending }, about: Order. }
```

Right:

```yaml
sort: { type: String, default: asc, values: { asc: ascending, desc: descending }, about: Order. }
```
",
    ),
    (
        "E0409",
        r"Values of a type that has none

Texts and integers have enumerations; truth values, doubles, dates and objects have not. The values of the items of a list stand in
`each`.

Wrong:

```yaml
kinds: { type: Array of String, values: { a: first kind, b: second kind }, about: Kinds. }
```

Right:

```yaml
kinds: { type: Array of String, each: { values: { a: first kind, b: second kind } }, about: Kinds. }
```
",
    ),
    (
        "E0410",
        r"A value that the row can't have

The value is no integer of an integer row, is beyond the row's own bounds, is listed twice where case does not count, or there is
none at all.

Wrong:

```yaml
status: { type: Integer, max: 1, values: { on: enabled, 2: disabled }, about: Status. }
```

Right:

```yaml
status: { type: Integer, max: 2, values: { 1: enabled, 2: disabled }, about: Status. }
```
",
    ),
    (
        "E0411",
        r"A key of enumerations without values

`closed` and `case` say how `values` are meant, so they need some. Numbers have no case.

Wrong:

```yaml
engine: { type: String, closed: true, about: Engine. }
```

Right:

```yaml
engine: { type: String, values: { mysql: MySQL, oracle: Oracle }, closed: true, about: Engine. }
```
",
    ),
    (
        "E0412",
        r"A format that the type does not have

`date-time` belongs to `String` and `DateTime`, `epoch-ms` to `Integer` and `Long`, `uuid` and `uri` to `String`.

Wrong:

```yaml
created: { type: String, format: epoch-ms, about: When it was created. }
```

Right:

```yaml
created: { type: Long, format: epoch-ms, about: When it was created. }
```
",
    ),
    (
        "E0413",
        r#"A charset that can't be read

A charset lists `letters` (a to z, A to Z), `digits` and single characters, one space between them.

Wrong:

```yaml
name: { type: String, charset: "letters, digits, -_", about: Name. }
```

Right:

```yaml
name: { type: String, charset: "letters digits - _", about: Name. }
```
"#,
    ),
    (
        "E0414",
        r#"A pattern that can't be used

Patterns run in the emitted crate by `regex-lite`: no look-around, no back-references, no Unicode classes. They match the whole text,
so `^` and `$` are not needed.

Wrong:

```yaml
name: { type: String, pattern: "(?=.*[0-9])[a-z0-9]+", about: Name. }
```

Right:

```yaml
name: { type: String, pattern: "[a-z0-9]*[0-9][a-z0-9]*", about: Name. }
```
"#,
    ),
    (
        "E0415",
        r"No step

`multiple_of` is a positive whole number: every value of the row is a multiple of it.

Wrong:

```yaml
size: { type: Integer, multiple_of: 0, about: Size. }
```

Right:

```yaml
size: { type: Integer, multiple_of: 10, about: Size. }
```
",
    ),
    (
        "E0416",
        r"A key that the type does not have

`charset` and `pattern` belong to texts without `values`, `multiple_of` to integers, `unit` to numbers, `each` to lists and maps.

Wrong:

```yaml
name: { type: String, unit: ms, about: Name. }
```

Right:

```yaml
timeout: { type: Integer, unit: ms, about: Longest wait. }
```
",
    ),
    (
        "E0417",
        r"A secret that is not marked

The name is one that secrets have: password, secret, token, access key. What is marked is never printed and is erased from memory.
Where anyone may see the value, say so with `secret: false`. The header of the credential is always secret.

Wrong:

```yaml
password: { type: String, about: Password at the database. }
```

Right:

```yaml
password: { type: String, secret: true, about: Password at the database. }
token_type: { type: String, secret: false, about: Kind of the token. }
```
",
    ),
    (
        "E0418",
        r"A secret that is not a text

Only a `String` without `values` and dates can be kept secret.

Wrong:

```yaml
pin: { type: Integer, secret: true, about: PIN. }
```

Right:

```yaml
pin: { type: String, secret: true, charset: digits, about: PIN. }
```
",
    ),
    (
        "E0419",
        r"A key that does not belong to items

`each` holds what constrains the items of a list or map: `min`, `max`, `each`, `values`, `closed`, `case`, `format`, `charset`,
`pattern`, `multiple_of`, `unit`. Their type is in the type of the row.

Wrong:

```yaml
tags: { type: Array of String, each: { type: String, max: 36 }, about: Labels. }
```

Right:

```yaml
tags: { type: Array of String, each: { max: 36 }, about: Labels. }
```
",
    ),
];
