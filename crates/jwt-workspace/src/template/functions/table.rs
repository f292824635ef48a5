use super::{
    elsewhere, encode, environment, files,
    function::{Function, failure, shown},
    hash, json, random, regex, timestamp, uuid,
};
use crate::{Problem, suggestion::nearest};

/// The function of this name.
///
/// # Errors
/// [`Problem`] if there is none, with what may have been meant, or with what it would need.
pub(in crate::template) fn find(name: &str) -> Result<&'static Function, Problem> {
    if let Some(function) = functions().find(|function| function.name == name) {
        return Ok(function);
    }
    if let Some(problem) = elsewhere::refuse(name) {
        return Err(problem);
    }
    let problem = failure(format!("there is no function \"{}\"", shown(name)));
    Err(match nearest(shown(name).as_ref(), functions().map(|function| function.name)) {
        Some(meant) => problem.hint(format!("did you mean \"{meant}\"?")),
        None => problem.hint(format!("there are functions in {}", spaces().join(", "))),
    })
}

fn functions() -> impl Iterator<Item = &'static Function> {
    FUNCTIONS.iter().copied().flatten()
}

/// What names begin with, such as `hash`.
fn spaces() -> Vec<&'static str> {
    let mut spaces =
        functions().filter_map(|function| function.name.split('.').next()).collect::<Vec<_>>();
    spaces.dedup();
    spaces
}

const FUNCTIONS: [&[Function]; 9] = [
    timestamp::FUNCTIONS,
    uuid::FUNCTIONS,
    random::FUNCTIONS,
    files::FUNCTIONS,
    encode::FUNCTIONS,
    hash::FUNCTIONS,
    json::FUNCTIONS,
    regex::FUNCTIONS,
    environment::FUNCTIONS,
];
