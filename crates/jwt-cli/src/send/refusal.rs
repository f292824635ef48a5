//! What a status of 400 or more says about the token.

use super::journey::Journey;
use crate::{failure::Failure, http_client::Answer, mask::Mask, times};
use http::{
    HeaderMap, StatusCode, Uri,
    header::{AUTHORIZATION, DATE, WWW_AUTHENTICATE},
};
use jiff::fmt::rfc2822;
use jwt_auth::{
    NumericDate, Span, Unverified, dangerous::claims_json_without_verification as claims_json,
    workspace::Prepared,
};
use serde_json::{Map, Value};

/// Fails on 401, which is about the token, and with `fail` on any other status of 400 or more.
///
/// # Errors
/// [`Failure`] that says what the server said, and what it was sent.
pub(crate) fn of(journey: &Journey<'_>, answer: &Answer, fail: bool) -> Result<(), Failure> {
    let (first, last) = (journey.first(), journey.current());
    match answer.status {
        StatusCode::UNAUTHORIZED => Err(unauthorized(first, last, answer, NumericDate::now())),
        status if fail && status.as_u16() >= 400 => {
            let message = format!("{status} from {}", host(last.request.uri()));
            Err(Failure::status(message))
        }
        _ => Ok(()),
    }
}

fn unauthorized(first: &Prepared, last: &Prepared, answer: &Answer, now: NumericDate) -> Failure {
    let mut message = format!("401 from {}", host(last.request.uri()));
    // Servers repeat what they were sent.
    if let Some(reason) = reason(&answer.headers, &Mask::of(first)) {
        message = format!("{message}: {reason}");
    }
    let failure = Failure::rejected("HTTP", message);
    let Some(placed) = &last.token else {
        return match &first.token {
            Some(_) => failure
                .lines([
                    "the redirect led to another origin, where the token does not go".to_owned()
                ])
                .hint("send the request there itself, or name both origins in origins"),
            None if last.request.headers().contains_key(AUTHORIZATION) => failure
                .lines(["the request has an Authorization header of its own".to_owned()])
                .hint("jwt doctor looks for what is wrong with a token"),
            None => failure
                .lines(["no token was sent".to_owned()])
                .hint("jwt explain says whose authentication applies"),
        };
    };
    let mut lines = vec![format!("the token was in the {}", placed.place)];
    lines.extend(times_of(&placed.token, now));
    lines.extend(clock(&answer.headers, now));
    failure.lines(lines).hint("jwt doctor looks for what is wrong with a token")
}

/// What the first challenge that gives a reason says, as in `invalid_token, "expired"`.
fn reason(headers: &HeaderMap, mask: &Mask) -> Option<String> {
    let values = headers.get_all(WWW_AUTHENTICATE).iter().filter_map(|value| value.to_str().ok());
    values.filter_map(|value| http_auth::parse_challenges(value).ok()).flatten().find_map(
        |challenge| {
            let parameter = |name: &str| {
                let mut parameters = challenge.params.iter();
                let found = parameters.find(|(found, _)| found.eq_ignore_ascii_case(name))?;
                Some(shortened(&mask.text(&found.1.to_unescaped())))
            };
            match (parameter("error"), parameter("error_description")) {
                (Some(error), Some(description)) => Some(format!("{error}, \"{description}\"")),
                (Some(error), None) => Some(error),
                (None, Some(description)) => Some(format!("\"{description}\"")),
                (None, None) => None,
            }
        },
    )
}

/// The token's times, a line each.
fn times_of(token: &str, now: NumericDate) -> Vec<String> {
    let claims = Unverified::parse(token).ok().and_then(|token| {
        let claims = claims_json(&token).ok()?;
        serde_json::from_str::<Map<String, Value>>(claims).ok()
    });
    let claims = claims.unwrap_or_default();
    let lines = ["exp", "nbf", "iat"].into_iter().filter_map(|name| {
        let date: NumericDate = serde_json::from_value(claims.get(name)?.clone()).ok()?;
        Some(format!("{name} {date}, {}", times::standing(name, date, now)))
    });
    lines.collect()
}

/// How far the server's clock is from this one, if that is more than an answer takes.
fn clock(headers: &HeaderMap, now: NumericDate) -> Option<String> {
    let date = rfc2822::parse(headers.get(DATE)?.to_str().ok()?).ok()?;
    let date = u64::try_from(date.timestamp().as_second()).ok();
    let date = date.and_then(NumericDate::from_unix)?;
    let span = Span::between(date, now);
    let (apart, ahead) = (date.unix().abs_diff(now.unix()), date > now);
    let side = if ahead { "ahead of" } else { "behind" };
    (apart > CLOCK_TOLERANCE).then(|| format!("the server's clock is {span} {side} this one"))
}

fn host(uri: &Uri) -> &str {
    let authority = uri.authority().map_or("nowhere", |authority| authority.as_str());
    authority.rsplit('@').next().unwrap_or_default()
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

const CLOCK_TOLERANCE: u64 = 5;
const LONGEST: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;
    use http::{HeaderName, HeaderValue};

    fn headers(name: HeaderName, values: &[&str]) -> HeaderMap {
        let values = values.iter().map(|value| HeaderValue::try_from(*value).expect("a value"));
        values.map(|value| (name.clone(), value)).collect()
    }

    #[test]
    fn the_reason_is_found_among_the_challenges() {
        let expired = "Bearer realm=\"a\", error=\"invalid_token\", \
                       error_description=\"The access token expired\"";
        for (values, said) in [
            (&[expired][..], Some("invalid_token, \"The access token expired\"")),
            (&["Basic realm=\"x\"", expired], Some("invalid_token, \"The access token expired\"")),
            (&["Basic realm=\"x\", Bearer error=\"invalid_token\""], Some("invalid_token")),
            (&["DPoP algs=\"ES256\", error=\"use_dpop_nonce\""], Some("use_dpop_nonce")),
            (&["Bearer error_description=\"a \\\"b\\\"\""], Some("\"a \"b\"\"")),
            (&["Bearer"], None),
            (&["=,=\"broken"], None),
            (&[], None),
        ] {
            let found = reason(&headers(WWW_AUTHENTICATE, values), &Mask::default());
            assert_eq!(found.as_deref(), said, "{values:?}");
        }
        let long = format!("Bearer error=\"{}\"", "x".repeat(LONGEST + 1));
        let said =
            reason(&headers(WWW_AUTHENTICATE, &[&long]), &Mask::default()).expect("a reason");
        assert_eq!(said, "x".repeat(LONGEST) + "…");
    }

    #[test]
    fn clocks_are_compared_by_the_date_of_the_answer() {
        let now = NumericDate::from_unix(784_111_777).expect("in range");
        for (date, said) in [
            ("Sun, 06 Nov 1994 08:49:37 GMT", None),
            ("Sun, 06 Nov 1994 08:49:32 GMT", None),
            ("Sun, 06 Nov 1994 08:52:37 GMT", Some("3 min ahead of")),
            ("Sun, 06 Nov 1994 07:49:37 GMT", Some("1 h behind")),
            ("yesterday", None),
        ] {
            let said = said.map(|said| format!("the server's clock is {said} this one"));
            assert_eq!(clock(&headers(DATE, &[date]), now), said, "{date}");
        }
    }

    #[test]
    fn the_times_of_a_token_are_told() {
        // {"alg":"HS256"}.{"exp":1300819380,"iat":1300819080}
        let token = "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjEzMDA4MTkzODAsImlhdCI6MTMwMDgxOTA4MH0.AAAA";
        let now = NumericDate::from_unix(1_300_819_400).expect("in range");
        let lines = [
            "exp 2011-03-22T18:43:00Z, expired 20 s ago",
            "iat 2011-03-22T18:38:00Z, 5 min 20 s ago",
        ];
        assert_eq!(times_of(token, now), lines);
        assert!(times_of("garbage", now).is_empty());
    }
}
