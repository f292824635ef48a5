//! Texts that are no token, or more than one.

use super::{GOOD, doctor, found, sign, signed};
use crate::folder::Folder;
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};

#[test]
fn what_stands_around_a_token_is_told_and_the_token_is_looked_at() {
    let (folder, token) = signed(GOOD);
    let (start, end) = token.split_at(40);
    let encoded = token.replace('.', "%2E");
    for (text, removed, evidence, change) in [
        (
            format!("\"{token}\""),
            "quotes",
            "quotes stand around it",
            "print it without them, as jq -r does",
        ),
        (
            format!("{start}\n {end}"),
            "line breaks",
            "it stands on several lines",
            "write it on one line",
        ),
        (
            encoded,
            "the encoding of URLs",
            "it is encoded as in a URL",
            "decode it once: %2E is a dot",
        ),
        (
            format!("token={token}"),
            "a parameter's name",
            "a name stands before it, as in a query",
            "take only what stands behind the sign",
        ),
        (
            format!("{{\"access_token\":\"{token}\",\"expires_in\":300}}"),
            "JSON",
            "it stands in a JSON object",
            "take it out, as jq -r .access_token does",
        ),
        (
            format!("Bearer Bearer {token}"),
            "Bearer, Bearer",
            "Bearer stands there twice",
            "leave the scheme to one of the two places that add it",
        ),
    ] {
        assert_eq!(
            found(&folder, &text, &["--key", "key.pub"]),
            format!(
                "finding: what was given is not the token alone: {removed} went away first\n\
                 evidence: {evidence}\n\
                 change: if it is sent so, it is refused: send the three parts and their dots \
                 alone\n\
                 change: {change}\n"
            )
        );
    }
    for text in [format!("Bearer {token}"), format!(" Authorization: Bearer {token}\n")] {
        assert_eq!(doctor(&folder, &text, &["--key", "key.pub"]).code, Some(0), "{text}");
    }
}

#[test]
fn the_standard_alphabet_is_mended_and_tried() {
    let folder = Folder::new();
    folder.write("secret", "a secret of more than thirty-two bytes");
    // One whose signature has both of the characters that differ.
    let token = (0..)
        .map(|n| {
            sign(
                &folder,
                &[
                    "--secret-file",
                    "secret",
                    "--claims",
                    &format!("{{\"exp\":4102444800,\"n\":{n}}}"),
                ],
            )
        })
        .find(|token| {
            token.rsplit_once('.').is_some_and(|(_, s)| s.contains('-') && s.contains('_'))
        })
        .expect("one in a few");
    let (message, signature) = token.rsplit_once('.').expect("three parts");
    let standard = format!("{}=", signature.replace('-', "+").replace('_', "/"));
    let count = |c: char| standard.matches(c).count();
    let out = found(&folder, &format!("{message}.{standard}"), &["--secret-file", "secret"]);
    let (first, rest) = out.split_once('\n').expect("lines");
    assert!(
        first.starts_with("finding: not a JWT: the signature part is not base64url: character '"),
        "{out}"
    );
    assert_eq!(
        rest,
        format!(
            "evidence: the signature part has {} \"+\", {} \"/\", 1 \"=\"\n\
             evidence: with that mended it verifies (HS256)\n\
             change: the issuer must write base64url: - for +, _ for /, and no = at the end (RFC \
             7515 §2)\n",
            count('+'),
            count('/')
        )
    );
}

#[test]
fn other_kinds_of_tokens_are_named() {
    let folder = Folder::new();
    let parts =
        |found: usize| format!("not a JWT: expected 3 parts separated by dots, got {found}");
    let header = BASE64_URL_SAFE_NO_PAD.encode(r#"{"alg":"RSA-OAEP","enc":"A256GCM"}"#);
    assert_eq!(
        found(&folder, &format!("{header}.a.b.c.d"), &[]),
        format!(
            "finding: {} (this is an encrypted JWE)\n\
             evidence: its key is encrypted with RSA-OAEP, its content with A256GCM\n\
             evidence: its claims are encrypted too, so nothing can be said about them\n\
             change: only who has the private key can read an encrypted token\n\
             change: ask the issuer for a signed token, or the API for who decrypts\n",
            parts(5)
        )
    );
    for (text, what) in [
        ("ghp_0123456789abcdefghijklmnopqrstuvwxyz", "a token of GitHub"),
        ("123e4567-e89b-12d3-a456-426614174000", "a UUID"),
        ("0123456789abcdef0123456789abcdef", "an opaque token or an API key"),
    ] {
        let out = found(&folder, text, &[]);
        assert_eq!(
            out,
            format!(
                "finding: {} (this looks like {what})\n\
                 evidence: nothing can be read in it: it has no claims, no times and no signature\n\
                 change: ask its issuer: only it knows what the token is for and whether it is \
                 valid\n",
                parts(1)
            )
        );
    }
    let (folder, token) = signed(GOOD);
    let (message, _) = token.rsplit_once('.').expect("three parts");
    assert_eq!(
        found(&folder, message, &["--key", "key.pub"]),
        format!(
            "finding: {}\n\
             evidence: header and payload are there, the signature of 64 bytes is not (ES256)\n\
             change: copy the whole token: behind a second dot, it ends with its signature\n",
            parts(2)
        )
    );
    assert_eq!(
        found(&folder, &format!("{message}."), &[]),
        "finding: the signature is missing\n\
         change: was the token cut off? it ends with its signature\n"
    );
    let out = found(&folder, "", &[]);
    assert!(out.starts_with(&format!("finding: {}\n", parts(0))), "{out}");
}

#[test]
fn a_payload_that_is_no_object_is_told() {
    let folder = Folder::new();
    for (payload, reason) in
        [("nope", "expected '{'"), (r#"{"a":1,"a":2}"#, "a member name stands twice")]
    {
        let payload = BASE64_URL_SAFE_NO_PAD.encode(payload);
        let signature = BASE64_URL_SAFE_NO_PAD.encode([0; 32]);
        let out = found(&folder, &format!("eyJhbGciOiJIUzI1NiJ9.{payload}.{signature}"), &[]);
        assert!(out.starts_with("finding: the payload is not a JSON object: "), "{out}");
        assert!(out.contains(reason), "{out}");
    }
}
