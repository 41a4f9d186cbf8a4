//! The disk under the data folder: full, read-only, damaged. A small tmpfs stands for a small disk;
//! where this machine may not mount one, those stories say so and are skipped.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "storage/history.rs"]
mod history;

use async_trait::async_trait;
use pult_connectors::{Channel, ChannelError, Connect, Marks, Timeouts};
use pult_core::dto::{AccountAdded, AppInfo};
use pult_domain::{AccountId, ChannelKind, OutboxState, RemoteChatId};
use pult_sim::SimOptions;
use pult_store::{Lane, Store, StoreError};
use pult_tests::process::Terminal;
use pult_tests::skipped;
use pult_tests::stage::{Market, Stage, agrees};
use pult_tests::world::World;
use secrecy::SecretString;
use serde_json::json;
use std::collections::HashMap;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

/// A file system of a few megabytes, gone at the end.
struct SmallDisk<'a>(&'a Path);

impl<'a> SmallDisk<'a> {
    fn mount(at: &'a Path, megabytes: u32) -> Option<Self> {
        let size = format!("size={megabytes}m,mode=0700");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(at).status();
        if mounted.is_ok_and(|status| status.success()) {
            return Some(Self(at));
        }
        skipped::lacking("this machine may not mount a small disk");
        None
    }

    fn remount(&self, options: &str) {
        let status = Command::new("mount").args(["-o", &format!("remount,{options}")]).arg(self.0).status().expect("mount runs");
        assert!(status.success(), "remount with {options}");
    }
}

impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0).status();
    }
}

/// Copies what the small disk holds, so that its end does not take the evidence along.
fn keep(from: &Path) -> tempfile::TempDir {
    let kept = tempfile::tempdir().expect("a folder");
    let copied = Command::new("cp").arg("-a").arg(format!("{}/.", from.display())).arg(kept.path()).status().expect("cp runs");
    assert!(copied.success());
    kept
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_stops_in_words_and_goes_on_when_there_is_room() {
    let terminal = Terminal::new();
    let Some(disk) = SmallDisk::mount(terminal.folder(), 3) else { return };
    let market = Market::start(ChannelKind::Wildberries, SimOptions { page_size: 20, ..SimOptions::default() }).await;
    let account = terminal.connect_market(&market, ChannelKind::Wildberries, &[]).await;
    let buyer = market.buyer("Иван");
    market.buyer_writes(&buyer, "Первое, пока место есть");
    terminal.run(&["sync"]).await.well();
    let chat = terminal.run(&["chats"]).await.well()[0]["chat"].to_string();
    for n in 0..2_500 {
        market.buyer_writes(&buyer, &format!("Письмо {n}: {}", "длинный рассказ о чашке с трещиной, ".repeat(20)));
    }
    let full = terminal.run(&["sync"]).await;
    assert_eq!(full.code(), Some(1), "{full:?}");
    assert_eq!(full.lines()[0]["error"]["code"], "disk_full", "{full:?}");
    let cursor = terminal.run(&["accounts", "list"]).await;
    assert_eq!(cursor.code(), Some(0), "a full disk can still be read: {cursor:?}");
    // What the owner writes is either stored or refused in words, never half.
    let mut promised = Vec::new();
    for n in 0..40 {
        let text = format!("Ответ {n} {}", "слово ".repeat(100));
        let reply = terminal.run(&["reply", &chat, "--text", &text]).await;
        match reply.code() {
            Some(0) => promised.push(text),
            _ => assert_eq!(reply.refusal(1)["code"], "disk_full", "{reply:?}"),
        }
    }
    disk.remount("size=256m");
    terminal.run(&["sync"]).await.well();
    for _ in 0..3 {
        terminal.run(&["sync"]).await.well();
    }
    let rows = terminal.run(&["outbox"]).await.well();
    for text in &promised {
        let sent = rows.iter().filter(|row| row["text"].as_str() == Some(text.trim()) && row["state"] == "sent").count();
        assert_eq!(sent, 1, "what was promised is sent once there is room: {text}");
    }
    assert_eq!(market.delivered().len(), promised.len(), "and nothing that was refused");
    let world = World::on(keep(terminal.folder())).await;
    world.check().await;
    agrees(&world, &market, AccountId(account.parse().expect("an id")), ChannelKind::Wildberries).await;
}

/// How far an account's chats were read, as the core tells a walk.
struct Stored<'a>(&'a Store, AccountId);

#[async_trait]
impl Marks for Stored<'_> {
    async fn marks(&self, chats: &[RemoteChatId]) -> Result<HashMap<RemoteChatId, String>, ChannelError> {
        Ok(self.0.chat_marks(self.1, chats).await.expect("marks"))
    }
}

/// A round as the core makes one, page by page, up to its end or the first page that cannot be stored.
async fn walks(store: &Store, account: AccountId, channel: &dyn Channel) -> Result<(), StoreError> {
    let mut at = store.account(account).await?.and_then(|row| row.cursor).map(|cursor| channel.overlap(&cursor));
    loop {
        let page = channel.page(at.as_ref(), &Stored(store, account)).await.expect("a page");
        let last = page.last;
        at.clone_from(&page.cursor);
        store.apply_pages(account, vec![page], Lane::Live).await?;
        if last {
            return Ok(());
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_history_cut_off_in_the_middle_of_a_page_is_read_again() {
    let world = World::empty().await;
    let market = Market::start(ChannelKind::Ozon, SimOptions { page_size: 1_000, clock: Arc::new(world.clock()), ..SimOptions::default() }).await;
    let added: AccountAdded = world.ok("account_add", market.account(ChannelKind::Ozon, "Лавка")).await;
    let buyer = market.buyer("Иван");
    for n in 0..600 {
        market.buyer_writes(&buyer, &format!("Письмо {n}"));
    }
    let connect = || {
        let (base_url, token) = market.address();
        let (base_url, client_id, token) = (Some(base_url), market.client_id(), SecretString::from(token));
        let connect = Connect { channel: ChannelKind::Ozon, base_url, client_id, token, limits_off: true, timeouts: Timeouts::default() };
        pult_connectors::connect(connect, Arc::new(world.clock())).expect("a connector")
    };
    let store = world.core().store();
    // The history is one page, which the store cuts into several transactions; a later one fails.
    let db = rusqlite::Connection::open(world.folder().join("pult.db")).expect("a database");
    let fails = "CREATE TRIGGER fails BEFORE INSERT ON message WHEN (SELECT count(*) FROM message) >= 300 BEGIN SELECT RAISE(ABORT, 'no more'); END";
    db.execute_batch(fails).expect("a trigger");
    walks(store, added.account, connect().as_ref()).await.expect_err("the disk gives up in the middle of the page");
    let stored = store.check_quick().await.expect("readable").messages;
    assert!((1..600).contains(&stored), "a part of the page is stored: {stored}");
    db.execute_batch("DROP TRIGGER fails").expect("mended");
    walks(store, added.account, connect().as_ref()).await.expect("a round");
    world.check().await;
    agrees(&world, &market, added.account, ChannelKind::Ozon).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_read_only_folder_is_told_and_left_alone() {
    let terminal = Terminal::new();
    let Some(disk) = SmallDisk::mount(terminal.folder(), 32) else { return };
    let market = Market::start(ChannelKind::Ozon, SimOptions::default()).await;
    terminal.connect_market(&market, ChannelKind::Ozon, &[]).await;
    terminal.run(&["sync"]).await.well();
    disk.remount("ro");
    for command in [&["sync"][..], &["chats"], &["accounts", "list"]] {
        let refused = terminal.run(command).await;
        assert_eq!(refused.refusal(1)["code"], "data_read_only", "{command:?}: {refused:?}");
    }
    disk.remount("rw");
    terminal.run(&["sync"]).await.well();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_database_comes_back_from_its_copy_and_the_channels() {
    for channel in [ChannelKind::Wildberries, ChannelKind::Ozon, ChannelKind::YandexMarket, ChannelKind::Avito] {
        let mut stage = Stage::of(channel).await;
        let buyers = stage.conversation();
        stage.sync().await;
        let backups = stage.world.folder().join("backups");
        stage.world.core().store().copy_to(&backups, stage.world.now()).await.expect("a copy");
        // After the copy: a reply that reaches the buyer, and a buyer's answer to it.
        let sent = stage.reply(&buyers[0], "Отправили утром").await;
        stage.until_reply(sent, OutboxState::Sent).await;
        stage.market.buyer_writes(&buyers[0], "Спасибо!");
        stage.sync().await;

        stage.world.stop_core().await;
        let file = stage.world.folder().join("pult.db");
        let mut bytes = std::fs::read(&file).expect("the database");
        let half = bytes.len() / 2;
        bytes[half..half + 20_000].fill(0xa5);
        std::fs::write(&file, &bytes).expect("damaged");
        stage.world.restart_core().await;

        let info: AppInfo = stage.world.ok("app_info", json!({})).await;
        let recovery = info.recovery.expect("the owner is told");
        assert_eq!(std::fs::read(Path::new(&recovery.set_aside).join("pult.db")).expect("set aside"), bytes, "nothing of the damaged file is dropped");
        let _: serde_json::Value = stage.world.ok("recovery_seen", json!({})).await;
        let info: AppInfo = stage.world.ok("app_info", json!({})).await;
        assert!(info.recovery.is_none(), "told once");
        stage.sync().await;
        assert_eq!(stage.market.delivered_to(&buyers[0]).len(), 1, "nothing is sent again from an old copy");
        stage.end().await;
    }
}

/// Every row of every table, as SQLite writes values down; the search index's own tables included, the
/// planner's statistics not: each program gathers them for itself.
fn rows(database: &Path) -> std::collections::BTreeMap<String, Vec<String>> {
    let db = rusqlite::Connection::open(database).expect("a database");
    let mut tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_stat%' ORDER BY name").expect("a statement");
    let names: Vec<String> = tables.query_map([], |row| row.get(0)).expect("tables").map(|name| name.expect("a name")).collect();
    let read = |table: &String| {
        let columns: Vec<String> =
            db.prepare(&format!("SELECT * FROM \"{table}\"")).expect("a statement").column_names().iter().map(|n| (*n).to_owned()).collect();
        let quoted: Vec<String> = columns.iter().map(|column| format!("quote(\"{column}\")")).collect();
        let mut all = db.prepare(&format!("SELECT {} FROM \"{table}\"", quoted.join(" || ',' || "))).expect("a statement");
        let mut rows: Vec<String> =
            all.query_map([], |row| row.get::<_, Option<String>>(0)).expect("rows").map(|row| row.expect("a row").unwrap_or_default()).collect();
        rows.sort();
        rows
    };
    names.iter().map(|table| (table.clone(), read(table))).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_restored_into_an_empty_folder_has_every_row_and_sends_nothing() {
    let terminal = Terminal::new();
    let market = Market::start(ChannelKind::Wildberries, SimOptions::default()).await;
    terminal.connect_market(&market, ChannelKind::Wildberries, &[]).await;
    let buyer = market.buyer("Иван");
    for n in 0..50 {
        market.buyer_writes(&buyer, &format!("Вопрос {n} о чашке"));
    }
    terminal.run(&["sync"]).await.well();
    let chat = terminal.run(&["chats"]).await.well()[0]["chat"].to_string();
    terminal.run(&["reply", &chat, "--text", "Отправленный ответ"]).await.well();
    terminal.run(&["sync"]).await.well();
    terminal.run(&["reply", &chat, "--text", "Ответ, который ждал"]).await.well();
    std::fs::create_dir_all(terminal.folder().join("files/1")).expect("a folder");
    std::fs::write(terminal.folder().join("files/1/чашка.jpg"), vec![7; 300_000]).expect("a file");
    let kept = tempfile::tempdir().expect("a folder");
    let kept_at = kept.path().display().to_string();
    let made = terminal.run_with(&["backup", "--folder", &kept_at, "--passphrase-stdin"], "четыре тихих слова\n".as_bytes()).await.one();
    let file = made["path"].as_str().expect("a path").to_owned();

    let new = Terminal::new();
    let refused = new.run_with(&["restore", &file, "--passphrase-stdin"], "не те слова".as_bytes()).await;
    assert_eq!(refused.refusal(1)["code"], "backup_passphrase_wrong");
    assert_eq!(std::fs::read_dir(new.folder()).expect("a folder").count(), 0, "the target is untouched");
    let restored = new.run_with(&["restore", &file, "--passphrase-stdin"], "четыре тихих слова".as_bytes()).await.one();
    assert_eq!((restored["in_doubt"].as_i64(), restored["shops"][0]["name"].as_str()), (Some(1), Some("Лавка")));

    let (mut before, mut after) = (rows(&terminal.folder().join("pult.db")), rows(&new.folder().join("pult.db")));
    let (outbox, doubted) = (before.remove("outbox").expect("replies"), after.remove("outbox").expect("replies"));
    // How the last backup went is noted after it was made.
    before.get_mut("setting").expect("settings").retain(|row| !row.starts_with("'backups'"));
    assert_eq!(before, after, "every other row is the same");
    assert!(before["message"].len() >= 51 && outbox.len() == 2, "there was something to compare");
    let moved: Vec<_> = doubted.iter().filter(|row| !outbox.contains(row)).collect();
    assert!(moved.len() == 1 && moved[0].contains("'unconfirmed'"), "only what waited was put in doubt: {moved:?}");
    assert_eq!(std::fs::read(new.folder().join("files/1/чашка.jpg")).expect("a file"), vec![7; 300_000]);
    assert!(!new.folder().join("secrets.json").exists(), "secrets do not travel");

    let delivered = market.delivered().len();
    let waits = new.run(&["sync"]).await;
    assert_eq!(waits.lines()[0]["error"]["code"], "token_missing", "{waits:?}");
    assert_eq!(market.delivered().len(), delivered, "nothing is sent by itself");
    let used = new.run_with(&["restore", &file, "--passphrase-stdin"], "четыре тихих слова".as_bytes()).await;
    assert_eq!(used.refusal(1)["code"], "backup_target_used");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_search_index_makes_no_backup_and_costs_none() {
    let terminal = Terminal::new();
    let market = Market::start(ChannelKind::Wildberries, SimOptions::default()).await;
    terminal.connect_market(&market, ChannelKind::Wildberries, &[]).await;
    let buyer = market.buyer("Иван");
    market.buyer_writes(&buyer, "Какого цвета чашка?");
    terminal.run(&["sync"]).await.well();
    let chat = terminal.run(&["chats"]).await.one()["chat"].to_string();
    terminal.run(&["note", "add", &chat, "--text", "Любит синий"]).await.well();
    let kept = tempfile::tempdir().expect("a folder");
    let kept_at = kept.path().display().to_string();
    let command = ["backup", "--folder", &kept_at, "--passphrase-stdin"];
    let back_up = || terminal.run_with(&command, "четыре тихих слова\n".as_bytes());
    let backups = || std::fs::read_dir(kept.path()).expect("a folder").flatten().map(|each| each.path()).collect::<Vec<_>>();

    let served = terminal.serve().await;
    let whole = Path::new(back_up().await.one()["path"].as_str().expect("a path")).to_owned();
    let db = rusqlite::Connection::open(terminal.folder().join("pult.db")).expect("a database");
    assert!(db.execute("DELETE FROM note_index_data WHERE id > 10", []).expect("damaged") > 0);
    drop(db);
    let refused = back_up().await;
    assert_eq!(refused.refusal(1)["code"], "data_corrupt", "{refused:?}");
    assert_eq!(backups(), std::slice::from_ref(&whole), "the good one stays, alone");
    served.kill().await;

    // The next start builds the index anew, and nothing else is changed.
    assert_eq!(terminal.run(&["note", "list", &chat]).await.one()["text"], "Любит синий");
    assert_eq!(terminal.run(&["chats"]).await.one()["unread"], 1);
    back_up().await.one();
    assert_eq!(backups().len(), 2);
    let new = Terminal::new();
    let restored = new.run_with(&["restore", &whole.display().to_string(), "--passphrase-stdin"], "четыре тихих слова".as_bytes()).await.one();
    assert!(restored["messages"].as_i64().is_some_and(|messages| messages > 0), "{restored}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_crash_leaves_of_a_backup_goes_with_the_next_start() {
    let mut terminal = Terminal::new();
    let kept = tempfile::tempdir().expect("a folder");
    let kept_at = kept.path().display().to_string();
    let left = || std::fs::read_dir(kept.path()).expect("a folder").flatten().map(|each| each.file_name()).collect::<Vec<_>>();
    terminal.set("PULT_CRASH_AT", "backup_before_name");
    let died = terminal.run_with(&["backup", "--folder", &kept_at, "--passphrase-stdin"], "четыре тихих слова\n".as_bytes()).await;
    assert_eq!(died.code(), None, "it died: {died:?}");
    let copies = [terminal.folder().join("backup-copy.db"), terminal.folder().join("to-restore.part")];
    std::fs::create_dir_all(copies[1].join("files")).expect("as a restoring leaves it");
    assert!(left().len() == 1 && left()[0].to_string_lossy().starts_with('.') && copies[0].exists(), "{:?}", left());
    terminal.unset("PULT_CRASH_AT");
    terminal.run(&["doctor"]).await.well();
    assert!(left().is_empty() && !copies.iter().any(|copy| copy.exists()), "{:?}", left());
}
