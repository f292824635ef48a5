//! `jwt serve`: an API on this machine that checks tokens and says what it found.

mod answer;
mod api;
mod keyring;
mod listener;

pub(crate) use api::Api;
pub(crate) use keyring::Keyring;
pub(crate) use listener::Listener;

use crate::{
    args::{KeyArguments, RulesArguments},
    backend::provider,
    failure::Failure,
    key_content::KeyContent,
    keygen::new_key,
    terminal::{self, BOLD},
};
use clap::Args;
use jwt_auth::{
    Algorithm, Jwk, KeyMaterial, KeyParameters, NumericDate, Signer,
    header::{Place, PlaceError},
    sign,
};
use serde_json::{Map, Value};
use std::{io, time::Duration};

/// Run an API on this machine that checks tokens and echoes what is in them.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jwt serve
  jwt serve --key public.pem --alg RS256 --audience api --issuer https://id.example
  jwt serve --secret-env JWT_SECRET --port 9000

Without a key it makes a shared secret, and prints a token to try.")]
pub(crate) struct ServeArguments {
    /// The port on 127.0.0.1; 0 for any that is free.
    #[arg(long, default_value_t = 8080)]
    pub(crate) port: u16,
    #[command(flatten)]
    pub(crate) key: KeyArguments,
    #[command(flatten)]
    pub(crate) rules: RulesArguments,
}

/// Serves until Ctrl-C.
///
/// # Errors
/// [`Failure`] if the key cannot be used, or the port is taken.
pub(crate) fn run(arguments: &ServeArguments) -> Result<(), Failure> {
    let given = &arguments.key;
    let has_key = given.key.is_some() || given.secret_file.is_some() || given.secret_env.is_some();
    let (keyring, lesson) = if has_key {
        let content = KeyContent::read(given)?;
        let keyring = Keyring::read(&content, given.alg)?;
        (keyring, Lesson::key())
    } else {
        let secret = new_key(hmac(given.alg)?, None)?;
        (Keyring::new([&secret])?, Lesson::secret(&secret, &arguments.rules)?)
    };
    let api = Api::new(keyring, arguments.rules.validation(), places().map_err(broken)?);
    runtime()?.block_on(async {
        let listener = Listener::bind(arguments.port).await?;
        terminal::stdout(&lesson.text(&listener.url(), &api))?;
        listener.start(api, |line| terminal::stderr(format_args!("{}", terminal::visible(line))));
        tokio::signal::ctrl_c().await.map_err(|error| Failure::io("Ctrl-C", &error))?;
        terminal::note("stopped");
        Ok(())
    })
}

/// What HTTP here runs on: one thread is plenty for a machine talking to itself.
///
/// # Errors
/// [`Failure`] if the system has no room for it.
pub(crate) fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::io("event loop", &error))
}

/// Where the API looks for a token: with and without a prefix, in the query, and in a cookie.
///
/// # Errors
/// [`PlaceError`], never with these names.
pub(crate) fn places() -> Result<[Place; 4], PlaceError> {
    let header = Place::header("X-Token", "")?;
    Ok([Place::bearer(), header, Place::query("token")?, Place::cookie("token")?])
}

/// How to call the API, for whoever started it.
struct Lesson {
    /// What must be known before the call.
    before: String,
    /// What stands for the token in it.
    token: String,
}

impl Lesson {
    /// For a key of the user's.
    fn key() -> Self {
        let before = "Put a token of yours into TOKEN, such as one that jwt sign printed:";
        Self { before: before.to_owned(), token: "$TOKEN".to_owned() }
    }

    /// For a secret made here, of which the user knows nothing yet.
    fn secret(jwk: &Jwk, rules: &RulesArguments) -> Result<Self, Failure> {
        let KeyParameters::Oct(secret) = jwk.parameters() else {
            return Err(broken("not a shared secret"));
        };
        let algorithm = jwk.alg().unwrap_or_default();
        let loader = provider().named(algorithm).ok_or_else(|| broken(algorithm))?;
        let signer = loader
            .signer(KeyMaterial::Secret(secret))
            .map_err(|error| Failure::key(&error, "new key"))?;
        let token = sample(&*signer, rules)?;
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

    fn text(&self, url: &str, api: &Api) -> String {
        let places: Vec<String> = api.places().iter().map(ToString::to_string).collect();
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
fn sample(key: &dyn Signer, rules: &RulesArguments) -> Result<String, Failure> {
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

fn hmac(asked: Option<Algorithm>) -> Result<Algorithm, Failure> {
    match asked {
        None => Ok(Algorithm::HS256),
        Some(hmac @ (Algorithm::HS256 | Algorithm::HS384 | Algorithm::HS512)) => Ok(hmac),
        Some(other) => Err(Failure::usage(format!("there is no key for {other}"))
            .hint(format!("make one: jwt keygen --alg {other}, and give it with --key"))),
    }
}

fn broken(error: impl std::fmt::Display) -> Failure {
    Failure::io("setting up the API", &io::Error::other(error.to_string()))
}
