//! Snippets of knowledge: what the owner wrote down once, and files it comes from.

use super::terms::{Terms, Tongue};
use crate::classify::Intent;
use crate::guard::Locale;
pub use pult_domain::SnippetForm as Form;
use serde::{Deserialize, Serialize};

/// Longest snippet that is a reply by itself, in characters; a longer one is a page to look things up.
pub const REPLY_CHARS: usize = 600;
/// From this likeness on a question of one word is the snippet's title.
const ITS_TITLE: f32 = 0.7;
/// Longest snippet kept, in characters.
pub const LONGEST: usize = 4_000;
/// Snippets of one file at most.
pub const MOST_OF_FILE: usize = 1_000;

/// A snippet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snippet {
    /// Its row.
    pub id: i64,
    /// What it is about.
    pub title: String,
    /// The text.
    pub text: String,
    /// Its language; any where none is told.
    pub language: Option<Locale>,
}

/// Whether what is asked for is answered with what the shop knows, and so may stand in a snippet.
pub(crate) fn may_answer(intent: Intent) -> bool {
    matches!(
        intent,
        Intent::ProductQuestion
            | Intent::AvailabilityPrice
            | Intent::Recommendation
            | Intent::TechnicalProblem
            | Intent::ReturnRefund
            | Intent::OrderStatus
            | Intent::BillingInvoice
    )
}

/// How surely a snippet answers a question: the share of the question's words that it has.
pub(super) fn fits(snippet: &Snippet, question: &Terms, tongue: Tongue) -> Option<f32> {
    if snippet.language.is_some_and(|language| language != tongue.locale()) {
        return None;
    }
    let about = Terms::of(&format!("{}\n{}", snippet.title, snippet.text), tongue);
    let (title, covered) = (question.likeness(&Terms::of(&snippet.title, tongue)), question.covered_by(&about));
    // One word is enough where it is what the snippet is about.
    if question.len() < 2 && title < ITS_TITLE {
        return None;
    }
    (covered >= 0.5).then_some((0.25 + 0.4 * covered + 0.25 * title).min(0.9))
}

/// What a file is, by the ending of its name.
#[must_use]
pub fn form_of(name: &str) -> Form {
    match name.rsplit('.').next().unwrap_or_default().to_lowercase().as_str() {
        "csv" | "tsv" => Form::Csv,
        "md" | "markdown" => Form::Markdown,
        _ => Form::Text,
    }
}

/// Titles and texts found in a file's contents; empty ones left out, long ones cut at a sentence.
#[must_use]
pub fn read_file(contents: &str, form: Form) -> Vec<(String, String)> {
    let contents = contents.strip_prefix('\u{feff}').unwrap_or(contents);
    let found = match form {
        Form::Text => paragraphs(contents),
        Form::Csv => rows(contents),
        Form::Markdown => sections(contents),
    };
    let whole = found.into_iter().map(|(title, text)| (shortened(&title, 120), shortened(&text, LONGEST)));
    whole.filter(|(_, text)| text.chars().any(char::is_alphanumeric)).take(MOST_OF_FILE).collect()
}

fn shortened(text: &str, chars: usize) -> String {
    text.trim().chars().take(chars).collect()
}

fn paragraphs(contents: &str) -> Vec<(String, String)> {
    let unified = contents.replace("\r\n", "\n");
    let parts = unified.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    parts
        .map(|part| match part.split_once('\n') {
            // A first line without a full stop is a heading; otherwise it is the text's own beginning.
            Some((first, rest)) if !first.trim_end().ends_with(['.', '!', ';', ',']) => (first.to_owned(), rest.to_owned()),
            _ => (part.chars().take(60).collect(), part.to_owned()),
        })
        .collect()
}

fn sections(contents: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in contents.lines() {
        match line.trim_start().strip_prefix('#') {
            Some(heading) => found.push((heading.trim_start_matches('#').trim().to_owned(), String::new())),
            None => match found.last_mut() {
                Some((_, text)) => {
                    text.push_str(plain(line).trim_end());
                    text.push('\n');
                }
                None if !line.trim().is_empty() => found.push((line.trim().chars().take(60).collect(), format!("{}\n", plain(line)))),
                None => {}
            },
        }
    }
    found
}

/// A line without the marks of emphasis and lists, which a chat would show as they are.
fn plain(line: &str) -> String {
    let line = line.trim_start();
    let item = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")).map(|rest| format!("• {rest}"));
    item.unwrap_or_else(|| line.to_owned()).replace("**", "").replace("__", "").replace('`', "")
}

fn rows(contents: &str) -> Vec<(String, String)> {
    let first = contents.lines().next().unwrap_or_default();
    let count = |c: char| first.matches(c).count();
    let comma = [';', '\t', ','].into_iter().max_by_key(|c| (count(*c), *c == ';')).unwrap_or(',');
    let mut found: Vec<(String, String)> = Vec::new();
    for cells in cells(contents, comma) {
        let mut cells = cells.into_iter();
        let (Some(title), rest) = (cells.next(), cells.collect::<Vec<_>>().join("\n")) else { continue };
        if rest.trim().is_empty() { found.push((title.chars().take(60).collect(), title)) } else { found.push((title, rest)) }
    }
    let heading = found.first().is_some_and(|(title, text)| is_heading(title) && is_heading(text));
    if heading { found.into_iter().skip(1).collect() } else { found }
}

fn is_heading(cell: &str) -> bool {
    const NAMES: [&str; 20] = [
        "title",
        "question",
        "name",
        "topic",
        "text",
        "answer",
        "content",
        "вопрос",
        "тема",
        "название",
        "ответ",
        "текст",
        "kerdes",
        "valasz",
        "cim",
        "szoveg",
        "otazka",
        "odpoved",
        "nazev",
        "reponse",
    ];
    NAMES.contains(&pult_domain::sla::words::fold(cell.trim()).as_str())
}

/// Rows of cells; a cell in quotes may hold commas, line breaks and doubled quotes (RFC 4180).
fn cells(contents: &str, comma: char) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = contents.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted || cell.trim().is_empty() => quoted = !quoted,
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c if c == comma && !quoted => row.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    row.push(cell);
    rows.push(row);
    rows.retain(|row: &Vec<String>| row.iter().any(|cell| !cell.trim().is_empty()));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_three_kinds_give_titles_and_texts() {
        let text = read_file("Уход за чашкой\nМожно мыть в посудомойке.\n\nДоставка идёт два дня. Иногда дольше.", Form::Text);
        assert_eq!(text[0], ("Уход за чашкой".into(), "Можно мыть в посудомойке.".into()));
        assert_eq!(text[1].1, "Доставка идёт два дня. Иногда дольше.");
        let csv = read_file("\u{feff}Вопрос;Ответ\r\n\"Размер; чашки\";\"350 мл,\nвысота \"\"9\"\" см\"\r\n", Form::Csv);
        assert_eq!(csv, [("Размер; чашки".into(), "350 мл,\nвысота \"9\" см".into())]);
        let md = read_file("# Уход\n\n- **Не** кипятить\n## Доставка\nКурьер\n", Form::Markdown);
        assert_eq!(md, [("Уход".into(), "• Не кипятить".into()), ("Доставка".into(), "Курьер".into())]);
        for junk in ["", "\u{feff}", ";;;\n;;", "###", "\"", "\0\0"] {
            for form in [Form::Text, Form::Csv, Form::Markdown] {
                assert!(read_file(junk, form).iter().all(|(_, text)| !text.is_empty()), "{junk:?}");
            }
        }
    }
}
