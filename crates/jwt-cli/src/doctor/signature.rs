//! Whether the signature is right, and if not, what would make it so.

use super::{Attempt, Finding, der_signature, forgery, form, form::Form};
use crate::{
    backend::provider,
    failure::Failure,
    key_content::{KeyContent, KeyText},
    key_source, rejection,
    secret::{Encoding, WrittenSecret},
};
use jwt_auth::{Algorithm, KeyParameters, Unverified, Verifier, VerifyError, keys::Key};

/// What a key said to a token.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    /// The algorithm under which the signature is right.
    pub(crate) verified: Option<Algorithm>,
    /// What is wrong otherwise, the most dangerous first.
    pub(crate) findings: Vec<Finding>,
    /// What else there is to know.
    pub(crate) notes: Vec<String>,
    /// Whether the key itself is no good.
    pub(crate) key_failed: bool,
}

/// A key that was given, and what it is.
pub(crate) struct GivenKey {
    pub(crate) text: KeyText,
    pub(crate) content: Result<KeyContent, Failure>,
}

/// Checks a token's signature with a key.
pub(crate) fn examine(form: &Form, key: GivenKey, asked: Option<Algorithm>) -> Checked {
    let token = form.token();
    match (key.content, token) {
        (Ok(content), Some(token)) => {
            Examination { form, token, text: &key.text, content: &content, asked }.run()
        }
        (Ok(_), None) => Checked::default(),
        (Err(failure), token) => {
            let mut checked = Checked { key_failed: true, ..Checked::default() };
            let mut finding = Finding::from(failure);
            if let (Some(token), Some(signature)) = (token, form.signature()) {
                let alg = token.header().alg();
                let signed = (message(form), signature.as_slice());
                let (attempts, how) = match &key.text {
                    KeyText::Key { text, label, .. } => {
                        let (text, label) = (text.clone(), label.clone());
                        let secret = WrittenSecret::new(text, Encoding::Utf8, label);
                        (Attempt::with_secret(&secret, alg), "as a secret, with --secret-file")
                    }
                    KeyText::Secret(secret) => match as_key(secret) {
                        Some(content) => {
                            let found = content.found();
                            checked
                                .findings
                                .extend(forgery::examine(&key.text, found, signed, alg));
                            (Attempt::with_keys(found, alg), "as a key, with --key")
                        }
                        None => (Vec::new(), ""),
                    },
                };
                let ways = Attempt::discoveries(&attempts, signed, alg, None);
                finding = finding.discovered(given(ways, how));
            }
            checked.findings.push(finding);
            checked
        }
    }
}

/// What was given as a secret, read as a key.
fn as_key(secret: &WrittenSecret) -> Option<KeyContent> {
    let (text, label) = (secret.text().to_vec().into(), secret.label().to_owned());
    KeyContent::of(KeyText::Key { text, label, passphrase: None }).ok()
}

/// `it verifies when …` with what the file was given as.
fn given(ways: Vec<String>, how: &str) -> Vec<String> {
    let given = ways.into_iter().map(|way| {
        let rest = way.strip_prefix("it verifies").unwrap_or_default();
        match rest.strip_prefix(" when ") {
            Some(reading) => format!("it verifies when it is given {how}, and {reading}"),
            None => format!("it verifies when it is given {how}{rest}"),
        }
    });
    given.collect()
}

/// A token beside a key that was read.
struct Examination<'a> {
    form: &'a Form,
    token: Unverified<'a>,
    text: &'a KeyText,
    content: &'a KeyContent,
    asked: Option<Algorithm>,
}

impl Examination<'_> {
    fn run(&self) -> Checked {
        let found = self.content.found();
        let key = match key_source::key_for(found, self.asked, &self.token) {
            Ok(key) => key,
            Err(failure) => return self.without_key(failure),
        };
        let (alg, asked) = (self.alg(), self.asked.or_else(|| usual(key, self.alg())));
        let verifier = match key_source::verifier_of(found, key, asked, Some(alg)) {
            Ok(verifier) => verifier,
            Err(failure) => return self.without_verifier(failure),
        };
        match rejection::check_signature(&*verifier, &self.token) {
            Ok(()) => self.right(key, verifier.algorithm()),
            Err(error) => self.refused(&error, key, &*verifier),
        }
    }

    fn right(&self, key: Key<'_>, algorithm: Algorithm) -> Checked {
        let is_one_of_several = self.asked.is_none()
            && key.algorithm().is_none()
            && self.content.written_secret().is_none();
        let note = is_one_of_several.then(|| {
            format!(
                "the key is for several algorithms; as the token says, it was taken for \
                 {algorithm}, which jwt verify wants to be told: --alg {algorithm}"
            )
        });
        let notes = note.into_iter().collect();
        Checked { verified: Some(algorithm), notes, ..Checked::default() }
    }

    /// No key of a set has the name.
    fn without_key(&self, failure: Failure) -> Checked {
        let finding = Finding::from(failure).discovered(self.discoveries(None));
        let count = self.content.found().keys().len();
        let finding = match finding.change.iter().any(|line| line.starts_with("it verifies")) {
            true => finding
                .change("the issuer must name that key in kid, or its set must have the name"),
            false => finding
                .evidence(format!("none of the {count} keys in it verifies the token"))
                .change("get the key set anew: issuers change their keys from time to time"),
        };
        Checked { findings: vec![finding], ..Checked::default() }
    }

    /// The key is not for the algorithm that was asked for.
    fn without_verifier(&self, failure: Failure) -> Checked {
        let key_failed = failure.is_configuration();
        let finding =
            Finding::from(failure).evidence(self.claim()).discovered(self.discoveries(self.asked));
        let mut findings: Vec<Finding> = self.forgery().into_iter().collect();
        findings.push(finding);
        Checked { findings, key_failed, ..Checked::default() }
    }

    fn refused(&self, error: &VerifyError, key: Key<'_>, verifier: &dyn Verifier) -> Checked {
        let mut finding =
            Finding::from(rejection::explain(error, self.content, verifier, &self.token));
        let mut findings = Vec::new();
        match error {
            VerifyError::Signature { algorithm }
            | VerifyError::SignatureLength { algorithm, .. } => {
                findings.extend(self.forgery());
                finding = self.of_signature(finding, key, verifier);
                finding = finding.discovered(self.discoveries(Some(*algorithm)));
            }
            VerifyError::AlgorithmMismatch { token, .. } if token.eq_ignore_ascii_case("none") => {}
            VerifyError::AlgorithmMismatch { key: expected, .. } => {
                findings.extend(self.forgery());
                finding = self.of_algorithm(finding, key);
                finding = finding.discovered(self.discoveries(Some(*expected)));
            }
            _ => {}
        }
        findings.push(finding);
        Checked { findings, ..Checked::default() }
    }

    fn of_signature(&self, finding: Finding, key: Key<'_>, verifier: &dyn Verifier) -> Finding {
        let finding = finding.evidence(self.claim());
        let (algorithm, signature) = (verifier.algorithm(), self.form.signature());
        let Some(signature) = signature else { return finding };
        if let Some((message, signature)) = self.form.as_it_was_written()
            && verifier.verify(message.as_bytes(), &signature).is_ok()
        {
            return finding
                .change("it verifies as it was written: the wrong alphabet was signed along");
        }
        let len = algorithm.signature_len().or_else(|| match key.jwk().parameters() {
            KeyParameters::Rsa(rsa) => Some(rsa.n.len()),
            _ => None,
        });
        let Some(len) = len.filter(|len| *len != signature.len()) else { return finding };
        let side_by_side = der_signature::side_by_side(&signature, len / 2);
        match (side_by_side, signature.len()) {
            (Some(right), _) if algorithm.name().starts_with("ES") => {
                let message = message(self.form).as_bytes();
                let verdict = match verifier.verify(message, &right) {
                    Ok(()) => "and verifies when they are put side by side",
                    Err(_) => "and does not verify when they are put side by side either",
                };
                let finding = Finding { change: Vec::new(), ..finding };
                finding
                    .evidence(format!("the signature is r and s in DER, {verdict}"))
                    .change(der_signature::advice(len / 2))
            }
            (_, 0) => finding,
            (_, found) if found < len => finding.evidence(format!(
                "{} of the {len} bytes of the signature are missing",
                len - found
            )),
            (_, found) => finding.evidence(format!(
                "the signature has {} bytes more than {algorithm} with this key makes",
                found - len
            )),
        }
    }

    fn of_algorithm(&self, finding: Finding, key: Key<'_>) -> Finding {
        let alg = self.alg();
        let Some(named) = form::named(alg) else {
            let like = Algorithm::ALL.iter().find(|known| known.name().eq_ignore_ascii_case(alg));
            return finding.evidence(match like {
                Some(known) => format!("the name is {known}: it is compared letter by letter"),
                None => "no algorithm known here has that name".to_owned(),
            });
        };
        let finding = match key.verifier(provider(), named) {
            Err(error) if !key.jwk().parameters().algorithms().any(|fits| fits == named) => {
                finding.evidence(error.to_string())
            }
            _ => finding,
        };
        let is_public = matches!(
            key.jwk().parameters(),
            KeyParameters::Rsa(_) | KeyParameters::Ec(_) | KeyParameters::Okp(_)
        );
        if named.name().starts_with("HS") && is_public {
            return finding.evidence(
                "either the issuer signs with a shared secret, or somebody tries to have a public \
                 key taken for one",
            );
        }
        finding
    }

    fn forgery(&self) -> Option<Finding> {
        let signature = self.form.signature()?;
        let found = self.content.found();
        // A shared secret is what HMAC is made with.
        if self.content.written_secret().is_some() {
            return None;
        }
        forgery::examine(self.text, found, (message(self.form), &signature), self.alg())
    }

    /// What would verify the token.
    fn discoveries(&self, expected: Option<Algorithm>) -> Vec<String> {
        let Some(signature) = self.form.signature() else { return Vec::new() };
        let alg = self.alg();
        let attempts = match self.content.written_secret() {
            Some(secret) => Attempt::with_secret(secret, alg),
            None => Attempt::with_keys(self.content.found(), alg),
        };
        Attempt::discoveries(&attempts, (message(self.form), &signature), alg, expected)
    }

    /// What the token says of how it was signed.
    fn claim(&self) -> String {
        let header = self.token.header();
        let alg = rejection::shortened(header.alg());
        match header.kid() {
            Some(kid) => format!("the token says {alg}, key \"{}\"", rejection::shortened(kid)),
            None => format!("the token says {alg}, and names no key"),
        }
    }

    fn alg(&self) -> &str {
        self.token.header().alg()
    }
}

/// The algorithm of a key that is for several, where nobody asked for one: what the token says, if
/// the key is for that. Nothing is accepted on account of it; it is only looked at.
fn usual(key: Key<'_>, alg: &str) -> Option<Algorithm> {
    let algorithms = key.algorithms();
    let named = form::named(alg).filter(|named| algorithms.contains(named));
    named.or_else(|| algorithms.into_iter().find(|any| *any == Algorithm::RS256))
}

/// What was signed: all before the last dot.
fn message(form: &Form) -> &str {
    form.text().rsplit_once('.').map_or("", |(message, _)| message)
}
