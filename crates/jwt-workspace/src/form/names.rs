//! The names of the form's fields.

/// All fields, in the order in which a person fills them in.
pub(crate) const FIELDS: &[&str] = &[
    "disabled",
    "algorithm",
    "secret",
    "secretFile",
    "secretEnv",
    "secretBase64",
    "secretEncoding",
    "keyFormat",
    "passphrase",
    "passphraseEnv",
    "keyId",
    "payload",
    "headers",
    "typ",
    "issuedAt",
    "expiresIn",
    "notBefore",
    "backdate",
    "jwtId",
    "issuer",
    "subject",
    "audience",
    "location",
    "name",
    "headerPrefix",
    "payloadMode",
    "cache",
    "origins",
    "allow",
    "verifyWith",
];

/// What can be allowed.
pub(crate) const ALLOWED: &[&str] = &["unsigned", "weakSecret", "smallRsa", "nonObjectPayload"];
