//! Tokens of an OpenID provider of others, [oidc-provider](https://github.com/panva/node-oidc-provider),
//! got by `jwt send` and verified while its keys come and go.
//!
//! `cargo xtask gateways` installs it and runs these tests.

mod client;
mod provider;
mod verifying;
