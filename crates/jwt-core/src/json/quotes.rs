use super::word::Word;

/// The places of a text's quotes, from the first to the last.
///
/// As bits of 64 bytes at a time. To look for each from the one before takes fewer instructions, but
/// they wait for each other: 30 ns more for eight claims.
pub(super) struct Quotes<'a> {
    text: &'a [u8],
    /// Where the next 64 bytes start.
    behind: usize,
    /// A bit for each quote that is left of the 64 bytes before.
    bits: u64,
}

impl<'a> Quotes<'a> {
    #[inline(always)]
    pub(super) fn of(text: &'a [u8]) -> Self {
        Self { text, behind: 0, bits: 0 }
    }

    /// The place of the next quote.
    #[inline(always)]
    pub(super) fn next(&mut self) -> Option<usize> {
        while self.bits == 0 {
            self.bits = bits(self.text.get(self.behind..).filter(|text| !text.is_empty())?);
            self.behind += BLOCK;
        }
        let place = self.behind - BLOCK + self.bits.trailing_zeros() as usize;
        self.bits &= self.bits - 1;
        Some(place)
    }
}

/// The quotes among the first 64 bytes.
#[inline]
fn bits(text: &[u8]) -> u64 {
    match text.first_chunk() {
        Some(block) => bits_of(block),
        None => bits_of_last(text),
    }
}

#[inline(never)]
fn bits_of_last(text: &[u8]) -> u64 {
    let mut block = [0; BLOCK];
    block.iter_mut().zip(text).for_each(|(padded, byte)| *padded = *byte);
    bits_of(&block)
}

#[inline(never)]
fn bits_of(block: &[u8; BLOCK]) -> u64 {
    let words = block.as_chunks().0.iter().zip(0..);
    !words.fold(0, |bits, (word, at)| bits | Word::of(*word).others() << (Word::LEN * at))
}

const BLOCK: usize = 64;

#[cfg(test)]
mod tests {
    use super::Quotes;
    use alloc::vec::Vec;

    #[test]
    fn every_quote_is_found_and_nothing_else() {
        for len in (0..20).chain(60..70).chain(126..=130) {
            for filler in [b'a', b'#', b'!', 0xa2, 0xff, b'"', 0] {
                for at in 0..len {
                    for byte in [b'"', b'#', b'!', 0, 0xa2] {
                        let mut text = alloc::vec![filler; len];
                        text[at] = byte;
                        let mut quotes = Quotes::of(&text);
                        let found: Vec<usize> = core::iter::from_fn(|| quotes.next()).collect();
                        let places = text.iter().enumerate().filter(|(_, byte)| **byte == b'"');
                        assert_eq!(found, places.map(|(at, _)| at).collect::<Vec<_>>());
                    }
                }
            }
        }
    }
}
