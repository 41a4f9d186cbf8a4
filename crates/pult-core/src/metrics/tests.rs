use crate::api::dto::MetricsView;
use crate::core::{Core, CoreOptions};
use crate::secrets::FileSecrets;
use pult_domain::metrics::Length;
use pult_domain::{
    AccountId, AtMs, Author, ChannelKind, ChatId, ChatKind, Clock, FeedChat, FeedMessage, FeedPage, MessageKind, Queue, RemoteChatId, RemoteMessageId,
    ReplyRight,
};
use pult_store::{Lane, NewAccount};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
/// Monday, 23 November 2026, noon in Moscow.
const NOW: i64 = 1_795_424_400_000;

#[derive(Debug)]
struct Set(AtomicI64);

impl Clock for Set {
    fn now(&self) -> AtMs {
        AtMs(self.0.load(Ordering::SeqCst))
    }

    fn steady_ms(&self) -> i64 {
        self.now().0
    }
}

struct Shop {
    _folder: tempfile::TempDir,
    clock: Arc<Set>,
    core: Arc<Core>,
    account: AccountId,
}

/// Who wrote, how many minutes ago, what.
type Line = (Author, i64, &'static str);

impl Shop {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(Set(AtomicI64::new(NOW)));
        let secrets = Arc::new(FileSecrets::new(folder.path().join("secrets.json")));
        let core = Core::open(CoreOptions { clock: clock.clone(), secrets: Some(secrets), ..CoreOptions::new(folder.path()) }).await.unwrap();
        let account = add(&core, "Глиняный дом").await;
        Self { _folder: folder, clock, core, account }
    }

    async fn said(&self, account: AccountId, chat: &str, lines: &[Line]) {
        let messages = lines.iter().map(|(author, minutes, text)| FeedMessage {
            remote_chat_id: RemoteChatId(chat.into()),
            remote_id: RemoteMessageId(format!("{chat}-{minutes}-{author:?}")),
            author: *author,
            kind: MessageKind::Text,
            text: (*text).into(),
            sent_at: AtMs(NOW - minutes * MINUTE),
            attachments: Vec::new(),
            read: None,
            raw: None,
            undated: false,
        });
        let page = FeedPage { messages: messages.collect(), ..FeedPage::default() };
        self.core.store.apply_pages(account, vec![page], Lane::Live).await.unwrap();
    }

    async fn ask(&self, request: Value) -> MetricsView {
        self.core.call("metrics", request).await.unwrap()
    }

    async fn chat(&self, remote: &str) -> ChatId {
        let all: Value = self.core.call("chat_list", json!({"view": "all"})).await.unwrap();
        let row = all["chats"].as_array().unwrap().iter().find(|row| row["remote_id"] == remote).unwrap().clone();
        serde_json::from_value(row["chat"].clone()).unwrap()
    }
}

async fn add(core: &Core, name: &str) -> AccountId {
    let new = NewAccount { seller_id: Some(name.into()), ..NewAccount::plain(ChannelKind::Wildberries, name) };
    core.store.account_add(new).await.unwrap()
}

const BUYER: Author = Author::Customer;
const SHOP: Author = Author::Seller;

#[tokio::test]
async fn a_month_of_a_shop_in_figures() {
    let shop = Shop::open().await;
    // In working time and within its deadline; a broken thing after 40 minutes, which is late by the rules.
    shop.said(shop.account, "quick", &[(BUYER, 120, "Спасибо"), (SHOP, 106, "Рады помочь")]).await;
    shop.said(shop.account, "broken", &[(BUYER, 120, "Пришла сломанная чашка"), (SHOP, 80, "Сейчас разберёмся")]).await;
    shop.said(shop.account, "forgotten", &[(BUYER, 2 * 24 * 60, "Есть ли крышка?")]).await;
    shop.said(shop.account, "closed", &[(BUYER, 60, "Спасибо!")]).await;
    shop.said(shop.account, "snoozed", &[(BUYER, 50, "Подумаю и напишу")]).await;
    shop.core.store.chat_move(shop.chat("closed").await, Queue::Done, AtMs(NOW - 30 * MINUTE)).await.unwrap();
    shop.core.store.chat_snooze(shop.chat("snoozed").await, Some(AtMs(NOW + HOUR))).await.unwrap();

    let view = shop.ask(json!({})).await;
    let first = &view.metrics.first;
    assert_eq!((first.count, first.answered, first.closed, first.open), (5, 2, 1, 2));
    assert_eq!((first.in_time, first.late, first.open_late), (2, 2, 1), "an open wait past its deadline is late now");
    assert_eq!(first.calendar.median, Some(Length { ms: 40 * MINUTE, at_least: true }), "two of five were answered within it, and half not yet");
    assert_eq!(view.metrics.every.count, 5);
    assert_eq!(view.metrics.open_now.count, 2, "a hidden chat waits all the same");
    assert_eq!(view.metrics.open_now.oldest, Some(AtMs(NOW - 2 * 24 * HOUR)));
    let volume = view.metrics.volume;
    assert_eq!((volume.incoming, volume.replies, volume.chats_new, volume.chats_done), (5, 2, 5, 1));
    assert_eq!(view.metrics.hours[0][10].waits, 2, "Monday at ten");
    assert_eq!(view.known_since_ms, Some(AtMs(NOW - 2 * 24 * HOUR)), "before that nothing is known");
    assert_eq!(view.incomplete, [shop.account], "its first round has not ended");
    assert_eq!(view.to_ms, AtMs(NOW + 12 * HOUR), "to the end of today in the shop's zone");
    assert_eq!(view.from_ms, AtMs(NOW - 12 * HOUR - 29 * 24 * HOUR));
}

#[tokio::test]
async fn a_dispute_has_the_deadline_that_the_list_gave_it() {
    let shop = Shop::open().await;
    let answered: [Line; 2] = [(BUYER, 120, "Спасибо"), (SHOP, 80, "Сейчас разберёмся")];
    for chat in ["plain", "open", "decided"] {
        shop.said(shop.account, chat, &answered).await;
    }
    shop.said(shop.account, "left", &[(BUYER, 120, "Спасибо")]).await;
    let told = [("open", ReplyRight::Open), ("decided", ReplyRight::Closed), ("left", ReplyRight::Closed)];
    let chats = told.map(|(chat, right)| FeedChat { kind: Some(ChatKind::Dispute), reply_right: Some(right), ..FeedChat::new(chat) });
    let page = FeedPage { chats: chats.to_vec(), ..FeedPage::default() };
    shop.core.store.apply_pages(shop.account, vec![page], Lane::Live).await.unwrap();
    shop.core.store.chat_move(shop.chat("left").await, Queue::Done, AtMs(NOW - 60 * MINUTE)).await.unwrap();

    let first = shop.ask(json!({})).await.metrics.first;
    assert_eq!((first.count, first.answered, first.closed), (4, 3, 1));
    assert_eq!((first.late, first.in_time), (2, 2), "forty minutes are late in a dispute, decided since or not, and an hour is not after it");
}

#[tokio::test]
async fn a_period_and_a_shop_are_looked_at_apart() {
    let shop = Shop::open().await;
    let other = add(&shop.core, "Свечи").await;
    shop.said(shop.account, "a", &[(BUYER, 60, "Спасибо"), (SHOP, 50, "Вам спасибо")]).await;
    shop.said(other, "b", &[(BUYER, 60, "Спасибо"), (SHOP, 30, "Вам спасибо")]).await;
    shop.said(other, "old", &[(BUYER, 10 * 24 * 60, "Спасибо"), (SHOP, 9 * 24 * 60, "Вам спасибо")]).await;
    let all = shop.ask(json!({"days": 7})).await;
    let minutes = |view: &MetricsView| view.metrics.every.calendar.median.map(|length| length.ms / MINUTE);
    assert_eq!((all.metrics.every.count, minutes(&all)), (2, Some(10)));
    let apart = shop.ask(json!({"days": 7, "account": other})).await;
    assert_eq!((apart.metrics.every.count, minutes(&apart)), (1, Some(30)));
    let week = shop.ask(json!({"from_ms": NOW - 11 * 24 * HOUR, "to_ms": NOW - 7 * 24 * HOUR})).await;
    assert_eq!((week.metrics.every.count, minutes(&week)), (1, Some(24 * 60)));
    assert_eq!(all.metrics.shops.iter().map(|each| (each.account, each.waits.count)).collect::<Vec<_>>(), [(shop.account, 1), (other, 1)]);
    for wrong in [json!({"days": 0}), json!({"days": 1.5}), json!({"days": 401}), json!({"from_ms": NOW, "to_ms": NOW}), json!({"days": 7, "to_ms": NOW})] {
        let refusal = shop.core.call_text("metrics", wrong.clone()).await.unwrap_err();
        assert_eq!(refusal.code, pult_domain::ErrorCode::InvalidRequest, "{wrong}");
    }
}

#[tokio::test]
async fn a_buyer_who_comes_back_does_not_take_the_wait_along_that_was_closed_long_ago() {
    const DAY: i64 = 24 * 60;
    let shop = Shop::open().await;
    shop.said(shop.account, "back", &[(BUYER, 42 * DAY, "Есть ли крышка?"), (SHOP, 41 * DAY, "Есть"), (BUYER, 41 * DAY - 5, "Спасибо")]).await;
    let chat = shop.chat("back").await;
    shop.core.store.chat_move(chat, Queue::Done, AtMs(NOW - 40 * DAY * MINUTE)).await.unwrap();
    shop.said(shop.account, "back", &[(BUYER, 60, "А синяя есть?"), (SHOP, 50, "Есть")]).await;
    shop.core.store.chat_move(chat, Queue::Done, AtMs(NOW - 30 * MINUTE)).await.unwrap();
    let view = shop.ask(json!({"days": 30})).await;
    let every = &view.metrics.every;
    assert_eq!((every.count, every.answered, every.closed, view.metrics.first.count), (1, 1, 0, 0));
    assert_eq!(every.calendar.median, Some(Length { ms: 10 * MINUTE, at_least: false }));
    assert_eq!(view.metrics.volume.chats_done, 1, "only what was closed in the period");
}

#[tokio::test]
async fn what_arrives_is_counted_and_what_is_known_is_not_counted_twice() {
    let shop = Shop::open().await;
    shop.said(shop.account, "a", &[(BUYER, 60, "Спасибо")]).await;
    let first = shop.ask(json!({})).await;
    shop.clock.0.store(NOW + 5_000, Ordering::SeqCst);
    assert_eq!(shop.ask(json!({})).await.at_ms, first.at_ms, "nothing changed: the same answer");
    shop.said(shop.account, "a", &[(SHOP, 20, "Вам спасибо")]).await;
    shop.clock.0.store(NOW + 50_000, Ordering::SeqCst);
    let second = shop.ask(json!({})).await;
    assert_eq!((second.metrics.every.open, second.metrics.every.answered), (0, 1));
    shop.clock.0.store(NOW + 50_000 + 2 * MINUTE, Ordering::SeqCst);
    assert!(shop.ask(json!({})).await.at_ms > second.at_ms, "who waits waits longer: counted anew without a change");
}

#[tokio::test]
async fn other_hours_count_at_once() {
    let shop = Shop::open().await;
    // Sunday 23:00 to Monday 11:00: two hours from nine to eleven.
    shop.said(shop.account, "night", &[(BUYER, 13 * 60, "Спасибо"), (SHOP, 60, "Вам спасибо")]).await;
    let hours = |view: &MetricsView| view.metrics.first.working.median.map(|length| length.ms / HOUR);
    let view = shop.ask(json!({})).await;
    assert_eq!(hours(&view), Some(2));
    let mut policy = shop.core.call::<Value>("sla_get", json!({})).await.unwrap()["policy"].clone();
    policy["calendar"]["week"] = json!(vec![vec![json!({"from": 0, "to": 1440})]; 7]);
    shop.core.call_text("sla_set", json!({"policy": policy})).await.unwrap();
    assert_eq!(hours(&shop.ask(json!({})).await), Some(12), "the shop works day and night now");
}

#[tokio::test]
async fn figures_are_kept_as_files() {
    let shop = Shop::open().await;
    shop.said(shop.account, "a", &[(BUYER, 60, "Секретный вопрос"), (SHOP, 50, "Ответ")]).await;
    for form in ["csv", "json"] {
        let request = serde_json::from_value(json!({"query": {"days": 7}, "form": form})).unwrap();
        let (name, text) = shop.core.figures_text(&request).await.unwrap();
        assert_eq!(name, format!("pult-metrics-2026-11-17-2026-11-23.{form}"));
        assert!(!text.contains("Секретный"), "figures only");
        assert!(text.contains("Глиняный дом"));
        if form == "csv" {
            assert!(text.contains("\r\nfirst_replies,,,,,median_calendar,ms,600000,\r\n"), "{text}");
            assert!(text.contains("\r\nhour,,,1,11,incoming,count,1,\r\n"), "Monday at eleven");
            assert!(text.lines().skip(1).all(|line| line.matches(',').count() == 8), "every row has every column");
        } else {
            let view: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(view["metrics"]["first"]["calendar"]["median"]["ms"], 600_000);
        }
    }
}
