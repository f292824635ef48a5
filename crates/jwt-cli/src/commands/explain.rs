//! `jwt explain`.

use crate::{
    failure::Failure,
    mask::Mask,
    send::record,
    terminal::{self, BOLD, visible},
    transcript::decoded,
    workspace_source::{Asked, warn},
};
use clap::Args;
use jwt_auth::workspace::{Explanation, Located};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// Say whose authentication a request of a workspace has, and what comes of it.
#[derive(Debug, Args)]
#[command(
    override_usage = "jwt explain [OPTIONS] [WORKSPACE] [REQUEST]",
    after_help = "\
Examples:
  jwt explain 'List orders'
  jwt explain orders.yaml Admin/Users --env staging --json

Secrets are masked, and nothing is sent."
)]
pub(crate) struct ExplainArguments {
    /// A workspace (a file, or a folder), if the first name is one; else that of this folder or of
    /// one above. Then the request, by path or name; without one, the only one.
    #[arg(value_name = "REQUEST", num_args = 0..=2)]
    pub(crate) names: Vec<String>,
    /// The environment whose variables apply.
    #[arg(long, value_name = "NAME")]
    pub(crate) env: Option<String>,
    /// Print one JSON object instead.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Explains a request.
///
/// # Errors
/// [`Failure`] if the request cannot be made.
pub(crate) fn run(arguments: &ExplainArguments) -> Result<(), Failure> {
    let asked = Asked::read(&arguments.names)?;
    let located = asked.the_request()?;
    let surroundings = asked.surroundings();
    let session = asked.session(&surroundings, arguments.env.as_deref())?;
    let explanation = session.explain(&located)?;
    if arguments.json {
        return terminal::stdout(&terminal::compact_json(&to_json(&located, &explanation)));
    }
    tell(&mut anstream::stdout().lock(), &explanation).map_err(|error| Failure::output(&error))?;
    warn(&explanation.prepared.warnings);
    Ok(())
}

fn tell(out: &mut impl Write, explanation: &Explanation) -> io::Result<()> {
    let Explanation { trail, source, form, prepared } = explanation;
    let mask = Mask::of(prepared);
    heading(out, "whose authentication")?;
    rows(out, trail, &mask)?;
    match source {
        Some(source) => writeln!(out, "  so it is that of {}", visible(source))?,
        None => writeln!(out, "  so there is none")?,
    }
    if !form.is_empty() {
        heading(out, "configuration")?;
        rows(out, form, &mask)?;
    }
    heading(out, "request")?;
    let (method, uri) = (prepared.request.method(), prepared.request.uri());
    writeln!(out, "  {method} {}", visible(&mask.uri(uri)))?;
    heading(out, "token")?;
    match &prepared.token {
        Some(placed) => {
            writeln!(out, "    in the {}", visible(&placed.place))?;
            decoded(out, &placed.token)
        }
        None => writeln!(out, "  none"),
    }
}

fn heading(out: &mut impl Write, text: &str) -> io::Result<()> {
    writeln!(out, "{BOLD}{text}{BOLD:#}")
}

fn rows(out: &mut impl Write, rows: &[(String, String)], mask: &Mask) -> io::Result<()> {
    let width = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default();
    rows.iter().try_for_each(|(name, value)| {
        let row = format!("{name:<width$}  {}", mask.text(value));
        writeln!(out, "  {}", visible(row.trim_end()))
    })
}

fn to_json(located: &Located<'_>, explanation: &Explanation) -> Value {
    let Explanation { trail, source, form, prepared } = explanation;
    let trail = trail.iter().map(|(place, says)| json!({"place": place, "says": says}));
    let form = form.iter().map(|(name, value)| (name.clone(), value.as_str().into()));
    let warnings = prepared.warnings.iter().map(ToString::to_string);
    json!({
        "name": located.path(),
        "trail": trail.collect::<Vec<_>>(),
        "source": source,
        "form": form.collect::<Map<_, _>>(),
        "request": record::request(prepared, &Mask::of(prepared)),
        "token": prepared.token.as_ref().map(record::token),
        "warnings": warnings.collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jwt_auth::workspace::{Session, System, Workspace};

    #[test]
    fn an_explanation_goes_from_the_request_to_the_token_and_shows_no_secret() {
        let workspace = Workspace::from_yaml(
            "
name: Test
folders:
  - name: Admin
    authentication:
      { secret: 0123456789abcdef0123456789abcdef, issuedAt: 'off', subject: u1, location: query }
    requests: [{ name: Get user, url: 'http://h/user' }]
",
        )
        .expect("a workspace");
        let system = System::default();
        let session = Session::new(&workspace, crate::backend::provider(), &system);
        let located = workspace.find("Get user").expect("a request");
        let explanation = session.explain(&located).expect("an explanation");
        let mut out = Vec::new();
        tell(&mut out, &explanation).expect("a buffer takes all");
        let told = String::from_utf8(out).expect("UTF-8");
        let told = anstream::adapter::strip_str(&told).to_string();
        for part in [
            "whose authentication\n  request \"Get user\"  inherits\n  folder \"Admin\"      JWT\n  \
             so it is that of folder \"Admin\"\n",
            "\n  subject   u1\n  location  query\n",
            "\n  GET http://h/user?token=eyJ",
            "\n    in the query parameter token\n",
            "\n    claims {\n             \"sub\": \"u1\"\n           }\n",
        ] {
            assert!(told.contains(part), "no {part:?} in\n{told}");
        }
        let json = to_json(&located, &explanation).to_string();
        let token = &explanation.prepared.token.as_ref().expect("a token").token;
        for secret in [token, "0123456789abcdef"] {
            assert!(!told.contains(secret), "{told}");
            assert!(!json.contains(secret), "{json}");
        }
    }
}
