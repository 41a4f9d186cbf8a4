//! Answers as the documents show them.

use pult_domain::AtMs;
use serde_json::{Map, Value, json};

use crate::faults::Fault;
use crate::moment::iso;
use crate::shop::{Event, Item, Oddity, Sender, Shop};
use crate::spoil::{Shape, each_object, spoil};

/// Stands for half a surrogate pair until the JSON is text: such a thing cannot live in a `String`.
pub(crate) const HALF_PAIR: char = '\u{E0FE}';
/// How half a pair is spelled in JSON.
const HALF_PAIR_JSON: &str = "\\ud83d";

/// An answer before it leaves.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) media_type: &'static str,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Body,
}

#[derive(Debug)]
pub(crate) enum Body {
    Json(Value),
    Bytes(Vec<u8>),
}

impl Answer {
    pub(crate) fn json(status: u16, value: Value) -> Self {
        Self { status, media_type: "application/json", headers: Vec::new(), body: Body::Json(value) }
    }

    pub(crate) fn html(status: u16) -> Self {
        let page =
            "<!DOCTYPE html><html><head><title>Wildberries</title></head><body><h1>Что-то пошло не так</h1><p>Попробуйте обновить страницу</p></body></html>";
        Self { status, media_type: "text/html; charset=utf-8", headers: Vec::new(), body: Body::Bytes(page.as_bytes().to_vec()) }
    }

    /// The gateway's problem: 401, 403, 429, 5xx.
    pub(crate) fn gateway(status: u16, title: &str, detail: &str, request: &str, now: AtMs) -> Self {
        let value = json!({
            "title": title, "detail": detail, "code": format!("07e4668e-ac2242c5c8c5-[UK-{}]", request.chars().take(14).collect::<String>()),
            "requestId": request, "origin": "s2s-api-auth-catalog", "status": status, "statusText": status_text(status), "timestamp": iso(now),
        });
        Self { media_type: "application/problem+json", ..Self::json(status, value) }
    }

    /// The chat service's problem: 400 and 451. `/events` and `/download` say 400 as `application/json`,
    /// `/message` as `application/problem+json`.
    pub(crate) fn chats(status: u16, title: &str, detail: &str, request: &str) -> Self {
        Self::json(status, json!({"status": status, "title": title, "origin": "proxy-chats", "detail": detail, "requestId": request, "error": detail}))
    }

    pub(crate) fn into_problem(mut self) -> Self {
        self.media_type = "application/problem+json";
        self
    }

    pub(crate) fn header(mut self, name: &'static str, value: impl ToString) -> Self {
        self.headers.push((name, value.to_string()));
        self
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        match &self.body {
            Body::Json(value) => value.to_string().replace(HALF_PAIR, HALF_PAIR_JSON).into_bytes(),
            Body::Bytes(bytes) => bytes.clone(),
        }
    }
}

fn status_text(status: u16) -> String {
    axum::http::StatusCode::from_u16(status).ok().and_then(|code| code.canonical_reason()).unwrap_or("Unknown").to_owned()
}

fn good_card(item: &Item) -> Value {
    json!({"nmID": item.nm_id, "price": item.price, "priceCurrency": item.currency, "rid": item.rid, "size": item.size})
}

/// `ChatsResponse`, the chat that spoke last first.
pub(crate) fn chat_list(shop: &Shop) -> Value {
    let mut listed: Vec<_> = shop.chats.iter().filter(|chat| !chat.hidden).filter_map(|chat| chat.last.as_ref().map(|last| (chat, last))).collect();
    listed.sort_by_key(|(chat, (_, at))| (std::cmp::Reverse(*at), chat.id.clone()));
    let list: Vec<Value> = listed
        .into_iter()
        .map(|(chat, (text, at))| {
            let mut row = json!({
                "chatID": chat.id, "replySign": shop.sign(&chat.id, chat.sign_no), "clientName": chat.client_name,
                "lastMessage": {"text": text, "addTimestamp": at.0},
            });
            if let (Some(row), Some(item)) = (row.as_object_mut(), &chat.item) {
                row.insert("goodCard".to_owned(), good_card(item));
            }
            row
        })
        .collect();
    json!({"result": list, "errors": null})
}

/// One event of `EventsResult`.
pub(crate) fn event(shop: &Shop, event: &Event) -> Value {
    let chat = shop.chat(&event.chat);
    let mut out = Map::new();
    out.insert("chatID".to_owned(), json!(event.chat));
    out.insert("eventID".to_owned(), json!(event.id));
    out.insert("eventType".to_owned(), json!(if event.oddity == Oddity::UnknownKind { "reaction" } else { "message" }));
    if event.first {
        out.insert("isNewChat".to_owned(), json!(true));
        out.insert("replySign".to_owned(), json!(shop.sign(&event.chat, event.sign_no)));
    }
    match event.oddity {
        Oddity::NoMessage => {}
        Oddity::UnknownKind => {
            out.insert("reaction".to_owned(), json!({"emoji": "❤️", "toEventID": "55adee45-11f0-33b6-a847-6ccc7c78b2ec"}));
        }
        Oddity::None | Oddity::LoneSurrogate => {
            out.insert("message".to_owned(), message(shop, event));
        }
    }
    out.insert("source".to_owned(), json!(event.source));
    out.insert("addTimestamp".to_owned(), json!(event.at.0));
    out.insert("addTime".to_owned(), json!(iso(event.at)));
    out.insert("sender".to_owned(), json!(event.sender));
    if let (Sender::Client, Some(chat)) = (event.sender, chat) {
        out.insert("clientName".to_owned(), json!(chat.client_name));
    }
    Value::Object(out)
}

fn message(shop: &Shop, event: &Event) -> Value {
    let mut text = event.text.clone();
    if event.oddity == Oddity::LoneSurrogate {
        text.push(HALF_PAIR);
    }
    let mut attachments = Map::new();
    if let (true, Some(item)) = (event.first, shop.chat(&event.chat).and_then(|chat| chat.item.as_ref())) {
        attachments.insert("goodCard".to_owned(), good_card(item));
    }
    let (mut files, mut images) = (Vec::new(), Vec::new());
    for (id, file) in event.files.iter().filter_map(|id| shop.files.get(id).map(|file| (id, file))) {
        // An address that leads nowhere: what is shown must come through /download.
        let url = format!("https://chat-basket-01.wbbasket.invalid/vol0/part2345/{id}");
        if file.media_type.starts_with("image/") {
            images.push(json!({"date": iso(file.at), "downloadID": id, "url": url}));
        } else {
            files
                .push(json!({"contentType": file.media_type, "date": iso(file.at), "downloadID": id, "name": file.name, "url": url, "size": file.bytes.len()}));
        }
    }
    for (name, list) in [("files", files), ("images", images)] {
        if !list.is_empty() {
            attachments.insert(name.to_owned(), Value::Array(list));
        }
    }
    if attachments.is_empty() { json!({"text": text}) } else { json!({"attachments": attachments, "text": text}) }
}

/// The answer to a sent reply.
pub(crate) fn sent(at: AtMs, chat: &str, sign: Option<String>, errors: &[&str]) -> Value {
    let mut result = json!({"addTime": at.0, "chatID": chat});
    if let (Some(result), Some(sign)) = (result.as_object_mut(), sign) {
        result.insert("sign".to_owned(), json!(sign));
    }
    json!({"result": result, "errors": errors})
}

/// Where Wildberries' answers have their lists and their fields that may be missing. The page itself
/// is doubled and turned round in [`crate::answers`], which knows its neighbours.
const SHAPE: Shape = Shape {
    lists: &["/result/events"],
    turns: false,
    optional: &["source", "addTime", "clientName", "totalEvents", "newestEventTime", "oldestEventTime", "errors", "contentType", "date", "size"],
    numbers: &["addTimestamp", "nmID", "price"],
    broken: || json!({"eventType": "message", "addTimestamp": "скоро", "message": 7}),
};

/// Changes an answer's JSON as the faults say.
pub(crate) fn distort(value: &mut Value, faults: &[Fault]) {
    spoil(value, faults, &SHAPE);
    if faults.contains(&Fault::NullLists) {
        // Where pictures are there may be no files, and the other way round.
        each_object(value, &mut |object| {
            if object.contains_key("files") || object.contains_key("images") {
                for name in ["files", "images"] {
                    object.entry(name.to_owned()).or_insert(Value::Null);
                }
            }
        });
    }
}
