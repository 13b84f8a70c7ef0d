//! Faults on demand: for all requests by options, for one by its headers.

use std::time::Duration;

use http::HeaderMap;

/// The header that demands an answer.
pub(crate) const ANSWER: &str = "x-mock-answer";
/// The header that demands a delay.
pub(crate) const LATENCY: &str = "x-mock-latency";
/// Nobody waits for longer.
const LATENCY_MAX: Duration = Duration::from_hours(1);

/// What the headers of a request demand.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Demand {
    pub(crate) answer: Option<Answer>,
    pub(crate) latency: Option<Duration>,
}

/// An answer that is demanded, whatever the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// With this status, as the page documents it.
    Status(u16),
    /// A failure with the status of a success.
    Envelope,
    /// Half of a good answer, and the end of the connection.
    Truncated,
    /// A page of HTML, as proxies send it.
    Html,
    /// Nothing, with the status of a success.
    Empty,
}

/// Reads the demands of a request.
///
/// # Errors
///
/// A sentence that says what would be understood.
pub(crate) fn demands(headers: &HeaderMap) -> Result<Demand, String> {
    let text =
        |name: &str| headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()));
    let answer = text(ANSWER).map(|text| answer(text.trim())).transpose()?;
    let latency = text(LATENCY).map(|text| duration(text.trim())).transpose();
    let latency = latency.map_err(|why| format!("the header `{LATENCY}` {why}"))?;
    Ok(Demand { answer, latency })
}

fn answer(text: &str) -> Result<Answer, String> {
    Ok(match text {
        "failure" => Answer::Envelope,
        "truncated" => Answer::Truncated,
        "html" => Answer::Html,
        "empty" => Answer::Empty,
        status => match status.parse() {
            Ok(status) if (200..600).contains(&status) => Answer::Status(status),
            _ => {
                return Err(format!(
                    "the header `{ANSWER}` takes a status from 200 to 599, `failure` (with the status of a success), \
                     `truncated`, `html` or `empty`"
                ));
            }
        },
    })
}

/// Reads `250ms`, `2s`, `1.5s` or `1m`.
///
/// # Errors
///
/// What would be understood.
pub fn duration(text: &str) -> Result<Duration, String> {
    let digits = text.find(|character: char| !character.is_ascii_digit() && character != '.');
    let (number, unit) = text.split_at(digits.unwrap_or(text.len()));
    let seconds = match unit {
        "ms" => 0.001,
        "s" => 1.0,
        "m" => 60.0,
        _ => f64::NAN,
    };
    let duration = number.parse::<f64>().ok().map(|number| number * seconds);
    duration
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
        .filter(|duration| *duration <= LATENCY_MAX)
        .ok_or_else(|| "takes a duration of an hour at most, such as 250ms, 1.5s or 1m".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_a_unit() {
        for (text, expected) in [
            ("250ms", Some(Duration::from_millis(250))),
            ("1.5s", Some(Duration::from_millis(1500))),
            ("1m", Some(Duration::from_mins(1))),
            ("0s", Some(Duration::ZERO)),
            ("10", None),
            ("-1s", None),
            ("", None),
            ("s", None),
            ("1h", None),
            ("99999999999999999999s", None),
        ] {
            assert_eq!(duration(text).ok(), expected, "{text}");
        }
    }
}
