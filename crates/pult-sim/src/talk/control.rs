//! The strings of the three marketplaces for a test in another process.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Value, json};

use super::key::KeySpec;
use super::sim::ledger;
use super::{ChatSort, Draft, OrderStage, Plan, Shared, Speaker, Talks};
use crate::control::{body, chat_of, done};
use crate::shop::{Attach, Item, Moderation};
use crate::world::{World, lock};

#[derive(Deserialize)]
struct Writes {
    chat: Option<String>,
    name: Option<String>,
    item: Option<Item>,
    #[serde(default)]
    sort: ChatSort,
    #[serde(default)]
    text: String,
    #[serde(default = "buyer")]
    sender: Speaker,
    #[serde(default)]
    shared: Shared,
    file: Option<File>,
}

fn buyer() -> Speaker {
    Speaker::Buyer
}

#[derive(Deserialize)]
struct File {
    name: String,
    media_type: String,
    base64: String,
}

#[derive(Deserialize)]
struct Changes {
    chat: String,
    event: Option<String>,
    /// Another text for the event; without one the event is taken back.
    text: Option<String>,
    /// What becomes of the chat.
    becomes: Option<Becomes>,
    order: Option<OrderStage>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Becomes {
    Closed,
    Gone,
}

#[derive(Deserialize)]
struct Shop {
    plan: Option<Plan>,
    clock_skew_ms: Option<i64>,
}

pub(super) fn pull(world: &World<Talks>, method: &str, path: &str, query: &str, bytes: &[u8]) -> Option<Result<Value, String>> {
    Some(match (method, path) {
        ("POST", "/_sim/buyer_writes") => body(bytes).and_then(|said| writes(world, said)),
        ("POST", "/_sim/change") => body(bytes).and_then(|said| change(world, &said)),
        ("POST", "/_sim/shop") => body::<Shop>(bytes).map(|said| {
            done(|| {
                world.change(|talks, _| {
                    talks.plan = said.plan.unwrap_or(talks.plan);
                    talks.skew_ms = said.clock_skew_ms.unwrap_or(talks.skew_ms);
                })
            })
        }),
        ("POST", "/_sim/token") => body::<KeySpec>(bytes).map(|spec| json!({"token": world.change(|talks, now| talks.issue(spec, now))})),
        ("POST", "/_sim/revoke") => Ok(done(|| world.change(|talks, _| talks.revoke()))),
        ("GET", "/_sim/delivered") => {
            let chat = chat_of(query);
            let wanted = |of: &str| chat.as_ref().is_none_or(|chat| chat == of);
            Ok(world.look(|talks| json!(talks.delivered.iter().filter(|one| wanted(&one.chat)).collect::<Vec<_>>())))
        }
        ("GET", "/_sim/ledger") => Ok(json!(world.look(ledger))),
        ("GET", "/_sim/state") => Ok(state(world)),
        _ => return None,
    })
}

fn writes(world: &World<Talks>, said: Writes) -> Result<Value, String> {
    let file = said.file.map(|file| {
        let bytes = STANDARD.decode(&file.base64).map_err(|error| error.to_string())?;
        Ok::<_, String>(Attach { name: file.name, media_type: file.media_type, bytes, moderation: Moderation::Passed })
    });
    let file = file.transpose()?;
    world.change(|talks, now| {
        let chat = match said.chat {
            Some(chat) if talks.chat(&chat).is_some() => chat,
            Some(_) => return Err("no such chat".to_owned()),
            None => talks.open_chat(said.sort, said.name.as_deref().unwrap_or("Покупатель"), Some(said.item.unwrap_or_default()), now),
        };
        let files = file.map(|file| talks.store_file(&file, now)).into_iter().collect();
        let line = talks.write(&chat, Draft { who: said.sender, what: said.shared, text: said.text, files }, now, now);
        Ok(json!({"chat": chat, "event": line.id, "at_ms": line.at}))
    })
}

fn change(world: &World<Talks>, said: &Changes) -> Result<Value, String> {
    world.change(|talks, now| {
        let found = match (&said.event, &said.text) {
            (Some(event), Some(text)) => talks.change_line(&said.chat, event, |line| line.text.clone_from(text)),
            (Some(event), None) => talks.remove(&said.chat, event, now),
            (None, _) => talks.chat(&said.chat).is_some(),
        };
        if let (Some(becomes), Some(chat)) = (said.becomes, talks.chat_mut(&said.chat)) {
            match becomes {
                Becomes::Closed => chat.closed = true,
                Becomes::Gone => chat.gone = true,
            }
        }
        if let Some(stage) = said.order {
            talks.orders.values_mut().filter(|order| order.chat == said.chat).for_each(|order| (order.stage, order.moved_at) = (stage, now));
        }
        if found { Ok(json!({})) } else { Err("no such chat or event".to_owned()) }
    })
}

fn state(world: &World<Talks>) -> Value {
    let requests = lock(&world.seen).len();
    world.look(|talks| {
        let chats: Vec<Value> = talks
            .chats
            .iter()
            .map(|chat| {
                let last = chat.lines.last().map(|line| json!({"text": line.text, "at_ms": line.at}));
                json!({"chat": chat.id, "name": chat.name, "sort": chat.sort, "item": chat.item, "order": chat.order, "unread": chat.unread().count(), "last": last})
            })
            .collect();
        let events: usize = talks.chats.iter().map(|chat| chat.lines.len()).sum();
        json!({"chats": chats, "events": events, "delivered": talks.delivered.len(), "requests": requests, "due_later": talks.due_later(), "plan": talks.plan})
    })
}
