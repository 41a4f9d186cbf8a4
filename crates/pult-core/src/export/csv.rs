//! The form for spreadsheets: one message a row, by RFC 4180.
//!
//! UTF-8 with the byte order mark: without it Excel takes the file for the system's code page and
//! Cyrillic becomes noise; LibreOffice and every CSV library skip the mark.
//!
//! A cell that begins with `=`, `+`, `-`, `@`, a tab or a line break (or the full-width forms of these
//! signs) would be a formula, and a buyer may write `=HYPERLINK(...)`. Quoting does not help: programs
//! take the quotes off and calculate. So such a cell gets an apostrophe before it, the spreadsheets' own
//! mark for text (OWASP, "CSV Injection"). So does a cell that already has apostrophes before such a
//! sign: what was put before can then be taken off again without a doubt ([`undefused`]).
//!
//! Where lists are separated by a semicolon (Excel in Russian, Hungarian, Czech and French) a comma ends no
//! cell and a quote behind one means nothing: what stands behind a semicolon or a line break begins a cell there.
//! So apostrophes stand before such signs in the middle of a text too.

use super::sheet::{About, ChatPart, Sheet};
use crate::history_file::written;
use pult_store::MessageRow;
use std::borrow::Cow;
use std::io::{Result, Write};

/// The mark of UTF-8.
pub(crate) const MARK: char = '\u{feff}';
/// The columns, in their order. The contract of the form: they stay.
pub(crate) const COLUMNS: [&str; 13] =
    ["shop", "channel", "chat", "customer", "order", "item", "message", "time", "time_utc", "author", "kind", "text", "files"];

/// The table being written.
pub(super) struct Table {
    about: About,
    /// The cells that every message of the chat begins with.
    chat: String,
}

impl Table {
    pub(super) fn new(about: About) -> Self {
        Self { about, chat: String::new() }
    }
}

impl Sheet for Table {
    fn head(&mut self, out: &mut dyn Write) -> Result<()> {
        write!(out, "{MARK}{}\r\n", COLUMNS.join(","))
    }

    fn chat(&mut self, _: &mut dyn Write, chat: &ChatPart) -> Result<()> {
        let row = &chat.row;
        let item = row.item.clone().unwrap_or_default();
        let cells =
            [&chat.shop, row.channel.as_str(), row.remote_id.as_str(), &row.customer, &item.order_id.unwrap_or_default(), &item.title.unwrap_or_default()]
                .map(cell);
        self.chat = cells.join(",");
        Ok(())
    }

    fn messages(&mut self, out: &mut dyn Write, rows: &[MessageRow]) -> Result<()> {
        for row in rows {
            // Spreadsheets know a date with a blank, not with a T; the exact moment stands beside it.
            let local = self.about.hours.written(row.sent_at);
            let local = local.get(..19).unwrap_or(&local).replace('T', " ");
            let files: Vec<&str> = row.attachments.iter().map(|file| file.name.as_deref().unwrap_or(file.kind.as_str())).collect();
            let id = row.remote_id.as_ref().map_or("", |id| id.as_str());
            let cells = [id, &local, &written(row.sent_at), row.author.as_str(), row.kind.as_str(), &row.text, &files.join("; ")].map(cell);
            write!(out, "{},{}\r\n", self.chat, cells.join(","))?;
        }
        Ok(())
    }

    fn end(&mut self, _: &mut dyn Write) -> Result<()> {
        Ok(())
    }
}

/// Whether a program would calculate what begins so.
fn begins_formula(text: &str) -> bool {
    begins_with_sign(text) || text.starts_with(['\t', '\r', '\n'])
}

fn begins_with_sign(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// The pieces of a text that a program may take for cells, the ends of each included, and whether an apostrophe keeps
/// each from being calculated. What was put before a piece changes nothing of that.
fn pieces(text: &str) -> impl Iterator<Item = (&str, bool)> {
    text.split_inclusive(['\t', '\r', '\n', ';']).enumerate().map(|(n, piece)| {
        // Quotes behind a semicolon are taken off there, whatever they are here.
        let formula = if n == 0 { begins_formula(piece.trim_start_matches('\'')) } else { begins_with_sign(piece.trim_start_matches(['\'', '"'])) };
        (piece, formula)
    })
}

/// A cell: no formula, no NUL (a table has none: it is shown as its sign), quoted where it must be.
fn cell(text: &str) -> String {
    let plain = if text.contains('\0') { Cow::Owned(text.replace('\0', "\u{2400}")) } else { Cow::Borrowed(text) };
    if !plain.contains([',', '"', '\r', '\n', ';']) && !pieces(&plain).any(|(_, formula)| formula) {
        return plain.into_owned();
    }
    let guarded: String = pieces(&plain).flat_map(|(piece, formula)| [if formula { "'" } else { "" }, piece]).collect();
    format!("\"{}\"", guarded.replace('"', "\"\""))
}

/// The text of a cell that [`cell`] wrote, its quotes taken off already.
pub(crate) fn undefused(cell: &str) -> Cow<'_, str> {
    if !pieces(cell).any(|(_, formula)| formula) {
        return Cow::Borrowed(cell);
    }
    Cow::Owned(pieces(cell).map(|(piece, formula)| piece.strip_prefix('\'').filter(|_| formula).unwrap_or(piece)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_cell_is_a_formula() {
        for text in ["=1+1", "+7 916", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'=1", "''@x"] {
            let cell = cell(text);
            assert!(cell.starts_with("\"'"), "{text:?} became {cell:?}");
        }
        for text in ["Здравствуйте", "5 - 3 = 2", "'tis", ""] {
            assert_eq!(cell(text), text, "ordinary words stay as they are");
        }
        assert_eq!(cell("сказал \"да\", и всё"), "\"сказал \"\"да\"\", и всё\"");
        assert_eq!(cell("a\0b"), "a\u{2400}b");
    }

    #[test]
    fn nor_is_a_piece_of_it_where_a_semicolon_ends_cells() {
        for (text, written) in [
            ("x;=1+1;y", "\"x;'=1+1;y\""),
            ("x\n@SUM(A1)", "\"x\n'@SUM(A1)\""),
            ("x;\"=1", "\"x;'\"\"=1\""),
            ("x;'=1", "\"x;''=1\""),
            ("\t=1", "\"'\t'=1\""),
            ("x; y\n\nz", "\"x; y\n\nz\""),
        ] {
            assert_eq!(cell(text), written);
        }
    }

    proptest! {
        #[test]
        fn what_was_put_before_a_cell_comes_off_again(text in "('{0,3}[=+@\t-]?[^\0]{0,6}[;\n\t]?['\"]{0,2}){0,3}") {
            let cell = cell(&text);
            let quoted = cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"')).map(|cell| cell.replace("\"\"", "\""));
            let bare = quoted.unwrap_or_else(|| cell.clone());
            prop_assert_eq!(undefused(&bare), text);
        }
    }
}
