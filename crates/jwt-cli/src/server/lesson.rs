use super::broken;
use crate::{args::RulesArguments, backend::provider, failure::Failure, terminal::BOLD};
use jwt_auth::{Jwk, KeyMaterial, KeyParameters, NumericDate, Signer, header::Place, sign};
use serde_json::{Map, Value};
use std::time::Duration;

/// How to call the API, for whoever started it.
pub(super) struct Lesson {
    /// What must be known before the call.
    before: String,
    /// What stands for the token in it.
    token: String,
}

impl Lesson {
    /// For a key of the user's.
    pub(super) fn key() -> Self {
        let before = "Put a token of yours into TOKEN, such as one that jwt sign printed:";
        Self { before: before.to_owned(), token: "$TOKEN".to_owned() }
    }

    /// For a secret made here, of which the user knows nothing yet.
    ///
    /// # Errors
    /// [`Failure`] if no token can be made with it.
    pub(super) fn secret(
        jwk: &Jwk,
        rules: &RulesArguments,
        scopes: &[String],
    ) -> Result<Self, Failure> {
        let KeyParameters::Oct(secret) = jwk.parameters() else {
            return Err(broken("not a shared secret"));
        };
        let algorithm = jwk.alg().unwrap_or_default();
        let loader = provider().named(algorithm).ok_or_else(|| broken(algorithm))?;
        let signer = loader
            .signer(KeyMaterial::Secret(secret))
            .map_err(|error| Failure::key(&error, "new key"))?;
        let token = sample(&*signer, rules, scopes)?;
        let secret = base64::Engine::encode(&base64::prelude::BASE64_URL_SAFE_NO_PAD, &**secret);
        let options = as_options(rules);
        let alg = match algorithm {
            "HS256" => String::new(),
            other => format!(" --alg {other}"),
        };
        let before = format!(
            "{BOLD}secret{BOLD:#}  {secret}\n        made for this run: {algorithm}, base64url\n\n\
             More tokens:\n  JWT_SECRET={secret} \\\n  jwt sign --secret-env JWT_SECRET \
             --secret-encoding base64url{alg} --expires-in 5m{options}\n\n\
             Try it, with a token for the next hour:"
        );
        Ok(Self { before, token })
    }

    /// The lesson, with the URL and where tokens are looked for.
    pub(super) fn text(&self, url: &str, places: &[Place]) -> String {
        let places: Vec<String> = places.iter().map(ToString::to_string).collect();
        format!(
            "{BOLD}url{BOLD:#}     {url}\n        looks for a token in: {}\n{}\n  curl -i -H \
             \"Authorization: Bearer {}\" {url}\n\nCtrl-C ends it.",
            places.join(",\n        "),
            self.before,
            self.token
        )
    }
}

/// A token that keeps the rules, for an hour.
fn sample(key: &dyn Signer, rules: &RulesArguments, scopes: &[String]) -> Result<String, Failure> {
    let now = NumericDate::now();
    let mut claims = Map::new();
    let mut add = |name: &str, value: Value| claims.insert(name.to_owned(), value);
    if let Some(issuer) = &rules.issuer {
        add("iss", issuer.as_str().into());
    }
    add("sub", rules.subject.as_deref().unwrap_or("demo").into());
    if let Some(audience) = rules.audience.first() {
        add("aud", audience.as_str().into());
    }
    if !scopes.is_empty() {
        add("scope", scopes.join(" ").into());
    }
    add("iat", now.unix().into());
    add("exp", (now + Duration::from_secs(3600)).unix().into());
    let Some(typ) = &rules.typ else { return Ok(sign(&claims, key)?) };
    let header = jwt_auth::Header::for_key(key).typ(typ.as_str());
    Ok(jwt_auth::Unsigned::new(&header, &claims)?.sign(key)?)
}

/// The rules as options of `jwt sign`.
fn as_options(rules: &RulesArguments) -> String {
    let one = |name: &str, value: Option<&String>| {
        value.map(|value| format!(" --{name} '{}'", value.replace('\'', r"'\''")))
    };
    let options = [
        one("issuer", rules.issuer.as_ref()),
        one("audience", rules.audience.first()),
        one("subject", rules.subject.as_ref()),
        one("typ", rules.typ.as_ref()),
    ];
    options.into_iter().flatten().collect()
}
