//! Any text as a workspace and as an export of another program: no panic; what is read is written
//! and read again the same, and no request leaves with two tokens or with a broken one.
#![no_main]

use jiff::Timestamp;
use jwt_core::Unverified;
use jwt_ring::PROVIDER;
use jwt_workspace::{Session, Surroundings, Workspace, import};
use libfuzzer_sys::fuzz_target;
use std::io;
use zeroize::Zeroizing;

fuzz_target!(|text: &str| {
    if let Ok(workspace) = Workspace::from_yaml(text) {
        let written = workspace.to_yaml().expect("what was read can be written");
        let again = Workspace::from_yaml(&written).expect("what was written can be read");
        assert_eq!(again, workspace, "{written}");
        prepare(&workspace);
    }
    if let Ok(imported) = import::read(text) {
        prepare(&imported.workspace);
    }
});

fn prepare(workspace: &Workspace) {
    let session = Session::new(workspace, &PROVIDER, &Nowhere);
    for located in workspace.requests() {
        let Ok(prepared) = session.prepare(&located) else { continue };
        let Some(placed) = prepared.token else { continue };
        let parts = placed.token.split('.').count();
        assert!(
            parts == 3 && Unverified::parse(&placed.token).is_ok() || placed.token.ends_with('.')
        );
    }
}

/// Surroundings without files and variables, where time stands still.
#[derive(Debug)]
struct Nowhere;

impl Surroundings for Nowhere {
    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH
    }

    fn random(&self, bytes: &mut [u8]) -> io::Result<()> {
        bytes.fill(0);
        Ok(())
    }

    fn read_file(&self, _: &str) -> io::Result<Zeroizing<Vec<u8>>> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn variable(&self, _: &str) -> Option<Zeroizing<String>> {
        None
    }
}
