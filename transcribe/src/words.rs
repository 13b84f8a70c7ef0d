//! The vocabulary of documentation pages, English and Chinese: column names, headings, types, labels.
//!
//! Everything here looks at one string and knows nothing of where it stands. Case, white space, markup of emphasis,
//! full-width forms and a closing colon never count.

mod lines;
mod types;

pub use lines::{
    Caption, METHODS, Note, RequestLine, caption, is_breadcrumb, is_navigation, note, request_line,
    status_line, updated,
};
pub use types::is_type;

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// Names of parameters or fields.
    Name,
    /// Whether a row is mandatory.
    Mandatory,
    /// Whether a row is optional: the opposite of [`Column::Mandatory`].
    Optional,
    /// Types.
    Type,
    /// What a row means.
    Description,
    /// Default values.
    Default,
    /// Constraints: `Restrictions`, `Value Range`.
    Constraint,
    /// Where a parameter is sent: `path`, `query`, `header`, `body`.
    Place,
    /// Examples of values.
    Example,
    /// Status codes of HTTP.
    StatusCode,
    /// Error codes.
    ErrorCode,
    /// Messages of errors.
    ErrorMessage,
    /// What to do about an error.
    Solution,
    /// A short word for the row: `Meaning`, `Title`.
    Meaning,
    /// The schema of a body.
    Schema,
}

/// What a heading announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    /// What the operation does.
    Function,
    /// A link to a console in which the operation can be tried.
    Debugging,
    /// Permissions that a caller needs.
    Authorization,
    /// Limits, prerequisites and precautions.
    Constraints,
    /// Method and address.
    Uri,
    /// Parameters of the path.
    PathParameters,
    /// Parameters of the query.
    QueryParameters,
    /// The request, or its parameters.
    Request,
    /// Headers of the request.
    RequestHeader,
    /// The body of the request.
    RequestBody,
    /// The response, or its parameters.
    Response,
    /// Headers of the response.
    ResponseHeader,
    /// The body of the response.
    ResponseBody,
    /// The schema of a response.
    Schema,
    /// Examples of either side.
    Example,
    /// Examples of requests.
    ExampleRequest,
    /// Examples of responses.
    ExampleResponse,
    /// Code that calls the operation from a language.
    SampleCode,
    /// Status codes.
    StatusCodes,
    /// Error codes.
    ErrorCodes,
}

/// What a column of this name holds.
#[must_use]
pub fn column(name: &str) -> Option<Column> {
    look_up(COLUMNS, &key(name))
}

/// What a heading with this text announces.
///
/// A remark in brackets at its end does not count: `Example response (success)`.
#[must_use]
pub fn section(heading: &str) -> Option<Section> {
    let key = key(heading);
    look_up(SECTIONS, &key).or_else(|| {
        let open = key.find('(')?;
        key.ends_with(')').then(|| look_up(SECTIONS, key.get(..open)?)).flatten()
    })
}

/// What a cell says that answers whether a row is mandatory; `None` where it says anything else.
#[must_use]
pub fn yes_or_no(cell: &str) -> Option<bool> {
    look_up(ANSWERS, &key(cell))
}

/// What of a text counts in comparisons: lower case, no white space, half-width, no emphasis, no closing colon.
#[must_use]
pub fn key(text: &str) -> String {
    let mut key: String = text
        .chars()
        .map(half_width)
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | '`' | '\u{200b}' | '\u{feff}'))
        .flat_map(char::to_lowercase)
        .collect();
    while key.ends_with(':') {
        key.pop();
    }
    key
}

/// The ASCII character for a full-width one.
#[must_use]
pub fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

fn look_up<T: Copy>(table: &[(T, &[&str])], key: &str) -> Option<T> {
    table.iter().find(|(_, words)| words.contains(&key)).map(|(meaning, _)| *meaning)
}

const ANSWERS: &[(bool, &[&str])] = &[
    (true, &["yes", "y", "true", "mandatory", "required", "m", "是", "必选", "必填", "必须"]),
    (false, &["no", "n", "false", "optional", "o", "notrequired", "否", "可选", "选填", "非必选"]),
];

const COLUMNS: &[(Column, &[&str])] = &[
    (
        Column::Name,
        &[
            "parameter",
            "parameters",
            "parametername",
            "name",
            "field",
            "fieldname",
            "key",
            "attribute",
            "element",
            "property",
            "header",
            "headername",
            "variable",
            "param",
            "queryparameter",
            "pathparameter",
            "uriparameter",
            "参数",
            "参数名称",
            "参数名",
            "名称",
            "字段",
            "字段名",
            "字段名称",
            "属性",
            "属性名",
            "元素",
            "键",
            "消息头",
            "消息头名称",
            "头域名称",
            "变量",
        ],
    ),
    (
        Column::Mandatory,
        &[
            "mandatory",
            "required",
            "mandatoryornot",
            "mandatory/optional",
            "required/optional",
            "optional/mandatory",
            "mandatory(yes/no)",
            "requiredornot",
            "isrequired",
            "ismandatory",
            "compulsory",
            "是否必选",
            "必选",
            "是否必须",
            "是否必填",
            "必填",
            "必须",
            "必选/可选",
            "是否为必选",
        ],
    ),
    (Column::Optional, &["optional", "isoptional", "optionalornot", "是否可选", "可选"]),
    (
        Column::Type,
        &[
            "type",
            "datatype",
            "parametertype",
            "valuetype",
            "fieldtype",
            "format",
            "参数类型",
            "类型",
            "数据类型",
            "字段类型",
            "值类型",
        ],
    ),
    (
        Column::Description,
        &[
            "description",
            "descriptions",
            "desc",
            "explanation",
            "remarks",
            "remark",
            "details",
            "parameterdescription",
            "comment",
            "comments",
            "说明",
            "描述",
            "备注",
            "参数说明",
            "参数描述",
            "字段说明",
            "解释",
        ],
    ),
    (Column::Default, &["default", "defaultvalue", "defaults", "默认值", "缺省值", "默认"]),
    (
        Column::Constraint,
        &[
            "restrictions",
            "restriction",
            "constraint",
            "constraints",
            "valuerange",
            "range",
            "value",
            "values",
            "possiblevalues",
            "allowedvalues",
            "length",
            "validvalues",
            "取值范围",
            "约束",
            "取值",
            "范围",
            "长度",
            "约束限制",
        ],
    ),
    (
        Column::Place,
        &["in", "location", "position", "parameterlocation", "paramtype", "位置", "参数位置"],
    ),
    (
        Column::Example,
        &["example", "examples", "examplevalue", "sample", "samplevalue", "示例", "样例", "示例值"],
    ),
    (
        Column::StatusCode,
        &[
            "statuscode",
            "statuscodes",
            "httpstatuscode",
            "httpstatuscodes",
            "returncode",
            "returnedvalue",
            "returnvalue",
            "httpcode",
            "responsecode",
            "httpresponsecode",
            "httpstatus",
            "status",
            "状态码",
            "返回值",
            "返回码",
            "http状态码",
            "响应码",
        ],
    ),
    (Column::ErrorCode, &["errorcode", "errorcodes", "code", "错误码", "错误代码", "异常码"]),
    (
        Column::ErrorMessage,
        &[
            "errormessage",
            "errormessages",
            "message",
            "errorinformation",
            "errorinfo",
            "errordescription",
            "错误信息",
            "错误消息",
            "错误描述",
            "错误提示",
        ],
    ),
    (
        Column::Solution,
        &[
            "solution",
            "handlingmeasure",
            "handlingmeasures",
            "handlingsuggestion",
            "measure",
            "suggestion",
            "troubleshooting",
            "处理措施",
            "处理建议",
            "解决方案",
            "解决方法",
        ],
    ),
    (Column::Meaning, &["meaning", "title", "definition", "reason", "含义", "中文名", "标题"]),
    (Column::Schema, &["dataschema", "schema", "数据模型", "数据结构"]),
];

const SECTIONS: &[(Section, &[&str])] = &[
    (
        Section::Function,
        &[
            "function",
            "functions",
            "functiondescription",
            "overview",
            "introduction",
            "description",
            "apidescription",
            "功能介绍",
            "功能",
            "功能描述",
            "功能说明",
            "接口描述",
            "接口说明",
            "接口功能",
        ],
    ),
    (Section::Debugging, &["debugging", "debug", "apidebugging", "调试", "调测", "在线调试"]),
    (
        Section::Authorization,
        &[
            "authorizationinformation",
            "authorization",
            "permissions",
            "permission",
            "requiredpermissions",
            "authentication",
            "授权信息",
            "授权",
            "权限",
            "权限要求",
            "鉴权",
        ],
    ),
    (
        Section::Constraints,
        &[
            "constraints",
            "constraint",
            "notesandconstraints",
            "restrictions",
            "limitations",
            "limitationsandconstraints",
            "constraintsandlimitations",
            "precautions",
            "prerequisites",
            "usagerestrictions",
            "约束限制",
            "约束与限制",
            "约束",
            "使用限制",
            "限制",
            "注意事项",
            "前提条件",
        ],
    ),
    (
        Section::Uri,
        &[
            "uri",
            "url",
            "requesturi",
            "requesturl",
            "uriformat",
            "urlformat",
            "httprequest",
            "requestline",
            "requestpath",
            "apiuri",
            "apiurl",
            "endpoint",
            "requestsyntax",
            "请求uri",
            "请求url",
            "uri格式",
            "url格式",
            "接口地址",
            "请求地址",
            "请求路径",
        ],
    ),
    (
        Section::PathParameters,
        &[
            "pathparameters",
            "pathparameter",
            "uriparameters",
            "uriparameter",
            "urlparameters",
            "urlparameter",
            "requestpathparameters",
            "路径参数",
            "uri参数",
            "url参数",
            "uri参数说明",
            "path参数",
        ],
    ),
    (
        Section::QueryParameters,
        &[
            "queryparameters",
            "queryparameter",
            "querystringparameters",
            "requestqueryparameters",
            "查询参数",
            "query参数",
            "query参数说明",
        ],
    ),
    (
        Section::Request,
        &[
            "request",
            "requests",
            "requestparameters",
            "requestparameter",
            "requestmessage",
            "requestmessages",
            "parameters",
            "params",
            "inputparameters",
            "请求消息",
            "请求参数",
            "请求",
            "请求参数说明",
            "入参",
            "输入参数",
        ],
    ),
    (
        Section::RequestHeader,
        &[
            "requestheader",
            "requestheaders",
            "requestheaderparameters",
            "headerparameters",
            "headers",
            "requestmessageheader",
            "请求头",
            "请求消息头",
            "请求header参数",
            "header参数",
            "消息头",
        ],
    ),
    (
        Section::RequestBody,
        &[
            "requestbody",
            "bodyparameters",
            "bodyparameter",
            "requestbodyparameters",
            "requestmessagebody",
            "formparameters",
            "请求体",
            "请求消息体",
            "请求body参数",
            "body参数",
            "表单参数",
            "消息体",
        ],
    ),
    (
        Section::Response,
        &[
            "response",
            "responses",
            "responseparameters",
            "responseparameter",
            "responsemessage",
            "responsemessages",
            "responseelements",
            "returnvalues",
            "returnparameters",
            "returns",
            "outputparameters",
            "响应消息",
            "响应参数",
            "响应",
            "返回参数",
            "返回消息",
            "返回结果",
            "响应参数说明",
            "出参",
            "输出参数",
        ],
    ),
    (
        Section::ResponseHeader,
        &[
            "responseheader",
            "responseheaders",
            "responseheaderparameters",
            "响应头",
            "响应消息头",
            "响应header参数",
        ],
    ),
    (
        Section::ResponseBody,
        &[
            "responsebody",
            "responsebodyparameters",
            "responsemessagebody",
            "响应体",
            "响应消息体",
            "响应body参数",
        ],
    ),
    (
        Section::Schema,
        &["responsesdataschema", "responsedataschema", "dataschema", "schema", "数据模型"],
    ),
    (
        Section::Example,
        &["example", "examples", "sample", "samples", "示例", "样例", "举例", "请求响应示例"],
    ),
    (
        Section::ExampleRequest,
        &[
            "examplerequest",
            "examplerequests",
            "requestexample",
            "requestexamples",
            "samplerequest",
            "samplerequests",
            "requestsample",
            "requestsamples",
            "exampleofrequest",
            "请求示例",
            "请求样例",
            "请求举例",
            "示例请求",
        ],
    ),
    (
        Section::ExampleResponse,
        &[
            "exampleresponse",
            "exampleresponses",
            "responseexample",
            "responseexamples",
            "sampleresponse",
            "sampleresponses",
            "responsesample",
            "responsesamples",
            "successfulresponseexample",
            "examplesuccessfulresponse",
            "examplefailedresponse",
            "响应示例",
            "响应样例",
            "返回示例",
            "返回样例",
            "成功响应样例",
            "失败响应样例",
            "示例响应",
        ],
    ),
    (
        Section::SampleCode,
        &[
            "sdksamplecode",
            "sdkcodesamples",
            "samplecode",
            "codesamples",
            "sdkexample",
            "codeexample",
            "sdk代码示例",
            "代码示例",
            "示例代码",
        ],
    ),
    (
        Section::StatusCodes,
        &[
            "statuscode",
            "statuscodes",
            "httpstatuscodes",
            "returnedvalues",
            "returncodes",
            "returncode",
            "状态码",
            "返回码",
            "返回值",
        ],
    ),
    (
        Section::ErrorCodes,
        &["errorcode", "errorcodes", "errors", "errormessages", "错误码", "错误代码", "异常码"],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns_in_both_languages() {
        for (name, expected) in [
            ("Parameter Name ", Some(Column::Name)),
            ("参数名称", Some(Column::Name)),
            ("是 否必选", Some(Column::Mandatory)),
            ("是否可选", Some(Column::Optional)),
            ("**Type**", Some(Column::Type)),
            ("HTTP Status Code", Some(Column::StatusCode)),
            ("说明：", Some(Column::Description)),
            ("project_id", None),
            ("", None),
        ] {
            assert_eq!(column(name), expected, "{name}");
        }
    }

    #[test]
    fn headings_with_and_without_remark() {
        for (heading, expected) in [
            ("Request Parameters", Some(Section::Request)),
            ("Example response (successful request)", Some(Section::ExampleResponse)),
            ("响应样例（失败）", Some(Section::ExampleResponse)),
            ("URI", Some(Section::Uri)),
            ("Creating a Cake", None),
            ("(URI)", None),
        ] {
            assert_eq!(section(heading), expected, "{heading}");
        }
    }

    #[test]
    fn answers() {
        assert_eq!(yes_or_no(" Yes "), Some(true));
        assert_eq!(yes_or_no("否"), Some(false));
        assert_eq!(yes_or_no("Yes, for flour"), None);
    }

    #[test]
    fn no_word_has_two_meanings() {
        fn distinct<T>(table: &[(T, &[&str])]) {
            let mut words: Vec<&str> =
                table.iter().flat_map(|(_, words)| *words).copied().collect();
            words.sort_unstable();
            let count = words.len();
            words.dedup();
            assert_eq!(words.len(), count);
        }
        distinct(COLUMNS);
        distinct(SECTIONS);
        distinct(ANSWERS);
    }
}
