//! What an issuer says about itself: [OpenID Connect Discovery](https://openid.net/specs/openid-connect-discovery-1_0.html)
//! and [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414).

use crate::{
    Destinations, FetchError,
    exchange::Received,
    location::{Location, LocationError},
};
use serde::Deserialize;

/// Where an issuer's document may lie, in the order of asking: behind its path, by
/// [OpenID Connect Discovery §4](https://openid.net/specs/openid-connect-discovery-1_0.html), and between host and path, by RFC 8414 §3.
pub(crate) fn places(issuer: &Location) -> Result<[Location; 2], LocationError> {
    if issuer.has_query() {
        return Err(LocationError::Query);
    }
    let path = issuer.path();
    Ok([
        issuer.with_path(&format!("{path}/.well-known/openid-configuration"))?,
        issuer.with_path(&format!("/.well-known/oauth-authorization-server{path}"))?,
    ])
}

/// Where the document of an issuer says that its keys lie.
pub(crate) fn keys_location(
    received: &Received,
    issuer: &str,
    destinations: &Destinations,
) -> Result<Location, FetchError> {
    let document = read(received.text()).map_err(|reason| FetchError::Content {
        url: received.location().to_string(),
        content_type: received.content_type(),
        reason,
    })?;
    // OpenID Connect Discovery §4.3, RFC 8414 §3.3: identical.
    if document.issuer != issuer {
        let (found, expected) = (document.issuer, issuer.to_owned());
        return Err(FetchError::IssuerMismatch { found, expected });
    }
    let url = document.jwks_uri;
    let location = received.location().parse_from_here(&url, destinations);
    location.map_err(|error| FetchError::Location { url, error })
}

#[derive(Debug, Deserialize)]
struct Document {
    issuer: String,
    jwks_uri: String,
}

fn read(document: &str) -> Result<Document, String> {
    // Or a list would do for a document, whose members its reader would take in turn.
    if !document.trim_start().starts_with('{') {
        return Err("not a JSON object".to_owned());
    }
    serde_json::from_str(document).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_lie_at_well_known_places() {
        for (issuer, openid, oauth) in [
            (
                "https://id.example",
                "https://id.example/.well-known/openid-configuration",
                "https://id.example/.well-known/oauth-authorization-server",
            ),
            (
                "https://id.example/",
                "https://id.example/.well-known/openid-configuration",
                "https://id.example/.well-known/oauth-authorization-server",
            ),
            (
                "https://id.example:8443/realms/a",
                "https://id.example:8443/realms/a/.well-known/openid-configuration",
                "https://id.example:8443/.well-known/oauth-authorization-server/realms/a",
            ),
            (
                "https://id.example/realms/a/",
                "https://id.example/realms/a/.well-known/openid-configuration",
                "https://id.example/.well-known/oauth-authorization-server/realms/a",
            ),
        ] {
            let location = Location::parse(issuer, &Destinations::public()).expect(issuer);
            let places = places(&location).expect(issuer).map(|place| place.to_string());
            assert_eq!(places, [openid, oauth]);
        }
    }

    #[test]
    fn only_an_object_with_each_member_once_is_a_document() {
        for document in [
            r#"["https://id.example","https://id.example/keys"]"#,
            r#"{"issuer":"a","issuer":"b","jwks_uri":"c"}"#,
            r#"{"issuer":"a","jwks_uri":"b","jwks_uri":"c"}"#,
            r#"{"issuer":"a"}"#,
            r#"{"issuer":["a"],"jwks_uri":"b"}"#,
            r#"{"issuer":"a","jwks_uri":"b"} x"#,
            "<html>",
            "",
        ] {
            assert!(read(document).is_err(), "{document}");
        }
        assert!(read(r#" {"issuer":"a","jwks_uri":"b","more":[1]}"#).is_ok());
    }
}
