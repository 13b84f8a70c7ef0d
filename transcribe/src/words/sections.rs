//! Headings.

use super::{key, look_up};

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

/// What a heading with this text announces.
///
/// A remark in brackets at its end does not count: `Example response (success)`.
#[must_use]
pub fn section(heading: &str) -> Option<Section> {
    let key = key(heading);
    look_up(HEADINGS, &key).or_else(|| {
        let open = key.find('(')?;
        key.ends_with(')').then(|| look_up(HEADINGS, key.get(..open)?)).flatten()
    })
}

pub(super) const HEADINGS: &[(Section, &str)] = &[
    (
        Section::Function,
        "function functions functiondescription overview introduction description \
         apidescription 功能介绍 功能 功能描述 功能说明 接口描述 接口说明 接口功能",
    ),
    (Section::Debugging, "debugging debug apidebugging 调试 调测 在线调试"),
    (
        Section::Authorization,
        "authorizationinformation authorization permissions permission requiredpermissions \
         authentication 授权信息 授权 权限 权限要求 鉴权",
    ),
    (
        Section::Constraints,
        "constraints constraint notesandconstraints restrictions limitations \
         limitationsandconstraints constraintsandlimitations precautions prerequisites \
         usagerestrictions 约束限制 约束与限制 约束 使用限制 限制 注意事项 前提条件",
    ),
    (
        Section::Uri,
        "uri url requesturi requesturl uriformat urlformat httprequest requestline \
         requestpath apiuri apiurl endpoint requestsyntax 请求uri 请求url uri格式 url格式 \
         接口地址 请求地址 请求路径",
    ),
    (
        Section::PathParameters,
        "pathparameters pathparameter uriparameters uriparameter urlparameters urlparameter \
         requestpathparameters 路径参数 uri参数 url参数 uri参数说明 path参数",
    ),
    (
        Section::QueryParameters,
        "queryparameters queryparameter querystringparameters requestqueryparameters 查询参数 \
         query参数 query参数说明",
    ),
    (
        Section::Request,
        "request requests requestparameters requestparameter requestmessage requestmessages \
         parameters params inputparameters 请求消息 请求参数 请求 请求参数说明 入参 输入参数",
    ),
    (
        Section::RequestHeader,
        "requestheader requestheaders requestheaderparameters headerparameters headers \
         requestmessageheader 请求头 请求消息头 请求header参数 header参数 消息头",
    ),
    (
        Section::RequestBody,
        "requestbody bodyparameters bodyparameter requestbodyparameters requestmessagebody \
         formparameters 请求体 请求消息体 请求body参数 body参数 表单参数 消息体",
    ),
    (
        Section::Response,
        "response responses responseparameters responseparameter responsemessage \
         responsemessages responseelements returnvalues returnparameters returns \
         outputparameters 响应消息 响应参数 响应 返回参数 返回消息 返回结果 响应参数说明 出参 \
         输出参数",
    ),
    (
        Section::ResponseHeader,
        "responseheader responseheaders responseheaderparameters 响应头 响应消息头 \
         响应header参数",
    ),
    (
        Section::ResponseBody,
        "responsebody responsebodyparameters responsemessagebody 响应体 响应消息体 \
         响应body参数",
    ),
    (Section::Schema, "responsesdataschema responsedataschema dataschema schema 数据模型"),
    (Section::Example, "example examples sample samples 示例 样例 举例 请求响应示例"),
    (
        Section::ExampleRequest,
        "examplerequest examplerequests requestexample requestexamples samplerequest \
         samplerequests requestsample requestsamples exampleofrequest 请求示例 请求样例 \
         请求举例 示例请求",
    ),
    (
        Section::ExampleResponse,
        "exampleresponse exampleresponses responseexample responseexamples sampleresponse \
         sampleresponses responsesample responsesamples successfulresponseexample \
         examplesuccessfulresponse examplefailedresponse 响应示例 响应样例 返回示例 返回样例 \
         成功响应样例 失败响应样例 示例响应",
    ),
    (
        Section::SampleCode,
        "sdksamplecode sdkcodesamples samplecode codesamples sdkexample codeexample \
         sdk代码示例 代码示例 示例代码",
    ),
    (
        Section::StatusCodes,
        "statuscode statuscodes httpstatuscodes returnedvalues returncodes returncode 状态码 \
         返回码 返回值",
    ),
    (Section::ErrorCodes, "errorcode errorcodes errors errormessages 错误码 错误代码 异常码"),
];
