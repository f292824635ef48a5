use super::{
    Scope, Template,
    functions::{self, Arguments, failure, shown},
    limits::{MOST_BYTES, MOST_DEPTH, MOST_TAGS},
    syntax::{Call, Piece, Value},
};
use crate::{Problem, suggestion::nearest};

/// One rendering of a template, and how far it has gone.
pub(super) struct Rendering<'s, 'a> {
    scope: &'s Scope<'a>,
    /// The variables that stand in each other, from the outermost to the one being rendered.
    chain: Vec<String>,
    depth: usize,
    tags: usize,
    bytes: usize,
}

impl<'s, 'a> Rendering<'s, 'a> {
    pub(super) fn new(scope: &'s Scope<'a>) -> Self {
        Self { scope, chain: Vec::new(), depth: 0, tags: 0, bytes: 0 }
    }

    pub(super) fn template(mut self, template: &Template) -> Result<String, Problem> {
        let mut rendered = String::new();
        self.pieces(template.pieces(), &mut rendered)?;
        Ok(rendered)
    }

    fn pieces(&mut self, pieces: &[Piece], rendered: &mut String) -> Result<(), Problem> {
        for piece in pieces {
            match piece {
                Piece::Text(text) => self.push(text, rendered)?,
                Piece::Tag(value) => self.value(value, rendered)?,
            }
        }
        Ok(())
    }

    fn value(&mut self, value: &Value, rendered: &mut String) -> Result<(), Problem> {
        self.tags += 1;
        if self.tags > MOST_TAGS {
            return Err(self.located(failure("more than 10000 tags are rendered")));
        }
        match value {
            Value::Text(pieces) => self.deeper(|this| this.pieces(pieces, rendered)),
            Value::Variable(name) => self.variable(name, rendered),
            Value::Call(call) => {
                let text = self.call(call)?;
                self.push(&text, rendered)
            }
            Value::Flag(flag) => self.push(if *flag { "true" } else { "false" }, rendered),
            Value::Nothing => Ok(()),
        }
    }

    fn variable(&mut self, name: &str, rendered: &mut String) -> Result<(), Problem> {
        if let Some(start) = self.chain.iter().position(|outer| outer == name) {
            return Err(circle(&self.chain[start..]));
        }
        let template = self
            .scope
            .parsed(name)
            .map_err(|problem| problem.at(format!("in variable \"{}\"", shown(name))))?
            .ok_or_else(|| self.located(self.undefined(name)))?;
        let before = rendered.len();
        self.chain.push(name.to_owned());
        self.deeper(|this| this.pieces(template.pieces(), rendered))?;
        self.chain.pop();
        if rendered.len() == before {
            self.scope.record_empty(name);
        }
        Ok(())
    }

    fn call(&mut self, call: &Call) -> Result<String, Problem> {
        let function = functions::find(&call.function).map_err(|problem| self.located(problem))?;
        let mut arguments = Arguments::new(function);
        for given in &call.arguments {
            let argument =
                arguments.place(given.name.as_deref()).map_err(|problem| self.located(problem))?;
            if given.value != Value::Nothing {
                let mut text = String::new();
                self.deeper(|this| this.value(&given.value, &mut text))?;
                arguments.give(argument, text);
            }
        }
        arguments
            .complete()
            .and_then(|()| {
                (function.call)(&arguments, self.scope.surroundings())
                    .map_err(|problem| problem.at(function.name))
            })
            .map_err(|problem| self.located(problem))
    }

    fn push(&mut self, text: &str, rendered: &mut String) -> Result<(), Problem> {
        self.bytes += text.len();
        if self.bytes > MOST_BYTES {
            return Err(self.located(failure("more than 1 MiB is rendered")));
        }
        rendered.push_str(text);
        Ok(())
    }

    fn deeper<T>(
        &mut self,
        render: impl FnOnce(&mut Self) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        if self.depth == MOST_DEPTH {
            return Err(too_deep(&self.chain));
        }
        self.depth += 1;
        let rendered = render(self)?;
        self.depth -= 1;
        Ok(rendered)
    }

    fn undefined(&self, name: &str) -> Problem {
        let problem =
            Problem::new("VARIABLE", format!("variable \"{}\" is not defined", shown(name)));
        let defined = || self.scope.variables().iter().map(|(name, _)| name);
        match nearest(shown(name).as_ref(), defined()) {
            Some(meant) => problem.hint(format!("did you mean \"{meant}\"?")),
            None if self.scope.variables().is_empty() => problem.hint("no variable is defined"),
            None => {
                let more = if defined().count() > MOST_NAMES { ", …" } else { "" };
                let names = defined().take(MOST_NAMES).collect::<Vec<_>>().join(", ");
                problem.hint(format!("defined are {names}{more}"))
            }
        }
    }

    /// The problem with the variable in whose value it is.
    fn located(&self, problem: Problem) -> Problem {
        match self.chain.last() {
            Some(name) => problem.at(format!("in variable \"{}\"", shown(name))),
            None => problem,
        }
    }
}

fn circle(chain: &[String]) -> Problem {
    let again = chain.first().cloned();
    let names = chain.iter().cloned().chain(again).collect::<Vec<_>>();
    Problem::new("VARIABLE", format!("a variable needs itself: {}", path(&names)))
        .hint("give one of them a value that does not name the others")
}

fn too_deep(chain: &[String]) -> Problem {
    let depth = "variables, functions and strings are nested more than 50 deep";
    failure(match chain {
        [] => depth.to_owned(),
        chain => format!("{depth}: {}", path(chain)),
    })
}

/// The names in their order; of many the first and the last.
fn path(names: &[String]) -> String {
    let shown = |name: &String| shown(name).into_owned();
    let (first, last) = match names.len() {
        0..=ALL_OF_A_PATH => (names, &[][..]),
        length => (&names[..END_OF_A_PATH], &names[length - END_OF_A_PATH..]),
    };
    let gap = (!last.is_empty()).then(|| "…".to_owned());
    let path = first.iter().map(shown).chain(gap).chain(last.iter().map(shown));
    path.collect::<Vec<_>>().join(" → ")
}

const ALL_OF_A_PATH: usize = 10;
const END_OF_A_PATH: usize = 4;
const MOST_NAMES: usize = 20;
