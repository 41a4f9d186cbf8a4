//! Steps of the schema: copies, broken steps, and what a crash between two statements leaves.

use super::*;
use crate::Store;
use pult_domain::SystemClock;
use std::sync::Arc;

const FIRST: Migration = Migration { version: 1, sql: include_str!("../../../../migrations/0001_counter.sql") };
const SECOND: Migration = Migration { version: 2, sql: "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT; INSERT INTO later VALUES (7);" };
const BROKEN: Migration = Migration { version: 2, sql: "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT; INSERT INTO nowhere VALUES (1);" };

async fn open(file: &Path, migrations: &[Migration]) -> Result<Store, StoreError> {
    Store::open_with(file, Arc::new(SystemClock), migrations).await
}

async fn versions(store: &Store) -> i64 {
    sqlx::query_scalar(VERSION_SQL).fetch_one(&mut *store.reader().await.unwrap()).await.unwrap()
}

async fn tables(file: &Path) -> Vec<String> {
    let mut conn = SqliteConnectOptions::new().filename(file).read_only(true).connect().await.unwrap();
    let names = sqlx::query_scalar("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetch_all(&mut conn).await.unwrap();
    conn.close().await.unwrap();
    names
}

#[tokio::test]
async fn a_copy_is_made_before_the_schema_changes() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("pult.db");
    let store = open(&file, &[FIRST]).await.unwrap();
    store.setting_set("language", "cs").await.unwrap();
    store.close().await;
    assert!(!backup_path(&file, 1).exists(), "a new database needs no copy");

    let store = open(&file, &[FIRST, SECOND]).await.unwrap();
    assert_eq!(versions(&store).await, 2);
    store.close().await;
    let copy = backup_path(&file, 2);
    assert_eq!(copy.file_name().unwrap(), "pult.db.before-2.bak");
    assert_eq!(std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&copy).unwrap().permissions()) & 0o077, 0, "as private as the database");
    assert!(!tables(&copy).await.contains(&"later".to_owned()));
    let old = open(&copy, &[FIRST]).await.unwrap();
    assert_eq!(old.setting("language").await.unwrap().as_deref(), Some("cs"), "the copy is a whole database of the old version");
    old.close().await;
    assert_eq!(open(&file, &[FIRST]).await.unwrap_err().code(), pult_domain::ErrorCode::DataNewer);
}

#[tokio::test]
async fn a_step_that_breaks_off_leaves_the_version_before_it() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("pult.db");
    let store = open(&file, &[FIRST]).await.unwrap();
    store.setting_set("language", "fr").await.unwrap();
    store.close().await;
    assert!(open(&file, &[FIRST, BROKEN]).await.is_err());
    assert!(!tables(&file).await.contains(&"later".to_owned()), "half a step must not stay");
    let store = open(&file, &[FIRST]).await.unwrap();
    assert_eq!((versions(&store).await, store.setting("language").await.unwrap().as_deref()), (1, Some("fr")));
    store.close().await;
    let store = open(&file, &[FIRST, SECOND]).await.unwrap();
    assert_eq!(versions(&store).await, 2, "the next attempt succeeds");
}

#[tokio::test]
async fn a_crash_inside_a_step_leaves_the_version_before_it() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("pult.db");
    open(&file, &[FIRST]).await.unwrap().close().await;
    // What a killed process leaves: statements of the step written, its transaction never ended.
    let mut conn = SqliteConnectOptions::new().filename(&file).connect().await.unwrap();
    sqlx::raw_sql("PRAGMA cache_size = 1; BEGIN IMMEDIATE; CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT;").execute(&mut conn).await.unwrap();
    for ending in ["", "-wal", "-shm"] {
        let from = format!("{}{ending}", file.display());
        let to = format!("{}{ending}", dir.path().join("killed.db").display());
        if Path::new(&from).exists() {
            std::fs::copy(from, to).unwrap();
        }
    }
    let killed = dir.path().join("killed.db");
    let store = open(&killed, &[FIRST, SECOND]).await.unwrap();
    assert_eq!(versions(&store).await, 2);
    assert_eq!(store.check_quick().await.unwrap().problems, Vec::<String>::new());
}

#[tokio::test]
async fn the_index_of_another_version_is_built_anew() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("pult.db");
    let store = open(&file, MIGRATIONS).await.unwrap();
    store.close().await;
    let mut conn = SqliteConnectOptions::new().filename(&file).connect().await.unwrap();
    sqlx::raw_sql(
        "UPDATE fact SET value = 0; INSERT INTO word_index (rowid, terms) VALUES (5, 'ветхое');
         INSERT INTO account (id, channel, name, token_kind, created_at_ms) VALUES (1, 'demo', 'x', 'unknown', 0); INSERT INTO tally (account_id, chats, in_progress) VALUES (1, 1, 1);
         INSERT INTO chat (id, account_id, remote_id, last_id, last_at_ms, last_text) VALUES (1, 1, 'c', 9, 1, 'посылка');
         INSERT INTO message (id, chat_id, author, sent_at_ms, text) VALUES (9, 1, 3, 1, 'посылка');",
    )
    .execute(&mut conn)
    .await
    .unwrap();
    conn.close().await.unwrap();
    let store = open(&file, MIGRATIONS).await.unwrap();
    assert_eq!(store.search("посылки", 5).await.unwrap().len(), 1);
    assert_eq!(store.check_full().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn the_copy_goes_when_the_new_schema_has_been_at_work_for_long() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("pult.db");
    open(&file, &[FIRST]).await.unwrap().close().await;
    open(&file, &[FIRST, SECOND]).await.unwrap().close().await;
    open(&file, &[FIRST, SECOND]).await.unwrap().close().await;
    let copy = backup_path(&file, 2);
    assert!(copy.exists(), "made just now");
    let old = UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000);
    std::fs::File::options().write(true).open(&copy).unwrap().set_modified(old).unwrap();
    assert_eq!(open(&file, &[FIRST, BROKEN]).await.unwrap_err().code(), pult_domain::ErrorCode::DataCorrupt);
    assert!(copy.exists(), "a start that fails takes no way back away");
    open(&file, &[FIRST, SECOND]).await.unwrap().close().await;
    assert!(!copy.exists());
    assert!(file.exists());
}

#[tokio::test]
async fn pictures_of_the_last_days_are_wanted_after_their_step() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("pult.db");
    open(&file, &MIGRATIONS[..12]).await.unwrap().close().await;
    let mut conn = SqliteConnectOptions::new().filename(&file).connect().await.unwrap();
    sqlx::raw_sql(
        "INSERT INTO account (id, channel, name, token_kind, created_at_ms) VALUES (3, 'ozon', 'x', 'unknown', 0); INSERT INTO tally (account_id, chats) VALUES (3, 1);
         INSERT INTO chat (id, account_id, remote_id) VALUES (1, 3, 'c');
         INSERT INTO message (id, chat_id, author, sent_at_ms, text) SELECT (unixepoch() - d * 86400) * 1024000, 1, 0, (unixepoch() - d * 86400) * 1000, ''
           FROM (SELECT 1 AS d UNION SELECT 29 UNION SELECT 31);
         INSERT INTO attachment (message_id, remote_id, kind) SELECT id, 'r', 'image' FROM message;
         INSERT INTO attachment (message_id, remote_id, kind, path) SELECT max(id), 'here', 'image', 'p' FROM message;
         INSERT INTO attachment (message_id, remote_id, kind) SELECT max(id), 'paper', 'file' FROM message;",
    )
    .execute(&mut conn)
    .await
    .unwrap();
    conn.close().await.unwrap();
    open(&file, MIGRATIONS).await.unwrap().close().await;
    let mut conn = SqliteConnectOptions::new().filename(&file).connect().await.unwrap();
    let wanted: (i64, i64) = sqlx::query_as("SELECT count(*), min(wanted_by) FROM attachment WHERE wanted_by IS NOT NULL").fetch_one(&mut conn).await.unwrap();
    assert_eq!(wanted, (2, 3));
}
