//! A token out of a rendered form.

mod claims;
mod dangerous;
mod header;
mod json_text;
mod key;
mod times;
mod verify_with;

use crate::{Problem, Surroundings, form::Rendered};
use jwt_core::{EncodeError, NumericDate, Provider, Unsigned};
use key::SigningKey;

/// A token, and what should be looked at.
pub(crate) struct Made {
    pub(crate) token: String,
    /// What the key is, if there is one.
    pub(crate) key: Option<String>,
    /// When it stops being valid, if it says so.
    pub(crate) expiration: Option<NumericDate>,
    pub(crate) warnings: Vec<Problem>,
}

/// Makes a token. `looked_in` says where its key was looked for, for when there is none.
pub(crate) fn make(
    form: &Rendered,
    provider: &Provider,
    surroundings: &dyn Surroundings,
    looked_in: &str,
) -> Result<Made, Problem> {
    let now = now(surroundings)?;
    let key = key::load(form, provider, looked_in)?;
    let payload = claims::payload(form, surroundings, now)?;
    let mut warnings = payload.warnings;
    let (mut algorithm, mut says) = (None, None);
    let token = match (key, payload.is_object) {
        (SigningKey::Signer { signer, description, warnings: more }, is_object) => {
            warnings.extend(more);
            says = Some(description);
            algorithm = Some(signer.algorithm());
            let header = header::header(form, &*signer)?;
            match is_object {
                true => {
                    let unsigned = Unsigned::from_json(&header, &payload.text).map_err(encode)?;
                    unsigned.sign(&*signer).map_err(encode)?
                }
                false => dangerous::sign_any(&header, &payload.text, &*signer)?,
            }
        }
        (SigningKey::None, _) => dangerous::unsigned(&header::unsigned(form)?, &payload.text),
    };
    verify_with::check(form, provider, &token, algorithm, now)?;
    Ok(Made { token, key: says, expiration: payload.expiration, warnings })
}

fn now(surroundings: &dyn Surroundings) -> Result<NumericDate, Problem> {
    let seconds = u64::try_from(surroundings.now().as_second()).ok();
    seconds.and_then(NumericDate::from_unix).ok_or_else(|| {
        Problem::new("TIME", "the clock stands before 1970 or after 9999").hint("set the clock")
    })
}

fn encode(error: EncodeError) -> Problem {
    Problem::new(error.code(), error)
}
