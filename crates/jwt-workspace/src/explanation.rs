//! How a request came to its token.

use crate::{Form, Prepared, Problem, Scope, form::rendered_value};
use serde_json::Value;

/// Whose configuration a request has, how that was found, and what comes of it.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// Who was asked, from the request outwards, and what each said: `inherits`,
    /// `no authentication` or `JWT`.
    pub trail: Vec<(String, String)>,
    /// Who had the answer, if anybody had.
    pub source: Option<String>,
    /// The fields of the form, rendered. What is secret is told by its length alone.
    pub form: Vec<(String, String)>,
    /// The request as it would be sent.
    pub prepared: Prepared,
}

impl Form {
    /// The fields, rendered, in the order in which they were written.
    pub(crate) fn shown(&self, scope: &Scope<'_>) -> Result<Vec<(String, String)>, Problem> {
        let fields = self.members().iter().map(|(name, value)| {
            let rendered = rendered_value(value, scope).map_err(|p| p.in_field(name))?;
            let is_secret = SECRET.contains(&name.as_str());
            let shown = match rendered {
                Value::Object(_) if name == "verifyWith" => masked(&rendered),
                Value::String(text) if is_secret => {
                    format!("({} characters, not shown)", text.chars().count())
                }
                _ if is_secret => "(not shown)".to_owned(),
                Value::String(text) => text,
                value => value.to_string(),
            };
            Ok((name.clone(), shown))
        });
        fields.collect()
    }
}

/// `verifyWith` can hold a secret within.
fn masked(value: &Value) -> String {
    let mut value = value.clone();
    if let Some(Value::String(text)) = value.get_mut("secret") {
        *text = format!("({} characters, not shown)", text.chars().count());
    }
    value.to_string()
}

const SECRET: [&str; 3] = ["secret", "passphrase", "verifyWith"];
