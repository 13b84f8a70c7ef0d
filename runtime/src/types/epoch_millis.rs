//! Times as a number of milliseconds.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Milliseconds since 1970-01-01T00:00:00Z, kept as they came over the wire. The feature `jiff` adds conversions.
///
/// ```
/// use apiscribe_runtime::EpochMillis;
///
/// let time = EpochMillis::from(1_700_000_000_123);
/// assert_eq!(time.as_i64(), 1_700_000_000_123);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EpochMillis(i64);

impl EpochMillis {
    /// The number of milliseconds.
    #[must_use]
    pub const fn as_i64(self) -> i64 {
        self.0
    }
}

impl From<i64> for EpochMillis {
    fn from(milliseconds: i64) -> Self {
        Self(milliseconds)
    }
}

impl fmt::Display for EpochMillis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl Serialize for EpochMillis {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}

impl<'de> Deserialize<'de> for EpochMillis {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        i64::deserialize(deserializer).map(Self)
    }
}

#[cfg(feature = "jiff")]
impl EpochMillis {
    /// The instant.
    ///
    /// # Errors
    ///
    /// If it is before the year -9999 or after the year 9999.
    pub fn timestamp(self) -> Result<jiff::Timestamp, jiff::Error> {
        jiff::Timestamp::from_millisecond(self.0)
    }
}

#[cfg(feature = "jiff")]
impl From<jiff::Timestamp> for EpochMillis {
    /// Drops what is finer than a millisecond.
    fn from(timestamp: jiff::Timestamp) -> Self {
        Self(timestamp.as_millisecond())
    }
}

#[cfg(all(test, feature = "jiff"))]
mod tests {
    use super::EpochMillis;

    #[test]
    fn converts_both_ways() {
        let time = EpochMillis::from(1_700_000_000_123);
        assert_eq!(EpochMillis::from(time.timestamp().unwrap()), time);
        assert!(EpochMillis::from(i64::MAX).timestamp().is_err());
    }
}
