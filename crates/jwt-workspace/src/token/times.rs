//! Whether the times of a token make sense when it is sent.

use crate::Problem;
use jwt_core::{NumericDate, Span};
use serde_json::{Map, Value};

/// What is odd about the times of these claims.
pub(super) fn look_at(claims: &Map<String, Value>, now: NumericDate) -> Vec<Problem> {
    let mut warnings = Vec::new();
    for name in ["exp", "nbf", "iat"] {
        let Some(value) = claims.get(name) else { continue };
        let Some(date) = date(value) else {
            warnings.push(no_date(name, value));
            continue;
        };
        match name {
            "exp" if date <= now => warnings.push(expired(date, now)),
            "nbf" if date > now => warnings.push(not_yet(date, now)),
            _ => {}
        }
    }
    warnings
}

/// A claim's value as a date.
pub(super) fn date(value: &Value) -> Option<NumericDate> {
    if !value.is_number() {
        return None;
    }
    serde_json::from_str(&value.to_string()).ok()
}

fn expired(exp: NumericDate, now: NumericDate) -> Problem {
    let span = Span::between(exp, now);
    let message = format!("the token expired {span} ago (exp {exp}, now {})", time_of(now, exp));
    Problem::new("EXPIRED", message)
        .in_field("payload")
        .hint("payload has a fixed exp; remove it and set expiresIn: 5m")
}

fn not_yet(nbf: NumericDate, now: NumericDate) -> Problem {
    let span = Span::between(nbf, now);
    let early = nbf.unix().saturating_sub(now.unix());
    let message = format!("the token is not valid before {} (nbf, in {span})", time_of(nbf, now));
    let problem = Problem::new("NOT_YET", message).in_field("notBefore");
    // Servers allow for a few minutes at most.
    if early > 600 {
        return problem.hint("take notBefore or nbf away, or set an earlier one");
    }
    problem.hint(format!("set backdate: {}s, or allow a leeway of {} s", early.min(60), early + 10))
}

fn no_date(name: &str, value: &Value) -> Problem {
    let shown = value.to_string();
    let problem = match value.is_number() && shown.len() == 13 {
        true => Problem::new(
            "PAYLOAD_JSON",
            format!("{name} {shown} looks like milliseconds, JWT has seconds"),
        )
        .hint(format!("divide {name} by 1000, or take it away and set expiresIn")),
        false => Problem::new("PAYLOAD_JSON", format!("{name} is not a date in whole seconds"))
            .hint(format!("{name} must be a number, without quotes: seconds since 1970")),
    };
    problem.in_field("payload")
}

/// A date beside another one: the time alone if they are of the same day.
fn time_of(date: NumericDate, other: NumericDate) -> String {
    let text = date.to_string();
    match (date.unix() / 86_400 == other.unix() / 86_400, text.split_once('T')) {
        (true, Some((_, time))) => time.to_owned(),
        _ => text,
    }
}
