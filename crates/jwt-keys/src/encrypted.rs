//! PKCS#8 that a passphrase opens
//! ([RFC 5958 §3](https://www.rfc-editor.org/rfc/rfc5958#section-3)), by PBES2
//! ([RFC 8018 §6.2](https://www.rfc-editor.org/rfc/rfc8018#section-6.2)).

use crate::{error::KeyErrorKind, foreign};
use pkcs8::{
    EncryptedPrivateKeyInfoRef,
    pkcs5::{
        self,
        pbes2::{Kdf, Pbkdf2Params, ScryptParams},
    },
};
use zeroize::Zeroizing;

/// The PKCS#8 inside.
pub(crate) fn open(
    der: &[u8],
    passphrase: Option<&[u8]>,
) -> Result<Zeroizing<Vec<u8>>, KeyErrorKind> {
    let old = KeyErrorKind::Foreign(foreign::OLD_ENCRYPTION);
    let key = EncryptedPrivateKeyInfoRef::try_from(der).map_err(|_| old.clone())?;
    let scheme = key.encryption_algorithm.pbes2().ok_or(old.clone())?;
    check_cost(&scheme.kdf)?;
    let passphrase = passphrase.ok_or(KeyErrorKind::PassphraseMissing)?;
    match scheme.decrypt(passphrase, key.encrypted_data.as_bytes()).map(Zeroizing::new) {
        Ok(opened) if opened.first() == Some(&0x30) => Ok(opened),
        Ok(_) | Err(pkcs5::Error::DecryptFailed) => Err(KeyErrorKind::PassphraseWrong),
        Err(_) => Err(old),
    }
}

/// A file says how much work its passphrase takes. Some 16 times of what OpenSSL and others write
/// today is let through: 128 MiB for scrypt, and ten million rounds of PBKDF2.
fn check_cost(kdf: &Kdf) -> Result<(), KeyErrorKind> {
    const SCRYPT_MEMORY: u64 = 1 << 20; // in units of 128 bytes
    const SCRYPT_WORK: u64 = 1 << 22;
    const PBKDF2_ROUNDS: u32 = 10_000_000;

    let fair = match kdf {
        Kdf::Scrypt(ScryptParams { cost_parameter, block_size, parallelization, .. }) => {
            let memory = cost_parameter.saturating_mul(u64::from(*block_size));
            let work = memory.saturating_mul(u64::from(*parallelization));
            memory <= SCRYPT_MEMORY && work <= SCRYPT_WORK
        }
        Kdf::Pbkdf2(Pbkdf2Params { iteration_count, .. }) => *iteration_count <= PBKDF2_ROUNDS,
        _ => false,
    };
    if fair { Ok(()) } else { Err(KeyErrorKind::TooCostly) }
}
