use super::{authentication, environment, request};
use crate::{
    Environment, Folder, Item, Problem, Workspace,
    import::{
        Imported,
        importer::Importer,
        members::{Members, is_empty},
        parameters::INSOMNIA,
        place::Place,
        problem,
    },
};
use serde_json::Value;

/// Reads a document of version 5: a collection, a specification with one, or environments.
pub(in crate::import) fn document(document: &Value) -> Result<Imported, Problem> {
    let mut importer = super::importer();
    let place = Place::workspace();
    let mut members = Members::of(document, &place)?;
    let kind = members.text_or_empty("type")?;
    let kind = kind.split('.').next().unwrap_or_default();
    if !["collection", "spec", "environment"].contains(&kind) {
        let what = match kind {
            "mock" => "a mock server",
            "mcpClient" => "a client of MCP",
            _ => "something else",
        };
        let problem = problem(format!("the file is {what} of Insomnia, not a collection"));
        return Err(problem.hint("export the collection or its environments"));
    }
    let mut workspace = Workspace { name: members.text_or_empty("name")?, ..Workspace::default() };
    meta(&mut importer, &mut members)?;
    if let Some(base) = members.object("environments")? {
        environments(&mut importer, base, &mut workspace)?;
    }
    workspace.headers = INSOMNIA.read(&mut importer, &place, members.list("headers")?)?;
    workspace.authentication = authentication::read(&mut importer, &place, &mut members)?;
    workspace.items = items(&mut importer, &place, members.list("collection")?)?;
    for (name, what) in [
        ("certificates", "the certificates"),
        ("testSuites", "the test suites"),
        ("spec", "the API specification"),
    ] {
        let holds = |value: &Value| match value {
            Value::Array(rows) => !rows.is_empty(),
            value => ["contents", "file"].iter().any(|part| !value.get(part).is_none_or(is_empty)),
        };
        if members.take(name).is_some_and(holds) {
            importer.leave_out(&place, what);
        }
    }
    if let Some(mut jar) = members.object("cookieJar")?
        && !jar.list("cookies")?.is_empty()
    {
        importer.leave_out(&place, "the cookies");
    }
    members.ignore(&["schema_version"]);
    members.finish(&mut importer.left_out);
    Ok(importer.finish(workspace))
}

/// The base environment holds for all requests; one of those in it is chosen.
fn environments(
    importer: &mut Importer,
    mut base: Members<'_>,
    workspace: &mut Workspace,
) -> Result<(), Problem> {
    let name = base.text_or_empty("name")?;
    let place = Place::workspace().inside("environment", &name);
    base.stand_at(&place);
    workspace.variables = environment::read(importer, &place, &mut base)?;
    for value in base.list("subEnvironments")? {
        let mut members = Members::of(value, &place)?;
        let name = members.text_or_empty("name")?;
        let place = Place::workspace().inside("environment", &name);
        members.stand_at(&place);
        let variables = environment::read(importer, &place, &mut members)?;
        meta(importer, &mut members)?;
        members.finish(&mut importer.left_out);
        workspace.environments.push(Environment { name, variables });
    }
    meta(importer, &mut base)?;
    base.finish(&mut importer.left_out);
    Ok(())
}

fn items(importer: &mut Importer, around: &Place, values: &[Value]) -> Result<Vec<Item>, Problem> {
    let mut items = Vec::new();
    for value in values {
        let mut members = Members::of(value, &around.inside("item", ""))?;
        let name = members.text_or_empty("name")?;
        if members.has("children") || !(members.has("url") || members.has("method")) {
            items.push(Item::Folder(folder(importer, around, name, members)?));
            continue;
        }
        let place = around.inside("request", &name);
        members.stand_at(&place);
        let id = value.get("meta").and_then(|meta| meta.get("id")).and_then(Value::as_str);
        match foreign(id.unwrap_or_default(), &members) {
            Some(kind) => importer.leave_out(&place, format!("it is a request of {kind}")),
            None => items.push(Item::Request(http(importer, &place, name, members)?)),
        }
    }
    Ok(items)
}

/// The protocol of a request that is not HTTP's.
fn foreign(id: &str, members: &Members<'_>) -> Option<&'static str> {
    let is_grpc = ["protoFileId", "protoMethodName", "reflectionApi"];
    match () {
        () if members.has("method") => None,
        () if id.starts_with("greq") || is_grpc.iter().any(|name| members.has(name)) => {
            Some("gRPC")
        }
        () if id.starts_with("socketio") || members.has("eventListeners") => Some("Socket.IO"),
        () => Some("WebSocket"),
    }
}

fn folder(
    importer: &mut Importer,
    around: &Place,
    name: String,
    mut members: Members<'_>,
) -> Result<Folder, Problem> {
    let place = around.folder(&name)?;
    members.stand_at(&place);
    let mut folder = Folder { name, ..Folder::default() };
    if let Some(data) = members.object("environment")? {
        folder.variables = environment::variables(importer, &place, data);
    }
    folder.headers = INSOMNIA.read(importer, &place, members.list("headers")?)?;
    folder.authentication = authentication::read(importer, &place, &mut members)?;
    scripts(importer, &place, &mut members)?;
    folder.items = items(importer, &place, members.list("children")?)?;
    meta(importer, &mut members)?;
    members.ignore(&["environmentPropertyOrder"]);
    members.finish(&mut importer.left_out);
    Ok(folder)
}

fn http(
    importer: &mut Importer,
    place: &Place,
    name: String,
    mut members: Members<'_>,
) -> Result<crate::Request, Problem> {
    let mut renders_body = true;
    if let Some(mut settings) = members.object("settings")? {
        renders_body = settings.flag("renderRequestBody")?.unwrap_or(true);
        settings.settings(SETTINGS, &mut importer.left_out);
        if let Some(mut cookies) = settings.object("cookies")? {
            cookies.settings(&[("send", "true"), ("store", "true")], &mut importer.left_out);
            cookies.finish(&mut importer.left_out);
        }
        settings.finish(&mut importer.left_out);
    }
    let request = request::read(importer, place, name, &mut members, renders_body)?;
    scripts(importer, place, &mut members)?;
    meta(importer, &mut members)?;
    members.finish(&mut importer.left_out);
    Ok(request)
}

fn scripts(
    importer: &mut Importer,
    place: &Place,
    members: &mut Members<'_>,
) -> Result<(), Problem> {
    if let Some(mut scripts) = members.object("scripts")? {
        request::script(importer, place, &mut scripts, "preRequest", "the pre-request script")?;
        request::script(importer, place, &mut scripts, "afterResponse", "the tests")?;
        scripts.finish(&mut importer.left_out);
    }
    Ok(())
}

/// Dates and identifiers, and a description.
fn meta(importer: &mut Importer, members: &mut Members<'_>) -> Result<(), Problem> {
    if let Some(mut meta) = members.object("meta")? {
        meta.ignore(&["isPrivate"]);
        meta.finish(&mut importer.left_out);
    }
    Ok(())
}

const SETTINGS: &[(&str, &str)] =
    &[("encodeUrl", "true"), ("followRedirects", "\"global\""), ("rebuildPath", "true")];
