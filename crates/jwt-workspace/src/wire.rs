//! A request as it goes on the wire, but for its token.

use crate::{Body, Located, Parameter, Problem, Scope, Template, form::rendered_value};
use form_urlencoded::Serializer;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Uri, header::CONTENT_TYPE};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::net::Ipv4Addr;
use url::{Position, Url};

/// Renders a request.
pub(crate) fn request(
    located: &Located<'_>,
    scope: &Scope<'_>,
) -> Result<Request<Vec<u8>>, Problem> {
    let request = located.request;
    let method = render("method", &request.method, scope).map_err(|p| p.in_field("method"))?;
    let method = Method::from_bytes(method.trim().as_bytes()).map_err(|_| {
        Problem::new("REQUEST", format!("\"{method}\" is no method, as GET is")).in_field("method")
    })?;
    let query = rendered(&request.query, scope).map_err(|problem| problem.in_field("query"))?;
    let url = render("url", &request.url, scope).and_then(|url| uri(&url, &query));
    let uri = url.map_err(|problem| problem.in_field("url"))?;
    let mut headers = headers(located, scope).map_err(|problem| problem.in_field("headers"))?;
    let (body, media_type) =
        body(&request.body, scope).map_err(|problem| problem.in_field("body"))?;
    if let (Some(media_type), false) = (media_type, headers.contains_key(CONTENT_TYPE)) {
        headers.insert(CONTENT_TYPE, header_value("Content-Type", &media_type)?);
    }
    let mut built = Request::new(body);
    *built.method_mut() = method;
    *built.uri_mut() = uri;
    *built.headers_mut() = headers;
    Ok(built)
}

/// The media type of a form's fields.
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

fn render(what: &str, text: &str, scope: &Scope<'_>) -> Result<String, Problem> {
    let rendered = Template::parse(text).and_then(|template| scope.render(&template));
    rendered.map_err(|problem| problem.at(what))
}

/// Names and values of what is sent.
fn rendered(parameters: &[Parameter], scope: &Scope<'_>) -> Result<Vec<(String, String)>, Problem> {
    let sent = parameters.iter().filter(|parameter| parameter.enabled);
    let pairs = sent.map(|Parameter { name, value, .. }| {
        Ok((render("query", name, scope)?, render(name, value, scope)?))
    });
    pairs.collect()
}

/// A URL with further parameters. One whose name starts with a colon stands for a part of the path,
/// as in `/users/:id`.
fn uri(text: &str, parameters: &[(String, String)]) -> Result<Uri, Problem> {
    let text = text.trim();
    let not = |why: &str| {
        let problem = Problem::new("URL", format!("url is \"{}\": {why}", without_secrets(text)));
        problem.hint("such as https://api.example/orders")
    };
    let absolute = match has_scheme(text) {
        true => text.to_owned(),
        false if text.is_empty() || text.starts_with('/') => return Err(not("it has no host")),
        // As people type it. What leaves this machine is encrypted unless it says otherwise.
        false => format!("{}://{text}", if is_local(text) { "http" } else { "https" }),
    };
    let mut url = Url::parse(&absolute).map_err(|error| not(&error.to_string()))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(not("its scheme is neither http nor https"));
    }
    let is_part = |name: &str| name.starts_with(':');
    if parameters.iter().any(|(name, _)| is_part(name)) {
        let path = filled(url.path(), parameters)
            .ok_or_else(|| not("a part of its path is one or two dots, which lead elsewhere"))?;
        url.set_path(&path);
    }
    let mut added = parameters.iter().filter(|(name, _)| !is_part(name)).peekable();
    if added.peek().is_some() {
        url.query_pairs_mut().extend_pairs(added);
    }
    url[..Position::AfterQuery].parse().map_err(|_| not("it is no URL"))
}

/// A path with values for its parts; all else stays byte for byte. None if a value would be read as
/// a way to another folder.
fn filled(path: &str, parameters: &[(String, String)]) -> Option<String> {
    let segments = path.split('/').map(|segment| {
        let given = parameters.iter().find(|(name, _)| name.starts_with(':') && name == segment);
        match given {
            Some((_, value)) if matches!(value.as_str(), "." | "..") => None,
            Some((_, value)) => Some(utf8_percent_encode(value, IN_SEGMENT).to_string()),
            None => Some(segment.to_owned()),
        }
    });
    Some(segments.collect::<Option<Vec<_>>>()?.join("/"))
}

/// The URL as it may be shown: without user and password, and without its query.
fn without_secrets(text: &str) -> String {
    let start = text.find("://").filter(|_| has_scheme(text)).map_or(0, |at| at + 3);
    let (start, rest) = text.split_at(start);
    let (authority, rest) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let authority = match authority.rsplit_once('@') {
        Some((_, host)) => format!("…@{host}"),
        None => authority.to_owned(),
    };
    match rest.split_once('?') {
        Some((path, _)) => format!("{start}{authority}{path}?…"),
        None => format!("{start}{authority}{rest}"),
    }
}

/// Whether it begins with a scheme. There may be another URL in the query.
fn has_scheme(text: &str) -> bool {
    text.split_once("://").is_some_and(|(scheme, _)| {
        scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

fn is_local(text: &str) -> bool {
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    let host = match host.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
        _ => host,
    };
    host == "localhost"
        || host.ends_with(".localhost")
        || host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
        || host == "[::1]"
}

/// The headers of workspace, folders and request: of the same name, the innermost ones.
fn headers(located: &Located<'_>, scope: &Scope<'_>) -> Result<HeaderMap, Problem> {
    let folders = located.folders.iter().map(|folder| &folder.headers);
    let levels = [&located.workspace.headers].into_iter().chain(folders);
    let mut headers = HeaderMap::new();
    for level in levels.chain([&located.request.headers]) {
        let mut set = HeaderMap::new();
        for parameter in level.iter().filter(|parameter| parameter.enabled) {
            let name = render("headers", &parameter.name, scope)?;
            let value = render(&name, &parameter.value, scope)?;
            let value = header_value(&name, &value)?;
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| {
                Problem::new("REQUEST", format!("\"{name}\" is no name of a header"))
            })?;
            set.append(name, value);
        }
        for name in set.keys() {
            headers.remove(name);
        }
        headers.extend(set);
    }
    Ok(headers)
}

fn header_value(name: &str, value: &str) -> Result<HeaderValue, Problem> {
    HeaderValue::from_bytes(value.as_bytes()).map_err(|_| {
        Problem::new(
            "REQUEST",
            format!("the header {name} has a character that no header can have"),
        )
        .hint("look for a line break in it")
    })
}

/// The body, and the media type that it has unless a header says another.
fn body(body: &Body, scope: &Scope<'_>) -> Result<(Vec<u8>, Option<String>), Problem> {
    Ok(match body {
        Body::None => (Vec::new(), None),
        Body::Text { text, media_type } => {
            (render("body", text, scope)?.into_bytes(), media_type.clone())
        }
        Body::Json(value) => {
            let value = rendered_value(value, scope).map_err(|problem| problem.at("body"))?;
            (value.to_string().into_bytes(), Some("application/json".to_owned()))
        }
        Body::Form(fields) => {
            let fields = rendered(fields, scope)?;
            let text = Serializer::new(String::new()).extend_pairs(fields).finish();
            (text.into_bytes(), Some(FORM.to_owned()))
        }
        Body::File(path) => {
            let path = render("bodyFile", path, scope)?;
            let bytes = scope.surroundings().read_file(&path);
            let bytes = bytes.map_err(|error| Problem::new("IO", format!("{path}: {error}")))?;
            (bytes.to_vec(), None)
        }
        Body::Other(kind) => {
            let message = format!("the body is of the kind {kind}, which is not made here");
            let problem = Problem::new("REQUEST", message);
            return Err(problem.hint("give it as body, bodyFile or form"));
        }
    })
}

/// What has a meaning of its own within a path.
const IN_SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'/')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');
