//! JWT authentication for API requests, folders and workspaces.

mod cache;
mod document;
mod explanation;
mod form;
pub mod import;
mod inheritance;
mod located;
mod model;
mod opened;
mod placing;
mod prepared;
pub mod preset;
mod problem;
mod schema;
mod session;
mod suggestion;
mod surroundings;
mod template;
mod token;
mod wire;

pub use explanation::Explanation;
pub use form::{Form, JwtId, duration::read as read_duration};
pub use located::Located;
pub use model::{
    Authentication, Body, Environment, Folder, Item, Parameter, Request, Variables, Workspace,
};
pub use opened::Opened;
pub use prepared::{PlacedToken, Prepared};
pub use problem::Problem;
pub use schema::SCHEMA;
pub use session::Session;
pub use surroundings::{Surroundings, System};
pub use template::{Scope, Template};
