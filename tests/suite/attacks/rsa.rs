//! RSA signatures that are not what the padding's RFC makes.

use super::forge::{CLAIMS, Victim, attach, detach, signing_input};
use crate::{Backend, cases, keys};
use jwt_core::{Algorithm, KeyMaterial, KeyParameters, KeyUse, RsaParameters};
use num_bigint::BigUint;
use ring::digest::{self, SHA1_FOR_LEGACY_USE_ONLY, SHA256, SHA512};

cases![
    signatures_of_another_length_are_refused for RS256,
    signature_short_by_its_leading_zero_is_refused for RS256,
    signature_plus_the_modulus_is_refused for RS256,
    signatures_that_are_edges_are_refused for RS256,
    pkcs1_padding_is_compared_whole for RS256,
    pss_padding_is_checked_whole for PS256,
];

fn signatures_of_another_length_are_refused(backend: &Backend) {
    for algorithm in [Algorithm::RS256, Algorithm::PS256] {
        let victim = Victim::new(backend, algorithm);
        let token = victim.token(CLAIMS);
        victim.assert_accepts(&token);
        let (signing_input, signature) = detach(&token);
        for other in [
            [&[0], signature.as_slice()].concat(),
            [signature.as_slice(), &[0]].concat(),
            signature[1..].to_vec(),
            signature[..255].to_vec(),
            signature[..1].to_vec(),
            [signature.as_slice(), &signature].concat(),
        ] {
            assert_eq!(victim.refusal(&attach(signing_input, other)), victim.bad_signature());
        }
    }
}

fn signature_short_by_its_leading_zero_is_refused(backend: &Backend) {
    let victim = Victim::new(backend, Algorithm::RS256);
    let token = search(&victim, |signature| signature[0] == 0);
    victim.assert_accepts(&token);
    let (signing_input, signature) = detach(&token);
    assert_eq!(victim.refusal(&attach(signing_input, &signature[1..])), victim.bad_signature());
}

fn signature_plus_the_modulus_is_refused(backend: &Backend) {
    let victim = Victim::new(backend, Algorithm::RS256);
    let n = RawKey::new().n;
    let plus_n = |signature: &[u8]| (BigUint::from_bytes_be(signature) + &n).to_bytes_be();
    let token = search(&victim, |signature| plus_n(signature).len() == signature.len());
    victim.assert_accepts(&token);
    let (signing_input, signature) = detach(&token);
    let error = victim.refusal(&attach(signing_input, plus_n(&signature)));
    assert_eq!(error, victim.bad_signature());
}

fn signatures_that_are_edges_are_refused(backend: &Backend) {
    let (n, one) = (RawKey::new().n, BigUint::from(1_u8));
    for algorithm in [Algorithm::RS256, Algorithm::PS256] {
        let victim = Victim::new(backend, algorithm);
        let token = victim.token(CLAIMS);
        victim.assert_accepts(&token);
        let (signing_input, signature) = detach(&token);
        let negated = &n - BigUint::from_bytes_be(&signature);
        for number in [BigUint::ZERO, one.clone(), &n - &one, n.clone(), &n + &one, negated] {
            let token = attach(signing_input, big_endian(&number));
            assert_eq!(victim.refusal(&token), victim.bad_signature());
        }
    }
}

/// [RFC 8017 §8.2.2](https://www.rfc-editor.org/rfc/rfc8017#section-8.2.2): whoever parses the
/// padding instead of comparing it can be lied to, with an exponent of 3 without the private key.
fn pkcs1_padding_is_compared_whole(backend: &Backend) {
    let victim = Victim::new(backend, Algorithm::RS256);
    let key = RawKey::new();
    let signing_input = signing_input(victim.header(""), CLAIMS);
    let hash = digest::digest(&SHA256, signing_input.as_bytes());
    let hash = hash.as_ref();
    let info = |prefix: &str, hash: &[u8], rest: &[u8]| {
        let prefix = BigUint::parse_bytes(prefix.as_bytes(), 16).expect("hex").to_bytes_be();
        [&prefix, hash, rest].concat()
    };
    let forge = |em: Vec<u8>| attach(&signing_input, key.apply(&em));

    let good = info("3031300d060960864801650304020105000420", hash, b"");
    victim.assert_accepts(&forge(pkcs1(&good)));

    let (sha1, sha512) = ("06052b0e03021a0500", "06096086480165030402030500");
    for (what, info) in [
        ("no parameters", info("302f300b06096086480165030402010420", hash, b"")),
        ("other parameters", info("3032300e06096086480165030402010501000420", hash, b"")),
        ("length in long form", info("308131300d060960864801650304020105000420", hash, b"")),
        ("inner length in long form", info("303230810d060960864801650304020105000420", hash, b"")),
        ("hash length in long form", info("3032300d06096086480165030402010500048120", hash, b"")),
        ("indefinite length", info("3080300d060960864801650304020105000420", hash, b"\0\0")),
        ("garbage inside", info("3033300d060960864801650304020105000420", hash, b"\x05\0")),
        ("garbage behind", info("3031300d060960864801650304020105000420", hash, b"\x05\0")),
        ("a shorter hash", info("3030300d06096086480165030402010500041f", &hash[..31], b"")),
        ("SHA-1 by name", info(&format!("302d3009{sha1}0420"), hash, b"")),
        ("SHA-512 by name", info(&format!("3031300d{sha512}0420"), hash, b"")),
        ("another tag", info("3131300d060960864801650304020105000420", hash, b"")),
        ("the hash alone", hash.to_vec()),
    ] {
        assert_eq!(victim.refusal(&forge(pkcs1(&info))), victim.bad_signature(), "{what}");
    }

    let right = pkcs1(&good);
    let separator = right.len() - good.len() - 1;
    for (what, at, byte) in [
        ("a block for encryption", 1, 2),
        ("a block of zeros", 1, 0),
        ("a leading byte", 0, 1),
        ("a hole in the padding", 100, 0xfe),
        ("a zero in the padding", 10, 0),
        ("another separator", separator, 1),
        ("no separator", separator, 0xff),
    ] {
        let mut em = right.clone();
        em[at] = byte;
        assert_eq!(victim.refusal(&forge(em)), victim.bad_signature(), "{what}");
    }
    // As in CVE-2006-4339: eight bytes of padding, and room for whatever makes a cube.
    let mut em = [&[0, 1], [0xff; 8].as_slice(), &[0], &good].concat();
    em.resize(256, 0xa5);
    assert_eq!(victim.refusal(&forge(em)), victim.bad_signature());
}

/// [RFC 7518 §3.5](https://www.rfc-editor.org/rfc/rfc7518#section-3.5): the salt is as long as
/// the hash, and MGF1 is by the same hash.
fn pss_padding_is_checked_whole(backend: &Backend) {
    let victim = Victim::new(backend, Algorithm::PS256);
    let key = RawKey::new();
    let signing_input = signing_input(victim.header(""), CLAIMS);
    let forge = |em: &[u8]| attach(&signing_input, key.apply(em));
    let pss = |salt: usize, mask: &'static digest::Algorithm, padding: &dyn Fn(&mut [u8])| {
        pss(signing_input.as_bytes(), &vec![0x5a; salt], mask, padding)
    };

    let good = pss(32, &SHA256, &|_| {});
    victim.assert_accepts(&forge(&good));
    for salt in [0, 20, 31, 33, 64, MAX_SALT] {
        let token = forge(&pss(salt, &SHA256, &|_| {}));
        assert_eq!(victim.refusal(&token), victim.bad_signature(), "a salt of {salt} bytes");
    }
    for mask in [&SHA1_FOR_LEGACY_USE_ONLY, &SHA512] {
        let token = forge(&pss(32, mask, &|_| {}));
        assert_eq!(victim.refusal(&token), victim.bad_signature(), "MGF1 by {mask:?}");
    }
    let separator = MAX_SALT - 32;
    for (at, byte) in [(separator, 2), (separator, 0), (separator - 1, 1), (1, 0x80)] {
        let token = forge(&pss(32, &SHA256, &|padding| padding[at] = byte));
        assert_eq!(victim.refusal(&token), victim.bad_signature(), "padding {byte} at {at}");
    }
    let mut trailer = good;
    trailer[255] = 0xcc;
    assert_eq!(victim.refusal(&forge(&trailer)), victim.bad_signature());
}

/// A good token whose signature is as wanted. PKCS #1 has no randomness, so it is always the same.
fn search(victim: &Victim, wanted: impl Fn(&[u8]) -> bool) -> String {
    (0..10_000)
        .map(|jti| victim.token(format!(r#"{{"jti":"{jti}","exp":4102444800}}"#)))
        .find(|token| wanted(&detach(token).1))
        .expect("one in a few hundred")
}

/// The suite's RSA key, for what no library signs.
struct RawKey {
    n: BigUint,
    p: BigUint,
    q: BigUint,
    dp: BigUint,
    dq: BigUint,
    qi: BigUint,
}

impl RawKey {
    fn new() -> Self {
        let key = KeyMaterial::Pem(keys::RSA_A);
        let key = key.parameters(Algorithm::RS256, KeyUse::Sign).expect("a private key");
        let KeyParameters::Rsa(RsaParameters { n, private: Some(private), .. }) = key.as_ref()
        else {
            unreachable!("an RSA private key")
        };
        let number = BigUint::from_bytes_be;
        Self {
            n: number(n),
            p: number(&private.p),
            q: number(&private.q),
            dp: number(&private.dp),
            dq: number(&private.dq),
            qi: number(&private.qi),
        }
    }

    /// The private operation, on any bytes.
    fn apply(&self, em: &[u8]) -> Vec<u8> {
        let em = BigUint::from_bytes_be(em);
        assert!(em < self.n);
        let (a, b) = (em.modpow(&self.dp, &self.p), em.modpow(&self.dq, &self.q));
        let h = (a + &self.p - &b % &self.p) * &self.qi % &self.p;
        big_endian(&(b + h * &self.q))
    }
}

fn pkcs1(info: &[u8]) -> Vec<u8> {
    [&[0, 1], vec![0xff; 256 - 3 - info.len()].as_slice(), &[0], info].concat()
}

/// EMSA-PSS ([RFC 8017 §9.1.1](https://www.rfc-editor.org/rfc/rfc8017#section-9.1.1)) for 2048 bits
/// and SHA-256; `padding` may spoil what is about to be masked.
fn pss(
    message: &[u8],
    salt: &[u8],
    mask: &'static digest::Algorithm,
    padding: &dyn Fn(&mut [u8]),
) -> Vec<u8> {
    let hash = digest::digest(&SHA256, message);
    let hash = digest::digest(&SHA256, &[&[0; 8], hash.as_ref(), salt].concat());
    let mut block = [&vec![0; MAX_SALT - salt.len()], [1].as_slice(), salt].concat();
    padding(&mut block);
    for (i, chunk) in block.chunks_mut(mask.output_len()).enumerate() {
        let counter = u32::try_from(i).expect("few").to_be_bytes();
        let mask = digest::digest(mask, &[hash.as_ref(), counter.as_slice()].concat());
        chunk.iter_mut().zip(mask.as_ref()).for_each(|(byte, mask)| *byte ^= mask);
    }
    block[0] &= 0x7f;
    [&block, hash.as_ref(), &[0xbc]].concat()
}

/// What 2048 bits leave beside the hash, the separator and the trailer.
const MAX_SALT: usize = 256 - 32 - 2;

fn big_endian(number: &BigUint) -> Vec<u8> {
    let bytes = number.to_bytes_be();
    [vec![0; 256 - bytes.len()], bytes].concat()
}
