//! Templates of other programs, said in ours.

use super::{nunjucks, template_writer::TemplateWriter};

/// The language of a program's templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    /// `{{name}}`, and names that begin with `$` for what is made up.
    Postman,
    /// Nunjucks: `{{ _.name }}` and `{% now 'unix' %}`.
    Insomnia,
    /// `<<name>>`, and names that begin with `$` for what is made up.
    Hoppscotch,
    /// Our own.
    Yaak,
}

/// Translates a text. Each tag that cannot be said stays as text and goes to `lost`, named so that
/// it shows no value.
pub(super) fn translate(language: Language, text: &str, lost: &mut dyn FnMut(&str)) -> String {
    match language {
        Language::Postman => between(text, "{{", "}}", &['{', '}'], lost),
        Language::Hoppscotch => between(text, "<<", ">>", &['>'], lost),
        Language::Insomnia => nunjucks::translate(text, lost),
        Language::Yaak => {
            foreign_functions(text, lost);
            text.to_owned()
        }
    }
}

/// Writes a text so that it renders to itself.
pub(super) fn quote(text: &str) -> String {
    let mut writer = TemplateWriter::default();
    writer.text(text);
    writer.finish()
}

/// A variable's name as our templates can say it, if they can.
pub(super) fn name(name: &str) -> Option<String> {
    let name = name.trim().replace(' ', "_");
    let is_fit = name.starts_with(|c: char| c.is_alphanumeric() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
        && !["true", "false", "null"].contains(&name.as_str());
    is_fit.then_some(name)
}

/// A value that is made up afresh for each send, by the name that Postman, Hoppscotch and Insomnia's
/// `faker` share.
pub(super) fn made_up(name: &str) -> Option<&'static str> {
    Some(match name {
        "guid" | "randomUUID" => "uuid.v4()",
        "timestamp" => "timestamp.unix()",
        "isoTimestamp" => "timestamp.iso8601()",
        "randomInt" => "random.range(min='0', max='1000')",
        _ => return None,
    })
}

/// Translates names between brackets, which have none of some characters in them.
fn between(
    text: &str,
    opening: &str,
    closing: &str,
    never: &[char],
    lost: &mut dyn FnMut(&str),
) -> String {
    let (mut writer, mut rest) = (TemplateWriter::default(), text);
    while let Some((before, after)) = rest.split_once(opening) {
        writer.text(before);
        let near = after.char_indices().take(LONGEST_NAME);
        let length = near.into_iter().find(|(_, c)| never.contains(c)).map_or(0, |(at, _)| at);
        let (inside, tail) = after.split_at(length);
        // Brackets that do not close, or are more than two, may begin again one character later.
        let Some(tail) = tail.strip_prefix(closing) else {
            let step = opening.chars().next().map_or(0, char::len_utf8);
            writer.text(&opening[..step]);
            rest = &rest[before.len() + step..];
            continue;
        };
        rest = tail;
        let tag = inside.trim().strip_prefix('$').map(|known| made_up(known).map(str::to_owned));
        match tag.unwrap_or_else(|| name(inside)) {
            Some(tag) => writer.tag(&tag),
            None => {
                lost(&format!("the tag {opening}{}{closing}", shown(inside)));
                for part in [opening, inside, closing] {
                    writer.text(part);
                }
            }
        }
    }
    writer.text(rest);
    writer.finish()
}

/// A name that can be shown; anything else may be a value.
pub(super) fn shown(inside: &str) -> &str {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '$' | ':' | ' ');
    let is_short = !inside.is_empty() && inside.chars().nth(LONGEST_SHOWN).is_none();
    if is_short && inside.chars().all(is_name) { inside } else { "…" }
}

/// Names functions that only Yaak has. Their tags stay, and say so when they are rendered.
fn foreign_functions(text: &str, lost: &mut dyn FnMut(&str)) {
    for part in text.split("${[").skip(1) {
        let inside = part.split("]}").next().unwrap_or_default().trim();
        let Some((function, _)) = inside.split_once('(') else { continue };
        let space = function.split('.').next().unwrap_or_default();
        if name(function).is_some() && !FUNCTIONS.contains(&space) {
            lost(&format!("the function {function}"));
        }
    }
}

/// What the names of functions begin with.
const FUNCTIONS: &[&str] =
    &["base64", "env", "fs", "hash", "hmac", "json", "random", "regex", "timestamp", "url", "uuid"];

const LONGEST_NAME: usize = 256;
const LONGEST_SHOWN: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;

    /// The translation, and what was lost.
    fn translated(language: Language, text: &str) -> (String, Vec<String>) {
        let mut lost = Vec::new();
        let translated = translate(language, text, &mut |tag| lost.push(tag.to_owned()));
        (translated, lost)
    }

    #[test]
    fn variables_of_postman_are_translated() {
        for (text, expected) in [
            ("{{base}}/users/{{ id }}", "${[ base ]}/users/${[ id ]}"),
            ("{{base url}}", "${[ base_url ]}"),
            ("{\"a\":{{n}}}", "{\"a\":${[ n ]}}"),
            ("{{{n}}}", "{${[ n ]}}"),
            ("{{$guid}} {{$randomUUID}}", "${[ uuid.v4() ]} ${[ uuid.v4() ]}"),
            ("{{$timestamp}}", "${[ timestamp.unix() ]}"),
            ("{{$isoTimestamp}}", "${[ timestamp.iso8601() ]}"),
            ("{{$randomInt}}", "${[ random.range(min='0', max='1000') ]}"),
            ("a ${[ b ]} {{c", "a \\${[ b ]} {{c"),
            ("{\"a\":{\"b\":{}}}", "{\"a\":{\"b\":{}}}"),
        ] {
            let (translated, lost) = translated(Language::Postman, text);
            assert_eq!((translated.as_str(), lost.len()), (expected, 0), "{text}");
        }
    }

    #[test]
    fn what_postman_alone_has_stays_and_is_named() {
        let (text, lost) = translated(Language::Postman, "{{$randomEmail}} {{vault:key}} {{a|b}}");
        assert_eq!(text, "{{$randomEmail}} {{vault:key}} {{a|b}}");
        assert_eq!(lost, ["the tag {{$randomEmail}}", "the tag {{vault:key}}", "the tag {{…}}"]);
    }

    #[test]
    fn variables_of_hoppscotch_are_translated() {
        let (text, lost) =
            translated(Language::Hoppscotch, "<<base>>/<<$guid>>?a<<b&<<$randomIP>>");
        assert_eq!(text, "${[ base ]}/${[ uuid.v4() ]}?a<<b&<<$randomIP>>");
        assert_eq!(lost, ["the tag <<…>>"]);
        let (text, lost) = translated(Language::Hoppscotch, "<<$randomIP>>");
        assert_eq!((text.as_str(), lost), ("<<$randomIP>>", vec!["the tag <<$randomIP>>".into()]));
    }

    #[test]
    fn templates_of_yaak_stay_and_foreign_functions_are_named() {
        let text = "${[ base ]} ${[ hash.md5(input='a') ]} ${[ response.body.path(request='x') ]}";
        let (translated, lost) = translated(Language::Yaak, text);
        assert_eq!(translated, text);
        assert_eq!(lost, ["the function response.body.path"]);
    }

    #[test]
    fn names_that_no_template_can_say_are_none() {
        assert_eq!(name(" base url "), Some("base_url".to_owned()));
        for unfit in ["", "-a", "a/b", "true", "a:b", "ключ!"] {
            assert_eq!(name(unfit), None, "{unfit}");
        }
    }
}
