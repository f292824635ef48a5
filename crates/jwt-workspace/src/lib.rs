//! JWT authentication for API requests, folders and workspaces.

mod document;
mod form;
pub mod import;
mod model;
pub mod preset;
mod problem;
mod suggestion;
mod surroundings;
mod template;

pub use form::Form;
pub use model::{
    Authentication, Body, Environment, Folder, Item, Parameter, Request, Variables, Workspace,
};
pub use problem::Problem;
pub use surroundings::{Surroundings, System};
pub use template::{Scope, Template};
