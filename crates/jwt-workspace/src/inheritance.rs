//! Whose authentication a request has.

use crate::{Authentication, Form, Located, Problem};

/// A request's authentication, and how it was found.
#[derive(Debug)]
pub(crate) struct Found<'a> {
    /// The form, if there is one.
    pub(crate) form: Option<&'a Form>,
    /// Who was asked, from the request outwards, and what each said.
    pub(crate) trail: Vec<(String, &'static str)>,
    /// Whether the last one asked had an answer. If not, nothing is configured.
    pub(crate) is_answered: bool,
}

impl Found<'_> {
    /// Who had the answer, as in `folder "Admin"`.
    pub(crate) fn source(&self) -> Option<&str> {
        self.trail.last().filter(|_| self.is_answered).map(|(who, _)| who.as_str())
    }

    /// All who were asked, as in `request "Get user" ← folder "Admin"`.
    pub(crate) fn looked_in(&self) -> String {
        let names: Vec<&str> = self.trail.iter().map(|(who, _)| who.as_str()).collect();
        names.join(" ← ")
    }
}

/// Asks the request, its folders from the innermost, and the workspace. The first that does not
/// inherit has the answer, whole: nothing of another's form is added.
pub(crate) fn resolve<'a>(located: &Located<'a>) -> Result<Found<'a>, Problem> {
    let mut found = Found { form: None, trail: Vec::new(), is_answered: false };
    for node in located.levels() {
        let who = node.label();
        let said = match node.authentication() {
            Authentication::Inherit => {
                found.trail.push((who, "inherits"));
                continue;
            }
            Authentication::None => "no authentication",
            Authentication::Jwt(form) => {
                found.form = Some(form);
                "JWT"
            }
            Authentication::Other(kind) => {
                let message = format!("{who} uses {kind} authentication, which is not JWT");
                return Err(Problem::new("AUTHENTICATION", message)
                    .in_field("authenticationType")
                    .hint("give it a JWT form, or say authentication: none and set the header"));
            }
        };
        found.trail.push((who, said));
        found.is_answered = true;
        break;
    }
    Ok(found)
}
