use super::{Template, rendering::Rendering};
use crate::{Problem, Surroundings, Variables};
use std::{cell::RefCell, collections::HashMap, fmt, rc::Rc};

/// What a template is rendered with.
pub struct Scope<'a> {
    variables: &'a Variables,
    surroundings: &'a dyn Surroundings,
    /// Variables' values are taken apart once.
    parsed: RefCell<HashMap<String, Rc<Template>>>,
    empty: RefCell<Vec<String>>,
}

impl<'a> Scope<'a> {
    /// Variables, and what comes from outside.
    #[must_use]
    pub fn new(variables: &'a Variables, surroundings: &'a dyn Surroundings) -> Self {
        Self { variables, surroundings, parsed: RefCell::default(), empty: RefCell::default() }
    }

    /// What comes from outside.
    #[must_use]
    pub fn surroundings(&self) -> &'a dyn Surroundings {
        self.surroundings
    }

    /// Renders a template, afresh each time.
    ///
    /// # Errors
    /// [`Problem`] with the code `VARIABLE` for a variable that is not defined or needs itself,
    /// `TEMPLATE` for a function that does not exist or fails, and for a rendering without measure.
    pub fn render(&self, template: &Template) -> Result<String, Problem> {
        Rendering::new(self).template(template)
    }

    /// The variables that were rendered so far and were empty, by name.
    pub fn empty_variables(&self) -> Vec<String> {
        self.empty.borrow().clone()
    }

    pub(super) fn variables(&self) -> &'a Variables {
        self.variables
    }

    /// A variable's value; `None` if it is not defined.
    ///
    /// # Errors
    /// [`Problem`] for a value that cannot be read.
    pub(super) fn parsed(&self, name: &str) -> Result<Option<Rc<Template>>, Problem> {
        if let Some(template) = self.parsed.borrow().get(name) {
            return Ok(Some(Rc::clone(template)));
        }
        let Some(value) = self.variables.get(name) else { return Ok(None) };
        let template = Rc::new(Template::parse(value)?);
        self.parsed.borrow_mut().insert(name.to_owned(), Rc::clone(&template));
        Ok(Some(template))
    }

    pub(super) fn record_empty(&self, name: &str) {
        let mut empty = self.empty.borrow_mut();
        if !empty.iter().any(|known| known == name) {
            empty.push(name.to_owned());
        }
    }
}

/// Without the variables' values: there are secrets among them.
impl fmt::Debug for Scope<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scope").field("surroundings", &self.surroundings).finish_non_exhaustive()
    }
}
