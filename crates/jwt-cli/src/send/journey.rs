use super::SendArguments;
use crate::{
    http_client::{Answer, Client, NetworkError, Trouble, completed},
    mask::Mask,
};
use http::{StatusCode, Uri, header::LOCATION};
use jwt_auth::workspace::Prepared;
use reqwest::Url;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// A request on its way, through redirects, to its answer.
#[derive(Debug)]
pub(crate) struct Journey<'c> {
    client: &'c Client,
    limits: Limits,
    first: Prepared,
    /// The request that a redirect led to.
    next: Option<Prepared>,
    redirects: usize,
    start: Instant,
}

/// How long a journey may be, and how much is brought back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    timeout: Duration,
    redirects: usize,
    body: usize,
}

/// What came of a request.
#[derive(Debug)]
pub(super) enum Step {
    /// An answer that leads to another request.
    Redirected(Answer),
    /// The answer.
    Arrived(Answer),
}

impl Limits {
    /// As the command line says. So much more of a body is kept that no token in it is cut.
    pub(super) fn of(arguments: &SendArguments, mask: &Mask) -> Self {
        Self {
            timeout: arguments.timeout,
            redirects: if arguments.no_redirects { 0 } else { MOST_REDIRECTS },
            body: arguments.max_body.saturating_add(mask.longest()),
        }
    }

    /// The time for all of it, and how much of a body is kept, if redirects are followed.
    pub(crate) fn new(timeout: Duration, body: usize) -> Self {
        Self { timeout, redirects: MOST_REDIRECTS, body }
    }

    /// The same without any body.
    pub(super) fn without_body(self) -> Self {
        Self { body: 0, ..self }
    }
}

impl<'c> Journey<'c> {
    /// Nothing is sent yet, but the time runs.
    pub(crate) fn new(client: &'c Client, first: Prepared, limits: Limits) -> Self {
        Self { client, limits, first, next: None, redirects: 0, start: Instant::now() }
    }

    /// The request that it began with.
    pub(crate) fn first(&self) -> &Prepared {
        &self.first
    }

    /// The request that is to be sent, or was sent last.
    pub(crate) fn current(&self) -> &Prepared {
        self.next.as_ref().unwrap_or(&self.first)
    }

    /// The time since its beginning.
    pub(crate) fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    /// Sends the current request.
    ///
    /// # Errors
    /// [`NetworkError`] if there is no answer in time, or one that leads astray.
    pub(super) async fn step(&mut self) -> Result<Step, NetworkError> {
        let request = &self.current().request;
        let Limits { timeout, redirects, body } = self.limits;
        // Whoever asks for a hundred years means for ever.
        let end = self.start.checked_add(timeout).unwrap_or(self.start + LONG);
        let answer = timeout_at(end, self.client.exchange(request, body))
            .await
            .map_err(|_| NetworkError::timeout(request.uri(), timeout))??;
        let Some(location) = location(&answer).filter(|_| redirects > 0) else {
            return Ok(Step::Arrived(answer));
        };
        let astray =
            |detail: String| NetworkError::new(Trouble::Redirect, request.uri()).detail(detail);
        if self.redirects == redirects {
            return Err(astray(format!("there were {redirects} before")));
        }
        let to = resolved(request.uri(), location).map_err(&astray)?;
        let next = self.current().redirected(answer.status, &to);
        let mut next = next.map_err(|problem| astray(problem.to_string()))?;
        next.request = completed(next.request);
        self.next = Some(next);
        self.redirects += 1;
        Ok(Step::Redirected(answer))
    }

    /// Sends requests until there is an answer that leads no further.
    ///
    /// # Errors
    /// [`NetworkError`] if there is none.
    pub(crate) async fn end(&mut self) -> Result<Answer, NetworkError> {
        loop {
            if let Step::Arrived(answer) = self.step().await? {
                return Ok(answer);
            }
        }
    }
}

/// Where an answer leads to, if it is a redirect.
fn location(answer: &Answer) -> Option<&[u8]> {
    const REDIRECTS: [StatusCode; 5] = [
        StatusCode::MOVED_PERMANENTLY,
        StatusCode::FOUND,
        StatusCode::SEE_OTHER,
        StatusCode::TEMPORARY_REDIRECT,
        StatusCode::PERMANENT_REDIRECT,
    ];
    let location = answer.headers.get(LOCATION).map(|location| location.as_bytes());
    location.filter(|_| REDIRECTS.contains(&answer.status))
}

/// The URI that a location means as seen from another.
fn resolved(from: &Uri, location: &[u8]) -> Result<Uri, String> {
    let location = std::str::from_utf8(location).map_err(|_| "its URL is not text".to_owned())?;
    let broken = |error: &dyn std::fmt::Display| format!("its URL is broken: {error}");
    let mut to = Url::parse(&from.to_string())
        .and_then(|from| from.join(location))
        .map_err(|error| broken(&error))?;
    if !matches!(to.scheme(), "http" | "https") {
        return Err(format!("it leads to {}:", to.scheme()));
    }
    to.set_fragment(None);
    to.as_str().parse().map_err(|error| broken(&error))
}

const MOST_REDIRECTS: usize = 10;
const LONG: Duration = Duration::from_secs(60 * 60 * 24 * 365);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_location_is_read_from_where_it_was_given() {
        let from = "http://h:1/a/b?x=1".parse().expect("a URI");
        for (location, to) in [
            ("/c", "http://h:1/c"),
            ("c?y=2#part", "http://h:1/a/c?y=2"),
            ("//other/c", "http://other/c"),
            ("https://h/", "https://h/"),
            ("?y", "http://h:1/a/b?y"),
        ] {
            let found = resolved(&from, location.as_bytes()).expect(location);
            assert_eq!(found.to_string(), to, "{location}");
        }
        for location in ["file:///etc/passwd", "mailto:a@b", "http://[", "http:///"] {
            assert!(resolved(&from, location.as_bytes()).is_err(), "{location}");
        }
        assert!(resolved(&from, b"/\xff").is_err());
    }
}
