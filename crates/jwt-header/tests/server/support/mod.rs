//! One key, tokens by it, servers of this machine, and a client that sends bytes as they are.

mod answer;
mod server;
mod tokens;

pub(crate) use answer::{Answer, exchange, get};
pub(crate) use server::{axum, hyper, send};
pub(crate) use tokens::{NOW, at, check, claims, guard, key, rules, sign, sign_with, token};
