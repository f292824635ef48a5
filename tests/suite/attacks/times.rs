//! Good signatures over times that are past, to come, or none.

use super::{
    forge::Victim,
    policy::{failures, with},
};
use crate::{Backend, cases};
use jwt_core::{ClaimFailure, Clock, NumericDate, Validation};
use std::{slice, time::Duration};

cases![
    expiration_is_the_first_second_that_is_too_late,
    not_before_is_the_first_second_that_is_not_too_early,
    issue_in_the_future_is_refused,
    leeway_is_never_more_than_ten_minutes,
    times_of_another_type_are_refused_cve_2026_25537,
    times_out_of_range_are_refused,
    fractions_are_rounded_down,
    arithmetic_at_the_end_of_time_does_not_overflow,
    an_unknown_time_is_no_good_time,
];

const NOW: u64 = 1_700_000_000;

fn expiration_is_the_first_second_that_is_too_late(backend: &Backend) {
    let victim = Victim::any(backend);
    for leeway in [0, 30] {
        let check = |exp: u64| failures(&victim, at(NOW, leeway), &format!(r#"{{"exp":{exp}}}"#));
        for exp in [NOW - leeway + 1, NOW + 1, NOW + 1_000_000] {
            assert_eq!(check(exp), []);
        }
        for exp in [NOW - leeway, NOW - leeway - 1, 1, 0] {
            assert_eq!(check(exp), [ClaimFailure::Expired { exp: date(exp), now: date(NOW) }]);
        }
    }
    // Waived is only that it may be missing.
    let expired = failures(&victim, at(NOW, 0).waive_expiration(), r#"{"exp":1}"#);
    assert_eq!(expired, [ClaimFailure::Expired { exp: date(1), now: date(NOW) }]);
}

fn not_before_is_the_first_second_that_is_not_too_early(backend: &Backend) {
    let victim = Victim::any(backend);
    for leeway in [0, 30] {
        let check = |nbf: u64| failures(&victim, at(NOW, leeway), &with("nbf", &nbf.to_string()));
        for nbf in [0, NOW, NOW + leeway] {
            assert_eq!(check(nbf), []);
        }
        for nbf in [NOW + leeway + 1, NumericDate::MAX.unix()] {
            assert_eq!(check(nbf), [ClaimFailure::NotYetValid { nbf: date(nbf), now: date(NOW) }]);
        }
    }
}

fn issue_in_the_future_is_refused(backend: &Backend) {
    let victim = Victim::any(backend);
    let check = |iat: u64| failures(&victim, at(NOW, 30), &with("iat", &iat.to_string()));
    assert_eq!(check(NOW + 30), []);
    let iat = date(NOW + 31);
    assert_eq!(check(NOW + 31), [ClaimFailure::IssuedInFuture { iat, now: date(NOW) }]);
}

fn leeway_is_never_more_than_ten_minutes(backend: &Backend) {
    let victim = Victim::any(backend);
    let rules = || at(NOW, 0).leeway(Duration::MAX);
    let check = |exp: u64| failures(&victim, rules(), &format!(r#"{{"exp":{exp}}}"#));
    assert_eq!(check(NOW - 599), []);
    assert_eq!(check(NOW - 600).len(), 1);
}

/// CVE-2026-25537: a time of another type is not a time that is missing.
fn times_of_another_type_are_refused_cve_2026_25537(backend: &Backend) {
    let victim = Victim::any(backend);
    for claim in ["exp", "nbf", "iat"] {
        for (value, found) in [
            (r#""4102444800""#, "a string"),
            (r#""""#, "a string"),
            ("true", "a boolean"),
            ("null", "null"),
            ("[]", "an array"),
            ("[4102444800]", "an array"),
            ("{}", "an object"),
        ] {
            let failure = ClaimFailure::Type { claim, expected: "a number of seconds", found };
            let claims = match claim {
                "exp" => format!(r#"{{"exp":{value}}}"#),
                _ => with(claim, value),
            };
            for rules in [at(NOW, 0), at(NOW, 0).waive_expiration(), at(NOW, 600).require(claim)] {
                assert_eq!(
                    failures(&victim, rules, &claims),
                    slice::from_ref(&failure),
                    "{claims}"
                );
            }
        }
    }
}

fn times_out_of_range_are_refused(backend: &Backend) {
    let victim = Victim::any(backend);
    for claim in ["exp", "nbf", "iat"] {
        for number in [
            "-1",
            "-0.5",
            "-1e400",
            "1e308",
            "1e400",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551615",
            "18446744073709551616",
            "253402300800",
            "1700000000000",
        ] {
            let failure = ClaimFailure::Range { claim, found: number.to_owned() };
            let claims = match claim {
                "exp" => format!(r#"{{"exp":{number}}}"#),
                _ => with(claim, number),
            };
            assert_eq!(failures(&victim, at(NOW, 600), &claims), [failure], "{claims}");
        }
    }
    let last = r#"{"exp":253402300799}"#;
    assert_eq!(failures(&victim, at(NOW, 0), last), []);
}

fn fractions_are_rounded_down(backend: &Backend) {
    let victim = Victim::any(backend);
    for exp in ["1.9", "1.0", "1", "10e-1", "0.19e1", "1.9999999999"] {
        let claims = format!(r#"{{"exp":{exp}}}"#);
        assert_eq!(failures(&victim, at(0, 0), &claims), []);
        let expired = ClaimFailure::Expired { exp: date(1), now: date(1) };
        assert_eq!(failures(&victim, at(1, 0), &claims), [expired], "{exp}");
    }
    assert_eq!(failures(&victim, at(5, 0), &with("nbf", "5.9")), []);
}

fn arithmetic_at_the_end_of_time_does_not_overflow(backend: &Backend) {
    let victim = Victim::any(backend);
    let end = NumericDate::MAX.unix();
    for (now, leeway, claims, good) in [
        (end, 600, r#"{"exp":253402300799}"#, true),
        (end, 0, r#"{"exp":253402300799}"#, false),
        (end, 600, r#"{"exp":253402300799,"nbf":253402300799,"iat":253402300799}"#, true),
        (0, 600, r#"{"exp":1,"nbf":0}"#, true),
        (0, 600, r#"{"exp":0}"#, false),
    ] {
        let failures = failures(&victim, at(now, leeway), claims);
        assert_eq!(failures.is_empty(), good, "{now} {leeway} {claims}: {failures:?}");
    }
    assert_eq!(NumericDate::from_unix(i64::MAX.unsigned_abs()), None);
    assert_eq!(NumericDate::from_unix(u64::MAX), None);
}

fn an_unknown_time_is_no_good_time(backend: &Backend) {
    #[derive(Debug)]
    struct Stopped;

    impl Clock for Stopped {
        fn now(&self) -> Option<NumericDate> {
            None
        }
    }

    let victim = Victim::any(backend);
    let rules = || Validation::with_clock(Stopped).waive_expiration();
    for (claim, claims) in
        [("exp", r#"{"exp":4102444800}"#), ("nbf", r#"{"nbf":1}"#), ("iat", r#"{"iat":1}"#)]
    {
        assert_eq!(failures(&victim, rules(), claims), [ClaimFailure::NoClock { claim }]);
    }
    assert_eq!(failures(&victim, rules(), "{}"), []);
}

fn at(now: u64, leeway: u64) -> Validation {
    Validation::with_clock(date(now)).leeway(Duration::from_secs(leeway))
}

fn date(unix: u64) -> NumericDate {
    NumericDate::from_unix(unix).expect("in range")
}
