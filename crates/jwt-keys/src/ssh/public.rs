use super::wire::{Wire, broken};
use crate::{
    error::KeyErrorKind,
    foreign::{self, Foreign},
    pem::{self, PemFault},
};
use jwt_core::{EcParameters, EcPoint, KeyParameters, OkpParameters, RsaParameters};

/// An OpenSSH public key
/// ([RFC 4253 §6.6](https://www.rfc-editor.org/rfc/rfc4253#section-6.6),
/// [RFC 5656](https://www.rfc-editor.org/rfc/rfc5656#section-3.1),
/// [RFC 8709](https://www.rfc-editor.org/rfc/rfc8709#section-4)).
pub(crate) struct PublicKey {
    pub(crate) parameters: KeyParameters,
    pub(crate) comment: Option<String>,
}

impl PublicKey {
    /// Reads the one line with a key, as in a `.pub` file.
    pub(crate) fn from_lines(text: &str) -> Result<Self, KeyErrorKind> {
        let mut lines = text.lines().map(str::trim).filter(|line| {
            // Comments, as in a list of authorized keys.
            !line.is_empty() && !line.starts_with('#')
        });
        let line = lines.next().ok_or_else(broken)?;
        let more = lines.count();
        if more > 0 {
            let fault = PemFault::Several { count: more + 1, what: "lines of public keys" };
            return Err(KeyErrorKind::Pem(fault));
        }
        let mut words = line.splitn(3, [' ', '\t']);
        let kind = words.next().unwrap_or_default();
        let bytes = pem::decode(words.next().unwrap_or_default()).map_err(|_| broken())?;
        let comment = words.next().map(|comment| comment.trim().to_owned());
        if Wire(&bytes).text() != Ok(kind) {
            return Err(broken());
        }
        let comment = comment.filter(|comment| !comment.is_empty());
        Ok(Self { parameters: parameters(&bytes)?, comment })
    }

    /// Reads a key in its binary form.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, KeyErrorKind> {
        Ok(Self { parameters: parameters(bytes)?, comment: None })
    }
}

/// Whether a text begins like the line of a public key, or with comments above one.
pub(crate) fn is_line(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_start);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('#'));
    first.and_then(|line| line.split_once([' ', '\t'])).is_some_and(|(kind, _)| is_kind(kind))
}

/// Whether bytes begin like a public key.
pub(crate) fn is_public(bytes: &[u8]) -> bool {
    Wire(bytes).text().is_ok_and(is_kind)
}

/// What no JWT algorithm uses, or cannot use.
pub(super) fn foreign_kind(kind: &str) -> Foreign {
    match kind {
        _ if kind.ends_with("-cert-v01@openssh.com") => foreign::SSH_CERTIFICATE,
        _ if kind.starts_with("sk-") => foreign::SECURITY_KEY,
        "ssh-dss" => foreign::DSA,
        _ => foreign::UNKNOWN_KEY,
    }
}

/// The name of a curve, and the length of its numbers in bytes.
pub(super) fn curve(name: &str) -> Result<(&'static str, usize), KeyErrorKind> {
    Ok(match name {
        "nistp256" => ("P-256", 32),
        "nistp384" => ("P-384", 48),
        "nistp521" => ("P-521", 66),
        _ => return Err(KeyErrorKind::Foreign(foreign::UNKNOWN_KEY)),
    })
}

/// Reads a curve and a point on it.
pub(super) fn ec(wire: &mut Wire<'_>) -> Result<(EcParameters, usize), KeyErrorKind> {
    let (crv, len) = curve(wire.text()?)?;
    let point = EcPoint::from_sec1(wire.string()?).filter(|point| point.x.len() == len);
    let point = Some(point.ok_or_else(broken)?);
    Ok((EcParameters { crv: crv.to_owned(), point, d: None }, len))
}

pub(super) fn ed25519(wire: &mut Wire<'_>) -> Result<OkpParameters, KeyErrorKind> {
    let x = wire.string()?;
    if x.len() != 32 {
        return Err(broken());
    }
    Ok(OkpParameters { crv: "Ed25519".to_owned(), x: Some(x.to_vec()), d: None })
}

fn parameters(bytes: &[u8]) -> Result<KeyParameters, KeyErrorKind> {
    let mut wire = Wire(bytes);
    let parameters = match wire.text()? {
        "ssh-ed25519" => KeyParameters::Okp(ed25519(&mut wire)?),
        "ssh-rsa" => {
            let (e, n) = (wire.number()?.to_vec(), wire.number()?.to_vec());
            KeyParameters::Rsa(RsaParameters { n, e, private: None })
        }
        kind @ ("ecdsa-sha2-nistp256" | "ecdsa-sha2-nistp384" | "ecdsa-sha2-nistp521") => {
            if Wire(wire.0).text()? != kind.trim_start_matches("ecdsa-sha2-") {
                return Err(broken());
            }
            KeyParameters::Ec(ec(&mut wire)?.0)
        }
        kind => return Err(KeyErrorKind::Foreign(foreign_kind(kind))),
    };
    wire.end()?;
    Ok(parameters)
}

fn is_kind(word: &str) -> bool {
    ["ssh-ed25519", "ssh-rsa", "ssh-dss", "ecdsa-sha2-nistp", "sk-ssh-", "sk-ecdsa-"]
        .iter()
        .any(|kind| word.starts_with(kind))
}
