/// What a server asks for in `WWW-Authenticate`
/// ([RFC 9110 §11.6.1](https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1)).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Challenge {
    /// The scheme, such as `Bearer`.
    pub(crate) scheme: String,
    parameters: Vec<(String, String)>,
}

impl Challenge {
    /// The challenges of a header's value. Servers write much that the RFC does not have, so
    /// whatever can be read is.
    pub(crate) fn list(value: &str) -> Vec<Self> {
        let mut challenges: Vec<Self> = Vec::new();
        let mut rest = value;
        loop {
            rest = rest.trim_start_matches(|c: char| c == ',' || c.is_whitespace());
            if rest.is_empty() {
                return challenges;
            }
            let end = rest.find(|c: char| matches!(c, '=' | ',') || c.is_whitespace());
            let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
            match (after.trim_start().strip_prefix('='), challenges.last_mut()) {
                (Some(after), Some(challenge)) => {
                    let (value, after) = parameter_value(after.trim_start());
                    challenge.parameters.push((word.to_ascii_lowercase(), value));
                    rest = after;
                }
                // A parameter of no scheme.
                (Some(after), None) => rest = parameter_value(after.trim_start()).1,
                (None, _) => {
                    challenges.push(Self { scheme: word.to_owned(), parameters: Vec::new() });
                    rest = without_token68(after);
                }
            }
        }
    }

    /// Whether the scheme is this.
    pub(crate) fn is(&self, scheme: &str) -> bool {
        self.scheme.eq_ignore_ascii_case(scheme)
    }

    /// A parameter, if it is there and says anything.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        let (_, value) = self.parameters.iter().find(|(known, _)| known == name)?;
        Some(value.as_str()).filter(|value| !value.is_empty())
    }
}

/// A value, in quotes or not, and what is behind it.
fn parameter_value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        // Some leave the quotes away even around sentences.
        let (value, rest) = text.split_at(text.find(',').unwrap_or(text.len()));
        return (value.trim().trim_matches('\'').to_owned(), rest);
    };
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((place, c)) = characters.next() {
        match c {
            '"' => return (value, quoted.get(place + 1..).unwrap_or_default()),
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            c => value.push(c),
        }
    }
    (value, "")
}

/// The text without what some schemes have in place of parameters, as in `Negotiate YII=`.
fn without_token68(text: &str) -> &str {
    let word = text.trim_start();
    let (word, rest) = word.split_at(word.find([',', ' ']).unwrap_or(word.len()));
    let is_alone = rest.is_empty() || rest.starts_with(',');
    let bare = word.trim_end_matches('=');
    let is_token68 = bare.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~+/".contains(&b));
    if is_alone && is_token68 && !text.starts_with(',') { rest } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(value: &str) -> Vec<(String, Vec<(String, String)>)> {
        Challenge::list(value).into_iter().map(|c| (c.scheme, c.parameters)).collect()
    }

    fn expected(challenges: &[(&str, &[(&str, &str)])]) -> Vec<(String, Vec<(String, String)>)> {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let each = challenges.iter();
        each.map(|(scheme, all)| ((*scheme).to_owned(), all.iter().map(own).collect())).collect()
    }

    #[test]
    fn challenges_are_read_with_their_parameters() {
        for (value, challenges) in [
            ("Bearer", &[("Bearer", &[][..])][..]),
            ("Bearer realm=\"a, b\"", &[("Bearer", &[("realm", "a, b")])]),
            (
                "Bearer realm=\"x\", error=\"invalid_token\", error_description=\"The \\\"token\\\" \\\\ is bad\"",
                &[(
                    "Bearer",
                    &[
                        ("realm", "x"),
                        ("error", "invalid_token"),
                        ("error_description", "The \"token\" \\ is bad"),
                    ],
                )],
            ),
            (
                "Basic realm=\"x\", Bearer scope=\"a b\",DPoP algs=\"ES256\"",
                &[
                    ("Basic", &[("realm", "x")]),
                    ("Bearer", &[("scope", "a b")]),
                    ("DPoP", &[("algs", "ES256")]),
                ],
            ),
            ("Negotiate, Bearer", &[("Negotiate", &[]), ("Bearer", &[])]),
            (
                "Negotiate YII+/x==, Bearer Realm = x",
                &[("Negotiate", &[]), ("Bearer", &[("realm", "x")])],
            ),
            // What the RFC does not have.
            (
                "Bearer error=invalid_token, error_description=The token expired",
                &[(
                    "Bearer",
                    &[("error", "invalid_token"), ("error_description", "The token expired")],
                )],
            ),
            ("Bearer error='x'", &[("Bearer", &[("error", "x")])]),
            ("Bearer error=\"x", &[("Bearer", &[("error", "x")])]),
            ("realm=\"x\", Bearer", &[("Bearer", &[])]),
            (", ,", &[]),
            ("", &[]),
            ("Bearer realm=\"é\\", &[("Bearer", &[("realm", "é")])]),
        ] {
            assert_eq!(list(value), expected(challenges), "{value}");
        }
    }

    #[test]
    fn names_are_found_in_any_casing_and_empty_values_are_none() {
        let challenges = Challenge::list("bearer Error=\"x\", scope=\"\"");
        assert!(challenges[0].is("Bearer"));
        assert_eq!(challenges[0].parameter("error"), Some("x"));
        assert_eq!(challenges[0].parameter("scope"), None);
    }
}
