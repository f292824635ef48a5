//! The functions of templates: those of Yaak that need no person, browser or stored response, and
//! `env`.

mod arguments;
mod date;
mod date_format;
mod elsewhere;
mod encode;
mod environment;
mod files;
mod function;
mod hash;
mod json;
mod number;
mod random;
mod regex;
mod table;
mod timestamp;
mod uuid;

pub(super) use arguments::Arguments;
pub(super) use function::{failure, shown};
pub(super) use table::find;
