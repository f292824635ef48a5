//! Any bytes as PEM or DER: no loader panics, and what signs also verifies.
#![no_main]

use jwt_core::KeyMaterial;
use jwt_ring::PROVIDER;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    check(KeyMaterial::Der(bytes));
    if let Ok(text) = std::str::from_utf8(bytes) {
        check(KeyMaterial::Pem(text));
    }
});

fn check(material: KeyMaterial<'_>) {
    for loader in PROVIDER.loaders.iter() {
        match loader.signer(material) {
            Ok(signer) => {
                assert_eq!(signer.algorithm(), loader.algorithm());
                loader.verifier(material).expect("its public half");
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
}
