//! A token or a key in a header.

use std::fmt;
use std::time::SystemTime;

use bytes::Bytes;
use http::header::{HeaderName, HeaderValue};
use zeroize::Zeroizing;

use super::{Authentication, AuthenticationError};
use crate::operation::header_problem;
use crate::types::Secret;

/// A fixed token or key in a header. It is overwritten in memory when its last copy is dropped.
///
/// ```
/// use apiscribe_runtime::authentication::HeaderCredential;
/// use apiscribe_runtime::http::HeaderName;
///
/// # fn main() -> Result<(), apiscribe_runtime::AuthenticationError> {
/// let key = HeaderCredential::new(HeaderName::from_static("x-api-key"), "hunter2")?;
/// assert!(!format!("{key:?}").contains("hunter2"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct HeaderCredential {
    name: HeaderName,
    value: HeaderValue,
}

impl HeaderCredential {
    /// This value in this header.
    ///
    /// # Errors
    ///
    /// When the value is empty or can't be sent in a header.
    pub fn new(name: HeaderName, value: impl Into<Secret>) -> Result<Self, AuthenticationError> {
        let value = secret_value(&value.into()).map_err(|problem| {
            AuthenticationError::new(format!("the value of `{name}` {problem}"))
        })?;
        Ok(Self { name, value })
    }
}

/// A header's value that is marked sensitive and overwritten when its last copy is dropped.
pub(crate) fn secret_value(value: &Secret) -> Result<HeaderValue, &'static str> {
    if value.expose().is_empty() {
        return Err("is empty");
    }
    if let Some(problem) = header_problem(value.expose()) {
        return Err(problem);
    }
    let bytes = Bytes::from_owner(Zeroizing::new(value.expose().as_bytes().to_vec()));
    let mut value =
        HeaderValue::from_maybe_shared(bytes).map_err(|_| "can't be sent in a header")?;
    value.set_sensitive(true);
    Ok(value)
}

impl Authentication for HeaderCredential {
    fn authenticate(
        &self,
        request: &mut http::Request<Bytes>,
        _: SystemTime,
    ) -> Result<(), AuthenticationError> {
        request.headers_mut().insert(self.name.clone(), self.value.clone());
        Ok(())
    }
}

impl fmt::Debug for HeaderCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HeaderCredential").field("name", &self.name).finish_non_exhaustive()
    }
}
