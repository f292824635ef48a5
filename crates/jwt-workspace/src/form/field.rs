use crate::{Problem, Scope, Template};

/// A value that can be read from the text of a field.
pub(crate) trait FromText: Sized {
    /// Reads the value.
    ///
    /// # Errors
    /// What is wrong, as it goes on after the field's name: `must be …`.
    fn from_text(text: &str) -> Result<Self, String>;

    /// What somebody may have meant.
    fn suggestion(_text: &str) -> Option<String> {
        None
    }
}

/// A value that stands in the form, or that a template there renders to.
#[derive(Debug, Clone)]
pub(crate) enum Field<T> {
    Fixed(T),
    Template(Template),
}

impl<T: FromText + Clone> Field<T> {
    /// Reads the text of a field. One without tags is read for good.
    pub(crate) fn read(name: &str, text: &str) -> Result<Self, Problem> {
        let template = Template::parse(text).map_err(|problem| problem.in_field(name))?;
        match template.constant() {
            Some(text) => value(name, text).map(Self::Fixed),
            None => Ok(Self::Template(template)),
        }
    }

    /// The value for one send.
    pub(crate) fn render(&self, name: &str, scope: &Scope<'_>) -> Result<T, Problem> {
        match self {
            Self::Fixed(value) => Ok(value.clone()),
            Self::Template(template) => {
                let text = scope.render(template).map_err(|problem| problem.in_field(name))?;
                value(name, &text)
            }
        }
    }
}

fn value<T: FromText>(name: &str, text: &str) -> Result<T, Problem> {
    T::from_text(text).map_err(|what| {
        let problem = Problem::new("FIELD", format!("{name} {what}")).in_field(name);
        problem.with_hints(T::suggestion(text))
    })
}

impl FromText for bool {
    fn from_text(text: &str) -> Result<Self, String> {
        match text.trim() {
            "true" => Ok(true),
            "false" | "" => Ok(false),
            _ => Err("must be true or false".to_owned()),
        }
    }
}
