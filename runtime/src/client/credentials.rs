//! The credentials that a client was given, of which it needs exactly one.

use super::draft::{Problem, value_problem};
use crate::authentication::Authentication;
use crate::authentication::tokens::TokenCache;
use crate::call::Proof;
use crate::service::{Credential, CredentialKind, Service};
use crate::settings::Settings;
use crate::table::Location;

/// By which methods of a builder credentials were given; the last one of each counts.
#[derive(Default)]
pub(super) struct Credentials {
    given: Vec<Given>,
}

/// A credential.
pub(super) enum Given {
    /// A fixed token or key, which the settings hold.
    Fixed,
    /// A provider of tokens, which the builder holds.
    Provider,
    /// Something that looks at the whole request.
    Whole(Box<dyn Authentication>),
    /// A key that signs.
    #[cfg(feature = "signature")]
    AccessKey(crate::AccessKey),
}

impl Credentials {
    pub(super) fn give(&mut self, credential: Given) {
        let kind = std::mem::discriminant(&credential);
        self.given.retain(|given| std::mem::discriminant(given) != kind);
        self.given.push(credential);
    }

    /// What is wrong with them.
    pub(super) fn problems(&self, service: &Service, settings: &Settings) -> Vec<Problem> {
        match (&service.credential, self.given.as_slice()) {
            (None, [] | [Given::Whole(_)]) => Vec::new(),
            (None, _) => {
                let why = "the service documents no credential: call `.authentication(…)` if it takes one";
                vec![("credential", why.to_owned())]
            }
            (Some(credential), given) => documented_problems(credential, given, settings),
        }
    }

    /// How requests prove who sends them, and the settings that go with it.
    pub(super) fn proof(self, service: &Service, settings: Settings) -> (Proof, Settings) {
        let supplied = |settings: Settings| match service.credential {
            Some(credential) => settings.supplied(credential.header),
            None => settings,
        };
        match self.given.into_iter().next() {
            None | Some(Given::Fixed) => (Proof::Held, settings),
            Some(Given::Provider) => (Proof::Tokens(TokenCache::default()), supplied(settings)),
            Some(Given::Whole(by)) => (Proof::Whole(by), supplied(settings)),
            #[cfg(feature = "signature")]
            Some(Given::AccessKey(key)) => {
                let key = with_project(key, service, &settings);
                (Proof::Whole(Box::new(key)), supplied(settings))
            }
        }
    }
}

fn documented_problems(
    credential: &Credential,
    given: &[Given],
    settings: &Settings,
) -> Vec<Problem> {
    let setter = credential.setter();
    match given {
        [] => vec![(setter, format!("not set: call {}", ways(credential)))],
        [Given::Fixed] => {
            let value = settings.held(Location::Header, credential.header);
            let problem = value.and_then(|value| value_problem(Location::Header, value));
            problem.map(|problem| (setter, problem.to_owned())).into_iter().collect()
        }
        #[cfg(feature = "signature")]
        [Given::AccessKey(key)] => {
            key.problems().into_iter().map(|(_, problem)| ("access_key", problem)).collect()
        }
        [_] => Vec::new(),
        [_, ..] => {
            vec![(setter, format!("given in several ways: choose one of {}", ways(credential)))]
        }
    }
}

/// The methods that give a credential.
fn ways(credential: &Credential) -> String {
    let mut ways = vec![format!("`.{}(…)`", credential.setter())];
    if credential.kind == CredentialKind::Token {
        ways.push("`.token_provider(…)`".to_owned());
    }
    if cfg!(feature = "signature") && credential.signature.is_some() {
        ways.push("`.access_key(…)`".to_owned());
    }
    format!("{} or `.authentication(…)`", ways.join(", "))
}

/// A key that names the project which the client holds, unless it names another.
#[cfg(feature = "signature")]
fn with_project(key: crate::AccessKey, service: &Service, settings: &Settings) -> crate::AccessKey {
    let signature = service.credential.and_then(|credential| credential.signature);
    let project = signature.and_then(|signature| {
        let name = signature.project?;
        let parameter = service.held.iter().find(|held| held.name == name)?;
        settings.held(parameter.location, name)
    });
    match project {
        Some(project) if !key.has_project() => key.project(project.expose()),
        _ => key,
    }
}
