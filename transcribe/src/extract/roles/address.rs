//! Which parameters of a request stand in its address: by the placeholders of the operation.

use super::Page;
use crate::document::{Content, Document};
use crate::extract::tables::Draft;
use crate::facts::{Operation, Role};
use crate::words::{self, Section, Subject};

/// What stands in the query string of the request line of an operation: `PUT /cakes?bake&heat=180`.
pub(super) fn asked(document: &Document, operation: &Operation) -> Vec<String> {
    let block = document.blocks.iter().find(|block| block.line == operation.line);
    let text = block.and_then(|block| match &block.content {
        Content::Code(code) => Some(code.as_str()),
        content => content.text().map(|text| text.plain.as_str()),
    });
    let stated = |line: &&str| line.contains(&operation.method) && line.contains('?');
    let line = text.unwrap_or_default().lines().find(stated).unwrap_or_default();
    let query = line.split_once('?').map(|(_, query)| query).unwrap_or_default();
    let query = query.split_whitespace().next().unwrap_or_default();
    let names = query.split('&').filter_map(|part| part.split('=').next());
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

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
        if self.is_asked(draft) {
            Role::Query
        } else if says_body && placeholders == 0 {
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

    /// Whether all rows are named in the query string of the operation.
    fn is_asked(&self, draft: &Draft) -> bool {
        let asked = self.asked.get(draft.table.operation).map_or(&[][..], Vec::as_slice);
        let rows = &draft.table.rows;
        !rows.is_empty() && rows.iter().all(|row| asked.contains(&row.name))
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

#[cfg(test)]
mod tests {
    use crate::facts::Role;
    use crate::read::read;

    fn role(names: [&str; 2]) -> Role {
        let [first, second] = names;
        let page = format!(
            "# Baking\n\n## Request syntax\n\n```\nPUT /{{cake}}?bake&heat=180 HTTP/1.1\nHost: oven\n```\n\n\
             ## Request parameters\n\n| Parameter | Mandatory | Type |\n|---|---|---|\n\
             | {first} | Yes | String |\n| {second} | Yes | Integer |\n"
        );
        crate::extract(&read(page.as_bytes()).unwrap()).tables[0].role
    }

    #[test]
    fn what_the_request_line_asks_stands_in_the_query() {
        assert_eq!(role(["bake", "heat"]), Role::Query);
        assert_eq!(role(["bake", "icing"]), Role::RequestBody);
    }
}
