//! The files of the page, built in.

use super::{Refusal, session::random_text};
use http::{HeaderValue, StatusCode};

/// A file of the page.
#[derive(Debug)]
pub(super) struct Asset {
    path: &'static str,
    pub(super) media_type: &'static str,
    text: &'static str,
}

/// A file as it is sent this time.
pub(super) struct Served {
    pub(super) text: String,
    pub(super) policy: HeaderValue,
}

impl Asset {
    /// The file at a path.
    pub(super) fn at(path: &str) -> Option<&'static Self> {
        ASSETS.iter().find(|asset| asset.path == path)
    }

    /// The file, with a nonce of its own for the styles that its scripts add.
    ///
    /// # Errors
    /// [`Refusal`] if the system has no randomness.
    pub(super) fn serve(&self) -> Result<Served, Refusal> {
        if !self.text.contains(NONCE) {
            let policy = HeaderValue::from_static(NOTHING);
            return Ok(Served { text: self.text.to_owned(), policy });
        }
        let nonce = random_text()?;
        let policy = format!(
            "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; \
             img-src 'self' data:; connect-src 'self'; font-src 'none'; base-uri 'none'; \
             form-action 'none'; frame-ancestors 'none'"
        );
        let policy = HeaderValue::try_from(policy).map_err(|_| {
            Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "NONCE", "the nonce is broken")
        })?;
        Ok(Served { text: self.text.replace(NONCE, &nonce), policy })
    }
}

/// The policy of what is no page.
pub(super) const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";

const NONCE: &str = "{{nonce}}";

static ASSETS: [Asset; 3] = [
    Asset {
        path: "/",
        media_type: "text/html; charset=utf-8",
        text: include_str!("../../page/dist/index.html"),
    },
    Asset {
        path: "/page.js",
        media_type: "text/javascript; charset=utf-8",
        text: include_str!("../../page/dist/page.js"),
    },
    Asset {
        path: "/page.css",
        media_type: "text/css; charset=utf-8",
        text: include_str!("../../page/dist/page.css"),
    },
];
