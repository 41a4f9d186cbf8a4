//! One edit taken apart.
//!
//! Sentences are aligned first and words inside a changed sentence second. Aligning words alone lost:
//! a sentence that was moved or left out then becomes a dozen meaningless replacements.

use super::{Change, Edit, NAME};
use crate::draft::{clean, names, sentences};
use pult_domain::HabitKind;
use pult_domain::sla::words::{fold, words};

/// Words on one side of a replacement at most: more is another sentence.
const MOST_WORDS: usize = 3;
/// So much of a sentence must stay, in per cent of its words, for the rest to be a replacement.
const SAME_PER_CENT: usize = 50;
/// A reply with at most this share of its letters left, in per cent, was shortened.
const SHORTENED_PER_CENT: usize = 75;
/// Longest sentence that is learned, in characters.
const LONGEST: usize = 200;

/// A sentence as it is compared and as it would be learned.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Folded words, a name as one mark.
    pub(super) key: String,
    /// The words with the name as a variable.
    pub(super) text: String,
}

/// What was done to a draft, each thing once. Nothing where it was sent as it was.
#[must_use]
pub fn changes(edit: &Edit) -> Vec<Change> {
    let (drafted, sent) = (lines(&edit.drafted, &edit.customer), lines(&edit.sent, &edit.customer));
    let (opened, drafted) = split_greeting(drafted);
    let (opens, sent) = split_greeting(sent);
    let mut found = Vec::new();
    found.extend(greeting(opened.as_ref(), opens.as_ref()));
    let gaps = align(&drafted, &sent);
    let anything_stays = drafted.len() > gaps.iter().map(|gap| gap.gone.len()).sum::<usize>();
    let (mut only_left_out, mut left_out) = (true, false);
    for gap in &gaps {
        only_left_out &= gap.came.is_empty();
        left_out |= !gap.gone.is_empty();
        // Where nothing stays, the reply was written anew, and its words say nothing about the draft's.
        if anything_stays || gap.gone.len() == gap.came.len() {
            found.extend(of_gap(gap, anything_stays));
        }
    }
    if only_left_out && left_out && anything_stays && letters(&sent) * 100 <= letters(&drafted) * SHORTENED_PER_CENT {
        found.push(Change { kind: HabitKind::Shorter, was: String::new(), becomes: sent.len().to_string() });
    }
    found.retain(|change| learnable(&change.was) && learnable(&change.becomes));
    found.sort();
    found.dedup();
    found
}

/// Sentences with names replaced.
pub(super) fn lines(text: &str, customer: &str) -> Vec<Line> {
    let names = names::parts(customer);
    sentences::cut(text).into_iter().map(|sentence| line(&sentence.text, &names)).collect()
}

fn line(sentence: &str, names: &[String]) -> Line {
    let chars: Vec<char> = sentence.chars().collect();
    let (mut text, mut key, mut done) = (String::new(), Vec::new(), 0);
    for word in words(sentence) {
        let folded = fold(&word.lower);
        let (start, end) = (word.start as usize, word.end as usize);
        text.extend(chars.get(done..start).unwrap_or_default());
        if names.iter().any(|name| names::is_form_of(&folded, name)) {
            // Two names in a row are one person.
            if !text.trim_end().ends_with(NAME) {
                text.push_str(NAME);
                key.push(NAME.to_owned());
            }
        } else {
            text.extend(chars.get(start..end).unwrap_or_default());
            key.push(folded);
        }
        done = end;
    }
    text.extend(chars.get(done..).unwrap_or_default());
    Line { key: key.join(" "), text }
}

/// A greeting at the beginning, and the rest.
pub(super) fn split_greeting(mut all: Vec<Line>) -> (Option<Line>, Vec<Line>) {
    let greets = all.first().is_some_and(|first| clean::is_greeting(&greeting_words(&first.key)));
    if greets {
        let first = all.remove(0);
        return (Some(first), all);
    }
    (None, all)
}

/// The words of a greeting without the name: "Анна, здравствуйте" greets as well.
fn greeting_words(key: &str) -> Vec<String> {
    key.split(' ').filter(|word| *word != NAME && !word.is_empty()).map(str::to_owned).collect()
}

/// The bare words of a greeting, where it is only another word for the same.
pub(super) fn core_of(line: &Line) -> String {
    let bare = line.text.replace(NAME, "");
    bare.trim_matches(|c: char| !c.is_alphanumeric()).trim().to_owned()
}

fn greeting(was: Option<&Line>, becomes: Option<&Line>) -> Option<Change> {
    let change = |was: String, becomes: String| Some(Change { kind: HabitKind::Greeting, was, becomes });
    match (was, becomes) {
        (Some(was), Some(becomes)) if was.key == becomes.key => None,
        (Some(was), Some(becomes)) if was.text.contains(NAME) == becomes.text.contains(NAME) => change(core_of(was), core_of(becomes)),
        (Some(was), Some(becomes)) => change(was.text.clone(), becomes.text.clone()),
        (Some(was), None) => change(core_of(was), String::new()),
        (None, Some(becomes)) => change(String::new(), becomes.text.clone()),
        (None, None) => None,
    }
}

/// What stood between two sentences that stayed, and what stands there.
struct Gap<'a> {
    gone: Vec<&'a Line>,
    came: Vec<&'a Line>,
    /// At the end of the reply.
    last: bool,
}

/// Gaps between the longest common run of sentences.
fn align<'a>(from: &'a [Line], to: &'a [Line]) -> Vec<Gap<'a>> {
    let pairs = common(&from.iter().map(|line| line.key.as_str()).collect::<Vec<_>>(), &to.iter().map(|line| line.key.as_str()).collect::<Vec<_>>());
    let (mut gaps, mut a, mut b) = (Vec::new(), 0, 0);
    for (i, j) in pairs.into_iter().chain([(from.len(), to.len())]) {
        let gone: Vec<&Line> = from.get(a..i).unwrap_or_default().iter().collect();
        let came: Vec<&Line> = to.get(b..j).unwrap_or_default().iter().collect();
        if !gone.is_empty() || !came.is_empty() {
            gaps.push(Gap { gone, came, last: i == from.len() });
        }
        (a, b) = (i + 1, j + 1);
    }
    gaps
}

/// The longest common run of two lists, as pairs of places.
fn common(from: &[&str], to: &[&str]) -> Vec<(usize, usize)> {
    let width = to.len() + 1;
    let mut table = vec![0_u32; (from.len() + 1) * width];
    let cell = |table: &[u32], i: usize, j: usize| table.get(i * width + j).copied().unwrap_or_default();
    for i in (0..from.len()).rev() {
        for j in (0..to.len()).rev() {
            let value = if from.get(i) == to.get(j) { cell(&table, i + 1, j + 1) + 1 } else { cell(&table, i + 1, j).max(cell(&table, i, j + 1)) };
            if let Some(place) = table.get_mut(i * width + j) {
                *place = value;
            }
        }
    }
    let (mut pairs, mut i, mut j) = (Vec::new(), 0, 0);
    while i < from.len() && j < to.len() {
        if from.get(i) == to.get(j) {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if cell(&table, i + 1, j) >= cell(&table, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

fn of_gap(gap: &Gap<'_>, anything_stays: bool) -> Vec<Change> {
    let mut found = Vec::new();
    // Side by side, two versions of one sentence differ by a word or two.
    if gap.gone.len() == gap.came.len() {
        let inside: Vec<Option<Vec<Change>>> = gap.gone.iter().zip(&gap.came).map(|(gone, came)| replaced_words(gone, came)).collect();
        if inside.iter().all(Option::is_some) {
            return inside.into_iter().flatten().flatten().collect();
        }
    }
    if !anything_stays {
        return found;
    }
    let kind = if gap.last { HabitKind::SignOff } else { HabitKind::Phrase };
    match (gap.gone.as_slice(), gap.came.as_slice()) {
        ([gone], [came]) if gap.last => found.push(Change { kind, was: gone.text.clone(), becomes: came.text.clone() }),
        (gone, []) => found.extend(gone.iter().map(|line| Change { kind, was: line.text.clone(), becomes: String::new() })),
        ([], came) => found.extend(came.iter().map(|line| Change { kind, was: String::new(), becomes: line.text.clone() })),
        // A stretch written anew has no name.
        _ => {}
    }
    found
}

/// Words in place of others inside one sentence; none where the sentence is another one.
fn replaced_words(gone: &Line, came: &Line) -> Option<Vec<Change>> {
    let (from, to) = (gone.key.split(' ').collect::<Vec<_>>(), came.key.split(' ').collect::<Vec<_>>());
    let pairs = common(&from, &to);
    if pairs.len() * 100 < from.len().max(to.len()) * SAME_PER_CENT {
        return None;
    }
    let (said, says) = (surfaces(gone), surfaces(came));
    let (mut found, mut a, mut b) = (Vec::new(), 0, 0);
    for (i, j) in pairs.into_iter().chain([(from.len(), to.len())]) {
        let (was, becomes) = (said.get(a..i).unwrap_or_default(), says.get(b..j).unwrap_or_default());
        let fits = |side: &[String]| (1..=MOST_WORDS).contains(&side.len());
        let named = was.iter().chain(becomes).any(|word| word == NAME);
        // What comes back with what it replaces would be replaced for ever.
        let grows = !was.is_empty() && becomes.windows(was.len()).any(|window| window == was);
        if fits(was) && fits(becomes) && !named && !grows {
            found.push(Change { kind: HabitKind::Words, was: was.join(" "), becomes: becomes.join(" ") });
        }
        (a, b) = (i + 1, j + 1);
    }
    Some(found)
}

/// The words of a sentence in small letters, in the order of its key.
fn surfaces(line: &Line) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let marked = line.text.replace(NAME, " \u{1} ");
    for part in marked.split('\u{1}').enumerate().flat_map(|(n, part)| (n > 0).then(|| NAME.to_owned()).into_iter().chain(spoken(part))) {
        out.push(part);
    }
    out
}

fn spoken(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    words(text)
        .iter()
        .map(|word| chars.get(word.start as usize..word.end as usize).unwrap_or_default().iter().flat_map(|c| c.to_lowercase()).collect())
        .collect()
}

/// Figures belong to one chat, and a page is no habit.
fn learnable(text: &str) -> bool {
    text.chars().count() <= LONGEST && (text.chars().all(|c| !c.is_numeric()) || text.parse::<u32>().is_ok())
}

fn letters(lines: &[Line]) -> usize {
    lines.iter().map(|line| line.text.chars().count()).sum()
}
