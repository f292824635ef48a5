//! Keys of issuers, and tokens by them.

use jwt_core::{Algorithm, Header, Jwk, KeyMaterial, Signer, Unsigned};
use jwt_ring::PROVIDER;
use serde_json::{Value, json};

/// A private key.
#[derive(Debug)]
pub(crate) struct Key {
    jwk: Jwk,
    signer: Box<dyn Signer>,
}

impl Key {
    /// A new key for ES256.
    pub(crate) fn new(kid: &str) -> Self {
        Self::of(Algorithm::ES256, |jwk| jwk.with_kid(kid))
    }

    pub(crate) fn of(algorithm: Algorithm, name: impl FnOnce(Jwk) -> Jwk) -> Self {
        let loader = PROVIDER.loader(algorithm).expect("an algorithm of ring");
        let parameters = loader.generate(None).expect("a new key");
        let jwk = name(Jwk::new(parameters, algorithm).expect("a public half"));
        let signer = loader.signer(KeyMaterial::Jwk(&jwk)).expect("a private key");
        Self { jwk, signer }
    }

    /// The public half.
    pub(crate) fn public(&self) -> Value {
        serde_json::to_value(self.jwk.to_public()).expect("JSON")
    }

    /// The whole.
    pub(crate) fn private(&self) -> Value {
        serde_json::to_value(&self.jwk).expect("JSON")
    }

    /// A token of an issuer's, for the audience `api`.
    pub(crate) fn token(&self, issuer: &str) -> String {
        self.sign(&json!({"iss": issuer, "aud": "api", "sub": "ann", "exp": EXPIRATION}))
    }

    pub(crate) fn sign(&self, claims: &Value) -> String {
        self.sign_with(&Header::for_key(&*self.signer), claims)
    }

    pub(crate) fn sign_with(&self, header: &Header<'_>, claims: &Value) -> String {
        let unsigned = Unsigned::new(header, claims).expect("an object");
        unsigned.sign(&*self.signer).expect("a signature")
    }
}

/// A token by nobody's key.
pub(crate) fn forged(issuer: &str, kid: &str) -> String {
    let header = Header::new(Algorithm::ES256).kid(kid);
    let claims = json!({"iss": issuer, "aud": "api", "exp": EXPIRATION});
    Unsigned::new(&header, &claims).expect("an object").attach(&[1; 64]).expect("a length")
}

/// A set of keys.
pub(crate) fn set(keys: &[Value]) -> String {
    json!({ "keys": keys }).to_string()
}

/// In the year 2100.
const EXPIRATION: u64 = 4_102_444_800;
