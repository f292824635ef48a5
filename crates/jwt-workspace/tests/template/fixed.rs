//! Surroundings that never change, and templates rendered in them.

use jiff::Timestamp;
use jwt_workspace::{Problem, Scope, Surroundings, Template, Variables};
use std::io;
use zeroize::Zeroizing;

/// A clock that stands still, randomness that counts, four files and one environment variable.
#[derive(Debug)]
pub(crate) struct Fixed;

impl Surroundings for Fixed {
    fn now(&self) -> Timestamp {
        "2024-02-03T04:05:06.0789Z".parse().expect("a point in time")
    }

    fn random(&self, bytes: &mut [u8]) -> io::Result<()> {
        for (byte, value) in bytes.iter_mut().zip(0x10..) {
            *byte = value;
        }
        Ok(())
    }

    fn read_file(&self, path: &str) -> io::Result<Zeroizing<Vec<u8>>> {
        match path {
            "text" => Ok(Zeroizing::new("h\u{e9}llo \n".into())),
            "bytes" => Ok(Zeroizing::new(vec![0xff, 0xfe, 0x80, 0x41])),
            "odd" => Ok(Zeroizing::new(vec![0x41, 0, 0x42])),
            "tag" => Ok(Zeroizing::new("${[ secret ]}".into())),
            _ => Err(io::Error::new(io::ErrorKind::NotFound, "no such file")),
        }
    }

    fn variable(&self, name: &str) -> Option<Zeroizing<String>> {
        (name == "HOST").then(|| Zeroizing::new("example.org".to_owned()))
    }
}

/// Renders a template without variables.
pub(crate) fn render(template: &str) -> Result<String, Problem> {
    render_with(&[], template)
}

/// Renders a template with variables.
pub(crate) fn render_with(variables: &[(&str, &str)], template: &str) -> Result<String, Problem> {
    let variables = variables.iter().copied().collect::<Variables>();
    Scope::new(&variables, &Fixed).render(&Template::parse(template)?)
}

/// Checks what templates render to.
pub(crate) fn check(cases: &[(&str, &str)]) {
    for (template, rendered) in cases {
        assert_eq!(render(template).as_deref(), Ok(*rendered), "{template}");
    }
}

/// Checks which problem a template has: its code, its message and its first hint.
pub(crate) fn check_problem(result: Result<String, Problem>, expected: (&str, &str, &str)) {
    let problem = result.expect_err("a problem");
    let hint = problem.hints().first().map_or("", String::as_str);
    assert_eq!((problem.code(), problem.to_string().as_str(), hint), expected);
}
