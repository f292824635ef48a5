//! Forms out of what programs ask for.

use super::{
    importer::Importer,
    members::{Members, plain_text},
    place::Place,
    templates,
};
use crate::{Authentication, Form, Problem};
use serde_json::{Map, Value};

/// What Postman and Hoppscotch ask for: the same under other names. Both sign with the JavaScript
/// library `jose`, which adds neither `typ` nor `iat`, and writes the payload without white space.
#[derive(Debug, Clone, Copy)]
pub(super) struct JoseNames {
    pub(super) headers: &'static str,
    pub(super) add_to: &'static str,
    pub(super) query: &'static str,
    pub(super) parameter: &'static str,
    /// Whether the space between prefix and token is a part of the prefix.
    pub(super) prefix_has_space: bool,
}

impl JoseNames {
    /// The form. What is left of the members is for the caller to list.
    pub(super) fn form(
        self,
        importer: &mut Importer,
        place: &Place,
        members: &mut Members<'_>,
    ) -> Result<Map<String, Value>, Problem> {
        let mut form = blank();
        let algorithm = members.text("algorithm")?.filter(|algorithm| !algorithm.is_empty());
        if let Some(algorithm) = &algorithm {
            form.insert("algorithm".to_owned(), importer.template(place, algorithm).into());
        }
        self.key(importer, place, members, algorithm.as_deref(), &mut form)?;
        for (theirs, ours) in [("payload", "payload"), (self.headers, "headers")] {
            if let Some(value) = members.take(theirs)
                && value.as_str().is_none_or(|text| !text.trim().is_empty())
            {
                form.insert(ours.to_owned(), translated(importer, place, value));
            }
        }
        form.insert("payloadMode".to_owned(), "compact".into());
        let add_to = members.text(self.add_to)?.unwrap_or_default();
        let parameter = members.text(self.parameter)?.filter(|name| !name.is_empty());
        let prefix = members.text("headerPrefix")?;
        if add_to == self.query {
            form.insert("location".to_owned(), "query".into());
            if let Some(name) = parameter {
                form.insert("name".to_owned(), importer.template(place, &name).into());
            }
        } else {
            form.insert("location".to_owned(), "header".into());
            if let Some(prefix) = prefix {
                if self.prefix_has_space && !prefix.is_empty() && !prefix.ends_with(' ') {
                    let what = "a header prefix that no space follows: here one does";
                    importer.leave_out(place, what);
                }
                let prefix = importer.template(place, prefix.trim());
                form.insert("headerPrefix".to_owned(), prefix.into());
            }
        }
        Ok(form)
    }

    /// Secret or private key, as the algorithm needs it. The other one is not used.
    fn key(
        self,
        importer: &mut Importer,
        place: &Place,
        members: &mut Members<'_>,
        algorithm: Option<&str>,
        form: &mut Map<String, Value>,
    ) -> Result<(), Problem> {
        let secret = members.text_or_empty("secret")?;
        let private_key = members.text_or_empty("privateKey")?;
        let base64 = members.flag("isSecretBase64Encoded")?.unwrap_or(false);
        let takes_secret = match algorithm {
            Some(algorithm) if !algorithm.contains(['{', '<']) => algorithm.starts_with("HS"),
            // A template may become any of them.
            _ => !secret.is_empty() || private_key.is_empty(),
        };
        let (used, unused, name) = match takes_secret {
            true => (secret, private_key, "the private key"),
            false => (private_key, secret, "the secret"),
        };
        if !used.is_empty() {
            form.insert("secret".to_owned(), importer.template(place, &used).into());
        }
        if takes_secret && base64 {
            form.insert("secretBase64".to_owned(), true.into());
        }
        if !unused.is_empty() {
            let algorithm = algorithm.unwrap_or("HS256");
            let what = format!("{name} of the JWT authentication, which {algorithm} does not use");
            importer.leave_out(place, what);
        }
        Ok(())
    }
}

/// A form that adds nothing to what is typed.
pub(super) fn blank() -> Map<String, Value> {
    Map::from_iter([("typ".to_owned(), Value::Null), ("issuedAt".to_owned(), "off".into())])
}

/// The authentication by a form. One that cannot be used is known by name only, so that nothing is
/// sent without its token.
pub(super) fn authentication(
    importer: &mut Importer,
    place: &Place,
    form: Map<String, Value>,
) -> Authentication {
    match Form::read(form) {
        Ok(form) => Authentication::Jwt(Box::new(form)),
        Err(problem) => {
            importer.leave_out(place, format!("the JWT authentication: {problem}"));
            Authentication::Other("jwt".to_owned())
        }
    }
}

/// A value with all its texts translated.
pub(super) fn translated(importer: &mut Importer, place: &Place, value: &Value) -> Value {
    match value {
        Value::String(text) => importer.template(place, text).into(),
        Value::Array(values) => {
            values.iter().map(|value| translated(importer, place, value)).collect()
        }
        Value::Object(members) => {
            let mut object = Map::new();
            for (name, value) in members {
                object.insert(name.clone(), translated(importer, place, value));
            }
            Value::Object(object)
        }
        other => other.clone(),
    }
}

/// A GraphQL query as the JSON that is sent. The variables are JSON, as it was typed.
pub(super) fn graphql(query: &str, variables: &str, operation: Option<&str>) -> String {
    let mut json = format!("{{\"query\":{}", Value::from(query));
    if let Some(operation) = operation.filter(|operation| !operation.is_empty()) {
        json.push_str(&format!(",\"operationName\":{}", Value::from(operation)));
    }
    let variables = variables.trim();
    let variables = if variables.is_empty() { "{}" } else { variables };
    format!("{json},\"variables\":{variables}}}")
}

/// The text of a member that some versions write as an object.
pub(super) fn as_text(value: Option<&Value>) -> String {
    value.map(|value| plain_text(value).unwrap_or_else(|| value.to_string())).unwrap_or_default()
}

/// Takes an `alg` out of headers that the program would replace by the algorithm.
pub(super) fn drop_other_algorithm(
    importer: &mut Importer,
    place: &Place,
    form: &mut Map<String, Value>,
) {
    let algorithm = form.get("algorithm").cloned();
    let Some(headers) = form.get_mut("headers") else { return };
    let parsed = match &*headers {
        Value::String(text) => serde_json::from_str(text).unwrap_or(Value::Null),
        other => other.clone(),
    };
    let Value::Object(mut members) = parsed else { return };
    let Some(alg) = members.get("alg").cloned().filter(|alg| Some(alg) != algorithm.as_ref())
    else {
        return;
    };
    members.shift_remove("alg");
    *headers = Value::String(Value::Object(members).to_string());
    let alg = templates::shown(alg.as_str().unwrap_or("…")).to_owned();
    let program = importer.program();
    let what =
        format!("alg \"{alg}\" in the token's header, which {program} replaces by the algorithm");
    importer.leave_out(place, what);
}
