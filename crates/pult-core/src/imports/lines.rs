//! A file of records, line by line, in bounded memory.

use crate::api::dto::ImportFault;
use std::io::{BufRead, Read as _, Result};

/// Longest line or row that is read, in bytes: 1 MB. The longest text a marketplace takes is 10,000
/// characters; whatever is longer is no message.
pub(super) const LONGEST: usize = 1 << 20;

/// What was read: a record with its line, or why the line is none.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Raw {
    /// The bytes of a line.
    Line(u64, Vec<u8>),
    /// A line that was passed over.
    Bad(u64, ImportFault),
}

/// Lines of a file.
pub(super) struct Lines<R> {
    file: R,
    line: u64,
    /// How much was read, in bytes.
    pub(super) bytes: u64,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(file: R) -> Self {
        Self { file, line: 0, bytes: 0 }
    }

    /// The number of the line that was read last.
    pub(super) fn number(&self) -> u64 {
        self.line
    }

    /// The next line without its end; nothing at the end of the file.
    pub(super) fn next(&mut self) -> Result<Option<Raw>> {
        let mut bytes = Vec::new();
        let limit = u64::try_from(LONGEST).unwrap_or(u64::MAX) + 1;
        let read = self.file.by_ref().take(limit).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            return Ok(None);
        }
        self.line += 1;
        self.bytes += u64::try_from(read).unwrap_or(0);
        if !bytes.ends_with(b"\n") && bytes.len() > LONGEST {
            self.skip_line()?;
            return Ok(Some(Raw::Bad(self.line, ImportFault::TooLong)));
        }
        Ok(Some(Raw::Line(self.line, bytes)))
    }

    /// Passes over what is left of a line, without keeping it.
    fn skip_line(&mut self) -> Result<()> {
        loop {
            let buffer = self.file.fill_buf()?;
            if buffer.is_empty() {
                return Ok(());
            }
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let used = end.map_or(buffer.len(), |end| end + 1);
            self.file.consume(used);
            self.bytes += u64::try_from(used).unwrap_or(0);
            if end.is_some() {
                return Ok(());
            }
        }
    }
}

/// A line without its end.
pub(super) fn bare(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    bytes.strip_suffix(b"\r").unwrap_or(bytes)
}
