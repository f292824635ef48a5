//! The subcommands.

pub(crate) mod algorithms;
pub(crate) mod completions;
pub(crate) mod convert;
pub(crate) mod curl;
pub(crate) mod decode;
pub(crate) mod doctor;
pub(crate) mod explain;
pub(crate) mod import;
pub(crate) mod inspect_key;
pub(crate) mod keygen;
pub(crate) mod man;
pub(crate) mod preset;
pub(crate) mod schema;
pub(crate) mod sign;
pub(crate) mod verify;
