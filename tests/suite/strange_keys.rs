//! Keys that are whole but odd, and private keys of numbers that make none.
//!
//! All backends come to the same verdict, none panics, and none makes a signature that does not
//! verify: a wrong one of RSA would give the primes away.

use crate::{attacks::curves, keys, loaders::sec1};
use jwt_core::{
    Algorithm, EcParameters, EcPoint, Jwk, KeyLoader, KeyMaterial, KeyParameters, KeyRejected,
    KeyUse, RsaParameters, RsaPrivate, Secret, Signer,
};
use num_bigint::BigUint;

const MESSAGE: &[u8] = b"message";

/// Primes in another order, long and short exponents, and numbers that do not belong together.
pub(crate) fn rsa_private_keys(loaders: &[&dyn KeyLoader]) {
    let key = Numbers::of_the_suite();
    let one = BigUint::from(1_u8);
    let phi = (&key.p - &one) * (&key.q - &one);
    let with = |edit: &dyn Fn(&mut Numbers)| {
        let mut key = key.clone();
        edit(&mut key);
        Jwk::from_parameters(key.parameters()).expect("numbers")
    };
    let signs = |what: &str, edit: &dyn Fn(&mut Numbers)| {
        let verdicts = verdicts(loaders, KeyMaterial::Jwk(&with(edit)));
        assert!(verdicts.iter().all(|verdict| verdict.is_none_or(|signs| signs)), "{what}");
        assert!(verdicts.contains(&Some(true)), "{what}");
    };
    let refused = |what: &str, edit: &dyn Fn(&mut Numbers)| {
        let verdicts = verdicts(loaders, KeyMaterial::Jwk(&with(edit)));
        assert!(!verdicts.contains(&Some(true)), "{what}: {verdicts:?}");
    };

    signs("as it is", &|_| ());
    signs("primes in the other order", &Numbers::exchange_primes);
    signs("d modulo phi", &|key| key.d = key.e.modinv(&phi).expect("odd"));
    signs("d modulo half of phi", &|key| key.d = key.e.modinv(&(&phi / 2_u8)).expect("odd"));
    for e in [17, 65_539, (1 << 32) + 1, (1 << 33) - 1] {
        signs(&format!("another exponent, {e}"), &|key| key.set_exponent(e));
        refused(&format!("{e} as e alone"), &|key| key.e = BigUint::from(e));
    }

    refused("dp + p − 1", &|key| key.dp = &key.dp + &key.p - 1_u8);
    refused("qi + p", &|key| key.qi = &key.qi + &key.p);
    refused("p + n", &|key| key.p = &key.p + &key.n);
    refused("n as the square of p", &|key| {
        (key.q, key.dq) = (key.p.clone(), key.dp.clone());
        key.n = &key.p * &key.p;
    });
    refused("1 and n as primes", &|key| {
        (key.p, key.q) = (one.clone(), key.n.clone());
        (key.dp, key.dq, key.qi) = (BigUint::ZERO, key.d.clone(), BigUint::ZERO);
    });
    refused("n and 1 as primes", &|key| {
        (key.p, key.q) = (key.n.clone(), one.clone());
        (key.dp, key.dq, key.qi) = (key.d.clone(), BigUint::ZERO, one.clone());
    });
    let others = [BigUint::ZERO, one.clone(), &one + &one, key.n.clone(), &key.n - &one];
    for other in others.into_iter().chain([&key.n * 2_u8 + &one, (&one << 20_000_u32) + &one]) {
        for at in 0..6 {
            refused(&format!("{other:x} as number {at}"), &|key| {
                *key.private()[at] = other.clone()
            });
        }
        refused(&format!("{other:x} as all numbers"), &|key| {
            key.private().into_iter().for_each(|number| *number = other.clone());
        });
    }

    // Nobody needs d to sign, and ring knows it only by its size, AWS-LC by what it does.
    for d in [&key.d + 2_u8, &key.d + &phi] {
        verdicts(loaders, KeyMaterial::Jwk(&with(&|key| key.d = d.clone())));
    }
}

/// Moduli with only some of the bits of their first byte: PSS has a byte less to pad, and there is
/// room for a multiple of the modulus, and for a zero before a signature.
pub(crate) fn rsa_odd_sizes(loaders: &[&dyn KeyLoader]) {
    for bits in [2049, 2055] {
        let made = loaders.iter().find_map(|loader| loader.generate(Some(bits)).ok());
        let KeyParameters::Rsa(rsa) = made.expect("by one of them") else { unreachable!("RSA") };
        let n = BigUint::from_bytes_be(&rsa.n);
        let jwk = Jwk::from_parameters(KeyParameters::Rsa(rsa)).expect("a key");
        let key = KeyMaterial::Jwk(&jwk);
        assert!(verdicts(loaders, key).contains(&Some(true)));

        let signer = loaders.iter().find_map(|loader| loader.signer(key).ok()).expect("a signer");
        let all: Vec<_> = loaders.iter().filter_map(|loader| loader.verifier(key).ok()).collect();
        assert!(all.len() > 1);
        let mut short = 0;
        for message in 0..20_u8 {
            let signature = sign(&*signer, &[message]).expect("signed");
            let mut others = vec![[&[0], signature.as_slice()].concat()];
            if signature[0] == 0 {
                others.push(signature[1..].to_vec());
                short += 1;
            }
            let number = BigUint::from_bytes_be(&signature);
            let sums = (1..=3_u8).map(|k| (&number + &n * k).to_bytes_be());
            others.extend(sums.filter(|sum| sum.len() == signature.len()));
            assert!(others.len() > 1);
            for key in &all {
                assert!(key.verify(&[message], &signature).is_ok());
                for other in &others {
                    assert!(key.verify(&[message], other).is_err(), "{other:02x?}");
                }
            }
        }
        assert!(bits > 2049 || short > 0, "none in 20 with a zero before it");
    }
}

/// Private numbers at the edges of their range, with and without a point.
pub(crate) fn ec_private_keys(loaders: &[&dyn KeyLoader]) {
    let algorithm = loaders[0].algorithm();
    let key = keys::pair(algorithm, 'a').expect("a key of the suite").material();
    let key = key.parameters(algorithm, KeyUse::Sign).expect("a key").into_owned();
    let KeyParameters::Ec(EcParameters { crv, point: Some(point), d: Some(d) }) = key else {
        unreachable!("an EC private key with its public half")
    };
    let len = d.len();
    let n = BigUint::parse_bytes(curves::order(algorithm), 16).expect("hex");
    let one = BigUint::from(1_u8);
    let good = BigUint::from_bytes_be(&d);
    let padded = |number: &BigUint| {
        let bytes = number.to_bytes_be();
        (bytes.len() <= len).then(|| [vec![0; len - bytes.len()], bytes].concat())
    };
    let verdicts_with = |d: &[u8], x: &[u8], y: &[u8]| {
        let (point, d) = (EcPoint { x: x.to_vec(), y: y.to_vec() }, Secret::from(d.to_vec()));
        let ec = EcParameters { crv: crv.clone(), point: Some(point), d: Some(d) };
        let jwk = Jwk::from_parameters(KeyParameters::Ec(ec)).expect("with a point");
        verdicts(loaders, KeyMaterial::Jwk(&jwk))
    };
    let zeros = vec![0; len];
    for (d, is_number) in [
        (good.clone(), true),
        (one.clone(), true),
        (&n - &good, true),
        (&n - &one, true),
        (BigUint::ZERO, false),
        (n.clone(), false),
        (&n + &one, false),
        (&n + &good, false),
        ((&one << (8 * len)) - &one, false),
    ] {
        let Some(bytes) = padded(&d) else { continue };
        let whole = verdicts_with(&bytes, &point.x, &point.y);
        assert!(whole.iter().all(|verdict| *verdict == Some(d == good)), "{d:x}: {whole:?}");
        for (x, y) in [
            (&point.y, &point.x),
            (&zeros, &zeros),
            (&vec![1], &point.y),
            (&point.x, &Vec::new()),
            (&Vec::new(), &Vec::new()),
        ] {
            let other = verdicts_with(&bytes, x, y);
            assert!(other.iter().all(|verdict| *verdict == Some(false)), "{d:x}: {other:?}");
        }
        let alone = verdicts(loaders, KeyMaterial::Der(&sec1(&crv, &bytes)));
        let same = alone.iter().all(|verdict| verdict.is_none_or(|signs| signs == is_number));
        assert!(same && alone.contains(&Some(is_number)), "{d:x}: {alone:?}");
    }
}

/// Whether each backend signs with a private key; `None` where it says that it does not do such
/// keys, whole or not.
fn verdicts(loaders: &[&dyn KeyLoader], key: KeyMaterial<'_>) -> Vec<Option<bool>> {
    let verdict = |loader: &&dyn KeyLoader| {
        let signer = match loader.signer(key) {
            Ok(signer) => signer,
            Err(
                KeyRejected::Unsupported { .. }
                | KeyRejected::NotApproved { .. }
                | KeyRejected::PublicHalfMissing { .. },
            ) => return None,
            Err(_) => return Some(false),
        };
        // A key that is loaded signs, and rightly.
        let signature = sign(&*signer, MESSAGE).expect("a key that was taken");
        for verifier in loaders.iter().filter_map(|loader| loader.verifier(key).ok()) {
            assert_eq!(verifier.verify(MESSAGE, &signature), Ok(()), "by {}", loader.backend());
        }
        Some(true)
    };
    loaders.iter().map(verdict).collect()
}

fn sign(signer: &dyn Signer, message: &[u8]) -> Option<Vec<u8>> {
    let mut signature = vec![0; signer.signature_len()];
    signer.sign(message, &mut signature).ok().map(|()| signature)
}

/// The numbers of an RSA private key.
#[derive(Clone)]
struct Numbers {
    n: BigUint,
    e: BigUint,
    d: BigUint,
    p: BigUint,
    q: BigUint,
    dp: BigUint,
    dq: BigUint,
    qi: BigUint,
}

impl Numbers {
    fn of_the_suite() -> Self {
        let key = KeyMaterial::Pem(keys::RSA_A);
        let key = key.parameters(Algorithm::RS256, KeyUse::Sign).expect("a private key");
        let KeyParameters::Rsa(RsaParameters { n, e, private: Some(private) }) = key.as_ref()
        else {
            unreachable!("an RSA private key")
        };
        let number = BigUint::from_bytes_be;
        Self {
            n: number(n),
            e: number(e),
            d: number(&private.d),
            p: number(&private.p),
            q: number(&private.q),
            dp: number(&private.dp),
            dq: number(&private.dq),
            qi: number(&private.qi),
        }
    }

    fn private(&mut self) -> [&mut BigUint; 6] {
        [&mut self.d, &mut self.p, &mut self.q, &mut self.dp, &mut self.dq, &mut self.qi]
    }

    fn exchange_primes(&mut self) {
        std::mem::swap(&mut self.p, &mut self.q);
        std::mem::swap(&mut self.dp, &mut self.dq);
        self.qi = self.q.modinv(&self.p).expect("two primes");
    }

    /// Makes it a key of another exponent.
    fn set_exponent(&mut self, e: u64) {
        let (p, q) = (&self.p - 1_u8, &self.q - 1_u8);
        self.e = BigUint::from(e);
        self.d = self.e.modinv(&(&p * &q)).expect("no divisor of it");
        (self.dp, self.dq) = (&self.d % p, &self.d % q);
    }

    fn parameters(&self) -> KeyParameters {
        let secret = |number: &BigUint| Secret::from(number.to_bytes_be());
        KeyParameters::Rsa(RsaParameters {
            n: self.n.to_bytes_be(),
            e: self.e.to_bytes_be(),
            private: Some(RsaPrivate {
                d: secret(&self.d),
                p: secret(&self.p),
                q: secret(&self.q),
                dp: secret(&self.dp),
                dq: secret(&self.dq),
                qi: secret(&self.qi),
            }),
        })
    }
}
