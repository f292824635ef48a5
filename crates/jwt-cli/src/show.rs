//! Headers and claims for people: JSON, with the times beside it.

use crate::{terminal, times};
use jwt_auth::NumericDate;
use serde_json::{Map, Value};

/// The claims that are points in time.
const TIMES: [&str; 5] = ["exp", "nbf", "iat", "auth_time", "updated_at"];

/// A JSON object's text over several lines, with what its times mean at `now` beside them.
///
/// A text that is no JSON object is shown as it is.
pub(crate) fn with_times(json: &str, now: NumericDate) -> String {
    let Some(members) = object(json) else { return terminal::visible(json).into_owned() };
    let shown = terminal::pretty_json(&Value::Object(members.clone()));
    let lines = shown.lines().map(|line| {
        // Two spaces and no more: a member of the outermost object.
        let time = TIMES.iter().find(|name| line.starts_with(&format!("  \"{name}\": ")));
        match time.and_then(|name| meaning(name, members.get(*name)?, now)) {
            Some(meaning) => {
                let side = terminal::SIDE;
                format!("{line}  {side}← {meaning}{side:#}")
            }
            None => line.to_owned(),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A JSON object's members in their order.
pub(crate) fn object(json: &str) -> Option<Map<String, Value>> {
    serde_json::from_str(json).ok()
}

/// The point in time that a claim is, if it is one.
pub(crate) fn date(name: &str, value: &Value) -> Option<NumericDate> {
    let is_time = TIMES.contains(&name) && value.is_number();
    is_time.then(|| serde_json::from_value(value.clone()).ok()).flatten()
}

fn meaning(name: &str, value: &Value, now: NumericDate) -> Option<String> {
    if !value.is_number() {
        return None;
    }
    Some(match serde_json::from_value::<NumericDate>(value.clone()) {
        Ok(date) => format!("{date}, {}", times::standing(name, date, now)),
        Err(_) if value.to_string().len() == 13 => {
            "not a date; it looks like milliseconds, JWT has seconds".to_owned()
        }
        Err(_) => "not a date between 1970 and 9999".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_explained_where_they_stand() {
        let now = NumericDate::from_unix(1_300_819_380).expect("in range");
        let shown = with_times(
            r#"{"sub":"u","exp":1300819080,"iat":1300819080000,"a":{"exp":1},"nbf":"1"}"#,
            now,
        );
        let plain = anstream::adapter::strip_str(&shown).to_string();
        assert_eq!(
            plain,
            "{\n  \"sub\": \"u\",\n  \
             \"exp\": 1300819080,  ← 2011-03-22T18:38:00Z, expired 5 min ago\n  \
             \"iat\": 1300819080000,  ← not a date; it looks like milliseconds, JWT has seconds\n  \
             \"a\": {\n    \"exp\": 1\n  },\n  \"nbf\": \"1\"\n}"
        );
    }

    #[test]
    fn numbers_are_shown_to_the_digit() {
        let now = NumericDate::now();
        let shown = with_times(r#"{"z":12345678901234567890123,"a":1.50}"#, now);
        assert_eq!(shown, "{\n  \"z\": 12345678901234567890123,\n  \"a\": 1.50\n}");
    }
}
