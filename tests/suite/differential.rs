//! The same bytes get the same verdict from all backends.
//!
//! The rest of the suite says which verdict is right; this says that there is one, also for bytes
//! that nobody thought of. A key that one backend refuses when it is loaded, and another only when it
//! verifies, is refused by both; where that happens is printed.

use crate::{Backend, keys, strange_keys, wycheproof::json_web};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jwt_core::{Algorithm, KeyLoader, KeyMaterial, KeyRejected, Pem, Provider};
use libtest_mimic::{Arguments, Trial};
use std::process::ExitCode;

/// Runs every algorithm over all backends that have it, and Wycheproof's tokens over all.
#[must_use]
pub fn run(backends: &'static [Provider]) -> ExitCode {
    let mut trials = vec![Trial::test("wycheproofs_tokens", || {
        wycheproofs_tokens(backends);
        Ok(())
    })];
    for &algorithm in Algorithm::ALL {
        let loaders: Vec<_> = backends.iter().filter_map(|b| b.loader(algorithm)).collect();
        if loaders.len() > 1 {
            for (name, check) in checks(algorithm) {
                let loaders = loaders.clone();
                trials.push(Trial::test(format!("{algorithm}::{name}"), move || {
                    check(&loaders);
                    Ok(())
                }));
            }
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

type Check = fn(&[&dyn KeyLoader]);

fn checks(algorithm: Algorithm) -> Vec<(&'static str, Check)> {
    let mut checks: Vec<(_, Check)> =
        vec![("spoilt_signatures", spoilt_signatures), ("spoilt_keys", spoilt_keys)];
    match algorithm {
        Algorithm::RS256 | Algorithm::PS512 => {
            checks.push(("strange_private_keys", strange_keys::rsa_private_keys));
            checks.push(("odd_sizes", strange_keys::rsa_odd_sizes));
        }
        _ if is_ecdsa(algorithm) => {
            checks.push(("strange_private_keys", strange_keys::ec_private_keys));
        }
        _ => {}
    }
    checks
}

fn wycheproofs_tokens(backends: &[Provider]) {
    let backends: Vec<_> =
        backends.iter().map(|b| Backend { provider: b.clone(), limits: &[] }).collect();
    let mut taken = 0;
    json_web::for_each_token(&mut |group, id, token| {
        let verdicts: Vec<bool> =
            backends.iter().map(|b| json_web::is_taken(b, group, token)).collect();
        assert!(verdicts.iter().all(|verdict| *verdict == verdicts[0]), "{id}: {verdicts:?}");
        taken += usize::from(verdicts[0]);
    });
    assert_eq!(taken, 51);
}

/// What becomes of a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Taken,
    Refused,
    KeyRefused,
    /// The key may be good, but FIPS does not approve of it.
    KeyNotApproved,
}

fn spoilt_signatures(loaders: &[&dyn KeyLoader]) {
    let algorithm = loaders[0].algorithm();
    let material = keys::pair(algorithm, 'a').expect("a key of the suite").material();
    let message = signing_input(algorithm);
    let signature = sign(loaders[0], material, &message);
    let all: Vec<_> = loaders.iter().map(|l| l.verifier(material).expect("a good key")).collect();
    let (mut count, mut taken) = (0, 0);
    for signature in spoilt(&signature, algorithm) {
        let verdicts: Vec<bool> =
            all.iter().map(|key| key.verify(&message, &signature).is_ok()).collect();
        assert!(verdicts.iter().all(|verdict| *verdict == verdicts[0]), "{signature:02x?}");
        count += 1;
        taken += usize::from(verdicts[0]);
    }
    assert!(count > signature.len().min(500), "{count}");
    // The good one, and with ECDSA the one with the other s.
    let good = if is_ecdsa(algorithm) { 2 } else { 1 };
    assert_eq!(taken, good, "{algorithm}");
}

fn spoilt_keys(loaders: &[&dyn KeyLoader]) {
    let algorithm = loaders[0].algorithm();
    let material = keys::pair(algorithm, 'a').expect("a key of the suite").material();
    let message = signing_input(algorithm);
    let signature = sign(loaders[0], material, &message);
    let (mut count, mut taken, mut later) = (0, 0, vec![0; loaders.len()]);
    let mut check = |key: KeyMaterial<'_>, what: &str| {
        let verdicts: Vec<Verdict> =
            loaders.iter().map(|loader| verdict(*loader, key, &message, &signature)).collect();
        let is_taken = verdicts[0] == Verdict::Taken;
        let same = verdicts.iter().all(|verdict| match verdict {
            Verdict::KeyNotApproved => true,
            verdict => (*verdict == Verdict::Taken) == is_taken,
        });
        assert!(same, "{algorithm}, {what}: {verdicts:?}");
        count += 1;
        taken += usize::from(is_taken);
        if verdicts.contains(&Verdict::KeyRefused) {
            for (later, verdict) in later.iter_mut().zip(verdicts) {
                *later += usize::from(verdict == Verdict::Refused);
            }
        }
    };
    match material {
        KeyMaterial::Secret(secret) => {
            check(material, "the secret");
            for at in 0..secret.len() {
                check(KeyMaterial::Secret(&flipped(secret, at)), "a bit");
                check(KeyMaterial::Secret(&secret[..at]), "an end");
            }
        }
        _ => {
            for (name, der) in ders(algorithm, material) {
                check(KeyMaterial::Der(&der), name);
                let step = if der.len() > 1024 { 5 } else { 1 };
                for at in (0..der.len()).step_by(step) {
                    check(KeyMaterial::Der(&flipped(&der, at)), &format!("{name}, bit at {at}"));
                }
                for len in (0..der.len()).step_by(7 * step) {
                    check(KeyMaterial::Der(&der[..len]), &format!("{name}, cut at {len}"));
                }
            }
        }
    }
    assert!(taken > 0 && count > 60, "{taken} of {count}");
    for (loader, later) in loaders.iter().zip(later).filter(|(_, later)| *later > 0) {
        let backend = loader.backend();
        assert!(is_ed25519(algorithm), "only there one may not look at the key before: {backend}");
        println!("{algorithm}: {backend} refuses {later} of {count} keys only at the signature");
    }
}

fn verdict(
    loader: &dyn KeyLoader,
    key: KeyMaterial<'_>,
    message: &[u8],
    signature: &[u8],
) -> Verdict {
    match loader.verifier(key).map(|key| key.verify(message, signature)) {
        Ok(Ok(())) => Verdict::Taken,
        Ok(Err(_)) => Verdict::Refused,
        Err(KeyRejected::NotApproved { .. }) => Verdict::KeyNotApproved,
        Err(_) => Verdict::KeyRefused,
    }
}

/// The good one, and what is nearly it or of its length.
fn spoilt(good: &[u8], algorithm: Algorithm) -> Vec<Vec<u8>> {
    let len = good.len();
    let mut all = vec![good.to_vec()];
    let step = if len > 1024 { 5 } else { 1 };
    all.extend((0..len).step_by(step).map(|at| flipped(good, at)));
    all.extend([0, 1, len - 2, len - 1].into_iter().flat_map(|at| {
        (0..8).map(move |bit| {
            let mut other = good.to_vec();
            other[at] ^= 1 << bit;
            other
        })
    }));
    all.extend([0, 1, len / 2, len - 1].map(|cut| good[..cut].to_vec()));
    all.extend([1, len - 1, len].map(|cut| good[cut..].to_vec()));
    all.extend([&[0][..], &[0xff], &[0; 8], good].map(|more| [good, more].concat()));
    all.push([&[0], good].concat());
    all.extend([0, 1, 0x7f, 0x80, 0xff].map(|byte| vec![byte; len]));
    if is_ecdsa(algorithm) {
        all.extend(edges(good, algorithm));
    }
    // The hints of ML-DSA stand at the end.
    if algorithm.name().starts_with("ML-DSA") {
        for at in len - 90..len {
            for byte in [0, 1, good[at].wrapping_add(1), good[at].wrapping_sub(1), 0xff] {
                let mut other = good.to_vec();
                other[at] = byte;
                all.push(other);
            }
        }
        let mut exchanged = good.to_vec();
        exchanged.swap(len - 90, len - 89);
        all.push(exchanged);
    }
    let mut first = true;
    all.retain(|other| other != good || std::mem::take(&mut first));
    all
}

/// r and s at the edges of their range, in every pair, and the other s.
fn edges(good: &[u8], algorithm: Algorithm) -> Vec<Vec<u8>> {
    use num_bigint::BigUint;

    let n = BigUint::parse_bytes(crate::attacks::curves::order(algorithm), 16).expect("hex");
    let (r, s) = good.split_at(good.len() / 2);
    let bytes = |number: &BigUint| {
        let bytes = number.to_bytes_be();
        [vec![0; r.len() - bytes.len()], bytes].concat()
    };
    let one = BigUint::from(1_u8);
    let half = &n >> 1_u8;
    let mut numbers: Vec<_> =
        [BigUint::ZERO, one.clone(), half.clone(), &half + &one, &n - &one, n.clone(), &n + &one]
            .iter()
            .map(bytes)
            .collect();
    numbers.push(vec![0xff; r.len()]);
    numbers.push(bytes(&(&n - BigUint::from_bytes_be(s))));
    numbers.push(bytes(&(&n - BigUint::from_bytes_be(r))));
    numbers.extend([r.to_vec(), s.to_vec()]);
    numbers.iter().flat_map(|r| numbers.iter().map(|s| [r.as_slice(), s].concat())).collect()
}

fn ders(algorithm: Algorithm, private: KeyMaterial<'_>) -> Vec<(&'static str, Vec<u8>)> {
    let KeyMaterial::Pem(private) = private else { unreachable!("an asymmetric key") };
    let der = |pem| Pem::parse(pem).expect("one key").der().to_vec();
    let public = keys::public(algorithm).expect("a public key");
    let mut all = vec![("private key", der(private)), ("public key", der(public))];
    all.extend(match algorithm {
        Algorithm::RS256 => Some(("PKCS#1", der(keys::RSA_A_PUBLIC_PKCS1))),
        Algorithm::ES256 => Some(("SEC1", der(keys::P256_A_SEC1))),
        _ => None,
    });
    all
}

fn flipped(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut other = bytes.to_vec();
    other[at] ^= 1 << (at % 8);
    other
}

fn signing_input(algorithm: Algorithm) -> Vec<u8> {
    let header = URL_SAFE_NO_PAD.encode(format!(r#"{{"alg":"{algorithm}"}}"#));
    format!("{header}.{}", URL_SAFE_NO_PAD.encode(r#"{"exp":4102444800}"#)).into()
}

fn sign(loader: &dyn KeyLoader, key: KeyMaterial<'_>, message: &[u8]) -> Vec<u8> {
    let signer = loader.signer(key).expect("a private key");
    let mut signature = vec![0; signer.signature_len()];
    signer.sign(message, &mut signature).expect("signed");
    signature
}

fn is_ed25519(algorithm: Algorithm) -> bool {
    [Algorithm::EDDSA, Algorithm::ED25519].contains(&algorithm)
}

fn is_ecdsa(algorithm: Algorithm) -> bool {
    algorithm.name().starts_with("ES")
}
