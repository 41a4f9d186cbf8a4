//! What is left of a removed shop: nothing, but in copies that were made before.

use crate::{DAY, Shop, account, buyer, described, page};
use pult_domain::query::Query;
use pult_domain::{AtMs, Author, ChannelKind, FeedMessage, FeedPage, MessageKind, Quarantined, SystemClock};
use pult_store::{ImportChat, ImportMessage, ImportSlice, Lane, NewAccount, NewReply, SEARCH_CHATS, SearchRequest, Store};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Words that stand nowhere else; the index has them as they are, but for the capital.
const WORDS: [&str; 6] = ["Неповторимова", "неповторимова", "секретноепослание", "секретночерновик", "секретнозаметка", "секретнособытие"];

async fn number(file: &Path, sql: &'static str) -> Option<i64> {
    let mut db = SqliteConnectOptions::new().filename(file).read_only(true).connect().await.unwrap();
    let found = sqlx::query_scalar(sql).fetch_optional(&mut db).await.unwrap();
    db.close().await.unwrap();
    found
}

/// Nothing is left to be swept.
async fn swept(file: &Path) {
    for _ in 0..600 {
        if number(file, "SELECT value FROM fact WHERE key = 'traces'").await.is_none() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the sweep never ends");
}

/// The words that stand in the files of a folder, not of those below it.
fn left_in(folder: &Path) -> Vec<String> {
    let mut left = Vec::new();
    for file in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
        let bytes = std::fs::read(&file).unwrap();
        for word in WORDS {
            if bytes.windows(word.len()).any(|stretch| stretch == word.as_bytes()) {
                left.push(format!("{word} in {}", file.display()));
            }
        }
    }
    left
}

#[tokio::test]
async fn a_removed_shop_leaves_no_word_behind() {
    let shop = Shop::open().await;
    let (folder, file) = (shop.dir.path().to_owned(), shop.store.file().to_owned());
    let gone = shop.store.account_add(account("Другой", Some("seller-2"))).await.unwrap();
    shop.apply(page((0..600).map(|n| buyer(&format!("c{}", n % 9), &format!("m{n}"), &format!("посылка номер {n}"), DAY + n)).collect(), "1")).await;
    let event = FeedMessage { raw: Some("{\"new\":\"секретнособытие\"}".into()), ..buyer("x", "odd", "?", DAY) };
    let told = FeedPage {
        chats: vec![described("x", Some("Неповторимова Анна"), None)],
        quarantined: vec![Quarantined { raw: "{\"text\":\"секретноепослание\"}".into(), reason: "unknown".into() }],
        ..page((0..40).map(|n| buyer("x", &format!("x{n}"), &format!("секретноепослание {n} о посылке"), DAY + n)).chain([event]).collect(), "1")
    };
    shop.store.apply_pages(gone, vec![told], Lane::Live).await.unwrap();
    let chat = shop.chat_id("x").await;
    shop.store.note_add(chat, "секретнозаметка".into(), None).await.unwrap();
    let reply = NewReply { chat, text: "секретноепослание в ответ".into(), upload: None, next_at: AtMs(i64::MAX), client_key: None };
    shop.store.outbox_add(reply).await.unwrap();
    // Behind the reply, which takes its own draft away.
    shop.store.draft_set(chat, "секретночерновик".into()).await.unwrap();
    shop.store.copy_to(&folder.join("backups"), AtMs(DAY)).await.unwrap();
    std::fs::copy(folder.join(format!("backups/pult-{DAY}.db")), folder.join("pult.db.before-9.bak")).unwrap();
    assert_eq!(left_in(&folder.join("backups")).len(), WORDS.len(), "they are there to be found");

    shop.store.account_remove(gone).await.unwrap();
    swept(&file).await;
    assert!(!folder.join("pult.db.before-9.bak").exists());
    shop.check().await;
    assert_eq!(shop.store.search("посылки", 1_000).await.unwrap().len(), 600, "what is another shop's stays");
    shop.store.close().await;
    assert_eq!(left_in(&folder), Vec::<String>::new());
    assert_eq!(left_in(&folder.join("backups")).len(), WORDS.len(), "an older copy keeps them, and the owner is told so");
}

#[tokio::test]
async fn an_archive_that_goes_with_its_import_leaves_no_word_behind() {
    let shop = Shop::open().await;
    let (folder, file) = (shop.dir.path().to_owned(), shop.store.file().to_owned());
    let archive = shop.store.account_add(NewAccount { channel: ChannelKind::Archive, ..account("Архив", None) }).await.unwrap();
    let message = |n: i64| ImportMessage {
        remote_id: format!("x{n}"),
        made_id: false,
        author: Author::Customer,
        kind: MessageKind::Text,
        text: format!("секретноепослание {n} о посылке"),
        text_before: None,
        read: None,
        sent_at: AtMs(DAY + n),
        files: Vec::new(),
    };
    for (into, marked) in [(shop.account, None), (archive, Some(1))] {
        let import = shop.store.import_begin(into, "history.csv".into(), false).await.unwrap();
        let chat = ImportChat { remote_id: "x".into(), customer: "Неповторимова Анна".into(), ..ImportChat::default() };
        let slice = ImportSlice { chat, messages: (0..40).map(message).collect() };
        shop.store.import_apply(import, into, vec![slice]).await.unwrap();
        shop.store.import_end(import, true, 0).await.unwrap();
        shop.store.import_undo_begin(import).await.unwrap();
        while shop.store.import_undo_slice(import, into).await.unwrap().is_some() {}
        assert!(shop.store.account_is_empty(into).await.unwrap());
        assert_eq!(number(&file, "SELECT value FROM fact WHERE key = 'traces'").await, marked, "a shop stays");
    }
    shop.store.account_remove(archive).await.unwrap();
    swept(&file).await;
    shop.check().await;
    shop.store.close().await;
    assert_eq!(left_in(&folder), Vec::<String>::new());
}

#[tokio::test]
async fn a_sweep_that_was_broken_off_goes_on_at_the_next_start() {
    let Shop { dir, store, .. } = Shop::open().await;
    let file = dir.path().join("pult.db");
    store.close().await;
    let mut db = SqliteConnectOptions::new().filename(&file).connect().await.unwrap();
    let left = "INSERT INTO fact (key, value) VALUES ('traces', 3); INSERT INTO word (term) VALUES ('секретноепослание')";
    sqlx::raw_sql(left).execute(&mut db).await.unwrap();
    db.close().await.unwrap();
    assert!(!left_in(dir.path()).is_empty());
    let store = Store::open(&file, Arc::new(SystemClock)).await.unwrap();
    swept(&file).await;
    store.close().await;
    assert_eq!(left_in(dir.path()), Vec::<String>::new());
}

#[tokio::test]
async fn a_word_that_was_forgotten_is_learned_again() {
    let shop = Shop::open().await;
    for n in 0..2 {
        let gone = shop.store.account_add(account("Другой", Some("seller-2"))).await.unwrap();
        shop.store.apply_pages(gone, vec![page(vec![buyer("x", "x1", "секретноепослание", DAY)], "1")], Lane::Live).await.unwrap();
        shop.check().await;
        assert_eq!(number(shop.store.file(), "SELECT count(*) FROM word").await, Some(1), "{n}");
        shop.store.account_remove(gone).await.unwrap();
        swept(shop.store.file()).await;
        assert_eq!(number(shop.store.file(), "SELECT count(*) FROM word").await, Some(0), "{n}");
    }
}

#[tokio::test]
async fn the_notes_of_a_removed_shop_do_not_stand_before_another_ones() {
    let shop = Shop::open().await;
    let gone = shop.store.account_add(account("Другой", Some("seller-2"))).await.unwrap();
    shop.apply(page(vec![buyer("a", "1", "?", DAY)], "1")).await;
    shop.store.apply_pages(gone, vec![page(vec![buyer("b", "1", "?", DAY)], "1")], Lane::Live).await.unwrap();
    let (kept, removed) = (shop.chat_id("a").await, shop.chat_id("b").await);
    shop.store.note_add(kept, "Позвонить курьеру".into(), None).await.unwrap();
    for n in 0..20 {
        shop.store.note_add(removed, format!("Позвонить курьеру {n}"), None).await.unwrap();
    }
    shop.store.account_remove(gone).await.unwrap();
    let request = SearchRequest { query: Query::parse("курьеру"), limit: 50, chats: SEARCH_CHATS, ranked: false, now: AtMs(DAY), zone: "UTC".into() };
    let notes = shop.store.search_for(&request).await.unwrap().notes;
    assert_eq!(notes.iter().map(|note| note.chat).collect::<Vec<_>>(), [kept]);
    assert_eq!(number(shop.store.file(), "SELECT count(*) FROM note_index_docsize").await, Some(1));
    shop.check().await;
}
