use super::{CheckError, VerifiedToken};
use jwt_core::{ClaimsRejected, Verified};
use std::{fmt, pin::Pin, sync::Arc};

/// Checks a token: with one key, with several, or with those that an issuer publishes.
///
/// There are [`OneKey`](super::OneKey) and [`Keys`](super::Keys). Whatever else gives a
/// [`Verified`] fits by [`check_fn`].
pub trait Check: Send + Sync {
    /// Checks the token's signature and claims.
    ///
    /// # Errors
    /// [`CheckError`] if the token is not valid, or if that cannot be found out now.
    fn check(&self, token: &str) -> impl Future<Output = Result<VerifiedToken, CheckError>> + Send;
}

/// A [`Check`] whose verdict may be kept for a while, by [`Cached`](super::Cached).
pub trait Recheck: Check {
    /// Checks again what time alone changes, as
    /// [`Verified::still_valid`] does.
    ///
    /// # Errors
    /// [`ClaimsRejected`] if the token is valid no longer.
    fn still_valid(&self, token: &Verified<'_>) -> Result<(), ClaimsRejected>;

    /// A number that grows whenever keys are replaced: tokens from before are checked anew.
    fn generation(&self) -> u64;
}

impl<C: Check + ?Sized> Check for Arc<C> {
    fn check(&self, token: &str) -> impl Future<Output = Result<VerifiedToken, CheckError>> + Send {
        (**self).check(token)
    }
}

impl<C: Recheck + ?Sized> Recheck for Arc<C> {
    fn still_valid(&self, token: &Verified<'_>) -> Result<(), ClaimsRejected> {
        (**self).still_valid(token)
    }

    fn generation(&self) -> u64 {
        (**self).generation()
    }
}

/// A [`Check`] by a function, for keys that come from elsewhere.
///
/// ```
/// use jwt_core::{Unverified, Validation};
/// use jwt_header::server::{CheckError, Guard, check_fn};
/// # use jwt_core::Verified;
/// # struct Tenants;
/// # impl Tenants {
/// #     async fn verify(&self, _: &str) -> Result<Verified<'static>, std::io::Error> {
/// #         Err(std::io::Error::other("down"))
/// #     }
/// # }
/// # let tenants = std::sync::Arc::new(Tenants);
///
/// let guard = Guard::new(check_fn(move |token: String| {
///     let tenants = tenants.clone();
///     async move { tenants.verify(&token).await.map_err(CheckError::unavailable) }
/// }));
/// # let _ = guard;
/// ```
pub fn check_fn<F, A, V>(check: F) -> CheckFn<F>
where
    F: Fn(String) -> A + Send + Sync,
    A: Future<Output = Result<V, CheckError>> + Send,
    V: Into<VerifiedToken>,
{
    CheckFn(check)
}

/// A function as a [`Check`]; see [`check_fn`].
#[derive(Clone)]
pub struct CheckFn<F>(F);

impl<F, A, V> Check for CheckFn<F>
where
    F: Fn(String) -> A + Send + Sync,
    A: Future<Output = Result<V, CheckError>> + Send,
    V: Into<VerifiedToken>,
{
    async fn check(&self, token: &str) -> Result<VerifiedToken, CheckError> {
        (self.0)(token.to_owned()).await.map(Into::into)
    }
}

impl<F> fmt::Debug for CheckFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CheckFn").finish_non_exhaustive()
    }
}

/// Any [`Check`] behind a pointer.
pub(super) trait AnyCheck: Send + Sync {
    fn boxed<'a>(&'a self, token: &'a str) -> Boxed<'a, Result<VerifiedToken, CheckError>>;
}

impl<C: Check> AnyCheck for C {
    fn boxed<'a>(&'a self, token: &'a str) -> Boxed<'a, Result<VerifiedToken, CheckError>> {
        Box::pin(self.check(token))
    }
}

pub(super) type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
