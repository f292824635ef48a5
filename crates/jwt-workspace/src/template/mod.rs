//! Templates in the grammar of Yaak: `${[ name ]}` and `${[ name.space(argument='value') ]}`.

mod functions;
mod limits;
mod parser;
mod quote;
mod rendering;
mod scope;
mod syntax;
mod text;

pub use scope::Scope;
pub use text::Template;
