//! Avito: what a message says, type by type.

use serde_json::{Value, json};

use super::{buyer, is_own, kind, seconds};
use crate::shop::Item;
use crate::talk::{Chat, Line, Shared, Speaker, Talks};
use crate::world::World;

/// The sizes in which a picture is given.
const SIZES: [&str; 3] = ["140x105", "640x480", "1280x960"];

pub(super) fn sizes(world: &World<Talks>, file: &str) -> Value {
    SIZES
        .iter()
        .map(|size| ((*size).to_owned(), json!(format!("{}/image/{size}/{file}.jpg", world.base_url))))
        .collect::<serde_json::Map<String, Value>>()
        .into()
}

pub(super) fn price(item: &Item) -> String {
    format!("{} ₽", item.price)
}

pub(super) fn page_of(item: &Item) -> String {
    format!("https://www.avito.ru/moskva/posuda/{}", item.nm_id)
}

/// One message, as a list of messages (`whole`) or another answer has it.
pub(super) fn told(world: &World<Talks>, talks: &Talks, chat: &Chat, line: &Line, whole: bool) -> Value {
    let author = match line.who {
        Speaker::Seller => talks.own_number(),
        Speaker::Buyer => buyer(chat),
        Speaker::Market | Speaker::Support => 0,
    };
    let mut out = json!({
        "id": line.id, "author_id": author, "created": seconds(talks, line.at), "direction": if is_own(line) { "out" } else { "in" },
        "type": kind(talks, line), "content": content(world, talks, chat, line),
    });
    if let (true, Some(fields)) = (whole, out.as_object_mut()) {
        fields.insert("is_read".to_owned(), json!(line.read.is_some()));
        if let Some(read) = line.read {
            fields.insert("read".to_owned(), json!(seconds(talks, read)));
        }
    }
    out
}

fn content(world: &World<Talks>, talks: &Talks, chat: &Chat, line: &Line) -> Value {
    let file = line.files.first();
    match (&line.what, kind(talks, line)) {
        (Shared::Words, "image") => json!({"image": {"sizes": file.map_or(json!({}), |file| sizes(world, file))}}),
        // The webhook's kinds have no content (FACTS 4.2).
        (Shared::Words, "file") | (Shared::Deleted | Shared::Riddle, _) => json!({}),
        (Shared::Words | Shared::Bot, "system") => json!({"text": line.text, "flow_id": "seller-audience-bot"}),
        (Shared::Words | Shared::Bot, _) => json!({"text": line.text}),
        (Shared::Link { url }, _) => {
            json!({"link": {"text": line.text, "url": url, "preview": {"description": "", "domain": "www.avito.ru", "title": line.text, "url": url, "images": {}}}})
        }
        (Shared::Item { item }, _) => {
            json!({"item": {"title": item.title, "price_string": price(item), "item_url": page_of(item), "image_url": format!("{}/picture/{}.png", world.base_url, item.nm_id)}})
        }
        (Shared::Place { lat, lon }, _) => json!({"location": {"kind": "house", "lat": lat, "lon": lon, "text": line.text, "title": line.text}}),
        (Shared::MissedCall, _) => json!({"call": {"status": "missed", "target_user_id": if is_own(line) { buyer(chat) } else { talks.own_number() }}}),
        (Shared::Voice, _) => json!({"voice": {"voice_id": file}}),
    }
}
