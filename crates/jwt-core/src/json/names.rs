use alloc::{borrow::Cow, collections::BTreeSet};
use smallvec::SmallVec;

/// The member names of one object so far.
///
/// Comparing with up to 16 names needs no memory beyond the stack; past that a tree keeps an object
/// with thousands of members from costing the square of their number.
#[derive(Default)]
pub(super) struct Names<'a> {
    few: SmallVec<[Cow<'a, str>; 16]>,
    many: BTreeSet<Cow<'a, str>>,
}

impl<'a> Names<'a> {
    /// Whether `name` is new.
    pub(super) fn insert(&mut self, name: Cow<'a, str>) -> bool {
        if self.few.contains(&name) {
            return false;
        }
        if self.few.len() < self.few.inline_size() {
            self.few.push(name);
            return true;
        }
        self.many.insert(name)
    }
}
