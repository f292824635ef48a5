//! A token onto its request.

use crate::{
    Problem,
    form::{Location, Rendered},
    wire::FORM,
};
use form_urlencoded::Serializer;
use http::{HeaderValue, Request, header::CONTENT_TYPE};
use jwt_header::{Place, PlaceError, PutError};

/// Where a form puts its token.
#[derive(Debug, Clone)]
pub(crate) enum Target {
    Place(Place),
    /// A field of the body's form.
    Field(String),
}

impl Target {
    /// The place that a form names.
    pub(crate) fn of(form: &Rendered) -> Result<Self, Problem> {
        let name = form.place_name();
        let place = match form.location {
            Location::Header => {
                let prefix = form.header_prefix.as_deref().unwrap_or("Bearer");
                Place::header(name, prefix.trim())
            }
            Location::Query => Place::query(name),
            Location::Cookie => Place::cookie(name),
            Location::Body => return Ok(Self::Field(name.to_owned())),
        };
        place.map(Self::Place).map_err(|error| {
            let field = match error {
                PlaceError::Prefix | PlaceError::PrefixSpace => "headerPrefix",
                _ => "name",
            };
            Problem::new(error.code(), error).in_field(field)
        })
    }

    /// Puts a token on a request, in place of what stands there.
    pub(crate) fn put(&self, request: &mut Request<Vec<u8>>, token: &str) -> Result<(), Problem> {
        match self {
            Self::Place(place) => place.put_on(request, token).map_err(problem),
            Self::Field(name) => put_into_body(request, name, token),
        }
    }
}

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Place(place) => place.fmt(f),
            Self::Field(name) => write!(f, "field {name} of the body"),
        }
    }
}

impl Rendered {
    /// The name of the header, parameter, cookie or field.
    pub(crate) fn place_name(&self) -> &str {
        self.name.as_deref().unwrap_or(match self.location {
            Location::Header => "Authorization",
            Location::Query | Location::Cookie => "token",
            Location::Body => "client_assertion",
        })
    }
}

impl Location {
    /// As the form has it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Query => "query",
            Self::Cookie => "cookie",
            Self::Body => "body",
        }
    }
}

fn put_into_body(request: &mut Request<Vec<u8>>, name: &str, token: &str) -> Result<(), Problem> {
    let media_type = request.headers().get(CONTENT_TYPE).map(HeaderValue::as_bytes);
    let is_form = media_type.is_none_or(|media_type| {
        let media_type = media_type.split(|&b| b == b';').next().unwrap_or_default();
        media_type.trim_ascii().eq_ignore_ascii_case(FORM.as_bytes())
    });
    if !is_form || media_type.is_none() && !request.body().is_empty() {
        let message = format!("the body is no {FORM}, so the token cannot be a field of it");
        let problem = Problem::new("PLACE", message).in_field("location");
        return Err(problem.hint("give the request a form instead of a body"));
    }
    let kept: Vec<(String, String)> = form_urlencoded::parse(request.body())
        .filter(|(known, _)| known != name)
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    let mut fields = Serializer::new(String::new());
    fields.extend_pairs(kept).append_pair(name, token);
    *request.body_mut() = fields.finish().into_bytes();
    request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(FORM));
    Ok(())
}

fn problem(error: PutError) -> Problem {
    let problem = Problem::new(error.code(), &error);
    match error {
        PutError::Origin { .. } => problem
            .in_field("origins")
            .hint("add the origin to origins, or take origins away to allow any"),
        _ => problem.in_field("location"),
    }
}
