//! RSA keys of the ROCA flaw ([CVE-2017-15361](https://nvd.nist.gov/vuln/detail/CVE-2017-15361)).

/// Whether a modulus, big-endian, has the mark of primes that Infineon's `RSALib` made.
///
/// Those primes are powers of 65537 modulo each of the first primes, and so is their product: that
/// tells such keys apart, and makes them easy to factor. One in 240 million other keys has the mark
/// by chance.
pub(super) fn is_marked(modulus: &[u8]) -> bool {
    PRIMES.iter().all(|&prime| is_power_of_65537(remainder(modulus, prime), prime))
}

fn remainder(number: &[u8], divisor: u32) -> u32 {
    number.iter().fold(0, |rest, &byte| ((rest << 8) | u32::from(byte)) % divisor)
}

fn is_power_of_65537(number: u32, prime: u32) -> bool {
    let mut power = 1;
    loop {
        if power == number {
            return true;
        }
        power = power * (65_537 % prime) % prime;
        if power == 1 {
            return false;
        }
    }
}

/// The primes up to 167 that some numbers are no power of 65537 to. Four of five keys without the
/// flaw part from it at the first.
const PRIMES: [u32; 17] =
    [11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_65537_have_the_mark_and_other_numbers_do_not() {
        assert!(is_marked(&[1]));
        assert!(is_marked(&[1, 0, 1]));
        assert!(is_marked(&[1, 0, 2, 0, 1]));
        assert!(is_marked(&[0, 1, 0, 3, 0, 3, 0, 1]));
        for number in 2..=255 {
            assert!(!is_marked(&[number]), "{number}");
        }
        assert!(!is_marked(&[1, 0, 3, 0, 1]));
        assert!(!is_marked(&[0xff; 256]));
    }
}
