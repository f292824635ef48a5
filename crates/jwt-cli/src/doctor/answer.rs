//! What an API's answer says about a token.

use super::{Challenge, Finding, Response, ServerClock};
use crate::{rejection::shortened, times};
use jwt_auth::NumericDate;
use serde_json::{Map, Value};

/// An answer, and what is known of the token that it is about.
pub(crate) struct Answer<'a> {
    pub(crate) response: &'a Response,
    pub(crate) claims: &'a Map<String, Value>,
    pub(crate) now: NumericDate,
    pub(crate) clock: Option<ServerClock>,
    /// Is kept out of what is told, should the server repeat it.
    pub(crate) signature: Option<&'a str>,
    /// Whether something was found that explains the answer.
    pub(crate) is_explained: bool,
}

impl Answer<'_> {
    /// The finding, if the answer is about the token.
    pub(crate) fn finding(&self) -> Option<Finding> {
        let challenges = self.response.challenges();
        let bearer = challenges.iter().find(|challenge| challenge.is("Bearer"));
        let reason = Reason::new(self.response, bearer, self.signature);
        Some(match (self.response.status, bearer, challenges.as_slice()) {
            // Not every API keeps 401 for tokens and 403 for what they allow.
            (403, ..) if reason.error.as_deref() != Some("invalid_token") => {
                self.forbidden(&reason)
            }
            (_, Some(_), _) if reason.error.is_some() => self.refused(&reason),
            (401, Some(_), _) => self.without_token(&reason),
            (401, None, []) if reason.error.is_some() => self.refused(&reason),
            (401, None, []) => self
                .told("the API does not say why", &reason)
                .change("look into the API's log, or ask who runs it"),
            (401, None, others) => self.other_scheme(others),
            _ => return None,
        })
    }

    /// What to say of an answer that is not about the token.
    pub(crate) fn note(&self) -> String {
        let source = self.source();
        match self.response.status {
            200..300 => format!("{source}: the API took the token"),
            _ => format!("{source}: that says nothing about the token"),
        }
    }

    fn refused(&self, reason: &Reason) -> Finding {
        let mut finding = self.told(reason.error.as_deref().unwrap_or_default(), reason);
        finding.evidence.extend(self.standing());
        finding.evidence.extend(self.clock.map(ServerClock::describe));
        match (reason.error.as_deref(), self.is_explained) {
            (Some("insufficient_scope"), _) => self.scope(finding, reason),
            (_, true) => finding.change("see what was found besides: it may explain this"),
            (Some("invalid_request"), _) => finding.change(
                "look at the request: one token, in one place, as in Authorization: Bearer TOKEN",
            ),
            _ => finding.change(
                "by what is known here nothing is wrong with it: compare key, issuer and audience \
                 with what the API expects (--key, --issuer, --audience), and whether it was \
                 revoked",
            ),
        }
    }

    fn without_token(&self, reason: &Reason) -> Finding {
        let finding = self
            .told("the API saw no token", reason)
            .evidence(
                "a challenge that names no error answers a request without a token (RFC 6750 §3.1)",
            )
            .change("look at the request as it was sent: Authorization: Bearer TOKEN");
        if self.response.redirects == 0 {
            return finding;
        }
        finding.evidence(format!("there were {} redirects before", self.response.redirects)).change(
            "send the request to where the redirects lead: clients drop the token on the way",
        )
    }

    fn forbidden(&self, reason: &Reason) -> Finding {
        let what = match reason.error.as_deref() {
            Some(error) => error.to_owned(),
            None => "the API took the token, but does not allow this".to_owned(),
        };
        self.scope(self.told(&what, reason), reason)
    }

    fn other_scheme(&self, others: &[Challenge]) -> Finding {
        let names: Vec<String> = others.iter().map(|other| shortened(&other.scheme)).collect();
        let names = names.join(" or ");
        Finding::new(
            "HTTP",
            format!("{}: the API expects {names}, not a Bearer token", self.source()),
        )
        .change(format!("sign in with {names}, or look for the address that takes tokens"))
    }

    /// The token's scope beside the one that is needed.
    fn scope(&self, finding: Finding, reason: &Reason) -> Finding {
        let held = self.claims.get("scope").or_else(|| self.claims.get("scp")).map(words);
        let finding = match &held {
            Some(held) => {
                finding.evidence(format!("scope in the token: \"{}\"", shortened(&held.join(" "))))
            }
            None => finding.evidence("the token has no scope"),
        };
        let Some(needed) = &reason.scope else {
            return finding
                .change("ask the API which scope or role it needs, and the issuer for it");
        };
        let held = held.unwrap_or_default();
        let missing: Vec<&str> =
            needed.split_whitespace().filter(|scope| !held.iter().any(|h| h == scope)).collect();
        let missing = shortened(&missing.join(" "));
        finding.evidence(format!("scope that is needed: \"{}\"", shortened(needed))).change(
            match missing.as_str() {
                "" => "the scope is there: ask the API which role or right it needs".to_owned(),
                missing => format!("get a token with the scope \"{missing}\" too"),
            },
        )
    }

    /// How the token's times stand.
    fn standing(&self) -> Option<String> {
        let exp = self.claims.get("exp").filter(|exp| exp.is_number())?;
        let exp: NumericDate = serde_json::from_value(exp.clone()).ok()?;
        Some(format!("exp {exp}, {}", times::standing("exp", exp, self.now)))
    }

    fn told(&self, what: &str, reason: &Reason) -> Finding {
        let text = match &reason.description {
            Some(description) => format!("{}: {what}, \"{description}\"", self.source()),
            None => format!("{}: {what}", self.source()),
        };
        Finding::new("HTTP", text)
    }

    fn source(&self) -> String {
        match &self.response.host {
            Some(host) => format!("{} from {}", self.response.status, shortened(host)),
            None => self.response.status.to_string(),
        }
    }
}

/// Why, in the server's words.
struct Reason {
    error: Option<String>,
    description: Option<String>,
    scope: Option<String>,
}

impl Reason {
    /// From the challenge, or where that says nothing, from the body, which may be a plain sentence.
    fn new(response: &Response, bearer: Option<&Challenge>, signature: Option<&str>) -> Self {
        let parameter = |name| bearer?.parameter(name).map(str::to_owned);
        let body = |names: &[&str]| names.iter().find_map(|name| response.body_member(name));
        let shown = |text: String| {
            let text = match signature {
                Some(signature) => text.replace(signature, "…"),
                None => text,
            };
            let mut short: String = text.chars().take(LONGEST).collect();
            short.extend(text.chars().nth(LONGEST).map(|_| '…'));
            short
        };
        let description = parameter("error_description")
            .or_else(|| body(&["error_description", "message", "detail", "title"]))
            .or_else(|| response.body_line().map(str::to_owned));
        Self {
            error: parameter("error").or_else(|| body(&["error", "code"])).map(shown),
            description: description.map(shown),
            scope: parameter("scope"),
        }
    }
}

/// The words of a scope: a text with spaces, or a list.
fn words(scope: &Value) -> Vec<String> {
    match scope {
        Value::Array(list) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        scope => scope.as_str().unwrap_or_default().split_whitespace().map(str::to_owned).collect(),
    }
}

/// Sentences are longer than names.
const LONGEST: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::show;

    fn answer(response: &str, claims: &str) -> (Option<Finding>, String) {
        let response = Response::parse(response).expect("a response");
        let claims = show::object(claims).expect("an object");
        let now = NumericDate::from_unix(1_700_000_000).expect("in range");
        let answer = Answer {
            response: &response,
            claims: &claims,
            now,
            clock: response.date().map(|server| ServerClock { server, here: now }),
            signature: Some("c2lnbmF0dXJl"),
            is_explained: false,
        };
        (answer.finding(), answer.note())
    }

    fn finding(response: &str, claims: &str) -> Finding {
        answer(response, claims).0.expect("a finding")
    }

    #[test]
    fn the_reason_is_told_in_the_servers_words() {
        let finding = finding(
            "HTTP/1.1 307 X\nLocation: https://api.example/\n\nHTTP/1.1 401 X\n\
             WWW-Authenticate: Bearer error=\"invalid_token\", error_description=\"The access token expired\"\n",
            r#"{"exp":1700000300}"#,
        );
        assert_eq!(
            finding.finding,
            "401 from api.example: invalid_token, \"The access token expired\""
        );
        assert_eq!(finding.evidence, ["exp 2023-11-14T22:18:20Z, expires in 5 min"]);
    }

    #[test]
    fn the_body_speaks_where_the_challenge_is_silent() {
        let body =
            "HTTP/1.1 401 X\n\n{\"error\":\"invalid_token\",\"message\":\"no a.b.c2lnbmF0dXJl\"}";
        assert_eq!(finding(body, "{}").finding, "401: invalid_token, \"no a.b.…\"");
    }

    #[test]
    fn a_sentence_in_the_body_is_told() {
        let response = "HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer error=\"invalid_token\"\n\
                        Content-Type: text/plain\n\nJwt is expired";
        assert_eq!(finding(response, "{}").finding, "401: invalid_token, \"Jwt is expired\"");
        let page = response.replace("text/plain", "text/html");
        assert_eq!(finding(&page, "{}").finding, "401: invalid_token");
        let long = response.to_owned() + "\nand more";
        assert_eq!(finding(&long, "{}").finding, "401: invalid_token");
        let echo = response.replace("is expired", "a.b.c2lnbmF0dXJl");
        assert_eq!(finding(&echo, "{}").finding, "401: invalid_token, \"Jwt a.b.…\"");
    }

    #[test]
    fn a_403_that_calls_the_token_invalid_is_not_about_scopes() {
        let response = "HTTP/1.1 403 Forbidden\nWWW-Authenticate: Bearer error=\"invalid_token\"\n";
        let finding = finding(response, "{}");
        assert_eq!(finding.finding, "403: invalid_token");
        assert!(finding.change[0].contains("compare key, issuer and audience"), "{finding:?}");
    }

    #[test]
    fn a_challenge_without_an_error_means_that_no_token_came() {
        let finding = finding(
            "HTTP/1.1 302 X\nLocation: /x\n\nHTTP/2 401\nWWW-Authenticate: Bearer realm=\"x\"\n",
            "{}",
        );
        assert_eq!(finding.finding, "401: the API saw no token");
        assert_eq!(finding.evidence[1], "there were 1 redirects before");
    }

    #[test]
    fn scopes_are_compared() {
        let response = "HTTP/2 403\nWWW-Authenticate: Bearer error=\"insufficient_scope\", scope=\"read write\"\n";
        for (claims, evidence) in [
            (r#"{"scope":"read x"}"#, "scope in the token: \"read x\""),
            (r#"{"scp":["read"]}"#, "scope in the token: \"read\""),
        ] {
            let finding = finding(response, claims);
            assert_eq!(finding.finding, "403: insufficient_scope");
            assert_eq!(finding.evidence, [evidence, "scope that is needed: \"read write\""]);
            assert_eq!(finding.change, ["get a token with the scope \"write\" too"]);
        }
        assert_eq!(finding(response, "{}").evidence[0], "the token has no scope");
        let silent = finding("HTTP/2 403\n", "{}");
        assert_eq!(silent.finding, "403: the API took the token, but does not allow this");
    }

    #[test]
    fn another_scheme_is_named() {
        let finding = finding(
            "HTTP/2 401\nWWW-Authenticate: Basic realm=\"x\"\nWWW-Authenticate: Digest\n",
            "{}",
        );
        assert_eq!(finding.finding, "401: the API expects Basic or Digest, not a Bearer token");
    }

    #[test]
    fn answers_about_something_else_are_notes() {
        for (response, note) in [
            ("HTTP/2 204\n", "204: the API took the token"),
            ("HTTP/2 500\n", "500: that says nothing about the token"),
            ("HTTP/2 404\n", "404: that says nothing about the token"),
        ] {
            assert_eq!(answer(response, "{}"), (None, note.to_owned()));
        }
    }
}
