use crate::Form;

/// Whether a request gets a token, and which: said by a request, a folder or the workspace.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Authentication {
    /// As the folder or the workspace around it says.
    #[default]
    Inherit,
    /// No token.
    None,
    /// A token made by this form.
    Jwt(Box<Form>),
    /// Another kind, such as `basic`, which is known by name only: requests under it are not sent.
    Other(String),
}
