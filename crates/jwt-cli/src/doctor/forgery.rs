//! Tokens signed with the text of a key, as if that were a shared secret.

use super::{Finding, attempt::hmac, form};
use crate::key_content::KeyText;
use jwt_auth::{
    KeyParameters,
    keys::{Found, Key, Target, Writer},
};
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
    let makes_it = |text: &[u8]| {
        hmac(text, algorithm).is_some_and(|key| key.verify(message.as_bytes(), signature).is_ok())
    };
    // With one line break at the end, or with none.
    let matches = |text: &[u8]| {
        let bare = text.trim_ascii_end();
        let ended = Zeroizing::new([bare, b"\n"].concat());
        makes_it(text) || makes_it(bare) || makes_it(&ended)
    };
    let whose = if matches(given(text)) {
        Whose::of(found)
    } else if found.keys().any(|key| public_texts(key).iter().any(|text| matches(text))) {
        Whose::Public
    } else {
        return None;
    };
    let finding = Finding::new(
        "ALG_MISMATCH",
        format!(
            "the token is signed with the text of the {} in {} as if it were a shared secret",
            whose.noun(),
            found.label()
        ),
    )
    .evidence(format!("{algorithm} with that text as its secret makes this signature"));
    Some(match whose {
        Whose::Public => finding
            .evidence("everybody has a public key, so everybody can have written this token")
            .change("do not accept it: this is how tokens are forged (RFC 8725 §2.1)")
            .change(
                "an API that takes it lets the token choose: set its algorithm to that of the key",
            ),
        Whose::Private => {
            finding.evidence("who signed it has the private key, or at least its text").change(
                "have the issuer sign with the key and not with its text: its algorithm is set to \
                 one for a shared secret",
            )
        }
        Whose::Shared => finding.change(
            "have the issuer take the secret out of the JWK: k, decoded from base64url (RFC 7518 \
             §6.4.1)",
        ),
    })
}

/// Who has a text.
#[derive(Clone, Copy)]
enum Whose {
    Public,
    Private,
    Shared,
}

impl Whose {
    /// Of what was given.
    fn of(found: &Found) -> Self {
        let is_shared = |key: &Key<'_>| matches!(key.jwk().parameters(), KeyParameters::Oct(_));
        if found.keys().all(|key| is_shared(&key)) {
            Self::Shared
        } else if found.keys().any(|key| key.jwk().is_private()) {
            Self::Private
        } else {
            Self::Public
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Self::Public => "public key",
            Self::Private => "private key",
            Self::Shared => "JWK",
        }
    }
}

fn given(text: &KeyText) -> &[u8] {
    match text {
        KeyText::Key { text, .. } => text,
        KeyText::Secret(secret) => secret.text(),
    }
}

/// The public half in the forms that others may have it in.
fn public_texts(key: Key<'_>) -> Vec<Zeroizing<Vec<u8>>> {
    let forms = [Target::SpkiPem, Target::SpkiDer, Target::Pkcs1Pem, Target::Jwk];
    let public = key.jwk().to_public();
    let texts = public.iter().flat_map(|key| forms.map(|form| Writer::new(form).write(key).ok()));
    texts.flatten().collect()
}
