//! Bare SQLite: the very same rows into the same schema with the same indexes, in transactions of
//! the same size, by `INSERT ... SELECT` from the filled database. No HTTP, no JSON, no
//! deduplication, no roll-up, no stemming, not even the binding of values.

use pult_domain::SystemClock;
use pult_store::Store;
use serde_json::json;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, SqliteConnection};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

/// The writer's settings for history, as in the store.
const SETTINGS: &str =
    "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 2000;";

async fn open(file: &Path) -> SqliteConnection {
    SqliteConnection::connect(&format!("sqlite://{}?mode=rwc", file.display())).await.expect("it opens")
}

async fn run(db: &mut SqliteConnection, sql: String) {
    db.execute(AssertSqlSafe(sql)).await.expect("bare SQL runs");
}

/// Inserts the rows of a filled database into a fresh one.
pub(crate) async fn insert(filled: &Path, work: &Path, batch: i64) {
    let words = work.join("words.db");
    let mut db = open(&words).await;
    // The words are the program's own, taken from its index beforehand: stemming is not SQLite's work.
    let take = "CREATE VIRTUAL TABLE temp.v USING fts5vocab('s', 'word_index', 'instance');
         CREATE TABLE words (id INTEGER PRIMARY KEY, terms TEXT);
         INSERT INTO words SELECT doc, group_concat(term, ' ') FROM (SELECT doc, term FROM temp.v ORDER BY doc, offset) GROUP BY doc";
    run(&mut db, format!("PRAGMA journal_mode = OFF; ATTACH '{}' AS s; {take}", filled.display())).await;
    db.close().await.expect("it closes");

    let file = work.join("bare.db");
    Store::open(&file, Arc::new(SystemClock)).await.expect("the same schema").close().await;
    let mut db = open(&file).await;
    run(&mut db, format!("{SETTINGS} ATTACH '{}' AS s; ATTACH '{}' AS w; INSERT INTO account SELECT * FROM s.account", filled.display(), words.display()))
        .await;
    let borders = "SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM s.message) WHERE n % ? = 0";
    let mut borders: Vec<i64> = sqlx::query_scalar(borders).bind(batch.max(1)).fetch_all(&mut db).await.expect("borders");
    borders.push(i64::MAX);
    let began = Instant::now();
    let mut after = -1;
    for last in borders {
        let range = format!("> {after} AND {{}} <= {last}");
        let of = |column: &str| format!("{column} {}", range.replace("{}", column));
        let sql = format!(
            "BEGIN IMMEDIATE;
             INSERT OR IGNORE INTO chat SELECT c.* FROM s.message m CROSS JOIN s.chat c ON c.id = m.chat_id WHERE {};
             INSERT INTO message SELECT * FROM s.message WHERE {};
             INSERT INTO word_index (rowid, terms) SELECT id, terms FROM w.words WHERE {};
             INSERT INTO attachment SELECT * FROM s.attachment WHERE {};
             COMMIT",
            of("m.id"),
            of("id"),
            of("id"),
            of("message_id")
        );
        run(&mut db, sql).await;
        after = last;
    }
    run(&mut db, "INSERT OR IGNORE INTO item SELECT * FROM s.item; INSERT OR IGNORE INTO tally SELECT * FROM s.tally".to_owned()).await;
    let stored = began.elapsed().as_secs_f64();
    run(&mut db, "DETACH s; DETACH w".to_owned()).await;
    let tidying = Instant::now();
    run(&mut db, "VACUUM; PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)".to_owned()).await;
    let whole = stored + tidying.elapsed().as_secs_f64();
    let rows: i64 = sqlx::query_scalar("SELECT count(*) FROM message").fetch_one(&mut db).await.expect("counted");
    db.close().await.expect("it closes");
    println!("{}", json!({"stored_s": stored, "whole_s": whole, "messages": rows}));
}
