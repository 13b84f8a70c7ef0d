//! One list, documented in several ways.

use apiscribe_runtime::operation::{Operation, Pagination, Response};
use apiscribe_runtime::table::{Kind, Row, Table};
use apiscribe_runtime::{Model, Paged, Place, Request, Secret, blank, model};

const LIMIT: Row = Row::query("limit", Kind::Integer, "Integer");
const OFFSET: Row = Row::query("offset", Kind::Integer, "Integer");
const TOKEN: Row = Row::header("X-Token", Kind::Text, "String").secret();
const PAGING: Pagination = Pagination::new("offset", "limit", "items");

/// A model of these fields.
macro_rules! fields {
    ($name:ident, $table:expr, $($field:ident: $type:ty),*) => {
        #[derive(Clone, Default)]
        pub struct $name { $(pub $field: Option<$type>,)* }

        impl Model for $name {
            fn table(&self) -> &'static Table {
                $table
            }

            fn place(&self, row: usize) -> Option<&dyn Place> {
                let places: &[&dyn Place] = &[$(&self.$field,)*];
                places.get(row).copied()
            }

            fn place_mut(&mut self, row: usize) -> Option<&mut dyn Place> {
                let places: Vec<&mut dyn Place> = vec![$(&mut self.$field,)*];
                places.into_iter().nth(row)
            }
        }

        model!($name);
    };
}

fields!(Thing, &THING, id: i64, name: String);
fields!(ThingPage, &PAGE, total: i64, items: Vec<Thing>);

static THING: Table = Table::new(
    "Thing",
    "",
    &[Row::new("id", Kind::Integer, "Integer"), Row::new("name", Kind::Text, "String")],
    &[],
);

static PAGE: Table = Table::new(
    "ThingPage",
    "",
    &[
        Row::new("total", Kind::Integer, "Integer"),
        Row::new(
            "items",
            Kind::List(&Row::new("", Kind::Model(&THING), "Thing")),
            "Array of Thing",
        ),
    ],
    &[],
);

static FAILURE: Table =
    Table::new("Failure", "", &[Row::new("message", Kind::Text, "String")], &[]);
fields!(Failure, &FAILURE, message: String);

const RESPONSES: &[Response] = &[
    Response::new(200, &PAGE, blank::<ThingPage>),
    Response::new(404, &FAILURE, blank::<Failure>),
];

/// A request for a page, documented like this.
pub trait Listing: Paged<Item = Thing, Answer = ThingPage> + Default {
    fn of(offset: Option<i64>, limit: Option<i64>) -> Self;
    fn with_token(self, token: &str) -> Self;
}

macro_rules! listing {
    ($($name:ident($offset:expr, $limit:expr) $(.pagination($pagination:expr))?;)*) => { $(
        fields!(
            $name,
            &$name::ROWS,
            offset: i64, limit: i64, token: Secret
        );

        impl $name {
            const ROWS: Table = Table::new("ListThings", "", &[$offset, $limit, TOKEN], &[]);
        }

        impl Request for $name {
            type Answer = ThingPage;
            const OPERATION: &'static Operation = &Operation::new(
                "ListThings",
                "things",
                "GET",
                "/things",
                &$name::ROWS,
                blank::<$name>,
            )
            .idempotent()
            .responses(RESPONSES)
            $(.pagination($pagination))?;
        }

        impl Paged for $name {
            type Item = Thing;

            fn items(page: ThingPage) -> Vec<Thing> {
                page.items.unwrap_or_default()
            }
        }

        impl Listing for $name {
            fn of(offset: Option<i64>, limit: Option<i64>) -> Self {
                Self { offset, limit, token: None }
            }

            fn with_token(self, token: &str) -> Self {
                Self { token: Some(token.into()), ..self }
            }
        }
    )* };
}

listing! {
    // The page says nothing but the names.
    Bare(OFFSET, LIMIT).pagination(PAGING);
    // It says how many items come where no limit is sent, and how many at most.
    Capped(OFFSET, LIMIT.default("4")).pagination(PAGING.page_max(10));
    // The answer has the number of all items.
    Counted(OFFSET, LIMIT).pagination(PAGING.total("total"));
    // It says all of it.
    Whole(OFFSET, LIMIT.default("4")).pagination(PAGING.page_max(10).total("total"));
    // Without an offset, the service starts at the third item; beyond 10 it refuses.
    Shifted(OFFSET.default("2").max(10), LIMIT).pagination(PAGING);
    // The parameter of the offset is no row of the request.
    Aimless(OFFSET, LIMIT).pagination(Pagination::new("start", "limit", "items"));
    // It comes as one page.
    Single(OFFSET, LIMIT);
}
