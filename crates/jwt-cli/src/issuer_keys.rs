//! Keys that an issuer publishes.

use crate::{
    args::{IssuerArguments, KeyArguments, RulesArguments},
    backend::provider,
    failure::Failure,
    http_client, rejection,
};
use http::Uri;
use jwt_auth::{
    Unverified, Validation, Verified, VerifyError,
    jwks::{
        Destinations, FetchError, Issuer, IssuerError, LocationError, RemoteError, RemoteVerifier,
        ReqwestTransport,
    },
};

/// The keys of one issuer, fetched when the first token needs them.
#[derive(Debug, Clone)]
pub(crate) struct IssuerKeys {
    verifier: RemoteVerifier,
}

impl IssuerKeys {
    /// The keys of the issuer that the options name; `None` if they name a key, or no issuer that
    /// could be asked.
    ///
    /// # Errors
    /// [`Failure`] if the issuer's URL may not be gone to.
    pub(crate) fn named(
        issuer: &IssuerArguments,
        key: &KeyArguments,
        rules: &RulesArguments,
        validation: Validation,
    ) -> Result<Option<Self>, Failure> {
        if key.is_given() {
            return Ok(None);
        }
        let source = match (&rules.issuer, &issuer.jwks_uri) {
            (Some(name), Some(url)) => Issuer::keys_at(name, url),
            (Some(name), None) if is_url(name) => Issuer::discover(name),
            _ => return Ok(None),
        };
        let source = match key.alg {
            Some(algorithm) => source.algorithms([algorithm]),
            None => source,
        };
        let places = [rules.issuer.as_deref(), issuer.jwks_uri.as_deref()];
        let transport = transport(places.into_iter().flatten())?;
        let verifier = RemoteVerifier::new(provider().clone(), transport);
        let verifier = verifier.issuer(source, validation).map_err(unusable)?;
        Ok(Some(Self { verifier }))
    }

    /// Fetches the keys, so that what is wrong is known before the first token.
    ///
    /// # Errors
    /// [`Failure`] if they could not be had.
    pub(crate) async fn prepare(&self) -> Result<(), Failure> {
        self.verifier.prepare().await.map_err(|error| refused(&error))
    }

    /// Checks a token.
    ///
    /// # Errors
    /// [`Failure`] if it is refused, or the keys could not be had.
    pub(crate) async fn verify<'t>(&self, token: Unverified<'t>) -> Result<Verified<'t>, Failure> {
        self.verifier.verify_parsed(token).await.map_err(|error| refused(&error))
    }

    /// What checks tokens, for servers.
    pub(crate) fn verifier(&self) -> &RemoteVerifier {
        &self.verifier
    }
}

/// A client that goes to public addresses, to this machine, and to the hosts that the user named,
/// wherever they are.
fn transport<'a>(urls: impl Iterator<Item = &'a str>) -> Result<ReqwestTransport, Failure> {
    let mut destinations = Destinations::public().loopback();
    for url in urls {
        if url.starts_with("https:") && !http_client::HAS_TLS {
            return Err(Failure::configuration("TLS", "this program was built without TLS"));
        }
        if let Some(host) = url.parse::<Uri>().ok().as_ref().and_then(Uri::host) {
            destinations = destinations.private_host(host);
        }
    }
    ReqwestTransport::new(http_client::builder()?, destinations)
        .map_err(|error| Failure::configuration("HTTP_CLIENT", format!("no HTTP client: {error}")))
}

fn is_url(issuer: &str) -> bool {
    issuer.contains("://")
}

fn unusable(error: IssuerError) -> Failure {
    let hint = match &error {
        IssuerError::Location { error, .. } => location_hint(error),
        IssuerError::Symmetric { .. } => {
            Some("a shared secret is given with --secret-file or --secret-env".to_owned())
        }
        _ => None,
    };
    Failure::configuration(error.code(), &error).hints(hint)
}

/// The failure, in the words of the command line.
fn refused(error: &RemoteError) -> Failure {
    match error {
        RemoteError::Malformed(error) => rejection::malformed(error),
        RemoteError::Verify(VerifyError::Signature { algorithm }) => Failure::rejected(
            error.code(),
            format!("the signature does not match ({algorithm}, key of the issuer's)"),
        )
        .hint(rejection::ANOTHER_KEY),
        RemoteError::Verify(error) => rejection::of(error),
        RemoteError::Keys { error: fetch, .. } => {
            Failure::network(error.code(), error).hints(fetch_hint(fetch))
        }
        RemoteError::NoIssuer | RemoteError::UnknownIssuer { .. } => {
            Failure::rejected(error.code(), error)
                .hints(error.hint())
                .hint("jwt decode shows which issuer it names")
        }
        RemoteError::Algorithm { token, .. } if token.eq_ignore_ascii_case("none") => {
            Failure::rejected(error.code(), error).hint(rejection::UNSIGNED)
        }
        _ => Failure::rejected(error.code(), error).hints(error.hint()),
    }
}

fn fetch_hint(error: &FetchError) -> Option<String> {
    match error {
        FetchError::Location { error, .. } => location_hint(error),
        FetchError::Address(_) => Some(NAME_THE_KEYS.to_owned()),
        FetchError::Content { .. } => {
            Some(format!("if the issuer has no discovery, {NAME_THE_KEYS}"))
        }
        FetchError::IssuerMismatch { found, .. } if found.contains('{') => {
            Some(format!("the document is a template for many issuers; {NAME_THE_KEYS}"))
        }
        FetchError::IssuerMismatch { .. } => error.hint().map(|_| {
            "issuers are compared to the letter: if its tokens say so, too, name it so".to_owned()
        }),
        FetchError::Status { .. } => {
            Some(format!("is that the issuer? if it has no discovery, {NAME_THE_KEYS}"))
        }
        error => error.hint(),
    }
}

fn location_hint(error: &LocationError) -> Option<String> {
    match error {
        LocationError::Query | LocationError::Address(_) | LocationError::Inward => {
            Some(NAME_THE_KEYS.to_owned())
        }
        error => error.hint(),
    }
}

const NAME_THE_KEYS: &str = "name the keys yourself: --jwks-uri URL";
