//! The white space before closing brackets, which goes when the last member before it does.

use yaml_edit::{Document, Mapping, Sequence};

/// What stood before the closing brackets of lists and mappings that lost their last members.
#[derive(Default)]
pub(super) struct Brackets(Vec<(Bracketed, String)>);

enum Bracketed {
    Mapping(Mapping),
    List(Sequence),
}

impl Brackets {
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

    /// The document's text, with the white space where it is missing.
    pub(super) fn text_of(&self, document: &Document) -> String {
        let mut text = document.to_string();
        let mut missing: Vec<(usize, &str)> = Vec::new();
        for (bracketed, space) in &self.0 {
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
            self.0.push((bracketed, space.to_owned()));
        }
    }
}
