//! Edits of workspace files that touch nothing else.

mod examples;
mod random;
mod refused;
