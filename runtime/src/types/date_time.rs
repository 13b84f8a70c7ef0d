//! Dates and times as text.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A date and time, kept as it came over the wire: `2023-06-29T08:00:00Z`.
///
/// Reading never fails and never changes the text. Where the page says RFC 3339, requests are checked before they are
/// sent. The feature `jiff` adds conversions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct DateTime(String);

impl DateTime {
    /// The text on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for DateTime {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for DateTime {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for DateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}

#[cfg(feature = "jiff")]
impl DateTime {
    /// The instant that the text names.
    ///
    /// # Errors
    ///
    /// If the text is not a date and time with an offset.
    pub fn timestamp(&self) -> Result<jiff::Timestamp, jiff::Error> {
        self.0.parse()
    }
}

#[cfg(feature = "jiff")]
impl From<jiff::Timestamp> for DateTime {
    fn from(timestamp: jiff::Timestamp) -> Self {
        Self(timestamp.to_string())
    }
}

#[cfg(all(test, feature = "jiff"))]
mod tests {
    use super::DateTime;

    #[test]
    fn converts_both_ways() {
        let text = DateTime::from("2023-06-29T08:00:00+08:00");
        let instant = text.timestamp().unwrap();
        assert_eq!(DateTime::from(instant).as_str(), "2023-06-29T00:00:00Z");
        assert!(DateTime::from("yesterday").timestamp().is_err());
    }
}
