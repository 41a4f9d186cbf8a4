//! Avito's connector against scripted answers.

mod access;
mod around;
mod checking;
mod files;
mod reading;
mod sending;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use pult_domain::{ChannelKind, Cursor, FeedMessage, FeedPage, RemoteChatId, ShiftedClock};
use secrecy::SecretString;
use serde_json::{Value, json};

use super::quick;
use super::server::{Act, Got, Server, answer, json as json_answer};
use crate::{Channel, ChannelError, Connect, Marks, connect};

const SECRET: &str = "s3cret-of-the-shop";
const ME: i64 = 94_235_311;
const BUYER: i64 = 50_000_000_001;

fn asking(base_url: &str) -> Connect {
    Connect {
        channel: ChannelKind::Avito,
        base_url: Some(base_url.to_owned()),
        client_id: Some("client-1".into()),
        token: SecretString::from(SECRET),
        limits_off: true,
        timeouts: quick(),
    }
}

fn avito(base_url: &str) -> Arc<dyn Channel> {
    avito_at(base_url, &ShiftedClock::default())
}

fn avito_at(base_url: &str, clock: &ShiftedClock) -> Arc<dyn Channel> {
    connect(asking(base_url), Arc::new(clock.clone())).unwrap()
}

fn token(word: &str) -> Act {
    json_answer(&json!({ "access_token": word, "expires_in": 86_400, "token_type": "Bearer" }).to_string())
}

fn told(value: &Value) -> Act {
    json_answer(&value.to_string())
}

/// The address a request asked for.
fn path(got: &Got) -> &str {
    got.line.split(' ').nth(1).unwrap()
}

/// A server that gives tokens, says whose they are, and does for the rest as `act` says.
async fn shop(act: impl Fn(&Got) -> Act + Send + Sync + 'static) -> Server {
    Server::start(move |_, got| match got.line.as_str() {
        "POST /token HTTP/1.1" => token("a-token"),
        "GET /core/v1/accounts/self HTTP/1.1" => told(&json!({ "id": ME, "name": "Магазин", "email": "a@example.org" })),
        // The walk's own question; most accounts are no businesses.
        line if line.contains("/orders?dateFrom=") => answer(403, "", "{}"),
        _ => act(got),
    })
    .await
}

/// The requests a server saw, without those for token, account and new orders.
fn asked(server: &Server) -> Vec<Got> {
    server.seen().into_iter().filter(|got| !["/token ", "/self ", "/orders?dateFrom="].iter().any(|other| got.line.contains(other))).collect()
}

fn text(id: &str, created: i64, words: &str) -> Value {
    json!({ "id": id, "author_id": BUYER, "created": created, "direction": "in", "type": "text", "content": { "text": words }, "is_read": false, "read": null })
}

fn chat(id: &str, updated: i64, last: &Value) -> Value {
    json!({ "id": id, "created": 1_571_000_000, "updated": updated, "users": [{ "id": ME, "name": "Магазин" }, { "id": BUYER, "name": "Иван" }], "last_message": last })
}

/// Marks as the store keeps them.
#[derive(Debug, Default)]
struct Kept(Mutex<HashMap<RemoteChatId, String>>);

#[async_trait]
impl Marks for Kept {
    async fn marks(&self, chats: &[RemoteChatId]) -> Result<HashMap<RemoteChatId, String>, ChannelError> {
        let kept = self.0.lock().unwrap();
        Ok(chats.iter().filter_map(|chat| Some((chat.clone(), kept.get(chat)?.clone()))).collect())
    }
}

impl Kept {
    fn keep(&self, page: &FeedPage) {
        let marks = page.chats.iter().filter_map(|chat| Some((chat.remote_id.clone(), chat.mark.clone()?)));
        self.0.lock().unwrap().extend(marks);
    }
}

/// A round: every page until the last one.
async fn round(channel: &dyn Channel, marks: &Kept) -> Vec<FeedPage> {
    round_from(channel, marks, None).await
}

/// What is left of a round behind a cursor.
async fn round_from(channel: &dyn Channel, marks: &Kept, mut at: Option<Cursor>) -> Vec<FeedPage> {
    let mut pages: Vec<FeedPage> = Vec::new();
    while pages.last().is_none_or(|page| !page.last) {
        let page = channel.page(at.as_ref(), marks).await.unwrap();
        marks.keep(&page);
        at = page.cursor.clone().or(at);
        pages.push(page);
        assert!(pages.len() < 100, "a round comes to its end");
    }
    pages
}

fn messages(pages: &[FeedPage]) -> Vec<&FeedMessage> {
    pages.iter().flat_map(|page| &page.messages).collect()
}
