//! What the page should say, by the spec: what is true, with the errata applied backwards.

use std::collections::{BTreeMap, HashMap};

use apiscribe_codegen::judge::escape;
use apiscribe_codegen::model::{
    Check, Erratum, Group, Home, Location, ObjectRef, Operation, Row as SpecRow, Rule, Service,
};
use apiscribe_codegen::{ErratumPlace, erratum_place, fact as spec_fact};

use super::{
    Amended, Applied, Cite, Cited, Edition, Example, Fact, Place, Row, Stated, Status, Table,
};

/// The edition of the page that the spec of an operation describes.
#[must_use]
pub fn of(service: &Service, group: &Group, operation: &Operation) -> Edition {
    let mut builder = Builder {
        service,
        group,
        operation,
        edition: Edition::default(),
        objects: HashMap::new(),
        rows: HashMap::new(),
    };
    builder.head();
    builder.parameters();
    builder.responses();
    builder.examples();
    builder.errata();
    builder.edition
}

struct Builder<'m> {
    service: &'m Service,
    group: &'m Group,
    operation: &'m Operation,
    edition: Edition,
    /// Index of the table of each object: where it is, and its name.
    objects: HashMap<(String, String), usize>,
    /// Table and row of each row of the model, by its address.
    rows: HashMap<*const SpecRow, (usize, usize)>,
}

impl<'m> Builder<'m> {
    fn head(&mut self) {
        let operation = self.operation;
        self.edition.titles =
            vec![Cited { text: operation.title.clone(), cite: self.here("/title") }];
        self.edition.updated = operation
            .page
            .updated
            .clone()
            .map(|text| Cited { text, cite: self.here("/page/updated") });
        let text = format!("{} {}", operation.method, operation.path);
        self.edition.requests = vec![Cited { text, cite: self.here("/request") }];
    }

    fn parameters(&mut self) {
        for (location, place) in [
            (Location::Path, Place::Path),
            (Location::Query, Place::Query),
            (Location::Header, Place::Header),
            (Location::Body, Place::Body),
        ] {
            let rows: Vec<&SpecRow> =
                self.operation.rows.iter().filter(|row| row.location == location).collect();
            if rows.is_empty() {
                continue;
            }
            let pointer = format!("/{}", location.as_str());
            let cite = self.here(&pointer);
            let also = ruled(&self.operation.rules, &self.operation.rows);
            let label = format!("`{}`", location.as_str());
            self.table(Draft { place, label, cite, in_requests: true }, &rows, &also);
        }
        self.paged();
    }

    /// Marks the row that says how many items a page holds, where `paginate` says how many it holds at most.
    fn paged(&mut self) {
        let pagination = self.operation.pagination.as_ref();
        let Some(pagination) = pagination.filter(|one| one.page_max.is_some()) else { return };
        let table = self.edition.table(&Place::Query);
        let table = table.and_then(|index| self.edition.tables.get_mut(index));
        for row in table.into_iter().flat_map(|table| &mut table.rows) {
            if row.name == pagination.limit {
                row.also.push("paginate");
            }
        }
    }

    fn responses(&mut self) {
        for response in &self.operation.responses {
            let code = response.status.to_string();
            let cite = self.here(&format!("/responses/{code}"));
            let table = self.object(&response.object);
            let success = (200..300).contains(&response.status);
            self.edition.statuses.push(Status {
                code,
                cite,
                success,
                table,
                amended: None,
                absent: None,
            });
        }
    }

    fn examples(&mut self) {
        for (index, example) in self.operation.examples.iter().enumerate() {
            self.edition.examples.push(Example {
                request: example.request,
                status: example.status.map(|status| status.to_string()),
                line: example.line.clone(),
                body: example.json.clone(),
                cite: self.here(&format!("/examples/{index}")),
                errata: Vec::new(),
            });
        }
    }

    /// The table of an object, and of the objects below it.
    fn object(&mut self, reference: &ObjectRef) -> Option<usize> {
        let object = self.service.object(self.group, reference)?;
        let (file, base) = match &reference.home {
            Home::Operation(_) => (&self.operation.source, String::new()),
            Home::ServiceShared => (&self.service.source, String::new()),
            Home::GroupShared => (&self.service.source, group_pointer(self.group)),
        };
        let file = below_spec(file);
        let pointer = format!("{base}/objects/{}", escape(&object.name));
        let key = (file.to_owned(), pointer.clone());
        if let Some(known) = self.objects.get(&key) {
            return Some(*known);
        }
        self.objects.insert(key, self.edition.tables.len());
        let draft = Draft {
            place: Place::Object(object.name.clone()),
            label: format!("`{}`", object.name),
            cite: Cite::Spec { file: file.to_owned(), pointer },
            in_requests: object.in_requests,
        };
        let rows: Vec<&SpecRow> = object.rows.iter().collect();
        Some(self.table(draft, &rows, &ruled(&object.rules, &object.rows)))
    }

    fn table(&mut self, draft: Draft, rows: &[&'m SpecRow], ruled: &[&SpecRow]) -> usize {
        let index = self.edition.tables.len();
        let Draft { place, label, cite, in_requests } = draft;
        let below = match &cite {
            Cite::Spec { file, pointer } => (file.clone(), pointer.clone()),
            Cite::Line(_) => (String::new(), String::new()),
        };
        self.edition.tables.push(Table { place, label, cite, in_requests, rows: Vec::new() });
        let mut made = Vec::new();
        for (number, row) in rows.iter().enumerate() {
            self.rows.insert(std::ptr::from_ref(*row), (index, number));
            let cite = Cite::Spec {
                file: below.0.clone(),
                pointer: format!("{}/{}", below.1, escape(&row.name)),
            };
            let mut new = stated_row(row, cite);
            if ruled.iter().any(|one| std::ptr::eq(*one, *row)) {
                new.also.push("rules");
            }
            new.object = row.kind.object().and_then(|object| self.object(object));
            made.push(new);
        }
        if let Some(table) = self.edition.tables.get_mut(index) {
            table.rows = made;
        }
        index
    }

    /// Applies the errata of the operation, of its group and of its service, as far as its page is concerned.
    fn errata(&mut self) {
        let (service, group, operation) = (self.service, self.group, self.operation);
        let own = (&operation.errata, Some(operation), group, String::new());
        let root = (&service.root.errata, None, &service.root, String::new());
        let of_group = (&group.errata, None, group, group_pointer(group));
        let mut lists = vec![own, root];
        if group.module.is_some() {
            lists.push(of_group);
        }
        for (errata, of, home, base) in lists {
            let file = of.map_or(&service.source, |operation| &operation.source);
            for (number, erratum) in errata.iter().enumerate() {
                let Some(place) = erratum_place(service, home, of, &erratum.at) else { continue };
                let pointer = format!("{base}/errata/{number}");
                let cite = Cite::Spec { file: below_spec(file).to_owned(), pointer };
                self.apply(&place, erratum, cite);
            }
        }
    }

    fn apply(&mut self, place: &ErratumPlace<'_>, erratum: &Erratum, cite: Cite) {
        let index = self.edition.errata.len();
        let applied = match place {
            ErratumPlace::Request => self.request(erratum, index),
            ErratumPlace::Response(response) => {
                self.status(&response.status.to_string(), erratum, index)
            }
            ErratumPlace::Example { index: example, pointer } => self
                .edition
                .examples
                .get_mut(*example)
                .map(|example| example.errata.push(((*pointer).to_owned(), index))),
            ErratumPlace::Row(row) => self.row(row).map(|row| row.absent = Some(index)),
            ErratumPlace::Fact { row, name, .. } => {
                self.row(row).map(|row| amend(row, name, erratum, index, &cite))
            }
        };
        if applied.is_some() {
            let (at, page) = (erratum.at.clone(), erratum.page.clone());
            self.edition.errata.push(Applied { at, page, cite });
        }
    }

    fn request(&mut self, erratum: &Erratum, index: usize) -> Option<()> {
        let truth = self.edition.requests.pop()?;
        let cite = truth.cite.clone();
        self.edition.true_request =
            Some(Amended { truth: Some(Stated::new(truth.text, truth.cite)), erratum: index });
        if erratum.page != "absent" {
            let text = erratum.page.split_whitespace().collect::<Vec<_>>().join(" ");
            self.edition.requests.push(Cited { text, cite });
        }
        Some(())
    }

    fn status(&mut self, code: &str, erratum: &Erratum, index: usize) -> Option<()> {
        let status = self.edition.statuses.iter_mut().find(|status| status.code == code)?;
        if erratum.page == "absent" {
            status.absent = Some(index);
            return Some(());
        }
        let truth = Stated::new(code, status.cite.clone());
        status.amended = Some(Amended { truth: Some(truth), erratum: index });
        // A page can name another object there, of which no code can be compared.
        if erratum.page.bytes().all(|byte| byte.is_ascii_digit()) {
            status.code.clone_from(&erratum.page);
        }
        Some(())
    }

    fn row(&mut self, row: &SpecRow) -> Option<&mut Row> {
        let (table, row) = self.rows.get(&std::ptr::from_ref(row))?;
        self.edition.tables.get_mut(*table)?.rows.get_mut(*row)
    }

    fn here(&self, pointer: &str) -> Cite {
        Cite::Spec {
            file: below_spec(&self.operation.source).to_owned(),
            pointer: pointer.to_owned(),
        }
    }
}

/// A table without its rows.
struct Draft {
    place: Place,
    label: String,
    cite: Cite,
    in_requests: bool,
}

/// The path of a file below the directory of the spec, which is what sources are called by.
#[must_use]
pub fn below_spec(source: &str) -> &str {
    source.strip_prefix("spec/").unwrap_or(source)
}

fn group_pointer(group: &Group) -> String {
    group.module.as_ref().map_or(String::new(), |module| format!("/groups/{module}"))
}

fn amend(row: &mut Row, name: &str, erratum: &Erratum, index: usize, cite: &Cite) {
    let key = name.strip_prefix("each.").unwrap_or(name);
    let Some(fact) = Fact::of_key(key) else {
        row.unread.push(index);
        return;
    };
    let truth = row.facts.remove(&fact);
    row.amended.insert(fact, Amended { truth, erratum: index });
    let page = erratum.page.trim();
    if page != "absent" && page != fact.unstated() {
        row.facts.insert(fact, Stated::new(page, cite.clone()));
    }
}

/// A row of the model with what it states.
fn stated_row(row: &SpecRow, cite: Cite) -> Row {
    let mut facts = BTreeMap::new();
    for fact in Fact::ALL {
        let of = |row: &SpecRow| {
            let stated = spec_fact::of(row, fact.key())?;
            stated.stated().filter(|text| *text != fact.unstated()).map(str::to_owned)
        };
        // Pages state the bounds of items at the list.
        let each = row.each.as_deref().filter(|_| fact != Fact::Type && fact != Fact::Required);
        let (own, each) = (of(row), each.and_then(of));
        let below =
            if own.is_some() { fact.key().to_owned() } else { format!("each/{}", fact.key()) };
        let variants = own.is_some().then(|| each.clone()).flatten().into_iter().collect();
        if let Some(text) = own.or(each) {
            let stated = Stated { variants, ..Stated::new(text, under(&cite, &below)) };
            facts.insert(fact, stated);
        }
    }
    let mut also = Vec::new();
    for (key, given) in [
        ("pattern", row.pattern.is_some()),
        ("multiple_of", row.multiple_of.is_some()),
        ("closed", row.closed),
    ] {
        if given {
            also.push(key);
        }
    }
    Row {
        name: row.name.clone(),
        aliases: row.aliases.clone(),
        cite,
        facts,
        absent: None,
        amended: BTreeMap::new(),
        unread: Vec::new(),
        object: None,
        also,
        besides: Vec::new(),
        sentences: Vec::new(),
    }
}

fn under(cite: &Cite, below: &str) -> Cite {
    match cite {
        Cite::Line(line) => Cite::Line(*line),
        Cite::Spec { file, pointer } => {
            Cite::Spec { file: file.clone(), pointer: format!("{pointer}/{below}") }
        }
    }
}

/// The rows that a rule is about.
fn ruled<'m>(rules: &[Rule], rows: &'m [SpecRow]) -> Vec<&'m SpecRow> {
    let mut indexes: Vec<usize> = Vec::new();
    for rule in rules {
        match &rule.check {
            Check::AtLeastOneOf(members)
            | Check::ExactlyOneOf(members)
            | Check::AtMostOneOf(members)
            | Check::AllOrNone(members) => indexes.extend(members.iter().flatten()),
            Check::LessOrEqual(a, b) | Check::LessThan(a, b) => indexes.extend([a, b]),
            Check::When { conditions, require, forbid, within } => {
                indexes.extend(conditions.iter().map(|(row, _)| row));
                indexes.extend(require.iter().chain(forbid));
                indexes.extend(within.iter().map(|(row, _)| row));
            }
        }
    }
    indexes.into_iter().filter_map(|index| rows.get(index)).collect()
}
