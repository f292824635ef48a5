use crate::fixed::{check, check_problem, render_with};

const VARIABLES: &[(&str, &str)] = &[
    ("list", r#"{"a":[1,2.50,"x",null,true,{"b": 1.0}]}"#),
    ("nested", r#"{"a":{"b":3},"a b":4}"#),
    ("rows", r#"[{"n":1,"v":"x"},{"n":2,"v":"y"}]"#),
];

/// Yaak gives the same for each but those after the gap, for which it gives nothing.
#[test]
fn queries_find_what_they_find_in_yaak() {
    for (arguments, found) in [
        ("input=list, query='$.a[0]'", "1"),
        ("input=list, query='$.a[*]', result='first'", "1"),
        ("input=list, query='$.a[*]', result='all'", r#"[1,2.5,"x",null,true,{"b":1}]"#),
        ("input=list, query='$.a[*]', result='join'", r#"1, 2.5, x, null, true, {"b":1}"#),
        ("input=list, query='$.a[*]', result='join', join='-'", r#"1-2.5-x-null-true-{"b":1}"#),
        (
            "input=list, query='$.a', formatted=true",
            "[\n  1,\n  2.5,\n  \"x\",\n  null,\n  true,\n  {\n    \"b\": 1\n  }\n]",
        ),
        ("input=list, query='$.a[3]'", ""),
        ("input=list, query='$.nope'", ""),
        ("input=list, query='$.nope', result='all'", "[]"),
        ("input=list, query='$..b'", "1"),
        ("input=nested, query='a.b'", "3"),
        ("input=nested, query='$.a.b', formatted=''", "3"),
        ("input=nested, query='$[\"a b\"]'", "4"),
        ("input=rows, query='$[?(@.n==2)].v'", "y"),
        ("input=rows, query='$[-1:].v'", "y"),
        //
        ("input=rows, query='$[-1].v'", "y"),
        ("input=rows, query='[1].v'", "y"),
        ("input=nested, query='.a.b'", "3"),
    ] {
        let rendered = render_with(VARIABLES, &format!("${{[ json.jsonpath({arguments}) ]}}"));
        assert_eq!(rendered.as_deref(), Ok(found), "{arguments}");
    }
}

#[test]
fn what_cannot_be_queried_is_an_error() {
    for (arguments, message, hint) in [
        ("input='s3cret', query='$.a'", "input is not JSON: expected value at line 1 column 1", ""),
        (
            "input=rows, query='$[(@.length-1)]'",
            "query is no JSONPath as in RFC 9535",
            "write it like $.items[0].id or $..id",
        ),
        ("input=rows, query='$', formatted='yes'", "formatted is neither true nor false", ""),
    ] {
        check_problem(
            render_with(VARIABLES, &format!("${{[ json.jsonpath({arguments}) ]}}")),
            ("TEMPLATE", &format!("json.jsonpath: {message}"), hint),
        );
    }
    check_problem(
        render_with(VARIABLES, "${[ json.jsonpath(input=rows, query='$', result='last') ]}"),
        (
            "TEMPLATE",
            "json.jsonpath: there is no result \"last\"",
            "result is one of first, all, join",
        ),
    );
}

/// Yaak gives the same for each.
#[test]
fn quotes_and_backslashes_are_escaped_and_nothing_else() {
    check(&[
        (r#"${[ json.escape(input='a"b\\c') ]}"#, r#"a\"b\\c"#),
        ("${[ json.escape(input=b64'YQpi') ]}", "a\nb"),
    ]);
}

/// Yaak gives the same for each.
#[test]
fn minified_json_is_as_javascript_writes_it() {
    check(&[
        (r#"${[ json.minify(input='{ "b": 1.0, "a": [1, 2], "b":2 }') ]}"#, r#"{"b":2,"a":[1,2]}"#),
        (
            "${[ json.minify(input='[1e21, 1E3, -0, 0.1000, 1e-7, -12]') ]}",
            "[1e+21,1000,0,0.1,1e-7,-12]",
        ),
        (r#"${[ json.minify(input='["\\u0061\\/\\u0001"]') ]}"#, r#"["a/\u0001"]"#),
        (
            r#"${[ json.minify(input='{"b":1,"2":1,"1":1,"01":1}') ]}"#,
            r#"{"1":1,"2":1,"b":1,"01":1}"#,
        ),
        ("${[ json.minify(input='nope {') ]}", "nope {"),
    ]);
}

/// Yaak writes 123456789012345680000 and null.
#[test]
fn minified_numbers_lose_no_digits() {
    check(&[
        ("${[ json.minify(input='[123456789012345678901]') ]}", "[123456789012345678901]"),
        ("${[ json.minify(input='[1e+400]') ]}", "[1e+400]"),
    ]);
}
