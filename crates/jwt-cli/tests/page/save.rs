use crate::program::Page;
use serde_json::{Value, json};
use std::{fs, thread, time::Duration};

const WORKSPACE: &str = r#"# Orders, as they are.

name: "Orders"   # in quotes
variables: { base: 'http://h' } # flow
authentication:
    algorithm: HS256 # four spaces
    # not here
    secretEnv: ORDERS_SECRET

    payload: |
      { "role": "reader" }

# The requests.
requests:
- name: List # first
  url: ${[ base ]}/orders

- { name: Health, url: '${[ base ]}/health', authentication: none }
"#;

fn save(page: &Page, mut body: Value) -> Value {
    body["revision"] = page.revision().into();
    page.call("save", body)
}

#[test]
fn a_form_is_saved_and_all_else_keeps_its_bytes() {
    let page = Page::on(WORKSPACE);
    let mut form = page.call("node", json!({"id": ""}))["form"].clone();
    form["algorithm"] = "HS512".into();
    form["expiresIn"] = "5m".into();
    let saved = save(&page, json!({"id": "", "authenticationType": "jwt", "form": form}));
    let expected = WORKSPACE
        .replace("HS256", "HS512")
        .replace("    payload: |\n", "    expiresIn: 5m\n    payload: |\n");
    assert_eq!(page.read(), expected);
    assert_eq!(saved["revision"], page.revision());
    let node = page.call("node", json!({"id": ""}));
    assert_eq!(node["form"], form);
    assert_eq!(page.call("preview", json!({"id": "List"}))["decoded"]["header"]["alg"], "HS512");
}

#[test]
fn a_request_is_saved_with_what_was_edited_of_it() {
    let page = Page::on(WORKSPACE);
    let mut request = page.call("node", json!({"id": "List"}))["request"].clone();
    request["url"] = "${[ base ]}/all".into();
    request["headers"] = json!([{"name": "Accept", "value": "text/csv", "enabled": true}]);
    save(
        &page,
        json!({"id": "List", "authenticationType": null, "form": null, "request": request}),
    );
    let expected = WORKSPACE.replace(
        "  url: ${[ base ]}/orders\n",
        "  url: ${[ base ]}/all\n  headers:\n    Accept: text/csv\n",
    );
    // Quotes are the writer's affair.
    assert_eq!(page.read().replace(['\'', '"'], ""), expected.replace(['\'', '"'], ""));
    save(&page, json!({"id": "List", "authenticationType": "none"}));
    assert!(page.read().contains("    Accept: text/csv\n  authentication: none\n"));
}

#[test]
fn saving_what_is_there_already_writes_nothing() {
    let page = Page::on(WORKSPACE);
    let before = fs::metadata(page.path("jwt.yaml")).expect("a file").modified().expect("a time");
    let node = page.call("node", json!({"id": "List"}));
    let revision = page.revision();
    let body = json!({"id": "List", "authenticationType": node["authenticationType"],
        "form": node["form"], "request": node["request"]});
    assert_eq!(save(&page, body)["revision"], revision);
    assert_eq!(page.read(), WORKSPACE);
    let after = fs::metadata(page.path("jwt.yaml")).expect("a file").modified().expect("a time");
    assert_eq!(before, after);
}

#[test]
fn a_file_that_was_changed_by_somebody_else_is_not_overwritten() {
    let page = Page::on(WORKSPACE);
    let revision = page.revision();
    let changed = format!("{WORKSPACE}# by somebody else\n");
    fs::write(page.path("jwt.yaml"), &changed).expect("a file");
    let body = json!({"id": "", "revision": revision, "authenticationType": "none"});
    let (status, error) = page.refused("save", body);
    assert_eq!((status, &error["code"]), (409, &json!("CONFLICT")));
    assert_eq!(page.read(), changed);
}

#[test]
fn what_cannot_be_read_again_is_not_written() {
    let page = Page::on(WORKSPACE);
    for (form, field) in [
        (json!({"secret": "x", "secretFile": "y"}), "secretFile"),
        (json!({"nothing": 1}), "nothing"),
        (json!({"expiresIn": "soon"}), "expiresIn"),
    ] {
        let body = json!({"id": "", "revision": page.revision(), "authenticationType": "jwt",
            "form": form});
        let (status, error) = page.refused("save", body);
        assert_eq!((status, &error["field"]), (422, &json!(field)), "{error}");
    }
    let body = json!({"id": "Nothing", "revision": page.revision(), "authenticationType": null});
    assert_eq!(page.refused("save", body).0, 404);
    assert_eq!(page.read(), WORKSPACE);
}

#[cfg(unix)]
#[test]
fn a_file_is_replaced_whole_and_stays_whose_it_was() {
    use std::os::unix::fs::PermissionsExt as _;
    let page = Page::on(WORKSPACE);
    let real = page.path("real.yaml");
    fs::rename(page.path("jwt.yaml"), &real).expect("a file");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("permissions");
    std::os::unix::fs::symlink("real.yaml", page.path("jwt.yaml")).expect("a link");
    // Whoever has it open reads the old text to its end.
    let mut open = fs::File::open(&real).expect("a file");
    save(&page, json!({"id": "List", "authenticationType": "none"}));
    let mut text = String::new();
    std::io::Read::read_to_string(&mut open, &mut text).expect("the old file");
    assert_eq!(text, WORKSPACE);
    assert!(fs::read_link(page.path("jwt.yaml")).is_ok(), "the link is still one");
    assert_eq!(fs::metadata(&real).expect("a file").permissions().mode() & 0o777, 0o640);
    assert!(page.read().contains("authentication: none"));
    let names: Vec<_> = fs::read_dir(page.path("")).expect("a folder").collect();
    assert_eq!(names.len(), 2, "nothing is left over: {names:?}");
}

#[test]
fn in_a_folder_of_files_the_one_that_describes_the_node_is_changed() {
    let one = "# one\nurl: http://h/1 # where\n";
    let folder =
        "# for all\nauthentication: { secret: s } # flow\nrequests: [{ name: In, url: h }]\n";
    let files = [
        ("workspace.yaml", "name: A # a\nrequests:\n- { name: First, url: http://h/ }\n"),
        ("one.yaml", one),
        ("admin/folder.yaml", folder),
        ("admin/users.yaml", "url: http://h/users\n"),
        ("bare/x.yaml", "url: http://h/x\n"),
    ];
    let page = Page::started(&files, &["--file", "."]);
    let read = |name: &str| fs::read_to_string(page.path(name)).expect("a file");
    for (id, name, old, new) in [
        ("one", "one.yaml", "# where\n", "# where\nauthentication: none\n"),
        ("First", "workspace.yaml", "http://h/ }", "http://h/, authentication: none }"),
        ("", "workspace.yaml", "A # a\n", "A # a\nauthentication: none\n"),
        ("admin", "admin/folder.yaml", "{ secret: s }", "none"),
        ("admin/In", "admin/folder.yaml", "url: h }", "url: h, authentication: none }"),
        ("admin/users", "admin/users.yaml", "users\n", "users\nauthentication: none\n"),
    ] {
        let before = read(name);
        save(&page, json!({"id": id, "authenticationType": "none"}));
        assert_eq!(read(name), before.replace(old, new), "{id}");
        assert_eq!(page.call("node", json!({"id": id}))["authenticationType"], "none");
    }
    let body = json!({"id": "bare", "revision": page.revision(), "authenticationType": "none"});
    let (status, error) = page.refused("save", body);
    assert_eq!((status, &error["code"]), (422, &json!("EDIT")), "it has no file of its own");
}

#[test]
fn a_folder_that_another_program_keeps_is_shown_and_not_written() {
    let workspace = "type: workspace\nmodel: workspace\nid: wk_1\nname: Y\n";
    let request = "type: http_request\nmodel: http_request\nid: rq_1\nworkspaceId: wk_1\nname: R\n\
                   url: http://h/\nmethod: GET\n";
    let files = [("yaak.wk_1.yaml", workspace), ("yaak.rq_1.yaml", request)];
    let page = Page::started(&files, &["--file", "."]);
    assert_eq!(page.call("preview", json!({"id": "R"}))["url"], "http://h/");
    let body = json!({"id": "R", "revision": page.revision(), "authenticationType": "none"});
    let (status, error) = page.refused("save", body);
    assert_eq!((status, &error["code"]), (422, &json!("EDIT")));
    assert_eq!(fs::read_to_string(page.path("yaak.rq_1.yaml")).expect("a file"), request);
}

#[test]
fn the_page_is_told_when_the_file_changes() {
    let page = Page::on(WORKSPACE);
    let revision = page.revision();
    let told = page.call("changes", json!({"revision": "of another time"}));
    assert_eq!(told["revision"], revision.as_str());
    thread::scope(|scope| {
        let waiting = scope.spawn(|| page.call("changes", json!({"revision": revision})));
        thread::sleep(Duration::from_millis(500));
        assert!(!waiting.is_finished());
        fs::write(page.path("jwt.yaml"), "name: New\n").expect("a file");
        let told = waiting.join().expect("an answer");
        assert_eq!(told["revision"], page.revision().as_str());
        assert_ne!(told["revision"], revision.as_str());
    });
}
