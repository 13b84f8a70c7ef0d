//! Whether a sentence constrains what may be sent or is answered, or only explains it.
//!
//! A curator reads each sentence that constrains and that no key expresses. A word such as `maximum` or `default` is not
//! enough: `Maximum number of retries` names a row, and `0 indicates the default project` says what a value means.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::numbers::regex;
use crate::facts::{Side, Table};

/// Whether a sentence seems to constrain something.
pub(super) fn constrains(sentence: &str) -> bool {
    (ENGLISH.is_match(sentence) || CHINESE.is_match(sentence))
        && !EXPLAINS.is_match(sentence)
        && !names(sentence)
        && (BINDS.is_match(sentence) || !ADVISES.is_match(sentence))
}

/// Nobody sends an answer: that a row is there in some cases only binds nobody.
pub(super) fn relax_answers(tables: &mut [Table]) {
    let answers = tables.iter_mut().filter(|table| table.side == Some(Side::Response));
    for row in answers.flat_map(|table| &mut table.rows) {
        for sentence in &mut row.sentences {
            sentence.constrains &= !PRESENCE.is_match(&sentence.text);
        }
    }
}

/// Words of rules.
static ENGLISH: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"(?i)\b(?:must|must ?n[o']t|cannot|can ?not|can't|may not|not allowed|not supported|only|at least|at most|",
        r"(?:maximum|minimum|max\.|min\.)|between|value range|length range|ranges? (?:is|from|of)|exceeds?|up to|",
        r"no (?:more|less|fewer|longer) than|(?:less|greater|larger|smaller) than|or (?:more|less|longer)|either|neither|",
        r"mandatory|(?:is|are) required|required (?:when|if|for)|optional if|if and only if|valid when|takes effect|",
        r"(?:must be|globally|is|are) unique|unique within|mutually|together|both|cannot be (?:empty|null)|not (?:be )?null|",
        r"reserved|\d+ (?:\w+ )?(?:characters?|digits)|characters? (?:are|is|can|in length)|digits (?:are|is|can)|",
        r"default value|by default|defaults? to|default (?:(?:unit|format) )?is|format (?:is|are|of|must)|format:|in the format|in \S*[=./:]\S* format|",
        r"the values? (?:can|must|include)|^the value is|the options? (?:can|is|are|include)|options:|starts? with|ends? with|",
        r"multiple of|regular expression)(?:\b|$|\s)"
    ))
});

static CHINESE: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"必须|必需|不能|不可|不得|不允许|禁止|不支持|只能|只有|只支持|仅|至少|不超过|不少于|不大于|不小于|必选|必填|必传|",
        r"范围|取值|可选值|枚举值|预留|开头|结尾|互斥|二选一|的倍数|正则|",
        r"(?:最大|最小|最多|最少|最长|最短|长度)[^。；，]*[0-9一二三四五六七八九十百千万]|",
        r"[0-9]\s*个?[^\s，。；]{0,4}字符|特殊字符|[字母数]+.{0,12}组成|",
        r"(?:大于|小于|等于|超过)\s*[-0-9]|唯一(?:[。，；,;)）]|$)|",
        r"(?:默认|缺省)(?:值|取值|为|是|[^。；，]{0,6}[0-9])|",
        r"同时(?:设置|指定|存在|使用|填写|配置|为空|出现)|格式(?:为|是|：|:|必须)|",
        r"目前.{0,6}支持|当前.{0,6}支持|不为空"
    ))
});

/// What has such words and is none of it.
static EXPLAINS: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"(?i)^(?:note:\s*)?for (?:details|more information)\b|",
        // What a value means.
        r"^(?:the )?value \S+ (?:indicates|means)|^if the value is \S+, it (?:indicates|means)|^\W?(?:-?\d+|true|false)\W? (?:indicates|means)|^\W?-?\d+\W?表示|",
        // Where case counts is a fact of values.
        r"^[^,;]{0,40}\bcase[- ](?:in)?sensitive\W*$|",
        // What an API is worth.
        r"\bthis (?:api|interface) (?:is|has been) deprecated|API.{0,4}已废弃|",
        r"(?:may|can) be (?:left )?(?:empty|blank)|default value is null|",
        r"(?:信息|字段|参数|可能|可以?)为空(?:[。；，]|$)|",
        // What comes next, if it is no list of values.
        r"^(?:目前|当前).{0,6}支持的[^，。]*[:：]?$"
    ))
});

/// What an operation is for, and advice. Conditions in it bind nevertheless.
static ADVISES: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^this (?:api|interface) is used to\b|\brecommended\b|^该(?:API|接口)用于|^该API在|推荐使用|建议",
    )
});

static BINDS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:must|cannot|only|at most|at least|up to)\b|必须|不能|仅|只能|只支持|最多|至少|不允许",
    )
});

/// `This parameter is returned only when …`.
static PRESENCE: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"(?i)\b(?:valid|returned|displayed|available|shown|present|included)(?: \w+)? only\b|",
        r"\bonly (?:valid|returned|displayed|available|shown|present|included)\b|",
        r"(?:才|时|仅)(?:有效|返回|显示)|\bonly .{0,40} has this attribute"
    ))
});

/// Whether it is the name of a number: `Maximum number of retries upon exceptions`.
fn names(sentence: &str) -> bool {
    static HEAD: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)^(?:the )?(?:maximum|minimum|default|longest|largest|smallest|time when|whether)\b",
        )
    });
    static CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?i)\b(?:when|that|which|if|where|for|after|before|to|within|upon)\b")
    });
    static VERB: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?i)\b(?:is|are|must|can|cannot|may|should|has|have|equals?)\b|[0-9:：]")
    });
    if !HEAD.is_match(sentence) {
        return false;
    }
    // What follows the head clause says of what, not how many.
    let clause = CLAUSE.find(sentence).map_or(sentence.len(), |found| found.start());
    let head = sentence.get(..clause).unwrap_or(sentence);
    let is_whole = |text: &str| !VERB.is_match(text);
    is_whole(head) && !sentence.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_constrains_is_told_from_what_explains() {
        for text in [
            "It must be set.",
            "Up to 64 characters.",
            "长度为1~64个字符。",
            "Either a or b must be set.",
            "Only letters and digits are allowed in it.",
            "The format is name=colour.",
            "You can give several tags in name=colour format.",
            "The maximum weight is ten times that of the cake.",
            "Maximum length: 64",
            "By default, the oven is cold.",
            "This API is used to bake cakes, which must be cold.",
            "Only one candle can be set.",
            "The name must be globally unique.",
            "异常重试最大次数不能超过3。",
            "最大支持2万条记录。",
            "名称不能为空。",
            "格式为“key=value”。",
            "目前仅支持蛋糕。",
            "默认值为none。",
            "推荐使用a，a与b两者不能同时存在。",
            "使用时必需带单位。",
        ] {
            assert!(constrains(text), "{text}");
        }
    }

    #[test]
    fn what_names_or_explains_binds_nobody() {
        for text in [
            "Name of the cake.",
            "蛋糕名称。",
            "For details, see Table 4.",
            "For details about the characters, see Table 3.",
            "Maximum number of cakes upon a table.",
            "Default colour of the icing",
            "Minimum number of candles that are lit when a cake is served.",
            "The value 0 indicates the default oven.",
            "0 indicates the default oven.",
            "Value true means that it can be eaten, and false means that it cannot be eaten.",
            "This API has been deprecated and nobody should call it.",
            "It is recommended that a cake does not exceed 2 kg.",
            "The recipe, which is a string in JSON format.",
            "Separator that the baker chose, one escape character.",
            "The name is case-insensitive.",
            "The value is case-insensitive.",
            "If the value is true, it indicates icing.",
            "If all went well, the message may be left blank.",
            "This API is used to delete an empty oven.",
            "If no oven is named, the default oven is used.",
            "Time when the cake takes effect.",
            "最大并行度。",
            "日期格式字符定义详见表3。",
            "执行成功时，信息可能为空。",
            "名称不区分大小写。",
            "取消作业（废弃）",
            "相关列信息的Json字符串。",
            "采用UUID（通用唯一识别码）格式。",
        ] {
            assert!(!constrains(text), "{text}");
        }
    }

    #[test]
    fn a_condition_of_presence_is_told_from_one_of_values() {
        for (text, expected) in [
            ("This parameter is returned only when detail is set to true.", true),
            ("This parameter is valid only when detail is set to true.", true),
            ("Only cakes in tins has this attribute.", true),
            ("The value can only be 2.", false),
            ("Only letters are allowed.", false),
        ] {
            assert_eq!(PRESENCE.is_match(text), expected, "{text}");
        }
    }
}
