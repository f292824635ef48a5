use crate::{
    Limits, NumericDate,
    json::{self, JsonError, Kind, Outline, Places, Value},
};

/// The registered claims of a payload ([RFC 7519 §4.1](https://www.rfc-editor.org/rfc/rfc7519#section-4.1)),
/// read from its bytes so that no user's type can hide one.
#[derive(Debug, Default)]
pub(crate) struct Registered<'a> {
    pub(crate) iss: Option<Value<'a>>,
    pub(crate) sub: Option<Value<'a>>,
    pub(crate) aud: Option<Value<'a>>,
    pub(crate) jti: Option<Value<'a>>,
    pub(crate) exp: Option<Value<'a>>,
    pub(crate) nbf: Option<Value<'a>>,
    pub(crate) iat: Option<Value<'a>>,
}

impl<'a> Registered<'a> {
    /// Reads a payload, which must be one JSON object without repeated members.
    #[inline]
    pub(super) fn read(
        &mut self,
        payload: &'a str,
        limits: &Limits,
        outline: &mut Option<Outline>,
    ) -> Result<(), JsonError> {
        json::read_object(payload, limits, self, outline, Self::note)
    }

    #[inline(always)]
    fn note(&mut self, name: &[u8], value: Value<'a>) {
        match name {
            b"iss" => self.iss = Some(value),
            b"sub" => self.sub = Some(value),
            b"aud" => self.aud = Some(value),
            b"jti" => self.jti = Some(value),
            b"exp" => self.exp = Some(value),
            b"nbf" => self.nbf = Some(value),
            b"iat" => self.iat = Some(value),
            _ => {}
        }
    }

    /// `exp`, `nbf` and `iat`, where they are dates.
    #[inline]
    pub(super) fn dates(&self) -> Dates {
        let date = |value: &Option<Value<'_>>| match value {
            Some(value) if value.kind == Kind::Number => NumericDate::from_json_number(value.raw),
            _ => None,
        };
        [date(&self.exp), date(&self.nbf), date(&self.iat)]
    }

    /// What to keep of them beside the payload.
    #[inline(always)]
    pub(super) fn index(&self, dates: &Dates, payload: &str) -> Index {
        let mut texts = Places::NONE;
        let mut keep = |at, value: &Option<Value<'_>>| {
            if let Some(value) = value {
                texts.keep(at, value, payload);
            }
        };
        keep(Index::ISS, &self.iss);
        keep(Index::SUB, &self.sub);
        keep(Index::JTI, &self.jti);
        let (start, end) = match &self.aud {
            Some(aud) => (aud.start, aud.start + aud.raw.len()),
            None => (0, 0),
        };
        let seconds = |date: Option<NumericDate>| date.map_or(u64::MAX, NumericDate::unix);
        let [exp, nbf, iat] = *dates;
        let dates = [seconds(exp), seconds(nbf), seconds(iat)];
        Index { texts, aud: [start as u32, end as u32], dates }
    }
}

/// `exp`, `nbf` and `iat`.
pub(crate) type Dates = [Option<NumericDate>; 3];

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

    pub(super) fn dates(&self) -> Dates {
        self.dates.map(NumericDate::from_unix)
    }
}
