//! Errors go to logs, and to whoever sent the token: they tell neither tokens nor keys.

use super::forge::{CLAIMS, Victim, attach, detach, encode, hs256, signed, signing_input};
use crate::{Backend, cases, keys};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use jwt_core::{Algorithm, Jwk, JwkSet, KeyMaterial, KeyUse, Limits, Pem, Unverified, Validation};
use std::{collections::HashSet, error::Error};

cases![
    no_error_shows_token_or_key_bytes,
    no_error_shows_the_signature_that_would_be_right_cve_2019_7644,
    no_key_error_shows_key_bytes,
    no_key_error_shows_a_secret,
];

/// Tokens of every algorithm, spoilt in every way that the other attacks have.
fn no_error_shows_token_or_key_bytes(backend: &Backend) {
    for victim in Victim::all(backend) {
        let claims = r#"{"iss":"i","aud":["a"],"sub":"user-1234567890","exp":4102444800}"#;
        let token = victim.token(claims);
        let (signing_input, signature) = detach(&token);
        let mut secrets = Secrets::default();
        token.split('.').skip(1).for_each(|part| secrets.add_text(part));
        secrets.add_bytes(&signature);
        secrets.add_pair(victim.algorithm);
        assert!(secrets.are_in(&format!("bad token {token}")));

        let mut errors = Vec::new();
        let rules = Validation::new().issuer("i").audience("a");
        let mut attack = |token: &str, rules: &Validation| {
            if let Some(error) = error(token, &victim, rules) {
                errors.push(error);
            }
        };
        for at in [0, 1, token.find('.').expect("a dot") + 3, token.len() / 2, token.len() - 1] {
            for other in ["A", "B", "+", "=", ".", " ", "\n", "\0", "é", "{", "%"] {
                attack(&format!("{}{other}{}", &token[..at], &token[at + 1..]), &rules);
                attack(&format!("{}{other}{}", &token[..at], &token[at..]), &rules);
            }
            attack(&token[..at], &rules);
            attack(&token[at..], &rules);
        }
        for token in [
            format!("Bearer {token}"),
            format!("{token}="),
            format!("{token}.{token}"),
            format!("{{\"token\":\"{token}\"}}"),
            token.repeat(1000),
            attach(signing_input, &signature[..signature.len() / 2]),
            attach(signing_input, []),
            attach(&super::forge::signing_input(r#"{"alg":"none"}"#, claims), &signature),
            signed(&hs256(keys::RSA_A_PUBLIC.as_bytes()), r#"{"alg":"HS256"}"#, claims),
            victim.token_with_header(victim.header(r#""crit":["x"],"x":1"#)),
            victim.token_with_header(victim.header(r#""kid":5"#)),
            victim.token_with_header(victim.header(r#""typ":"x""#)),
            victim.token(format!("{claims}x")),
            victim.token(CLAIMS),
        ] {
            attack(&token, &rules);
        }
        attack(&token, &Validation::new());
        attack(&token, &Validation::new().issuer("j").audience("b").subject("s").typ("t"));
        assert!(errors.len() > 100, "{}", errors.len());
        for shown in errors {
            assert!(!secrets.are_in(&shown), "{shown}");
        }
    }
}

/// CVE-2019-7644: told what would have been right, an attacker sends just that.
fn no_error_shows_the_signature_that_would_be_right_cve_2019_7644(backend: &Backend) {
    for victim in Victim::all(backend) {
        let signing_input = signing_input(victim.header(""), CLAIMS);
        let right = attach(&signing_input, detach(&victim.token(CLAIMS)).1);
        victim.assert_accepts(&right);
        let mut secrets = Secrets::default();
        secrets.add_bytes(&detach(&right).1);
        let len = victim.signer.signature_len();
        for guess in [vec![7; len], vec![7; len - 1], vec![7], vec![]] {
            let shown = error(&attach(&signing_input, guess), &victim, &Validation::new());
            let shown = shown.expect("a guess");
            assert!(!secrets.are_in(&shown), "{shown}");
        }
    }
}

/// Keys that are cut, of another kind, for another use: the reason is told, and nothing of them.
fn no_key_error_shows_key_bytes(backend: &Backend) {
    for pem in [
        keys::RSA_A,
        keys::RSA_1024,
        keys::P256_A,
        keys::P384_A,
        keys::K256_A,
        keys::ED25519_A,
        keys::ML_DSA_44_A,
    ] {
        let der = Pem::parse(pem).expect("one key");
        let der = der.der();
        let mut secrets = Secrets::default();
        pem.lines().filter(|line| !line.starts_with('-')).for_each(|line| secrets.add_text(line));
        secrets.add_bytes(der);
        let flat = pem.replace('\n', " ");
        let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        let texts = [pem, &flat, &body, &pem[..pem.len() / 2], &pem[30..], &pem.replace('A', "!")];
        let bytes = [der, &der[..der.len() / 2], &der[1..], pem.as_bytes(), &[der, der].concat()];
        let jwk = jwk(pem);
        let mut private = Secrets::default();
        jwk.iter().for_each(|json| private.add_private_members(json));
        assert!(jwk.as_ref().is_none_or(|json| private.are_in(json) && secrets.are_in(pem)));
        let jwks: Vec<Jwk> = jwk
            .iter()
            .flat_map(|json| ["\"sig\"", "\"enc\""].map(|key_use| json.replace("\"sig\"", key_use)))
            .filter_map(|json| Jwk::parse(&json).ok())
            .collect();

        let (mut errors, mut keys) = (Vec::new(), Vec::new());
        for algorithm in backend.algorithms() {
            let materials = texts
                .iter()
                .map(|text| KeyMaterial::Pem(text))
                .chain(bytes.iter().map(|bytes| KeyMaterial::Der(bytes)))
                .chain(jwks.iter().map(KeyMaterial::Jwk));
            for material in materials {
                errors.extend(backend.signer(algorithm, material).err().map(|e| shown(&e)));
                errors.extend(backend.verifier(algorithm, material).err().map(|e| shown(&e)));
                errors.push(format!("{material:?}"));
            }
        }
        for json in jwk.iter() {
            for broken in [
                json.replacen("\"d\":\"", "\"d\":\"+", 1),
                json.replacen("\"d\":\"", "\"d\":\"AAAA", 1),
                json.replacen("\"d\":", "\"d\":1,\"d\":", 1),
                json.replacen("\"d\":", "\"d\":[", 1),
                json[..json.len() / 2].to_owned(),
            ] {
                errors.push(shown(&Jwk::parse(&broken).expect_err("broken")));
                let set = format!(r#"{{"keys":[{broken}]}}"#);
                match JwkSet::parse_with_private_keys(&set) {
                    Ok(set) => {
                        errors.extend(set.skipped().iter().map(|skipped| shown(&skipped.reason)));
                        keys.push(format!("{set:?}"));
                    }
                    Err(error) => errors.push(shown(&error)),
                }
            }
            let set = format!(r#"{{"keys":[{json}]}}"#);
            errors.push(shown(&JwkSet::parse(&set).expect_err("private")));
            keys.push(format!("{:?}", JwkSet::parse_with_private_keys(&set)));
        }
        assert!(errors.len() > 50, "{}", errors.len());
        for shown in errors {
            assert!(!secrets.are_in(&shown) && !private.are_in(&shown), "{shown}");
        }
        // A key itself may show what is public of it.
        for shown in keys {
            assert!(!private.are_in(&shown), "{shown}");
        }
    }
}

/// A secret that is too short, for another algorithm, or given for another kind of key.
fn no_key_error_shows_a_secret(backend: &Backend) {
    let text = "correct horse battery staple, and more of the same until it is as long as any hash";
    for len in [13, 28, text.len()] {
        let secret = &text.as_bytes()[..len];
        let mut secrets = Secrets::default();
        secrets.add_bytes(secret);
        let json = format!(r#"{{"kty":"oct","alg":"HS256","k":"{}"}}"#, encode(secret));
        let jwk = Jwk::parse(&json).expect("a secret");
        let enc = Jwk::parse(&json.replace(r#""alg":"HS256""#, r#""use":"enc""#));
        let enc = enc.expect("a secret for something else");
        for algorithm in backend.algorithms() {
            for material in [
                KeyMaterial::Secret(secret),
                KeyMaterial::Pem(&text[..len]),
                KeyMaterial::Der(secret),
                KeyMaterial::Jwk(&jwk),
                KeyMaterial::Jwk(&enc),
            ] {
                for error in [
                    backend.signer(algorithm, material).err(),
                    backend.verifier(algorithm, material).err(),
                ] {
                    let shown = error.map_or_else(|| format!("{material:?}"), |e| shown(&e));
                    assert!(!secrets.are_in(&shown), "{shown}");
                }
            }
        }
        for broken in [
            json.replace(r#""k":""#, r#""k":"+"#),
            json.replace(r#""k":""#, r#""k":"x","k":""#),
            json.replace(r#""k":""#, r#""k":[""#),
            json[..json.len() - 2].to_owned(),
        ] {
            let shown = shown(&Jwk::parse(&broken).expect_err("broken"));
            assert!(!secrets.are_in(&shown), "{shown}");
        }
        assert!(!secrets.are_in(&format!("{jwk:?}")));
    }
}

/// A private key as a JWK, where it has all that a JWK needs.
fn jwk(pem: &str) -> Option<String> {
    let algorithm = match pem {
        keys::RSA_A => Algorithm::RS256,
        keys::P256_A => Algorithm::ES256,
        keys::P384_A => Algorithm::ES384,
        _ => return None,
    };
    let parameters = KeyMaterial::Pem(pem).parameters(algorithm, KeyUse::Sign).expect("a key");
    let jwk = Jwk::new(parameters.into_owned(), algorithm).expect("with its public half");
    Some(serde_json::to_string(&jwk).expect("json"))
}

/// All that a refusal shows; nothing if the token is good after all.
fn error(token: &str, victim: &Victim, rules: &Validation) -> Option<String> {
    let mut memory = Vec::new();
    let token = match Unverified::parse_into(token, &mut memory, &Limits::new()) {
        Ok(token) => token,
        Err(error) => return Some(shown(&error)),
    };
    token.verify(&*victim.verifier, rules).err().map(|error| shown(&error))
}

/// An error and all its sources, in both ways that an error is written.
fn shown(error: &dyn Error) -> String {
    let mut text = format!("{error} {error:?} {error:#?}");
    let mut next = error.source();
    while let Some(source) = next {
        text.push_str(&format!(" {source} {source:?}"));
        next = source.source();
    }
    text
}

/// Every twelve characters in a row of what must not be shown, and every forty of a list of
/// numbers, since three numbers in a row are soon the same by chance.
#[derive(Debug, Default)]
struct Secrets {
    texts: HashSet<Vec<u8>>,
    lists: HashSet<Vec<u8>>,
}

impl Secrets {
    const TEXT: usize = 12;
    const LIST: usize = 40;

    fn add_text(&mut self, text: &str) {
        self.texts.extend(text.as_bytes().windows(Self::TEXT).map(<[u8]>::to_vec));
    }

    /// In the ways that bytes come to be written.
    fn add_bytes(&mut self, bytes: &[u8]) {
        self.add_text(&encode(bytes));
        self.add_text(&STANDARD.encode(bytes));
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        self.add_text(&hex);
        self.add_text(&hex.to_uppercase());
        if let Ok(text) = str::from_utf8(bytes) {
            self.add_text(text);
        }
        let list = format!("{bytes:?}");
        self.lists.extend(list.as_bytes().windows(Self::LIST).map(<[u8]>::to_vec));
    }

    fn add_pair(&mut self, algorithm: Algorithm) {
        match keys::pair(algorithm, 'a').expect("a key") {
            keys::Pair::Secret(secret) => self.add_bytes(secret),
            keys::Pair::Pem(pem) => {
                self.add_bytes(Pem::parse(pem).expect("one key").der());
            }
        }
    }

    fn add_private_members(&mut self, json: &str) {
        let members: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(json).expect("json");
        for name in ["d", "p", "q", "dp", "dq", "qi"] {
            if let Some(text) = members.get(name).and_then(serde_json::Value::as_str) {
                self.add_text(text);
                self.add_bytes(&URL_SAFE_NO_PAD.decode(text).expect("base64url"));
            }
        }
    }

    fn are_in(&self, shown: &str) -> bool {
        let shown = shown.as_bytes();
        shown.windows(Self::TEXT).any(|window| self.texts.contains(window))
            || shown.windows(Self::LIST).any(|window| self.lists.contains(window))
    }
}
