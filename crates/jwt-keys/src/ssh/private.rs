use super::{
    public::{ec, ed25519, foreign_kind},
    wire::{Wire, broken},
};
use crate::{error::KeyErrorKind, exponent::modulo_less_one, foreign};
use jwt_core::{KeyParameters, OkpParameters, RsaParameters, RsaPrivate, Secret};
use ssh_cipher::Cipher;
use zeroize::Zeroizing;

/// What an OpenSSH private key begins with.
pub(crate) const MAGIC: &[u8] = b"openssh-key-v1\0";

/// An OpenSSH private key, as OpenSSH's file `PROTOCOL.key` describes it.
pub(crate) struct PrivateKey {
    pub(crate) parameters: KeyParameters,
    pub(crate) comment: Option<String>,
    pub(crate) is_encrypted: bool,
}

impl PrivateKey {
    /// Reads what is between the label lines.
    pub(crate) fn read(bytes: &[u8], passphrase: Option<&[u8]>) -> Result<Self, KeyErrorKind> {
        let mut wire = Wire(bytes.strip_prefix(MAGIC).ok_or_else(broken)?);
        let cipher = wire.text()?;
        let derivation = wire.text()?;
        let options = wire.string()?;
        if wire.uint32()? != 1 {
            return Err(broken());
        }
        let public = wire.string()?;
        let mut section = Zeroizing::new(wire.string()?.to_vec());
        let kind = Wire(public).text()?;
        if !matches!(kind, "ssh-ed25519" | "ssh-rsa") && !kind.starts_with("ecdsa-sha2-nistp") {
            return Err(KeyErrorKind::Foreign(foreign_kind(kind)));
        }
        let is_encrypted = cipher != "none";
        if is_encrypted {
            let lock = Lock { cipher, derivation, options, tag: wire.0 };
            lock.open(passphrase, &mut section)?;
        } else {
            wire.end()?;
        }
        let mut wire = Wire(&section);
        if wire.uint32()? != wire.uint32()? {
            return Err(if is_encrypted { KeyErrorKind::PassphraseWrong } else { broken() });
        }
        let parameters = parameters(&mut wire)?;
        let comment = Some(wire.text()?.to_owned()).filter(|comment| !comment.is_empty());
        if wire.0.iter().zip(1_u8..).any(|(&byte, expected)| byte != expected) {
            return Err(broken());
        }
        Ok(Self { parameters, comment, is_encrypted })
    }
}

/// How a key is encrypted.
struct Lock<'a> {
    cipher: &'a str,
    derivation: &'a str,
    options: &'a [u8],
    tag: &'a [u8],
}

impl Lock<'_> {
    fn open(&self, passphrase: Option<&[u8]>, section: &mut [u8]) -> Result<(), KeyErrorKind> {
        // ssh-keygen does 16 or 24 rounds unless it is told otherwise; each takes milliseconds.
        const MOST_ROUNDS: u32 = 1024;

        let unknown = KeyErrorKind::Foreign(foreign::SSH_ENCRYPTION);
        let cipher = CIPHERS.into_iter().find(|cipher| cipher.as_str() == self.cipher);
        let cipher = cipher.ok_or(unknown.clone())?;
        let (key, iv) = cipher.key_and_iv_size().ok_or(unknown.clone())?;
        if self.derivation != "bcrypt" {
            return Err(unknown);
        }
        let mut options = Wire(self.options);
        let (salt, rounds) = (options.string()?, options.uint32()?);
        options.end()?;
        if rounds > MOST_ROUNDS {
            return Err(KeyErrorKind::TooCostly);
        }
        let passphrase = passphrase.ok_or(KeyErrorKind::PassphraseMissing)?;
        let mut derived = Zeroizing::new(vec![0; key + iv]);
        // It takes neither an empty passphrase nor an empty salt.
        bcrypt_pbkdf::bcrypt_pbkdf(passphrase, salt, rounds, &mut derived)
            .map_err(|_| KeyErrorKind::PassphraseWrong)?;
        let (key, iv) = derived.split_at(key);
        let tag = match (cipher.has_tag(), self.tag) {
            (true, tag) => Some(tag.try_into().map_err(|_| broken())?),
            (false, []) => None,
            (false, _) => return Err(broken()),
        };
        cipher.decrypt(key, iv, section, tag).map_err(|_| KeyErrorKind::PassphraseWrong)
    }
}

fn parameters(wire: &mut Wire<'_>) -> Result<KeyParameters, KeyErrorKind> {
    Ok(match wire.text()? {
        "ssh-ed25519" => {
            let public = ed25519(wire)?;
            let (seed, again) = wire.string()?.split_at_checked(32).ok_or_else(broken)?;
            if public.x.as_deref() != Some(again) {
                return Err(broken());
            }
            KeyParameters::Okp(OkpParameters { d: Some(seed.to_vec().into()), ..public })
        }
        "ssh-rsa" => KeyParameters::Rsa(rsa(wire)?),
        kind if kind.starts_with("ecdsa-sha2-nistp") => {
            let (mut key, len) = ec(wire)?;
            let number = wire.number()?;
            let zeros = len.checked_sub(number.len()).ok_or_else(broken)?;
            let mut d = vec![0; zeros];
            d.reserve_exact(len);
            d.extend_from_slice(number);
            key.d = Some(d.into());
            KeyParameters::Ec(key)
        }
        kind => return Err(KeyErrorKind::Foreign(foreign_kind(kind))),
    })
}

/// OpenSSH leaves out what can be worked out: d mod (p − 1) and d mod (q − 1).
fn rsa(wire: &mut Wire<'_>) -> Result<RsaParameters, KeyErrorKind> {
    let (n, e, d) = (wire.number()?, wire.number()?, wire.number()?);
    let (qi, p, q) = (wire.number()?, wire.number()?, wire.number()?);
    // The division takes time that grows with the square of the length.
    if n.len() > 1024 || [d, qi, p, q].iter().any(|number| number.len() > n.len()) {
        return Err(broken());
    }
    let secret = |number: &[u8]| Secret::from(number.to_vec());
    Ok(RsaParameters {
        n: n.to_vec(),
        e: e.to_vec(),
        private: Some(RsaPrivate {
            d: secret(d),
            p: secret(p),
            q: secret(q),
            dp: modulo_less_one(d, p).ok_or_else(broken)?,
            dq: modulo_less_one(d, q).ok_or_else(broken)?,
            qi: secret(qi),
        }),
    })
}

/// AES in the modes that ssh-keygen writes. Its default is `aes256-ctr`.
const CIPHERS: [Cipher; 8] = [
    Cipher::Aes256Ctr,
    Cipher::Aes192Ctr,
    Cipher::Aes128Ctr,
    Cipher::Aes256Cbc,
    Cipher::Aes192Cbc,
    Cipher::Aes128Cbc,
    Cipher::Aes256Gcm,
    Cipher::Aes128Gcm,
];
