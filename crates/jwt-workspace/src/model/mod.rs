//! What a workspace is made of.

mod authentication;
mod folder;
mod parameter;
mod request;
mod variables;
mod workspace;

pub use authentication::Authentication;
pub use folder::{Folder, Item};
pub use parameter::Parameter;
pub use request::{Body, Request};
pub use variables::Variables;
pub use workspace::{Environment, Workspace};
