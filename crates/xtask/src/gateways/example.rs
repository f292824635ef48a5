use crate::Failure;
use std::{fs, path::Path};

/// Copies an example, with what this machine has in place of what the example has.
pub(super) fn adapt(from: &Path, to: &Path, changes: &[(&str, String)]) -> Result<(), Failure> {
    let path = from.display().to_string();
    let read = fs::read_to_string(from).map_err(|error| Failure::from(error).during(&path))?;
    let adapted = changes.iter().try_fold(read, |text, (old, new)| match text.contains(old) {
        true => Ok(text.replace(old, new)),
        false => Err(Failure::new(format!("{path} has no {old:?} to replace"))),
    })?;
    Ok(fs::write(to, adapted)?)
}
