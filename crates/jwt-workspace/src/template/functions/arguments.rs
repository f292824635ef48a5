use super::function::{Argument, Default, Function, failure, shown};
use crate::{Problem, suggestion::nearest};

/// What a function is given.
#[derive(Debug)]
pub(in crate::template) struct Arguments {
    function: &'static Function,
    given: Vec<(&'static Argument, Option<String>)>,
}

impl Arguments {
    pub(in crate::template) fn new(function: &'static Function) -> Self {
        Self { function, given: Vec::new() }
    }

    /// Takes a place for an argument, whose value follows unless it is `null`.
    ///
    /// # Errors
    /// [`Problem`] for a name that the function does not have, or that is there twice.
    pub(in crate::template) fn place(&mut self, name: Option<&str>) -> Result<usize, Problem> {
        let function = self.function.name;
        let name = match (name, self.function.main) {
            (Some(name), _) | (None, Some(name)) => name,
            (None, None) => {
                let problem = failure(format!("{function} takes no argument without a name"));
                return Err(problem.hint(self.names()));
            }
        };
        let Some(argument) = self.function.arguments.iter().find(|known| known.name == name) else {
            let problem = failure(format!("{function} has no argument \"{}\"", shown(name)));
            let known = self.function.arguments.iter().map(|argument| argument.name);
            return Err(match nearest(shown(name).as_ref(), known) {
                Some(meant) => problem.hint(format!("did you mean \"{meant}\"?")),
                None => problem.hint(self.names()),
            });
        };
        if self.given.iter().any(|(given, _)| given.name == name) {
            return Err(failure(format!("{function} is given the argument \"{name}\" twice")));
        }
        self.given.push((argument, None));
        Ok(self.given.len() - 1)
    }

    /// Gives the argument in a place its value.
    pub(in crate::template) fn give(&mut self, place: usize, value: String) {
        if let Some((_, given)) = self.given.get_mut(place) {
            *given = Some(value);
        }
    }

    /// Checks that nothing is missing.
    ///
    /// # Errors
    /// [`Problem`] that names what is.
    pub(in crate::template) fn complete(&self) -> Result<(), Problem> {
        let missing = self.function.arguments.iter().find(|argument| {
            argument.default == Default::Required && self.given(argument.name).is_none()
        });
        missing.map_or(Ok(()), |Argument { name, .. }| {
            let function = self.function.name;
            Err(failure(format!("{function} needs the argument \"{name}\""))
                .hint(format!("write {function}({name}='…')")))
        })
    }

    /// An argument's text: as it is given, else its default.
    pub(super) fn text(&self, name: &str) -> &str {
        self.given(name).unwrap_or_else(|| {
            let argument = self.function.arguments.iter().find(|argument| argument.name == name);
            match argument.map(|argument| argument.default) {
                Some(Default::Text(text)) => text,
                Some(Default::Required) | None => "",
            }
        })
    }

    /// Whether an argument says yes.
    pub(super) fn flag(&self, name: &str) -> Result<bool, Problem> {
        match self.text(name) {
            "true" => Ok(true),
            "" | "false" => Ok(false),
            _ => Err(failure(format!("{name} is neither true nor false"))),
        }
    }

    /// What of `choices` an argument names; the first of them if it is empty.
    pub(super) fn choice<T: Copy>(&self, name: &str, choices: &[(&str, T)]) -> Result<T, Problem> {
        let text = self.text(name);
        let chosen = choices.iter().find(|(choice, _)| *choice == text);
        let chosen = if text.is_empty() { choices.first() } else { chosen };
        chosen.map(|(_, chosen)| *chosen).ok_or_else(|| {
            let known = choices.iter().map(|(choice, _)| *choice).collect::<Vec<_>>().join(", ");
            failure(format!("there is no {name} \"{}\"", shown(text)))
                .hint(format!("{name} is one of {known}"))
        })
    }

    fn given(&self, name: &str) -> Option<&str> {
        let given = self.given.iter().find(|(argument, _)| argument.name == name);
        given.and_then(|(_, value)| value.as_deref())
    }

    fn names(&self) -> String {
        let names = self.function.arguments.iter().map(|argument| argument.name);
        match names.collect::<Vec<_>>().as_slice() {
            [] => format!("write {}()", self.function.name),
            names => format!("its arguments are {}", names.join(", ")),
        }
    }
}
