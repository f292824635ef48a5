use super::{CheckError, grpc, reason};
use crate::{Challenge, TakeError};
use http::{HeaderMap, Response, StatusCode};
use std::{error::Error, fmt, sync::Arc};

/// Why a request does not pass, and the answer that says so.
///
/// The client is told what [RFC 6750 §3](https://www.rfc-editor.org/rfc/rfc6750#section-3) has for
/// it, and nothing that it sent. The server's log can tell more: `Display` says what was answered,
/// and [`source`](Error::source) why, claims' values included. Answers carry their refusal in their
/// extensions, for a layer outside to log.
#[derive(Debug, Clone)]
pub struct Refusal {
    answer: Answer,
    reason: Option<Reason>,
}

type Reason = Arc<dyn Error + Send + Sync>;

#[derive(Debug, Clone)]
enum Answer {
    Challenge(Challenge),
    Unavailable,
    Unguarded,
}

impl Refusal {
    /// The status: 400, 401, 403, 503, or 500 if no guard is where one should be.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match &self.answer {
            Answer::Challenge(challenge) => challenge.status(),
            Answer::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Answer::Unguarded => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What the client is told, unless the fault is the server's.
    #[must_use]
    pub fn challenge(&self) -> Option<&Challenge> {
        match &self.answer {
            Answer::Challenge(challenge) => Some(challenge),
            _ => None,
        }
    }

    /// The answer, with an empty body.
    #[must_use]
    pub fn response<B: Default>(&self) -> Response<B> {
        let mut response = match &self.answer {
            Answer::Challenge(challenge) => challenge.response(),
            _ => Response::new(B::default()),
        };
        *response.status_mut() = self.status();
        response.extensions_mut().insert(self.clone());
        response
    }

    /// The answer in the form that the request's headers ask for: gRPC's own, with status
    /// `UNAUTHENTICATED`, `PERMISSION_DENIED`, `UNAVAILABLE` or `INTERNAL` in its headers, for a
    /// request of content type `application/grpc`, and else as [`response`](Self::response).
    #[must_use]
    pub fn response_to<B: Default>(&self, request: &HeaderMap) -> Response<B> {
        let mut response = self.response();
        if let Some(content_type) = grpc::content_type(request) {
            let message = match &self.answer {
                Answer::Challenge(challenge) => challenge.description(),
                _ => None,
            };
            grpc::convert(&mut response, content_type, message);
        }
        response
    }

    /// 500: no guard has looked at the request, for extractors of one's own.
    #[must_use]
    pub fn unguarded() -> Self {
        Self { answer: Answer::Unguarded, reason: None }
    }

    pub(super) fn unavailable(reason: Reason) -> Self {
        Self { answer: Answer::Unavailable, reason: Some(reason) }
    }

    pub(super) fn of_take(error: TakeError, realm: &str) -> Self {
        let answer = Answer::Challenge(Challenge::from(&error).realm(realm));
        Self { answer, reason: Some(Arc::new(error)) }
    }

    pub(super) fn of_check(error: CheckError, realm: &str) -> Self {
        if error.is_unavailable() {
            return Self::unavailable(Arc::new(error));
        }
        let challenge = Challenge::invalid_token(&reason::of_check(&error)).realm(realm);
        Self { answer: Answer::Challenge(challenge), reason: Some(Arc::new(error)) }
    }

    pub(super) fn of_challenge(challenge: Challenge, realm: &str) -> Self {
        Self { answer: Answer::Challenge(challenge.realm(realm)), reason: None }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the request is answered {}", self.status().as_u16())?;
        match &self.answer {
            Answer::Unavailable => f.write_str(": its token cannot be checked now"),
            Answer::Unguarded => f.write_str(": no guard stands before its handler"),
            Answer::Challenge(challenge) => {
                if let Some(error) = challenge.error() {
                    write!(f, " {error}")?;
                }
                match challenge.description() {
                    Some(description) => write!(f, ": {description}"),
                    None => f.write_str(": it has no token"),
                }
            }
        }
    }
}

impl Error for Refusal {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.reason.as_deref().map(|reason| reason as _)
    }
}

#[cfg(feature = "axum")]
impl axum_core::response::IntoResponse for Refusal {
    fn into_response(self) -> axum_core::response::Response {
        self.response()
    }
}
