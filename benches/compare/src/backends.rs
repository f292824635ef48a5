//! The backends beside each other.

use crate::table::{Table, multiple};
use jwt_benches::{ALGORITHMS, Backend, groups::OURS};
use jwt_compare::Row;

/// A case's time on a backend, AWS-LC's time of ours being 1.
pub fn beside_aws_lc(
    rows: &[Row],
    operation: &str,
    subject: &str,
    backend: &str,
    case: &str,
) -> Option<f64> {
    let row = |backend| {
        rows.iter().find(|row| {
            row.operation == operation && row.subject == subject && row.backend == backend
        })
    };
    Some(row(backend)?.ratio(case, "josekit")? / row("aws-lc-rs")?.ratio(OURS, "josekit")?)
}

/// Ours on each backend.
pub fn backends(rows: &[Row]) -> Table {
    let backends = Backend::ALL.map(Backend::name);
    let mut header = vec!["algorithm".to_owned()];
    for operation in ["verify", "sign"] {
        header.extend(backends.map(|backend| format!("{operation}, {backend}")));
    }
    let mut table = Table::new(&header.iter().map(String::as_str).collect::<Vec<_>>());
    for algorithm in ALGORITHMS {
        let ratios = ["verify", "sign"].into_iter().flat_map(|operation| {
            backends.map(|backend| {
                multiple(beside_aws_lc(rows, operation, algorithm.name(), backend, OURS))
            })
        });
        table.row([algorithm.to_string()].into_iter().chain(ratios));
    }
    table
}
