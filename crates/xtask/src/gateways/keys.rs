use super::Ground;
use crate::{Failure, command::output};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// What the clients of a gateway sign with: for each algorithm a key, and one that nobody trusts.
pub(super) struct Keys {
    folder: PathBuf,
}

impl Keys {
    /// Makes the keys in a folder, as JWKs, or as text for HMAC.
    pub(super) fn make(
        ground: &Ground,
        folder: PathBuf,
        algorithms: &[&str],
    ) -> Result<Self, Failure> {
        for folder in [folder.clone(), folder.join("of-another")] {
            fs::create_dir_all(&folder)?;
            for algorithm in algorithms {
                let format = if algorithm.starts_with("HS") { "secret" } else { "jwk" };
                let mut keygen = ground.jwt();
                keygen.args(["keygen", "--alg", algorithm, "--format", format]);
                fs::write(folder.join(format!("{algorithm}.key")), output(&mut keygen)?)?;
            }
        }
        Ok(Self { folder })
    }

    /// The file of an algorithm's key.
    pub(super) fn file(&self, algorithm: &str) -> PathBuf {
        self.folder.join(format!("{algorithm}.key"))
    }

    /// What an algorithm's file holds, without the line break at its end.
    pub(super) fn text(&self, algorithm: &str) -> Result<String, Failure> {
        Ok(fs::read_to_string(self.file(algorithm))?.trim_end().to_owned())
    }

    /// Writes an algorithm's public key in PEM.
    pub(super) fn write_pem(
        &self,
        ground: &Ground,
        algorithm: &str,
        to: &Path,
    ) -> Result<(), Failure> {
        convert(ground, &self.file(algorithm), "pem", to)
    }

    /// Writes the public keys of algorithms as a JWK Set.
    pub(super) fn write_set(
        &self,
        ground: &Ground,
        algorithms: &[&str],
        to: &Path,
    ) -> Result<(), Failure> {
        let keys: Result<Vec<String>, Failure> =
            algorithms.iter().map(|algorithm| self.text(algorithm)).collect();
        let private = self.folder.join("all.jwks");
        fs::write(&private, format!("{{\"keys\":[{}]}}", keys?.join(",")))?;
        convert(ground, &private, "jwks", to)
    }
}

fn convert(ground: &Ground, key: &Path, form: &str, to: &Path) -> Result<(), Failure> {
    let mut convert = ground.jwt();
    convert.arg("convert").arg(key).args(["--to", form, "--public"]);
    Ok(fs::write(to, output(&mut convert)?)?)
}
