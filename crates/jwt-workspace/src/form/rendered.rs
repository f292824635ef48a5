use super::{
    Allow, Audience, Cache, Disabled, Form, IssuedAt, Json, JwtId, Location, PayloadMode,
    RenderedKey, Typ,
    choices::{AlgorithmChoice, SecretEncodingName},
};
use crate::{Problem, Scope, Template};
use jwt_header::Origin;
use jwt_keys::{Expected, SecretEncoding};
use serde_json::{Map, Value};
use std::time::Duration;
use zeroize::Zeroizing;

/// A form with all its templates rendered, for one send.
pub(crate) struct Rendered {
    pub(crate) algorithm: Option<AlgorithmChoice>,
    pub(crate) key: Option<RenderedKey>,
    pub(crate) secret_encoding: SecretEncoding,
    pub(crate) key_format: Expected,
    pub(crate) passphrase: Option<Zeroizing<Vec<u8>>>,
    pub(crate) key_id: Option<String>,
    pub(crate) payload: Content,
    pub(crate) headers: Content,
    pub(crate) typ: Option<String>,
    pub(crate) issued_at: IssuedAt,
    pub(crate) expires_in: Option<Duration>,
    pub(crate) not_before: Option<Duration>,
    pub(crate) backdate: Duration,
    pub(crate) jwt_id: JwtId,
    pub(crate) issuer: Option<String>,
    pub(crate) subject: Option<String>,
    pub(crate) audience: Option<Value>,
    pub(crate) location: Location,
    pub(crate) name: Option<String>,
    pub(crate) header_prefix: Option<String>,
    pub(crate) payload_mode: Option<PayloadMode>,
    pub(crate) cache: Cache<Duration>,
    pub(crate) origins: Option<Vec<Origin>>,
    pub(crate) allow: Allow<bool>,
    pub(crate) verify_with: Option<RenderedKey>,
    /// The variables that were empty, for messages.
    pub(crate) empty_variables: Vec<String>,
}

/// JSON of the form: as it was typed, or from a value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Content {
    None,
    Text(String),
    Value(Value),
}

impl Form {
    /// Whether the form is left aside: it is disabled, or enabled only when something renders to
    /// more than nothing, and that does not.
    pub(crate) fn is_disabled(&self, scope: &Scope<'_>) -> Result<bool, Problem> {
        match &self.disabled {
            Disabled::No => Ok(false),
            Disabled::Yes => Ok(true),
            Disabled::Unless(template) => {
                let text = scope.render(template).map_err(|p| p.in_field("disabled"))?;
                Ok(text.is_empty())
            }
        }
    }

    /// The form for one send.
    pub(crate) fn render(&self, scope: &Scope<'_>) -> Result<Rendered, Problem> {
        let renderer = Renderer(scope);
        let allow = &self.allow;
        let base64 = self.secret_base64.render("secretBase64", scope)?;
        let encoding = self.secret_encoding.as_ref();
        let encoding = encoding.map(|field| field.render("secretEncoding", scope)).transpose()?;
        let passphrase = self.passphrase.as_ref().map(|source| source.read(scope)).transpose()?;
        Ok(Rendered {
            algorithm: match &self.algorithm {
                Some(field) => Some(field.render("algorithm", scope)?),
                None => None,
            },
            key: self.key.as_ref().map(|source| source.read(scope)).transpose()?,
            secret_encoding: secret_encoding(base64, encoding)?,
            key_format: self.key_format.render("keyFormat", scope)?.into(),
            passphrase: passphrase.map(|key| key.bytes),
            key_id: renderer.text("keyId", self.key_id.as_ref())?.filter(|id| !id.is_empty()),
            payload: renderer.json("payload", &self.payload)?,
            headers: renderer.json("headers", &self.headers)?,
            typ: match &self.typ {
                Typ::Usual => Some("JWT".to_owned()),
                Typ::None => None,
                Typ::Text(template) => renderer.text("typ", Some(template))?,
            },
            issued_at: self.issued_at.render("issuedAt", scope)?,
            expires_in: renderer.duration("expiresIn", self.expires_in.as_ref())?,
            not_before: renderer.duration("notBefore", self.not_before.as_ref())?,
            backdate: self.backdate.render("backdate", scope)?,
            jwt_id: self.jwt_id.render("jwtId", scope)?,
            issuer: renderer.text("issuer", self.issuer.as_ref())?,
            subject: renderer.text("subject", self.subject.as_ref())?,
            audience: renderer.audience(&self.audience)?,
            location: self.location.render("location", scope)?,
            name: renderer.text("name", self.name.as_ref())?.filter(|name| !name.is_empty()),
            header_prefix: renderer.text("headerPrefix", self.header_prefix.as_ref())?,
            payload_mode: match &self.payload_mode {
                Some(field) => Some(field.render("payloadMode", scope)?),
                None => None,
            },
            cache: match &self.cache {
                Cache::PerRequest => Cache::PerRequest,
                Cache::RefreshBefore(field) => {
                    Cache::RefreshBefore(field.render("cache.refreshBefore", scope)?)
                }
            },
            origins: match &self.origins {
                None => None,
                Some(fields) => {
                    let origins = fields.iter().map(|field| field.render("origins", scope));
                    Some(origins.collect::<Result<_, _>>()?)
                }
            },
            allow: Allow {
                unsigned: allow.unsigned.render("allow.unsigned", scope)?,
                weak_secret: allow.weak_secret.render("allow.weakSecret", scope)?,
                small_rsa: allow.small_rsa.render("allow.smallRsa", scope)?,
                non_object_payload: allow
                    .non_object_payload
                    .render("allow.nonObjectPayload", scope)?,
            },
            verify_with: self.verify_with.as_ref().map(|source| source.read(scope)).transpose()?,
            empty_variables: scope.empty_variables(),
        })
    }
}

struct Renderer<'a>(&'a Scope<'a>);

impl Renderer<'_> {
    fn text(&self, name: &str, template: Option<&Template>) -> Result<Option<String>, Problem> {
        let text = template.map(|template| self.0.render(template)).transpose();
        text.map_err(|problem| problem.in_field(name))
    }

    fn duration(
        &self,
        name: &str,
        field: Option<&super::field::Field<Duration>>,
    ) -> Result<Option<Duration>, Problem> {
        field.map(|field| field.render(name, self.0)).transpose()
    }

    fn audience(&self, audience: &Audience) -> Result<Option<Value>, Problem> {
        let render = |template: &Template| {
            self.0.render(template).map(Value::from).map_err(|p| p.in_field("audience"))
        };
        match audience {
            Audience::None => Ok(None),
            Audience::One(template) => render(template).map(Some),
            Audience::Several(templates) => {
                templates.iter().map(render).collect::<Result<_, _>>().map(Some)
            }
        }
    }

    fn json(&self, name: &str, json: &Json) -> Result<Content, Problem> {
        match json {
            Json::None => Ok(Content::None),
            Json::Text(template) => {
                self.0.render(template).map(Content::Text).map_err(|p| p.in_field(name))
            }
            Json::Value(value) => {
                let value = rendered_value(value, self.0).map_err(|p| p.in_field(name))?;
                Ok(Content::Value(value))
            }
        }
    }
}

/// JSON with all its strings rendered. Members that are dates become numbers if a template made
/// them: a date in quotes is what no verifier takes.
pub(crate) fn rendered_value(value: &Value, scope: &Scope<'_>) -> Result<Value, Problem> {
    Ok(match value {
        Value::String(text) => Value::String(scope.render(&Template::parse(text)?)?),
        Value::Array(values) => {
            values.iter().map(|value| rendered_value(value, scope)).collect::<Result<_, _>>()?
        }
        Value::Object(members) => {
            let mut rendered = Map::new();
            for (name, value) in members {
                let value = match value {
                    Value::String(text) if DATES.contains(&name.as_str()) => date(text, scope)?,
                    value => rendered_value(value, scope)?,
                };
                rendered.insert(name.clone(), value);
            }
            Value::Object(rendered)
        }
        value => value.clone(),
    })
}

fn date(text: &str, scope: &Scope<'_>) -> Result<Value, Problem> {
    let template = Template::parse(text)?;
    let rendered = scope.render(&template)?;
    let is_number = !rendered.is_empty() && rendered.bytes().all(|b| b.is_ascii_digit());
    Ok(match rendered.parse::<serde_json::Number>() {
        Ok(number) if is_number && template.is_one_tag() => Value::Number(number),
        _ => Value::String(rendered),
    })
}

fn secret_encoding(
    base64: bool,
    encoding: Option<SecretEncodingName>,
) -> Result<SecretEncoding, Problem> {
    match (base64, encoding) {
        (false, None) => Ok(SecretEncoding::Utf8),
        (true, None | Some(SecretEncodingName::Base64)) => Ok(SecretEncoding::Base64),
        (false, Some(encoding)) => Ok(encoding.into()),
        (true, Some(encoding)) => {
            let encoding = SecretEncoding::from(encoding);
            let message = format!("secretBase64 is true, but secretEncoding is {encoding}");
            let problem = Problem::new("FIELD", message).in_field("secretEncoding");
            Err(problem.hint("keep secretEncoding and take secretBase64 away"))
        }
    }
}

/// The registered claims that are dates ([RFC 7519 §4.1](https://www.rfc-editor.org/rfc/rfc7519#section-4.1)).
const DATES: [&str; 3] = ["exp", "nbf", "iat"];
