use alloc::{borrow::Cow, collections::BTreeSet};

/// The member names of one object so far.
///
/// Comparing with up to 16 names needs no memory beyond the stack; past that a tree keeps an object
/// with thousands of members from costing the square of their number. Names with escapes, of which
/// there are hardly any, go to the tree at once.
#[derive(Default)]
pub(super) struct Names<'a> {
    few: [&'a str; 16],
    len: usize,
    many: BTreeSet<Cow<'a, str>>,
}

impl<'a> Names<'a> {
    /// Whether `name` is new.
    pub(super) fn insert(&mut self, name: Cow<'a, str>) -> bool {
        let few = self.few.get(..self.len).unwrap_or_default();
        if few.contains(&name.as_ref()) {
            return false;
        }
        match (name, self.few.get_mut(self.len)) {
            (Cow::Borrowed(name), Some(free)) if self.many.is_empty() => {
                *free = name;
                self.len += 1;
                true
            }
            (name, _) => self.many.insert(name),
        }
    }
}
