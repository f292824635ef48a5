use super::value::{Kind, Value};
use alloc::{boxed::Box, string::String};
use core::ops::Range;

/// Where some strings stand in a scanned text, to be kept beside it.
///
/// It is small, since it travels with a token. A text within [`Limits`](crate::Limits) has places of
/// four bytes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Places<const N: usize> {
    places: [Place; N],
    /// The characters of strings with escapes. Their places are counted on from the end of the text.
    resolved: Option<Box<Resolved>>,
}

/// A start and an end; of a string that is not there, the start is behind the end.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Place {
    start: u32,
    end: u32,
}

#[derive(Debug, Clone, Default, PartialEq)]
struct Resolved(String);

impl<const N: usize> Places<N> {
    /// None of the strings is there.
    pub(crate) const NONE: Self = Self { places: [Place { start: 1, end: 0 }; N], resolved: None };

    /// Keeps the place of a string; `false` if the value is none.
    #[inline]
    pub(crate) fn keep(&mut self, at: usize, value: &Value<'_>, json: &str) -> bool {
        if value.kind != Kind::String {
            return false;
        }
        if value.escaped {
            self.resolve(at, value, json);
        } else {
            self.set(at, value.start + 1..value.start + value.raw.len() - 1);
        }
        true
    }

    /// Keeps a place that is known.
    #[inline]
    pub(crate) fn set(&mut self, at: usize, place: Range<usize>) {
        if let Some(free) = self.places.get_mut(at) {
            *free = Place { start: place.start as u32, end: place.end as u32 };
        }
    }

    /// The characters; `json` is the text that was scanned.
    #[inline]
    pub(crate) fn get<'a>(&'a self, at: usize, json: &'a str) -> Option<&'a str> {
        let &Place { start, end } = self.places.get(at)?;
        let (start, end) = (start as usize, end as usize);
        match start.checked_sub(json.len()) {
            Some(start) => self.resolved.as_ref()?.0.get(start..end.checked_sub(json.len())?),
            None => json.get(start..end),
        }
    }

    #[cold]
    fn resolve(&mut self, at: usize, value: &Value<'_>, json: &str) {
        let Resolved(resolved) = &mut **self.resolved.get_or_insert_default();
        let start = json.len() + resolved.len();
        resolved.push_str(&value.string().unwrap_or_default());
        let end = json.len() + resolved.len();
        self.set(at, start..end);
    }
}

#[cfg(test)]
mod tests {
    use super::Places;
    use crate::{Limits, json::scan_object};

    #[test]
    fn strings_are_found_again_with_escapes_and_without() {
        let json = r#"{"a":"one","b":"\u0074wo","c":"","d":"\\","e":3,"f":"six"}"#;
        let mut places = Places::<7>::NONE;
        let mut at = 0..;
        scan_object(json, &Limits::new(), &mut |_, value| {
            let at = at.next().expect("endless");
            assert_eq!(places.keep(at, &value, json), at != 4);
        })
        .expect("an object");
        let found = [0, 1, 2, 3, 4, 5, 6, 7].map(|at| places.get(at, json));
        let strings = [Some("one"), Some("two"), Some(""), Some("\\")];
        assert_eq!(found, [strings.as_slice(), &[None, Some("six"), None, None]].concat()[..]);
        assert_eq!(places.clone(), places);
    }
}
