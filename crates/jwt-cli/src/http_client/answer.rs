use http::{HeaderMap, StatusCode, Version};

/// A response, with the beginning of its body.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    /// The version of HTTP.
    pub(crate) version: Version,
    /// The status.
    pub(crate) status: StatusCode,
    /// The headers.
    pub(crate) headers: HeaderMap,
    /// The body, or so much of it as was to be kept.
    pub(crate) body: Vec<u8>,
    /// The length of the whole body.
    pub(crate) body_len: u64,
}

impl Answer {
    /// Reads a response to its end, and keeps so much of the body at most.
    pub(super) async fn read(
        mut response: reqwest::Response,
        most: usize,
    ) -> Result<Self, reqwest::Error> {
        let (mut body, mut body_len) = (Vec::new(), 0);
        while let Some(chunk) = response.chunk().await? {
            body_len += chunk.len() as u64;
            let kept = chunk.len().min(most.saturating_sub(body.len()));
            body.extend_from_slice(chunk.get(..kept).unwrap_or_default());
        }
        Ok(Self {
            version: response.version(),
            status: response.status(),
            headers: std::mem::take(response.headers_mut()),
            body,
            body_len,
        })
    }
}
