//! Names of columns.

use super::Column;

pub(super) const COLUMNS: &[(Column, &[&str])] = &[
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

/// What a column holds whose name no list has, by its words; a remark in brackets does not count.
pub(super) fn composed(key: &str) -> Option<Column> {
    let name = key.split('(').next().unwrap_or(key);
    if name.is_empty() || name.chars().count() > 24 {
        return None;
    }
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let column = match () {
        () if has(&["null", "为空", "empty"]) => return None,
        () if has(&["default", "默认", "缺省"]) => Column::Default,
        () if has(&["example", "sample", "示例", "样例", "举例"]) => Column::Example,
        () if has(&["required", "mandatory", "必选", "必填", "必须", "必需", "必传"]) => {
            Column::Mandatory
        }
        () if has(&["optional", "可选"]) => Column::Optional,
        () if has(&["error", "错误", "异常"]) && has(&["code", "码"]) => Column::ErrorCode,
        () if has(&["error", "错误", "异常"]) => Column::ErrorMessage,
        () if has(&["status", "http", "return", "response", "状态", "响应", "返回"])
            && has(&["code", "码", "value"]) =>
        {
            Column::StatusCode
        }
        () if has(&["type", "类型"]) => Column::Type,
        () if has(&["description", "说明", "描述", "备注", "remark", "含义", "解释", "note"]) => {
            Column::Description
        }
        () if has(&["range", "constraint", "limit", "范围", "约束", "限制"]) => {
            Column::Constraint
        }
        () if has(&["location", "position", "位置"]) => Column::Place,
        () if has(&["parameter", "field", "element", "attribute", "property", "header"])
            || has(&["参数名", "字段名", "元素名", "属性名", "名称"]) =>
        {
            Column::Name
        }
        () => return None,
    };
    Some(column)
}
