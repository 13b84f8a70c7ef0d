//! Tokens of limited life: where they come from, and one place that keeps the last of them.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use http::HeaderValue;

use super::AuthenticationError;
use super::header::secret_value;
use crate::types::Secret;

/// How long before its end a token is no longer used: an attempt takes its time.
const MARGIN: Duration = Duration::from_secs(30);

/// A token and, where it is known, when it expires.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use apiscribe_runtime::authentication::Token;
///
/// let token = Token::new("MIIT…").expires_at(SystemTime::now() + Duration::from_secs(24 * 3600));
/// assert!(!format!("{token:?}").contains("MIIT"));
/// ```
#[derive(Debug, Clone)]
pub struct Token {
    value: Secret,
    expires: Option<SystemTime>,
}

impl Token {
    /// A token that is used until the service refuses it.
    #[must_use]
    pub fn new(value: impl Into<Secret>) -> Self {
        Self { value: value.into(), expires: None }
    }

    /// When it expires: from half a minute before, a new one is asked for.
    #[must_use]
    pub fn expires_at(mut self, moment: SystemTime) -> Self {
        self.expires = Some(moment);
        self
    }
}

impl<T: Into<Secret>> From<T> for Token {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

/// What [`TokenProvider::token`] returns.
pub type Providing<'a> =
    Pin<Box<dyn Future<Output = Result<Token, AuthenticationError>> + Send + 'a>>;

/// Gets a token for a client. Every closure is one that returns a future of a `Result` of a [`Token`] or a text, with any error.
///
/// The call that needs a token asks, and others wait for what it gets. Where its deadline ends first, or it is dropped, the
/// question is dropped too and the next call asks again: so a deadline must leave time for an answer.
///
/// ```
/// use apiscribe_runtime::authentication::TokenProvider;
///
/// fn takes(_: impl TokenProvider) {}
///
/// takes(|| async { std::env::var("X_AUTH_TOKEN").map_err(|_| "X_AUTH_TOKEN is not set") });
/// ```
pub trait TokenProvider: Send + Sync {
    /// A token that is good from now on.
    ///
    /// # Errors
    ///
    /// When there is none; the call that needs it then fails, and the next one asks again.
    fn token(&self) -> Providing<'_>;
}

impl<F, Answer, T, E> TokenProvider for F
where
    F: Fn() -> Answer + Send + Sync,
    Answer: Future<Output = Result<T, E>> + Send + 'static,
    T: Into<Token>,
    E: Into<Box<dyn StdError + Send + Sync>>,
{
    fn token(&self) -> Providing<'_> {
        let answer = self();
        Box::pin(async { answer.await.map(Into::into).map_err(AuthenticationError::new) })
    }
}

/// Gets a token for a blocking client. Every closure is one that returns a `Result` of a [`Token`] or a text, with any error.
///
/// ```
/// use apiscribe_runtime::authentication::BlockingTokenProvider;
///
/// fn takes(_: impl BlockingTokenProvider) {}
///
/// takes(|| std::env::var("X_AUTH_TOKEN").map_err(|_| "X_AUTH_TOKEN is not set"));
/// ```
///
/// Nothing can interrupt it, so it must see to it that it comes to an end. Calls that wait for what another one gets give up
/// at their deadlines.
pub trait BlockingTokenProvider: Send + Sync {
    /// A token that is good from now on.
    ///
    /// # Errors
    ///
    /// When there is none; the call that needs it then fails, and the next one asks again.
    fn token(&self) -> Result<Token, AuthenticationError>;
}

impl<F, T, E> BlockingTokenProvider for F
where
    F: Fn() -> Result<T, E> + Send + Sync,
    T: Into<Token>,
    E: Into<Box<dyn StdError + Send + Sync>>,
{
    fn token(&self) -> Result<Token, AuthenticationError> {
        self().map(Into::into).map_err(AuthenticationError::new)
    }
}

/// A token that is ready to be sent, and the renewal that it came from.
#[derive(Clone)]
pub(crate) struct Ready {
    pub(crate) value: HeaderValue,
    pub(crate) renewal: u64,
}

/// The last token, shared by all calls of a client.
#[derive(Default)]
pub(crate) struct TokenCache {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Renewals that have ended, well or not.
    renewals: u64,
    last: Option<Result<(HeaderValue, Option<SystemTime>), AuthenticationError>>,
}

impl TokenCache {
    /// The token, or the number of renewals that a renewal must add to.
    pub(crate) fn ready(&self, now: SystemTime) -> Result<Ready, u64> {
        let state = self.state();
        match &state.last {
            Some(Ok((value, expires)))
                if expires.is_none_or(|expires| {
                    now.checked_add(MARGIN).is_some_and(|later| later < expires)
                }) =>
            {
                Ok(Ready { value: value.clone(), renewal: state.renewals })
            }
            _ => Err(state.renewals),
        }
    }

    /// What came of renewals beyond `seen`, if there was one: the calls that waited for it need not ask again.
    pub(crate) fn since(&self, seen: u64) -> Option<Result<Ready, AuthenticationError>> {
        let state = self.state();
        if state.renewals == seen {
            return None;
        }
        let renewal = state.renewals;
        let last = state.last.as_ref()?.as_ref();
        Some(last.map(|(value, _)| Ready { value: value.clone(), renewal }).map_err(Clone::clone))
    }

    /// Takes what a provider gave. Where it gave nothing, a token that is still good stays.
    pub(crate) fn renewed(
        &self,
        token: Result<Token, AuthenticationError>,
        now: SystemTime,
    ) -> Result<Ready, AuthenticationError> {
        let checked = token.and_then(|Token { value, expires }| {
            let value = secret_value(&value).map_err(|problem| {
                AuthenticationError::new(format!("the token that the provider gave {problem}"))
            })?;
            Ok((value, expires))
        });
        let mut state = self.state();
        state.renewals = state.renewals.wrapping_add(1);
        let renewal = state.renewals;
        let last = match (checked, state.last.take()) {
            (Err(_), Some(Ok((value, Some(expires))))) if now < expires => {
                Ok((value, Some(expires)))
            }
            (checked, _) => checked,
        };
        state.last = Some(last.clone());
        last.map(|(value, _)| Ready { value, renewal })
    }

    /// Forgets the token of this renewal, which the service refused. A newer one stays.
    pub(crate) fn reject(&self, renewal: u64) {
        let mut state = self.state();
        if state.renewals == renewal {
            state.last = None;
        }
    }

    /// A panic elsewhere leaves nothing half done here.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for TokenCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenCache").finish_non_exhaustive()
    }
}
