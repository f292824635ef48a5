//! The suite's keys.

use jwt_core::{
    AkpParameters, Algorithm, EcParameters, KeyMaterial, KeyParameters, OkpParameters,
    RsaParameters,
};

/// A private key, or a shared secret.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Pair {
    Secret(&'static [u8]),
    Pem(&'static str),
}

impl Pair {
    pub(crate) fn material(self) -> KeyMaterial<'static> {
        match self {
            Self::Secret(secret) => KeyMaterial::Secret(secret),
            Self::Pem(pem) => KeyMaterial::Pem(pem),
        }
    }
}

/// Key `a` or `b` for an algorithm.
pub(crate) fn pair(algorithm: Algorithm, which: char) -> Option<Pair> {
    let [a, b] = match algorithm.name() {
        "HS256" | "HS384" | "HS512" => [&[b'a'; 64], &[b'b'; 64]].map(|s| Pair::Secret(s)),
        "RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512" => [RSA_A, RSA_B].map(Pair::Pem),
        "ES256" => [P256_A, P256_B].map(Pair::Pem),
        "ES384" => [P384_A, P384_B].map(Pair::Pem),
        "ES512" => [P521_A, P521_B].map(Pair::Pem),
        "ES256K" => [K256_A, K256_B].map(Pair::Pem),
        "EdDSA" | "Ed25519" => [ED25519_A, ED25519_B].map(Pair::Pem),
        "ML-DSA-44" => [ML_DSA_44_A, ML_DSA_44_B].map(Pair::Pem),
        "ML-DSA-65" => [ML_DSA_65_A, ML_DSA_65_B].map(Pair::Pem),
        "ML-DSA-87" => [ML_DSA_87_A, ML_DSA_87_B].map(Pair::Pem),
        _ => return None,
    };
    Some(if which == 'a' { a } else { b })
}

/// The public half of key `a`, as OpenSSL and others write it; none for a secret.
pub(crate) fn public(algorithm: Algorithm) -> Option<&'static str> {
    Some(match algorithm.name() {
        "RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512" => RSA_A_PUBLIC,
        "ES256" => P256_A_PUBLIC,
        "ES384" => P384_A_PUBLIC,
        "ES512" => P521_A_PUBLIC,
        "ES256K" => K256_A_PUBLIC,
        "EdDSA" | "Ed25519" => ED25519_A_PUBLIC,
        "ML-DSA-44" => ML_DSA_44_A_PUBLIC,
        "ML-DSA-65" => ML_DSA_65_A_PUBLIC,
        "ML-DSA-87" => ML_DSA_87_A_PUBLIC,
        _ => return None,
    })
}

/// The private half of one key and the public half of one, which may be another.
pub(crate) fn joined(private: KeyParameters, public: KeyParameters) -> KeyParameters {
    use KeyParameters::{Akp, Ec, Okp, Rsa};
    match (private, public) {
        (Ec(private), Ec(public)) => Ec(EcParameters { d: private.d, ..public }),
        (Rsa(key), Rsa(public)) => Rsa(RsaParameters { private: key.private, ..public }),
        (Okp(private), Okp(public)) => Okp(OkpParameters { d: private.d, ..public }),
        (Akp(key), Akp(public)) => Akp(AkpParameters { private: key.private, ..public }),
        (private, public) => unreachable!("{private:?} and {public:?}"),
    }
}

pub(crate) const RSA_A: &str = include_str!("../keys/rsa-a.pem");
pub(crate) const RSA_A_PKCS1: &str = include_str!("../keys/rsa-a.pkcs1.pem");
pub(crate) const RSA_A_PUBLIC: &str = include_str!("../keys/rsa-a.pub.pem");
pub(crate) const RSA_A_PUBLIC_PKCS1: &str = include_str!("../keys/rsa-a.pkcs1.pub.pem");
pub(crate) const RSA_A_CERTIFICATE: &str = include_str!("../keys/rsa-a.crt.pem");
pub(crate) const RSA_B: &str = include_str!("../keys/rsa-b.pem");
pub(crate) const RSA_1024: &str = include_str!("../keys/rsa-1024.pem");
pub(crate) const RSA_2056: &str = include_str!("../keys/rsa-2056.pem");
pub(crate) const RSA_E3: &str = include_str!("../keys/rsa-e3.pem");
pub(crate) const P256_A: &str = include_str!("../keys/p256-a.pem");
pub(crate) const P256_A_SEC1: &str = include_str!("../keys/p256-a.sec1.pem");
pub(crate) const P256_A_PUBLIC: &str = include_str!("../keys/p256-a.pub.pem");
pub(crate) const P256_A_ENCRYPTED: &str = include_str!("../keys/p256-a.encrypted.pem");
pub(crate) const P256_B: &str = include_str!("../keys/p256-b.pem");
pub(crate) const P256_WITH_PARAMETERS: &str = include_str!("../keys/p256-with-parameters.pem");
pub(crate) const P384_A: &str = include_str!("../keys/p384-a.pem");
pub(crate) const P384_A_SEC1: &str = include_str!("../keys/p384-a.sec1.pem");
pub(crate) const P384_A_PUBLIC: &str = include_str!("../keys/p384-a.pub.pem");
pub(crate) const P384_B: &str = include_str!("../keys/p384-b.pem");
pub(crate) const P521_A: &str = include_str!("../keys/p521-a.pem");
pub(crate) const P521_A_SEC1: &str = include_str!("../keys/p521-a.sec1.pem");
pub(crate) const P521_A_PUBLIC: &str = include_str!("../keys/p521-a.pub.pem");
pub(crate) const P521_B: &str = include_str!("../keys/p521-b.pem");
pub(crate) const K256_A: &str = include_str!("../keys/k256-a.pem");
pub(crate) const K256_A_SEC1: &str = include_str!("../keys/k256-a.sec1.pem");
pub(crate) const K256_A_PUBLIC: &str = include_str!("../keys/k256-a.pub.pem");
pub(crate) const K256_B: &str = include_str!("../keys/k256-b.pem");
pub(crate) const ED25519_A: &str = include_str!("../keys/ed25519-a.pem");
pub(crate) const ED25519_A_PUBLIC: &str = include_str!("../keys/ed25519-a.pub.pem");
pub(crate) const ED25519_B: &str = include_str!("../keys/ed25519-b.pem");
pub(crate) const ML_DSA_44_A: &str = include_str!("../keys/ml-dsa-44-a.pem");
pub(crate) const ML_DSA_44_A_PUBLIC: &str = include_str!("../keys/ml-dsa-44-a.pub.pem");
pub(crate) const ML_DSA_44_B: &str = include_str!("../keys/ml-dsa-44-b.pem");
pub(crate) const ML_DSA_65_A: &str = include_str!("../keys/ml-dsa-65-a.pem");
pub(crate) const ML_DSA_65_A_PUBLIC: &str = include_str!("../keys/ml-dsa-65-a.pub.pem");
pub(crate) const ML_DSA_65_B: &str = include_str!("../keys/ml-dsa-65-b.pem");
pub(crate) const ML_DSA_87_A: &str = include_str!("../keys/ml-dsa-87-a.pem");
pub(crate) const ML_DSA_87_A_PUBLIC: &str = include_str!("../keys/ml-dsa-87-a.pub.pem");
pub(crate) const ML_DSA_87_B: &str = include_str!("../keys/ml-dsa-87-b.pem");
