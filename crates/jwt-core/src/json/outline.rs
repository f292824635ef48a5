/// Where the members of a plain object stand, so that its text is gone through once only.
///
/// To go through it again for the user's type costs 1400 instructions for eight claims. It is small,
/// since it travels with a token, and is filled where it stays: what was just written in small pieces
/// is slow to copy.
#[doc(hidden)]
#[derive(Debug, Clone, Default)]
pub struct Outline {
    members: [Member; MAX_MEMBERS],
    len: u8,
}

/// The value of a member. Before it stands its name between quotes, and a colon; before that a brace
/// or a comma, and the value of the member before.
#[derive(Debug, Clone, Copy, Default)]
struct Member {
    start: u16,
    end: u16,
}

impl Outline {
    /// The longest text that can be outlined.
    pub(super) const MAX_LEN: usize = u16::MAX as usize;

    /// Takes a further value, of a text within the limit; `None` when it is one too many.
    #[inline(always)]
    pub(super) fn push(&mut self, start: usize, end: usize) -> Option<()> {
        let [start, end] = [start, end].map(|at| at as u16);
        *self.members.get_mut(usize::from(self.len))? = Member { start, end };
        self.len += 1;
        Some(())
    }

    /// A member's name and value; `json` is the text that was outlined.
    #[inline(always)]
    pub(super) fn get<'a>(&self, at: usize, json: &'a str) -> Option<(&'a str, &'a str)> {
        let members = self.members.get(..self.len())?;
        let Member { start, end } = *members.get(at)?;
        let before = at.checked_sub(1).and_then(|before| members.get(before));
        let (start, end) = (usize::from(start), usize::from(end));
        let name = before.map_or(0, |before| usize::from(before.end)) + r#"{""#.len();
        Some((json.get(name..start - r#"":"#.len())?, json.get(start..end)?))
    }

    pub(super) fn len(&self) -> usize {
        usize::from(self.len)
    }
}

/// The most members that a plain object has.
pub(super) const MAX_MEMBERS: usize = 16;
