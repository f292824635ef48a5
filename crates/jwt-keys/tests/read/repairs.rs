use crate::{binary, error, file, read, text};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use jwt_keys::{Format, Repair};

fn repaired(input: impl AsRef<[u8]>) -> Vec<Repair> {
    read(input).expect("a key").repairs().to_vec()
}

#[test]
fn repairs_what_pasting_and_variables_do_to_pem() {
    for name in ["p256-a.pem", "rsa-a.pub.pem", "rsa-a.crt.pem", "ssh-ed25519"] {
        let pem = text(name);
        let pem = pem.trim();
        for (input, repairs) in [
            (pem.replace('\n', "\\n"), vec![Repair::EscapedLineBreaks]),
            (pem.replace('\n', "\\r\\n"), vec![Repair::EscapedLineBreaks]),
            (pem.replace('\n', "\\\\n"), vec![Repair::EscapedLineBreaks]),
            (pem.replace('/', "\\/").replace('\n', "\\n"), vec![Repair::EscapedLineBreaks]),
            (pem.replace('\n', " "), vec![Repair::OneLine]),
            (pem.replace('\n', ""), vec![Repair::OneLine]),
            (format!("\"{pem}\""), vec![Repair::Quotes]),
            (format!("'{pem}'\n"), vec![Repair::Quotes]),
            (format!("\u{feff}{pem}"), vec![Repair::ByteOrderMark]),
            (pem.replace('\n', "\n    "), vec![Repair::Indented]),
            (pem.replace('\n', "\n\t"), vec![Repair::Indented]),
            (pem.replace("-----", "----"), vec![Repair::Dashes]),
            (pem.replace("-----", "------"), vec![Repair::Dashes]),
            (pem.replace("-----", "—–"), vec![Repair::Dashes]),
            (pem.replace("-----", ""), vec![Repair::Dashes]),
            (BASE64_STANDARD.encode(pem), vec![Repair::Base64]),
            (pem.replace('\n', "\r\n"), vec![]),
            (format!("\r\n \n{pem}\n\n "), vec![]),
            (format!("KEY = \n{pem}\nmore text"), vec![]),
        ] {
            assert_eq!(repaired(&input), repairs, "{name}: {input}");
        }
        let json = serde_json::to_string(pem).expect("JSON");
        assert_eq!(repaired(json), [Repair::JsonString], "{name}");
    }
}

#[test]
fn repairs_come_together() {
    let pem = text("p256-a.pem");
    let input = format!("\u{feff}'{}' ", pem.trim().replace('\n', "\\n"));
    assert_eq!(repaired(input), [Repair::ByteOrderMark, Repair::EscapedLineBreaks, Repair::Quotes]);
}

#[test]
fn reads_utf16() {
    for order in [u16::to_le_bytes, u16::to_be_bytes] {
        let text = format!("\u{feff}{}", text("p256-a.pem"));
        let bytes: Vec<u8> = text.encode_utf16().flat_map(order).collect();
        assert_eq!(repaired(bytes), [Repair::Utf16]);
    }
}

#[test]
fn reads_jwks_in_quotes_and_in_base64() {
    let jwk = r#"{"kty":"oct","k":"c2VjcmV0c2VjcmV0c2VjcmV0"}"#;
    assert_eq!(repaired(format!("'{jwk}'")), [Repair::Quotes]);
    assert_eq!(repaired(serde_json::to_string(jwk).expect("JSON")), [Repair::JsonString]);
    assert_eq!(repaired(BASE64_STANDARD.encode(jwk)), [Repair::Base64]);
    assert_eq!(repaired(format!("\u{feff}\n{jwk}")), [Repair::ByteOrderMark]);
}

#[test]
fn a_label_of_another_format_is_told() {
    let pem = text("rsa-a.pkcs1.pem").replace("RSA PRIVATE", "PRIVATE");
    let found = read(pem).expect("a key");
    assert_eq!(found.repairs(), [Repair::Label]);
    assert!(matches!(found.format(), Format::Pkcs1(_)));

    let found = read(text("ssh-rsa").replace("OPENSSH ", "RSA ")).expect("a key");
    assert_eq!((found.repairs(), found.format()), (&[Repair::Label][..], Format::OpenSshPrivate));
    let found = read(text("p256-a.pem").replace("PRIVATE", "OPENSSH PRIVATE")).expect("a key");
    assert_eq!(found.repairs(), [Repair::Label]);
    assert!(matches!(found.format(), Format::Pkcs8(_)));
}

#[test]
fn says_where_pem_is_broken() {
    let pem = text("p256-a.pem");
    let lines: Vec<&str> = pem.lines().collect();
    let bad = pem.replacen(&lines[2][4..5], "!", 0).replace(lines[2], &format!("{}!", lines[2]));
    let column = lines[2].len() + 1;
    for (input, message) in [
        (bad, format!("has a bad character '!' at line 3 column {column}")),
        (
            lines[..3].join("\n"),
            "ends early: there is no line -----END PRIVATE KEY-----".to_owned(),
        ),
        (lines[1..].join("\n"), "has no line -----BEGIN …-----".to_owned()),
        (
            pem.replace("END PRIVATE", "END RSA PRIVATE"),
            "begins as PRIVATE KEY in line 1 and ends as RSA PRIVATE KEY in line 5".to_owned(),
        ),
        ([lines[0], lines[4]].join("\n"), "has nothing between its label lines".to_owned()),
        (
            [lines[0], lines[1], lines[4]].join("\n"),
            "ends early: 48 of 138 bytes are there".to_owned(),
        ),
        (
            pem.replace(lines[1], &lines[1][1..]),
            "has lost or gained a character: 183 of base64 do not make whole bytes".to_owned(),
        ),
        (
            [lines[0], lines[1], lines[2], lines[3], lines[1], lines[4]].join("\n"),
            "has 48 bytes too many".to_owned(),
        ),
        (
            pem.replace("\nM", "\nkey.pem:M"),
            "has a bad character '.' at line 2 column 4".to_owned(),
        ),
        (
            lines.iter().map(|line| format!("> {line}\n")).collect(),
            "has a bad character '>' at line 2 column 1".to_owned(),
        ),
        (pem.replace("\nM", "\n\"M"), "has a bad character '\"' at line 2 column 1".to_owned()),
        (
            pem.replace("PRIVATE KEY", "SPECIAL THING"),
            "has a label that is no key's: SPECIAL THING".to_owned(),
        ),
    ] {
        let error = error(&input);
        let key = ["has 48", "ends early: 48"].iter().any(|begin| message.starts_with(begin));
        let what = if key { "key" } else { "PEM" };
        assert_eq!(error.to_string(), format!("the {what} in secret {message}"), "{input}");
        assert_eq!(error.code(), "PEM");
        assert!(error.hint().is_some());
    }
}

#[test]
fn says_how_to_undo_what_mail_and_urls_do() {
    let pem = text("p256-a.pem");
    for (input, hint) in [
        (pem.replace('\n', "\n> "), "take away the > that an e-mail has before each line"),
        (pem.replace('\n', "%0A"), "undo the encoding of URLs: %0A is a line break, %2B is +"),
    ] {
        assert_eq!(error(input).hint().as_deref(), Some(hint));
    }
}

#[test]
fn passes_over_headers_and_nothing_else() {
    let pem = text("p256-a.pem");
    let headers = "-----\nComment: \"a: b\"\nX-Made-By: me\n\nM";
    assert_eq!(repaired(pem.replacen("-----\nM", headers, 1)), []);
    let inside =
        pem.replacen("-----\nM", "-----\nComment: a\n\nM", 1).replace("\n-----E", "\na: b\n-----E");
    assert!(error(inside).to_string().contains("has a bad character ':' at line 7 column 2"));
}

#[test]
fn reads_pem_with_the_spaces_of_a_web_page() {
    for space in ["\u{a0}", "\u{2009}"] {
        for name in ["p256-a.pem", "rsa-a.pub.pem"] {
            assert_eq!(repaired(text(name).replace(' ', space)), [Repair::Spaces], "{name}");
        }
    }
}

#[test]
fn reads_keys_among_characters_that_show_nothing() {
    let jwk = r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
    for key in [text("p256-a.pem"), text("ssh-rsa.pub"), jwk.to_owned()] {
        assert_eq!(repaired(format!("\u{200b}{key}")), [Repair::Invisible], "{key}");
        assert_eq!(repaired(format!("{key}\0")), [Repair::Invisible], "{key}");
    }
}

#[test]
fn says_how_to_undo_what_is_not_undone_here() {
    let (pem, line) = (text("p256-a.pub.pem"), text("ssh-rsa.pub"));
    let hex: String = binary("p256-a.pub.pem").iter().map(|byte| format!("{byte:02X}")).collect();
    for (input, message, hint) in [
        (
            pem.replace(' ', "%20"),
            "PEM whose label lines are encoded or misspelt",
            "%20 is a space",
        ),
        (format!("#{line}"), "a key that is commented out", "take away the #"),
        (hex, "a key in hex", "xxd -r -p"),
    ] {
        let error = error(input);
        assert_eq!(error.to_string(), format!("secret holds {message}"));
        assert!(error.hint().is_some_and(|it| it.contains(hint)), "{:?}", error.hint());
    }
}

#[test]
fn a_repair_is_named_once() {
    let twice = BASE64_STANDARD.encode(BASE64_STANDARD.encode(file("p256-a.pem")));
    assert_eq!(repaired(twice), [Repair::Base64]);
    assert_eq!(repaired(format!("```\n{}```", text("p256-a.pem"))), [Repair::Quotes]);
}

#[test]
fn what_does_not_begin_as_a_key_is_not_measured() {
    let pem = text("rsa-a.pem");
    let first = pem.lines().nth(1).expect("base64");
    let error = error(pem.replace(first, ""));
    assert_eq!(error.to_string(), "the key in secret does not begin as a key does");
    assert!(error.hint().is_some());
}

#[test]
fn truncated_der_is_told_from_der_of_something_else() {
    let der = file("ed25519-a.der");
    let short = error(&der[..40]);
    assert_eq!(short.to_string(), "the key in secret ends early: 40 of 48 bytes are there");
    let other = error([0x30, 3, 2, 1, 1]);
    assert_eq!(other.to_string(), "the key in secret is DER of nothing that is known here");
}
