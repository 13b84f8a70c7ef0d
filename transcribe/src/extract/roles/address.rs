//! Which parameters of a request stand in its address: by the placeholders of the operation.

use super::Page;
use crate::extract::tables::Draft;
use crate::facts::Role;
use crate::words::{self, Section, Subject};

impl Page<'_> {
    /// What a table of the request holds: fields of the body, unless the operation or the names tell otherwise.
    pub(super) fn request(&self, draft: &Draft) -> Role {
        let operation = self.operations.get(draft.table.operation);
        let rows = &draft.table.rows;
        let placeholders = rows.iter().filter(|row| self.is_placeholder(draft, &row.name)).count();
        let says_body = draft.context.section == Some(Section::RequestBody)
            || words::mentions(draft.title()).has(Subject::Body);
        let sends_none =
            operation.is_some_and(|operation| matches!(operation.method.as_str(), "GET" | "HEAD"));
        if says_body && placeholders == 0 {
            Role::RequestBody
        } else if draft.context.section == Some(Section::Uri) || sends_none {
            if placeholders > 0 { Role::Path } else { Role::Query }
        } else if draft.context.section == Some(Section::Parameters)
            && placeholders == rows.len()
            && placeholders > 0
        {
            Role::Path
        } else {
            Role::RequestBody
        }
    }

    /// What parameters of the address are: where all its placeholders are described already, those of the query.
    pub(super) fn of_address(&self, draft: &Draft) -> Role {
        let uri = self.uri(draft);
        let mut parts = uri.split(['{', '[']).skip(1).map(|part| part.split(['}', ']']).next());
        let is_known = |name: Option<&str>| {
            let key = (draft.table.operation, words::key(name.unwrap_or_default()));
            self.rows.contains_key(&key)
        };
        let described = !uri.is_empty() && !uri.contains("/:") && parts.all(is_known);
        let none = !draft.table.rows.iter().any(|row| self.is_placeholder(draft, &row.name));
        if described && none { Role::Query } else { Role::Path }
    }

    fn uri(&self, draft: &Draft) -> &str {
        let operation = self.operations.get(draft.table.operation);
        operation.map(|operation| operation.uri.as_str()).unwrap_or_default()
    }

    fn is_placeholder(&self, draft: &Draft, name: &str) -> bool {
        let uri = self.uri(draft);
        let is_part = |part: &str| part.strip_prefix(':') == Some(name);
        uri.contains(&format!("{{{name}}}"))
            || uri.contains(&format!("[{name}]"))
            || uri.split('/').any(is_part)
    }
}
