//! Names of columns.

use super::{key, look_up};

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

/// What a column of this name holds.
#[must_use]
pub fn column(name: &str) -> Option<Column> {
    look_up(NAMES, &key(name))
}

pub(super) const NAMES: &[(Column, &str)] = &[
    (
        Column::Name,
        "parameter parameters parametername name field fieldname key attribute element \
         property header headername variable param queryparameter pathparameter uriparameter \
         参数 参数名称 参数名 名称 字段 字段名 字段名称 属性 属性名 元素 键 消息头 消息头名称 \
         头域名称 变量",
    ),
    (
        Column::Mandatory,
        "mandatory required mandatoryornot mandatory/optional required/optional \
         optional/mandatory mandatory(yes/no) requiredornot isrequired ismandatory compulsory \
         是否必选 必选 是否必须 是否必填 必填 必须 必选/可选 是否为必选",
    ),
    (Column::Optional, "optional isoptional optionalornot 是否可选 可选"),
    (
        Column::Type,
        "type datatype parametertype valuetype fieldtype format 参数类型 类型 数据类型 \
         字段类型 值类型",
    ),
    (
        Column::Description,
        "description descriptions desc explanation remarks remark details \
         parameterdescription comment comments 说明 描述 备注 参数说明 参数描述 字段说明 解释",
    ),
    (Column::Default, "default defaultvalue defaults 默认值 缺省值 默认"),
    (
        Column::Constraint,
        "restrictions restriction constraint constraints valuerange range value values \
         possiblevalues allowedvalues length validvalues 取值范围 约束 取值 范围 长度 \
         约束限制",
    ),
    (Column::Place, "in location position parameterlocation paramtype 位置 参数位置"),
    (Column::Example, "example examples examplevalue sample samplevalue 示例 样例 示例值"),
    (
        Column::StatusCode,
        "statuscode statuscodes httpstatuscode httpstatuscodes returncode returnedvalue \
         returnvalue httpcode responsecode httpresponsecode httpstatus status 状态码 返回值 \
         返回码 http状态码 响应码",
    ),
    (Column::ErrorCode, "errorcode errorcodes code 错误码 错误代码 异常码"),
    (
        Column::ErrorMessage,
        "errormessage errormessages message errorinformation errorinfo errordescription \
         错误信息 错误消息 错误描述 错误提示",
    ),
    (
        Column::Solution,
        "solution handlingmeasure handlingmeasures handlingsuggestion measure suggestion \
         troubleshooting 处理措施 处理建议 解决方案 解决方法",
    ),
    (Column::Meaning, "meaning title definition reason 含义 中文名 标题"),
    (Column::Schema, "dataschema schema 数据模型 数据结构"),
];
