//! What a trusted library refuses.

pub(crate) mod forgery;
pub(crate) mod parsing;
pub(crate) mod policy;
