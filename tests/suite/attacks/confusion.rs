//! Public keys taken for HMAC secrets: everybody has them, so everybody could sign.

use super::forge::{CLAIMS, Victim, hs256, mac, outcome, signed};
use crate::{Backend, cases, keys};
use base64::{Engine, engine::general_purpose::STANDARD};
use jwt_core::{
    Algorithm, Hs512, Jwk, KeyMaterial, KeyParameters, KeyRejected, KeyUse, Pem, Signer, Validation,
};
use serde_json::Value;

cases![
    rs256_public_key_as_hs256_secret_is_refused_cve_2015_9235 for RS256,
    rsa_public_key_in_any_form_as_secret_is_refused_cve_2017_11424 for RS256,
    p256_public_key_in_any_form_as_secret_is_refused_cve_2024_33663 for ES256,
    ed25519_public_key_in_any_form_as_secret_is_refused_cve_2022_29217 for EDDSA,
    other_public_keys_in_any_form_as_secret_are_refused,
    asymmetric_keys_do_not_load_as_secrets for HS256,
];

/// CVE-2015-9235, CVE-2016-10555: the file as it lies on the server.
fn rs256_public_key_as_hs256_secret_is_refused_cve_2015_9235(backend: &Backend) {
    let victim = Victim::new(backend, Algorithm::RS256);
    let forged = signed(&hs256(keys::RSA_A_PUBLIC.as_bytes()), r#"{"alg":"HS256"}"#, CLAIMS);
    victim.assert_accepts(&victim.token(CLAIMS));
    assert_eq!(victim.refusal(&forged), victim.mismatch("HS256"));
}

/// CVE-2017-11424, CVE-2023-48223, CVE-2024-54150, CVE-2026-34950: forms that a check of the
/// text's beginning does not know.
fn rsa_public_key_in_any_form_as_secret_is_refused_cve_2017_11424(backend: &Backend) {
    let KeyParameters::Rsa(rsa) = public(keys::RSA_A_PUBLIC, Algorithm::RS256) else {
        unreachable!("an RSA key")
    };
    let mut forms = pem_forms(keys::RSA_A_PUBLIC);
    forms.extend(pem_forms(keys::RSA_A_PUBLIC_PKCS1));
    forms.extend(pem_forms(keys::RSA_A_CERTIFICATE));
    forms.extend(jwk_forms(keys::RSA_A_PUBLIC, Algorithm::RS256));
    forms.push(ssh("ssh-rsa", &[&rsa.e, &[&[0], rsa.n.as_slice()].concat()]));
    forms.push(rsa.n);
    for algorithm in [Algorithm::RS256, Algorithm::PS256] {
        are_no_secrets(backend, algorithm, &forms);
    }
}

/// CVE-2024-33663, CVE-2022-29217.
fn p256_public_key_in_any_form_as_secret_is_refused_cve_2024_33663(backend: &Backend) {
    let KeyParameters::Ec(ec) = public(keys::P256_A_PUBLIC, Algorithm::ES256) else {
        unreachable!("an EC key")
    };
    let point = ec.point.expect("a public key");
    let sign = 2 + point.y.last().expect("32 bytes") % 2;
    let mut forms = pem_forms(keys::P256_A_PUBLIC);
    forms.extend(jwk_forms(keys::P256_A_PUBLIC, Algorithm::ES256));
    forms.push(ssh("ecdsa-sha2-nistp256", &[b"nistp256", &point.to_sec1()]));
    forms.push(point.to_sec1());
    forms.push([&[sign], point.x.as_slice()].concat());
    forms.push([point.x, point.y].concat());
    are_no_secrets(backend, Algorithm::ES256, &forms);
}

/// CVE-2022-29217.
fn ed25519_public_key_in_any_form_as_secret_is_refused_cve_2022_29217(backend: &Backend) {
    let KeyParameters::Okp(okp) = public(keys::ED25519_A_PUBLIC, Algorithm::EDDSA) else {
        unreachable!("an Ed25519 key")
    };
    let x = okp.x.expect("a public key");
    let mut forms = pem_forms(keys::ED25519_A_PUBLIC);
    forms.extend(jwk_forms(keys::ED25519_A_PUBLIC, Algorithm::EDDSA));
    forms.push(ssh("ssh-ed25519", &[&x]));
    forms.push(x);
    are_no_secrets(backend, Algorithm::EDDSA, &forms);
}

/// The algorithms that those libraries did not know yet.
fn other_public_keys_in_any_form_as_secret_are_refused(backend: &Backend) {
    for algorithm in [Algorithm::ES512, Algorithm::ES256K, Algorithm::ML_DSA_44] {
        if backend.provider.loader(algorithm).is_none() {
            continue;
        }
        let pem = keys::public(algorithm).expect("a public key");
        let mut forms = pem_forms(pem);
        forms.extend(jwk_forms(pem, algorithm));
        forms.push(match public(pem, algorithm) {
            KeyParameters::Ec(ec) => ec.point.expect("a public key").to_sec1(),
            KeyParameters::Akp(akp) => akp.public.expect("a public key"),
            other => unreachable!("{other:?}"),
        });
        are_no_secrets(backend, algorithm, &forms);
    }
}

fn asymmetric_keys_do_not_load_as_secrets(backend: &Backend) {
    for (pem, algorithm) in [
        (keys::RSA_A_PUBLIC, Algorithm::RS256),
        (keys::P256_A_PUBLIC, Algorithm::ES256),
        (keys::ED25519_A_PUBLIC, Algorithm::EDDSA),
    ] {
        let der = Pem::parse(pem).expect("one key");
        let json = serde_json::to_string(&jwk(pem, algorithm)).expect("json");
        let jwk = Jwk::parse(&json.replace(&format!(r#""alg":"{algorithm}","#), ""));
        let jwk = jwk.expect("a key for any algorithm");
        for material in [KeyMaterial::Pem(pem), KeyMaterial::Der(der.der()), KeyMaterial::Jwk(&jwk)]
        {
            let error = backend.verifier(Algorithm::HS256, material).expect_err("no secret");
            assert!(matches!(error, KeyRejected::Kind { .. }), "{error}");
        }
    }
}

/// Tokens under HMAC keyed by each form are refused: where the header says HMAC, and where it
/// says what the verifier expects.
fn are_no_secrets(backend: &Backend, algorithm: Algorithm, forms: &[Vec<u8>]) {
    let victim = Victim::new(backend, algorithm);
    victim.assert_accepts(&victim.token(CLAIMS));
    let rules = Validation::new();
    for form in forms {
        for secret in disguises(form) {
            let short = hs256(&secret);
            let forged = signed(&short, r#"{"alg":"HS256"}"#, CLAIMS);
            outcome(&forged, &short, &rules).expect("the forgery that it should be");
            assert_eq!(victim.refusal(&forged), victim.mismatch("HS256"));

            let long = mac::<Hs512>(&secret);
            let forged = signed(&long, r#"{"alg":"HS512"}"#, CLAIMS);
            assert_eq!(victim.refusal(&forged), victim.mismatch("HS512"));
            let keys: [&dyn Signer; 2] = [&short, &long];
            for key in keys {
                let error = victim.refusal(&signed(key, victim.header(""), CLAIMS));
                let expected = match algorithm.signature_len() {
                    Some(len) if len != key.signature_len() => {
                        victim.bad_length(key.signature_len())
                    }
                    _ => victim.bad_signature(),
                };
                assert_eq!(error, expected);
            }
        }
    }
}

/// A key's text, and what slips past a check of how it begins.
fn disguises(form: &[u8]) -> Vec<Vec<u8>> {
    let prefixes =
        ["", "\n", "\r\n", "\u{feff}", "\u{200b}", "#", "\0", " ", "# key\n"].map(str::as_bytes);
    let suffixes = ["", "\n", "\0"].map(str::as_bytes);
    prefixes
        .iter()
        .flat_map(|prefix| suffixes.map(|suffix| [prefix, form, suffix].concat()))
        .collect()
}

/// PEM as it is, without its last newline, with CRLF, its body alone, and DER.
fn pem_forms(pem: &str) -> Vec<Vec<u8>> {
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let der = STANDARD.decode(&body).expect("base64");
    vec![
        pem.into(),
        pem.trim_end().into(),
        pem.replace('\n', "\r\n").into(),
        pem.replace('\n', "\\n").into(),
        body.into(),
        der,
    ]
}

fn jwk_forms(pem: &str, algorithm: Algorithm) -> Vec<Vec<u8>> {
    let json = serde_json::to_string(&jwk(pem, algorithm)).expect("json");
    let value: Value = serde_json::from_str(&json).expect("json");
    let pretty = serde_json::to_string_pretty(&value).expect("json");
    vec![format!(r#"{{"keys":[{json}]}}"#).into(), pretty.into(), json.into()]
}

fn jwk(pem: &str, algorithm: Algorithm) -> Jwk {
    Jwk::new(public(pem, algorithm), algorithm).expect("a public key")
}

fn public(pem: &str, algorithm: Algorithm) -> KeyParameters {
    let parameters = KeyMaterial::Pem(pem).parameters(algorithm, KeyUse::Verify);
    parameters.expect("a public key").into_owned()
}

/// A public key as OpenSSH writes it ([RFC 4253 §6.6](https://www.rfc-editor.org/rfc/rfc4253#section-6.6)).
fn ssh(name: &str, fields: &[&[u8]]) -> Vec<u8> {
    let mut blob = Vec::new();
    for field in [name.as_bytes()].iter().chain(fields) {
        let len = u32::try_from(field.len()).expect("a short field");
        blob.extend_from_slice(&len.to_be_bytes());
        blob.extend_from_slice(field);
    }
    format!("{name} {}", STANDARD.encode(blob)).into()
}
