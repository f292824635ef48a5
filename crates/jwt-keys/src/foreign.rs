//! What people take for a key, and what is none for a token.

/// Something known by its content that is no key for a token, and what to do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Foreign {
    what: &'static str,
    hint: &'static str,
    code: &'static str,
}

impl Foreign {
    /// What it is, as in `secret holds …`.
    #[must_use]
    pub const fn what(&self) -> &'static str {
        self.what
    }

    /// What to do.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        self.hint
    }

    pub(crate) const fn code(&self) -> &'static str {
        self.code
    }

    const fn kind(what: &'static str, hint: &'static str) -> Self {
        Self { what, hint, code: "KEY_KIND" }
    }

    const fn form(what: &'static str, hint: &'static str) -> Self {
        Self { what, hint, code: "PEM" }
    }
}

pub(crate) const DSA: Foreign =
    Foreign::kind("a DSA key", "no JWT algorithm uses DSA; make an EC or an Ed25519 key");
pub(crate) const DIFFIE_HELLMAN: Foreign = Foreign::kind(
    "a key for Diffie-Hellman (X25519, X448 or DH)",
    "such keys agree on secrets and sign nothing; make an Ed25519 key",
);
pub(crate) const RSA_PSS: Foreign = Foreign::kind(
    "an RSA key that is marked for PSS alone",
    "make a plain RSA key, which serves PS256 too: openssl genpkey -algorithm RSA \
     -pkeyopt rsa_keygen_bits:3072",
);
pub(crate) const UNKNOWN_KEY: Foreign = Foreign::kind(
    "a key of a kind that no JWT algorithm here uses",
    "look at it: openssl asn1parse -in KEY",
);
pub(crate) const EXPLICIT_CURVE: Foreign = Foreign::form(
    "an EC key that spells out its curve instead of naming it",
    "write it anew: openssl pkey -in KEY -ec_param_enc named_curve -out NEW",
);
pub(crate) const NO_CURVE: Foreign = Foreign::form(
    "an EC key that does not say which curve it is on",
    "give the key with its parameters, or as PKCS#8",
);
pub(crate) const PARAMETERS: Foreign = Foreign::kind(
    "parameters for keys, and no key",
    "make a key: openssl genpkey -paramfile FILE -out KEY",
);
pub(crate) const CSR: Foreign = Foreign::kind(
    "a certificate request",
    "give the private key that it was made with; its public key shows openssl req -in FILE \
     -pubkey -noout",
);
pub(crate) const CRL: Foreign =
    Foreign::kind("a list of revoked certificates", "give a key or a certificate");
pub(crate) const PKCS7: Foreign = Foreign::kind(
    "PKCS#7, a bundle of certificates",
    "take the certificates out of it: openssl pkcs7 -in FILE -print_certs",
);
pub(crate) const PKCS12: Foreign = Foreign::kind(
    "PKCS#12 (.p12, .pfx)",
    "take the private key out of it: openssl pkcs12 -in FILE -nocerts -nodes -out KEY",
);
pub(crate) const JAVA: Foreign = Foreign::kind(
    "a Java key store",
    "turn it into PKCS#12: keytool -importkeystore -srckeystore FILE -destkeystore NEW.p12 \
     -deststoretype PKCS12",
);
pub(crate) const TRUSTED: Foreign = Foreign::form(
    "a certificate with OpenSSL's own remarks on trust",
    "write it anew: openssl x509 -in FILE -out NEW",
);
pub(crate) const PGP: Foreign =
    Foreign::kind("an OpenPGP key or message", "such keys sign no tokens; make an Ed25519 key");
pub(crate) const PUTTY: Foreign = Foreign::kind(
    "a private key in PuTTY's own format",
    "convert it: puttygen FILE -O private-openssh -o KEY",
);
pub(crate) const SSH2: Foreign = Foreign::form(
    "a public key in the format of RFC 4716",
    "convert it: ssh-keygen -i -m RFC4716 -f FILE",
);
pub(crate) const SSH_CERTIFICATE: Foreign = Foreign::kind(
    "an OpenSSH certificate",
    "give the public key that it is for, the .pub file without -cert",
);
pub(crate) const SECURITY_KEY: Foreign = Foreign::kind(
    "an OpenSSH key that lives in a security key",
    "a security key signs only what SSH asks of it; make an Ed25519 key",
);
pub(crate) const OPENSSL_ENCRYPTED: Foreign = Foreign::form(
    "a private key that is encrypted in OpenSSL's old way (Proc-Type: 4,ENCRYPTED)",
    "write it anew as PKCS#8: openssl pkcs8 -topk8 -in KEY -out NEW, which asks for the \
     passphrase; -nocrypt leaves it unencrypted",
);
pub(crate) const OLD_ENCRYPTION: Foreign = Foreign::form(
    "a private key that is encrypted in an outdated or unknown way",
    "encrypt it anew: openssl pkcs8 -topk8 -v2 aes-256-cbc -in KEY -out NEW; for DES and RC2 with \
     -provider legacy -provider default",
);
pub(crate) const SSH_ENCRYPTION: Foreign = Foreign::form(
    "an OpenSSH private key whose encryption is not known here",
    "encrypt it anew: ssh-keygen -p -Z aes256-ctr -f KEY",
);
pub(crate) const LABEL_LINES: Foreign = Foreign::form(
    "PEM whose label lines are encoded or misspelt",
    "undo the encoding of URLs: %20 is a space, %0A a line break, %2B a +; such a line reads \
     -----BEGIN PUBLIC KEY-----",
);
pub(crate) const COMMENTED_OUT: Foreign =
    Foreign::form("a key that is commented out", "take away the # before it");
pub(crate) const HEX: Foreign =
    Foreign::form("a key in hex", "turn it into DER: xxd -r -p FILE NEW");
pub(crate) const TOKEN: Foreign = Foreign::kind(
    "a JSON Web Token, which is no key",
    "give the key that signs or verifies it; if this text is the shared secret, say so",
);
pub(crate) const JSON_WITH_PEM: Foreign = Foreign::kind(
    "JSON that has a PEM key in a member, such as a service account",
    "give the value of that member, often private_key",
);
pub(crate) const JWK_LIST: Foreign =
    Foreign::kind("a list of JWKs", "make it a JWK Set: {\"keys\":[…]}");
