use crate::{NoRandomness, Randomness};
use rand_core::{TryCryptoRng, TryRng};

/// A random source in the shape that RustCrypto's crates take.
pub(crate) struct Rng<'a>(pub(crate) &'a dyn Randomness);

impl TryRng for Rng<'_> {
    type Error = NoRandomness;

    fn try_next_u32(&mut self) -> Result<u32, NoRandomness> {
        let mut bytes = [0; 4];
        self.0.fill(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, NoRandomness> {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        self.0.fill(bytes)
    }
}

impl TryCryptoRng for Rng<'_> {}
