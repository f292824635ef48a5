use jwt_core::Verified;
use serde_json::Value;
use std::{
    fmt,
    ops::Deref,
    sync::{Arc, OnceLock},
};

/// A token that was checked, cheap to clone: what a request's extensions hold.
///
/// It is a [`Verified`], with `issuer()`, `subject()` and `claims::<T>()`, and knows the scopes of
/// OAuth besides.
#[derive(Clone)]
pub struct VerifiedToken(Arc<Kept>);

struct Kept {
    verified: Verified<'static>,
    /// Read when first asked for.
    json: OnceLock<Value>,
}

impl VerifiedToken {
    /// The scopes: the words of `scope`
    /// ([RFC 8693 §4.2](https://www.rfc-editor.org/rfc/rfc8693#section-4.2)) and of `scp`, either
    /// of which may be a list. A claim of another form holds no scope.
    pub fn scopes(&self) -> impl Iterator<Item = &str> {
        ["scope", "scp"].into_iter().filter_map(|claim| self.json().get(claim)).flat_map(|value| {
            let words =
                value.as_str().unwrap_or_default().split(' ').filter(|word| !word.is_empty());
            words.chain(list(value))
        })
    }

    /// Whether the token has this scope.
    #[must_use]
    pub fn has_scope(&self, scope: &str) -> bool {
        self.scopes().any(|found| found == scope)
    }

    /// Whether a role is in the claim at a JSON pointer, which is a string or a list of strings.
    pub(super) fn has_role(&self, pointer: &str, role: &str) -> bool {
        let claim = self.json().pointer(pointer);
        claim.is_some_and(|claim| claim == role || list(claim).any(|found| found == role))
    }

    fn json(&self) -> &Value {
        // The payload is JSON, or it would not be here. Of `null`, nothing is granted.
        self.0.json.get_or_init(|| self.0.verified.claims().unwrap_or_default())
    }
}

/// The strings of a list; none unless all are.
fn list(value: &Value) -> impl Iterator<Item = &str> {
    let list = value.as_array().filter(|list| list.iter().all(Value::is_string));
    list.into_iter().flatten().filter_map(Value::as_str)
}

impl Deref for VerifiedToken {
    type Target = Verified<'static>;

    fn deref(&self) -> &Self::Target {
        &self.0.verified
    }
}

impl From<Verified<'_>> for VerifiedToken {
    fn from(verified: Verified<'_>) -> Self {
        Self(Arc::new(Kept { verified: verified.into_owned(), json: OnceLock::new() }))
    }
}

impl fmt::Debug for VerifiedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifiedToken").finish_non_exhaustive()
    }
}
