//! Names that are nearly the same.

/// By what a claim's value and the expected one differ, if that is little enough to overlook: `a
/// slash at the end`. Both may be several names.
pub(crate) fn of(found: &[&str], expected: &[&str]) -> Option<String> {
    let pairs =
        found.iter().flat_map(|found| expected.iter().map(move |expected| (found, expected)));
    for (one, other) in pairs {
        let Some(difference) = difference(one, other) else { continue };
        return Some(match (found, expected) {
            ([_], [_]) => format!("they differ by {difference}"),
            _ => format!("\"{one}\" and \"{other}\" differ by {difference}"),
        });
    }
    None
}

/// What two names differ by, if by nothing else. `None` for equal ones.
fn difference(one: &str, other: &str) -> Option<String> {
    let (mut one, mut other) = (one.to_owned(), other.to_owned());
    let mut differences = Vec::new();
    for (name, plain) in PLAINER {
        let (plain_one, plain_other) = (plain(&one), plain(&other));
        // What changed the one and not the other, or made them the same.
        let one_sided = (plain_one == one) != (plain_other == other);
        if one != other && (one_sided || plain_one == plain_other) {
            differences.push(name);
        }
        (one, other) = (plain_one, plain_other);
    }
    (one == other && !differences.is_empty()).then(|| differences.join(", "))
}

type Plainer = (&'static str, fn(&str) -> String);

/// What is easily overlooked, and a name without it. Each leaves what the others look at.
const PLAINER: [Plainer; 7] = [
    ("white space around it", |name| name.trim().to_owned()),
    ("quotes around it", |name| name.trim_matches(['"', '\'']).to_owned()),
    ("upper and lower case", str::to_lowercase),
    ("http and https", |name| match name.strip_prefix("http://") {
        Some(rest) => format!("https://{rest}"),
        None => name.to_owned(),
    }),
    ("www.", |name| name.replacen("://www.", "://", 1)),
    ("the port", without_port),
    ("a slash at the end", |name| name.trim_end_matches('/').to_owned()),
];

/// A URL without the port behind its host.
fn without_port(url: &str) -> String {
    let plain = || {
        let (scheme, rest) = url.split_once("://")?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, path) = rest.split_at_checked(end)?;
        let (name, port) = host.rsplit_once(':')?;
        let is_port = !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit());
        is_port.then(|| format!("{scheme}://{name}{path}"))
    };
    plain().unwrap_or_else(|| url.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_differences_are_named() {
        for (one, other, expected) in [
            ("https://api.example/", "https://api.example", "a slash at the end"),
            ("https://API.example", "https://api.example", "upper and lower case"),
            ("http://api.example", "https://api.example", "http and https"),
            ("https://api.example:8443", "https://api.example", "the port"),
            ("https://api.example:1/a", "https://api.example:2/a", "the port"),
            (" api", "api", "white space around it"),
            ("api\n", "api", "white space around it"),
            ("\"api\"", "api", "quotes around it"),
            ("https://www.api.example", "https://api.example", "www."),
            (
                "http://API.example/",
                "https://api.example",
                "upper and lower case, http and https, a slash at the end",
            ),
        ] {
            let named = format!("they differ by {expected}");
            assert_eq!(of(&[one], &[other]), Some(named.clone()), "{one} {other}");
            assert_eq!(of(&[other], &[one]), Some(named), "{other} {one}");
        }
    }

    #[test]
    fn names_that_differ_in_earnest_are_no_near_misses() {
        for (one, other) in [
            ("api.dev", "api.prod"),
            ("https://a.example/", "https://b.example"),
            ("api", "api"),
            ("", "api"),
        ] {
            assert_eq!(of(&[one], &[other]), None, "{one} {other}");
        }
    }

    #[test]
    fn of_several_names_the_pair_is_shown() {
        assert_eq!(
            of(&["a", "https://api.example/"], &["b", "https://api.example"]),
            Some(
                "\"https://api.example/\" and \"https://api.example\" differ by a slash at the end"
                    .to_owned()
            )
        );
    }
}
