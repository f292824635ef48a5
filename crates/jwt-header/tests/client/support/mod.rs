//! Servers, clients, keys and clocks for the tests.

mod client;
mod clock;
mod key;
mod server;

pub(crate) use client::{Client, builder, everywhere};
pub(crate) use clock::Hands;
pub(crate) use key::CountingKey;
pub(crate) use server::{Seen, Server, status, to};

use jwt_header::{Origin, client::Claims};
use serde_json::Value;
use std::error::Error;

/// When the tests play.
pub(crate) const NOW: u64 = 1_700_000_000;

pub(crate) fn origin(text: &str) -> Origin {
    text.parse().expect(text)
}

/// Claims that last 1000 s, so that the next token is made 60 s before.
pub(crate) fn claims() -> Claims {
    Claims::new().issuer("billing").lifetime(std::time::Duration::from_secs(1000))
}

/// An error and its sources, as a program would log them.
pub(crate) fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text = format!("{text}: {error}");
        source = error.source();
    }
    text
}

/// The token that the request has as a bearer's.
pub(crate) fn bearer(seen: &Seen) -> &str {
    let value = seen.headers["authorization"].to_str().expect("text");
    value.strip_prefix("Bearer ").expect("a bearer token")
}

/// The claims of a bearer token, whose signature is checked.
pub(crate) fn verified(key: &CountingKey, seen: &Seen) -> Value {
    key.verified(bearer(seen))
}
