//! White space that goes along with a member, though it belongs to what stands around it: before
//! a closing bracket, and the empty lines behind a text of several lines.

use yaml_edit::{Document, Mapping, Sequence};

/// The white space that stood at places where something was changed.
#[derive(Default)]
pub(super) struct Spaces {
    /// Before closing brackets.
    brackets: Vec<(Bracketed, String)>,
    /// Empty lines behind a member, by its name.
    lines: Vec<(Mapping, String, String)>,
}

enum Bracketed {
    Mapping(Mapping),
    List(Sequence),
}

impl Spaces {
    /// Remembers it, before a member goes.
    pub(super) fn before_removal_from_mapping(&mut self, mapping: &Mapping) {
        if mapping.is_flow_style() {
            self.remember(&mapping.to_string(), Bracketed::Mapping(mapping.clone()));
        }
    }

    /// Remembers it, before an entry goes.
    pub(super) fn before_removal_from_list(&mut self, list: &Sequence) {
        if list.is_flow_style() {
            self.remember(&list.to_string(), Bracketed::List(list.clone()));
        }
    }

    /// The empty lines that the value of a member has at its end.
    pub(super) fn lines_behind(mapping: &Mapping, name: &str) -> Option<String> {
        let text = mapping.get(name)?.to_string();
        let lines = text.get(text.trim_end().len()..)?;
        // What comes next may stand in from the left.
        let lines = lines.get(..=lines.rfind('\n')?)?;
        // The first of them ends the last line of the value.
        let (_, empty) = lines.split_once('\n')?;
        (!mapping.is_flow_style() && !empty.is_empty()).then(|| empty.to_owned())
    }

    /// Remembers that such lines stood behind a member.
    pub(super) fn remember_lines(&mut self, mapping: &Mapping, name: &str, lines: String) {
        self.lines.push((mapping.clone(), name.to_owned(), lines));
    }

    /// The document's text, with the white space where it is missing.
    pub(super) fn text_of(&self, document: &Document) -> String {
        let mut text = document.to_string();
        let mut missing: Vec<(usize, &str)> = Vec::new();
        for (bracketed, space) in &self.brackets {
            let end = match bracketed {
                Bracketed::Mapping(mapping) => mapping.byte_range().end,
                Bracketed::List(list) => list.byte_range().end,
            };
            let place = (end as usize).checked_sub(1).filter(|end| {
                let before = text.get(..*end).unwrap_or_default();
                let is_bracket = text.get(*end..).is_some_and(|rest| rest.starts_with(['}', ']']));
                is_bracket && !before.ends_with(char::is_whitespace)
            });
            missing.extend(place.map(|place| (place, space.as_str())));
        }
        for (mapping, name, lines) in &self.lines {
            let place = mapping.get(name.as_str()).and_then(|value| {
                let end = text.get(..value.byte_range().end as usize)?;
                let end = end.trim_end_matches([' ', '\t']).len();
                let (before, behind) = text.split_at_checked(end)?;
                let place = match before.ends_with('\n') {
                    true => end,
                    false => end + behind.find('\n')? + 1,
                };
                let (before, behind) = text.split_at_checked(place)?;
                let is_there = before.ends_with("\n\n")
                    || before.ends_with("\n\r\n")
                    || behind.starts_with(['\n', '\r']);
                (!is_there).then_some(place)
            });
            missing.extend(place.map(|place| (place, lines.as_str())));
        }
        // From the end, so that places before stay what they are; each once.
        missing.sort();
        missing.dedup_by_key(|(place, _)| *place);
        for (place, space) in missing.into_iter().rev() {
            text.insert_str(place, space);
        }
        text
    }

    fn remember(&mut self, text: &str, bracketed: Bracketed) {
        let inside = text.trim_end();
        let Some(inside) = inside.strip_suffix(['}', ']']) else { return };
        let space = inside.get(inside.trim_end().len()..).unwrap_or_default();
        if !space.is_empty() {
            self.brackets.push((bracketed, space.to_owned()));
        }
    }
}
