//! Keys on their way out.

mod error;
mod json;
mod obstacle;
mod oid;
mod openssh;
mod pkcs8;
mod secret;
mod spki;
mod target;
mod traditional;
mod writer;

pub use error::WriteError;
pub use target::Target;
pub use writer::Writer;
