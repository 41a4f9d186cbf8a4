//! The fast feed over HTTP.

use std::collections::HashSet;

use pult_sim::{FEED_ENDS_AT, FeedOptions, FeedSim};
use serde_json::Value;

use crate::client::Client;

async fn start(messages: u64, page_size: usize) -> (FeedSim, Client) {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let sim = FeedSim::start(FeedOptions { messages, chats: messages / 8, page_size, seed: 5, ends_at: FEED_ENDS_AT }).await.unwrap();
    let client = Client { http: reqwest::Client::new(), base: sim.base_url().to_owned(), token: sim.token().to_owned() };
    (sim, client)
}

#[tokio::test]
async fn a_client_that_follows_next_gets_every_row_once() {
    let (sim, client) = start(2_345, 100).await;
    let (ids, next) = client.follow(None).await;
    let rows: Vec<String> = (0..2_345).map(|number| sim.row(number).event_id).collect();
    assert_eq!(ids, rows);
    assert_eq!(client.follow(None).await.0, rows, "a replay is the same feed");
    assert_eq!(client.get("/api/v1/seller/events?next=0").await.status, 400);

    let chats = client.get("/api/v1/seller/chats").await.json();
    let chat = &chats["result"][7];
    assert_eq!(client.send(chat["replySign"].as_str().unwrap(), "Ответ посреди выгрузки").await.status, 200);
    let echo = client.events(Some(next)).await.json()["result"]["events"].clone();
    assert_eq!((echo[0]["message"]["text"].as_str(), &echo[0]["chatID"]), (Some("Ответ посреди выгрузки"), &chat["chatID"]));
    assert_eq!(sim.delivered().len(), 1);
    let all: HashSet<String> = client.follow(None).await.0.into_iter().collect();
    assert_eq!(all.len(), 2_346);
}

#[tokio::test]
async fn new_chats_bring_what_a_reply_needs() {
    let (sim, client) = start(800, 1_000).await;
    let page = client.events(None).await.json();
    let opening: Vec<&Value> = page["result"]["events"].as_array().unwrap().iter().filter(|event| event["isNewChat"] == true).collect();
    assert_eq!(opening.len(), 100);
    assert!(opening.iter().all(|event| event["replySign"].is_string() && event["message"]["attachments"]["goodCard"]["nmID"].is_i64()));
    let stranger = Client { token: "a.b.c".to_owned(), ..client };
    assert_eq!(stranger.events(None).await.status, 401);
    drop(sim);
}
