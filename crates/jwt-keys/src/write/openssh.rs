//! OpenSSH's own forms: the line of a public key, and the block of a private one
//! ([PROTOCOL.key](https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key)).
//!
//! Written by hand, as they are read: the one crate for them has no stable release over the
//! libraries used here, and the format is a few strings with their lengths in front.

use super::obstacle::Obstacle;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use jwt_core::{Jwk, KeyParameters};
use pkcs8::{LineEnding, der::pem};
use ssh_cipher::Cipher;
use zeroize::Zeroizing;

/// The public key as one line, as in `id_ed25519.pub`; the `kid` is its comment.
pub(super) fn public(key: &Jwk) -> Result<Zeroizing<Vec<u8>>, Obstacle> {
    let kind = kind(key.parameters())?;
    let blob = BASE64_STANDARD.encode(&*public_blob(kind, key.parameters())?);
    let line = format!("{kind} {blob} {}", comment(key));
    Ok(Zeroizing::new(format!("{}\n", line.trim_end()).into_bytes()))
}

/// The private key, as in `id_ed25519`. A passphrase encrypts it as `ssh-keygen` does.
pub(super) fn private(
    key: &Jwk,
    passphrase: Option<&[u8]>,
) -> Result<Zeroizing<Vec<u8>>, Obstacle> {
    let kind = kind(key.parameters())?;
    let public = public_blob(kind, key.parameters())?;
    let (cipher, kdf, salt) = match passphrase {
        Some(_) => (Cipher::Aes256Ctr, "bcrypt", random::<16>()?),
        None => (Cipher::None, "none", [0; 16]),
    };
    let mut secret = Blob::new();
    let check = random::<4>()?;
    secret.0.extend(check);
    secret.0.extend(check);
    secret.string(kind.as_bytes());
    private_fields(&mut secret, key.parameters())?;
    secret.string(comment(key).as_bytes());
    let block = if passphrase.is_some() { 16 } else { 8 };
    let padding = secret.0.len().next_multiple_of(block) - secret.0.len();
    secret.0.extend((1..=16).take(padding));
    let mut options = Blob::new();
    if let Some(passphrase) = passphrase {
        let mut key_and_iv = Zeroizing::new([0; 48]);
        bcrypt_pbkdf::bcrypt_pbkdf(passphrase, &salt, ROUNDS, &mut *key_and_iv)
            .map_err(|_| Obstacle::Encoding)?;
        let (key, iv) = key_and_iv.split_at(32);
        cipher.encrypt(key, iv, &mut secret.0).map_err(|_| Obstacle::Encoding)?;
        options.string(&salt);
        options.0.extend(ROUNDS.to_be_bytes());
    }

    let mut whole = Blob::new();
    whole.0.extend(b"openssh-key-v1\0");
    whole.string(cipher.as_str().as_bytes());
    whole.string(kdf.as_bytes());
    whole.string(&options.0);
    whole.0.extend(1u32.to_be_bytes()); // how many keys there are
    whole.string(&public);
    whole.string(&secret.0);
    let text = pem::encode_string("OPENSSH PRIVATE KEY", LineEnding::LF, &whole.0)
        .map_err(|_| Obstacle::Encoding)?;
    Ok(Zeroizing::new(text.into_bytes()))
}

/// Work for whoever guesses at passphrases: half as much again as `ssh-keygen` long asked for.
const ROUNDS: u32 = 24;

/// The name of the kind of key.
fn kind(key: &KeyParameters) -> Result<&'static str, Obstacle> {
    Ok(match key {
        KeyParameters::Rsa(_) => "ssh-rsa",
        KeyParameters::Okp(okp) if okp.crv == "Ed25519" => "ssh-ed25519",
        KeyParameters::Ec(ec) => match ec.crv.as_str() {
            "P-256" => "ecdsa-sha2-nistp256",
            "P-384" => "ecdsa-sha2-nistp384",
            "P-521" => "ecdsa-sha2-nistp521",
            _ => return Err(Obstacle::Unfit),
        },
        _ => return Err(Obstacle::Unfit),
    })
}

/// [RFC 4253 §6.6](https://www.rfc-editor.org/rfc/rfc4253#section-6.6), and the like of
/// [RFC 5656](https://www.rfc-editor.org/rfc/rfc5656#section-3.1) and
/// [RFC 8709](https://www.rfc-editor.org/rfc/rfc8709#section-4).
fn public_blob(kind: &str, key: &KeyParameters) -> Result<Zeroizing<Vec<u8>>, Obstacle> {
    let mut blob = Blob::new();
    blob.string(kind.as_bytes());
    match key {
        KeyParameters::Rsa(rsa) => {
            blob.number(&rsa.e);
            blob.number(&rsa.n);
        }
        _ => curve_fields(&mut blob, key)?,
    }
    Ok(blob.0)
}

/// Where the public half stands in the private one too, it is in front.
fn private_fields(blob: &mut Blob, key: &KeyParameters) -> Result<(), Obstacle> {
    match key {
        KeyParameters::Rsa(rsa) => {
            let private = rsa.private.as_ref().ok_or(Obstacle::Public)?;
            let (d, qi, p, q) = (&private.d, &private.qi, &private.p, &private.q);
            for number in [&*rsa.n, &*rsa.e, &**d, &**qi, &**p, &**q] {
                blob.number(number);
            }
        }
        KeyParameters::Ec(ec) => {
            curve_fields(blob, key)?;
            blob.number(ec.d.as_ref().ok_or(Obstacle::Public)?);
        }
        KeyParameters::Okp(okp) => {
            curve_fields(blob, key)?;
            let d = okp.d.as_deref().ok_or(Obstacle::Public)?;
            let x = okp.x.as_deref().ok_or(Obstacle::PublicHalfMissing)?;
            blob.string(&Zeroizing::new([d, x].concat()));
        }
        _ => return Err(Obstacle::Unfit),
    }
    Ok(())
}

fn curve_fields(blob: &mut Blob, key: &KeyParameters) -> Result<(), Obstacle> {
    match key {
        KeyParameters::Ec(ec) => {
            let name = ec.crv.replace("P-", "nistp");
            blob.string(name.as_bytes());
            blob.string(&ec.point.as_ref().ok_or(Obstacle::PublicHalfMissing)?.to_sec1());
        }
        KeyParameters::Okp(okp) => {
            blob.string(okp.x.as_deref().ok_or(Obstacle::PublicHalfMissing)?);
        }
        _ => return Err(Obstacle::Unfit),
    }
    Ok(())
}

/// The `kid`, unless it would break the line.
fn comment(key: &Jwk) -> &str {
    let graphic = |kid: &&str| kid.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
    key.kid().filter(graphic).unwrap_or_default()
}

fn random<const N: usize>() -> Result<[u8; N], Obstacle> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| Obstacle::NoRandomness)?;
    Ok(bytes)
}

/// Bytes in SSH's encoding ([RFC 4251 §5](https://www.rfc-editor.org/rfc/rfc4251#section-5)).
struct Blob(Zeroizing<Vec<u8>>);

impl Blob {
    /// With room for an RSA key, so that growing leaves no copies of it behind.
    fn new() -> Self {
        Self(Zeroizing::new(Vec::with_capacity(8 * 1024)))
    }

    fn string(&mut self, bytes: &[u8]) {
        // No key comes near to 4 GiB.
        self.0.extend(u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes());
        self.0.extend(bytes);
    }

    /// A number that is not negative: the first bit is its sign.
    fn number(&mut self, big_endian: &[u8]) {
        let zeros = big_endian.iter().take_while(|&&byte| byte == 0).count();
        let digits = &big_endian[zeros..];
        match digits.first() {
            Some(0x80..) => self.string(&Zeroizing::new([&[0], digits].concat())),
            _ => self.string(digits),
        }
    }
}
