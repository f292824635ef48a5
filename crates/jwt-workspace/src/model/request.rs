use super::{Authentication, Parameter, Variables};
use serde_json::Value;

/// A request. All its texts are templates.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// What it is called.
    pub name: String,
    /// The method, such as `GET`.
    pub method: String,
    /// The URL.
    pub url: String,
    /// Parameters that are added to the URL's query.
    pub query: Vec<Parameter>,
    /// Its headers. They win over those of folders and of the workspace.
    pub headers: Vec<Parameter>,
    /// What is sent along.
    pub body: Body,
    /// Variables of its own. They win over all others.
    pub variables: Variables,
    /// Its authentication.
    pub authentication: Authentication,
}

impl Request {
    /// A `GET` request without anything but a URL, which inherits its authentication.
    #[must_use]
    pub fn new(name: impl Into<String>, url: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            method: "GET".to_owned(),
            url: url.into(),
            query: Vec::new(),
            headers: Vec::new(),
            body: Body::None,
            variables: Variables::default(),
            authentication: Authentication::Inherit,
        }
    }
}

/// What a request sends along.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Body {
    /// Nothing.
    #[default]
    None,
    /// A text, with the media type that is sent unless a header says another.
    Text {
        /// The text, a template.
        text: String,
        /// The media type, such as `application/json`.
        media_type: Option<String>,
    },
    /// JSON whose strings are templates, as `application/json`.
    Json(Value),
    /// The fields of a form, as `application/x-www-form-urlencoded`.
    Form(Vec<Parameter>),
    /// A file's bytes as they are. The path is a template.
    File(String),
    /// Another kind, such as `multipart/form-data`, known by name only: the request is not sent.
    Other(String),
}
