//! What every algorithm goes through.

use crate::clock::CLOCK;
use alloc::{boxed::Box, format, string::String};
use core::error::Error;
use jwt_core::{NumericDate, Signer, Validation, Verifier, VerifyError, sign, verify};
use semihosting::println;
use serde::{Deserialize, Serialize};

pub type Trial = fn() -> Result<(), Box<dyn Error>>;

#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    sub: String,
    aud: String,
    exp: NumericDate,
}

const NOW: u32 = 1_767_225_600; // 2026-01-01

/// Signs tokens and checks them: a good one, one that was tampered with, one that is too old, and
/// a good one while nobody knows the time.
pub fn run(signer: &dyn Signer, verifier: &dyn Verifier) -> Result<(), Box<dyn Error>> {
    let rules = Validation::with_clock(&CLOCK).audience("valve");
    let check = |token: &str| verify::<Claims>(token, verifier, &rules);
    let token = |exp: u32| {
        let exp = NumericDate::from_unix(exp.into()).ok_or("a date")?;
        let claims = Claims { sub: "sensor-7".into(), aud: "valve".into(), exp };
        Ok::<_, Box<dyn Error>>(sign(&claims, signer)?)
    };

    CLOCK.set(NOW);
    let good = token(NOW + 60)?;
    println!("  {good}");
    println!("  good: from {}", check(&good)?.sub);
    refused("tampered", check(&tampered(&good)?))?;
    refused("expired", check(&token(NOW - 1)?))?;
    CLOCK.set(0);
    refused("no time", check(&good))
}

/// The same with another character somewhere in its claims.
fn tampered(token: &str) -> Result<String, Box<dyn Error>> {
    let claims = token.find('.').ok_or("a token")? + 1;
    let (before, after) = token.split_at(claims + 9);
    let other = if after.starts_with('A') { 'B' } else { 'A' };
    Ok(format!("{before}{other}{}", &after[1..]))
}

fn refused(what: &str, outcome: Result<Claims, VerifyError>) -> Result<(), Box<dyn Error>> {
    match outcome {
        Err(error) => {
            println!("  {what}: {error}");
            Ok(())
        }
        Ok(_) => Err(format!("{what}, and taken").into()),
    }
}
