use crate::{
    ClaimFailure, Limits, NumericDate,
    json::{self, JsonError, Kind, Outline, Places, Value},
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
    pub(super) fn index(&self, payload: &str) -> Index {
        let mut texts = Places::NONE;
        for (at, value) in [(Index::ISS, self.iss), (Index::SUB, self.sub), (Index::JTI, self.jti)]
        {
            if let Some(value) = value {
                texts.keep(at, &value, payload);
            }
        }
        let aud = self.aud.map_or(0..0, |aud| aud.start..aud.start + aud.raw.len());
        let dates = [self.exp, self.nbf, self.iat].map(|date| match date {
            Some(Date { right: Some(date), .. }) => date.unix(),
            _ => u64::MAX,
        });
        Index { texts, aud: [aud.start as u32, aud.end as u32], dates }
    }
}

/// Where the registered claims stand in the payload.
#[derive(Debug, Clone)]
pub(super) struct Index {
    texts: Places<3>,
    /// From where to where `aud` stands; nowhere if it is not there.
    aud: [u32; 2],
    /// `exp`, `nbf` and `iat`, or what is no date.
    dates: [u64; 3],
}

impl Index {
    const ISS: usize = 0;
    const SUB: usize = 1;
    const JTI: usize = 2;

    pub(super) fn iss<'a>(&'a self, payload: &'a str) -> Option<&'a str> {
        self.texts.get(Self::ISS, payload)
    }

    pub(super) fn sub<'a>(&'a self, payload: &'a str) -> Option<&'a str> {
        self.texts.get(Self::SUB, payload)
    }

    pub(super) fn jti<'a>(&'a self, payload: &'a str) -> Option<&'a str> {
        self.texts.get(Self::JTI, payload)
    }

    /// The JSON of `aud`.
    pub(super) fn aud<'a>(&self, payload: &'a str) -> Option<&'a str> {
        let [start, end] = self.aud.map(|at| at as usize);
        payload.get(start..end).filter(|aud| !aud.is_empty())
    }

    /// `exp`, `nbf` and `iat`.
    pub(super) fn dates(&self) -> [Option<NumericDate>; 3] {
        self.dates.map(NumericDate::from_unix)
    }
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
