//! Tokens signed with the text of a key, as if that were a shared secret.

use super::{Finding, attempt::hmac, form};
use crate::key_content::KeyText;
use jwt_auth::keys::{Found, Target, Writer};
use zeroize::Zeroizing;

/// The warning, if the text of a key given here makes the signature right under the HMAC that the
/// header names.
pub(crate) fn examine(
    text: &KeyText,
    found: &Found,
    (message, signature): (&str, &[u8]),
    alg: &str,
) -> Option<Finding> {
    let algorithm = form::named(alg).filter(|algorithm| algorithm.name().starts_with("HS"))?;
    let is_one = texts(text, found).into_iter().any(|text| {
        hmac(&text, algorithm).is_some_and(|key| key.verify(message.as_bytes(), signature).is_ok())
    });
    if !is_one {
        return None;
    }
    let label = found.label();
    let finding = |half| {
        Finding::new(
            "ALG_MISMATCH",
            format!("the token is signed with the text of the {half} key in {label} as if it were a shared secret"),
        )
        .evidence(format!("{algorithm} with that text as its secret makes this signature"))
    };
    if found.keys().any(|key| key.jwk().is_private()) {
        return Some(
            finding("private")
                .evidence("who signed it has the private key, or at least its text")
                .change(
                    "have the issuer sign with the key and not with its text: its algorithm is set \
                     to one for a shared secret",
                ),
        );
    }
    Some(
        finding("public")
            .evidence("everybody has a public key, so everybody can have written this token")
            .change("do not accept it: this is how tokens are forged (RFC 8725 §2.1)")
            .change(
                "an API that takes it lets the token choose: set its algorithm to that of the key",
            ),
    )
}

/// A key as text, in the forms that others take for a secret.
fn texts(text: &KeyText, found: &Found) -> Vec<Zeroizing<Vec<u8>>> {
    let given = match text {
        KeyText::Key { text, .. } => text,
        KeyText::Secret(secret) => secret.text(),
    };
    let mut texts = vec![Zeroizing::new(given.to_vec())];
    for key in found.keys() {
        let forms = [Target::SpkiPem, Target::SpkiDer, Target::Pkcs1Pem, Target::Jwk];
        let public = key.jwk().to_public();
        let public = public.iter().flat_map(|key| forms.map(|form| Writer::new(form).write(key)));
        texts.extend(public.flatten());
    }
    // With one line break at the end, or with none.
    let ends = texts.iter().flat_map(|text| {
        let bare = text.trim_ascii_end();
        [bare.to_vec(), [bare, b"\n"].concat()].map(Zeroizing::new)
    });
    let ends: Vec<Zeroizing<Vec<u8>>> = ends.collect();
    texts.extend(ends);
    texts
}
