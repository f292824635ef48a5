//! `jwt import`.

use crate::{
    failure::Failure,
    new_file::{self, Readers},
    terminal,
};
use clap::Args;
use jwt_auth::workspace::{
    Opened,
    import::{self, Imported},
};
use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

/// Make a workspace of what Postman, Insomnia, Hoppscotch or Yaak exports.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jwt import orders.postman_collection.json --out jwt.yaml
  jwt import ~/yaak-sync --out jwt.yaml
  pbpaste | jwt import -

What has no place in a workspace is listed, never left out silently.")]
pub(crate) struct ImportArguments {
    /// An exported file, the folder that Yaak syncs to, or - for standard input.
    #[arg(value_name = "FILE|FOLDER")]
    pub(crate) source: PathBuf,
    /// A new file for the workspace, which only its owner may read. Otherwise it is printed.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Replace a file that is there already.
    #[arg(long)]
    pub(crate) force: bool,
}

/// Reads a workspace of another program, and prints it or writes it to a file.
///
/// # Errors
/// [`Failure`] if it cannot be read, or the file cannot be written.
pub(crate) fn run(arguments: &ImportArguments) -> Result<(), Failure> {
    if let Some(path) = &arguments.out {
        new_file::check_place(path, arguments.force)?;
    }
    let Imported { program, workspace, left_out } = read(&arguments.source)?;
    let yaml = workspace.to_yaml()?;
    match &arguments.out {
        // There may be secrets in it.
        Some(path) => new_file::write(path, yaml.as_bytes(), Readers::Owner, arguments.force)?,
        None => terminal::stdout_bytes(yaml.as_bytes())?,
    }
    for line in &left_out {
        terminal::note(&format!("left out: {line}"));
    }
    let (requests, left_out) = (count(workspace.requests().len(), "request"), left_out.len());
    let to = arguments.out.as_deref().map(|path| format!(" to {}", path.display()));
    let said = format!("{requests} from {program}{}; {left_out} left out", to.unwrap_or_default());
    terminal::note(&said);
    Ok(())
}

fn read(source: &Path) -> Result<Imported, Failure> {
    if source.is_dir() {
        let Opened { workspace, left_out, .. } = Opened::read(source)?;
        // Else it is a workspace already, and becomes one of a single file.
        let is_own = source.join("workspace.yaml").is_file();
        let program = if is_own { "a folder of files" } else { "Yaak" };
        return Ok(Imported { program, workspace, left_out });
    }
    if source == Path::new("-") {
        return Ok(import::read(&text("standard input", io::stdin().lock())?)?);
    }
    let name = source.display().to_string();
    let file = File::open(source).map_err(|error| Failure::io(&name, &error))?;
    Ok(import::read(&text(&name, file)?)?)
}

fn text(name: &str, source: impl Read) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    source.take(LIMIT + 1).read_to_end(&mut bytes).map_err(|error| Failure::io(name, &error))?;
    if bytes.len() as u64 > LIMIT {
        return Err(Failure::io(name, &io::Error::other("larger than 64 MiB")));
    }
    let text = String::from_utf8(bytes);
    text.map_err(|_| Failure::configuration("TEXT", format!("{name} is not UTF-8 text")))
}

fn count(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// Exports with all their examples are large, but not that large.
const LIMIT: u64 = 64 * 1024 * 1024;
