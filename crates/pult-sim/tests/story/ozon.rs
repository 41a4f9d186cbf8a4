//! Ozon as its document has it.

use std::sync::Arc;

use pult_domain::ShiftedClock;
use pult_sim::{Attach, ChatSort, Fault, Item, KeyRight, KeySpec, Moderation, OrderStage, OzonSim, Plan, SimOptions};
use serde_json::{Value, json};

use crate::asker::{Asker, empty, list, pages_of};

async fn start(options: SimOptions) -> (OzonSim, Asker) {
    let sim = OzonSim::start(options).await.unwrap();
    let asker = of(&sim, sim.token());
    (sim, asker)
}

fn of(sim: &OzonSim, key: &str) -> Asker {
    Asker::new(sim, &[("Client-Id", sim.client_id().unwrap()), ("Api-Key", key)])
}

/// Walks the list by its cursor; `has_next` is a boolean or a word.
async fn all_chats(asker: &Asker) -> Vec<Value> {
    let (mut all, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = asker.post("/v3/chat/list", json!({"limit": 100, "cursor": cursor})).await.json();
        all.extend(list(&page, "/chats").to_vec());
        if page["has_next"] != true && page["has_next"] != "true" {
            return all;
        }
        cursor = page["cursor"].as_str().unwrap().to_owned();
    }
}

#[tokio::test]
async fn chats_are_listed_and_their_histories_read_both_ways() {
    let (sim, asker) = start(pages_of(2)).await;
    let chats: Vec<_> = (0..5).map(|n| sim.buyer(&format!("Покупатель {n}"), Item::default())).collect();
    for n in 0..15 {
        sim.buyer_writes(&chats[n % 5], &format!("Сообщение {n}"));
    }
    let listed = all_chats(&asker).await;
    assert_eq!(listed.len(), 5);
    let newest = &listed[0];
    assert_eq!((newest["chat"]["chat_type"].as_str(), newest["unread_count"].as_u64()), (Some("BUYER_SELLER"), Some(3)));
    assert!(newest["last_message_id"].as_str().unwrap().parse::<u64>().unwrap() > 1 << 53, "an id that a double cannot hold");

    let id = newest["chat"]["chat_id"].as_str().unwrap();
    let back = asker.post("/v3/chat/history", json!({"chat_id": id})).await.json();
    let ids = |page: &Value| list(page, "/messages").iter().map(|line| line["message_id"].as_u64().unwrap()).collect::<Vec<_>>();
    assert_eq!((ids(&back).len(), back["has_next"].as_bool()), (2, Some(true)));
    assert!(ids(&back)[0] > ids(&back)[1], "newest first by default");
    let older = asker.post("/v3/chat/history", json!({"chat_id": id, "from_message_id": ids(&back)[1]})).await.json();
    assert_eq!(ids(&older)[0], ids(&back)[1], "beginning with the message asked for");
    let first = *ids(&older).last().unwrap();
    let forward = asker.post("/v3/chat/history", json!({"chat_id": id, "direction": "Forward", "from_message_id": first, "limit": 1000})).await.json();
    assert_eq!(ids(&forward)[0], first);
    sim.history_leaves_out_first();
    let forward = asker.post("/v3/chat/history", json!({"chat_id": id, "direction": "Forward", "from_message_id": first, "limit": 1000})).await.json();
    assert_ne!(ids(&forward)[0], first);
    assert_eq!(asker.post("/v3/chat/history", json!({"chat_id": id, "direction": "Forward"})).await.status, 400);
    assert_eq!(asker.post("/v3/chat/list", empty()).await.status, 400, "a limit is required");
    assert_eq!(asker.post("/v3/chat/list", json!({"limit": 5, "filter": {"chat_status": "Opened"}})).await.status, 400);
}

#[tokio::test]
async fn buyers_are_spelled_in_every_way_that_was_seen() {
    let (sim, asker) = start(SimOptions::default()).await;
    let mut seen = std::collections::BTreeSet::new();
    for n in 0..20 {
        let chat = sim.buyer(&format!("{n}"), Item::default());
        sim.buyer_writes(&chat, "?");
        let page = asker.post("/v3/chat/history", json!({"chat_id": chat.chat})).await.json();
        seen.insert(page["messages"][0]["user"]["type"].as_str().unwrap().to_owned());
        assert!(page["messages"][0]["context"]["order_number"].as_str().unwrap().contains('-'));
    }
    assert!(["Customer", "customer", "Сustomer"].iter().all(|word| seen.contains(*word)), "{seen:?}");
}

#[tokio::test]
async fn a_reply_is_taken_for_48_hours_and_brings_no_id() {
    let clock = Arc::new(ShiftedClock::default());
    let (sim, asker) = start(SimOptions { clock: clock.clone(), ..SimOptions::default() }).await;
    let ivan = sim.buyer("Иван", Item::default());
    sim.buyer_writes(&ivan, "Где заказ?");
    let send = async |text: &str| asker.post("/v1/chat/send/message", json!({"chat_id": ivan.chat, "text": text})).await;
    assert_eq!(send("В пути").await.json(), json!({"result": "success"}));
    assert_eq!((send("").await.status, send(&"я".repeat(1_001)).await.status, send(&"я".repeat(1_000)).await.status), (400, 400, 200));
    clock.advance_ms(49 * 3_600_000);
    let late = send("Поздно").await;
    assert!(late.status == 400 && late.json()["message"].as_str().unwrap().contains("48 hours"), "{}", late.text);
    sim.own_stock(&ivan);
    assert_eq!(send("Со своего склада можно").await.status, 200);
    sim.order_moves(&ivan, OrderStage::Delivered);
    clock.advance_ms(73 * 3_600_000);
    assert_eq!(send("И это поздно").await.status, 400);
    assert_eq!(sim.delivered_to(&ivan).len(), 3);
}

#[tokio::test]
async fn files_go_as_base64_and_come_back_as_markdown() {
    let (sim, asker) = start(SimOptions::default()).await;
    let ivan = sim.buyer("Иван", Item::default());
    sim.buyer_sends(&ivan, "вот", &[Attach::picture("image/png", b"png").moderated(Moderation::Failed)]);
    let send = async |name: &str, content: &str| asker.post("/v1/chat/send/file", json!({"chat_id": ivan.chat, "name": name, "base64_content": content})).await;
    assert_eq!(send("фото.png", "cGljdHVyZQ==").await.status, 200);
    assert_eq!((send("фото", "cGljdHVyZQ==").await.status, send("фото.png", "не то").await.status), (400, 400));
    let page = asker.post("/v3/chat/history", json!({"chat_id": ivan.chat})).await.json();
    let sent = &page["messages"][0];
    assert_eq!((sent["is_image"].as_bool(), sent["moderate_image_status"].as_str()), (Some(true), Some("SUCCESS")));
    let address = sent["data"][0].as_str().unwrap().trim_start_matches("![](").trim_end_matches(')').to_owned();
    assert_eq!(asker.get(&address).await.text, "picture");
    assert_eq!(page["messages"][1]["moderate_image_status"], "FAILED");
    assert_eq!(sim.delivered_to(&ivan)[0].files, ["фото.png"]);
}

#[tokio::test]
async fn reading_is_told_up_to_a_message() {
    let (sim, asker) = start(SimOptions::default()).await;
    let ivan = sim.buyer("Иван", Item::default());
    let ids: Vec<u64> = (0..3).map(|n| sim.buyer_writes(&ivan, &format!("{n}")).event.parse().unwrap()).collect();
    let answer = asker.post("/v2/chat/read", json!({"chat_id": ivan.chat, "from_message_id": ids[1]})).await.json();
    assert_eq!(answer, json!({"unread_count": 1}));
    assert_eq!(sim.unread(&ivan), [ids[2].to_string()]);
}

#[tokio::test]
async fn keys_plans_and_roles_are_told_apart() {
    let (sim, asker) = start(SimOptions::default()).await;
    let ivan = sim.buyer("Иван", Item::default());
    sim.buyer_writes(&ivan, "?");
    let history = json!({"chat_id": ivan.chat});
    let roles = asker.post("/v1/roles", empty()).await.json();
    assert!(list(&roles, "/roles").iter().any(|role| list(role, "/methods").contains(&json!("/v3/chat/list"))) && roles["expires_at"].is_string());
    let ask = async |key: &str| of(&sim, key).post("/v3/chat/history", history.clone()).await;
    assert_eq!(ask("wrong").await.json()["message"], "Invalid Api-Key, please check the key and try again");
    assert_eq!(ask(&sim.token_with(KeySpec::with_rights(&[KeyRight::Items]))).await.json()["message"], "Api-Key is missing a required role for a method");
    assert!(ask(&sim.token_with(KeySpec::expires_in_ms(-1))).await.json()["message"].as_str().unwrap().starts_with("Api-key is deactivated"));
    sim.set_plan(Plan::TooLow);
    assert_eq!(asker.post("/v1/seller/info", empty()).await.json()["subscription"], json!({"is_premium": true, "type": "PREMIUM"}));
    assert_eq!((asker.post("/v3/chat/list", json!({"limit": 1})).await.status, ask(sim.token()).await.status), (200, 403));
    sim.set_plan(Plan::Enough);
    sim.revoke_token();
    assert_eq!(ask(sim.token()).await.status, 403);
}

#[tokio::test]
async fn support_and_announcements_are_in_the_list_too() {
    let (sim, asker) = start(SimOptions::default()).await;
    sim.support_writes(sim.opens(ChatSort::Support, "Поддержка", None), "Ваше обращение решено");
    sim.system_writes(sim.opens(ChatSort::Notification, "Ozon", None), "Новые правила");
    let kinds: Vec<_> = all_chats(&asker).await.iter().map(|chat| chat["chat"]["chat_type"].as_str().unwrap().to_owned()).collect();
    assert_eq!(kinds.len(), 2);
    assert!(kinds.contains(&"SELLER_SUPPORT".to_owned()) && kinds.contains(&"SELLER_API_NOTIFICATIONS".to_owned()));
}

#[tokio::test]
async fn goods_and_orders_give_the_context() {
    let (sim, asker) = start(SimOptions::default()).await;
    let ivan = sim.buyer("Иван", Item::new(170_044_512, "Чайник «Осень», 800 мл", 2_490));
    let product = asker.post("/v3/product/info/list", json!({"sku": ["170044512"]})).await.json()["items"][0].clone();
    assert_eq!((product["name"].as_str(), product["price"].as_str()), (Some("Чайник «Осень», 800 мл"), Some("2490.00")));
    assert_eq!(asker.get(product["primary_image"][0].as_str().unwrap()).await.header("content-type"), Some("image/png"));
    let number = sim.order_of(&ivan).unwrap();
    sim.order_moves(&ivan, OrderStage::Delivered);
    let found = asker.post("/v3/posting/fbo/list", json!({"limit": 10, "filter": {"order_numbers": [number]}})).await.json();
    assert_eq!((found["postings"][0]["status"].as_str(), list(&found, "/postings").len()), (Some("delivered"), 1));
    let one = asker.post("/v2/posting/fbo/get", json!({"posting_number": format!("{number}-1")})).await.json();
    assert_eq!(one["result"]["products"][0]["price"], "2490.0000");
}

#[tokio::test]
async fn a_lost_cursor_is_refused_and_a_repeated_one_comes_again() {
    let (sim, asker) = start(pages_of(1)).await;
    for n in 0..3 {
        sim.buyer_writes(sim.buyer(&format!("{n}"), Item::default()), "?");
    }
    let list_from = async |cursor: &str| asker.post("/v3/chat/list", json!({"limit": 100, "cursor": cursor})).await;
    let first = list_from("").await.json()["cursor"].as_str().unwrap().to_owned();
    sim.faults().chats(Fault::RepeatCursor);
    assert_eq!(list_from(&first).await.json()["cursor"], first);
    sim.faults().chats(Fault::LostCursor);
    assert_eq!(list_from(&first).await.status, 400);
    assert_eq!(list_from(&first).await.status, 200);
}
