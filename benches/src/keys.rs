use jwt_core::Algorithm;

/// The algorithms that all three have.
pub const ALGORITHMS: [Algorithm; 6] = [
    Algorithm::HS256,
    Algorithm::RS256,
    Algorithm::PS256,
    Algorithm::ES256,
    Algorithm::ES384,
    Algorithm::EDDSA,
];

/// The secret for HS256.
pub const SECRET: &[u8; 32] = b"a secret of 32 bytes for benches";

/// The private key for an algorithm other than HS256. RSA has 2048 bits.
#[must_use]
pub fn private_pem(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::ES256 => include_str!("../../tests/keys/p256-a.pem"),
        Algorithm::ES384 => include_str!("../../tests/keys/p384-a.pem"),
        Algorithm::EDDSA => include_str!("../../tests/keys/ed25519-a.pem"),
        _ => include_str!("../../tests/keys/rsa-a.pem"),
    }
}

/// Its public half.
#[must_use]
pub fn public_pem(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::ES256 => include_str!("../../tests/keys/p256-a.pub.pem"),
        Algorithm::ES384 => include_str!("../../tests/keys/p384-a.pub.pem"),
        Algorithm::EDDSA => include_str!("../../tests/keys/ed25519-a.pub.pem"),
        _ => include_str!("../../tests/keys/rsa-a.pub.pem"),
    }
}
