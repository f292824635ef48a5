use crate::fixed::{Fixed, render_with};
use jwt_workspace::{Scope, Template, Variables};

const TEMPLATES: &[&str] = &[
    r"a\\\${[ b ]} ${[ timestamp.offset(date='2024-01-31T00:00:00Z', expression='-5d +2h 3m') ]}",
    "${[ timestamp.format(date='1700000000123', format=b64'eXl5eSAnVCcgRUVFIFhYWA') ]}é",
    r"${[ regex.replace(input='a1\'b2', regex='([0-9])', replacement='<$1$&$$>', flags='gi') ]}",
    r#"${[ json.jsonpath(input='{"a":[1,{"b":2.50}]}', query='$..b', result='all') ]}"#,
    "${[ hmac.sha256(input=a, key=url.decode(value='%C3%A9'), encoding='hex') ]}${[ b ]}",
    "${[ random.range(min='-3', max='9', decimals='2') ]}${[ uuid.v5(name='a', namespace=a) ]}",
    "${[ fs.readFile(path='bytes', encoding='utf16le', trim=true) ]}${[ json.minify(input=b) ]}",
];

/// Bytes and parts that matter somewhere.
const PARTS: &[&str] = &[
    "",
    "\\",
    "'",
    "${[",
    "]}",
    "(",
    ")",
    "=",
    ",",
    " ",
    "\0",
    "é",
    "\u{feff}",
    "𝄞",
    "b64'",
    "-",
    "9999999999999999999",
    "null",
    "$",
    "{",
    "\n",
    "%",
    "y",
    "Z",
    "(?<",
    "..",
];

#[test]
fn no_input_makes_a_template_panic() {
    let variables = [("a", "A"), ("b", "${[ a ]} [1]")];
    let scope_variables = variables.into_iter().collect::<Variables>();
    for text in TEMPLATES {
        let bounds = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect::<Vec<_>>();
        for &at in &bounds {
            let rest = text[at..].chars().next().map_or(0, char::len_utf8);
            for part in PARTS {
                // A part in place of a character, before it, and in place of all that follows.
                for mangled in [
                    format!("{}{part}{}", &text[..at], &text[at + rest..]),
                    format!("{}{part}{}", &text[..at], &text[at..]),
                    format!("{}{part}", &text[..at]),
                ] {
                    let _ = render_with(&variables, &mangled);
                    let quoted = Template::parse(&Template::quote(&mangled)).expect("quoted");
                    let rendered = Scope::new(&scope_variables, &Fixed).render(&quoted);
                    assert_eq!(rendered.as_deref(), Ok(mangled.as_str()));
                }
            }
        }
    }
}

#[test]
fn no_argument_makes_a_function_panic() {
    let values = PARTS.iter().chain(&[
        "0",
        "1",
        "-1",
        "1e400",
        "NaN",
        "2024",
        "+999999-12-31",
        "-009999-01-01",
        "9999-12-31T23:59:59Z",
        "-9223372036854775808y",
        "99999999999999y",
        "yyyyyyyyyyyyyyyyyyyyyyyyy",
        "'",
        "''",
        "'x",
        "SSSSSSSSS",
        "[[[[",
        "{\"0\":1}",
        "$[?@.a]",
        "$..*",
        "a{1000000}",
        "((((((((",
        "(a*)*b",
        "%",
        "%e",
        "%ff",
    ]);
    let values = values.map(|value| (Template::quote(value), value)).collect::<Vec<_>>();
    let calls = [
        "timestamp.unix(date=v)",
        "timestamp.iso8601(date=v)",
        "timestamp.offset(date=w, expression=v)",
        "timestamp.format(date=w, format=v)",
        "uuid.v5(name=w, namespace=v)",
        "uuid.v6(timestamp=v)",
        "random.range(min=v, max=w)",
        "random.range(max=w, decimals=v)",
        "fs.readFile(path='bytes', encoding=v)",
        "base64.decode(value=v)",
        "url.decode(value=v)",
        "json.minify(input=v)",
        "json.jsonpath(input=w, query=v)",
        "regex.match(input=w, regex=v)",
        "regex.replace(input=w, regex=v, replacement=w)",
        "regex.replace(input='aabb', regex='(a)(b)', replacement=v, flags=w)",
    ];
    for (first, _) in &values {
        for (second, _) in &values {
            let variables = [("v", first.as_str()), ("w", second.as_str())];
            for call in calls {
                let _ = render_with(&variables, &format!("${{[ {call} ]}}"));
            }
        }
    }
}
