use super::{
    cursor::plain_len,
    outline::{MAX_MEMBERS, Outline},
    value::Kind,
};
use crate::Limits;

/// Tells where an object's own members are, or leaves it to the scanner.
///
/// Usual objects have no space, no escapes, and no more than 16 members with texts, whole numbers,
/// lists of texts, `true`, `false` and `null`. The scanner would say the same of such an object, in
/// 4500 instructions for eight claims where this takes 1700. Whatever else there is, is [`NotPlain`],
/// and no verdict: the scanner judges.
pub(super) fn outline(json: &str, limits: &Limits) -> Result<Outline, NotPlain> {
    let within = limits.depth >= MAX_DEPTH && limits.members >= MAX_MEMBERS as u32;
    if !within || json.len() > Outline::MAX_LEN {
        return Err(NotPlain);
    }
    let mut outline = Outline::default();
    let mut rest = Plain { json: json.as_bytes(), at: 0 };
    // Before each member stands `{` or `,`.
    rest.take(b'{')?;
    loop {
        let start = rest.at;
        rest.string()?;
        rest.take(b':')?;
        let value = rest.at;
        let kind = rest.value()?;
        outline.push(start, value, rest.at, kind).ok_or(NotPlain)?;
        if !rest.is_next(b',') {
            break;
        }
        rest.at += 1;
    }
    rest.take(b'}')?;
    let distinct = rest.at == json.len() && outline.has_distinct_names(json);
    if distinct { Ok(outline) } else { Err(NotPlain) }
}

/// The text needs the scanner, which may find that it is right or wrong.
#[derive(Debug)]
pub(super) struct NotPlain;

/// A place in a text.
struct Plain<'a> {
    json: &'a [u8],
    at: usize,
}

impl Plain<'_> {
    #[inline(always)]
    fn value(&mut self) -> Result<Kind, NotPlain> {
        match self.peek().ok_or(NotPlain)? {
            b'"' => self.string().map(|()| Kind::String),
            b'0'..=b'9' => self.digits().map(|()| Kind::Number),
            b'[' => self.strings().map(|()| Kind::Array),
            b't' => self.word(b"true").map(|()| Kind::Boolean),
            b'f' => self.word(b"false").map(|()| Kind::Boolean),
            b'n' => self.word(b"null").map(|()| Kind::Null),
            _ => Err(NotPlain),
        }
    }

    /// A string from its opening quote to behind its closing one.
    #[inline(always)]
    fn string(&mut self) -> Result<(), NotPlain> {
        self.take(b'"')?;
        self.at += plain_len(self.rest());
        self.take(b'"')
    }

    /// A natural number without leading zeros.
    #[inline(always)]
    fn digits(&mut self) -> Result<(), NotPlain> {
        let (start, leads_with_zero) = (self.at, self.is_next(b'0'));
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if leads_with_zero && self.at > start + 1 { Err(NotPlain) } else { Ok(()) }
    }

    /// A list of strings, not empty, from its opening bracket to behind its closing one.
    fn strings(&mut self) -> Result<(), NotPlain> {
        loop {
            self.at += 1;
            self.string()?;
            if self.is_next(b']') {
                self.at += 1;
                return Ok(());
            }
            if !self.is_next(b',') {
                return Err(NotPlain);
            }
        }
    }

    fn word(&mut self, word: &[u8]) -> Result<(), NotPlain> {
        let found = self.rest().starts_with(word);
        self.at += word.len();
        found.then_some(()).ok_or(NotPlain)
    }

    #[inline(always)]
    fn take(&mut self, byte: u8) -> Result<(), NotPlain> {
        let found = self.is_next(byte);
        self.at += 1;
        found.then_some(()).ok_or(NotPlain)
    }

    #[inline(always)]
    fn is_next(&self, byte: u8) -> bool {
        self.peek() == Some(byte)
    }

    #[inline(always)]
    fn peek(&self) -> Option<u8> {
        self.json.get(self.at).copied()
    }

    #[inline(always)]
    fn rest(&self) -> &[u8] {
        self.json.get(self.at..).unwrap_or_default()
    }
}

/// An object of lists.
const MAX_DEPTH: u8 = 2;

#[cfg(test)]
mod tests {
    use super::outline;
    use crate::{
        Limits,
        json::{outline::Outline, scan_object},
    };
    use alloc::{
        format,
        string::{String, ToString},
        vec::Vec,
    };

    #[test]
    fn usual_claims_are_plain() {
        for json in [
            r#"{"a":"b"}"#,
            r#"{"iss":"https://id.example","aud":["a","b"],"exp":4102444800,"x":true,"y":null}"#,
            r#"{"name":"Zoë","":0,"z":false}"#,
        ] {
            assert!(outline(json, &Limits::new()).is_ok(), "{json}");
            same(json);
        }
        let full = |members: usize| {
            let members: Vec<String> = (0..members).map(|i| format!("\"m{i}\":{i}")).collect();
            format!("{{{}}}", members.join(","))
        };
        assert!(outline(&full(16), &Limits::new()).is_ok());
        assert!(outline(&full(17), &Limits::new()).is_err());
        assert!(outline(&full(2), &Limits::new().members(1)).is_err());
        assert!(outline(&full(2), &Limits::new().depth(1)).is_err());
    }

    #[test]
    fn whatever_is_refused_is_not_plain() {
        for json in [
            r#"{"exp":1,"exp":2}"#,
            r#"{"exp":1,"e\u0078p":2}"#,
            r#"{"a":1,"b":2,"c":3,"a":4}"#,
            r#"{"longer name":1,"longer name":2}"#,
            r#"{"a":{"b":1,"b":2}}"#,
            r#"{"a":[{"b":1,"b":2}]}"#,
            r#"{"a":"\ud800"}"#,
            r#"{"a":01}"#,
            r#"{"a":00}"#,
            r#"{"a":1}x"#,
            r#"{"a":1}{}"#,
            r#"{"a":1,}"#,
            r#"{"a":["b",]}"#,
            r#"{"a":["b"}"#,
            r#"{"a":truefalse}"#,
            r#"{"a":"b""#,
            r#"["a"]"#,
            "{\"a\":\"\n\"}",
            "{\"a\":\"\0\"}",
            "{\"a\":1}\0",
            "\u{feff}{\"a\":1}",
            "",
        ] {
            assert!(scan_object(json, &Limits::new(), &mut |_, _| {}).is_err(), "{json}");
            assert!(outline(json, &Limits::new()).is_err(), "{json}");
        }
    }

    /// Every text that differs from a plain one by a byte less, a byte more or another byte.
    #[test]
    fn what_is_plain_the_scanner_takes_too_and_finds_the_same_in_it() {
        let plain =
            r#"{"iss":"me","aud":["a","b"],"exp":1700000000,"ok":true,"no":false,"x":null}"#;
        for at in 0..=plain.len() {
            let (before, behind) = plain.split_at(at);
            for byte in (0..=0x7f).map(char::from) {
                same(&format!("{before}{byte}{behind}"));
                same(&format!("{before}{byte}{}", behind.get(1..).unwrap_or_default()));
            }
            same(&format!("{before}{}", behind.get(1..).unwrap_or_default()));
            same(before);
            same(behind);
        }
    }

    /// Names that collide at a glance are told apart by the scanner.
    #[test]
    fn names_that_look_the_same_at_a_glance_are_left_to_the_scanner() {
        let json = r#"{"abcd1efgh":1,"abcd2efgh":2}"#;
        assert!(outline(json, &Limits::new()).is_err());
        assert!(scan_object(json, &Limits::new(), &mut |_, _| {}).is_ok());
    }

    fn same(json: &str) {
        let Ok(outline) = outline(json, &Limits::new()) else { return };
        let mut scanned = Vec::new();
        scan_object(json, &Limits::new(), &mut |name, value| {
            scanned.push((name.to_string(), value.kind, value.raw, value.start));
            assert_eq!(
                value.string().map(|text| text.into_owned()),
                value.text().map(|text| { text.resolve(json).to_string() })
            );
        })
        .expect(json);
        assert_eq!(members(&outline, json), scanned, "{json}");
    }

    fn members<'a>(
        outline: &Outline,
        json: &'a str,
    ) -> Vec<(String, crate::json::Kind, &'a str, usize)> {
        let all = (0..).map_while(|at| outline.get(at, json));
        all.map(|(name, value)| (name.to_string(), value.kind, value.raw, value.start)).collect()
    }
}
