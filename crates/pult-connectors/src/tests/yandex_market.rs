//! Yandex Market against a server that does whatever a test says.

mod checking;
mod context;
mod reading;
mod sending;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use pult_domain::{ChannelKind, Cursor, FeedMessage, RemoteChatId, ShiftedClock};
use serde_json::{Value, json};

use super::asking;
use super::server::{Act, Got, Server, answer, json as body};
use crate::{Channel, ChannelError, Connect, Marks, connect};

const KEY: &str = "ACMA:secret-key:52ab";

fn ok(result: &Value) -> Act {
    body(&json!({ "status": "OK", "result": result }).to_string())
}

fn refused(status: u16, headers: &str, message: &str) -> Act {
    answer(status, headers, &json!({ "status": "ERROR", "errors": [{ "code": "CODE", "message": message }] }).to_string())
}

fn scopes(scopes: &[&str]) -> Act {
    ok(&json!({ "apiKey": { "name": "Pult", "authScopes": scopes } }))
}

fn campaigns(shops: &[(u64, u64, &str)]) -> Act {
    let shop = |(id, business, word): &(u64, u64, &str)| json!({ "id": id, "domain": "flax.example", "business": { "id": business, "name": format!("Лён {business}") }, "apiAvailability": word });
    body(&json!({ "campaigns": shops.iter().map(shop).collect::<Vec<_>>(), "paging": {} }).to_string())
}

/// What was asked, without the protocol.
fn asked(got: &Got) -> &str {
    got.line.trim_end_matches(" HTTP/1.1")
}

/// A cabinet with number 77 and one shop with number 5; a script may answer differently.
async fn cabinet(script: impl Fn(&str, &Got) -> Option<Act> + Send + Sync + 'static) -> Server {
    Server::start(move |_, got| {
        script(asked(got), got).unwrap_or_else(|| match asked(got) {
            "POST /v2/auth/token" => scopes(&["COMMUNICATION"]),
            "GET /v2/campaigns?limit=100" => campaigns(&[(5, 77, "AVAILABLE")]),
            other => panic!("{other}"),
        })
    })
    .await
}

fn channel(url: &str) -> Arc<dyn Channel> {
    channel_at(url, None, &ShiftedClock::default())
}

fn channel_at(url: &str, client_id: Option<&str>, clock: &ShiftedClock) -> Arc<dyn Channel> {
    let connect_it = Connect { channel: ChannelKind::YandexMarket, client_id: client_id.map(str::to_owned), ..asking(url, KEY) };
    connect(connect_it, Arc::new(clock.clone())).unwrap()
}

/// What the store keeps of a walk.
#[derive(Default)]
struct Kept {
    marks: Mutex<HashMap<RemoteChatId, String>>,
    cursor: Mutex<Option<Cursor>>,
}

#[async_trait]
impl Marks for Kept {
    async fn marks(&self, chats: &[RemoteChatId]) -> Result<HashMap<RemoteChatId, String>, ChannelError> {
        let marks = self.marks.lock().unwrap();
        Ok(chats.iter().filter_map(|chat| Some((chat.clone(), marks.get(chat)?.clone()))).collect())
    }
}

impl Kept {
    /// One round, as the core makes it.
    async fn round(&self, channel: &dyn Channel) -> Result<Vec<FeedMessage>, ChannelError> {
        let mut found = Vec::new();
        let mut at = self.cursor.lock().unwrap().as_ref().map(|cursor| channel.overlap(cursor));
        for _ in 0..200 {
            let page = channel.page(at.as_ref(), self).await?;
            found.extend(page.messages);
            self.marks.lock().unwrap().extend(page.chats.into_iter().filter_map(|chat| Some((chat.remote_id, chat.mark?))));
            self.cursor.lock().unwrap().clone_from(&page.cursor);
            if page.last {
                return Ok(found);
            }
            at = page.cursor;
        }
        panic!("the walk has no end");
    }
}
