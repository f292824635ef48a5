use super::{sign::sign_one, verify::verify_one};
use crate::{Backend, Claims, Group};
use jwt_core::Algorithm;

/// HS256 over payloads of 256 bytes to 64 KiB.
///
/// # Panics
/// If a way fails.
#[must_use]
pub fn size(backend: Backend) -> Vec<Group> {
    let algorithm = Algorithm::HS256;
    let sizes = [
        ("256 B", 256),
        ("1 KiB", 1 << 10),
        ("4 KiB", 4 << 10),
        ("16 KiB", 16 << 10),
        ("64 KiB", 64 << 10),
    ];
    let groups = sizes.into_iter().flat_map(|(name, bytes)| {
        let claims = Claims::of_len(bytes);
        [sign_one(backend, algorithm, name, &claims), verify_one(backend, algorithm, name, &claims)]
    });
    groups
        .map(|group| Group {
            operation: if group.operation == "sign" { "size, sign" } else { "size, verify" },
            ..group
        })
        .collect()
}
