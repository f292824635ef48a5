use crate::{
    program::{Folder, workspace},
    server::Server,
};

const TWO: &str = "
name: Orders
authentication: { secretEnv: ORDERS_SECRET }
requests:
  - { name: List orders, url: 'http://127.0.0.1:9/orders' }
folders:
  - name: Admin
    authentication: none
    requests: [{ name: Users, method: DELETE, url: 'http://127.0.0.1:9/users' }]
";

#[test]
fn without_a_workspace_it_says_how_to_make_one() {
    for command in ["send", "curl", "explain"] {
        let line = "error[USAGE]: there is no workspace here, nor in a folder above";
        let err = Folder::new().jwt(&[command]).failed(2, line);
        assert!(err.contains("hint: write a jwt.yaml"), "{err}");
        assert!(err.contains("jwt import"), "{err}");
    }
}

#[test]
fn without_a_choice_the_requests_are_listed() {
    let folder = Folder::with(TWO);
    for command in ["send", "curl", "explain"] {
        let outcome = folder.jwt(&[command]);
        let line = "error[USAGE]: which request? the workspace has several";
        let err = outcome.failed(2, line);
        for line in [
            "  List orders  GET     JWT of the workspace",
            "  Admin/Users  DELETE  no authentication, of folder \"Admin\"",
        ] {
            assert!(err.lines().any(|found| found == line), "no {line:?} in\n{err}");
        }
    }
}

#[test]
fn a_request_that_is_not_there_is_a_mistake_in_the_command_line() {
    let folder = Folder::with(TWO);
    let outcome = folder.jwt(&["send", "List order"]);
    assert_eq!(outcome.code, Some(2), "{outcome:?}");
    assert!(outcome.err.contains("List orders"), "{}", outcome.err);
}

#[test]
fn a_file_that_is_not_there_is_told_apart_from_a_request() {
    let folder = Folder::with(TWO);
    folder.jwt(&["send", "missing.yaml"]).failed(4, "error[IO]: missing.yaml: no such file");
}

#[test]
fn a_workspace_above_is_found_and_named() {
    let server = Server::start();
    let folder = Folder::listing_orders(&server.url());
    folder.write("a/b/x", "");
    let mut sh = std::process::Command::new("sh");
    let script = format!("cd a/b && exec '{}' send", env!("CARGO_BIN_EXE_jwt"));
    let outcome = folder.run(sh.args(["-c", &script]).env("ORDERS_SECRET", crate::program::SECRET));
    assert_eq!(outcome.code, Some(0), "{}", outcome.err);
    assert!(outcome.err.starts_with("note: the workspace is /"), "{}", outcome.err);
    server.the_request();
}

#[test]
fn a_workspace_is_named_by_its_file_or_its_folder() {
    let server = Server::start();
    let folder = Folder::new();
    folder.write("other.yaml", &workspace(&server.url(), "location: header"));
    folder.write(
        "split/workspace.yaml",
        "name: Split\nauthentication: { secretEnv: ORDERS_SECRET }\n",
    );
    folder.write("split/ping.yaml", &format!("url: {}/ping\n", server.url()));
    folder.done(&["send", "other.yaml"]);
    folder.done(&["send", "other.yaml", "List orders"]);
    folder.done(&["send", "split"]);
    let lines: Vec<String> = server.received().into_iter().map(|request| request.line).collect();
    assert_eq!(lines, ["GET /orders", "GET /orders", "GET /ping"]);
}

#[test]
fn a_broken_workspace_is_a_matter_of_configuration() {
    let folder = Folder::with("name: Orders\nauthentication: { algoritm: HS256 }\n");
    let outcome = folder.jwt(&["send"]);
    assert_eq!(outcome.code, Some(3), "{outcome:?}");
    assert!(outcome.err.contains("jwt.yaml"), "{}", outcome.err);
}

#[test]
fn the_schema_of_workspace_files_is_printed() {
    let schema: serde_json::Value =
        serde_json::from_str(&Folder::new().done(&["schema"]).out).expect("JSON");
    assert!(schema["$defs"]["form"]["properties"]["algorithm"].is_object());
}
