//! Which words of the dictionary stand for a word that was typed: its forms, and words one letter
//! away from it.
//!
//! Alternatives that lost for misspellings: a trigram index on the dictionary (a third table to
//! write with every new word, and it ranks by overlap when one letter is what counts) and stored
//! deletions (eight rows a word). The words one letter away can be listed from the query alone, some
//! hundreds, and looked up in one statement.

use super::asked::Begun;
use crate::StoreError;
use crate::sql::{Bulk, statements};
use crate::text::is_code;
use pult_domain::forms::Forms;
use pult_domain::stems::Stemmers;
use sqlx::SqliteConnection;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Words of the dictionary looked at for the forms of one word.
const LOOKED_AT: i64 = 4_000;
/// Most forms searched for one word: an agglutinating word has some dozens in use.
const MOST_FORMS: usize = 80;
/// Shortest word, in letters, that may be misspelt.
pub(super) const SHORTEST_MISSPELT: usize = 5;
/// Longest: beyond, the list of words one letter away costs more than it finds.
const LONGEST_MISSPELT: usize = 24;
/// Shortest stem, in letters, that may be misspelt: with shorter ones everything is one letter away.
const SHORTEST_MISSPELT_STEM: usize = 4;
/// Most words one letter away that are followed.
const MOST_NEAR: usize = 12;
/// Length of the beginnings that the index of messages keeps, in letters: its `prefix`.
const INDEXED_LETTERS: usize = 3;
/// Most words that are asked for instead of their beginning: about 3 ms (10 to 14 microseconds a word,
/// measured at a million messages, 2026-11).
const MOST_SPELT_OUT: i64 = 256;

statements! {
    // In one piece: some thousand words as rows of their own cost ten times what finding them does.
    BEGINNING_SQL = "SELECT coalesce(group_concat(term, ' '), '') FROM (SELECT term FROM word WHERE term >= ?1 AND term < ?2 ORDER BY term LIMIT ?3)";
    // From each beginning to the next, not through all words: there are thousands of them.
    LONGER_SQL = "WITH RECURSIVE longer (letters) AS ( \
            SELECT (SELECT substr(term, 1, ?3) FROM word WHERE term > ?1 AND term < ?2 ORDER BY term LIMIT 1) \
            UNION ALL \
            SELECT (SELECT substr(term, 1, ?3) FROM word WHERE term > letters || char(1114111) AND term < ?2 ORDER BY term LIMIT 1) FROM longer WHERE letters IS NOT NULL) \
        SELECT letters FROM longer WHERE letters IS NOT NULL LIMIT ?4";
}

const PRESENT: Bulk = Bulk { head: "WITH given (term) AS (VALUES ", row: "(?)", tail: ") SELECT w.term FROM given CROSS JOIN word w ON w.term = given.term" };
const BEGUN: Bulk = Bulk {
    head: "WITH given (first, beyond) AS (VALUES ",
    row: "(?,?)",
    tail: ") SELECT given.first, w.term FROM given CROSS JOIN word w ON w.term >= given.first AND w.term < given.beyond",
};

#[cfg(test)]
pub(crate) const BULKS: [Bulk; 2] = [PRESENT, BEGUN];

/// What sorts behind everything that begins with this.
fn beyond(beginning: &str) -> String {
    format!("{beginning}\u{10ffff}")
}

/// Those of some words that the dictionary has.
async fn present(conn: &mut SqliteConnection, words: &[String]) -> Result<Vec<String>, StoreError> {
    let found: Vec<(String,)> = PRESENT.fetch(conn, words, |query, word| query.bind(word.clone())).await?;
    Ok(found.into_iter().map(|(word,)| word).collect())
}

/// Words of the dictionary with this beginning, so many at most.
pub(crate) async fn begun(conn: &mut SqliteConnection, beginning: &str, most: i64) -> Result<Vec<String>, StoreError> {
    let found: String = sqlx::query_scalar(BEGINNING_SQL).bind(beginning.to_owned()).bind(beyond(beginning)).bind(most).fetch_one(conn).await?;
    Ok(found.split_whitespace().map(str::to_owned).collect())
}

/// What the words with a beginning can be asked for by, so that none of their lists is read further than it
/// is wanted, and whether that finds other words too. Nothing where it is the beginning itself.
pub(super) async fn spelt_out(conn: &mut SqliteConnection, beginning: &str) -> Result<(Vec<Begun>, bool), StoreError> {
    let most = usize::try_from(MOST_SPELT_OUT).unwrap_or(usize::MAX);
    match beginning.chars().count().cmp(&INDEXED_LETTERS) {
        Ordering::Less => {
            let letters = i64::try_from(INDEXED_LETTERS).unwrap_or(i64::MAX);
            let query = sqlx::query_scalar(LONGER_SQL).bind(beginning.to_owned()).bind(beyond(beginning)).bind(letters).bind(MOST_SPELT_OUT + 1);
            let longer: Vec<String> = query.fetch_all(conn).await?;
            if longer.len() > most {
                return Ok((Vec::new(), false));
            }
            // Shorter words than the index's beginnings have none there.
            let parts = std::iter::once(Begun::Word(beginning.to_owned())).chain(longer.into_iter().map(Begun::Beginning));
            Ok((parts.collect(), false))
        }
        Ordering::Equal => Ok((Vec::new(), false)),
        Ordering::Greater => {
            let words = begun(conn, beginning, MOST_SPELT_OUT + 1).await?;
            if words.len() > most {
                // Of what begins with the first letters of so many words, these are no small part.
                return Ok((vec![Begun::Beginning(beginning.chars().take(INDEXED_LETTERS).collect())], true));
            }
            Ok((words.into_iter().map(Begun::Word).collect(), false))
        }
    }
}

/// The forms of a word that the dictionary has, and the word itself.
pub(super) async fn forms(conn: &mut SqliteConnection, stemmers: &Stemmers, word: &str) -> Result<BTreeSet<String>, StoreError> {
    let mut all = BTreeSet::from([word.to_owned()]);
    if is_code(word) {
        return Ok(all);
    }
    let forms = Forms::of(stemmers, word);
    let irregular: Vec<String> = forms.irregular().iter().map(|form| (*form).to_owned()).collect();
    all.extend(present(conn, &irregular).await?);
    // What nobody wrote and longer words begin with is hardly a whole word: a syllable of it has no forms.
    let unfinished = begun(conn, word, 1).await?.first().is_some_and(|first| first != word);
    let least = word.chars().count().saturating_sub(2).max(SHORTEST_MISSPELT_STEM);
    for beginning in forms.beginnings() {
        let found = begun(conn, beginning, LOOKED_AT).await?;
        let is_form = |other: &String| if unfinished { forms.accept_by_stem(other, least) } else { forms.accept(stemmers, other) };
        all.extend(found.into_iter().filter(is_form).take(MOST_FORMS));
    }
    Ok(all)
}

/// Words of the dictionary one letter away from a word, or from one of its forms, with their forms.
pub(super) async fn near(conn: &mut SqliteConnection, stemmers: &Stemmers, word: &str) -> Result<BTreeSet<String>, StoreError> {
    let letters = word.chars().count();
    if is_code(word) || !(SHORTEST_MISSPELT..=LONGEST_MISSPELT).contains(&letters) {
        return Ok(BTreeSet::new());
    }
    // A word that somebody wrote, or began to write so, is spelt right.
    if !begun(conn, word, 1).await?.is_empty() {
        return Ok(BTreeSet::new());
    }
    let mut near: BTreeSet<String> = present(conn, &edits(word)).await?.into_iter().collect();
    // Only where no whole word is near: one letter away in another form.
    if near.is_empty() {
        near = near_stems(conn, stemmers, word).await?;
    }
    let mut all = BTreeSet::new();
    for word in near.into_iter().take(MOST_NEAR) {
        all.extend(forms(conn, stemmers, &word).await?);
    }
    Ok(all)
}

/// Forms of words whose stem is one letter away from the word's.
async fn near_stems(conn: &mut SqliteConnection, stemmers: &Stemmers, word: &str) -> Result<BTreeSet<String>, StoreError> {
    let letters = word.chars().count();
    let mut near = BTreeSet::new();
    let read = Forms::of(stemmers, word);
    let mut seen = BTreeSet::new();
    for stem in read.readings().iter().filter(|reading| reading.is_own()).map(pult_domain::forms::Reading::stem) {
        // Only a stem of two thirds of the word: what is left of a shorter one is near to anything.
        let long = stem.chars().count();
        if long < SHORTEST_MISSPELT_STEM || long * 3 < letters * 2 || long == letters || !seen.insert(stem) {
            continue;
        }
        let beginnings: Vec<String> = edits(stem).into_iter().filter(|edit| edit.chars().count() >= SHORTEST_MISSPELT_STEM).collect();
        let found: Vec<(String, String)> = BEGUN.fetch(conn, &beginnings, |query, first| query.bind(first.clone()).bind(beyond(first))).await?;
        let readings: Vec<_> = read.readings().iter().filter(|reading| reading.is_own() && reading.stem() == stem).collect();
        near.extend(found.into_iter().filter_map(|(first, term)| {
            let ending = term.strip_prefix(first.as_str())?;
            readings.iter().any(|reading| reading.may_end(ending)).then_some(term)
        }));
    }
    Ok(near)
}

/// Every word one letter away: one missing, doubled or too many, wrong, or swapped with its neighbour.
fn edits(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let alphabet = if letters.iter().any(char::is_ascii_alphabetic) { 'a'..='z' } else { 'а'..='я' };
    let mut all = BTreeSet::new();
    for at in 0..=letters.len() {
        let (before, after) = letters.split_at(at);
        let mut put = |middle: &[char], after: &[char]| {
            all.insert(before.iter().chain(middle).chain(after).collect::<String>());
        };
        for letter in alphabet.clone() {
            put(&[letter], after);
        }
        let Some((first, rest)) = after.split_first() else { continue };
        put(&[], rest);
        for letter in alphabet.clone() {
            put(&[letter], rest);
        }
        if let Some((second, rest)) = rest.split_first() {
            put(&[*second, *first], rest);
        }
    }
    all.remove(word);
    all.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_one_letter_away_are_listed() {
        let all = edits("заказ");
        for near in ["закз", "заказз", "зкааз", "закас", "аказ", "взаказ"] {
            assert!(all.iter().any(|edit| edit == near), "{near}");
        }
        assert!(!all.iter().any(|edit| edit == "заказ" || edit == "зака" && edit.len() > 8));
        assert!(edits("lampa").contains(&"lamp".to_owned()));
        assert!(all.len() < 500, "{}", all.len());
    }
}
