use super::{ALL_CORES, OURS};
use crate::{Backend, Claims, Group, ours};
use jwt_core::Algorithm;
use rayon::{
    ThreadPoolBuilder,
    iter::{IntoParallelRefIterator as _, ParallelIterator as _},
};
use std::{hint::black_box, sync::Arc, thread::available_parallelism};

/// Verifying a thousand tokens, by one key, on one core and on all.
///
/// # Panics
/// If a token is not valid.
#[must_use]
pub fn parallel(backend: Backend) -> Vec<Group> {
    [Algorithm::HS256, Algorithm::ES256].map(|algorithm| one(backend, algorithm)).into()
}

fn one(backend: Backend, algorithm: Algorithm) -> Group {
    let signer = ours::signer(backend, algorithm);
    let tokens: Arc<[String]> = (0..1000)
        .map(|at| Claims { jti: format!("{at:016}"), ..Claims::valid() })
        .map(|claims| jwt_core::sign(&claims, &signer).expect("a key that signs"))
        .collect();
    let verifier = Arc::new(ours::verifier(backend, algorithm));
    let rules = Arc::new(ours::rules());
    let cores = available_parallelism().map_or(1, |cores| cores.get());
    [(OURS, 1), (ALL_CORES, cores)].into_iter().fold(
        Group::new("parallel", algorithm),
        |group, (name, threads)| {
            let pool = ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            let (tokens, verifier, rules) = (tokens.clone(), verifier.clone(), rules.clone());
            group.case(name, move || {
                let valid = |token: &String| {
                    jwt_core::verify::<Claims>(black_box(token), &**verifier, &rules).is_ok()
                };
                assert!(pool.install(|| tokens.par_iter().all(valid)));
            })
        },
    )
}
