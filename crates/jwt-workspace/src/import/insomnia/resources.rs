use super::{authentication, environment, request};
use crate::{
    Environment, Folder, Item, Problem, Workspace,
    import::{
        Imported,
        combined::combined,
        importer::Importer,
        members::{Members, is_empty},
        parameters::INSOMNIA,
        place::Place,
        problem,
        tree::Tree,
    },
};
use serde_json::Value;

/// Reads an export of version 4: a list of resources that name what they are in.
pub(in crate::import) fn resources(document: &Value) -> Result<Imported, Problem> {
    let mut importer = super::importer();
    let place = Place::workspace();
    let mut members = Members::of(document, &place)?;
    let format = members.text_or_empty("__export_format")?;
    if !["4", "3", ""].contains(&format.as_str()) {
        let problem = problem(format!("the file is an Insomnia export of version {format}"));
        return Err(problem.hint("export it as version 4 or 5"));
    }
    let (mut workspaces, mut tree) = (Vec::new(), Tree::new());
    for value in members.list("resources")? {
        let mut resource = Members::of(value, &place.inside("resource", ""))?;
        let kind = resource.text_or_empty("_type")?;
        let id = resource.text_or_empty("_id")?;
        let parent = resource.text_or_empty("parentId")?;
        let name = resource.text_or_empty("name")?;
        let order = value.get("metaSortKey").and_then(Value::as_f64).unwrap_or_default();
        let resource = Resource { kind, id, name, members: resource };
        match resource.kind.as_str() {
            "workspace" => workspaces.push(resource),
            _ => tree.add(&parent, order, resource),
        }
    }
    members.ignore(&["_type", "__export_date", "__export_source"]);
    members.finish(&mut importer.left_out);
    if workspaces.is_empty() {
        return Err(problem("the Insomnia export has no workspace"));
    }
    let is_single = workspaces.len() == 1;
    let mut read = Vec::new();
    for resource in workspaces {
        let place = if is_single { place.clone() } else { place.folder(&resource.name)? };
        read.push(workspace(&mut importer, &place, resource, &mut tree)?);
    }
    for lost in tree.lost() {
        let what = format!("a {} that is in nothing in the file", lost.kind.replace('_', " "));
        importer.leave_out(&place.inside("resource", &lost.name), what);
    }
    Ok(importer.finish(combined("Insomnia", read)))
}

#[derive(Debug)]
struct Resource<'v> {
    kind: String,
    id: String,
    name: String,
    members: Members<'v>,
}

fn workspace(
    importer: &mut Importer,
    place: &Place,
    resource: Resource<'_>,
    tree: &mut Tree<Resource<'_>>,
) -> Result<Workspace, Problem> {
    let mut members = resource.members;
    members.stand_at(place);
    let mut workspace = Workspace { name: resource.name, ..Workspace::default() };
    workspace.headers = INSOMNIA.read(importer, place, members.list("headers")?)?;
    workspace.authentication = authentication::read(importer, place, &mut members)?;
    members.ignore(&["scope"]);
    members.finish(&mut importer.left_out);
    let inside = tree.take(&resource.id);
    let (environments, inside): (Vec<_>, Vec<_>) =
        inside.into_iter().partition(|resource| resource.kind == "environment");
    for base in environments {
        let id = base.id.clone();
        workspace.variables = environment(importer, base)?.variables;
        for sub in tree.take(&id) {
            workspace.environments.push(environment(importer, sub)?);
        }
    }
    workspace.items = items(importer, place, inside, tree)?;
    Ok(workspace)
}

fn environment(
    importer: &mut Importer,
    mut resource: Resource<'_>,
) -> Result<Environment, Problem> {
    let place = Place::workspace().inside("environment", &resource.name);
    resource.members.stand_at(&place);
    let variables = environment::read(importer, &place, &mut resource.members)?;
    resource.members.finish(&mut importer.left_out);
    Ok(Environment { name: resource.name, variables })
}

fn items(
    importer: &mut Importer,
    around: &Place,
    resources: Vec<Resource<'_>>,
    tree: &mut Tree<Resource<'_>>,
) -> Result<Vec<Item>, Problem> {
    let mut items = Vec::new();
    for resource in resources {
        let here = around.inside("request", &resource.name);
        match resource.kind.as_str() {
            "request" => items.push(Item::Request(http(importer, &here, resource)?)),
            "request_group" => {
                items.push(Item::Folder(folder(importer, around, resource, tree)?));
            }
            _ => leave_out(importer, around, &here, resource, tree),
        }
    }
    Ok(items)
}

/// What is neither a request of HTTP nor a folder.
fn leave_out(
    importer: &mut Importer,
    around: &Place,
    here: &Place,
    mut resource: Resource<'_>,
    tree: &mut Tree<Resource<'_>>,
) {
    // What belongs to it goes with it: payloads, tests, routes.
    let mut ids = vec![resource.id.clone()];
    while let Some(id) = ids.pop() {
        ids.extend(tree.take(&id).into_iter().map(|inner| inner.id));
    }
    let name = &resource.name;
    match resource.kind.as_str() {
        "grpc_request" => importer.leave_out(here, "it is a request of gRPC"),
        "websocket_request" => importer.leave_out(here, "it is a request of WebSocket"),
        "socketio_request" => importer.leave_out(here, "it is a request of Socket.IO"),
        "cookie_jar" => {
            if resource.members.take("cookies").is_some_and(|cookies| !is_empty(cookies)) {
                importer.leave_out(around, "the cookies");
            }
        }
        "api_spec" => {
            if resource.members.take("contents").is_some_and(|contents| !is_empty(contents)) {
                importer.leave_out(around, "the API specification");
            }
        }
        "unit_test_suite" => importer.leave_out(around, format!("the test suite \"{name}\"")),
        kind => {
            let kind = kind.replace('_', " ");
            importer.leave_out(around, format!("the {kind} \"{name}\""));
        }
    }
}

fn folder(
    importer: &mut Importer,
    around: &Place,
    resource: Resource<'_>,
    tree: &mut Tree<Resource<'_>>,
) -> Result<Folder, Problem> {
    let place = around.folder(&resource.name)?;
    let mut members = resource.members;
    members.stand_at(&place);
    let mut folder = Folder { name: resource.name, ..Folder::default() };
    if let Some(data) = members.object("environment")? {
        folder.variables = environment::variables(importer, &place, data);
    }
    folder.headers = INSOMNIA.read(importer, &place, members.list("headers")?)?;
    folder.authentication = authentication::read(importer, &place, &mut members)?;
    scripts(importer, &place, &mut members)?;
    members.ignore(&["environmentPropertyOrder", "environmentType", "kvPairData"]);
    members.finish(&mut importer.left_out);
    let inside = tree.take(&resource.id);
    folder.items = items(importer, &place, inside, tree)?;
    Ok(folder)
}

fn http(
    importer: &mut Importer,
    place: &Place,
    resource: Resource<'_>,
) -> Result<crate::Request, Problem> {
    let mut members = resource.members;
    members.stand_at(place);
    let renders_body = !members.flag("settingDisableRenderRequestBody")?.unwrap_or(false);
    members.settings(SETTINGS, &mut importer.left_out);
    let request = request::read(importer, place, resource.name, &mut members, renders_body)?;
    scripts(importer, place, &mut members)?;
    members.ignore(&["isPrivate"]);
    members.finish(&mut importer.left_out);
    Ok(request)
}

fn scripts(
    importer: &mut Importer,
    place: &Place,
    members: &mut Members<'_>,
) -> Result<(), Problem> {
    request::script(importer, place, members, "preRequestScript", "the pre-request script")?;
    request::script(importer, place, members, "afterResponseScript", "the tests")
}

const SETTINGS: &[(&str, &str)] = &[
    ("settingEncodeUrl", "true"),
    ("settingFollowRedirects", "\"global\""),
    ("settingRebuildPath", "true"),
    ("settingSendCookies", "true"),
    ("settingStoreCookies", "true"),
];
