//! Objects that hold themselves: boxed where a field is one of them, refused where nothing ends the chain.
//!
//! An object refers only to objects of its own list or of one further out, so a cycle never leaves its list.

use std::collections::{BTreeMap, VecDeque};

use crate::diagnostic::{Diagnostic, Report};
use crate::lower::object::Objects;
use crate::model::{Bound, Home, Kind, ObjectRef, Row};

/// For each object: the row of each edge, and the object that it leads to.
type Edges = Vec<Vec<(usize, usize)>>;

/// Boxes fields that close a cycle, and reports cycles of required values.
pub(crate) fn check(objects: &mut Objects, home: &Home, report: &Report) {
    let names: BTreeMap<String, usize> = objects
        .objects
        .iter()
        .enumerate()
        .rev()
        .map(|(index, object)| (object.name.clone(), index))
        .collect();
    let target = |object: &ObjectRef| {
        if object.home == *home { names.get(&object.name).copied() } else { None }
    };
    let direct = edges(objects, &|row| match &row.kind {
        Kind::Object { object, .. } => target(object),
        _ => None,
    });
    let endless =
        edges(objects, &|row| needed(row, row.required && !row.nullable).and_then(target));
    for (index, object) in objects.objects.iter_mut().enumerate() {
        for (row, to) in direct.get(index).into_iter().flatten() {
            if path(&direct, *to, index).is_some()
                && let Some(Kind::Object { boxed, .. }) =
                    object.rows.get_mut(*row).map(|row| &mut row.kind)
            {
                *boxed = true;
            }
        }
    }
    report_endless(objects, &endless, report);
}

/// The object that a row can't do without.
fn needed(row: &Row, required: bool) -> Option<&ObjectRef> {
    if !required {
        return None;
    }
    match &row.kind {
        Kind::Object { object, .. } => Some(object),
        Kind::List(item) | Kind::Map(item) => match (item.as_ref(), row.min) {
            (Kind::Object { object, .. }, Some(Bound::Integer(1..))) => Some(object),
            _ => None,
        },
        _ => None,
    }
}

fn edges(objects: &Objects, target: &dyn Fn(&Row) -> Option<usize>) -> Edges {
    let of = |rows: &[Row]| {
        rows.iter().enumerate().filter_map(|(index, row)| Some((index, target(row)?))).collect()
    };
    objects.objects.iter().map(|object| of(&object.rows)).collect()
}

/// The shortest way from one object to another, as (object, row) pairs; empty where they are the same.
fn path(edges: &Edges, from: usize, to: usize) -> Option<Vec<(usize, usize)>> {
    let mut came: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut queue = VecDeque::from([from]);
    while let Some(at) = queue.pop_front() {
        if at == to {
            let mut way = Vec::new();
            let mut at = at;
            while at != from {
                let &(before, row) = came.get(&at)?;
                way.push((before, row));
                at = before;
            }
            way.reverse();
            return Some(way);
        }
        for &(row, next) in edges.get(at).into_iter().flatten() {
            if next != from && !came.contains_key(&next) {
                came.insert(next, (at, row));
                queue.push_back(next);
            }
        }
    }
    None
}

fn report_endless(objects: &Objects, edges: &Edges, report: &Report) {
    let mut reported = vec![false; objects.objects.len()];
    for (start, object) in objects.objects.iter().enumerate() {
        for &(row, next) in edges.get(start).into_iter().flatten() {
            let Some(mut way) = path(edges, next, start) else { continue };
            way.insert(0, (start, row));
            if way.iter().any(|(index, _)| reported.get(*index).copied().unwrap_or(true)) {
                continue;
            }
            for (index, _) in &way {
                if let Some(done) = reported.get_mut(*index) {
                    *done = true;
                }
            }
            let mut spans =
                way.iter().filter_map(|(index, row)| objects.spans.get(*index)?.get(*row));
            let Some(first) = spans.next() else { continue };
            let mut diagnostic =
                Diagnostic::new("E0211", first, format!("`{}` can't exist: it requires itself", object.name))
                    .label("required, and it leads back here")
                    .help("one row of the cycle is optional, nullable or an empty list: which does the page mean?");
            for span in spans {
                diagnostic = diagnostic.related(span, "required too");
            }
            report.push(diagnostic);
        }
    }
}
