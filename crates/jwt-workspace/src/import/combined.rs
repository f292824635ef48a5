use crate::{Environment, Folder, Item, Workspace};

/// One workspace of several: each becomes a folder, unless there is only one.
pub(super) fn combined(name: &str, mut workspaces: Vec<Workspace>) -> Workspace {
    if workspaces.len() == 1 {
        return workspaces.remove(0);
    }
    let mut whole = Workspace { name: name.to_owned(), ..Workspace::default() };
    for workspace in workspaces {
        let environments = workspace.environments.into_iter();
        whole.environments.extend(environments.map(|environment| Environment {
            name: format!("{}/{}", workspace.name, environment.name),
            ..environment
        }));
        whole.items.push(Item::Folder(Folder {
            name: workspace.name,
            variables: workspace.variables,
            headers: workspace.headers,
            authentication: workspace.authentication,
            items: workspace.items,
        }));
    }
    whole
}
