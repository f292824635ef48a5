//! Workspaces as YAML.

use super::emit::{emit, json, mapping, text};
use crate::{
    Authentication, Body, Folder, Item, Parameter, Problem, Request, Variables, Workspace,
};
use saphyr::{Mapping, Scalar, Yaml};

impl Workspace {
    /// The workspace as the YAML of a workspace file.
    ///
    /// # Errors
    /// [`Problem`] with the code `YAML` if the text cannot be written, which does not happen.
    pub fn to_yaml(&self) -> Result<String, Problem> {
        let mut members = Members::default();
        members.text("name", &self.name);
        members.variables("variables", &self.variables);
        let mut environments = Members::default();
        for environment in &self.environments {
            environments.add(&environment.name, variables(&environment.variables));
        }
        members.mapping("environments", environments);
        members.parameters("headers", &self.headers);
        members.authentication(&self.authentication);
        members.items(&self.items);
        emit(&Yaml::Mapping(members.0))
    }
}

#[derive(Default)]
struct Members<'a>(Mapping<'a>);

impl<'a> Members<'a> {
    fn add(&mut self, name: &'a str, value: Yaml<'a>) {
        self.0.insert(text(name), value);
    }

    fn text(&mut self, name: &'a str, value: &'a str) {
        if !value.is_empty() {
            self.add(name, text(value));
        }
    }

    fn mapping(&mut self, name: &'a str, members: Self) {
        if !members.0.is_empty() {
            self.add(name, Yaml::Mapping(members.0));
        }
    }

    fn list(&mut self, name: &'a str, values: Vec<Yaml<'a>>) {
        if !values.is_empty() {
            self.add(name, Yaml::Sequence(values));
        }
    }

    fn variables(&mut self, name: &'a str, values: &'a Variables) {
        if !values.is_empty() {
            self.add(name, variables(values));
        }
    }

    /// A mapping where that can say it, which reads better than a list.
    fn parameters(&mut self, name: &'a str, parameters: &'a [Parameter]) {
        let is_plain = parameters.iter().enumerate().all(|(i, parameter)| {
            let earlier = parameters.get(..i).unwrap_or_default();
            parameter.enabled && earlier.iter().all(|earlier| earlier.name != parameter.name)
        });
        if is_plain {
            let mut members = Self::default();
            for parameter in parameters {
                members.add(&parameter.name, text(&parameter.value));
            }
            return self.mapping(name, members);
        }
        let entries = parameters.iter().map(|parameter| {
            let mut members = Self::default();
            members.add("name", text(&parameter.name));
            members.add("value", text(&parameter.value));
            if !parameter.enabled {
                members.add("enabled", Yaml::Value(Scalar::Boolean(false)));
            }
            Yaml::Mapping(members.0)
        });
        self.list(name, entries.collect());
    }

    fn authentication(&mut self, authentication: &'a Authentication) {
        match authentication {
            Authentication::Inherit => {}
            Authentication::None => self.add("authentication", text("none")),
            Authentication::Other(kind) => self.add("authenticationType", text(kind)),
            Authentication::Jwt(form) => {
                self.add("authentication", mapping(form.members()));
            }
        }
    }

    fn items(&mut self, items: &'a [Item]) {
        let (mut requests, mut folders) = (Vec::new(), Vec::new());
        for item in items {
            match item {
                Item::Request(request) => requests.push(self::request(request)),
                Item::Folder(folder) => folders.push(self::folder(folder)),
            }
        }
        self.list("requests", requests);
        self.list("folders", folders);
    }
}

fn folder(folder: &Folder) -> Yaml<'_> {
    let mut members = Members::default();
    members.add("name", text(&folder.name));
    members.variables("variables", &folder.variables);
    members.parameters("headers", &folder.headers);
    members.authentication(&folder.authentication);
    members.items(&folder.items);
    Yaml::Mapping(members.0)
}

fn request(request: &Request) -> Yaml<'_> {
    let mut members = Members::default();
    members.add("name", text(&request.name));
    if request.method != "GET" {
        members.add("method", text(&request.method));
    }
    members.add("url", text(&request.url));
    members.parameters("query", &request.query);
    members.parameters("headers", &request.headers);
    match &request.body {
        Body::None => {}
        Body::Text { text: body, media_type } => {
            members.add("body", text(body));
            members.text("bodyType", media_type.as_deref().unwrap_or_default());
        }
        Body::Json(value) => members.add("body", json(value)),
        Body::Form(fields) => members.parameters("form", fields),
        Body::File(path) => members.add("bodyFile", text(path)),
        Body::Other(kind) => members.add("bodyType", text(kind)),
    }
    members.variables("variables", &request.variables);
    members.authentication(&request.authentication);
    Yaml::Mapping(members.0)
}

fn variables(variables: &Variables) -> Yaml<'_> {
    Yaml::Mapping(variables.iter().map(|(name, value)| (text(name), text(value))).collect())
}
