use crate::{address::AddressKind, excerpt::excerpt};
use std::{fmt, net::IpAddr};

/// Where a transport may go: to public addresses, and to what is allowed by name.
///
/// A name is resolved first and every address of it checked, so that a name which an attacker owns
/// does not lead into the own network. Link-local addresses, where clouds hand out credentials, are
/// never allowed.
///
/// ```
/// use jwt_jwks::Destinations;
///
/// let destinations = Destinations::public().private_host("id.internal");
/// let private = "10.0.0.5".parse().expect("an address");
/// assert!(destinations.check("id.internal", private).is_ok());
/// assert_eq!(
///     destinations.check("id.example", private).expect_err("not allowed").to_string(),
///     "id.example has the private address 10.0.0.5, which is not allowed",
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Destinations {
    loopback: bool,
    private_hosts: Vec<String>,
}

impl Destinations {
    /// Public addresses only.
    #[must_use]
    pub fn public() -> Self {
        Self::default()
    }

    /// And this machine, where a URL names it: `localhost`, `127.0.0.1`, `[::1]`.
    #[must_use]
    pub fn loopback(self) -> Self {
        Self { loopback: true, ..self }
    }

    /// And a host of the own network, by the name or address that its URL has.
    #[must_use]
    pub fn private_host(mut self, host: impl AsRef<str>) -> Self {
        self.private_hosts.push(plain(host.as_ref()));
        self
    }

    /// Whether an address of a host may be connected to.
    ///
    /// # Errors
    /// [`AddressRefused`] if not.
    pub fn check(&self, host: &str, address: IpAddr) -> Result<(), AddressRefused> {
        let host = plain(host);
        let reason = match AddressKind::of(address) {
            AddressKind::Loopback if !is_loopback(&host) => Reason::LoopbackByAnotherName,
            AddressKind::Loopback if !self.loopback => Reason::Loopback,
            AddressKind::Loopback => return Ok(()),
            // Or `http://localhost` would go over the network.
            _ if is_loopback(&host) => Reason::NotLoopback,
            AddressKind::Public => return Ok(()),
            AddressKind::Private if self.private_hosts.contains(&host) => return Ok(()),
            AddressKind::Private => Reason::Private,
            AddressKind::Never(noun) => Reason::Never(noun),
        };
        Err(AddressRefused { host, address, reason })
    }

    /// Whether a host may be gone to, as far as its name tells.
    pub(crate) fn check_host(&self, host: &str) -> Result<(), AddressRefused> {
        let plain = plain(host);
        match plain.parse() {
            Ok(address) => self.check(&plain, address),
            Err(_) if is_loopback(&plain) => self.check(&plain, [127, 0, 0, 1].into()),
            Err(_) => Ok(()),
        }
    }
}

/// Whether a host is this machine by its name ([RFC 6761 §6.3](https://www.rfc-editor.org/rfc/rfc6761#section-6.3)).
pub(crate) fn is_loopback(host: &str) -> bool {
    let host = plain(host);
    match host.parse() {
        Ok(address) => AddressKind::of(address) == AddressKind::Loopback,
        Err(_) => host == "localhost" || host.ends_with(".localhost"),
    }
}

/// An address of a host that may not be connected to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressRefused {
    host: String,
    address: IpAddr,
    reason: Reason,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason {
    Loopback,
    LoopbackByAnotherName,
    NotLoopback,
    Private,
    Never(&'static str),
}

impl AddressRefused {
    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "ADDRESS"
    }

    /// The address.
    #[must_use]
    pub fn address(&self) -> IpAddr {
        self.address
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        Some(match self.reason {
            Reason::Loopback => "allow it: Destinations::public().loopback()".to_owned(),
            Reason::LoopbackByAnotherName => {
                "this machine is reached by its own names only, such as localhost".to_owned()
            }
            Reason::Private => format!(
                "if the host is yours, allow it: Destinations::public().private_host(\"{}\")",
                excerpt(&self.host)
            ),
            Reason::NotLoopback | Reason::Never(_) => return None,
        })
    }
}

impl fmt::Display for AddressRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (host, address) = (excerpt(&self.host), self.address);
        if host.parse() == Ok(address) {
            let noun = match self.reason {
                Reason::Loopback | Reason::LoopbackByAnotherName => "a loopback address",
                Reason::Private => "a private address",
                Reason::NotLoopback => "no loopback address",
                Reason::Never(noun) => noun,
            };
            return write!(f, "{address} is {noun}, which is not allowed");
        }
        match self.reason {
            Reason::Loopback | Reason::LoopbackByAnotherName => {
                write!(f, "{host} has the loopback address {address}, which is not allowed")
            }
            Reason::NotLoopback => {
                write!(f, "{host} has the address {address}, which is not this machine's")
            }
            Reason::Private => {
                write!(f, "{host} has the private address {address}, which is not allowed")
            }
            Reason::Never(noun) => write!(f, "{host} has {noun}, {address}, which is not allowed"),
        }
    }
}

impl std::error::Error for AddressRefused {}

/// A host without the brackets of IPv6, the dot of a full name, and upper case.
fn plain(host: &str) -> String {
    let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(destinations: &Destinations, host: &str, address: &str) -> bool {
        destinations.check(host, address.parse().expect(address)).is_ok()
    }

    #[test]
    fn only_public_addresses_are_allowed_at_first() {
        let public = Destinations::public();
        assert!(allows(&public, "id.example", "8.8.8.8"));
        for address in ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fd00::1"] {
            assert!(!allows(&public, "id.example", address), "{address}");
            assert!(!allows(&public, address, address), "{address}");
        }
        assert!(public.check_host("localhost").is_err());
        assert!(public.check_host("[::1]").is_err());
        assert!(public.check_host("id.example").is_ok());
    }

    #[test]
    fn loopback_is_reached_by_its_own_names_only() {
        let loopback = Destinations::public().loopback();
        for host in ["localhost", "LOCALHOST.", "id.localhost", "127.0.0.1", "[::1]"] {
            assert!(allows(&loopback, host, "127.0.0.1"), "{host}");
        }
        for host in ["id.example", "localhost.example", "notlocalhost", "10.0.0.1"] {
            assert!(!allows(&loopback, host, "127.0.0.1"), "{host}");
        }
        assert!(!allows(&loopback, "localhost", "8.8.8.8"));
        assert!(!allows(&loopback, "localhost", "10.0.0.1"));
    }

    #[test]
    fn a_private_host_is_allowed_by_its_name_and_nothing_else_is() {
        let private = Destinations::public().private_host("ID.internal").private_host("10.0.0.9");
        assert!(allows(&private, "id.internal.", "10.0.0.1"));
        assert!(allows(&private, "id.internal", "fd00::1"));
        assert!(allows(&private, "10.0.0.9", "10.0.0.9"));
        assert!(!allows(&private, "10.0.0.8", "10.0.0.8"));
        assert!(!allows(&private, "other.internal", "10.0.0.1"));
        for never in ["169.254.169.254", "127.0.0.1", "0.0.0.0", "fe80::1", "::ffff:127.0.0.1"] {
            assert!(!allows(&private, "id.internal", never), "{never}");
        }
    }

    #[test]
    fn refusals_say_what_to_do() {
        let public = Destinations::public();
        let refused = public.check_host("127.0.0.1").expect_err("loopback");
        assert_eq!(refused.to_string(), "127.0.0.1 is a loopback address, which is not allowed");
        assert!(refused.hint().is_some_and(|hint| hint.contains("loopback()")));
        let refused = public.check("a.example", [10, 0, 0, 1].into()).expect_err("private");
        assert!(refused.hint().is_some_and(|hint| hint.contains("private_host(\"a.example\")")));
        let refused = public.check_host("169.254.169.254").expect_err("link-local");
        assert_eq!(
            refused.to_string(),
            "169.254.169.254 is a link-local address, which is not allowed"
        );
    }
}
