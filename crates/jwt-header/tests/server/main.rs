//! Guards on real servers of this machine: hyper, axum and tonic.

mod attacks;
mod cache;
mod extractors;
mod grants;
mod grpc;
mod keys;
mod nesting;
mod redis;
mod replays;
mod rules;
mod support;
