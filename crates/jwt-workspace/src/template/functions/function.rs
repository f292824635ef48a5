use super::Arguments;
use crate::{Problem, Surroundings};
use std::{borrow::Cow, fmt};

/// A function of templates.
#[derive(Debug)]
pub(in crate::template) struct Function {
    /// Its name, as in `hash.sha256`.
    pub(in crate::template) name: &'static str,
    /// What it takes.
    pub(super) arguments: &'static [Argument],
    /// The argument that can go without its name.
    pub(super) main: Option<&'static str>,
    /// What it does. Its problems need not name the function.
    pub(in crate::template) call: fn(&Arguments, &dyn Surroundings) -> Result<String, Problem>,
}

/// An argument of a function.
#[derive(Debug)]
pub(super) struct Argument {
    pub(super) name: &'static str,
    pub(super) default: Default,
}

/// What an argument is that is not given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Default {
    /// It has to be given.
    Required,
    /// This text.
    Text(&'static str),
}

impl Argument {
    pub(super) const fn required(name: &'static str) -> Self {
        Self { name, default: Default::Required }
    }

    pub(super) const fn optional(name: &'static str) -> Self {
        Self::or(name, "")
    }

    pub(super) const fn or(name: &'static str, default: &'static str) -> Self {
        Self { name, default: Default::Text(default) }
    }
}

/// Why a function gives nothing.
pub(in crate::template) fn failure(message: impl fmt::Display) -> Problem {
    Problem::new("TEMPLATE", message)
}

/// A name or a date for a message: shortened, and without control characters.
pub(in crate::template) fn shown(text: &str) -> Cow<'_, str> {
    if text.chars().nth(MOST_SHOWN).is_none() && !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let plain = text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c });
    let mut shown = plain.take(MOST_SHOWN).collect::<String>();
    if text.chars().nth(MOST_SHOWN).is_some() {
        shown.push('…');
    }
    Cow::Owned(shown)
}

const MOST_SHOWN: usize = 100;
