use super::{Kind, Node};
use crate::{Problem, Variables, model::Parameter, suggestion};

/// The members of a mapping, taken one by one, so that what is left is unknown.
pub(crate) struct Members<'n> {
    /// What the mapping is, as in `request "Get user"`.
    what: String,
    line: usize,
    entries: &'n [(super::node::Name, Node)],
    known: Vec<&'static str>,
}

impl<'n> Members<'n> {
    /// The members of a node, which must be a mapping.
    pub(crate) fn of(node: &'n Node, what: impl Into<String>) -> Result<Self, Problem> {
        let what = what.into();
        match &node.kind {
            Kind::Members(entries) => Ok(Self { what, line: node.line, entries, known: vec![] }),
            _ => {
                let message = format!("{what} must be a mapping, but is {}", node.noun());
                Err(Problem::new("WORKSPACE", message).at(line(node.line)))
            }
        }
    }

    /// What the mapping is called from here on.
    pub(crate) fn rename(&mut self, what: String) {
        self.what = what;
    }

    /// A member, if it is there.
    pub(crate) fn take(&mut self, name: &'static str) -> Option<&'n Node> {
        self.known.push(name);
        self.entries.iter().find(|(known, _)| known.text == name).map(|(_, node)| node)
    }

    /// A member that is a text. Numbers and truth values are texts too, as they are written.
    pub(crate) fn text(&mut self, name: &'static str) -> Result<Option<String>, Problem> {
        self.take(name).map(|node| text(node, &format!("{name} of {}", self.what))).transpose()
    }

    /// A member that must be there, and a text.
    pub(crate) fn required(&mut self, name: &'static str) -> Result<String, Problem> {
        self.text(name)?.ok_or_else(|| {
            let message = format!("{} has no {name}", self.what);
            Problem::new("WORKSPACE", message).at(line(self.line))
        })
    }

    /// A member that is a list.
    pub(crate) fn list(&mut self, name: &'static str) -> Result<&'n [Node], Problem> {
        match self.take(name) {
            None | Some(Node { kind: Kind::Null, .. }) => Ok(&[]),
            Some(Node { kind: Kind::List(nodes), .. }) => Ok(nodes),
            Some(node) => {
                let message =
                    format!("{name} of {} must be a list, but is {}", self.what, node.noun());
                Err(Problem::new("WORKSPACE", message).at(line(node.line)))
            }
        }
    }

    /// A member that holds variables.
    pub(crate) fn variables(&mut self, name: &'static str) -> Result<Variables, Problem> {
        let what = format!("{name} of {}", self.what);
        match self.take(name) {
            None | Some(Node { kind: Kind::Null, .. }) => Ok(Variables::default()),
            Some(node) => variables(node, &what),
        }
    }

    /// A member that holds headers, parameters or fields: a mapping of texts or of lists of texts,
    /// or a list of `name`, `value` and `enabled`.
    pub(crate) fn parameters(&mut self, name: &'static str) -> Result<Vec<Parameter>, Problem> {
        let what = format!("{name} of {}", self.what);
        match self.take(name) {
            None | Some(Node { kind: Kind::Null, .. }) => Ok(Vec::new()),
            Some(node) => parameters(node, &what),
        }
    }

    /// Refuses what nobody took.
    pub(crate) fn finish(self) -> Result<(), Problem> {
        let unknown = self.entries.iter().find(|(name, _)| !self.known.contains(&&*name.text));
        let Some((name, _)) = unknown else { return Ok(()) };
        let message = format!("{} has no member \"{}\"", self.what, name.text);
        let problem = Problem::new("WORKSPACE", message).at(line(name.line));
        Err(problem.hint(suggestion::hint(&name.text, self.known.iter().copied())))
    }
}

/// The variables of a mapping from names to texts.
pub(crate) fn variables(node: &Node, what: &str) -> Result<Variables, Problem> {
    let members = Members::of(node, what)?;
    let pairs = members.entries.iter().map(|(name, node)| {
        Ok((name.text.clone(), text(node, &format!("\"{}\" in {what}", name.text))?))
    });
    pairs.collect::<Result<Vec<_>, Problem>>().map(Variables::from_iter)
}

/// A text, or what reads like one: a number or a truth value as it is written; nothing is `""`.
pub(crate) fn text(node: &Node, what: &str) -> Result<String, Problem> {
    match &node.kind {
        Kind::Text(text) => Ok(text.clone()),
        Kind::Number(number) => Ok(number.to_string()),
        Kind::Bool(bool) => Ok(bool.to_string()),
        Kind::Null => Ok(String::new()),
        _ => {
            let message = format!("{what} must be a text, but is {}", node.noun());
            Err(Problem::new("WORKSPACE", message).at(line(node.line)))
        }
    }
}

/// A line as messages name it.
pub(crate) fn line(line: usize) -> String {
    format!("line {line}")
}

fn parameters(node: &Node, what: &str) -> Result<Vec<Parameter>, Problem> {
    let mut parameters = Vec::new();
    match &node.kind {
        Kind::Members(entries) => {
            for (name, node) in entries {
                let what = format!("\"{}\" in {what}", name.text);
                match &node.kind {
                    Kind::List(values) => {
                        for value in values {
                            parameters.push(Parameter::new(&name.text, text(value, &what)?));
                        }
                    }
                    _ => parameters.push(Parameter::new(&name.text, text(node, &what)?)),
                }
            }
        }
        Kind::List(nodes) => {
            for node in nodes {
                let mut members = Members::of(node, format!("an entry of {what}"))?;
                let enabled = match members.text("enabled")?.as_deref() {
                    None | Some("true") => true,
                    Some("false") => false,
                    Some(_) => {
                        let message = format!("enabled in {what} must be true or false");
                        return Err(Problem::new("WORKSPACE", message).at(line(node.line)));
                    }
                };
                let name = members.required("name")?;
                let value = members.text("value")?.unwrap_or_default();
                members.finish()?;
                parameters.push(Parameter { name, value, enabled });
            }
        }
        _ => {
            let message = format!("{what} must be a mapping or a list, but is {}", node.noun());
            return Err(Problem::new("WORKSPACE", message).at(line(node.line)));
        }
    }
    Ok(parameters)
}
