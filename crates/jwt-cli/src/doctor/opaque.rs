//! Texts that are tokens or keys, and no JWT: only their issuer can read them.

use base64::{
    Engine as _,
    prelude::{BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE_NO_PAD},
};

/// What a text without the form of a JWT is, as in `this looks like …`.
pub(crate) fn looks_like(text: &str) -> Option<&'static str> {
    let by_prefix = PREFIXES.iter().find(|(prefix, _)| text.starts_with(prefix));
    if let Some((_, what)) = by_prefix {
        return Some(what);
    }
    if text.contains('.') {
        return None;
    }
    if is_uuid(text) {
        return Some("a UUID");
    }
    if twice_encoded(text) {
        return Some("a JWT that is base64 once more");
    }
    if text.starts_with("eyJ") {
        return Some("the header of a JWT alone");
    }
    let is_word = |b: u8| b.is_ascii_alphanumeric() || b"-_+/=~:".contains(&b);
    (text.len() >= SHORTEST && text.bytes().all(is_word)).then_some("an opaque token or an API key")
}

/// Whether a text is base64 of a JWT.
fn twice_encoded(text: &str) -> bool {
    let text = text.trim_end_matches('=');
    [BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE_NO_PAD].iter().any(|engine| {
        let decoded = engine.decode(text).unwrap_or_default();
        decoded.starts_with(b"eyJ") && decoded.iter().filter(|byte| **byte == b'.').count() == 2
    })
}

fn is_uuid(text: &str) -> bool {
    let lens = text.split('-').map(str::len);
    lens.eq([8, 4, 4, 4, 12]) && text.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-')
}

/// Shorter texts are words.
const SHORTEST: usize = 16;

/// By whom such a text is made.
const PREFIXES: [(&str, &str); 22] = [
    ("ghp_", "a token of GitHub"),
    ("gho_", "a token of GitHub"),
    ("ghu_", "a token of GitHub"),
    ("ghs_", "a token of GitHub"),
    ("ghr_", "a token of GitHub"),
    ("github_pat_", "a token of GitHub"),
    ("glpat-", "a token of GitLab"),
    ("xoxb-", "a token of Slack"),
    ("xoxp-", "a token of Slack"),
    ("ya29.", "an access token of Google"),
    ("AKIA", "an access key of AWS"),
    ("sk_live_", "a key of Stripe"),
    ("sk_test_", "a key of Stripe"),
    ("SG.", "a key of SendGrid"),
    ("npm_", "a token of npm"),
    ("hf_", "a token of Hugging Face"),
    ("sk-", "an API key"),
    ("v2.local.", "a PASETO"),
    ("v2.public.", "a PASETO"),
    ("v4.local.", "a PASETO"),
    ("v4.public.", "a PASETO"),
    ("Basic ", "a name and a password (the scheme Basic)"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_that_are_no_jwt_are_recognised() {
        for (text, what) in [
            ("ghp_0123456789abcdefghijklmnopqrstuvwxyz", Some("a token of GitHub")),
            ("v4.public.e30", Some("a PASETO")),
            ("123e4567-e89b-12d3-a456-426614174000", Some("a UUID")),
            ("0123456789abcdef0123456789abcdef", Some("an opaque token or an API key")),
            ("ZXlKLmUzMC5BQUFB", Some("a JWT that is base64 once more")),
            ("eyJhbGciOiJIUzI1NiJ9", Some("the header of a JWT alone")),
            ("Basic dXNlcjpwYXNz", Some("a name and a password (the scheme Basic)")),
            ("hello", None),
            ("a.b", None),
            ("a sentence of words is no token", None),
        ] {
            assert_eq!(looks_like(text), what, "{text}");
        }
    }
}
