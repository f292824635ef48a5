use super::{
    Check, Refusal, ReplayKey, ReplayStore, VerifiedToken, check::AnyCheck, grants::Grants,
    replay_store::AnyReplays,
};
use crate::{Challenge, Place, TakeError};
use http::{Method, header, request::Parts};
use jwt_core::Validation;
use std::{fmt, sync::Arc};

/// What a request must have: one valid token in the right place, which allows what is asked for.
///
/// A layer for tower, a state for axum's extractors, and by [`admit`](Self::admit) for anything
/// else. See the [module](super) for examples.
///
/// Clones share their check, and a request that has passed one of them is not checked again by
/// another: only its scopes and roles are. So a guard before all routes, and a clone that asks for
/// a scope before some of them, look at each token once.
#[derive(Clone)]
pub struct Guard {
    entry: Arc<Entry>,
    terms: Arc<Terms>,
}

/// What makes a token valid.
#[derive(Clone)]
struct Entry {
    check: Arc<dyn AnyCheck>,
    place: Place,
    replays: Option<Arc<dyn AnyReplays>>,
}

/// What a valid token must allow, and what is answered.
#[derive(Debug, Clone)]
struct Terms {
    realm: String,
    grants: Grants,
    optional: bool,
    preflight: bool,
}

impl Guard {
    /// Asks for `Authorization: Bearer TOKEN`, with a token that passes the check.
    #[must_use]
    pub fn new(check: impl Check + 'static) -> Self {
        let entry = Entry { check: Arc::new(check), place: Place::bearer(), replays: None };
        let (realm, grants) = ("api".to_owned(), Grants::default());
        let terms = Terms { realm, grants, optional: false, preflight: false };
        Self { entry: Arc::new(entry), terms: Arc::new(terms) }
    }

    /// The token stands in another place. A token elsewhere is none.
    #[must_use]
    pub fn place(self, place: Place) -> Self {
        self.enter(|entry| entry.place = place)
    }

    /// Each token is used once, by its `jti`: the second request with it is answered 401.
    ///
    /// A token without `jti`, or without `exp`, is refused. Used tokens are remembered until ten
    /// minutes after `exp`, the longest leeway that rules can have. A request that is refused for
    /// its scopes does not use its token up.
    #[must_use]
    pub fn once(self, replays: impl ReplayStore + 'static) -> Self {
        self.enter(|entry| entry.replays = Some(Arc::new(replays)))
    }

    /// What the tokens are for, as a name for people; `api` by default.
    #[must_use]
    pub fn realm(self, realm: &str) -> Self {
        self.agree(|terms| terms.realm = realm.to_owned())
    }

    /// The token must have this scope, or these if there are spaces between; called more than
    /// once, all of them. Else the answer is 403.
    #[must_use]
    pub fn scope(self, scope: &str) -> Self {
        let new = scope.split_ascii_whitespace().map(str::to_owned);
        self.agree(|terms| terms.grants.scopes.extend(new))
    }

    /// The token must have this role; called more than once, all of them. Else the answer is 403.
    #[must_use]
    pub fn role(self, role: &str) -> Self {
        self.any_role([role])
    }

    /// The token must have one of these roles; called more than once, one of each.
    #[must_use]
    pub fn any_role<'a>(self, roles: impl IntoIterator<Item = &'a str>) -> Self {
        let roles = roles.into_iter().map(str::to_owned).collect();
        self.agree(|terms| terms.grants.roles.push(roles))
    }

    /// The claims that hold roles, as JSON pointers; `/roles` without the call.
    ///
    /// Each is a list of strings, or one string. `/groups` is common too, Keycloak has
    /// `/realm_access/roles`, and a name with slashes is written with `~1`.
    #[must_use]
    pub fn roles_at<'a>(self, pointers: impl IntoIterator<Item = &'a str>) -> Self {
        let pointers = pointers.into_iter().map(str::to_owned).collect();
        self.agree(|terms| terms.grants.roles_at = pointers)
    }

    /// A request without a token passes, and has no [`VerifiedToken`]. One with a token that is not
    /// right, or with two, is refused all the same.
    #[must_use]
    pub fn optional(self) -> Self {
        self.agree(|terms| terms.optional = true)
    }

    /// CORS preflights pass unseen: `OPTIONS` with `Origin` and `Access-Control-Request-Method`.
    ///
    /// Browsers send them without credentials. Better is a CORS layer outside, which answers
    /// them first, and also lets scripts read the answer when a request is refused. All other
    /// methods are alike to a guard, `HEAD` and any other `OPTIONS` included.
    #[must_use]
    pub fn pass_preflight(self) -> Self {
        self.agree(|terms| terms.preflight = true)
    }

    /// Checks a request, and puts its [`VerifiedToken`] into its extensions. `None` only if
    /// there is no token and the guard is [optional](Self::optional), or for a
    /// [preflight](Self::pass_preflight).
    ///
    /// # Errors
    /// [`Refusal`], which makes the answer.
    pub async fn admit(&self, parts: &mut Parts) -> Result<Option<VerifiedToken>, Refusal> {
        self.look_at(parts, self.terms.optional).await
    }

    /// As [`admit`](Self::admit), with the caller's word on whether there must be a token.
    pub(super) async fn look_at(
        &self,
        parts: &mut Parts,
        optional: bool,
    ) -> Result<Option<VerifiedToken>, Refusal> {
        let realm = &self.terms.realm;
        let token = match self.passed(parts) {
            Some(token) => {
                self.allow(&token)?;
                token
            }
            None => {
                // Whatever another guard has found is not this one's word.
                parts.extensions.remove::<VerifiedToken>();
                parts.extensions.remove::<Passed>();
                if self.terms.preflight && is_preflight(parts) {
                    return Ok(self.without_token(parts));
                }
                let text = match self.entry.place.take_off(&parts.headers, &parts.uri) {
                    Ok(text) => text,
                    Err(error) if optional && is_none(&error) => {
                        return Ok(self.without_token(parts));
                    }
                    Err(error) => return Err(Refusal::of_take(error, realm)),
                };
                let token = self.entry.check.boxed(text).await;
                let token = token.map_err(|error| Refusal::of_check(error, realm))?;
                self.allow(&token)?;
                self.use_up(&token).await?;
                token
            }
        };
        parts.extensions.insert(token.clone());
        parts.extensions.insert(Passed { guard: self.clone(), token: Some(token.clone()) });
        Ok(Some(token))
    }

    /// The refusal of a request without a token.
    #[cfg(feature = "axum")]
    pub(super) fn missing(&self) -> Refusal {
        Refusal::of_challenge(Challenge::missing(), &self.terms.realm)
    }

    /// The refusal of claims that do not fit.
    #[cfg(feature = "axum")]
    pub(super) fn misfit(&self, error: jwt_core::DecodeError) -> Refusal {
        let error = jwt_core::VerifyError::Decode(error);
        Refusal::of_check(error.into(), &self.terms.realm)
    }

    /// The token, if the request has passed a clone.
    fn passed(&self, parts: &Parts) -> Option<VerifiedToken> {
        let passed = parts.extensions.get::<Passed>()?;
        Arc::ptr_eq(&passed.guard.entry, &self.entry).then(|| passed.token.clone())?
    }

    fn without_token(&self, parts: &mut Parts) -> Option<VerifiedToken> {
        parts.extensions.insert(Passed { guard: self.clone(), token: None });
        None
    }

    fn allow(&self, token: &VerifiedToken) -> Result<(), Refusal> {
        let verdict = self.terms.grants.check(token);
        verdict.map_err(|challenge| Refusal::of_challenge(challenge, &self.terms.realm))
    }

    async fn use_up(&self, token: &VerifiedToken) -> Result<(), Refusal> {
        let Some(replays) = &self.entry.replays else { return Ok(()) };
        let refused = |reason: &str| {
            Err(Refusal::of_challenge(Challenge::invalid_token(reason), &self.terms.realm))
        };
        let Some(key) = ReplayKey::of(token) else { return refused("jti is missing, or too long") };
        let Some(exp) = token.expiration() else { return refused("exp is missing") };
        match replays.boxed(&key, exp + Validation::MAX_LEEWAY).await {
            Ok(true) => Ok(()),
            Ok(false) => refused("the token was used before"),
            Err(error) => Err(Refusal::unavailable(error)),
        }
    }

    fn enter(mut self, change: impl FnOnce(&mut Entry)) -> Self {
        change(Arc::make_mut(&mut self.entry));
        self
    }

    fn agree(mut self, change: impl FnOnce(&mut Terms)) -> Self {
        change(Arc::make_mut(&mut self.terms));
        self
    }
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let once = self.entry.replays.is_some();
        f.debug_struct("Guard")
            .field("place", &self.entry.place)
            .field("once", &once)
            .field("terms", &self.terms)
            .finish_non_exhaustive()
    }
}

/// In the extensions of a request that has passed a guard.
#[derive(Clone)]
pub(super) struct Passed {
    pub(super) guard: Guard,
    pub(super) token: Option<VerifiedToken>,
}

/// Whether there is no token, rather than a bad one.
fn is_none(error: &TakeError) -> bool {
    matches!(error, TakeError::Missing { .. } | TakeError::Prefix { .. })
}

fn is_preflight(parts: &Parts) -> bool {
    parts.method == Method::OPTIONS
        && parts.headers.contains_key(header::ORIGIN)
        && parts.headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
}
