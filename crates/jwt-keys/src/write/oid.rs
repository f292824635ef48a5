//! The object identifiers of keys and curves.

use pkcs8::ObjectIdentifier;

pub(super) const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
pub(super) const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");

/// Of an elliptic curve, by its name in a JWK.
pub(super) fn curve(crv: &str) -> Option<ObjectIdentifier> {
    Some(match crv {
        "P-256" => ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7"),
        "P-384" => ObjectIdentifier::new_unwrap("1.3.132.0.34"),
        "P-521" => ObjectIdentifier::new_unwrap("1.3.132.0.35"),
        "secp256k1" => ObjectIdentifier::new_unwrap("1.3.132.0.10"),
        _ => return None,
    })
}

/// Of an Edwards curve ([RFC 8410](https://www.rfc-editor.org/rfc/rfc8410#section-3)).
pub(super) fn edwards(crv: &str) -> Option<ObjectIdentifier> {
    Some(match crv {
        "Ed25519" => ObjectIdentifier::new_unwrap("1.3.101.112"),
        "Ed448" => ObjectIdentifier::new_unwrap("1.3.101.113"),
        _ => return None,
    })
}

/// Of ML-DSA ([RFC 9881](https://www.rfc-editor.org/rfc/rfc9881#section-2)).
pub(super) fn ml_dsa(algorithm: &str) -> Option<ObjectIdentifier> {
    Some(match algorithm {
        "ML-DSA-44" => ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.3.17"),
        "ML-DSA-65" => ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.3.18"),
        "ML-DSA-87" => ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.3.19"),
        _ => return None,
    })
}
