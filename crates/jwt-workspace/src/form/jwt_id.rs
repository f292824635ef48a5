use super::field::FromText;
use crate::{Problem, Surroundings, suggestion};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};

/// What a `jti` is made of, so that no other token has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JwtId {
    /// There is none.
    None,
    /// A UUID of randomness.
    Uuid4,
    /// A UUID of the time and randomness: later ones sort behind earlier ones.
    Uuid7,
    /// 128 bits of randomness in base64url.
    Random128,
}

impl JwtId {
    /// A new one.
    ///
    /// # Errors
    /// [`Problem`] with the code `RANDOM` if there is no randomness to be had.
    pub fn make(self, surroundings: &dyn Surroundings) -> Result<Option<String>, Problem> {
        let mut random = [0; 16];
        if self != Self::None {
            surroundings
                .random(&mut random)
                .map_err(|error| Problem::new("RANDOM", format!("no randomness: {error}")))?;
        }
        Ok(match self {
            Self::None => None,
            Self::Uuid4 => Some(uuid::Builder::from_random_bytes(random).into_uuid().to_string()),
            Self::Uuid7 => {
                let millis = u64::try_from(surroundings.now().as_millisecond()).unwrap_or_default();
                let tail = random.first_chunk::<10>().copied().unwrap_or_default();
                let uuid = uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid();
                Some(uuid.to_string())
            }
            Self::Random128 => Some(BASE64_URL_SAFE_NO_PAD.encode(random)),
        })
    }
}

impl FromText for JwtId {
    fn from_text(text: &str) -> Result<Self, String> {
        match text {
            "none" => Ok(Self::None),
            "uuid4" => Ok(Self::Uuid4),
            "uuid7" => Ok(Self::Uuid7),
            "random128" => Ok(Self::Random128),
            _ => Err(format!("must be one of {}, but is \"{text}\"", NAMES.join(", "))),
        }
    }

    fn suggestion(text: &str) -> Option<String> {
        let meant = suggestion::nearest(text, NAMES)?;
        Some(format!("did you mean \"{meant}\"?"))
    }
}

const NAMES: [&str; 4] = ["none", "uuid4", "uuid7", "random128"];
