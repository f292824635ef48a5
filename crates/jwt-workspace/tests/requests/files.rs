use jwt_workspace::{Opened, Workspace};
use std::fs;

#[test]
fn a_folder_of_files_reads_like_one_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, text).expect("written");
    };
    write("workspace.yaml", "name: Orders\nauthentication: { secretEnv: S }\n");
    write("List orders.yaml", "url: https://api.example/orders\n");
    write("Admin/folder.yaml", "authentication: none\n");
    write("Admin/Get user.yml", "url: https://api.example/users/1\n");
    write("Admin/Deep/Ping.yaml", "name: Ping!\nurl: https://api.example/ping\n");
    write("keys/a.pem", "not a request");
    write(".git/config.yaml", "not: a request");
    let opened = Opened::read(folder.path()).expect("a workspace");
    let one_file = Workspace::from_yaml(
        "
name: Orders
authentication: { secretEnv: S }
requests: [ { name: List orders, url: https://api.example/orders } ]
folders:
  - name: Admin
    authentication: none
    requests: [ { name: Get user, url: https://api.example/users/1 } ]
    folders: [ { name: Deep, requests: [ { name: Ping!, url: https://api.example/ping } ] } ]
",
    );
    assert_eq!(opened.workspace, one_file.expect("a workspace"));
    assert_eq!(opened.folder, folder.path());

    write("Admin/Get user.yml", "url: https://api.example\nmethd: GET\n");
    let problem = Opened::read(folder.path()).expect_err("a typo");
    let message = problem.to_string();
    assert!(
        message.ends_with("Get user.yml: line 2: request \"Get user\" has no member \"methd\""),
        "{message}"
    );
}

#[test]
fn a_folder_without_a_workspace_is_none() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(Opened::read(folder.path()).expect_err("empty").code(), "WORKSPACE");
    assert_eq!(Opened::read(&folder.path().join("x.yaml")).expect_err("none").code(), "IO");
}

#[test]
fn a_workspace_that_is_written_reads_the_same() {
    let yaml = r#"
name: "Orders: all"
variables: { base: https://api.example, empty: '', number: '007', yes: 'yes', tab: "a\tb" }
environments: { staging: { base: https://staging.example }, none: {} }
headers: { Accept: application/json }
authentication:
  algorithm: HS256
  secretEnv: S
  payload: |
    {
      "sub": "${[ who ]}"
    }
  headers: { x: 1.50, y: [true, null, { z: ~ }] }
  typ: null
  expiresIn: 300
requests:
  - name: '- List'
    method: POST
    url: ${[ base ]}/orders?a=b#c
    query: [ { name: a, value: 1 }, { name: a, value: 2, enabled: false } ]
    body: { a: 12345678901234567890, b: "${[ x ]}", c: "line one\nline two  \n\n" }
  - { name: text, url: x, body: "  indented\n", bodyType: text/plain, variables: { v: '1' } }
  - { name: form, url: x, form: { a: 1 }, authentication: none }
  - { name: file, url: x, bodyFile: a.bin, authenticationType: basic }
folders: [ { name: F, headers: { X: y }, folders: [ { name: G, requests: [ { name: r, url: x } ] } ] } ]
"#;
    let workspace = Workspace::from_yaml(yaml).expect("YAML");
    let written = workspace.to_yaml().expect("written");
    assert_eq!(Workspace::from_yaml(&written).expect(&written), workspace, "{written}");
    assert_eq!(Workspace::from_yaml(&written).expect("YAML").to_yaml().expect("written"), written);
    assert!(written.starts_with("name: \"Orders: all\"\n"), "{written}");
    assert!(written.contains("payload: |\n"), "{written}");
}

#[test]
fn what_a_terminal_would_act_on_is_written_as_an_escape() {
    for text in
        ["\u{9b}31m", "a\nb\u{85}\u{1b}", "\u{202e}gpj", "\u{e0041}\"\\", "tab\tand\n\tmore"]
    {
        let mut workspace = Workspace { name: text.to_owned(), ..Workspace::default() };
        workspace.variables.set(text, text);
        let written = workspace.to_yaml().expect("written");
        let acts = |c: char| c != '\n' && c != '\t' && c.is_control() || c == '\u{202e}';
        assert!(!written.contains(acts), "{written:?}");
        assert_eq!(Workspace::from_yaml(&written).expect(&written), workspace);
    }
}

#[cfg(unix)]
#[test]
fn a_file_without_end_is_refused() {
    let problem = Opened::read("/dev/zero".as_ref()).expect_err("no end");
    assert_eq!(problem.to_string(), "/dev/zero: larger than 32 MiB");
}

#[test]
fn requests_are_found_by_path_by_name_and_by_the_end_of_a_path() {
    let workspace = Workspace::from_yaml(
        "
requests: [ { name: Ping, url: x } ]
folders:
  - { name: A, requests: [ { name: Get, url: a }, { name: Ping, url: a } ] }
  - { name: B, requests: [ { name: Get, url: b }, { name: Post/put, url: b } ] }
",
    )
    .expect("YAML");
    for (name, path) in
        [("Ping", "Ping"), ("A/Ping", "A/Ping"), ("B/Get", "B/Get"), ("Post/put", "B/Post/put")]
    {
        assert_eq!(workspace.find(name).expect(name).path(), path);
    }
    let several = workspace.find("Get").expect_err("two");
    assert_eq!(several.to_string(), "2 requests are called \"Get\"");
    assert_eq!(several.hints(), ["name one by its folder: A/Get, B/Get"]);
    let none = workspace.find("Pong").expect_err("none");
    assert_eq!(none.hints(), ["did you mean \"Ping\"?"]);
}

#[test]
fn a_folder_that_yaak_keeps_is_a_workspace_as_it_is() {
    let path = format!("{}/tests/import/fixtures/yaak/sync", env!("CARGO_MANIFEST_DIR"));
    let opened = Opened::read(path.as_ref()).expect("a workspace");
    let paths: Vec<String> = opened.workspace.requests().iter().map(|r| r.path()).collect();
    assert!(paths.iter().any(|path| path == "Admin/Users/Get user"), "{paths:?}");
    assert!(!opened.left_out.is_empty());
    let surroundings = crate::surroundings::Fixed::default();
    let session = jwt_workspace::Session::new(&opened.workspace, crate::provider(), &surroundings);
    let located = opened.workspace.find("Admin/Users/Get user").expect("there");
    let prepared = session.prepare(&located).expect("a token");
    assert_eq!(prepared.source.as_deref(), Some("folder \"Admin\""));
    let token = prepared.token.expect("a token").token;
    assert!(prepared.request.uri().query().is_some_and(|query| query.contains(&token)));
}
