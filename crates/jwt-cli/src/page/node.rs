//! One node, with all that can be edited of it. This alone has the secrets that stand in the
//! workspace.

use super::{Refusal, source::Snapshot, tree::kind};
use jwt_auth::workspace::{Authentication, Body, Node, Parameter, Request};
use serde_json::{Value, json};

/// A node as the page edits it.
///
/// # Errors
/// [`Refusal`] if there is none of this id.
pub(super) fn node(snapshot: &Snapshot, id: &str) -> Result<Value, Refusal> {
    let path = snapshot.path(id)?;
    let node = snapshot
        .workspace
        .node(path)
        .ok_or_else(|| Refusal::new(http::StatusCode::NOT_FOUND, "NODE", "the node is gone"))?;
    let (kind_of_authentication, form) = match node.authentication() {
        Authentication::Inherit => (Value::Null, Value::Null),
        Authentication::None => ("none".into(), Value::Null),
        Authentication::Jwt(form) => ("jwt".into(), form.members().clone().into()),
        Authentication::Other(kind) => (kind.clone().into(), Value::Null),
    };
    let mut json = json!({
        "id": id,
        "kind": kind(node),
        "authenticationType": kind_of_authentication,
        "form": form,
    });
    if let Node::Request(request) = node {
        json["request"] = self::request(request);
    }
    Ok(json)
}

fn request(request: &Request) -> Value {
    json!({
        "method": request.method,
        "url": request.url,
        "headers": parameters(&request.headers),
        "params": parameters(&request.query),
        "body": body_text(&request.body),
        "bodyKind": match request.body {
            Body::None => "none",
            Body::Text { .. } => "text",
            Body::Json(_) => "json",
            Body::Form(_) => "form",
            Body::File(_) => "file",
            Body::Other(_) => "other",
        },
    })
}

/// The body as it is edited, where that is a text.
pub(super) fn body_text(body: &Body) -> Option<String> {
    match body {
        Body::Text { text, .. } => Some(text.clone()),
        Body::Json(value) => Some(format!("{value:#}")),
        Body::None | Body::Form(_) | Body::File(_) | Body::Other(_) => None,
    }
}

fn parameters(parameters: &[Parameter]) -> Value {
    let parameter = |Parameter { name, value, enabled }: &Parameter| json!({"name": name, "value": value, "enabled": enabled});
    parameters.iter().map(parameter).collect()
}
