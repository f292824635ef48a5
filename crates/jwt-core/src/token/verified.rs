use super::{
    received_header::{self, ReceivedHeader},
    registered,
};
use crate::{
    ClaimsRejected, DecodeClaims, DecodeError, NumericDate, Validation,
    json::{self, Outline},
};
use alloc::{borrow::Cow, string::String, vec::Vec};
use core::fmt;

/// A token whose signature is right and whose claims keep the rules.
///
/// The only way to get one is [`Unverified::verify`](crate::Unverified::verify).
#[derive(Clone)]
pub struct Verified<'t> {
    text: Cow<'t, str>,
    header_len: u32,
    header: received_header::Index,
    registered: registered::Index,
    outline: Option<Outline>,
}

impl<'t> Verified<'t> {
    #[inline]
    pub(super) fn new(
        text: Cow<'t, str>,
        header_len: u32,
        header: received_header::Index,
        registered: registered::Index,
        outline: Option<Outline>,
    ) -> Self {
        Self { text, header_len, header, registered, outline }
    }

    /// The claims, in a type that owns them or borrows from this token.
    ///
    /// # Errors
    /// [`DecodeError`] if they do not fit the type.
    pub fn claims<'a, C: DecodeClaims<'a>>(&'a self) -> Result<C, DecodeError> {
        C::decode_outlined(self.claims_json(), self.outline.as_ref())
    }

    /// The claims' JSON as it was signed.
    #[must_use]
    pub fn claims_json(&self) -> &str {
        self.text.get(self.header_len as usize..).unwrap_or_default()
    }

    /// The header.
    #[must_use]
    pub fn header(&self) -> ReceivedHeader<'_> {
        let json = self.text.get(..self.header_len as usize).unwrap_or_default();
        ReceivedHeader { json, index: &self.header }
    }

    /// `iss`, who issued the token.
    #[must_use]
    pub fn issuer(&self) -> Option<&str> {
        self.registered.iss(self.claims_json())
    }

    /// `sub`, whom the token is about.
    #[must_use]
    pub fn subject(&self) -> Option<&str> {
        self.registered.sub(self.claims_json())
    }

    /// `aud`, for whom the token is: one name or several.
    #[must_use]
    pub fn audience(&self) -> Vec<String> {
        let mut names = Vec::new();
        match self.registered.aud(self.claims_json()) {
            Some(raw) if raw.starts_with('[') => {
                json::scan_strings(raw, &mut |name| names.push(name.into_owned()));
            }
            Some(raw) => names.extend(String::decode_claims(raw)),
            None => {}
        }
        names
    }

    /// `jti`, the token's own name.
    #[must_use]
    pub fn jwt_id(&self) -> Option<&str> {
        self.registered.jti(self.claims_json())
    }

    /// `exp`, when the token stops being valid.
    #[must_use]
    pub fn expiration(&self) -> Option<NumericDate> {
        self.registered.dates()[0]
    }

    /// `nbf`, when the token starts being valid.
    #[must_use]
    pub fn not_before(&self) -> Option<NumericDate> {
        self.registered.dates()[1]
    }

    /// `iat`, when the token was issued.
    #[must_use]
    pub fn issued_at(&self) -> Option<NumericDate> {
        self.registered.dates()[2]
    }

    /// Checks `exp`, `nbf` and `iat` again, for a token that is kept and used more than once.
    ///
    /// These are the only rules whose verdict changes by itself. All others were kept when the
    /// token was verified, and are not looked at.
    ///
    /// # Errors
    /// [`ClaimsRejected`] if the token has expired since, or the rules' clock has no time.
    pub fn still_valid(&self, rules: &Validation) -> Result<(), ClaimsRejected> {
        rules.check_again(&self.registered.dates())
    }

    /// The same, free of the memory that the token was parsed from.
    #[must_use]
    pub fn into_owned(self) -> Verified<'static> {
        Verified { text: Cow::Owned(self.text.into_owned()), ..self }
    }
}

impl fmt::Debug for Verified<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verified").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Algorithm, ClaimFailure, Clock, Header, InvalidSignature, Unsigned, Unverified, Verifier,
    };
    use alloc::string::ToString;
    use core::time::Duration;

    /// A key that takes any signature.
    #[derive(Debug)]
    struct Lenient;

    impl Verifier for Lenient {
        fn algorithm(&self) -> Algorithm {
            Algorithm::HS256
        }
        fn verify(&self, _: &[u8], _: &[u8]) -> Result<(), InvalidSignature> {
            Ok(())
        }
    }

    /// A clock that does not know the time.
    #[derive(Debug)]
    struct Stopped;

    impl Clock for Stopped {
        fn now(&self) -> Option<NumericDate> {
            None
        }
    }

    fn at(seconds: u64) -> NumericDate {
        NumericDate::from_unix(seconds).expect("in range")
    }

    fn verified(claims: &str) -> Verified<'static> {
        let unsigned = Unsigned::from_json(&Header::new(Algorithm::HS256), claims).expect("JSON");
        let token = unsigned.attach(&[1; 32]).expect("length");
        let rules = Validation::with_clock(at(100)).issuer("a").waive_expiration();
        let unverified = Unverified::parse(&token).expect("form");
        unverified.verify(&Lenient, &rules).expect("valid").into_owned()
    }

    #[test]
    fn a_kept_token_is_valid_between_its_dates_and_no_longer() {
        let token = verified(r#"{"iss":"a","nbf":100,"iat":90,"exp":200}"#);
        for (now, leeway, failure) in [
            (100, 0, None),
            (199, 0, None),
            (200, 0, Some(ClaimFailure::Expired { exp: at(200), now: at(200) })),
            (209, 10, None),
            (210, 10, Some(ClaimFailure::Expired { exp: at(200), now: at(210) })),
            (99, 0, Some(ClaimFailure::NotYetValid { nbf: at(100), now: at(99) })),
            (89, 10, Some(ClaimFailure::NotYetValid { nbf: at(100), now: at(89) })),
        ] {
            let rules = Validation::with_clock(at(now)).leeway(Duration::from_secs(leeway));
            let failures = token.still_valid(&rules).err().map(|error| error.failures().to_vec());
            assert_eq!(failures, failure.map(|failure| [failure].to_vec()), "{now} {leeway}");
        }
        let rules = Validation::with_clock(at(80));
        let error = token.still_valid(&rules).expect_err("before nbf and iat");
        assert_eq!(error.failures().len(), 2);
    }

    #[test]
    fn a_kept_token_needs_a_clock_and_an_end_as_any() {
        let token = verified(r#"{"iss":"a","exp":200}"#);
        let error = token.still_valid(&Validation::with_clock(Stopped)).expect_err("no time");
        assert_eq!(error.failures(), [ClaimFailure::NoClock { claim: "exp" }]);

        let endless = verified(r#"{"iss":"a"}"#);
        let error = endless.still_valid(&Validation::with_clock(at(100))).expect_err("no exp");
        assert_eq!(error.to_string(), "exp is missing");
        let waived = Validation::with_clock(at(100)).waive_expiration();
        assert_eq!(endless.still_valid(&waived), Ok(()));
    }
}
