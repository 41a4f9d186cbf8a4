//! The same faults strike the three marketplaces without a feed.

use std::sync::Arc;

use pult_domain::ShiftedClock;
use pult_sim::{AvitoSim, ChatShop, Endpoint, Fault, Item, MarketSim, OzonSim, RetryHeaders, SimOptions};
use serde_json::{Value, json};

use crate::asker::{Asker, empty, list};
use crate::client::Got;

/// One marketplace with one chat, and how its list, history and reply are asked for.
struct Place {
    name: &'static str,
    shop: ChatShop,
    asker: Asker,
    list: (String, &'static str),
    history: (String, &'static str),
    reply: String,
    chat: String,
    clock: ShiftedClock,
    _sim: Box<dyn std::any::Any>,
}

impl Place {
    async fn history(&self) -> Got {
        match self.name {
            "avito" => self.asker.get(&self.history.0).await,
            "ozon" => self.asker.post(&self.history.0, json!({"chat_id": self.chat})).await,
            _ => self.asker.post(&self.history.0, empty()).await,
        }
    }

    async fn chats(&self) -> Got {
        match self.name {
            "avito" => self.asker.get(&self.list.0).await,
            "ozon" => self.asker.post(&self.list.0, json!({"limit": 100})).await,
            _ => self.asker.post(&self.list.0, empty()).await,
        }
    }

    async fn reply(&self, text: &str) -> Result<Got, reqwest::Error> {
        let body = match self.name {
            "avito" => json!({"message": {"text": text}, "type": "text"}),
            "ozon" => json!({"chat_id": self.chat, "text": text}),
            _ => json!({"message": text}),
        };
        self.asker.try_post(&self.reply, &body).await
    }

    async fn lines(&self) -> Vec<Value> {
        let page = self.history().await.json();
        list(&page, if page.is_array() { "" } else { self.history.1 }).to_vec()
    }
}

async fn places() -> Vec<Place> {
    let clock = ShiftedClock::default();
    let options = || SimOptions { clock: Arc::new(clock.clone()), ..SimOptions::default() };
    let question = |shop: &ChatShop| {
        let ivan = shop.buyer("Иван", Item::default());
        for n in 0..4 {
            shop.buyer_wrote_at(&ivan, &format!("Сообщение {n}"), shop.now().plus_ms(n * 2_000 - 60_000));
        }
        ivan.chat
    };
    let ozon = OzonSim::start(options()).await.unwrap();
    let market = MarketSim::start(options()).await.unwrap();
    let avito = AvitoSim::start(options()).await.unwrap();
    let (ozon_shop, market_shop, avito_shop) = (ozon.shop(), market.shop(), avito.shop());
    let (in_ozon, in_market, in_avito) = (question(&ozon_shop), question(&market_shop), question(&avito_shop));
    let market_asker = Asker::new(&market_shop, &[("Api-Key", market_shop.token())]);
    let business = format!("/v2/businesses/{}/chats", market_asker.get("/v2/campaigns").await.json()["campaigns"][0]["business"]["id"]);
    let avito_asker = Asker::with_token(&avito_shop).await;
    let user = avito_asker.get("/core/v1/accounts/self").await.json()["id"].to_string();
    vec![
        Place {
            name: "ozon",
            asker: Asker::new(&ozon_shop, &[("Client-Id", ozon_shop.client_id().unwrap()), ("Api-Key", ozon_shop.token())]),
            list: ("/v3/chat/list".to_owned(), "/chats"),
            history: ("/v3/chat/history".to_owned(), "/messages"),
            reply: "/v1/chat/send/message".to_owned(),
            chat: in_ozon,
            shop: ozon_shop,
            clock: clock.clone(),
            _sim: Box::new(ozon),
        },
        Place {
            name: "market",
            asker: market_asker,
            list: (business.clone(), "/result/chats"),
            history: (format!("{business}/history?chatId={in_market}"), "/result/messages"),
            reply: format!("{business}/message?chatId={in_market}"),
            chat: in_market,
            shop: market_shop,
            clock: clock.clone(),
            _sim: Box::new(market),
        },
        Place {
            name: "avito",
            asker: avito_asker,
            list: (format!("/messenger/v2/accounts/{user}/chats"), "/chats"),
            history: (format!("/messenger/v3/accounts/{user}/chats/{in_avito}/messages/"), "/messages"),
            reply: format!("/messenger/v1/accounts/{user}/chats/{in_avito}/messages"),
            chat: in_avito,
            shop: avito_shop,
            clock,
            _sim: Box::new(avito),
        },
    ]
}

#[tokio::test]
async fn lists_are_doubled_turned_spoilt_and_broken() {
    for place in places().await {
        let plain = place.lines().await;
        assert_eq!(plain.len(), 4, "{}", place.name);
        let strike = |fault: Fault| drop(place.shop.faults().events(fault));
        strike(Fault::DuplicateEvents);
        assert_eq!(place.lines().await.len(), 8, "{}", place.name);
        strike(Fault::ReorderEvents);
        assert_eq!(place.lines().await, plain.iter().rev().cloned().collect::<Vec<_>>(), "{}", place.name);
        strike(Fault::BrokenEvent);
        assert_eq!(place.lines().await.len(), 5, "{}", place.name);
        strike(Fault::UnknownFields);
        assert!(place.lines().await.iter().all(|line| line["futureField"].is_object()), "{}", place.name);
        strike(Fault::NumbersAsStrings);
        assert!(place.lines().await.iter().all(|line| !["message_id", "messageId", "created"].iter().any(|name| line[*name].is_number())), "{}", place.name);
        strike(Fault::CutJson);
        assert!(serde_json::from_str::<Value>(&place.history().await.text).is_err(), "{}", place.name);
        strike(Fault::HtmlPage);
        assert!(place.history().await.text.contains("<html>"), "{}", place.name);
        strike(Fault::UnknownEventKind);
        assert_eq!(place.lines().await.len(), 5, "{}: an unknown kind enters the history and stays", place.name);
        place.shop.faults().chats(Fault::EmptyChatList);
        assert!(list(&place.chats().await.json(), place.list.1).is_empty(), "{}", place.name);
        assert_eq!(list(&place.chats().await.json(), place.list.1).len(), 1, "{}", place.name);
        strike(Fault::LoneSurrogate);
        assert!(place.history().await.text.contains("\\ud83d"), "{}", place.name);
        assert_eq!(place.shop.ledger().len(), 6, "{}", place.name);
    }
}

#[tokio::test]
async fn too_many_requests_has_the_status_and_headers_of_the_place() {
    for place in places().await {
        place.shop.faults().chats(Fault::TooManyRequests { headers: RetryHeaders::Documented(9) });
        let got = place.chats().await;
        let (status, header) = match place.name {
            "ozon" => (429, got.header("retry-after") == Some("9")),
            "market" => (420, got.header("x-ratelimit-resource-until").is_some_and(|until| until.ends_with("GMT"))),
            _ => (429, got.header("x-ratelimit-remaining") == Some("0")),
        };
        assert!(got.status == status && header, "{}: {got:?}", place.name);
        place.shop.faults().chats(Fault::TooManyRequests { headers: RetryHeaders::Seconds(3) });
        assert_eq!(place.chats().await.header("retry-after"), Some("3"), "{}", place.name);
    }
}

#[tokio::test]
async fn a_reply_arrives_though_its_answer_does_not() {
    for place in places().await {
        let delivered = || place.shop.delivered_to(&place.chat).len();
        place.shop.faults().message(Fault::AcceptThenDrop);
        assert!(place.reply("Первый").await.is_err() && delivered() == 1, "{}", place.name);
        place.shop.faults().message(Fault::AcceptThen5xx { status: 502 });
        assert!(place.reply("Второй").await.unwrap().status == 502 && delivered() == 2, "{}", place.name);
        place.shop.faults().message(Fault::ResetBefore);
        assert!(place.reply("Третий").await.is_err() && delivered() == 2, "{}", place.name);
        place.shop.faults().message(Fault::AcceptLate { ms: 30_000 });
        assert!(place.reply("Четвёртый").await.is_err() && delivered() == 2, "{}", place.name);
        place.shop.faults().message(Fault::EchoLate { ms: 30_000 });
        assert!(place.reply("Пятый").await.unwrap().status == 200 && delivered() == 3, "{}", place.name);
        assert_eq!(place.lines().await.len(), 6, "{}: the echo is not there yet", place.name);
        place.clock.advance_ms(31_000);
        assert_eq!((place.lines().await.len(), delivered()), (8, 4), "{}", place.name);
    }
}

#[tokio::test]
async fn edits_and_deletions_keep_the_id_and_clocks_may_be_wrong() {
    for place in places().await {
        let (first, before) = (place.shop.ledger()[0].clone(), place.chats().await.text);
        assert!(place.shop.edits(&place.chat, &first.event, "Исправлено"));
        assert_eq!(place.lines().await.iter().filter(|line| line.to_string().contains("Исправлено")).count(), 1, "{}", place.name);
        assert!(place.shop.removes(&place.chat, &first.event));
        assert_eq!(place.lines().await.len(), 4, "{}: it stays in the history", place.name);
        let plain = place.history().await.text;
        place.shop.set_clock_skew_ms(5 * 3_600_000);
        assert_ne!(place.history().await.text, plain, "{}", place.name);
        place.shop.set_clock_skew_ms(0);
        place.shop.chat_vanishes(&place.chat);
        assert_eq!(place.history().await.status, 404, "{}", place.name);
        assert!(list(&place.chats().await.json(), place.list.1).is_empty() && !before.is_empty(), "{}", place.name);
    }
}

#[tokio::test]
async fn a_restart_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let options = || SimOptions { state_file: Some(folder.path().join("shop.json")), ..SimOptions::default() };
    let sim = OzonSim::start(options()).await.unwrap();
    let ivan = sim.buyer("Иван", Item::default());
    sim.buyer_writes(&ivan, "?");
    let (ledger, token) = (sim.ledger(), sim.token().to_owned());
    sim.stop().await;
    let sim = OzonSim::start(options()).await.unwrap();
    assert_eq!((sim.token(), sim.ledger()), (token.as_str(), ledger));
    sim.stop().await;
    assert!(AvitoSim::start(options()).await.is_err(), "a state file belongs to one marketplace");
}

#[tokio::test]
async fn another_process_can_steer() {
    for place in places().await {
        let steer = Asker::new(&place.shop, &[("X-Sim-Control", place.shop.control_token())]);
        let wrote = steer.post("/_sim/buyer_writes", json!({"name": "Ольга", "item": {"nm_id": 5, "title": "Ваза"}, "text": "Разбита", "file": {"name": "a.png", "media_type": "image/png", "base64": "cG5n"}})).await.json();
        let chat = wrote["chat"].as_str().unwrap();
        assert_eq!(steer.post("/_sim/change", json!({"chat": chat, "event": wrote["event"], "text": "Цела"})).await.status, 200);
        assert_eq!(steer.post("/_sim/change", json!({"chat": "none"})).await.status, 400);
        assert!(
            steer.get("/_sim/ledger").await.json().as_array().unwrap().iter().any(|entry| entry["text"] == "Цела" && entry["files"] == 1),
            "{}",
            place.name
        );
        assert_eq!(steer.post("/_sim/shop", json!({"plan": "too_low", "clock_skew_ms": 5})).await.status, 200);
        assert_eq!(steer.get("/_sim/state").await.json()["plan"], "too_low");
        steer.post("/_sim/fault", json!({"endpoint": "chats", "fault": "status", "status": 500})).await;
        assert_eq!(place.chats().await.status, 500, "{}", place.name);
        assert_eq!(place.shop.faults().left(Endpoint::Chats), Some(0));
    }
}
