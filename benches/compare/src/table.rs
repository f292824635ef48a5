use std::fmt;

/// A table in Markdown.
pub struct Table {
    lines: Vec<Vec<String>>,
}

impl Table {
    pub fn new(header: &[&str]) -> Self {
        Self { lines: vec![header.iter().map(ToString::to_string).collect()] }
    }

    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.lines.push(cells.into_iter().collect());
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, line) in self.lines.iter().enumerate() {
            writeln!(f, "| {} |", line.join(" | "))?;
            if at == 0 {
                writeln!(f, "|{}", "---|".repeat(line.len()))?;
            }
        }
        Ok(())
    }
}

/// A multiple, to two figures behind the point where it is small.
pub fn multiple(ratio: Option<f64>) -> String {
    match ratio {
        None => String::new(),
        Some(ratio) if ratio < 10.0 => format!("{ratio:.2}"),
        Some(ratio) if ratio < 100.0 => format!("{ratio:.1}"),
        Some(ratio) => format!("{ratio:.0}"),
    }
}
