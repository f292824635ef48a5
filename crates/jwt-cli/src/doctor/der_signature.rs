//! ECDSA signatures as DER writes them, which no token has.

/// The numbers r and s of a DER signature side by side, each `len` bytes
/// ([RFC 7518 §3.4](https://www.rfc-editor.org/rfc/rfc7518#section-3.4)). `None` unless the bytes
/// are a SEQUENCE of two positive INTEGERs of such a length and nothing else, in DER's one form.
pub(crate) fn side_by_side(signature: &[u8], len: usize) -> Option<Vec<u8>> {
    let (sequence, []) = value(signature, SEQUENCE)? else { return None };
    let (r, rest) = value(sequence, INTEGER)?;
    let (s, []) = value(rest, INTEGER)? else { return None };
    Some([fixed(r, len)?, fixed(s, len)?].concat())
}

/// What the issuer must do, for numbers of `len` bytes.
pub(crate) fn advice(len: usize) -> String {
    format!("the issuer must send r and s side by side, {len} bytes each (RFC 7518 §3.4)")
}

/// The contents of the first value, and what is behind it.
fn value(der: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (found, rest) = der.split_first()?;
    let (first, rest) = rest.split_first()?;
    let (len, rest) = match *first {
        short @ 0..=0x7f => (short, rest),
        // One byte of length; P-521 needs it, and nothing needs more.
        0x81 => {
            let (len, rest) = rest.split_first()?;
            (Some(*len).filter(|len| *len >= 0x80)?, rest)
        }
        _ => return None,
    };
    (*found == tag).then(|| rest.split_at_checked(usize::from(len)))?
}

/// A positive number in so many bytes.
fn fixed(integer: &[u8], len: usize) -> Option<Vec<u8>> {
    let number = match integer {
        [0, rest @ ..] => match rest {
            [0x80..=0xff, ..] => rest,
            _ => return None,
        },
        [1..=0x7f, ..] => integer,
        _ => return None,
    };
    let padding = len.checked_sub(number.len())?;
    Some([vec![0; padding].as_slice(), number].concat())
}

const SEQUENCE: u8 = 0x30;
const INTEGER: u8 = 0x02;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_put_side_by_side() {
        let der = [0x30, 7, 2, 2, 0, 0x80, 2, 1, 5];
        assert_eq!(side_by_side(&der, 3), Some(vec![0, 0, 0x80, 0, 0, 5]));
        let long = [&[0x30, 0x81, 0x88, 2, 0x42][..], &[1; 66], &[2, 0x42], &[2; 66]].concat();
        assert_eq!(side_by_side(&long, 66), Some([[1; 66], [2; 66]].concat()));
    }

    #[test]
    fn what_is_not_strictly_der_is_none() {
        for der in [
            &[][..],
            &[0x30],
            &[0x30, 0],
            &[0x30, 6, 2, 1, 5, 2, 1, 5, 0],    // something behind it
            &[0x30, 7, 2, 1, 5, 2, 1, 5, 0],    // something behind the numbers
            &[0x30, 6, 2, 1, 0x85, 2, 1, 5],    // negative
            &[0x30, 7, 2, 2, 0, 5, 2, 1, 5],    // a zero too many
            &[0x30, 6, 2, 1, 0, 2, 1, 5],       // zero
            &[0x30, 5, 2, 0, 2, 1, 5],          // no number
            &[0x31, 6, 2, 1, 5, 2, 1, 5],       // a SET
            &[0x30, 6, 2, 1, 5, 3, 1, 5],       // a BIT STRING
            &[0x30, 0x81, 6, 2, 1, 5, 2, 1, 5], // a length in two bytes that fits one
            &[0x30, 0x82, 0, 6, 2, 1, 5, 2, 1, 5], // in three
            &[0x30, 9, 2, 1, 5, 2, 4, 5, 5, 5, 5], // too long for three bytes
            &[0x30, 7, 2, 1, 5, 2, 1, 5],       // cut off
        ] {
            assert_eq!(side_by_side(der, 3), None, "{der:02x?}");
        }
    }
}
