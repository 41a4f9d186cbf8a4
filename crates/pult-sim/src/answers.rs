//! What each method answers.

use std::sync::Arc;

use axum::extract::{FromRequest as _, Multipart, Request};
use pult_domain::AtMs;
use serde_json::{Value, json};

use crate::faults::Fault;
use crate::moment::iso;
use crate::shop::{Attach, Draft, Later, Moderation, Oddity, Sender, Shop};
use crate::wire::{self, Answer, Body};
use crate::world::World;

/// Longest reply in characters (communications.yaml, 2026-07).
pub const MOST_CHARS: usize = 1_000;
/// Longest signature in characters (the same).
pub const LONGEST_SIGN: usize = 255;
/// Largest file in bytes (the same).
pub const LARGEST_FILE: usize = 5 << 20;
/// Largest sum of files in bytes (the same).
pub const LARGEST_FILES: usize = 30 << 20;
/// An hour, in milliseconds: how far `BackwardsCursor` goes back.
const BACKWARDS_MS: i64 = 3_600_000;

pub(crate) fn chats(world: &World<Shop>, faults: &[Fault]) -> Answer {
    if faults.contains(&Fault::EmptyChatList) {
        return Answer::json(200, json!({"result": [], "errors": null}));
    }
    Answer::json(200, world.look(wire::chat_list))
}

/// The `next` of a query: absent, a number, or wrong as the documents say.
fn next_of(query: Option<&str>) -> Result<Option<AtMs>, &'static str> {
    let Some(value) = query.and_then(|query| query.split('&').find_map(|pair| pair.strip_prefix("next="))) else { return Ok(None) };
    match value.parse::<i64>() {
        Err(_) => Err("Invalid number"),
        Ok(number) if number <= 0 => Err("Invalid value for \"next\""),
        Ok(number) => Ok(Some(AtMs(number))),
    }
}

pub(crate) fn events(world: &World<Shop>, query: Option<&str>, faults: &[Fault]) -> Answer {
    let after = match next_of(query) {
        Ok(after) => after,
        Err(detail) => return Answer::chats(400, "Bad Request", detail, &world.request_id()),
    };
    let size = faults.iter().find_map(|fault| if let Fault::HugePage { events } = fault { Some(*events) } else { None }).unwrap_or(world.page_size);
    world.serve(|shop, now| {
        faults.iter().for_each(|fault| inject(shop, fault, after, size, now));
        let page = shop.page(after, size, now);
        let (order, next) = order(shop, faults, page.events, page.next);
        shop.give_out(next, now);
        for place in &order {
            if let Some(event) = shop.feed.get_mut(*place) {
                event.served = event.served.saturating_add(1);
            }
        }
        Answer::json(200, batch(shop, &order, cursor(faults, after, next)))
    })
}

/// Faults that put an event into the feed for good: beside the last event of the page about to be
/// served, or at the end of the feed.
fn inject(shop: &mut Shop, fault: &Fault, after: Option<AtMs>, size: usize, now: AtMs) {
    let (text, oddity) = match fault {
        Fault::UnknownEventKind => ("", Oddity::UnknownKind),
        Fault::LoneSurrogate => ("Спасибо вам ", Oddity::LoneSurrogate),
        Fault::NulInText => ("до\0после", Oddity::None),
        _ => return,
    };
    let page = shop.page(after, size, now);
    let beside = page.events.last().and_then(|last| shop.feed.get(last)).map(|event| (event.chat.clone(), event.at));
    let Some(chat) = beside.as_ref().map(|(chat, _)| chat.clone()).or_else(|| shop.feed.last().map(|event| event.chat.clone())) else { return };
    let draft = Draft { chat, sender: Sender::Client, source: "android".to_owned(), text: text.to_owned(), files: Vec::new(), oddity };
    match beside {
        Some((_, at)) => shop.place(draft, at),
        None => shop.write(draft, now),
    };
}

/// Which events go out, in which order, and the true cursor after them.
fn order(shop: &Shop, faults: &[Fault], range: std::ops::Range<usize>, next: AtMs) -> (Vec<usize>, AtMs) {
    let mut list: Vec<usize> = range.clone().collect();
    let mut next = next;
    for fault in faults {
        match fault {
            Fault::DuplicateEvents => {
                let again = range.start.saturating_sub(3)..range.start;
                list = again.chain(list.iter().flat_map(|place| [*place, *place])).collect();
            }
            Fault::ReorderEvents => list.reverse(),
            Fault::ReorderAcrossPages if range.end < shop.feed.len() => {
                let ahead = range.end..range.end.saturating_add(5).min(shop.feed.len());
                list = ahead.rev().chain(list).collect();
            }
            Fault::ReorderAcrossPages => {
                if let (Some(first), Some(newest), true) = (shop.feed.get(range.start), list.last().copied(), list.len() > 1) {
                    next = AtMs((first.at.0 - 1).max(1));
                    list = vec![newest];
                }
            }
            _ => {}
        }
    }
    (list, next)
}

fn cursor(faults: &[Fault], after: Option<AtMs>, next: AtMs) -> Value {
    for fault in faults {
        match (fault, after) {
            (Fault::NullCursor, _) => return Value::Null,
            (Fault::RepeatCursor, Some(after)) => return json!(after.0),
            (Fault::BackwardsCursor, Some(after)) => return json!((after.0 - BACKWARDS_MS).max(1)),
            // Asked from the beginning, the earliest thing that can be repeated is the beginning.
            (Fault::RepeatCursor | Fault::BackwardsCursor, None) => return json!(1),
            _ => {}
        }
    }
    json!(next.0)
}

fn batch(shop: &Shop, order: &[usize], next: Value) -> Value {
    let events: Vec<_> = order.iter().filter_map(|place| shop.feed.get(*place)).collect();
    let mut result = json!({"next": next, "totalEvents": events.len()});
    if let Some(result) = result.as_object_mut() {
        let (oldest, newest) = (events.iter().map(|event| event.at).min(), events.iter().map(|event| event.at).max());
        // What an empty batch says here is not documented; absent fields are the plainest reading.
        if let (Some(oldest), Some(newest)) = (oldest, newest) {
            result.insert("newestEventTime".to_owned(), json!(iso(newest)));
            result.insert("oldestEventTime".to_owned(), json!(iso(oldest)));
        }
        result.insert("events".to_owned(), events.iter().map(|event| wire::event(shop, event)).collect());
    }
    json!({"result": result, "errors": null})
}

/// The form of a reply.
#[derive(Debug, Default)]
struct Form {
    sign: String,
    text: String,
    files: Vec<Attach>,
}

async fn form(request: Request) -> Result<Form, &'static str> {
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| "Invalid request body")?;
    let mut form = Form::default();
    while let Some(part) = parts.next_field().await.map_err(|_| "Invalid request body")? {
        let (name, file_name) = (part.name().unwrap_or_default().to_owned(), part.file_name().unwrap_or("file").to_owned());
        let media_type = part.content_type().unwrap_or("application/octet-stream").to_owned();
        let bytes = part.bytes().await.map_err(|_| "Invalid request body")?.to_vec();
        match name.as_str() {
            "replySign" => form.sign = String::from_utf8(bytes).map_err(|_| "Invalid signature")?,
            "message" => form.text = String::from_utf8(bytes).map_err(|_| "Invalid value for \"message\"")?,
            "file" => form.files.push(Attach { name: file_name, media_type, bytes, moderation: Moderation::Passed }),
            _ => {}
        }
    }
    Ok(form)
}

fn faulty_file(files: &[Attach], request: &str) -> Option<String> {
    let prefix: String = request.chars().take(11).collect::<String>().to_uppercase();
    for file in files {
        if !["image/jpeg", "image/png", "application/pdf"].contains(&file.media_type.as_str()) {
            return Some(format!("{prefix}: \"{}\" has unsupported mime type", file.name));
        }
        if file.bytes.len() > LARGEST_FILE {
            return Some(format!("{prefix}: attachment too big. Max size: 5MiB"));
        }
    }
    (files.iter().map(|file| file.bytes.len()).sum::<usize>() > LARGEST_FILES).then(|| format!("{prefix}: attachments too big. Max size: 30MiB"))
}

pub(crate) async fn message(world: &Arc<World<Shop>>, request: Request, faults: &[Fault]) -> Answer {
    let id = world.request_id();
    let refuse = |detail: &str| Answer::chats(400, "Bad Request", detail, &id).into_problem();
    let form = match form(request).await {
        Ok(form) => form,
        Err(detail) => return refuse(detail),
    };
    let file_problem = faulty_file(&form.files, &id);
    world.change(|shop, now| {
        let signed = (form.sign.chars().count() <= LONGEST_SIGN).then(|| shop.signed(&form.sign).map(|chat| chat.id.clone())).flatten();
        let Some(chat) = signed else { return refuse("Invalid signature") };
        if faults.contains(&Fault::RejectSignature) {
            turn_sign(shop, &chat);
            return refuse("Invalid signature");
        }
        let empty = form.text.trim().is_empty() && form.files.is_empty();
        if empty || form.text.chars().count() > MOST_CHARS {
            return refuse("Invalid value for \"message\"");
        }
        if let Some(problem) = &file_problem {
            return refuse(problem);
        }
        let answered_at = accept(shop, &chat, form, faults, now);
        let sign = faults.contains(&Fault::NewSignature).then(|| {
            turn_sign(shop, &chat);
            shop.sign(&chat, shop.chat(&chat).map_or(0, |chat| chat.sign_no))
        });
        let errors: &[&str] = if faults.contains(&Fault::FileErrors) { &["4A9F2544E29: file is not available"] } else { &[] };
        Answer::json(200, wire::sent(answered_at, &chat, sign, errors))
    })
}

pub(crate) fn turn_sign(shop: &mut Shop, chat: &str) {
    if let Some(chat) = shop.chat_mut(chat) {
        chat.sign_no += 1;
    }
}

/// Takes a reply in: at once, or as the faults say. Returns the time the answer tells.
fn accept(shop: &mut Shop, chat: &str, form: Form, faults: &[Fault], now: AtMs) -> AtMs {
    let files = form.files.iter().map(|file| shop.store_file(file, now)).collect();
    let draft = Draft { chat: chat.to_owned(), sender: Sender::Seller, source: "seller-public-api".to_owned(), text: form.text, files, oddity: Oddity::None };
    for fault in faults {
        match fault {
            Fault::AcceptLate { ms } => {
                shop.later.push(Later { due: now.plus_ms(*ms), delivers: true, draft });
                return now;
            }
            Fault::EchoLate { ms } => {
                shop.note_delivery(&draft, now);
                shop.later.push(Later { due: now.plus_ms(*ms), delivers: false, draft });
                return now;
            }
            _ => {}
        }
    }
    shop.deliver(draft, now).at
}

pub(crate) fn download(world: &World<Shop>, path: &str) -> Answer {
    let id = path.rsplit('/').next().unwrap_or_default();
    let now = world.now();
    let Some(file) = world.look(|shop| shop.files.get(id).cloned()) else {
        return Answer::chats(400, "invalid fileID", "invalid fileID", &world.request_id());
    };
    let media_type = match file.media_type.as_str() {
        "image/png" => "image/png",
        "image/jpeg" => "image/jpeg",
        "application/pdf" => "application/pdf",
        _ => "application/octet-stream",
    };
    match file.moderation {
        Moderation::Failed => Answer::chats(451, "Unavailable for Legal Reasons", "moderation error", &world.request_id()).into_problem(),
        Moderation::Until(ready) if now < ready => {
            Answer::json(202, json!({"moderationState": "pending", "retrySeconds": (ready.since_ms(now) + 999) / 1_000}))
        }
        Moderation::Passed | Moderation::Until(_) => Answer { status: 200, media_type, headers: Vec::new(), body: Body::Bytes(file.bytes) },
    }
}

/// Cards by article: `settings.filter.textSearch`, `settings.cursor`.
pub(crate) async fn cards(world: &Arc<World<Shop>>, request: Request) -> Answer {
    let bytes = axum::body::to_bytes(request.into_body(), 1 << 20).await.unwrap_or_default();
    let Ok(asked) = serde_json::from_slice::<Value>(&bytes) else {
        return Answer {
            status: 400,
            media_type: "text/plain; charset=utf-8",
            headers: Vec::new(),
            body: Body::Bytes(b"Request body can not be decoded".to_vec()),
        };
    };
    let words = asked.pointer("/settings/filter/textSearch").and_then(Value::as_str).unwrap_or_default().to_lowercase();
    let limit = asked.pointer("/settings/cursor/limit").and_then(Value::as_u64).unwrap_or(100).clamp(1, 100);
    let from = asked.pointer("/settings/cursor/nmID").and_then(Value::as_i64).unwrap_or(i64::MIN);
    let now = iso(world.now());
    let found: Vec<(i64, String)> = world.look(|shop| {
        let fits = |nm: i64, title: &str| words.is_empty() || nm.to_string() == words || title.to_lowercase().contains(&words);
        let cards = shop.cards.iter().filter(|(nm, title)| **nm > from && fits(**nm, title));
        cards.take(usize::try_from(limit).unwrap_or(100)).map(|(nm, title)| (*nm, title.clone())).collect()
    });
    let list: Vec<Value> = found
        .iter()
        .map(|(nm, title)| {
            json!({
                "nmID": nm, "imtID": nm + 1_000_000, "nmUUID": crate::dice::uuid(nm.unsigned_abs()), "subjectID": 1145, "subjectName": "Посуда",
                "vendorCode": format!("kb-{nm}"), "brand": "Глина и быт", "title": title, "description": title, "needKiz": false,
                "photos": [], "dimensions": {"length": 20, "width": 20, "height": 15, "weightBrutto": 0.9, "isValid": true},
                "characteristics": [], "sizes": [{"chrtID": nm + 7, "techSize": "0", "skus": [format!("20{nm}")]}],
                "createdAt": "2025-02-01T09:00:00Z", "updatedAt": now,
            })
        })
        .collect();
    let last = found.last().map_or(0, |(nm, _)| *nm);
    Answer::json(200, json!({"cards": list, "cursor": {"updatedAt": now, "nmID": last, "total": list.len()}}))
}

pub(crate) fn seller_info(world: &World<Shop>) -> Answer {
    let seller = world.look(|shop| shop.seller.clone());
    Answer::json(200, json!({"name": seller.name, "sid": seller.sid, "tin": "1234567890", "tradeMark": seller.trade_mark}))
}

pub(crate) fn ping(world: &World<Shop>) -> Answer {
    Answer::json(200, json!({"TS": iso(world.now()), "Status": "OK"}))
}
