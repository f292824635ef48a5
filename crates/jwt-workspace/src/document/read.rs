//! Workspaces, folders and requests out of a document.

use super::{
    Kind, Members, Node,
    members::{line, text, variables},
};
use crate::{Authentication, Body, Environment, Folder, Form, Item, Problem, Request, Workspace};
use serde_json::Value;

/// The workspace that a whole document describes.
pub(crate) fn workspace(node: &Node) -> Result<Workspace, Problem> {
    let mut members = Members::of(node, "the workspace")?;
    // Where editors look for the schema of a JSON file.
    members.take("$schema");
    let workspace = Workspace {
        name: members.text("name")?.unwrap_or_default(),
        variables: members.variables("variables")?,
        environments: environments(&mut members)?,
        headers: members.parameters("headers")?,
        authentication: authentication(&mut members, "the workspace")?,
        items: items(&mut members)?,
    };
    members.finish()?;
    Ok(workspace)
}

/// The folder that a document, or a part of one, describes. One of a file of its own has its name
/// from there, and its items from beside it.
pub(crate) fn folder(node: &Node, file_name: Option<&str>) -> Result<Folder, Problem> {
    let mut members = Members::of(node, "a folder")?;
    let name = name(&mut members, file_name)?;
    let what = format!("folder \"{name}\"");
    members.rename(what.clone());
    let folder = Folder {
        name,
        variables: members.variables("variables")?,
        headers: members.parameters("headers")?,
        authentication: authentication(&mut members, &what)?,
        items: items(&mut members)?,
    };
    members.finish()?;
    Ok(folder)
}

/// The request that a document, or a part of one, describes. One of a file of its own has its name
/// from there.
pub(crate) fn request(node: &Node, file_name: Option<&str>) -> Result<Request, Problem> {
    let mut members = Members::of(node, "a request")?;
    let name = name(&mut members, file_name)?;
    let what = format!("request \"{name}\"");
    members.rename(what.clone());
    let request = Request {
        method: members.text("method")?.unwrap_or_else(|| "GET".to_owned()),
        url: members.required("url")?,
        query: members.parameters("query")?,
        headers: members.parameters("headers")?,
        body: body(&mut members, &what, node.line)?,
        variables: members.variables("variables")?,
        authentication: authentication(&mut members, &what)?,
        name,
    };
    members.finish()?;
    Ok(request)
}

fn name(members: &mut Members<'_>, file_name: Option<&str>) -> Result<String, Problem> {
    match (members.text("name")?, file_name) {
        (Some(name), _) => Ok(name),
        (None, Some(name)) => Ok(name.to_owned()),
        (None, None) => members.required("name"),
    }
}

fn items(members: &mut Members<'_>) -> Result<Vec<Item>, Problem> {
    let mut items = Vec::new();
    for node in members.list("requests")? {
        items.push(Item::Request(request(node, None)?));
    }
    for node in members.list("folders")? {
        items.push(Item::Folder(folder(node, None)?));
    }
    Ok(items)
}

fn environments(members: &mut Members<'_>) -> Result<Vec<Environment>, Problem> {
    let Some(node) = members.take("environments") else { return Ok(Vec::new()) };
    match &node.kind {
        Kind::Null => Ok(Vec::new()),
        Kind::Members(entries) => entries
            .iter()
            .map(|(name, node)| {
                let variables = match node.kind {
                    Kind::Null => Default::default(),
                    _ => variables(node, &format!("environment \"{}\"", name.text))?,
                };
                Ok(Environment { name: name.text.clone(), variables })
            })
            .collect(),
        _ => {
            let message = format!("environments must be a mapping, but is {}", node.noun());
            Err(Problem::new("WORKSPACE", message).at(line(node.line)))
        }
    }
}

/// `authentication` is a form, `none` or `inherit`. `authenticationType` says the same as Yaak has
/// it: `jwt`, `none`, and null for inherit, whatever form stands beside it.
fn authentication(members: &mut Members<'_>, what: &str) -> Result<Authentication, Problem> {
    let kind = members.take("authenticationType");
    let form = members.take("authentication");
    let at = kind.or(form).map_or(0, |node| node.line);
    let kind = match kind {
        None => None,
        Some(Node { kind: Kind::Null, .. }) => return Ok(Authentication::Inherit),
        Some(node) => Some(text(node, &format!("authenticationType of {what}"))?),
    };
    match kind.as_deref() {
        Some("none") => return Ok(Authentication::None),
        Some("jwt") | None => {}
        Some(other) => return Ok(Authentication::Other(other.to_owned())),
    }
    match form.map(|node| (&node.kind, node)) {
        None if kind.is_some() => {
            Ok(Authentication::Jwt(Box::new(Form::read(Default::default())?)))
        }
        None | Some((Kind::Null, _)) => Ok(Authentication::Inherit),
        Some((Kind::Text(text), _)) if text == "none" => Ok(Authentication::None),
        Some((Kind::Text(text), _)) if text == "inherit" => Ok(Authentication::Inherit),
        Some((Kind::Members(entries), node)) => {
            let Value::Object(object) = node.to_json() else { return Ok(Authentication::Inherit) };
            let form = Form::read(object).map_err(|problem| {
                let field = problem.field().and_then(|field| field.split('.').next());
                let entry = entries.iter().find(|(name, _)| Some(&*name.text) == field);
                problem.at(line(entry.map_or(at, |(name, _)| name.line)))
            })?;
            Ok(Authentication::Jwt(Box::new(form)))
        }
        Some((_, node)) => {
            let message =
                format!("authentication of {what} must be a form, \"none\" or \"inherit\"");
            Err(Problem::new("WORKSPACE", message).at(line(node.line)))
        }
    }
}

fn body(members: &mut Members<'_>, what: &str, at: usize) -> Result<Body, Problem> {
    let body = members.take("body");
    let media_type = members.text("bodyType")?;
    let file = members.text("bodyFile")?;
    let form = members.parameters("form")?;
    let given = [body.is_some(), file.is_some(), !form.is_empty()];
    if given.iter().filter(|given| **given).count() > 1 {
        let message = format!("{what} has more than one of body, bodyFile and form");
        return Err(Problem::new("WORKSPACE", message).at(line(at)));
    }
    let is_text = !matches!(body, Some(Node { kind: Kind::Members(_) | Kind::List(_), .. }));
    if media_type.is_some() && !(is_text && file.is_none() && form.is_empty()) {
        let message = format!("bodyType of {what} goes with a body of text only");
        let problem = Problem::new("WORKSPACE", message).at(line(at));
        return Err(problem.hint("set the header Content-Type instead"));
    }
    Ok(match (body.map(|node| (&node.kind, node)), file) {
        (Some((Kind::Members(_) | Kind::List(_), node)), _) => Body::Json(node.to_json()),
        (Some((Kind::Null, _)), _) => Body::None,
        (Some((_, node)), _) => {
            Body::Text { text: text(node, &format!("body of {what}"))?, media_type }
        }
        (None, Some(path)) => Body::File(path),
        (None, None) if !form.is_empty() => Body::Form(form),
        (None, None) => media_type.map_or(Body::None, Body::Other),
    })
}
