//! Where a token stands in a request.

use crate::Origin;
use http::{HeaderName, header};
use std::fmt;

/// Where a token stands in a request: a header, a query parameter or a cookie.
///
/// A client [puts it there](Self::put_on), a server [takes it from there](Self::take_off). The
/// text for people says where that is:
///
/// ```
/// use jwt_header::{Place, PlaceError};
///
/// assert_eq!(Place::bearer().to_string(), "header Authorization with prefix Bearer");
/// assert_eq!(Place::header("x-api-token", "")?.to_string(), "header X-Api-Token");
/// assert_eq!(Place::query("token")?.to_string(), "query parameter token");
/// assert_eq!(Place::cookie("a b"), Err(PlaceError::CookieName));
/// # Ok::<(), PlaceError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub(crate) stand: Stand,
    /// `None`: any.
    pub(crate) origins: Option<Vec<Origin>>,
}

impl Place {
    /// `Authorization: Bearer TOKEN` ([RFC 6750 §2.1](https://www.rfc-editor.org/rfc/rfc6750#section-2.1)).
    #[must_use]
    pub fn bearer() -> Self {
        Stand::Header { name: header::AUTHORIZATION, prefix: BEARER.to_owned() }.into()
    }

    /// A header: the prefix, a space and the token. With an empty prefix, the token alone.
    ///
    /// # Errors
    /// [`PlaceError`] if the name is no header's, or one that HTTP needs for itself, or if the
    /// prefix has other characters than visible ASCII and spaces inside.
    pub fn header(name: &str, prefix: &str) -> Result<Self, PlaceError> {
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| PlaceError::HeaderName)?;
        if RESERVED.contains(&name) {
            return Err(PlaceError::ReservedHeader(name));
        }
        if prefix.trim_ascii() != prefix {
            return Err(PlaceError::PrefixSpace);
        }
        if !prefix.bytes().all(|b| b == b' ' || b.is_ascii_graphic()) {
            return Err(PlaceError::Prefix);
        }
        Ok(Stand::Header { name, prefix: prefix.to_owned() }.into())
    }

    /// A parameter of the URI's query. URIs end up in logs and histories: better a header.
    ///
    /// # Errors
    /// [`PlaceError::ParameterName`] if the name is empty or has control characters.
    pub fn query(name: &str) -> Result<Self, PlaceError> {
        if name.is_empty() || name.contains(char::is_control) {
            return Err(PlaceError::ParameterName);
        }
        Ok(Stand::Query { name: name.to_owned() }.into())
    }

    /// A cookie.
    ///
    /// # Errors
    /// [`PlaceError::CookieName`] if the name is no token of
    /// [RFC 6265 §4.1.1](https://www.rfc-editor.org/rfc/rfc6265#section-4.1.1).
    pub fn cookie(name: &str) -> Result<Self, PlaceError> {
        // A cookie's name has the same characters as a header's, and its case matters.
        match HeaderName::from_bytes(name.as_bytes()) {
            Ok(_) => Ok(Stand::Cookie { name: name.to_owned() }.into()),
            Err(_) => Err(PlaceError::CookieName),
        }
    }

    /// Tokens are put on requests to these origins and on no others; without the call, on all.
    ///
    /// A client that follows redirects puts the token on anew for each, and does not copy it.
    #[must_use]
    pub fn only_to(self, origins: impl IntoIterator<Item = Origin>) -> Self {
        Self { origins: Some(origins.into_iter().collect()), ..self }
    }
}

/// As in `header Authorization with prefix Bearer`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.stand.fmt(f)?;
        match &self.stand {
            Stand::Header { prefix, .. } if !prefix.is_empty() => {
                write!(f, " with prefix {prefix}")
            }
            _ => Ok(()),
        }
    }
}

/// The place itself, whatever the origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stand {
    Header { name: HeaderName, prefix: String },
    Query { name: String },
    Cookie { name: String },
}

impl From<Stand> for Place {
    fn from(stand: Stand) -> Self {
        Self { stand, origins: None }
    }
}

/// Without the prefix, as in `header Authorization`.
impl fmt::Display for Stand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header { name, .. } => write!(f, "header {}", title_case(name)),
            Self::Query { name } => write!(f, "query parameter {name}"),
            Self::Cookie { name } => write!(f, "cookie {name}"),
        }
    }
}

/// A token cannot stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PlaceError {
    /// The name is no header's.
    HeaderName,
    /// HTTP needs the header for itself.
    ReservedHeader(HeaderName),
    /// The prefix starts or ends with a space.
    PrefixSpace,
    /// The prefix has other characters than visible ASCII.
    Prefix,
    /// The parameter's name is empty or has control characters.
    ParameterName,
    /// The name is no cookie's.
    CookieName,
}

impl PlaceError {
    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "PLACE"
    }
}

impl fmt::Display for PlaceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::HeaderName => f.write_str(
                "the header's name must be letters, digits and - . _, as in X-Api-Token",
            ),
            Self::ReservedHeader(name) if name == header::COOKIE => {
                f.write_str("the header Cookie holds cookies: choose a cookie as the place")
            }
            Self::ReservedHeader(name) => {
                write!(f, "HTTP needs the header {} for itself", title_case(name))
            }
            Self::PrefixSpace => {
                f.write_str("the prefix has a space at its start or end; one is added anyway")
            }
            Self::Prefix => f.write_str("the prefix must be visible ASCII characters"),
            Self::ParameterName => {
                f.write_str("the query parameter's name is empty or has control characters")
            }
            Self::CookieName => {
                f.write_str("the cookie's name must be letters, digits and - . _, as in token")
            }
        }
    }
}

impl std::error::Error for PlaceError {}

/// A header's name as people write it: `X-Api-Token`.
fn title_case(name: &HeaderName) -> String {
    let mut start = true;
    let letter = |c: char| {
        let shown = if start { c.to_ascii_uppercase() } else { c };
        start = c == '-';
        shown
    };
    name.as_str().chars().map(letter).collect()
}

/// The scheme of RFC 6750.
pub(crate) const BEARER: &str = "Bearer";

/// A token in one of these breaks the request, or takes what was there from it.
const RESERVED: [HeaderName; 8] = [
    header::CONNECTION,
    header::CONTENT_LENGTH,
    header::COOKIE,
    header::HOST,
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_say_where_they_are() {
        for (place, text) in [
            (Place::header("AUTHORIZATION", "JWT"), "header Authorization with prefix JWT"),
            (Place::header("x-token", "my prefix"), "header X-Token with prefix my prefix"),
            (Place::query("jeton d'accès"), "query parameter jeton d'accès"),
            (Place::cookie("__Host-token"), "cookie __Host-token"),
        ] {
            assert_eq!(place.expect(text).to_string(), text);
        }
    }

    #[test]
    fn what_a_request_cannot_have_is_refused() {
        for (place, error) in [
            (Place::header("", "Bearer"), PlaceError::HeaderName),
            (Place::header("a b", "Bearer"), PlaceError::HeaderName),
            (Place::header("a\r\nb", "Bearer"), PlaceError::HeaderName),
            (Place::header("Host", ""), PlaceError::ReservedHeader(header::HOST)),
            (Place::header("cookie", ""), PlaceError::ReservedHeader(header::COOKIE)),
            (Place::header("a", "Bearer "), PlaceError::PrefixSpace),
            (Place::header("a", " "), PlaceError::PrefixSpace),
            (Place::header("a", "b\r\nc"), PlaceError::Prefix),
            (Place::header("a", "é"), PlaceError::Prefix),
            (Place::query(""), PlaceError::ParameterName),
            (Place::query("a\0"), PlaceError::ParameterName),
            (Place::cookie(""), PlaceError::CookieName),
            (Place::cookie("a=b"), PlaceError::CookieName),
            (Place::cookie("a;b"), PlaceError::CookieName),
        ] {
            assert_eq!(place, Err(error));
        }
    }
}
