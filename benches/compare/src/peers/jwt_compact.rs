use super::{Peer, Sign, Verify};
use ed25519_dalek::pkcs8::{DecodePrivateKey as _, DecodePublicKey as _};
use jwt_benches::{AUDIENCE, Claims, ISSUER, SECRET, private_pem, public_pem};
use jwt_compact::{
    Algorithm as JwtAlgorithm, AlgorithmExt as _, Claims as JwtClaims, Header, TimeOptions,
    UntrustedToken,
    alg::{Ed25519, Es256, Hs256, Hs256Key, Rsa, StrongAlg},
};
use jwt_core::{Algorithm, Pem};
use serde::{Deserialize, Serialize};
use std::hint::black_box;

pub(super) const PEER: Peer = Peer { name: "jwt-compact", signer, verifier };

/// The claims that it does not know by itself.
#[derive(Serialize, Deserialize)]
struct Custom {
    iss: String,
    sub: String,
    aud: String,
    jti: String,
    scope: String,
}

fn signer(algorithm: Algorithm, claims: &Claims) -> Option<Sign> {
    if algorithm == Algorithm::HS256 {
        return Some(sign(Hs256, Hs256Key::new(SECRET), claims));
    }
    let pem = Pem::parse(private_pem(algorithm)).ok()?;
    Some(match algorithm {
        Algorithm::RS256 | Algorithm::PS256 => {
            let key = rsa::RsaPrivateKey::from_pkcs8_der(pem.der()).ok()?;
            let key = jwt_compact::alg::StrongKey::try_from(key).ok()?;
            sign(StrongAlg(rsa(algorithm)), key, claims)
        }
        Algorithm::ES256 => {
            sign(Es256, p256::ecdsa::SigningKey::from_pkcs8_der(pem.der()).ok()?, claims)
        }
        Algorithm::EDDSA => {
            sign(Ed25519, ed25519_dalek::SigningKey::from_pkcs8_der(pem.der()).ok()?, claims)
        }
        _ => return None,
    })
}

fn verifier(algorithm: Algorithm) -> Option<Verify> {
    if algorithm == Algorithm::HS256 {
        return Some(verify(Hs256, Hs256Key::new(SECRET)));
    }
    let pem = Pem::parse(public_pem(algorithm)).ok()?;
    Some(match algorithm {
        Algorithm::RS256 | Algorithm::PS256 => {
            let key = rsa::RsaPublicKey::from_public_key_der(pem.der()).ok()?;
            let key = jwt_compact::alg::StrongKey::try_from(key).ok()?;
            verify(StrongAlg(rsa(algorithm)), key)
        }
        Algorithm::ES256 => {
            verify(Es256, p256::ecdsa::VerifyingKey::from_public_key_der(pem.der()).ok()?)
        }
        Algorithm::EDDSA => {
            verify(Ed25519, ed25519_dalek::VerifyingKey::from_public_key_der(pem.der()).ok()?)
        }
        _ => return None,
    })
}

fn rsa(algorithm: Algorithm) -> Rsa {
    if algorithm == Algorithm::PS256 { Rsa::ps256() } else { Rsa::rs256() }
}

fn sign<A: JwtAlgorithm + 'static>(algorithm: A, key: A::SigningKey, claims: &Claims) -> Sign
where
    A::SigningKey: 'static,
{
    let mut theirs = JwtClaims::new(Custom {
        iss: claims.iss.clone(),
        sub: claims.sub.clone(),
        aud: claims.aud.clone(),
        jti: claims.jti.clone(),
        scope: claims.scope.clone(),
    });
    theirs.expiration = time(claims.exp);
    theirs.not_before = time(claims.nbf);
    theirs.issued_at = time(claims.iat);
    let header = Header::empty().with_token_type("JWT");
    Box::new(move || algorithm.token(&header, black_box(&theirs), &key).expect("a token"))
}

fn verify<A: JwtAlgorithm + 'static>(algorithm: A, key: A::VerifyingKey) -> Verify
where
    A::VerifyingKey: 'static,
{
    let times = TimeOptions::from_leeway(chrono::Duration::zero());
    Box::new(move |token| {
        let Ok(token) = UntrustedToken::new(black_box(token)) else { return false };
        let Ok(token) = algorithm.validator::<Custom>(&key).validate(&token) else { return false };
        let claims = black_box(token.claims());
        claims.validate_expiration(&times).is_ok()
            && claims.validate_maturity(&times).is_ok()
            && claims.custom.iss == ISSUER
            && claims.custom.aud == AUDIENCE
    })
}

fn time(seconds: u64) -> Option<chrono::DateTime<chrono::Utc>> {
    chrono::DateTime::from_timestamp(seconds.try_into().ok()?, 0)
}
