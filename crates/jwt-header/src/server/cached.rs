use super::{Check, CheckError, Recheck, VerifiedToken};
use quick_cache::{Equivalent, UnitWeighter, sync::Cache};
use std::{
    fmt,
    hash::{Hash, Hasher, RandomState},
    hint::black_box,
    time::{Duration, Instant},
};

/// A [`Check`] that remembers the tokens that passed, since clients send the same one many times.
///
/// A hit costs about as much as a hash of the token's end, whatever the algorithm. What it answers
/// is right at that moment: `exp`, `nbf` and `iat` are checked each time, and a token whose keys
/// were replaced is checked anew, as is one that was checked longer ago than
/// [`max_age`](Self::max_age). A token that did not pass is not remembered.
///
/// Each cache belongs to one check with its rules, so no token passes by the rules of another.
///
/// ```
/// use jwt_core::Validation;
/// use jwt_header::server::{Cached, Guard, OneKey};
/// # let key = jwt_ring::MacKey::<jwt_core::Hs256>::from_bytes(&[7; 32])?;
///
/// let rules = Validation::new().issuer("https://id.example").audience("https://api.example");
/// let guard = Guard::new(Cached::new(OneKey::new(key, rules), 10_000));
/// # let _ = guard;
/// # Ok::<(), jwt_core::KeyRejected>(())
/// ```
pub struct Cached<C> {
    check: C,
    tokens: Cache<Text, Entry, UnitWeighter, RandomState>,
    max_age: Duration,
}

impl<C: Recheck> Cached<C> {
    /// Remembers so many tokens, and forgets those that are used least. What is longer than
    /// 8 KiB is not remembered.
    #[must_use]
    pub fn new(check: C, capacity: usize) -> Self {
        let weight = capacity as u64;
        let hasher = RandomState::new();
        let tokens = Cache::with(capacity, weight, UnitWeighter, hasher, Default::default());
        Self { check, tokens, max_age: MAX_AGE }
    }

    /// How long a token is remembered at most; one minute by default.
    ///
    /// A check that fetches keys learns of new ones only when it is asked.
    #[must_use]
    pub fn max_age(self, max_age: Duration) -> Self {
        Self { max_age, ..self }
    }

    /// How many tokens are remembered now.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether no token is remembered now.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Forgets all tokens.
    pub fn clear(&self) {
        self.tokens.clear();
    }

    /// The verdict on a token that is remembered.
    fn remembered(&self, token: &str) -> Option<Result<VerifiedToken, CheckError>> {
        let entry = self.tokens.get(&Ends(token))?;
        let is_fresh =
            entry.generation == self.check.generation() && entry.checked.elapsed() < self.max_age;
        let times = self.check.still_valid(&entry.token);
        if is_fresh && times.is_ok() {
            return Some(Ok(entry.token));
        }
        self.tokens.remove(&Ends(token));
        times.err().map(|rejected| Err(CheckError::Invalid(rejected.into())))
    }
}

impl<C: Recheck> Check for Cached<C> {
    async fn check(&self, token: &str) -> Result<VerifiedToken, CheckError> {
        if let Some(verdict) = self.remembered(token) {
            return verdict;
        }
        // Read before the check: if keys are replaced meanwhile, the verdict counts as old.
        let (generation, checked) = (self.check.generation(), Instant::now());
        let verified = self.check.check(token).await?;
        if token.len() <= MAX_LEN {
            let entry = Entry { token: verified.clone(), generation, checked };
            self.tokens.insert(Text(token.into()), entry);
        }
        Ok(verified)
    }
}

impl<C> fmt::Debug for Cached<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cached").field("max_age", &self.max_age).finish_non_exhaustive()
    }
}

#[derive(Clone)]
struct Entry {
    token: VerifiedToken,
    generation: u64,
    checked: Instant,
}

/// A whole token, as the map keeps it.
#[derive(PartialEq, Eq)]
struct Text(Box<str>);

/// A whole token, as the map is asked for it.
struct Ends<'a>(&'a str);

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Ends(&self.0).hash(state);
    }
}

/// The signature's end tells tokens apart: only those that passed are in the map, and their
/// signatures are as good as random. All of the token is compared, whatever the hash.
impl Hash for Ends<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let bytes = self.0.as_bytes();
        state.write(bytes.get(bytes.len().saturating_sub(HASHED)..).unwrap_or_default());
    }
}

impl Equivalent<Text> for Ends<'_> {
    fn equivalent(&self, key: &Text) -> bool {
        equal(self.0.as_bytes(), key.0.as_bytes())
    }
}

/// In a time that depends on the length alone, so that no signature can be felt for.
fn equal(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && black_box(a.iter().zip(b).fold(0, |all, (a, b)| all | (a ^ b))) == 0
}

const MAX_AGE: Duration = Duration::from_secs(60);
const MAX_LEN: usize = 8 * 1024;

/// A MAC or signature of 32 bytes has 43 characters.
const HASHED: usize = 43;

#[cfg(test)]
mod tests {
    use super::equal;

    #[test]
    fn texts_are_equal_in_every_byte_or_not_at_all() {
        let token = [b'a'; 300];
        assert!(equal(&token, &token));
        for at in 0..300 {
            let mut other = token;
            other[at] ^= 1;
            assert!(!equal(&token, &other), "{at}");
        }
        assert!(!equal(&token, &token[1..]));
        assert!(!equal(&token, b""));
    }
}
