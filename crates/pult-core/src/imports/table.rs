//! Rows of a table by RFC 4180, from whatever program wrote it.
//!
//! A quote that is opened and never closed would swallow the rest of the file. It is believed for
//! [`LONGEST`] bytes; then its line is the bad one, and reading goes on with the line after it. The
//! separator is the one that the heading has most of: comma, semicolon or tab.

use super::lines::{LONGEST, Lines, Raw, bare};
use crate::api::dto::ImportFault;
use std::collections::VecDeque;
use std::io::{BufRead, Result};

/// A row with the line it begins on, or why there is none.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// Its cells.
    Cells(u64, Vec<String>),
    /// A line that was passed over.
    Bad(u64, ImportFault),
}

/// Rows of a table.
pub(super) struct Rows<R> {
    lines: Lines<R>,
    /// Lines that were read for a row that was none, to be read again.
    again: VecDeque<(u64, Vec<u8>)>,
    separator: u8,
}

impl<R: BufRead> Rows<R> {
    pub(super) fn new(lines: Lines<R>, separator: u8) -> Self {
        Self { lines, again: VecDeque::new(), separator }
    }

    /// How much was read, in bytes.
    pub(super) fn bytes(&self) -> u64 {
        self.lines.bytes
    }

    /// The next row; nothing at the end of the file. Empty lines are no rows.
    pub(super) fn next(&mut self) -> Result<Option<Row>> {
        loop {
            let Some(raw) = self.line()? else { return Ok(None) };
            let (first, mut bytes) = match raw {
                Raw::Line(line, bytes) => (line, bytes),
                Raw::Bad(line, fault) => return Ok(Some(Row::Bad(line, fault))),
            };
            if bare(&bytes).is_empty() {
                continue;
            }
            // Where each line of the row begins, so that they can be read again.
            let mut begins = vec![(first, 0)];
            let mut quotes = Quotes::default();
            let mut open = quotes.open_after(&bytes, self.separator);
            while open && bytes.len() <= LONGEST {
                match self.line()? {
                    Some(Raw::Line(line, more)) => {
                        begins.push((line, bytes.len()));
                        open = quotes.open_after(&more, self.separator);
                        bytes.extend(more);
                    }
                    Some(Raw::Bad(..)) | None => break,
                }
            }
            if !open {
                return Ok(Some(cells(first, bare(&bytes), self.separator)));
            }
            self.read_again(&bytes, begins.get(1..).unwrap_or_default());
            return Ok(Some(Row::Bad(first, ImportFault::QuoteOpen)));
        }
    }

    fn line(&mut self) -> Result<Option<Raw>> {
        match self.again.pop_front() {
            Some((line, bytes)) => Ok(Some(Raw::Line(line, bytes))),
            None => self.lines.next(),
        }
    }

    fn read_again(&mut self, bytes: &[u8], begins: &[(u64, usize)]) {
        let ends = begins.iter().skip(1).map(|(_, at)| *at).chain([bytes.len()]);
        let lines = begins.iter().zip(ends).filter_map(|((line, from), to)| Some((*line, bytes.get(*from..to)?.to_vec())));
        for (n, line) in lines.enumerate() {
            self.again.insert(n, line);
        }
    }
}

/// How a row stands behind the lines that were read of it: each of them is looked at once, however many there are.
#[derive(Default)]
struct Quotes {
    quoted: bool,
    /// A quote here would be a word's, not a cell's.
    within: bool,
}

impl Quotes {
    /// Reads on; whether a quoted cell goes on beyond these bytes.
    fn open_after(&mut self, bytes: &[u8], separator: u8) -> bool {
        for byte in bytes {
            // A doubled quote closes and opens again, which comes to the same.
            if *byte == b'"' && (self.quoted || !self.within) {
                self.quoted = !self.quoted;
            }
            // After a closing quote another may follow: it belongs to the cell as well.
            self.within = self.quoted || (*byte != separator && *byte != b'\n' && *byte != b'"');
        }
        self.quoted
    }
}

fn cells(line: u64, bytes: &[u8], separator: u8) -> Row {
    let Ok(text) = std::str::from_utf8(bytes) else { return Row::Bad(line, ImportFault::NotUtf8) };
    Row::Cells(line, split(text, char::from(separator)))
}

/// The cells of a row.
pub(super) fn split(row: &str, separator: char) -> Vec<String> {
    let mut cells = vec![String::new()];
    let (mut quoted, mut begins) = (false, true);
    let mut signs = row.chars().peekable();
    while let Some(sign) = signs.next() {
        let began = std::mem::take(&mut begins);
        let Some(cell) = cells.last_mut() else { break };
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if began => quoted = true,
            sign if sign == separator && !quoted => {
                cells.push(String::new());
                begins = true;
            }
            sign => cell.push(sign),
        }
    }
    cells
}

/// The separator that a heading has most of.
pub(super) fn separator_of(heading: &str) -> u8 {
    let count = |separator: char| split(heading, separator).len();
    // Of equals the first: a heading of one column has none of them.
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|separator| count(char::from(*separator))).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Row> {
        let mut rows = Rows::new(Lines::new(text.as_bytes()), b',');
        std::iter::from_fn(|| rows.next().expect("memory is read")).collect()
    }

    fn cells_of(line: u64, cells: &[&str]) -> Row {
        Row::Cells(line, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn rows_are_those_of_the_standard() {
        let found = rows("a,b,c\r\n\"x,1\",\"he said \"\"no\"\"\",\"two\r\nlines\"\r\n\r\nlast,\"\",end");
        let wanted = [cells_of(1, &["a", "b", "c"]), cells_of(2, &["x,1", "he said \"no\"", "two\r\nlines"]), cells_of(5, &["last", "", "end"])];
        assert_eq!(found, wanted);
    }

    #[test]
    fn a_quote_that_never_closes_costs_its_own_line() {
        let found = rows("a,b\n1,\"open\n2,fine\n3,fine\n");
        assert_eq!(found, [cells_of(1, &["a", "b"]), Row::Bad(2, ImportFault::QuoteOpen), cells_of(3, &["2", "fine"]), cells_of(4, &["3", "fine"])]);
    }

    #[test]
    fn a_quote_that_never_closes_is_looked_for_once() {
        // Read anew with each line these would be fifty thousand million bytes.
        let lines = LONGEST / 10 + 1;
        let found = rows(&format!("a,b\n1,\"open\n{}", "2,fine678\n".repeat(lines)));
        assert_eq!((found.len(), &found[1]), (lines + 2, &Row::Bad(2, ImportFault::QuoteOpen)));
        assert_eq!(found.last(), Some(&cells_of(u64::try_from(lines).unwrap() + 2, &["2", "fine678"])));
    }

    #[test]
    fn a_quote_inside_a_word_is_a_quote() {
        assert_eq!(rows("12\" plate,5\n"), [cells_of(1, &["12\" plate", "5"])]);
    }

    #[test]
    fn bytes_that_are_no_text_cost_their_line() {
        let mut rows = Rows::new(Lines::new(&b"a\n\xff\xfe\nb\n"[..]), b',');
        assert_eq!(rows.next().expect("read"), Some(cells_of(1, &["a"])));
        assert_eq!(rows.next().expect("read"), Some(Row::Bad(2, ImportFault::NotUtf8)));
        assert_eq!(rows.next().expect("read"), Some(cells_of(3, &["b"])));
    }

    #[test]
    fn the_heading_shows_the_separator() {
        assert_eq!(separator_of("Дата;Автор;Текст"), b';');
        assert_eq!(separator_of("date\tauthor\ttext"), b'\t');
        assert_eq!(separator_of("\"date;time\",author"), b',');
        assert_eq!(separator_of("one"), b',');
    }
}
