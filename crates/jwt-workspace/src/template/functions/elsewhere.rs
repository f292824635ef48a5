//! Functions of Yaak that have no place here, and why.

use super::function::{failure, shown};
use crate::Problem;

/// Refuses a function that exists in Yaak and needs what only Yaak has.
pub(super) fn refuse(name: &str) -> Option<Problem> {
    let space = name.split('.').next().unwrap_or(name);
    let (_, needs, instead) = ELSEWHERE.iter().find(|(known, ..)| *known == space)?;
    let problem =
        failure(format!("the function {} needs {needs}, which has no place here", shown(name)));
    Some(problem.hint(*instead))
}

const ELSEWHERE: [(&str, &str, &str); 11] = [
    ("response", "a response that Yaak stored", VALUE),
    ("request", "a request that Yaak stored", VALUE),
    ("cookie", "cookies that Yaak stored", VALUE),
    ("ctx", "Yaak's window", VALUE),
    ("prompt", "a person who answers", SECRET),
    ("secure", "Yaak's own encryption key", SECRET),
    ("keyring", "the system's keyring", SECRET),
    ("keychain", "the system's keyring", SECRET),
    ("1password", "1Password", SECRET),
    ("xml", "a reader of XML", VALUE),
    ("faker", "a store of made-up names", VALUE),
];

const VALUE: &str = "set a variable to the value";
const SECRET: &str = "take it from an environment variable: ${[ env(name='…') ]}";
