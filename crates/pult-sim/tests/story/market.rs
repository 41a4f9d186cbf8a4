//! Yandex Market as its document has it.

use std::collections::BTreeSet;

use pult_sim::{Attach, ChatSort, Fault, Item, KeyRight, KeySpec, MarketSim, OrderStage, SimOptions};
use serde_json::{Value, json};

use crate::asker::{Asker, empty, list, pages_of};

struct Shop {
    sim: MarketSim,
    asker: Asker,
    business: String,
}

async fn start(options: SimOptions) -> Shop {
    let sim = MarketSim::start(options).await.unwrap();
    let asker = Asker::new(&sim, &[("Api-Key", sim.token())]);
    let found = asker.get("/v2/campaigns").await.json();
    let business = format!("/v2/businesses/{}", found["campaigns"][0]["business"]["id"]);
    Shop { sim, asker, business }
}

impl Shop {
    async fn chats(&self, filters: Value) -> Vec<Value> {
        let (mut all, mut token) = (Vec::new(), String::new());
        loop {
            let page = self.asker.post(&format!("{}/chats?limit=20{token}", self.business), filters.clone()).await.json();
            all.extend(list(&page, "/result/chats").to_vec());
            match page["result"]["paging"]["nextPageToken"].as_str() {
                Some(next) => token = format!("&pageToken={next}"),
                None => return all,
            }
        }
    }

    async fn history(&self, chat: &str, from: Option<&str>) -> Vec<Value> {
        let body = from.map_or_else(empty, |from| json!({"messageIdFrom": from.parse::<i64>().unwrap()}));
        let (mut all, mut token) = (Vec::new(), String::new());
        loop {
            let page = self.asker.post(&format!("{}/chats/history?chatId={chat}&limit=100{token}", self.business), body.clone()).await.json();
            all.extend(list(&page, "/result/messages").to_vec());
            match page["result"]["paging"]["nextPageToken"].as_str() {
                Some(next) => token = format!("&pageToken={next}"),
                None => return all,
            }
        }
    }

    async fn status(&self, chat: &str) -> String {
        let found = self.asker.get(&format!("{}/chat?chatId={chat}", self.business)).await.json();
        found["result"]["status"].as_str().unwrap().to_owned()
    }
}

#[tokio::test]
async fn chats_and_histories_are_walked_by_tokens() {
    let shop = start(pages_of(2)).await;
    let chats: Vec<_> = (0..5).map(|n| shop.sim.buyer(&format!("Покупатель {n}"), Item::default())).collect();
    let mut written = BTreeSet::new();
    for n in 0..25 {
        written.insert(shop.sim.buyer_writes(&chats[n % 5], &format!("{n}")).event);
    }
    assert_eq!(shop.chats(empty()).await.len(), 5);
    let mut read = BTreeSet::new();
    for chat in &chats {
        read.extend(shop.history(&chat.chat, None).await.iter().map(|line| line["messageId"].to_string()));
    }
    assert_eq!(read, written);
    let third = shop.history(&chats[0].chat, None).await.iter().map(|line| line["messageId"].to_string()).collect::<BTreeSet<_>>().into_iter().nth(2).unwrap();
    assert_eq!(shop.history(&chats[0].chat, Some(&third)).await.len(), 3, "that message and what follows");
    let path = |tail: &str| format!("{}{tail}", shop.business);
    for (tail, body) in [
        ("/chats?limit=21", empty()),
        ("/chats", json!({"statuses": []})),
        ("/chats", json!({"statuses": ["NEW", "NEW"]})),
        ("/chats", json!({"types": ["TALK"]})),
        ("/chats/history", empty()),
        ("/chats?pageToken=x", empty()),
    ] {
        assert_eq!(shop.asker.post(&path(tail), body.clone()).await.status, 400, "{tail} {body}");
    }
}

#[tokio::test]
async fn the_status_says_whose_turn_it_is() {
    let shop = start(SimOptions::default()).await;
    let ivan = shop.sim.buyer("Иван", Item::default());
    shop.sim.buyer_writes(&ivan, "Где заказ?");
    assert_eq!(shop.status(&ivan.chat).await, "NEW");
    let send = async |text: &str| shop.asker.post(&format!("{}/chats/message?chatId={}", shop.business, ivan.chat), json!({"message": text})).await;
    assert_eq!(send("В пути").await.json(), json!({"status": "OK"}));
    assert_eq!(shop.status(&ivan.chat).await, "WAITING_FOR_CUSTOMER");
    shop.sim.buyer_writes(&ivan, "Спасибо");
    assert_eq!(shop.status(&ivan.chat).await, "WAITING_FOR_PARTNER");
    shop.sim.system_writes(&ivan, "Заказ доставлен");
    assert_eq!(shop.status(&ivan.chat).await, "WAITING_FOR_PARTNER", "an automatic message takes nobody's turn");
    let dispute = shop.sim.opens(ChatSort::Dispute, "Мария", Some(Item::default()));
    shop.sim.buyer_writes(&dispute, "Верните деньги");
    let found = shop.chats(json!({"types": ["ARBITRAGE"]})).await;
    assert_eq!((found.len(), found[0]["status"].as_str()), (1, Some("WAITING_FOR_ARBITER")));
    assert_eq!(shop.chats(json!({"statuses": ["WAITING_FOR_PARTNER"]})).await.len(), 1);
    assert_eq!((send("").await.status, send(&"я".repeat(4_097)).await.status), (400, 400));
    shop.sim.closes_chat(&ivan);
    assert_eq!((shop.status(&ivan.chat).await.as_str(), send("Ещё").await.status), ("FINISHED", 400));
    assert_eq!(shop.sim.delivered_to(&ivan).len(), 1);
}

#[tokio::test]
async fn files_travel_both_ways() {
    let shop = start(SimOptions::default()).await;
    let ivan = shop.sim.buyer("Иван", Item::default());
    shop.sim.buyer_sends(&ivan, "вот", &[Attach::pdf("Чек.pdf", b"pdf")]);
    let send = async |part: &'static str, bytes: &[u8]| {
        shop.asker.form(&format!("{}/chats/file/send?chatId={}", shop.business, ivan.chat), part, "a.jpg", "image/jpeg", bytes).await
    };
    assert_eq!(
        (send("file", b"jpeg").await.status, send("document", b"jpeg").await.status, send("file", &vec![0; (5 << 20) + 1]).await.status),
        (200, 400, 400)
    );
    let lines = shop.history(&ivan.chat, None).await;
    let files: Vec<_> = lines.iter().filter_map(|line| line.pointer("/payload/0")).collect();
    assert_eq!(files.len(), 2);
    for file in files {
        assert_eq!(shop.asker.get(file["url"].as_str().unwrap()).await.text.len() as u64, file["size"].as_u64().unwrap());
    }
    assert_eq!(shop.sim.delivered_to(&ivan)[0].files, ["a.jpg"]);
}

#[tokio::test]
async fn keys_and_their_scopes_are_told_apart() {
    let shop = start(SimOptions::default()).await;
    let ask = async |key: &str, path: &str| Asker::new(&shop.sim, &[("Api-Key", key)]).post(path, empty()).await;
    let chats = format!("{}/chats", shop.business);
    let scopes = async |key: &str| ask(key, "/v2/auth/token").await.json()["result"]["apiKey"]["authScopes"].clone();
    assert_eq!(scopes(shop.sim.token()).await, json!(["ALL_METHODS"]));
    let goods_only = shop.sim.token_with(KeySpec::with_rights(&[KeyRight::Items]));
    assert_eq!((scopes(&goods_only).await, ask(&goods_only, &chats).await.status), (json!(["OFFERS_AND_CARDS_MANAGEMENT_READ_ONLY"]), 403));
    assert_eq!((ask("", &chats).await.status, ask("wrong", &chats).await.status), (401, 403));
    assert_eq!(shop.asker.post("/v2/businesses/1/chats", empty()).await.status, 403, "another's business");
    shop.sim.revoke_token();
    assert_eq!(ask(shop.sim.token(), "/v2/auth/token").await.status, 403);
}

#[tokio::test]
async fn at_most_four_requests_at_once() {
    let shop = start(SimOptions { enforce_limits: true, ..SimOptions::default() }).await;
    shop.sim.buyer_writes(shop.sim.buyer("Иван", Item::default()), "?");
    shop.sim.faults().chats(Fault::SlowAnswer { ms: 600 }).times(4);
    let path = format!("{}/chats", shop.business);
    let ask = || shop.asker.post(&path, empty());
    let late = async {
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        ask().await
    };
    let (a, b, c, d, fifth) = tokio::join!(ask(), ask(), ask(), ask(), late);
    assert_eq!([a.status, b.status, c.status, d.status], [200; 4]);
    assert_eq!((fifth.status, fifth.json()["errors"][0]["message"].as_str()), (420, Some("Hit rate limit of 4 parallel requests")));
    assert!(a.header("x-ratelimit-resource-remaining").is_some() && a.header("x-ratelimit-resource-until").is_some());
}

#[tokio::test]
async fn goods_and_orders_give_the_context() {
    let shop = start(SimOptions::default()).await;
    let ivan = shop.sim.buyer("Иван", Item::new(170_044_512, "Чайник «Осень»", 2_490));
    shop.sim.buyer_writes(&ivan, "?");
    let chat = shop.chats(empty()).await[0].clone();
    let (order, campaign) = (chat["context"]["orderId"].as_i64().unwrap(), chat["context"]["campaignId"].as_i64().unwrap());
    assert!(chat["updatedAt"].as_str().unwrap().ends_with("+03:00"));
    shop.sim.order_moves(&ivan, OrderStage::AtPickup);
    let newer = shop.asker.post(&format!("{}/orders", shop.business.replace("/v2/", "/v1/")), json!({"orderIds": [order]})).await.json()["orders"][0].clone();
    assert_eq!((newer["status"].as_str(), newer["items"][0]["offerName"].as_str()), (Some("PICKUP"), Some("Чайник «Осень»")));
    let older = shop.asker.get(&format!("/v2/campaigns/{campaign}/orders/{order}")).await.json()["order"].clone();
    assert_eq!((older["status"].as_str(), older["id"].as_i64()), (Some("PICKUP"), Some(order)));
    let offers = shop.asker.post(&format!("{}/offer-mappings", shop.business), json!({"offerIds": [newer["items"][0]["offerId"]]})).await.json();
    assert_eq!(offers["result"]["offerMappings"][0]["offer"]["basicPrice"]["value"], 2_490);
}
