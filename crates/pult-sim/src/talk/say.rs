//! What the three marketplaces have in common when they listen and answer.

use axum::extract::{FromRequest as _, Multipart, Request};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use pult_domain::AtMs;
use serde_json::Value;

use super::{ChatSort, Draft, Shared, Speaker, Talks};
use crate::faults::Fault;
use crate::shop::{Attach, Moderation, StoredFile};
use crate::wire::{Answer, Body, HALF_PAIR};

/// More than any documented request: Ozon's files travel as base64 inside JSON.
const LARGEST_BODY: usize = 64 << 20;
/// A picture of one grey dot: what items look like here.
const DOT: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=";

/// The body as JSON; an absent one counts as `{}`.
pub(crate) async fn json_of(request: Request) -> Option<Value> {
    let bytes = axum::body::to_bytes(request.into_body(), LARGEST_BODY).await.ok()?;
    if bytes.is_empty() { Some(Value::Object(serde_json::Map::new())) } else { serde_json::from_slice(&bytes).ok() }
}

/// The one file of a multipart form, under the given name of its part.
pub(crate) async fn file_of(request: Request, part_name: &str) -> Option<Attach> {
    let mut parts = Multipart::from_request(request, &()).await.ok()?;
    while let Ok(Some(part)) = parts.next_field().await {
        if part.name() == Some(part_name) {
            let (name, media_type) = (part.file_name().unwrap_or("file").to_owned(), part.content_type().unwrap_or("application/octet-stream").to_owned());
            let bytes = part.bytes().await.ok()?.to_vec();
            return Some(Attach { name, media_type, bytes, moderation: Moderation::Passed });
        }
    }
    None
}

/// One value of a query, with its escapes undone.
pub(crate) fn asked(query: Option<&str>, name: &str) -> Option<String> {
    let value = query?.split('&').find_map(|pair| pair.strip_prefix(name).and_then(|rest| rest.strip_prefix('=')))?;
    Some(unescaped(value))
}

/// `%7E` and `+` undone.
pub(crate) fn unescaped(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let digits: String = rest.by_ref().take(2).map(char::from).collect();
                out.push(u8::from_str_radix(&digits, 16).unwrap_or(b'?'));
            }
            b'+' => out.push(b' '),
            other => out.push(other),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// How many entries a page holds: what was asked for, at most what the marketplace gives; or what
/// the faults say, whatever was asked.
pub(crate) fn page_size(asked: usize, gives: usize, faults: &[Fault]) -> usize {
    faults.iter().find_map(|fault| if let Fault::HugePage { events } = fault { Some(*events) } else { None }).unwrap_or_else(|| asked.min(gives).max(1))
}

/// Where the next page begins, as the faults would have it: `None` is "no cursor in the answer".
pub(crate) fn next_place(faults: &[Fault], from: usize, next: Option<usize>, size: usize) -> Option<usize> {
    let mut place = next;
    for fault in faults {
        match fault {
            Fault::RepeatCursor => place = Some(from),
            Fault::BackwardsCursor => place = Some(from.saturating_sub(size)),
            Fault::NullCursor => place = None,
            _ => {}
        }
    }
    place
}

/// Faults that put a message into the history for good.
pub(crate) fn inject(talks: &mut Talks, chat: &str, faults: &[Fault], now: AtMs) {
    for fault in faults {
        let (what, text) = match fault {
            Fault::UnknownEventKind => (Shared::Riddle, String::new()),
            Fault::LoneSurrogate => (Shared::Words, format!("Спасибо вам {HALF_PAIR}")),
            Fault::NulInText => (Shared::Words, "до\0после".to_owned()),
            _ => continue,
        };
        talks.write(chat, Draft { who: Speaker::Buyer, what, text, files: Vec::new() }, now, now);
    }
}

/// The text without half a surrogate pair.
pub(crate) fn plain_text(text: &str) -> String {
    text.replace(HALF_PAIR, "")
}

/// The bytes of a stored file; what is being checked or was refused is not there.
pub(crate) fn bytes_of(file: Option<&StoredFile>, now: AtMs) -> Answer {
    let there = file.filter(|file| match file.moderation {
        Moderation::Passed => true,
        Moderation::Until(ready) => now >= ready,
        Moderation::Failed => false,
    });
    match there {
        Some(file) => Answer { status: 200, media_type: media_type(&file.media_type), headers: Vec::new(), body: Body::Bytes(file.bytes.clone()) },
        None => Answer::html(404),
    }
}

/// The picture of an item.
pub(crate) fn dot() -> Answer {
    Answer { status: 200, media_type: "image/png", headers: Vec::new(), body: Body::Bytes(STANDARD.decode(DOT).unwrap_or_default()) }
}

fn media_type(said: &str) -> &'static str {
    const KNOWN: [&str; 8] = ["image/png", "image/jpeg", "image/gif", "image/bmp", "image/webp", "application/pdf", "audio/mp4", "text/plain"];
    KNOWN.iter().find(|known| **known == said).copied().unwrap_or("application/octet-stream")
}

/// The media type that a file's name promises.
pub(crate) fn type_of_name(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default().to_lowercase().as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

impl ChatSort {
    /// Whether a buyer is on the other side.
    pub(crate) fn has_buyer(self) -> bool {
        !matches!(self, Self::Support | Self::Notification)
    }
}
