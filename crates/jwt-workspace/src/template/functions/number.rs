/// A number as JavaScript writes it.
pub(super) fn written(number: f64) -> String {
    // Zero has no sign there.
    let number = number + 0.0;
    let size = number.abs();
    if size == 0.0 || (1e-6..1e21).contains(&size) {
        return format!("{number}");
    }
    match format!("{number:e}") {
        written if size < 1.0 => written,
        written => written.replace('e', "e+"),
    }
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn numbers_are_written_as_by_javascript() {
        for (number, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1"),
            (2.50, "2.5"),
            (-0.1, "-0.1"),
            (1e3, "1000"),
            (1e-6, "0.000001"),
            (1.5e-7, "1.5e-7"),
            (123_456_789_012_345_680_000.0, "123456789012345680000"),
            (1e21, "1e+21"),
            (-1.25e22, "-1.25e+22"),
        ] {
            assert_eq!(written(number), text);
        }
    }
}
