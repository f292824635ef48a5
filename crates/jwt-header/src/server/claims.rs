//! Extractors for axum.

use super::{Guard, Refusal, VerifiedToken, guard::Passed};
use axum_core::extract::{FromRef, FromRequestParts, OptionalFromRequestParts};
use http::request::Parts;
use jwt_core::DecodeClaims;

/// The claims of the request's token, as an argument of an axum handler.
///
/// The token was checked by the [`Guard`] in the router's state, or by one that stands before the
/// route as a layer; see [`HasGuard`]. A request without a valid one is answered as
/// [RFC 6750](https://www.rfc-editor.org/rfc/rfc6750#section-3) has it. `Option<Claims<T>>` takes a
/// request without a token, but none with a bad one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claims<T>(pub T);

impl<S, T> FromRequestParts<S> for Claims<T>
where
    S: HasGuard + Send + Sync,
    T: for<'de> DecodeClaims<'de>,
{
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let Found { guard, token } = find(parts, state, false).await?;
        decode(&guard, &token.ok_or_else(|| guard.missing())?)
    }
}

impl<S, T> OptionalFromRequestParts<S> for Claims<T>
where
    S: HasGuard + Send + Sync,
    T: for<'de> DecodeClaims<'de>,
{
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>, Refusal> {
        let Found { guard, token } = find(parts, state, true).await?;
        token.map(|token| decode(&guard, &token)).transpose()
    }
}

/// The token itself, for its issuer, subject and scopes; else as [`Claims`].
impl<S: HasGuard + Send + Sync> FromRequestParts<S> for VerifiedToken {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let Found { guard, token } = find(parts, state, false).await?;
        token.ok_or_else(|| guard.missing())
    }
}

impl<S: HasGuard + Send + Sync> OptionalFromRequestParts<S> for VerifiedToken {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>, Refusal> {
        find(parts, state, true).await.map(|found| found.token)
    }
}

/// A state of axum's that says which guard checks the token of [`Claims`].
///
/// Whatever a [`Guard`] can be taken from by [`FromRef`] has that one: a guard as the state, or a
/// struct with a field of one that derives `FromRef`. The state `()` has none: there the guard is
/// a layer. So it is with a state of one's own that says so:
///
/// ```
/// use jwt_header::server::{Guard, HasGuard};
///
/// #[derive(Clone)]
/// struct Database;
///
/// impl HasGuard for Database {
///     fn guard(&self) -> Option<Guard> {
///         None
///     }
/// }
/// ```
///
/// A handler that has neither is answered 500 for every request.
#[diagnostic::on_unimplemented(
    message = "the state `{Self}` does not say which guard checks tokens",
    note = "give it a field of type `Guard` and derive `FromRef`, or, if a layer guards the \
            routes, implement `HasGuard` for it and answer `None`"
)]
pub trait HasGuard {
    /// The guard, or `None` for the one that stands before the route as a layer.
    fn guard(&self) -> Option<Guard>;
}

impl HasGuard for () {
    fn guard(&self) -> Option<Guard> {
        None
    }
}

impl<S> HasGuard for S
where
    Guard: FromRef<S>,
{
    fn guard(&self) -> Option<Guard> {
        Some(Guard::from_ref(self))
    }
}

/// The guard that has checked the request, and what it found.
struct Found {
    guard: Guard,
    token: Option<VerifiedToken>,
}

async fn find<S: HasGuard>(parts: &mut Parts, state: &S, optional: bool) -> Result<Found, Refusal> {
    if let Some(guard) = state.guard() {
        let token = guard.look_at(parts, optional).await?;
        return Ok(Found { guard, token });
    }
    let Passed { guard, token } = parts.extensions.get().cloned().ok_or_else(Refusal::unguarded)?;
    Ok(Found { guard, token })
}

fn decode<T>(guard: &Guard, token: &VerifiedToken) -> Result<Claims<T>, Refusal>
where
    T: for<'de> DecodeClaims<'de>,
{
    token.claims().map(Claims).map_err(|error| guard.misfit(error))
}
