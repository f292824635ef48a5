//! Times that keep a token from being valid, and times that are none.

use super::{Finding, ServerClock};
use crate::{rejection, times};
use jiff::Timestamp;
use jwt_auth::{ClaimFailure, NumericDate, Span};
use serde_json::{Map, Value};
use std::slice;

/// Whether a failure is one of times.
pub(crate) fn is_one(failure: &ClaimFailure) -> bool {
    match failure {
        ClaimFailure::Expired { .. }
        | ClaimFailure::NotYetValid { .. }
        | ClaimFailure::IssuedInFuture { .. }
        | ClaimFailure::NoClock { .. } => true,
        ClaimFailure::Type { claim, .. } | ClaimFailure::Range { claim, .. } => {
            matches!(*claim, "exp" | "nbf" | "iat")
        }
        _ => false,
    }
}

/// The findings of failures by this machine's clock, and what the server's says to them.
pub(crate) fn examine(
    failures: &[ClaimFailure],
    claims: &Map<String, Value>,
    now: NumericDate,
    clock: Option<ServerClock>,
) -> Vec<Finding> {
    failures.iter().map(|failure| finding(failure, claims, now, clock)).collect()
}

/// The findings of failures by the server's clock alone.
pub(crate) fn by_server(failures: &[ClaimFailure], clock: ServerClock) -> Vec<Finding> {
    let findings = failures.iter().map(|failure| {
        let finding = Finding::new(failure.code(), format!("by the server's clock, {failure}"))
            .evidence(clock.describe())
            .change("compare both clocks with a time server, and set the one that is wrong");
        let seconds = clock.server.unix().abs_diff(clock.here.unix());
        match failure {
            ClaimFailure::Expired { .. } => finding.change(format!(
                "or let tokens live longer than {seconds} s: jwt sign --expires-in"
            )),
            _ => finding.change(format!("or have the API allow for it: a leeway of {seconds} s")),
        }
    });
    findings.collect()
}

fn finding(
    failure: &ClaimFailure,
    claims: &Map<String, Value>,
    now: NumericDate,
    clock: Option<ServerClock>,
) -> Finding {
    let finding = Finding::from(rejection::claims(slice::from_ref(failure)));
    match failure {
        ClaimFailure::Expired { exp, now } => {
            let finding = expired(finding, *exp, *now, claims);
            with_clock(finding, clock, |clock| *exp > clock.at(*now), "it has not expired")
        }
        ClaimFailure::NotYetValid { nbf: from, now }
        | ClaimFailure::IssuedInFuture { iat: from, now } => {
            with_clock(finding, clock, |clock| *from <= clock.at(*now), "that time has come")
        }
        ClaimFailure::Range { found, .. } => match milliseconds(found) {
            Some(date) => finding
                .evidence(format!("as milliseconds it is {}", dated(failure.claim(), date, now)))
                .change(
                    "the issuer must divide by 1000: JWT has seconds, as in \
                     Math.floor(Date.now() / 1000)",
                ),
            None => finding.change("the issuer must write seconds since 1970"),
        },
        ClaimFailure::Type { claim, .. } => match claims.get(*claim).and_then(in_quotes) {
            Some(date) => finding
                .evidence(format!("what it says is {}", dated(claim, date, now)))
                .change(format!("the issuer must write a number, without quotes: {}", date.unix())),
            None => finding.change("the issuer must write seconds since 1970, as a number"),
        },
        _ => finding,
    }
}

fn expired(
    finding: Finding,
    exp: NumericDate,
    now: NumericDate,
    claims: &Map<String, Value>,
) -> Finding {
    if exp.unix() < LONGEST_DURATION {
        return finding
            .evidence(format!("exp {} looks like a duration, but counts from 1970", exp.unix()))
            .change("the issuer must add it to the time: jwt sign --expires-in does");
    }
    let iat = claims.get("iat").and_then(date);
    let finding = match iat {
        Some(iat) if iat >= exp => finding.evidence(format!(
            "it was expired when it was issued: exp is not later than iat {iat}"
        )),
        Some(iat) => finding
            .evidence(format!("it was made to live for {} (iat {iat})", Span::between(iat, exp))),
        None => finding,
    };
    let late = now.unix().saturating_sub(exp.unix());
    let is_fixed = match iat {
        Some(iat) => iat >= exp || late > 30 * DAY,
        None => late > DAY,
    };
    if is_fixed {
        return finding.change(
            "if exp stands fixed in the claims, take it out and have it counted: jwt sign \
             --expires-in 5m",
        );
    }
    finding
}

/// Adds how the server's clock stands, and whether the failure is one by it.
fn with_clock(
    finding: Finding,
    clock: Option<ServerClock>,
    is_right: impl Fn(ServerClock) -> bool,
    right: &str,
) -> Finding {
    let Some(clock) = clock else { return finding };
    let finding = finding.evidence(clock.describe());
    if is_right(clock) {
        return finding
            .evidence(format!("by the server's clock {right}"))
            .change("compare this machine's clock with a time server");
    }
    finding
}

fn dated(claim: &str, date: NumericDate, now: NumericDate) -> String {
    format!("{date}, {}", times::standing(claim, date, now))
}

fn date(value: &Value) -> Option<NumericDate> {
    value.is_number().then(|| serde_json::from_value(value.clone()).ok())?
}

fn milliseconds(number: &str) -> Option<NumericDate> {
    let milliseconds: u64 = number.split('.').next()?.parse().ok()?;
    let date = NumericDate::from_unix(milliseconds / 1000)?;
    (number.len() >= 12).then_some(date)
}

/// The date that stands in a string: a number, or RFC 3339.
fn in_quotes(value: &Value) -> Option<NumericDate> {
    let text = value.as_str()?.trim();
    let seconds = match text.parse::<u64>() {
        Ok(seconds) => Some(seconds),
        Err(_) => u64::try_from(text.parse::<Timestamp>().ok()?.as_second()).ok(),
    };
    seconds.and_then(NumericDate::from_unix)
}

const DAY: u64 = 86_400;
/// Ten years.
const LONGEST_DURATION: u64 = 3650 * DAY;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{doctor::claims, show};
    use jwt_auth::Validation;

    const NOW: u64 = 1_700_000_000;

    fn at(unix: u64) -> NumericDate {
        NumericDate::from_unix(unix).expect("in range")
    }

    fn failures(claims: &str, now: u64) -> Vec<ClaimFailure> {
        let rules = Validation::with_clock(at(now)).waive_expiration();
        claims::failures(claims, None, &rules).expect("claims")
    }

    fn finding(claims: &str, clock: Option<(u64, u64)>) -> Finding {
        let object = show::object(claims).expect("an object");
        let clock = clock.map(|(server, here)| ServerClock { server: at(server), here: at(here) });
        examine(&failures(claims, NOW), &object, at(NOW), clock).remove(0)
    }

    #[test]
    fn an_expired_token_tells_how_long_it_was_to_live() {
        let finding = finding(r#"{"iat":1699999000,"exp":1699999300}"#, None);
        assert_eq!(finding.evidence, ["it was made to live for 5 min (iat 2023-11-14T21:56:40Z)"]);
        assert_eq!(
            finding.change,
            ["get a new token; to see how it stood earlier, name the time: --at"]
        );
    }

    #[test]
    fn a_fixed_exp_is_told_to_be_counted() {
        let fixed = "if exp stands fixed in the claims, take it out and have it counted: jwt sign \
                     --expires-in 5m";
        for (claims, is_fixed) in [
            (r#"{"exp":1600000000}"#, true),
            (r#"{"exp":1600000000,"iat":1599999000}"#, true),
            (r#"{"exp":1600000000,"iat":1699999990}"#, true),
            (r#"{"exp":1699999000}"#, false),
            (r#"{"exp":1699800000,"iat":1699799700}"#, false),
        ] {
            let change = finding(claims, None).change;
            assert_eq!(change.iter().any(|line| line == fixed), is_fixed, "{claims}");
        }
    }

    #[test]
    fn a_duration_is_no_date() {
        let finding = finding(r#"{"exp":3600}"#, None);
        assert_eq!(finding.evidence, ["exp 3600 looks like a duration, but counts from 1970"]);
    }

    #[test]
    fn milliseconds_are_shown_as_the_date_that_is_meant() {
        let finding = finding(r#"{"exp":1700000300000}"#, None);
        assert_eq!(
            finding.finding,
            "exp 1700000300000 is not a date between 1970 and 9999 (it looks like milliseconds, \
             JWT has seconds)"
        );
        assert_eq!(
            finding.evidence,
            ["as milliseconds it is 2023-11-14T22:18:20Z, expires in 5 min"]
        );
    }

    #[test]
    fn a_date_in_quotes_is_shown_as_a_number() {
        for claims in [r#"{"exp":"1700000300"}"#, r#"{"exp":"2023-11-14T22:18:20Z"}"#] {
            let finding = finding(claims, None);
            assert_eq!(finding.finding, "exp must be a number of seconds, but is a string");
            assert_eq!(
                finding.evidence,
                ["what it says is 2023-11-14T22:18:20Z, expires in 5 min"]
            );
            assert_eq!(
                finding.change,
                ["the issuer must write a number, without quotes: 1700000300"]
            );
        }
    }

    #[test]
    fn the_servers_clock_can_contradict_this_machines() {
        let finding = finding(r#"{"exp":1699999990}"#, Some((NOW - 60, NOW)));
        assert!(finding.evidence[0].starts_with("the server's clock is 60 s behind"));
        assert_eq!(finding.evidence[1], "by the server's clock it has not expired");
        let not_yet = self::finding(r#"{"nbf":1700000030}"#, Some((NOW + 60, NOW)));
        assert_eq!(not_yet.evidence[1], "by the server's clock that time has come");
        let agrees = self::finding(r#"{"nbf":1700000030}"#, Some((NOW, NOW)));
        assert_eq!(agrees.evidence, ["the server's clock agrees with this machine's"]);
    }

    #[test]
    fn a_token_can_be_expired_by_the_servers_clock_alone() {
        let clock = ServerClock { server: at(NOW + 400), here: at(NOW) };
        let findings = by_server(&failures(r#"{"exp":1700000300}"#, NOW + 400), clock);
        assert_eq!(
            findings[0].finding,
            "by the server's clock, the token expired 100 s ago (exp 2023-11-14T22:18:20Z, now \
             22:20:00Z)"
        );
        assert_eq!(
            findings[0].change[1],
            "or let tokens live longer than 400 s: jwt sign --expires-in"
        );
    }
}
