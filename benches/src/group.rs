use std::{fmt, hint::black_box};

/// The ways to do one thing.
#[derive(Debug)]
pub struct Group {
    /// Such as `verify`.
    pub operation: &'static str,
    /// With what: an algorithm, most often.
    pub subject: String,
    /// The ways. The first is what the others are measured by.
    pub cases: Vec<Case>,
}

/// A way to do it.
pub struct Case {
    /// Whose way.
    pub name: &'static str,
    /// Does it once.
    pub run: Box<dyn FnMut()>,
}

impl Group {
    /// A group without cases.
    #[must_use]
    pub fn new(operation: &'static str, subject: impl ToString) -> Self {
        Self { operation, subject: subject.to_string(), cases: Vec::new() }
    }

    /// Adds a way.
    #[must_use]
    pub fn case<R>(mut self, name: &'static str, run: impl FnMut() -> R + 'static) -> Self {
        self.add(name, run);
        self
    }

    /// Adds a way.
    pub fn add<R>(&mut self, name: &'static str, mut run: impl FnMut() -> R + 'static) {
        let run = Box::new(move || {
            black_box(run());
        });
        self.cases.push(Case { name, run });
    }
}

impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Case").field("name", &self.name).finish_non_exhaustive()
    }
}
