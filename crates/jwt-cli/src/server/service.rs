use super::answer::Answer;
use http::Request;
use hyper::body::{Body, Bytes};
use std::error::Error;

/// What answers requests.
pub(crate) trait Service: Send + Sync + 'static {
    /// The answer to a request, whose body is read as far as it is wanted.
    fn answer<B>(&self, request: Request<B>) -> impl Future<Output = Answer> + Send
    where
        B: Body<Data = Bytes, Error: Error + Send + Sync + 'static> + Send;
}
