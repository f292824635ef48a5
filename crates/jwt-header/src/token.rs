//! The characters of a token.

/// Where the first character stands that no token in compact serialization has
/// ([RFC 7515 §7.1](https://www.rfc-editor.org/rfc/rfc7515#section-7.1)).
///
/// Whatever has none is safe in a header, in a query and in a cookie as it is.
pub(crate) fn first_foreign(text: &[u8]) -> Option<usize> {
    text.iter().position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.')))
}
