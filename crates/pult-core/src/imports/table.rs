//! Rows of a table by RFC 4180, from whatever program wrote it.
//!
//! A quote that is opened and never closed would swallow the rest of the file. It is believed for
//! [`LONGEST`] bytes and [`MOST_LINES`]; then its line is the bad one, and reading goes on with the line
//! after it. The separator is the one that the heading has most of: comma, semicolon or tab.

use super::lines::{LONGEST, Lines, Raw, bare};
use crate::api::dto::ImportFault;
use std::collections::VecDeque;
use std::io::{BufRead, Result};

/// Lines of one row at most: no message has so many.
const MOST_LINES: usize = 1_000;

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
    /// What was read to find where a row ends, and belongs to none yet.
    ahead: VecDeque<Raw>,
    /// So many of these lines, from the first one on, leave a quote open that was open before them, and so many bytes
    /// they have. Were they looked at anew for each row, an open quote on every line would cost all of them every time.
    leave_open: (usize, usize),
    separator: u8,
    /// Lines that were looked at.
    #[cfg(test)]
    looked_at: usize,
}

impl<R: BufRead> Rows<R> {
    pub(super) fn new(lines: Lines<R>, separator: u8) -> Self {
        Self {
            lines,
            ahead: VecDeque::new(),
            leave_open: (0, 0),
            separator,
            #[cfg(test)]
            looked_at: 0,
        }
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
            self.looked();
            if Quotes::default().open_after(&bytes, self.separator) {
                let Some(more) = self.lines_to_the_end(bytes.len())? else { return Ok(Some(Row::Bad(first, ImportFault::QuoteOpen))) };
                self.leave_open = (0, 0);
                for raw in self.ahead.drain(..more) {
                    if let Raw::Line(_, line) = raw {
                        bytes.extend(line);
                    }
                }
            }
            return Ok(Some(cells(first, bare(&bytes), self.separator)));
        }
    }

    fn line(&mut self) -> Result<Option<Raw>> {
        let Some(raw) = self.ahead.pop_front() else { return self.lines.next() };
        if let (Raw::Line(_, line), (lines @ 1.., bytes)) = (&raw, self.leave_open) {
            self.leave_open = (lines - 1, bytes.saturating_sub(line.len()));
        }
        Ok(Some(raw))
    }

    /// How many of the lines ahead belong to a row whose first line has so many bytes and leaves a quote open;
    /// nothing where it is not closed in time.
    fn lines_to_the_end(&mut self, first: usize) -> Result<Option<usize>> {
        loop {
            let (lines, bytes) = self.leave_open;
            if first + bytes > LONGEST || lines + 1 >= MOST_LINES {
                return Ok(None);
            }
            if self.ahead.len() == lines {
                let Some(raw) = self.lines.next()? else { return Ok(None) };
                self.ahead.push_back(raw);
            }
            // A line that was passed over belongs to no row.
            let Some(Raw::Line(_, line)) = self.ahead.get(lines) else { return Ok(None) };
            let open = Quotes::OPEN.open_after(line, self.separator);
            let size = line.len();
            self.looked();
            if !open {
                return Ok(Some(lines + 1));
            }
            self.leave_open = (lines + 1, bytes + size);
        }
    }

    /// Counts a line that was looked at.
    fn looked(&mut self) {
        #[cfg(test)]
        {
            self.looked_at += 1;
        }
    }
}

/// How a row stands somewhere within it.
#[derive(Default)]
struct Quotes {
    quoted: bool,
    /// A quote here would be a word's, not a cell's.
    within: bool,
}

impl Quotes {
    /// At the end of a line that leaves a quote open.
    const OPEN: Self = Self { quoted: true, within: true };

    /// Whether a quoted cell goes on beyond these bytes.
    fn open_after(mut self, bytes: &[u8], separator: u8) -> bool {
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
    fn an_open_quote_on_every_line_is_looked_at_twice_at_most() {
        // Each of them closes the quote of the line before and opens its own.
        let text = "a\",\"\n".repeat(5_000);
        let mut rows = Rows::new(Lines::new(text.as_bytes()), b',');
        let found: Vec<Row> = std::iter::from_fn(|| rows.next().expect("memory is read")).collect();
        assert!(found.iter().all(|row| matches!(row, Row::Bad(_, ImportFault::QuoteOpen))));
        assert_eq!((found.len(), rows.looked_at <= 2 * 5_000), (5_000, true), "{} looks", rows.looked_at);
    }

    #[test]
    fn a_row_of_a_thousand_lines_is_one_and_of_more_is_none() {
        let row = |lines: usize| format!("\"{}end\"\nlast\n", "line\n".repeat(lines - 1));
        let found = rows(&row(MOST_LINES));
        assert_eq!((found.len(), found.last()), (2, Some(&cells_of(1_001, &["last"]))));
        assert_eq!(rows(&row(MOST_LINES + 1)).first(), Some(&Row::Bad(1, ImportFault::QuoteOpen)));
    }

    #[test]
    fn a_line_that_is_no_line_is_told_though_a_quote_stands_open_before_it() {
        let found = rows(&format!("1,\"open\n{}\n3,fine\n", "x".repeat(LONGEST + 1)));
        assert_eq!(found, [Row::Bad(1, ImportFault::QuoteOpen), Row::Bad(2, ImportFault::TooLong), cells_of(3, &["3", "fine"])]);
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
