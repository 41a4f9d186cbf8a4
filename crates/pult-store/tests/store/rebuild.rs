//! The search index built anew while the shop is used.

use crate::{DAY, Shop, buyer, page};
use pult_domain::ShiftedClock;
use pult_domain::query::Query;
use pult_domain::{AccountId, AtMs};
use pult_store::{Found, Lane, SEARCH_CHATS, SearchRequest, Store};
use sqlx::{ConnectOptions as _, Connection as _};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// More than are done before the store is open.
const MANY: i64 = 9_000;

async fn asked(store: &Store, query: &str) -> Found {
    let request = SearchRequest { query: Query::parse(query), limit: 50, chats: SEARCH_CHATS, ranked: false, now: AtMs(DAY), zone: String::new() };
    store.search_for(&request).await.unwrap()
}

/// A closed store with many messages whose index is of another version.
async fn outdated(messages: i64) -> (tempfile::TempDir, AccountId) {
    let Shop { dir, store, account } = Shop::open().await;
    let texts =
        (0..messages).map(|n| buyer(&format!("c{}", n % 50), &format!("m{n}"), &format!("письмо {}", if n == 0 { "первое" } else { "другое" }), DAY + n));
    store.apply_pages(account, vec![page(texts.collect(), "1")], Lane::BackFill).await.unwrap();
    store.close().await;
    set_version(dir.path(), 0).await;
    (dir, account)
}

async fn set_version(dir: &Path, version: i64) {
    let mut db = sqlx::sqlite::SqliteConnectOptions::new().filename(dir.join("pult.db")).connect().await.unwrap();
    sqlx::query("UPDATE fact SET value = ? WHERE key = 'index_version'").bind(version).execute(&mut db).await.unwrap();
    db.close().await.unwrap();
}

async fn open(dir: &Path) -> Store {
    Store::open(&dir.join("pult.db"), Arc::new(ShiftedClock::default())).await.unwrap()
}

async fn built(store: &Store) {
    while store.check_quick().await.unwrap().index_version == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn a_small_index_is_whole_when_the_store_is_open() {
    let (dir, _) = outdated(300).await;
    let store = open(dir.path()).await;
    let found = asked(&store, "первое").await;
    assert_eq!((found.hits.len(), found.looked_back_to), (1, None));
    assert_eq!(store.check_full().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn a_large_one_is_built_from_the_newest_back_and_says_how_far_it_came() {
    let (dir, account) = outdated(MANY).await;
    let store = open(dir.path()).await;
    // Before the first step nothing old is found, and that is said.
    let found = asked(&store, "первое").await;
    assert!(found.hits.len() == 1 || found.looked_back_to.is_some_and(|at| at.0 > DAY), "{found:?}");
    // What comes meanwhile, new and old, is found at once and indexed once.
    let late = vec![buyer("c1", "new", "посылка новая", DAY + MANY * 2), buyer("c1", "old", "посылка старая", DAY - 5)];
    store.apply_pages(account, vec![page(late, "2")], Lane::Live).await.unwrap();
    assert_eq!(asked(&store, "посылка").await.hits.len(), 2);
    built(&store).await;
    let found = asked(&store, "первое").await;
    assert_eq!((found.hits.len(), found.looked_back_to), (1, None));
    assert_eq!(store.check_full().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn a_building_that_was_broken_off_goes_on_where_it_stopped() {
    let (dir, _) = outdated(MANY).await;
    let floor = || async {
        let mut db = sqlx::sqlite::SqliteConnectOptions::new().filename(dir.path().join("pult.db")).read_only(true).connect().await.unwrap();
        sqlx::query_scalar::<_, i64>("SELECT value FROM fact WHERE key = 'index_floor'").fetch_optional(&mut db).await.unwrap()
    };
    let mut before: Option<i64> = None;
    for _ in 0..100 {
        let store = open(dir.path()).await;
        store.close().await;
        let Some(now) = floor().await else { break };
        assert!(before.is_none_or(|before| now <= before), "it never begins again");
        before = Some(now);
    }
    let store = open(dir.path()).await;
    built(&store).await;
    assert_eq!(asked(&store, "первое").await.hits.len(), 1);
    assert_eq!(store.check_full().await.unwrap(), Vec::<String>::new());
}
