//! The patterns of date-fns, such as `yyyy-MM-dd'T'HH:mm:ssXXX`, in English and in UTC.

use super::function::failure;
use crate::Problem;
use jiff::{Timestamp, civil::DateTime, tz::Offset};
use std::fmt::Write as _;

/// Writes a time in a pattern.
///
/// # Errors
/// [`Problem`] for letters that are no part of a date.
pub(super) fn format(time: Timestamp, pattern: &str) -> Result<String, Problem> {
    let date = Offset::UTC.to_datetime(time);
    let mut written = String::new();
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '\'' => literal(rest, &mut written),
            'a'..='z' | 'A'..='Z' => {
                let count = rest.len() - rest.trim_start_matches(c).len();
                let field = field(time, date, c, count).ok_or_else(|| unknown(c, count))?;
                written.push_str(&field);
                count
            }
            c => {
                written.push(c);
                c.len_utf8()
            }
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    Ok(written)
}

/// Writes the text in single quotes at the beginning of `rest`, and gives its length. Two quotes are
/// one, inside and outside; the last quote may be missing.
fn literal(rest: &str, written: &mut String) -> usize {
    if rest.starts_with("''") {
        written.push('\'');
        return 2;
    }
    let mut characters = rest.char_indices().skip(1).peekable();
    while let Some((at, c)) = characters.next() {
        if c != '\'' {
            written.push(c);
        } else if characters.next_if(|(_, next)| *next == '\'').is_some() {
            written.push('\'');
        } else {
            return at + 1;
        }
    }
    rest.len()
}

fn field(time: Timestamp, date: DateTime, letter: char, count: usize) -> Option<String> {
    let hour = date.hour();
    let number = |number: i8| (count <= 2).then(|| format!("{number:0count$}"));
    match letter {
        'y' => Some(year(date.year(), count)),
        'M' | 'L' if count > 2 => name(MONTHS, date.month() - 1, count),
        'M' | 'L' => number(date.month()),
        'd' => number(date.day()),
        'E' => weekday(date.weekday().to_monday_zero_offset(), count),
        'H' => number(hour),
        'h' => number((hour + 11) % 12 + 1),
        'K' => number(hour % 12),
        'k' => number(if hour == 0 { 24 } else { hour }),
        'm' => number(date.minute()),
        's' => number(date.second()),
        'S' => Some(fraction(date.millisecond(), count)),
        'a' => half_of_day(hour < 12, count).map(str::to_owned),
        'X' if count <= 5 => Some("Z".to_owned()),
        'x' => ["+00", "+0000", "+00:00", "+0000", "+00:00"].get(count - 1).map(|&x| x.to_owned()),
        't' if count == 1 => Some(time.as_millisecond().div_euclid(1000).to_string()),
        'T' if count == 1 => Some(time.as_millisecond().to_string()),
        _ => None,
    }
}

/// The year; the year 0 is 1 BC, which is written as 1.
fn year(year: i16, count: usize) -> String {
    let year = if year > 0 { year } else { 1 - year };
    let year = if count == 2 { year % 100 } else { year };
    format!("{year:0count$}")
}

/// Digits of a second, of which milliseconds are the last that are known.
fn fraction(millisecond: i16, count: usize) -> String {
    let mut digits = format!("{millisecond:03}");
    if count < 3 {
        digits.truncate(count);
    }
    let _ = write!(digits, "{:0<1$}", "", count.saturating_sub(3));
    digits
}

fn half_of_day(morning: bool, count: usize) -> Option<&'static str> {
    Some(match (count, morning) {
        (1 | 2, true) => "AM",
        (1 | 2, false) => "PM",
        (3, true) => "am",
        (3, false) => "pm",
        (4, true) => "a.m.",
        (4, false) => "p.m.",
        (5, true) => "a",
        (5, false) => "p",
        _ => return None,
    })
}

fn weekday(weekday: i8, count: usize) -> Option<String> {
    match count {
        1..=3 => name(WEEKDAYS, weekday, 3),
        4 | 5 => name(WEEKDAYS, weekday, count),
        6 => name(WEEKDAYS, weekday, 3).map(|name| name.chars().take(2).collect()),
        _ => None,
    }
}

/// The name in the three lengths: three letters, whole, one letter.
fn name(names: &[&str], index: i8, count: usize) -> Option<String> {
    let name = names.get(usize::try_from(index).ok()?)?;
    let letters = match count {
        3 => 3,
        4 => name.len(),
        5 => 1,
        _ => return None,
    };
    Some(name.chars().take(letters).collect())
}

fn unknown(letter: char, count: usize) -> Problem {
    let letters = letter.to_string().repeat(count.min(9));
    let problem = failure(format!("the format has \"{letters}\", which is no part of a date"));
    match letter {
        'Y' => problem.hint("write yyyy for the year"),
        'D' => problem.hint("write dd for the day"),
        _ => problem.hint("text stands in single quotes; letters are y M d E H h m s S a X x t T"),
    }
}

const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: &[&str] =
    &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
