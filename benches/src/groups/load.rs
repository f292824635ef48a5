use super::{FLOOR, FORMS};
use crate::{ALGORITHMS, Backend, Group, floor, ours, private_pem, public_pem};
use jwt_core::{Algorithm, Jwk, KeyMaterial, KeyParameters, KeyUse, Pem};
use std::hint::black_box;

/// Loading keys from PEM, DER and JWK, beside what the backend's own parser takes for the DER.
///
/// # Panics
/// If a key is not one.
#[must_use]
pub fn load(backend: Backend) -> Vec<Group> {
    let asymmetric = ALGORITHMS.into_iter().filter(|algorithm| {
        // A secret is bytes, and PS256 has the keys of RS256.
        !matches!(*algorithm, Algorithm::HS256 | Algorithm::PS256)
    });
    let groups = asymmetric
        .flat_map(|algorithm| [Some(private(backend, algorithm)), public(backend, algorithm)]);
    groups.flatten().collect()
}

fn private(backend: Backend, algorithm: Algorithm) -> Group {
    let loader = ours::loader(backend, algorithm);
    let floor = floor::load_private(backend, algorithm);
    let group = Group::new("load", format!("{algorithm}, private")).case(FLOOR, floor);
    Forms::of(private_pem(algorithm), algorithm, KeyUse::Sign).cases(group, move |material| {
        black_box(loader.signer(material).expect("a private key"));
    })
}

/// ring parses a public key each time it is used, and has nothing to compare with.
fn public(backend: Backend, algorithm: Algorithm) -> Option<Group> {
    let loader = ours::loader(backend, algorithm);
    let floor = floor::load_public(backend, algorithm)?;
    let group = Group::new("load", format!("{algorithm}, public")).case(FLOOR, floor);
    Some(Forms::of(public_pem(algorithm), algorithm, KeyUse::Verify).cases(
        group,
        move |material| {
            black_box(loader.verifier(material).expect("a public key"));
        },
    ))
}

/// One key, in the forms that it comes in.
struct Forms {
    pem: &'static str,
    der: Pem,
    jwk: String,
}

impl Forms {
    fn of(pem: &'static str, algorithm: Algorithm, purpose: KeyUse) -> Self {
        let parameters = |pem, purpose| {
            let parameters = KeyMaterial::Pem(pem).parameters(algorithm, purpose);
            parameters.expect("a key").into_owned()
        };
        let mut parameters_of_both = parameters(pem, purpose);
        // PKCS#8 may lack the public half, and a JWK may not.
        if let (KeyParameters::Okp(okp), KeyParameters::Okp(public)) =
            (&mut parameters_of_both, parameters(public_pem(algorithm), KeyUse::Verify))
        {
            okp.x = public.x;
        }
        let jwk = Jwk::from_parameters(parameters_of_both).expect("a whole key");
        let jwk = serde_json::to_string(&jwk).expect("JSON");
        Self { pem, der: Pem::parse(pem).expect("PEM"), jwk }
    }

    fn cases(self, group: Group, load: impl Fn(KeyMaterial<'_>) + Clone + 'static) -> Group {
        let Self { pem, der, jwk } = self;
        let [from_pem, from_der, from_jwk] = [(); 3].map(|()| load.clone());
        group
            .case(FORMS[0], move || from_der(KeyMaterial::Der(black_box(der.der()))))
            .case(FORMS[1], move || from_pem(KeyMaterial::Pem(black_box(pem))))
            .case(FORMS[2], move || {
                from_jwk(KeyMaterial::Jwk(&Jwk::parse(black_box(&jwk)).expect("a JWK")));
            })
    }
}
