//! What tests look at: a workspace's outline, and one thing in it.

use jwt_workspace::{
    Authentication, Body, Item, Parameter, Request, Variables, Workspace, import::Imported,
};
use serde_json::Value;

/// Reads a fixture.
pub(crate) fn read(text: &str) -> Imported {
    jwt_workspace::import::read(text).expect("an export")
}

/// Folders and requests in their order, indented, each with its authentication.
pub(crate) fn outline(workspace: &Workspace) -> String {
    let mut lines =
        vec![format!("{}: {}", workspace.name, authentication(&workspace.authentication))];
    add(&workspace.items, 1, &mut lines);
    lines.join("\n")
}

fn add(items: &[Item], depth: usize, lines: &mut Vec<String>) {
    for item in items {
        let indent = "  ".repeat(depth);
        match item {
            Item::Folder(folder) => {
                let kind = authentication(&folder.authentication);
                lines.push(format!("{indent}{}/: {kind}", folder.name));
                add(&folder.items, depth + 1, lines);
            }
            Item::Request(request) => {
                let kind = authentication(&request.authentication);
                lines.push(format!("{indent}{} {} ({kind})", request.method, request.name));
            }
        }
    }
}

fn authentication(authentication: &Authentication) -> String {
    match authentication {
        Authentication::Inherit => "inherit".to_owned(),
        Authentication::None => "none".to_owned(),
        Authentication::Jwt(_) => "jwt".to_owned(),
        Authentication::Other(kind) => format!("other: {kind}"),
    }
}

/// The request of a name.
pub(crate) fn request<'w>(workspace: &'w Workspace, name: &str) -> &'w Request {
    let mut requests = workspace.requests().into_iter();
    requests.find(|located| located.request.name == name).expect(name).request
}

/// The folder of a name, which stands at the top.
pub(crate) fn folder<'w>(workspace: &'w Workspace, name: &str) -> &'w jwt_workspace::Folder {
    let mut folders = workspace.items.iter().filter_map(|item| match item {
        Item::Folder(folder) => Some(folder),
        Item::Request(_) => None,
    });
    folders.find(|folder| folder.name == name).expect(name)
}

/// The members of a form; null if there is none.
pub(crate) fn form(authentication: &Authentication) -> Value {
    match authentication {
        Authentication::Jwt(form) => Value::Object(form.members().clone()),
        _ => Value::Null,
    }
}

/// Parameters as `name=value`, in brackets if they are not sent.
pub(crate) fn parameters(parameters: &[Parameter]) -> Vec<String> {
    let parameters = parameters.iter().map(|Parameter { name, value, enabled }| match enabled {
        true => format!("{name}={value}"),
        false => format!("({name}={value})"),
    });
    parameters.collect()
}

/// Variables as `name=value`.
pub(crate) fn variables(variables: &Variables) -> Vec<String> {
    variables.iter().map(|(name, value)| format!("{name}={value}")).collect()
}

/// Environments, each with its variables.
pub(crate) fn environments(workspace: &Workspace) -> Vec<(&str, Vec<String>)> {
    let environments = workspace.environments.iter();
    environments
        .map(|environment| (environment.name.as_str(), variables(&environment.variables)))
        .collect()
}

/// A body's text and media type, if it is a text.
pub(crate) fn text(body: &Body) -> (&str, &str) {
    match body {
        Body::Text { text, media_type } => (text, media_type.as_deref().unwrap_or_default()),
        _ => ("not a text", ""),
    }
}

/// The fields of a body, if it is a form.
pub(crate) fn fields(body: &Body) -> Vec<String> {
    match body {
        Body::Form(fields) => parameters(fields),
        _ => vec!["not a form".to_owned()],
    }
}
