use crate::fixed::{check_problem, render, render_with};

#[test]
fn an_unknown_function_is_named_with_the_nearest() {
    for (name, hint) in [
        ("timestamp.unixx", "did you mean \"timestamp.unix\"?"),
        ("hash.sh256", "did you mean \"hash.sha256\"?"),
        ("UUID.v4", "did you mean \"uuid.v4\"?"),
        (
            "zzz",
            "there are functions in timestamp, uuid, random, fs, base64, url, hash, hmac, json, \
             regex, env",
        ),
    ] {
        let message = format!("there is no function \"{name}\"");
        check_problem(render(&format!("${{[ {name}() ]}}")), ("TEMPLATE", &message, hint));
    }
}

#[test]
fn a_wrong_argument_is_named_with_the_nearest() {
    for (call, message, hint) in [
        (
            "base64.encode(valu='x')",
            "base64.encode has no argument \"valu\"",
            "did you mean \"value\"?",
        ),
        (
            "base64.encode(value='x', nope='y')",
            "base64.encode has no argument \"nope\"",
            "its arguments are encoding, value",
        ),
        ("uuid.v4(x='y')", "uuid.v4 has no argument \"x\"", "write uuid.v4()"),
        ("uuid.v4('y')", "uuid.v4 takes no argument without a name", "write uuid.v4()"),
        (
            "random.range('1')",
            "random.range takes no argument without a name",
            "its arguments are min, max, decimals",
        ),
        (
            "base64.encode(value='x', value='y')",
            "base64.encode is given the argument \"value\" twice",
            "",
        ),
        (
            "base64.encode('x', value='y')",
            "base64.encode is given the argument \"value\" twice",
            "",
        ),
        (
            "base64.encode(value=null, value='y')",
            "base64.encode is given the argument \"value\" twice",
            "",
        ),
        ("hash.md5()", "hash.md5 needs the argument \"input\"", "write hash.md5(input='…')"),
        (
            "hash.md5(input=null)",
            "hash.md5 needs the argument \"input\"",
            "write hash.md5(input='…')",
        ),
        (
            "hmac.sha256(input='a')",
            "hmac.sha256 needs the argument \"key\"",
            "write hmac.sha256(key='…')",
        ),
        (
            "hash.md5(input='a', encoding='zzz')",
            "hash.md5: there is no encoding \"zzz\"",
            "encoding is one of base64, base64url, hex",
        ),
        ("fs.readFile('text', trim='si')", "fs.readFile: trim is neither true nor false", ""),
    ] {
        check_problem(render(&format!("${{[ {call} ]}}")), ("TEMPLATE", message, hint));
    }
}

#[test]
fn an_argument_is_asked_for_before_its_value_is_made() {
    check_problem(
        render("${[ base64.encode(nope=undefined) ]}"),
        ("TEMPLATE", "base64.encode has no argument \"nope\"", "its arguments are encoding, value"),
    );
}

#[test]
fn messages_do_not_show_what_may_be_a_secret() {
    let secret = "s3cret!";
    for call in [
        "base64.decode(value=s)",
        "json.jsonpath(input=s, query='$')",
        "uuid.v5(name=s, namespace=s)",
        "url.decode(value=s)",
        "fs.readFile(path='text', trim=s)",
    ] {
        let value = format!("%{secret}");
        let problem = render_with(&[("s", &value)], &format!("${{[ {call} ]}}")).expect_err(call);
        assert!(!format!("{problem:?}").contains(secret), "{problem:?}");
    }
}

#[test]
fn control_characters_are_kept_out_of_messages() {
    let problem = render("${[ fs.readFile(path=b64'YRtbMW0K') ]}").expect_err("no file");
    let message = "fs.readFile: \"a\u{fffd}[1m\u{fffd}\" cannot be read: no such file";
    assert_eq!(problem.to_string(), message);
}
