use super::{
    Arguments,
    function::{Argument, Function, failure, shown},
};
use crate::{Problem, Surroundings, template::limits::MOST_BYTES};
use regex::{Captures, Regex, RegexBuilder};

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "regex.match",
        arguments: &[Argument::required("input"), Argument::or("regex", ".*")],
        main: None,
        call: first_match,
    },
    Function {
        name: "regex.replace",
        arguments: &[
            Argument::required("input"),
            Argument::or("regex", ".*"),
            Argument::required("replacement"),
            Argument::or("flags", "g"),
        ],
        main: None,
        call: replace,
    },
];

/// The first named group of the first match, else its first group, else the whole match.
fn first_match(arguments: &Arguments, _: &dyn Surroundings) -> Result<String, Problem> {
    let regex = regex(arguments.text("regex"), "")?;
    let Some(captures) = regex.captures(arguments.text("input")) else { return Ok(String::new()) };
    let group = match regex.capture_names().flatten().next() {
        Some(name) => captures.name(name),
        None => captures.get(1).or_else(|| captures.get(0)),
    };
    Ok(group.map(|group| group.as_str().to_owned()).unwrap_or_default())
}

fn replace(arguments: &Arguments, _: &dyn Surroundings) -> Result<String, Problem> {
    let flags = arguments.text("flags");
    let (pattern, input) = (arguments.text("regex"), arguments.text("input"));
    if pattern.is_empty() {
        return Ok(String::new());
    }
    let regex = regex(pattern, flags)?;
    let most = if flags.contains('g') { usize::MAX } else { 1 };
    let (mut replaced, mut end) = (String::new(), 0);
    for captures in regex.captures_iter(input).take(most) {
        let whole = captures.get_match();
        replaced.push_str(&input[end..whole.start()]);
        expand(arguments.text("replacement"), &regex, &captures, &mut replaced)?;
        check(&replaced)?;
        end = whole.end();
    }
    replaced.push_str(&input[end..]);
    Ok(replaced)
}

/// Writes a replacement: `$$` is a dollar, `$&` the match, `$1` and `$<name>` are groups.
fn expand(
    replacement: &str,
    regex: &Regex,
    captures: &Captures<'_>,
    written: &mut String,
) -> Result<(), Problem> {
    let mut rest = replacement;
    while let Some((text, after)) = rest.split_once('$') {
        written.push_str(text);
        check(written)?;
        let (inserted, length) = match after.chars().next() {
            Some('$') => ("$", 1),
            Some('&') => (captures.get_match().as_str(), 1),
            Some('`' | '\'') => {
                return Err(failure("the replacement has $` or $', which are not known here"));
            }
            _ => named(after, regex, captures)
                .or_else(|| numbered(after, captures))
                .unwrap_or(("$", 0)),
        };
        written.push_str(inserted);
        rest = &after[length..];
    }
    written.push_str(rest);
    Ok(())
}

/// The group `<name>` and how long its name is here, if the expression names groups at all.
fn named<'t>(after: &str, regex: &Regex, captures: &Captures<'t>) -> Option<(&'t str, usize)> {
    let (name, _) = after.strip_prefix('<')?.split_once('>')?;
    regex.capture_names().flatten().next()?;
    Some((captures.name(name).map_or("", |group| group.as_str()), name.len() + 2))
}

/// The group of two digits, if there is such a group, else of one, and how many digits it has.
fn numbered<'t>(after: &str, captures: &Captures<'t>) -> Option<(&'t str, usize)> {
    [2, 1].into_iter().find_map(|length| {
        let digits = after.get(..length)?;
        let group =
            digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())??;
        let there = (1..captures.len()).contains(&group);
        there.then(|| (captures.get(group).map_or("", |group| group.as_str()), length))
    })
}

fn check(written: &str) -> Result<(), Problem> {
    if written.len() > MOST_BYTES {
        return Err(failure("the text is longer than 1 MiB"));
    }
    Ok(())
}

/// A regular expression in JavaScript's syntax as far as the crate `regex` has it: there is nothing
/// that looks ahead, behind or back.
fn regex(pattern: &str, flags: &str) -> Result<Regex, Problem> {
    if let Some(flag) = flags.chars().find(|flag| !"gimsu".contains(*flag)) {
        return Err(failure(format!("there is no flag \"{}\"", shown(&flag.to_string())))
            .hint("the flags are g, i, m, s and u"));
    }
    RegexBuilder::new(pattern)
        .case_insensitive(flags.contains('i'))
        .multi_line(flags.contains('m'))
        .dot_matches_new_line(flags.contains('s'))
        .size_limit(MOST_BYTES)
        .build()
        .map_err(|error| failure(format!("regex cannot be used: {}", reason(&error))))
}

/// The last line of what the parser says: those above show the pattern.
fn reason(error: &regex::Error) -> String {
    let text = error.to_string();
    let last = text.lines().next_back().unwrap_or_default();
    last.strip_prefix("error: ").unwrap_or(last).to_owned()
}
