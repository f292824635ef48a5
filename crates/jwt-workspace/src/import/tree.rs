use std::collections::HashMap;

/// Things that name what they are in, by that.
#[derive(Debug)]
pub(super) struct Tree<T> {
    children: HashMap<String, Vec<(f64, T)>>,
}

impl<T> Tree<T> {
    pub(super) fn new() -> Self {
        Self { children: HashMap::new() }
    }

    /// Puts a thing into its parent.
    pub(super) fn add(&mut self, parent: &str, order: f64, thing: T) {
        self.children.entry(parent.to_owned()).or_default().push((order, thing));
    }

    /// Takes out what is in a parent, in order. What was taken is there no more, so that nothing can
    /// be inside itself.
    pub(super) fn take(&mut self, parent: &str) -> Vec<T> {
        let mut things = self.children.remove(parent).unwrap_or_default();
        things.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        things.into_iter().map(|(_, thing)| thing).collect()
    }

    /// What nobody took: it is in something that does not exist, or in itself.
    pub(super) fn lost(self) -> Vec<T> {
        let mut parents: Vec<_> = self.children.into_iter().collect();
        parents.sort_by(|(a, _), (b, _)| a.cmp(b));
        parents.into_iter().flat_map(|(_, things)| things).map(|(_, thing)| thing).collect()
    }
}
