//! The nodes of a workspace: itself, its folders, its requests.

use crate::{Authentication, Folder, Item, Located, Request, Workspace};

/// Where a node stands: the place of each item on the way to it, from the outermost. Of the
/// workspace itself, nothing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct NodePath(pub(crate) Vec<usize>);

/// A workspace, a folder or a request.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Node<'a> {
    /// The workspace.
    Workspace(&'a Workspace),
    /// A folder.
    Folder(&'a Folder),
    /// A request.
    Request(&'a Request),
}

impl NodePath {
    /// The path of an item of this node.
    #[must_use]
    pub fn child(&self, index: usize) -> Self {
        Self(self.0.iter().copied().chain([index]).collect())
    }

    /// The same path, seen from what this node is an item of.
    pub(crate) fn below(&self, index: usize) -> Self {
        Self([index].into_iter().chain(self.0.iter().copied()).collect())
    }

    /// The path of the folder or workspace around it; none for the workspace.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let (_, around) = self.0.split_last()?;
        Some(Self(around.to_vec()))
    }

    /// Whether the other node is this one or stands in it.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        other.0.starts_with(&self.0)
    }
}

impl<'a> Node<'a> {
    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'a str {
        match self {
            Self::Workspace(workspace) => &workspace.name,
            Self::Folder(folder) => &folder.name,
            Self::Request(request) => &request.name,
        }
    }

    /// What it says of authentication.
    #[must_use]
    pub fn authentication(self) -> &'a Authentication {
        match self {
            Self::Workspace(workspace) => &workspace.authentication,
            Self::Folder(folder) => &folder.authentication,
            Self::Request(request) => &request.authentication,
        }
    }

    /// What is in it, in order.
    #[must_use]
    pub fn items(self) -> &'a [Item] {
        match self {
            Self::Workspace(workspace) => &workspace.items,
            Self::Folder(folder) => &folder.items,
            Self::Request(_) => &[],
        }
    }

    /// As messages name it: `folder "Admin"`.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::Workspace(Workspace { name, .. }) if name.is_empty() => {
                "the workspace".to_owned()
            }
            Self::Workspace(workspace) => format!("workspace \"{}\"", workspace.name),
            Self::Folder(folder) => format!("folder \"{}\"", folder.name),
            Self::Request(request) => format!("request \"{}\"", request.name),
        }
    }
}

impl<'a> From<&'a Item> for Node<'a> {
    fn from(item: &'a Item) -> Self {
        match item {
            Item::Folder(folder) => Self::Folder(folder),
            Item::Request(request) => Self::Request(request),
        }
    }
}

impl<'a> Located<'a> {
    /// Who is asked for the request's authentication, in this order: itself, its folders from the
    /// innermost, the workspace.
    pub fn levels(&self) -> impl Iterator<Item = Node<'a>> {
        let folders: Vec<_> =
            self.folders.iter().rev().map(|folder| Node::Folder(folder)).collect();
        [Node::Request(self.request)]
            .into_iter()
            .chain(folders)
            .chain([Node::Workspace(self.workspace)])
    }
}

impl Workspace {
    /// The node at a path.
    #[must_use]
    pub fn node(&self, path: &NodePath) -> Option<Node<'_>> {
        path.0
            .iter()
            .try_fold(Node::Workspace(self), |node, &index| node.items().get(index).map(Node::from))
    }

    /// The request at a path, with the folders around it. Of a folder or the workspace, none.
    #[must_use]
    pub fn located(&self, path: &NodePath) -> Option<Located<'_>> {
        let (mut items, mut folders) = (self.items.as_slice(), Vec::new());
        let mut indices = path.0.iter();
        loop {
            match items.get(*indices.next()?)? {
                Item::Folder(folder) => {
                    folders.push(folder);
                    items = &folder.items;
                }
                Item::Request(request) => {
                    let located = Located { workspace: self, folders, request };
                    return indices.next().is_none().then_some(located);
                }
            }
        }
    }

    /// What the node at a path says of authentication, to be changed.
    pub fn authentication_mut(&mut self, path: &NodePath) -> Option<&mut Authentication> {
        match self.item_mut(path) {
            None => path.0.is_empty().then_some(&mut self.authentication),
            Some(_) => match self.item_mut(path)? {
                Item::Folder(folder) => Some(&mut folder.authentication),
                Item::Request(request) => Some(&mut request.authentication),
            },
        }
    }

    /// The request at a path, to be changed.
    pub fn request_mut(&mut self, path: &NodePath) -> Option<&mut Request> {
        match self.item_mut(path)? {
            Item::Request(request) => Some(request),
            Item::Folder(_) => None,
        }
    }

    /// The items of the workspace or of a folder, to be changed.
    pub fn items_mut(&mut self, path: &NodePath) -> Option<&mut Vec<Item>> {
        if path.0.is_empty() {
            return Some(&mut self.items);
        }
        match self.item_mut(path)? {
            Item::Folder(folder) => Some(&mut folder.items),
            Item::Request(_) => None,
        }
    }

    fn item_mut(&mut self, path: &NodePath) -> Option<&mut Item> {
        let (first, rest) = path.0.split_first()?;
        let mut item = self.items.get_mut(*first)?;
        for &index in rest {
            item = match item {
                Item::Folder(folder) => folder.items.get_mut(index)?,
                Item::Request(_) => return None,
            };
        }
        Some(item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workspace() -> Workspace {
        let text = "
requests: [{ name: A, url: h }]
folders: [{ name: F, requests: [{ name: B, url: h }], folders: [{ name: G }] }]
";
        Workspace::from_yaml(text).expect("a workspace")
    }

    #[test]
    fn nodes_are_found_by_their_paths() {
        let workspace = workspace();
        let root = NodePath::default();
        let names = [
            (root.clone(), "the workspace"),
            (root.child(0), "request \"A\""),
            (root.child(1), "folder \"F\""),
            (root.child(1).child(0), "request \"B\""),
            (root.child(1).child(1), "folder \"G\""),
        ];
        for (path, label) in names {
            assert_eq!(workspace.node(&path).map(Node::label).as_deref(), Some(label));
            let is_request = label.starts_with("request");
            assert_eq!(workspace.located(&path).is_some(), is_request, "{label}");
        }
        for path in [root.child(2), root.child(0).child(0), root.child(1).child(1).child(0)] {
            assert_eq!((workspace.node(&path), workspace.located(&path)), (None, None));
        }
        let located = workspace.located(&root.child(1).child(0)).expect("B");
        assert_eq!(located.path(), "F/B");
        let levels: Vec<String> = located.levels().map(Node::label).collect();
        assert_eq!(levels, ["request \"B\"", "folder \"F\"", "the workspace"]);
    }

    #[test]
    fn nodes_are_changed_by_their_paths() {
        let mut workspace = workspace();
        let root = NodePath::default();
        for path in [root.clone(), root.child(0), root.child(1), root.child(1).child(0)] {
            *workspace.authentication_mut(&path).expect("a node") = Authentication::None;
            let node = workspace.node(&path).expect("a node");
            assert_eq!(*node.authentication(), Authentication::None);
        }
        assert!(workspace.authentication_mut(&root.child(7)).is_none());
        assert!(workspace.request_mut(&root.child(1)).is_none());
        assert!(workspace.request_mut(&root.child(1).child(0)).is_some());
        assert_eq!(workspace.items_mut(&root.child(1)).map(|items| items.len()), Some(2));
    }
}
