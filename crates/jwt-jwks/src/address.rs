//! What an IP address is good for.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The kinds of addresses, by the registries of special-purpose addresses
/// ([RFC 6890](https://www.rfc-editor.org/rfc/rfc6890)).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AddressKind {
    /// Everybody reaches the same machine at it.
    Public,
    /// This machine.
    Loopback,
    /// A machine of the own network.
    Private,
    /// Nowhere that an issuer could be.
    Never(&'static str),
}

impl AddressKind {
    /// The kind of an address. An IPv6 address that stands for an IPv4 address is of that one's.
    pub(crate) fn of(address: IpAddr) -> Self {
        match address {
            IpAddr::V4(address) => of_v4(address),
            IpAddr::V6(address) => of_v6(address),
        }
    }
}

fn of_v4(address: Ipv4Addr) -> AddressKind {
    match address.octets() {
        [127, ..] => AddressKind::Loopback,
        // RFC 1918, and RFC 6598: between a provider and its customers.
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] | [100, 64..=127, ..] => {
            AddressKind::Private
        }
        // Where clouds hand out credentials.
        [169, 254, ..] => AddressKind::Never("a link-local address"),
        [0, ..] => AddressKind::Never("an address of this host"),
        [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _] => {
            AddressKind::Never("an address for documentation")
        }
        [198, 18..=19, ..] => AddressKind::Never("an address for benchmarks"),
        [192, 0, 0, _] | [192, 88, 99, _] | [240..=255, ..] => {
            AddressKind::Never("a reserved address")
        }
        [224..=239, ..] => AddressKind::Never("a multicast address"),
        _ => AddressKind::Public,
    }
}

fn of_v6(address: Ipv6Addr) -> AddressKind {
    match address.segments() {
        [0, 0, 0, 0, 0, 0, 0, 1] => AddressKind::Loopback,
        // Mapped (RFC 4291 §2.5.5.2), translated (RFC 6052) and tunnelled (RFC 3056) IPv4.
        [0, 0, 0, 0, 0, 0xffff, high, low]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        | [0x2002, high, low, ..] => of_v4(Ipv4Addr::from(joined(high, low))),
        [0xfc00..=0xfdff, ..] => AddressKind::Private,
        [0xfe80..=0xfebf, ..] => AddressKind::Never("a link-local address"),
        [0xff00..=0xffff, ..] => AddressKind::Never("a multicast address"),
        [0x2001, 0x0db8, ..] | [0x3fff, 0x0000..=0x0fff, ..] => {
            AddressKind::Never("an address for documentation")
        }
        // 2001::/23 is for protocols, such as Teredo's tunnels.
        [0x2001, 0x0000..=0x01ff, ..] => AddressKind::Never("a reserved address"),
        [0x2000..=0x3fff, ..] => AddressKind::Public,
        _ => AddressKind::Never("a reserved address"),
    }
}

fn joined(high: u16, low: u16) -> u32 {
    u32::from(high) << 16 | u32::from(low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_apart() {
        for (address, kind) in [
            ("8.8.8.8", AddressKind::Public),
            ("172.15.0.1", AddressKind::Public),
            ("172.32.0.1", AddressKind::Public),
            ("100.63.0.1", AddressKind::Public),
            ("100.128.0.1", AddressKind::Public),
            ("127.0.0.1", AddressKind::Loopback),
            ("127.255.0.3", AddressKind::Loopback),
            ("10.1.2.3", AddressKind::Private),
            ("172.16.0.1", AddressKind::Private),
            ("172.31.255.255", AddressKind::Private),
            ("192.168.0.1", AddressKind::Private),
            ("100.64.0.1", AddressKind::Private),
            ("2606:4700::1111", AddressKind::Public),
            ("::1", AddressKind::Loopback),
            ("fd00::1", AddressKind::Private),
            ("fc00::1", AddressKind::Private),
        ] {
            assert_eq!(AddressKind::of(address.parse().expect(address)), kind, "{address}");
        }
        for address in [
            "0.0.0.0",
            "169.254.169.254",
            "192.0.2.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::127.0.0.1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "2001:db8::1",
            "2001::1",
            "64:ff9b:1::1",
            "4000::1",
        ] {
            let kind = AddressKind::of(address.parse().expect(address));
            assert!(matches!(kind, AddressKind::Never(_)), "{address} {kind:?}");
        }
    }

    #[test]
    fn an_ipv4_address_inside_of_an_ipv6_address_is_looked_at() {
        for wrap in ["::ffff:", "64:ff9b::"] {
            for (inner, kind) in [
                ("127.0.0.1", AddressKind::Loopback),
                ("10.0.0.1", AddressKind::Private),
                ("169.254.169.254", AddressKind::Never("a link-local address")),
                ("8.8.8.8", AddressKind::Public),
            ] {
                let address = format!("{wrap}{inner}");
                assert_eq!(AddressKind::of(address.parse().expect(&address)), kind, "{address}");
            }
        }
        let tunnelled = "2002:a9fe:a9fe::1".parse().expect("an address");
        assert!(matches!(AddressKind::of(tunnelled), AddressKind::Never(_)));
    }
}
