//! Files that nobody would write: they are edited as was meant, or not at all.

use crate::random::{FILES, Random, paths};
use jwt_workspace::{Authentication, Form, NodePath, Workspace};
use serde_json::json;

#[test]
fn a_mangled_file_is_edited_as_was_meant_or_not_at_all() {
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let (mut edited, mut refused) = (0, 0);
    for _ in 0..ROUNDS {
        let text = mangled(&mut random);
        let Ok(mut workspace) = Workspace::from_yaml(&text) else { continue };
        let mut nodes = Vec::new();
        paths(&workspace.items, &NodePath::default(), &mut nodes);
        let path = random.of(&nodes).clone();
        let form = json!({"secret": "s", "payload": {"a": [1, {"b": "c: d"}]}, "issuer": "x\ny"});
        *workspace.authentication_mut(&path).expect("a node") = match random.below(3) {
            0 => Authentication::None,
            1 => Authentication::Inherit,
            _ => {
                let form = Form::read(form.as_object().expect("an object").clone());
                Authentication::Jwt(Box::new(form.expect("a form")))
            }
        };
        match workspace.edit(&text, &path) {
            Ok(text) => {
                assert_eq!(Workspace::from_yaml(&text).expect("a workspace"), workspace);
                edited += 1;
            }
            Err(problem) => {
                assert_eq!(problem.code(), "EDIT", "{text}");
                refused += 1;
            }
        }
    }
    // Most can be edited, however they look.
    assert!(edited > 10 * refused && refused < ROUNDS / 50, "{edited} and {refused}");
}

/// A file with a few characters gone, added or doubled.
fn mangled(random: &mut Random) -> String {
    let mut text: Vec<char> = random.of(&FILES).chars().collect();
    for _ in 0..1 + random.below(4) {
        let at = random.below(text.len().max(1));
        match random.below(3) {
            0 if at < text.len() => drop(text.remove(at)),
            1 if at < text.len() => text.insert(at, text[at]),
            _ => text.insert(at.min(text.len()), *random.of(&CHARACTERS)),
        }
    }
    text.into_iter().collect()
}

const ROUNDS: usize = 3000;

const CHARACTERS: [char; 26] = [
    ' ', ' ', '\n', '\n', ':', '-', '{', '}', '[', ']', ',', '\'', '"', '#', '&', '*', '!', '|',
    '>', '%', '@', '`', '\t', '?', '~', '\u{85}',
];
