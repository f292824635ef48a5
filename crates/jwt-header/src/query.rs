//! The parameters of a URI's query, as HTML forms write them.

use std::borrow::Cow;

/// The query with this parameter exactly once: where it stood first, else at the end.
///
/// All other bytes stay as they are.
pub(crate) fn replace(query: &str, name: &str, value: &str) -> String {
    let parameter = || {
        let mut text: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
        text.push('=');
        text.push_str(value);
        text
    };
    let (mut kept, mut replaced) = (Vec::new(), false);
    for pair in query.split('&') {
        if !is_named(pair, name) {
            kept.push(Cow::Borrowed(pair));
        } else if !replaced {
            kept.push(Cow::Owned(parameter()));
            replaced = true;
        }
    }
    if !replaced {
        // An empty query and one that ends with `&` have room for it already.
        if kept.last().is_some_and(|last| last.is_empty()) {
            kept.pop();
        }
        kept.push(Cow::Owned(parameter()));
    }
    kept.join("&")
}

/// The query without this parameter. All other bytes stay as they are.
#[cfg(feature = "client")]
pub(crate) fn others(query: &str, name: &str) -> String {
    let kept: Vec<&str> = query.split('&').filter(|pair| !is_named(pair, name)).collect();
    kept.join("&")
}

/// The values of all parameters of this name, as they are written.
pub(crate) fn values<'q>(query: &'q str, name: &str) -> impl Iterator<Item = &'q str> {
    query
        .split('&')
        .filter(move |pair| is_named(pair, name))
        .map(|pair| pair.split_once('=').map_or("", |(_, value)| value))
}

/// Whether the parameter has this name, in whichever spelling.
fn is_named(pair: &str, name: &str) -> bool {
    form_urlencoded::parse(pair.as_bytes()).next().is_some_and(|(found, _)| found == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_is_replaced_and_the_rest_stays_byte_for_byte() {
        for (query, expected) in [
            ("", "token=T"),
            ("a=1", "a=1&token=T"),
            ("a=1&", "a=1&token=T"),
            ("token=old", "token=T"),
            ("token", "token=T"),
            ("a=1&token=old&b=2", "a=1&token=T&b=2"),
            ("token=1&a=%2f+%2F&token=2&&b", "token=T&a=%2f+%2F&&b"),
            ("%74oken=1&tok%65n=2", "token=T"),
            ("Token=1&tokens=2&xtoken=3&a=token", "Token=1&tokens=2&xtoken=3&a=token&token=T"),
            ("a=1;token=2", "a=1;token=2&token=T"),
            ("a=%zz&%", "a=%zz&%&token=T"),
        ] {
            assert_eq!(replace(query, "token", "T"), expected, "{query}");
        }
    }

    #[test]
    fn names_are_encoded_and_found_again() {
        for (name, written) in [("a b", "a+b=T"), ("a&=é", "a%26%3D%C3%A9=T"), ("%61", "%2561=T")]
        {
            assert_eq!(replace("", name, "T"), written);
            assert_eq!(values(written, name).collect::<Vec<_>>(), ["T"]);
        }
        assert_eq!(values("a%20b=1&a+b=2", "a b").collect::<Vec<_>>(), ["1", "2"]);
    }
}
