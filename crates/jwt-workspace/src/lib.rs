//! JWT authentication for API requests, folders and workspaces.
//!
//! A [`Workspace`] has requests in folders. Each of them, or the folder or workspace around it, has an
//! [`Authentication`]: a [`Form`] that says how tokens are made and where they go. A [`Session`] makes
//! a request ready to be sent ([`Prepared`]), with a fresh token in its place, or says what is wrong
//! and what to do ([`Problem`]). It names no backend and knows no network: keys are a
//! [`Provider`](jwt_core::Provider)'s, and time, randomness, files and variables come through
//! [`Surroundings`].
//!
//! ```
//! use jwt_workspace::{Session, System, Workspace};
//!
//! let workspace = Workspace::from_yaml("
//! name: Orders
//! authentication:
//!   algorithm: HS256
//!   secretEnv: ORDERS_SECRET
//!   issuer: me
//! requests:
//!   - { name: List, url: https://api.example/orders }
//!   - { name: Health, url: https://api.example/health, authentication: none }
//! ")?;
//! let system = System::default();
//! let session = Session::new(&workspace, &jwt_ring::PROVIDER, &system);
//!
//! let health = session.prepare(&workspace.find("Health")?)?;
//! assert!(health.token.is_none() && health.request.headers().is_empty());
//!
//! // What cannot be signed is not sent.
//! let problem = session.prepare(&workspace.find("List")?).unwrap_err();
//! assert_eq!(problem.code(), "SECRET");
//! assert_eq!(problem.to_string(), "there is no environment variable ORDERS_SECRET");
//! # Ok::<(), jwt_workspace::Problem>(())
//! ```
//!
//! Files are read by [`Opened::read`]: one of YAML or JSON, a folder of them, or a folder that Yaak
//! keeps; [`Workspace::edit`] changes one, and keeps what is not changed. [`import`] reads what other programs export, [`preset`] fills in forms for well-known
//! services, and [`SCHEMA`] is for editors.

mod cache;
mod document;
mod explanation;
mod form;
pub mod import;
mod inheritance;
mod located;
mod model;
mod node;
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
pub use node::{Node, NodePath};
pub use opened::Opened;
pub use prepared::{PlacedToken, Prepared};
pub use problem::Problem;
pub use schema::SCHEMA;
pub use session::Session;
pub use surroundings::{Surroundings, System};
pub use template::{Scope, Template};
