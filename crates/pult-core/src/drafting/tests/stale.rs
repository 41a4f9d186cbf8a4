//! A draft that the buyer has written past is shown as such until another takes its place.

use super::{Desk, MINUTE, NOON, Stub};
use crate::api::dto::{DraftCounts, DraftMake, DraftView, QueueCounts};
use pult_domain::{AtMs, Author, ChatId, Cursor, DraftGap, FeedMessage, FeedPage, MessageKind, RemoteChatId, RemoteMessageId};
use pult_store::Lane;
use serde_json::{Value, json};

impl Desk {
    /// The buyer has other words for the last line of a chat of today: the `number`th line of all that were stored, from 0.
    pub(crate) async fn edit(&self, remote: &str, number: i64, text: &str) {
        let message = FeedMessage {
            remote_chat_id: RemoteChatId::new(remote),
            remote_id: RemoteMessageId::new(format!("m{number}")),
            author: Author::Customer,
            kind: MessageKind::Text,
            text: text.to_owned(),
            sent_at: AtMs(NOON - MINUTE),
            attachments: Vec::new(),
            read: None,
            undated: false,
            raw: None,
        };
        let cursor = Some(Cursor(format!("{remote}-{number}-edited")));
        let page = FeedPage { messages: vec![message], cursor, tells_edits: true, ..FeedPage::default() };
        self.core.store.apply_pages(self.account, vec![page], Lane::Live).await.unwrap();
    }
}

/// A drafted chat in which the buyer has written again, and nothing was found to say to that.
async fn overtaken(desk: &Desk, remote: &str) -> (ChatId, DraftView) {
    let chat = desk.chat(remote, "Олег", 0, &["> Где мой заказ?"]).await;
    let first = desk.draft(chat).await;
    assert!(first.text.is_some() && !first.stale, "{first:?}");
    desk.chat(remote, "Олег", 0, &["> Где же мой заказ?"]).await;
    let scene = desk.core.scene(chat).await.unwrap();
    desk.core.keep_gap(&scene, DraftGap::Unsure).await.unwrap();
    (chat, first)
}

#[tokio::test]
async fn a_draft_is_stale_from_the_buyers_next_message_to_the_next_draft() {
    let desk = Desk::open().await;
    let (chat, first) = overtaken(&desk, "a").await;
    let stale = desk.draft(chat).await;
    assert_eq!((stale.draft, &stale.text), (first.draft, &first.text), "it can still be read");
    assert_eq!((stale.stale, stale.reason, stale.coming), (true, Some(DraftGap::Unsure), false), "with why there is no newer one");
    assert!(stale.seen > first.seen, "what is made of it is made in the sight of the newest message");
    let counts: QueueCounts = desk.ok("queue_counts", json!({})).await;
    assert_eq!(counts.ai_drafts, 0.0, "no draft stands ready");

    let nobody = json!({"kind": "llama_cpp", "base_url": "http://127.0.0.1:9/v1", "model": "small"});
    let _: Value = desk.ok("provider_set", nobody).await;
    assert!(desk.draft(chat).await.coming, "a model will be asked");
    assert_eq!(desk.make(chat).await.text, None, "who asks for a new draft is not given the old one");
    let failed = desk.draft(chat).await;
    assert_eq!((failed.stale, failed.coming, failed.model_failed.is_some()), (true, false, true), "and nothing is promised in vain: {failed:?}");
    let fresh: DraftView = desk.ok("draft_make", json!({"chat": chat, "embedded": true})).await;
    let shown = desk.draft(chat).await;
    assert!(shown.text.is_some() && shown.draft == fresh.draft && shown.draft != first.draft, "{shown:?}");
    assert_eq!((shown.stale, shown.coming, shown.reason), (false, false, None));
    let counts: DraftCounts = desk.ok("draft_counts", json!({})).await;
    assert_eq!((counts.made, counts.none, counts.ignored), (1.0, 0.0, 0.0), "the one before was nobody's choice");
}

#[tokio::test]
async fn no_stale_draft_is_shown_to_an_answered_chat_nor_where_drafts_are_off() {
    let desk = Desk::open().await;
    let (chat, _) = overtaken(&desk, "a").await;
    let (other, _) = overtaken(&desk, "b").await;
    desk.chat("a", "Олег", -1, &["< Уже в пути"]).await;
    let answered = desk.draft(chat).await;
    assert_eq!((answered.text, answered.stale, answered.reason), (None, false, Some(DraftGap::NothingOpen)));
    let mut tone: Value = desk.ok("tone_get", json!({})).await;
    tone["enabled"] = json!(false);
    let _: Value = desk.ok("tone_set", tone).await;
    let off = desk.draft(other).await;
    assert_eq!((off.text, off.stale, off.reason), (None, false, Some(DraftGap::Off)));
}

#[tokio::test]
async fn a_model_that_answers_the_buyers_former_words_drafts_what_is_overtaken() {
    let desk = Desk::open().await;
    let chat = desk.chat("a", "Олег", 0, &["> Где мой заказ?"]).await;
    Stub::listen(vec!["Здравствуйте! Посмотрим, где заказ, и ответим здесь.".into()]).await.set_up(&desk).await;
    let ask = || serde_json::from_value::<DraftMake>(json!({"chat": chat})).unwrap();
    let scene = desk.core.scene(chat).await.unwrap();
    desk.edit("a", 0, "Где мой второй заказ?").await;
    let made = desk.core.make_with_model(scene, ask()).await.unwrap();
    assert_eq!((made.provider.as_str(), made.stale), ("llama_cpp", true), "{made:?}");
    let own = desk.draft(chat).await;
    assert!(own.draft != made.draft && !own.stale, "what is shown next is made of the words as they are now: {own:?}");
    let scene = desk.core.scene(chat).await.unwrap();
    let made = desk.core.make_with_model(scene, ask()).await.unwrap();
    assert_eq!((made.provider.as_str(), made.stale), ("llama_cpp", false));
    assert_eq!(desk.draft(chat).await.draft, made.draft, "and stands");
}
