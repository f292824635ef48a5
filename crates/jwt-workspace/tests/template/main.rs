//! Templates: their grammar, variables and functions. What Yaak gives for a template was asked of
//! its command line 0.5.1, in the time zone UTC.

mod dates;
mod encodings;
mod errors;
mod fixed;
mod grammar;
mod json;
mod limits;
mod mangled;
mod quote;
mod random;
mod refused;
mod regex;
mod variables;
