use super::{
    cursor::Cursor,
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
    scanner.cursor.skip_space();
    if scanner.cursor.peek() != Some(b'{') {
        return Err(scanner.cursor.error(JsonErrorKind::NotObject));
    }
    scanner.cursor.at += 1;
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
    if !scanner.cursor.take(b'[') {
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
    cursor: Cursor<'a>,
    members_left: u32,
}

impl<'a> Scanner<'a> {
    fn new(json: &'a str, limits: &Limits) -> Self {
        Self { cursor: Cursor::new(json), members_left: limits.members }
    }

    /// The members of an object whose `{` has been read.
    fn object(
        &mut self,
        depth: u8,
        member: &mut dyn FnMut(Cow<'a, str>, Value<'a>),
    ) -> Result<(), JsonError> {
        let depth = self.descend(depth)?;
        let mut names = Names::default();
        self.cursor.skip_space();
        if self.cursor.take(b'}') {
            return Ok(());
        }
        loop {
            self.members_left = match self.members_left.checked_sub(1) {
                Some(left) => left,
                None => return Err(self.cursor.error(JsonErrorKind::Members)),
            };
            let start = self.cursor.at;
            self.cursor.expect(b'"', "a member name in double quotes")?;
            let escaped = self.cursor.string()?;
            let name = unescape(self.cursor.slice(start), escaped);
            if !names.insert(name.clone()) {
                return Err(self.cursor.error_at(start, JsonErrorKind::Duplicate));
            }
            self.cursor.skip_space();
            self.cursor.expect(b':', "':'")?;
            self.cursor.skip_space();
            let value = self.value(depth)?;
            member(name, value);
            self.cursor.skip_space();
            if self.cursor.take(b'}') {
                return Ok(());
            }
            let due = if self.cursor.peek() == Some(b'"') { "','" } else { "',' or '}'" };
            self.cursor.expect(b',', due)?;
            self.cursor.skip_space();
        }
    }

    /// The elements of an array whose `[` has been read.
    fn array(&mut self, depth: u8, element: &mut dyn FnMut(Value<'a>)) -> Result<(), JsonError> {
        let depth = self.descend(depth)?;
        self.cursor.skip_space();
        if self.cursor.take(b']') {
            return Ok(());
        }
        loop {
            let value = self.value(depth)?;
            element(value);
            self.cursor.skip_space();
            if self.cursor.take(b']') {
                return Ok(());
            }
            self.cursor.expect(b',', "',' or ']'")?;
            self.cursor.skip_space();
        }
    }

    fn value(&mut self, depth: u8) -> Result<Value<'a>, JsonError> {
        let start = self.cursor.at;
        let Some(first) = self.cursor.peek() else {
            return Err(self.cursor.error(JsonErrorKind::Expected("a value")));
        };
        self.cursor.at += 1;
        let mut escaped = false;
        let kind = match first {
            b'"' => {
                escaped = self.cursor.string()?;
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
                self.cursor.at = start;
                self.cursor.number()?;
                Kind::Number
            }
            b't' => {
                self.cursor.word("true")?;
                Kind::Boolean
            }
            b'f' => {
                self.cursor.word("false")?;
                Kind::Boolean
            }
            b'n' => {
                self.cursor.word("null")?;
                Kind::Null
            }
            _ => {
                self.cursor.at = start;
                return Err(self.cursor.error(JsonErrorKind::Expected("a value")));
            }
        };
        Ok(Value { kind, raw: self.cursor.slice(start), start, escaped })
    }

    fn end(&mut self) -> Result<(), JsonError> {
        self.cursor.skip_space();
        match self.cursor.peek() {
            None => Ok(()),
            Some(_) => Err(self.cursor.error(JsonErrorKind::Expected("nothing after the object"))),
        }
    }

    fn descend(&self, depth: u8) -> Result<u8, JsonError> {
        depth.checked_sub(1).ok_or_else(|| self.cursor.error(JsonErrorKind::Depth))
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
        assert_eq!(error.expect_err("no comma").to_string(), "expected ',' at line 3 column 3");
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
