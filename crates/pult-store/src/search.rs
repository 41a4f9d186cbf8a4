//! Search over messages, names of files, buyers, orders and items.
//!
//! As typed the newest come first: message ids are made from time, so the index is walked backwards
//! and stops after the rows that are shown (0.7 to 0.9 ms for a word in 18 % of a million messages,
//! against 222 to 421 ms when all of them are ranked). On demand the best come first: SQLite's bm25
//! lost, since in messages of ten words nearly every term stands once, and the index keeps no
//! positions; the newest [`RANKED`] hits are read and weighed here instead, by how the words were
//! met, how near each other they stand, and how long ago it was.
//!
//! Conditions are tried on hits, newest first, in growing windows. Where few chats fulfil them, the
//! hits are met with these chats' messages instead. Either way no more than a bounded number of rows
//! is looked at; how far back is told.

pub(crate) mod asked;
mod chats;
pub(crate) mod conditions;
pub(crate) mod index;
pub(crate) mod notes;
mod rank;
pub(crate) mod rebuild;
mod snippet;
pub(crate) mod vocabulary;
pub(crate) mod walk;

pub use chats::ChatHit;
pub use notes::NoteHit;

use crate::{Store, StoreError};
use asked::{Asked, AskedWord, asked_terms, may_be_open};
use conditions::Conditions;
use pult_domain::query::{Query, Text};
use pult_domain::stems::Stemmers;
use pult_domain::{AtMs, Author, ChannelKind, ChatId, MessageId};
use sqlx::SqliteConnection;
use walk::{Candidate, Walk};

/// A message that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The message.
    pub message: MessageId,
    /// Its chat.
    pub chat: ChatId,
    /// Its channel.
    pub channel: ChannelKind,
    /// Who wrote it.
    pub author: Author,
    /// The buyer's name; empty when the marketplace told none.
    pub customer: String,
    /// When it was sent.
    pub sent_at: AtMs,
    /// The words around the first hit; `true` marks what was asked for.
    pub snippet: Vec<(String, bool)>,
    /// Whether it was found by a word one letter away only.
    pub near: bool,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Messages.
    pub hits: Vec<Hit>,
    /// Chats whose buyer, order or item has the words.
    pub chats: Vec<ChatHit>,
    /// Whether there are more chats than were wanted.
    pub more_chats: bool,
    /// Private notes; only where nothing but words is asked for.
    pub notes: Vec<NoteHit>,
    /// Where the search gave up looking back, if it did: older messages were not looked at.
    pub looked_back_to: Option<AtMs>,
}

/// How to search.
#[derive(Clone, Debug)]
pub struct SearchRequest {
    /// What is asked.
    pub query: Query,
    /// Most messages wanted.
    pub limit: i64,
    /// Most chats wanted.
    pub chats: usize,
    /// The best first instead of the newest.
    pub ranked: bool,
    /// Now, in which zone: days are counted from here.
    pub now: AtMs,
    /// The zone in which days begin, by its name; UTC where that is unknown.
    pub zone: String,
}

/// Chats shown above the messages, unless more are asked for.
pub const CHATS: usize = 5;
/// Most hits of one search.
const MOST_HITS: i64 = 1_000;
/// Newest hits that are weighed when the best are wanted.
pub(crate) const RANKED: usize = 1_000;
/// With fewer hits than this, words one letter away are tried too: a word that nobody else wrote is
/// more often misspelt than rare.
const FEW_HITS: usize = 3;
/// Words of a query that are looked at.
const QUERY_WORDS: usize = 12;

impl Store {
    /// Messages with all words of the query, the last word as a beginning, newest first. A short way
    /// for callers without conditions on days.
    ///
    /// # Errors
    /// What the disk says; no query is an error.
    pub async fn search(&self, query: &str, limit: i64) -> Result<Vec<Hit>, StoreError> {
        let request = SearchRequest { query: Query::parse(query), limit, chats: CHATS, ranked: false, now: AtMs(0), zone: String::new() };
        Ok(self.search_for(&request).await?.hits)
    }

    /// What a query finds.
    ///
    /// # Errors
    /// What the disk says; no query is an error.
    pub async fn search_for(&self, request: &SearchRequest) -> Result<Found, StoreError> {
        let limit = usize::try_from(request.limit.clamp(1, MOST_HITS)).unwrap_or(1);
        let stemmers = Stemmers::default();
        let mut conn = self.reader().await?;
        let mut asked = read(&mut conn, &stemmers, &request.query.texts).await?;
        let conditions = Conditions::of(&mut conn, request).await?;
        if (asked.is_open() && conditions.is_empty() && asked.without.is_empty() && asked.without_phrases.is_empty()) || conditions.is_impossible() {
            return Ok(Found::default());
        }
        let wanted = if request.ranked { limit.max(RANKED) } else { limit };
        let strict = walk::find(&mut conn, &asked, &conditions, wanted).await?;
        let Walk { mut candidates, mut looked_back_to } = strict;
        let met = candidates.len();
        if met < FEW_HITS && misspelt(&mut conn, &stemmers, &mut asked).await? {
            let more = walk::find(&mut conn, &asked, &conditions, wanted).await?;
            looked_back_to = looked_back_to.max(more.looked_back_to);
            candidates.extend(more.candidates.into_iter().filter(|one| !candidates_have(&candidates, one)).collect::<Vec<_>>());
        }
        if !asked.is_open() {
            // Older messages are not in the index yet.
            looked_back_to = looked_back_to.max(self.indexed_back_to());
        }
        let mut chats = chats::find(&mut conn, &asked, &conditions, request.chats.saturating_add(1)).await?;
        let more_chats = chats.len() > request.chats;
        chats.truncate(request.chats);
        let notes = if conditions.is_empty() { notes::find(&mut conn, &asked).await? } else { Vec::new() };
        drop(conn);
        let mut candidates: Vec<(Candidate, bool)> = candidates.into_iter().enumerate().map(|(place, one)| (one, place >= met)).collect();
        if request.ranked {
            rank::best_first(&asked, &mut candidates);
        }
        candidates.truncate(limit);
        let hits = candidates.into_iter().map(|(one, near)| one.into_hit(&asked, near)).collect();
        Ok(Found { hits, chats, more_chats, notes, looked_back_to })
    }
}

fn candidates_have(candidates: &[Candidate], one: &Candidate) -> bool {
    candidates.iter().any(|known| known.message == one.message)
}

/// Reads the words of a query with the forms that the dictionary has.
async fn read(conn: &mut SqliteConnection, stemmers: &Stemmers, texts: &[Text]) -> Result<Asked, StoreError> {
    let mut asked = Asked::default();
    let mut words = 0;
    for text in texts {
        let (mut terms, phrase) = asked_terms(text);
        terms.truncate(QUERY_WORDS.saturating_sub(words));
        words += terms.len();
        if phrase {
            let phrases = if text.without { &mut asked.without_phrases } else { &mut asked.phrases };
            phrases.extend(Some(terms).filter(|terms| !terms.is_empty()));
            continue;
        }
        let last = terms.len().saturating_sub(1);
        for (place, typed) in terms.into_iter().enumerate() {
            let forms = vocabulary::forms(conn, stemmers, &typed).await?;
            let open = text.open && !text.without && place == last && may_be_open(&typed);
            let (begun, loose) = if open { vocabulary::spelt_out(conn, &typed).await? } else { (Vec::new(), false) };
            let word = AskedWord { typed, forms, near: std::collections::BTreeSet::new(), open, begun, loose };
            if text.without { asked.without.push(word) } else { asked.words.push(word) }
        }
    }
    Ok(asked)
}

/// Adds words one letter away; whether there are any.
async fn misspelt(conn: &mut SqliteConnection, stemmers: &Stemmers, asked: &mut Asked) -> Result<bool, StoreError> {
    let mut any = false;
    for word in &mut asked.words {
        let near = vocabulary::near(conn, stemmers, &word.typed).await?;
        word.near = near.difference(&word.forms).cloned().collect();
        any |= !word.near.is_empty();
    }
    Ok(any)
}

#[cfg(test)]
pub(crate) fn statements() -> Vec<(String, String)> {
    let fixed = [
        ("index", index::STATEMENTS),
        ("rebuild", rebuild::STATEMENTS),
        ("vocabulary", vocabulary::STATEMENTS),
        ("walk", walk::STATEMENTS),
        ("conditions", conditions::STATEMENTS),
        ("found chats", chats::STATEMENTS),
    ];
    fixed.into_iter().flat_map(|(file, list)| list.iter().map(move |(name, sql)| (format!("{file}::{name}"), (*sql).to_owned()))).collect()
}

#[cfg(test)]
pub(crate) fn bulks() -> Vec<crate::sql::Bulk> {
    index::BULKS.into_iter().chain(vocabulary::BULKS).collect()
}

#[cfg(test)]
pub(crate) fn found_rows() -> String {
    walk::rows_sql("1,2,3", "")
}
