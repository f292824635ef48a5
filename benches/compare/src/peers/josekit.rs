use super::{Peer, Sign, Verify};
use josekit::{
    JoseError,
    jws::{ES256, ES384, EdDSA, HS256, JwsHeader, JwsSigner, JwsVerifier, PS256, RS256},
    jwt::{self, JwtPayload, JwtPayloadValidator},
};
use jwt_benches::{AUDIENCE, Claims, ISSUER, SECRET, private_pem, public_pem};
use jwt_core::{Algorithm, Jwk, KeyMaterial, KeyUse};
use serde_json::Value;
use std::hint::black_box;

pub(super) const PEER: Peer = Peer { name: "josekit", signer, verifier };

fn signer(algorithm: Algorithm, claims: &Claims) -> Option<Sign> {
    let pem = private_pem(algorithm);
    Some(match algorithm {
        Algorithm::HS256 => sign(HS256.signer_from_bytes(SECRET), claims),
        Algorithm::RS256 => sign(RS256.signer_from_pem(pem), claims),
        Algorithm::PS256 => sign(PS256.signer_from_jwk(&jwk(pem)), claims),
        Algorithm::ES256 => sign(ES256.signer_from_pem(pem), claims),
        Algorithm::ES384 => sign(ES384.signer_from_pem(pem), claims),
        Algorithm::EDDSA => sign(EdDSA.signer_from_pem(pem), claims),
        _ => return None,
    })
}

fn verifier(algorithm: Algorithm) -> Option<Verify> {
    let pem = public_pem(algorithm);
    Some(match algorithm {
        Algorithm::HS256 => verify(HS256.verifier_from_bytes(SECRET)),
        Algorithm::RS256 => verify(RS256.verifier_from_pem(pem)),
        Algorithm::PS256 => verify(PS256.verifier_from_jwk(&jwk(pem))),
        Algorithm::ES256 => verify(ES256.verifier_from_pem(pem)),
        Algorithm::ES384 => verify(ES384.verifier_from_pem(pem)),
        Algorithm::EDDSA => verify(EdDSA.verifier_from_pem(pem)),
        _ => return None,
    })
}

/// From PEM, it takes keys for PS256 only that are marked so.
fn jwk(pem: &str) -> josekit::jwk::Jwk {
    let parameters = KeyMaterial::Pem(pem).parameters(Algorithm::PS256, KeyUse::Verify);
    let jwk = Jwk::from_parameters(parameters.expect("an RSA key").into_owned());
    let json = serde_json::to_vec(&jwk.expect("an RSA key")).expect("JSON");
    josekit::jwk::Jwk::from_bytes(json).expect("a JWK")
}

/// It has no typed claims, but a map.
fn sign(key: Result<impl JwsSigner + 'static, JoseError>, claims: &Claims) -> Sign {
    let key = key.expect("a key for the algorithm");
    let Ok(Value::Object(claims)) = serde_json::to_value(claims) else {
        unreachable!("claims are an object")
    };
    let payload = JwtPayload::from_map(claims).expect("claims");
    let mut header = JwsHeader::new();
    header.set_token_type("JWT");
    Box::new(move || jwt::encode_with_signer(black_box(&payload), &header, &key).expect("a token"))
}

fn verify(key: Result<impl JwsVerifier + 'static, JoseError>) -> Verify {
    let key = key.expect("a key for the algorithm");
    let mut rules = JwtPayloadValidator::new();
    rules.set_issuer(ISSUER);
    rules.set_audience(AUDIENCE);
    Box::new(move |token| {
        let Ok((payload, _)) = jwt::decode_with_verifier(black_box(token), &key) else {
            return false;
        };
        rules.validate(&payload).is_ok()
    })
}
