//! A user's type, filled from a plain object.
//!
//! A third of the 3700 instructions that `serde_json` takes for eight claims. What is not plain, what does not fit,
//! and what is no struct or map is [`NotPlain`]: then `serde_json` reads the text from its start,
//! and words the error. It also reads every value here that is more than a text, a number asked for
//! as one, or a boolean, so that what a type gets does not depend on the way.

use super::{natural::natural, outline::Outline, plain::NotPlain};
use core::fmt;
use serde::{
    Deserialize, Deserializer,
    de::{self, DeserializeSeed, MapAccess, Visitor, value::BorrowedStrDeserializer},
    forward_to_deserialize_any,
};

/// Reads an object into `T`.
#[inline]
pub(super) fn fill<'de, T: Deserialize<'de>>(
    json: &'de str,
    outline: &Outline,
) -> Result<T, NotPlain> {
    T::deserialize(Object { json, outline })
}

/// A plain object.
#[derive(Clone, Copy)]
struct Object<'de, 'o> {
    json: &'de str,
    outline: &'o Outline,
}

impl<'de> Deserializer<'de> for Object<'de, '_> {
    type Error = NotPlain;

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotPlain> {
        let mut members = Members { object: self, next: 0, value: "" };
        let filled = visitor.visit_map(&mut members)?;
        // A visitor may stop early, and `serde_json` says what is left.
        if members.next == members.object.outline.len() { Ok(filled) } else { Err(NotPlain) }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, NotPlain> {
        self.deserialize_map(visitor)
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, NotPlain> {
        Err(NotPlain)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct enum identifier ignored_any
    }
}

/// The members that are left, and the value of the one whose name was read last.
struct Members<'de, 'o> {
    object: Object<'de, 'o>,
    next: usize,
    value: &'de str,
}

impl<'de> MapAccess<'de> for &mut Members<'de, '_> {
    type Error = NotPlain;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, NotPlain> {
        let Object { json, outline } = self.object;
        let Some((name, value)) = outline.get(self.next, json) else { return Ok(None) };
        self.next += 1;
        self.value = value;
        seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
    }

    #[inline]
    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, NotPlain> {
        seed.deserialize(Member(self.value))
    }
}

/// The value of a member, whose first byte tells its kind.
struct Member<'de>(&'de str);

impl<'de> Member<'de> {
    fn json(self) -> serde_json::Deserializer<serde_json::de::StrRead<'de>> {
        serde_json::Deserializer::from_str(self.0)
    }

    #[inline]
    fn text<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotPlain> {
        visitor.visit_borrowed_str(self.quoted().ok_or(NotPlain)?)
    }

    #[inline]
    fn number<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotPlain> {
        visitor.visit_u64(natural(self.0).ok_or(NotPlain)?)
    }

    /// What stands between the quotes of a text.
    #[inline]
    fn quoted(&self) -> Option<&'de str> {
        self.0.as_bytes().first().filter(|&&first| first == b'"')?;
        self.0.get(1..self.0.len().checked_sub(1)?)
    }
}

/// Values that `serde_json` reads, each by the method of the same name.
macro_rules! by_serde_json {
    ($($method:ident($($argument:ident: $type:ty),*),)*) => {$(
        fn $method<V: Visitor<'de>>(self, $($argument: $type,)* visitor: V) -> Result<V::Value, NotPlain> {
            self.json().$method($($argument,)* visitor).map_err(|_| NotPlain)
        }
    )*};
}

/// Values that are read here, each method by another.
macro_rules! by {
    ($way:ident: $($method:ident)*) => {$(
        #[inline]
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotPlain> {
            self.$way(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Member<'de> {
    type Error = NotPlain;

    by! { text: deserialize_str deserialize_string deserialize_identifier }
    by! { number: deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_i8
    deserialize_i16 deserialize_i32 deserialize_i64 deserialize_f64 }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotPlain> {
        match self.0 {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => Err(NotPlain),
        }
    }

    #[inline]
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotPlain> {
        if self.0 == "null" { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    #[inline]
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotPlain> {
        visitor.visit_unit()
    }

    #[inline]
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, NotPlain> {
        // `serde_json` has types of its own, which it knows by such names.
        if name.starts_with('$') {
            return self.json().deserialize_newtype_struct(name, visitor).map_err(|_| NotPlain);
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotPlain> {
        match self.quoted() {
            Some(text) => visitor.visit_borrowed_str(text),
            None => self.json().deserialize_any(visitor).map_err(|_| NotPlain),
        }
    }

    by_serde_json! {
        deserialize_i128(),
        deserialize_u128(),
        deserialize_f32(),
        deserialize_char(),
        deserialize_bytes(),
        deserialize_byte_buf(),
        deserialize_unit(),
        deserialize_unit_struct(name: &'static str),
        deserialize_seq(),
        deserialize_tuple(len: usize),
        deserialize_tuple_struct(name: &'static str, len: usize),
        deserialize_map(),
        deserialize_struct(name: &'static str, fields: &'static [&'static str]),
        deserialize_enum(name: &'static str, variants: &'static [&'static str]),
    }
}

impl de::Error for NotPlain {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl fmt::Display for NotPlain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not plain")
    }
}

impl core::error::Error for NotPlain {}

#[cfg(test)]
mod tests {
    use super::{Outline, fill};
    use crate::{Limits, NumericDate, json::plain};
    use alloc::{boxed::Box, collections::BTreeMap, string::String, vec::Vec};
    use core::fmt::Debug;
    use serde::Deserialize;
    use serde_json::{Value, value::RawValue};

    #[derive(Debug, PartialEq, Deserialize)]
    struct Everything<'a> {
        text: &'a str,
        owned: Option<String>,
        date: NumericDate,
        small: u8,
        signed: i32,
        float: f64,
        wide: u128,
        flag: bool,
        nothing: Option<u8>,
        unit: (),
        character: char,
        list: Vec<String>,
        pair: (String, String),
        either: Either,
        new: New,
        any: Value,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    enum Either {
        This,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct New(u64);

    #[derive(Debug, PartialEq, Deserialize)]
    struct Flat {
        text: String,
        #[serde(flatten)]
        rest: BTreeMap<String, Value>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Narrow {
        text: String,
    }

    const JSON: &str = r#"{"text":"t","owned":"o","date":1700000000,"small":255,"signed":7,"float":3,"wide":12345678901234567890123,"flag":true,"nothing":null,"unit":null,"character":"c","list":["a","b"],"pair":["a","b"],"either":"This","new":9,"any":["x"]}"#;

    #[test]
    fn a_type_gets_what_serde_json_would_give_it() {
        same::<Everything<'_>>(JSON, true);
        same::<Flat>(JSON, true);
        same::<BTreeMap<String, Value>>(JSON, true);
        same::<BTreeMap<&str, Value>>(JSON, true);
        // These ask for more than an object.
        same::<Value>(JSON, false);
        same::<Option<Everything<'_>>>(JSON, false);
    }

    #[test]
    fn raw_values_are_the_texts_as_they_stand() {
        #[derive(Deserialize)]
        struct Raw<'a> {
            #[serde(borrow)]
            list: &'a RawValue,
            wide: Box<RawValue>,
        }
        let outline = outline(JSON);
        let raw: Raw<'_> = fill(JSON, &outline).expect("fits");
        assert_eq!((raw.list.get(), raw.wide.get()), (r#"["a","b"]"#, "12345678901234567890123"));
    }

    #[test]
    fn what_does_not_fit_serde_json_refuses() {
        for json in [
            r#"{"text":1}"#,
            r#"{"text":null}"#,
            r#"{"text":["a"]}"#,
            r#"{"other":"a"}"#,
            r#"{"text":"a","other":1}"#,
        ] {
            same::<Narrow>(json, false);
            same::<BTreeMap<u64, u64>>(json, false);
            same::<BTreeMap<String, u8>>(json, json.contains(":1}") && !json.contains(','));
        }
        same::<BTreeMap<String, u8>>(r#"{"a":256}"#, false);
        same::<BTreeMap<String, i64>>(r#"{"a":9223372036854775808}"#, false);
        same::<BTreeMap<String, u64>>(r#"{"a":18446744073709551616}"#, false);
        same::<BTreeMap<String, NumericDate>>(r#"{"a":253402300800}"#, false);
    }

    fn outline(json: &str) -> Outline {
        let mut outline = Outline::default();
        plain::outline(json, &Limits::new(), &mut outline, |_, _| {}).expect("plain");
        outline
    }

    /// Whether the short way fills the type is as told; if it does, as `serde_json` does.
    fn same<'de, T: Deserialize<'de> + PartialEq + Debug>(json: &'de str, fits: bool) {
        let outline = outline(json);
        let (ours, theirs) = (fill::<T>(json, &outline), serde_json::from_str::<T>(json));
        assert_eq!(ours.is_ok(), fits, "{json}");
        if let Ok(ours) = ours {
            assert_eq!(ours, theirs.expect("it fits"), "{json}");
        }
    }
}
