use super::{authentication, events};
use crate::{
    Body, Parameter, Problem, Request,
    import::{
        forms::{self, as_text},
        importer::Importer,
        members::{Members, is_empty},
        parameters::{Names, POSTMAN},
        place::Place,
        url,
    },
};
use serde_json::Value;

/// Reads a request out of the members of its item.
pub(super) fn read(
    importer: &mut Importer,
    place: &Place,
    name: String,
    mut item: Members<'_>,
) -> Result<Request, Problem> {
    let request = match item.take("request") {
        Some(Value::String(url)) => Request::new(name, importer.template(place, url)),
        Some(value) => described(importer, place, name, value)?,
        None => Request::new(name, ""),
    };
    events(importer, place, item.list("event")?)?;
    match item.list("response")?.len() {
        0 => {}
        1 => importer.leave_out(place, "1 example of a response"),
        many => importer.leave_out(place, format!("{many} examples of responses")),
    }
    item.finish(&mut importer.left_out);
    Ok(request)
}

fn described(
    importer: &mut Importer,
    place: &Place,
    name: String,
    value: &Value,
) -> Result<Request, Problem> {
    let mut members = Members::of(value, place)?;
    let mut request = Request::new(name, "");
    if let Some(method) = members.text("method")?.filter(|method| !method.is_empty()) {
        request.method = importer.template(place, &method);
    }
    match members.take("url") {
        None => {}
        Some(Value::String(url)) => request.url = importer.template(place, url),
        Some(value) => (request.url, request.query) = address(importer, place, value)?,
    }
    request.headers = match members.take("header") {
        Some(Value::String(lines)) => header_lines(importer, place, lines),
        _ => POSTMAN.read(importer, place, members.list("header")?)?,
    };
    request.authentication = authentication::read(importer, place, &mut members)?;
    if let Some(body) = members.object("body")? {
        request.body = self::body(importer, place, body)?;
    }
    for (name, what) in [("certificate", "the certificate"), ("proxy", "the proxy")] {
        if members.take(name).is_some_and(|value| !is_empty(value)) {
            importer.leave_out(place, what);
        }
    }
    members.finish(&mut importer.left_out);
    Ok(request)
}

/// The URL as it was typed, with its query; parameters that are not sent are not in it.
fn address(
    importer: &mut Importer,
    place: &Place,
    value: &Value,
) -> Result<(String, Vec<Parameter>), Problem> {
    let Value::Object(object) = value else {
        return Members::of(value, place).map(|_| Default::default());
    };
    let mut members = Members::within(object, place, "url");
    let query = POSTMAN.read(importer, place, members.list("query")?)?;
    let raw = members.text_or_empty("raw")?;
    members.ignore(&["hash", "host", "path", "port", "protocol"]);
    let typed = if raw.is_empty() { put_together(value) } else { raw };
    let has_query = typed.contains('?');
    let mut url = importer.template(place, &typed);
    for row in members.list("variable")? {
        let mut row = Members::of(row, place)?;
        let key = match row.text("key")? {
            Some(key) => key,
            None => row.text_or_empty("id")?,
        };
        let value = as_text(row.take("value"));
        row.ignore(&["name", "type", "disabled"]);
        row.finish(&mut importer.left_out);
        let value = importer.template(place, &value);
        url = url::fill(&url, &key, &value);
    }
    members.finish(&mut importer.left_out);
    let query = query.into_iter().filter(|parameter| !has_query || !parameter.enabled);
    Ok((url, query.collect()))
}

/// A URL out of its parts, which tools write that are not Postman.
fn put_together(value: &Value) -> String {
    let part = |name: &str, separator: &str| match value.get(name) {
        Some(Value::Array(parts)) => {
            let parts = parts.iter().map(|part| match part.get("value") {
                Some(value) => as_text(Some(value)),
                None => as_text(Some(part)),
            });
            parts.collect::<Vec<_>>().join(separator)
        }
        other => as_text(other),
    };
    let mut url = part("host", ".");
    let protocol = part("protocol", "");
    if !protocol.is_empty() {
        url = format!("{}://{url}", protocol.trim_end_matches("://"));
    }
    for (before, after) in
        [(":", part("port", "")), ("/", part("path", "/")), ("#", part("hash", ""))]
    {
        if !after.is_empty() {
            url.push_str(before);
            url.push_str(after.trim_start_matches('/'));
        }
    }
    url
}

/// Headers as one text, which version 2.0 allows.
fn header_lines(importer: &mut Importer, place: &Place, lines: &str) -> Vec<Parameter> {
    let rows = lines.lines().filter_map(|line| line.split_once(':'));
    let rows = rows.map(|(name, value)| {
        let name = importer.template(place, name.trim());
        Parameter::new(name, importer.template(place, value.trim()))
    });
    rows.collect()
}

fn body(importer: &mut Importer, place: &Place, mut members: Members<'_>) -> Result<Body, Problem> {
    let mode = members.text_or_empty("mode")?;
    let disabled = members.flag("disabled")?.unwrap_or(false);
    let language = match members.object("options")? {
        None => None,
        Some(mut options) => match options.object("raw")? {
            None => None,
            Some(mut raw) => raw.text("language")?,
        },
    };
    let body = match mode.as_str() {
        "" | "none" => Body::None,
        "raw" => {
            let text = members.text_or_empty("raw")?;
            if text.is_empty() {
                Body::None
            } else {
                let media_type = media_type(language.as_deref()).to_owned();
                Body::Text { text: importer.template(place, &text), media_type: Some(media_type) }
            }
        }
        "urlencoded" => Body::Form(POSTMAN.read(importer, place, members.list("urlencoded")?)?),
        "formdata" => Names::leave_out_multipart(importer, place, members.list("formdata")?),
        "file" => match members.object("file")? {
            None => Body::None,
            Some(mut file) => {
                let path = file.text_or_empty("src")?;
                file.finish(&mut importer.left_out);
                let path = importer.template(place, &path);
                if path.is_empty() { Body::None } else { Body::File(path) }
            }
        },
        "graphql" => match members.object("graphql")? {
            None => Body::None,
            Some(mut graphql) => {
                let query = graphql.text_or_empty("query")?;
                let operation = graphql.text("operationName")?;
                let variables = as_text(graphql.take("variables"));
                graphql.finish(&mut importer.left_out);
                let text = forms::graphql(&query, &variables, operation.as_deref());
                let text = importer.template(place, &text);
                Body::Text { text, media_type: Some("application/json".to_owned()) }
            }
        },
        other => {
            importer.leave_out(place, format!("the body of kind {other}"));
            Body::Other(other.to_owned())
        }
    };
    // What was typed in the modes that are not chosen is listed, too.
    members.finish(&mut importer.left_out);
    if disabled && body != Body::None {
        importer.leave_out(place, "the disabled body");
        return Ok(Body::None);
    }
    Ok(body)
}

/// The media type that Postman sends for a language of its editor.
fn media_type(language: Option<&str>) -> &'static str {
    match language {
        Some("json") => "application/json",
        Some("xml") => "application/xml",
        Some("html") => "text/html",
        Some("javascript") => "application/javascript",
        _ => "text/plain",
    }
}
