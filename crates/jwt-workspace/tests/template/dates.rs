use crate::fixed::{check, check_problem, render};

#[test]
fn without_a_date_it_is_now_in_milliseconds() {
    check(&[
        ("${[ timestamp.unix() ]}", "1706933106"),
        ("${[ timestamp.unixMillis() ]}", "1706933106078"),
        ("${[ timestamp.iso8601() ]}", "2024-02-03T04:05:06.078Z"),
        ("${[ timestamp.iso8601(date='') ]}", "2024-02-03T04:05:06.078Z"),
        ("${[ timestamp.iso8601(date=null) ]}", "2024-02-03T04:05:06.078Z"),
        ("${[ timestamp.offset() ]}", "2024-02-03T04:05:06.078Z"),
        ("${[ timestamp.offset('-5d +2h 3m') ]}", "2024-01-29T06:08:06.078Z"),
        ("${[ timestamp.format() ]}", "2024-02-03 04:05:06"),
        ("${[ timestamp.format('HH:mm') ]}", "04:05"),
    ]);
}

/// Yaak gives the same for each.
#[test]
fn dates_are_read_as_yaak_reads_them() {
    for (date, time) in [
        ("2024-01-02T03:04:05.678Z", "2024-01-02T03:04:05.678Z"),
        ("2024-02-03T04:05:06,5+02:00", "2024-02-03T02:05:06.500Z"),
        ("2024-02-03 04:05", "2024-02-03T04:05:00.000Z"),
        ("2024-02-03T04", "2024-02-03T04:00:00.000Z"),
        ("20240203T040506Z", "2024-02-03T04:05:06.000Z"),
        (" 2024-02-03 ", "2024-02-03T00:00:00.000Z"),
        ("2024-02", "2024-02-01T00:00:00.000Z"),
        ("1700000000123", "2023-11-14T22:13:20.123Z"),
        ("1700000000123.9", "2023-11-14T22:13:20.123Z"),
        ("5", "1970-01-01T00:00:00.005Z"),
        ("2024", "2024-01-01T00:00:00.000Z"),
        ("202402", "2024-02-01T00:00:00.000Z"),
        ("20240203", "2024-02-03T00:00:00.000Z"),
        ("Sat, 03 Feb 2024 04:05:06 GMT", "2024-02-03T04:05:06.000Z"),
    ] {
        let rendered = render(&format!("${{[ timestamp.iso8601(date='{date}') ]}}"));
        assert_eq!(rendered.as_deref(), Ok(time), "{date}");
    }
}

#[test]
fn seconds_are_rounded_down_before_1970_too() {
    check(&[
        ("${[ timestamp.unix(date='2024-01-02T03:04:05.999Z') ]}", "1704164645"),
        ("${[ timestamp.unix(date='1969-12-31T23:59:59.500Z') ]}", "-1"),
        ("${[ timestamp.unixMillis(date='1969-12-31T23:59:59.500Z') ]}", "-500"),
    ]);
}

#[test]
fn years_before_the_first_are_written_with_six_digits() {
    check(&[("${[ timestamp.iso8601(date='-000044-03-15') ]}", "-000044-03-15T00:00:00.000Z")]);
}

#[test]
fn what_is_no_date_is_an_error() {
    let hint = "write it like 2024-01-31T12:00:00Z, or as a number of milliseconds";
    for date in [
        "nope",
        "-1",
        "20",
        "2024060",
        "2024-02-30",
        "2024-02-03T25:00:00Z",
        "2024-02-03T04:05[Europe/Berlin]",
        "99999999999999999",
        "99999999999999999999999",
    ] {
        check_problem(
            render(&format!("${{[ timestamp.unix(date='{date}') ]}}")),
            ("TEMPLATE", &format!("timestamp.unix: \"{date}\" is no date"), hint),
        );
    }
}

/// Yaak gives the same for each.
#[test]
fn steps_are_taken_one_after_the_other() {
    for (date, expression, time) in [
        ("2024-01-31T00:00:00Z", "1M", "2024-02-29T00:00:00.000Z"),
        ("2024-03-31T10:00:00Z", "-1M", "2024-02-29T10:00:00.000Z"),
        ("2024-02-29T00:00:00Z", "+1y -1d  2h 3m 4s", "2025-02-27T02:03:04.000Z"),
        ("2024-02-29T00:00:00Z", "", "2024-02-29T00:00:00.000Z"),
        ("2024-02-29T00:00:00Z", "-90000s", "2024-02-27T23:00:00.000Z"),
    ] {
        let rendered =
            render(&format!("${{[ timestamp.offset(date='{date}', expression='{expression}') ]}}"));
        assert_eq!(rendered.as_deref(), Ok(time), "{date} {expression}");
    }
}

#[test]
fn a_step_that_cannot_be_taken_is_named() {
    let hint = "write steps like -5d +2h 3m; the units are y M d h m s";
    for (expression, step) in
        [("1h 5x", "5x"), ("-5d+2h", "-5d+2h"), ("d", "d"), ("- 5d", "-"), ("+-5d", "+-5d")]
    {
        check_problem(
            render(&format!("${{[ timestamp.offset('{expression}') ]}}")),
            ("TEMPLATE", &format!("timestamp.offset: \"{step}\" is no step of time"), hint),
        );
    }
    for step in ["9999y", "-9999999999d", "99999999999999s"] {
        check_problem(
            render(&format!("${{[ timestamp.offset('{step}') ]}}")),
            ("TEMPLATE", &format!("timestamp.offset: \"{step}\" leads out of the calendar"), ""),
        );
    }
}

/// Yaak gives the same for each.
#[test]
fn formats_are_those_of_date_fns() {
    for (hour, format, written) in [
        ("04", "", "2024-02-03 04:05:06"),
        ("04", "y yy yyy yyyy yyyyy", "2024 24 2024 2024 02024"),
        ("04", "M MM MMM MMMM MMMMM|L LL LLL", "2 02 Feb February F|2 02 Feb"),
        ("04", "d dd|E EE EEE EEEE EEEEE EEEEEE", "3 03|Sat Sat Sat Saturday S Sa"),
        ("04", "H HH h hh K KK k kk", "4 04 4 04 4 04 4 04"),
        ("16", "H HH h hh K KK k kk", "16 16 4 04 4 04 16 16"),
        ("00", "H HH h hh K KK k kk", "0 00 12 12 0 00 24 24"),
        ("04", "m mm s ss|S SS SSS SSSS", "5 05 6 06|0 07 078 0780"),
        ("04", "a aa aaa aaaa aaaaa", "AM AM am a.m. a"),
        ("16", "a aa aaa aaaa aaaaa", "PM PM pm p.m. p"),
        ("00", "X XX XXX XXXX XXXXX", "Z Z Z Z Z"),
        ("00", "x xx xxx xxxx xxxxx", "+00 +0000 +00:00 +0000 +00:00"),
        ("04", "t T", "1706933106 1706933106078"),
        ("04", r"\'T\' \'\' \'it\'\'s\' yyyy \'open", "T ' it's 2024 open"),
        ("04", r"yyyy-MM-dd, \'", "2024-02-03, "),
        ("04", "é_1%yyyy", "é_1%2024"),
    ] {
        let template = format!(
            "${{[ timestamp.format(date='2024-02-03T{hour}:05:06.078Z', format='{format}') ]}}"
        );
        assert_eq!(render(&template).as_deref(), Ok(written), "{hour} {format}");
    }
}

#[test]
fn letters_that_are_no_part_of_a_date_are_named() {
    let letters = "text stands in single quotes; letters are y M d E H h m s S a X x t T";
    for (format, named, hint) in [
        ("yyyy j", "j", letters),
        ("ddd", "ddd", letters),
        ("do", "o", letters),
        ("MMMMMM", "MMMMMM", letters),
        ("YYYY", "YYYY", "write yyyy for the year"),
        ("DD", "DD", "write dd for the day"),
        ("zzzzzzzzzzzzzzzz", "zzzzzzzzz", letters),
    ] {
        let message =
            format!("timestamp.format: the format has \"{named}\", which is no part of a date");
        check_problem(
            render(&format!("${{[ timestamp.format('{format}') ]}}")),
            ("TEMPLATE", &message, hint),
        );
    }
}
