//! Ozon's face: `ozon-seller-2026-09.json`, with FACTS 2 for what integrators saw.
//!
//! Kept as the documents have it: everything is a POST, ids pass 2^53 and come as numbers in a
//! history and as digit strings in the list, `has_next` of the list is now and then the string the
//! example shows, some `user.type` begin with the Cyrillic letter of the example, and a sent message
//! brings no id.

use std::sync::Arc;

use axum::extract::Request;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use pult_domain::AtMs;
use serde_json::{Value, json};

use crate::dice;
use crate::endpoint::Endpoint;
use crate::faults::Fault;
use crate::moment::iso;
use crate::shop::{Attach, Moderation};
use crate::talk::key::{IssuedKey, KeyRight, Refusal, allows};
use crate::talk::say::{bytes_of, dot, inject, json_of, next_place, page_size, type_of_name};
use crate::talk::{Chat, ChatSort, Draft, Line, OrderStage, Plan, Shared, Speaker, Talks};
use crate::wire::Answer;
use crate::world::World;

mod goods;

/// How long after the buyer's last message a reply is taken, in milliseconds: 48 h (S 2026-09).
const REPLY_WINDOW_MS: i64 = 48 * 3_600_000;
/// How long after delivery a seller with stock of his own may still write, in milliseconds: 72 h.
const AFTER_DELIVERY_MS: i64 = 72 * 3_600_000;
/// Longest reply in characters (the same).
const MOST_CHARS: usize = 1_000;
/// Cursors look like the example's `304000402034`.
const FIRST_CURSOR: usize = 304_000_000_000;
/// The roles a key can have, with their methods.
const CHAT_METHODS: [&str; 2] = ["/v3/chat/list", "/v3/chat/history"];
const WRITE_METHODS: [&str; 4] = ["/v1/chat/send/message", "/v1/chat/send/file", "/v2/chat/read", "/v1/chat/start"];
const ITEM_METHODS: [&str; 2] = ["/v3/product/info/list", "/v3/product/list"];
const ORDER_METHODS: [&str; 4] = ["/v4/posting/fbs/list", "/v3/posting/fbo/list", "/v3/posting/fbs/get", "/v2/posting/fbo/get"];

pub(crate) fn endpoint(method: &str, path: &str) -> Endpoint {
    match (method, path) {
        ("POST", "/v3/chat/list") => Endpoint::Chats,
        ("POST", "/v3/chat/history") => Endpoint::Events,
        ("POST", "/v1/chat/send/message") => Endpoint::Message,
        ("POST", "/v1/chat/send/file") => Endpoint::File,
        ("POST", "/v2/chat/read") => Endpoint::Read,
        ("POST", "/v1/roles") => Endpoint::Key,
        ("POST", "/v1/seller/info") => Endpoint::SellerInfo,
        ("POST", "/v3/product/info/list") => Endpoint::Cards,
        ("POST", path) if ORDER_METHODS.contains(&path) => Endpoint::Orders,
        ("GET", path) if path.starts_with("/v2/chat/file/") || path.starts_with("/picture/") => Endpoint::Download,
        _ => Endpoint::Unknown,
    }
}

/// The gateway's and the methods' error body, with the number of gRPC that fits.
pub(crate) fn problem(status: u16, message: &str) -> Answer {
    let code = match status {
        400 => 3,
        401 => 16,
        403 => 7,
        404 => 5,
        409 => 6,
        429 => 8,
        503 => 14,
        _ => 13,
    };
    Answer::json(status, json!({"code": code, "message": message, "details": []}))
}

pub(crate) async fn answer(world: &Arc<World<Talks>>, endpoint: Endpoint, faults: &[Fault], request: Request) -> Answer {
    let path = request.uri().path().to_owned();
    if endpoint == Endpoint::Download {
        return download(world, &path);
    }
    let [client, key] = ["client-id", "api-key"].map(|name| request.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned));
    let key = match admit(world, endpoint, client.as_deref(), key.as_deref()) {
        Ok(key) => key,
        Err(refusal) => return refusal,
    };
    let Some(asked) = json_of(request).await else { return problem(400, "request body is not valid JSON") };
    match endpoint {
        Endpoint::Chats => chats(world, &asked, faults),
        Endpoint::Events => history(world, &asked, faults),
        Endpoint::Message => message(world, &asked, faults),
        Endpoint::File => file(world, &asked, faults),
        Endpoint::Read => read(world, &asked),
        Endpoint::Key => roles(world, &key),
        Endpoint::SellerInfo => goods::seller_info(world),
        Endpoint::Cards => goods::products(world, &asked),
        Endpoint::Orders => goods::postings(world, &path, &asked),
        _ => problem(404, "page not found"),
    }
}

fn admit(world: &World<Talks>, endpoint: Endpoint, client: Option<&str>, key: Option<&str>) -> Result<IssuedKey, Answer> {
    let now = world.now();
    let outcome = world.look(|talks| {
        let known = talks.known(key, now)?;
        if client != talks.client_id().as_deref() {
            return Err(Refusal::Unknown);
        }
        allows(known, endpoint).map(|()| known.clone())
    });
    outcome.map_err(|refusal| match refusal {
        Refusal::NoKey => problem(401, "Client-Id and Api-Key headers are required"),
        Refusal::Unknown => problem(403, "Invalid Api-Key, please check the key and try again"),
        Refusal::Withdrawn | Refusal::Ended => problem(403, "Api-key is deactivated, use another one or generate a new one"),
        Refusal::NoRight => problem(403, "Api-Key is missing a required role for a method"),
    })
}

fn download(world: &World<Talks>, path: &str) -> Answer {
    if path.starts_with("/picture/") {
        return dot();
    }
    let id = path.trim_start_matches("/v2/chat/file/").split('.').next().unwrap_or_default();
    world.look(|talks| bytes_of(talks.files.get(id), world.now()))
}

fn roles(world: &World<Talks>, key: &IssuedKey) -> Answer {
    let methods = |right: KeyRight| -> &[&str] {
        match right {
            KeyRight::Chats => &CHAT_METHODS,
            KeyRight::Write => &WRITE_METHODS,
            KeyRight::Items => &ITEM_METHODS,
            KeyRight::Orders => &ORDER_METHODS,
        }
    };
    let name = |right: KeyRight| match right {
        KeyRight::Chats | KeyRight::Write => "Chat",
        KeyRight::Items => "Product read-only",
        KeyRight::Orders => "Posting FBS",
    };
    let list: Vec<Value> = key.spec.rights.iter().map(|right| json!({"name": name(*right), "methods": methods(*right)})).collect();
    let expires_at = world.look(|talks| talks.told(key.expires_at));
    Answer::json(200, json!({"expires_at": iso(expires_at), "roles": list}))
}

/// The plan covers the method: the list is open to all, the rest of the chats is not (FACTS 2.1).
fn paid(talks: &Talks) -> Result<(), Answer> {
    if talks.plan == Plan::Enough { Ok(()) } else { Err(problem(403, "access denied: method is available with Premium Plus or Premium Pro subscription")) }
}

fn kind(sort: ChatSort) -> &'static str {
    match sort {
        ChatSort::Support => "SELLER_SUPPORT",
        ChatSort::Notification => "SELLER_API_NOTIFICATIONS",
        _ => "BUYER_SELLER",
    }
}

fn chats(world: &World<Talks>, asked: &Value, faults: &[Fault]) -> Answer {
    let Some(limit) = asked.get("limit").and_then(Value::as_u64).filter(|limit| (1..=100).contains(limit)) else {
        return problem(400, "limit: value must be inside range [1, 100]");
    };
    let filter = |name: &str| asked.pointer(&format!("/filter/{name}"));
    let status = filter("chat_status").and_then(Value::as_str).unwrap_or("ALL");
    if !["ALL", "OPENED", "CLOSED"].contains(&status) {
        return problem(400, "filter.chat_status: unknown value");
    }
    let from = match asked.get("cursor").and_then(Value::as_str).filter(|cursor| !cursor.is_empty()) {
        None => Some(0),
        Some(_) if faults.contains(&Fault::LostCursor) => None,
        Some(cursor) => cursor.parse::<usize>().ok().and_then(|cursor| cursor.checked_sub(FIRST_CURSOR)),
    };
    let Some(from) = from else { return problem(400, "cursor: invalid value") };
    let size = page_size(usize::try_from(limit).unwrap_or(1), world.page_size, faults);
    let unread_only = filter("unread_only").and_then(Value::as_bool).unwrap_or(false);
    world.look(|talks| {
        let fits = |chat: &&Chat| (status == "ALL" || (status == "CLOSED") == chat.closed) && (!unread_only || chat.unread().next().is_some());
        let listed: Vec<&Chat> = talks.listed().into_iter().filter(fits).collect();
        let listed = if faults.contains(&Fault::EmptyChatList) { Vec::new() } else { listed };
        let page: Vec<Value> = listed.iter().skip(from).take(size).map(|chat| row(talks, chat, faults)).collect();
        let next = (from + page.len() < listed.len()).then_some(from + page.len());
        let told = next_place(faults, from, next, size);
        let more = next.is_some() || told.is_some();
        let unread: usize = talks.chats.iter().map(|chat| chat.unread().count()).sum();
        let cursor = if faults.contains(&Fault::NullCursor) { Value::Null } else { told.map_or(json!(""), |place| json!((FIRST_CURSOR + place).to_string())) };
        // The example says it as a word; the first page keeps to the schema.
        let has_next = if from == 0 { json!(more) } else { json!(more.to_string()) };
        Answer::json(200, json!({"chats": page, "total_unread_count": unread, "cursor": cursor, "has_next": has_next}))
    })
}

fn row(talks: &Talks, chat: &Chat, faults: &[Fault]) -> Value {
    let last = chat.lines.last().map_or("0", |line| line.id.as_str());
    let first_unread = chat.unread().next().map_or(last, |line| line.id.as_str());
    let kind = if faults.contains(&Fault::UnknownEventKind) && talks.listed().first().is_some_and(|first| first.id == chat.id) {
        "BUYER_ROBOT"
    } else {
        kind(chat.sort)
    };
    json!({
        "chat": {
            "created_at": iso(talks.told(chat.opened_at)), "chat_id": chat.id,
            "chat_status": if chat.closed { "CLOSED" } else { "OPENED" }, "chat_type": kind,
        },
        "first_unread_message_id": first_unread, "last_message_id": last, "unread_count": chat.unread().count(),
    })
}

fn history(world: &World<Talks>, asked: &Value, faults: &[Fault]) -> Answer {
    let Some(id) = asked.get("chat_id").and_then(Value::as_str) else { return problem(400, "chat_id: required") };
    let limit = asked.get("limit").map_or(Some(50), Value::as_u64).filter(|limit| (1..=1_000).contains(limit));
    let Some(limit) = limit else { return problem(400, "limit: value must be inside range [1, 1000]") };
    let forward = match asked.get("direction").and_then(Value::as_str).unwrap_or("Backward").to_lowercase().as_str() {
        "forward" => true,
        "backward" => false,
        _ => return problem(400, "direction: unknown value"),
    };
    let from = match asked.get("from_message_id") {
        None | Some(Value::Null) => None,
        Some(from) => match from.as_u64() {
            Some(from) => Some(from).filter(|from| *from > 0),
            None => return problem(400, "from_message_id: value must be uint64"),
        },
    };
    if forward && from.is_none() {
        return problem(400, "from_message_id is required for direction Forward");
    }
    let size = page_size(usize::try_from(limit).unwrap_or(1), world.page_size, faults);
    world.serve(|talks, now| {
        let Some((sort, refuses)) = talks.chat(id).map(|chat| (chat.sort, chat.refuses)) else { return problem(404, "chat not found") };
        if let Some(status) = refuses {
            return problem(status, "history is unavailable");
        }
        if let (true, Err(refusal)) = (sort.has_buyer(), paid(talks)) {
            return refusal;
        }
        inject(talks, id, faults, now);
        let leaves_out_first = talks.leaves_out_first;
        let number = |line: &Line| line.id.parse::<u64>().unwrap_or(0);
        let within = |line: &&Line| match from {
            Some(from) if forward => number(line) > from || (number(line) == from && !leaves_out_first),
            Some(from) => number(line) < from || (number(line) == from && !leaves_out_first),
            None => true,
        };
        let mut lines: Vec<Line> = talks.chat(id).map(|chat| chat.lines.iter().filter(within).cloned().collect()).unwrap_or_default();
        if !forward {
            lines.reverse();
        }
        let more = lines.len() > size;
        lines.truncate(size);
        talks.serve_lines(id, &lines);
        let messages: Vec<Value> = lines.iter().map(|line| told(world, talks, id, line)).collect();
        Answer::json(200, json!({"has_next": more || faults.contains(&Fault::RepeatCursor), "messages": messages}))
    })
}

/// One message of a history.
fn told(world: &World<Talks>, talks: &Talks, chat: &str, line: &Line) -> Value {
    let file = line.files.first().and_then(|id| talks.files.get(id).map(|file| (id, file)));
    let is_image = file.is_some_and(|(_, file)| file.media_type.starts_with("image/"));
    let mut data: Vec<String> = if line.text.is_empty() { Vec::new() } else { vec![line.text.clone()] };
    for (id, file) in line.files.iter().filter_map(|id| talks.files.get(id).map(|file| (id, file))) {
        let ending = file.name.rsplit('.').next().unwrap_or("bin");
        let address = format!("{}/v2/chat/file/{id}.{ending}", world.base_url);
        data.push(if file.media_type.starts_with("image/") { format!("![]({address})") } else { format!("[{}]({address})", file.name) });
    }
    let moderation = match file.map(|(_, file)| file.moderation) {
        Some(Moderation::Failed) => "FAILED",
        Some(Moderation::Until(ready)) if world.now() < ready => "MODERATION",
        _ => "SUCCESS",
    };
    let about = talks.chat(chat).and_then(|chat| chat.item.as_ref().zip(chat.order.as_ref()));
    let context = about.map_or(json!({"sku": "", "order_number": ""}), |(item, order)| json!({"sku": item.nm_id.to_string(), "order_number": order}));
    let id: Value = line.id.parse::<u64>().map_or(json!(line.id), |number| json!(number));
    json!({
        "context": context, "created_at": iso(talks.told(line.at)), "data": data, "is_image": is_image, "is_read": line.read.is_some(),
        "message_id": id, "moderate_image_status": moderation, "user": {"id": dice::number_of(chat).to_string(), "type": speaker(chat, line)},
    })
}

/// The words of the documents, in the spellings that were seen: the first letter of a buyer may be
/// Cyrillic (the example), and lower case comes too (integrators).
fn speaker(chat: &str, line: &Line) -> &'static str {
    match (line.who, dice::number_of(chat) % 3) {
        _ if line.what == Shared::Riddle => "Robot",
        (Speaker::Buyer, 0) => "Сustomer",
        (Speaker::Buyer, 1) => "customer",
        (Speaker::Buyer, _) => "Customer",
        (Speaker::Seller, _) => "Seller",
        (Speaker::Market, 0) => "NotificationUser",
        (Speaker::Market, _) => "Crm",
        (Speaker::Support, _) => "Support",
    }
}

/// Whether a reply is taken in the chat (the descriptions of `/v1/chat/send/message`).
fn may_write(talks: &Talks, chat: &str, now: AtMs) -> Result<(), Answer> {
    let Some(chat) = talks.chat(chat) else { return Err(problem(404, "chat not found")) };
    if chat.sort == ChatSort::Support {
        return Ok(());
    }
    paid(talks)?;
    if chat.closed || chat.sort == ChatSort::Notification {
        return Err(problem(400, "chat is closed"));
    }
    let order = chat.order.as_ref().and_then(|number| talks.orders.get(number));
    let own = order.is_some_and(|order| order.own_stock && (order.stage != OrderStage::Delivered || now.since_ms(order.moved_at) <= AFTER_DELIVERY_MS));
    if own || chat.heard_at().is_some_and(|heard| now.since_ms(heard) <= REPLY_WINDOW_MS) {
        return Ok(());
    }
    Err(problem(400, "more than 48 hours have passed since the last message of the buyer"))
}

fn message(world: &World<Talks>, asked: &Value, faults: &[Fault]) -> Answer {
    let said = |name: &str| asked.get(name).and_then(Value::as_str).unwrap_or_default();
    let (chat, text) = (said("chat_id"), said("text"));
    if text.trim().is_empty() || text.chars().count() > MOST_CHARS {
        return problem(400, "text: value length must be between 1 and 1000 runes");
    }
    world.change(|talks, now| match may_write(talks, chat, now) {
        Ok(()) => {
            talks.accept(chat, Draft::words(Speaker::Seller, text), faults, now);
            Answer::json(200, json!({"result": "success"}))
        }
        Err(refusal) => refusal,
    })
}

fn file(world: &World<Talks>, asked: &Value, faults: &[Fault]) -> Answer {
    let said = |name: &str| asked.get(name).and_then(Value::as_str).unwrap_or_default();
    let (chat, name) = (said("chat_id"), said("name"));
    let Some(bytes) = STANDARD.decode(said("base64_content")).ok().filter(|bytes| !bytes.is_empty()) else {
        return problem(400, "base64_content: invalid value");
    };
    if !name.contains('.') {
        return problem(400, "name: must have an extension");
    }
    world.change(|talks, now| match may_write(talks, chat, now) {
        Ok(()) => {
            let attach = Attach { name: name.to_owned(), media_type: type_of_name(name).to_owned(), bytes, moderation: Moderation::Passed };
            let files = vec![talks.store_file(&attach, now)];
            talks.accept(chat, Draft { files, ..Draft::words(Speaker::Seller, "") }, faults, now);
            Answer::json(200, json!({"result": "success"}))
        }
        Err(refusal) => refusal,
    })
}

fn read(world: &World<Talks>, asked: &Value) -> Answer {
    let chat = asked.get("chat_id").and_then(Value::as_str).unwrap_or_default();
    let up_to = match asked.get("from_message_id") {
        None => None,
        Some(id) => match id.as_u64() {
            Some(id) => Some(id.to_string()),
            None => return problem(400, "from_message_id: value must be uint64"),
        },
    };
    world.change(|talks, now| {
        if let Err(refusal) = paid(talks) {
            return refusal;
        }
        if talks.chat(chat).is_none() {
            return problem(404, "chat not found");
        }
        talks.read(chat, up_to.as_deref(), now);
        Answer::json(200, json!({"unread_count": talks.chat(chat).map_or(0, |chat| chat.unread().count())}))
    })
}
