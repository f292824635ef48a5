use super::CountingKey;
use http::{Request, StatusCode};
use http_body_util::Full;
use hyper::body::Bytes;
use hyper_util::{client::legacy, rt::TokioExecutor};
use jwt_header::client::{ClonedBodies, SendError, Sign, Signing, SigningClient, TokenSource};
use legacy::connect::HttpConnector;
use tower::{Layer, Service, ServiceExt};
use tower_http::follow_redirect::{
    FollowRedirect,
    policy::{And, CloneBodyFn, PolicyExt, Standard, clone_body_fn},
};

type Hyper = legacy::Client<HttpConnector, Full<Bytes>>;
type Policy = And<Standard, CloneBodyFn<fn(&Full<Bytes>) -> Option<Full<Bytes>>>>;

/// The two kinds of clients, which are to do the same.
pub(crate) enum Client<T> {
    Tower(Box<FollowRedirect<Sign<Hyper, T, ClonedBodies>, Policy>>),
    Reqwest(SigningClient<T>),
}

impl<T: TokenSource> Client<T> {
    pub(crate) fn tower(signing: Signing<T>) -> Self {
        let hyper = legacy::Client::builder(TokioExecutor::new()).build_http();
        let signed = signing.layer().replay(ClonedBodies).layer(hyper);
        let clone: fn(&Full<Bytes>) -> _ = |body| Some(body.clone());
        // Like reqwest's, which sends bodies again.
        let policy =
            PolicyExt::and::<_, Full<Bytes>, SendError>(Standard::default(), clone_body_fn(clone));
        Self::Tower(Box::new(FollowRedirect::with_policy(signed, policy)))
    }

    pub(crate) fn reqwest(signing: Signing<T>) -> Self {
        Self::Reqwest(SigningClient::new(builder(), signing).expect("a client"))
    }

    pub(crate) async fn get(&self, url: &str) -> Result<StatusCode, SendError> {
        self.send(Request::get(url).body(Bytes::new()).expect("a request")).await
    }

    pub(crate) async fn send(&self, request: Request<Bytes>) -> Result<StatusCode, SendError> {
        match self {
            Self::Tower(service) => {
                let mut service = service.clone();
                let response = service.ready().await?.call(request.map(Full::new)).await?;
                Ok(response.status())
            }
            Self::Reqwest(client) => {
                let request = reqwest::Request::try_from(request).expect("a request");
                Ok(client.execute(request).await?.status())
            }
        }
    }
}

/// A client of this machine's servers. It is given TLS, which it does not use: where another crate of
/// a build asks reqwest for rustls, a client without cryptography for it cannot be made.
pub(crate) fn builder() -> reqwest::ClientBuilder {
    let tls = rustls::ClientConfig::builder_with_provider(
        rustls::crypto::ring::default_provider().into(),
    )
    .with_safe_default_protocol_versions()
    .expect("ring has what TLS needs")
    .with_root_certificates(rustls::RootCertStore::empty())
    .with_no_client_auth();
    reqwest::Client::builder().no_proxy().tls_backend_preconfigured(tls)
}

impl<T> Clone for Client<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Tower(service) => Self::Tower(service.clone()),
            Self::Reqwest(client) => Self::Reqwest(client.clone()),
        }
    }
}

/// A client of each kind, each with a key of its own.
pub(crate) fn everywhere<T: TokenSource>(
    signing: impl Fn(CountingKey) -> Signing<T>,
) -> [(CountingKey, Client<T>); 2] {
    let (one, other) = (CountingKey::new(), CountingKey::new());
    let clients = (Client::tower(signing(one.clone())), Client::reqwest(signing(other.clone())));
    [(one, clients.0), (other, clients.1)]
}
