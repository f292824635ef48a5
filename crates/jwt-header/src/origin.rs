//! Where a request goes.

use http::{Uri, uri::Scheme};
use std::{fmt, net::IpAddr, str::FromStr};

/// Scheme, host and port of a server ([RFC 6454](https://www.rfc-editor.org/rfc/rfc6454)).
///
/// A default port equals a port left out, and the host's case does not matter:
///
/// ```
/// use jwt_header::Origin;
///
/// let origin: Origin = "https://API.example:443".parse()?;
/// assert_eq!(origin.to_string(), "https://api.example");
/// assert_ne!(origin, "http://api.example".parse()?);
/// # Ok::<(), jwt_header::OriginError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Origin {
    scheme: &'static str,
    host: String,
    port: u16,
}

impl Origin {
    /// Where a request with this URI goes.
    ///
    /// # Errors
    /// [`OriginError`] if the URI does not say so, as one that is only a path.
    pub fn of(uri: &Uri) -> Result<Self, OriginError> {
        let scheme = uri.scheme().ok_or(OriginError::NoScheme)?;
        let authority = uri.authority().ok_or(OriginError::NoHost)?;
        let (scheme, default_port) = known(scheme).ok_or(OriginError::Scheme)?;
        let host = authority.host().to_ascii_lowercase();
        if host.is_empty() {
            return Err(OriginError::NoHost);
        }
        let server = match authority.as_str().rsplit_once('@') {
            Some((_, server)) => server,
            None => authority.as_str(),
        };
        let port = match server.get(host.len()..) {
            Some("") => default_port,
            Some(port) => port
                .strip_prefix(':')
                .filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
                .and_then(|digits| digits.parse().ok())
                .ok_or(OriginError::Port)?,
            None => return Err(OriginError::NoHost),
        };
        Ok(Self { scheme, host, port })
    }

    /// Whether the way there is encrypted: https or wss.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        matches!(self.scheme, "https" | "wss")
    }

    /// Whether this machine is the server: `localhost`, 127.0.0.0/8 or `[::1]`.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        let address = self.host.trim_start_matches('[').trim_end_matches(']');
        self.host == "localhost"
            || address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    }
}

impl FromStr for Origin {
    type Err = OriginError;

    fn from_str(text: &str) -> Result<Self, OriginError> {
        if !text.is_ascii() {
            return Err(OriginError::NotAscii);
        }
        if text.contains('*') {
            return Err(OriginError::Wildcard);
        }
        if !text.contains("://") {
            return Err(OriginError::NoScheme);
        }
        if text.contains(['?', '#']) {
            return Err(OriginError::Path);
        }
        let uri: Uri = text.parse().map_err(|_| OriginError::Syntax)?;
        if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
            return Err(OriginError::UserInfo);
        }
        if !matches!(uri.path(), "" | "/") {
            return Err(OriginError::Path);
        }
        Self::of(&uri)
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme, self.host)?;
        match (self.scheme, self.port) {
            ("http" | "ws", 80) | ("https" | "wss", 443) => Ok(()),
            (_, port) => write!(f, ":{port}"),
        }
    }
}

/// Why a text or a URI is no origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum OriginError {
    /// The scheme is missing.
    NoScheme,
    /// The scheme is none of http, https, ws and wss.
    Scheme,
    /// The host is missing.
    NoHost,
    /// The port is not a number up to 65535.
    Port,
    /// A path or a query follows the host.
    Path,
    /// A user or a password stands before the host.
    UserInfo,
    /// There is a `*`.
    Wildcard,
    /// There are characters outside ASCII.
    NotAscii,
    /// The text is no URI.
    Syntax,
}

impl OriginError {
    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "ORIGIN"
    }
}

impl fmt::Display for OriginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoScheme => "an origin starts with its scheme, as in https://api.example",
            Self::Scheme => "the scheme of an origin is http, https, ws or wss",
            Self::NoHost => "the origin has no host",
            Self::Port => "the port of an origin is a number up to 65535",
            Self::Path => "an origin has no path and no query: leave out all behind the host",
            Self::UserInfo => "an origin has no user and no password: leave out all before the @",
            Self::Wildcard => "an origin has no wildcards: list each host",
            Self::NotAscii => "the host of an origin is written in ASCII, with xn-- where needed",
            Self::Syntax => "not an origin such as https://api.example",
        })
    }
}

impl std::error::Error for OriginError {}

/// The schemes of HTTP and WebSocket, with their ports.
fn known(scheme: &Scheme) -> Option<(&'static str, u16)> {
    [("https", 443), ("http", 80), ("wss", 443), ("ws", 80)]
        .into_iter()
        .find(|(name, _)| scheme.as_str().eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_told_apart_by_scheme_host_and_port() {
        for (one, other, same) in [
            ("https://api.example", "https://api.example:443", true),
            ("https://api.example", "HTTPS://API.example/", true),
            ("http://127.0.0.1", "http://127.0.0.1:80", true),
            ("http://[::1]:8080", "http://[::1]:8080", true),
            ("http://[::1]", "http://[::1]:80", true),
            ("https://api.example", "http://api.example", false),
            ("https://api.example", "http://api.example:443", false),
            ("https://api.example", "https://api.example:8443", false),
            ("https://api.example", "https://api.example.evil.example", false),
            ("https://api.example", "https://example", false),
            ("https://api.example", "wss://api.example", false),
        ] {
            let one: Origin = one.parse().expect(one);
            let other: Origin = other.parse().expect(other);
            assert_eq!(one == other, same, "{one} {other}");
        }
    }

    #[test]
    fn what_is_no_origin_is_refused_and_why() {
        for (text, error) in [
            ("api.example", OriginError::NoScheme),
            ("", OriginError::NoScheme),
            ("//api.example", OriginError::NoScheme),
            ("ftp://api.example", OriginError::Scheme),
            ("https://api.example:", OriginError::Port),
            ("https://api.example:65536", OriginError::Port),
            ("https://api.example:+1", OriginError::Port),
            ("https://api.example/v1", OriginError::Path),
            ("https://api.example?a", OriginError::Path),
            ("https://api.example#a", OriginError::Path),
            ("https://ann:pw@api.example", OriginError::UserInfo),
            ("https://@api.example", OriginError::UserInfo),
            ("https://*.example", OriginError::Wildcard),
            ("https://bücher.example", OriginError::NotAscii),
            ("https://", OriginError::Syntax),
            ("https://:443", OriginError::NoHost),
            ("https:// api.example", OriginError::Syntax),
        ] {
            assert_eq!(text.parse::<Origin>(), Err(error), "{text}");
        }
    }

    #[test]
    fn users_in_a_uri_are_no_hosts() {
        for (uri, origin) in [
            ("https://api.example@evil.example/", "https://evil.example"),
            ("https://api.example:443@evil.example:8443/", "https://evil.example:8443"),
        ] {
            let uri: Uri = uri.parse().expect(uri);
            assert_eq!(Origin::of(&uri).expect(origin).to_string(), origin);
        }
    }

    #[test]
    fn this_machine_is_told_from_hosts_that_look_like_it() {
        for (origin, loopback) in [
            ("http://localhost:8080", true),
            ("http://LOCALHOST", true),
            ("http://127.0.0.1", true),
            ("http://127.9.9.9:1", true),
            ("http://[::1]:8080", true),
            ("http://localhost.evil.example", false),
            ("http://127.0.0.1.evil.example", false),
            ("http://128.0.0.1", false),
            ("http://0.0.0.0", false),
            ("http://[::2]", false),
        ] {
            let parsed: Origin = origin.parse().expect(origin);
            assert_eq!(parsed.is_loopback(), loopback, "{origin}");
            assert!(!parsed.is_encrypted(), "{origin}");
        }
        for origin in ["https://api.example", "wss://api.example"] {
            assert!(origin.parse::<Origin>().expect(origin).is_encrypted());
        }
    }

    #[test]
    fn paths_have_no_origin() {
        for uri in ["/orders", "*", "api.example:443"] {
            let uri: Uri = uri.parse().expect(uri);
            assert_eq!(Origin::of(&uri), Err(OriginError::NoScheme));
        }
    }
}
