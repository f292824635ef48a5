//! `jwt verify`.

mod each;
mod lines;

use crate::{
    args::VerifyArguments,
    failure::Failure,
    issuer_keys::IssuerKeys,
    key_content::{self, KeyContent},
    key_source, rejection, server, show,
    terminal::{self, GOOD},
    times, token_source,
};
use jwt_auth::{NumericDate, Unverified, Verified};
use serde_json::{Value, json};

/// Checks a token: its claims go to standard output, the verdict to standard error.
///
/// # Errors
/// [`Failure`] if the token is refused, or there is no key to check it with.
pub(crate) fn run(arguments: &VerifyArguments) -> Result<(), Failure> {
    let keys = Keys::named(arguments)?;
    if let Some(file) = &arguments.each {
        return each::run(arguments, file, keys);
    }
    let now = arguments.at.unwrap_or_else(NumericDate::now);
    let text = token_source::read(&arguments.token)?;
    match check(arguments, &keys, &text) {
        Ok(verified) => accept(arguments, &verified, now),
        Err(failure) if arguments.json && failure.is_rejection() => {
            let token = Unverified::parse(&text).ok();
            let header = token.and_then(|token| show::object(token.header().as_json()));
            let mut refused = failure.to_json();
            refused["header"] = header.into();
            terminal::stdout(&terminal::compact_json(&refused))?;
            Err(failure.reported())
        }
        Err(failure) => Err(failure),
    }
}

/// What a token is checked with.
enum Keys {
    /// One that was given, or a set.
    Given(Box<KeyContent>),
    /// Those of its issuer.
    Issuer(IssuerKeys),
}

impl Keys {
    fn named(arguments: &VerifyArguments) -> Result<Self, Failure> {
        let VerifyArguments { issuer, key, rules, .. } = arguments;
        if let Some(keys) = IssuerKeys::named(issuer, key, rules, arguments.validation())? {
            return Ok(Self::Issuer(keys));
        }
        if !key.is_given() {
            return Err(key_content::missing()
                .hint("or name an issuer that publishes its keys: --issuer https://id.example"));
        }
        Ok(Self::Given(Box::new(KeyContent::read(key)?)))
    }
}

fn check<'t>(
    arguments: &VerifyArguments,
    keys: &Keys,
    text: &'t str,
) -> Result<Verified<'t>, Failure> {
    let token = Unverified::parse(text).map_err(|error| rejection::malformed(&error))?;
    let content = match keys {
        Keys::Given(content) => content,
        Keys::Issuer(keys) => return server::runtime()?.block_on(keys.verify(token)),
    };
    let key = key_source::verifier(content.found(), arguments.key.alg, &token)?;
    token
        .clone()
        .verify(&*key, &arguments.validation())
        .map_err(|error| rejection::explain(&error, content, &*key, &token))
}

fn accept(
    arguments: &VerifyArguments,
    verified: &Verified<'_>,
    now: NumericDate,
) -> Result<(), Failure> {
    let claims = show::object(verified.claims_json());
    if arguments.json {
        let accepted = json!({
            "valid": true,
            "code": Value::Null,
            "failures": [],
            "header": show::object(verified.header().as_json()),
            "claims": claims,
        });
        return terminal::stdout(&terminal::compact_json(&accepted));
    }
    let until = match verified.expiration() {
        // A leeway may have let it pass.
        Some(exp) => format!("{} ({exp})", times::standing("exp", exp, now)),
        None => "never expires".to_owned(),
    };
    // A token is accepted only under the key's own algorithm, so this is no foreign text.
    let algorithm = verified.header().alg();
    terminal::stderr(format_args!("{GOOD}valid{GOOD:#}: {algorithm}, {until}"));
    terminal::stdout(&terminal::pretty_json(&claims.map_or(Value::Null, Value::Object)))
}
