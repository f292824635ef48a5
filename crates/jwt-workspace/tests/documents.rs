//! The workspaces that documentation shows, and the example, are ones.

use jwt_workspace::{Opened, SCHEMA, Workspace};
use std::{fs, path::Path};

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn fits_the_schema(yaml: &str) {
    // The schema is about JSON; a workspace file is YAML, and reads as its JSON does.
    let value = saphyr_json::value(yaml);
    let schema = serde_json::from_str(SCHEMA).expect("JSON");
    let error = jsonschema::validate(&schema, &value).err().map(|error| error.to_string());
    assert_eq!(error, None, "{yaml}");
}

#[test]
fn the_readme_shows_a_workspace() {
    let readme = fs::read_to_string(root().join("README.md")).expect("README.md");
    let mut found = 0;
    for block in readme.split("```yaml\n").skip(1) {
        let yaml = block.split("```").next().expect("a block");
        let workspace = Workspace::from_yaml(yaml).expect(yaml);
        assert!(!workspace.requests().is_empty());
        fits_the_schema(yaml);
        found += 1;
    }
    assert_eq!(found, 1);
}

#[test]
fn the_example_is_a_workspace() {
    let path = root().join("examples/orders/jwt.yaml");
    let opened = Opened::read(&path).expect("a workspace");
    let paths: Vec<String> = opened.workspace.requests().iter().map(|r| r.path()).collect();
    assert_eq!(
        paths,
        ["List orders", "Create order", "Health", "Partners/Ship order", "Reports/Download report"]
    );
    fits_the_schema(&fs::read_to_string(path).expect("the example"));
}

/// YAML as JSON, by saphyr's own loader.
mod saphyr_json {
    use saphyr::{LoadableYamlNode as _, Scalar, Yaml};
    use serde_json::Value;

    pub(crate) fn value(yaml: &str) -> Value {
        json(&Yaml::load_from_str(yaml).expect("YAML")[0])
    }

    fn json(yaml: &Yaml<'_>) -> Value {
        match yaml {
            Yaml::Value(Scalar::String(text)) => text.as_ref().into(),
            Yaml::Value(Scalar::Integer(number)) => (*number).into(),
            Yaml::Value(Scalar::Boolean(bool)) => (*bool).into(),
            Yaml::Sequence(values) => values.iter().map(json).collect(),
            Yaml::Mapping(members) => {
                let name = |yaml: &Yaml<'_>| yaml.as_str().expect("a name").to_owned();
                members.iter().map(|(key, value)| (name(key), json(value))).collect()
            }
            _ => Value::Null,
        }
    }
}
