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
    /// not come from where it should.
    pub fn parse(json: &str) -> Result<Self, JwkError> {
        let set = Self::parse_with_private_keys(json)?;
        match set.keys.iter().position(Jwk::is_private) {
            Some(position) => Err(JwkError::Private { index: set.index_of(position) }),
            None => Ok(set),
        }
    }

    /// Reads a set of one's own, which may hold private and symmetric keys.
    ///
    /// # Errors
    /// [`JwkError`] if the text is no set.
    pub fn parse_with_private_keys(json: &str) -> Result<Self, JwkError> {
        let mut list = None;
        let limits = Limits::new().members(10_000);
        json::scan_object(json, &limits, &mut |name, value| {
            if name == "keys" {
                list = Some(value);
            }
        })?;
        let list = list.ok_or(JwkError::Missing("keys"))?;
        let mut set = Self { keys: Vec::new(), skipped: Vec::new() };
        let mut index = 0;
        json::scan_array(list.raw, &limits, &mut |value| {
            match parse::key(value.raw) {
                Ok(key) => set.keys.push(key),
                Err(reason) => {
                    set.skipped.push(Skipped { index, kid: parse::kid(value.raw), reason });
                }
            }
            index += 1;
        })
        .ok_or(JwkError::Parameter { name: "keys", expected: "a list" })?;
        Ok(set)
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
            key.parameters.fit(algorithm)
                && key.alg().is_none_or(|alg| algorithm == *alg)
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

    /// The place in the text of the key at a place among those that were read.
    fn index_of(&self, position: usize) -> usize {
        self.skipped
            .iter()
            .fold(position, |index, skipped| index + usize::from(skipped.index <= index))
    }
}

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
    }
}
