//! The form: how a token is made and where it goes.
//!
//! [`Form`] is what was written, with its templates; [`Rendered`] is the same with everything
//! rendered and typed, for one send.

mod choices;
pub(crate) mod duration;
mod field;
mod jwt_id;
mod key_source;
mod names;
mod read;
mod rendered;

pub(crate) use choices::{
    AlgorithmChoice, Cache, IssuedAt, Location, PayloadMode, SecretEncodingName,
};
pub use jwt_id::JwtId;
pub(crate) use key_source::{KeySource, RenderedKey};
#[cfg(test)]
pub(crate) use names::ALLOWED;
pub(crate) use names::FIELDS;
pub(crate) use rendered::{Content, Rendered, rendered_value};

use crate::{Problem, Template};
use choices::KeyFormat;
use field::Field;
use jwt_header::Origin;
use serde_json::{Map, Value};
use std::time::Duration;

/// How a token is made, and where it goes: algorithm, key, claims and place.
///
/// Its members have the names of Yaak's form, and each text among them is a
/// [template](crate::Template):
///
/// ```
/// use jwt_workspace::Form;
/// use serde_json::json;
///
/// let members = json!({"algorithm": "ES256", "secretFile": "key.pem", "expiresIn": "5m"});
/// let form = Form::read(members.as_object().expect("an object").clone())?;
/// assert_eq!(form.members()["algorithm"], "ES256");
///
/// let members = json!({"algoritm": "ES256"});
/// let problem = Form::read(members.as_object().expect("an object").clone()).unwrap_err();
/// assert_eq!(problem.to_string(), r#"the form has no field "algoritm""#);
/// assert_eq!(problem.hints(), [r#"did you mean "algorithm"?"#]);
/// # Ok::<(), jwt_workspace::Problem>(())
/// ```
#[derive(Clone)]
pub struct Form {
    source: Map<String, Value>,
    disabled: Disabled,
    algorithm: Option<Field<AlgorithmChoice>>,
    key: Option<KeySource>,
    secret_base64: Field<bool>,
    secret_encoding: Option<Field<SecretEncodingName>>,
    key_format: Field<KeyFormat>,
    passphrase: Option<KeySource>,
    key_id: Option<Template>,
    payload: Json,
    headers: Json,
    typ: Typ,
    issued_at: Field<IssuedAt>,
    expires_in: Option<Field<Duration>>,
    not_before: Option<Field<Duration>>,
    backdate: Field<Duration>,
    jwt_id: Field<JwtId>,
    issuer: Option<Template>,
    subject: Option<Template>,
    audience: Audience,
    location: Field<Location>,
    name: Option<Template>,
    header_prefix: Option<Template>,
    payload_mode: Option<Field<PayloadMode>>,
    cache: Cache<Field<Duration>>,
    origins: Option<Vec<Field<Origin>>>,
    allow: Allow<Field<bool>>,
    verify_with: Option<KeySource>,
}

impl Form {
    /// Reads a form from its members, such as `algorithm` and `payload`.
    ///
    /// # Errors
    /// [`Problem`] for a member that does not exist, and for a value that a member cannot have.
    pub fn read(members: Map<String, Value>) -> Result<Self, Problem> {
        read::form(members)
    }

    /// The members, as they were read.
    #[must_use]
    pub fn members(&self) -> &Map<String, Value> {
        &self.source
    }
}

/// Two forms are equal if they were read from the same.
impl PartialEq for Form {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

/// The names of the members alone: there are secrets among their values.
impl std::fmt::Debug for Form {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Form ")?;
        f.debug_set().entries(self.source.keys()).finish()
    }
}

/// Whether the form is left aside.
#[derive(Debug, Clone)]
enum Disabled {
    No,
    Yes,
    /// Enabled only if this renders to something.
    Unless(Template),
}

/// `typ` in the header.
#[derive(Debug, Clone)]
enum Typ {
    /// `JWT`.
    Usual,
    None,
    Text(Template),
}

#[derive(Debug, Clone)]
enum Audience {
    None,
    One(Template),
    Several(Vec<Template>),
}

/// JSON that is written as a text, or as JSON whose strings are templates.
#[derive(Debug, Clone)]
enum Json {
    None,
    Text(Template),
    Value(Value),
}

/// What is refused unless it is asked for by name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Allow<B> {
    pub(crate) unsigned: B,
    pub(crate) weak_secret: B,
    pub(crate) small_rsa: B,
    pub(crate) non_object_payload: B,
}
