use super::known_header::KnownHeader;
use crate::{
    DecodeClaims, DecodeError, HeaderError, Limits, MalformedToken, VerifyError,
    json::{self, JsonError, Kind, Places, Value},
    media_type,
};
use alloc::{borrow::ToOwned, boxed::Box, string::String, vec::Vec};

/// The JOSE header of a token that was received.
///
/// What it says is the sender's word: enough to pick a key, no more. `alg` is text and never
/// becomes an [`Algorithm`](crate::Algorithm); `jwk`, `jku`, `x5c` and `x5u` are never followed.
#[derive(Debug, Clone, Copy)]
pub struct ReceivedHeader<'a> {
    pub(super) json: &'a str,
    pub(super) index: &'a Index,
}

impl<'a> ReceivedHeader<'a> {
    /// `alg`, the algorithm that the sender claims to have used.
    #[must_use]
    pub fn alg(&self) -> &'a str {
        self.text(Index::ALG).unwrap_or_default()
    }

    /// `typ`, the media type of the token.
    #[must_use]
    pub fn typ(&self) -> Option<&'a str> {
        self.text(Index::TYP)
    }

    /// `cty`, the media type of the payload.
    #[must_use]
    pub fn cty(&self) -> Option<&'a str> {
        self.text(Index::CTY)
    }

    /// `kid`, the name of the key.
    #[must_use]
    pub fn kid(&self) -> Option<&'a str> {
        self.text(Index::KID)
    }

    /// `x5t#S256`, the SHA-256 thumbprint of the key's certificate.
    #[must_use]
    pub fn x5t_s256(&self) -> Option<&'a str> {
        self.text(Index::X5T_S256)
    }

    /// `crit`, the extensions that must be understood.
    pub fn crit(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.index.crit().iter().map(String::as_str)
    }

    /// Any member, read into a type; `None` if it is not there.
    ///
    /// # Errors
    /// [`DecodeError`] if the member does not fit the type.
    pub fn member<T: DecodeClaims<'a>>(&self, name: &str) -> Result<Option<T>, DecodeError> {
        let mut raw = None;
        // The header has been scanned before, so this finds no error.
        let _ = json::scan_object(self.json, &Limits::NONE, &mut |member, value| {
            if member == name {
                raw = Some(value.raw);
            }
        });
        raw.map(T::decode_claims).transpose()
    }

    /// The header's JSON as it was received.
    #[must_use]
    pub fn as_json(&self) -> &'a str {
        self.json
    }

    fn text(&self, at: usize) -> Option<&'a str> {
        self.index.texts.get(at, self.json)
    }

    /// Refuses extensions that are not among those understood.
    pub(super) fn check_crit(&self, understood: &[String]) -> Result<(), VerifyError> {
        match self.crit().find(|&name| !understood.iter().any(|known| known == name)) {
            Some(name) => Err(VerifyError::Critical { extension: name.to_owned() }),
            None => Ok(()),
        }
    }
}

/// Where the parameters stand in the header's JSON.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Index {
    texts: Places<5>,
    /// Hardly any token has them, and each that is verified carries this about.
    crit: Option<Box<Critical>>,
}

/// The extensions that must be understood.
#[derive(Debug, Clone, PartialEq)]
struct Critical(Vec<String>);

impl Index {
    const ALG: usize = 0;
    const TYP: usize = 1;
    const CTY: usize = 2;
    const KID: usize = 3;
    const X5T_S256: usize = 4;

    /// Reads a header, and refuses what no header of a signed JWT may say.
    pub(super) fn new(header: &str, limits: &Limits) -> Result<Self, MalformedToken> {
        let parameters = Parameters::read(header, limits)
            .map_err(|error| MalformedToken::Header(error.into()))?;
        if parameters.enc {
            return Err(MalformedToken::Encrypted);
        }
        let index = Self::check(header, limits, &parameters).map_err(MalformedToken::Header)?;
        match index.texts.get(Self::CTY, header) {
            Some(cty) if media_type::same(cty, "JWT") => Err(MalformedToken::Nested),
            _ => Ok(index),
        }
    }

    /// What [`new`](Self::new) says of a header that is known.
    #[inline]
    pub(super) fn known(header: &KnownHeader) -> Self {
        let (alg, typ) = (r#"{"alg":""#.len(), header.json.len() - r#"JWT"}"#.len());
        let mut texts = Places::NONE;
        texts.set(Self::ALG, alg..alg + header.alg.len());
        texts.set(Self::TYP, typ..typ + "JWT".len());
        Self { texts, crit: None }
    }

    fn crit(&self) -> &[String] {
        self.crit.as_ref().map_or(&[], |crit| &crit.0)
    }

    fn check(
        header: &str,
        limits: &Limits,
        parameters: &Parameters<'_>,
    ) -> Result<Self, HeaderError> {
        if parameters.zip {
            let meaning = "the payload would be compressed";
            return Err(HeaderError::Unsupported { parameter: "zip", meaning });
        }
        if parameters.b64 {
            let meaning = "a JWT's payload is always encoded (RFC 7797 §7)";
            return Err(HeaderError::Unsupported { parameter: "b64", meaning });
        }
        let mut texts = Places::NONE;
        let keeps_alg = parameters.alg.is_some_and(|alg| texts.keep(Self::ALG, &alg, header));
        if !keeps_alg || texts.get(Self::ALG, header).is_none_or(str::is_empty) {
            return Err(HeaderError::Alg);
        }
        let keep = |texts: &mut Places<5>, at, parameter, value: Option<Value<'_>>| match value {
            Some(value) if !texts.keep(at, &value, header) => {
                let found = value.kind.noun();
                Err(HeaderError::Type { parameter, expected: "a string", found })
            }
            _ => Ok(()),
        };
        keep(&mut texts, Self::KID, "kid", parameters.kid)?;
        if texts.get(Self::KID, header).is_some_and(|kid| kid.len() > limits.max_kid_len()) {
            return Err(HeaderError::KidTooLong { limit: limits.max_kid_len() });
        }
        let crit = parameters.crit.map(|crit| critical(header, limits, crit));
        keep(&mut texts, Self::TYP, "typ", parameters.typ)?;
        keep(&mut texts, Self::CTY, "cty", parameters.cty)?;
        keep(&mut texts, Self::X5T_S256, "x5t#S256", parameters.x5t_s256)?;
        let crit = crit.transpose()?.map(|crit| Box::new(Critical(crit)));
        Ok(Self { texts, crit })
    }
}

/// The parameters that mean something here, as they stand in a header.
#[derive(Default)]
struct Parameters<'a> {
    alg: Option<Value<'a>>,
    typ: Option<Value<'a>>,
    cty: Option<Value<'a>>,
    kid: Option<Value<'a>>,
    x5t_s256: Option<Value<'a>>,
    crit: Option<Value<'a>>,
    enc: bool,
    zip: bool,
    b64: bool,
}

impl<'a> Parameters<'a> {
    fn read(header: &'a str, limits: &Limits) -> Result<Self, JsonError> {
        let mut parameters = Self::default();
        json::read_object(
            header,
            limits,
            &mut parameters,
            &mut None,
            |parameters, name, value| match name {
                b"alg" => parameters.alg = Some(value),
                b"typ" => parameters.typ = Some(value),
                b"cty" => parameters.cty = Some(value),
                b"kid" => parameters.kid = Some(value),
                b"x5t#S256" => parameters.x5t_s256 = Some(value),
                b"crit" => parameters.crit = Some(value),
                b"enc" => parameters.enc = true,
                b"zip" => parameters.zip = true,
                b"b64" => parameters.b64 = true,
                _ => {}
            },
        )?;
        Ok(parameters)
    }
}

/// Whether RFC 7515, 7516, 7518 or 7797 defines the parameter: `crit` may not name those.
pub(crate) fn is_registered_parameter(name: &str) -> bool {
    matches!(
        name,
        "alg"
            | "jku"
            | "jwk"
            | "kid"
            | "x5u"
            | "x5c"
            | "x5t"
            | "x5t#S256"
            | "typ"
            | "cty"
            | "crit"
            | "enc"
            | "zip"
            | "epk"
            | "apu"
            | "apv"
            | "iv"
            | "tag"
            | "p2s"
            | "p2c"
            | "b64"
    )
}

fn critical(header: &str, limits: &Limits, crit: Value<'_>) -> Result<Vec<String>, HeaderError> {
    if crit.kind != Kind::Array {
        let found = crit.kind.noun();
        return Err(HeaderError::Type { parameter: "crit", expected: "a list of strings", found });
    }
    let mut names: Vec<String> = Vec::new();
    let (mut twice, mut many) = (false, false);
    json::scan_strings(crit.raw, &mut |name| {
        many |= names.len() == MAX_CRITICAL;
        if !many {
            twice |= names.iter().any(|known| *known == name);
            names.push(name.into_owned());
        }
    })
    .ok_or(HeaderError::Crit("must be a list of strings"))?;

    if many {
        return Err(HeaderError::Crit("names more than 16 extensions"));
    }
    if names.is_empty() {
        return Err(HeaderError::Crit("must not be empty"));
    }
    if twice {
        return Err(HeaderError::Crit("names an extension twice"));
    }
    if names.iter().any(|name| is_registered_parameter(name)) {
        return Err(HeaderError::Crit("must not name a parameter of the RFC"));
    }
    let mut missing = names.len();
    json::scan_object(header, limits, &mut |member, _| {
        missing -= usize::from(names.iter().any(|name| *name == member));
    })?;
    if missing > 0 {
        return Err(HeaderError::Crit("names a parameter that is not there"));
    }
    Ok(names)
}

/// No token needs as many; each is looked for among all members of the header.
const MAX_CRITICAL: usize = 16;
