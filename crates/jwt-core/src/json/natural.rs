/// A text of decimal digits alone, as a number; `None` if it is anything else, or may not fit.
///
/// Eight digits at a time: a date takes half of the instructions that `parse` takes.
#[inline]
pub(crate) fn natural(text: &str) -> Option<u64> {
    let mut rest = text.as_bytes();
    if rest.is_empty() || rest.len() > MAX_LEN {
        return None;
    }
    let mut number = 0;
    while let Some((word, behind)) = rest.split_first_chunk::<8>() {
        number = number * 100_000_000 + eight(u64::from_le_bytes(*word))?;
        rest = behind;
    }
    for &byte in rest {
        number = number * 10 + u64::from(byte.is_ascii_digit().then_some(byte & 0x0f)?);
    }
    Some(number)
}

/// Eight digits as a number: pairs first, then pairs of pairs, then both halves.
#[inline]
fn eight(word: u64) -> Option<u64> {
    // The upper half of a digit's byte is 3, also when 6 is added to the lower half. No sum reaches
    // into the next byte, but of a byte that is no digit, which shows in that byte.
    let upper = |word: u64| (word & (EACH * 0xf0)) ^ (EACH * 0x30);
    if upper(word) | upper(word.wrapping_add(EACH * 6)) != 0 {
        return None;
    }
    let digits = word & (EACH * 0x0f);
    let pairs = (digits * 10 + (digits >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_ffff_0000_ffff;
    Some((fours * 10_000 + (fours >> 32)) & 0xffff_ffff)
}

const EACH: u64 = u64::from_ne_bytes([1; 8]);
/// Any number of so many digits fits.
const MAX_LEN: usize = 19;

#[cfg(test)]
mod tests {
    use super::natural;
    use alloc::{string::String, string::ToString};

    #[test]
    fn numbers_are_those_of_the_standard_library() {
        for number in
            (0..63).flat_map(|bits| [1_u64 << bits, (1 << bits) - 1, u64::MAX >> (bits + 1)])
        {
            assert_eq!(natural(&number.to_string()), Some(number));
        }
        assert_eq!(natural("9999999999999999999"), Some(9_999_999_999_999_999_999));
        for text in ["", "18446744073709551616", "-1", "+1", "1.5", "1e3", "1700000000.5"] {
            assert_eq!(natural(text), None, "{text}");
        }
    }

    #[test]
    fn a_byte_that_is_no_digit_is_seen_wherever_it_stands() {
        for len in 1..=19 {
            for at in 0..len {
                for character in (0..=0xff).map(char::from) {
                    let mut text: String = "9".repeat(at);
                    text.push(character);
                    text += &"0".repeat(len - at - 1);
                    assert_eq!(natural(&text).is_some(), character.is_ascii_digit(), "{text}");
                }
            }
        }
    }
}
