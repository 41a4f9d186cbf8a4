//! What must hold for whatever is typed into the search field; see the module of the same name in
//! `pult-connectors`.

use crate::search::asked::{Asked, AskedWord, Beginnings, asked_terms, may_be_open};
use crate::text::{line, words};
use pult_domain::query::Query;
use sqlx::{Connection as _, SqliteConnection};
use std::sync::{Mutex, OnceLock, PoisonError};
use tokio::runtime::{Builder, Runtime};

/// A body, by the name of its target.
pub type Target = (&'static str, fn(&[u8]));

/// Every target of this crate.
pub const TARGETS: &[Target] = &[("search_query", search_query)];

/// Longest query, in characters: the words that are looked at times the longest of them, with its
/// stems, quotes and operators.
const LONGEST_EXPRESSION: usize = 144 * 6 * 60;

/// What the index of every run holds.
const TEXTS: [&str; 4] = ["Где мой заказ № 0012345?", "Kde je moje objednávka", "Mikor jön a rendelésem", "NEAR AND OR NOT terms"];

const FIND_SQL: &str = "SELECT rowid FROM word_index WHERE word_index MATCH ? ORDER BY rowid DESC LIMIT 10";
const ADD_SQL: &str = "INSERT INTO word_index (rowid, terms) VALUES (?, ?)";

/// The table as the migrations make it.
const TABLE_SQL: &str = "CREATE VIRTUAL TABLE word_index USING fts5 \
    (terms, content = '', contentless_delete = 1, prefix = '3', detail = 'none', tokenize = 'ascii')";

/// An index in memory.
struct Index {
    runtime: Runtime,
    connection: SqliteConnection,
}

impl Index {
    fn open() -> Option<Self> {
        let runtime = Builder::new_current_thread().enable_all().build().ok()?;
        let connection = runtime.block_on(async {
            let mut connection = SqliteConnection::connect("sqlite::memory:").await?;
            sqlx::query(TABLE_SQL).execute(&mut connection).await?;
            for (n, text) in (1_i64..).zip(TEXTS) {
                sqlx::query(ADD_SQL).bind(n).bind(line(text)).execute(&mut connection).await?;
            }
            Ok::<_, sqlx::Error>(connection)
        });
        Some(Self { runtime, connection: connection.ok()? })
    }
}

/// The question without a dictionary: every word is its only form.
fn ask(query: &Query) -> Asked {
    let mut asked = Asked::default();
    for text in query.texts.iter().take(12) {
        let (mut terms, phrase) = asked_terms(text);
        terms.truncate(12);
        if phrase {
            let phrases = if text.without { &mut asked.without_phrases } else { &mut asked.phrases };
            phrases.extend(Some(terms).filter(|terms| !terms.is_empty()));
        } else {
            let word = |typed: String| AskedWord { forms: [typed.clone()].into(), open: text.open && may_be_open(&typed), typed, ..AskedWord::default() };
            let words = if text.without { &mut asked.without } else { &mut asked.words };
            words.extend(terms.into_iter().map(word));
        }
    }
    asked
}

/// A query as typed, asked of a real index: never an error, and never more than words. The words
/// themselves, indexed as a text, are found by it.
pub fn search_query(data: &[u8]) {
    static INDEX: OnceLock<Option<Mutex<Index>>> = OnceLock::new();
    let query = String::from_utf8_lossy(data);
    let cut: usize = words(&query).map(|range| range.len()).sum();
    assert!(cut <= query.len(), "words lie beside each other");
    let Some(expression) = ask(&Query::parse(&query)).expression(Beginnings::Joined) else { return };
    assert!(expression.chars().count() <= LONGEST_EXPRESSION, "a query of any length asks a short question");
    let index = INDEX.get_or_init(|| Index::open().map(Mutex::new)).as_ref();
    assert!(index.is_some(), "an index in memory opens");
    let Some(index) = index else { return };
    let mut index = index.lock().unwrap_or_else(PoisonError::into_inner);
    let Index { runtime, connection } = &mut *index;
    let found = runtime.block_on(sqlx::query_scalar::<_, i64>(FIND_SQL).bind(&expression).fetch_all(connection));
    assert!(found.is_ok(), "no query is an error: {expression}: {found:?}");
}
