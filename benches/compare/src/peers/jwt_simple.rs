use super::{Peer, Sign, Verify};
use jwt_benches::{AUDIENCE, Claims, ISSUER, SECRET, private_pem, public_pem};
use jwt_core::Algorithm;
use jwt_simple::prelude::{
    Audiences, Duration, ECDSAP256KeyPairLike as _, ECDSAP256PublicKeyLike as _,
    ECDSAP384KeyPairLike as _, ECDSAP384PublicKeyLike as _, ES256KeyPair, ES256PublicKey,
    ES384KeyPair, ES384PublicKey, Ed25519KeyPair, Ed25519PublicKey, EdDSAKeyPairLike as _,
    EdDSAPublicKeyLike as _, HS256Key, JWTClaims, MACLike as _, PS256KeyPair, PS256PublicKey,
    RS256KeyPair, RS256PublicKey, RSAKeyPairLike as _, RSAPublicKeyLike as _, VerificationOptions,
};
use serde::{Deserialize, Serialize};
use std::{collections::HashSet, hint::black_box};

pub(super) const PEER: Peer = Peer { name: "jwt-simple", signer, verifier };

/// The claims that it does not know by itself.
#[derive(Clone, Serialize, Deserialize)]
struct Custom {
    scope: String,
}

/// It takes the claims by value, so each token needs its own.
macro_rules! sign {
    ($key:expr, $claims:expr, $sign:ident) => {{
        let (key, claims) = ($key, $claims);
        Box::new(move || key.$sign(black_box(&claims).clone()).expect("a token"))
    }};
}

macro_rules! verify {
    ($key:expr) => {{
        let (key, rules) = ($key, rules());
        Box::new(move |token| {
            let claims = key.verify_token::<Custom>(black_box(token), Some(rules.clone()));
            black_box(claims).is_ok()
        })
    }};
}

fn signer(algorithm: Algorithm, claims: &Claims) -> Option<Sign> {
    let (pem, claims) = (private_pem(algorithm), theirs(claims));
    Some(match algorithm {
        Algorithm::HS256 => sign!(HS256Key::from_bytes(SECRET), claims, authenticate),
        Algorithm::RS256 => sign!(RS256KeyPair::from_pem(pem).ok()?, claims, sign),
        Algorithm::PS256 => sign!(PS256KeyPair::from_pem(pem).ok()?, claims, sign),
        Algorithm::ES256 => sign!(ES256KeyPair::from_pem(pem).ok()?, claims, sign),
        Algorithm::ES384 => sign!(ES384KeyPair::from_pem(pem).ok()?, claims, sign),
        Algorithm::EDDSA => sign!(Ed25519KeyPair::from_pem(pem).ok()?, claims, sign),
        _ => return None,
    })
}

fn verifier(algorithm: Algorithm) -> Option<Verify> {
    let pem = public_pem(algorithm);
    Some(match algorithm {
        Algorithm::HS256 => verify!(HS256Key::from_bytes(SECRET)),
        Algorithm::RS256 => verify!(RS256PublicKey::from_pem(pem).ok()?),
        Algorithm::PS256 => verify!(PS256PublicKey::from_pem(pem).ok()?),
        Algorithm::ES256 => verify!(ES256PublicKey::from_pem(pem).ok()?),
        Algorithm::ES384 => verify!(ES384PublicKey::from_pem(pem).ok()?),
        Algorithm::EDDSA => verify!(Ed25519PublicKey::from_pem(pem).ok()?),
        _ => return None,
    })
}

fn theirs(claims: &Claims) -> JWTClaims<Custom> {
    JWTClaims {
        issued_at: Some(Duration::from_secs(claims.iat)),
        expires_at: Some(Duration::from_secs(claims.exp)),
        invalid_before: Some(Duration::from_secs(claims.nbf)),
        issuer: Some(claims.iss.clone()),
        subject: Some(claims.sub.clone()),
        audiences: Some(Audiences::AsString(claims.aud.clone())),
        jwt_id: Some(claims.jti.clone()),
        nonce: None,
        custom: Custom { scope: claims.scope.clone() },
    }
}

fn rules() -> VerificationOptions {
    VerificationOptions {
        allowed_issuers: Some(HashSet::from([ISSUER.to_owned()])),
        allowed_audiences: Some(HashSet::from([AUDIENCE.to_owned()])),
        time_tolerance: Some(Duration::from_secs(0)),
        ..VerificationOptions::default()
    }
}
