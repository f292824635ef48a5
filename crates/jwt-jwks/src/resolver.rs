use crate::Destinations;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::{error::Error, fmt, net::SocketAddr, sync::Arc};

/// A resolver that answers with addresses that may be connected to, or not at all.
///
/// What it answers is what the client connects to: a name that resolves to something else a moment
/// later gains nothing (DNS rebinding).
pub(crate) struct CheckedResolver {
    inner: Arc<dyn Resolve>,
    destinations: Destinations,
}

impl CheckedResolver {
    pub(crate) fn system(destinations: Destinations) -> Self {
        Self::new(Arc::new(SystemResolver), destinations)
    }

    pub(crate) fn new(inner: Arc<dyn Resolve>, destinations: Destinations) -> Self {
        Self { inner, destinations }
    }
}

impl Resolve for CheckedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (host, destinations) = (name.as_str().to_owned(), self.destinations.clone());
        let resolving = self.inner.resolve(name);
        Box::pin(async move {
            let addresses: Vec<SocketAddr> = resolving.await?.collect();
            // One bad address spoils the name: there is no good reason for it.
            for address in &addresses {
                destinations.check(&host, address.ip())?;
            }
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

impl fmt::Debug for CheckedResolver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CheckedResolver").field("destinations", &self.destinations).finish()
    }
}

struct SystemResolver;

impl Resolve for SystemResolver {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            // The port is put in by whoever asks.
            match tokio::net::lookup_host((name.as_str(), 0)).await {
                Ok(found) => {
                    let found: Vec<SocketAddr> = found.collect();
                    Ok(Box::new(found.into_iter()) as Addrs)
                }
                Err(error) => Err(Unresolved { host: name.as_str().to_owned(), error }.into()),
            }
        })
    }
}

#[derive(Debug)]
struct Unresolved {
    host: String,
    error: std::io::Error,
}

impl fmt::Display for Unresolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no address for {}: {}", self.host, self.error)
    }
}

impl Error for Unresolved {}
