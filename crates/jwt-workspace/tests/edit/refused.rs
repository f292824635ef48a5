use jwt_workspace::{Authentication, NodePath, Workspace};

#[test]
fn what_changed_elsewhere_is_not_written() {
    let text = "name: A\nrequests: [{ name: R, url: h }]\n";
    let mut workspace = Workspace::from_yaml(text).expect("a workspace");
    workspace.name = "B".into();
    let request = NodePath::default().child(0);
    *workspace.authentication_mut(&request).expect("a node") = Authentication::None;
    let problem = workspace.edit(text, &request).expect_err("the name is not the request's");
    assert_eq!(problem.code(), "EDIT");
}

#[test]
fn what_is_no_workspace_or_has_no_such_node_is_not_edited() {
    let text = "name: A\n";
    let workspace = Workspace::from_yaml(text).expect("a workspace");
    let child = NodePath::default().child(0);
    assert_eq!(workspace.edit(text, &child).expect_err("no such node").code(), "EDIT");
    assert_eq!(workspace.edit("a: [", &child).expect_err("broken").code(), "YAML");
}
