//! Pictures that are fetched ahead: which is next, what failures leave of it, and when nothing is asked for.

use crate::{Shop, account, buyer, page};
use pult_domain::{AtMs, AttachmentId, AttachmentKind, Clock as _, DAY_MS, FeedAttachment, FeedMessage, ShiftedClock};
use pult_store::{AttachmentRow, Lane, Store};
use sqlx::ConnectOptions as _;
use sqlx::sqlite::SqliteConnectOptions;
use std::sync::Arc;

const MINUTE: i64 = 60_000;

fn file(remote: &str, kind: AttachmentKind) -> FeedAttachment {
    FeedAttachment { remote_id: remote.into(), kind, name: None, media_type: None, bytes: None }
}

/// A message with one file of its own name.
fn with_file(id: &str, kind: AttachmentKind, at: AtMs) -> FeedMessage {
    FeedMessage { attachments: vec![file(id, kind)], ..buyer("c", id, "", at.0) }
}

fn photo(id: &str, at: AtMs) -> FeedMessage {
    with_file(id, AttachmentKind::Image, at)
}

/// A shop whose clock can be moved.
async fn shop() -> (Shop, ShiftedClock) {
    let (dir, clock) = (tempfile::tempdir().unwrap(), ShiftedClock::default());
    let store = Store::open(&dir.path().join("pult.db"), Arc::new(clock.clone())).await.unwrap();
    let account = store.account_add(account("Обувь", Some("seller-1"))).await.unwrap();
    (Shop { dir, store, account }, clock)
}

async fn next(shop: &Shop, clock: &ShiftedClock) -> Option<AttachmentRow> {
    shop.store.picture_next(shop.account, clock.now()).await.unwrap()
}

/// What the channel calls the picture that is next.
async fn named(shop: &Shop, clock: &ShiftedClock) -> Option<String> {
    next(shop, clock).await.map(|row| row.remote_id)
}

async fn stored(shop: &Shop, id: AttachmentId) {
    shop.store.attachment_stored(id, format!("files/1/{id}.jpg"), Some("image/jpeg".into()), 9, Lane::Live).await.unwrap();
}

#[tokio::test]
async fn pictures_of_these_days_come_newest_first_and_nothing_else_does() {
    let (shop, clock) = shop().await;
    let ago = |ms: i64| clock.now().plus_ms(-ms);
    let messages = vec![
        photo("ancient", ago(31 * DAY_MS)),
        photo("old", ago(29 * DAY_MS)),
        photo("new", ago(2 * MINUTE)),
        with_file("check", AttachmentKind::File, ago(MINUTE)),
        with_file("voice", AttachmentKind::Voice, ago(MINUTE)),
        FeedMessage { attachments: vec![file("", AttachmentKind::Image)], ..buyer("c", "unnamed", "", ago(MINUTE).0) },
    ];
    shop.apply(page(messages, "1")).await;
    let other = shop.store.account_add(account("Шапки", Some("seller-2"))).await.unwrap();
    assert_eq!(shop.store.picture_next(other, clock.now()).await.unwrap(), None, "another shop's are not its own");
    for wanted in ["new", "old"] {
        let row = next(&shop, &clock).await.unwrap();
        assert_eq!((row.remote_id.as_str(), row.account, row.path.as_deref()), (wanted, shop.account, None));
        stored(&shop, row.id).await;
    }
    assert_eq!(named(&shop, &clock).await, None);
    shop.check().await;
}

#[tokio::test]
async fn what_grew_too_old_meanwhile_is_left() {
    let (shop, clock) = shop().await;
    shop.apply(page(vec![photo("p", clock.now().plus_ms(-29 * DAY_MS))], "1")).await;
    assert_eq!(named(&shop, &clock).await.as_deref(), Some("p"));
    clock.advance_ms(2 * DAY_MS);
    assert_eq!(named(&shop, &clock).await, None);
}

#[tokio::test]
async fn a_picture_that_fails_waits_ever_longer_and_is_given_up_after_the_tenth_time() {
    let (shop, clock) = shop().await;
    shop.apply(page(vec![photo("p", clock.now()), photo("older", clock.now().plus_ms(-MINUTE))], "1")).await;
    let id = next(&shop, &clock).await.unwrap().id;
    for pause in [10, 20, 40, 80, 160, 320, 640, 1_280, 2_560] {
        shop.store.picture_put_off(id, 0).await.unwrap();
        assert_eq!(named(&shop, &clock).await.as_deref(), Some("older"), "it holds up no other");
        clock.advance_ms((pause - 1) * MINUTE);
        assert_eq!(named(&shop, &clock).await.as_deref(), Some("older"), "not before {pause} minutes");
        clock.advance_ms(MINUTE);
        assert_eq!(named(&shop, &clock).await.as_deref(), Some("p"), "after {pause} minutes");
    }
    shop.store.picture_put_off(id, 0).await.unwrap();
    clock.advance_ms(7 * DAY_MS);
    assert_eq!(named(&shop, &clock).await.as_deref(), Some("older"), "ten times are enough");
    assert_eq!(shop.store.attachment(id).await.unwrap().unwrap().path, None, "the owner may still ask for it");
}

#[tokio::test]
async fn a_longer_wait_that_was_asked_for_is_kept() {
    let (shop, clock) = shop().await;
    shop.apply(page(vec![photo("p", clock.now())], "1")).await;
    let id = next(&shop, &clock).await.unwrap().id;
    shop.store.picture_put_off(id, 15 * MINUTE).await.unwrap();
    clock.advance_ms(14 * MINUTE);
    assert_eq!(named(&shop, &clock).await, None);
    clock.advance_ms(MINUTE);
    assert_eq!(named(&shop, &clock).await.as_deref(), Some("p"));
}

#[tokio::test]
async fn a_picture_that_will_not_come_is_not_asked_for_again() {
    let (shop, clock) = shop().await;
    let at = clock.now();
    let told = || vec![photo("gone", at), photo("there", at.plus_ms(-MINUTE))];
    shop.apply(page(told(), "1")).await;
    let gone = next(&shop, &clock).await.unwrap().id;
    shop.store.picture_given_up(gone).await.unwrap();
    clock.advance_ms(DAY_MS);
    assert_eq!(named(&shop, &clock).await.as_deref(), Some("there"));
    // The same page again changes nothing of that.
    shop.apply(page(told(), "2")).await;
    assert_eq!(named(&shop, &clock).await.as_deref(), Some("there"));
}

#[tokio::test]
async fn a_failure_that_comes_after_the_file_marks_nothing() {
    let (shop, clock) = shop().await;
    shop.apply(page(vec![photo("p", clock.now())], "1")).await;
    let id = next(&shop, &clock).await.unwrap().id;
    shop.store.picture_put_off(id, 0).await.unwrap();
    // The owner has opened it while a try was under way.
    stored(&shop, id).await;
    shop.store.picture_put_off(id, 0).await.unwrap();
    shop.store.picture_given_up(id).await.unwrap();
    clock.advance_ms(DAY_MS);
    assert_eq!(named(&shop, &clock).await, None, "it is here");
    assert_eq!(marks(&shop, id).await, (None, 0, 0));
}

/// Closes the store; `wanted_by`, `fetch_failures` and `fetch_after_ms` as they stand in its file.
async fn marks(shop: &Shop, id: AttachmentId) -> (Option<i64>, i64, i64) {
    shop.store.close().await;
    let mut db = SqliteConnectOptions::new().filename(shop.dir.path().join("pult.db")).connect().await.unwrap();
    sqlx::query_as("SELECT wanted_by, fetch_failures, fetch_after_ms FROM attachment WHERE id = ?").bind(id.0).fetch_one(&mut db).await.unwrap()
}

#[tokio::test]
async fn a_removed_shop_wants_nothing() {
    let (shop, clock) = shop().await;
    shop.apply(page(vec![photo("p", clock.now())], "1")).await;
    let id = next(&shop, &clock).await.unwrap().id;
    shop.store.account_remove(shop.account).await.unwrap();
    assert_eq!(named(&shop, &clock).await, None);
    // A try that ends only now finds nothing to mark, and says no harm.
    shop.store.picture_put_off(id, 0).await.unwrap();
    shop.store.picture_given_up(id).await.unwrap();
    shop.check().await;
}
