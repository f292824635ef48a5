//! The workspace as a tree of nodes, each with a name of its own.

use super::Refusal;
use http::StatusCode;
use jwt_auth::workspace::{Authentication, Node, NodePath, Workspace};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};

/// The nodes by their ids: the path that the command line knows them by, with a number behind it
/// where an earlier node has that already.
#[derive(Debug, Default)]
pub(super) struct Ids {
    paths: HashMap<String, NodePath>,
    ids: HashMap<NodePath, String>,
}

impl Ids {
    /// The ids of a workspace.
    pub(super) fn of(workspace: &Workspace) -> Self {
        let mut ids = Self::default();
        ids.add(String::new(), NodePath::default(), Node::Workspace(workspace));
        ids
    }

    /// The node of this id.
    ///
    /// # Errors
    /// [`Refusal`] if there is none.
    pub(super) fn path(&self, id: &str) -> Result<&NodePath, Refusal> {
        self.paths.get(id).ok_or_else(|| {
            let message = format!("there is no \"{id}\" in the workspace any more");
            Refusal::new(StatusCode::NOT_FOUND, "NODE", message).hint("load the workspace again")
        })
    }

    /// The id of a node.
    pub(super) fn id(&self, path: &NodePath) -> &str {
        self.ids.get(path).map_or("", String::as_str)
    }

    fn add(&mut self, id: String, path: NodePath, node: Node<'_>) {
        let mut taken = HashSet::new();
        for (index, item) in node.items().iter().enumerate() {
            let wanted = match id.as_str() {
                "" => item.name().to_owned(),
                around => format!("{around}/{}", item.name()),
            };
            let mut own = wanted.clone();
            let mut number = 2;
            while own.is_empty() || self.paths.contains_key(&own) || !taken.insert(own.clone()) {
                own = format!("{wanted} ({number})");
                number += 1;
            }
            self.add(own, path.child(index), Node::from(item));
        }
        self.ids.insert(path.clone(), id.clone());
        self.paths.insert(id, path);
    }
}

/// Whose authentication a node has, as the page reads it.
pub(super) fn source(ids: &Ids, workspace: &Workspace, path: &NodePath) -> Value {
    let mut asked = Some(path.clone());
    while let Some(path) = asked {
        let Some(node) = workspace.node(&path) else { break };
        if *node.authentication() != Authentication::Inherit {
            return json!({"id": ids.id(&path), "label": node.label()});
        }
        asked = path.parent();
    }
    Value::Null
}

/// The workspace as a tree.
pub(super) fn tree(ids: &Ids, workspace: &Workspace) -> Value {
    branch(ids, workspace, &NodePath::default(), Node::Workspace(workspace))
}

fn branch(ids: &Ids, workspace: &Workspace, path: &NodePath, node: Node<'_>) -> Value {
    let items = node.items().iter().enumerate();
    let children = items
        .map(|(index, item)| branch(ids, workspace, &path.child(index), Node::from(item)))
        .collect::<Vec<_>>();
    let mut auth = json!({
        "own": own(node.authentication()),
        "from": source(ids, workspace, path),
    });
    if let Authentication::Jwt(form) = node.authentication()
        && let Some(Value::Bool(disabled)) = form.members().get("disabled")
    {
        auth["disabled"] = (*disabled).into();
    }
    let mut branch = json!({
        "id": ids.id(path),
        "kind": kind(node),
        "name": node.name(),
        "auth": auth,
        "children": children,
    });
    if let Node::Request(request) = node {
        branch["method"] = request.method.clone().into();
        branch["url"] = request.url.clone().into();
    }
    branch
}

/// The kind of a node.
pub(super) fn kind(node: Node<'_>) -> &'static str {
    match node {
        Node::Workspace(_) => "workspace",
        Node::Folder(_) => "folder",
        Node::Request(_) => "request",
    }
}

/// What a node says of authentication, in a word.
fn own(authentication: &Authentication) -> &str {
    match authentication {
        Authentication::Inherit => "inherit",
        Authentication::None => "none",
        Authentication::Jwt(_) => "jwt",
        Authentication::Other(kind) => kind,
    }
}
