//! The rules that a token's claims must keep.

use crate::{
    ClaimFailure, ClaimsRejected, Clock, Limits, NumericDate, ReceivedHeader,
    json::{self, Kind, Value},
    media_type,
    token::{Dates, Registered},
};
use alloc::{
    borrow::Cow,
    string::{String, ToString},
    sync::Arc,
    vec::Vec,
};
use core::time::Duration;

/// The rules for a token's claims ([RFC 7519 §4.1](https://www.rfc-editor.org/rfc/rfc7519#section-4.1)). They fail closed:
///
/// - `exp` must be there, unless waived; `exp`, `nbf` and `iat` are checked whenever they are.
/// - A token that carries `iss`, `aud` or a `typ` other than `JWT` is refused unless the rules
///   expect that value or waive the check.
/// - What the rules expect must be there, and of the RFC's type.
///
/// ```
/// use jwt_core::Validation;
/// use std::time::Duration;
///
/// let rules = Validation::new()
///     .issuer("https://id.example")
///     .audience("https://api.example")
///     .leeway(Duration::from_secs(30));
/// # let _ = rules;
/// ```
#[derive(Debug, Clone)]
pub struct Validation {
    clock: Arc<dyn Clock>,
    leeway: Duration,
    waive_expiration: bool,
    issuer: Expected<String>,
    audience: Expected<Vec<String>>,
    typ: Expected<String>,
    subject: Option<String>,
    required: Vec<String>,
    understood: Vec<String>,
}

impl Validation {
    /// The longest leeway.
    pub const MAX_LEEWAY: Duration = Duration::from_secs(600);

    /// The strictest rules, by the system's clock.
    #[cfg(feature = "std")]
    #[must_use]
    pub fn new() -> Self {
        Self::with_clock(crate::SystemClock)
    }

    /// The strictest rules, by a clock of one's own.
    #[must_use]
    pub fn with_clock(clock: impl Clock + 'static) -> Self {
        Self {
            clock: Arc::new(clock),
            leeway: Duration::ZERO,
            waive_expiration: false,
            issuer: Expected::Nothing,
            audience: Expected::Nothing,
            typ: Expected::Nothing,
            subject: None,
            required: Vec::new(),
            understood: Vec::new(),
        }
    }

    /// Replaces the clock.
    #[must_use]
    pub fn clock(self, clock: impl Clock + 'static) -> Self {
        Self { clock: Arc::new(clock), ..self }
    }

    /// How far clocks may differ, in whole seconds; none by default, and never more than
    /// [`MAX_LEEWAY`](Self::MAX_LEEWAY), whatever is asked for.
    #[must_use]
    pub fn leeway(self, leeway: Duration) -> Self {
        Self { leeway: leeway.min(Self::MAX_LEEWAY), ..self }
    }

    /// `iss` must be this.
    #[must_use]
    pub fn issuer(self, issuer: impl Into<String>) -> Self {
        Self { issuer: Expected::This(issuer.into()), ..self }
    }

    /// `aud` must name this. Called more than once, one of the names is enough.
    #[must_use]
    pub fn audience(mut self, audience: impl Into<String>) -> Self {
        match &mut self.audience {
            Expected::This(names) => names.push(audience.into()),
            other => *other = Expected::This(alloc::vec![audience.into()]),
        }
        self
    }

    /// `sub` must be this. Without the call, any subject passes.
    #[must_use]
    pub fn subject(self, subject: impl Into<String>) -> Self {
        Self { subject: Some(subject.into()), ..self }
    }

    /// The header's `typ` must be this media type, such as `at+jwt`
    /// ([RFC 8725 §3.11](https://www.rfc-editor.org/rfc/rfc8725#section-3.11)).
    ///
    /// Without the call, a token passes that has none, or `JWT`.
    #[must_use]
    pub fn typ(self, typ: impl Into<String>) -> Self {
        Self { typ: Expected::This(typ.into()), ..self }
    }

    /// This claim must be there, with any value but `null`.
    #[must_use]
    pub fn require(mut self, claim: impl Into<String>) -> Self {
        self.required.push(claim.into());
        self
    }

    /// The token may name this extension in `crit`: the caller understands and handles it.
    #[must_use]
    pub fn understand(mut self, extension: impl Into<String>) -> Self {
        self.understood.push(extension.into());
        self
    }

    /// `exp` may be missing. One that is there is checked nevertheless.
    #[must_use]
    pub fn waive_expiration(self) -> Self {
        Self { waive_expiration: true, ..self }
    }

    /// `iss` is not looked at, beyond its type.
    #[must_use]
    pub fn waive_issuer(self) -> Self {
        Self { issuer: Expected::Anything, ..self }
    }

    /// `aud` is not looked at, beyond its type.
    #[must_use]
    pub fn waive_audience(self) -> Self {
        Self { audience: Expected::Anything, ..self }
    }

    /// `typ` is not looked at.
    #[must_use]
    pub fn waive_typ(self) -> Self {
        Self { typ: Expected::Anything, ..self }
    }

    pub(crate) fn understood(&self) -> &[String] {
        &self.understood
    }

    /// Checks all the rules and reports all that is broken.
    pub(crate) fn check(
        &self,
        header: &ReceivedHeader<'_>,
        claims: &Registered<'_>,
        dates: &Dates,
        payload: &str,
    ) -> Result<(), ClaimsRejected> {
        let mut failures = Vec::new();
        self.check_times(claims, dates, &mut failures);
        self.check_issuer(claims.iss, &mut failures);
        self.check_audience(claims.aud, &mut failures);
        self.check_subject(claims.sub, &mut failures);
        if let Some(jti) = claims.jti.filter(|jti| jti.kind != Kind::String) {
            failures.push(no_string("jti", jti));
        }
        self.check_typ(header.typ(), &mut failures);
        self.check_required(payload, &mut failures);
        ClaimsRejected::unless_empty(failures)
    }

    fn check_times(
        &self,
        claims: &Registered<'_>,
        dates: &Dates,
        failures: &mut Vec<ClaimFailure>,
    ) {
        if claims.exp.is_none() && !self.waive_expiration {
            failures.push(ClaimFailure::Missing { claim: "exp".to_string(), expected: None });
        }
        let [exp, nbf, iat] = *dates;
        check_date("exp", &claims.exp, exp, failures);
        check_date("nbf", &claims.nbf, nbf, failures);
        check_date("iat", &claims.iat, iat, failures);
        self.check_dates(dates, failures);
    }

    /// Checks the rules of time alone, for a token that kept all rules before.
    pub(crate) fn check_again(&self, dates: &Dates) -> Result<(), ClaimsRejected> {
        let mut failures = Vec::new();
        if dates[0].is_none() && !self.waive_expiration {
            failures.push(ClaimFailure::Missing { claim: "exp".to_string(), expected: None });
        }
        self.check_dates(dates, &mut failures);
        ClaimsRejected::unless_empty(failures)
    }

    fn check_dates(&self, &[exp, nbf, iat]: &Dates, failures: &mut Vec<ClaimFailure>) {
        let present = [("exp", exp), ("nbf", nbf), ("iat", iat)];
        let Some((claim, _)) = present.into_iter().find(|(_, date)| date.is_some()) else {
            return;
        };
        let Some(now) = self.clock.now() else {
            failures.push(ClaimFailure::NoClock { claim });
            return;
        };
        let (earliest, latest) = (now - self.leeway, now + self.leeway);
        if let Some(exp) = exp.filter(|&exp| exp <= earliest) {
            failures.push(ClaimFailure::Expired { exp, now });
        }
        if let Some(nbf) = nbf.filter(|&nbf| nbf > latest) {
            failures.push(ClaimFailure::NotYetValid { nbf, now });
        }
        if let Some(iat) = iat.filter(|&iat| iat > latest) {
            failures.push(ClaimFailure::IssuedInFuture { iat, now });
        }
    }

    fn check_issuer(&self, iss: Option<Value<'_>>, failures: &mut Vec<ClaimFailure>) {
        match (&self.issuer, iss) {
            (Expected::This(expected), None) => failures.push(missing("iss", expected)),
            (_, None) => {}
            (_, Some(iss)) if iss.kind != Kind::String => failures.push(no_string("iss", iss)),
            (Expected::This(expected), Some(iss)) if !iss.is(expected) => {
                failures.push(mismatch("iss", &text(iss), expected));
            }
            (Expected::Nothing, Some(iss)) => failures.push(unexpected("iss", &text(iss))),
            _ => {}
        }
    }

    fn check_audience(&self, aud: Option<Value<'_>>, failures: &mut Vec<ClaimFailure>) {
        let Some(aud) = aud else {
            if let Expected::This(expected) = &self.audience {
                failures.push(missing("aud", &expected.join("\" or \"")));
            }
            return;
        };
        let expected = match &self.audience {
            Expected::This(expected) => expected.as_slice(),
            _ => &[],
        };
        let matched = match aud.kind {
            Kind::String => expected.iter().any(|expected| aud.is(expected)),
            _ => match names_any(aud, expected) {
                Ok(matched) => matched,
                Err(failure) => return failures.push(failure),
            },
        };
        match &self.audience {
            Expected::Nothing => failures.push(unexpected("aud", &listed(aud))),
            Expected::This(_) if !matched => {
                failures.push(mismatch("aud", &listed(aud), &expected.join("\" or \"")));
            }
            _ => {}
        }
    }

    fn check_subject(&self, sub: Option<Value<'_>>, failures: &mut Vec<ClaimFailure>) {
        match (&self.subject, sub) {
            (Some(expected), None) => failures.push(missing("sub", expected)),
            (_, Some(sub)) if sub.kind != Kind::String => failures.push(no_string("sub", sub)),
            (Some(expected), Some(sub)) if !sub.is(expected) => {
                failures.push(mismatch("sub", &text(sub), expected));
            }
            _ => {}
        }
    }

    fn check_typ(&self, found: Option<&str>, failures: &mut Vec<ClaimFailure>) {
        match (&self.typ, found) {
            (Expected::This(expected), Some(found)) if !media_type::same(found, expected) => {
                failures.push(mismatch("typ", found, expected));
            }
            (Expected::This(expected), None) => failures.push(missing("typ", expected)),
            // `JWT` says no more than that this is a JWT, and nearly every token has it.
            (Expected::Nothing, Some(found)) if !media_type::same(found, "JWT") => {
                failures.push(unexpected("typ", found));
            }
            _ => {}
        }
    }

    fn check_required(&self, payload: &str, failures: &mut Vec<ClaimFailure>) {
        if self.required.is_empty() {
            return;
        }
        let mut missing: Vec<&String> = self.required.iter().collect();
        // The payload has been scanned before, so this finds no error; if it did, more is missing.
        let _ = json::scan_object(payload, &Limits::NONE, &mut |name, value| {
            if value.kind != Kind::Null {
                missing.retain(|required| **required != name);
            }
        });
        for claim in missing {
            // `exp` may have been reported already.
            let failure = ClaimFailure::Missing { claim: claim.clone(), expected: None };
            if !failures.iter().any(|known| known.claim() == claim) {
                failures.push(failure);
            }
        }
    }
}

#[cfg(feature = "std")]
impl Default for Validation {
    fn default() -> Self {
        Self::new()
    }
}

/// What a rule asks for.
#[derive(Debug, Clone)]
enum Expected<T> {
    /// The claim must not be there.
    Nothing,
    /// The claim must be this.
    This(T),
    /// The claim may be anything.
    Anything,
}

/// A claim that must be a date if it is there.
#[inline]
fn check_date(
    claim: &'static str,
    value: &Option<Value<'_>>,
    date: Option<NumericDate>,
    failures: &mut Vec<ClaimFailure>,
) {
    if let (Some(value), None) = (value, date) {
        failures.push(no_date(claim, value));
    }
}

#[cold]
fn no_date(claim: &'static str, value: &Value<'_>) -> ClaimFailure {
    match value.kind {
        Kind::Number => ClaimFailure::Range { claim, found: value.raw.to_string() },
        kind => {
            let (expected, found) = ("a number of seconds", kind.noun());
            ClaimFailure::Type { claim, expected, found }
        }
    }
}

/// Whether a list of names has any of these.
fn names_any(aud: Value<'_>, expected: &[String]) -> Result<bool, ClaimFailure> {
    let (mut names, mut matched) = (0_usize, false);
    let well_formed = json::scan_strings(aud.raw, &mut |name| {
        names += 1;
        matched |= expected.iter().any(|expected| *expected == name);
    });
    if well_formed.is_some() && names > 0 {
        return Ok(matched);
    }
    let found = match aud.kind {
        Kind::Array if well_formed.is_some() => "an empty list",
        Kind::Array => "a list with something else in it",
        kind => kind.noun(),
    };
    Err(ClaimFailure::Type { claim: "aud", expected: "a string or a list of strings", found })
}

/// A claim that must be a string if it is there.
fn no_string(claim: &'static str, value: Value<'_>) -> ClaimFailure {
    ClaimFailure::Type { claim, expected: "a string", found: value.kind.noun() }
}

/// The characters of a string.
fn text(value: Value<'_>) -> Cow<'_, str> {
    value.string().unwrap_or_default()
}

fn mismatch(claim: &'static str, found: &str, expected: &str) -> ClaimFailure {
    ClaimFailure::Mismatch { claim, found: found.to_string(), expected: expected.to_string() }
}

fn missing(claim: &'static str, expected: &str) -> ClaimFailure {
    ClaimFailure::Missing { claim: claim.to_string(), expected: Some(expected.to_string()) }
}

fn unexpected(claim: &'static str, found: &str) -> ClaimFailure {
    ClaimFailure::Unexpected { claim, found: found.to_string() }
}

/// The names in `aud`, for a message.
fn listed(aud: Value<'_>) -> String {
    let mut names = Vec::new();
    match aud.string() {
        Some(name) => names.push(name.into_owned()),
        None => {
            json::scan_strings(aud.raw, &mut |name| names.push(name.into_owned()));
        }
    }
    names.join("\", \"")
}
