//! Signing allocates the token, verifying the decoded payload, and nothing else.

use allocation_counter::{AllocationInfo, measure};
use jwt_core::{
    Alg, Algorithm, Es256, Hs256, KeyMaterial, Limits, NumericDate, Signer, Unverified, Validation,
    Verifier, sign, verify,
};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Claims<'a> {
    iss: &'a str,
    sub: &'a str,
    aud: &'a str,
    exp: u64,
    iat: u64,
    scope: &'a str,
}

const CLAIMS: Claims<'static> = Claims {
    iss: "https://id.example",
    sub: "user-1234567890",
    aud: "https://api.example",
    exp: 4_102_444_800,
    iat: 1_700_000_000,
    scope: "orders:read orders:write invoices:read",
};

#[test]
fn signing_allocates_once() {
    for signer in [pair::<Hs256>().0, pair::<Es256>().0] {
        let without = measure(|| {
            // What the backend itself allocates, if anything.
            let mut signature = [0; 64];
            let signature = &mut signature[..signer.signature_len()];
            signer.sign(b"message", signature).expect("signed");
        });
        let info = measure(|| {
            sign(&CLAIMS, &signer).expect("signed");
        });
        assert_eq!(info.count_total - without.count_total, 1, "{signer:?} {info:?}");
    }
}

#[test]
fn verifying_allocates_once_and_not_at_all_in_memory_of_the_caller() {
    for (signer, verifier) in [pair::<Hs256>(), pair::<Es256>()] {
        let token = sign(&CLAIMS, &signer).expect("signed");
        let rules = rules();
        let info = measure(|| {
            let verified = Unverified::parse(&token).expect("parsed").verify(&verifier, &rules);
            let verified = verified.expect("valid");
            assert_eq!(verified.claims::<Claims<'_>>().expect("fits").sub, CLAIMS.sub);
        });
        assert_eq!(info.count_total, 1, "{verifier:?} {info:?}");

        let mut memory = Vec::with_capacity(1024);
        let info = measure(|| {
            let unverified = Unverified::parse_into(&token, &mut memory, &Limits::new());
            let verified = unverified.expect("parsed").verify(&verifier, &rules).expect("valid");
            assert_eq!(verified.claims::<Claims<'_>>().expect("fits").sub, CLAIMS.sub);
        });
        assert_eq!(info.count_total, 0, "{verifier:?} {info:?}");
    }
}

#[test]
fn claims_that_are_owned_allocate_their_texts_besides() {
    #[derive(Deserialize)]
    struct Owned {
        iss: String,
        sub: String,
        exp: NumericDate,
    }
    for (signer, verifier) in [pair::<Hs256>(), pair::<Es256>()] {
        let (token, rules) = (sign(&CLAIMS, &signer).expect("signed"), rules());
        let info = measure(|| {
            let claims: Owned = verify(&token, &verifier, &rules).expect("valid");
            assert_eq!((claims.iss.as_str(), claims.sub.as_str()), (CLAIMS.iss, CLAIMS.sub));
            assert_eq!(claims.exp.unix(), CLAIMS.exp);
        });
        assert_eq!(info.count_total, 3, "{verifier:?} {info:?}");
    }
}

/// The longest signature that stays on the stack is that of a 4096-bit key.
#[test]
fn a_token_of_a_large_rsa_key_allocates_once() {
    let loader = jwt_ring::PROVIDER.loader(Algorithm::RS256).expect("an algorithm of ring");
    let pem = KeyMaterial::Pem(include_str!("keys/rsa-4096.pem"));
    let (signer, verifier) =
        (loader.signer(pem).expect("a key"), loader.verifier(pem).expect("a key"));
    let (token, rules) = (sign(&CLAIMS, &signer).expect("signed"), rules());
    let mut signature = [0; 512];
    signer.sign(b"message", &mut signature).expect("signed");
    let bare = measure(|| verifier.verify(b"message", &signature).expect("valid"));
    let info = measure(|| {
        Unverified::parse(&token).expect("parsed").verify(&verifier, &rules).expect("valid");
    });
    assert_eq!(info.count_total - bare.count_total, 1, "{info:?}");
}

#[test]
fn oversized_and_dotted_tokens_are_refused_without_allocating() {
    for token in [".".repeat(10_000_000), "a".repeat(70_000), ".".repeat(60_000)] {
        let info: AllocationInfo = measure(|| {
            Unverified::parse(&token).expect_err("no token");
        });
        assert_eq!(info.count_total, 0);
    }
}

fn rules() -> Validation {
    let now = NumericDate::from_unix(1_700_000_000).expect("in range");
    Validation::with_clock(now).issuer(CLAIMS.iss).audience(CLAIMS.aud)
}

fn pair<A: Alg>() -> (Box<dyn Signer>, Box<dyn Verifier>) {
    let loader = jwt_ring::PROVIDER.loader(A::ALGORITHM).expect("an algorithm of ring");
    let material = match A::ALGORITHM.name() {
        "HS256" => KeyMaterial::Secret(&[7; 32]),
        _ => KeyMaterial::Pem(include_str!("keys/p256-a.pem")),
    };
    (loader.signer(material).expect("a key"), loader.verifier(material).expect("a key"))
}
