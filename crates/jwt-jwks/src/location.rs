//! Where something of an issuer lies.

use crate::{AddressRefused, Destinations, destinations::is_loopback};
use http::Uri;
use std::fmt;
use url::Url;

/// A URL that may be gone to: https, or http on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Location {
    url: Url,
    uri: Uri,
}

impl Location {
    /// Reads a URL.
    pub(crate) fn parse(text: &str, destinations: &Destinations) -> Result<Self, LocationError> {
        // A URL's reader would pass over these in silence, and an issuer is compared to the letter.
        if text.bytes().any(|b| b <= b' ' || b == b'\\' || b == 0x7f) {
            return Err(LocationError::Syntax);
        }
        let url = Url::parse(text).map_err(|_| LocationError::Syntax)?;
        if !matches!(url.scheme(), "https" | "http") {
            return Err(LocationError::Scheme);
        }
        let host = url.host_str().ok_or(LocationError::Syntax)?;
        if url.scheme() == "http" && !is_loopback(host) {
            return Err(LocationError::Plain);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(LocationError::UserInfo);
        }
        if url.fragment().is_some() {
            return Err(LocationError::Fragment);
        }
        destinations.check_host(host).map_err(LocationError::Address)?;
        Self::new(url)
    }

    /// Reads a URL that came from this location: it does not lead to this machine from elsewhere.
    pub(crate) fn parse_from_here(
        &self,
        text: &str,
        destinations: &Destinations,
    ) -> Result<Self, LocationError> {
        let location = Self::parse(text, destinations)?;
        if location.is_loopback() && !self.is_loopback() {
            return Err(LocationError::Inward);
        }
        Ok(location)
    }

    /// Another path on the same server.
    pub(crate) fn with_path(&self, path: &str) -> Result<Self, LocationError> {
        let mut url = self.url.clone();
        url.set_path(path);
        url.set_query(None);
        Self::new(url)
    }

    /// The path, without a slash at its end.
    pub(crate) fn path(&self) -> &str {
        let path = self.url.path();
        path.strip_suffix('/').unwrap_or(path)
    }

    pub(crate) fn has_query(&self) -> bool {
        self.url.query().is_some()
    }

    pub(crate) fn uri(&self) -> &Uri {
        &self.uri
    }

    fn is_loopback(&self) -> bool {
        self.url.host_str().is_some_and(is_loopback)
    }

    fn new(url: Url) -> Result<Self, LocationError> {
        let uri = url.as_str().parse().map_err(|_| LocationError::Syntax)?;
        Ok(Self { url, uri })
    }
}

/// Without the query, in which there may be a key of an API.
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut url = self.url.clone();
        url.set_query(None);
        f.write_str(&crate::excerpt::excerpt(url.as_str()))
    }
}

/// Why a URL may not be gone to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum LocationError {
    /// The text is no URL with a host.
    Syntax,
    /// The scheme is neither https nor http.
    Scheme,
    /// The scheme is http, and the host is not this machine.
    Plain,
    /// A user or a password stands before the host.
    UserInfo,
    /// A fragment stands at the end.
    Fragment,
    /// A query follows the path of an issuer that is to be discovered.
    Query,
    /// A document from elsewhere names this machine.
    Inward,
    /// The host is an address that may not be connected to.
    Address(AddressRefused),
}

impl LocationError {
    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Address(_) | Self::Inward => "ADDRESS",
            _ => "URL",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Address(refused) => return refused.hint(),
            Self::Plain => "use https, or whoever is on the way gives you their keys".to_owned(),
            Self::Query => "name the keys themselves: Issuer::keys_at".to_owned(),
            _ => return None,
        })
    }
}

impl fmt::Display for LocationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Syntax => "not a URL such as https://id.example",
            Self::Scheme => "the scheme must be https",
            Self::Plain => "http is for this machine only",
            Self::UserInfo => "there is a user or a password before the host",
            Self::Fragment => "there is a fragment (#) at the end",
            Self::Query => "an issuer that is to be discovered has no query (?)",
            Self::Inward => "it leads from another machine to this one",
            Self::Address(refused) => return refused.fmt(f),
        })
    }
}

impl std::error::Error for LocationError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Address(refused) => Some(refused),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Location, LocationError> {
        Location::parse(text, &Destinations::public().loopback())
    }

    #[test]
    fn https_is_gone_to_and_http_on_this_machine() {
        for text in [
            "https://id.example",
            "https://id.example:8443/a?b",
            "http://localhost:1/",
            "http://127.0.0.1",
            "http://[::1]:8080/jwks",
        ] {
            assert!(parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn what_may_not_be_gone_to_is_refused_and_why() {
        for (text, error) in [
            ("id.example", LocationError::Syntax),
            ("", LocationError::Syntax),
            ("https://", LocationError::Syntax),
            (" https://id.example", LocationError::Syntax),
            ("https://id.exa\nmple", LocationError::Syntax),
            ("https:\\\\id.example", LocationError::Syntax),
            ("http://id.example", LocationError::Plain),
            ("http://localhost.example", LocationError::Plain),
            ("http://10.0.0.1", LocationError::Plain),
            ("ftp://id.example", LocationError::Scheme),
            ("file://localhost/etc/passwd", LocationError::Scheme),
            ("file:///etc/passwd", LocationError::Scheme),
            ("https://ann@id.example", LocationError::UserInfo),
            ("https://:pw@id.example", LocationError::UserInfo),
            ("https://id.example#a", LocationError::Fragment),
        ] {
            assert_eq!(parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn addresses_in_any_spelling_are_checked() {
        let public = Destinations::public();
        for text in [
            "http://127.0.0.1/",
            "http://localhost/",
            "http://2130706433/",
            "http://0x7f.1/",
            "https://0x7f000001/",
            "https://169.254.169.254/latest",
            "https://2852039166/",
            "https://[::ffff:169.254.169.254]/",
            "https://[::ffff:7f00:1]/",
            "https://192.168.1.1/",
            "https://[fd00::1]/",
            "https://0/",
            "https://１２７.0.0.1/",
        ] {
            let refused = Location::parse(text, &public);
            assert!(matches!(refused, Err(LocationError::Address(_))), "{text} {refused:?}");
        }
    }

    #[test]
    fn a_document_from_elsewhere_does_not_lead_to_this_machine() {
        let destinations = Destinations::public().loopback();
        let elsewhere = parse("https://id.example").expect("a location");
        let here = parse("http://127.0.0.1:8080").expect("a location");
        let keys = "http://localhost:9/keys";
        assert_eq!(elsewhere.parse_from_here(keys, &destinations), Err(LocationError::Inward));
        assert!(here.parse_from_here(keys, &destinations).is_ok());
    }

    #[test]
    fn a_query_is_not_shown() {
        let location = parse("https://id.example/keys?token=secret").expect("a location");
        assert_eq!(location.to_string(), "https://id.example/keys");
    }
}
