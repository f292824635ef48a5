//! What Yaak exports, and the folder that it syncs a workspace to. Templates and forms are ours.

use super::{
    Imported, MOST_BYTES,
    combined::combined,
    forms::{self, as_text},
    importer::Importer,
    members::Members,
    parameters::{Names, YAAK},
    place::Place,
    problem, source,
    templates::Language,
    tree::Tree,
    url, yaml,
};
use crate::{
    Authentication, Body, Environment, Folder, Item, Parameter, Problem, Request, Variables,
    Workspace,
};
use serde_json::Value;
use std::{collections::HashMap, path::PathBuf};

/// Reads an export.
pub(super) fn export(document: &Value) -> Result<Imported, Problem> {
    let mut importer = importer();
    let place = Place::workspace();
    let mut members = Members::of(document, &place)?;
    members.ignore(&["yaakVersion", "yaakSchema", "timestamp"]);
    let mut models = Vec::new();
    if let Some(mut resources) = members.object("resources")? {
        for (list, kind) in LISTS {
            let values = resources.list(list)?;
            models.extend(values.iter().map(|value| (*kind, value)));
        }
        resources.finish(&mut importer.left_out);
    }
    members.finish(&mut importer.left_out);
    read(importer, &models)
}

/// Reads the files of a folder.
pub(super) fn folder(files: &[(PathBuf, String)]) -> Result<Imported, Problem> {
    let mut importer = importer();
    let mut size = 0;
    let mut documents = Vec::new();
    for (path, text) in files {
        size += text.len();
        if size > MOST_BYTES {
            return Err(problem("the files are larger than 32 MiB"));
        }
        let is_json = path.extension().is_some_and(|end| end == "json");
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let read = if is_json { source::json(text) } else { yaml::read(text) };
        let document = read.map_err(|problem| problem.at(path.display()))?;
        let kind = ["model", "type"].iter().find_map(|name| document.get(name)?.as_str());
        match kind.and_then(|kind| LISTS.iter().find(|(_, known)| *known == kind)) {
            Some((_, kind)) => documents.push((*kind, document)),
            None => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let what = "it is no part of a workspace of Yaak";
                importer.leave_out(&Place::workspace().inside("file", &name), what);
            }
        }
    }
    let models: Vec<_> = documents.iter().map(|(kind, document)| (*kind, document)).collect();
    read(importer, &models)
}

struct Model<'v> {
    kind: &'static str,
    id: String,
    name: String,
    members: Members<'v>,
}

/// Models by what they are in, and variables by folder or workspace.
struct Models<'v> {
    tree: Tree<Model<'v>>,
    environments: HashMap<String, Vec<Environment>>,
    variables: HashMap<String, Variables>,
}

fn read(mut importer: Importer, models: &[(&'static str, &Value)]) -> Result<Imported, Problem> {
    let root = Place::workspace();
    let mut all =
        Models { tree: Tree::new(), environments: HashMap::new(), variables: HashMap::new() };
    let mut workspaces = Vec::new();
    for (kind, value) in models {
        let mut members = Members::of(value, &root.inside("model", ""))?;
        members.ignore(&["model", "type"]);
        let id = members.text_or_empty("id")?;
        let around = members.text_or_empty("workspaceId")?;
        let name = members.text_or_empty("name")?;
        let order = value.get("sortPriority").and_then(Value::as_f64).unwrap_or_default();
        let model = Model { kind, id, name, members };
        match *kind {
            "workspace" => workspaces.push(model),
            "environment" => environment(&mut importer, &around, model, &mut all)?,
            _ => {
                let mut model = model;
                let parent = model.members.text("folderId")?.unwrap_or(around);
                all.tree.add(&parent, order, model);
            }
        }
    }
    if workspaces.is_empty() {
        return Err(problem("there is no workspace of Yaak among what was given"));
    }
    let is_single = workspaces.len() == 1;
    let mut read = Vec::new();
    for model in workspaces {
        let place = if is_single { root.clone() } else { root.folder(&model.name)? };
        read.push(workspace(&mut importer, &place, model, &mut all)?);
    }
    for lost in all.tree.lost() {
        let what = format!("a {} that is in nothing that was given", lost.kind.replace('_', " "));
        importer.leave_out(&root.inside("model", &lost.name), what);
    }
    Ok(importer.finish(combined("Yaak", read)))
}

/// Variables of the workspace, of one of its folders, or to choose.
fn environment<'v>(
    importer: &mut Importer,
    around: &str,
    model: Model<'v>,
    all: &mut Models<'v>,
) -> Result<(), Problem> {
    let place = Place::workspace().inside("environment", &model.name);
    let mut members = model.members;
    members.stand_at(&place);
    let mut variables = Variables::default();
    for row in members.list("variables")? {
        let mut row = Members::of(row, &place)?;
        let (name, value) = (row.text_or_empty("name")?, as_text(row.take("value")));
        let enabled = row.flag("enabled")?.unwrap_or(true);
        row.finish(&mut importer.left_out);
        if enabled {
            importer.set(&mut variables, &place, &name, &value);
        } else {
            importer.leave_out(&place, format!("the disabled variable \"{name}\""));
        }
    }
    let is_base = members.flag("base")?.unwrap_or(false);
    let parent = members.text("parentModel")?;
    let parent_id = members.text_or_empty("parentId")?;
    members.ignore(&["public"]);
    members.finish(&mut importer.left_out);
    match parent.as_deref() {
        Some("folder") => drop(all.variables.insert(parent_id, variables)),
        Some("workspace") => drop(all.variables.insert(around.to_owned(), variables)),
        None | Some("") if is_base => drop(all.variables.insert(around.to_owned(), variables)),
        _ => {
            let environment = Environment { name: model.name, variables };
            all.environments.entry(around.to_owned()).or_default().push(environment);
        }
    }
    Ok(())
}

fn workspace(
    importer: &mut Importer,
    place: &Place,
    model: Model<'_>,
    all: &mut Models<'_>,
) -> Result<Workspace, Problem> {
    let mut members = model.members;
    members.stand_at(place);
    let workspace = Workspace {
        name: model.name,
        variables: all.variables.remove(&model.id).unwrap_or_default(),
        environments: all.environments.remove(&model.id).unwrap_or_default(),
        headers: YAAK.read(importer, place, members.list("headers")?)?,
        authentication: authentication(importer, place, &mut members)?,
        items: items(importer, place, &model.id, all)?,
    };
    members.settings(SETTINGS, &mut importer.left_out);
    members.ignore(&["encryptionKeyChallenge"]);
    members.finish(&mut importer.left_out);
    Ok(workspace)
}

fn items(
    importer: &mut Importer,
    around: &Place,
    id: &str,
    all: &mut Models<'_>,
) -> Result<Vec<Item>, Problem> {
    let mut items = Vec::new();
    for model in all.tree.take(id) {
        let place = around.inside("request", &model.name);
        match model.kind {
            "folder" => items.push(Item::Folder(inner(importer, around, model, all)?)),
            "http_request" => items.push(Item::Request(request(importer, &place, model)?)),
            "grpc_request" => importer.leave_out(&place, "it is a request of gRPC"),
            _ => importer.leave_out(&place, "it is a request of WebSocket"),
        }
    }
    Ok(items)
}

fn inner(
    importer: &mut Importer,
    around: &Place,
    model: Model<'_>,
    all: &mut Models<'_>,
) -> Result<Folder, Problem> {
    let place = around.folder(&model.name)?;
    let mut members = model.members;
    members.stand_at(&place);
    let folder = Folder {
        name: model.name,
        variables: all.variables.remove(&model.id).unwrap_or_default(),
        headers: YAAK.read(importer, &place, members.list("headers")?)?,
        authentication: authentication(importer, &place, &mut members)?,
        items: items(importer, &place, &model.id, all)?,
    };
    members.settings(SETTINGS, &mut importer.left_out);
    members.finish(&mut importer.left_out);
    Ok(folder)
}

fn request(importer: &mut Importer, place: &Place, model: Model<'_>) -> Result<Request, Problem> {
    let mut members = model.members;
    members.stand_at(place);
    let url = members.text_or_empty("url")?;
    // Yaak shows the URL of a request without a name.
    let name = if model.name.is_empty() { url.clone() } else { model.name };
    let mut request = Request::new(name, importer.template(place, &url));
    if let Some(method) = members.text("method")?.filter(|method| !method.is_empty()) {
        request.method = importer.template(place, &method);
    }
    for parameter in YAAK.read(importer, place, members.list("urlParameters")?)? {
        match path_name(&request.url, &parameter) {
            Some(name) => {
                request.url = url::fill(&request.url, name, &url::encoded(&parameter.value));
            }
            None => request.query.push(parameter),
        }
    }
    request.headers = YAAK.read(importer, place, members.list("headers")?)?;
    request.authentication = authentication(importer, place, &mut members)?;
    let kind = members.text("bodyType")?;
    if let Some(body) = members.object("body")? {
        request.body = self::body(importer, place, kind, body)?;
    }
    members.settings(SETTINGS, &mut importer.left_out);
    members.finish(&mut importer.left_out);
    Ok(request)
}

/// The name of a parameter that fills a place in the path.
fn path_name<'p>(url: &str, parameter: &'p Parameter) -> Option<&'p str> {
    let name = parameter.name.strip_prefix(':').filter(|_| parameter.enabled)?;
    url::has(url, name).then_some(name)
}

/// Yaak's form is ours, without what ours adds.
fn authentication(
    importer: &mut Importer,
    place: &Place,
    around: &mut Members<'_>,
) -> Result<Authentication, Problem> {
    let kind = around.text("authenticationType")?;
    let form = around.object("authentication")?;
    Ok(match kind.as_deref() {
        // What was typed for another choice stays in the file, and means nothing.
        None | Some("") => Authentication::Inherit,
        Some("none") => Authentication::None,
        Some("jwt") => {
            let mut members = forms::blank();
            if let Some(mut form) = form {
                for name in FORM {
                    if let Some(value) = form.take(name) {
                        let value = forms::translated(importer, place, value);
                        members.insert((*name).to_owned(), value);
                    }
                }
                form.finish(&mut importer.left_out);
            }
            forms::authentication(importer, place, members)
        }
        Some(kind) => importer.other(place, kind),
    })
}

fn body(
    importer: &mut Importer,
    place: &Place,
    kind: Option<String>,
    mut members: Members<'_>,
) -> Result<Body, Problem> {
    let kind = kind.filter(|kind| !kind.is_empty());
    let body = match kind.as_deref() {
        None => return Ok(Body::None),
        Some("application/x-www-form-urlencoded") => {
            Body::Form(YAAK.read(importer, place, members.list("form")?)?)
        }
        Some("multipart/form-data") => {
            Names::leave_out_multipart(importer, place, members.list("form")?)
        }
        Some("binary") => match members.text_or_empty("filePath")? {
            path if path.is_empty() => Body::None,
            path => Body::File(importer.template(place, &path)),
        },
        Some("graphql") => {
            let query = members.text_or_empty("query")?;
            let variables = as_text(members.take("variables"));
            let text = importer.template(place, &forms::graphql(&query, &variables, None));
            Body::Text { text, media_type: Some("application/json".to_owned()) }
        }
        Some(kind) => {
            let text = members.text_or_empty("text")?;
            let media_type = (kind != "other").then(|| kind.to_owned());
            match text.is_empty() {
                true => Body::None,
                false => Body::Text { text: importer.template(place, &text), media_type },
            }
        }
    };
    members.finish(&mut importer.left_out);
    Ok(body)
}

fn importer() -> Importer {
    Importer::new("Yaak", Language::Yaak)
}

/// The lists of an export, and the kinds of what is in them.
const LISTS: &[(&str, &str)] = &[
    ("workspaces", "workspace"),
    ("environments", "environment"),
    ("folders", "folder"),
    ("httpRequests", "http_request"),
    ("requests", "http_request"),
    ("grpcRequests", "grpc_request"),
    ("websocketRequests", "websocket_request"),
];

const FORM: &[&str] = &[
    "disabled",
    "algorithm",
    "secret",
    "secretBase64",
    "payload",
    "headers",
    "location",
    "name",
    "headerPrefix",
];

const SETTINGS: &[(&str, &str)] = &[
    ("settingDnsOverrides", "[]"),
    ("settingFollowRedirects", "true"),
    ("settingRequestTimeout", "0"),
    ("settingValidateCertificates", "true"),
];
