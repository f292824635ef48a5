//! Names of issuers that are nearly the same.

/// In what two issuers differ, if it is what people and programs get wrong.
pub(crate) fn difference(one: &str, other: &str) -> Option<&'static str> {
    let without_slash = |text: &str| text.strip_suffix('/').unwrap_or(text).to_owned();
    let without_scheme = |text: &str| text.split_once("://").map(|(_, rest)| rest.to_owned());
    if one == other {
        None
    } else if one.trim() == other.trim() {
        Some("they differ by white space")
    } else if without_slash(one) == without_slash(other) {
        Some("they differ by a slash at the end")
    } else if one.eq_ignore_ascii_case(other) {
        Some("they differ by upper and lower case")
    } else if without_scheme(one).is_some_and(|rest| Some(rest) == without_scheme(other)) {
        Some("they differ by http and https")
    } else if without_scheme(one).as_deref().unwrap_or(one)
        == without_scheme(other).as_deref().unwrap_or(other)
    {
        Some("they differ by the scheme in front")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn small_differences_are_named() {
        for (other, named) in [
            ("https://id.example/a/", "they differ by a slash at the end"),
            ("https://ID.example/a", "they differ by upper and lower case"),
            ("http://id.example/a", "they differ by http and https"),
            ("id.example/a", "they differ by the scheme in front"),
            (" https://id.example/a", "they differ by white space"),
        ] {
            assert_eq!(difference("https://id.example/a", other), Some(named), "{other}");
            assert_eq!(difference(other, "https://id.example/a"), Some(named), "{other}");
        }
        assert_eq!(difference("https://id.example", "https://id.example"), None);
        assert_eq!(difference("https://id.example", "https://evil.example"), None);
    }
}
