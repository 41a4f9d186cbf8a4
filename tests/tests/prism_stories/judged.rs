//! Ozon, Yandex Market and Avito: connector, official document, simulator, in this order.

use crate::{Log, Prism, front, judge};
use pult_connectors::{Channel, Connect, OutgoingFile, SendReply, Timeouts};
use pult_domain::{Author, ChannelKind, RemoteChatId, ShiftedClock};
use pult_sim::{Attach, AvitoSim, ChatShop, ChatSim, Endpoint, Fault, Item, MarketSim, OzonSim, Played, SimOptions};
use pult_tests::reader::{Reader, place};
use secrecy::SecretString;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A shop with two chats, several pages of everything.
async fn shop<F: Played>(clock: &ShiftedClock) -> (ChatSim<F>, String) {
    let sim = ChatSim::<F>::start(SimOptions { page_size: 2, clock: Arc::new(clock.clone()), ..SimOptions::default() }).await.expect("a free port");
    let ivan = sim.buyer("Иван", Item::new(170_044_512, "Чайник «Осень», 800 мл", 2_490));
    let anna = sim.buyer("Анна", Item::default());
    for n in 0..5 {
        sim.buyer_writes(&ivan, &format!("Сообщение {n}"));
        sim.buyer_writes(&anna, &format!("Вопрос {n}"));
    }
    sim.seller_writes_elsewhere(&ivan, "Ответ из кабинета");
    sim.buyer_sends(&ivan, "", &[Attach { name: "photo.png".into(), ..Attach::picture("image/png", b"png") }]);
    (sim, ivan.chat)
}

fn port(base_url: &str) -> u16 {
    base_url.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port")
}

fn connector(kind: ChannelKind, shop: &ChatShop, base_url: String, clock: &ShiftedClock) -> Arc<dyn Channel> {
    let connect = Connect {
        channel: kind,
        base_url: Some(base_url),
        client_id: shop.client_id().map(str::to_owned),
        token: SecretString::from(shop.token().to_owned()),
        limits_off: true,
        timeouts: Timeouts::default(),
    };
    pult_connectors::connect(connect, Arc::new(clock.clone())).expect("a connector")
}

/// Everything a channel can be asked for, in the order of a shop's day.
async fn a_day(channel: Arc<dyn Channel>, shop: &ChatShop, chat: &str, item: &str, clock: &ShiftedClock) {
    let check = channel.check().await.expect("the key can be tried");
    assert!(check.ok, "{check:?}");
    let mut reader = Reader::of(channel.clone());
    reader.round().await;
    let told: BTreeSet<_> = shop.ledger().into_iter().map(|entry| (entry.chat, entry.event)).collect();
    assert_eq!(reader.held.keys().cloned().collect::<BTreeSet<_>>(), told, "everything is read through the judge");

    let reply = |text: &str, file: Option<OutgoingFile>| SendReply { chat: RemoteChatId::new(chat), reply_token: None, text: text.into(), file };
    let longest = "ё".repeat(channel.limits().text_chars as usize);
    for text in ["Добрый день!\nОтправим сегодня 🙂", longest.as_str()] {
        channel.send(&reply(text, None)).await.expect("a reply is accepted");
    }
    let picture = OutgoingFile { name: "трещина.png".into(), media_type: "image/png".into(), bytes: b"\x89PNG\r\n\x1a\n".to_vec() };
    channel.send(&reply("", Some(picture))).await.expect("a file is accepted");
    assert_eq!(shop.delivered_to(chat).len(), 3, "each once");
    channel.recent(&RemoteChatId::new(chat)).await.expect("the newest messages");
    channel.chats().await.expect("the list of chats");
    let last = reader.round().await.into_iter().rev().find(|message| message.remote_chat_id.as_str() == chat).expect("a message of the chat");
    channel.mark_read(&last.remote_chat_id, &last.remote_id).await.expect("told, or nothing to tell");
    if channel.limits().delete_within_ms.is_some() {
        let own = reader.held.values().find(|message| message.author == Author::Seller && message.text == longest).cloned().expect("our own words");
        // The list tells times in whole seconds.
        clock.advance_ms(2_000);
        channel.delete(&own.remote_chat_id, &own.remote_id).await.expect("taken back");
        reader.round().await;
        assert!(reader.held[&place(&own)].text.is_empty(), "and gone");
    }
    let items = channel.items(&[item.to_owned()]).await.expect("items can be asked for").found;
    assert_eq!(items.len(), 1, "{items:?}");
    channel.order(&shop.order_of(chat).expect("an order")).await.expect("orders can be asked for");
}

/// Every request was let through, every answer too, and these methods were among them.
fn nothing_was_refused(log: &Log, asked: &[&str]) {
    let log = log.lock().unwrap().clone();
    for (line, status) in &log {
        println!("{status} {line}");
    }
    let bad: Vec<_> = log.iter().filter(|(_, status)| !(200..300).contains(status)).collect();
    assert!(bad.is_empty(), "the document knows every request and every answer: {bad:?}");
    for method in asked {
        assert!(log.iter().any(|(line, _)| line.contains(method)), "{method} was asked: {log:?}");
    }
}

#[tokio::test]
async fn ozons_own_specification_accepts_our_requests() {
    let Some((program, specs)) = judge("ozon") else { return };
    let clock = ShiftedClock::default();
    let (sim, chat) = shop::<pult_sim::Ozon>(&clock).await;
    let sim: OzonSim = sim;
    // Prism reads numbers as JavaScript does and would pass ids on that are not the ids.
    drop(sim.faults().on(Endpoint::Events, Fault::NumbersAsStrings).always());
    let prism = Prism::before(&program, &specs.join("ozon-seller-2026-09.json"), sim.base_url()).await;
    let at = prism.port;
    let (address, log) = front(Arc::new(move |_| at)).await;
    a_day(connector(ChannelKind::Ozon, &sim, address, &clock), &sim, &chat, "170044512", &clock).await;
    nothing_was_refused(
        &log,
        &[
            "/v1/roles",
            "/v1/seller/info",
            "/v3/chat/list",
            "/v3/chat/history",
            "/v1/chat/send/message",
            "/v1/chat/send/file",
            "/v2/chat/read",
            "/v3/product/info/list",
            "/posting/",
        ],
    );
}

#[tokio::test]
async fn yandex_markets_own_specification_accepts_our_requests() {
    let Some((program, specs)) = judge("yandex-market") else { return };
    let clock = ShiftedClock::default();
    let (sim, chat) = shop::<pult_sim::YandexMarket>(&clock).await;
    let sim: MarketSim = sim;
    let prism = Prism::before(&program, &specs.join("partner-api.yaml"), sim.base_url()).await;
    let at = prism.port;
    let (address, log) = front(Arc::new(move |_| at)).await;
    a_day(connector(ChannelKind::YandexMarket, &sim, address, &clock), &sim, &chat, "kb-170044512", &clock).await;
    nothing_was_refused(
        &log,
        &["/v2/campaigns", "/v2/auth/token", "/chats?", "/chats/history?", "/chats/message?", "/chats/file/send?", "/offer-mappings", "orders"],
    );
}

#[tokio::test]
async fn avitos_own_specification_accepts_our_requests() {
    let Some((program, specs)) = judge("avito") else { return };
    let clock = ShiftedClock::default();
    let (sim, chat) = shop::<pult_sim::Avito>(&clock).await;
    let sim: AvitoSim = sim;
    let [messenger, auth, context] = ["messenger.json", "auth.json", "context.json"].map(|name| specs.join(name));
    let (messenger, auth, context) = tokio::join!(
        Prism::before(&program, &messenger, sim.base_url()),
        Prism::before(&program, &auth, sim.base_url()),
        Prism::before(&program, &context, sim.base_url())
    );
    let (messages, token, rest, bare) = (messenger.port, auth.port, context.port, port(sim.base_url()));
    let route = move |line: &str| match line {
        line if line.contains("/messenger/") => messages,
        line if line.contains("/token") => token,
        // The document gives the user's number 31 bits, which real numbers and ours pass.
        line if line.contains("/core/v1/accounts/self") => bare,
        _ => rest,
    };
    let (address, log) = front(Arc::new(route)).await;
    a_day(connector(ChannelKind::Avito, &sim, address, &clock), &sim, &chat, "170044512", &clock).await;
    nothing_was_refused(
        &log,
        &[
            "/token",
            "/accounts/self",
            "/chats?",
            "/messages/?",
            "/messages ",
            "/uploadImages",
            "/messages/image",
            "/read ",
            "/core/v1/",
            "/order-management/1/orders",
        ],
    );
}

#[tokio::test]
async fn the_judge_notices_a_bad_request_and_a_bad_answer() {
    let Some((program, specs)) = judge("yandex-market") else { return };
    let (sim, _) = shop::<pult_sim::YandexMarket>(&ShiftedClock::default()).await;
    let prism = Prism::before(&program, &specs.join("partner-api.yaml"), sim.base_url()).await;
    let client = pult_tests::process::client();
    let url = format!("http://127.0.0.1:{}/v2/businesses/216000001/chats", prism.port);
    let ask = async |filter: &'static str| {
        let request = client.post(&url).header("Api-Key", sim.token()).header("Content-Type", "application/json").body(filter);
        request.send().await.expect("an answer").status().as_u16()
    };
    assert_eq!(ask("{}").await, 200);
    assert!(ask(r#"{"statuses":[]}"#).await >= 400, "an empty filter");
    drop(sim.faults().chats(Fault::MissingFields));
    assert!(ask("{}").await >= 400, "a chat without its context");
    assert_eq!(
        sim.requests().iter().filter(|seen| seen.endpoint == Endpoint::Chats && seen.status == Some(200)).count(),
        2,
        "the simulator saw nothing of the bad request"
    );
}
