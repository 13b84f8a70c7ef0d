//! A request with a rule of each kind, and what policies and waivers make of it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

mod properties;
mod requests;
mod waivers;

use std::collections::BTreeMap;

use super::{Policy, Waivers};
use crate::error::Error;
use crate::operation::{Operation, Response, blank};
use crate::service::{HeldParameter, Service};
use crate::settings::Settings;
use crate::table::{Check, Kind, Known, Location, Row, Rule, Table};
use crate::validate::{Violation, Violations};
use crate::{Json, Model, Place};

const PAGE: &str = "https://example.com/CreateTask.html";

/// A model and its table.
macro_rules! table {
    ($name:ident, $table:ident, $id:literal, $rules:expr, { $($index:literal $field:ident: $type:ty = $row:expr,)* }) => {
        #[derive(Debug, Clone, Default)]
        struct $name { $($field: Option<$type>,)* }

        static $table: Table = Table::new($id, PAGE, &[$($row,)*], $rules);

        impl Model for $name {
            fn table(&self) -> &'static Table {
                &$table
            }

            fn place(&self, row: usize) -> Option<&dyn Place> {
                Some(match row { $($index => &self.$field,)* _ => return None })
            }

            fn place_mut(&mut self, row: usize) -> Option<&mut dyn Place> {
                Some(match row { $($index => &mut self.$field,)* _ => return None })
            }
        }
    };
}

const TEXT: Row = Row::new("", Kind::Text, "String").max(3);

table!(CreateTask, CREATE_TASK, "CreateTask", &[Rule::new(
    "CreateTask.at_most_one_of(query.limit,query.ratio)",
    Check::AtMostOneOf(&[&[1], &[2]]),
)], {
    0 instance_id: String = Row::path("instance_id", Kind::Text, "String").required().max(4),
    1 limit: i64 = Row::query("limit", Kind::Integer, "Integer").min(1).max(10),
    2 ratio: f64 = Row::query("ratio", Kind::Double, "Double").max_double(0.5),
    3 tags: Vec<String> = Row::query("tags", Kind::List(&TEXT), "Array of String"),
    4 trace: String = Row::header("X-Trace", Kind::Text, "String").max(5),
    5 name: String = Row::body("name", Kind::Text, "String").required(),
    6 task: Task = Row::body("task", Kind::Model(&TASK), "Task"),
    7 labels: BTreeMap<String, String> = Row::body("labels", Kind::Map(&TEXT), "Map of String"),
});

table!(Task, TASK, "roma.Task", &[Rule::new("roma.Task.less_than(low,high)", Check::LessThan(0, 1))], {
    0 low: i64 = Row::new("low", Kind::Integer, "Integer").required(),
    1 high: i64 = Row::new("high", Kind::Integer, "Integer").multiple_of(2),
    2 weight: f64 = Row::new("weight", Kind::Double, "Double"),
    3 kind: String = Row::new("kind", Kind::Text, "String").values(&[Known::text("a", "A")]),
    4 tasks: Vec<Task> = Row::new("tasks", Kind::List(&Row::new("", Kind::Model(&TASK), "Task")), "Array of Task"),
    5 any: Json = Row::new("any", Kind::Json, "Object"),
});

static OPERATION: Operation = Operation::new(
    "CreateTask",
    "roma",
    "POST",
    "/v1/{project_id}/instances/{instance_id}/tasks",
    &CREATE_TASK,
    blank::<CreateTask>,
)
.held(&[
    // Not mandatory by its page, and yet there is no path without it.
    Row::path("project_id", Kind::Text, "String").max(4),
    Row::header("X-Workspace", Kind::Text, "String").required().max(4),
    Row::header("X-Count", Kind::Integer, "Integer").max(9),
])
.with_body()
.responses(&[Response::new(200, &TASK, blank::<Task>)]);

static HELD: &[HeldParameter] = &[HeldParameter::new("project_id", "project_id", Location::Path)];
static SERVICE: Service = Service::new("roma", "ROMA Connect").held(HELD).operations(&[&OPERATION]);

/// A request with nothing wrong.
fn right() -> CreateTask {
    CreateTask {
        instance_id: Some("i".to_owned()),
        name: Some("n".to_owned()),
        ..CreateTask::default()
    }
}

fn with_task(task: Task) -> CreateTask {
    CreateTask { task: Some(task), ..right() }
}

fn settings() -> Settings {
    endless().endpoint("https://roma.example.com")
}

/// Settings without an endpoint.
fn endless() -> Settings {
    Settings::new().parameters(HELD).hold(Location::Path, "project_id", "p").hold(
        Location::Header,
        "X-Workspace",
        "w",
    )
}

fn waive(ids: &[&str]) -> Waivers {
    Waivers::new(&SERVICE, ids.iter().map(|id| (*id).to_owned()).collect()).unwrap()
}

/// The address that is sent and what is told of it, or what the request is refused for.
type Outcome = Result<(String, Vec<String>), Vec<String>>;

fn outcome(
    request: &CreateTask,
    settings: &Settings,
    policy: Policy,
    waivers: &Waivers,
) -> Outcome {
    match OPERATION.prepare_by(request, settings, policy, waivers) {
        Ok((outgoing, told)) => Ok((outgoing.uri().to_string(), ids(&told))),
        Err(error) => Err(refusal(&error)),
    }
}

fn refusal(error: &Error) -> Vec<String> {
    assert!(error.is_invalid(), "{error}");
    ids(error.violations().unwrap())
}

fn ids(violations: &Violations) -> Vec<String> {
    violations.iter().map(Violation::id).map(str::to_owned).collect()
}
