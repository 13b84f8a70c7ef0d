//! From a request to an HTTP request, or to everything that is wrong with it.

use bytes::Bytes;
use zeroize::Zeroizing;

use super::Operation;
use super::findings::Findings;
use super::head::Head;
use super::parameter::form_problem;
use super::unsendable::{add_unsendable, violation};
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::json;
use crate::model::Model;
use crate::policy::{Policy, Waivers};
use crate::settings::Settings;
use crate::table::{Kind, Location, Row};
use crate::validate::{self, Scope, Violation, Violations};
use crate::value::Value;

/// The id of the rule that there is a fit endpoint.
pub(crate) const ENDPOINT: &str = "client.endpoint";

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
        let prepared = self.prepare_by(request, settings, Policy::Enforce, Waivers::none());
        prepared.map(|(outgoing, _)| outgoing)
    }

    /// Writes the HTTP request, with the broken rules that the policy lets pass.
    ///
    /// # Errors
    ///
    /// `Invalid`, with everything that the policy does not let pass, or that HTTP can't carry.
    pub(crate) fn prepare_by(
        &self,
        request: &dyn Model,
        settings: &Settings,
        policy: Policy,
        waivers: &Waivers,
    ) -> Result<(http::Request<Bytes>, Violations), Error> {
        let mut findings = Findings::new(self.request, policy, waivers);
        let endpoint = settings.base();
        if let Err(message) = &endpoint {
            findings.refuse(Violation::new(ENDPOINT, "endpoint", message));
        }
        self.judge_held(settings, &mut findings);
        if let Some(documented) = findings.documented() {
            validate::add_model_unwaived(request, Scope::Request, waivers, documented);
        }
        add_unsendable(request, &mut findings.refused);
        let Findings { mut refused, told, .. } = findings;
        if let (true, Ok(endpoint)) = (refused.is_empty(), endpoint) {
            match self.write(&endpoint, settings, request) {
                Ok(outgoing) => return Ok((outgoing, told)),
                Err(problem) => refused.push(problem),
            }
        }
        Err(Error::invalid(self.name, refused))
    }

    /// Judges the values that the client holds for this operation, like those of the request.
    fn judge_held(&self, settings: &Settings, findings: &mut Findings<'_>) {
        for row in self.held.iter().filter(|row| !settings.is_supplied(row)) {
            if let Some(value) = settings.held(row.location, row.name) {
                self.judge_value(row, value.expose(), findings);
                if let Some(problem) = form_problem(row.location, Value::Text(value.expose())) {
                    findings.refuse(violation(self.request, row, "form", problem));
                }
            } else if row.location == Location::Path {
                findings.refuse(self.not_held(row, settings));
            } else if row.required {
                findings.report(self.not_held(row, settings));
            }
        }
    }

    /// Judges a held value by its row. It is held as text, so a number is read from it first.
    fn judge_value(&self, row: &'static Row, text: &str, findings: &mut Findings<'_>) {
        let value = match row.kind {
            Kind::Integer | Kind::EpochMillis => text.parse().map(Value::Integer).ok(),
            Kind::Double => text.parse().map(Value::Double).ok(),
            Kind::Boolean => text.parse().map(Value::Boolean).ok(),
            _ => Some(Value::Text(text)),
        };
        let waivers = findings.waivers;
        let Some(documented) = findings.documented() else { return };
        if let Some(value) = value {
            validate::add_value_unwaived(value, row, Scope::Request, waivers, documented);
        } else {
            let message = format!("not of the documented type {}", row.documented_type);
            findings.report(violation(self.request, row, "type", message));
        }
    }

    fn not_held(&self, row: &Row, settings: &Settings) -> Violation {
        let message = match settings.setter(row.location, row.name) {
            Some(setter) => format!("required; call `.{setter}(…)` when building the client"),
            None if row.location == Location::Header => {
                "required; the settings hold no value: call `.hold(…)` or `.supplied(…)`".to_owned()
            }
            None => "required; the settings hold no value: call `.hold(…)`".to_owned(),
        };
        violation(self.request, row, "required", message)
    }

    fn write(
        &self,
        endpoint: &Endpoint,
        settings: &Settings,
        request: &dyn Model,
    ) -> Result<http::Request<Bytes>, Violation> {
        let body = if self.has_body {
            body(request).map_err(|error| self.whole("body", error.to_string()))?
        } else {
            Bytes::new()
        };
        Head { operation: self, base: endpoint.base(), settings, request }
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
