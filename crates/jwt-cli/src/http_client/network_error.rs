use super::resolver::Unresolved;
use http::Uri;
use std::{error::Error, fmt, io, time::Duration};

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NetworkError {
    trouble: Trouble,
    host: String,
    detail: String,
}

/// The kinds of reasons for no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Trouble {
    /// The URL cannot be gone to.
    Url,
    /// The host's name has no address.
    Name,
    /// Nobody listens at the port.
    Refused,
    /// There is no way to the host.
    Connection,
    /// TLS was not agreed on.
    Tls,
    /// The server took too long.
    Timeout,
    /// The connection ended before the answer did.
    Closed,
    /// The server does not speak HTTP as it should.
    Protocol,
    /// A redirect cannot be followed.
    Redirect,
}

impl NetworkError {
    /// Trouble at a URI.
    pub(crate) fn new(trouble: Trouble, uri: &Uri) -> Self {
        let authority = uri.authority().map_or("nowhere", |authority| authority.as_str());
        let host = authority.rsplit('@').next().unwrap_or_default().to_owned();
        Self { trouble, host, detail: String::new() }
    }

    /// A server that took longer than this.
    pub(crate) fn timeout(uri: &Uri, timeout: Duration) -> Self {
        Self::new(Trouble::Timeout, uri).detail(format!("{} s", timeout.as_secs()))
    }

    /// Says more.
    #[must_use]
    pub(crate) fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), ..self }
    }

    /// What the library says. It would name the URL, in which there may be a token.
    pub(super) fn from_reqwest(error: reqwest::Error, uri: &Uri) -> Self {
        let error = &error.without_url();
        let trouble = if error.is_builder() {
            Trouble::Url
        } else if find::<Unresolved>(error).is_some() {
            Trouble::Name
        } else if let Some(tls) = tls_error(error) {
            return Self::new(Trouble::Tls, uri).detail(tls);
        } else {
            match find::<io::Error>(error).map(io::Error::kind) {
                Some(io::ErrorKind::ConnectionRefused) => Trouble::Refused,
                _ if error.is_timeout() => Trouble::Timeout,
                _ if error.is_connect() => Trouble::Connection,
                Some(
                    io::ErrorKind::ConnectionReset
                    | io::ErrorKind::ConnectionAborted
                    | io::ErrorKind::BrokenPipe
                    | io::ErrorKind::UnexpectedEof,
                ) => Trouble::Closed,
                _ if find::<hyper::Error>(error).is_some_and(|error| {
                    error.is_incomplete_message() || error.is_closed() || error.is_canceled()
                }) =>
                {
                    Trouble::Closed
                }
                _ => Trouble::Protocol,
            }
        };
        Self::new(trouble, uri).detail(innermost(error))
    }

    /// What kind of trouble it is.
    pub(crate) fn trouble(&self) -> Trouble {
        self.trouble
    }

    /// What to do.
    pub(crate) fn hint(&self) -> Option<&'static str> {
        Some(match self.trouble {
            Trouble::Name => "check the host in the URL, and the environment that sets it: --env",
            Trouble::Refused => "check the port, and whether the server runs",
            Trouble::Timeout => "allow more: --timeout 2m",
            Trouble::Tls if self.detail.contains("InvalidContentType") => {
                "the server seems to speak plain HTTP there: http://"
            }
            Trouble::Tls if self.detail.contains("No CA certificates") => {
                "install the system's root certificates, such as the package ca-certificates, or \
                 name a file of them in SSL_CERT_FILE"
            }
            Trouble::Tls if self.detail.starts_with("invalid peer certificate: Unknown") => {
                "a certificate of your own authority is trusted if SSL_CERT_FILE names its file"
            }
            Trouble::Protocol => "does the server speak HTTP there, and not TLS? then https://",
            _ => return None,
        })
    }
}

impl fmt::Display for NetworkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { trouble, host, detail } = self;
        match trouble {
            Trouble::Url => write!(f, "the URL cannot be gone to: {detail}"),
            Trouble::Name => write!(f, "no address for {host}: {detail}"),
            Trouble::Refused => write!(f, "{host} refused the connection"),
            Trouble::Connection => write!(f, "no connection to {host}: {detail}"),
            Trouble::Tls => write!(f, "no TLS with {host}: {detail}"),
            Trouble::Timeout => write!(f, "no answer from {host} within {detail}"),
            Trouble::Closed => write!(f, "{host} ended the connection before its answer"),
            Trouble::Protocol => write!(f, "no HTTP from {host}: {detail}"),
            Trouble::Redirect => write!(f, "a redirect by {host} was not followed: {detail}"),
        }
    }
}

impl Error for NetworkError {}

/// As it stands in a list of how often each happened.
impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Url => "URL",
            Self::Name => "no address",
            Self::Refused => "connection refused",
            Self::Connection => "no connection",
            Self::Tls => "no TLS",
            Self::Timeout => "no answer in time",
            Self::Closed => "connection ended",
            Self::Protocol => "no HTTP",
            Self::Redirect => "redirect not followed",
        })
    }
}

/// The message at the bottom of what an error is about.
pub(super) fn innermost(error: &(dyn Error + 'static)) -> String {
    chain(error).last().map(ToString::to_string).unwrap_or_default()
}

fn chain<'e>(error: &'e (dyn Error + 'static)) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| {
        // An I/O error stands for the error in it, and names only that one's source.
        match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => error.source(),
        }
    })
}

fn find<'e, E: Error + 'static>(error: &'e (dyn Error + 'static)) -> Option<&'e E> {
    chain(error).find_map(|error| error.downcast_ref())
}

#[cfg(any(feature = "ring", feature = "aws-lc-rs"))]
fn tls_error(error: &(dyn Error + 'static)) -> Option<String> {
    find::<rustls::Error>(error).map(ToString::to_string)
}

#[cfg(not(any(feature = "ring", feature = "aws-lc-rs")))]
fn tls_error(_: &(dyn Error + 'static)) -> Option<String> {
    None
}
