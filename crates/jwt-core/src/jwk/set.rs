use super::{Jwk, JwkError, KeyNotFound, key::KeyUse, parse};
use crate::{Algorithm, Limits, json};
use alloc::{
    string::{String, ToString},
    vec::Vec,
};

/// A JSON Web Key Set ([RFC 7517 §5](https://www.rfc-editor.org/rfc/rfc7517#section-5)).
#[derive(Debug, Clone)]
pub struct JwkSet {
    keys: Vec<Jwk>,
    skipped: Vec<Skipped>,
}

/// A key of a set that was passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Its place in `keys`, from 0.
    pub index: usize,
    /// Its name, if it could be read.
    pub kid: Option<String>,
    /// Why.
    pub reason: JwkError,
}

impl JwkSet {
    /// Reads a set of public keys, such as an issuer publishes. Keys of unknown kinds and broken
    /// ones are passed over, see [`skipped`](Self::skipped).
    ///
    /// # Errors
    /// [`JwkError::Private`] if any key is private or symmetric: such a set has leaked, or does
    /// not come from where it should. Else as
    /// [`parse_with_private_keys`](Self::parse_with_private_keys).
    pub fn parse(json: &str) -> Result<Self, JwkError> {
        let mut private = None;
        let set = Self::read(json, &mut |index, key| {
            if private.is_none() && parse::is_private(key) {
                private = Some(index);
            }
        })?;
        match private {
            Some(index) => Err(JwkError::Private { index }),
            None => Ok(set),
        }
    }

    /// Reads a set of one's own, which may hold private and symmetric keys.
    ///
    /// # Errors
    /// [`JwkError`] if the text is no set, longer than a mebibyte, or of more than 500 keys.
    pub fn parse_with_private_keys(json: &str) -> Result<Self, JwkError> {
        Self::read(json, &mut |_, _| {})
    }

    /// The keys, in the set's order.
    #[must_use]
    pub fn keys(&self) -> &[Jwk] {
        &self.keys
    }

    /// The keys that were passed over.
    #[must_use]
    pub fn skipped(&self) -> &[Skipped] {
        &self.skipped
    }

    /// The one key for an algorithm and a purpose that has this `kid`; without a `kid`, the only
    /// key that would do.
    ///
    /// The algorithm comes from the caller's configuration, never from a token.
    ///
    /// # Errors
    /// [`KeyNotFound`] if there is none, or more than one.
    pub fn select(
        &self,
        kid: Option<&str>,
        algorithm: Algorithm,
        purpose: KeyUse,
    ) -> Result<&Jwk, KeyNotFound> {
        let mut candidates = self.keys.iter().filter(|key| {
            key.is_for(algorithm)
                && key.allows(purpose)
                && (purpose == KeyUse::Verify || key.is_private())
                && kid.is_none_or(|kid| key.kid() == Some(kid))
        });
        match (candidates.next(), candidates.count()) {
            (Some(key), 0) => Ok(key),
            (first, more) => Err(KeyNotFound {
                kid: kid.map(str::to_string),
                algorithm,
                candidates: usize::from(first.is_some()) + more,
                known: self.keys.iter().filter_map(|key| key.kid.clone()).collect(),
            }),
        }
    }

    /// Reads the keys, and shows each one's place and text.
    fn read(json: &str, each: &mut dyn FnMut(usize, &str)) -> Result<Self, JwkError> {
        if json.len() > MAX_LEN {
            return Err(JwkError::TooLarge);
        }
        let mut list = None;
        let limits = Limits::new().members(20 * MAX_KEYS as u32);
        json::scan_object(json, &limits, &mut |name, value| {
            if name == "keys" {
                list = Some(value);
            }
        })?;
        let list = list.ok_or(JwkError::Missing("keys"))?;
        let mut set = Self { keys: Vec::new(), skipped: Vec::new() };
        let mut index = 0;
        json::scan_array(list.raw, &limits, &mut |value| {
            index += 1;
            if index > MAX_KEYS {
                return;
            }
            each(index - 1, value.raw);
            match parse::key(value.raw) {
                Ok(key) => set.keys.push(key),
                Err(reason) => {
                    let kid = parse::kid(value.raw);
                    set.skipped.push(Skipped { index: index - 1, kid, reason });
                }
            }
        })
        .ok_or(JwkError::Parameter { name: "keys", expected: "a list" })?;
        if index > MAX_KEYS { Err(JwkError::TooLarge) } else { Ok(set) }
    }
}

/// Far more than any issuer publishes.
const MAX_LEN: usize = 1024 * 1024;
const MAX_KEYS: usize = 500;

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;

    const EC: &str = r#""kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0""#;
    const OKP: &str =
        r#""kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo""#;

    fn set(keys: &[String]) -> JwkSet {
        JwkSet::parse(&format!(r#"{{"keys":[{}]}}"#, keys.join(","))).expect("a public set")
    }

    #[test]
    fn a_key_is_selected_by_kid_algorithm_and_use() {
        let set = set(&[
            format!(r#"{{{EC},"kid":"a"}}"#),
            format!(r#"{{{OKP},"kid":"a"}}"#),
            format!(r#"{{{EC},"kid":"b","use":"enc"}}"#),
            format!(r#"{{{EC},"kid":"c","alg":"ES384"}}"#),
        ]);
        let select = |kid, algorithm| set.select(kid, algorithm, KeyUse::Verify);
        assert_eq!(select(Some("a"), Algorithm::ES256).expect("one").parameters().kty(), "EC");
        assert_eq!(select(None, Algorithm::EDDSA).expect("one").parameters().kty(), "OKP");
        assert!(select(Some("b"), Algorithm::ES256).is_err());
        assert!(select(Some("c"), Algorithm::ES256).is_err());
        assert_eq!(
            select(Some("k2"), Algorithm::ES256).expect_err("none").to_string(),
            "no key \"k2\" for ES256 in the key set (it has a, a, b, c)"
        );
        assert!(set.select(Some("a"), Algorithm::ES256, KeyUse::Sign).is_err());
    }

    #[test]
    fn several_keys_without_a_kid_to_tell_them_apart_are_none() {
        let set = set(&[format!("{{{EC}}}"), format!("{{{EC}}}")]);
        let error = set.select(None, Algorithm::ES256, KeyUse::Verify).expect_err("two");
        assert_eq!(error.candidates(), 2);
    }

    #[test]
    fn unknown_and_broken_keys_are_passed_over() {
        let set = set(&[
            r#"{"kty":"LATTICE","kid":"new"}"#.into(),
            r#"{"kty":"OKP","crv":"X25519","x":"AA"}"#.into(),
            r#"{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}"#.into(),
            format!("{{{OKP}}}"),
        ]);
        assert_eq!(set.keys().len(), 1);
        assert_eq!(set.skipped().len(), 3);
        assert_eq!(set.skipped()[0].kid.as_deref(), Some("new"));
    }

    #[test]
    fn private_parts_in_a_public_set_are_refused() {
        let private = format!(r#"{{{OKP},"d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}}"#);
        for key in [private.as_str(), r#"{"kty":"oct","k":"AAAA"}"#] {
            let json = format!(r#"{{"keys":[{{{EC}}},{key}]}}"#);
            assert_eq!(JwkSet::parse(&json).expect_err("private"), JwkError::Private { index: 1 });
            assert_eq!(JwkSet::parse_with_private_keys(&json).expect("own").keys().len(), 2);
        }
        // Whether or not they can be used here.
        for key in [
            r#"{"kty":"RSA","n":"AQ","e":"AQAB","d":"AQ"}"#,
            r#"{"kty":"OKP","crv":"X25519","x":"AA","d":"AA"}"#,
            r#"{"kty":"EC","crv":"P-256","x":"AA","y":"AA","d":"AA"}"#,
            r#"{"kty":"oct","k":"AA=="}"#,
            r#"{"kty":"AKP","alg":"ML-DSA-44","pub":"AA","priv":"A"}"#,
        ] {
            let json = format!(r#"{{"keys":[{{{EC}}},{key}]}}"#);
            assert_eq!(JwkSet::parse(&json).expect_err(key), JwkError::Private { index: 1 });
        }
    }

    #[test]
    fn a_key_for_an_algorithm_that_is_not_known_here_must_name_it() {
        let algorithm = Algorithm::new("ESB256").expect("a name");
        let named = set(&[format!("{{{EC},\"alg\":\"ESB256\"}}")]);
        assert!(named.select(None, algorithm, KeyUse::Verify).is_ok());
        let nameless = set(&[format!("{{{EC}}}")]);
        assert!(nameless.select(None, algorithm, KeyUse::Verify).is_err());
    }

    #[test]
    fn sets_are_limited_in_length_and_number() {
        let many = |count| format!(r#"{{"keys":[{}]}}"#, ["0"].repeat(count).join(","));
        assert_eq!(JwkSet::parse(&many(500)).expect("as many as may be").skipped().len(), 500);
        assert_eq!(JwkSet::parse(&many(501)).expect_err("many"), JwkError::TooLarge);
        let long = format!(r#"{{"keys":[],"x":"{}"}}"#, "x".repeat(MAX_LEN));
        assert_eq!(JwkSet::parse(&long).expect_err("long"), JwkError::TooLarge);
        let operations = ["\"a\""].repeat(20_000).join(",");
        let set = set(&[format!(r#"{{{EC},"key_ops":[{operations}]}}"#)]);
        assert!(matches!(set.skipped()[0].reason, JwkError::Parameter { name: "key_ops", .. }));
    }
}
