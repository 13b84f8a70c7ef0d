//! A request as it came over the wire.

use std::fmt::Write as _;

/// A request as it came over the wire.
#[derive(Debug, Clone)]
pub struct Received {
    /// The method.
    pub method: String,
    /// What stands between the method and the version.
    pub target: String,
    /// The headers in order, as they were written.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// Which request of the server it is: the first is 1.
    pub number: usize,
    /// The connection that it came by: the first is 1.
    pub connection: usize,
}

impl Received {
    /// The value of a header, if it came once.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(other, _)| other.eq_ignore_ascii_case(name));
        let (_, value) = values.next()?;
        values.next().is_none().then_some(value)
    }

    /// The path as it came.
    #[must_use]
    pub fn path(&self) -> &str {
        self.target.split_once('?').map_or(&*self.target, |(path, _)| path)
    }

    /// The segments of the path, each decoded after it was split off. `None` for one that is not UTF-8.
    #[must_use]
    pub fn segments(&self) -> Vec<Option<String>> {
        self.path().split('/').skip(1).map(decode).collect()
    }

    /// The parameters of the query, decoded. `None` for what is not UTF-8.
    #[must_use]
    pub fn query(&self) -> Vec<(Option<String>, Option<String>)> {
        let query = self.target.split_once('?').map_or("", |(_, query)| query);
        query
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
            .map(|(name, value)| (decode(name), decode(value)))
            .collect()
    }

    /// The decoded value of a query parameter, if it came once.
    #[must_use]
    pub fn query_value(&self, name: &str) -> Option<String> {
        let query = self.query();
        let mut values = query.into_iter().filter(|(other, _)| other.as_deref() == Some(name));
        let (_, value) = values.next()?;
        values.next().is_none().then_some(value)?
    }

    /// Everything but the body as text.
    #[must_use]
    pub fn head(&self) -> String {
        let mut head = format!("{} {}\n", self.method, self.target);
        for (name, value) in &self.headers {
            // Writing to a String can't fail.
            let _ = writeln!(head, "{name}: {value}");
        }
        head
    }
}

/// Decodes `%2F` and the like; written here once more, so that nothing of the client judges itself.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, others)) = rest.split_first() {
        rest = others;
        if first != b'%' {
            bytes.push(first);
            continue;
        }
        let (digits, others) = rest.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()?);
        rest = others;
    }
    String::from_utf8(bytes).ok()
}

/// The head of a request, without the empty line: the request but its body, and how long that is.
pub(super) fn parse(head: &str) -> Option<(Received, usize)> {
    let mut lines = head.split("\r\n");
    let mut words = lines.next()?.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let headers: Vec<_> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
        .collect();
    let body = Vec::new();
    let request = Received { method, target, headers, body, number: 0, connection: 0 };
    let length = request.header("content-length").map_or(Some(0), |length| length.parse().ok())?;
    Some((request, length))
}
