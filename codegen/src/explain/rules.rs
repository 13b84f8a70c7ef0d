//! E05xx: rules that relate the rows of one table.

use super::Entry;

pub(super) const ENTRIES: &[Entry] = &[
    (
        "E0501",
        r"A rule states one relation

A rule is exactly one of `at_least_one_of`, `exactly_one_of`, `at_most_one_of`, `all_or_none`, `less_or_equal`, `less_than` and
`when`. Two relations are two rules, each with its own id. `require`, `forbid` and `in` are the demands of `when`: there must be
one of them at least, and they mean nothing without it.

Wrong:

```yaml
rules:
  - { when: { status: 0 } }
  - { all_or_none: [user, password], require: [region] }
```

Right:

```yaml
rules:
  - { when: { status: 0 }, require: [data_parsing_status] }
  - all_or_none: [user, password]
```
",
    ),
    (
        "E0502",
        r"A rule names a row that does not exist

Rules name rows of their own table by the documented name: those of an operation the path, query, header and body rows, those of
an object the rows of that object. Where an operation has one name in two places, the place goes in front.

Wrong:

```yaml
rules:
  - at_least_one_of: [product, name]
```

Right:

```yaml
rules:
  - at_least_one_of: [product_id, query.name]
```
",
    ),
    (
        "E0503",
        r"A rule with too few or too many members

A choice needs two members or more, and a member that is a group needs rows. A comparison has exactly two rows. `when` tests one
row or more, and a list of `in` holds one value or more.

Wrong:

```yaml
rules:
  - at_least_one_of: [product_id]
  - less_or_equal: [min, max, limit]
```

Right:

```yaml
rules:
  - at_least_one_of: [product_id, product_template_id]
  - less_or_equal: [min, max]
```
",
    ),
    (
        "E0504",
        r"A rule names something twice

A row is one member of a rule, or part of one. In a rule with `when`, a row that is tested is neither demanded nor forbidden, and
none is both. A list of `in` has each value once.

Wrong:

```yaml
rules:
  - at_least_one_of: [[user, password], [user, token]]
```

Right:

```yaml
rules:
  - at_least_one_of: [password, token]
```
",
    ),
    (
        "E0505",
        r"A rule that the rows have decided already

A row that is required, or that the client holds, is in every request. A rule that asks for it can't be broken, and one that
forbids it can't be kept. Pages do this when they mark each row of a choice as mandatory and say in a footnote that one is
enough: then the rows are not required, and an erratum says what the page has.

Wrong:

```yaml
body:
  password: { type: String, required: true, secret: true, about: Password. }
  secret:   { type: String, required: true, secret: true, about: Name of a secret. }
rules:
  - at_least_one_of: [password, secret]
```

Right:

```yaml
body:
  password: { type: String, secret: true, about: Password. }
  secret:   { type: String, secret: true, about: Name of a secret. }
rules:
  - at_least_one_of: [password, secret]
errata:
  - { at: body.password.required, page: yes, why: A footnote says that one of both is enough. }
  - { at: body.secret.required, page: yes, why: A footnote says that one of both is enough. }
```
",
    ),
    (
        "E0506",
        r"Two rows that have no order

`less_or_equal` and `less_than` compare two integers or two doubles. Texts have no order here, dates and times as text neither.

Wrong:

```yaml
rules:
  - less_or_equal: [created_time, 10]
```

Right:

```yaml
rules:
  - less_or_equal: [created_date_start, created_date_end]
```
",
    ),
    (
        "E0507",
        r#"A value that a row can't be compared with

The values of `when` and `in` have the type of their row: integers and booleans without quotes, texts with or without. `yes` is a
text, never a boolean. Lists, maps, objects and doubles are compared with nothing.

Wrong:

```yaml
rules:
  - { when: { status: "0" }, require: [data_parsing_status] }
```

Right:

```yaml
rules:
  - { when: { status: 0 }, require: [data_parsing_status] }
```
"#,
    ),
    (
        "E0508",
        r"A value that its row never has

The value of `when` or `in` is outside of the row's bounds or not among its `values`, so that the rule never applies or allows
less than it seems to. Either the value is misspelt, or the row lacks it.

Wrong:

```yaml
status: { type: Integer, values: { 0: enabled, 1: disabled }, about: Status. }
rules:
  - { when: { status: 2 }, require: [reason] }
```

Right:

```yaml
status: { type: Integer, values: { 0: enabled, 1: disabled, 2: failed }, about: Status. }
rules:
  - { when: { status: 2 }, require: [reason] }
```
",
    ),
    (
        "E0509",
        r"Two rules with one id

Users name rules by their ids, to waive one for example, so an id stands for one rule. It is made of the relation and its sorted
members, or of the condition of `when`. Merge rules that say the same; give one of two rules with the same condition an `id`.

Wrong:

```yaml
rules:
  - { when: { status: 0 }, require: [reason] }
  - { when: { status: 0 }, forbid: [error] }
```

Right:

```yaml
rules:
  - { when: { status: 0 }, require: [reason], forbid: [error] }
```
",
    ),
    (
        "E0510",
        r"A text that is no id of a rule

An explicit `id` becomes the last part of the rule's full id, `ListRules.my-rule`. It has ASCII letters, digits, `_` and `-`, so
that it never looks like the id of a row's own constraint.

Wrong:

```yaml
rules:
  - { id: query.limit.max, less_or_equal: [offset, limit] }
```

Right:

```yaml
rules:
  - { id: offset-within-limit, less_or_equal: [offset, limit] }
```
",
    ),
];
