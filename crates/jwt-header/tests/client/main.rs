//! Clients that sign, against servers on this machine that write down what arrives.

mod body;
mod destination;
mod grpc;
mod per_request;
mod redirect;
mod refusal;
mod remote_key;
mod reused;
mod support;
