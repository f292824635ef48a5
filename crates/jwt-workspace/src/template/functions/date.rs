use super::function::{failure, shown};
use crate::{Problem, Surroundings};
use jiff::{
    Timestamp,
    civil::{Date, Time},
    fmt::{rfc2822, temporal::Pieces},
    tz::Offset,
};

/// A point in time, in milliseconds: now for an empty text.
///
/// Else a date of ISO 8601, a number of milliseconds, or a date as HTTP writes it. A date without an
/// offset is in UTC; Yaak takes the machine's time zone. Numbers of four, six and eight digits are
/// dates, as in Yaak.
pub(super) fn date(text: &str, surroundings: &dyn Surroundings) -> Result<Timestamp, Problem> {
    let text = text.trim();
    let time = if text.is_empty() { Some(surroundings.now()) } else { parse(text) };
    time.and_then(|time| Timestamp::from_millisecond(time.as_millisecond()).ok()).ok_or_else(|| {
        failure(format!("\"{}\" is no date", shown(text)))
            .hint("write it like 2024-01-31T12:00:00Z, or as a number of milliseconds")
    })
}

fn parse(text: &str) -> Option<Timestamp> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return match text.len() {
            // A century and a day of the year for Yaak, which nobody means.
            2 | 7 => None,
            4 | 6 | 8 => compact(text),
            _ => Timestamp::from_millisecond(text.parse().ok()?).ok(),
        };
    }
    milliseconds(text)
        .or_else(|| month(text))
        .or_else(|| iso8601(text))
        .or_else(|| rfc2822::DateTimeParser::new().parse_timestamp(text).ok())
}

/// `2024`, `202401` or `20240131`.
fn compact(digits: &str) -> Option<Timestamp> {
    let number = |from: usize, default| match digits.get(from..from + 2) {
        Some(digits) => digits.parse::<i8>().ok(),
        None => Some(default),
    };
    let year = digits.get(..4)?.parse().ok()?;
    midnight(Date::new(year, number(4, 1)?, number(6, 1)?).ok()?)
}

/// `1700000000000.5`, whose fraction is left out.
fn milliseconds(text: &str) -> Option<Timestamp> {
    let (whole, fraction) = text.split_once('.')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (digits(whole) && digits(fraction)).then_some(())?;
    Timestamp::from_millisecond(whole.parse().ok()?).ok()
}

/// `2024-01`.
fn month(text: &str) -> Option<Timestamp> {
    let (year, month) = text.split_once('-')?;
    (year.len() == 4 && month.len() == 2).then_some(())?;
    midnight(Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?)
}

fn iso8601(text: &str) -> Option<Timestamp> {
    let pieces = Pieces::parse(text).ok()?;
    if pieces.time_zone_annotation().is_some() {
        return None;
    }
    let offset = pieces.to_numeric_offset().unwrap_or(Offset::UTC);
    let time = pieces.time().unwrap_or(Time::midnight());
    offset.to_timestamp(pieces.date().to_datetime(time)).ok()
}

fn midnight(date: Date) -> Option<Timestamp> {
    Offset::UTC.to_timestamp(date.to_datetime(Time::midnight())).ok()
}
