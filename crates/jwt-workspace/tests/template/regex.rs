use crate::fixed::{check, check_problem, render};

/// Yaak gives the same for each.
#[test]
fn a_match_is_its_first_group_or_the_whole() {
    check(&[
        ("${[ regex.match(input='ab12cd', regex='[0-9]+') ]}", "12"),
        ("${[ regex.match(input='ab12cd', regex='b([0-9])') ]}", "1"),
        ("${[ regex.match(input='ab12cd', regex='(?<x>[0-9])(?<y>.)') ]}", "1"),
        ("${[ regex.match(input='ab12cd', regex='(.)(?<y>[0-9])') ]}", "1"),
        ("${[ regex.match(input='ab12cd') ]}", "ab12cd"),
        ("${[ regex.match(input='ab12cd', regex='zz') ]}", ""),
        ("${[ regex.match(input='ab12cd', regex='(z)?ab') ]}", "ab"),
        (r"${[ regex.match(input='ab12cd', regex='\\d') ]}", "1"),
    ]);
}

/// Yaak gives the same for each.
#[test]
fn replacements_name_matches_and_groups() {
    for (regex, replacement, flags, replaced) in [
        ("[0-9]", "<$&>", "g", "a<1>b<2>"),
        ("[0-9]", "-", "", "a-b2"),
        ("([0-9])", "<$1$2$$>", "", "a<1$2$>b2"),
        ("(a)(1)", "$2$1$02$10$3$", "g", "1a1a0$3$b2"),
        ("(?<x>[0-9])", "[$<x>$<y>]", "g", "a[1]b[2]"),
        ("[0-9]", "$<x>", "g", "a$<x>b$<x>"),
        ("B", "-", "gi", "a1-2"),
        ("", "-", "g", ""),
        ("x*", "-", "g", "-a-1-b-2-"),
        ("[0-9]", "$$1$$&$", "g", "a$1$&$b$1$&$"),
    ] {
        let rendered = render(&format!(
            "${{[ regex.replace(input='a1b2', regex='{regex}', replacement='{replacement}', \
             flags='{flags}') ]}}"
        ));
        assert_eq!(rendered.as_deref(), Ok(replaced), "{regex} {replacement} {flags}");
    }
    check(&[("${[ regex.replace(input='a1b2', regex='[0-9]', replacement='') ]}", "ab")]);
}

#[test]
fn an_expression_that_cannot_be_used_is_an_error() {
    for (regex, reason) in [
        ("(", "unclosed group"),
        ("(?=a)", "look-around, including look-ahead and look-behind, is not supported"),
        (r"(a)\\1", "backreferences are not supported"),
        ("a{1000}{1000}", "Compiled regex exceeds size limit of 1048576 bytes."),
    ] {
        check_problem(
            render(&format!("${{[ regex.match(input='a', regex='{regex}') ]}}")),
            ("TEMPLATE", &format!("regex.match: regex cannot be used: {reason}"), ""),
        );
    }
    for replacement in ["$`", r"-$\'"] {
        check_problem(
            render(&format!("${{[ regex.replace(input='a', replacement='{replacement}') ]}}")),
            (
                "TEMPLATE",
                "regex.replace: the replacement has $` or $', which are not known here",
                "",
            ),
        );
    }
    check_problem(
        render("${[ regex.replace(input='a', replacement='b', flags='gy') ]}"),
        ("TEMPLATE", "regex.replace: there is no flag \"y\"", "the flags are g, i, m, s and u"),
    );
}
