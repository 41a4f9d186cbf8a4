//! Classes of endings, and how a word is cut by them.

use std::collections::HashSet;

/// The endings of one class of words.
#[derive(Debug)]
pub(super) struct Endings {
    all: HashSet<String>,
    longest: usize,
}

impl Endings {
    /// From words with blanks between them; `-` is no ending at all.
    pub(super) fn of(lists: &[&str]) -> Self {
        Self::from_all(lists.iter().flat_map(|list| list.split_whitespace()).map(|ending| if ending == "-" { String::new() } else { ending.to_owned() }))
    }

    /// From a list of endings.
    pub(super) fn from_all(endings: impl IntoIterator<Item = String>) -> Self {
        let all: HashSet<String> = endings.into_iter().collect();
        let longest = all.iter().map(|ending| ending.chars().count()).max().unwrap_or(0);
        Self { all, longest }
    }

    /// Whether it is one of them.
    pub(super) fn has(&self, ending: &str) -> bool {
        self.all.contains(ending)
    }

    /// Every way to cut a word into a stem and one of the endings, the longest ending first.
    pub(super) fn cut<'w>(&self, word: &'w str) -> impl Iterator<Item = (&'w str, &'w str)> {
        let letters = word.chars().count();
        let borders = word.char_indices().map(|(at, _)| at).chain([word.len()]).skip(letters.saturating_sub(self.longest));
        borders.filter_map(|at| word.split_at_checked(at)).filter(|(_, ending)| self.has(ending))
    }
}

/// Each of the first with each of the second behind it, blanks between them.
pub(super) fn product(first: &str, second: &str) -> String {
    let pieces = |list: &str| list.split_whitespace().map(|piece| piece.trim_matches('-').to_owned()).collect::<Vec<_>>();
    let seconds = pieces(second);
    let joined = pieces(first).into_iter().flat_map(|first| seconds.iter().map(move |second| format!("{first}{second}")).collect::<Vec<_>>());
    joined.map(|ending| if ending.is_empty() { "-".to_owned() } else { ending }).collect::<Vec<_>>().join(" ")
}

/// A word's last letters, the last one first.
pub(super) fn last_letters<const N: usize>(word: &str) -> Option<[char; N]> {
    let mut letters = word.chars().rev();
    let mut out = ['\0'; N];
    for place in &mut out {
        *place = letters.next()?;
    }
    Some(out)
}

/// A word without its last letters.
pub(super) fn without_last(word: &str, letters: usize) -> &str {
    let kept = word.chars().count().saturating_sub(letters);
    word.char_indices().nth(kept).and_then(|(at, _)| word.get(..at)).unwrap_or(word)
}
