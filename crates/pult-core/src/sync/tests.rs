use super::*;
use crate::core::{CoreOptions, SYNC_EVERY_MS};
use crate::secrets::FileSecrets;
use pult_domain::TokenCheck;
use pult_store::NewAccount;
use secrecy::SecretString;
use serde_json::{Value, json};
use std::sync::atomic::AtomicUsize;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// 2023-10-23T05:03:07Z.
const BEGAN: i64 = 1_698_037_387_000;

/// A shop whose marketplace is this listener.
pub(crate) async fn shop() -> (tempfile::TempDir, Arc<Core>, TcpListener, AccountId) {
    shop_looked_at_every(SYNC_EVERY_MS).await
}

/// The same with another pause between two looks, in milliseconds.
async fn shop_looked_at_every(sync_every_ms: i64) -> (tempfile::TempDir, Arc<Core>, TcpListener, AccountId) {
    let folder = tempfile::tempdir().unwrap();
    let secrets = Arc::new(FileSecrets::new(folder.path().join("secrets.json")));
    let core = Core::open(CoreOptions { secrets: Some(secrets), sync_every_ms, ..CoreOptions::new(folder.path()) }).await.unwrap();
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let base_url = Some(format!("http://{}", listener.local_addr().unwrap()));
    let shop = NewAccount { base_url, limits_off: true, ..NewAccount::plain(ChannelKind::Wildberries, "Глиняный дом") };
    let account = core.store.account_add(shop).await.unwrap();
    let entry = core.secret_name(account).await.unwrap();
    core.secrets.set(&entry, &SecretString::from("the-old-key")).await.unwrap();
    (folder, core, listener, account)
}

/// The head of a request, in small letters.
pub(crate) async fn head_of(asked: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(asked.read_u8().await.unwrap());
    }
    String::from_utf8(head).unwrap().to_lowercase()
}

/// Answers like a shop in which nothing is written; whether the feed was asked for.
async fn tell_nothing(asked: &mut TcpStream) -> bool {
    let at_the_feed = head_of(asked).await.contains("/api/v1/seller/events");
    let nothing = if at_the_feed { json!({ "result": { "next": BEGAN, "totalEvents": 0, "events": [] } }) } else { json!({ "result": [] }) };
    tell(asked, 200, &nothing).await;
    at_the_feed
}

/// Answers a request and hangs up.
async fn tell(asked: &mut TcpStream, status: u16, body: &Value) {
    let body = body.to_string();
    let answer = format!("HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    asked.write_all(answer.as_bytes()).await.unwrap();
}

#[tokio::test]
async fn a_shop_is_looked_at_again_and_again_by_itself() {
    assert_eq!(CoreOptions::new("").sync_every_ms, 30_000, "half a minute, which is too long to wait for here");
    let (_folder, core, listener, _) = shop_looked_at_every(20).await;
    core.start().await.unwrap();
    let mut looks = 0;
    let looked = async {
        while looks < 3 {
            let (mut asked, _) = listener.accept().await.unwrap();
            looks += i32::from(tell_nothing(&mut asked).await);
        }
    };
    tokio::time::timeout(Duration::from_secs(60), looked).await.expect("nobody has asked for a second look");
    drop(listener);
    core.shutdown().await;
}

#[tokio::test]
async fn a_base_token_in_place_of_a_key_of_another_kind_is_looked_with_at_once_and_then_once_an_hour() {
    let (_folder, core, listener, account) = shop().await;
    let looks = Arc::new(AtomicUsize::new(0));
    let counted = looks.clone();
    let marketplace = tokio::spawn(async move {
        while let Ok((mut asked, _)) = listener.accept().await {
            counted.fetch_add(usize::from(tell_nothing(&mut asked).await), Ordering::SeqCst);
        }
    });
    let lane = core.lanes.of(account);
    core.turn(account, &lane).await;
    assert_eq!(looks.load(Ordering::SeqCst), 1);
    for key in ["a-base-token", "another-base-token"] {
        // As if the marketplace had just been asked.
        let base_url = core.account_row(account).await.unwrap().base_url;
        let check = TokenCheck { ok: true, ..TokenCheck::begun(TokenKind::Base, None) };
        let of = core.check_hasher.hash_one((ChannelKind::Wildberries.as_str(), &base_url, &None::<String>, key));
        *core.last_check.lock().unwrap() = Some((of, core.clock.now(), check));
        assert!(core.set_token(account, key.to_owned()).await.unwrap().ok);
        for _ in 0..2 {
            let waits = core.turn(account, &lane).await;
            assert!(waits.is_some_and(|ms| (1..=BASE_EVERY_MS).contains(&ms)), "{key}: {waits:?}");
            assert_eq!(looks.load(Ordering::SeqCst), 2, "{key}: the marketplace gives one page an hour, whichever of the two asks");
        }
    }
    marketplace.abort();
}

#[tokio::test]
async fn a_key_that_was_replaced_while_it_was_refused_does_not_stop_the_account() {
    let (_folder, core, listener, account) = shop().await;
    for (replaced, blocked) in [(true, None), (false, Some(ErrorCode::TokenRejected))] {
        let round = tokio::spawn({
            let core = core.clone();
            async move { core.round(account).await }
        });
        let (mut asked, _) = listener.accept().await.unwrap();
        head_of(&mut asked).await;
        if replaced {
            let lane = core.lanes.of(account);
            lane.key_replaced(&mut *lane.hold().await);
        }
        asked.write_all(b"HTTP/1.1 401 X\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}").await.unwrap();
        assert_eq!(round.await.unwrap().error.map(|problem| problem.code), Some(ErrorCode::TokenRejected));
        assert_eq!(core.account_row(account).await.unwrap().blocked, blocked);
    }
}

/// A shop of two buyers' questions that tells the title of one item and fails when it is asked for the next.
async fn answer_half(listener: TcpListener) {
    let event = |item: i64| {
        let message = json!({ "text": "Какой цвет?", "attachments": { "goodCard": { "nmID": item } } });
        json!({ "chatID": format!("c{item}"), "eventID": format!("e{item}"), "eventType": "message", "message": message, "addTimestamp": BEGAN, "sender": "client" })
    };
    let mut titles = 0;
    while let Ok((mut asked, _)) = listener.accept().await {
        let head = head_of(&mut asked).await;
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).map_or(0, |length| length.parse().unwrap());
        asked.read_exact(&mut vec![0; length]).await.unwrap();
        titles += i64::from(head.contains("/cards/list"));
        let (status, body) = match (head.split(' ').nth(1).unwrap(), titles) {
            ("/api/v1/seller/events", _) => (200, json!({ "result": { "next": BEGAN, "totalEvents": 2, "events": [event(1), event(2)] } })),
            (path, _) if path.starts_with("/api/v1/seller/events") => (200, json!({ "result": { "next": BEGAN, "totalEvents": 0, "events": [] } })),
            ("/api/v1/seller/chats", _) => (200, json!({ "result": [] })),
            (_, 1) => (200, json!({ "cards": [{ "nmID": 1, "title": "Чашка" }] })),
            _ => (503, json!({})),
        };
        tell(&mut asked, status, &body).await;
    }
}

#[tokio::test]
async fn an_item_that_was_not_answered_about_is_asked_for_again() {
    let (_folder, core, listener, account) = shop().await;
    let marketplace = tokio::spawn(answer_half(listener));
    let report = core.round(account).await;
    assert_eq!((report.error, report.messages_new), (None, 2.0));
    // Nobody has been told of the second: it counts as never asked for.
    assert_eq!(core.store.items_untitled(account, AtMs(1), 9).await.unwrap(), ["2"]);
    assert!(core.lanes.of(account).titles_after.load(Ordering::Relaxed) > 0, "though not with every round");
    marketplace.abort();
}

#[test]
fn a_cursor_that_comes_round_is_known_again() {
    let mut asked = Asked::default();
    let cursors: Vec<Option<Cursor>> = std::iter::once(None).chain((0..2_000).map(|n| Some(Cursor(n.to_string())))).collect();
    assert!(cursors.iter().all(|cursor| asked.first_time(cursor.as_ref())), "each is another");
    assert!(!cursors.iter().any(|cursor| asked.first_time(cursor.as_ref())), "none is forgotten");
}
