//! Headers that are no JSON, or more of it than is good.

use crate::{encode, json_error, json_error_within, parse, parse_within};
use jwt_core::{HeaderError, JsonErrorKind, Limits, MalformedToken, Part, Unverified};

#[test]
fn repeated_members_are_refused() {
    for header in [
        r#"{"alg":"HS256","alg":"none"}"#,
        r#"{"alg":"HS256","alg":"HS256"}"#,
        r#"{"alg":"HS256","\u0061\u006C\u0067":"none"}"#,
        r#"{"alg":"HS256","kid":"a","kid":"b"}"#,
        r#"{"alg":"HS256","kid":null,"k\u0069d":"b"}"#,
        r#"{"alg":"HS256","x":{"y":1,"y":1}}"#,
        r#"{"alg":"HS256","x":[{"y":[{"z":1,"z":2}]}]}"#,
        r#"{"alg":"HS256","":1,"":2}"#,
    ] {
        assert_eq!(json_error(header), JsonErrorKind::Duplicate, "{header}");
    }
    // The same name elsewhere, in another casing, or as another character is another name.
    for header in [
        r#"{"alg":"HS256","x":{"alg":"none"}}"#,
        r#"{"alg":"HS256","ALG":"none"}"#,
        "{\"alg\":\"HS256\",\"\u{e9}\":1,\"e\u{301}\":2}",
    ] {
        assert_eq!(parse(header), Ok(()), "{header}");
    }
}

#[test]
fn headers_that_are_no_object_are_refused() {
    for header in [
        "",
        " ",
        "[]",
        r#"["HS256"]"#,
        r#"["HS256","JWT"]"#,
        r#"[{"alg":"HS256"}]"#,
        r#""HS256""#,
        "5",
        "null",
        "true",
        "HS256",
        "\u{feff}{\"alg\":\"HS256\"}",
        "/**/{\"alg\":\"HS256\"}",
        "\0{\"alg\":\"HS256\"}",
        "\u{b}{\"alg\":\"HS256\"}",
    ] {
        assert_eq!(json_error(header), JsonErrorKind::NotObject, "{header:?}");
    }
    assert_eq!(parse("\r\n\t {\"alg\":\"HS256\"}\r\n\t "), Ok(()));
}

#[test]
fn headers_that_are_no_utf_8_are_refused() {
    for bytes in [
        &b"\xff"[..],
        b"\x80",
        b"\xc0\xaf",
        b"\xc1\xbf",
        b"\xe0\x80\xaf",
        b"\xf0\x80\x80\xaf",
        b"\xed\xa0\x80",
        b"\xed\xb0\x80",
        b"\xed\xa0\xbd\xed\xb8\x80",
        b"\xf4\x90\x80\x80",
        b"\xf8\x88\x80\x80\x80",
        b"\xc3",
        b"\xe2\x82",
    ] {
        let header = [br#"{"alg":"HS256","kid":""#, bytes, br#""}"#].concat();
        assert_eq!(parse(header), Err(MalformedToken::Utf8(Part::Header)), "{bytes:02x?}");
    }
    let utf_16 = |bytes: fn(u16) -> [u8; 2], mark: bool| -> Vec<u8> {
        let text = if mark { "\u{feff}{\"alg\":\"HS256\"}" } else { "{\"alg\":\"HS256\"}" };
        text.encode_utf16().flat_map(bytes).collect()
    };
    for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
        let expected = MalformedToken::Utf8(Part::Header);
        assert_eq!(parse(utf_16(bytes, true)), Err(expected));
        let error = parse(utf_16(bytes, false)).expect_err("zeros");
        assert!(matches!(error, MalformedToken::Header(HeaderError::Json(_))), "{error}");
    }
    // Half a character in the header and half in the payload.
    let token = format!("{}.{}.AAAA", encode(b"{\"alg\":\"HS256\"}\xc3"), encode(b"\xa4{}"));
    let error = Unverified::parse(&token).map(drop);
    assert_eq!(error, Err(MalformedToken::Utf8(Part::Header)));
}

#[test]
fn lone_surrogates_are_refused() {
    for text in ["\\ud800", "\\udfff", "\\ud83d\\ud83d", "\\ud83dx", "\\ude00\\ud83d", "\\ud83d\\n"]
    {
        let header = format!(r#"{{"alg":"HS256","kid":"{text}"}}"#);
        assert!(matches!(json_error(&header), JsonErrorKind::Expected(_)), "{header}");
        let header = format!(r#"{{"alg":"HS256","{text}":1}}"#);
        assert!(matches!(json_error(&header), JsonErrorKind::Expected(_)), "{header}");
    }
    assert_eq!(parse(r#"{"alg":"HS256","kid":"\ud83d\ude00"}"#), Ok(()));
}

/// The kinds of the files `n_*` of [JSONTestSuite](https://github.com/nst/JSONTestSuite).
#[test]
fn headers_that_are_no_json_are_refused() {
    for value in [
        "+1",
        "-",
        "-01",
        "01",
        "1.",
        ".5",
        "-.5",
        "1e",
        "1e+",
        "1.e1",
        "1e1.5",
        "0x1F",
        "1_000",
        "0b1",
        "NaN",
        "-NaN",
        "nan",
        "Infinity",
        "-Infinity",
        "inf",
        "1 2",
        "\u{ff11}",
        "'x'",
        "x",
        "\"x",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u{61}\"",
        "\"\\U0061\"",
        "\"\t\"",
        "\"\0\"",
        "\"\u{1f}\"",
        "\"\\\n\"",
        "`x`",
        "\u{201c}x\u{201d}",
        "True",
        "TRUE",
        "nul",
        "nulll",
        "undefined",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1",
        "1]",
        "[1}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\" 1}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":1,}",
        "{,}",
        "{\"a\":1",
        "{\"a\"::1}",
        "{1:1}",
        "{null:1}",
        "{\"a\":1]",
        "1/**/",
        "1//\n",
        "1#",
        "",
        "@",
        "\u{a0}1",
        "\u{2028}1",
        "\u{c}1",
    ] {
        let header = format!(r#"{{"alg":"HS256","x":{value}}}"#);
        let kind = json_error(&header);
        assert!(matches!(kind, JsonErrorKind::Expected(_)), "{header:?}: {kind:?}");
    }
    for rest in ["x", "{}", "}", "]", ",", "\0", "//", "/**/", "\"\"", "\u{feff}", "\u{a0}"] {
        let header = format!(r#"{{"alg":"HS256"}}{rest}"#);
        let kind = json_error(&header);
        assert!(matches!(kind, JsonErrorKind::Expected(_)), "{header:?}: {kind:?}");
    }
    for value in
        ["-0", "0", "1E+9", "1.5e-9", "[]", "{}", "\"\\/\"", "\"\u{7f}\"", "[[],{\"a\":[]}]"]
    {
        assert_eq!(parse(format!(r#"{{"alg":"HS256","x":{value}}}"#)), Ok(()), "{value}");
    }
}

#[test]
fn kids_that_are_no_short_string_are_refused() {
    let header = |kid: &str| format!(r#"{{"alg":"HS256","kid":{kid}}}"#);
    let quoted = |character: &str, count| header(&format!("\"{}\"", character.repeat(count)));
    for (character, most) in [("k", 256), ("\u{e9}", 128), ("\\u006b", 256), ("\\u00e9", 128)] {
        assert_eq!(parse(quoted(character, most)), Ok(()), "{character}");
        let error = MalformedToken::Header(HeaderError::KidTooLong { limit: 256 });
        assert_eq!(parse(quoted(character, most + 1)), Err(error), "{character}");
    }
    for (kid, found) in [
        ("5", "a number"),
        ("null", "null"),
        ("true", "a boolean"),
        (r#"["k"]"#, "an array"),
        ("{}", "an object"),
    ] {
        let error = HeaderError::Type { parameter: "kid", expected: "a string", found };
        assert_eq!(parse(header(kid)), Err(MalformedToken::Header(error)));
    }
}

/// CVE-2025-53864: a reader that calls itself for each level runs out of stack.
#[test]
fn deep_headers_are_refused() {
    let arrays = |levels: usize| {
        let levels = levels - 1; // the header itself is one
        format!(r#"{{"alg":"HS256","x":{}{}}}"#, "[".repeat(levels), "]".repeat(levels))
    };
    let objects = |levels: usize| {
        let levels = levels - 1;
        format!(r#"{{"alg":"HS256","x":{}1{}}}"#, r#"{"x":"#.repeat(levels), "}".repeat(levels))
    };
    let unclosed = |levels: usize| format!(r#"{{"alg":"HS256","x":{}"#, "[".repeat(levels));
    let deepest = Limits::new().token_len(10_000_000).header_len(10_000_000).depth(u8::MAX);
    for header in [arrays(32), objects(32)] {
        assert_eq!(parse(&header), Ok(()));
    }
    for header in [arrays(127), objects(127)] {
        assert_eq!(json_error(&header), JsonErrorKind::Depth);
        assert_eq!(parse_within(&header, &deepest), Ok(()));
    }
    for levels in [33, 129, 1000] {
        for header in [arrays(levels), objects(levels), unclosed(levels)] {
            assert_eq!(json_error(&header), JsonErrorKind::Depth, "{levels}");
        }
    }
    for levels in [128, 129, 100_000] {
        for header in [arrays(levels), objects(levels), unclosed(levels)] {
            assert_eq!(json_error_within(&header, &deepest), JsonErrorKind::Depth, "{levels}");
        }
    }
}

#[test]
fn headers_of_many_members_are_refused() {
    let wide = Limits::new().token_len(100_000_000).header_len(100_000_000);
    let header = |count: usize| {
        let members: String = (1..count).map(|i| format!(r#""{i}":0,"#)).collect();
        format!(r#"{{{members}"alg":"HS256"}}"#)
    };
    assert_eq!(parse_within(header(1000), &wide), Ok(()));
    for count in [1001, 1_000_000] {
        assert_eq!(json_error_within(&header(count), &wide), JsonErrorKind::Members, "{count}");
    }
}

#[test]
fn more_than_16_critical_extensions_are_refused() {
    let header = |count: usize| {
        let names = (0..count).map(|i| format!("\"x{i}\"")).collect::<Vec<_>>().join(",");
        let members = (0..count).map(|i| format!(",\"x{i}\":1")).collect::<String>();
        format!(r#"{{"alg":"HS256","crit":[{names}]{members}}}"#)
    };
    assert_eq!(parse(header(16)), Ok(()));
    let error = HeaderError::Crit("names more than 16 extensions");
    assert_eq!(parse(header(17)), Err(MalformedToken::Header(error)));
}

/// What a type's own deserialization quotes is a stranger's text.
#[test]
fn foreign_text_in_a_member_that_does_not_fit_is_escaped_and_cut() {
    #[derive(Debug, serde::Deserialize)]
    enum Role {
        Reader,
    }

    let long = "x".repeat(5000);
    for role in ["\\u001b[2J\\nINFO fine", "\\u202e", &long] {
        let header = encode(format!(r#"{{"alg":"HS256","role":"{role}","fine":"Reader"}}"#));
        let token = format!("{header}.e30.AAAA");
        let token = Unverified::parse(&token).expect("three parts");
        assert!(matches!(token.header().member::<Role>("fine"), Ok(Some(Role::Reader))));
        let error = token.header().member::<Role>("role").expect_err("no role").to_string();
        assert!(error.contains("unknown variant"), "{error}");
        assert!(
            error.chars().count() < 350 && !error.contains(['\u{1b}', '\n', '\u{202e}']),
            "{error}"
        );
    }
}
