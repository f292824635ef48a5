use crate::program::{Folder, SECRET};
use serde_json::Value;

const WORKSPACE: &str = "
name: Orders
variables: { who: ann }
authentication: { secretEnv: ORDERS_SECRET, issuer: me, subject: '${[ who ]}', expiresIn: 5m }
requests:
  - { name: List orders, url: 'http://h/orders' }
folders:
  - name: Open
    authentication: none
    requests: [{ name: Health, url: 'http://h/health' }]
  - name: Admin
    authentication: { secret: '${[ env(name=''ORDERS_SECRET'') ]}', location: query, name: t }
    folders:
      - name: Users
        requests: [{ name: Get user, url: 'http://h/user' }]
";

#[test]
fn the_way_to_the_configuration_is_told() {
    let folder = Folder::with(WORKSPACE);
    let outcome = folder.done(&["explain", "Get user"]);
    for line in [
        "  request \"Get user\"  inherits",
        "  folder \"Users\"      inherits",
        "  folder \"Admin\"      JWT",
        "  so it is that of folder \"Admin\"",
        "    in the query parameter t",
    ] {
        assert!(outcome.out.lines().any(|found| found == line), "no {line:?} in\n{}", outcome.out);
    }
    assert!(!outcome.out.contains("folder \"Open\""), "{}", outcome.out);
    assert!(!outcome.out.contains(SECRET), "{}", outcome.out);

    let out = folder.done(&["explain", "List orders"]).out;
    assert!(out.contains("  subject    ann\n"), "{out}");
    assert!(out.contains("\"sub\": \"ann\""), "{out}");
    let out = folder.done(&["explain", "Health"]).out;
    assert!(out.ends_with("token\n  none\n"), "{out}");
}

#[test]
fn programs_get_the_same() {
    let folder = Folder::with(WORKSPACE);
    let outcome = folder.done(&["explain", "Get user", "--json"]);
    let value: Value = serde_json::from_str(&outcome.out).expect("one JSON object");
    assert_eq!(value["name"], "Admin/Users/Get user");
    assert_eq!(value["trail"][2]["place"], "folder \"Admin\"");
    assert_eq!(value["source"], "folder \"Admin\"");
    assert_eq!(value["form"]["location"], "query");
    assert_eq!(value["token"]["place"], "query parameter t");
    assert!(!outcome.out.contains(SECRET), "{}", outcome.out);
}
