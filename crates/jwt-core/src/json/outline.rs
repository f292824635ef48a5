use super::value::{Kind, Value};

/// Where the members of a plain object stand, so that its text is gone through once only.
///
/// To go through it again for the user's type costs 1500 instructions for eight claims.
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
    /// Takes a further member; `None` when it is one too many, or too far away.
    #[inline(always)]
    pub(super) fn push(&mut self, name: &str, value: &Value<'_>) -> Option<()> {
        let start = value.start.checked_sub(name.len() + 3)?;
        let member = Member {
            start: start.try_into().ok()?,
            value: value.start.try_into().ok()?,
            end: (value.start + value.raw.len()).try_into().ok()?,
            kind: value.kind,
        };
        *self.members.get_mut(usize::from(self.len))? = member;
        self.len += 1;
        Some(())
    }

    /// A member's name and value; `json` is the text that was outlined.
    #[inline(always)]
    pub(super) fn get<'a>(&self, at: usize, json: &'a str) -> Option<(&'a str, Value<'a>)> {
        let member = self.members.get(..usize::from(self.len))?.get(at)?;
        let [name, start, end] = [member.start, member.value, member.end].map(usize::from);
        let name = json.get(name + 1..start.checked_sub(2)?)?;
        let raw = json.get(start..end)?;
        Some((name, Value { kind: member.kind, raw, start, escaped: false }))
    }

    pub(super) fn len(&self) -> usize {
        usize::from(self.len)
    }
}

impl Default for Member {
    fn default() -> Self {
        Self { start: 0, value: 0, end: 0, kind: Kind::Null }
    }
}

/// The most members that a plain object has.
pub(super) const MAX_MEMBERS: usize = 16;
