//! What is read from files and from standard input, within a limit.

use crate::failure::Failure;
use std::{
    fs::File,
    io::{self, Read},
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
};
use zeroize::Zeroizing;

/// Enough for any key set and any token; a mistaken path should not fill the memory.
const LIMIT: u64 = 1024 * 1024;

/// Whether standard input has been read; the second time there would be nothing.
static INPUT_IS_READ: AtomicBool = AtomicBool::new(false);

/// Reads a file, or standard input for `-`.
///
/// # Errors
/// [`Failure`] that says which file it is about.
pub(crate) fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>, Failure> {
    if path == Path::new("-") {
        return read_within("standard input", stdin()?);
    }
    let name = path.display();
    let file = File::open(path).map_err(|error| Failure::io(&name, &error))?;
    read_within(&name.to_string(), file)
}

/// Standard input, for whoever asks first.
///
/// # Errors
/// [`Failure`] if something else is read from it.
pub(crate) fn stdin() -> Result<io::Stdin, Failure> {
    if INPUT_IS_READ.swap(true, Ordering::Relaxed) {
        return Err(Failure::usage("only one thing can come from standard input"));
    }
    Ok(io::stdin())
}

/// Reads text from a file, or from standard input for `-`.
///
/// # Errors
/// [`Failure`] that says which file it is about.
pub(crate) fn read_text(path: &Path) -> Result<Zeroizing<String>, Failure> {
    let mut bytes = read(path)?;
    String::from_utf8(std::mem::take(&mut *bytes)).map(Zeroizing::new).map_err(|error| {
        drop(Zeroizing::new(error.into_bytes()));
        Failure::configuration("TEXT", format!("{} is not UTF-8 text", label(path)))
    })
}

/// What an argument stands for: `@FILE` and `-` are read, but for their last line break; all else
/// is the text itself.
///
/// # Errors
/// [`Failure`] that says which file it is about.
pub(crate) fn argument(argument: &str) -> Result<String, Failure> {
    let path = match argument.strip_prefix('@') {
        Some(path) => path,
        None if argument == "-" => "-",
        None => return Ok(argument.to_owned()),
    };
    let text = read_text(Path::new(path))?;
    Ok(without_last_line_break(&text).to_owned())
}

/// The text without the one line break that editors and `echo` put at its end.
pub(crate) fn without_last_line_break(text: &str) -> &str {
    let text = text.strip_suffix('\n').unwrap_or(text);
    text.strip_suffix('\r').unwrap_or(text)
}

/// How a file is called in a sentence.
pub(crate) fn label(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() }
}

fn read_within(name: &str, source: impl Read) -> Result<Zeroizing<Vec<u8>>, Failure> {
    // Room for nearly all there is, so that growing leaves no copies of a secret behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(16 * 1024));
    source.take(LIMIT + 1).read_to_end(&mut bytes).map_err(|error| Failure::io(name, &error))?;
    if bytes.len() as u64 > LIMIT {
        let error = io::Error::other("larger than 1 MiB, which no token and no key is");
        return Err(Failure::io(name, &error));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endless_input_is_cut_off() {
        let failure = read_within("zero", io::repeat(0)).expect_err("endless");
        let shown = failure.to_json().to_string();
        assert!(shown.contains("larger than 1 MiB"), "{shown}");
        assert_eq!(read_within("four", &b"four"[..]).expect("short").as_slice(), b"four");
    }

    #[test]
    fn one_line_break_at_the_end_goes() {
        for (text, expected) in [("a", "a"), ("a\n", "a"), ("a\r\n", "a"), ("a\n\n", "a\n")] {
            assert_eq!(without_last_line_break(text), expected);
        }
    }
}
