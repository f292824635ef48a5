//! Answers in gRPC's form: trailers only, which stand where headers do
//! ([PROTOCOL-HTTP2](https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md#responses)).

use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header::CONTENT_TYPE};
use std::fmt::Write;

/// The content type to answer with, if the request is gRPC's or gRPC-Web's.
pub(super) fn content_type(request: &HeaderMap) -> Option<&'static str> {
    let found = request.get(CONTENT_TYPE)?.to_str().ok()?.to_ascii_lowercase();
    TYPES.into_iter().find(|name| {
        found.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['+', ';']))
    })
}

/// Makes an answer of HTTP one of gRPC.
pub(super) fn convert<B>(
    response: &mut Response<B>,
    content_type: &'static str,
    message: Option<&str>,
) {
    let (code, default) = match response.status() {
        StatusCode::FORBIDDEN => ("7", "The token is valid, but not for this"),
        StatusCode::SERVICE_UNAVAILABLE => ("14", "The token cannot be checked now"),
        StatusCode::INTERNAL_SERVER_ERROR => ("13", "No guard stands here"),
        _ => ("16", "The request has no token"),
    };
    *response.status_mut() = StatusCode::OK;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(STATUS, HeaderValue::from_static(code));
    if let Ok(message) = HeaderValue::try_from(encoded(message.unwrap_or(default))) {
        headers.insert(MESSAGE, message);
    }
}

/// In percent encoding, as gRPC has it.
fn encoded(message: &str) -> String {
    message.bytes().fold(String::with_capacity(message.len()), |mut text, byte| {
        match byte {
            b'%' | ..b' ' | 0x7f.. => {
                // Writing to a string does not fail.
                let _ = write!(text, "%{byte:02X}");
            }
            _ => text.push(char::from(byte)),
        }
        text
    })
}

/// Longest first, since each is the start of the next.
const TYPES: [&str; 3] = ["application/grpc-web-text", "application/grpc-web", "application/grpc"];
const STATUS: HeaderName = HeaderName::from_static("grpc-status");
const MESSAGE: HeaderName = HeaderName::from_static("grpc-message");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_types_of_grpc_are_told_from_others() {
        for (found, answered) in [
            ("application/grpc", Some("application/grpc")),
            ("Application/GRPC+proto", Some("application/grpc")),
            ("application/grpc;charset=utf-8", Some("application/grpc")),
            ("application/grpc-web+proto", Some("application/grpc-web")),
            ("application/grpc-web-text", Some("application/grpc-web-text")),
            ("application/grpcx", None),
            ("application/json", None),
            ("text/plain; application/grpc", None),
            ("", None),
        ] {
            let value = HeaderValue::from_static(found);
            let headers = HeaderMap::from_iter([(CONTENT_TYPE, value)]);
            assert_eq!(content_type(&headers), answered, "{found}");
        }
        assert_eq!(content_type(&HeaderMap::new()), None);
    }

    #[test]
    fn messages_are_encoded() {
        assert_eq!(encoded("100 % \u{e9}\n~"), "100 %25 %C3%A9%0A~");
    }
}
