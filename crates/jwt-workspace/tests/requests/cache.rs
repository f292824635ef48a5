use crate::{SECRET, claims, provider, surroundings::Fixed, workspace};
use jwt_workspace::{Session, Workspace};

fn two_requests(cache: &str) -> Workspace {
    workspace(&format!(
        "
authentication: {{ secret: {SECRET}, expiresIn: 5m, jwtId: uuid4, subject: '${{[ who ]}}', {cache} }}
variables: {{ who: ann }}
requests:
  - {{ name: a, url: https://api.example/a }}
  - {{ name: b, url: https://api.example/b }}
  - {{ name: c, url: https://api.example/c, variables: {{ who: bob }} }}
"
    ))
}

#[test]
fn each_request_has_a_token_of_its_own_unless_a_cache_is_asked_for() {
    let workspace = two_requests("cache: perRequest");
    let surroundings = Fixed::default();
    let session = Session::new(&workspace, provider(), &surroundings);
    let of = |name: &str| {
        let prepared = session.prepare(&workspace.find(name).expect(name)).expect(name);
        prepared.token.expect("a token").token
    };
    assert_ne!(of("a"), of("a"));
}

#[test]
fn a_cached_token_serves_until_shortly_before_it_expires() {
    let workspace = two_requests("cache: { refreshBefore: 30s }");
    let surroundings = Fixed::default();
    let session = Session::new(&workspace, provider(), &surroundings);
    let of = |name: &str| {
        let prepared = session.prepare(&workspace.find(name).expect(name)).expect(name);
        prepared.token.expect("a token").token
    };
    let first = of("a");
    assert_eq!(of("b"), first);
    surroundings.advance(269);
    assert_eq!(of("a"), first);
    surroundings.advance(1);
    assert_ne!(of("a"), first);
    // Variables of its own make a token of its own.
    assert_eq!(claims(&of("c"))["sub"], "bob");
    assert_ne!(of("c"), of("a"));
}
