use super::{
    Arguments,
    date::date,
    date_format,
    function::{Argument, Function, failure, shown},
};
use crate::{Problem, Surroundings};
use jiff::{Span, civil::DateTime, tz::Offset};

pub(super) const FUNCTIONS: &[Function] = &[
    Function { name: "timestamp.unix", arguments: DATE, main: Some("date"), call: unix },
    Function { name: "timestamp.unixMillis", arguments: DATE, main: Some("date"), call: millis },
    Function { name: "timestamp.iso8601", arguments: DATE, main: Some("date"), call: iso8601 },
    Function {
        name: "timestamp.format",
        arguments: &[Argument::optional("date"), Argument::or("format", DEFAULT_FORMAT)],
        main: Some("format"),
        call: format,
    },
    Function {
        name: "timestamp.offset",
        arguments: &[Argument::optional("date"), Argument::optional("expression")],
        main: Some("expression"),
        call: offset,
    },
];

/// Seconds since 1970, rounded down.
fn unix(arguments: &Arguments, surroundings: &dyn Surroundings) -> Result<String, Problem> {
    Ok(date(arguments.text("date"), surroundings)?.as_millisecond().div_euclid(1000).to_string())
}

fn millis(arguments: &Arguments, surroundings: &dyn Surroundings) -> Result<String, Problem> {
    Ok(date(arguments.text("date"), surroundings)?.as_millisecond().to_string())
}

fn iso8601(arguments: &Arguments, surroundings: &dyn Surroundings) -> Result<String, Problem> {
    let time = date(arguments.text("date"), surroundings)?;
    Ok(written(Offset::UTC.to_datetime(time)))
}

/// The date in a pattern of date-fns, in UTC; Yaak takes the machine's time zone.
fn format(arguments: &Arguments, surroundings: &dyn Surroundings) -> Result<String, Problem> {
    let time = date(arguments.text("date"), surroundings)?;
    let pattern = match arguments.text("format") {
        "" => DEFAULT_FORMAT,
        pattern => pattern,
    };
    date_format::format(time, pattern)
}

/// The date after all steps of an expression such as `-5d +2h 3m`, one after the other, in UTC.
fn offset(arguments: &Arguments, surroundings: &dyn Surroundings) -> Result<String, Problem> {
    let time = date(arguments.text("date"), surroundings)?;
    let mut time = Offset::UTC.to_datetime(time);
    for step in arguments.text("expression").split_whitespace() {
        let (amount, unit) = amount(step).ok_or_else(|| {
            failure(format!("\"{}\" is no step of time", shown(step)))
                .hint("write steps like -5d +2h 3m; the units are y M d h m s")
        })?;
        time = span(amount, unit)
            .and_then(|span| time.checked_add(span))
            .ok()
            .ok_or_else(|| failure(format!("\"{}\" leads out of the calendar", shown(step))))?;
    }
    Ok(written(time))
}

/// What a step says, as in `-5d`: a number and its unit.
fn amount(step: &str) -> Option<(i64, char)> {
    let unit = step.chars().next_back().filter(|unit| "yMdhms".contains(*unit))?;
    let number = step.strip_suffix(unit)?;
    let digits = number.strip_prefix(['+', '-']).unwrap_or(number);
    digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(())?;
    Some((number.parse().ok()?, unit))
}

fn span(amount: i64, unit: char) -> Result<Span, jiff::Error> {
    let span = Span::new();
    match unit {
        'y' => span.try_years(amount),
        'M' => span.try_months(amount),
        'd' => span.try_days(amount),
        'h' => span.try_hours(amount),
        'm' => span.try_minutes(amount),
        _ => span.try_seconds(amount),
    }
}

/// As JavaScript's `toISOString` writes it.
fn written(time: DateTime) -> String {
    let year = match time.year() {
        year @ 0.. => format!("{year:04}"),
        year => format!("-{:06}", year.unsigned_abs()),
    };
    let (month, day) = (time.month(), time.day());
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    let millisecond = time.millisecond();
    format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millisecond:03}Z")
}

const DATE: &[Argument] = &[Argument::optional("date")];
const DEFAULT_FORMAT: &str = "yyyy-MM-dd HH:mm:ss";
