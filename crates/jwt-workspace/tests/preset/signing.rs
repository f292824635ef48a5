//! What presets fill in can be signed, and keeps to the limits of the vendors.

use crate::{examples::examples, filled};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use jiff::Timestamp;
use jwt_workspace::{
    Authentication, Body, Form, Item, Parameter, Request, Session, Surroundings, Workspace, preset,
};
use serde_json::{Value, json};
use std::io;
use zeroize::Zeroizing;

/// A user with one key of each kind, under whatever name.
#[derive(Debug)]
struct User {
    algorithm: String,
}

const NOW: u64 = 1_795_472_830;

impl User {
    fn key(&self) -> String {
        let read = |name: &str| {
            let path = format!("{}/../../tests/keys/{name}", env!("CARGO_MANIFEST_DIR"));
            std::fs::read_to_string(&path).expect(&path)
        };
        match self.algorithm.as_str() {
            "HS256" => "0123456789abcdef0123456789abcdef".to_owned(),
            "ES256" => read("p256-a.pem"),
            _ => read("rsa-a.pem"),
        }
    }
}

impl Surroundings for User {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(i64::try_from(NOW).expect("in range")).expect("in range")
    }

    fn random(&self, bytes: &mut [u8]) -> io::Result<()> {
        bytes.fill(7);
        Ok(())
    }

    fn read_file(&self, path: &str) -> io::Result<Zeroizing<Vec<u8>>> {
        let text = match path.ends_with(".json") {
            true => json!({
                "private_key": self.key(),
                "private_key_id": "k1",
                "client_email": "me@project.iam.gserviceaccount.com",
            })
            .to_string(),
            false => self.key(),
        };
        Ok(Zeroizing::new(text.into_bytes()))
    }

    fn variable(&self, _: &str) -> Option<Zeroizing<String>> {
        Some(Zeroizing::new(self.key()))
    }
}

#[test]
fn every_preset_signs_within_the_limits_of_its_vendor() {
    let provider = jwt_ring::PROVIDER;
    for (id, inputs, _) in examples() {
        let form = Form::read(filled(id, &inputs).expect(id).authentication).expect(id);
        let algorithm = form.members()["algorithm"].as_str().expect(id).to_owned();
        let mut request = Request::new("r", "https://api.example/token");
        request.method = "POST".to_owned();
        request.body = Body::Form(vec![Parameter::new("grant_type", "client_credentials")]);
        request.authentication = Authentication::Jwt(Box::new(form));
        let workspace = Workspace { items: vec![Item::Request(request)], ..Workspace::default() };
        let user = User { algorithm };
        let session = Session::new(&workspace, &provider, &user);
        let prepared = session.prepare(&workspace.requests()[0]).expect(id);
        assert!(prepared.warnings.is_empty(), "{id}: {:?}", prepared.warnings);
        let token = prepared.token.expect(id).token;
        let claims: Value = serde_json::from_slice(
            &BASE64_URL_SAFE_NO_PAD.decode(token.split('.').nth(1).expect(id)).expect(id),
        )
        .expect(id);

        let preset = preset::find(id).expect(id);
        let exp = claims["exp"].as_u64().expect(id);
        let iat = claims["iat"].as_u64().expect(id);
        assert!(iat <= NOW && NOW < exp, "{id}: {claims}");
        if let Some(most) = preset.max_lifetime {
            assert!(exp - iat <= most.as_secs(), "{id}: {claims}");
        }
        if let Some(least) = preset.min_lifetime {
            assert!(exp - iat >= least.as_secs(), "{id}: {claims}");
        }
    }
}
