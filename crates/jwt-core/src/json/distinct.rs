/// Names, as far as they can be told apart at a glance.
#[derive(Default)]
pub(super) struct Distinct {
    digests: [u32; MAX_NAMES],
    len: usize,
}

impl Distinct {
    /// Takes a further name; `false` if it is one too many, or may have been there before.
    #[inline(always)]
    pub(super) fn insert(&mut self, name: &[u8]) -> bool {
        let digest = digest(name);
        // All places at once, which takes fewer instructions than to look at some of them. No digest
        // is zero, as free places are.
        let known = self.digests.iter().fold(false, |known, other| known | (*other == digest));
        let Some(free) = self.digests.get_mut(self.len) else { return false };
        *free = digest;
        self.len += 1;
        !known
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }
}

/// Made of the first bytes of a name, its last, and its length: the same for names that are the
/// same, and hardly ever for others.
#[inline(always)]
fn digest(name: &[u8]) -> u32 {
    let (start, end) = match (name.first_chunk::<4>(), name.last_chunk::<4>()) {
        (Some(start), Some(end)) => (u32::from_le_bytes(*start), u32::from_le_bytes(*end)),
        _ => match *name {
            [a, b, c] => (u32::from_le_bytes([a, b, c, 0]), 0),
            [a, b] => (u32::from_le_bytes([a, b, 0, 0]), 0),
            [a] => (u32::from(a), 0),
            _ => (0, 0),
        },
    };
    let mixed = start ^ end.rotate_left(13) ^ (name.len() as u32).rotate_left(25);
    mixed | 1 << 31
}

/// How many names fit.
pub(super) const MAX_NAMES: usize = 16;
