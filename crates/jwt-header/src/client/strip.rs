//! A place without anything in it.

use crate::{Place, cookie, place::Stand, query};
use http::{Uri, header, request::Parts, uri::PathAndQuery};

/// Takes away what stands in a token's place. A server may have copied a token into the URI that it
/// redirects to.
pub(crate) fn strip(place: &Place, parts: &mut Parts) {
    match &place.stand {
        Stand::Header { name, .. } => {
            parts.headers.remove(name);
        }
        Stand::Cookie { name } => {
            if cookie::values(&parts.headers, name).next().is_some() {
                // Parts of headers are headers; were one not, it would better be gone.
                let others = cookie::others(&parts.headers, name).unwrap_or_default();
                parts.headers.remove(header::COOKIE);
                for value in others {
                    parts.headers.append(header::COOKIE, value);
                }
            }
        }
        Stand::Query { name } => {
            let Some(query) = parts.uri.query() else { return };
            if query::values(query, name).next().is_some() {
                parts.uri = with_query(&parts.uri, &query::others(query, name));
            }
        }
    }
}

fn with_query(uri: &Uri, query: &str) -> Uri {
    let mark = if query.is_empty() { "" } else { "?" };
    let mut parts = uri.clone().into_parts();
    // Parts of a URI make a URI; were it not so, the path alone is better than a token too many.
    parts.path_and_query = PathAndQuery::try_from(format!("{}{mark}{query}", uri.path())).ok();
    Uri::from_parts(parts).unwrap_or_default()
}
