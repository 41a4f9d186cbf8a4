use super::*;
use proptest::prelude::*;
use pult_domain::AttachmentKind;
use serde_json::{Value, json};

const ME: &str = "94235311";
const NOW: AtMs = AtMs(1_571_700_000_000);

fn read(value: &Value, offset: usize) -> MessagesPage {
    page(value.to_string().as_bytes(), &RemoteChatId::new("u2i-1"), offset, ME, NOW).unwrap()
}

fn message(kind: &str, content: Value) -> Value {
    json!({ "id": "m1", "author_id": 50_000_000_001_i64, "created": 1_571_654_040, "direction": "in", "type": kind, "content": content, "is_read": false, "read": null })
}

/// The message, beside a text of the buyer, so that there is a dialogue.
fn one(message: Value) -> FeedMessage {
    let text = json!({ "id": "t", "author_id": 50_000_000_001_i64, "created": 1_571_654_041, "direction": "in", "type": "text", "content": { "text": "ау" } });
    let page = read(&json!([text, message]), 0);
    assert!(page.quarantined.is_empty(), "{:?}", page.quarantined);
    page.messages.into_iter().find(|message| message.remote_id.as_str() != "t").unwrap()
}

fn told(kind: &str, content: Value) -> (MessageKind, String, bool) {
    let message = one(message(kind, content));
    (message.kind, message.text, message.raw.is_some())
}

#[test]
fn every_documented_type_is_told_in_plain_data() {
    use MessageKind as Kind;
    let told = |kind, content| {
        let (kind, text, raw) = told(kind, content);
        (kind, text.leak() as &str, raw)
    };
    assert_eq!(told("text", json!({ "text": " привет!\n" })), (Kind::Text, " привет!\n", false));
    assert_eq!(told("text", json!({ "text": "x", "image": null, "call": null, "flow_id": null })), (Kind::Text, "x", false), "null is nothing");
    assert_eq!(
        told("link", json!({ "link": { "text": "Хабр", "url": "habr.com", "preview": { "domain": "habr.com" } } })),
        (Kind::Link, "Хабр\nhabr.com", false)
    );
    assert_eq!(told("link", json!({ "link": { "text": "habr.com", "url": "habr.com" } })), (Kind::Link, "habr.com", false));
    assert_eq!(told("call", json!({ "call": { "status": "missed", "target_user_id": 5 } })), (Kind::Call, "missed", false));
    assert_eq!(told("appCall", json!({})), (Kind::Call, "", true));
    assert_eq!(
        told("item", json!({ "item": { "title": "Объявление", "price_string": null, "item_url": "https://avito.ru/1" } })),
        (Kind::Item, "Объявление", true)
    );
    let place = json!({ "location": { "kind": "street", "lat": 55.599_799, "lon": 37.603_954, "text": "Москва, Варшавское шоссе", "title": "Москва" } });
    assert_eq!(told("location", place), (Kind::Location, "Москва, Варшавское шоссе", false));
    assert_eq!(told("location", json!({ "location": { "lat": 55.599_799, "lon": 37.603_954 } })), (Kind::Location, "55.599799, 37.603954", false));
    assert_eq!(told("deleted", json!({})), (Kind::Deleted, "", false));
    assert_eq!(told("deleted", json!(null)), (Kind::Deleted, "", false));
    assert_eq!(told("deleted", json!({ "text": "was here" })), (Kind::Deleted, "", false), "what was taken back stays so");
    assert_eq!(told("system", json!({ "flow_id": "seller_audience_discount" })), (Kind::Unsupported, "seller_audience_discount", true));
    assert_eq!(told("system", json!({ "text": "Скидка", "flow_id": "seller_audience_discount" })), (Kind::Text, "Скидка", false));
    for kind in ["file", "video", "hologram"] {
        assert_eq!(told(kind, json!({})), (Kind::Unsupported, "", true), "{kind}");
    }
    assert_eq!(told("hologram", json!({ "text": "смотри" })), (Kind::Unsupported, "смотри", true), "words are shown whatever they are called");
    for kind in ["text", "image", "link", "item", "location", "voice", "system"] {
        for content in [json!({}), json!(null), json!([]), json!({ kind: null }), json!({ kind: 5 }), json!({ kind: {} })] {
            if (kind, &content) != ("text", &json!({ "text": 5 })) {
                assert_eq!(told(kind, content.clone()), (Kind::Unsupported, "", true), "{kind} {content}");
            }
        }
    }
}

#[test]
fn pictures_and_voices_are_attached_by_what_to_ask_for() {
    let image = one(message("image", json!({ "image": { "sizes": { "32x32": "https://img.k.avito.ru/s.jpg", "1280x960": "https://img.k.avito.ru/l.jpg" } } })));
    assert_eq!((image.kind, image.text.as_str()), (MessageKind::Text, ""));
    assert_eq!((image.attachments[0].kind, image.attachments[0].remote_id.as_str()), (AttachmentKind::Image, "image:https://img.k.avito.ru/l.jpg"));
    let voice = one(message("voice", json!({ "voice": { "voice_id": "v/1-2" } })));
    assert_eq!((voice.attachments[0].kind, voice.attachments[0].remote_id.as_str()), (AttachmentKind::Voice, "voice:v/1-2"));
    assert_eq!((image.raw, voice.raw), (None, None), "all of it is shown");
    let sizes = json!({ "32x32": "https://img.k.avito.ru/s.jpg" });
    for (kind, file) in [("image", json!({ "sizes": sizes, "new": "Вот скол" })), ("voice", json!({ "voice_id": "v", "new": "Вот скол" }))] {
        let told = one(message(kind, json!({ kind: file })));
        assert_eq!(told.attachments.len(), 1, "{kind}");
        assert!(told.raw.unwrap().contains("Вот скол"), "{kind}: an unknown field of a file is kept");
    }
}

#[test]
fn what_is_unknown_of_a_link_a_call_or_a_place_is_kept_with_its_message() {
    use MessageKind as Kind;
    let link = |preview: Value| json!({ "link": { "text": "Хабр", "url": "habr.com", "preview": preview } });
    assert_eq!(told("link", json!({ "link": { "text": "Хабр", "url": "habr.com", "new": 1 } })), (Kind::Link, "Хабр\nhabr.com".into(), true));
    assert_eq!(told("link", link(json!({ "domain": "habr.com", "new": "Вот скол" }))), (Kind::Link, "Хабр\nhabr.com".into(), true));
    assert_eq!(told("link", link(json!("habr.com"))), (Kind::Link, "Хабр\nhabr.com".into(), true), "no preview as promised");
    assert_eq!(told("link", link(json!(null))), (Kind::Link, "Хабр\nhabr.com".into(), false), "null is nothing");
    assert_eq!(told("call", json!({ "call": { "status": "missed", "duration": 5 } })), (Kind::Call, "missed".into(), true));
    assert_eq!(told("location", json!({ "location": { "text": "Москва", "entrance": "2" } })), (Kind::Location, "Москва".into(), true));
    assert_eq!(told("text", json!({ "text": "x", "call": { "duration": 5 } })), (Kind::Text, "x".into(), true), "whatever the message is");
}

#[test]
fn the_author_is_told_by_id_before_direction() {
    let author = |author: Value, direction: Value, kind: &str| {
        let mut message = message(kind, json!({ "text": "x" }));
        message["author_id"] = author;
        message["direction"] = direction;
        one(message).author
    };
    let ours = json!(94_235_311);
    let theirs = json!(50_000_000_001_i64);
    assert_eq!(author(ours.clone(), json!("out"), "text"), Author::Seller);
    assert_eq!(author(ours.clone(), json!("in"), "text"), Author::Seller, "as in the document's own example");
    assert_eq!(author(json!("94235311"), json!("in"), "text"), Author::Seller, "a text of digits");
    assert_eq!(author(json!("9623532,"), json!("out"), "text"), Author::Seller, "a hashed id is told by its direction");
    assert_eq!(author(theirs.clone(), json!("in"), "text"), Author::Customer);
    assert_eq!(author(theirs.clone(), json!(null), "text"), Author::Customer, "nobody is overlooked");
    for direction in ["in", "out"] {
        assert_eq!(author(json!(0), json!(direction), "text"), Author::System);
        assert_eq!(author(theirs.clone(), json!(direction), "system"), Author::System);
    }
    assert_eq!(author(json!(null), json!(null), "text"), Author::System, "and nobody is made up");
}

#[test]
fn read_means_by_the_buyer() {
    let read = |direction: &str, is_read: Value, read: Option<Value>| {
        let mut message = message("text", json!({ "text": "x" }));
        message["direction"] = json!(direction);
        message["is_read"] = is_read;
        match read {
            Some(read) => message["read"] = read,
            None => drop(message.as_object_mut().unwrap().remove("read")),
        }
        one(message).read
    };
    assert_eq!(read("out", json!(true), Some(json!(1_571_654_099))), Some(true));
    assert_eq!(read("out", json!(false), Some(json!(null))), Some(false));
    assert_eq!(read("out", json!(true), Some(json!(null))), Some(false), "is_read speaks of us");
    assert_eq!(read("out", json!(true), None), None);
    assert_eq!(read("out", json!(false), None), Some(false));
    assert_eq!(read("in", json!(true), Some(json!(1_571_654_099))), None);
}

#[test]
fn a_page_is_put_in_order_and_keeps_it_within_a_second() {
    let page_of = |order: &[(&str, i64)]| {
        let list: Vec<Value> = order
            .iter()
            .map(|(id, created)| json!({ "id": id, "created": created, "type": "text", "content": { "text": id }, "direction": "in", "author_id": 5 }))
            .collect();
        let page = read(&json!({ "messages": list }), 0);
        (page.messages.iter().map(|message| message.remote_id.0.clone()).collect::<Vec<_>>().join(""), page.newest_first)
    };
    assert_eq!(page_of(&[("e", 9), ("d", 8), ("c", 8), ("b", 8), ("a", 7)]), ("abcde".to_owned(), true));
    assert_eq!(page_of(&[("a", 7), ("b", 8), ("c", 8), ("d", 8), ("e", 9)]), ("abcde".to_owned(), false));
    assert_eq!(page_of(&[("b", 8), ("e", 9), ("a", 7), ("f", 9)]), ("abef".to_owned(), false));
    assert_eq!(page_of(&[("d", 9), ("a", 3), ("c", 8), ("b", 7)]), ("abcd".to_owned(), false), "one out of its turn says nothing of the rest");
    assert_eq!(page_of(&[("b", 8), ("a", 8)]), ("ab".to_owned(), false), "newest first is what is seen");
}

#[test]
fn both_shapes_of_the_list_are_read_and_seconds_become_milliseconds() {
    let list = json!([message("text", json!({ "text": "x" }))]);
    let told = json!({ "messages": list, "meta": { "has_more": false } });
    for (body, next) in [(list.clone(), Some(1)), (told, None), (json!({ "messages": list, "extra": 1 }), Some(1))] {
        let page = read(&body, 0);
        assert_eq!((page.messages.len(), page.messages[0].sent_at, page.next), (1, AtMs(1_571_654_040_000), next), "only an empty page is an end untold");
        assert_eq!(page.may_be_last, next.is_some());
    }
    assert_eq!(read(&list, 1_000).next, None);
    let more = read(&json!({ "messages": list, "meta": { "has_more": true } }), 100);
    assert_eq!(more.next, Some(101));
    let empty = |offset| {
        let page = read(&json!({ "messages": [], "meta": { "has_more": true } }), offset);
        (page.next, page.out_of_reach)
    };
    assert_eq!((empty(100), empty(1_000)), ((Some(200), false), (None, true)), "an empty page is no end where it says so");
    for body in ["", "null", "{}", r#"{"messages":null}"#, r#"{"messages":{}}"#, r#"{"error":{"code":1}}"#, "<html>", r#"[{"id":"a"}"#] {
        assert!(page(body.as_bytes(), &RemoteChatId::new("c"), 0, ME, NOW).is_err(), "{body}");
    }
    assert_eq!((read(&json!([]), 0).messages.len(), read(&json!([]), 0).next), (0, None));
}

#[test]
fn pages_follow_to_the_furthest_offset() {
    let list: Vec<Value> = (0..100).map(|n| json!({ "id": format!("m{n}"), "created": 2_000 - n, "type": "text", "content": { "text": "x" } })).collect();
    let next = |offset| {
        let page = read(&json!(list), offset);
        (page.next, page.out_of_reach)
    };
    assert_eq!(next(0), (Some(100), false));
    assert_eq!(next(950), (Some(1_000), false));
    assert_eq!(next(1_000), (None, true));
}

#[test]
fn odd_messages_are_kept_with_their_bytes_and_unreadable_ones_set_aside() {
    let page = read(&json!([message("text", json!({ "text": "x" })), 5, {}, { "id": null }, { "id": "only an id" }]), 0);
    assert_eq!((page.messages.len(), page.quarantined.len()), (2, 3));
    let bare = page.messages.iter().find(|message| message.remote_id.as_str() == "only an id").unwrap();
    assert_eq!((bare.kind, bare.author, bare.raw.is_some()), (MessageKind::Unsupported, Author::System, true));
    assert_eq!((bare.sent_at, bare.undated), (AtMs(1_571_654_040_000), true), "a message without a time stands beside its neighbour");
    let mut far = message("text", json!({ "text": "x" }));
    far["created"] = json!(4_070_908_800_i64);
    let far = one(far);
    assert!(
        far.undated && far.sent_at == AtMs(1_571_654_041_000) && far.raw.is_some_and(|raw| raw.contains("4070908800")),
        "nor does one from 2099 stand above all others"
    );
    let mut extra = message("text", json!({ "text": "x" }));
    extra["reactions"] = json!([]);
    let dated = one(extra.clone());
    assert!(!dated.undated && dated.raw.unwrap().contains("reactions"));
    extra.as_object_mut().unwrap().remove("reactions");
    extra["quote"] = json!({ "id": "q", "type": "text", "content": { "text": "?" } });
    assert!(one(extra).raw.is_some());
    let lone = br#"[{"id":"m","type":"text","created":5,"content":{"text":"a\ud83d b"}}]"#;
    let page = super::page(lone, &RemoteChatId::new("c"), 0, ME, NOW).unwrap();
    assert_eq!(page.messages[0].text, "a\u{fffd} b");
}

#[test]
fn a_chat_of_stubs_has_nobody_waiting() {
    let item = || message("item", json!({ "item": { "title": "Велосипед" } }));
    let system = json!({ "id": "s", "author_id": 0, "created": 5, "type": "system", "content": { "flow_id": "f" } });
    let page = read(&json!([item(), system]), 0);
    assert!(page.messages.iter().all(|message| message.author == Author::System), "{:?}", page.messages);
    assert_eq!(one(item()).author, Author::Customer, "in a dialogue an item is somebody's word");
    let call = json!({ "id": "c", "author_id": 5, "direction": "in", "created": 5, "type": "call", "content": { "call": { "status": "missed" } } });
    assert_eq!(read(&json!([call]), 0).messages[0].author, Author::Customer, "a missed call is no stub");
}

proptest! {
    #[test]
    fn no_bytes_break_it(body in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = page(&body, &RemoteChatId::new("c"), 0, ME, NOW);
    }

    #[test]
    fn no_field_breaks_it(key in "(id|author_id|created|direction|type|content|is_read|read|quote)", value in "(null|5|-1|\"x\"|\\[\\]|\\{\\}|1e99|true)") {
        let mut message = message("text", json!({ "text": "x" }));
        message[key] = serde_json::from_str(&value).unwrap();
        let page = read(&json!([message]), 0);
        prop_assert_eq!(page.messages.len() + page.quarantined.len(), 1);
    }
}
