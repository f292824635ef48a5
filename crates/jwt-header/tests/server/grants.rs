//! Scopes and roles.

use crate::support::{guard, send, token};
use jwt_header::server::Guard;
use serde_json::{Value, json};

async fn status(guard: Guard, claims: Value) -> u16 {
    send(guard, &token(claims)).await.status
}

#[tokio::test]
async fn what_is_lacking_is_403_with_all_the_scopes_that_are_due() {
    let guard = guard().scope("orders:read orders:write").scope("audit");
    for claims in [json!({}), json!({"scope": "orders:read audit"}), json!({"scope": ""})] {
        let answer = send(guard.clone(), &token(claims)).await;
        assert_eq!(
            answer.verdict(),
            (
                403,
                "Bearer realm=\"orders\", error=\"insufficient_scope\", \
                 error_description=\"The token is valid, but not for this\", \
                 scope=\"orders:read orders:write audit\""
            )
        );
    }
    let claims = json!({"scope": "x audit orders:write orders:read"});
    assert_eq!(status(guard, claims).await, 200);
}

#[tokio::test]
async fn scopes_stand_in_scope_and_scp_as_words_or_lists() {
    for (claims, expected) in [
        (json!({"scope": "a"}), 200),
        (json!({"scope": "x  a"}), 200),
        (json!({"scp": "x a"}), 200),
        (json!({"scp": ["x", "a"]}), 200),
        (json!({"scope": ["a"]}), 200),
        (json!({"scope": "x", "scp": ["a"]}), 200),
        (json!({"scope": "A"}), 403),
        (json!({"scope": "ab xa a:b"}), 403),
        (json!({"scope": "x,a"}), 403),
        (json!({"scope": "x\ta"}), 403),
        (json!({"scp": ["x a"]}), 403),
        (json!({"scp": ["a", 1]}), 403),
        (json!({"scp": [["a"]]}), 403),
        (json!({"scp": {"a": true}}), 403),
        (json!({"scope": null}), 403),
        (json!({"scopes": "a", "roles": ["a"]}), 403),
    ] {
        assert_eq!(status(guard().scope("a"), claims.clone()).await, expected, "{claims}");
    }
}

#[tokio::test]
async fn roles_stand_where_the_guard_is_told() {
    let keycloak = ["/realm_access/roles"];
    let several = ["/roles", "/groups", "/https:~1~1a.example~1roles"];
    for (pointers, claims, expected) in [
        (&["/roles"][..], json!({"roles": ["x", "admin"]}), 200),
        (&["/roles"], json!({"roles": "admin"}), 200),
        (&["/roles"], json!({"roles": "x admin"}), 403),
        (&["/roles"], json!({"roles": ["Admin"]}), 403),
        (&["/roles"], json!({"roles": ["admin", null]}), 403),
        (&["/roles"], json!({"groups": ["admin"], "scope": "admin"}), 403),
        (&["/roles"], json!({}), 403),
        (&keycloak, json!({"realm_access": {"roles": ["admin"]}}), 200),
        (&keycloak, json!({"roles": ["admin"]}), 403),
        (&keycloak, json!({"realm_access": ["roles", "admin"]}), 403),
        (&several, json!({"groups": ["admin"]}), 200),
        (&several, json!({"https://a.example/roles": ["admin"]}), 200),
        (&["roles"], json!({"roles": ["admin"]}), 403),
        (&[], json!({"roles": ["admin"]}), 403),
    ] {
        let guard = guard().role("admin").roles_at(pointers.iter().copied());
        assert_eq!(status(guard, claims.clone()).await, expected, "{pointers:?} {claims}");
    }
    // Without a word, `/roles`.
    assert_eq!(status(guard().role("admin"), json!({"roles": ["admin"]})).await, 200);
}

#[tokio::test]
async fn several_roles_are_all_due_or_any() {
    let both = guard().role("a").role("b");
    let either = guard().any_role(["a", "b"]);
    for (roles, all, any) in
        [(json!(["a", "b"]), 200, 200), (json!(["b"]), 403, 200), (json!(["c"]), 403, 403)]
    {
        let claims = json!({"roles": roles});
        assert_eq!(status(both.clone(), claims.clone()).await, all, "{claims}");
        assert_eq!(status(either.clone(), claims.clone()).await, any, "{claims}");
    }
    assert_eq!(status(guard().any_role([]), json!({"roles": ["a"]})).await, 403);
}

#[tokio::test]
async fn a_role_that_is_lacking_names_no_scope() {
    let answer = send(guard().role("admin"), &token(json!({}))).await;
    assert_eq!(
        answer.verdict(),
        (
            403,
            "Bearer realm=\"orders\", error=\"insufficient_scope\", \
             error_description=\"The token is valid, but not for this\""
        )
    );
}

#[tokio::test]
async fn an_optional_token_needs_its_scope_if_it_is_there() {
    let answer = send(guard().optional().scope("a"), &token(json!({}))).await;
    assert_eq!(answer.status, 403);
}
