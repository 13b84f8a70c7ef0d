//! What each table describes: by the words of its caption, by where it stands, by what stands before it.

use super::tables::{Draft, Kind};
use crate::facts::{Certainty, Operation, Role, Side};
use crate::words::{self, Section};

/// Gives each table its role, side and object.
pub(super) fn assign(drafts: &mut [Draft], operations: &[Operation]) {
    // The messages (operation, side, status) whose own table was seen: what follows describes objects.
    let mut begun: Vec<(usize, Side, Option<String>)> = Vec::new();
    for draft in drafts {
        let method =
            operations.get(draft.table.operation).map(|operation| operation.method.as_str());
        let placeholders =
            operations.get(draft.table.operation).map(|operation| operation.uri.as_str());
        let (role, certainty) = role(draft, &mut begun, method, placeholders.unwrap_or_default());
        draft.table.role = role;
        draft.table.certainty = certainty;
        draft.table.side = match role {
            Role::Path | Role::Query | Role::Header | Role::RequestBody => Some(Side::Request),
            Role::ResponseHeader | Role::ResponseBody => Some(Side::Response),
            Role::Object => draft.table.side,
            Role::Status | Role::Error | Role::Other => None,
        };
        if matches!(
            role,
            Role::Path
                | Role::Query
                | Role::Header
                | Role::RequestBody
                | Role::Status
                | Role::Error
        ) {
            draft.table.status = None;
        }
        if role == Role::Object {
            let title = draft.table.caption.as_deref().map(title);
            draft.table.object = title.map(object_name).filter(|name| !name.is_empty());
        }
    }
}

fn role(
    draft: &Draft,
    begun: &mut Vec<(usize, Side, Option<String>)>,
    method: Option<&str>,
    uri: &str,
) -> (Role, Certainty) {
    match draft.kind {
        Kind::Status => return (Role::Status, Certainty::Stated),
        Kind::Errors => return (Role::Error, Certainty::Stated),
        Kind::Unknown => return (Role::Other, Certainty::Guessed),
        Kind::Placed(role) => return (role, Certainty::Stated),
        Kind::Fields | Kind::Explanations => {}
    }
    if draft.inside.is_some() {
        return (
            if draft.kind == Kind::Fields { Role::Object } else { Role::Other },
            Certainty::Stated,
        );
    }
    let section = draft.context.section;
    let title = draft.table.caption.as_deref().map(title).unwrap_or_default();
    let named = named(title, draft);
    if draft.kind == Kind::Explanations && named.is_none() && !stands_alone(draft, begun) {
        return (Role::Other, Certainty::Guessed);
    }
    let role = named.or_else(|| by_section(section, draft, begun, title));
    let role = match role {
        Some(Role::RequestBody) if sends_no_body(method) || section == Some(Section::Uri) => {
            in_address(draft, uri)
        }
        Some(role) => role,
        None => return (Role::Other, Certainty::Guessed),
    };
    if let Some(side) = side_of(role) {
        let message = (draft.table.operation, side, draft.table.status.clone());
        if matches!(role, Role::RequestBody | Role::ResponseBody) && !begun.contains(&message) {
            begun.push(message);
        }
    }
    // The heading of a message says whose the first table below it is; what follows is a guess.
    let is_sure = named.is_some() || role != Role::Object && announces_parameters(section);
    (role, if is_sure { Certainty::Stated } else { Certainty::Guessed })
}

/// Whether a section is one that tables of parameters or fields stand in.
fn announces_parameters(section: Option<Section>) -> bool {
    matches!(
        section,
        Some(
            Section::Uri
                | Section::PathParameters
                | Section::QueryParameters
                | Section::Request
                | Section::RequestHeader
                | Section::RequestBody
                | Section::Response
                | Section::ResponseHeader
                | Section::ResponseBody
                | Section::Schema
        )
    )
}

/// Whether a table of names and explanations is the first one of its message: then it is its parameters.
fn stands_alone(draft: &Draft, begun: &[(usize, Side, Option<String>)]) -> bool {
    draft.table.side.is_some_and(|side| {
        !begun.contains(&(draft.table.operation, side, draft.table.status.clone()))
    }) && draft.table.rows.iter().all(|row| super::columns::is_name(&row.name))
}

/// The role that the words of a caption give.
fn named(title: &str, draft: &Draft) -> Option<Role> {
    let key = words::key(title);
    let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
    let response = draft.table.side == Some(Side::Response) || has(&["response", "响应", "返回"]);
    if has(&["queryparam", "querystring", "query参数", "查询参数"]) {
        Some(Role::Query)
    } else if has(&[
        "pathparam",
        "uriparam",
        "urlparam",
        "uri参数",
        "url参数",
        "path参数",
        "路径参数",
    ]) {
        Some(Role::Path)
    } else if has(&[
        "headerparam",
        "requestheader",
        "responseheader",
        "messageheader",
        "header参数",
        "header说明",
        "消息头",
        "请求头",
        "响应头",
    ]) || key == "header"
        || key == "headers"
    {
        Some(if response { Role::ResponseHeader } else { Role::Header })
    } else if has(&[
        "requestbody",
        "bodyparam",
        "formparam",
        "formdata",
        "请求体",
        "请求body",
        "表单参数",
        "body参数",
    ]) {
        Some(if response && !has(&["request", "请求"]) {
            Role::ResponseBody
        } else {
            Role::RequestBody
        })
    } else if has(&["responsebody", "响应体", "响应body", "responsebodyparam"]) {
        Some(Role::ResponseBody)
    } else if is_whole(&key, &["requestparam", "requestmessage", "请求参数", "请求消息"]) {
        Some(Role::RequestBody)
    } else if is_whole(
        &key,
        &[
            "responseparam",
            "responsemessage",
            "returnedparam",
            "returnparam",
            "响应参数",
            "响应消息",
            "返回参数",
        ],
    ) {
        Some(Role::ResponseBody)
    } else {
        None
    }
}

/// Whether a caption says these words and hardly anything else: `hosts request parameters` names an object.
fn is_whole(key: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        key.strip_prefix(word).is_some_and(|rest| {
            matches!(rest, "" | "s" | "eter" | "eters" | "说明" | "列表" | "描述")
                || rest.strip_prefix("eter").is_some_and(|rest| {
                    matches!(
                        rest.trim_start_matches('s'),
                        "description" | "descriptions" | "list" | "details" | ""
                    )
                })
                || matches!(rest, "sdescription" | "descriptions" | "description")
        })
    })
}

/// Whether a caption only says that parameters follow.
fn is_generic(title: &str) -> bool {
    let key = words::key(title);
    matches!(
        key.as_str(),
        "" | "parameter"
            | "parameters"
            | "parameterdescription"
            | "parameterdescriptions"
            | "parametersdescription"
            | "descriptionofparameters"
            | "fields"
            | "fielddescription"
            | "参数"
            | "参数说明"
            | "参数描述"
            | "参数列表"
            | "字段说明"
    )
}

/// The role that the place of a table gives.
fn by_section(
    section: Option<Section>,
    draft: &Draft,
    begun: &[(usize, Side, Option<String>)],
    title: &str,
) -> Option<Role> {
    let begun = |side| begun.contains(&(draft.table.operation, side, draft.table.status.clone()));
    let root_or_object = |side, root| {
        if begun(side) && !is_generic(title) || begun(side) && draft.table.caption.is_none() {
            Role::Object
        } else {
            root
        }
    };
    match section {
        Some(Section::Uri | Section::PathParameters) => Some(Role::Path),
        Some(Section::QueryParameters) => Some(Role::Query),
        Some(Section::RequestHeader) => Some(Role::Header),
        Some(Section::ResponseHeader) => Some(Role::ResponseHeader),
        Some(Section::Request | Section::RequestBody) => {
            Some(root_or_object(Side::Request, Role::RequestBody))
        }
        Some(Section::Response | Section::ResponseBody | Section::Schema) => {
            Some(root_or_object(Side::Response, Role::ResponseBody))
        }
        _ => match draft.table.side {
            Some(Side::Request) => Some(root_or_object(Side::Request, Role::RequestBody)),
            Some(Side::Response) => Some(root_or_object(Side::Response, Role::ResponseBody)),
            None => None,
        },
    }
}

/// Request parameters of an operation without body: placeholders of the address, or its query.
fn in_address(draft: &Draft, uri: &str) -> Role {
    let is_placeholder = |name: &str| uri.contains(&format!("{{{name}}}"));
    let placeholders = draft.table.rows.iter().filter(|row| is_placeholder(&row.name)).count();
    if placeholders > 0 { Role::Path } else { Role::Query }
}

fn sends_no_body(method: Option<&str>) -> bool {
    matches!(method, Some("GET" | "HEAD"))
}

fn side_of(role: Role) -> Option<Side> {
    match role {
        Role::Path | Role::Query | Role::Header | Role::RequestBody => Some(Side::Request),
        Role::ResponseHeader | Role::ResponseBody => Some(Side::Response),
        Role::Object | Role::Status | Role::Error | Role::Other => None,
    }
}

/// A caption without its number.
pub(super) fn title(caption: &str) -> &str {
    words::caption(caption).map_or(caption, |caption| caption.title)
}

/// The type or field that a caption names: `tags parameters` describes `tags`.
fn object_name(title: &str) -> String {
    let mut name = title.trim().trim_matches(['*', '"', '“', '”', '`']).to_owned();
    let endings = [
        "parameter descriptions",
        "parameter description",
        "parameters description",
        "request parameters",
        "response parameters",
        "parameters",
        "parameter",
        "field description",
        "fields",
        "field",
        "data structure",
        "structure",
        "object",
        "description",
        "descriptions",
        "请求参数说明",
        "响应参数说明",
        "参数说明",
        "请求参数",
        "响应参数",
        "参数",
        "字段说明",
        "字段",
        "数据结构",
        "结构说明",
        "说明",
        "结构",
    ];
    loop {
        let lower = name.to_lowercase();
        let ending =
            endings.iter().find(|ending| lower.ends_with(*ending) && lower.len() > ending.len());
        let Some(ending) = ending else { return name };
        let end = name.len().saturating_sub(ending.len());
        let Some(rest) = name.get(..end) else { return name };
        let rest = rest.trim().trim_end_matches(['的', '"', '”', '“', ':']).trim().to_owned();
        if rest.is_empty() {
            return name;
        }
        name = rest;
    }
}
