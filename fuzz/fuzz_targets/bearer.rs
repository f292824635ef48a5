//! Any request: a token is taken off or refused, and one that is put on is the one taken off.
//!
//! The input is a request: the URI in the first line, a header in each further one.
#![no_main]

use http::{HeaderName, HeaderValue, Request};
use jwt_header::{Challenge, Place, TakeError};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static PLACES: LazyLock<[Place; 5]> = LazyLock::new(|| {
    [
        Place::bearer(),
        Place::header("x-token", "").expect("a header's name"),
        Place::query("access_token").expect("a parameter's name"),
        Place::query("täg=&").expect("a parameter's name"),
        Place::cookie("token").expect("a cookie's name"),
    ]
});

fuzz_target!(|input: &[u8]| {
    let Some(request) = request(input) else { return };
    for place in PLACES.iter() {
        match place.take_off(request.headers(), request.uri()) {
            Ok(token) => assert!(!token.is_empty() && token.chars().all(is_token)),
            Err(error) => assert!(!error.to_string().is_empty() && answers(&error)),
        }
        let mut with_token = request.clone();
        if place.put_on(&mut with_token, "a.b.c").is_err() {
            assert_eq!(with_token.uri(), request.uri());
            assert_eq!(with_token.headers(), request.headers());
            continue;
        }
        match place.take_off(with_token.headers(), with_token.uri()) {
            Ok(token) => assert_eq!(token, "a.b.c"),
            // The other of the two places that RFC 6750 knows had one already.
            Err(error) => assert!(matches!(error, TakeError::Both), "{place}: {error}"),
        }
        let mut again = with_token.clone();
        place.put_on(&mut again, "a.b.c").expect("it could be put on before");
        assert_eq!(again.uri(), with_token.uri());
        assert_eq!(again.headers(), with_token.headers());
    }
});

fn request(input: &[u8]) -> Option<Request<()>> {
    let mut lines = input.split(|&byte| byte == b'\n');
    let mut request = Request::get(lines.next()?).body(()).ok()?;
    for line in lines {
        let colon = line.iter().position(|&byte| byte == b':')?;
        let name = HeaderName::from_bytes(&line[..colon]).ok()?;
        let value = HeaderValue::from_bytes(line[colon + 1..].trim_ascii()).ok()?;
        request.headers_mut().append(name, value);
    }
    Some(request)
}

fn is_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-_.".contains(c)
}

fn answers(error: &TakeError) -> bool {
    Challenge::from(error).response::<()>().headers().contains_key("www-authenticate")
}
