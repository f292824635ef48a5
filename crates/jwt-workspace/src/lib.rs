//! JWT authentication for API requests, folders and workspaces.

mod document;
mod form;
pub mod import;
mod located;
mod model;
mod opened;
mod prepared;
pub mod preset;
mod problem;
mod session;
mod suggestion;
mod surroundings;
mod template;

pub use form::Form;
pub use located::Located;
pub use model::{
    Authentication, Body, Environment, Folder, Item, Parameter, Request, Variables, Workspace,
};
pub use opened::Opened;
pub use prepared::{PlacedToken, Prepared};
pub use problem::Problem;
pub use session::Session;
pub use surroundings::{Surroundings, System};
pub use template::{Scope, Template};
