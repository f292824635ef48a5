//! How large an input may be.

/// Limits on what is parsed, checked before anything is allocated for it.
///
/// ```
/// use jwt_core::{Limits, Unverified};
///
/// let limits = Limits::new().token_len(1024);
/// assert!(Unverified::parse_within(&"x".repeat(1025), &limits).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    token_len: u32,
    header_len: u32,
    kid_len: u32,
    pub(crate) depth: u8,
    pub(crate) members: u32,
}

impl Limits {
    /// The defaults: tokens of 64 KiB, headers of 8 KiB, a `kid` of 256 bytes, 32 levels of JSON,
    /// 1000 members in one JSON text.
    #[must_use]
    pub const fn new() -> Self {
        Self { token_len: 64 * 1024, header_len: 8 * 1024, kid_len: 256, depth: 32, members: 1000 }
    }

    /// For texts that were within limits before, or are the caller's own.
    pub(crate) const NONE: Self = Self {
        token_len: MAX_LEN,
        header_len: MAX_LEN,
        kid_len: MAX_LEN,
        depth: MAX_DEPTH,
        members: u32::MAX,
    };

    /// The length of a whole token, in bytes; 1 GiB at most, whatever is asked for.
    #[must_use]
    pub const fn token_len(mut self, bytes: usize) -> Self {
        self.token_len = capped(bytes);
        self
    }

    /// The length of the decoded header, in bytes.
    #[must_use]
    pub const fn header_len(mut self, bytes: usize) -> Self {
        self.header_len = capped(bytes);
        self
    }

    /// The length of the `kid` header parameter, in bytes.
    #[must_use]
    pub const fn kid_len(mut self, bytes: usize) -> Self {
        self.kid_len = capped(bytes);
        self
    }

    /// Levels of nested arrays and objects, the outermost included.
    ///
    /// 127 at most, whatever is asked for: that is where `serde_json` stops too.
    #[must_use]
    pub const fn depth(mut self, levels: u8) -> Self {
        self.depth = if levels > MAX_DEPTH { MAX_DEPTH } else { levels };
        self
    }

    /// Members of all the objects in one JSON text together.
    #[must_use]
    pub const fn members(mut self, count: u32) -> Self {
        self.members = count;
        self
    }
}

/// What is checked.
impl Limits {
    pub(crate) fn max_token_len(&self) -> usize {
        self.token_len as usize
    }

    pub(crate) fn max_header_len(&self) -> usize {
        self.header_len as usize
    }

    pub(crate) fn max_kid_len(&self) -> usize {
        self.kid_len as usize
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::new()
    }
}

const fn capped(bytes: usize) -> u32 {
    if bytes > MAX_LEN as usize { MAX_LEN } else { bytes as u32 }
}

const MAX_DEPTH: u8 = 127;
/// So that places in a token take four bytes each, and those of what escapes stood for do too.
const MAX_LEN: u32 = 1 << 30;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_stop_at_1_gib() {
        let limits = Limits::new().token_len(usize::MAX).header_len(1 << 30).kid_len(7);
        assert_eq!(limits.max_token_len(), 1 << 30);
        assert_eq!(limits.max_header_len(), 1 << 30);
        assert_eq!(limits.max_kid_len(), 7);
    }
}
