//! Insomnia's templates: `{{ _.name }}` and `{% now 'unix' %}`.

use super::{
    template_writer::{TemplateWriter, argument},
    templates::{made_up, name, shown},
};
use base64::prelude::{BASE64_STANDARD, Engine as _};

/// Translates a text; what cannot be said goes to `lost`.
pub(super) fn translate(text: &str, lost: &mut dyn FnMut(&str)) -> String {
    let (mut writer, mut rest) = (TemplateWriter::default(), text);
    while let Some((before, after)) = rest.split_once('{') {
        let from = &rest[before.len()..];
        writer.text(before);
        let Some((opening, closing)) = BRACKETS.iter().find(|(open, _)| from.starts_with(open))
        else {
            writer.text("{");
            rest = after;
            continue;
        };
        let after = &from[opening.len()..];
        let Some(length) = end(after, closing) else {
            lost(&format!("the bracket {opening} without {closing}, and all after it"));
            rest = from;
            break;
        };
        let (inside, after) = (&after[..length], &after[length + closing.len()..]);
        let whole = &from[..from.len() - after.len()];
        rest = after;
        let translated = match *opening {
            "{{" => path(inside.trim()),
            "{%" => call(inside),
            _ => None,
        };
        match translated {
            Some(tag) => writer.tag(&tag),
            None => {
                lost(&named(opening, inside));
                writer.text(whole);
            }
        }
    }
    writer.text(rest);
    writer.finish()
}

/// A part of an object as a variable's name: `_.api['base url'][0]` is `api.base_url.0`.
fn path(expression: &str) -> Option<String> {
    let rest = match expression.strip_prefix('_') {
        Some(rest) if rest.starts_with(['.', '[']) => rest.to_owned(),
        _ => format!(".{expression}"),
    };
    let (mut steps, mut rest) = (Vec::new(), rest.as_str());
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('.') {
            let length = after.find(['.', '[']).unwrap_or(after.len());
            let step = &after[..length];
            if step.contains(char::is_whitespace) {
                return None;
            }
            steps.push(name(step)?);
            rest = &after[length..];
        } else {
            let inside = rest.strip_prefix('[')?;
            let length = end(inside, "]")?;
            steps.push(match Argument::read(inside[..length].trim())?.0 {
                Argument::Text(text) => name(&text)?,
                Argument::Other(number) => number.parse::<u32>().ok()?.to_string(),
            });
            rest = &inside[length + 1..];
        }
    }
    name(&steps.join("."))
}

/// A tag as a function of ours.
fn call(inside: &str) -> Option<String> {
    // White space beside a tag can be cut off with a dash.
    let inside = inside.trim().trim_start_matches('-').trim_end_matches('-').trim();
    let (tag, arguments) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    let arguments = Argument::all(arguments)?;
    let texts: Vec<_> = arguments.iter().map(Argument::as_text).collect();
    let value = |index: usize| arguments.get(index).and_then(Argument::value);
    Some(match (tag, texts.as_slice()) {
        ("timestamp", []) => "timestamp.unixMillis()".to_owned(),
        ("now", [Some("unix" | "seconds" | "s"), ..]) => "timestamp.unix()".to_owned(),
        ("now", [Some("millis" | "ms"), ..]) => "timestamp.unixMillis()".to_owned(),
        ("now", [] | [Some("iso-8601"), ..]) => "timestamp.iso8601()".to_owned(),
        // Insomnia makes a random one whatever version is asked for.
        ("uuid", [] | [Some("v1" | "v4")]) => "uuid.v4()".to_owned(),
        ("faker", [Some(known)]) => made_up(known)?.to_owned(),
        ("base64", [Some("encode"), Some("normal"), _]) => {
            format!("base64.encode(value={})", value(2)?)
        }
        ("base64", [Some("encode"), Some("url"), _]) => {
            format!("base64.encode(value={}, encoding='base64url')", value(2)?)
        }
        ("base64", [Some("decode"), Some("normal" | "url"), _]) => {
            format!("base64.decode(value={})", value(2)?)
        }
        ("hash", [Some(hash @ ("md5" | "sha1" | "sha256" | "sha512")), Some(encoding), _])
            if matches!(*encoding, "hex" | "base64") =>
        {
            format!("hash.{hash}(input={}, encoding='{encoding}')", value(2)?)
        }
        ("file", [_]) => format!("fs.readFile(path={})", value(0)?),
        ("jsonpath", [_, Some(_)]) => {
            format!("json.jsonpath(input={}, query={})", value(0)?, value(1)?)
        }
        _ => return None,
    })
}

/// What a tag is given.
enum Argument {
    Text(String),
    /// A variable, a number, a truth value.
    Other(String),
}

impl Argument {
    /// All arguments, which stand between commas.
    fn all(text: &str) -> Option<Vec<Self>> {
        let (mut arguments, mut rest) = (Vec::new(), text.trim());
        while !rest.is_empty() {
            let (argument, after) = Self::read(rest)?;
            arguments.push(argument);
            rest = after.trim_start();
            rest = match rest.strip_prefix(',') {
                Some(more) => more.trim_start(),
                None if rest.is_empty() => rest,
                None => return None,
            };
        }
        Some(arguments)
    }

    /// The first argument, and what follows it.
    fn read(text: &str) -> Option<(Self, &str)> {
        let Some(quote) = text.chars().next().filter(|c| matches!(c, '\'' | '"')) else {
            let length = text.find(',').unwrap_or(text.len());
            let (other, rest) = text.split_at(length);
            return Some((Self::Other(other.trim().to_owned()), rest));
        };
        let (mut read, mut characters) = (String::new(), text[1..].char_indices());
        while let Some((at, c)) = characters.next() {
            match c {
                '\\' => read.push(characters.next()?.1),
                c if c == quote => return Some((Self::Text(plain(read)?), &text[at + 2..])),
                c => read.push(c),
            }
        }
        None
    }

    fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Other(_) => None,
        }
    }

    /// The argument as ours.
    fn value(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(argument(text)),
            Self::Other(other) => path(other),
        }
    }
}

/// Insomnia hides quotes in base64 between marks.
fn plain(text: String) -> Option<String> {
    match text.strip_prefix("b64::").and_then(|inside| inside.strip_suffix("::46b")) {
        Some(inside) => String::from_utf8(BASE64_STANDARD.decode(inside).ok()?).ok(),
        None => Some(text),
    }
}

/// Where a closing bracket begins that is not in quotes.
fn end(text: &str, closing: &str) -> Option<usize> {
    let (mut quote, mut characters) = (None, text.char_indices());
    while let Some((at, c)) = characters.next() {
        match quote {
            Some(_) if c == '\\' => drop(characters.next()),
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if text[at..].starts_with(closing) => return Some(at),
            None if matches!(c, '\'' | '"') => quote = Some(c),
            None => {}
        }
    }
    None
}

/// A tag by its name: what it is given may be a secret.
fn named(opening: &str, inside: &str) -> String {
    let word = inside.trim().trim_matches('-').split_whitespace().next().unwrap_or_default();
    match opening {
        "{%" => format!("the tag {{% {} %}}", shown(word)),
        "{#" => "a comment {# … #}".to_owned(),
        _ => format!("the tag {{{{ {} }}}}", shown(inside.trim())),
    }
}

const BRACKETS: [(&str, &str); 3] = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];

#[cfg(test)]
mod tests {
    use super::translate;

    fn translated(text: &str) -> (String, Vec<String>) {
        let mut lost = Vec::new();
        let translated = translate(text, &mut |tag| lost.push(tag.to_owned()));
        (translated, lost)
    }

    #[test]
    fn variables_and_functions_are_translated() {
        for (text, expected) in [
            ("{{ _.base }}/x/{{id}}", "${[ base ]}/x/${[ id ]}"),
            ("{{ _['test-value'] }}", "${[ test-value ]}"),
            ("{{ _.api[\"base url\"][0].x }}", "${[ api.base_url.0.x ]}"),
            ("{{ _name }}", "${[ _name ]}"),
            ("{% now 'unix' %}", "${[ timestamp.unix() ]}"),
            ("{% now 'iso-8601', '' %}", "${[ timestamp.iso8601() ]}"),
            ("{%- now 'ms', '' -%}", "${[ timestamp.unixMillis() ]}"),
            ("{% timestamp %}", "${[ timestamp.unixMillis() ]}"),
            ("{% uuid 'v4' %}", "${[ uuid.v4() ]}"),
            ("{% faker 'isoTimestamp' %}", "${[ timestamp.iso8601() ]}"),
            (
                "{% base64 'encode', 'url', 'it\\'s' %}",
                "${[ base64.encode(value='it\\'s', encoding='base64url') ]}",
            ),
            ("{% base64 'decode', 'normal', _.x %}", "${[ base64.decode(value=x) ]}"),
            (
                "{% hash 'sha256', 'hex', _.user.id %}",
                "${[ hash.sha256(input=user.id, encoding='hex') ]}",
            ),
            ("{% file '/tmp/a key.pem' %}", "${[ fs.readFile(path='/tmp/a key.pem') ]}"),
            (
                "{% jsonpath _.body, 'b64::JC5h::46b' %}",
                "${[ json.jsonpath(input=body, query='$.a') ]}",
            ),
            ("{\"a\": {\"b\": 1}}", "{\"a\": {\"b\": 1}}"),
            ("${[ a ]} { {", "\\${[ a ]} { {"),
        ] {
            let (translated, lost) = translated(text);
            assert_eq!((translated.as_str(), lost.len()), (expected, 0), "{text}");
        }
    }

    #[test]
    fn a_bracket_that_does_not_close_is_named() {
        let (text, lost) = translated("{{ _.a }} {{ _.b {{ _.c");
        assert_eq!(text, "${[ a ]} {{ _.b {{ _.c");
        assert_eq!(lost, ["the bracket {{ without }}, and all after it"]);
    }

    #[test]
    fn what_insomnia_alone_has_stays_and_is_named_without_its_values() {
        let text = "{% response 'body', 'req_1', 's3cret' %}{{ _.a | upper }}{# note #}\
                    {% now 'custom', 'yyyy' %}{{ 'a }}' }}{% hash 'md5', 'hex', 1 + 1 %}{{}}";
        let (translated, lost) = translated(text);
        assert_eq!(translated, text);
        assert_eq!(
            lost,
            [
                "the tag {% response %}",
                "the tag {{ … }}",
                "a comment {# … #}",
                "the tag {% now %}",
                "the tag {{ … }}",
                "the tag {% hash %}",
                "the tag {{ … }}",
            ]
        );
    }
}
