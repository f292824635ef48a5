//! The cookies of a request ([RFC 6265 §5.4](https://www.rfc-editor.org/rfc/rfc6265#section-5.4)).

use http::{HeaderMap, HeaderValue, header::COOKIE};

/// The values of the `Cookie` headers with this cookie exactly once, and all others in place.
///
/// `None` if a value would not be a header's, which it always is for a token.
pub(crate) fn replace(headers: &HeaderMap, name: &str, value: &str) -> Option<Vec<HeaderValue>> {
    let mut kept = others(headers, name)?;
    // In HTTP/1.1 there is one header for all cookies, so the token joins those that are there.
    let mut text = match kept.first() {
        Some(first) => [first.as_bytes(), b"; "].concat(),
        None => Vec::new(),
    };
    text.extend_from_slice(name.as_bytes());
    text.push(b'=');
    text.extend_from_slice(value.as_bytes());
    let with_token = with_flag(&text, true)?;
    match kept.first_mut() {
        Some(first) => *first = with_token,
        None => kept.push(with_token),
    }
    Some(kept)
}

/// The values of the `Cookie` headers without this cookie.
///
/// `None` if a value would not be a header's.
pub(crate) fn others(headers: &HeaderMap, name: &str) -> Option<Vec<HeaderValue>> {
    let mut kept = Vec::new();
    for header in headers.get_all(COOKIE) {
        let others: Vec<&[u8]> = cookies(header).filter(|cookie| !is_named(cookie, name)).collect();
        if others.iter().all(|cookie| cookie.trim_ascii().is_empty()) {
            continue;
        }
        kept.push(with_flag(others.join(&b';').trim_ascii(), header.is_sensitive())?);
    }
    Some(kept)
}

/// The values of all cookies of this name, in all `Cookie` headers.
pub(crate) fn values<'h>(headers: &'h HeaderMap, name: &str) -> impl Iterator<Item = &'h [u8]> {
    headers.get_all(COOKIE).into_iter().flat_map(cookies).filter(move |c| is_named(c, name)).map(
        |cookie| match cookie.iter().position(|&b| b == b'=') {
            Some(equals) => cookie.get(equals + 1..).unwrap_or_default().trim_ascii(),
            None => b"",
        },
    )
}

fn cookies(header: &HeaderValue) -> impl Iterator<Item = &[u8]> {
    header.as_bytes().split(|&b| b == b';')
}

fn is_named(cookie: &[u8], name: &str) -> bool {
    let found = cookie.split(|&b| b == b'=').next().unwrap_or_default();
    found.trim_ascii() == name.as_bytes()
}

fn with_flag(text: &[u8], sensitive: bool) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_bytes(text).ok()?;
    value.set_sensitive(sensitive);
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(values: &[&'static str]) -> HeaderMap {
        values.iter().map(|value| (COOKIE, HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn a_cookie_is_replaced_and_the_others_stay() {
        for (before, after) in [
            (&[][..], &["t=T"][..]),
            (&[""], &["t=T"]),
            (&["t=old"], &["t=T"]),
            (&["a=1"], &["a=1; t=T"]),
            (&["a=1 ;b=2"], &["a=1 ;b=2; t=T"]),
            (&["a=1; t=old; b=2"], &["a=1; b=2; t=T"]),
            (&["t=1; t=2;a=\"x y\";t=3"], &["a=\"x y\"; t=T"]),
            (&["T=1; tt=2; a=t"], &["T=1; tt=2; a=t; t=T"]),
            (&["t=1", "a=1; t=2", "b=2"], &["a=1; t=T", "b=2"]),
        ] {
            let cookies = replace(&headers(before), "t", "T").expect("visible");
            assert_eq!(cookies, after, "{before:?}");
            assert!(cookies[0].is_sensitive());
        }
    }

    #[test]
    fn sensitive_cookies_stay_sensitive() {
        let mut headers = headers(&["a=1", "b=2", "c=3"]);
        headers.values_mut().skip(1).take(1).for_each(|value| value.set_sensitive(true));
        let cookies = replace(&headers, "t", "T").expect("visible");
        let sensitive: Vec<bool> = cookies.iter().map(HeaderValue::is_sensitive).collect();
        assert_eq!(sensitive, [true, true, false]);
    }

    #[test]
    fn opaque_bytes_in_another_cookie_stay() {
        let value = HeaderValue::from_bytes(b"a=\xff; t=1").expect("opaque");
        let headers: HeaderMap = [(COOKIE, value)].into_iter().collect();
        let cookies = replace(&headers, "t", "T").expect("visible");
        assert_eq!(cookies[0].as_bytes(), b"a=\xff; t=T");
    }

    #[test]
    fn all_cookies_of_the_name_are_found() {
        let headers = headers(&["a=1; t=x", "t = y ;T=z; t"]);
        assert_eq!(values(&headers, "t").collect::<Vec<_>>(), [&b"x"[..], b"y", b""]);
    }
}
