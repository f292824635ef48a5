//! What a request would leave with, now and as it was edited.

use super::{
    Refusal,
    decoded::decoded,
    draft::Draft,
    refusal::problem,
    source::{Snapshot, Source},
    tree::{Ids, source as whose},
};
use crate::transcript::title_case;
use http::HeaderName;
use jwt_auth::{
    NumericDate, Unverified,
    workspace::{
        Authentication, Item, Located, Node, NodePath, PlacedToken, Prepared, Problem, Request,
        System, Workspace,
    },
};
use serde_json::{Value, json};

/// A workspace as it was edited, and the request in question.
pub(super) struct Edited {
    workspace: Workspace,
    ids: Ids,
    system: System,
    /// The node that was asked for.
    node: NodePath,
    /// The request that shows what comes of it: the node itself, or one in it.
    request: NodePath,
    /// What is wrong with what was typed.
    problem: Option<Problem>,
}

impl Edited {
    /// The node of this id, after an edit.
    ///
    /// # Errors
    /// [`Refusal`] if there is none.
    pub(super) fn new(snapshot: Snapshot, id: &str, draft: Option<Draft>) -> Result<Self, Refusal> {
        let node = snapshot.path(id)?.clone();
        let system = snapshot.system();
        let Snapshot { mut workspace, ids, .. } = snapshot;
        let mut problem = None;
        if let Some(draft) = draft {
            let edited = match &draft.id {
                Some(id) => ids.path(id)?.clone(),
                None => node.clone(),
            };
            problem = draft.apply(&mut workspace, &edited).err();
        }
        let request = match example(&workspace, &node) {
            Some(request) => request,
            None => added(&mut workspace, &node),
        };
        Ok(Self { workspace, ids, system, node, request, problem })
    }

    /// The request, ready to be sent.
    ///
    /// # Errors
    /// [`Problem`]: what cannot be signed is not to be sent.
    pub(super) fn prepare(&self, source: &Source) -> Result<Prepared, Problem> {
        if let Some(problem) = &self.problem {
            return Err(problem.clone());
        }
        let session = source.session(&self.workspace, &self.system)?;
        session.prepare(&self.located()?)
    }

    /// The request where it stands.
    pub(super) fn located(&self) -> Result<Located<'_>, Problem> {
        let located = self.workspace.located(&self.request);
        located.ok_or_else(|| Problem::new("REQUEST", "the request is gone"))
    }

    /// What would be sent, and what the token says.
    pub(super) fn preview(&self, source: &Source) -> Value {
        let now = NumericDate::now();
        let mut preview = json!({
            "auth": {"from": whose(&self.ids, &self.workspace, &self.node)},
            "request": {"id": self.ids.id(&self.request)},
            "key": Value::Null,
            "token": Value::Null,
            "place": Value::Null,
            "headerLine": Value::Null,
            "url": Value::Null,
            "decoded": Value::Null,
            "signature": Value::Null,
            "warnings": [],
            "problem": Value::Null,
        });
        let prepared = match self.prepare(source) {
            Ok(prepared) => prepared,
            Err(refused) => {
                preview["problem"] = problem(&refused);
                return preview;
            }
        };
        preview["request"]["method"] = prepared.request.method().as_str().into();
        preview["url"] = prepared.request.uri().to_string().into();
        preview["warnings"] = prepared.warnings.iter().map(problem).collect();
        if let Some(placed) = &prepared.token {
            preview["key"] = placed.key.as_ref().map(|key| json!({"says": key})).into();
            preview["token"] = placed.token.clone().into();
            preview["place"] = json!({"location": placed.location, "name": placed.name});
            preview["headerLine"] = header_line(&prepared, placed).into();
            if let Ok(token) = Unverified::parse(&placed.token) {
                preview["decoded"] = decoded(&token, now);
                preview["signature"] = self.signature(&token).into();
            }
        }
        preview
    }

    /// How far the signature is known to be right.
    fn signature(&self, token: &Unverified<'_>) -> &'static str {
        let form = self.located().ok().and_then(|located| {
            located.levels().find_map(|node| match node.authentication() {
                Authentication::Jwt(form) => Some(form),
                _ => None,
            })
        });
        let is_checked = form.is_some_and(|form| {
            form.members().get("verifyWith").is_some_and(|key| !key.is_null() && key != "")
        });
        match (token.header().alg(), is_checked) {
            ("none", _) => "unsigned",
            (_, true) => "verified",
            (_, false) => "signed",
        }
    }
}

/// The node if it is a request; else the first request in it that asks it for its authentication.
fn example(workspace: &Workspace, node: &NodePath) -> Option<NodePath> {
    let found = workspace.node(node)?;
    if matches!(found, Node::Request(_)) {
        return Some(node.clone());
    }
    found.items().iter().enumerate().find_map(|(index, item)| {
        let inherits = *Node::from(item).authentication() == Authentication::Inherit;
        inherits.then(|| example(workspace, &node.child(index))).flatten()
    })
}

/// A request that stands for those that a folder may have once.
fn added(workspace: &mut Workspace, node: &NodePath) -> NodePath {
    let Some(items) = workspace.items_mut(node) else { return node.clone() };
    items.push(Item::Request(Request::new("a request", "https://api.example/")));
    node.child(items.len() - 1)
}

/// The header that has the token in it.
fn header_line(prepared: &Prepared, placed: &PlacedToken) -> Option<String> {
    let name = match placed.location {
        "header" => placed.name.as_str(),
        "cookie" => "cookie",
        _ => return None,
    };
    let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
    let value = String::from_utf8_lossy(prepared.request.headers().get(&name)?.as_bytes());
    Some(format!("{}: {value}", title_case(name.as_str())))
}
