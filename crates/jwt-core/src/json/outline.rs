use super::{
    distinct::{Distinct, MAX_NAMES},
    value::{Kind, Value},
};
use core::ops::Range;

/// Where the members of a plain object stand, so that its text is gone through once only.
///
/// To go through it again for the user's type costs 1400 instructions for eight claims.
#[doc(hidden)]
#[derive(Debug, Clone, Default)]
pub struct Outline {
    members: [Member; MAX_MEMBERS],
    len: u8,
}

/// One member: from the opening quote of its name to the end of its value. The closing quote of the
/// name and a colon stand before the value.
#[derive(Debug, Clone, Copy)]
struct Member {
    start: u16,
    value: u16,
    end: u16,
    kind: Kind,
}

impl Outline {
    /// The longest text that can be outlined.
    pub(super) const MAX_LEN: usize = u16::MAX as usize;

    /// Takes a further member, of a text within the limit; `None` when it is one too many.
    #[inline(always)]
    pub(super) fn push(
        &mut self,
        start: usize,
        value: usize,
        end: usize,
        kind: Kind,
    ) -> Option<()> {
        let [start, value, end] = [start, value, end].map(|at| at as u16);
        *self.members.get_mut(usize::from(self.len))? = Member { start, value, end, kind };
        self.len += 1;
        Some(())
    }

    /// A member's name and value; `json` is the text that was outlined.
    #[inline(always)]
    pub(super) fn get<'a>(&self, at: usize, json: &'a str) -> Option<(&'a str, Value<'a>)> {
        let member = self.members.get(..usize::from(self.len))?.get(at)?;
        let (start, end) = (usize::from(member.value), usize::from(member.end));
        let name = json.get(member.name())?;
        let raw = json.get(start..end)?;
        Some((name, Value { kind: member.kind, raw, start, escaped: false }))
    }

    /// Whether no two names are the same, as far as that can be told at a glance.
    #[inline(always)]
    pub(super) fn has_distinct_names(&self, json: &str) -> bool {
        let (json, mut names) = (json.as_bytes(), Distinct::default());
        for member in self.members.get(..self.len()).unwrap_or_default() {
            match json.get(member.name()) {
                Some(name) if names.insert(name) => {}
                _ => return false,
            }
        }
        true
    }

    pub(super) fn len(&self) -> usize {
        usize::from(self.len)
    }
}

impl Member {
    #[inline(always)]
    fn name(self) -> Range<usize> {
        usize::from(self.start) + 1..usize::from(self.value).saturating_sub(2)
    }
}

impl Default for Member {
    fn default() -> Self {
        Self { start: 0, value: 0, end: 0, kind: Kind::Null }
    }
}

/// The most members that a plain object has.
pub(super) const MAX_MEMBERS: usize = MAX_NAMES;
