//! Claims that are made from a request.

use super::Outgoing;
use serde::Serialize;
use serde_json::{Map, Value};
use std::error::Error;

/// What makes claims from a request: a function, or a type of your own.
///
/// ```
/// use jwt_header::client::{ClaimsFor, Outgoing};
/// use serde_json::json;
///
/// fn takes(_: impl ClaimsFor) {}
///
/// takes(|request: &Outgoing<'_>| {
///     let tenant = request.headers().get("x-tenant").ok_or("there is no tenant")?;
///     Ok(json!({"tenant": tenant.to_str()?, "path": request.uri().path()}))
/// });
/// ```
pub trait ClaimsFor: Send + Sync {
    /// The claims that this request adds to those that all have.
    ///
    /// # Errors
    /// Whatever keeps the request from having a token. It is then not sent.
    fn claims_for(
        &self,
        request: &Outgoing<'_>,
    ) -> Result<Map<String, Value>, Box<dyn Error + Send + Sync>>;
}

impl<F, C> ClaimsFor for F
where
    F: Fn(&Outgoing<'_>) -> Result<C, Box<dyn Error + Send + Sync>> + Send + Sync,
    C: Serialize,
{
    fn claims_for(
        &self,
        request: &Outgoing<'_>,
    ) -> Result<Map<String, Value>, Box<dyn Error + Send + Sync>> {
        match serde_json::to_value(self(request)?)? {
            Value::Object(members) => Ok(members),
            _ => Err("the claims for a request are not a JSON object".into()),
        }
    }
}
