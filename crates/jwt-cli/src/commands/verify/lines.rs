use crate::{failure::Failure, input};
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read as _},
    path::Path,
};

/// A line with something in it.
pub(super) struct Line {
    /// From 1.
    pub(super) number: u64,
    /// Its bytes, with the line break.
    pub(super) len: u64,
    /// `None` if it is longer than any token.
    pub(super) text: Option<String>,
}

/// The lines of a file, or of standard input, in batches of bounded size.
pub(super) struct Lines {
    source: Box<dyn BufRead + Send>,
    label: String,
    size: Option<u64>,
    number: u64,
}

impl Lines {
    /// Opens a file, or standard input for `-`.
    ///
    /// # Errors
    /// [`Failure`] that says which file it is about.
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        let label = input::label(path);
        if path == Path::new("-") {
            let source = Box::new(BufReader::new(input::stdin()?));
            return Ok(Self { source, label, size: None, number: 0 });
        }
        let file = File::open(path).map_err(|error| Failure::io(&label, &error))?;
        let metadata = file.metadata().map_err(|error| Failure::io(&label, &error))?;
        let size = metadata.is_file().then_some(metadata.len());
        Ok(Self { source: Box::new(BufReader::new(file)), label, size, number: 0 })
    }

    /// How many bytes there are, if that is known.
    pub(super) fn size(&self) -> Option<u64> {
        self.size
    }

    /// The next lines, but for those with nothing in them; none at the end.
    ///
    /// # Errors
    /// [`Failure`] if they cannot be read.
    pub(super) fn batch(&mut self) -> Result<Vec<Line>, Failure> {
        let (mut batch, mut len) = (Vec::new(), 0);
        while batch.len() < BATCH_LINES && len < BATCH_LEN {
            let mut line = Vec::new();
            let read = (&mut self.source).take(LINE_LEN as u64).read_until(b'\n', &mut line);
            if read.map_err(|error| Failure::io(&self.label, &error))? == 0 {
                break;
            }
            self.number += 1;
            let number = self.number;
            if !line.ends_with(b"\n") && line.len() == LINE_LEN {
                batch.push(Line { number, len: LINE_LEN as u64 + self.skip_line()?, text: None });
                continue;
            }
            // What is no text is no token either, and is judged as such.
            let text = String::from_utf8_lossy(&line);
            if !text.trim().is_empty() {
                len += line.len();
                let text = Some(text.into_owned());
                batch.push(Line { number, len: line.len() as u64, text });
            }
        }
        Ok(batch)
    }

    /// Passes over the rest of a line, and tells its length.
    fn skip_line(&mut self) -> Result<u64, Failure> {
        let mut skipped = 0;
        loop {
            let buffer = match self.source.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(Failure::io(&self.label, &error)),
            };
            if buffer.is_empty() {
                return Ok(skipped);
            }
            let (len, is_end) = match buffer.iter().position(|byte| *byte == b'\n') {
                Some(at) => (at + 1, true),
                None => (buffer.len(), false),
            };
            self.source.consume(len);
            skipped += len as u64;
            if is_end {
                return Ok(skipped);
            }
        }
    }
}

const BATCH_LINES: usize = 4096;
const BATCH_LEN: usize = 4 * 1024 * 1024;

/// A token's limit, and room for what stands around it.
const LINE_LEN: usize = 64 * 1024 + 4096;
