//! `/_sim/...`: the same strings for a test in another process.
//!
//! Every request carries the header `X-Sim-Control`; bodies and answers are JSON. A web page cannot
//! send that header to us without a preflight, which is refused like any unknown request.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::Request;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::endpoint::Endpoint;
use crate::faults::{Chaos, Fault};
use crate::market::Market;
use crate::shop::{Item, Sender, Shop};
use crate::sim::{LedgerEntry, draft};
use crate::token::TokenSpec;
use crate::wire::Answer;
use crate::world::{World, lock};

#[derive(Deserialize)]
struct Writes {
    chat: Option<String>,
    name: Option<String>,
    item: Option<Item>,
    #[serde(default)]
    text: String,
    #[serde(default = "client")]
    sender: Sender,
}

fn client() -> Sender {
    Sender::Client
}

#[derive(Deserialize)]
struct Strike {
    endpoint: Endpoint,
    #[serde(flatten)]
    fault: Fault,
    times: Option<u32>,
    #[serde(default)]
    always: bool,
}

#[derive(Deserialize)]
struct Door {
    closed_ms: u64,
}

/// Where the strings hang.
pub(crate) const PREFIX: &str = "/_sim/";

/// Answers a request for `/_sim/...`: first the strings that every marketplace has.
pub(crate) async fn answer<M: Market>(world: &Arc<World<M>>, request: Request) -> Answer {
    let said = request.headers().get("x-sim-control").and_then(|value| value.to_str().ok());
    if said != Some(world.control_token.as_str()) {
        return Answer::json(401, json!({"error": "the header X-Sim-Control must hold the control token"}));
    }
    let (method, path) = (request.method().to_string(), request.uri().path().to_owned());
    let query = request.uri().query().unwrap_or_default().to_owned();
    let bytes = axum::body::to_bytes(request.into_body(), LARGEST_ORDER).await.unwrap_or_default();
    let outcome = match (method.as_str(), path.as_str()) {
        ("POST", "/_sim/fault") => body(&bytes).map(|strike| fault(world, strike)),
        ("POST", "/_sim/chaos") => body::<Chaos>(&bytes).map(|chaos| done(|| world.faults.chaos(chaos))),
        ("POST", "/_sim/clear") => Ok(done(|| world.faults.clear())),
        ("POST", "/_sim/door") => body(&bytes).map(|door| close_for(world, &door)),
        ("GET", "/_sim/requests") => Ok(json!(*lock(&world.seen))),
        (method, path) => match M::pull(world, method, path, &query, &bytes) {
            Some(outcome) => outcome,
            None => return Answer::json(404, json!({"error": "no such string"})),
        },
    };
    match outcome {
        Ok(value) => Answer::json(200, value),
        Err(error) => Answer::json(400, json!({"error": error})),
    }
}

/// Wildberries' own strings.
pub(crate) fn wildberries(world: &World<Shop>, method: &str, path: &str, query: &str, bytes: &[u8]) -> Option<Result<Value, String>> {
    Some(match (method, path) {
        ("POST", "/_sim/buyer_writes") => body(bytes).and_then(|said| buyer_writes(world, said)),
        ("POST", "/_sim/token") => body::<TokenSpec>(bytes).map(|spec| json!({"token": world.change(|shop, now| shop.issue(spec, now))})),
        ("POST", "/_sim/revoke") => Ok(done(|| world.change(|shop, _| shop.tokens.iter_mut().for_each(|token| token.revoked = true)))),
        ("GET", "/_sim/delivered") => {
            let chat = chat_of(query);
            let wanted = |of: &str| chat.as_ref().is_none_or(|chat| chat == of);
            Ok(world.look(|shop| json!(shop.delivered.iter().filter(|one| wanted(&one.chat)).collect::<Vec<_>>())))
        }
        ("GET", "/_sim/ledger") => Ok(json!(world.look(|shop| shop.feed.iter().map(LedgerEntry::from).collect::<Vec<_>>()))),
        ("GET", "/_sim/state") => Ok(state(world)),
        _ => return None,
    })
}

/// The largest order a test may give, in bytes: a picture and its wrapping.
const LARGEST_ORDER: usize = 4 << 20;

pub(crate) fn body<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    serde_json::from_slice(bytes).map_err(|error| error.to_string())
}

pub(crate) fn done(f: impl FnOnce()) -> Value {
    f();
    json!({})
}

fn buyer_writes(world: &World<Shop>, said: Writes) -> Result<Value, String> {
    world.change(|shop, now| {
        let chat = match said.chat {
            Some(chat) if shop.chat(&chat).is_some() => chat,
            Some(_) => return Err("no such chat".to_owned()),
            None => shop.open_chat(said.name.as_deref().unwrap_or("Покупатель"), Some(said.item.unwrap_or_default())),
        };
        let event = shop.write(draft(&chat, said.sender, &said.text), now);
        Ok(json!({"chat": chat, "event": event.id, "at_ms": event.at}))
    })
}

fn fault<M: Market>(world: &World<M>, strike: Strike) -> Value {
    let scripted = world.faults.on(strike.endpoint, strike.fault);
    if strike.always {
        let _ = scripted.always();
    } else if let Some(times) = strike.times {
        let _ = scripted.times(times);
    }
    json!({})
}

fn close_for<M: Market>(world: &Arc<World<M>>, door: &Door) -> Value {
    let (world, pause) = (Arc::clone(world), Duration::from_millis(door.closed_ms));
    tokio::spawn(async move {
        // The answer to this very request leaves first.
        tokio::time::sleep(Duration::from_millis(20)).await;
        world.close_door();
        tokio::time::sleep(pause).await;
        world.open_door();
    });
    json!({})
}

/// The chat asked for in a query.
pub(crate) fn chat_of(query: &str) -> Option<String> {
    query.split('&').find_map(|pair| pair.strip_prefix("chat=")).map(|chat| chat.replace("%3A", ":").replace("%3a", ":"))
}

fn state(world: &World<Shop>) -> Value {
    let requests = lock(&world.seen).len();
    world.look(|shop| {
        let chats: Vec<Value> = shop
            .chats
            .iter()
            .map(|chat| {
                let last = chat.last.as_ref().map(|(text, at)| json!({"text": text, "at_ms": at}));
                json!({"chat": chat.id, "name": chat.client_name, "item": chat.item, "last": last})
            })
            .collect();
        json!({"chats": chats, "events": shop.feed.len(), "delivered": shop.delivered.len(), "requests": requests, "due_later": shop.later.len()})
    })
}
