//! Bare SQLite: the very same rows into the same schema with the same indexes, in transactions of
//! the same size, each value bound to a prepared statement by a program that does nothing else. No
//! HTTP, no JSON, no deduplication, no roll-up, no cutting of words: the rows lie ready in memory, and
//! only the transactions are timed. That both files hold the same in the end is compared.
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

/// The writer's settings for history, as in the store (`pool.rs`). The store moves its log beside the writer
/// besides; here each commit that fills it does.
const SETTINGS: &str =
    "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 16000;";
/// The words are the program's own, taken from its indexes beforehand: folding and cutting are not SQLite's
/// work. A chat is indexed with its first message, a word of the dictionary comes with the first that has it.
const WORDS: &str = "CREATE VIRTUAL TABLE temp.v USING fts5vocab('s', 'word_index', 'instance');
    CREATE TABLE words (id INTEGER PRIMARY KEY, terms TEXT);
    INSERT INTO words SELECT doc, group_concat(term, ' ') FROM (SELECT doc, term FROM temp.v ORDER BY doc) GROUP BY doc;
    CREATE VIRTUAL TABLE temp.u USING fts5vocab('s', 'chat_index', 'instance');
    CREATE TABLE firsts (chat INTEGER PRIMARY KEY, first INTEGER);
    INSERT INTO firsts SELECT chat_id, min(id) FROM s.message GROUP BY chat_id;
    CREATE TABLE chats (first INTEGER, id INTEGER, customer TEXT, orders TEXT, item TEXT);
    INSERT INTO chats SELECT first, doc, coalesce(group_concat(CASE col WHEN 'customer' THEN term END, ' '), ''),
        coalesce(group_concat(CASE col WHEN 'orders' THEN term END, ' '), ''), coalesce(group_concat(CASE col WHEN 'item' THEN term END, ' '), '')
        FROM temp.u JOIN firsts ON chat = doc GROUP BY doc;
    CREATE INDEX chats_first ON chats (first);
    CREATE TABLE dictionary (first INTEGER, term TEXT);
    INSERT INTO dictionary SELECT min(first), term FROM (SELECT min(doc) AS first, term FROM temp.v GROUP BY term
        UNION ALL SELECT min(first), term FROM temp.u JOIN firsts ON chat = doc GROUP BY term)
        WHERE term IN (SELECT term FROM s.word) GROUP BY term;
    CREATE INDEX dictionary_first ON dictionary (first, term)";

/// What is written, in the order in which rows need each other, and the rows of a stretch of messages.
/// A chat or an item of many stretches is inserted with the first; asking for it is part of the work.
const TABLES: [(&str, &str); 8] = [
    ("INSERT OR IGNORE INTO chat", "SELECT DISTINCT c.* FROM s.message m CROSS JOIN s.chat c ON c.id = m.chat_id WHERE m.id > ?1 AND m.id <= ?2"),
    ("INSERT INTO message", "SELECT * FROM s.message WHERE id > ?1 AND id <= ?2"),
    ("INSERT INTO word_index (rowid, terms)", "SELECT id, terms FROM w.words WHERE id > ?1 AND id <= ?2"),
    ("INSERT INTO word", "SELECT term FROM w.dictionary WHERE first > ?1 AND first <= ?2 ORDER BY term"),
    ("INSERT INTO attachment", "SELECT * FROM s.attachment WHERE message_id > ?1 AND message_id <= ?2"),
    (
        "INSERT OR IGNORE INTO item",
        "SELECT i.* FROM w.chats f CROSS JOIN s.chat c ON c.id = f.id CROSS JOIN s.item i ON i.account_id = c.account_id AND i.remote_id = c.item_remote_id \
            WHERE f.first > ?1 AND f.first <= ?2",
    ),
    ("INSERT INTO chat_index (rowid, customer, orders, item)", "SELECT id, customer, orders, item FROM w.chats WHERE first > ?1 AND first <= ?2"),
    ("INSERT INTO analysis", "SELECT * FROM s.analysis WHERE message_id > ?1 AND message_id <= ?2"),
];

/// Rows that are the same on both sides, or the comparison says nothing.
const COMPARED: [&str; 9] = ["chat", "message", "word", "attachment", "item", "analysis", "word_index_docsize", "chat_index_docsize", "tally"];

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
    let mut inserts: Vec<Statement<'_>> =
        TABLES.iter().zip(&places).map(|((insert, _), places)| db.prepare(&format!("{insert} VALUES ({places})")).expect("a statement")).collect();
    let (mut after, mut stored, mut busy) = (-1, Duration::ZERO, 0.0);
    for last in borders {
        let ready: Vec<Rows> = queries.iter_mut().map(|query| rows(query, after, last)).collect();
        let (began, was_busy) = (Instant::now(), own_cpu_s());
        db.execute_batch("BEGIN IMMEDIATE").expect("a transaction");
        for (insert, rows) in inserts.iter_mut().zip(&ready) {
            for row in rows {
                insert.execute(rusqlite::params_from_iter(row)).expect("a row");
            }
        }
        db.execute_batch("COMMIT").expect("committed");
        stored += began.elapsed();
        busy += own_cpu_s() - was_busy;
        after = last;
    }
    drop(inserts);
    db.execute_batch(&format!("ATTACH '{}' AS s; INSERT INTO tally SELECT * FROM s.tally", filled.display())).expect("the counts");
    for table in COMPARED {
        let rows = |of: &str| db.query_row(&format!("SELECT count(*) FROM {of}.{table}"), [], |row| row.get::<_, i64>(0)).expect("counted");
        assert_eq!(rows("main"), rows("s"), "both sides wrote the same rows of {table}");
    }
    db.execute_batch("DETACH s").expect("detached");
    let tidying = Instant::now();
    db.execute_batch("VACUUM; PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)").expect("tidied");
    let whole = (stored + tidying.elapsed()).as_secs_f64();
    let rows: i64 = db.query_row("SELECT count(*) FROM message", [], |row| row.get(0)).expect("counted");
    println!("{}", json!({"stored_s": stored.as_secs_f64(), "whole_s": whole, "busy_s": busy, "messages": rows}));
}

/// Processor time of this thread, in seconds.
fn own_cpu_s() -> f64 {
    super::child::cpu_s(Path::new("/proc/thread-self/schedstat"))
}
