//! Exports of Insomnia: version 4 as JSON, version 5 as YAML.

mod authentication;
mod document;
mod environment;
mod request;
mod resources;

pub(super) use document::document;
pub(super) use resources::resources;

use super::{importer::Importer, templates::Language};

fn importer() -> Importer {
    Importer::new("Insomnia", Language::Insomnia)
}
