//! Media types as `typ` and `cty` write them.

/// Whether two media types are the same: case aside, and with or without `application/`
/// ([RFC 7515 §4.1.9](https://www.rfc-editor.org/rfc/rfc7515#section-4.1.9)).
#[inline]
pub(crate) fn same(a: &str, b: &str) -> bool {
    a == b || bare(a).eq_ignore_ascii_case(bare(b))
}

fn bare(media_type: &str) -> &str {
    const PREFIX: &str = "application/";
    match media_type.get(..PREFIX.len()) {
        Some(prefix) if prefix.eq_ignore_ascii_case(PREFIX) => {
            match media_type.get(PREFIX.len()..) {
                // The prefix may be left out only where no other slash follows.
                Some(rest) if !rest.contains('/') => rest,
                _ => media_type,
            }
        }
        _ => media_type,
    }
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn application_may_be_left_out() {
        assert!(same("application/at+jwt", "AT+JWT"));
        assert!(same("JWT", "jwt"));
        assert!(!same("at+jwt", "jwt"));
        assert!(!same("application/a/jwt", "a/jwt"));
    }
}
