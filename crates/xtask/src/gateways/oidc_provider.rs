//! panva's oidc-provider.

use super::Ground;
use crate::{Failure, Workspace, installed::Installed};

pub(super) fn check(_: &Workspace, _: &Ground, _: &Installed) -> Result<(), Failure> {
    Ok(())
}
