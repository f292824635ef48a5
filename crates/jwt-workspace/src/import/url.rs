//! Paths with places to fill in, as in `/users/:id`.

/// Fills a place in a path.
pub(super) fn fill(url: &str, name: &str, value: &str) -> String {
    let place = format!("/:{name}");
    let (mut filled, mut rest) = (String::with_capacity(url.len()), url);
    while let Some((before, after)) = rest.split_once(&place) {
        filled.push_str(before);
        if after.is_empty() || after.starts_with(['/', '?', '#', ':']) {
            filled.push('/');
            filled.push_str(value);
        } else {
            filled.push_str(&place);
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// Whether there is a place of this name to fill in.
pub(super) fn has(url: &str, name: &str) -> bool {
    fill(url, name, "") != url
}

/// A value as it stands in a path. One with templates stays: nobody knows yet what it will be.
pub(super) fn encoded(value: &str) -> String {
    if value.contains("${[") {
        return value.to_owned();
    }
    let mut encoded = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => encoded.push(char::from(byte)),
            byte => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::{encoded, fill};

    #[test]
    fn whole_segments_are_filled_and_no_others() {
        let fill = |url| fill(url, "id", "42");
        assert_eq!(fill("https://a/:id"), "https://a/42");
        assert_eq!(fill("https://a/:id/b?x=/:id#c"), "https://a/42/b?x=/42#c");
        assert_eq!(fill("https://a/:id:raise"), "https://a/42:raise");
        assert_eq!(fill("https://a/:idea/:id"), "https://a/:idea/42");
        assert_eq!(fill("https://a:id/"), "https://a:id/");
    }

    #[test]
    fn values_are_encoded_and_templates_are_not() {
        assert_eq!(encoded("a b/ü"), "a%20b%2F%C3%BC");
        assert_eq!(encoded("${[ id ]}/x"), "${[ id ]}/x");
    }
}
