//! Counts the allocations of each way to sign and to verify.

use jwt_benches::Backend;
use jwt_compare::{Row, sign, verify};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let backend = Backend::chosen().ok_or("it is told which backend to count for")?;
    for group in sign(backend).into_iter().chain(verify(backend)) {
        let values = group.cases.into_iter().map(|mut case| {
            // What is set up once is set up by the first call.
            (case.run)();
            let counted = allocation_counter::measure(&mut case.run);
            (case.name.to_owned(), counted.count_total as f64)
        });
        let row = Row {
            backend: backend.name().to_owned(),
            operation: group.operation.to_owned(),
            subject: group.subject,
            values: values.collect(),
        };
        println!("{}", serde_json::to_string(&row)?);
    }
    Ok(())
}
