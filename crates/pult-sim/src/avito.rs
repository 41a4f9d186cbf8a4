//! Avito's face: `avito/messenger.json`, `auth.json` and `context.json` of April 2026, with FACTS 4 for
//! what integrators saw.
//!
//! Times are whole seconds. Half of the chats answer their messages as the bare array of the document,
//! the other half as the object that integrators get. An expired token is refused with 403, as the
//! document says, and an unknown one with 401. The addresses of pictures and voices ask for no token.

use std::sync::Arc;

use axum::extract::Request;
use axum::http::header;
use pult_domain::AtMs;
use serde_json::{Value, json};

use crate::dice;
use crate::endpoint::Endpoint;
use crate::faults::Fault;
use crate::talk::key::{Refusal, SESSION_MS, Session, allows};
use crate::talk::say::{asked, bytes_of, dot, file_of, inject, json_of, unescaped};
use crate::talk::{Chat, ChatSort, Draft, Line, Plan, Shared, Speaker, Talks};
use crate::wire::Answer;
use crate::world::World;

mod content;
mod goods;

/// Longest reply in characters (messenger.json).
const MOST_CHARS: usize = 1_000;
/// Largest picture in bytes: 24 MB (the same).
const LARGEST_PICTURE: usize = 24 << 20;
/// For how long an own message may be taken back, in milliseconds: an hour (the same).
const DELETE_WITHIN_MS: i64 = 3_600_000;
/// For how long the address of a voice is good, in milliseconds: an hour (the same).
const VOICE_MS: i64 = 3_600_000;
/// Entries of a page at most, and by default; and how far an offset reaches (the same).
const MOST_LIMIT: usize = 100;
const MOST_OFFSET: usize = 1_000;

/// A path below `/messenger/vN/accounts/{user}/`: the version, the user and the rest in its parts.
fn messenger(path: &str) -> Option<(&str, &str, Vec<String>)> {
    let (version, rest) = path.strip_prefix("/messenger/")?.split_once("/accounts/")?;
    let mut parts = rest.split('/');
    let user = parts.next()?;
    Some((version, user, parts.map(unescaped).collect()))
}

pub(crate) fn endpoint(method: &str, path: &str) -> Endpoint {
    if let Some((version, _, parts)) = messenger(path) {
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        return match (method, version, parts.as_slice()) {
            ("GET", "v2", ["chats"] | ["chats", _]) => Endpoint::Chats,
            ("GET", "v3", ["chats", _, "messages", ""]) => Endpoint::Events,
            ("POST", "v1", ["chats", _, "messages"]) => Endpoint::Message,
            ("POST", "v1", ["chats", _, "messages", "image"]) => Endpoint::File,
            ("POST", "v1", ["chats", _, "messages", _]) => Endpoint::Delete,
            ("POST", "v1", ["chats", _, "read"]) => Endpoint::Read,
            ("POST", "v1", ["uploadImages"]) => Endpoint::Upload,
            ("GET", "v1", ["getVoiceFiles"]) => Endpoint::Voices,
            _ => Endpoint::Unknown,
        };
    }
    match (method, path) {
        ("POST", "/token") => Endpoint::Key,
        ("GET", "/core/v1/accounts/self") => Endpoint::SellerInfo,
        ("GET", "/order-management/1/orders") => Endpoint::Orders,
        ("GET", path) if path == "/core/v1/items" || (path.starts_with("/core/v1/accounts/") && path.contains("/items/")) => Endpoint::Cards,
        ("GET", path) if ["/image/", "/voice/", "/picture/"].iter().any(|room| path.starts_with(room)) => Endpoint::Download,
        _ => Endpoint::Unknown,
    }
}

pub(crate) fn problem(status: u16, message: &str) -> Answer {
    Answer::json(status, json!({"error": {"code": status, "message": message}}))
}

pub(crate) async fn answer(world: &Arc<World<Talks>>, endpoint: Endpoint, faults: &[Fault], request: Request) -> Answer {
    let (path, query) = (request.uri().path().to_owned(), request.uri().query().map(str::to_owned));
    match endpoint {
        Endpoint::Key => return token(world, request).await,
        Endpoint::Download => return download(world, &path, query.as_deref()),
        _ => {}
    }
    let said = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).and_then(|value| value.strip_prefix("Bearer "));
    if let Err(refusal) = admit(world, endpoint, said, &path) {
        return refusal;
    }
    let parts = messenger(&path).map(|(_, _, parts)| parts).unwrap_or_default();
    let chat = parts.get(1).cloned().unwrap_or_default();
    match endpoint {
        Endpoint::Chats if parts.len() == 2 => one_chat(world, &chat),
        Endpoint::Chats => chats(world, query.as_deref(), faults),
        Endpoint::Events => messages(world, &chat, query.as_deref(), faults),
        Endpoint::Message => message(world, &chat, json_of(request).await, faults),
        Endpoint::Upload => upload(world, request).await,
        Endpoint::File => image(world, &chat, json_of(request).await, faults),
        Endpoint::Delete => delete(world, &chat, parts.get(3).map(String::as_str).unwrap_or_default()),
        Endpoint::Read => read(world, &chat),
        Endpoint::Voices => voices(world, query.as_deref()),
        Endpoint::SellerInfo => goods::own_account(world),
        Endpoint::Cards => goods::items(world, &path, query.as_deref()),
        Endpoint::Orders => goods::orders(world, query.as_deref()),
        _ => problem(404, "not found"),
    }
}

/// `client_credentials` only: the other two grants belong to partners' programs.
async fn token(world: &World<Talks>, request: Request) -> Answer {
    let bytes = axum::body::to_bytes(request.into_body(), 1 << 16).await.unwrap_or_default();
    let form = String::from_utf8_lossy(&bytes).into_owned();
    let said = |name: &str| asked(Some(&form), name).unwrap_or_default();
    if said("grant_type") != "client_credentials" {
        return problem(400, "unsupported grant_type");
    }
    world.change(|talks, now| {
        let own = talks.client_id().unwrap_or_default() == said("client_id");
        match talks.known(Some(&said("client_secret")), now) {
            Ok(_) if own => {}
            _ => return problem(401, "invalid client credentials"),
        }
        let token = dice::hex(talks.number(), 22);
        talks.sessions.push(Session { token: token.clone(), key: said("client_secret"), expires_at: now.plus_ms(SESSION_MS) });
        Answer::json(200, json!({"access_token": token, "expires_in": SESSION_MS / 1_000, "token_type": "Bearer"}))
    })
}

fn admit(world: &World<Talks>, endpoint: Endpoint, token: Option<&str>, path: &str) -> Result<(), Answer> {
    let now = world.now();
    world.look(|talks| {
        let session = talks.sessions.iter().find(|session| Some(session.token.as_str()) == token).ok_or_else(|| problem(401, "invalid access token"))?;
        if now >= session.expires_at {
            return Err(problem(403, "access token expired"));
        }
        let key = talks.known(Some(&session.key), now).map_err(|_| problem(401, "invalid access token"))?;
        allows(key, endpoint).map_err(|refusal| match refusal {
            Refusal::NoRight => problem(403, "insufficient scope"),
            _ => problem(401, "invalid access token"),
        })?;
        let Some((_, user, _)) = messenger(path) else { return Ok(()) };
        if user != talks.own_number().to_string() {
            return Err(problem(403, "access to another account is denied"));
        }
        if talks.plan == Plan::Enough { Ok(()) } else { Err(problem(402, "messenger API is not included in the subscription")) }
    })
}

fn download(world: &World<Talks>, path: &str, query: Option<&str>) -> Answer {
    let now = world.now();
    let mut parts = path.trim_start_matches('/').split('/');
    let (room, name) = (parts.next().unwrap_or_default(), parts.next_back().unwrap_or_default());
    let id = name.split('.').next().unwrap_or_default();
    match room {
        "picture" => dot(),
        "voice" => {
            let until = asked(query, "until").and_then(|until| until.parse::<i64>().ok()).unwrap_or(0);
            if now.0 >= until { problem(403, "link expired") } else { world.look(|talks| bytes_of(talks.files.get(id), now)) }
        }
        _ => world.look(|talks| bytes_of(talks.files.get(id), now)),
    }
}

/// `limit` and `offset` within their documented bounds.
fn window(query: Option<&str>) -> Option<(usize, usize)> {
    let number = |name: &str, usual: usize| asked(query, name).map_or(Some(usual), |said| said.parse::<usize>().ok());
    let limit = number("limit", MOST_LIMIT).filter(|limit| (1..=MOST_LIMIT).contains(limit))?;
    let offset = number("offset", 0).filter(|offset| *offset <= MOST_OFFSET)?;
    Some((limit, offset))
}

/// A limit is kept to the letter here: nothing else tells a client that a page was the last.
fn sized(limit: usize, faults: &[Fault]) -> usize {
    faults.iter().find_map(|fault| if let Fault::HugePage { events } = fault { Some(*events) } else { None }).unwrap_or(limit)
}

fn chats(world: &World<Talks>, query: Option<&str>, faults: &[Fault]) -> Answer {
    let Some((limit, offset)) = window(query) else { return problem(400, "limit must be 1..100, offset 0..1000") };
    let types = asked(query, "chat_types").unwrap_or_else(|| "u2i".to_owned());
    let types: Vec<&str> = types.split(',').collect();
    if !types.iter().all(|one| ["u2i", "u2u", "a2u"].contains(one)) {
        return problem(400, "unknown chat type");
    }
    let unread_only = asked(query, "unread_only").is_some_and(|said| said == "true");
    // The same page again, whatever was asked: there is no other cursor to repeat.
    let offset = if faults.contains(&Fault::RepeatCursor) { 0 } else { offset };
    world.look(|talks| {
        let mut listed = talks.listed();
        listed.retain(|chat| types.iter().any(|one| chat.id.starts_with(one)) && (!unread_only || chat.unread().next().is_some()));
        if faults.contains(&Fault::EmptyChatList) {
            listed.clear();
        }
        let mut page: Vec<Value> = listed.into_iter().skip(offset).take(sized(limit, faults)).map(|chat| row(world, talks, chat)).collect();
        if let (true, Some(first)) = (faults.contains(&Fault::UnknownEventKind), page.first_mut().and_then(|row| row.get_mut("context"))) {
            *first = json!({"type": "vacancy_reply", "value": {"id": "нет"}});
        }
        Answer::json(200, json!({"chats": page}))
    })
}

fn one_chat(world: &World<Talks>, id: &str) -> Answer {
    world.look(|talks| talks.chat(id).map_or_else(|| problem(404, "chat not found"), |chat| Answer::json(200, row(world, talks, chat))))
}

fn seconds(talks: &Talks, at: AtMs) -> i64 {
    talks.told(at).0.div_euclid(1_000)
}

/// The buyer's number: hashed, says the document, and beyond 2^31.
fn buyer(chat: &Chat) -> u64 {
    4_000_000_000 + dice::number_of(&chat.id) % 1_000_000_000
}

fn row(world: &World<Talks>, talks: &Talks, chat: &Chat) -> Value {
    let user = |id: u64, name: &str| {
        let profile = json!({"user_id": id, "item_id": chat.item.as_ref().map_or(0, |item| item.nm_id), "url": format!("https://www.avito.ru/user/{id}/profile"),
            "avatar": {"default": format!("{}/picture/avatar.png", world.base_url), "images": {}}});
        json!({"id": id, "name": name, "public_user_profile": profile})
    };
    let mut row = json!({
        "id": chat.id, "created": seconds(talks, chat.opened_at), "updated": seconds(talks, chat.touched_at),
        "users": [user(buyer(chat), &chat.name), user(talks.own_number(), &talks.trade_mark)],
    });
    let Some(fields) = row.as_object_mut() else { return row };
    if let Some(item) = chat.item.as_ref().filter(|_| chat.sort != ChatSort::Direct) {
        fields.insert(
            "context".to_owned(),
            json!({"type": "item", "value": {
                "id": item.nm_id, "title": item.title, "price_string": content::price(item), "status_id": 10, "user_id": talks.own_number(),
                "url": content::page_of(item), "images": {"count": 1, "main": {"140x105": format!("{}/picture/{}.png", world.base_url, item.nm_id)}},
            }}),
        );
    }
    if let Some(last) = in_order(chat).last() {
        fields.insert("last_message".to_owned(), content::told(world, talks, chat, last, false));
    }
    row
}

/// By their times: a history knows no other order.
fn in_order(chat: &Chat) -> Vec<&Line> {
    let mut lines: Vec<&Line> = chat.lines.iter().collect();
    lines.sort_by_key(|line| line.at);
    lines
}

fn messages(world: &World<Talks>, id: &str, query: Option<&str>, faults: &[Fault]) -> Answer {
    let Some((limit, offset)) = window(query) else { return problem(400, "limit must be 1..100, offset 0..1000") };
    world.serve(|talks, now| {
        if talks.chat(id).is_none() {
            return problem(404, "chat not found");
        }
        inject(talks, id, faults, now);
        let Some(chat) = talks.chat(id).cloned() else { return problem(404, "chat not found") };
        if let Some(status) = chat.refuses {
            return problem(status, "history is unavailable");
        }
        let newest_first: Vec<Line> = in_order(&chat).into_iter().rev().cloned().collect();
        let offset = if faults.contains(&Fault::RepeatCursor) { 0 } else { offset };
        let page: Vec<Line> = newest_first.iter().skip(offset).take(sized(limit, faults)).cloned().collect();
        talks.serve_lines(id, &page);
        let list: Vec<Value> = page.iter().map(|line| content::told(world, talks, &chat, line, true)).collect();
        if dice::number_of(id).is_multiple_of(2) {
            return Answer::json(200, Value::Array(list));
        }
        Answer::json(200, json!({"messages": list, "meta": {"has_more": offset + page.len() < newest_first.len()}}))
    })
}

fn message(world: &World<Talks>, id: &str, body: Option<Value>, faults: &[Fault]) -> Answer {
    let body = body.unwrap_or_default();
    let text = body.pointer("/message/text").and_then(Value::as_str).unwrap_or_default();
    if body.get("type").and_then(Value::as_str) != Some("text") || text.is_empty() || text.chars().count() > MOST_CHARS {
        return problem(400, "message.text must have 1..1000 characters, type must be text");
    }
    sent(world, id, Draft::words(Speaker::Seller, text), faults)
}

/// Takes a reply in and answers with the message it became.
fn sent(world: &World<Talks>, id: &str, draft: Draft, faults: &[Fault]) -> Answer {
    world.change(|talks, now| {
        let Some(chat) = talks.chat(id).cloned() else { return problem(404, "chat not found") };
        if chat.closed {
            return problem(403, "chat is blocked");
        }
        let line = talks.accept(id, draft, faults, now);
        let mut told = content::told(world, talks, &chat, &line, false);
        if faults.contains(&Fault::MissingFields)
            && let Some(told) = told.as_object_mut()
        {
            told.remove("id");
        }
        Answer::json(200, told)
    })
}

async fn upload(world: &World<Talks>, request: Request) -> Answer {
    let Some(attach) = file_of(request, "uploadfile[]").await else { return problem(400, "uploadfile[] is required") };
    let known = ["image/jpeg", "image/heic", "image/gif", "image/bmp", "image/png"];
    if !known.contains(&attach.media_type.as_str()) || attach.bytes.is_empty() || attach.bytes.len() > LARGEST_PICTURE {
        return problem(400, "only JPEG, HEIC, GIF, BMP and PNG of at most 24 MB");
    }
    let id = world.change(|talks, now| talks.store_file(&attach, now));
    let sizes = content::sizes(world, &id);
    Answer::json(200, json!({ id: sizes }))
}

fn image(world: &World<Talks>, id: &str, body: Option<Value>, faults: &[Fault]) -> Answer {
    let body = body.unwrap_or_default();
    let Some(image) = body.get("image_id").and_then(Value::as_str) else { return problem(400, "image_id is required") };
    if !world.look(|talks| talks.files.contains_key(image)) {
        return problem(400, "unknown image_id");
    }
    sent(world, id, Draft { files: vec![image.to_owned()], ..Draft::words(Speaker::Seller, "") }, faults)
}

fn delete(world: &World<Talks>, chat: &str, message: &str) -> Answer {
    world.change(|talks, now| {
        let line = talks.chat(chat).and_then(|chat| chat.lines.iter().find(|line| line.id == message)).cloned();
        match line {
            None => problem(404, "message not found"),
            Some(line) if line.who != Speaker::Seller => problem(403, "only own messages can be deleted"),
            Some(line) if now.since_ms(line.at) > DELETE_WITHIN_MS => problem(400, "message is older than an hour"),
            Some(_) => {
                talks.remove(chat, message, now);
                Answer::json(200, json!({}))
            }
        }
    })
}

fn read(world: &World<Talks>, chat: &str) -> Answer {
    world.change(|talks, now| {
        if talks.chat(chat).is_none() {
            return problem(404, "chat not found");
        }
        talks.read(chat, None, now);
        Answer::json(200, json!({"ok": true}))
    })
}

fn voices(world: &World<Talks>, query: Option<&str>) -> Answer {
    let Some(ids) = asked(query, "voice_ids").filter(|ids| !ids.is_empty()) else { return problem(400, "voice_ids is required") };
    let until = world.now().plus_ms(VOICE_MS).0;
    let found = world.look(|talks| {
        let known = ids.split(',').filter(|id| talks.files.contains_key(*id));
        known.map(|id| (id.to_owned(), json!(format!("{}/voice/{id}.mp4?until={until}", world.base_url)))).collect::<serde_json::Map<String, Value>>()
    });
    Answer::json(200, json!({"voices_urls": found}))
}

/// Whether a message is the shop's own.
fn is_own(line: &Line) -> bool {
    line.who == Speaker::Seller
}

/// The word for a message (`type`).
fn kind(talks: &Talks, line: &Line) -> &'static str {
    let picture = |id: &String| talks.files.get(id).is_some_and(|file| file.media_type.starts_with("image/"));
    match &line.what {
        Shared::Words if line.files.iter().any(picture) => "image",
        Shared::Words if !line.files.is_empty() => "file",
        Shared::Words if line.who == Speaker::Market => "system",
        Shared::Words => "text",
        Shared::Link { .. } => "link",
        Shared::Item { .. } => "item",
        Shared::Place { .. } => "location",
        Shared::MissedCall => "call",
        Shared::Voice => "voice",
        Shared::Bot => "system",
        Shared::Deleted => "deleted",
        Shared::Riddle => "sticker",
    }
}
