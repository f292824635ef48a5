//! Where the keys of an issuer come from, each time that they are asked for.

use crate::{
    Caching, FetchError, Issuer, IssuerError,
    discovery::{keys_location, places},
    exchange::{self, Exchange, MAX_LEN, Received, Validator},
    issuer::KeysAt,
    location::{Location, LocationError},
    transport::AnyTransport,
};
use std::{
    fs::{File, metadata},
    io::{self, ErrorKind, Read},
    path::PathBuf,
    sync::Arc,
    time::Duration,
};
use tokio::{task::spawn_blocking, time::Instant};

/// The text of an issuer's keys, on demand.
pub(crate) struct Source {
    issuer: String,
    place: Place,
    transport: Arc<dyn AnyTransport>,
    caching: Caching,
    deadline: Duration,
}

enum Place {
    Discovered([Location; 2]),
    Url(Location),
    File(PathBuf),
}

/// What is known from the time before.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    pub(crate) validator: Option<Validator>,
    pub(crate) discovered: Option<Discovered>,
}

/// Where an issuer has said that its keys are, and until when that is believed.
#[derive(Debug, Clone)]
pub(crate) struct Discovered {
    location: Location,
    until: Instant,
}

/// The keys of an issuer, or the word that they are still the same.
#[derive(Debug)]
pub(crate) struct Fetched {
    pub(crate) keys: Option<KeysText>,
    /// How long they are good, as the issuer says.
    pub(crate) lifetime: Option<Duration>,
    pub(crate) discovered: Option<Discovered>,
}

/// Keys, not yet read.
#[derive(Debug)]
pub(crate) struct KeysText {
    pub(crate) text: String,
    pub(crate) url: String,
    pub(crate) content_type: Option<String>,
    pub(crate) validator: Option<Validator>,
}

impl Source {
    /// The source of an issuer's keys.
    pub(crate) fn new(
        issuer: &Issuer,
        transport: Arc<dyn AnyTransport>,
    ) -> Result<Self, IssuerError> {
        let located = |url: &str, places: fn(Location) -> Result<Place, LocationError>| {
            Location::parse(url, transport.destinations())
                .and_then(places)
                .map_err(|error| IssuerError::Location { url: url.to_owned(), error })
        };
        let place = match &issuer.keys {
            KeysAt::Discovered => {
                located(&issuer.name, |location| places(&location).map(Place::Discovered))?
            }
            KeysAt::Url(url) => located(url, |location| Ok(Place::Url(location)))?,
            KeysAt::File(path) => Place::File(path.clone()),
        };
        let (name, caching, deadline) =
            (issuer.name.clone(), issuer.caching.clone(), issuer.deadline);
        Ok(Self { issuer: name, place, transport, caching, deadline })
    }

    /// The issuer's keys, within its deadline.
    pub(crate) async fn fetch(&self, known: Known) -> Result<Fetched, FetchError> {
        let fetched = tokio::time::timeout(self.deadline, self.fetch_from_place(known)).await;
        fetched.unwrap_or(Err(FetchError::Deadline { limit: self.deadline }))
    }

    async fn fetch_from_place(&self, known: Known) -> Result<Fetched, FetchError> {
        let (location, discovered) = match &self.place {
            Place::File(path) => return read(path.clone()).await,
            Place::Url(location) => (location.clone(), None),
            Place::Discovered(places) => {
                let known = known.discovered.filter(|known| Instant::now() < known.until);
                let discovered = match known {
                    Some(discovered) => discovered,
                    None => self.discover(places).await?,
                };
                (discovered.location.clone(), Some(discovered))
            }
        };
        let exchange = exchange::fetch(&*self.transport, &location, known.validator.as_ref());
        Ok(match exchange.await? {
            Exchange::NotModified(lifetime) => Fetched { keys: None, lifetime, discovered },
            Exchange::Received(received) => {
                let lifetime = received.lifetime();
                let (validator, content_type) = (received.validator(), received.content_type());
                let (url, text) = (location.to_string(), received.into_text());
                let keys = Some(KeysText { text, url, content_type, validator });
                Fetched { keys, lifetime, discovered }
            }
        })
    }

    async fn discover(&self, [openid, oauth]: &[Location; 2]) -> Result<Discovered, FetchError> {
        let asked = Instant::now();
        let received = match self.document(openid).await {
            Err(absent) if is_absent(&absent) => match self.document(oauth).await {
                // The first place is the one that people know.
                Err(error) if is_absent(&error) => return Err(absent),
                other => other?,
            },
            other => other?,
        };
        let location = keys_location(&received, &self.issuer, self.transport.destinations())?;
        let until = asked + self.caching.lifetime(received.lifetime());
        Ok(Discovered { location, until })
    }

    async fn document(&self, place: &Location) -> Result<Box<Received>, FetchError> {
        match exchange::fetch(&*self.transport, place, None).await? {
            Exchange::Received(received) => Ok(received),
            // Nothing was known, so nobody asked.
            Exchange::NotModified(_) => {
                let status = http::StatusCode::NOT_MODIFIED;
                Err(FetchError::Status { url: place.to_string(), status })
            }
        }
    }
}

/// Whether a place has no document; some servers say so in odd ways.
fn is_absent(error: &FetchError) -> bool {
    matches!(error, FetchError::Status { status, .. } if [400, 401, 403, 404, 405, 410].contains(&status.as_u16()))
}

async fn read(path: PathBuf) -> Result<Fetched, FetchError> {
    let read = spawn_blocking(move || read_blocking(path)).await;
    read.unwrap_or(Err(FetchError::Interrupted))
}

fn read_blocking(path: PathBuf) -> Result<Fetched, FetchError> {
    let failed = |error| FetchError::File { path: path.clone(), error };
    // A pipe would be waited for, and may never end.
    if !metadata(&path).map_err(failed)?.is_file() {
        return Err(failed(io::Error::new(ErrorKind::InvalidInput, "it is no regular file")));
    }
    let (url, mut bytes) = (path.display().to_string(), Vec::new());
    File::open(&path)
        .and_then(|file| file.take(MAX_LEN as u64 + 1).read_to_end(&mut bytes))
        .map_err(failed)?;
    if bytes.len() > MAX_LEN {
        return Err(FetchError::TooLarge { url, limit: MAX_LEN });
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| failed(io::Error::new(ErrorKind::InvalidData, "it is not UTF-8")))?;
    let keys = Some(KeysText { text, url, content_type: None, validator: None });
    // A file costs nothing to read again.
    Ok(Fetched { keys, lifetime: Some(Duration::ZERO), discovered: None })
}
