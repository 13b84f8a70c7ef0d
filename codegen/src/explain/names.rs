//! E02xx: names and references.

use super::Entry;

pub(super) const ENTRIES: &[Entry] = &[
    (
        "E0201",
        r"A documented name gives no Rust name

Fields, types and methods are named after the documented names: `X-Auth-Token` is the field `x_auth_token`. A name without ASCII
letters and digits gives nothing, and one with other letters would lose them. Say what the emitted item is called; the wire name
stays as documented.

Wrong:

```yaml
größe: { type: Integer, about: Size of the parcel. }
```

Right:

```yaml
größe: { type: Integer, rust: size, about: Size of the parcel. }
```
",
    ),
    (
        "E0202",
        r"Two rows become one field

Path, query, header and body of an operation are fields of one request type, and the rows of an object are fields of another. Names
that differ in case or in `-` and `_` only, or stand in two tables, become one field. Name one of them yourself.

Wrong:

```yaml
query:
  name: { type: String, about: Name to look for. }
body:
  name: { type: String, about: New name. }
```

Right:

```yaml
query:
  name: { type: String, rust: query_name, about: Name to look for. }
body:
  name: { type: String, about: New name. }
```
",
    ),
    (
        "E0203",
        r"An unknown object

A type or a response names an object that nobody declares. An operation sees the objects of its own file, of its group and of its
service; never those of another operation.

Wrong:

```yaml
items: { type: Array of Rul, about: The rules. }
```

Right:

```yaml
items: { type: Array of Rule, about: The rules. }
```
",
    ),
    (
        "E0204",
        r"An object that nothing uses

No response and no row of a body leads to the object, so it would be emitted for nobody. Often the row that should name it has the
type `Object`, or its table was copied from another page. Use it where the page does, or remove it.

Wrong:

```yaml
responses: { 200: Page }
objects:
  Page: { total: { type: Integer, about: All rules. } }
  Rule: { name: { type: String, about: Name. } }
```
",
    ),
    (
        "E0205",
        r"Two types of one module have one name

Operations, objects and enumerations of a group are types of one module. The type of an enumeration is made of its owner and its
row: `values` of the row `status` of `Rule` are `RuleStatus`. Two pages of a group that use one name for two shapes collide, too:
declare the object once in `service.yaml` if it is the same, and else give one of them another Rust name.

Right:

```yaml
objects:
  Page:
    rust: ServicePage
    total: { type: Integer, about: Services. }
```
",
    ),
    (
        "E0206",
        r"A reserved type name

Types named as those of Rust's prelude (`Option`, `String`, `Result`, …), `Error`, `Client` or `ClientBuilder` would shadow what
emitted code and its users need. The documented name stays in ids and documentation; only the emitted type gets another one.

Right:

```yaml
objects:
  Error:
    rust: RequestError
    error_code: { type: String, about: Code of the error. }
```
",
    ),
    (
        "E0207",
        r"A name in `rust:` that can't be used

Names that a maintainer gives must be ready to use: fields in `snake_case`, types in `UpperCamelCase`, ASCII letters and digits
only, and no keyword. A field may end in one `_`.

Wrong:

```yaml
Name: { type: String, rust: displayName, about: Name. }
```

Right:

```yaml
Name: { type: String, rust: display_name, about: Name. }
```
",
    ),
    (
        "E0208",
        r#"A value that gives no variant

Variants of text enumerations are named after the wire value, or after the meaning where the wire value gives no free name; variants
of integer enumerations are named after the meaning. Two values of one enumeration can't have one name.

Wrong:

```yaml
status: { type: Integer, values: { 0: "", 1: "-" }, about: Status. }
```

Right:

```yaml
status: { type: Integer, values: { 0: enabled, 1: disabled }, about: Status. }
```
"#,
    ),
    (
        "E0209",
        r"Two methods or modules of one name

All operations of a service are methods of one client, whichever group they are in, and an operation with `paginate` has a second
method that ends in `_items`. An operation outside any group is a module beside the groups. `rust:` gives one of the two another name;
its rule ids then begin with that name.

```yaml
operation: ListRules
rust: ListLinkRules
```
",
    ),
    (
        "E0210",
        r"Two objects of one name are visible

An operation sees its own objects, then those of its group, then those of its service. If two of them had one name, a reader could
not tell which is meant. If they are the same table, keep the shared one; else rename the one that fewer rows use.
",
    ),
    (
        "E0211",
        r"An object that requires itself

A required row leads back to its own object, directly or through others, so no finite value could have them all. One of the rows is
optional, nullable, or a list that may be empty.

Wrong:

```yaml
objects:
  Folder:
    parent: { type: Folder, required: true, about: Folder that holds this one. }
```

Right:

```yaml
objects:
  Folder:
    parent: { type: Folder, about: Folder that holds this one; the top one has none. }
```
",
    ),
    (
        "E0212",
        r"A type that can't be read

A type is `String`, `Integer`, `Long`, `Double`, `Boolean`, `DateTime`, `Object` (any JSON), `Array of T`, `Map of T`, or the name of
an object. Pages write them in many ways; the spec has one.

Wrong:

```yaml
tags: { type: list<string>, about: Labels. }
items: { type: Array of Rule objects, about: The rules. }
```

Right:

```yaml
tags: { type: Array of String, about: Labels. }
items: { type: Array of Rule, about: The rules. }
```
",
    ),
    (
        "E0213",
        r"A service or group that can't be a module

The names of a service and its groups are directories of the spec, modules of the crate and its features. They have lower-case ASCII
letters, digits and single `_`, and are none of the names that emitted code needs, such as `client`, `shared` and `runtime`.

Right:

```yaml
groups:
  device_integration: { title: Device Integration, about: Devices and their rules. }
```
",
    ),
    (
        "E0214",
        r"A file that is not called after its operation

`ListRules` is in `list_rules.yaml`: whoever looks for an operation finds its file, and a file that was copied and half edited is
noticed.
",
    ),
    (
        "E0215",
        r"An alias that stands for two rows

Answers are read by name: a name or alias can belong to one row of an object only.

Wrong:

```yaml
id: { type: String, about: ID. }
request_id: { type: String, aliases: [id], about: ID of the request. }
```

Right:

```yaml
id: { type: String, about: ID. }
request_id: { type: String, aliases: [requestId], about: ID of the request. }
```
",
    ),
    (
        "E0216",
        r"A name that no object can have

Types name objects, so an object can't be called as a built-in type is, and its name is one word without a dot: errata name places as
`objects.NAME.ROW`. Write the name of a table as one word.

Wrong:

```yaml
objects:
  Last Updated User: { user_id: { type: String, about: User. } }
```

Right:

```yaml
objects:
  LastUpdatedUser: { user_id: { type: String, about: User. } }
```
",
    ),
    (
        "E0217",
        r"An object without rows

An object is a documented table and has at least one row. Where the page documents no fields, the row that holds the value has the
type `Object`, which is any JSON.

Wrong:

```yaml
objects:
  Detail: { about: Anything. }
```

Right:

```yaml
detail: { type: Object, about: Anything. }
```
",
    ),
    (
        "E0218",
        r"Two files describe one operation

Both name the same operation of one group: usually one of them is a copy that waits to be changed. It is not read any further until it has
a name of its own. Operations of one name in two groups of a service are no copies: `rust:` gives one of them another name in Rust.

Wrong, in `link/list_rules.yaml` and in `link/list_rules_2.yaml`:

```yaml
operation: ListRules
```

Right, in `link/list_services.yaml`:

```yaml
operation: ListServices
```
",
    ),
];
