use crate::fixed::{check_problem, render, render_with};
use jwt_workspace::Template;

const VARIABLES: &[(&str, &str)] = &[
    ("a", "A"),
    ("my-var.x", "dash"),
    ("1x", "digit"),
    ("_b", "underscore"),
    ("größe", "unicode"),
    ("b64", "not a string"),
];

/// All of these are rendered by Yaak as here.
#[test]
fn what_yaak_reads_is_read_as_yaak_reads_it() {
    for (template, rendered) in [
        ("", ""),
        ("no tag", "no tag"),
        ("${[ a ]}", "A"),
        ("x${[a]}y", "xAy"),
        ("${[\n\ta\n]}", "A"),
        ("${[ a ]}${[ a ]}", "AA"),
        ("${[ my-var.x ]}", "dash"),
        ("${[ 1x ]}", "digit"),
        ("${[ _b ]}", "underscore"),
        ("${[ größe ]}", "unicode"),
        ("${[ b64 ]}", "not a string"),
        ("${[ true ]}${[ false ]}${[ null ]}", "truefalse"),
        (r"\${[ a ]}", "${[ a ]}"),
        (r"\\${[ a ]}", r"\\A"),
        (r"\\\${[ a ]}", r"\\${[ a ]}"),
        (r"\\\\${[ a ]}", r"\\\\A"),
        (r"\a", r"\a"),
        (r"\\a\", r"\\a\"),
        ("${ a }", "${ a }"),
        ("$[ a ]", "$[ a ]"),
        ("{{ a }} ]} ${", "{{ a }} ]} ${"),
        ("${[ 'x' ]}", "x"),
        (r#"${[ 'it\'s \\ \"so\"' ]}"#, r#"it's \ "so""#),
        ("${[ '${[ a ]}' ]}", "A"),
        (r"${[ '\\${[ a ]}' ]}", "${[ a ]}"),
        (r"${[ '\${[ a ]}' ]}", "A"),
        ("${[ 'a]}b' ]}", "a]}b"),
        ("${[ b64'Zm9v' ]}", "foo"),
        ("${[ b64'JHtbIGEgXX0' ]}", "A"),
        ("${[ b64'' ]}", ""),
        (r"${[ '\\' ]}\${[ x", r"\${[ x"),
        ("${[base64.encode(\n value\n=\n'x'\n)\n]}", "eA=="),
        ("${[ base64.decode(value=base64.encode(value=a)) ]}", "A"),
        ("${[ base64.encode(value='${[ a ]}') ]}", "QQ=="),
        ("${[ base64.encode( value='A' , encoding='base64url' ) ]}", "QQ"),
        ("${[ base64.encode(value=true, encoding=null) ]}", "dHJ1ZQ=="),
    ] {
        assert_eq!(render_with(VARIABLES, template).as_deref(), Ok(rendered), "{template}");
    }
}

#[test]
fn one_argument_can_go_without_its_name() {
    for (template, rendered) in [
        ("${[ base64.encode('x') ]}", "eA=="),
        ("${[ base64.encode(a) ]}", "QQ=="),
        ("${[ base64.encode(base64.encode('x')) ]}", "ZUE9PQ=="),
        ("${[ base64.encode('A', encoding='base64url') ]}", "QQ"),
        ("${[ base64.encode(encoding='base64url', 'A') ]}", "QQ"),
    ] {
        assert_eq!(render_with(VARIABLES, template).as_deref(), Ok(rendered), "{template}");
    }
}

/// Yaak leaves all of these as they are, except for the two with an escape, which it drops.
#[test]
fn a_tag_that_cannot_be_read_says_where_and_what_was_expected() {
    let value = "expected a name, a function or a string in single quotes";
    let end = "expected ]} to end the tag";
    for (template, line, column, expected) in [
        ("${[", 1, 4, value),
        ("${[ ]}", 1, 5, value),
        ("${[ -a ]}", 1, 5, value),
        ("${[ \"a\" ]}", 1, 5, value),
        ("${[[ a ]}", 1, 4, value),
        ("${[ a", 1, 6, end),
        ("${[ a b ]}", 1, 7, end),
        ("${[ a ]", 1, 7, end),
        ("é\n x ${[ a.b! ]}", 2, 11, end),
        ("${[ base64.encode ('a') ]}", 1, 19, end),
        ("${[ 'a ]}", 1, 5, "expected a closing ' for the string that begins here"),
        (r"${[ 'a\", 1, 5, "expected a closing ' for the string that begins here"),
        ("${[ b64'a ]}", 1, 9, "expected a closing ' for the string that begins here"),
        (r"${[ 'a\nb' ]}", 1, 7, r"expected \' or \\ in the string"),
        (r"${[ 'C:\Users' ]}", 1, 8, r"expected \' or \\ in the string"),
        ("${[ b64'Zm9v=' ]}", 1, 9, "expected UTF-8 text in base64url without padding"),
        ("${[ b64'_w' ]}", 1, 9, "expected UTF-8 text in base64url without padding"),
        ("${[ f( ]}", 1, 8, "expected an argument, as in name='value'"),
        ("${[ f(a='x', ) ]}", 1, 14, "expected an argument, as in name='value'"),
        ("${[ f(a= ) ]}", 1, 10, "expected the argument's value, as in name='value'"),
        ("${[ f(a 'x') ]}", 1, 9, "expected , or ) after the argument"),
        ("${[ f(a='x'", 1, 12, "expected , or ) after the argument"),
        (r"${[ '\'é\'${[ x y ]}' ]}", 1, 17, end),
        ("${[ b64'JHtbIA' ]}", 1, 9, value),
    ] {
        let problem = Template::parse(template).expect_err(template);
        let place = format!("the tag cannot be read at line {line}, column {column}: {expected}");
        assert_eq!((problem.code(), problem.to_string()), ("TEMPLATE", place), "{template}");
        assert_eq!(problem.hints(), [r"write \${[ where ${[ is text and begins no tag"]);
    }
}

#[test]
fn a_tag_that_cannot_be_read_is_not_shown() {
    let problem = Template::parse("s3cret${[s3cret s3cret").expect_err("no end");
    assert!(!format!("{problem:?}").contains("s3cret"));
}

#[test]
fn a_text_without_tags_is_constant() {
    for (text, constant) in [
        ("", Some("")),
        ("a", Some("a")),
        (r"a\${[ b ]}", Some("a${[ b ]}")),
        ("${[ a ]}", None),
        ("a${[ b ]}c", None),
        ("${[ 'a' ]}", None),
    ] {
        let template = Template::parse(text).expect(text);
        assert_eq!((template.source(), template.constant()), (text, constant));
    }
}

#[test]
fn one_tag_is_told_from_more_than_a_tag() {
    for (text, is) in [
        ("${[ a ]}", true),
        ("${[ env(name='A') ]}", true),
        ("", false),
        ("a", false),
        (" ${[ a ]}", false),
        ("${[ a ]}\n", false),
        ("${[ a ]}${[ a ]}", false),
        (r"\${[ a ]}", false),
    ] {
        assert_eq!(Template::parse(text).expect(text).is_one_tag(), is, "{text}");
    }
}

#[test]
fn nesting_is_limited_where_it_is_written() {
    let nested = |depth: usize| {
        let open = "base64.encode(value=".repeat(depth);
        format!("${{[ {open}'x'{} ]}}", ")".repeat(depth))
    };
    assert!(Template::parse(&nested(49)).is_ok());
    let place = "the tag cannot be read at line 1, column 1008: ";
    check_problem(
        render(&nested(50)),
        (
            "TEMPLATE",
            &format!("{place}functions and strings are nested more than 50 deep"),
            r"write \${[ where ${[ is text and begins no tag",
        ),
    );
    assert!(Template::parse(&nested(100_000)).is_err());
}
