//! The tables of `benches/RESULTS.md`.

use crate::{
    backends::backends,
    each::Each,
    machine,
    table::{Table, multiple},
    targets::Figure,
};
use jwt_benches::groups::{ALL_CORES, BORROWED, FLOOR, FORMS, HIT, JSONWEBTOKEN, OURS, REGISTERED};
use jwt_compare::{Row, peers};
use std::fmt::Write as _;

/// What a quick look prints.
pub fn quick(rows: &[Row]) -> String {
    let (verify, sign) = (against_floor(rows, "verify"), against_floor(rows, "sign"));
    format!("Verify\n{verify}\nSign\n{sign}\nThe same token again\n{}", cached(rows))
}

/// The whole file.
pub fn whole(rows: &[Row], allocations: &[Row], each: &[Each]) -> String {
    let mut text = String::new();
    let _ = write!(
        text,
        "\
# Results

Written by `cargo xtask bench` on {date}: {machine}, {compiler}.
{versions}.

One run, in which the cases of a group take turns of a millisecond, at four times, and the tenth
percentile of each counts. Ratios can be compared with those of another machine; times cannot.

The token has eight claims and about 300 bytes, and `exp`, `nbf`, `iss` and `aud` are checked; every
peer has taken our token, refused three wrong ones, and made one that we take. The **floor** is the
backend's bare call over the same message, with the key loaded before. jsonwebtoken runs on the same
backend as ours (it has none on ring); jwt-simple and jwt-compact bring RustCrypto's algorithms, josekit
OpenSSL. A figure that misses its target is bold, with the target behind it.

![Times of peers, ours on AWS-LC being 1](results.svg)

## In short

{short}
## Verify

{verify}
{missed_verify}
## Sign

{sign}
{missed_sign}
## Backends

Ours on each backend, as a multiple of the time that it takes on AWS-LC. The backends are measured in
processes of their own, so each is compared with josekit beside it first.

{backends}
## Allocations

Of one HS256 token; the other algorithms add what their backend allocates.

{allocations}
## The same token again

`Cached` in front of the whole check, among 10,000 tokens of HS256, and 100 of the others.

{cached}
## Sizes of payload

HS256, as multiples of the floor, and how many times as fast as jsonwebtoken.

{sizes}
## Keys

From each form, as multiples of what the backend's own parser takes for the same key in DER. ring has
none for public keys: it parses them at each use.

{load}
{missed_load}
## On requests

Putting a token on a request and taking it off, as multiples of signing and verifying alone, HS256.

{http}
## On all cores

A thousand tokens verified on one core and on all of them, as a multiple of one core's speed.

{parallel}
`jwt verify --each`, which reads a file, checks each line and prints a verdict for each. Memory is the
most that the process had, for a tenth of the file and for all of it.

{each}
## Refusing

ES256, how many times as fast as jsonwebtoken refuses the same. It has no limit on a token's length,
and takes the longest.

{reject}",
        date = machine::today(),
        machine = machine::machine(),
        compiler = machine::compiler(),
        versions = machine::versions(),
        short = short(rows),
        verify = against_floor(rows, "verify"),
        missed_verify = missed(rows, "verify"),
        sign = against_floor(rows, "sign"),
        missed_sign = missed(rows, "sign"),
        backends = backends(rows),
        allocations = allocated(allocations),
        cached = cached(rows),
        sizes = sizes(rows),
        load = load(rows),
        missed_load = missed(rows, "load"),
        http = http(rows),
        parallel = parallel(rows),
        each = each_file(each),
        reject = reject(rows),
    );
    text
}

fn of<'r>(rows: &'r [Row], operation: &'r str) -> impl Iterator<Item = &'r Row> {
    rows.iter().filter(move |row| row.operation == operation)
}

/// Ours and jsonwebtoken over the floor, and ours against each peer.
fn against_floor(rows: &[Row], operation: &str) -> Table {
    let reads = operation == "verify";
    let mut header = vec!["algorithm", "backend", "ours / floor"];
    if reads {
        header.extend(["borrowed claims / floor", "registered only / floor"]);
    }
    header.extend(["jsonwebtoken / floor", "jsonwebtoken / ours"]);
    if reads {
        header.push("jsonwebtoken / borrowed");
    }
    let titles: Vec<_> = peers::ALL.iter().map(|peer| format!("{} / ours", peer.name)).collect();
    header.extend(titles.iter().map(String::as_str));
    let mut table = Table::new(&header);
    for row in sorted(rows, operation) {
        let mut cells = vec![row.subject.clone(), row.backend.clone(), judged(row, OURS, FLOOR)];
        if reads {
            cells.push(judged(row, BORROWED, FLOOR));
            cells.push(multiple(row.ratio(REGISTERED, FLOOR)));
        }
        cells.push(multiple(row.ratio(JSONWEBTOKEN, FLOOR)));
        cells.push(judged(row, OURS, JSONWEBTOKEN));
        if reads {
            cells.push(judged(row, BORROWED, JSONWEBTOKEN));
        }
        cells.extend(peers::ALL.iter().map(|peer| multiple(row.ratio(peer.name, OURS))));
        table.row(cells);
    }
    table
}

/// Algorithms together, each with its backends.
fn sorted<'r>(rows: &'r [Row], operation: &'r str) -> Vec<&'r Row> {
    let mut subjects: Vec<&str> = Vec::new();
    for row in of(rows, operation) {
        if !subjects.contains(&row.subject.as_str()) {
            subjects.push(&row.subject);
        }
    }
    let of_subject = |subject| of(rows, operation).filter(move |row| row.subject == subject);
    subjects.into_iter().flat_map(of_subject).collect()
}

/// A ratio, with its target where it is missed.
fn judged(row: &Row, case: &'static str, other: &'static str) -> String {
    let figure = Figure { row, case, other };
    match (figure.ratio(), figure.missed()) {
        (Some(ratio), Some(bound)) => format!("**{}** ({})", multiple(Some(ratio)), bound.text()),
        (ratio, _) => multiple(ratio),
    }
}

/// Why targets are missed.
fn missed(rows: &[Row], operation: &str) -> String {
    let mut reasons: Vec<&str> = Vec::new();
    for row in of(rows, operation) {
        let pairs = [OURS, BORROWED, FORMS[0], FORMS[1], FORMS[2]]
            .into_iter()
            .flat_map(|case| [(case, FLOOR), (case, JSONWEBTOKEN)]);
        for (case, other) in pairs {
            let figure = Figure { row, case, other };
            if figure.missed().is_some() && !reasons.contains(&figure.reason()) {
                reasons.push(figure.reason());
            }
        }
    }
    reasons.iter().fold(String::new(), |text, reason| text + "- " + reason + "\n")
}

/// What the README quotes.
fn short(rows: &[Row]) -> Table {
    let mut table = Table::new(&[
        "AWS-LC",
        "verify / floor",
        "jsonwebtoken / ours",
        "sign / floor",
        "jsonwebtoken / ours",
    ]);
    let of_backend = |operation| of(rows, operation).filter(|row| row.backend == "aws-lc-rs");
    for verify in of_backend("verify") {
        let Some(sign) = of_backend("sign").find(|row| row.subject == verify.subject) else {
            continue;
        };
        let ratios = [verify, sign].into_iter().flat_map(|row| {
            [multiple(row.ratio(OURS, FLOOR)), multiple(row.ratio(JSONWEBTOKEN, OURS))]
        });
        table.row([verify.subject.clone()].into_iter().chain(ratios));
    }
    table
}

fn allocated(rows: &[Row]) -> Table {
    let mut header = vec!["", "backend", OURS, BORROWED, JSONWEBTOKEN];
    header.extend(peers::ALL.map(|peer| peer.name));
    let mut table = Table::new(&header);
    for row in rows.iter().filter(|row| row.subject == "HS256") {
        let cases = header.iter().skip(2);
        let counts =
            cases.map(|case| row.get(case).map_or(String::new(), |count| count.to_string()));
        table.row([row.operation.clone(), row.backend.clone()].into_iter().chain(counts));
    }
    table
}

fn cached(rows: &[Row]) -> Table {
    let mut table = Table::new(&["algorithm", "backend", "times as fast", "nanoseconds here"]);
    for row in sorted(rows, "cached") {
        table.row([
            row.subject.clone(),
            row.backend.clone(),
            multiple(row.ratio(OURS, HIT)),
            row.get(HIT).map_or(String::new(), |time| format!("{time:.0}")),
        ]);
    }
    table
}

fn sizes(rows: &[Row]) -> Table {
    let mut table = Table::new(&[
        "payload",
        "backend",
        "sign / floor",
        "verify / floor",
        "borrowed claims / floor",
        "sign, against jsonwebtoken",
        "verify, against jsonwebtoken",
    ]);
    for verify in sorted(rows, "size, verify") {
        let sign = of(rows, "size, sign")
            .find(|row| row.subject == verify.subject && row.backend == verify.backend);
        table.row([
            verify.subject.clone(),
            verify.backend.clone(),
            multiple(sign.and_then(|row| row.ratio(OURS, FLOOR))),
            multiple(verify.ratio(OURS, FLOOR)),
            multiple(verify.ratio(BORROWED, FLOOR)),
            multiple(sign.and_then(|row| row.ratio(JSONWEBTOKEN, OURS))),
            multiple(verify.ratio(JSONWEBTOKEN, OURS)),
        ]);
    }
    table
}

fn load(rows: &[Row]) -> Table {
    let mut header = vec!["", "backend"];
    header.extend(FORMS);
    let mut table = Table::new(&header);
    for row in sorted(rows, "load") {
        let ratios = FORMS.map(|form| judged(row, form, FLOOR));
        table.row([row.subject.clone(), row.backend.clone()].into_iter().chain(ratios));
    }
    table
}

fn http(rows: &[Row]) -> Table {
    let mut table = Table::new(&["", "backend", "multiple"]);
    for row in sorted(rows, "http") {
        let ratio = row
            .ratio("sign and put on", "sign alone")
            .or_else(|| row.ratio("take off and verify", "verify alone"));
        table.row([row.subject.clone(), row.backend.clone(), multiple(ratio)]);
    }
    table
}

fn parallel(rows: &[Row]) -> Table {
    let mut table = Table::new(&["algorithm", "backend", "all cores"]);
    for row in sorted(rows, "parallel") {
        let ratio = multiple(row.ratio(OURS, ALL_CORES));
        table.row([row.subject.clone(), row.backend.clone(), ratio]);
    }
    table
}

fn each_file(each: &[Each]) -> Table {
    let mut table = Table::new(&["algorithm", "tokens", "tokens a second here", "memory"]);
    for each in each {
        table.row([
            each.algorithm.to_owned(),
            each.tokens.to_string(),
            format!("{:.0}", each.per_second),
            format!("{} MiB, {} MiB", each.few_mib, each.all_mib),
        ]);
    }
    table
}

fn reject(rows: &[Row]) -> Table {
    let mut table = Table::new(&["token", "backend", "times as fast"]);
    for row in sorted(rows, "reject") {
        if let Some(ratio) = row.ratio(JSONWEBTOKEN, OURS) {
            table.row([row.subject.clone(), row.backend.clone(), multiple(Some(ratio))]);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(operation: &str, subject: &str, values: &[(&str, f64)]) -> Row {
        Row {
            backend: "aws-lc-rs".into(),
            operation: operation.into(),
            subject: subject.into(),
            values: values.iter().map(|(name, value)| (name.to_string(), *value)).collect(),
        }
    }

    #[test]
    fn a_figure_that_misses_its_target_is_bold_and_has_its_reason() {
        let times = [(FLOOR, 100.0), (OURS, 230.0), (BORROWED, 191.0), (JSONWEBTOKEN, 644.0)];
        let rows = [row("verify", "HS256", &times)];
        let table = against_floor(&rows, "verify").to_string();
        assert!(
            table.contains("| 2.30 | **1.91** (≤ 1.9) |  | 6.44 | 2.80 | **3.37** (≥ 4.5) |"),
            "{table}"
        );
        assert!(missed(&rows, "verify").starts_with("- HS256: "));

        let kept = [row("verify", "HS256", &[(FLOOR, 100.0), (OURS, 190.0)])];
        assert!(!against_floor(&kept, "verify").to_string().contains("**"));
        assert_eq!(missed(&kept, "verify"), "");
    }

    #[test]
    fn the_report_says_what_was_measured() {
        let times = [(FLOOR, 100.0), (OURS, 101.0), (JSONWEBTOKEN, 150.0), (HIT, 1.0)];
        let rows = ["verify", "sign", "cached"].map(|operation| row(operation, "ES256", &times));
        let each =
            [Each { algorithm: "ES256", tokens: 10, per_second: 5.4, few_mib: 1, all_mib: 2 }];
        let report = whole(&rows, &[], &each);
        for text in [
            "| ES256 | 1.01 | 1.49 | 1.01 | 1.49 |",
            "| ES256 | 10 | 5 | 1 MiB, 2 MiB |",
            "josekit 0.",
        ] {
            assert!(report.contains(text), "{text}: {report}");
        }
    }
}
