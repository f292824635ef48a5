//! `jwt ui`, asked over plain sockets.

#[cfg(target_os = "linux")]
mod browser;
mod calls;
mod drafts;
mod gate;
mod hostile;
mod inspect;
mod preview;
mod program;
mod save;
#[path = "../send/server.rs"]
mod server;
mod troubles;
