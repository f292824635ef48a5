use super::outline::MAX_MEMBERS;

/// Names, as far as they can be told apart at a glance.
#[derive(Default)]
pub(super) struct Distinct {
    digests: [u32; MAX_MEMBERS],
    /// A bit for each digest, of some bits of it: most names show by it that they are new.
    seen: u64,
}

/// Of a name: the same for names that are the same, and hardly ever for others.
#[derive(Clone, Copy)]
pub(super) struct Digest(u32);

impl Distinct {
    /// Takes the name of a member; `false` if it is one too many, or may have been there before.
    #[inline(always)]
    pub(super) fn insert(&mut self, at: usize, digest: Digest) -> bool {
        let Some(free) = self.digests.get_mut(at) else { return false };
        *free = digest.0;
        let seen = self.seen;
        self.seen |= digest.bit();
        seen & digest.bit() == 0 || self.is_new(at, digest)
    }

    #[inline(never)]
    fn is_new(&self, at: usize, Digest(digest): Digest) -> bool {
        self.digests.get(..at).is_some_and(|before| !before.contains(&digest))
    }
}

impl Digest {
    #[inline(always)]
    pub(super) fn of(name: &[u8]) -> Self {
        match (name.first_chunk(), name.last_chunk()) {
            (Some(start), Some(end)) => Self::of_long(*start, *end, name.len()),
            _ => {
                Self::of_short(name.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)))
            }
        }
    }

    /// Of a name of up to seven bytes, which are followed by zeros in the word.
    #[inline(always)]
    pub(super) fn of_short(word: u64) -> Self {
        Self::mix(word as u32, (word >> 32) as u32)
    }

    /// Of a longer one: its first bytes, its last, and its length.
    #[inline(always)]
    fn of_long(start: [u8; 8], end: [u8; 8], len: usize) -> Self {
        let [start, end] = [start, end].map(u64::from_le_bytes);
        Self::of_short(start ^ end.rotate_left(27) ^ len as u64)
    }

    #[inline(always)]
    fn mix(start: u32, end: u32) -> Self {
        Self(start ^ end.rotate_left(13))
    }

    #[inline(always)]
    fn bit(self) -> u64 {
        // Of the registered claims, and a dozen that are met often, none has the bit of another.
        1 << (self.0.wrapping_mul(FACTOR) >> 26)
    }
}

/// Found by trying.
const FACTOR: u32 = 0xdc25_74bd;

#[cfg(test)]
mod tests {
    use super::{Digest, Distinct};

    #[test]
    fn usual_names_are_told_apart() {
        let mut names = Distinct::default();
        let usual = [
            "iss",
            "sub",
            "aud",
            "exp",
            "nbf",
            "iat",
            "jti",
            "scope",
            "client_id",
            "azp",
            "email",
            "email_verified",
            "name",
            "preferred_username",
            "auth_time",
            "",
        ];
        for (at, name) in usual.into_iter().enumerate() {
            assert!(names.insert(at, Digest::of(name.as_bytes())), "{name}");
        }
        assert!(!names.insert(usual.len(), Digest::of(b"one too many")));
    }

    #[test]
    fn registered_claims_have_bits_of_their_own() {
        let mut seen = 0;
        let registered = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "alg", "typ", "kid"];
        for name in registered.into_iter().chain(["scope", "azp", "name", "email", "roles", "sid"])
        {
            let bit = Digest::of(name.as_bytes()).bit();
            assert_eq!(seen & bit, 0, "{name}");
            seen |= bit;
        }
    }

    #[test]
    fn a_name_that_stands_twice_is_seen_at_any_length() {
        for len in 0..40 {
            let name = &[b'n'; 40][..len];
            let mut names = Distinct::default();
            assert!(names.insert(0, Digest::of(name)));
            assert!(!names.insert(1, Digest::of(name)));
        }
    }
}
