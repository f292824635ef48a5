//! What the page asks for.

use super::{
    Refusal, changes, draft::Draft, inspect, key, node::node, preset, preview::Edited, save, send,
    source::Source, tree::tree,
};
use crate::{backend::provider, commands::curl};
use http::StatusCode;
use jwt_auth::Algorithm;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};

/// The calls of the page, each with JSON in and JSON out.
#[derive(Debug)]
pub(super) struct Api {
    source: Source,
}

impl Api {
    /// An API on a workspace.
    pub(super) fn new(source: Source) -> Self {
        Self { source }
    }

    /// Answers a call.
    ///
    /// # Errors
    /// [`Refusal`] if there is no such call, or it cannot be answered.
    pub(super) async fn call(&self, name: &str, body: &[u8]) -> Result<Value, Refusal> {
        match name {
            "workspace" => self.workspace(parsed(body)?),
            "node" => self.node(&parsed(body)?),
            "preview" => self.preview(parsed(body)?),
            "send" => send::send(&self.edited(parsed(body)?)?, &self.source).await,
            "curl" => self.curl(parsed(body)?),
            "save" => save::save(&self.source, parsed(body)?),
            "key" => key::recognize(&self.source.read()?, parsed(body)?),
            "preset" => preset::fill(&parsed(body)?),
            "inspect" => inspect::inspect(&parsed(body)?).await,
            "changes" => changes::wait(&self.source, &parsed(body)?).await,
            _ => Err(Refusal::new(StatusCode::NOT_FOUND, "NOT_FOUND", "there is no such call")),
        }
    }

    fn workspace(&self, Nothing {}: Nothing) -> Result<Value, Refusal> {
        let snapshot = self.source.read()?;
        let algorithms = provider().algorithms().map(Algorithm::name).chain(["none"]);
        Ok(json!({
            "file": self.source.path().display().to_string(),
            "name": snapshot.workspace.name,
            "revision": snapshot.revision,
            "tree": [tree(&snapshot.ids, &snapshot.workspace)],
            "algorithms": algorithms.collect::<Vec<_>>(),
            "presets": preset::all(),
        }))
    }

    fn node(&self, Asked { id }: &Asked) -> Result<Value, Refusal> {
        node(&self.source.read()?, id)
    }

    fn preview(&self, asked: AskedDraft) -> Result<Value, Refusal> {
        Ok(self.edited(asked)?.preview(&self.source))
    }

    fn curl(&self, asked: AskedDraft) -> Result<Value, Refusal> {
        let prepared = self.edited(asked)?.prepare(&self.source)?;
        Ok(json!({"command": curl::command(&prepared.request)}))
    }

    fn edited(&self, AskedDraft { id, draft }: AskedDraft) -> Result<Edited, Refusal> {
        Edited::new(self.source.read()?, &id, draft)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    id: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AskedDraft {
    id: String,
    #[serde(default)]
    draft: Option<Draft>,
}

fn parsed<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    // A list would pass for the members in their order.
    if !body.trim_ascii_start().starts_with(b"{") {
        let message = "the request is no JSON object";
        return Err(Refusal::new(StatusCode::BAD_REQUEST, "REQUEST", message));
    }
    // Not serde's own words: they may repeat what was sent.
    serde_json::from_slice(body).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let message =
            format!("the request is not what this call takes: line {line} column {column}");
        Refusal::new(StatusCode::BAD_REQUEST, "REQUEST", message)
    })
}
