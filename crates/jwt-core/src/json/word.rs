/// Eight bytes of a text, to be looked at together.
#[derive(Clone, Copy)]
pub(super) struct Word(u64);

impl Word {
    pub(super) const LEN: usize = 8;

    /// The first bytes; zeros follow where there are fewer than eight.
    #[inline(always)]
    pub(super) fn first_of(text: &[u8]) -> Self {
        match text.first_chunk() {
            Some(word) => Self(u64::from_le_bytes(*word)),
            None => Self::last_of(text),
        }
    }

    #[inline(never)]
    fn last_of(text: &[u8]) -> Self {
        Self(text.iter().take(Self::LEN).rev().fold(0, |word, byte| word << 8 | u64::from(*byte)))
    }

    /// How many bytes stand before the first that is `byte`; eight if none is.
    #[inline(always)]
    pub(super) fn len_before(self, byte: u8) -> usize {
        self.equal(byte).trailing_zeros() as usize / 8
    }

    /// The same, and those bytes alone; `None` if none is.
    #[inline(always)]
    pub(super) fn before(self, byte: u8) -> Option<(usize, u64)> {
        let equal = self.equal(byte);
        // The lowest bit that is set is the top bit of the first such byte.
        let bytes = self.0 & (((equal & equal.wrapping_neg()) >> 7).wrapping_sub(1));
        (equal != 0).then_some((equal.trailing_zeros() as usize / 8, bytes))
    }

    /// With how many digits it starts.
    #[inline(always)]
    pub(super) fn digits(self) -> usize {
        // A digit differs from `0` by 0 to 9, to which 0x76 can be added below the top bit.
        let differs = self.0 ^ (EACH * u64::from(b'0'));
        let others = ((differs & !TOP) + EACH * 0x76) | differs;
        (others & TOP).trailing_zeros() as usize / 8
    }

    /// Of the bytes that are `byte`, the top bit. Those behind the first may have it too: where there
    /// is one, a borrow disturbs what is behind it.
    #[inline(always)]
    fn equal(self, byte: u8) -> u64 {
        let differs = self.0 ^ (EACH * u64::from(byte));
        differs.wrapping_sub(EACH) & !differs & TOP
    }
}

/// Whether there is no backslash and no control character.
#[inline]
pub(super) fn is_unescaped(text: &[u8]) -> bool {
    let (blocks, rest) = text.as_chunks::<16>();
    match text.last_chunk::<16>() {
        // What is left over is looked at together with what stands before it.
        Some(last) => !blocks.iter().any(|block| has_escapes(block)) && !has_escapes(last),
        None => !has_escapes(rest),
    }
}

/// Without a branch, so that the compiler makes vectors of it.
#[inline(always)]
fn has_escapes(text: &[u8]) -> bool {
    text.iter().fold(false, |any, byte| any | (*byte == b'\\') | (*byte < 0x20))
}

const EACH: u64 = u64::from_ne_bytes([1; 8]);
const TOP: u64 = u64::from_ne_bytes([0x80; 8]);

#[cfg(test)]
mod tests {
    use super::{Word, is_unescaped};

    #[test]
    fn the_first_byte_of_a_kind_is_found_wherever_it_stands() {
        for len in 0..12 {
            for at in 0..len {
                for byte in 0..=0xff {
                    for filler in [b'0', b'9', b'!', b'#', b'/', b':', 0x7f, 0x80, 0xa2, 0xff] {
                        let mut text = alloc::vec![filler; len];
                        text[at] = byte;
                        check(&text);
                        // What stands behind the first may not disturb it.
                        text[len - 1] = byte;
                        check(&text);
                    }
                }
            }
        }
    }

    #[test]
    fn what_must_be_escaped_is_seen_wherever_it_stands() {
        for len in 0..60 {
            for at in 0..len {
                for byte in 0..=0xff {
                    let mut text = alloc::vec![b'a'; len];
                    text[at] = byte;
                    assert_eq!(is_unescaped(&text), byte >= 0x20 && byte != b'\\');
                }
            }
        }
    }

    fn check(text: &[u8]) {
        let word = Word::first_of(text);
        let mut padded = [0; 8];
        let len = text.len().min(8);
        padded[..len].copy_from_slice(&text[..len]);
        for byte in [b'"', b'0', b'!', 0x7f, 0x80] {
            let at = padded.iter().position(|other| *other == byte);
            assert_eq!(word.len_before(byte), at.unwrap_or(8));
            let before = at.map(|at| {
                let mut before = [0; 8];
                before[..at].copy_from_slice(&padded[..at]);
                (at, u64::from_le_bytes(before))
            });
            assert_eq!(word.before(byte), before);
        }
        let digits = padded.iter().take_while(|byte| byte.is_ascii_digit()).count();
        assert_eq!(word.digits(), digits);
    }
}
