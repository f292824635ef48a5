//! Whether the workspace changed on disk.

use super::{Refusal, source::Source};
use serde::Deserialize;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// The revision that the page has.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    revision: String,
}

/// Waits until the workspace has another revision, though not for long; answers the one it has.
///
/// # Errors
/// [`Refusal`] if the workspace cannot be read.
pub(super) async fn wait(source: &Source, asked: &Asked) -> Result<Value, Refusal> {
    let end = Instant::now() + MOST;
    let mut state = None;
    loop {
        // Files are read only when their lengths or times say something new.
        let (now, is_over) = (source.state(), Instant::now() >= end);
        if state != Some(now) {
            state = Some(now);
            match source.revision() {
                Ok(revision) if revision != asked.revision => {
                    return Ok(json!({"revision": revision}));
                }
                // Editors take a file away for a moment when they write it.
                Err(refusal) if is_over => return Err(refusal),
                Err(_) => state = None,
                Ok(_) => {}
            }
        }
        if is_over {
            return Ok(json!({"revision": asked.revision}));
        }
        sleep(STEP).await;
    }
}

const MOST: Duration = Duration::from_secs(25);
const STEP: Duration = Duration::from_millis(300);
