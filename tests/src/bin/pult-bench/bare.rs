//! Bare SQLite: the very same rows into the same schema with the same indexes, in transactions of
//! the same size, each value bound to a prepared statement by a program that does nothing else. No
//! HTTP, no JSON, no deduplication, no roll-up, no stemming: the rows lie ready in memory, and only
//! the transactions are timed.
//!
//! An earlier form copied them inside SQLite (`INSERT ... SELECT` from the filled database). No
//! program that gets its rows from outside can do that, so it measured something else.

use pult_domain::SystemClock;
use pult_store::Store;
use rusqlite::types::Value;
use rusqlite::{Connection, Statement};
use serde_json::json;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The writer's settings for history, as in the store.
const SETTINGS: &str =
    "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 2000;";
/// The words are the program's own, taken from its index beforehand: stemming is not SQLite's work.
const WORDS: &str = "CREATE VIRTUAL TABLE temp.v USING fts5vocab('s', 'word_index', 'instance');
    CREATE TABLE words (id INTEGER PRIMARY KEY, terms TEXT);
    INSERT INTO words SELECT doc, group_concat(term, ' ') FROM (SELECT doc, term FROM temp.v ORDER BY doc, offset) GROUP BY doc";

/// The tables in the order their rows need each other, and where the rows of a stretch of messages are.
const TABLES: [(&str, &str); 4] = [
    ("chat", "SELECT DISTINCT c.* FROM s.message m CROSS JOIN s.chat c ON c.id = m.chat_id WHERE m.id > ?1 AND m.id <= ?2"),
    ("message", "SELECT * FROM s.message WHERE id > ?1 AND id <= ?2"),
    ("word_index (rowid, terms)", "SELECT id, terms FROM w.words WHERE id > ?1 AND id <= ?2"),
    ("attachment", "SELECT * FROM s.attachment WHERE message_id > ?1 AND message_id <= ?2"),
];

type Rows = Vec<Vec<Value>>;

fn rows(query: &mut Statement<'_>, from: i64, to: i64) -> Rows {
    let columns = query.column_count();
    let mut found = query.query([from, to]).expect("the rows can be read");
    let mut all = Vec::new();
    while let Some(row) = found.next().expect("a row") {
        all.push((0..columns).map(|n| row.get::<_, Value>(n).expect("a value")).collect());
    }
    all
}

/// Inserts the rows of a filled database into a fresh one.
pub(crate) async fn insert(filled: &Path, work: &Path, batch: i64) {
    let file = work.join("bare.db");
    Store::open(&file, Arc::new(SystemClock)).await.expect("the same schema").close().await;
    let (filled, work) = (filled.to_owned(), work.to_owned());
    tokio::task::spawn_blocking(move || fill(&filled, &work, &file, batch)).await.expect("it runs to its end");
}

fn fill(filled: &Path, work: &Path, file: &Path, batch: i64) {
    let words = work.join("words.db");
    let db = Connection::open(&words).expect("it opens");
    db.execute_batch(&format!("PRAGMA journal_mode = OFF; ATTACH '{}' AS s; {WORDS}", filled.display())).expect("the words");
    drop(db);

    let source = Connection::open_in_memory().expect("it opens");
    source.execute_batch(&format!("ATTACH '{}' AS s; ATTACH '{}' AS w", filled.display(), words.display())).expect("attached");
    let mut borders: Vec<i64> = source
        .prepare("SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM s.message) WHERE n % ? = 0")
        .and_then(|mut query| query.query_map([batch.max(1)], |row| row.get(0)).and_then(Iterator::collect))
        .expect("borders");
    borders.push(i64::MAX);

    let db = Connection::open(file).expect("it opens");
    db.execute_batch(&format!("{SETTINGS} ATTACH '{}' AS s; INSERT INTO account SELECT * FROM s.account; DETACH s", filled.display())).expect("the accounts");
    let mut queries: Vec<Statement<'_>> = TABLES.iter().map(|(_, query)| source.prepare(query).expect("a query")).collect();
    let places: Vec<String> = queries.iter().map(|query| vec!["?"; query.column_count()].join(",")).collect();
    let mut inserts: Vec<Statement<'_>> = TABLES
        .iter()
        .zip(&places)
        .map(|((table, _), places)| {
            // A chat of many stretches is inserted with the first; asking for it is part of the work.
            let verb = if *table == "chat" { "INSERT OR IGNORE" } else { "INSERT" };
            db.prepare(&format!("{verb} INTO {table} VALUES ({places})")).expect("a statement")
        })
        .collect();
    let (mut after, mut stored) = (-1, Duration::ZERO);
    for last in borders {
        let ready: Vec<Rows> = queries.iter_mut().map(|query| rows(query, after, last)).collect();
        let began = Instant::now();
        db.execute_batch("BEGIN IMMEDIATE").expect("a transaction");
        for (insert, rows) in inserts.iter_mut().zip(&ready) {
            for row in rows {
                insert.execute(rusqlite::params_from_iter(row)).expect("a row");
            }
        }
        db.execute_batch("COMMIT").expect("committed");
        stored += began.elapsed();
        after = last;
    }
    drop(inserts);
    let began = Instant::now();
    let rest = "INSERT OR IGNORE INTO item SELECT * FROM s.item; INSERT OR IGNORE INTO tally SELECT * FROM s.tally; DETACH s";
    db.execute_batch(&format!("ATTACH '{}' AS s; {rest}", filled.display())).expect("the rest");
    stored += began.elapsed();
    let tidying = Instant::now();
    db.execute_batch("VACUUM; PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)").expect("tidied");
    let whole = (stored + tidying.elapsed()).as_secs_f64();
    let rows: i64 = db.query_row("SELECT count(*) FROM message", [], |row| row.get(0)).expect("counted");
    println!("{}", json!({"stored_s": stored.as_secs_f64(), "whole_s": whole, "messages": rows}));
}
