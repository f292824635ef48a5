use super::answer::Answer;
use http::request::Parts;

/// What answers requests.
pub(crate) trait Service: Send + Sync + 'static {
    /// The answer to a request, whose body is not read.
    fn answer(&self, request: Parts) -> impl Future<Output = Answer> + Send;
}
