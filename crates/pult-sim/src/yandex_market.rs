//! Yandex Market's face: `partner-api.yaml` of July 2026.
//!
//! The order of chats and of messages is not stated, and here it is not the convenient one: chats come
//! in the order of their ids, a page of history now and then newest first. Where the documents say that
//! data for authorisation are "not given" (401) or "wrong, or access is denied" (403), that is kept.

use std::sync::Arc;

use axum::extract::Request;
use pult_domain::AtMs;
use serde_json::{Value, json};

use crate::dice;
use crate::endpoint::Endpoint;
use crate::faults::Fault;
use crate::moment::iso_ahead;
use crate::talk::key::{IssuedKey, KeyRight, Refusal, allows};
use crate::talk::say::{asked, bytes_of, dot, file_of, inject, json_of, next_place, page_size};
use crate::talk::{Chat, ChatSort, Draft, Line, Shared, Speaker, Talks};
use crate::wire::Answer;
use crate::world::World;

mod goods;

/// Longest reply in characters (partner-api.yaml, `maxLength`).
const MOST_CHARS: usize = 4_096;
/// Largest file in bytes (the same: "5 Мбайт").
const LARGEST_FILE: usize = 5 << 20;
/// What the examples' clock is ahead of UTC, in minutes.
const MOSCOW: i64 = 180;

pub(crate) fn endpoint(method: &str, path: &str) -> Endpoint {
    let of_business = path.strip_prefix("/v2/businesses/").and_then(|rest| rest.split_once('/')).map(|(_, rest)| rest);
    match (method, of_business) {
        ("POST", Some("chats")) | ("GET", Some("chat")) => Endpoint::Chats,
        ("POST", Some("chats/history")) | ("GET", Some("chats/message")) => Endpoint::Events,
        ("POST", Some("chats/message")) => Endpoint::Message,
        ("POST", Some("chats/file/send")) => Endpoint::File,
        ("POST", Some("offer-mappings")) => Endpoint::Cards,
        ("POST", None) if path == "/v2/auth/token" => Endpoint::Key,
        ("GET", None) if path == "/v2/campaigns" => Endpoint::SellerInfo,
        ("GET", None) if path.starts_with("/v2/campaigns/") && path.contains("/orders/") => Endpoint::Orders,
        ("POST", None) if path.starts_with("/v1/businesses/") && path.ends_with("/orders") => Endpoint::Orders,
        ("GET", None) if path.starts_with("/files/") || path.starts_with("/picture/") => Endpoint::Download,
        _ => Endpoint::Unknown,
    }
}

pub(crate) fn problem(status: u16, code: &str, message: &str) -> Answer {
    Answer::json(status, json!({"status": "ERROR", "errors": [{"code": code, "message": message}]}))
}

/// The Market has a status of its own for this.
pub(crate) fn too_many(message: &str) -> Answer {
    problem(420, "ENHANCE_YOUR_CALM", message)
}

fn bad(message: &str) -> Answer {
    problem(400, "BAD_REQUEST", message)
}

pub(crate) async fn answer(world: &Arc<World<Talks>>, endpoint: Endpoint, faults: &[Fault], request: Request) -> Answer {
    let (path, query) = (request.uri().path().to_owned(), request.uri().query().map(str::to_owned));
    if endpoint == Endpoint::Download {
        return download(world, &path);
    }
    let key = request.headers().get("api-key").and_then(|value| value.to_str().ok()).map(str::to_owned);
    let key = match admit(world, endpoint, key.as_deref(), &path) {
        Ok(key) => key,
        Err(refusal) => return refusal,
    };
    match endpoint {
        Endpoint::Key => return scopes(&key),
        Endpoint::SellerInfo => return goods::campaigns(world),
        Endpoint::File => return file(world, query.as_deref(), faults, request).await,
        _ => {}
    }
    let get = request.method() == axum::http::Method::GET;
    let Some(body) = json_of(request).await else { return bad("Request body is not valid JSON") };
    match endpoint {
        Endpoint::Chats if get => one_chat(world, query.as_deref()),
        Endpoint::Chats => chats(world, query.as_deref(), &body, faults),
        Endpoint::Events if get => one_message(world, query.as_deref()),
        Endpoint::Events => history(world, query.as_deref(), &body, faults),
        Endpoint::Message => message(world, query.as_deref(), &body, faults),
        Endpoint::Cards => goods::offers(world, &body),
        Endpoint::Orders => goods::orders(world, &path, &body),
        _ => problem(404, "NOT_FOUND", "No such resource"),
    }
}

/// The key is looked at, then the number in the path: another's business is not to be entered, and
/// neither is a campaign's number where a business is asked for.
fn admit(world: &World<Talks>, endpoint: Endpoint, key: Option<&str>, path: &str) -> Result<IssuedKey, Answer> {
    let now = world.now();
    let mut parts = path.split('/').skip(2);
    let (room, number) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let outcome = world.look(|talks| {
        let known = talks.known(key, now)?;
        let own = match room {
            "businesses" => number == talks.own_number().to_string(),
            "campaigns" if !number.is_empty() => number == talks.campaign_number().to_string(),
            _ => true,
        };
        if !own {
            return Err(Refusal::NoRight);
        }
        allows(known, endpoint).map(|()| known.clone())
    });
    outcome.map_err(|refusal| match refusal {
        Refusal::NoKey => problem(401, "UNAUTHORIZED", "Authorization data is not specified"),
        Refusal::Unknown | Refusal::Withdrawn | Refusal::Ended => problem(403, "FORBIDDEN", "Api-Key is invalid"),
        Refusal::NoRight => problem(403, "FORBIDDEN", "Access denied"),
    })
}

fn scopes(key: &IssuedKey) -> Answer {
    let has = |right: KeyRight| key.spec.rights.contains(&right);
    let mut scopes = Vec::new();
    if KeyRight::ALL.iter().all(|right| has(*right)) {
        scopes.push("ALL_METHODS");
    } else {
        if has(KeyRight::Write) {
            scopes.push("COMMUNICATION");
        } else if has(KeyRight::Chats) {
            // Reading alone exists only for everything at once.
            scopes.push("ALL_METHODS_READ_ONLY");
        }
        if has(KeyRight::Orders) {
            scopes.push("INVENTORY_AND_ORDER_PROCESSING_READ_ONLY");
        }
        if has(KeyRight::Items) {
            scopes.push("OFFERS_AND_CARDS_MANAGEMENT_READ_ONLY");
        }
    }
    if scopes.is_empty() {
        scopes.push("PRICING");
    }
    Answer::json(200, json!({"status": "OK", "result": {"apiKey": {"name": "Пульт", "authScopes": scopes}}}))
}

fn download(world: &World<Talks>, path: &str) -> Answer {
    if path.starts_with("/picture/") {
        return dot();
    }
    let id = path.trim_start_matches("/files/").split('/').next().unwrap_or_default();
    world.look(|talks| bytes_of(talks.files.get(id), world.now()))
}

fn at(talks: &Talks, at: AtMs) -> String {
    iso_ahead(talks.told(at), MOSCOW)
}

/// Whose turn it is (`ChatStatusType`).
fn status(chat: &Chat) -> &'static str {
    let people: Vec<Speaker> = chat.lines.iter().map(|line| line.who).filter(|who| matches!(who, Speaker::Buyer | Speaker::Seller)).collect();
    match people.last() {
        _ if chat.closed => "FINISHED",
        _ if chat.sort == ChatSort::Dispute => "WAITING_FOR_ARBITER",
        Some(Speaker::Seller) => "WAITING_FOR_CUSTOMER",
        Some(_) if people.contains(&Speaker::Seller) => "WAITING_FOR_PARTNER",
        Some(_) => "NEW",
        None => "WAITING_FOR_MARKET",
    }
}

fn kind(chat: &Chat) -> &'static str {
    if chat.sort == ChatSort::Dispute { "ARBITRAGE" } else { "CHAT" }
}

fn context_kind(chat: &Chat) -> &'static str {
    match chat.sort {
        ChatSort::Return => "RETURN",
        ChatSort::Direct => "DIRECT",
        _ => "ORDER",
    }
}

fn context(talks: &Talks, chat: &Chat) -> Value {
    let mut context = json!({
        "type": context_kind(chat),
        "customer": {"name": chat.name, "publicId": dice::hex(dice::number_of(&chat.name), 26)},
        "campaignId": talks.campaign_number(),
    });
    if let (Some(context), Some(order)) = (context.as_object_mut(), chat.order.as_ref().and_then(|order| order.parse::<i64>().ok())) {
        context.insert("orderId".to_owned(), json!(order));
        if chat.sort == ChatSort::Return {
            context.insert("returnId".to_owned(), json!(order % 1_000_000));
        }
    }
    context
}

fn row(talks: &Talks, chat: &Chat) -> Value {
    let id = chat.id.parse::<i64>().unwrap_or(1);
    let mut row = json!({
        "chatId": id, "context": context(talks, chat), "type": kind(chat), "status": status(chat),
        "createdAt": at(talks, chat.opened_at), "updatedAt": at(talks, chat.touched_at),
    });
    if let (Some(row), Some(order)) = (row.as_object_mut(), chat.order.as_ref().and_then(|order| order.parse::<i64>().ok())) {
        row.insert("orderId".to_owned(), json!(order));
    }
    row
}

/// A filter of the list: absent, or a list of words that is neither empty nor repeats itself.
fn words(body: &Value, name: &str, known: &[&str]) -> Result<Option<Vec<String>>, Answer> {
    let Some(list) = body.get(name).filter(|value| !value.is_null()) else { return Ok(None) };
    let list: Vec<String> = list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
    let unique = list.iter().collect::<std::collections::BTreeSet<_>>().len() == list.len();
    if list.is_empty() || !unique || !list.iter().all(|word| known.contains(&word.as_str())) {
        return Err(bad(&format!("{name}: must be a list of known values, not empty, without repetition")));
    }
    Ok(Some(list))
}

fn limit(query: Option<&str>, most: usize, usual: usize) -> Result<usize, Answer> {
    let Some(limit) = asked(query, "limit") else { return Ok(usual) };
    limit.parse::<usize>().ok().filter(|limit| (1..=most).contains(limit)).ok_or_else(|| bad(&format!("limit: must be between 1 and {most}")))
}

/// Page tokens: opaque, and good only for what they were given for.
fn token(place: usize, of: &str) -> String {
    format!("eyBuZXh0{}.{place}", dice::hex(dice::number_of(of), 8))
}

fn place(query: Option<&str>, of: &str, faults: &[Fault]) -> Result<usize, Answer> {
    let Some(said) = asked(query, "pageToken").filter(|said| !said.is_empty()) else { return Ok(0) };
    let found = said.rsplit_once('.').and_then(|(_, place)| place.parse::<usize>().ok()).filter(|place| token(*place, of) == said);
    found.filter(|_| !faults.contains(&Fault::LostCursor)).ok_or_else(|| bad("pageToken: unknown or outdated"))
}

fn paging(of: &str, from: usize, next: Option<usize>, size: usize, faults: &[Fault]) -> Value {
    match next_place(faults, from, next, size) {
        _ if faults.contains(&Fault::NullCursor) => json!({"nextPageToken": null}),
        Some(place) => json!({"nextPageToken": token(place, of)}),
        None => json!({}),
    }
}

fn chats(world: &World<Talks>, query: Option<&str>, body: &Value, faults: &[Fault]) -> Answer {
    let outcome = (|| {
        let size = page_size(limit(query, 20, 20)?, world.page_size, faults);
        let statuses =
            words(body, "statuses", &["NEW", "WAITING_FOR_CUSTOMER", "WAITING_FOR_PARTNER", "WAITING_FOR_ARBITER", "WAITING_FOR_MARKET", "FINISHED"])?;
        let types = words(body, "types", &["CHAT", "ARBITRAGE"])?;
        let contexts = words(body, "contextTypes", &["ORDER", "RETURN", "DIRECT"])?;
        Ok((size, statuses, types, contexts, place(query, "chats", faults)?))
    })();
    let (size, statuses, types, contexts, from) = match outcome {
        Ok(outcome) => outcome,
        Err(refusal) => return refusal,
    };
    let fits = |list: &Option<Vec<String>>, word: &str| list.as_ref().is_none_or(|list| list.iter().any(|one| one == word));
    world.look(|talks| {
        let mut listed = talks.listed();
        listed.retain(|chat| fits(&statuses, status(chat)) && fits(&types, kind(chat)) && fits(&contexts, context_kind(chat)));
        listed.sort_by_key(|chat| chat.id.parse::<i64>().unwrap_or(0));
        if faults.contains(&Fault::EmptyChatList) {
            listed.clear();
        }
        // A token tells the last id given out: a chat that changes its status meanwhile moves no other.
        let number = |chat: &&Chat| chat.id.parse::<usize>().unwrap_or(0);
        let rest: Vec<&Chat> = listed.into_iter().filter(|chat| number(chat) > from).collect();
        let next = rest.get(size.saturating_sub(1)).filter(|_| rest.len() > size).map(number);
        let mut page: Vec<Value> = rest.into_iter().take(size).map(|chat| row(talks, chat)).collect();
        if let (true, Some(first)) = (faults.contains(&Fault::UnknownEventKind), page.first_mut().and_then(Value::as_object_mut)) {
            first.insert("status".to_owned(), json!("WAITING_FOR_ROBOT"));
        }
        Answer::json(200, json!({"status": "OK", "result": {"chats": page, "paging": paging("chats", from, next, size, faults)}}))
    })
}

fn chat_asked(talks: &Talks, query: Option<&str>) -> Result<String, Answer> {
    let Some(id) = asked(query, "chatId").filter(|id| id.parse::<i64>().is_ok()) else { return Err(bad("chatId: required")) };
    if talks.chat(&id).is_some() { Ok(id) } else { Err(problem(404, "NOT_FOUND", "Chat not found")) }
}

fn one_chat(world: &World<Talks>, query: Option<&str>) -> Answer {
    world.look(|talks| match chat_asked(talks, query) {
        Ok(id) => Answer::json(200, json!({"status": "OK", "result": talks.chat(&id).map(|chat| row(talks, chat))})),
        Err(refusal) => refusal,
    })
}

fn told(world: &World<Talks>, talks: &Talks, line: &Line) -> Value {
    let sender = match line.who {
        _ if line.what == Shared::Riddle => "ROBOT",
        Speaker::Buyer => "CUSTOMER",
        Speaker::Seller => "PARTNER",
        Speaker::Market => "MARKET",
        Speaker::Support => "SUPPORT",
    };
    let mut out = json!({"messageId": line.id.parse::<i64>().unwrap_or(1), "createdAt": at(talks, line.at), "sender": sender});
    let files: Vec<Value> = line
        .files
        .iter()
        .filter_map(|id| talks.files.get(id).map(|file| (id, file)))
        .map(|(id, file)| json!({"name": file.name, "url": format!("{}/files/{id}/{}", world.base_url, dice::hex(dice::number_of(&file.name), 6)), "size": file.bytes.len()}))
        .collect();
    if let Some(out) = out.as_object_mut() {
        // At least one of the two is there.
        if !line.text.is_empty() || files.is_empty() {
            out.insert("message".to_owned(), json!(line.text));
        }
        if !files.is_empty() {
            out.insert("payload".to_owned(), Value::Array(files));
        }
    }
    out
}

fn one_message(world: &World<Talks>, query: Option<&str>) -> Answer {
    world.look(|talks| {
        let id = match chat_asked(talks, query) {
            Ok(id) => id,
            Err(refusal) => return refusal,
        };
        let wanted = asked(query, "messageId").unwrap_or_default();
        let line = talks.chat(&id).and_then(|chat| chat.lines.iter().find(|line| line.id == wanted));
        line.map_or_else(
            || problem(404, "NOT_FOUND", "Message not found"),
            |line| Answer::json(200, json!({"status": "OK", "result": told(world, talks, line)})),
        )
    })
}

fn history(world: &World<Talks>, query: Option<&str>, body: &Value, faults: &[Fault]) -> Answer {
    let from_id = match body.get("messageIdFrom").filter(|value| !value.is_null()).map(Value::as_i64) {
        None => 0,
        Some(Some(id)) if id >= 1 => id,
        Some(_) => return bad("messageIdFrom: must be a positive number"),
    };
    world.serve(|talks, now| {
        let outcome = chat_asked(talks, query).and_then(|id| {
            let of = format!("{id}/{from_id}");
            Ok((limit(query, 100, 50)?, place(query, &of, faults)?, of, id))
        });
        let (size, from, of, id) = match outcome {
            Ok(outcome) => outcome,
            Err(refusal) => return refusal,
        };
        let size = page_size(size, world.page_size, faults);
        inject(talks, &id, faults, now);
        let Some(chat) = talks.chat(&id).cloned() else { return bad("chatId: required") };
        if let Some(status) = chat.refuses {
            return problem(status, "HISTORY_UNAVAILABLE", "History is unavailable");
        }
        let lines: Vec<Line> = chat.lines.iter().filter(|line| line.id.parse::<i64>().unwrap_or(0) >= from_id).cloned().collect();
        let mut page: Vec<Line> = lines.iter().skip(from).take(size).cloned().collect();
        let next = (from + page.len() < lines.len()).then_some(from + page.len());
        talks.serve_lines(&id, &page);
        // The order is not stated; half of the chats have their pages the other way round.
        if dice::number_of(&id).is_multiple_of(2) {
            page.reverse();
        }
        let messages: Vec<Value> = page.iter().map(|line| told(world, talks, line)).collect();
        Answer::json(
            200,
            json!({"status": "OK", "result": {"context": context(talks, &chat), "messages": messages, "paging": paging(&of, from, next, size, faults)}}),
        )
    })
}

fn may_write(talks: &Talks, query: Option<&str>) -> Result<String, Answer> {
    let id = chat_asked(talks, query)?;
    if talks.chat(&id).is_some_and(|chat| chat.closed) { Err(bad("Chat is finished")) } else { Ok(id) }
}

fn message(world: &World<Talks>, query: Option<&str>, body: &Value, faults: &[Fault]) -> Answer {
    let text = body.get("message").and_then(Value::as_str).unwrap_or_default();
    if text.is_empty() || text.chars().count() > MOST_CHARS {
        return bad("message: length must be between 1 and 4096");
    }
    world.change(|talks, now| match may_write(talks, query) {
        Ok(id) => {
            talks.accept(&id, Draft::words(Speaker::Seller, text), faults, now);
            Answer::json(200, json!({"status": "OK"}))
        }
        Err(refusal) => refusal,
    })
}

async fn file(world: &Arc<World<Talks>>, query: Option<&str>, faults: &[Fault], request: Request) -> Answer {
    let Some(attach) = file_of(request, "file").await else { return bad("file: required") };
    if attach.bytes.is_empty() || attach.bytes.len() > LARGEST_FILE {
        return bad("file: size must be at most 5 MB");
    }
    world.change(|talks, now| match may_write(talks, query) {
        Ok(id) => {
            let files = vec![talks.store_file(&attach, now)];
            talks.accept(&id, Draft { files, ..Draft::words(Speaker::Seller, "") }, faults, now);
            Answer::json(200, json!({"status": "OK"}))
        }
        Err(refusal) => refusal,
    })
}
