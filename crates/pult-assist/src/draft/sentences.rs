//! A text cut into sentences and put together again.
//!
//! A sentence is what can be kept or left out by itself: it ends at a full stop, a question or
//! exclamation mark followed by a blank and a letter that can begin one, or at the end of a line.

use pult_domain::sla::words::{fold, words};

/// A sentence with the blank or line break that follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// Its words with the closing marks.
    pub(crate) text: String,
    /// Whether a line break follows.
    pub(crate) breaks: bool,
}

/// Cuts a text; blank lines disappear.
pub(crate) fn cut(text: &str) -> Vec<Sentence> {
    let mut found = Vec::new();
    for line in text.lines() {
        let chars: Vec<char> = line.trim().chars().collect();
        let mut current = String::new();
        for (at, c) in chars.iter().copied().enumerate() {
            current.push(c);
            // A variable may stand for a whole sentence: "{{status}} We are here."
            if (closes(c) || current.ends_with("}}")) && begins_after(chars.get(at + 1..).unwrap_or_default()) && !abbreviated(&current) {
                push(&mut found, &mut current, false);
            }
        }
        push(&mut found, &mut current, true);
        if let Some(last) = found.last_mut() {
            last.breaks = true;
        }
    }
    if let Some(last) = found.last_mut() {
        last.breaks = false;
    }
    found
}

/// Puts sentences together as they stood.
pub(crate) fn join<'a>(sentences: impl IntoIterator<Item = &'a Sentence>) -> String {
    let mut out = String::new();
    for sentence in sentences {
        out.push_str(&sentence.text);
        out.push(if sentence.breaks { '\n' } else { ' ' });
    }
    out.trim().to_owned()
}

/// Counts words with at least two letters.
pub(crate) fn weight(text: &str) -> usize {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1).count()
}

/// The words of a text, folded.
pub(super) fn folded(text: &str) -> Vec<String> {
    words(text).iter().map(|word| fold(&word.lower)).collect()
}

fn push(found: &mut Vec<Sentence>, current: &mut String, breaks: bool) {
    let text = current.trim();
    if !text.is_empty() {
        found.push(Sentence { text: text.to_owned(), breaks });
    }
    current.clear();
}

fn closes(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

/// After a sentence comes a blank and then anything but a small letter or another closing mark.
fn begins_after(rest: &[char]) -> bool {
    let spaces = rest.iter().take_while(|c| c.is_whitespace()).count();
    let next = rest.get(spaces).copied();
    spaces > 0 && next.is_none_or(|c| !c.is_lowercase() && !closes(c) && c != ':')
}

/// "д.", "č.", "obj.", "т." before a number, and what stands before a name.
fn abbreviated(current: &str) -> bool {
    const BEFORE_NUMBERS: [&str; 12] = ["д", "кв", "т", "стр", "рис", "арт", "č", "obj", "tel", "str", "no", "n"];
    let short = |said: &str| BEFORE_NUMBERS.contains(&last_word(said).to_lowercase().as_str());
    current.strip_suffix('.').is_some_and(short) || ends_before_name(current)
}

/// Whether a text ends with what has its point before the name of a person or a place: "ул.", "Mr.", an initial. The letter of
/// "USB-C." is none.
pub(super) fn ends_before_name(current: &str) -> bool {
    const BEFORE_NAMES: [&str; 16] = ["ул", "пр", "пер", "пл", "г", "ul", "pl", "nám", "nam", "mr", "mrs", "ms", "dr", "ing", "mgr", "mme"];
    let Some(said) = current.strip_suffix('.') else { return false };
    let word = last_word(said);
    let mut letters = word.chars();
    let single = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    // "А. С. Петров" and "А.С. Петров".
    let apart = |before: &str| before.is_empty() || before.ends_with(|c: char| c == '.' || c.is_whitespace());
    (single && said.strip_suffix(word).is_some_and(apart)) || BEFORE_NAMES.contains(&word.to_lowercase().as_str())
}

fn last_word(said: &str) -> &str {
    said.trim_end_matches('.').rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_cut_and_joined_without_loss() {
        for text in
            ["Здравствуйте! Да, можно, до 60 градусов. Роспись под глазурью.", "Ul. Dlouhá 5. Ano?", "Bonjour !\nOui… peut-être. D'accord", "", "...", "a.b.c"]
        {
            let cut = cut(text);
            assert_eq!(join(&cut).split_whitespace().collect::<String>(), text.split_whitespace().collect::<String>(), "{text}");
        }
        assert_eq!(cut("Здравствуйте, Анна! Да, можно. Ждём.").len(), 3);
        assert_eq!(cut("ул. Ленина, д. 5 рядом").len(), 1);
        assert_eq!(cut("Посылку заберёт С. Петров. Ждём.").len(), 2);
        assert_eq!(cut("Посылку заберёт А.С. Петров. Ждём.").len(), 2);
        assert_eq!(cut("Ask Mr. Brown. It has USB-C. Yes.").len(), 3);
        assert_eq!(cut("Bonjour ! Ça va ?").len(), 2);
    }
}
