//! What was typed into the page and is not saved.

use super::node::body_text;
use jwt_auth::workspace::{
    Authentication, Body, Form, NodePath, Parameter, Problem, Request, Workspace,
};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

/// A node as it was edited. What is left out is as it was.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Draft {
    /// The node, if it is not the one that is asked for: a folder around it.
    #[serde(default)]
    pub(super) id: Option<String>,
    #[serde(default)]
    pub(super) request: Option<RequestDraft>,
    #[serde(default, deserialize_with = "present")]
    pub(super) authentication_type: Option<Option<String>>,
    #[serde(default)]
    pub(super) form: Option<Map<String, Value>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RequestDraft {
    method: String,
    url: String,
    #[serde(default)]
    headers: Vec<ParameterDraft>,
    #[serde(default)]
    params: Vec<ParameterDraft>,
    #[serde(default)]
    body: Option<String>,
    /// As it was told; a body of another kind becomes a text when a text is typed.
    #[serde(default, rename = "bodyKind")]
    _body_kind: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ParameterDraft {
    name: String,
    #[serde(default)]
    value: String,
    #[serde(default = "yes")]
    enabled: bool,
}

impl Draft {
    /// Puts it in the place of the node. The form is read as strictly as that of a file.
    ///
    /// # Errors
    /// [`Problem`] with the field that cannot be used.
    pub(super) fn apply(self, workspace: &mut Workspace, path: &NodePath) -> Result<(), Problem> {
        if let Some(authentication) = self.authentication()?
            && let Some(own) = workspace.authentication_mut(path)
        {
            *own = authentication;
        }
        if let (Some(draft), Some(request)) = (self.request, workspace.request_mut(path)) {
            draft.apply(request);
        }
        Ok(())
    }

    /// What it says of authentication, if anything.
    fn authentication(&self) -> Result<Option<Authentication>, Problem> {
        let Some(kind) = &self.authentication_type else { return Ok(None) };
        Ok(Some(match kind.as_deref() {
            None => Authentication::Inherit,
            Some("none") => Authentication::None,
            Some("jwt") => {
                let form = Form::read(self.form.clone().unwrap_or_default())?;
                Authentication::Jwt(Box::new(form))
            }
            Some(other) => Authentication::Other(other.to_owned()),
        }))
    }
}

impl RequestDraft {
    fn apply(self, request: &mut Request) {
        request.method = self.method;
        request.url = self.url;
        request.headers = self.headers.into_iter().map(Parameter::from).collect();
        request.query = self.params.into_iter().map(Parameter::from).collect();
        if self.body != body_text(&request.body) {
            request.body = edited(&request.body, self.body);
        }
    }
}

impl From<ParameterDraft> for Parameter {
    fn from(draft: ParameterDraft) -> Self {
        Self { name: draft.name, value: draft.value, enabled: draft.enabled }
    }
}

/// A body whose text was edited. JSON stays JSON for as long as it is some.
fn edited(body: &Body, text: Option<String>) -> Body {
    match (body, text) {
        (_, None) => Body::None,
        (Body::Json(_), Some(text)) => match serde_json::from_str(&text) {
            Ok(value @ (Value::Object(_) | Value::Array(_))) => Body::Json(value),
            _ => Body::Text { text, media_type: Some("application/json".to_owned()) },
        },
        (Body::Text { media_type, .. }, Some(text)) => {
            Body::Text { text, media_type: media_type.clone() }
        }
        (_, Some(text)) => Body::Text { text, media_type: None },
    }
}

/// Tells what is null from what is not there.
pub(super) fn present<'de, D: Deserializer<'de>>(
    value: D,
) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(value).map(Some)
}

fn yes() -> bool {
    true
}
