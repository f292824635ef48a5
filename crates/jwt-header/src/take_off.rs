//! The server's side: the one token of a request.

use crate::{
    Place, cookie,
    place::{BEARER, Stand},
    query, token,
};
use http::{HeaderMap, HeaderValue, Uri, header};
use std::fmt;

impl Place {
    /// The token that stands in this place of a request.
    ///
    /// There must be one and no more: one header of that name with the prefix (whatever its case),
    /// one space and one token; one parameter; one cookie. What proxies, frameworks and filters
    /// could read in different ways is refused. Where the place is one of RFC 6750's,
    /// `Authorization: Bearer` and the parameter `access_token`, a token in both is refused too
    /// ([§2](https://www.rfc-editor.org/rfc/rfc6750#section-2)).
    ///
    /// The token has a token's characters and is else unchecked.
    ///
    /// # Errors
    /// [`TakeError`], which a [`Challenge`](crate::Challenge) makes an answer of.
    pub fn take_off<'r>(&self, headers: &'r HeaderMap, uri: &'r Uri) -> Result<&'r str, TakeError> {
        let query = uri.query().unwrap_or_default();
        let token = match &self.stand {
            Stand::Header { name, prefix } => {
                let value = self.one(headers.get_all(name).iter())?;
                self.behind_prefix(value, prefix)?
            }
            Stand::Query { name } => self.one(query::values(query, name))?,
            Stand::Cookie { name } => {
                let value = self.one(cookie::values(headers, name))?;
                str::from_utf8(value).map_err(|_| self.malformed(FOREIGN))?
            }
        };
        self.check(token)?;
        if self.is_bearer() && query::values(query, ACCESS_TOKEN).next().is_some()
            || self.is_access_token()
                && headers.get_all(header::AUTHORIZATION).iter().any(is_bearer)
        {
            return Err(TakeError::Both);
        }
        Ok(token)
    }

    /// What stands behind the prefix and one space.
    fn behind_prefix<'r>(
        &self,
        value: &'r HeaderValue,
        prefix: &str,
    ) -> Result<&'r str, TakeError> {
        let text = value.to_str().map_err(|_| self.malformed(FOREIGN))?;
        if prefix.is_empty() {
            return Ok(text);
        }
        let (Some(start), Some(rest)) = (text.get(..prefix.len()), text.get(prefix.len()..)) else {
            return Err(self.other_prefix(prefix));
        };
        match (start.eq_ignore_ascii_case(prefix), rest.strip_prefix(' ')) {
            (true, Some(token)) if token.starts_with([' ', '\t']) => {
                Err(self.malformed("more than one space before the token"))
            }
            (true, Some(token)) => Ok(token),
            (true, None) if rest.is_empty() => Ok(""),
            (true, None) if rest.starts_with(['\t', ',']) => {
                Err(self.malformed("something other than a space behind its prefix"))
            }
            _ => Err(self.other_prefix(prefix)),
        }
    }

    fn check(&self, token: &str) -> Result<(), TakeError> {
        if token.is_empty() {
            return Err(self.malformed("no token"));
        }
        let foreign = token::first_foreign(token.as_bytes()).and_then(|at| token.get(at..));
        match foreign.map(|rest| (rest.trim_start(), rest.starts_with([' ', '\t']))) {
            None => Ok(()),
            Some((rest, _)) if rest.starts_with(',') => {
                Err(self.malformed("a comma: only one token is allowed"))
            }
            Some((_, true)) => Err(self.malformed("something behind the token")),
            Some(_) => Err(self.malformed(FOREIGN)),
        }
    }

    /// The only one, whatever is in it.
    fn one<T>(&self, mut all: impl Iterator<Item = T>) -> Result<T, TakeError> {
        let first = all.next().ok_or_else(|| TakeError::Missing { place: self.to_string() })?;
        match all.count() {
            0 => Ok(first),
            more => Err(TakeError::Repeated { place: self.stand.to_string(), count: more + 1 }),
        }
    }

    fn malformed(&self, what: &'static str) -> TakeError {
        TakeError::Malformed { place: self.stand.to_string(), what }
    }

    fn other_prefix(&self, prefix: &str) -> TakeError {
        TakeError::Prefix { place: self.stand.to_string(), prefix: prefix.to_owned() }
    }

    fn is_bearer(&self) -> bool {
        matches!(&self.stand, Stand::Header { name, prefix }
            if name == header::AUTHORIZATION && prefix.eq_ignore_ascii_case(BEARER))
    }

    fn is_access_token(&self) -> bool {
        matches!(&self.stand, Stand::Query { name } if name == ACCESS_TOKEN)
    }
}

/// A request does not have exactly one token where it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TakeError {
    /// Nothing stands there.
    Missing {
        /// The place, as in `header Authorization with prefix Bearer`.
        place: String,
    },
    /// The header has another prefix, as `Authorization: Basic` has.
    Prefix {
        /// The place, as in `header Authorization`.
        place: String,
        /// The prefix that it should have.
        prefix: String,
    },
    /// The header, parameter or cookie stands there more than once.
    Repeated {
        /// The place, as in `header Authorization`.
        place: String,
        /// How often.
        count: usize,
    },
    /// What stands there is something other than one token.
    Malformed {
        /// The place, as in `header Authorization`.
        place: String,
        /// What it has.
        what: &'static str,
    },
    /// There is a token in the header `Authorization`, and in the query too.
    Both,
}

impl TakeError {
    /// A stable code: `NO_TOKEN`, or `INVALID_REQUEST`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } | Self::Prefix { .. } => "NO_TOKEN",
            Self::Repeated { .. } | Self::Malformed { .. } | Self::Both => "INVALID_REQUEST",
        }
    }
}

impl fmt::Display for TakeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { place } => {
                write!(f, "the request has no token, expected in the {place}")
            }
            Self::Prefix { place, prefix } => {
                write!(f, "the {place} has another prefix than {prefix}")
            }
            Self::Repeated { place, count } => {
                write!(f, "the {place} stands {count} times, only one is allowed")
            }
            Self::Malformed { place, what } => write!(f, "the {place} has {what}"),
            Self::Both => write!(
                f,
                "the request has a token in the header Authorization and one in the query \
                 parameter {ACCESS_TOKEN}, only one is allowed"
            ),
        }
    }
}

impl std::error::Error for TakeError {}

fn is_bearer(value: &HeaderValue) -> bool {
    value
        .as_bytes()
        .get(..BEARER.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(BEARER.as_bytes()))
}

const FOREIGN: &str = "a character that no token has";

/// The parameter of [RFC 6750 §2.3](https://www.rfc-editor.org/rfc/rfc6750#section-2.3).
const ACCESS_TOKEN: &str = "access_token";

#[cfg(test)]
mod tests {
    use super::*;
    use http::Request;

    fn take(place: &Place, uri: &str, headers: &[(&str, &[u8])]) -> Result<String, TakeError> {
        let mut request = Request::get(uri);
        for &(name, value) in headers {
            request = request.header(name, value);
        }
        let request = request.body(()).expect("request");
        place.take_off(request.headers(), request.uri()).map(str::to_owned)
    }

    fn said(result: Result<String, TakeError>) -> String {
        result.map_or_else(|error| error.to_string(), |token| format!("took {token}"))
    }

    #[test]
    fn one_bearer_token_is_taken_whatever_the_case_of_the_scheme() {
        for value in ["Bearer a.b.c", "bearer a.b.c", "BEARER a.b.c"] {
            let taken = take(&Place::bearer(), "/?a=1", &[("authorization", value.as_bytes())]);
            assert_eq!(taken.as_deref(), Ok("a.b.c"), "{value}");
        }
    }

    #[test]
    fn all_but_one_bearer_token_is_refused() {
        for (value, message) in [
            ("Basic YTpi", "another prefix than Bearer"),
            ("Bearers a.b.c", "another prefix than Bearer"),
            ("a.b.c", "another prefix than Bearer"),
            ("Bear", "another prefix than Bearer"),
            ("", "another prefix than Bearer"),
            (" Bearer a.b.c", "another prefix than Bearer"),
            ("\"Bearer a.b.c\"", "another prefix than Bearer"),
            ("Bearer", "no token"),
            ("Bearer ", "no token"),
            ("Bearer  a.b.c", "more than one space before the token"),
            ("Bearer \ta.b.c", "more than one space before the token"),
            ("Bearer\ta.b.c", "something other than a space behind its prefix"),
            ("Bearer, Bearer a.b.c", "something other than a space behind its prefix"),
            ("Bearer a.b.c,d.e.f", "a comma: only one token is allowed"),
            ("Bearer a.b.c , Basic x", "a comma: only one token is allowed"),
            ("Bearer ,a.b.c", "a comma: only one token is allowed"),
            ("Bearer a.b.c ", "something behind the token"),
            ("Bearer a.b.c d", "something behind the token"),
            ("Bearer Bearer a.b.c", "something behind the token"),
            ("Bearer a.b.c=", "a character that no token has"),
            ("Bearer \"a.b.c\"", "a character that no token has"),
            ("Bearer token=a.b.c", "a character that no token has"),
        ] {
            let taken = take(&Place::bearer(), "/", &[("authorization", value.as_bytes())]);
            assert_eq!(said(taken), format!("the header Authorization has {message}"), "{value:?}");
        }
        let opaque = take(&Place::bearer(), "/", &[("authorization", b"Bearer a.b.\xff")]);
        assert_eq!(said(opaque), "the header Authorization has a character that no token has");
    }

    #[test]
    fn rejects_two_authorization_headers() {
        for second in [&b"Bearer a.b.c"[..], b"Basic YTpi", b""] {
            let headers = [("authorization", &b"Bearer a.b.c"[..]), ("Authorization", second)];
            assert_eq!(
                said(take(&Place::bearer(), "/", &headers)),
                "the header Authorization stands 2 times, only one is allowed"
            );
        }
    }

    #[test]
    fn rejects_a_second_token_in_the_query() {
        let bearer = [("authorization", &b"bearer a.b.c"[..])];
        let access_token = Place::query("access_token").expect("place");
        for uri in ["/?access_token=a.b.c", "/?x=1&access%5Ftoken", "/?access_token="] {
            assert_eq!(take(&Place::bearer(), uri, &bearer), Err(TakeError::Both), "{uri}");
        }
        let uri = "/?access_token=a.b.c";
        assert_eq!(take(&access_token, uri, &bearer), Err(TakeError::Both));
        let basic = [("authorization", &b"Basic YTpi"[..])];
        assert_eq!(take(&access_token, uri, &basic).as_deref(), Ok("a.b.c"));
        // Elsewhere neither has such a meaning.
        let other = Place::header("x-token", "Bearer").expect("place");
        assert_eq!(take(&other, uri, &[("x-token", b"Bearer a.b.c")]).as_deref(), Ok("a.b.c"));
        let other = Place::query("token").expect("place");
        assert_eq!(take(&other, "/?token=a.b.c", &bearer).as_deref(), Ok("a.b.c"));
    }

    #[test]
    fn headers_of_other_names_and_prefixes_are_as_strict() {
        let bare = Place::header("x-token", "").expect("place");
        let two_words = Place::header("x-token", "My Scheme").expect("place");
        for (place, value, message) in [
            (&bare, "a.b.c", "took a.b.c"),
            (&bare, "Bearer a.b.c", "the header X-Token has something behind the token"),
            (&bare, "a.b.c,a.b.c", "the header X-Token has a comma: only one token is allowed"),
            (&bare, "", "the header X-Token has no token"),
            (&two_words, "my scheme a.b.c", "took a.b.c"),
            (&two_words, "My a.b.c", "the header X-Token has another prefix than My Scheme"),
        ] {
            assert_eq!(said(take(place, "/", &[("X-TOKEN", value.as_bytes())])), message);
        }
    }

    #[test]
    fn one_parameter_is_taken_and_two_are_refused() {
        let place = Place::query("token").expect("place");
        for (uri, message) in [
            ("/?token=a.b.c", "took a.b.c"),
            ("/?x=1&t%6Fken=a.b.c&y", "took a.b.c"),
            ("/", "the request has no token, expected in the query parameter token"),
            ("/?Token=a.b.c", "the request has no token, expected in the query parameter token"),
            ("/?token", "the query parameter token has no token"),
            ("/?token=", "the query parameter token has no token"),
            (
                "/?token=a.b.c&token=a.b.c",
                "the query parameter token stands 2 times, only one is allowed",
            ),
            (
                "/?token=a&%74oken=b",
                "the query parameter token stands 2 times, only one is allowed",
            ),
            ("/?token=%61.b.c", "the query parameter token has a character that no token has"),
            (
                "/?token=a.b.c;token=d",
                "the query parameter token has a character that no token has",
            ),
            ("/?token=a.b.c+d", "the query parameter token has a character that no token has"),
        ] {
            assert_eq!(said(take(&place, uri, &[])), message, "{uri}");
        }
    }

    #[test]
    fn one_cookie_is_taken_and_two_are_refused() {
        let place = Place::cookie("t").expect("place");
        for (values, message) in [
            (&[&b"a=1; t=a.b.c"[..]][..], "took a.b.c"),
            (&[b"a=\xff", b"t=a.b.c"], "took a.b.c"),
            (&[b"T=a.b.c"], "the request has no token, expected in the cookie t"),
            (&[b"t=a.b.c; t=a.b.c"], "the cookie t stands 2 times, only one is allowed"),
            (&[b"t=a.b.c", b"a=1", b"t=d"], "the cookie t stands 2 times, only one is allowed"),
            (&[b"t="], "the cookie t has no token"),
            (&[b"t=\"a.b.c\""], "the cookie t has a character that no token has"),
            (&[b"t=a.\xff"], "the cookie t has a character that no token has"),
        ] {
            let headers: Vec<_> = values.iter().map(|value| ("cookie", *value)).collect();
            assert_eq!(said(take(&place, "/", &headers)), message);
        }
    }
}
