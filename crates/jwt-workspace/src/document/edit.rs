//! A workspace's text with one node changed, and all else kept byte for byte.

use super::{
    Node,
    change::{Change, changes},
    editor::Editor,
    read,
};
use crate::{Authentication, Item, NodePath, Problem, Workspace};
use serde_json::{Map, Value};
use std::str::FromStr as _;
use yaml_edit::{Document, Mapping, YamlNode};

impl Workspace {
    /// The text of a workspace file, changed so that the node at `path` is as it is here: its
    /// authentication and, of a request, method, URL, query, headers and body. Whatever says
    /// something else keeps its bytes: comments, order, quotes, empty lines.
    ///
    /// ```
    /// use jwt_workspace::{Authentication, NodePath, Workspace};
    ///
    /// let text = "name: Orders # ours\nrequests:\n  - { name: List, url: https://api.example }\n";
    /// let mut workspace = Workspace::from_yaml(text)?;
    /// let list = NodePath::default().child(0);
    /// *workspace.authentication_mut(&list).expect("the request") = Authentication::None;
    /// assert_eq!(
    ///     workspace.edit(text, &list)?,
    ///     "name: Orders # ours\nrequests:\n  - { name: List, url: https://api.example, authentication: none }\n"
    /// );
    /// # Ok::<(), jwt_workspace::Problem>(())
    /// ```
    ///
    /// # Errors
    /// [`Problem`] with the code `EDIT` if the changed text would not say just this, and one with
    /// the line if `text` is no workspace.
    pub fn edit(&self, text: &str, path: &NodePath) -> Result<String, Problem> {
        edited(crate::Node::Workspace(self), path, text, |_, wanted| wanted)
    }

    /// The same for one file of a folder of files, which describes the node at `described` alone
    /// ([`Opened::file`](crate::Opened::file)).
    ///
    /// # Errors
    /// As [`edit`](Self::edit).
    pub fn edit_file(
        &self,
        described: &NodePath,
        text: &str,
        path: &NodePath,
    ) -> Result<String, Problem> {
        let root = self.node(described).ok_or_else(unfit)?;
        let inner = path.0.strip_prefix(described.0.as_slice()).ok_or_else(unfit)?;
        edited(root, &NodePath(inner.to_vec()), text, own)
    }
}

/// The text of a file that describes `root`, with the node at a path below it as it is there.
fn edited(
    root: crate::Node<'_>,
    path: &NodePath,
    text: &str,
    own: impl FnOnce(&Workspace, Workspace) -> Workspace,
) -> Result<String, Problem> {
    let (mark, yaml) = match text.strip_prefix(BYTE_ORDER_MARK) {
        Some(yaml) => (BYTE_ORDER_MARK, yaml),
        None => ("", text),
    };
    let json = Node::parse(yaml)?.to_json();
    let before = read(root, yaml)?;
    let wanted = own(&before, alone(root));
    let document = Document::from_str(yaml).map_err(|_| unfit())?;
    if document.to_string() != yaml {
        return Err(unfit());
    }
    let (members, mapping) = node_at(&json, &document, path).ok_or_else(unfit)?;
    let place = match root {
        crate::Node::Workspace(_) => path.clone(),
        _ => path.below(0),
    };
    let (old, new) = before.node(&place).zip(wanted.node(&place)).ok_or_else(unfit)?;
    let mut editor = Editor::new(is_json(yaml));
    for Change { name, value, order } in changes(members, old, new) {
        editor.set(&mapping, members, name, value.as_ref(), order)?;
    }
    let is_meant = |edited: &String| {
        let read = read(root, edited);
        // Members of JSON objects have no order for a comparison, but a token's claims have one.
        read.is_ok_and(|read| read == wanted && signed(&read) == signed(&wanted))
            && is_json(edited) >= is_json(yaml)
    };
    let edited = editor.texts_of(&document).into_iter().find(is_meant).ok_or_else(unfit)?;
    Ok(format!("{mark}{edited}"))
}

/// What a file says that describes such a node. A folder and a request stand alone in a workspace.
fn read(root: crate::Node<'_>, text: &str) -> Result<Workspace, Problem> {
    let document = Node::parse(text)?;
    let item = match root {
        crate::Node::Workspace(_) => return read::workspace(&document),
        crate::Node::Folder(folder) => Item::Folder(read::folder(&document, Some(&folder.name))?),
        crate::Node::Request(request) => {
            Item::Request(read::request(&document, Some(&request.name))?)
        }
    };
    Ok(Workspace { items: vec![item], ..Workspace::default() })
}

/// A node as its file would say it.
fn alone(root: crate::Node<'_>) -> Workspace {
    let item = match root {
        crate::Node::Workspace(workspace) => return workspace.clone(),
        crate::Node::Folder(folder) => Item::Folder(folder.clone()),
        crate::Node::Request(request) => Item::Request(request.clone()),
    };
    Workspace { items: vec![item], ..Workspace::default() }
}

/// What is wanted, without the items that other files say: they stand behind those of the file.
fn own(before: &Workspace, mut wanted: Workspace) -> Workspace {
    match (before.items.as_slice(), wanted.items.as_mut_slice()) {
        ([Item::Folder(before)], [Item::Folder(wanted)]) => {
            wanted.items.truncate(before.items.len());
        }
        _ => wanted.items.truncate(before.items.len()),
    }
    wanted
}

/// What its forms sign, to the letter.
fn signed(workspace: &Workspace) -> Vec<String> {
    fn add(node: crate::Node<'_>, texts: &mut Vec<String>) {
        if let Authentication::Jwt(form) = node.authentication() {
            let members = ["payload", "headers"].map(|name| form.members().get(name));
            texts.extend(members.into_iter().flatten().map(Value::to_string));
        }
        node.items().iter().for_each(|item| add(item.into(), texts));
    }
    let mut texts = Vec::new();
    add(crate::Node::Workspace(workspace), &mut texts);
    texts
}

/// The members of the node at a path: what they say, and where they stand.
fn node_at<'j>(
    root: &'j Value,
    document: &Document,
    path: &NodePath,
) -> Option<(&'j Map<String, Value>, Mapping)> {
    let (mut value, mut mapping) = (root, document.as_mapping()?);
    for &index in &path.0 {
        let list = |name: &str| value.get(name).and_then(Value::as_array);
        // Requests come first, as they are read.
        let requests = list("requests").map_or(0, Vec::len);
        let (name, index) = match index.checked_sub(requests) {
            None => ("requests", index),
            Some(index) => ("folders", index),
        };
        value = list(name)?.get(index)?;
        mapping = match mapping.get_sequence(name)?.get(index)? {
            YamlNode::Mapping(mapping) => mapping,
            _ => return None,
        };
    }
    Some((value.as_object()?, mapping))
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<Value>(text).is_ok()
}

pub(super) fn unfit() -> Problem {
    let problem = Problem::new("EDIT", "the file is written so that it cannot be changed safely");
    problem.hint("nothing was written; make the change in the file itself")
}

const BYTE_ORDER_MARK: &str = "\u{feff}";
