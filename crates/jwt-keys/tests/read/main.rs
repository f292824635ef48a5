//! Reading keys in every format that people have.

mod algorithms;
mod errors;
mod formats;
mod openssh;
mod passphrases;
mod repairs;
mod secrets;
mod sets;
mod weakness;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use jwt_core::Provider;
use jwt_keys::{Found, Key, KeyError, Reader};

/// ring, and RustCrypto for what ring lacks.
fn provider() -> Provider {
    jwt_ring::PROVIDER.or(jwt_rustcrypto::PROVIDER)
}

fn read(input: impl AsRef<[u8]>) -> Result<Found, KeyError> {
    Reader::new(&provider()).label("secret").read(input.as_ref())
}

fn error(input: impl AsRef<[u8]>) -> KeyError {
    read(input).expect_err("no key")
}

/// A key of this directory, or of the workspace's.
fn file(name: &str) -> Vec<u8> {
    let root = env!("CARGO_MANIFEST_DIR");
    let own = format!("{root}/tests/keys/{name}");
    let shared = format!("{root}/../../tests/keys/{name}");
    std::fs::read(own).or_else(|_| std::fs::read(shared)).expect(name)
}

fn text(name: &str) -> String {
    String::from_utf8(file(name)).expect(name)
}

/// What is between the label lines.
fn binary(name: &str) -> Vec<u8> {
    let text = text(name);
    let lines: String = text.lines().filter(|line| !line.starts_with('-')).collect();
    BASE64_STANDARD.decode(lines).expect("base64")
}

/// Both are the same key: what one signs, the other verifies.
fn assert_pair(private: &Key<'_>, public: &Key<'_>) {
    let algorithm = private.algorithms()[0];
    let signer = private.signer(&provider(), algorithm).expect("a private key");
    let verifier = public.verifier(&provider(), algorithm).expect("a public key");
    let mut signature = vec![0; signer.signature_len()];
    signer.sign(b"message", &mut signature).expect("a signature");
    verifier.verify(b"message", &signature).expect("the same key");
}
