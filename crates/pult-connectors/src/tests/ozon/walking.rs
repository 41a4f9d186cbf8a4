use std::collections::HashMap;
use std::sync::Mutex;

use async_trait::async_trait;
use pult_domain::{ChatKind, Cursor, FeedPage, RemoteChatId, ReplyRight};
use serde_json::{Value, json};

use super::*;
use crate::{ChannelError, Marks};

/// What a store would keep.
#[derive(Default)]
struct Kept(Mutex<HashMap<RemoteChatId, String>>);

#[async_trait]
impl Marks for Kept {
    async fn marks(&self, chats: &[RemoteChatId]) -> Result<HashMap<RemoteChatId, String>, ChannelError> {
        let marks = self.0.lock().unwrap();
        Ok(chats.iter().filter_map(|chat| Some((chat.clone(), marks.get(chat)?.clone()))).collect())
    }
}

/// One round; all its pages.
async fn round(channel: &Arc<dyn Channel>, from: Option<Cursor>, kept: &Kept) -> Vec<FeedPage> {
    let mut at = from.map(|cursor| channel.overlap(&cursor));
    let mut pages = Vec::new();
    loop {
        let page = channel.page(at.as_ref(), kept).await.unwrap();
        let marks = page.chats.iter().filter_map(|chat| Some((chat.remote_id.clone(), chat.mark.clone()?)));
        kept.0.lock().unwrap().extend(marks);
        at = page.cursor.clone();
        let last = page.last;
        pages.push(page);
        assert!(pages.len() < 100);
        if last {
            return pages;
        }
    }
}

fn listed(id: &str, kind: &str, newest: u64) -> Value {
    json!({ "chat": { "chat_id": id, "chat_type": kind, "chat_status": "OPENED", "created_at": "2026-09-01T00:00:00Z" }, "last_message_id": newest, "unread_count": 1 })
}

fn message(id: u64) -> Value {
    json!({ "message_id": id.to_string(), "user": { "type": "Customer" }, "created_at": format!("2026-09-01T10:00:{:02}Z", id % 60), "data": [format!("n {id}")] })
}

/// A chat of `newest` messages, pages of two, by the document's rules.
fn history(got: &Got, newest: u64) -> Act {
    let asked = body(got);
    assert_eq!(asked["direction"], "Backward");
    let from = asked.get("from_message_id").map_or(newest, |from| from.as_u64().expect("a number"));
    let ids: Vec<u64> = (1..=from).rev().take(2).collect();
    told(&json!({ "has_next": (from > 2).to_string(), "messages": ids.into_iter().map(message).collect::<Vec<_>>() }))
}

#[tokio::test]
async fn a_shop_is_read_whole_and_then_left_alone() {
    let newest = Arc::new(Mutex::new(4_u64));
    let at = newest.clone();
    let server = shop("PREMIUM_PLUS", move |got| match method(got) {
        "/v3/chat/list" if body(got).get("cursor").is_none() => {
            told(&json!({ "chats": [listed("buyer", "BUYER_SELLER", *at.lock().unwrap())], "cursor": "30000002342123123", "has_next": "true" }))
        }
        "/v3/chat/list" => told(&json!({ "chats": [listed("other", "Buyer_Seller_Select", 1)], "cursor": "x", "has_next": false })),
        "/v3/chat/history" => history(got, if body(got)["chat_id"] == "buyer" { *at.lock().unwrap() } else { 1 }),
        other => panic!("{other}"),
    })
    .await;
    let (channel, kept) = (ozon(&server.url), Kept::default());
    let pages = round(&channel, None, &kept).await;
    let texts = |pages: &[FeedPage]| {
        let mut texts: Vec<String> = pages.iter().flat_map(|page| page.messages.iter().map(|message| message.text.clone())).collect();
        texts.sort();
        texts.dedup();
        texts
    };
    assert_eq!(texts(&pages), ["n 1", "n 2", "n 3", "n 4"]);
    assert_eq!(kept.0.lock().unwrap()[&RemoteChatId::new("buyer")], "4");
    assert!(pages[0].chats.iter().all(|chat| chat.kind == Some(ChatKind::Buyer)));
    assert!(pages.iter().all(|page| page.tells_edits), "a buyer may edit what he wrote");

    let before = server.seen().len();
    let cursor = pages.last().unwrap().cursor.clone();
    let pages = round(&channel, cursor, &kept).await;
    assert_eq!(server.seen().len() - before, 1, "nothing new is one request");
    *newest.lock().unwrap() = 5;
    let pages = round(&channel, pages.last().unwrap().cursor.clone(), &kept).await;
    assert!(texts(&pages).contains(&"n 5".to_owned()));
    assert_eq!(kept.0.lock().unwrap()[&RemoteChatId::new("buyer")], "5");
    let seen = server.seen();
    assert!(seen.iter().all(|got| got.header("client-id") == Some(CLIENT) && got.header("api-key") == Some(KEY)));
}

#[tokio::test]
async fn big_ids_leave_as_their_own_digits() {
    let id = 3_000_000_000_118_032_001_u64;
    let server = shop("PREMIUM_PRO", move |got| match method(got) {
        "/v3/chat/list" => told(&json!({ "chats": [listed("c", "BUYER_SELLER", id)], "cursor": "", "has_next": false })),
        _ if body(got).get("from_message_id").is_none() => told(&json!({ "has_next": true, "messages": [message(id)] })),
        _ => told(&json!({ "has_next": false, "messages": [message(id), message(id - 1)] })),
    })
    .await;
    round(&ozon(&server.url), None, &Kept::default()).await;
    assert!(
        server.seen()[2].body.contains(r#""from_message_id":3000000000118032001,"#)
            || server.seen()[2].body.ends_with(r#""from_message_id":3000000000118032001}"#)
    );
}

#[tokio::test]
async fn kinds_and_closed_chats_are_told() {
    let server = shop("PREMIUM_PLUS", |got| match method(got) {
        "/v3/chat/list" => {
            let chat =
                |id: &str, kind: &str, status: &str| json!({ "chat": { "chat_id": id, "chat_type": kind, "chat_status": status }, "last_message_id": "0" });
            told(&json!({ "chats": [
                chat("1", "BUYER_SELLER", "CLOSED"), chat("2", "Seller_Support", "Opened"), chat("3", "UNSPECIFIED", "OPENED"),
                chat("4", "SELLER_NOTIFICATION_LOGISTICS", "OPENED"), chat("5", "SOMETHING_NEW", "OPENED"), { "chat": {} }, 7,
            ], "has_next": false }))
        }
        other => panic!("{other}"),
    })
    .await;
    let page = ozon(&server.url).page(None, &Kept::default()).await.unwrap();
    let found: Vec<_> = page.chats.iter().map(|chat| (chat.remote_id.as_str(), chat.kind, chat.reply_right)).collect();
    assert_eq!(
        found,
        [
            ("1", Some(ChatKind::Buyer), Some(ReplyRight::Closed)),
            ("2", Some(ChatKind::Support), Some(ReplyRight::Open)),
            ("3", Some(ChatKind::Notification), None),
            ("4", Some(ChatKind::Notification), Some(ReplyRight::Closed)),
            ("5", None, None),
        ]
    );
    assert_eq!((page.quarantined.len(), page.last), (2, true));
}

/// No field of the list is promised. Without the last message nothing tells whether there is a new one, and
/// without a kind nothing tells that no buyer writes there.
#[tokio::test]
async fn a_chat_of_which_the_list_tells_nothing_is_read_now_and_then() {
    let server = shop("PREMIUM_PLUS", |got| match method(got) {
        "/v3/chat/list" => told(&json!({ "chats": [{ "chat": { "chat_id": "c", "chat_type": "UNSPECIFIED" }, "last_message_id": null }], "has_next": false })),
        _ => history(got, 1),
    })
    .await;
    let (channel, kept) = (ozon(&server.url), Kept::default());
    let mut pages = round(&channel, None, &kept).await;
    assert_eq!(pages[1].messages[0].text, "n 1");
    assert!(matches!(pages[1].chats[0].reply_right, Some(ReplyRight::Until(_))), "a buyer who wrote may be answered");
    for _ in 0..9 {
        pages = round(&channel, pages.last().unwrap().cursor.clone(), &kept).await;
    }
    let asked = server.seen().iter().filter(|got| method(got) == "/v3/chat/history").count();
    assert!(asked <= 2, "{asked} times, and not in every round: ten minutes may end in between");
}

/// The list may be ahead of the history: the mark is what was read, not what was announced.
#[tokio::test]
async fn a_message_the_history_does_not_show_yet_is_found_later() {
    let shown = Arc::new(Mutex::new(1_u64));
    let at = shown.clone();
    let server = shop("PREMIUM_PLUS", move |got| match method(got) {
        "/v3/chat/list" => told(&json!({ "chats": [listed("c", "BUYER_SELLER", 2)], "has_next": false })),
        _ => history(got, *at.lock().unwrap()),
    })
    .await;
    let (channel, kept) = (ozon(&server.url), Kept::default());
    let pages = round(&channel, None, &kept).await;
    assert_eq!(kept.0.lock().unwrap()[&RemoteChatId::new("c")], "1");
    *shown.lock().unwrap() = 2;
    let pages = round(&channel, pages.last().unwrap().cursor.clone(), &kept).await;
    assert_eq!(pages[1].messages[0].text, "n 2");
    assert_eq!(kept.0.lock().unwrap()[&RemoteChatId::new("c")], "2");
}

/// A closed chat stays closed, however young the buyer's last message is.
#[tokio::test]
async fn the_history_does_not_open_a_closed_chat() {
    let status = Arc::new(Mutex::new(("CLOSED", 1_u64)));
    let at = status.clone();
    let server = shop("PREMIUM_PLUS", move |got| match method(got) {
        "/v3/chat/list" => {
            let (word, newest) = *at.lock().unwrap();
            let chat = json!({ "chat_id": "c", "chat_type": "BUYER_SELLER", "chat_status": word });
            told(&json!({ "chats": [{ "chat": chat, "last_message_id": newest }], "has_next": false }))
        }
        _ => history(got, at.lock().unwrap().1),
    })
    .await;
    let (channel, kept) = (ozon(&server.url), Kept::default());
    let rights = |pages: &[FeedPage]| pages.iter().filter_map(|page| page.chats[0].reply_right).collect::<Vec<_>>();
    let pages = round(&channel, None, &kept).await;
    assert_eq!(rights(&pages), [ReplyRight::Closed]);
    *status.lock().unwrap() = ("OPENED", 2);
    let pages = round(&channel, pages.last().unwrap().cursor.clone(), &kept).await;
    assert!(matches!(rights(&pages)[..], [ReplyRight::Until(_)]));
}

/// `has_next` without anything to go on from must neither loop nor count as read.
#[tokio::test]
async fn a_history_without_an_end_is_left() {
    let server = shop("PREMIUM_PLUS", |got| match method(got) {
        "/v3/chat/list" => told(&json!({ "chats": [listed("c", "BUYER_SELLER", 2)], "has_next": true })),
        _ => told(&json!({ "has_next": true, "messages": [] })),
    })
    .await;
    let kept = Kept::default();
    round(&ozon(&server.url), None, &kept).await;
    assert!(kept.0.lock().unwrap().is_empty());
    assert!(server.seen().len() < 10);
}
