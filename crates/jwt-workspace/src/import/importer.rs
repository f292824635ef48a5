use super::{
    Imported,
    left_out::LeftOut,
    place::Place,
    templates::{self, Language},
};
use crate::{Authentication, Variables, Workspace};

/// What is carried along through a file: the language of its templates, and what is left out.
#[derive(Debug)]
pub(super) struct Importer {
    program: &'static str,
    language: Language,
    pub(super) left_out: LeftOut,
}

impl Importer {
    pub(super) fn new(program: &'static str, language: Language) -> Self {
        Self { program, language, left_out: LeftOut::default() }
    }

    pub(super) fn program(&self) -> &'static str {
        self.program
    }

    pub(super) fn finish(self, workspace: Workspace) -> Imported {
        let left_out = self.left_out.into_lines();
        Imported { program: self.program, workspace, left_out }
    }

    /// Lists something that stands at a place.
    pub(super) fn leave_out(&mut self, place: &Place, what: impl std::fmt::Display) {
        self.left_out.add(place, what);
    }

    /// A text in our language of templates. What cannot be said in it stays text, and is listed.
    pub(super) fn template(&mut self, place: &Place, text: &str) -> String {
        let left_out = &mut self.left_out;
        let why = match self.language {
            Language::Yaak => "is not known here",
            _ => "stays as text",
        };
        templates::translate(self.language, text, &mut |tag| {
            left_out.add(place, format!("{tag}, which {why}"));
        })
    }

    /// Sets a variable whose value is a template. Spaces in a name become `_`, in templates too.
    pub(super) fn set(
        &mut self,
        variables: &mut Variables,
        place: &Place,
        name: &str,
        value: &str,
    ) {
        if name.is_empty() && value.is_empty() {
            return;
        }
        let value = self.template(place, value);
        match templates::name(name) {
            Some(here) => {
                if here != name {
                    self.leave_out(
                        place,
                        format!("the name \"{name}\" of a variable: it is {here} here"),
                    );
                }
                variables.set(here, value);
            }
            None => {
                let what = format!("the variable \"{name}\", whose name no template can say");
                self.leave_out(place, what);
            }
        }
    }

    /// An authentication that is known by name only.
    pub(super) fn other(&mut self, place: &Place, kind: &str) -> Authentication {
        self.leave_out(place, format!("the authentication of kind {kind}"));
        Authentication::Other(kind.to_owned())
    }
}
