//! Files that are not ours, newer than us or damaged; and a checker that finds what is planted.

use crate::{DAY, Shop, buyer, page, seller};
use pult_domain::{ErrorCode, OutboxEvent, SystemClock};
use pult_store::{NewReply, Store, recover};
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A closed database with a little of everything.
async fn filled() -> (tempfile::TempDir, PathBuf) {
    let shop = Shop::open().await;
    let messages = (0..40).map(|n| buyer(&format!("c{}", n % 4), &format!("m{n}"), "Где посылка?", DAY + n)).collect();
    shop.apply(page(messages, "1")).await;
    shop.apply(page(vec![seller("c1", "r", "В пути", DAY + 100)], "2")).await;
    let chat = shop.chat_id("c2").await;
    let row = shop.store.outbox_add(NewReply { chat, text: "Ответ".into(), upload: None, next_at: pult_domain::AtMs(0), client_key: None }).await.unwrap();
    shop.store.outbox_step(row.id, OutboxEvent::Begin, None).await.unwrap();
    shop.store.outbox_step(row.id, OutboxEvent::Accepted { remote_id: None }, None).await.unwrap();
    shop.check().await;
    shop.store.close().await;
    let file = shop.store.file().to_owned();
    (shop.dir, file)
}

async fn spoil(file: &Path, sql: &str) {
    let mut conn = SqliteConnection::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(format!("PRAGMA foreign_keys = OFF; {sql}"))).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
}

async fn open(file: &Path) -> Result<Store, ErrorCode> {
    Store::open(file, Arc::new(SystemClock)).await.map_err(|error| error.code())
}

#[tokio::test]
async fn a_newer_database_is_refused_with_its_bytes_unchanged() {
    let (_dir, file) = filled().await;
    spoil(&file, "INSERT INTO schema_migration (version, checksum) VALUES (9999, 'x')").await;
    let before = std::fs::read(&file).unwrap();
    assert_eq!(open(&file).await.err(), Some(ErrorCode::DataNewer));
    assert!(std::fs::read(&file).unwrap() == before, "not a byte may change");
}

#[tokio::test]
async fn files_that_are_damaged_or_not_ours_are_refused_unchanged() {
    let dir = tempfile::tempdir().unwrap();
    let text = dir.path().join("text.db");
    std::fs::write(&text, "это не база данных, а просто текст").unwrap();
    let foreign = dir.path().join("foreign.db");
    std::fs::write(&foreign, "").unwrap();
    spoil(&foreign, "CREATE TABLE somebody (else_ TEXT)").await;
    let (_kept, whole) = filled().await;
    let cut = dir.path().join("cut.db");
    let bytes = std::fs::read(&whole).unwrap();
    std::fs::write(&cut, &bytes[..bytes.len() / 2]).unwrap();
    let torn = dir.path().join("torn.db");
    let mut holes = bytes.clone();
    holes[8_192..60_000].fill(0x5a);
    std::fs::write(&torn, &holes).unwrap();
    for file in [text, foreign, cut, torn] {
        let before = std::fs::read(&file).unwrap();
        assert_eq!(open(&file).await.err(), Some(ErrorCode::DataCorrupt), "{}", file.display());
        assert!(std::fs::read(&file).unwrap() == before, "{} was touched", file.display());
    }
}

#[tokio::test]
async fn an_edited_migration_is_noticed() {
    let (_dir, file) = filled().await;
    spoil(&file, "UPDATE schema_migration SET checksum = 'other'").await;
    assert_eq!(open(&file).await.err(), Some(ErrorCode::DataCorrupt));
}

#[tokio::test]
async fn the_full_check_finds_what_is_planted() {
    for (damage, said) in [
        ("UPDATE chat SET unread = unread + 1 WHERE remote_id = 'c0'", "unread count"),
        ("UPDATE chat SET last_text = 'другое' WHERE remote_id = 'c0'", "last message"),
        ("UPDATE chat SET last_id = 5 WHERE remote_id = 'c0'", "last message"),
        ("UPDATE chat SET queue = 2 WHERE remote_id = 'c0'", "whose turn"),
        ("UPDATE chat SET waiting_since_ms = 1 WHERE remote_id = 'c0'", "whose turn"),
        ("UPDATE chat SET read_up_to = 0 WHERE remote_id = 'c1'", "own reply"),
        ("UPDATE tally SET waiting = waiting + 1", "tally"),
        ("DELETE FROM tally", "tally"),
        ("DELETE FROM word_index WHERE rowid = (SELECT min(id) FROM message)", "other words"),
        ("INSERT INTO word_index (rowid, terms) VALUES (7, 'лишнее')", "indexed but not stored"),
        ("UPDATE message SET text = 'подмена' WHERE remote_id = 'm3'", "other words"),
        ("DELETE FROM message WHERE remote_id = 'm39'", "last message"),
        ("UPDATE message SET attachments = 2 WHERE remote_id = 'm3'", "number of files"),
        ("UPDATE message SET chat_id = 99 WHERE remote_id = 'm3'", "points to nothing"),
        ("UPDATE message SET outbox_id = NULL", "without exactly one message"),
        ("UPDATE outbox SET state = 'queued'", "not sent"),
        (
            "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, '(unread > 0)', '') WHERE 0; \
             DELETE FROM sqlite_schema WHERE name = 'chat_recent'",
            "SQLite",
        ),
    ] {
        let (_dir, file) = filled().await;
        spoil(&file, damage).await;
        let found = match open(&file).await {
            Ok(store) => store.check_full().await.unwrap(),
            // Damage of the file itself is refused at the door already.
            Err(code) => vec![format!("SQLite refused: {code}")],
        };
        assert!(found.iter().any(|line| line.contains(said)), "after {damage}: {found:?}");
    }
}

#[tokio::test]
async fn the_quick_check_tells_versions_and_counts() {
    let (_dir, file) = filled().await;
    let quick = open(&file).await.unwrap().check_quick().await.unwrap();
    let newest = std::fs::read_dir("../../migrations").unwrap().filter(|file| file.as_ref().unwrap().path().extension() == Some("sql".as_ref())).count() as i64;
    assert_eq!((quick.schema_version, quick.accounts, quick.chats, quick.messages, quick.replies), (newest, 1, 4, 42, 1));
    assert!(quick.problems.is_empty() && quick.file_bytes > 0 && quick.index_version > 0);
}

#[tokio::test]
async fn a_damaged_database_is_set_aside_and_the_newest_good_copy_takes_its_place() {
    let (dir, file) = filled().await;
    let copies = dir.path().join("backups");
    let now = |n: i64| pult_domain::AtMs(DAY + 10_000 + n);
    let store = open(&file).await.unwrap();
    let chat = store.chat_list(crate::list(pult_domain::View::All)).await.unwrap().rows.into_iter().find(|row| row.remote_id.as_str() == "c3").unwrap().id;
    let reply = |text: &str| NewReply { chat, text: text.into(), upload: None, next_at: pult_domain::AtMs(i64::MAX), client_key: None };
    let before = store.outbox_add(reply("ждало при копировании")).await.unwrap();
    store.copy_to(&copies, now(0)).await.unwrap();
    let after = store.outbox_add(reply("написано позже")).await.unwrap();
    store.draft_set(chat, "черновик".into()).await.unwrap();
    store.close().await;
    // A newer copy that is damaged itself must not be chosen.
    std::fs::write(copies.join(format!("pult-{}.db", now(1).0)), b"SQLite format 3\0 and nothing else").unwrap();

    let mut bytes = std::fs::read(&file).unwrap();
    let at = bytes.len() - 3 * 4096;
    bytes[at..].fill(0x5a);
    std::fs::write(&file, &bytes).unwrap();
    assert_eq!(open(&file).await.err(), Some(ErrorCode::DataCorrupt));
    let recovered = recover(&file, &copies, now(2)).await.unwrap().expect("a good copy");
    assert_eq!(recovered.copied_at, now(0));
    assert_eq!(std::fs::read(recovered.set_aside.join("pult.db")).unwrap(), bytes, "the damaged file is kept whole");
    assert!(recovered.set_aside.join("unsent.json").exists());

    let store = open(&file).await.unwrap();
    assert_eq!(store.check_full().await.unwrap(), Vec::<String>::new());
    let waiting = store.outbox_list(None, Some(chat), 10).await.unwrap();
    assert!(waiting.iter().all(|row| row.machine.state == pult_domain::OutboxState::Unconfirmed && row.machine.resends > 0), "the owner decides: {waiting:?}");
    assert!(waiting.iter().any(|row| row.id == before.id));
    // How much of the newest can be read depends on where the damage is; what can be read is back.
    assert_eq!(waiting.iter().any(|row| row.text == after.text) as i64 + i64::from(store.draft(chat).await.unwrap() == "черновик"), recovered.brought_back - 1);
    store.close().await;
}

#[tokio::test]
async fn without_a_good_copy_nothing_is_touched() {
    let (dir, file) = filled().await;
    let bytes = std::fs::read(&file).unwrap();
    std::fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
    assert_eq!(recover(&file, &dir.path().join("backups"), pult_domain::AtMs(DAY)).await.unwrap(), None);
    assert_eq!(std::fs::read(&file).unwrap(), bytes[..bytes.len() / 2]);
}

#[tokio::test]
async fn old_copies_make_room_for_new_ones() {
    let (dir, file) = filled().await;
    let copies = dir.path().join("backups");
    let store = open(&file).await.unwrap();
    for n in 0..5 {
        store.copy_to(&copies, pult_domain::AtMs(DAY + n)).await.unwrap();
    }
    assert_eq!(Store::newest_copy(&copies), Some(pult_domain::AtMs(DAY + 4)));
    assert_eq!(std::fs::read_dir(&copies).unwrap().count(), 3);
    store.close().await;
}
