//! Collections and environments of Hoppscotch, of all versions.

use super::{
    Imported,
    combined::combined,
    forms::{self, JoseNames},
    importer::Importer,
    members::{Members, is_empty},
    parameters::{HOPPSCOTCH, Names},
    place::Place,
    templates::Language,
};
use crate::{
    Authentication, Body, Environment, Folder, Item, Parameter, Problem, Request, Variables,
    Workspace,
};
use serde_json::Value;

/// Reads collections, each of which becomes a folder if there are several.
pub(super) fn collections(values: &[Value]) -> Result<Imported, Problem> {
    let mut importer = importer();
    let mut workspaces = Vec::new();
    for value in values {
        let root = Place::workspace();
        let place = match values {
            [_] => root,
            _ => root.folder(value.get("name").and_then(Value::as_str).unwrap_or_default())?,
        };
        let folder = folder(&mut importer, &place, value)?;
        workspaces.push(Workspace {
            name: folder.name,
            variables: folder.variables,
            environments: Vec::new(),
            headers: folder.headers,
            authentication: folder.authentication,
            items: folder.items,
        });
    }
    Ok(importer.finish(combined("Hoppscotch", workspaces)))
}

/// Reads environments.
pub(super) fn environments(values: &[Value]) -> Result<Imported, Problem> {
    let mut importer = importer();
    let mut workspace = Workspace { name: "Hoppscotch".to_owned(), ..Workspace::default() };
    for value in values {
        let mut members = Members::of(value, &Place::workspace())?;
        let name = members.text_or_empty("name")?;
        let place = Place::workspace().inside("environment", &name);
        members.stand_at(&place);
        let variables = variables(&mut importer, &place, members.list("variables")?)?;
        members.ignore(&["v"]);
        members.finish(&mut importer.left_out);
        workspace.environments.push(Environment { name, variables });
    }
    Ok(importer.finish(workspace))
}

fn folder(importer: &mut Importer, place: &Place, value: &Value) -> Result<Folder, Problem> {
    let mut members = Members::of(value, place)?;
    let mut folder = Folder {
        name: members.text_or_empty("name")?,
        variables: variables(importer, place, members.list("variables")?)?,
        headers: HOPPSCOTCH.read(importer, place, members.list("headers")?)?,
        authentication: authentication(importer, place, &mut members)?,
        items: Vec::new(),
    };
    for value in members.list("folders")? {
        let name = value.get("name").and_then(Value::as_str).unwrap_or_default();
        let inner = self::folder(importer, &place.folder(name)?, value)?;
        folder.items.push(Item::Folder(inner));
    }
    for value in members.list("requests")? {
        folder.items.push(Item::Request(request(importer, place, value)?));
    }
    scripts(importer, place, &mut members)?;
    members.ignore(&["v"]);
    members.finish(&mut importer.left_out);
    Ok(folder)
}

fn request(importer: &mut Importer, around: &Place, value: &Value) -> Result<Request, Problem> {
    let mut members = Members::of(value, &around.inside("request", ""))?;
    let name = members.text_or_empty("name")?;
    let place = around.inside("request", &name);
    members.stand_at(&place);
    let is_graphql = members.has("query") && !members.has("endpoint");
    let mut request = Request::new(name, "");
    if is_graphql {
        let url = members.text_or_empty("url")?;
        let (query, variables) =
            (members.text_or_empty("query")?, members.text_or_empty("variables")?);
        let text = forms::graphql(&query, &variables, None);
        request.method = "POST".to_owned();
        request.url = importer.template(&place, &url);
        let text = importer.template(&place, &text);
        request.body = Body::Text { text, media_type: Some("application/json".to_owned()) };
    } else {
        if let Some(method) = members.text("method")?.filter(|method| !method.is_empty()) {
            request.method = importer.template(&place, &method);
        }
        // The oldest versions have the path apart.
        let url = match members.text("endpoint")? {
            Some(endpoint) => endpoint,
            None => members.text_or_empty("url")? + &members.text_or_empty("path")?,
        };
        request.url = importer.template(&place, &url);
        request.query = HOPPSCOTCH.read(importer, &place, members.list("params")?)?;
        if let Some(body) = members.object("body")? {
            request.body = self::body(importer, &place, body)?;
        }
    }
    request.headers = HOPPSCOTCH.read(importer, &place, members.list("headers")?)?;
    request.authentication = authentication(importer, &place, &mut members)?;
    for row in members.list("requestVariables")? {
        let mut row = Members::of(row, &place)?;
        let (key, value) = (row.text_or_empty("key")?, row.text_or_empty("value")?);
        if HOPPSCOTCH.enabled(&mut row)? {
            importer.set(&mut request.variables, &place, &key, &value);
        } else if !key.is_empty() {
            importer.leave_out(&place, format!("the disabled variable \"{key}\""));
        }
    }
    scripts(importer, &place, &mut members)?;
    if members.take("responses").is_some_and(|examples| !is_empty(examples)) {
        importer.leave_out(&place, "the examples of responses");
    }
    members.ignore(&["v"]);
    members.finish(&mut importer.left_out);
    Ok(request)
}

fn scripts(
    importer: &mut Importer,
    place: &Place,
    members: &mut Members<'_>,
) -> Result<(), Problem> {
    for (name, what) in
        [("preRequestScript", "the pre-request script"), ("testScript", "the tests")]
    {
        let script = members.text_or_empty(name)?;
        // What the editor writes into an empty script.
        if !script.replace("export {};", "").trim().is_empty() {
            importer.leave_out(place, what);
        }
    }
    Ok(())
}

fn variables(
    importer: &mut Importer,
    place: &Place,
    values: &[Value],
) -> Result<Variables, Problem> {
    let mut variables = Variables::default();
    for value in values {
        let mut members = Members::of(value, place)?;
        let key = members.text_or_empty("key")?;
        let is_secret = members.flag("secret")?.unwrap_or(false);
        let mut text = String::new();
        for name in ["currentValue", "initialValue", "value"] {
            let candidate = members.text_or_empty(name)?;
            if text.is_empty() {
                text = candidate;
            }
        }
        members.finish(&mut importer.left_out);
        if is_secret && text.is_empty() {
            let what =
                format!("the value of the secret variable \"{key}\", which is not in the file");
            importer.leave_out(place, what);
            continue;
        }
        importer.set(&mut variables, place, &key, &text);
    }
    Ok(variables)
}

fn authentication(
    importer: &mut Importer,
    place: &Place,
    around: &mut Members<'_>,
) -> Result<Authentication, Problem> {
    let Some(mut auth) = around.object("auth")? else { return Ok(Authentication::Inherit) };
    let is_active = auth.flag("authActive")?.unwrap_or(true);
    let kind = auth.text_or_empty("authType")?;
    let authentication = match kind.as_str() {
        "" if is_active => Authentication::Inherit,
        "inherit" if is_active => Authentication::Inherit,
        "" | "none" | "inherit" => Authentication::None,
        kind if !is_active => {
            importer.leave_out(place, format!("the authentication of kind {kind}, which is off"));
            return Ok(Authentication::None);
        }
        "jwt" => {
            let form = JWT.form(importer, place, &mut auth)?;
            forms::authentication(importer, place, form)
        }
        kind => return Ok(importer.other(place, kind)),
    };
    auth.finish(&mut importer.left_out);
    Ok(authentication)
}

fn body(importer: &mut Importer, place: &Place, mut members: Members<'_>) -> Result<Body, Problem> {
    let Some(kind) = members.text("contentType")?.filter(|kind| !kind.is_empty()) else {
        members.finish(&mut importer.left_out);
        return Ok(Body::None);
    };
    let body = match kind.as_str() {
        "multipart/form-data" => Names::leave_out_multipart(importer, place, members.list("body")?),
        "application/x-www-form-urlencoded" => {
            let text = members.text_or_empty("body")?;
            Body::Form(fields(importer, place, &text))
        }
        "application/octet-stream" | "binary" if !members.has("body") => {
            importer.leave_out(place, "the file of the body, which is not in the export");
            Body::Other(kind.clone())
        }
        _ => match members.text("body")? {
            None => Body::None,
            Some(text) => {
                Body::Text { text: importer.template(place, &text), media_type: Some(kind) }
            }
        },
    };
    members.ignore(&["isBulkEditing", "showIndividualContentType"]);
    members.finish(&mut importer.left_out);
    Ok(body)
}

/// Fields as lines, of which those that begin with `#` are not sent.
fn fields(importer: &mut Importer, place: &Place, text: &str) -> Vec<Parameter> {
    let mut fields = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (line, enabled) = match line.strip_prefix('#') {
            Some(line) => (line, false),
            None => (line, true),
        };
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let mut part = |text: &str| {
            let text = text.trim();
            // Texts with line breaks and the like are written as JSON.
            let text = serde_json::from_str(text)
                .ok()
                .filter(|_| text.starts_with('"'))
                .unwrap_or_else(|| text.to_owned());
            importer.template(place, &text)
        };
        fields.push(Parameter { name: part(name), value: part(value), enabled });
    }
    fields
}

fn importer() -> Importer {
    Importer::new("Hoppscotch", Language::Hoppscotch)
}

const JWT: JoseNames = JoseNames {
    headers: "jwtHeaders",
    add_to: "addTo",
    query: "QUERY_PARAMS",
    parameter: "paramName",
    prefix_has_space: true,
};
