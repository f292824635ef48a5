//! The claims that all tokens of a source have.

use super::{TokenError, token_error};
use crate::Origin;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use jwt_core::NumericDate;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};
use std::time::Duration;

/// The claims that all tokens of a source have: who, for whom, and for how long.
///
/// `iat` and `exp` are always among them. A token lasts five minutes if
/// [nothing else](Self::lifetime) is said.
///
/// ```
/// use jwt_header::client::Claims;
/// use std::time::Duration;
///
/// let claims = Claims::new()
///     .issuer("https://id.example")
///     .subject("billing")
///     .audience_is_origin()
///     .lifetime(Duration::from_secs(600))
///     .jti()
///     .claim("scope", "orders:read");
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct Claims {
    issuer: Option<String>,
    subject: Option<String>,
    audience: Vec<String>,
    audience_is_origin: bool,
    lifetime: Duration,
    jti: bool,
    members: Map<String, Value>,
}

impl Claims {
    /// `iat` and `exp` alone.
    pub fn new() -> Self {
        Self {
            issuer: None,
            subject: None,
            audience: Vec::new(),
            audience_is_origin: false,
            lifetime: LIFETIME,
            jti: false,
            members: Map::new(),
        }
    }

    /// Sets `iss`: who makes the tokens.
    pub fn issuer(self, issuer: impl Into<String>) -> Self {
        Self { issuer: Some(issuer.into()), ..self }
    }

    /// Sets `sub`: whom the tokens speak for.
    pub fn subject(self, subject: impl Into<String>) -> Self {
        Self { subject: Some(subject.into()), ..self }
    }

    /// Adds to `aud`: who is to take the tokens.
    pub fn audience(mut self, audience: impl Into<String>) -> Self {
        self.audience.push(audience.into());
        self
    }

    /// Adds the request's origin to `aud`, so that a token for one server is none for another.
    pub fn audience_is_origin(self) -> Self {
        Self { audience_is_origin: true, ..self }
    }

    /// How long a token lasts, in whole seconds and one at least.
    pub fn lifetime(self, lifetime: Duration) -> Self {
        let lifetime = Duration::from_secs(lifetime.as_secs().max(1));
        Self { lifetime, ..self }
    }

    /// Adds `jti`: 128 random bits that no other token has.
    pub fn jti(self) -> Self {
        Self { jti: true, ..self }
    }

    /// Adds a claim of another name. One that is there twice lets no token be made.
    pub fn claim(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.members.insert(name.into(), value.into());
        self
    }

    /// Whose tokens are different ones: `None` if all servers get the same.
    pub(crate) fn bound_to<'o>(&self, origin: &'o Origin) -> Option<&'o Origin> {
        self.audience_is_origin.then_some(origin)
    }

    /// How long before `exp` the next token is made: a tenth of the lifetime, 60 s at most.
    pub(crate) fn margin(&self) -> Duration {
        Duration::from_secs(self.lifetime.as_secs().div_ceil(10).min(60))
    }

    /// The claims of one token, which is made now, and when it expires.
    pub(crate) fn payload(
        &self,
        now: NumericDate,
        origin: &Origin,
    ) -> Result<(Payload, NumericDate), TokenError> {
        let expires = now + self.lifetime;
        let mut audience = self.audience.clone();
        audience.extend(self.bound_to(origin).map(ToString::to_string));
        let audience = match audience.as_slice() {
            [] => None,
            [only] => Some(Value::from(only.as_str())),
            _ => Some(Value::from(audience)),
        };
        let jti = if self.jti { Some(random_id()?) } else { None };

        let mut payload = Payload::default();
        payload.extend("iss", self.issuer.clone().map(Value::from));
        payload.extend("sub", self.subject.clone().map(Value::from));
        payload.extend("aud", audience);
        payload.extend("iat", Some(now.unix().into()));
        payload.extend("exp", Some(expires.unix().into()));
        payload.extend("jti", jti.map(Value::from));
        payload.add(self.members.clone());
        Ok((payload, expires))
    }
}

impl Default for Claims {
    fn default() -> Self {
        Self::new()
    }
}

/// The members of a payload in the making. A name may be there twice, which is found when they are
/// encoded, and not be settled here by chance.
#[derive(Debug, Default)]
pub(crate) struct Payload(Vec<(String, Value)>);

impl Payload {
    pub(crate) fn add(&mut self, members: impl IntoIterator<Item = (String, Value)>) {
        self.0.extend(members);
    }

    fn extend(&mut self, name: &str, value: Option<Value>) {
        self.add(value.map(|value| (name.to_owned(), value)));
    }
}

impl Serialize for Payload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

fn random_id() -> Result<String, TokenError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(token_error::random)?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(bytes))
}

/// Short enough that a lost token is soon worth nothing, and long enough for clocks that differ.
const LIFETIME: Duration = Duration::from_secs(300);

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn payload(claims: &Claims) -> (Value, u64) {
        let now = NumericDate::from_unix(1_700_000_000).expect("date");
        let origin = "https://api.example".parse().expect("origin");
        let (payload, expires) = claims.payload(now, &origin).expect("payload");
        (serde_json::to_value(&payload).expect("JSON"), expires.unix())
    }

    #[test]
    fn without_more_there_are_iat_and_exp() {
        let (json, expires) = payload(&Claims::new());
        assert_eq!(json, json!({"iat": 1_700_000_000, "exp": 1_700_000_300}));
        assert_eq!(expires, 1_700_000_300);
    }

    #[test]
    fn one_audience_is_a_string_and_several_are_a_list() {
        for (claims, audience) in [
            (Claims::new().audience("a"), json!("a")),
            (Claims::new().audience_is_origin(), json!("https://api.example")),
            (
                Claims::new().audience("a").audience("b").audience_is_origin(),
                json!(["a", "b", "https://api.example"]),
            ),
        ] {
            assert_eq!(payload(&claims).0["aud"], audience);
        }
    }

    #[test]
    fn every_jti_is_another() {
        let claims = Claims::new().jti();
        let (one, other) = (payload(&claims).0, payload(&claims).0);
        assert_eq!(one["jti"].as_str().map(str::len), Some(22));
        assert_ne!(one["jti"], other["jti"]);
    }

    #[test]
    fn the_next_token_is_made_a_tenth_before_but_a_minute_at_most() {
        for (lifetime, margin) in [(0, 1), (1, 1), (9, 1), (300, 30), (600, 60), (86_400, 60)] {
            let claims = Claims::new().lifetime(Duration::from_secs(lifetime));
            assert_eq!(claims.margin(), Duration::from_secs(margin), "{lifetime}");
        }
    }
}
