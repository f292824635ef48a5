use super::{
    error::{JsonError, JsonErrorKind},
    names::Names,
    value::{Kind, Value, unescape},
};
use crate::Limits;
use alloc::borrow::Cow;

/// Scans one object and hands out its own members; those further in are checked all the same.
pub(crate) fn scan_object<'a>(
    json: &'a str,
    limits: &Limits,
    member: &mut dyn FnMut(Cow<'a, str>, Value<'a>),
) -> Result<(), JsonError> {
    let mut scanner = Scanner::new(json, limits);
    scanner.skip_space();
    if scanner.peek() != Some(b'{') {
        return Err(scanner.error(JsonErrorKind::NotObject));
    }
    scanner.at += 1;
    scanner.object(limits.depth, member)?;
    scanner.end()
}

/// Hands out the elements of an array that [`scan_object`] has been over; `None` if it is none.
pub(crate) fn scan_array<'a>(
    array: &'a str,
    limits: &Limits,
    element: &mut dyn FnMut(Value<'a>),
) -> Option<()> {
    let mut scanner = Scanner::new(array, limits);
    if !scanner.take(b'[') {
        return None;
    }
    scanner.array(limits.depth, element).ok()
}

/// Hands out the strings of such an array; `None` if anything else is among them.
pub(crate) fn scan_strings<'a>(array: &'a str, each: &mut dyn FnMut(Cow<'a, str>)) -> Option<()> {
    let mut only_strings = true;
    scan_array(array, &Limits::NONE, &mut |value| match value.string() {
        Some(string) => each(string),
        None => only_strings = false,
    })?;
    only_strings.then_some(())
}

struct Scanner<'a> {
    json: &'a str,
    at: usize,
    members_left: u32,
}

impl<'a> Scanner<'a> {
    fn new(json: &'a str, limits: &Limits) -> Self {
        Self { json, at: 0, members_left: limits.members }
    }

    /// The members of an object whose `{` has been read.
    fn object(
        &mut self,
        depth: u8,
        member: &mut dyn FnMut(Cow<'a, str>, Value<'a>),
    ) -> Result<(), JsonError> {
        let depth = self.descend(depth)?;
        let mut names = Names::default();
        self.skip_space();
        if self.take(b'}') {
            return Ok(());
        }
        loop {
            self.members_left = match self.members_left.checked_sub(1) {
                Some(left) => left,
                None => return Err(self.error(JsonErrorKind::Members)),
            };
            let start = self.at;
            self.expect(b'"', "a member name in double quotes")?;
            let escaped = self.string()?;
            let name = unescape(self.slice(start), escaped);
            if !names.insert(name.clone()) {
                return Err(JsonError::at(self.json, start, JsonErrorKind::Duplicate));
            }
            self.skip_space();
            self.expect(b':', "':'")?;
            self.skip_space();
            let value = self.value(depth)?;
            member(name, value);
            self.skip_space();
            if self.take(b'}') {
                return Ok(());
            }
            self.expect(b',', "',' or '}'")?;
            self.skip_space();
        }
    }

    /// The elements of an array whose `[` has been read.
    fn array(&mut self, depth: u8, element: &mut dyn FnMut(Value<'a>)) -> Result<(), JsonError> {
        let depth = self.descend(depth)?;
        self.skip_space();
        if self.take(b']') {
            return Ok(());
        }
        loop {
            let value = self.value(depth)?;
            element(value);
            self.skip_space();
            if self.take(b']') {
                return Ok(());
            }
            self.expect(b',', "',' or ']'")?;
            self.skip_space();
        }
    }

    fn value(&mut self, depth: u8) -> Result<Value<'a>, JsonError> {
        let start = self.at;
        let Some(first) = self.peek() else {
            return Err(self.error(JsonErrorKind::Expected("a value")));
        };
        self.at += 1;
        let mut escaped = false;
        let kind = match first {
            b'"' => {
                escaped = self.string()?;
                Kind::String
            }
            b'{' => {
                self.object(depth, &mut |_, _| {})?;
                Kind::Object
            }
            b'[' => {
                self.array(depth, &mut |_| {})?;
                Kind::Array
            }
            b'-' | b'0'..=b'9' => {
                self.at = start;
                self.number()?;
                Kind::Number
            }
            b't' => self.word("true", start, Kind::Boolean)?,
            b'f' => self.word("false", start, Kind::Boolean)?,
            b'n' => self.word("null", start, Kind::Null)?,
            _ => {
                self.at = start;
                return Err(self.error(JsonErrorKind::Expected("a value")));
            }
        };
        Ok(Value { kind, raw: self.slice(start), start, escaped })
    }

    /// The rest of a string whose opening quote has been read; whether there are escapes in it.
    fn string(&mut self) -> Result<bool, JsonError> {
        let mut escaped = false;
        loop {
            let rest = self.json.as_bytes().get(self.at..).unwrap_or_default();
            let plain = rest.iter().position(|&b| b == b'"' || b == b'\\' || b < 0x20);
            let Some(plain) = plain else {
                self.at = self.json.len();
                return Err(self.error(JsonErrorKind::Expected("a closing quote")));
            };
            self.at += plain;
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(escaped);
                }
                Some(b'\\') => {
                    self.at += 1;
                    self.escape()?;
                    escaped = true;
                }
                _ => {
                    let kind = JsonErrorKind::Expected("control characters to be escaped");
                    return Err(self.error(kind));
                }
            }
        }
    }

    /// The rest of an escape whose backslash has been read.
    fn escape(&mut self) -> Result<(), JsonError> {
        match self.peek() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
                self.at += 1;
                Ok(())
            }
            Some(b'u') => {
                self.at += 1;
                match self.four_hex_digits()? {
                    0xD800..=0xDBFF => {
                        let low = "the low half of a surrogate pair";
                        self.expect(b'\\', low)?;
                        self.expect(b'u', low)?;
                        match self.four_hex_digits()? {
                            0xDC00..=0xDFFF => Ok(()),
                            _ => Err(self.error(JsonErrorKind::Expected(low))),
                        }
                    }
                    0xDC00..=0xDFFF => {
                        let kind =
                            JsonErrorKind::Expected("the high half of a surrogate pair first");
                        Err(self.error(kind))
                    }
                    _ => Ok(()),
                }
            }
            _ => Err(self.error(JsonErrorKind::Expected("an escape"))),
        }
    }

    fn four_hex_digits(&mut self) -> Result<u32, JsonError> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16));
            let Some(digit) = digit else {
                return Err(self.error(JsonErrorKind::Expected("four hexadecimal digits")));
            };
            code = code * 16 + digit;
            self.at += 1;
        }
        Ok(code)
    }

    fn number(&mut self) -> Result<(), JsonError> {
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            let _ = self.take(b'+') || self.take(b'-');
            self.digits()?;
        }
        Ok(())
    }

    fn digits(&mut self) -> Result<(), JsonError> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if self.at == start {
            return Err(self.error(JsonErrorKind::Expected("a digit")));
        }
        Ok(())
    }

    fn word(&mut self, word: &'static str, start: usize, kind: Kind) -> Result<Kind, JsonError> {
        let rest = self.json.get(start..).unwrap_or_default();
        if !rest.starts_with(word) {
            return Err(JsonError::at(self.json, start, JsonErrorKind::Expected("a value")));
        }
        self.at = start + word.len();
        Ok(kind)
    }

    fn end(&mut self) -> Result<(), JsonError> {
        self.skip_space();
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.error(JsonErrorKind::Expected("nothing after the object"))),
        }
    }

    fn descend(&self, depth: u8) -> Result<u8, JsonError> {
        depth.checked_sub(1).ok_or_else(|| self.error(JsonErrorKind::Depth))
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.json.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, byte: u8, what: &'static str) -> Result<(), JsonError> {
        if self.take(byte) { Ok(()) } else { Err(self.error(JsonErrorKind::Expected(what))) }
    }

    /// From `start` to here; both lie beside ASCII characters.
    fn slice(&self, start: usize) -> &'a str {
        self.json.get(start..self.at).unwrap_or_default()
    }

    fn error(&self, kind: JsonErrorKind) -> JsonError {
        JsonError::at(self.json, self.at, kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::{format, string::ToString, vec::Vec};

    fn error(json: &str) -> JsonErrorKind {
        scan_object(json, &Limits::new(), &mut |_, _| {}).expect_err(json).kind()
    }

    #[test]
    fn members_come_with_their_kind_and_text() {
        let json = " { \"a\\u0062\" : [1, {\"x\":null}] , \"s\":\"q\\\"\", \"n\":-1.5e+3 } ";
        let mut seen = Vec::new();
        scan_object(json, &Limits::new(), &mut |name, value| {
            assert_eq!(json.get(value.start..value.start + value.raw.len()), Some(value.raw));
            seen.push((name.to_string(), value.kind, value.raw));
        })
        .expect("valid");
        assert_eq!(
            seen,
            [
                ("ab".into(), Kind::Array, "[1, {\"x\":null}]"),
                ("s".into(), Kind::String, "\"q\\\"\""),
                ("n".into(), Kind::Number, "-1.5e+3"),
            ]
        );
    }

    #[test]
    fn repeated_members_are_refused_at_every_depth() {
        for json in [
            r#"{"a":1,"a":1}"#,
            r#"{"exp":1,"e\u0078p":2}"#,
            r#"{"o":{"b":1,"b":2}}"#,
            r#"{"l":[{"b":1,"b":2}]}"#,
        ] {
            assert_eq!(error(json), JsonErrorKind::Duplicate, "{json}");
        }
        let many = (0..100).map(|i| format!("\"m{i}\":0,")).collect::<alloc::string::String>();
        assert_eq!(error(&format!("{{{many}\"m77\":0}}")), JsonErrorKind::Duplicate);
    }

    #[test]
    fn anything_but_an_object_is_refused() {
        for json in ["", " ", "[]", "[\"HS256\"]", "1", "\"{}\"", "null", "\u{feff}{}"] {
            assert_eq!(error(json), JsonErrorKind::NotObject, "{json}");
        }
    }

    #[test]
    fn depth_and_members_are_limited() {
        let nested =
            |levels: usize| format!("{{\"a\":{}{}}}", "[".repeat(levels), "]".repeat(levels));
        assert!(scan_object(&nested(31), &Limits::new(), &mut |_, _| {}).is_ok());
        for levels in [32, 128, 100_000] {
            assert_eq!(error(&nested(levels)), JsonErrorKind::Depth);
        }
        let members = (0..=1000).map(|i| format!("\"{i}\":0")).collect::<Vec<_>>().join(",");
        assert_eq!(error(&format!("{{{members}}}")), JsonErrorKind::Members);
    }

    #[test]
    fn the_place_of_an_error_is_told() {
        let error = scan_object("{\n  \"ä\": 1\n  \"b\": 2}", &Limits::new(), &mut |_, _| {});
        assert_eq!(
            error.expect_err("no comma").to_string(),
            "expected ',' or '}' at line 3 column 3"
        );
    }

    #[test]
    fn lone_surrogates_and_control_characters_are_refused() {
        for json in [
            "{\"a\":\"\\ud800\"}",
            "{\"a\":\"\\ud800\\u0041\"}",
            "{\"a\":\"\\udc00\"}",
            "{\"a\":\"\n\"}",
        ] {
            assert!(matches!(error(json), JsonErrorKind::Expected(_)), "{json}");
        }
        assert!(scan_object(r#"{"a":"\ud83d\ude00"}"#, &Limits::new(), &mut |_, _| {}).is_ok());
    }

    #[test]
    fn the_grammar_is_that_of_serde_json() {
        for json in [
            "{}",
            "{\"a\":01}",
            "{\"a\":1.}",
            "{\"a\":.5}",
            "{\"a\":-}",
            "{\"a\":1e}",
            "{\"a\":+1}",
            "{\"a\":NaN}",
            "{\"a\":Infinity}",
            "{\"a\":0x10}",
            "{\"a\":1,}",
            "{\"a\":[1,]}",
            "{,}",
            "{\"a\":tru}",
            "{\"a\":true}",
            "{\"a\":truex}",
            "{\"a\":1}x",
            "{\"a\":1}{}",
            "{'a':1}",
            "{a:1}",
            "{\"a\":\"\\x\"}",
            "{\"a\":\"\\u12g4\"}",
            "{\"a\"",
            "{\"a\":",
            "{\"a\":\"",
            "{\"a\":1}//",
            "/**/{}",
            "{\"a\":-0}",
            "{\"a\":1E-2}",
            "{\"a\":[[],{}]}",
            "{\"a\" 1}",
        ] {
            let theirs = serde_json::from_str::<serde_json::Value>(json).is_ok();
            let ours = scan_object(json, &Limits::new(), &mut |_, _| {}).is_ok();
            assert_eq!(ours, theirs, "{json}");
        }
    }
}
