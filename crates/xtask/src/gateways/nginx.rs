//! nginx's `auth_request`.

use super::Ground;
use crate::Failure;

pub(super) fn check(_: &Ground) -> Result<(), Failure> {
    Ok(())
}
