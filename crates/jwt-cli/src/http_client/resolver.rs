use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::{error::Error, fmt, io, net::SocketAddr};

/// The system's resolver, whose errors can be told from others.
#[derive(Debug)]
pub(super) struct Resolver;

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            // The port is put in by whoever asks.
            match tokio::net::lookup_host((name.as_str(), 0)).await {
                Ok(found) => {
                    let found: Vec<SocketAddr> = found.collect();
                    Ok(Box::new(found.into_iter()) as Addrs)
                }
                Err(error) => Err(Unresolved(error).into()),
            }
        })
    }
}

/// A name that has no address.
#[derive(Debug)]
pub(super) struct Unresolved(io::Error);

impl fmt::Display for Unresolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for Unresolved {}
