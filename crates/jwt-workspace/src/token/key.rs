use crate::{
    Problem,
    form::{AlgorithmChoice, Content, Rendered},
};
use jwt_core::{Algorithm, KeyParameters, KeyRejected, KeyUse, Provider, Signer};
use jwt_keys::{Found, Key, KeyError, KeyErrorKind, Reader};

/// What a token is signed with.
pub(super) enum SigningKey {
    Signer {
        signer: Box<dyn Signer>,
        /// What the key is.
        description: String,
        warnings: Vec<Problem>,
    },
    /// Nothing: the token is unsigned, which was allowed.
    None,
}

/// Loads the key of a form.
pub(super) fn load(
    form: &Rendered,
    provider: &Provider,
    looked_in: &str,
) -> Result<SigningKey, Problem> {
    let asked = match form.algorithm {
        Some(AlgorithmChoice::Unsigned) if form.allow.unsigned => return Ok(SigningKey::None),
        Some(AlgorithmChoice::Unsigned) => {
            let problem =
                Problem::new("ALG_MISMATCH", "algorithm is none: anyone can forge such a token");
            return Err(problem.in_field("algorithm").hint(
                "choose an algorithm that signs; to send unsigned tokens all the same, set \
                 allow.unsigned: true",
            ));
        }
        Some(AlgorithmChoice::Signed(algorithm)) => Some(algorithm),
        None => None,
    };
    let Some(key) = &form.key else {
        let name = asked.unwrap_or(Algorithm::HS256);
        let message = format!("no secret or key for {name} (looked in: {looked_in})");
        let problem = Problem::new("SECRET", message).in_field("secret");
        return Err(problem.hint("give one of secret, secretFile and secretEnv"));
    };
    let in_field = |error: KeyError| problem(&error, form).in_field(key.field);
    let mut reader = Reader::new(provider)
        .label(&key.label)
        .secret_encoding(form.secret_encoding)
        .format(form.key_format);
    if let Some(passphrase) = &form.passphrase {
        reader = reader.passphrase(passphrase);
    }
    if form.allow.small_rsa {
        reader = reader.allow_small_rsa_for_legacy_use_only();
    }
    let found = reader.read(&key.bytes).map_err(in_field)?;
    let mut warnings = notices(&found, key.field);
    let field = key.field;
    let key = found.select(key_id(form).as_deref(), asked, KeyUse::Sign).map_err(in_field)?;
    let algorithm = asked.unwrap_or_else(|| usual(key));
    let signer = match key.signer(provider, algorithm) {
        Err(error) if form.allow.weak_secret && is_short(&error) => {
            if let KeyErrorKind::Rejected(rejected) = error.kind() {
                let warning = Problem::new(rejected.code(), rejected).in_field(field);
                warnings.push(warning.with_hints(rejected.hint().map(str::to_owned)));
            }
            key.allow_short_secret_for_legacy_use_only().signer(provider, algorithm)
        }
        signer => signer,
    };
    let (signer, description) = (signer.map_err(in_field)?, key.to_string());
    Ok(SigningKey::Signer { signer, description, warnings })
}

/// The algorithm of a key that may be for several: a JWK's own, a curve's, else the most usual.
fn usual(key: Key<'_>) -> Algorithm {
    key.algorithm().unwrap_or_else(|| match key.jwk().parameters() {
        KeyParameters::Rsa(_) => Algorithm::RS256,
        _ => key.algorithms().first().copied().unwrap_or(Algorithm::HS256),
    })
}

/// The `kid` that picks a key out of a set.
fn key_id(form: &Rendered) -> Option<String> {
    if form.key_id.is_some() {
        return form.key_id.clone();
    }
    let headers: serde_json::Value = match &form.headers {
        Content::Text(text) => serde_json::from_str(text).ok()?,
        Content::Value(value) => value.clone(),
        Content::None => return None,
    };
    headers.get("kid").and_then(|kid| kid.as_str()).map(str::to_owned)
}

fn is_short(error: &KeyError) -> bool {
    matches!(error.kind(), KeyErrorKind::Rejected(KeyRejected::ShortSecret { found: 1.., .. }))
}

/// What was put right in the key, and what else there is to know.
fn notices(found: &Found, field: &str) -> Vec<Problem> {
    let label = found.label();
    let repairs = found
        .repairs()
        .iter()
        .map(|repair| Problem::new("PEM", format!("{label}: {repair}; it is read all the same")));
    let notes =
        found.notes().iter().map(|note| Problem::new("KEY_KIND", format!("{label}: {note}")));
    repairs.chain(notes).map(|problem| problem.in_field(field)).collect()
}

/// A key's error as the form's, in the form's words.
pub(super) fn problem(error: &KeyError, form: &Rendered) -> Problem {
    let problem = Problem::new(error.code(), error);
    match error.kind() {
        KeyErrorKind::PassphraseMissing => {
            problem.hint("set passphraseEnv to the name of the variable that holds it")
        }
        KeyErrorKind::Empty => {
            let empty = form.empty_variables.iter();
            problem.with_hints(empty.map(|name| format!("variable {name} is empty")))
        }
        KeyErrorKind::Secret { encoding, .. } => problem.hint(format!(
            "if the secret is not written in {encoding}, take secretBase64 or secretEncoding away"
        )),
        _ => problem.with_hints(error.hint()),
    }
}
