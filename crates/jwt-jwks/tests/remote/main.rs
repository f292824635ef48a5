//! Verifying tokens by keys from servers of this machine, some of them hostile.

mod addresses;
mod caching;
mod configuration;
mod discovery;
mod guarding;
mod hostile;
mod keys;
mod rotation;
mod server;
mod sets;
mod setting;
mod tls;
mod verifying;
