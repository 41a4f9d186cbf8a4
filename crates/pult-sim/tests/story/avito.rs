//! Avito as its documents have it.

use std::sync::Arc;

use pult_domain::ShiftedClock;
use pult_sim::{Attach, AvitoSim, ChatSort, Item, KeyRight, KeySpec, OrderStage, Plan, Shared, SimOptions};
use serde_json::{Value, json};

use crate::asker::{Asker, list};

struct Shop {
    sim: AvitoSim,
    asker: Asker,
    user: u64,
}

async fn start(options: SimOptions) -> Shop {
    let sim = AvitoSim::start(options).await.unwrap();
    let asker = Asker::with_token(&sim).await;
    let user = asker.get("/core/v1/accounts/self").await.json()["id"].as_u64().unwrap();
    Shop { sim, asker, user }
}

impl Shop {
    fn path(&self, version: u8, tail: &str) -> String {
        format!("/messenger/v{version}/accounts/{}/{tail}", self.user)
    }

    async fn messages(&self, chat: &str) -> Vec<Value> {
        let page = self.asker.get(&self.path(3, &format!("chats/{chat}/messages/"))).await.json();
        if page.is_array() { list(&page, "").to_vec() } else { list(&page, "/messages").to_vec() }
    }

    async fn say(&self, chat: &str, text: &str) -> crate::client::Got {
        self.asker.post(&self.path(1, &format!("chats/{chat}/messages")), json!({"message": {"text": text}, "type": "text"})).await
    }
}

#[tokio::test]
async fn a_question_arrives_and_is_answered_with_an_id() {
    let shop = start(SimOptions::default()).await;
    let ivan = shop.sim.buyer("Иван", Item::new(2_501_234_567, "Чайник", 2_490));
    shop.sim.buyer_writes(&ivan, "Продаёте?");
    let chats = shop.asker.get(&shop.path(2, "chats?chat_types=u2i,u2u&limit=100&offset=0")).await.json();
    let chat = &chats["chats"][0];
    assert_eq!((chat["id"].as_str(), chat["users"][0]["name"].as_str()), (Some(ivan.chat.as_str()), Some("Иван")));
    assert_eq!((chat["context"]["value"]["title"].as_str(), chat["context"]["value"]["price_string"].as_str()), (Some("Чайник"), Some("2490 ₽")));
    assert_eq!(chat["last_message"]["content"]["text"], "Продаёте?");
    let sent = shop.say(&ivan.chat, "Да").await.json();
    let seen = shop.messages(&ivan.chat).await;
    assert_eq!((&seen[0]["id"], seen[0]["direction"].as_str(), seen[0]["author_id"].as_u64()), (&sent["id"], Some("out"), Some(shop.user)));
    assert!(seen[0]["created"].as_i64().unwrap() < 10_000_000_000, "whole seconds");
    assert_eq!(shop.say(&ivan.chat.replace('~', "%7E"), "И ещё").await.status, 200, "a path may be escaped");
    assert_eq!((shop.say(&ivan.chat, "").await.status, shop.say(&ivan.chat, &"я".repeat(1_001)).await.status), (400, 400));
    assert_eq!(shop.sim.delivered_to(&ivan).len(), 2);
}

#[tokio::test]
async fn only_chats_about_items_are_listed_unless_asked() {
    let shop = start(SimOptions::default()).await;
    shop.sim.buyer_writes(shop.sim.opens(ChatSort::Direct, "Пётр", None), "Привет");
    for n in 0..3 {
        shop.sim.buyer_writes(shop.sim.buyer(&format!("{n}"), Item::default()), "?");
    }
    let count = async |query: &str| list(&shop.asker.get(&shop.path(2, &format!("chats{query}"))).await.json(), "/chats").len();
    assert_eq!((count("").await, count("?chat_types=u2i,u2u").await, count("?limit=2&offset=2").await, count("?offset=50").await), (3, 4, 1, 0));
    for wrong in ["?limit=101", "?limit=0", "?offset=1001", "?chat_types=x"] {
        assert_eq!(shop.asker.get(&shop.path(2, &format!("chats{wrong}"))).await.status, 400, "{wrong}");
    }
}

#[tokio::test]
async fn messages_come_bare_or_wrapped() {
    let shop = start(SimOptions::default()).await;
    let mut forms = std::collections::BTreeSet::new();
    for n in 0..12 {
        let chat = shop.sim.buyer(&format!("{n}"), Item::default());
        shop.sim.buyer_writes(&chat, "?");
        forms.insert(shop.asker.get(&shop.path(3, &format!("chats/{}/messages/", chat.chat))).await.json().is_array());
        assert_eq!(shop.asker.get(&shop.path(3, &format!("chats/{}/messages", chat.chat))).await.status, 404, "the trailing slash is part of the path");
    }
    assert_eq!(forms.len(), 2);
}

#[tokio::test]
async fn every_documented_type_can_come() {
    let shop = start(SimOptions::default()).await;
    let ivan = shop.sim.buyer("Иван", Item::default());
    shop.sim.buyer_writes(&ivan, "текст");
    shop.sim.buyer_sends(&ivan, "", &[Attach::picture("image/jpeg", b"jpeg")]);
    shop.sim.buyer_shares(&ivan, Shared::Link { url: "https://www.avito.ru/x".to_owned() }, "вот этот", None);
    shop.sim.buyer_shares(&ivan, Shared::Item { item: Item::default() }, "", None);
    shop.sim.buyer_shares(&ivan, Shared::Place { lat: 55.75, lon: 37.61 }, "Тверская, 1", None);
    shop.sim.buyer_shares(&ivan, Shared::MissedCall, "", None);
    shop.sim.buyer_shares(&ivan, Shared::Voice, "", Some(b"opus"));
    shop.sim.buyer_shares(&ivan, Shared::Bot, "Здравствуйте, я бот", None);
    let gone = shop.sim.buyer_writes(&ivan, "удалю");
    shop.sim.removes(&ivan, &gone.event);
    let seen = shop.messages(&ivan.chat).await;
    let mut kinds: Vec<_> = seen.iter().map(|line| line["type"].as_str().unwrap().to_owned()).collect();
    kinds.sort();
    assert_eq!(kinds, ["call", "deleted", "image", "item", "link", "location", "system", "text", "voice"]);
    let of = |kind: &str| seen.iter().find(|line| line["type"] == kind).unwrap()["content"].clone();
    let picture = of("image")["image"]["sizes"]["1280x960"].as_str().unwrap().to_owned();
    assert_eq!(shop.asker.get(&picture).await.text, "jpeg");
    let voice = of("voice")["voice"]["voice_id"].as_str().unwrap().to_owned();
    let found = shop.asker.get(&shop.path(1, &format!("getVoiceFiles?voice_ids={voice}"))).await.json();
    assert_eq!(shop.asker.get(found["voices_urls"][&voice].as_str().unwrap()).await.text, "opus");
}

#[tokio::test]
async fn pictures_are_uploaded_then_sent_and_messages_taken_back_within_an_hour() {
    let clock = Arc::new(ShiftedClock::default());
    let shop = start(SimOptions { clock: clock.clone(), ..SimOptions::default() }).await;
    let ivan = shop.sim.buyer("Иван", Item::default());
    shop.sim.buyer_writes(&ivan, "Покажите");
    let upload = async |part: &'static str, kind: &str| shop.asker.form(&shop.path(1, "uploadImages"), part, "a.png", kind, b"png").await;
    assert_eq!((upload("file", "image/png").await.status, upload("uploadfile[]", "application/pdf").await.status), (400, 400));
    let uploaded = upload("uploadfile[]", "image/png").await.json();
    let image = uploaded.as_object().unwrap().keys().next().unwrap().clone();
    assert!(shop.sim.delivered_to(&ivan).is_empty(), "an upload is no message yet");
    let sent = shop.asker.post(&shop.path(1, &format!("chats/{}/messages/image", ivan.chat)), json!({"image_id": image})).await.json();
    assert_eq!((sent["type"].as_str(), shop.sim.delivered_to(&ivan)[0].files.as_slice()), (Some("image"), ["a.png".to_owned()].as_slice()));
    let take_back = async |id: &str| shop.asker.post(&shop.path(1, &format!("chats/{}/messages/{id}", ivan.chat)), json!({})).await.status;
    assert_eq!(take_back(sent["id"].as_str().unwrap()).await, 200);
    assert_eq!(shop.messages(&ivan.chat).await.iter().find(|line| line["id"] == sent["id"]).unwrap()["type"], "deleted");
    let late = shop.say(&ivan.chat, "Ошибся").await.json();
    clock.advance_ms(3_700_000);
    assert_eq!(take_back(late["id"].as_str().unwrap()).await, 400);
    assert_eq!(shop.asker.post(&shop.path(1, &format!("chats/{}/read", ivan.chat)), json!({})).await.json(), json!({"ok": true}));
    assert!(shop.sim.unread(&ivan).is_empty());
}

#[tokio::test]
async fn tokens_expire_with_403_and_plans_with_402() {
    let clock = Arc::new(ShiftedClock::default());
    let shop = start(SimOptions { clock: clock.clone(), ..SimOptions::default() }).await;
    let chats = shop.path(2, "chats");
    clock.advance_ms(86_400_000);
    assert_eq!(shop.asker.get(&chats).await.status, 403);
    let fresh = Asker::with_token(&shop.sim).await;
    assert_eq!(fresh.get(&chats).await.status, 200);
    shop.sim.set_plan(Plan::TooLow);
    assert_eq!((fresh.get(&chats).await.status, fresh.get("/core/v1/accounts/self").await.status), (402, 200));
    shop.sim.set_plan(Plan::Enough);
    let plain = Asker::new(&shop.sim, &[]);
    assert_eq!((plain.get(&chats).await.status, plain.login(shop.sim.client_id().unwrap(), "wrong").await.status), (401, 401));
    let narrow = shop.sim.token_with(KeySpec::with_rights(&[KeyRight::Items]));
    let token = plain.login(shop.sim.client_id().unwrap(), &narrow).await.json()["access_token"].as_str().unwrap().to_owned();
    assert_eq!(Asker::new(&shop.sim, &[("Authorization", &format!("Bearer {token}"))]).get(&chats).await.status, 403);
    shop.sim.revoke_token();
    assert_eq!((fresh.get(&chats).await.status, plain.login(shop.sim.client_id().unwrap(), shop.sim.token()).await.status), (401, 401));
}

#[tokio::test]
async fn items_and_orders_give_the_context() {
    let shop = start(SimOptions::default()).await;
    let ivan = shop.sim.buyer("Иван", Item::new(2_501_234_567, "Чайник", 2_490));
    shop.sim.order_moves(&ivan, OrderStage::Packing);
    let items = shop.asker.get("/core/v1/items?per_page=50&page=1").await.json();
    assert_eq!((items["resources"][0]["title"].as_str(), items["resources"][0]["price"].as_i64()), (Some("Чайник"), Some(2_490)));
    assert_eq!(shop.asker.get(&format!("/core/v1/accounts/{}/items/2501234567/", shop.user)).await.json()["status"], "active");
    let order = shop.asker.get(&format!("/order-management/1/orders?ids={}", shop.sim.order_of(&ivan).unwrap())).await.json()["orders"][0].clone();
    assert_eq!((order["status"].as_str(), order["items"][0]["chatId"].as_str()), (Some("ready_to_ship"), Some(ivan.chat.as_str())));
}
