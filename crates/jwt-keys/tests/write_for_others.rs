//! What OpenSSL and OpenSSH make of the keys that are written here.

use jwt_core::{Algorithm, Jwk, Provider};
use jwt_keys::{Target, Writer, generate};
use std::{
    fs,
    path::PathBuf,
    process::{Command, Output},
};
use tempfile::TempDir;

const PASSPHRASE: &[u8] = b"correct horse";

/// Those that both of them know.
const ALGORITHMS: [Algorithm; 5] =
    [Algorithm::RS256, Algorithm::ES256, Algorithm::ES384, Algorithm::ES512, Algorithm::EDDSA];

fn provider() -> Provider {
    jwt_ring::PROVIDER.or(jwt_rustcrypto::PROVIDER)
}

fn new_key(algorithm: Algorithm) -> Jwk {
    generate(&provider(), algorithm, None).expect("a key").with_kid("my key")
}

/// A folder of its own for each test.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(TempDir::new().expect("a folder"))
    }

    fn write(&self, name: &str, writer: Writer<'_>, key: &Jwk) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, writer.write(key).expect("the form fits")).expect("a file");
        // ssh-keygen takes no private key that others may read.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("its mode");
        }
        path
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Output {
        let mut command = Command::new(program);
        let command = command.current_dir(self.0.path()).args(arguments);
        command.output().expect("openssl and ssh-keygen are installed")
    }

    /// What a command prints, which must succeed.
    fn printed(&self, program: &str, arguments: &[&str]) -> String {
        let output = self.run(program, arguments);
        let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
        assert!(output.status.success(), "{program} {arguments:?}: {}", text(&output.stderr));
        text(&output.stdout)
    }

    /// The public key as OpenSSL takes it out of a file.
    fn openssl_public(&self, arguments: &[&str]) -> String {
        self.printed("openssl", &[&["pkey", "-pubout"], arguments].concat())
    }
}

fn spki(key: &Jwk) -> String {
    let pem = Writer::new(Target::SpkiPem).write(key).expect("a public key");
    String::from_utf8(pem.to_vec()).expect("PEM is text")
}

#[test]
fn openssl_reads_every_der_form() {
    let folder = Folder::new();
    for algorithm in ALGORITHMS.into_iter().chain([Algorithm::ES256K]) {
        let key = new_key(algorithm);
        let mut forms = vec![Target::Pkcs8Pem, Target::Pkcs8Der];
        match key.parameters().kty() {
            "RSA" => forms.extend([Target::Pkcs1Pem, Target::Pkcs1Der]),
            "EC" => forms.extend([Target::Sec1Pem, Target::Sec1Der]),
            _ => {}
        }
        for target in forms {
            folder.write("key", Writer::new(target), &key);
            let form = if target.is_text() { "PEM" } else { "DER" };
            let public = folder.openssl_public(&["-inform", form, "-in", "key"]);
            assert_eq!(public, spki(&key), "{algorithm} {target:?}");
            folder.printed("openssl", &["pkey", "-check", "-inform", form, "-in", "key"]);
        }
        // It writes the same bytes.
        let pem = Writer::new(Target::Pkcs8Pem);
        folder.write("key", pem, &key);
        let again = folder.printed("openssl", &["pkey", "-in", "key"]);
        assert_eq!(again.as_bytes(), &**pem.write(&key).expect("a key"), "{algorithm}");
        folder.write("public", Writer::new(Target::SpkiDer), &key);
        let public = folder.openssl_public(&["-pubin", "-inform", "DER", "-in", "public"]);
        assert_eq!(public, spki(&key), "{algorithm}");
    }
}

#[test]
fn openssl_opens_encrypted_keys_with_the_passphrase_only() {
    let folder = Folder::new();
    for algorithm in ALGORITHMS {
        let key = new_key(algorithm);
        for target in [Target::Pkcs8Pem, Target::Pkcs8Der] {
            folder.write("key", Writer::new(target).passphrase(PASSPHRASE), &key);
            let form = if target.is_text() { "PEM" } else { "DER" };
            let open = ["-inform", form, "-in", "key", "-passin"];
            let public = folder.openssl_public(&[&open[..], &["pass:correct horse"]].concat());
            assert_eq!(public, spki(&key), "{algorithm} {target:?}");
            let wrong = [&["pkey"], &open[..], &["pass:wrong"]].concat();
            assert!(!folder.run("openssl", &wrong).status.success(), "{algorithm}");
        }
    }
}

#[test]
fn a_guess_at_the_passphrase_costs_600000_rounds() {
    let folder = Folder::new();
    let writer = Writer::new(Target::Pkcs8Pem).passphrase(PASSPHRASE);
    folder.write("key", writer, &new_key(Algorithm::ES256));
    let parsed = folder.printed("openssl", &["asn1parse", "-in", "key"]);
    for part in ["PBKDF2", "INTEGER           :0927C0", "hmacWithSHA256", "aes-256-cbc"] {
        assert!(parsed.contains(part), "{part}: {parsed}");
    }
    let zeros = format!("[HEX DUMP]:{}", "0".repeat(32));
    assert!(!parsed.contains(&zeros), "neither salt nor IV is random: {parsed}");
}

#[test]
fn ssh_keygen_reads_openssh_keys() {
    let folder = Folder::new();
    for algorithm in ALGORITHMS {
        let key = new_key(algorithm);
        let public = Writer::new(Target::OpenSsh).write(&key.to_public().expect("a public half"));
        let public = String::from_utf8(public.expect("a line").to_vec()).expect("text");
        assert!(public.ends_with(" my key\n"), "{public}");
        for (writer, passphrase) in [
            (Writer::new(Target::OpenSsh), ""),
            (Writer::new(Target::OpenSsh).passphrase(PASSPHRASE), "correct horse"),
        ] {
            folder.write("key", writer, &key);
            let shown = folder.printed("ssh-keygen", &["-y", "-P", passphrase, "-f", "key"]);
            assert_eq!(shown, public, "{algorithm}");
        }
        let wrong = folder.run("ssh-keygen", &["-y", "-P", "wrong", "-f", "key"]);
        assert!(!wrong.status.success(), "{algorithm}");
    }
}

#[test]
fn ssh_keygen_converts_to_the_same_public_key() {
    let folder = Folder::new();
    for algorithm in [Algorithm::RS256, Algorithm::ES256, Algorithm::ES384, Algorithm::ES512] {
        let key = new_key(algorithm);
        folder.write("key.pub", Writer::new(Target::OpenSsh), &key.to_public().expect("public"));
        let converted = folder.printed("ssh-keygen", &["-e", "-m", "PKCS8", "-f", "key.pub"]);
        assert_eq!(converted, spki(&key), "{algorithm}");
    }
}
