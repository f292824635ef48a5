//! Snowflake's key pairs.

use super::{Input, Inputs, Members, Preset};
use crate::Problem;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use std::time::Duration;

/// A token of a user who has a public key
/// ([Snowflake](https://docs.snowflake.com/en/developer-guide/sql-api/authenticating)).
///
/// The account stands in it without its region, account and user in upper case.
pub(super) const KEY_PAIR: Preset = Preset {
    id: "snowflake",
    title: "Snowflake, key pair",
    summary: "calls Snowflake's SQL and REST APIs as a user with a key pair",
    vendor: "Snowflake",
    documentation: "https://docs.snowflake.com/en/developer-guide/sql-api/authenticating",
    inputs: &[
        Input::required(
            "account",
            "the account identifier, or the account locator without its region",
            "MYORG-MYACCOUNT",
        ),
        Input::required("user", "the user who has the public key", "JANE"),
        Input::required("fingerprint", FINGERPRINT, EXAMPLE),
        Input::required("key_file", "the user's private key", "rsa_key.p8"),
        Input::expires_in("10m"),
    ],
    min_lifetime: None,
    max_lifetime: Some(Duration::from_secs(60 * 60)),
    headers: &[("X-Snowflake-Authorization-Token-Type", "KEYPAIR_JWT")],
    notes: &["account and user must be in upper case, also where variables stand for them"],
    members,
};

const FINGERPRINT: &str = "RSA_PUBLIC_KEY_FP as DESCRIBE USER shows it, or SHA256: and what \
    \"openssl rsa -in rsa_key.p8 -pubout -outform DER | openssl dgst -sha256 -binary | \
    openssl base64\" prints";
const EXAMPLE: &str = "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

fn members(inputs: &Inputs<'_>) -> Result<Members, Problem> {
    check_account(inputs)?;
    check_fingerprint(inputs)?;
    let (account, user) = (upper_case(inputs, "account"), upper_case(inputs, "user"));
    let subject = format!("{account}.{user}");
    Ok(Members::new("RS256")
        .with("secretFile", inputs.text("key_file"))
        .with("issuer", format!("{subject}.{}", inputs.text("fingerprint")))
        .with("subject", subject)
        .with("expiresIn", inputs.expires_in()?))
}

fn check_account(inputs: &Inputs<'_>) -> Result<(), Problem> {
    let Some(account) = inputs.fixed("account").filter(|account| account.contains('.')) else {
        return Ok(());
    };
    let message =
        format!("account is \"{account}\", but Snowflake takes no region and no dot in a token");
    let first = account.split('.').next().unwrap_or_default();
    Err(inputs.refusal(message, format!("give what stands before the first dot: account={first}")))
}

fn check_fingerprint(inputs: &Inputs<'_>) -> Result<(), Problem> {
    let Some(fingerprint) = inputs.fixed("fingerprint") else { return Ok(()) };
    let hash = fingerprint.strip_prefix("SHA256:");
    let bytes = hash.and_then(|hash| BASE64_STANDARD.decode(hash).ok());
    if bytes.is_some_and(|bytes| bytes.len() == 32) {
        return Ok(());
    }
    let message = format!(
        "fingerprint is \"{fingerprint}\", but Snowflake takes SHA256: and the hash of the public \
         key in base64"
    );
    Err(inputs.refusal(message, format!("give {FINGERPRINT}")))
}

fn upper_case(inputs: &Inputs<'_>, name: &str) -> String {
    inputs.fixed(name).map_or_else(|| inputs.text(name), str::to_uppercase)
}
