//! What a trusted library refuses. Each case also shows that the same token, unspoilt, is taken.

pub(crate) mod confusion;
pub(crate) mod critical;
pub(crate) mod curves;
mod forge;
pub(crate) mod forgery;
pub(crate) mod key_choice;
pub(crate) mod lattices;
pub(crate) mod leaks;
pub(crate) mod parsing;
pub(crate) mod policy;
pub(crate) mod rsa;
pub(crate) mod times;
pub(crate) mod weak_keys;
