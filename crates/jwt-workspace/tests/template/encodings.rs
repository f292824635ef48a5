use crate::fixed::{check, check_problem, render};

/// Yaak gives the same for each.
#[test]
fn base64_is_written_in_both_alphabets_and_read_in_either() {
    check(&[
        ("${[ base64.encode(value='a?>~') ]}", "YT8+fg=="),
        ("${[ base64.encode(value='a?>~', encoding='base64url') ]}", "YT8-fg"),
        ("${[ base64.encode(value='a?>~', encoding='') ]}", "YT8+fg=="),
        ("${[ base64.encode(value='') ]}", ""),
        ("${[ base64.decode(value='8J+YgA==') ]}", "😀"),
        ("${[ base64.decode(value='8J-YgA') ]}", "😀"),
        ("${[ base64.decode(value='YWE_YWE/') ]}", "aa?aa?"),
        ("${[ base64.decode(value='YT8+\nfg') ]}", "a?>~"),
    ]);
}

/// Yaak gives nothing, a part of the text, or replacement characters.
#[test]
fn what_is_not_base64_of_a_text_is_an_error() {
    for (value, message) in [
        ("!!!", "base64.decode: value is not base64"),
        ("YT8xx", "base64.decode: value is not base64"),
        ("Y", "base64.decode: value is not base64"),
        ("_-__", "base64.decode: value is base64 of bytes that are not UTF-8"),
    ] {
        check_problem(
            render(&format!("${{[ base64.decode(value='{value}') ]}}")),
            ("TEMPLATE", message, ""),
        );
    }
}

/// Yaak gives the same for each.
#[test]
fn urls_are_encoded_as_by_javascript() {
    check(&[
        ("${[ url.encode(value='a b/é!*()~') ]}", "a%20b%2F%C3%A9!*()~"),
        ("${[ url.encode(value=b64'Jw') ]}", "'"),
        ("${[ url.encode(value='-_.&=+%') ]}", "-_.%26%3D%2B%25"),
        ("${[ url.decode(value='a+b%20%C3%A9') ]}", "a+b é"),
        ("${[ url.decode(value='%c3%A9') ]}", "é"),
    ]);
}

#[test]
fn what_is_not_percent_encoded_is_an_error() {
    for (value, message) in [
        ("%zz", "url.decode: value has a % without two hexadecimal digits after it"),
        ("100%", "url.decode: value has a % without two hexadecimal digits after it"),
        ("%4é", "url.decode: value has a % without two hexadecimal digits after it"),
        ("%ff", "url.decode: value is percent-encoded from bytes that are not UTF-8"),
    ] {
        check_problem(
            render(&format!("${{[ url.decode(value='{value}') ]}}")),
            ("TEMPLATE", message, ""),
        );
    }
}

/// Yaak gives the same for each.
#[test]
fn hashes_are_in_base64_unless_hexadecimal_is_asked_for() {
    check(&[
        ("${[ hash.md5(input='a') ]}", "DMF1ucDxtqgxw5niaXcmYQ=="),
        ("${[ hash.md5(input='') ]}", "1B2M2Y8AsgTpgAmY7PhCfg=="),
        ("${[ hash.md5(input='a', encoding='hex') ]}", "0cc175b9c0f1b6a831c399e269772661"),
        ("${[ hash.md5(input=true, encoding='hex') ]}", "b326b5062b2f0e69046810717534cb09"),
        ("${[ hash.md5(input='a', encoding='base64url') ]}", "DMF1ucDxtqgxw5niaXcmYQ"),
        ("${[ hash.sha1(input='a', encoding='hex') ]}", "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8"),
        (
            "${[ hash.sha256(input='é', encoding='hex') ]}",
            "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c",
        ),
        (
            "${[ hash.sha512(input='a', encoding='hex') ]}",
            "1f40fc92da241694750979ee6cf582f2d5d7d28e18335de05abc54d0560e0f53\
             02860c652bf08d560252aa5e74210546f369fbbbce8c12cfc7957b2652fe9a75",
        ),
    ]);
}

/// Yaak gives the same for each.
#[test]
fn hmacs_take_a_key() {
    check(&[
        ("${[ hmac.md5(input='a', key='k', encoding='hex') ]}", "ddcf3d210049e7135f61affae73731cd"),
        (
            "${[ hmac.sha1(input='a', key='k', encoding='hex') ]}",
            "40e7d441cadb17b07f050341aa23a6820ed81c8b",
        ),
        ("${[ hmac.sha256(input='a', key='k') ]}", "eNqRUR5nVYf1ud94vt669VYNoqu4gWLuh13N90SVHZ4="),
        (
            "${[ hmac.sha512(input='a', key='k', encoding='hex') ]}",
            "82e0c15e0d62ab17984bea225bf7d28ad54f343dd6520c283c3a2cd43852a2f7\
             9c349cc9b7583317399ee38d722489b45a942667e55bc38c42a5bb203c0900c7",
        ),
        (
            "${[ hmac.sha256(input='', key='', encoding='hex') ]}",
            "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad",
        ),
    ]);
}

/// Yaak gives the same for each, except that any text for `trim` means yes there.
#[test]
fn files_are_read_in_the_encoding_that_is_asked_for() {
    check(&[
        ("${[ fs.readFile(path='text') ]}", "héllo \n"),
        ("${[ fs.readFile('text') ]}", "héllo \n"),
        ("${[ fs.readFile(path='text', trim=true) ]}", "héllo"),
        ("${[ fs.readFile(path='text', trim='false') ]}", "héllo \n"),
        ("${[ fs.readFile(path='bytes', encoding='ascii') ]}", "\u{7f}~\0A"),
        ("${[ fs.readFile(path='bytes', encoding='latin1') ]}", "ÿþ\u{80}A"),
        ("${[ fs.readFile(path='bytes', encoding='hex') ]}", "fffe8041"),
        ("${[ fs.readFile(path='bytes', encoding='base64') ]}", "//6AQQ=="),
        ("${[ fs.readFile(path='bytes', encoding='base64url') ]}", "__6AQQ"),
        ("${[ fs.readFile(path='bytes', encoding='utf16le') ]}", "\u{feff}\u{4180}"),
        ("${[ fs.readFile(path='bytes', encoding='utf16le', trim=true) ]}", "\u{4180}"),
    ]);
}

/// Yaak sends nothing for the file that is not there, and replaces or drops bytes of the others.
#[test]
fn a_file_that_gives_no_text_is_an_error() {
    check_problem(
        render("${[ fs.readFile(path='nope') ]}"),
        ("TEMPLATE", "fs.readFile: \"nope\" cannot be read: no such file", ""),
    );
    for arguments in ["path='bytes'", "path='odd', encoding='utf16le'"] {
        let name = arguments.split('\'').nth(1).expect("a name");
        check_problem(
            render(&format!("${{[ fs.readFile({arguments}) ]}}")),
            (
                "TEMPLATE",
                &format!("fs.readFile: \"{name}\" is not a text in this encoding"),
                "say how to read it, as in encoding='base64' or encoding='latin1'",
            ),
        );
    }
}

#[test]
fn environment_variables_are_read_or_named() {
    check(&[("${[ env(name='HOST') ]}", "example.org"), ("${[ env('HOST') ]}", "example.org")]);
    check_problem(
        render("${[ env(name='TOKEN') ]}"),
        (
            "TEMPLATE",
            "env: the environment variable \"TOKEN\" is not set",
            "set it for the process that sends the request",
        ),
    );
}
