//! Bodies that can be sent twice.

use bytes::{Buf, Bytes};
use http_body::Body;
use std::{
    pin::pin,
    task::{Context, Poll, Waker},
};

/// What makes a second body like the first, before the first is sent: for a second try after
/// a 401, and to look into the body.
///
/// [`EmptyBodies`], [`ClonedBodies`], [`NoBodies`], or a function `Fn(&B) -> Option<B>`.
pub trait Replay<B> {
    /// Another body with the same content, or `None` if there can only be one.
    fn replay(&self, body: &B) -> Option<B>;
}

/// Bodies without content can be sent twice, and others cannot. What a layer does by itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct EmptyBodies;

impl<B: Body + Default> Replay<B> for EmptyBodies {
    fn replay(&self, body: &B) -> Option<B> {
        (body.is_end_stream() && body.size_hint().exact() == Some(0)).then(B::default)
    }
}

/// Bodies are cloned, as with `Full<Bytes>` and `String`.
#[derive(Debug, Clone, Copy, Default)]
pub struct ClonedBodies;

impl<B: Clone> Replay<B> for ClonedBodies {
    fn replay(&self, body: &B) -> Option<B> {
        Some(body.clone())
    }
}

/// No body is sent twice, whatever its type.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoBodies;

impl<B> Replay<B> for NoBodies {
    fn replay(&self, _: &B) -> Option<B> {
        None
    }
}

impl<B, F: Fn(&B) -> Option<B>> Replay<B> for F {
    fn replay(&self, body: &B) -> Option<B> {
        self(body)
    }
}

/// The content of a body, if all of it is there without waiting.
pub(crate) fn content<B: Body>(body: B) -> Option<Bytes> {
    let mut body = pin!(body);
    let mut context = Context::from_waker(Waker::noop());
    let mut content = Vec::new();
    loop {
        match body.as_mut().poll_frame(&mut context) {
            Poll::Ready(Some(Ok(frame))) => {
                if let Ok(mut data) = frame.into_data() {
                    content.extend_from_slice(&data.copy_to_bytes(data.remaining()));
                }
            }
            Poll::Ready(None) => return Some(content.into()),
            Poll::Ready(Some(Err(_))) | Poll::Pending => return None,
        }
    }
}
