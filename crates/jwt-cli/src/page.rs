//! `jwt ui`: a page in the browser, on the workspace of a folder.

mod api;
mod assets;
mod changes;
mod decoded;
mod draft;
mod gate;
mod inspect;
mod key;
mod node;
mod preset;
mod preview;
mod refusal;
mod save;
mod send;
mod session;
mod site;
mod source;
mod tree;

use refusal::Refusal;

use crate::{
    failure::Failure,
    server::{Listener, runtime},
    terminal, workspace_source,
};
use api::Api;
use clap::Args;
use gate::Gate;
use session::Session;
use site::Site;
use source::Source;
use std::path::PathBuf;

/// Open a page in the browser to see, try out and change how a workspace makes its tokens.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jwt ui
  jwt ui --file orders.yaml --env staging
  jwt ui --no-open --port 9000

The page is served on 127.0.0.1, to whoever has the address that is printed: it has a secret in it,
behind the #. Nothing is loaded from elsewhere.")]
pub(crate) struct UiArguments {
    /// The workspace: a file, or a folder; else that of this folder or of one above.
    #[arg(long, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// The environment whose variables apply.
    #[arg(long, value_name = "NAME")]
    pub(crate) env: Option<String>,
    /// The port on 127.0.0.1; 0 for any that is free.
    #[arg(long, default_value_t = 0)]
    pub(crate) port: u16,
    /// Only print the address. Opening a browser shows it to it as an argument, which others on
    /// this machine may see for a moment.
    #[arg(long)]
    pub(crate) no_open: bool,
}

/// Serves the page until Ctrl-C.
///
/// # Errors
/// [`Failure`] if there is no workspace, it cannot be read, or the port is taken.
pub(crate) fn run(arguments: &UiArguments) -> Result<(), Failure> {
    let path = workspace_source::named(arguments.file.as_deref())?;
    let source = Source::new(path, arguments.env.clone());
    source.check()?;
    let workspace = source.path().display().to_string();
    runtime()?.block_on(async {
        let listener = Listener::bind(arguments.port).await?;
        let session = Session::new()?;
        let address = format!("{}/#{}", listener.url(), session.text());
        let gate = Gate::new(listener.port(), session);
        // A page asks often, and there is nothing in it for whoever reads a terminal.
        listener.start(Site::new(gate, Api::new(source)), |_| {});
        terminal::note(&format!("the workspace is {workspace}"));
        terminal::stdout(&address)?;
        if !arguments.no_open && open::that_detached(&address).is_err() {
            terminal::note("there is no browser to open: open the address yourself");
        }
        terminal::note("Ctrl-C ends it");
        tokio::signal::ctrl_c().await.map_err(|error| Failure::io("Ctrl-C", &error))?;
        terminal::note("stopped");
        Ok(())
    })
}
