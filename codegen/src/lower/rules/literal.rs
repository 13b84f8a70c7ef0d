//! Values that rules compare rows with.

use super::Lowering;
use crate::diagnostic::Diagnostic;
use crate::model::{Bound, EnumerationValues, Kind, Literal, Row};
use crate::raw::Scalar;
use crate::source::Span;
use crate::suggest::did_you_mean;

impl Lowering<'_> {
    /// The literal of `scalar` in the type of a row; what the row can't hold is reported.
    pub(super) fn literal(&self, row: usize, scalar: &Scalar, span: &Span) -> Option<Literal> {
        let row = self.rows.get(row)?;
        match &row.kind {
            Kind::Text | Kind::DateTime => Some(Literal::Text(scalar.text.clone())),
            Kind::Boolean => match (scalar.quoted, scalar.text.as_str()) {
                (false, "true") => Some(Literal::Boolean(true)),
                (false, "false") => Some(Literal::Boolean(false)),
                _ => self.mistyped(row, scalar, span, "write `true` or `false`, without quotes"),
            },
            Kind::Integer | Kind::EpochMillis => {
                self.integer(row, scalar, span).map(Literal::Integer)
            }
            Kind::Enumeration(known) => match &known.values {
                EnumerationValues::Integer(values) => {
                    let integer = self.integer(row, scalar, span)?;
                    let wires: Vec<String> =
                        values.iter().map(|value| value.wire.to_string()).collect();
                    let is_known = values.iter().any(|value| value.wire == integer);
                    self.known(row, scalar, span, is_known, &wires)?;
                    Some(Literal::Integer(integer))
                }
                EnumerationValues::Text(values) => {
                    let wires: Vec<String> =
                        values.iter().map(|value| value.wire.clone()).collect();
                    let is_known = wires.contains(&scalar.text);
                    self.known(row, scalar, span, is_known, &wires)?;
                    Some(Literal::Text(scalar.text.clone()))
                }
            },
            Kind::Double | Kind::Json | Kind::List(_) | Kind::Map(_) | Kind::Object { .. } => self
                .mistyped(row, scalar, span, "compare rows that are texts, integers or booleans"),
        }
    }

    fn integer(&self, row: &Row, scalar: &Scalar, span: &Span) -> Option<i64> {
        let parsed = if scalar.quoted { None } else { scalar.text.parse::<i64>().ok() };
        let Some(integer) = parsed else {
            return self.mistyped(row, scalar, span, "write an integer of 64 bits, without quotes");
        };
        let below = matches!(row.min, Some(Bound::Integer(min)) if integer < min);
        let above = matches!(row.max, Some(Bound::Integer(max)) if integer > max);
        if below || above {
            self.report.push(
                Diagnostic::new("E0508", span, format!("`{}` is never {integer}", row.name))
                    .label("outside of the row's bounds")
                    .help("compare with a value that the row allows"),
            );
            return None;
        }
        Some(integer)
    }

    fn mistyped<T>(&self, row: &Row, scalar: &Scalar, span: &Span, help: &str) -> Option<T> {
        let message = format!("`{}` can't be compared with a {}", scalar.text, row.documented_type);
        self.report.push(
            Diagnostic::new("E0507", span, message)
                .label(format!("the type of `{}` is {}", row.name, row.documented_type))
                .help(help),
        );
        None
    }

    fn known(
        &self,
        row: &Row,
        scalar: &Scalar,
        span: &Span,
        is_known: bool,
        wires: &[String],
    ) -> Option<()> {
        if is_known {
            return Some(());
        }
        let message = format!("`{}` is no documented value of `{}`", scalar.text, row.name);
        let mut diagnostic =
            Diagnostic::new("E0508", span, message).label("not among its `values`");
        if let Some(help) = did_you_mean(&scalar.text, wires.iter().map(String::as_str)) {
            diagnostic = diagnostic.help(help);
        }
        self.report.push(diagnostic);
        None
    }
}
