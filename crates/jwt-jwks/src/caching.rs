use std::time::Duration;

/// How long an issuer's keys are used, and how often they are asked for.
///
/// What the issuer says (`Cache-Control`, `Age`, `Expires`) counts within these bounds. In the last
/// fifth of their time the next use of the keys has them fetched anew in the background. An issuer
/// that does not answer then is asked again, and meanwhile its keys are still used, for a while.
///
/// ```
/// use jwt_jwks::Caching;
/// use std::time::Duration;
///
/// let caching = Caching::new().most(Duration::from_secs(3600)).stale(Duration::ZERO);
/// # let _ = caching;
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caching {
    unstated: Duration,
    least: Duration,
    most: Duration,
    stale: Duration,
    window: Duration,
}

impl Caching {
    /// The defaults: ten minutes where the issuer says nothing, a minute at least, a day at most,
    /// an hour longer when it does not answer, and ten seconds from one refresh to the next.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            unstated: Duration::from_secs(600),
            least: Duration::from_secs(60),
            most: Duration::from_secs(86_400),
            stale: Duration::from_secs(3600),
            window: Duration::from_secs(10),
        }
    }

    /// How long keys are good when their issuer does not say.
    #[must_use]
    pub fn unstated(self, unstated: Duration) -> Self {
        Self { unstated, ..self }
    }

    /// How long keys are good at least, whatever their issuer says, `no-store` included: so that
    /// not every token makes a request.
    #[must_use]
    pub fn least(self, least: Duration) -> Self {
        Self { least, ..self }
    }

    /// How long keys are good at most, whatever their issuer says. A week is the most of it.
    #[must_use]
    pub fn most(self, most: Duration) -> Self {
        Self { most, ..self }
    }

    /// How much longer keys are used while their issuer does not answer. A week is the most of it.
    ///
    /// A key that the issuer has withdrawn lives so much longer for whoever can keep it from
    /// answering.
    #[must_use]
    pub fn stale(self, stale: Duration) -> Self {
        Self { stale: stale.min(LONGEST), ..self }
    }

    /// In this time an issuer is asked once: for keys with unknown names, too, however many tokens
    /// name them. A second is the least of it.
    #[must_use]
    pub fn window(self, window: Duration) -> Self {
        Self { window: window.clamp(Duration::from_secs(1), LONGEST), ..self }
    }

    /// How long keys are good of which the issuer says this.
    pub(crate) fn lifetime(&self, stated: Option<Duration>) -> Duration {
        stated.unwrap_or(self.unstated).min(self.most).max(self.least).min(LONGEST)
    }

    pub(crate) fn stale_time(&self) -> Duration {
        self.stale
    }

    pub(crate) fn refresh_window(&self) -> Duration {
        self.window
    }
}

impl Default for Caching {
    fn default() -> Self {
        Self::new()
    }
}

const LONGEST: Duration = Duration::from_secs(7 * 86_400);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_issuer_says_counts_within_bounds() {
        let caching = Caching::new();
        for (stated, lifetime) in [
            (None, 600),
            (Some(0), 60),
            (Some(61), 61),
            (Some(90_000), 86_400),
            (Some(u64::MAX), 86_400),
        ] {
            let stated = stated.map(Duration::from_secs);
            assert_eq!(caching.lifetime(stated), Duration::from_secs(lifetime), "{stated:?}");
        }
        let endless = Caching::new().most(Duration::MAX).stale(Duration::MAX).window(Duration::MAX);
        assert_eq!(endless.lifetime(Some(Duration::MAX)), LONGEST);
        assert_eq!(endless.stale_time(), LONGEST);
        assert_eq!(endless.refresh_window(), LONGEST);
        let hasty = Caching::new().window(Duration::ZERO);
        assert_eq!(hasty.refresh_window(), Duration::from_secs(1));
    }
}
