//! `jwt curl`.

use crate::{
    failure::Failure,
    shell::{is_harmless, printf, word},
    terminal, times,
    workspace_source::{Asked, warn},
};
use clap::Args;
use http::{
    HeaderName, Method, Request,
    header::{CONTENT_LENGTH, CONTENT_TYPE, HOST, TRANSFER_ENCODING},
};
use jwt_auth::{
    NumericDate, Unverified, dangerous::claims_json_without_verification as claims_json,
    workspace::PlacedToken,
};
use serde_json::{Map, Value};

/// Print a request of a workspace as a curl command, token and all.
#[derive(Debug, Args)]
#[command(
    override_usage = "jwt curl [OPTIONS] [WORKSPACE] [REQUEST]",
    after_help = "\
Examples:
  jwt curl 'List orders'
  jwt curl orders.yaml Admin/Users --env staging | sh

The token is in it in clear, as curl needs it."
)]
pub(crate) struct CurlArguments {
    /// A workspace (a file, or a folder), if the first name is one; else that of this folder or of
    /// one above. Then the request, by path or name; without one, the only one.
    #[arg(value_name = "REQUEST", num_args = 0..=2)]
    pub(crate) names: Vec<String>,
    /// The environment whose variables apply.
    #[arg(long, value_name = "NAME")]
    pub(crate) env: Option<String>,
}

/// Prints the command, and says how long its token is valid.
///
/// # Errors
/// [`Failure`] if the request cannot be made.
pub(crate) fn run(arguments: &CurlArguments) -> Result<(), Failure> {
    let asked = Asked::read(&arguments.names)?;
    let located = asked.the_request()?;
    let surroundings = asked.surroundings();
    let session = asked.session(&surroundings, arguments.env.as_deref())?;
    let prepared = session.prepare(&located)?;
    warn(&prepared.warnings);
    terminal::stdout_verbatim(&command(&prepared.request))?;
    match &prepared.token {
        Some(placed) => terminal::note(&validity(placed, NumericDate::now())),
        None => terminal::note("the request has no token"),
    }
    Ok(())
}

/// The command line that sends the request.
pub(crate) fn command(request: &Request<Vec<u8>>) -> String {
    let (method, body) = (request.method(), request.body().as_slice());
    let text = std::str::from_utf8(body).ok();
    // Longer arguments are refused by Linux.
    let text = text.filter(|text| text.len() <= LONGEST_ARGUMENT && is_harmless(text));
    let has_body = !body.is_empty() || *method == Method::POST;

    let mut start = "curl".to_owned();
    if !body.is_empty() && text.is_none() {
        start = format!("{} | curl", printf(body));
    }
    let by_itself = if has_body { Method::POST } else { Method::GET };
    if *method == Method::HEAD && !has_body {
        start += " --head";
    } else if *method != by_itself {
        start = format!("{start} -X {}", word(method.as_str().as_bytes()));
    }
    let uri = request.uri().to_string();
    if uri.contains(['[', ']', '{', '}']) {
        start += " --globoff";
    }
    let mut parts = vec![format!("{start} {}", word(uri.as_bytes()))];
    for (name, value) in request.headers() {
        if !LEFT_TO_CURL.contains(name) {
            parts.push(format!("-H {}", header(name, value.as_bytes())));
        }
    }
    if has_body {
        // Or curl says that it is a form.
        if !request.headers().contains_key(CONTENT_TYPE) {
            parts.push("-H Content-Type:".to_owned());
        }
        parts.push(match text {
            Some(text) => format!("--data-raw {}", word(text.as_bytes())),
            None => "--data-binary @-".to_owned(),
        });
    }
    parts.join(" \\\n  ")
}

/// A header as an argument. curl takes one without a value for one to leave out.
fn header(name: &HeaderName, value: &[u8]) -> String {
    let name = if *name == HOST { "Host" } else { name.as_str() };
    let name = crate::transcript::title_case(name);
    if value.is_empty() {
        return word(format!("{name};").as_bytes());
    }
    word(&[name.as_bytes(), b": ", value].concat())
}

fn validity(placed: &PlacedToken, now: NumericDate) -> String {
    let claims = Unverified::parse(&placed.token).ok().and_then(|token| {
        serde_json::from_str::<Map<String, Value>>(claims_json(&token).ok()?).ok()
    });
    let exp = claims.and_then(|claims| serde_json::from_value(claims.get("exp")?.clone()).ok());
    match exp {
        Some(exp) => format!("the token {} ({exp})", times::standing("exp", exp, now)),
        None => "the token never expires".to_owned(),
    }
}

const LEFT_TO_CURL: [HeaderName; 2] = [CONTENT_LENGTH, TRANSFER_ENCODING];
const LONGEST_ARGUMENT: usize = 100 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    fn request(method: &str, body: &[u8]) -> Request<Vec<u8>> {
        let builder = Request::builder().method(method).uri("https://h/orders?a=[1]&b='");
        let builder = builder.header("x-note", "it's $5").header("x-empty", "");
        builder.body(body.to_vec()).expect("a request")
    }

    #[test]
    fn a_request_is_one_command_over_several_lines() {
        let mut request = request("PUT", b"{\"a\": 1}");
        request.headers_mut().insert("content-type", "application/json".parse().expect("value"));
        assert_eq!(
            command(&request),
            "curl -X PUT --globoff 'https://h/orders?a=[1]&b='\\''' \\\n  \
             -H 'X-Note: it'\\''s $5' \\\n  -H 'X-Empty;' \\\n  \
             -H 'Content-Type: application/json' \\\n  --data-raw '{\"a\": 1}'"
        );
    }

    #[test]
    fn the_method_is_named_where_curl_would_take_another() {
        for (method, body, start) in [
            ("GET", &b""[..], "curl --globoff"),
            ("GET", b"x", "curl -X GET --globoff"),
            ("POST", b"x", "curl --globoff"),
            ("POST", b"", "curl --globoff"),
            ("DELETE", b"", "curl -X DELETE --globoff"),
            ("HEAD", b"", "curl --head --globoff"),
            ("PUT", b"\0", "printf '\\000' | curl -X PUT --globoff"),
        ] {
            let command = command(&request(method, body));
            assert!(command.starts_with(start), "{command}");
        }
    }

    #[test]
    fn how_long_the_token_is_valid_is_said() {
        let now = NumericDate::from_unix(1_300_819_080).expect("in range");
        let placed = |token: &str| PlacedToken {
            token: token.to_owned(),
            place: String::new(),
            location: "header",
            name: String::new(),
            key: None,
        };
        // {"alg":"HS256"}.{"exp":1300819380}
        let token = "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjEzMDA4MTkzODB9.AAAA";
        let said = "the token expires in 5 min (2011-03-22T18:43:00Z)";
        assert_eq!(validity(&placed(token), now), said);
        let token = "eyJhbGciOiJIUzI1NiJ9.e30.AAAA";
        assert_eq!(validity(&placed(token), now), "the token never expires");
    }
}
