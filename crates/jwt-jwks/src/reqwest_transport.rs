use crate::{Destinations, Transport, TransportError, resolver::CheckedResolver};
use http::{Request, Response};
use reqwest::{Client, ClientBuilder, dns::Resolve, redirect::Policy, retry};
use std::{error::Error, fmt, io, iter::successors, sync::Arc, time::Duration};

/// A [`Transport`] over reqwest.
///
/// The client's TLS, certificates and pool are the caller's. Everything else is set here: names are
/// resolved once, and every address checked against the [`Destinations`]; redirects are not
/// followed, proxies not used, bodies not decompressed.
#[derive(Debug, Clone)]
pub struct ReqwestTransport {
    client: Client,
    destinations: Destinations,
}

impl ReqwestTransport {
    /// A transport that resolves names as the system does.
    ///
    /// # Errors
    /// [`TransportError`] if the client cannot be built.
    ///
    /// # Panics
    /// As [`ClientBuilder::build`] does: if reqwest has rustls and no cryptography for it. Give the
    /// builder a TLS configuration then.
    pub fn new(builder: ClientBuilder, destinations: Destinations) -> Result<Self, TransportError> {
        Self::build(builder, CheckedResolver::system(destinations.clone()), destinations)
    }

    /// A transport that resolves names by a resolver of the caller's, whose answers are checked.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    ///
    /// # Panics
    /// As [`new`](Self::new).
    pub fn with_resolver(
        builder: ClientBuilder,
        destinations: Destinations,
        resolver: Arc<dyn Resolve>,
    ) -> Result<Self, TransportError> {
        Self::build(builder, CheckedResolver::new(resolver, destinations.clone()), destinations)
    }

    fn build(
        builder: ClientBuilder,
        resolver: CheckedResolver,
        destinations: Destinations,
    ) -> Result<Self, TransportError> {
        let client = builder
            .dns_resolver(resolver)
            // A proxy would resolve names itself.
            .no_proxy()
            .redirect(Policy::none())
            .retry(retry::never())
            .referer(false)
            .no_gzip()
            .no_brotli()
            .no_zstd()
            .no_deflate()
            .connect_timeout(CONNECT_TIMEOUT)
            .build()
            .map_err(failed)?;
        Ok(Self { client, destinations })
    }
}

impl Transport for ReqwestTransport {
    fn destinations(&self) -> &Destinations {
        &self.destinations
    }

    async fn send(
        &self,
        request: Request<()>,
        body_limit: usize,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        let request = request.map(|()| reqwest::Body::from(Vec::new()));
        let request = reqwest::Request::try_from(request).map_err(failed)?;
        let host = request.url().host_str().unwrap_or_default().to_owned();
        // A host that is an address is not resolved, and so not checked elsewhere.
        self.destinations.check_host(&host).map_err(TransportError::Address)?;
        let mut response = self.client.execute(request).await.map_err(failed)?;
        // The caller's builder may have had an address for the host.
        if let Some(peer) = response.remote_addr() {
            self.destinations.check(&host, peer.ip()).map_err(TransportError::Address)?;
        }
        if response.content_length().is_some_and(|len| len > body_limit as u64) {
            return Err(TransportError::TooLarge);
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            if chunk.len() > body_limit - body.len() {
                return Err(TransportError::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        let mut answer = Response::new(body);
        *answer.status_mut() = response.status();
        *answer.headers_mut() = std::mem::take(response.headers_mut());
        Ok(answer)
    }
}

/// What reqwest says, at the bottom of it. At the top it names the URL, with the query.
#[derive(Debug)]
struct ClientFailed {
    message: String,
    error: reqwest::Error,
}

impl fmt::Display for ClientFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for ClientFailed {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.error)
    }
}

fn failed(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    if let Some(refused) = chain(&error).find_map(|error| error.downcast_ref()) {
        return TransportError::Address(crate::AddressRefused::clone(refused));
    }
    let message = chain(&error).last().map(ToString::to_string).unwrap_or_default();
    TransportError::client(ClientFailed { message, error })
}

fn chain<'e>(error: &'e (dyn Error + 'static)) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    successors(Some(error), |&error| {
        // An I/O error stands for the error in it, and names only that one's source.
        match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => error.source(),
        }
    })
}

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
