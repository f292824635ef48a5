//! The private exponent of RSA, and its two shorter forms
//! ([RFC 8017 §3.2](https://www.rfc-editor.org/rfc/rfc8017#section-3.2)).

use crypto_bigint::{BoxedUint, NonZero};
use jwt_core::{RsaParameters, RsaPrivate, Secret};
use zeroize::{Zeroize, Zeroizing};

/// Whether the exponents of a private key are forms of one, as far as there is a private key.
pub(crate) fn is_one(rsa: &RsaParameters) -> bool {
    let Some(RsaPrivate { d, p, q, dp, dq, .. }) = &rsa.private else { return true };
    let is_form = |prime: &Secret, form: &Secret| {
        modulo_less_one(d, prime).is_some_and(|expected| *expected == **form)
    };
    // The division takes time that grows with the square of the length.
    [d, p, q].iter().all(|number| number.len() <= rsa.n.len()) && is_form(p, dp) && is_form(q, dq)
}

/// `number` mod (`prime` − 1).
pub(crate) fn modulo_less_one(number: &[u8], prime: &[u8]) -> Option<Secret> {
    let read = |bytes: &[u8]| {
        let bits = u32::try_from(bytes.len() * 8).ok()?;
        BoxedUint::from_be_slice(bytes, bits).ok()
    };
    let (mut number, prime) = (read(number)?, Zeroizing::new(read(prime)?));
    let less_one = NonZero::new(prime.wrapping_sub(BoxedUint::one()));
    let mut less_one = Option::<NonZero<BoxedUint>>::from(less_one)?;
    let mut rest = number.rem(&less_one);
    let bytes = Zeroizing::new(rest.to_be_bytes().into_vec());
    let zeros = bytes.iter().take_while(|&&byte| byte == 0).count();
    less_one.zeroize();
    number.zeroize();
    rest.zeroize();
    Some(Secret::from(bytes.get(zeros..).unwrap_or_default().to_vec()))
}
