use super::VerifiedToken;
use crate::Challenge;

/// What a token must allow.
#[derive(Debug, Clone)]
pub(super) struct Grants {
    /// All of them.
    pub(super) scopes: Vec<String>,
    /// One of each.
    pub(super) roles: Vec<Vec<String>>,
    /// JSON pointers to the claims that hold roles.
    pub(super) roles_at: Vec<String>,
}

impl Grants {
    /// # Errors
    /// 403 `insufficient_scope`, with all the scopes that are due.
    pub(super) fn check(&self, token: &VerifiedToken) -> Result<(), Challenge> {
        let has_role = |role: &String| self.roles_at.iter().any(|at| token.has_role(at, role));
        let has_scopes = self.scopes.iter().all(|scope| token.has_scope(scope));
        if has_scopes && self.roles.iter().all(|any| any.iter().any(has_role)) {
            return Ok(());
        }
        Err(Challenge::insufficient_scope(&self.scopes.join(" ")))
    }
}

impl Default for Grants {
    fn default() -> Self {
        Self { scopes: Vec::new(), roles: Vec::new(), roles_at: vec!["/roles".to_owned()] }
    }
}
