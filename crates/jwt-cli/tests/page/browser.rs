//! The browser that is opened, where one is.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};
use tempfile::TempDir;

/// Runs `jwt ui` with these programs alone; answers its address.
fn started(folder: &Path) -> (Child, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_jwt"))
        .arg("ui")
        .current_dir(folder)
        .env("PATH", folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    let mut address = String::new();
    let out = child.stdout.take().expect("a pipe");
    BufReader::new(out).read_line(&mut address).expect("an address");
    (child, address.trim_end().to_owned())
}

#[test]
fn the_address_is_opened() {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("jwt.yaml"), "name: A\n").expect("a file");
    let browser = folder.path().join("xdg-open");
    let asked = folder.path().join("asked");
    let script = format!(
        "#!/bin/sh\nprintf %s \"$1\" > '{0}.new'; /bin/mv '{0}.new' '{0}'\n",
        asked.display()
    );
    fs::write(&browser, script).expect("a file");
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).expect("permissions");
    let (mut child, address) = started(folder.path());
    let mut waits = 0;
    while !asked.exists() && waits < 200 {
        thread::sleep(Duration::from_millis(50));
        waits += 1;
    }
    let _ = child.kill();
    let _ = child.wait();
    assert_eq!(fs::read_to_string(&asked).expect("it was opened"), address);
}

#[test]
fn without_a_browser_there_is_a_note_and_the_page_all_the_same() {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("jwt.yaml"), "name: A\n").expect("a file");
    let (mut child, address) = started(folder.path());
    let err = BufReader::new(child.stderr.take().expect("a pipe"));
    let lines: Vec<String> = err.lines().map_while(Result::ok).take(3).collect();
    let running = child.try_wait().expect("a child").is_none();
    let _ = child.kill();
    let _ = child.wait();
    assert!(running && address.starts_with("http://127.0.0.1:"));
    let expected = [
        "note: the workspace is jwt.yaml",
        "note: there is no browser to open: open the address yourself",
        "note: Ctrl-C ends it",
    ];
    assert_eq!(lines, expected);
}
