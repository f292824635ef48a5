//! The text of a workspace: YAML, and so JSON too, read with its lines and written again.

mod change;
mod edit;
mod editor;
pub(crate) mod emit;
mod members;
mod node;
pub(crate) mod read;
mod spaces;
mod write;

use members::Members;
use node::Kind;
pub(crate) use node::{MOST_BYTES, Node};
