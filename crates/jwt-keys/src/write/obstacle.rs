use super::{Target, WriteError};
use jwt_core::KeyParameters;

/// Why a form does not hold a key; the writer adds which form and which key.
#[derive(Debug, Clone, Copy)]
pub(super) enum Obstacle {
    Unfit,
    Public,
    PublicHalfMissing,
    NoRandomness,
    Encoding,
}

impl Obstacle {
    pub(super) fn of(self, key: &KeyParameters, target: Target) -> WriteError {
        match self {
            Self::Unfit => WriteError::Unfit { target, found: key.noun() },
            Self::Public => WriteError::Public { target, found: key.noun() },
            Self::PublicHalfMissing => WriteError::PublicHalfMissing { target },
            Self::NoRandomness => WriteError::NoRandomness,
            Self::Encoding => WriteError::Encoding { target },
        }
    }
}

/// Only lengths and numbers fail to be encoded.
impl From<pkcs8::der::Error> for Obstacle {
    fn from(_: pkcs8::der::Error) -> Self {
        Self::Encoding
    }
}
