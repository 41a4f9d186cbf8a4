//! Files that are not ours, newer than us or damaged; and a checker that finds what is planted.

use crate::{DAY, Shop, buyer, described, page, seller};
use pult_domain::query::Query;
use pult_domain::{AtMs, ErrorCode, FeedPage, OutboxEvent, OutboxState, SystemClock};
use pult_store::{NewReply, SEARCH_CHATS, SearchRequest, Store, mend_search, put_log_back, recover};
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

/// A shop with a chat whose buyer has a name, a note beside it, and a reply that waits.
async fn named() -> Shop {
    let shop = Shop::open().await;
    let chats = vec![described("c1", Some("Марианна"), None)];
    shop.apply(FeedPage { chats, ..page(vec![buyer("c1", "m1", "Где посылка?", DAY)], "1") }).await;
    let chat = shop.chat_id("c1").await;
    shop.store.note_add(chat, "Позвонить курьеру".into(), None).await.unwrap();
    shop.store.outbox_add(NewReply { chat, text: "Едет".into(), upload: None, next_at: AtMs(i64::MAX), client_key: None }).await.unwrap();
    shop
}

/// Messages, chats and notes that a search finds.
async fn found(store: &Store, query: &str) -> (usize, usize, usize) {
    let request = SearchRequest { query: Query::parse(query), limit: 50, chats: SEARCH_CHATS, ranked: false, now: AtMs(DAY), zone: "UTC".into() };
    let found = store.search_for(&request).await.unwrap();
    (found.hits.len(), found.chats.len(), found.notes.len())
}

/// Fills the last pages of a file with what is no page.
fn tear(file: &Path) -> Vec<u8> {
    let mut bytes = std::fs::read(file).unwrap();
    let at = bytes.len() - 3 * 4096;
    bytes[at..].fill(0x5a);
    std::fs::write(file, &bytes).unwrap();
    bytes
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
        ("INSERT INTO note_index (rowid, terms) VALUES (7, 'лишнее')", "note 7: indexed but not stored"),
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
async fn a_copy_that_cannot_be_read_is_passed_over_for_an_older_one() {
    let (dir, file) = filled().await;
    let copies = dir.path().join("backups");
    let store = open(&file).await.unwrap();
    store.copy_to(&copies, AtMs(DAY)).await.unwrap();
    store.close().await;
    std::os::unix::fs::symlink(dir.path().join("gone.db"), copies.join(format!("pult-{}.db", DAY + 1))).unwrap();
    std::fs::create_dir(copies.join(format!("pult-{}.db", DAY + 2))).unwrap();
    tear(&file);
    let recovered = recover(&file, &copies, AtMs(DAY + 3)).await.unwrap().expect("a good copy");
    assert_eq!(recovered.copied_at, AtMs(DAY));
    let store = open(&file).await.unwrap();
    assert_eq!(store.check_full().await.unwrap(), Vec::<String>::new());
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
    std::fs::create_dir(&copies).unwrap();
    std::fs::write(copies.join("pult.part"), "what a program left that was ended while it copied").unwrap();
    for n in 0..5 {
        store.copy_to(&copies, pult_domain::AtMs(DAY + n)).await.unwrap();
    }
    assert_eq!(Store::newest_copy(&copies, AtMs(DAY + 4)), Some(AtMs(DAY + 4)));
    assert_eq!(std::fs::read_dir(&copies).unwrap().count(), 3);
    store.close().await;
}

#[tokio::test]
async fn copies_made_under_a_clock_that_was_wrong_do_not_push_out_those_made_since() {
    let (dir, file) = filled().await;
    let copies = dir.path().join("backups");
    let store = open(&file).await.unwrap();
    for n in [500, 501, 502] {
        store.copy_to(&copies, AtMs(n * DAY)).await.unwrap();
    }
    // The clock is put right.
    assert_eq!(Store::newest_copy(&copies, AtMs(DAY)), None);
    let made = store.copy_to(&copies, AtMs(DAY)).await.unwrap();
    assert!(made.exists());
    assert_eq!(Store::newest_copy(&copies, AtMs(DAY + 1)), Some(AtMs(DAY)), "a day passes until the next");
    store.close().await;
    tear(&file);
    let recovered = recover(&file, &copies, AtMs(DAY + 1)).await.unwrap().expect("a good copy");
    assert_eq!(recovered.copied_at, AtMs(DAY), "the newest, whatever the others are called");
}

#[tokio::test]
async fn damaged_copies_do_not_push_the_good_ones_out() {
    let shop = named().await;
    let (file, copies) = (shop.store.file().to_owned(), shop.dir.path().join("backups"));
    let at = |n: i64| AtMs(DAY + n);
    for n in 0..3 {
        shop.store.copy_to(&copies, at(n)).await.unwrap();
    }
    // The search index of the chats loses its leaves while the program runs.
    spoil(&file, "DELETE FROM chat_index_data WHERE id > 10").await;
    for n in 3..6 {
        assert_eq!(shop.store.copy_to(&copies, at(n)).await.unwrap_err().code(), ErrorCode::DataCorrupt);
    }
    assert_eq!(Store::newest_copy(&copies, at(5)), Some(at(2)));
    assert_eq!(std::fs::read_dir(&copies).unwrap().count(), 3, "none was let go, and none is left half made");
    shop.store.close().await;
    assert_eq!(open(&file).await.err(), Some(ErrorCode::DataCorrupt));
    let recovered = recover(&file, &copies, at(9)).await.unwrap().expect("a good copy");
    assert_eq!(recovered.copied_at, at(2));
    let store = open(&file).await.unwrap();
    assert_eq!(store.check_full().await.unwrap(), Vec::<String>::new());
    assert_eq!(found(&store, "марианна").await.1, 1);
    store.close().await;
}

#[tokio::test]
async fn a_copy_whose_search_index_alone_is_damaged_still_comes_back() {
    let shop = named().await;
    let (file, copies) = (shop.store.file().to_owned(), shop.dir.path().join("backups"));
    let copy = shop.store.copy_to(&copies, AtMs(DAY)).await.unwrap();
    shop.store.close().await;
    // As copies were made before anybody looked at them.
    spoil(&copy, "DELETE FROM note_index_data WHERE id > 10").await;
    tear(&file);
    let recovered = recover(&file, &copies, AtMs(DAY + 1)).await.unwrap().expect("a good copy");
    assert_eq!(recovered.copied_at, AtMs(DAY));
    let store = open(&file).await.unwrap();
    assert_eq!(store.check_full().await.unwrap(), Vec::<String>::new());
    assert_eq!(found(&store, "курьеру").await.2, 1, "the index is built anew");
    store.close().await;
}

#[tokio::test]
async fn a_database_whose_search_index_alone_is_damaged_keeps_everything() {
    for index in ["word_index", "chat_index", "note_index"] {
        let shop = named().await;
        let file = shop.store.file().to_owned();
        shop.store.close().await;
        spoil(&file, &format!("DELETE FROM {index}_data WHERE id > 10")).await;
        assert_eq!(open(&file).await.err(), Some(ErrorCode::DataCorrupt), "{index}");
        let bytes = std::fs::read(&file).unwrap();
        assert!(mend_search(&file, AtMs(DAY)).await.unwrap(), "{index}");
        assert_eq!(std::fs::read(file.with_file_name(format!("damaged-{DAY}")).join("pult.db")).unwrap(), bytes, "the damaged file is kept whole");

        let store = open(&file).await.unwrap();
        assert_eq!(store.check_full().await.unwrap(), Vec::<String>::new(), "{index}");
        let words = [found(&store, "посылка").await, found(&store, "марианна").await, found(&store, "курьеру").await];
        assert_eq!((words[0].0, words[1].1, words[2].2), (1, 1, 1), "{index}: every index is built anew");
        let replies = store.outbox_list(None, None, 10).await.unwrap();
        assert!(replies.iter().all(|row| row.machine.state == OutboxState::Queued) && replies.len() == 1, "what waits is in no doubt: {replies:?}");
        store.close().await;
    }
}

#[tokio::test]
async fn where_more_than_the_search_index_is_damaged_a_copy_is_needed() {
    let shop = named().await;
    let file = shop.store.file().to_owned();
    shop.store.close().await;
    let bytes = tear(&file);
    assert_eq!(open(&file).await.err(), Some(ErrorCode::DataCorrupt));
    assert!(!mend_search(&file, AtMs(DAY)).await.unwrap());
    assert_eq!(std::fs::read(&file).unwrap(), bytes, "nothing was touched");
    assert!(!file.with_extension("mended").exists() && !file.with_file_name(format!("damaged-{DAY}")).exists());
}

#[tokio::test]
async fn notes_come_back_as_they_were_last() {
    let (dir, file) = filled().await;
    let copies = dir.path().join("backups");
    let store = open(&file).await.unwrap();
    let chat = store.chat_list(crate::list(pult_domain::View::All)).await.unwrap().rows[0].id;
    store.note_add(chat, "как была".into(), None).await.unwrap();
    let changed = store.note_add(chat, "первые слова".into(), None).await.unwrap();
    let deleted = store.note_add(chat, "удалена при копировании".into(), None).await.unwrap();
    store.note_remove(deleted.id).await.unwrap();
    store.copy_to(&copies, AtMs(DAY)).await.unwrap();
    store.note_edit(changed.id, "последние слова".into()).await.unwrap();
    store.note_restore(deleted.id).await.unwrap();
    store.note_add(chat, "новая".into(), None).await.unwrap();
    store.close().await;

    let recovered = recover(&file, &copies, AtMs(DAY + 1)).await.unwrap().expect("a good copy");
    assert_eq!((recovered.salvaged, recovered.brought_back), (3, 3), "what the copy has as it is counts for nothing");
    let store = open(&file).await.unwrap();
    let texts: Vec<String> = store.notes(chat).await.unwrap().into_iter().map(|note| note.text).collect();
    assert_eq!(texts, ["как была", "последние слова", "удалена при копировании", "новая"]);
    assert_eq!(found(&store, "последние").await.2, 1);
    assert_eq!(found(&store, "первые").await.2, 0);
    assert_eq!(store.check_full().await.unwrap(), Vec::<String>::new());
    store.close().await;
}

#[tokio::test]
async fn a_recovery_that_is_broken_off_leaves_no_empty_database() {
    let (dir, file) = filled().await;
    let copies = dir.path().join("backups");
    let store = open(&file).await.unwrap();
    store.copy_to(&copies, AtMs(DAY)).await.unwrap();
    store.close().await;
    let bytes = tear(&file);
    std::fs::write(dir.path().join("pult.db-wal"), "no log").unwrap();
    // The log cannot be set aside: there is a folder of its name.
    std::fs::create_dir_all(dir.path().join(format!("damaged-{DAY}/pult.db-wal/full"))).unwrap();
    recover(&file, &copies, AtMs(DAY)).await.unwrap_err();
    assert_eq!(open(&file).await.err(), Some(ErrorCode::DataCorrupt), "no start takes it for a new shop");

    let recovered = recover(&file, &copies, AtMs(DAY + 1)).await.unwrap().expect("a good copy");
    assert_eq!(std::fs::read(recovered.set_aside.join("pult.db")).unwrap(), bytes);
    let store = open(&file).await.unwrap();
    assert_eq!(store.check_full().await.unwrap(), Vec::<String>::new());
    assert_eq!(store.accounts().await.unwrap().len(), 1);
    store.close().await;
}

#[tokio::test]
async fn a_recovery_that_is_broken_off_loses_nothing_of_the_log() {
    let (dir, file) = filled().await;
    let mut db = SqliteConnection::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    let late = "PRAGMA wal_autocheckpoint = 0; INSERT INTO setting (key, value) VALUES ('late', 'kept')";
    sqlx::raw_sql(late).execute(&mut db).await.unwrap();
    // As a start that was killed left it: what was committed last is in the log alone, and that was moved already.
    let (left, aside) = (dir.path().join("left"), dir.path().join(format!("left/damaged-{DAY}")));
    std::fs::create_dir_all(&aside).unwrap();
    let (file, log) = (left.join("pult.db"), left.join("pult.db-wal"));
    std::fs::copy(dir.path().join("pult.db"), &file).unwrap();
    std::fs::hard_link(&file, aside.join("pult.db")).unwrap();
    std::fs::copy(dir.path().join("pult.db-wal"), aside.join("pult.db-wal")).unwrap();
    db.close().await.unwrap();

    put_log_back(&file).unwrap();
    assert!(log.exists() && !aside.join("pult.db-wal").exists());
    let store = open(&file).await.unwrap();
    assert_eq!(store.setting("late").await.unwrap().as_deref(), Some("kept"));
    assert_eq!(store.check_full().await.unwrap(), Vec::<String>::new());
    assert_eq!(store.check_quick().await.unwrap().messages, 42);
    store.close().await;
}
