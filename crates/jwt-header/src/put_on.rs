//! The client's side: a token onto a request.

use crate::{Origin, OriginError, Place, cookie, place::Stand, query, token};
use http::{
    HeaderMap, HeaderName, HeaderValue, Request, Uri,
    header::{self, MaxSizeReached},
    request::Parts,
    uri::PathAndQuery,
};
use std::fmt;

impl Place {
    /// Puts a token on a request, in place of what stands there.
    ///
    /// Headers of that name, parameters of that name in whichever spelling, and cookies of that
    /// name are replaced, so that there is one; all else stays as it is, byte for byte. Headers
    /// with a token are marked sensitive, which keeps them from logs and compression tables.
    ///
    /// # Errors
    /// [`PutError`], and the request is as before: if the text has characters that no token has, if
    /// the request goes to an origin that is not [allowed](Self::only_to), or if there is no room.
    pub fn put_on<B>(&self, request: &mut Request<B>, token: &str) -> Result<(), PutError> {
        match self.change(request.headers(), request.uri(), token)? {
            Change::Header(name, value) => set(request.headers_mut(), name, [value])?,
            Change::Cookies(values) => set(request.headers_mut(), header::COOKIE, values)?,
            Change::Uri(uri) => *request.uri_mut() = uri,
        }
        Ok(())
    }

    /// Puts a token on the parts of a request.
    ///
    /// # Errors
    /// As [`put_on`](Self::put_on).
    pub fn put_on_parts(&self, parts: &mut Parts, token: &str) -> Result<(), PutError> {
        match self.change(&parts.headers, &parts.uri, token)? {
            Change::Header(name, value) => set(&mut parts.headers, name, [value])?,
            Change::Cookies(values) => set(&mut parts.headers, header::COOKIE, values)?,
            Change::Uri(uri) => parts.uri = uri,
        }
        Ok(())
    }

    /// What is to be done, with everything checked before anything is done.
    fn change(&self, headers: &HeaderMap, uri: &Uri, token: &str) -> Result<Change, PutError> {
        if token.is_empty() {
            return Err(PutError::Empty);
        }
        if let Some(position) = token::first_foreign(token.as_bytes()) {
            return Err(PutError::Character { position });
        }
        if let Some(allowed) = &self.origins {
            let origin = Origin::of(uri).map_err(PutError::NoOrigin)?;
            if !allowed.contains(&origin) {
                return Err(PutError::Origin { origin, allowed: allowed.clone() });
            }
        }
        match &self.stand {
            Stand::Header { name, prefix } => {
                let space = if prefix.is_empty() { "" } else { " " };
                let mut value = HeaderValue::try_from(format!("{prefix}{space}{token}"))
                    .map_err(|_| PutError::TooLarge)?;
                value.set_sensitive(true);
                Ok(Change::Header(name.clone(), value))
            }
            Stand::Query { name } => with_parameter(uri, name, token).map(Change::Uri),
            Stand::Cookie { name } => {
                cookie::replace(headers, name, token).map(Change::Cookies).ok_or(PutError::TooLarge)
            }
        }
    }
}

/// What putting on comes down to.
enum Change {
    Header(HeaderName, HeaderValue),
    Cookies(Vec<HeaderValue>),
    Uri(Uri),
}

/// A token was not put on a request. The request is as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PutError {
    /// There is no text.
    Empty,
    /// The text is no token: a character is none of `A` to `Z`, `a` to `z`, `0` to `9`, `-_.`.
    Character {
        /// Its position, from 0.
        position: usize,
    },
    /// The request goes to an origin that is not among those allowed.
    Origin {
        /// Where it goes.
        origin: Origin,
        /// Where it may go.
        allowed: Vec<Origin>,
    },
    /// Only some origins are allowed, and the request's URI does not say where it goes.
    NoOrigin(OriginError),
    /// The request's URI cannot have a query.
    NoQuery,
    /// The request has as many headers as it can have, or its URI would be too long.
    TooLarge,
}

impl PutError {
    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty | Self::Character { .. } => "MALFORMED",
            Self::Origin { .. } | Self::NoOrigin(_) => "ORIGIN",
            Self::NoQuery | Self::TooLarge => "PLACE",
        }
    }
}

impl fmt::Display for PutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("there is no token"),
            Self::Character { position } => write!(
                f,
                "not a JWT: the character at {position} is none of A-Z, a-z, 0-9, - _ and dot"
            ),
            Self::Origin { origin, allowed } => {
                write!(f, "the request goes to {origin}, but the token goes ")?;
                if allowed.is_empty() {
                    return f.write_str("nowhere");
                }
                for (i, allowed) in allowed.iter().enumerate() {
                    write!(f, "{}{allowed}", if i == 0 { "to " } else { ", " })?;
                }
                f.write_str(" only")
            }
            Self::NoOrigin(_) => {
                f.write_str("the token goes to some origins only, and the URI does not name one")
            }
            Self::NoQuery => f.write_str("the URI has no path, so it can have no query"),
            Self::TooLarge => f.write_str("the request has no room for the token"),
        }
    }
}

impl std::error::Error for PutError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::NoOrigin(error) => Some(error),
            _ => None,
        }
    }
}

impl From<MaxSizeReached> for PutError {
    fn from(_: MaxSizeReached) -> Self {
        Self::TooLarge
    }
}

/// The URI with this parameter exactly once.
fn with_parameter(uri: &Uri, name: &str, token: &str) -> Result<Uri, PutError> {
    let path = uri.path();
    if !path.starts_with('/') {
        return Err(PutError::NoQuery);
    }
    let query = query::replace(uri.query().unwrap_or_default(), name, token);
    let path_and_query =
        PathAndQuery::try_from(format!("{path}?{query}")).map_err(|_| PutError::TooLarge)?;
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(path_and_query);
    Uri::from_parts(parts).map_err(|_| PutError::TooLarge)
}

/// These values, and no others, under this name.
fn set(
    headers: &mut HeaderMap,
    name: HeaderName,
    values: impl IntoIterator<Item = HeaderValue>,
) -> Result<(), PutError> {
    let mut values = values.into_iter();
    if let Some(first) = values.next() {
        headers.try_insert(&name, first)?;
    }
    for value in values {
        headers.try_append(&name, value)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "eyJ.eyJ.c2ln-_";

    fn request(uri: &str) -> Request<()> {
        Request::get(uri).body(()).expect(uri)
    }

    #[test]
    fn a_header_of_any_case_and_count_is_replaced() {
        let mut request = request("https://api.example/");
        for (name, value) in
            [("AUTHORIZATION", "Basic x"), ("authorization", "Bearer y"), ("a", "b")]
        {
            let name = HeaderName::from_bytes(name.as_bytes()).expect("name");
            request.headers_mut().append(name, HeaderValue::from_static(value));
        }
        Place::bearer().put_on(&mut request, TOKEN).expect("put on");
        let all: Vec<_> = request.headers().get_all("authorization").iter().collect();
        assert_eq!(all, ["Bearer eyJ.eyJ.c2ln-_"]);
        assert!(all[0].is_sensitive());
        assert_eq!(request.headers()["a"], "b");
    }

    #[test]
    fn without_a_prefix_there_is_no_space() {
        let mut request = request("/");
        Place::header("X-Token", "").expect("place").put_on(&mut request, TOKEN).expect("put on");
        assert_eq!(request.headers()["x-token"], TOKEN);
    }

    #[test]
    fn a_parameter_is_put_on_and_the_uri_else_stays() {
        let place = Place::query("token").expect("place");
        for (before, after) in [
            ("https://api.example", "https://api.example/?token=T"),
            ("https://ann@API.example:443/%7e//a?", "https://ann@API.example:443/%7e//a?token=T"),
            ("/a?b=%2f&t%6fken=old&c=+&token=old", "/a?b=%2f&token=T&c=+"),
        ] {
            let mut request = request(before);
            place.put_on(&mut request, "T").expect(before);
            assert_eq!(request.uri().to_string(), after);
            assert!(request.headers().is_empty());
        }
    }

    #[test]
    fn parts_are_served_like_requests() {
        for place in [
            Place::bearer(),
            Place::query("token").expect("place"),
            Place::cookie("token").expect("place"),
        ] {
            let mut whole = Request::get("https://api.example/?token=old")
                .header("cookie", "a=1; token=old")
                .header("cookie", "b=2; token=old")
                .body(())
                .expect("request");
            let (mut parts, ()) = whole.clone().into_parts();
            place.put_on(&mut whole, TOKEN).expect("put on");
            place.put_on_parts(&mut parts, TOKEN).expect("put on");
            assert_eq!((whole.headers(), whole.uri()), (&parts.headers, &parts.uri));
            assert_eq!(place.take_off(&parts.headers, &parts.uri), Ok(TOKEN), "{place}");
        }
    }

    #[test]
    fn cookies_in_several_headers_stay() {
        let mut request = request("/");
        for cookies in ["a=1; token=old", "token=old", "b=2; token=old"] {
            request.headers_mut().append(header::COOKIE, HeaderValue::from_static(cookies));
        }
        Place::cookie("token").expect("place").put_on(&mut request, "T").expect("put on");
        let all: Vec<_> = request.headers().get_all(header::COOKIE).iter().collect();
        assert_eq!(all, ["a=1; token=T", "b=2"]);
    }

    #[test]
    fn what_is_no_token_is_refused() {
        for (text, error) in [
            ("", PutError::Empty),
            ("a.b.c\r\nX-Evil: 1", PutError::Character { position: 5 }),
            ("Bearer a.b.c", PutError::Character { position: 6 }),
            ("a.b.c&admin=1", PutError::Character { position: 5 }),
            ("a.b.c;x=1", PutError::Character { position: 5 }),
            ("a.b.c=", PutError::Character { position: 5 }),
            ("é", PutError::Character { position: 0 }),
        ] {
            let mut request = request("https://api.example/");
            assert_eq!(Place::bearer().put_on(&mut request, text), Err(error));
            assert!(request.headers().is_empty());
        }
    }

    #[test]
    fn other_origins_get_nothing() {
        let origins = ["https://api.example", "http://127.0.0.1:8080"];
        let origins = origins.map(|origin| origin.parse::<Origin>().expect(origin));
        for place in [
            Place::bearer(),
            Place::query("token").expect("place"),
            Place::cookie("token").expect("place"),
        ] {
            let place = place.only_to(origins.clone());
            for uri in ["https://API.example:443/a", "http://127.0.0.1:8080"] {
                place.put_on(&mut request(uri), TOKEN).expect(uri);
            }
            for uri in [
                "http://api.example/",
                "https://api.example:8443/",
                "https://api.example.evil.example/",
                "https://api.example@evil.example/",
                "http://127.0.0.1/",
                "ftp://api.example/",
                "/only/a/path",
            ] {
                let mut request = request(uri);
                place.put_on(&mut request, TOKEN).expect_err(uri);
                assert!(request.headers().is_empty() && request.uri() == uri, "{uri}");
            }
        }
    }

    #[test]
    fn errors_say_where_the_token_may_go() {
        let place = Place::bearer().only_to(["https://a.example".parse().expect("origin")]);
        let error = place.put_on(&mut request("http://b.example:81/"), TOKEN).expect_err("refused");
        assert_eq!(
            error.to_string(),
            "the request goes to http://b.example:81, but the token goes to https://a.example only"
        );
        let nowhere = Place::bearer().only_to([]);
        let error = nowhere.put_on(&mut request("https://a.example/"), TOKEN).expect_err("refused");
        assert!(error.to_string().ends_with("but the token goes nowhere"), "{error}");
    }

    #[test]
    fn a_full_request_is_an_error_and_no_panic() {
        let place = Place::query("token").expect("place");
        let mut asterisk = request("*");
        assert_eq!(place.put_on(&mut asterisk, TOKEN), Err(PutError::NoQuery));
        let mut long = request("/");
        assert_eq!(place.put_on(&mut long, &"a".repeat(70_000)), Err(PutError::TooLarge));

        let mut full = request("/");
        let mut n = 0;
        while full.headers_mut().try_insert(name(n), HeaderValue::from_static("")).is_ok() {
            n += 1;
        }
        assert_eq!(Place::bearer().put_on(&mut full, TOKEN), Err(PutError::TooLarge));
    }

    fn name(n: u32) -> HeaderName {
        HeaderName::try_from(format!("x-{n}")).expect("name")
    }
}
