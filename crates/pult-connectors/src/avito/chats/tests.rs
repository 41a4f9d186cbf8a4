use super::*;
use proptest::prelude::*;
use serde_json::{Value, json};

const ME: &str = "94235311";
const NOW: AtMs = AtMs(1_571_700_000_000);

/// A chat as messenger.json (2026-04-30) shows it, with an item's id past 2^32.
fn chat() -> Value {
    json!({
        "id": "u2i-abc.DEF~1", "created": 1_571_412_836, "updated": 1_571_654_040,
        "context": { "type": "item", "value": { "id": 17_682_874_445_i64, "title": "Mazda 3 2008", "price_string": "300 000 ₽", "status_id": 10, "user_id": 94_235_311,
            "url": "https://avito.ru/moskva/avtomobili/mazda_3_2008_1768287444",
            "images": { "count": 4, "main": { "140x105": "https://01-img-staging-proxy.k.avito.ru/140x105/5815183159.jpg" } } } },
        "users": [ { "id": 94_235_311, "name": "Мой магазин" }, { "id": 50_000_000_001_i64, "name": "Guldan", "public_user_profile": { "user_id": 1 } } ],
        "last_message": { "id": "m.1", "author_id": 50_000_000_001_i64, "created": 1_571_654_040, "direction": "in", "type": "text", "content": { "text": "Ещё продаёте?" } }
    })
}

fn read(value: &Value) -> ChatsPage {
    page(value.to_string().as_bytes(), 0, ME, NOW).unwrap()
}

fn one(chat: Value) -> ListedChat {
    let page = read(&json!({ "chats": [chat] }));
    assert!(page.quarantined.is_empty(), "{:?}", page.quarantined);
    page.chats.into_iter().next().unwrap()
}

fn with(edit: impl FnOnce(&mut Value)) -> ListedChat {
    let mut chat = chat();
    edit(&mut chat);
    one(chat)
}

#[test]
fn a_chat_tells_its_buyer_and_its_item() {
    let listed = one(chat());
    assert_eq!((listed.chat.remote_id.as_str(), listed.chat.customer_name.as_deref()), ("u2i-abc.DEF~1", Some("Guldan")));
    let item = listed.chat.item.unwrap();
    assert_eq!((item.remote_id.as_deref(), item.title.as_deref()), (Some("17682874445"), Some("Mazda 3 2008")));
    assert_eq!((item.price_minor, item.currency.as_deref()), (Some(30_000_000), Some("RUB")));
    let facts = listed.item.unwrap();
    assert_eq!(facts.picture.as_deref(), Some("image:https://01-img-staging-proxy.k.avito.ru/140x105/5815183159.jpg"));
    assert_eq!(facts.url.as_deref(), Some("https://avito.ru/moskva/avtomobili/mazda_3_2008_1768287444"));
    assert_eq!(listed.mark.to_string(), "1571654040.1571654040.text.m.1");
    let mark = listed.mark;
    assert_eq!(Mark::of(&mark.to_string()), Some(mark.clone()), "an id may hold dots");
    assert_eq!(mark.read_from(None), Some(1_571_654_040 - 65 * 60));
    assert_eq!(mark.read_from(Some(&Mark { id: "m.2".into(), ..mark.clone() })), Some(1_571_654_040 - 65 * 60));
    assert_eq!(mark.read_from(Some(&Mark { updated: None, ..mark.clone() })), None, "something happened, and not at the end");
    assert_eq!((Mark::default().read_from(None), Mark::of(""), Mark::of("not ours")), (None, None, None));
}

#[test]
fn ids_may_be_numbers_or_texts_and_are_never_counted_with() {
    let listed = with(|chat| {
        chat["id"] = json!(9_007_199_254_740_993_i64);
        chat["users"][0]["id"] = json!("94235311");
        chat["context"]["value"]["id"] = json!("17682874445");
        chat["updated"] = json!("1571654040");
    });
    assert_eq!((listed.chat.remote_id.as_str(), listed.chat.customer_name.as_deref()), ("9007199254740993", Some("Guldan")));
    assert_eq!((listed.mark.updated, listed.chat.item.unwrap().remote_id.as_deref()), (Some(1_571_654_040), Some("17682874445")));
}

#[test]
fn the_buyer_is_found_though_ids_are_hashed() {
    let hashed = |edit: fn(&mut Value)| {
        with(|chat| {
            chat["users"][0]["id"] = json!(777);
            edit(chat);
        })
        .chat
        .customer_name
    };
    assert_eq!(hashed(|_| {}).as_deref(), Some("Guldan"), "who wrote to us is not us");
    assert_eq!(hashed(|chat| chat["last_message"] = json!({ "direction": "out", "author_id": 777 })).as_deref(), Some("Guldan"), "who wrote from us is us");
    let owner = |chat: &mut Value| {
        chat["last_message"] = Value::Null;
        chat["context"]["value"]["user_id"] = json!(777);
    };
    assert_eq!(hashed(owner).as_deref(), Some("Guldan"));
    assert_eq!(hashed(|chat| chat["last_message"] = Value::Null), None, "a wrong name is worse than none");
    let system = |chat: &mut Value| chat["last_message"]["author_id"] = json!(0);
    assert_eq!(hashed(system), None);
    assert_eq!(with(|chat| chat["users"] = json!(null)).chat.customer_name, None);
    assert_eq!(with(|chat| chat["users"] = json!([{ "id": 5, "name": "Пётр" }])).chat.customer_name.as_deref(), Some("Пётр"));
}

#[test]
fn the_mark_changes_with_whatever_is_told_of_the_last_message() {
    let mark = |edit: fn(&mut Value)| with(edit).mark.to_string();
    let plain = mark(|_| {});
    assert_eq!(mark(|chat| chat["users"] = json!([])), plain);
    for edit in [
        (|chat| chat["updated"] = json!(1_571_654_041)) as fn(&mut Value),
        |chat| chat["last_message"]["id"] = json!("m.2"),
        |chat| chat["last_message"]["type"] = json!("deleted"),
        |chat| chat["last_message"]["created"] = json!(1_571_654_041),
        |chat| chat["last_message"] = Value::Null,
    ] {
        assert_ne!(mark(edit), plain);
    }
}

#[test]
fn chats_without_an_item_or_with_a_strange_one_are_chats() {
    assert_eq!(with(|chat| chat["context"] = Value::Null).chat.item, None);
    assert_eq!(with(|chat| chat["context"] = json!({ "type": "profile", "value": { "id": 5 } })).chat.item, None);
    assert_eq!(with(|chat| chat["context"]["value"] = json!([])).chat.item, None);
    let item =
        with(|chat| chat["context"]["value"] = json!({ "id": 5, "price_string": "Бесплатно", "url": "javascript:alert(1)", "images": null })).item.unwrap();
    assert_eq!(item, ItemFacts { remote_id: "5".into(), ..ItemFacts::default() });
}

#[test]
fn pages_follow_each_other_with_some_chats_in_common() {
    let page_of = |count: usize, offset: usize| {
        let chats: Vec<Value> = (0..count).map(|n| json!({ "id": format!("c{n}") })).collect();
        let page = page(json!({ "chats": chats }).to_string().as_bytes(), offset, ME, NOW).unwrap();
        assert_eq!(page.chats.len(), count);
        (page.next, page.out_of_reach)
    };
    assert_eq!(page_of(100, 0), (Some(90), false));
    assert_eq!(page_of(99, 90), (Some(189), false), "a short page is no end, and nothing before it is asked for again");
    assert_eq!(page_of(0, 0), (None, false));
    assert_eq!(page_of(100, 990), (Some(1_000), false));
    assert_eq!(page_of(100, 1_000), (None, true), "what lies behind cannot be asked for");
    assert_eq!(page_of(99, 1_000), (None, false));
    assert_eq!(page_of(150, 0), (Some(140), false), "more than was asked for");
    let told = read(&json!({ "chats": [chat()], "meta": { "has_more": false } }));
    assert_eq!((told.next, told.may_be_last), (None, false), "what the answer says of itself counts");
}

#[test]
fn a_last_message_from_tomorrow_says_nothing_of_how_far_a_history_was_read() {
    let now = NOW.0 / 1_000;
    let created = |created: i64| with(|chat| chat["last_message"]["created"] = json!(created)).mark.created;
    assert_eq!((created(now), created(now + CLOCKS_S)), (Some(now), Some(now + CLOCKS_S)));
    assert_eq!((created(now + CLOCKS_S + 1), created(4_070_908_800)), (None, None));
}

#[test]
fn one_unreadable_chat_spoils_no_other() {
    let page = read(&json!({ "chats": [chat(), 5, null, {}, { "id": "" }, { "id": ".." }, { "id": ["x"] }, { "id": "lone" }], "meta": { "has_more": true } }));
    assert_eq!((page.chats.len(), page.quarantined.len()), (2, 6));
    assert_eq!(page.quarantined[0].raw, "5");
    assert!(page.next.is_some(), "what the answer says of itself counts");
    let empty = read(&json!({ "chats": [], "meta": { "has_more": true } }));
    assert_eq!(empty.next, Some(LIMIT - OVERLAP), "of an empty page, too");
    let broken = br#"{"chats":[{"id":"a","users":[{"id":1,"name":"\ud83d"}]}]}"#;
    assert_eq!(super::page(broken, 0, ME, NOW).unwrap().chats.len(), 1);
}

#[test]
fn what_is_no_list_of_chats_is_refused_and_null_is_an_empty_one() {
    for body in ["", "<html>", "null", "5", "{}", r#"{"error":{"code":500}}"#, r#"{"chats":5}"#, r#"{"chats":{}}"#, r#"{"chats":[{}"#, "[1] 2"] {
        assert!(page(body.as_bytes(), 0, ME, NOW).is_err(), "{body}");
    }
    for body in [r#"{"chats":null}"#, r#"{"chats":[]}"#, "[]"] {
        assert_eq!(page(body.as_bytes(), 0, ME, NOW).unwrap().chats.len(), 0, "{body}");
    }
    let endless = format!(r#"{{"chats":[{}1]}}"#, "1,".repeat(MOST));
    assert!(page(endless.as_bytes(), 0, ME, NOW).is_err());
}

proptest! {
    #[test]
    fn no_bytes_break_it(body in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = page(&body, 0, ME, NOW);
    }

    #[test]
    fn no_field_breaks_it(key in "(id|users|context|last_message|updated|created)", value in "(null|5|-1|\"x\"|\\[\\]|\\{\\}|1e99|true)") {
        let mut chat = chat();
        chat[key] = serde_json::from_str(&value).unwrap();
        let page = read(&json!({ "chats": [chat] }));
        prop_assert_eq!(page.chats.len() + page.quarantined.len(), 1);
    }
}
