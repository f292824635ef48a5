//! The JSON Schema of workspace files.

/// The JSON Schema (draft 2020-12) of workspace files, with which editors complete and check them.
///
/// In YAML, a first line `# yaml-language-server: $schema=FILE` names it; in JSON, the member
/// `$schema`.
pub const SCHEMA: &str = include_str!("../schema/workspace.schema.json");

#[cfg(test)]
mod tests {
    use super::SCHEMA;
    use crate::form::{ALLOWED, FIELDS};
    use serde_json::Value;

    fn names(schema: &Value) -> Vec<&str> {
        schema.as_object().expect("properties").keys().map(String::as_str).collect()
    }

    #[test]
    fn the_schema_has_the_fields_of_the_form_in_their_order() {
        let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
        let form = &schema["$defs"]["form"]["properties"];
        assert_eq!(names(form), FIELDS);
        assert_eq!(names(&form["allow"]["properties"]), ALLOWED);
        let described = |value: &Value| value["description"].as_str().is_some_and(|d| d.len() > 8);
        assert!(form.as_object().expect("properties").values().all(described));
    }
}
