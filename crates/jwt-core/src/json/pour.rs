//! A user's type, poured into JSON.
//!
//! What `serde_json` does, in 2500 instructions less for eight claims: texts without escapes are
//! copied as a whole rather than looked at byte by byte, and names are constants. And what comes of it
//! is known. What is no struct, no text and no whole number, `serde_json` writes.

use super::{
    distinct::{Digest, Distinct},
    plain::NotPlain,
    word::is_plain,
};
use alloc::vec::Vec;
use serde::{
    Serialize, Serializer,
    ser::{Impossible, SerializeStruct},
};

/// Appends a value's JSON, and tells what it is.
#[inline]
pub(super) fn pour<T: Serialize + ?Sized>(
    value: &T,
    json: &mut Vec<u8>,
) -> serde_json::Result<Form> {
    let start = json.len();
    value.serialize(Pour(json)).or_else(|NotPlain| {
        json.truncate(start);
        serde_json::to_writer(json, value).map(|()| Form::Other)
    })
}

/// What JSON has been written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Form {
    /// A string, a number or `null`.
    Scalar,
    /// An object of scalars, whose names are distinct.
    Object,
    /// Anything.
    Other,
}

/// Writes a text between quotes.
fn text(text: &str, json: &mut Vec<u8>) -> Result<Form, NotPlain> {
    if !is_plain(text.as_bytes()) {
        return escaped(text, json);
    }
    json.reserve(text.len() + 2);
    json.push(b'"');
    json.extend_from_slice(text.as_bytes());
    json.push(b'"');
    Ok(Form::Scalar)
}

#[cold]
fn escaped(text: &str, json: &mut Vec<u8>) -> Result<Form, NotPlain> {
    serde_json::to_writer(json, text).map_or(Err(NotPlain), |()| Ok(Form::Scalar))
}

/// Where a value goes.
struct Pour<'a>(&'a mut Vec<u8>);

/// Where the members of a struct go.
struct Members<'a> {
    json: &'a mut Vec<u8>,
    names: Distinct,
    len: usize,
    /// What they have made so far.
    form: Form,
}

impl SerializeStruct for Members<'_> {
    type Ok = Form;
    type Error = NotPlain;

    // Always, since where a struct is written its names are known, and the compiler does then what is
    // done with them here: 1500 instructions for eight claims.
    #[inline(always)]
    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), NotPlain> {
        let before = if self.len == 0 { b'{' } else { b',' };
        let mut member = [0; 32];
        match member.get_mut(..name.len() + 4) {
            Some(member) if is_plain(name.as_bytes()) => {
                let (start, end) = member.split_at_mut(name.len() + 2);
                start[..2].copy_from_slice(&[before, b'"']);
                start[2..].copy_from_slice(name.as_bytes());
                end.copy_from_slice(b"\":");
                self.json.extend_from_slice(member);
            }
            _ => {
                self.json.push(before);
                text(name, self.json)?;
                self.json.push(b':');
            }
        }
        let distinct = self.names.insert(self.len, Digest::of(name.as_bytes()));
        self.len += 1;
        let scalar = pour(value, self.json).map_err(|_| NotPlain)? == Form::Scalar;
        if !distinct || !scalar {
            self.form = Form::Other;
        }
        Ok(())
    }

    #[inline]
    fn end(self) -> Result<Form, NotPlain> {
        if self.len == 0 {
            self.json.push(b'{');
        }
        self.json.push(b'}');
        Ok(self.form)
    }
}

/// Values that `serde_json` writes.
macro_rules! by_serde_json {
    ($($method:ident($($argument:ident: $type:ty),*) -> $result:ty;)*) => {$(
        fn $method(self, $($argument: $type),*) -> Result<$result, NotPlain> {
            $(let _ = $argument;)*
            Err(NotPlain)
        }
    )*};
}

/// Numbers, which `serde_json` writes as they are.
macro_rules! numbers {
    ($($method:ident($type:ty))*) => {$(
        #[inline]
        fn $method(self, number: $type) -> Result<Self::Ok, NotPlain> {
            serde_json::to_writer(self.0, &number).map_or(Err(NotPlain), |()| Ok(Form::Scalar))
        }
    )*};
}

impl<'a> Serializer for Pour<'a> {
    type Ok = Form;
    type Error = NotPlain;
    type SerializeSeq = Impossible<Self::Ok, NotPlain>;
    type SerializeTuple = Impossible<Self::Ok, NotPlain>;
    type SerializeTupleStruct = Impossible<Self::Ok, NotPlain>;
    type SerializeTupleVariant = Impossible<Self::Ok, NotPlain>;
    type SerializeMap = Impossible<Self::Ok, NotPlain>;
    type SerializeStruct = Members<'a>;
    type SerializeStructVariant = Impossible<Self::Ok, NotPlain>;

    numbers! {
        serialize_u8(u8) serialize_u16(u16) serialize_u32(u32) serialize_u64(u64)
        serialize_i8(i8) serialize_i16(i16) serialize_i32(i32) serialize_i64(i64)
    }

    #[inline]
    fn serialize_str(self, value: &str) -> Result<Self::Ok, NotPlain> {
        text(value, self.0)
    }

    fn serialize_none(self) -> Result<Self::Ok, NotPlain> {
        self.0.extend_from_slice(b"null");
        Ok(Form::Scalar)
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Self::Ok, NotPlain> {
        value.serialize(self)
    }

    #[inline]
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        value: &T,
    ) -> Result<Self::Ok, NotPlain> {
        value.serialize(self)
    }

    #[inline]
    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Members<'a>, NotPlain> {
        // `serde_json` has types of its own, which it knows by such names.
        if name.starts_with('$') {
            return Err(NotPlain);
        }
        Ok(Members { json: self.0, names: Distinct::default(), len: 0, form: Form::Object })
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Self::Ok, NotPlain> {
        Err(NotPlain)
    }

    by_serde_json! {
        serialize_bool(_value: bool) -> Self::Ok;
        serialize_f32(_value: f32) -> Self::Ok;
        serialize_f64(_value: f64) -> Self::Ok;
        serialize_char(_value: char) -> Self::Ok;
        serialize_bytes(_value: &[u8]) -> Self::Ok;
        serialize_unit() -> Self::Ok;
        serialize_unit_struct(_name: &'static str) -> Self::Ok;
        serialize_unit_variant(_name: &'static str, _index: u32, _variant: &'static str) -> Self::Ok;
        serialize_seq(_len: Option<usize>) -> Self::SerializeSeq;
        serialize_tuple(_len: usize) -> Self::SerializeTuple;
        serialize_tuple_struct(_name: &'static str, _len: usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(
            _name: &'static str, _index: u32, _variant: &'static str, _len: usize
        ) -> Self::SerializeTupleVariant;
        serialize_map(_len: Option<usize>) -> Self::SerializeMap;
        serialize_struct_variant(
            _name: &'static str, _index: u32, _variant: &'static str, _len: usize
        ) -> Self::SerializeStructVariant;
    }
}

impl serde::ser::Error for NotPlain {
    fn custom<T: core::fmt::Display>(_: T) -> Self {
        Self
    }
}

#[cfg(test)]
mod tests {
    use super::{Form, pour};
    use alloc::{
        collections::BTreeMap,
        string::{String, ToString},
        vec,
        vec::Vec,
    };
    use serde::Serialize;
    use serde_json::json;

    #[derive(Serialize)]
    struct Claims<T> {
        first: &'static str,
        second: T,
    }

    #[derive(Serialize)]
    struct Twice {
        #[serde(rename = "a")]
        one: u8,
        #[serde(rename = "a")]
        other: u8,
    }

    #[derive(Serialize)]
    struct Nothing {}

    #[derive(Serialize)]
    struct Unit;

    #[derive(Serialize)]
    struct New(u64);

    #[derive(Serialize)]
    enum Variant {
        Unit,
        New(u8),
        Struct { a: u8 },
    }

    #[test]
    fn what_is_written_is_what_serde_json_writes() {
        for text in
            ["", "plain", "a\"b", "a\\b", "line\n", "\0", "Zoë", "\u{2028}", "longer than a word\t"]
        {
            same(&Claims { first: "x", second: text }, Form::Object);
            same(&text, Form::Scalar);
        }
        same(&Claims { first: "x", second: u64::MAX }, Form::Object);
        same(&Claims { first: "x", second: i64::MIN }, Form::Object);
        same(&Claims { first: "x", second: New(5) }, Form::Object);
        same(&Claims { first: "x", second: Some(1_u8) }, Form::Object);
        same(&Claims { first: "x", second: None::<u8> }, Form::Object);
        same(&Claims { first: "x", second: true }, Form::Other);
        same(&Claims { first: "x", second: 1.5 }, Form::Other);
        same(&Claims { first: "x", second: f64::NAN }, Form::Other);
        same(&Claims { first: "x", second: 'c' }, Form::Other);
        same(&Claims { first: "x", second: u128::MAX }, Form::Other);
        same(&Claims { first: "x", second: vec!["a"] }, Form::Other);
        same(&Claims { first: "x", second: ("a", 1) }, Form::Other);
        same(&Claims { first: "x", second: json!({"b": [1, {"c": null}]}) }, Form::Other);
        same(&Claims { first: "x", second: Claims { first: "y", second: 1 } }, Form::Other);
        same(&Claims { first: "x", second: Variant::Unit }, Form::Other);
        same(&Claims { first: "x", second: Variant::New(1) }, Form::Other);
        same(&Claims { first: "x", second: Variant::Struct { a: 1 } }, Form::Other);
        same(&Claims { first: "x", second: Unit }, Form::Other);
        same(&BTreeMap::from([("a", 1)]), Form::Other);
        same(&Nothing {}, Form::Object);
    }

    #[test]
    fn names_that_stand_twice_are_not_called_distinct() {
        same(&Twice { one: 1, other: 2 }, Form::Other);
    }

    #[test]
    fn a_type_that_cannot_be_written_fails_as_with_serde_json() {
        struct Broken;
        impl Serialize for Broken {
            fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
                Err(serde::ser::Error::custom("no such luck"))
            }
        }
        let claims = Claims { first: "x", second: Broken };
        let theirs = serde_json::to_string(&claims).expect_err("broken");
        let ours = pour(&claims, &mut Vec::new()).expect_err("broken");
        assert_eq!(ours.to_string(), theirs.to_string());
        let keys = Claims { first: "x", second: BTreeMap::from([(vec![1], 1)]) };
        assert!(pour(&keys, &mut Vec::new()).is_err());
    }

    fn same<T: Serialize>(value: &T, form: Form) {
        let mut json = b"before".to_vec();
        let found = pour(value, &mut json).expect("it serializes");
        let theirs = serde_json::to_string(value).expect("it serializes");
        assert_eq!(String::from_utf8(json).expect("UTF-8"), ["before", &theirs].concat());
        assert_eq!(found, form, "{theirs}");
    }
}
