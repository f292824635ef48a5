//! What stands for secrets where they are shown.

use http::{
    HeaderName, HeaderValue, Uri,
    header::{AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION, SET_COOKIE},
};
use jwt_auth::workspace::Prepared;
use serde_json::Value;
use std::borrow::Cow;

/// The tokens that are not to be shown, and names by which other secrets are known.
#[derive(Clone, Default)]
pub(crate) struct Mask {
    tokens: Vec<String>,
}

impl Mask {
    /// A mask for these tokens.
    pub(crate) fn new<'t>(tokens: impl IntoIterator<Item = &'t str>) -> Self {
        let tokens = tokens.into_iter().filter(|token| !token.is_empty()).map(str::to_owned);
        Self { tokens: tokens.collect() }
    }

    /// A mask for the token of a request.
    pub(crate) fn of(prepared: &Prepared) -> Self {
        Self::new(prepared.token.as_ref().map(|placed| placed.token.as_str()))
    }

    /// The text with so much of each token as tells them apart.
    pub(crate) fn text(&self, text: &str) -> String {
        self.tokens.iter().fold(text.to_owned(), |text, token| text.replace(token, &shown(token)))
    }

    /// The same for bytes that may be no text.
    pub(crate) fn bytes<'b>(&self, bytes: &'b [u8]) -> Cow<'b, [u8]> {
        self.tokens.iter().fold(Cow::Borrowed(bytes), |bytes, token| {
            match find(&bytes, token.as_bytes()) {
                Some(_) => Cow::Owned(replaced(&bytes, token.as_bytes(), shown(token).as_bytes())),
                None => bytes,
            }
        })
    }

    /// How much of a text's end could be the beginning of a token.
    pub(crate) fn longest(&self) -> usize {
        self.tokens.iter().map(String::len).max().unwrap_or_default()
    }

    /// The value of a header.
    pub(crate) fn header(&self, name: &HeaderName, value: &HeaderValue) -> String {
        let text = String::from_utf8_lossy(value.as_bytes());
        let masked = self.text(&text);
        if *name == COOKIE {
            let pairs = text.split("; ").map(|pair| self.pair(pair));
            return pairs.collect::<Vec<_>>().join("; ");
        }
        if *name == SET_COOKIE {
            let (pair, attributes) = text.split_at(text.find(';').unwrap_or(text.len()));
            return self.pair(pair) + attributes;
        }
        if masked != text || !(value.is_sensitive() || is_secret(name.as_str())) {
            return masked;
        }
        match text.split_once(' ') {
            Some((scheme, rest)) if *name == AUTHORIZATION || *name == PROXY_AUTHORIZATION => {
                format!("{scheme} {}", hidden(rest))
            }
            _ => hidden(&text),
        }
    }

    /// The URI.
    pub(crate) fn uri(&self, uri: &Uri) -> String {
        let mut shown = String::new();
        if let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) {
            let host = authority.as_str().rsplit('@').next().unwrap_or_default();
            let user = if host.len() < authority.as_str().len() { "…@" } else { "" };
            shown = format!("{scheme}://{user}{host}");
        }
        shown += &self.text(uri.path());
        if let Some(query) = uri.query() {
            shown = format!("{shown}?{}", self.parameters(query));
        }
        shown
    }

    /// The parameters of a query or of a form's body.
    pub(crate) fn parameters(&self, query: &str) -> String {
        let parameters = query.split('&').map(|parameter| match parameter.split_once('=') {
            Some((name, _)) if is_secret(name) => self.pair(parameter),
            _ => self.text(parameter),
        });
        parameters.collect::<Vec<_>>().join("&")
    }

    /// The text of a body that may be JSON. It stays as it was typed unless there is a secret in it.
    pub(crate) fn json(&self, text: &str) -> String {
        if let Ok(mut value) = serde_json::from_str::<Value>(text)
            && hide_members(&mut value, false)
        {
            return self.text(&value.to_string());
        }
        self.text(text)
    }

    /// A name and a value that is a secret, whatever the name is.
    fn pair(&self, pair: &str) -> String {
        match pair.split_once('=') {
            Some((name, value)) if self.tokens.iter().any(|token| token == value) => {
                format!("{name}={}", shown(value))
            }
            Some((name, value)) => format!("{name}={}", hidden(value)),
            None => hidden(pair),
        }
    }
}

impl std::fmt::Debug for Mask {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mask").field("tokens", &self.tokens.len()).finish()
    }
}

/// So much of a token as tells it from others.
fn shown(token: &str) -> String {
    let start: String = token.chars().take(SHOWN_LEN).collect();
    format!("{start}{}", hidden(token))
}

fn hidden(secret: &str) -> String {
    match secret.chars().count() {
        0 => String::new(),
        1 => "…(1 character)".to_owned(),
        count => format!("…({count} characters)"),
    }
}

/// Hides what stands under the name of a secret, and says whether there was anything.
fn hide_members(value: &mut Value, is_hidden: bool) -> bool {
    let mut any = false;
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                any |= hide_members(value, is_hidden || is_secret(name));
            }
        }
        Value::Array(values) => {
            for value in values {
                any |= hide_members(value, is_hidden);
            }
        }
        Value::String(text) if is_hidden => {
            *text = hidden(text);
            any = true;
        }
        Value::Number(number) if is_hidden => {
            *value = hidden(&number.to_string()).into();
            any = true;
        }
        _ => {}
    }
    any
}

/// Whether a header or a parameter of this name is a secret, as far as names tell.
fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase().replace(['-', '_'], "");
    // What kind of secret it is, such as client_assertion_type, is none.
    let is_kind = name.ends_with("type") || name.ends_with("method");
    let has_part = || SECRET_PARTS.iter().any(|part| name.contains(part));
    !is_kind && has_part() || SECRET_NAMES.contains(&name.as_str())
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

fn replaced(mut bytes: &[u8], part: &[u8], by: &[u8]) -> Vec<u8> {
    let mut replaced = Vec::with_capacity(bytes.len());
    while let Some(at) = find(bytes, part) {
        replaced.extend_from_slice(bytes.get(..at).unwrap_or_default());
        replaced.extend_from_slice(by);
        bytes = bytes.get(at + part.len()..).unwrap_or_default();
    }
    replaced.extend_from_slice(bytes);
    replaced
}

const SHOWN_LEN: usize = 16;
const SECRET_NAMES: [&str; 4] = ["auth", "key", "pwd", "sig"];
const SECRET_PARTS: [&str; 11] = [
    "apikey",
    "assertion",
    "authkey",
    "authorization",
    "credential",
    "passphrase",
    "passwd",
    "password",
    "secret",
    "signature",
    "token",
];

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1MSJ9.c2lnbmF0dXJl";
    const SHOWN: &str = "eyJhbGciOiJIUzI1…(50 characters)";

    fn header(name: &'static str, value: &str) -> String {
        let value = HeaderValue::try_from(value).expect("a value");
        Mask::new([TOKEN]).header(&HeaderName::from_static(name), &value)
    }

    #[test]
    fn the_token_is_masked_wherever_it_stands() {
        assert_eq!(header("authorization", &format!("Bearer {TOKEN}")), format!("Bearer {SHOWN}"));
        assert_eq!(header("x-anything", TOKEN), SHOWN);
        let cookie = format!("a=b; token={TOKEN}");
        assert_eq!(header("cookie", &cookie), format!("a=…(1 character); token={SHOWN}"));
        let mask = Mask::new([TOKEN, ""]);
        let uri = format!("http://h/{TOKEN}/x?a=1&token={TOKEN}&b").parse().expect("a URI");
        assert_eq!(mask.uri(&uri), format!("http://h/{SHOWN}/x?a=1&token={SHOWN}&b"));
        let body = [b"\xff", TOKEN.as_bytes(), b"\n", TOKEN.as_bytes()].concat();
        let masked = [b"\xff", SHOWN.as_bytes(), b"\n", SHOWN.as_bytes()].concat();
        assert_eq!(*mask.bytes(&body), masked);
    }

    #[test]
    fn members_of_json_are_known_by_their_names() {
        for (body, shown) in [
            (
                r#"{"a": 1.50, "client_secret": "x", "b": [{"password": "yz", "PIN-password": 42}]}"#,
                r#"{"a":1.50,"client_secret":"…(1 character)","b":[{"password":"…(2 characters)","PIN-password":"…(2 characters)"}]}"#,
            ),
            (
                r#"{"secret": {"kty": "oct", "n": ["a", null]}}"#,
                r#"{"secret":{"kty":"…(3 characters)","n":["…(1 character)",null]}}"#,
            ),
            (r#"{"a":  1}"#, r#"{"a":  1}"#),
            ("password: x", "password: x"),
        ] {
            assert_eq!(Mask::default().json(body), shown);
        }
        let body = format!(r#"{{"a":  "{TOKEN}"}}"#);
        assert_eq!(Mask::new([TOKEN]).json(&body), format!(r#"{{"a":  "{SHOWN}"}}"#));
    }

    #[test]
    fn other_secrets_are_known_by_their_names() {
        for (name, value, shown) in [
            ("authorization", "Basic dXNlcjpwYXNz", "Basic …(12 characters)"),
            ("authorization", "bare", "…(4 characters)"),
            ("proxy-authorization", "Basic abc", "Basic …(3 characters)"),
            ("x-api-key", "k 1", "…(3 characters)"),
            ("apikey", "k1", "…(2 characters)"),
            ("set-cookie", "id=42; Path=/; HttpOnly", "id=…(2 characters); Path=/; HttpOnly"),
            ("set-cookie", "id", "…(2 characters)"),
            ("x-csrf-token", "t1", "…(2 characters)"),
            ("accept", "*/*", "*/*"),
        ] {
            assert_eq!(header(name, value), shown, "{name}: {value}");
        }
        let uri = "https://user:pass@h:1/p?api_key=abc&page=2".parse().expect("a URI");
        let shown = "https://…@h:1/p?api_key=…(3 characters)&page=2";
        assert_eq!(Mask::default().uri(&uri), shown);
        let form = "client_assertion_type=urn:a&client_assertion=a.b.c";
        let shown = "client_assertion_type=urn:a&client_assertion=…(5 characters)";
        assert_eq!(Mask::default().parameters(form), shown);
    }

    #[test]
    fn a_header_that_is_marked_sensitive_is_masked_whatever_its_name() {
        let mut value = HeaderValue::from_static("hunter2");
        value.set_sensitive(true);
        let name = HeaderName::from_static("x-plain");
        assert_eq!(Mask::default().header(&name, &value), "…(7 characters)");
    }
}
