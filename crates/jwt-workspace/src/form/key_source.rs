use crate::{Problem, Scope, Template};
use std::io::ErrorKind;
use zeroize::Zeroizing;

/// Where a key, a secret or a passphrase comes from. `field` is the member that says so.
#[derive(Debug, Clone)]
pub(crate) enum KeySource {
    /// The text itself.
    Text { field: &'static str, text: Template },
    /// A file.
    File { field: &'static str, path: Template },
    /// An environment variable.
    Variable { field: &'static str, name: Template },
}

/// A key as it is written, and what messages call it.
pub(crate) struct RenderedKey {
    /// The field that names it.
    pub(crate) field: &'static str,
    pub(crate) label: String,
    pub(crate) bytes: Zeroizing<Vec<u8>>,
}

impl KeySource {
    /// The field that names the source.
    pub(crate) fn field(&self) -> &'static str {
        match self {
            Self::Text { field, .. } | Self::File { field, .. } | Self::Variable { field, .. } => {
                field
            }
        }
    }

    /// Reads the key.
    pub(crate) fn read(&self, scope: &Scope<'_>) -> Result<RenderedKey, Problem> {
        self.read_from(scope).map_err(|problem| problem.in_field(self.field()))
    }

    fn read_from(&self, scope: &Scope<'_>) -> Result<RenderedKey, Problem> {
        let surroundings = scope.surroundings();
        match self {
            Self::Text { field, text } => {
                let bytes = Zeroizing::new(scope.render(text)?.into_bytes());
                Ok(RenderedKey { field, label: (*field).to_owned(), bytes })
            }
            Self::File { field, path } => {
                let path = scope.render(path)?;
                if path.contains('\n') || path.contains("-----") || path.starts_with('{') {
                    // Not to be shown as the name of a file that is not there.
                    let message = format!("{field} holds a key, not the path of a file");
                    let hint = "put the key into a file, and that file's path here";
                    return Err(Problem::new("SECRET", message).hint(hint));
                }
                let bytes = surroundings.read_file(&path).map_err(|error| match error.kind() {
                    ErrorKind::NotFound => Problem::new("SECRET", format!("{path}: no such file"))
                        .hint("relative paths start at the folder of the workspace file"),
                    _ => Problem::new("SECRET", format!("{path}: {error}")),
                })?;
                Ok(RenderedKey { field, label: path, bytes })
            }
            Self::Variable { field, name } => {
                let name = scope.render(name)?;
                if !name.chars().all(|c| c.is_alphanumeric() || "_-.".contains(c)) {
                    let message = format!("{field} holds no name of an environment variable");
                    let hint = "put the secret into a variable, and that variable's name here";
                    return Err(Problem::new("SECRET", message).hint(hint));
                }
                let Some(value) = surroundings.variable(&name) else {
                    let message = format!("there is no environment variable {name}");
                    let hint = format!("set it before the call: {name}=… jwt send");
                    return Err(Problem::new("SECRET", message).hint(hint));
                };
                let bytes = Zeroizing::new(value.as_bytes().to_vec());
                Ok(RenderedKey { field, label: format!("variable {name}"), bytes })
            }
        }
    }
}
