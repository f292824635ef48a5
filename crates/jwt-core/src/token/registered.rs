use crate::{
    ClaimFailure, Limits, NumericDate,
    json::{self, JsonError, Kind, Text, Value},
};
use alloc::{string::ToString, vec::Vec};

/// The registered claims of a payload ([RFC 7519 §4.1](https://www.rfc-editor.org/rfc/rfc7519#section-4.1)),
/// read from its bytes so that no user's type can hide one.
#[derive(Debug, Default)]
pub(crate) struct Registered<'a> {
    pub(crate) iss: Option<Value<'a>>,
    pub(crate) sub: Option<Value<'a>>,
    pub(crate) aud: Option<Value<'a>>,
    pub(crate) jti: Option<Value<'a>>,
    exp: Option<Value<'a>>,
    nbf: Option<Value<'a>>,
    iat: Option<Value<'a>>,
}

impl<'a> Registered<'a> {
    /// Reads a payload, which must be one JSON object without repeated members.
    pub(crate) fn read(payload: &'a str, limits: &Limits) -> Result<Self, JsonError> {
        let mut claims = Self::default();
        json::scan_object(payload, limits, &mut |name, value| {
            let claim = match name.as_ref() {
                "iss" => &mut claims.iss,
                "sub" => &mut claims.sub,
                "aud" => &mut claims.aud,
                "jti" => &mut claims.jti,
                "exp" => &mut claims.exp,
                "nbf" => &mut claims.nbf,
                "iat" => &mut claims.iat,
                _ => return,
            };
            *claim = Some(value);
        })?;
        Ok(claims)
    }

    pub(crate) fn exp(&self, failures: &mut Vec<ClaimFailure>) -> Option<NumericDate> {
        date("exp", self.exp, failures)
    }

    pub(crate) fn nbf(&self, failures: &mut Vec<ClaimFailure>) -> Option<NumericDate> {
        date("nbf", self.nbf, failures)
    }

    pub(crate) fn iat(&self, failures: &mut Vec<ClaimFailure>) -> Option<NumericDate> {
        date("iat", self.iat, failures)
    }

    /// `exp` is there, whatever it is.
    pub(crate) fn has_exp(&self) -> bool {
        self.exp.is_some()
    }

    /// What to keep of them beside the payload.
    pub(super) fn into_index(self) -> Index {
        let date = |value: Option<Value<'_>>| {
            value.and_then(|value| NumericDate::from_json_number(value.raw))
        };
        let text = |value: Option<Value<'_>>| value.and_then(|value| value.text());
        Index {
            iss: text(self.iss),
            sub: text(self.sub),
            jti: text(self.jti),
            aud: self.aud.map(|value| (value.start, value.start + value.raw.len())),
            exp: date(self.exp),
            nbf: date(self.nbf),
            iat: date(self.iat),
        }
    }
}

/// Where the registered claims stand in the payload.
#[derive(Debug, Clone)]
pub(super) struct Index {
    pub(super) iss: Option<Text>,
    pub(super) sub: Option<Text>,
    pub(super) jti: Option<Text>,
    pub(super) aud: Option<(usize, usize)>,
    pub(super) exp: Option<NumericDate>,
    pub(super) nbf: Option<NumericDate>,
    pub(super) iat: Option<NumericDate>,
}

fn date(
    claim: &'static str,
    value: Option<Value<'_>>,
    failures: &mut Vec<ClaimFailure>,
) -> Option<NumericDate> {
    let value = value?;
    if value.kind != Kind::Number {
        let (expected, found) = ("a number of seconds", value.kind.noun());
        failures.push(ClaimFailure::Type { claim, expected, found });
        return None;
    }
    let date = NumericDate::from_json_number(value.raw);
    if date.is_none() {
        failures.push(ClaimFailure::Range { claim, found: value.raw.to_string() });
    }
    date
}
