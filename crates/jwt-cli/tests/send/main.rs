//! Sends requests of workspaces to servers of this machine.

mod curl;
mod explain;
mod import;
mod man;
mod network;
mod program;
mod redirects;
mod refusals;
mod repeat;
mod requests;
mod server;
mod tls;
mod workspaces;
