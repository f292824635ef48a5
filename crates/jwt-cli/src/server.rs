//! `jwt serve`: an API on this machine that checks tokens and says what it found.

mod answer;
mod api;
mod claim_header;
mod forward_auth;
mod keyring;
mod lesson;
mod listener;
mod service;
mod trust;

pub(crate) use answer::Answer;
pub(crate) use api::Api;
pub(crate) use keyring::Keyring;
pub(crate) use listener::Listener;
pub(crate) use service::Service;
pub(crate) use trust::Trust;

use crate::{
    args::{IssuerArguments, KeyArguments, RulesArguments},
    failure::Failure,
    issuer_keys::IssuerKeys,
    key_content::KeyContent,
    keygen::new_key,
    terminal,
};
use claim_header::ClaimHeader;
use clap::Args;
use forward_auth::ForwardAuth;
use jwt_auth::{
    Algorithm,
    header::{Place, PlaceError},
};
use lesson::Lesson;
use std::io;

/// Run an API on this machine that checks tokens and echoes what is in them.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jwt serve
  jwt serve --key public.pem --alg RS256 --audience api --issuer https://id.example
  jwt serve --issuer https://id.example --audience api
  jwt serve --issuer https://id.example --audience api --forward-auth --claim-header X-User=sub
  jwt serve --secret-env JWT_SECRET --port 9000

Without a key, an issuer whose name is a URL is asked for its keys. Without such an issuer, a shared
secret is made, and a token to try is printed.

With --forward-auth, a gateway asks about each request: nginx by auth_request, Traefik by
ForwardAuth, Caddy by forward_auth. The answer has no body. It is 200, with all claims in
X-Jwt-Payload (JSON in base64url), or 401, 403, or 503 while the issuer is down.")]
pub(crate) struct ServeArguments {
    /// The port on 127.0.0.1; 0 for any that is free.
    #[arg(long, default_value_t = 8080)]
    pub(crate) port: u16,
    /// Answer a gateway: whether it may let a request through.
    #[arg(long, help_heading = "Gateway")]
    pub(crate) forward_auth: bool,
    /// Tell the gateway a claim in a header; /a/b for one further in. A claim that is missing is
    /// not told.
    #[arg(long, value_name = "HEADER=CLAIM", value_parser = ClaimHeader::parse,
        requires = "forward_auth", help_heading = "Gateway")]
    pub(crate) claim_header: Vec<ClaimHeader>,
    /// The token must have this scope, or all of these if repeated.
    #[arg(long, requires = "forward_auth", help_heading = "Gateway")]
    pub(crate) scope: Vec<String>,
    #[command(flatten)]
    pub(crate) key: KeyArguments,
    #[command(flatten)]
    pub(crate) issuer: IssuerArguments,
    #[command(flatten)]
    pub(crate) rules: RulesArguments,
}

/// Serves until Ctrl-C.
///
/// # Errors
/// [`Failure`] if there is no key that can be used, or the port is taken.
pub(crate) fn run(arguments: &ServeArguments) -> Result<(), Failure> {
    runtime()?.block_on(async {
        let (trust, lesson) = trust(arguments).await?;
        let listener = Listener::bind(arguments.port).await?;
        let log = |line: &str| terminal::stderr(format_args!("{}", terminal::visible(line)));
        if arguments.forward_auth {
            let headers = arguments.claim_header.clone();
            terminal::stdout(&lesson.text(&listener.url(), &[Place::bearer()]))?;
            listener.start(ForwardAuth::new(trust, &arguments.scope, headers), log);
        } else {
            let places = places().map_err(broken)?;
            terminal::stdout(&lesson.text(&listener.url(), &places))?;
            listener.start(Api::new(trust, places), log);
        }
        tokio::signal::ctrl_c().await.map_err(|error| Failure::io("Ctrl-C", &error))?;
        terminal::note("stopped");
        Ok(())
    })
}

/// Whose tokens are accepted, and how to have one.
async fn trust(arguments: &ServeArguments) -> Result<(Trust, Lesson), Failure> {
    let ServeArguments { key, issuer, rules, .. } = arguments;
    let validation = rules.validation();
    if let Some(keys) = IssuerKeys::named(issuer, key, rules, validation.clone())? {
        keys.prepare().await?;
        return Ok((Trust::Issuer(keys.verifier().clone()), Lesson::key()));
    }
    if key.is_given() {
        let keyring = Keyring::read(&KeyContent::read(key)?, key.alg)?;
        return Ok((Trust::Keys(keyring, validation), Lesson::key()));
    }
    let secret = new_key(hmac(key.alg)?, None)?;
    let lesson = Lesson::secret(&secret, rules, &arguments.scope)?;
    Ok((Trust::Keys(Keyring::new([&secret])?, validation), lesson))
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
