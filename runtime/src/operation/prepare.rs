//! From a request to an HTTP request, or to everything that is wrong with it.

use bytes::Bytes;
use zeroize::Zeroizing;

use super::Operation;
use super::head::{Head, header_problem};
use super::parameter::{Parameter, parameter_text};
use super::path::segment_problem;
use crate::error::Error;
use crate::json;
use crate::model::Model;
use crate::settings::Settings;
use crate::table::{Kind, Location, Row};
use crate::validate::{self, Scope, Violation, Violations};
use crate::value::Value;

/// Bytes reserved for a body that may hold a secret: where it outgrew these, a copy would stay behind.
const SECRET_BODY: usize = 8 << 10;

impl Operation {
    /// Validates what the client holds and the request, and writes the HTTP request.
    ///
    /// Documented defaults are not sent. The items of a list in the query or a header are joined by commas; an empty
    /// list is not sent.
    ///
    /// # Errors
    ///
    /// `Invalid`, with everything that is wrong.
    pub fn prepare(
        &self,
        request: &dyn Model,
        settings: &Settings,
    ) -> Result<http::Request<Bytes>, Error> {
        let mut violations = Violations::new(self.request);
        let endpoint = settings.base();
        if let Err(message) = &endpoint {
            violations.push(Violation::new("client.endpoint", "endpoint", message));
        }
        let mut parameters = self.held_parameters(settings, &mut violations);
        validate::add_model(request, Scope::Request, &mut violations);
        self.own_parameters(request, &mut parameters, &mut violations);
        if let (true, Ok(endpoint)) = (violations.is_empty(), endpoint) {
            match self.write(endpoint.base(), &parameters, request) {
                Ok(written) => return Ok(written),
                Err(violation) => violations.push(violation),
            }
        }
        Err(Error::invalid(self.name, violations))
    }

    /// The values that the client holds for this operation, checked like those of the request.
    fn held_parameters(&self, settings: &Settings, violations: &mut Violations) -> Vec<Parameter> {
        let mut parameters = Vec::with_capacity(self.held.len() + self.request.rows.len());
        for row in self.held {
            if let Some(value) = settings.held(row.location, row.name) {
                self.judge_held(row, value.expose(), violations);
                let parameter = Parameter::new(row, value.clone());
                self.check(&parameter, violations);
                parameters.push(parameter);
            } else if row.required {
                let message = match settings.setter(row.location, row.name) {
                    Some(setter) => {
                        format!("required; call `.{setter}(…)` when building the client")
                    }
                    None => "required; the client does not hold it".to_owned(),
                };
                violations.push(self.violation(row, "required", message));
            }
        }
        parameters
    }

    /// Judges a held value by its row. It is held as text, so a number is read from it first.
    fn judge_held(&self, row: &'static Row, text: &str, violations: &mut Violations) {
        let value = match row.kind {
            Kind::Integer | Kind::EpochMillis => text.parse().map(Value::Integer).ok(),
            Kind::Double => text.parse().map(Value::Double).ok(),
            Kind::Boolean => text.parse().map(Value::Boolean).ok(),
            _ => Some(Value::Text(text)),
        };
        if let Some(value) = value {
            validate::add_value(value, row, Scope::Request, violations);
        } else {
            let message = format!("not of the documented type {}", row.documented_type);
            violations.push(self.violation(row, "type", message));
        }
    }

    /// The values of the request that do not go into the body.
    fn own_parameters(
        &self,
        request: &dyn Model,
        parameters: &mut Vec<Parameter>,
        violations: &mut Violations,
    ) {
        for (index, row) in request.table().rows.iter().enumerate() {
            if matches!(row.location, Location::Body | Location::Field) {
                continue;
            }
            match parameter_text(request.value(index)) {
                Ok(Some(text)) => {
                    let parameter = Parameter::new(row, text);
                    self.check(&parameter, violations);
                    parameters.push(parameter);
                }
                // A required one that is absent was reported by the validation.
                Ok(None) if row.location == Location::Path && !row.required => {
                    violations.push(self.violation(row, "required", "required in the path"));
                }
                Ok(None) => {}
                Err(problem) => violations.push(self.violation(row, "type", problem)),
            }
        }
    }

    /// Checks what holds for every value in this place, whatever the page says.
    fn check(&self, parameter: &Parameter, violations: &mut Violations) {
        let problem = match parameter.row.location {
            Location::Path => segment_problem(parameter.text()),
            Location::Header => header_problem(parameter.text()),
            Location::Query | Location::Body | Location::Field => None,
        };
        if let Some(problem) = problem {
            violations.push(self.violation(parameter.row, "form", problem));
        }
    }

    fn violation(&self, row: &Row, fact: &str, message: impl Into<String>) -> Violation {
        let path = match row.location.prefix() {
            Some(prefix) => format!("{prefix}.{}", row.name),
            None => row.name.to_owned(),
        };
        Violation::new(format!("{}.{path}.{fact}", self.request.id), path, message)
    }

    fn write(
        &self,
        base: &str,
        parameters: &[Parameter],
        request: &dyn Model,
    ) -> Result<http::Request<Bytes>, Violation> {
        let body = if self.has_body {
            body(request).map_err(|error| self.whole("body", error.to_string()))?
        } else {
            Bytes::new()
        };
        Head { method: self.method, base, template: self.path, parameters, has_body: self.has_body }
            .write()
            .map(|head| head.map(|()| body))
            .map_err(|problem| self.whole("address", problem))
    }

    /// A violation by the request as a whole.
    fn whole(&self, fact: &str, message: String) -> Violation {
        Violation::new(format!("{}.{fact}", self.request.id), "", message)
    }
}

/// The body; one that may hold a secret is overwritten when the last copy of it is dropped.
fn body(request: &dyn Model) -> Result<Bytes, serde_json::Error> {
    let in_body = |row: &Row| row.location == Location::Body;
    let rows = request.table().rows;
    if !rows.iter().any(|row| in_body(row) && (row.secret || json::holds_secrets(row))) {
        return json::encode_rows(request, in_body).map(Bytes::from);
    }
    let mut body = Zeroizing::new(Vec::with_capacity(SECRET_BODY));
    json::append_rows(request, in_body, &mut body)?;
    Ok(Bytes::from_owner(body))
}
