use super::{Authentication, Item, Parameter, Variables};

/// Requests and folders, and what is said for all of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Workspace {
    /// What it is called.
    pub name: String,
    /// Variables for all requests.
    pub variables: Variables,
    /// Sets of variables, of which one at a time is chosen and wins over the workspace's own.
    pub environments: Vec<Environment>,
    /// Headers for all requests.
    pub headers: Vec<Parameter>,
    /// The authentication for all requests.
    pub authentication: Authentication,
    /// What is in it, in order.
    pub items: Vec<Item>,
}

/// A set of variables, such as those of one server.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Environment {
    /// What it is called.
    pub name: String,
    /// The variables.
    pub variables: Variables,
}
