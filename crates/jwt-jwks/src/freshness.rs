//! How long a response is good, as it says itself.

use http::{HeaderMap, HeaderName, header};
use std::time::{Duration, SystemTime};

/// How much longer a response is good ([RFC 9111 §4.2](https://www.rfc-editor.org/rfc/rfc9111#section-4.2)),
/// `None` if it does not say.
pub(crate) fn stated_lifetime(headers: &HeaderMap) -> Option<Duration> {
    let directives = Directives::read(headers);
    if directives.uncached {
        return Some(Duration::ZERO);
    }
    let lifetime = directives.max_age.or_else(|| expires(headers))?;
    let age = text(headers, header::AGE).map_or(0, seconds);
    Some(lifetime.saturating_sub(Duration::from_secs(age)))
}

#[derive(Debug, Default)]
struct Directives {
    uncached: bool,
    max_age: Option<Duration>,
}

impl Directives {
    fn read(headers: &HeaderMap) -> Self {
        let mut directives = Self::default();
        for line in headers.get_all(header::CACHE_CONTROL) {
            for directive in line.to_str().unwrap_or_default().split(',') {
                let (name, value) = directive.split_once('=').unwrap_or((directive, ""));
                let (name, value) = (name.trim(), value.trim().trim_matches('"'));
                if name.eq_ignore_ascii_case("no-store") || name.eq_ignore_ascii_case("no-cache") {
                    directives.uncached = true;
                } else if name.eq_ignore_ascii_case("max-age") {
                    let age = Duration::from_secs(seconds(value));
                    // Said twice, the less counts.
                    directives.max_age =
                        Some(directives.max_age.map_or(age, |other| other.min(age)));
                }
            }
        }
        directives
    }
}

/// From `Date` to `Expires`. A date that cannot be read has passed.
fn expires(headers: &HeaderMap) -> Option<Duration> {
    let date = |text: &str| httpdate::parse_http_date(text).ok();
    let expires = date(text(headers, header::EXPIRES)?).unwrap_or(SystemTime::UNIX_EPOCH);
    let now = text(headers, header::DATE).and_then(date).unwrap_or_else(SystemTime::now);
    Some(expires.duration_since(now).unwrap_or_default())
}

/// A number of seconds; too many are very many, and what is no number is none.
fn seconds(text: &str) -> u64 {
    match text.parse() {
        Ok(seconds) => seconds,
        Err(_) if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) => u64::MAX,
        Err(_) => 0,
    }
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    Some(headers.get(name)?.to_str().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn lifetime(lines: &[(HeaderName, &'static str)]) -> Option<u64> {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(name, HeaderValue::from_static(value));
        }
        stated_lifetime(&headers).map(|lifetime| lifetime.as_secs())
    }

    #[test]
    fn the_cache_control_of_a_response_is_read() {
        for (value, seconds) in [
            ("max-age=300", Some(300)),
            ("public, MAX-AGE=300 , must-revalidate", Some(300)),
            ("max-age=\"300\"", Some(300)),
            ("max-age=300, max-age=20", Some(20)),
            ("no-store", Some(0)),
            ("max-age=300, no-cache", Some(0)),
            ("max-age=0", Some(0)),
            ("max-age=99999999999999999999999", Some(u64::MAX)),
            ("max-age=-5", Some(0)),
            ("max-age=5m", Some(0)),
            ("max-age", Some(0)),
            ("s-maxage=300", None),
            ("private", None),
            ("", None),
        ] {
            assert_eq!(lifetime(&[(header::CACHE_CONTROL, value)]), seconds, "{value}");
        }
        assert_eq!(lifetime(&[]), None);
        let twice = [(header::CACHE_CONTROL, "max-age=300"), (header::CACHE_CONTROL, "no-store")];
        assert_eq!(lifetime(&twice), Some(0));
    }

    #[test]
    fn a_response_may_have_spent_time_in_a_cache() {
        for (age, seconds) in [("100", 200), ("400", 0), ("x", 300), ("99999999999999999999", 0)] {
            let lines = [(header::CACHE_CONTROL, "max-age=300"), (header::AGE, age)];
            assert_eq!(lifetime(&lines), Some(seconds), "{age}");
        }
        assert_eq!(lifetime(&[(header::AGE, "100")]), None);
    }

    #[test]
    fn a_response_may_say_when_it_expires() {
        let date = (header::DATE, "Sun, 06 Nov 1994 08:49:37 GMT");
        let expires = (header::EXPIRES, "Sun, 06 Nov 1994 08:59:37 GMT");
        assert_eq!(lifetime(&[date.clone(), expires.clone()]), Some(600));
        assert_eq!(lifetime(&[date.clone(), (header::EXPIRES, "0")]), Some(0));
        assert_eq!(lifetime(std::slice::from_ref(&expires)), Some(0));
        let both = [date, expires, (header::CACHE_CONTROL, "max-age=5")];
        assert_eq!(lifetime(&both), Some(5));
    }
}
