use crate::{
    ClaimFailure, Limits, NumericDate,
    json::{self, JsonError, Kind, Outline, Text, Value},
};
use alloc::string::ToString;

/// The registered claims of a payload ([RFC 7519 §4.1](https://www.rfc-editor.org/rfc/rfc7519#section-4.1)),
/// read from its bytes so that no user's type can hide one.
#[derive(Debug, Default)]
pub(crate) struct Registered<'a> {
    pub(crate) iss: Option<Value<'a>>,
    pub(crate) sub: Option<Value<'a>>,
    pub(crate) aud: Option<Value<'a>>,
    pub(crate) jti: Option<Value<'a>>,
    pub(crate) exp: Option<Date<'a>>,
    pub(crate) nbf: Option<Date<'a>>,
    pub(crate) iat: Option<Date<'a>>,
}

impl<'a> Registered<'a> {
    /// Reads a payload, which must be one JSON object without repeated members.
    #[inline]
    pub(super) fn read(
        &mut self,
        payload: &'a str,
        limits: &Limits,
    ) -> Result<Option<Outline>, JsonError> {
        json::read_object(
            payload,
            limits,
            self,
            #[inline(always)]
            |claims, name, value| match name {
                b"iss" => claims.iss = Some(value),
                b"sub" => claims.sub = Some(value),
                b"aud" => claims.aud = Some(value),
                b"jti" => claims.jti = Some(value),
                b"exp" => claims.exp = Some(Date::new(value)),
                b"nbf" => claims.nbf = Some(Date::new(value)),
                b"iat" => claims.iat = Some(Date::new(value)),
                _ => {}
            },
        )
    }

    /// What to keep of them beside the payload.
    #[inline]
    pub(super) fn index(&self) -> Index {
        let date = |date: Option<Date<'_>>| date.and_then(|date| date.right);
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

/// A claim that must be a date.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Date<'a> {
    value: Value<'a>,
    right: Option<NumericDate>,
}

impl<'a> Date<'a> {
    fn new(value: Value<'a>) -> Self {
        let is_number = value.kind == Kind::Number;
        let right = is_number.then(|| NumericDate::from_json_number(value.raw)).flatten();
        Self { value, right }
    }

    /// The date, or what is wrong with it.
    pub(crate) fn check(&self, claim: &'static str) -> Result<NumericDate, ClaimFailure> {
        self.right.ok_or_else(|| match self.value.kind {
            Kind::Number => ClaimFailure::Range { claim, found: self.value.raw.to_string() },
            kind => {
                let (expected, found) = ("a number of seconds", kind.noun());
                ClaimFailure::Type { claim, expected, found }
            }
        })
    }
}
