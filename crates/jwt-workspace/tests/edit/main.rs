//! Edits of workspace files that touch nothing else.

mod examples;
mod mangled;
mod random;
mod refused;
