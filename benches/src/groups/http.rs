use super::cached::passes;
use crate::{Backend, Claims, Group, ours};
use http::{HeaderMap, Request, Uri};
use jwt_core::Algorithm;
use jwt_header::{Place, server::OneKey};
use std::{hint::black_box, rc::Rc};

/// What HTTP adds to a token: the header that carries it, put on and taken off.
///
/// # Panics
/// If a way fails.
#[must_use]
pub fn http(backend: Backend) -> Vec<Group> {
    let algorithm = Algorithm::HS256;
    let (key, claims) = (ours::signer(backend, algorithm), Claims::valid());
    let token = jwt_core::sign(&claims, &key).expect("a key that signs");
    let sign = Rc::new(move || jwt_core::sign(black_box(&claims), &key).expect("a token"));
    let put = {
        let (sign, place) = (sign.clone(), Place::bearer());
        move || {
            let mut request = Request::new(());
            place.put_on(&mut request, &sign()).expect("a place in a request");
            request
        }
    };
    let mut request = Request::new(());
    Place::bearer().put_on(&mut request, &token).expect("a place in a request");
    let check = Rc::new(OneKey::new(ours::verifier(backend, algorithm), ours::rules()));
    let (headers, uri): (HeaderMap, Uri) = (request.headers().clone(), request.uri().clone());
    let place = Place::bearer();
    let taken = {
        let check = check.clone();
        move || passes(&*check, place.take_off(black_box(&headers), &uri).expect("a token"))
    };
    let verify = move || passes(&*check, black_box(&token));
    vec![
        Group::new("http", "put on")
            .case("sign alone", move || sign())
            .case("sign and put on", put),
        Group::new("http", "take off")
            .case("verify alone", verify)
            .case("take off and verify", taken),
    ]
}
