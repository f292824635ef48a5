use super::{JwkError, key::Jwk};
use crate::{
    AkpParameters, EcParameters, EcPoint, KeyParameters, Limits, OkpParameters, RsaParameters,
    RsaPrivate, Secret, base64url,
    json::{self, Value},
    key_parameters::{ML_DSA_SEED_LEN, ml_dsa_public_len},
};
use alloc::{borrow::Cow, string::String, vec::Vec};

/// Reads one key.
pub(super) fn key(json: &str) -> Result<Jwk, JwkError> {
    Members::read(json)?.jwk()
}

/// The `kid` of a key that may be otherwise unusable.
pub(super) fn kid(json: &str) -> Option<String> {
    Members::read(json).ok()?.text("kid").ok()?
}

/// Whether the text of a key, of any kind and broken or not, has what must not be published.
pub(super) fn is_private(json: &str) -> bool {
    const PRIVATE: [&str; 9] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"];
    Members::read(json).is_ok_and(|members| {
        PRIVATE.iter().any(|name| members.find(name).is_some())
            || members.text("kty").is_ok_and(|kty| kty.as_deref() == Some("oct"))
    })
}

struct Members<'a>(Vec<(Cow<'a, str>, Value<'a>)>);

impl<'a> Members<'a> {
    fn read(json: &'a str) -> Result<Self, JwkError> {
        let mut members = Vec::new();
        json::scan_object(json, &Limits::new(), &mut |name, value| members.push((name, value)))?;
        Ok(Self(members))
    }

    fn jwk(&self) -> Result<Jwk, JwkError> {
        let kty = self.required("kty", self.text("kty")?)?;
        let alg = self.text("alg")?;
        let parameters = match kty.as_str() {
            "EC" => KeyParameters::Ec(self.ec()?),
            "RSA" => KeyParameters::Rsa(self.rsa()?),
            "OKP" => KeyParameters::Okp(self.okp()?),
            "oct" => {
                let k = self.bytes("k")?;
                KeyParameters::Oct(self.required("k", k)?)
            }
            "AKP" => KeyParameters::Akp(self.akp(alg.clone())?),
            _ => return Err(JwkError::UnknownKind { name: kty }),
        };
        let (key_use, key_ops) = (self.text("use")?, self.list("key_ops")?);
        check_use(key_use.as_deref(), key_ops.as_deref())?;
        Ok(Jwk { parameters, kid: self.text("kid")?, alg, key_use, key_ops })
    }

    fn ec(&self) -> Result<EcParameters, JwkError> {
        let crv = self.required("crv", self.text("crv")?)?;
        let len = match crv.as_str() {
            "P-256" | "secp256k1" => 32,
            "P-384" => 48,
            "P-521" => 66,
            _ => return Err(JwkError::UnknownKind { name: crv }),
        };
        let point =
            EcPoint { x: self.of_len("x", len)?.to_vec(), y: self.of_len("y", len)?.to_vec() };
        Ok(EcParameters { crv, point: Some(point), d: self.optional_of_len("d", len)? })
    }

    fn okp(&self) -> Result<OkpParameters, JwkError> {
        let crv = self.required("crv", self.text("crv")?)?;
        let len = match crv.as_str() {
            "Ed25519" => 32,
            "Ed448" => 57,
            _ => return Err(JwkError::UnknownKind { name: crv }),
        };
        Ok(OkpParameters {
            x: Some(self.of_len("x", len)?.to_vec()),
            d: self.optional_of_len("d", len)?,
            crv,
        })
    }

    fn akp(&self, alg: Option<String>) -> Result<AkpParameters, JwkError> {
        let algorithm = self.required("alg", alg)?;
        let Some(len) = ml_dsa_public_len(&algorithm) else {
            return Err(JwkError::UnknownKind { name: algorithm });
        };
        Ok(AkpParameters {
            public: Some(self.of_len("pub", len)?.to_vec()),
            private: self.optional_of_len("priv", ML_DSA_SEED_LEN)?,
            algorithm,
        })
    }

    fn rsa(&self) -> Result<RsaParameters, JwkError> {
        if self.find("oth").is_some() {
            return Err(JwkError::Parameter { name: "oth", expected: "left out: two primes only" });
        }
        let private = ["d", "p", "q", "dp", "dq", "qi"];
        let private = match private.iter().filter(|name| self.find(name).is_some()).count() {
            0 => None,
            _ => Some(RsaPrivate {
                d: self.integer("d")?,
                p: self.integer("p")?,
                q: self.integer("q")?,
                dp: self.integer("dp")?,
                dq: self.integer("dq")?,
                qi: self.integer("qi")?,
            }),
        };
        Ok(RsaParameters {
            n: self.integer("n")?.to_vec(),
            e: self.integer("e")?.to_vec(),
            private,
        })
    }

    fn find(&self, name: &str) -> Option<Value<'a>> {
        self.0.iter().find(|(member, _)| member == name).map(|&(_, value)| value)
    }

    fn required<T>(&self, name: &'static str, value: Option<T>) -> Result<T, JwkError> {
        value.ok_or(JwkError::Missing(name))
    }

    fn text(&self, name: &'static str) -> Result<Option<String>, JwkError> {
        let Some(value) = self.find(name) else { return Ok(None) };
        match value.string() {
            Some(text) => Ok(Some(text.into_owned())),
            None => Err(JwkError::Parameter { name, expected: "a string" }),
        }
    }

    fn list(&self, name: &'static str) -> Result<Option<Vec<String>>, JwkError> {
        let Some(value) = self.find(name) else { return Ok(None) };
        let (mut list, mut many) = (Vec::new(), false);
        json::scan_strings(value.raw, &mut |item| {
            many |= list.len() == MAX_OPERATIONS;
            if !many {
                list.push(item.into_owned());
            }
        })
        .filter(|()| !many)
        .ok_or(JwkError::Parameter { name, expected: "a list of at most 16 strings" })?;
        Ok(Some(list))
    }

    fn bytes(&self, name: &'static str) -> Result<Option<Secret>, JwkError> {
        let Some(value) = self.find(name) else { return Ok(None) };
        let expected = "base64url without padding";
        let text = value.string().ok_or(JwkError::Parameter { name, expected })?;
        let mut bytes = Secret::from(Vec::with_capacity(base64url::decoded_len(text.len())));
        base64url::decode_onto(&text, &mut bytes.0)
            .map_err(|_| JwkError::Parameter { name, expected })?;
        Ok(Some(bytes))
    }

    fn of_len(&self, name: &'static str, len: usize) -> Result<Secret, JwkError> {
        let bytes = self.bytes(name)?;
        let bytes = self.required(name, bytes)?;
        if bytes.len() != len {
            return Err(JwkError::Parameter {
                name,
                expected: "as long as the curve's or algorithm's keys",
            });
        }
        Ok(bytes)
    }

    fn optional_of_len(&self, name: &'static str, len: usize) -> Result<Option<Secret>, JwkError> {
        match self.find(name) {
            Some(_) => self.of_len(name, len).map(Some),
            None => Ok(None),
        }
    }

    fn integer(&self, name: &'static str) -> Result<Secret, JwkError> {
        let bytes = self.bytes(name)?;
        let bytes = self.required(name, bytes)?;
        if matches!(bytes.first(), None | Some(0)) {
            return Err(JwkError::Parameter { name, expected: "a number without leading zeros" });
        }
        Ok(bytes)
    }
}

/// RFC 7517 §4.3: no operation twice, and consistent with `use`.
fn check_use(key_use: Option<&str>, key_ops: Option<&[String]>) -> Result<(), JwkError> {
    let Some(operations) = key_ops else { return Ok(()) };
    let repeated =
        operations.iter().enumerate().any(|(i, operation)| operations[..i].contains(operation));
    let signs = operations.iter().any(|operation| operation == "sign" || operation == "verify");
    let encrypts = operations.iter().any(|operation| {
        ["encrypt", "decrypt", "wrapKey", "unwrapKey"].contains(&operation.as_str())
    });
    let contradicted = match key_use {
        Some("sig") => encrypts,
        Some("enc") => signs,
        _ => false,
    };
    if repeated || contradicted {
        return Err(JwkError::Use);
    }
    Ok(())
}

/// RFC 7517 §4.3 registers eight.
const MAX_OPERATIONS: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    const X: &str = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
    const Y: &str = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";

    fn error(json: &str) -> JwkError {
        key(json).expect_err(json)
    }

    #[test]
    fn a_coordinate_of_another_length_is_refused() {
        for x in ["AA".to_string(), alloc::format!("{X}AA")] {
            let json = alloc::format!(r#"{{"kty":"EC","crv":"P-256","x":"{x}","y":"{Y}"}}"#);
            assert!(matches!(error(&json), JwkError::Parameter { name: "x", .. }));
        }
    }

    #[test]
    fn repeated_members_are_refused() {
        assert!(matches!(error(r#"{"kty":"oct","k":"AA","\u006b":"AQ"}"#), JwkError::Json(_)));
    }

    #[test]
    fn contradictory_uses_are_refused() {
        for uses in [
            r#""use":"enc","key_ops":["verify"]"#,
            r#""use":"sig","key_ops":["encrypt"]"#,
            r#""key_ops":["sign","sign"]"#,
        ] {
            assert_eq!(error(&alloc::format!(r#"{{"kty":"oct","k":"AA",{uses}}}"#)), JwkError::Use);
        }
    }

    #[test]
    fn numbers_with_leading_zeros_and_half_private_keys_are_refused() {
        assert!(matches!(
            error(r#"{"kty":"RSA","n":"AAE","e":"AQAB"}"#),
            JwkError::Parameter { name: "n", .. }
        ));
        assert_eq!(error(r#"{"kty":"RSA","n":"AQ","e":"AQAB","d":"AQ"}"#), JwkError::Missing("p"));
    }

    #[test]
    fn debug_shows_no_secret() {
        let secret = key(r#"{"kty":"oct","k":"c2VjcmV0"}"#).expect("valid");
        let shown = alloc::format!("{secret:?}");
        assert!(!shown.contains("115") && !shown.contains("c2Vj"), "{shown}");
    }
}
