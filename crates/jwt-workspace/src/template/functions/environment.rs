use super::{
    Arguments,
    function::{Argument, Function, failure, shown},
};
use crate::{Problem, Surroundings};

pub(super) const FUNCTIONS: &[Function] = &[Function {
    name: "env",
    arguments: &[Argument::required("name")],
    main: Some("name"),
    call: variable,
}];

/// An environment variable of the process.
fn variable(arguments: &Arguments, surroundings: &dyn Surroundings) -> Result<String, Problem> {
    let name = arguments.text("name");
    match surroundings.variable(name) {
        Some(value) => Ok(value.to_string()),
        None => Err(failure(format!("the environment variable \"{}\" is not set", shown(name)))
            .hint("set it for the process that sends the request")),
    }
}
