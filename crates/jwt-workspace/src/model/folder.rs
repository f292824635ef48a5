use super::{Authentication, Parameter, Request, Variables};

/// A folder, which says things for all requests in it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Folder {
    /// What it is called.
    pub name: String,
    /// Variables for all requests in it.
    pub variables: Variables,
    /// Headers for all requests in it.
    pub headers: Vec<Parameter>,
    /// The authentication for all requests in it.
    pub authentication: Authentication,
    /// What is in it, in order.
    pub items: Vec<Item>,
}

/// What can be in a folder or a workspace.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A folder.
    Folder(Folder),
    /// A request.
    Request(Request),
}

impl Item {
    /// What it is called.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Folder(folder) => &folder.name,
            Self::Request(request) => &request.name,
        }
    }
}
