use crate::Caching;
use jwt_core::Algorithm;
use std::{path::PathBuf, time::Duration};

/// Who issues tokens, and where its keys are.
///
/// Its name is compared to the letter with a token's `iss`: `https://id.example` and
/// `https://id.example/` are two issuers.
///
/// ```
/// use jwt_core::Algorithm;
/// use jwt_jwks::Issuer;
///
/// let issuer = Issuer::discover("https://id.example").algorithms([Algorithm::ES256]);
/// let other = Issuer::keys_at("billing", "https://billing.example/keys.json");
/// let own = Issuer::from_file("https://own.example", "/etc/keys.json");
/// # let _ = (issuer, other, own);
/// ```
#[derive(Debug, Clone)]
pub struct Issuer {
    pub(crate) name: String,
    pub(crate) keys: KeysAt,
    pub(crate) algorithms: Option<Vec<Algorithm>>,
    pub(crate) caching: Caching,
    pub(crate) deadline: Duration,
}

/// Where keys are.
#[derive(Debug, Clone)]
pub(crate) enum KeysAt {
    Discovered,
    Url(String),
    File(PathBuf),
}

impl Issuer {
    /// An issuer whose name is a URL, and who says itself where its keys are:
    /// by [OpenID Connect Discovery](https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig),
    /// and where there is no such document by [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414#section-3).
    ///
    /// The document must name this very issuer.
    #[must_use]
    pub fn discover(issuer: impl Into<String>) -> Self {
        Self::new(issuer.into(), KeysAt::Discovered)
    }

    /// An issuer of this name whose keys are at a URL.
    #[must_use]
    pub fn keys_at(issuer: impl Into<String>, url: impl Into<String>) -> Self {
        Self::new(issuer.into(), KeysAt::Url(url.into()))
    }

    /// An issuer of this name whose keys are in a file. It is read again as often as may be.
    #[must_use]
    pub fn from_file(issuer: impl Into<String>, path: impl Into<PathBuf>) -> Self {
        Self::new(issuer.into(), KeysAt::File(path.into()))
    }

    /// The algorithms that the issuer signs with. Without the call, those of the provider that have
    /// public keys.
    #[must_use]
    pub fn algorithms(self, algorithms: impl IntoIterator<Item = Algorithm>) -> Self {
        Self { algorithms: Some(algorithms.into_iter().collect()), ..self }
    }

    /// How long keys are used.
    #[must_use]
    pub fn caching(self, caching: Caching) -> Self {
        Self { caching, ..self }
    }

    /// How long it may take to have the keys, from the first request to the last byte: ten seconds
    /// by default, and five minutes at most.
    #[must_use]
    pub fn deadline(self, deadline: Duration) -> Self {
        Self { deadline: deadline.min(LONGEST_DEADLINE), ..self }
    }

    fn new(name: String, keys: KeysAt) -> Self {
        Self { name, keys, algorithms: None, caching: Caching::new(), deadline: DEADLINE }
    }
}

const DEADLINE: Duration = Duration::from_secs(10);
const LONGEST_DEADLINE: Duration = Duration::from_secs(300);
