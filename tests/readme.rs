//! The README's table of algorithms is what the providers say of themselves.
//!
//! `UPDATE_README=1 cargo test -p jwt-tests --test readme` writes it anew.

use jwt_core::{Algorithm, Provider};
use std::{fs, path::PathBuf};

const BEGIN: &str = "<!-- algorithms: written by tests/readme.rs -->\n";
const END: &str = "<!-- end of algorithms -->";

#[test]
fn the_readme_has_the_table_of_the_providers() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let readme = fs::read_to_string(&path).expect("README.md");
    let (before, rest) = readme.split_once(BEGIN).expect("the table's begin");
    let (found, after) = rest.split_once(END).expect("the table's end");
    let table = table(found);
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(&path, [before, BEGIN, &table, END, after].concat()).expect("written");
        return;
    }
    assert_eq!(
        found, table,
        "write it anew: UPDATE_README=1 cargo test -p jwt-tests --test readme"
    );
}

/// A column: a backend's name, and its provider unless this build lacks it.
type Column = (&'static str, Option<Provider>);

/// AWS-LC is either the one or the other in a build, so each build checks one of its columns and
/// takes the other as it stands.
#[cfg(not(feature = "fips"))]
fn columns() -> [Column; 4] {
    [
        ("ring", Some(jwt_ring::PROVIDER)),
        ("AWS-LC", Some(jwt_aws_lc_rs::PROVIDER)),
        ("AWS-LC FIPS", None),
        ("RustCrypto", Some(jwt_rustcrypto::PROVIDER)),
    ]
}

#[cfg(feature = "fips")]
fn columns() -> [Column; 4] {
    [
        ("ring", Some(jwt_ring::PROVIDER)),
        ("AWS-LC", None),
        ("AWS-LC FIPS", Some(jwt_aws_lc_rs::FIPS_PROVIDER)),
        ("RustCrypto", Some(jwt_rustcrypto::PROVIDER)),
    ]
}

fn table(found: &str) -> String {
    let mut rows: Vec<(String, Vec<&str>)> = Vec::new();
    for &algorithm in Algorithm::ALL {
        let cells = cells(algorithm, found);
        if cells.iter().all(|cell| *cell != "yes") {
            continue;
        }
        match rows.last_mut() {
            Some((names, last)) if *last == cells && family(names) == family(algorithm.name()) => {
                names.push_str(&format!(", {algorithm}"));
            }
            _ => rows.push((algorithm.to_string(), cells)),
        }
    }
    let names = columns().map(|(name, _)| name).join(" | ");
    let lines = rows.iter().map(|(names, cells)| format!("| {names} | {} |\n", cells.join(" | ")));
    format!("| | {names} |\n|---|---|---|---|---|\n{}", lines.collect::<String>())
}

fn cells(algorithm: Algorithm, found: &str) -> Vec<&str> {
    let columns = columns().into_iter().enumerate();
    let cell = |(i, (_, provider)): (usize, Column)| match provider {
        Some(provider) if provider.loader(algorithm).is_some() => "yes",
        Some(_) => "",
        None => as_it_stands(algorithm, i, found),
    };
    columns.map(cell).collect()
}

/// The cell of a backend that this build does not have.
fn as_it_stands(algorithm: Algorithm, column: usize, found: &str) -> &str {
    let row = found.lines().find(|row| {
        let names = row.split('|').nth(1).unwrap_or_default();
        names.split(',').any(|name| name.trim() == algorithm.name())
    });
    row.and_then(|row| row.split('|').nth(column + 2)).unwrap_or_default().trim()
}

/// The letters that a name begins with; the two names of one algorithm are of one family.
fn family(name: &str) -> &str {
    match name {
        "Ed25519" => "EdDSA",
        _ => name.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default(),
    }
}
