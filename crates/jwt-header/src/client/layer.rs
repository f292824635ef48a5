//! Signing as a layer around a tower client.

use super::{EmptyBodies, Replay, SendError, Signing, TokenSource, replay::content};
use http::{Request, Response};
use http_body::Body;
use std::{
    error::Error,
    fmt,
    future::poll_fn,
    mem,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};
use tower_layer::Layer;
use tower_service::Service;

impl<T: TokenSource> Signing<T> {
    /// A layer that signs the requests of a tower client.
    pub fn layer(self) -> SignLayer<T> {
        SignLayer { signing: Arc::new(self), replay: EmptyBodies }
    }
}

/// Signs the requests of a tower client; made by [`Signing::layer`]. See [the module](super).
#[must_use]
pub struct SignLayer<T, R = EmptyBodies> {
    signing: Arc<Signing<T>>,
    replay: R,
}

impl<T, R> SignLayer<T, R> {
    /// How a body is sent a second time, which a new token after a 401 needs, and read for claims.
    pub fn replay<Q>(self, replay: Q) -> SignLayer<T, Q> {
        SignLayer { signing: self.signing, replay }
    }
}

impl<S, T, R: Clone> Layer<S> for SignLayer<T, R> {
    type Service = Sign<S, T, R>;

    fn layer(&self, inner: S) -> Self::Service {
        Sign { inner, signing: Arc::clone(&self.signing), replay: self.replay.clone() }
    }
}

/// A tower client whose requests are signed; made by [`SignLayer`].
pub struct Sign<S, T, R = EmptyBodies> {
    inner: S,
    signing: Arc<Signing<T>>,
    replay: R,
}

impl<S, T, R, B, A> Service<Request<B>> for Sign<S, T, R>
where
    S: Service<Request<B>, Response = Response<A>> + Clone + Send + 'static,
    S::Error: Into<Box<dyn Error + Send + Sync>>,
    S::Future: Send,
    T: TokenSource,
    R: Replay<B>,
    B: Body + Send + 'static,
    A: Send,
{
    type Response = Response<A>;
    type Error = SendError;
    type Future = Pin<Box<dyn Future<Output = Result<Response<A>, SendError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), SendError>> {
        self.inner.poll_ready(context).map_err(failed)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        // The one that is ready does the work, and its clone waits to be.
        let next = self.inner.clone();
        let mut inner = mem::replace(&mut self.inner, next);
        let signing = Arc::clone(&self.signing);

        let (mut parts, body) = request.into_parts();
        let read = signing.reads_body().then(|| self.replay.replay(&body)).flatten();
        let read = read.and_then(content);
        let again = signing.may_retry().then(|| self.replay.replay(&body)).flatten();
        let again = again.map(|body| (parts.clone(), body));

        Box::pin(async move {
            let token = signing.sign(&mut parts, read.as_deref()).await?;
            let response = inner.call(Request::from_parts(parts, body)).await.map_err(failed)?;
            let Some(token) = token else { return Ok(response) };
            if !signing.is_refused(&token, response.status(), response.headers()) {
                return Ok(response);
            }
            let Some((mut parts, body)) = again else { return Ok(response) };
            drop(response);
            signing.sign(&mut parts, read.as_deref()).await?;
            poll_fn(|context| inner.poll_ready(context)).await.map_err(failed)?;
            inner.call(Request::from_parts(parts, body)).await.map_err(failed)
        })
    }
}

// By hand, because a derive would ask the source to be `Clone` and `Debug`.
impl<T, R: Clone> Clone for SignLayer<T, R> {
    fn clone(&self) -> Self {
        Self { signing: Arc::clone(&self.signing), replay: self.replay.clone() }
    }
}

impl<S: Clone, T, R: Clone> Clone for Sign<S, T, R> {
    fn clone(&self) -> Self {
        let (signing, replay) = (Arc::clone(&self.signing), self.replay.clone());
        Self { inner: self.inner.clone(), signing, replay }
    }
}

impl<T, R> fmt::Debug for SignLayer<T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignLayer").field("signing", &self.signing).finish_non_exhaustive()
    }
}

impl<S, T, R> fmt::Debug for Sign<S, T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sign").field("signing", &self.signing).finish_non_exhaustive()
    }
}

fn failed(error: impl Into<Box<dyn Error + Send + Sync>>) -> SendError {
    SendError::Client(error.into())
}
