use super::place::Place;
use std::{collections::HashSet, fmt::Display};

/// What has no place here, in the order in which it was met, each only once.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    lines: Vec<String>,
    known: HashSet<String>,
    descriptions: usize,
}

impl LeftOut {
    /// Lists something at a place. It must show no value: that may be a secret.
    pub(super) fn add(&mut self, place: &Place, what: impl Display) {
        let line = format!("{place}: {what}");
        if self.known.insert(line.clone()) {
            self.lines.push(line);
        }
    }

    /// Counts a description.
    pub(super) fn description(&mut self) {
        self.descriptions += 1;
    }

    /// A sentence each; descriptions are one.
    pub(super) fn into_lines(self) -> Vec<String> {
        let mut lines = self.lines;
        match self.descriptions {
            0 => {}
            1 => lines.push("1 description".to_owned()),
            many => lines.push(format!("{many} descriptions")),
        }
        lines
    }
}
