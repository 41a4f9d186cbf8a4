use super::*;
use proptest::prelude::*;
use serde_json::{Value, json};

const NOW: AtMs = AtMs(1_698_050_000_000);

/// The example of communications.yaml (2026-07-23), shortened in its texts only.
fn example() -> Value {
    json!({ "result": { "next": 1_698_045_576_000_i64, "newestEventTime": "2023-10-23T07:19:36Z", "oldestEventTime": "2023-10-23T05:02:20Z", "totalEvents": 4, "events": [
        { "chatID": "1:1e265a58", "eventID": "55adee45", "eventType": "message", "isNewChat": true, "message": {
            "attachments": {
                "goodCard": { "nmID": 12_345_678, "price": 500, "priceCurrency": "RUB", "rid": "2fb52cd9", "size": "0" },
                "files": [{ "contentType": "application/pdf", "date": "2023-10-23T08:02:19.594Z", "downloadID": "ecaeb056", "name": "Чек.pdf", "url": "https://example.org/a.pdf", "size": 1_046_143 }],
                "images": [{ "date": "2023-10-23T08:02:20.717Z", "downloadID": "fd6be4e3", "url": "https://example.org/a.jpg" }] },
            "text": "Здравствуйте! У меня вопрос" },
          "source": "rusite", "addTimestamp": 1_698_037_340_000_i64, "addTime": "2023-10-23T05:02:20Z", "replySign": "1:1e265a58:66f1", "sender": "client", "clientName": "Алёна" },
        { "chatID": "1:1e265a58", "eventID": "cef95d3c", "eventType": "message", "message": { "text": "Пришёл не тот цвет" }, "source": "rusite",
          "addTimestamp": 1_698_037_387_000_i64, "addTime": "2023-10-23T05:03:07Z", "sender": "client", "clientName": "Алёна" },
        { "chatID": "1:1e265a58", "eventID": "fd22e5bf-uu", "eventType": "message", "message": { "text": "Оформим возврат." }, "source": "seller-public-api",
          "addTimestamp": 1_698_038_124_000_i64, "addTime": "2023-10-23T05:15:24Z", "sender": "seller" },
        { "chatID": "1:1e265a58", "eventID": "cef95d3c-7", "eventType": "message", "addTimestamp": 1_698_045_576_000_i64, "addTime": "2023-10-23T07:19:36Z", "sender": "seller" }
    ] }, "errors": null })
}

fn event() -> Value {
    json!({ "chatID": "1:c", "eventID": "e", "eventType": "message", "message": { "text": "hi" }, "source": "ios", "addTimestamp": 1_698_037_387_000_i64, "sender": "client" })
}

fn with(edit: impl FnOnce(&mut Value)) -> Value {
    let mut event = event();
    edit(&mut event);
    event
}

fn read(value: &Value) -> FeedPage {
    page(value.to_string().as_bytes(), None, NOW).unwrap()
}

fn page_of(events: &[Value]) -> FeedPage {
    read(&json!({ "result": { "next": 1_698_037_387_000_i64, "totalEvents": events.len(), "events": events } }))
}

fn one(event: Value) -> FeedMessage {
    let page = page_of(&[event]);
    assert!(page.quarantined.is_empty(), "{:?}", page.quarantined);
    page.messages.into_iter().next().unwrap()
}

fn page_text(text: &str) -> FeedPage {
    page(text.as_bytes(), None, NOW).unwrap()
}

#[test]
fn the_documents_example_is_read_whole() {
    let page = read(&example());
    assert_eq!((page.messages.len(), page.quarantined.len(), page.last), (4, 0, false));
    let [first, second, third, fourth] = page.messages.as_slice() else { panic!("four messages") };
    assert_eq!((first.author, second.author, third.author, fourth.author), (Author::Customer, Author::Customer, Author::Seller, Author::Seller));
    assert_eq!(first.sent_at, AtMs(1_698_037_340_000));
    assert_eq!((fourth.text.as_str(), fourth.kind), ("", MessageKind::Text), "an event without a message is an empty one");
    assert!(page.messages.iter().all(|message| message.raw.is_none()));
    assert_eq!(
        first.attachments,
        [
            FeedAttachment {
                remote_id: "ecaeb056".into(),
                kind: AttachmentKind::File,
                name: Some("Чек.pdf".into()),
                media_type: Some("application/pdf".into()),
                bytes: Some(1_046_143)
            },
            FeedAttachment { remote_id: "fd6be4e3".into(), kind: AttachmentKind::Image, name: None, media_type: None, bytes: None },
        ]
    );
    let item = FeedItem {
        remote_id: Some("12345678".into()),
        title: None,
        order_id: Some("2fb52cd9".into()),
        price_minor: Some(50_000),
        currency: Some("RUB".into()),
        size: None,
    };
    let chat = FeedChat {
        remote_id: RemoteChatId::new("1:1e265a58"),
        customer_name: Some("Алёна".into()),
        item: Some(item),
        reply_token: Some("1:1e265a58:66f1".into()),
        ..FeedChat::default()
    };
    assert_eq!(page.chats, [chat]);
    assert_eq!(page.cursor, Some(Cursor("1698045575999".into())), "one millisecond before the border");
}

#[test]
fn what_is_unknown_is_kept_and_shown_as_unsupported() {
    let refund = one(with(|event| event["eventType"] = json!("refund")));
    assert_eq!(refund.kind, MessageKind::Unsupported);
    assert!(refund.raw.unwrap().contains("refund"));
    let video = one(with(|event| event["message"] = json!({ "attachments": { "videos": [{ "downloadID": "v" }] } })));
    assert_eq!(video.kind, MessageKind::Unsupported);
    assert!(video.raw.unwrap().contains("videos"));
    let both = one(with(|event| event["message"]["sticker"] = json!(5)));
    assert_eq!((both.kind, both.text.as_str()), (MessageKind::Text, "hi"));
    assert!(both.raw.unwrap().contains("sticker"), "a field nobody shows is kept");
    let number = one(with(|event| event["message"] = json!([1, 2])));
    assert_eq!(number.kind, MessageKind::Unsupported);
    let file = one(with(|event| event["message"] = json!({ "attachments": { "files": [{ "name": "no id" }] } })));
    assert_eq!(file.kind, MessageKind::Unsupported);
}

#[test]
fn what_is_unknown_of_a_file_is_kept_with_its_message() {
    let attached = |attachments: Value| one(with(|event| event["message"]["attachments"] = attachments));
    let voice = attached(json!({ "files": [{ "downloadID": "f", "name": "a.ogg", "transcript": "Где заказ?" }] }));
    assert_eq!((voice.kind, voice.attachments[0].name.as_deref()), (MessageKind::Text, Some("a.ogg")), "the file itself is shown");
    assert!(voice.raw.unwrap().contains("Где заказ?"));
    let picture = attached(json!({ "images": [{ "downloadID": "i" }, { "downloadID": "j", "caption": "Вот скол" }] }));
    assert_eq!(picture.attachments.len(), 2);
    assert!(picture.raw.unwrap().contains("Вот скол"));
    let named = attached(json!({ "images": [{ "downloadID": "i", "name": "скол.jpg", "date": null, "url": 5 }] }));
    assert_eq!((named.attachments[0].name.as_deref(), named.raw), (Some("скол.jpg"), None), "a file's fields are known of a picture too");
}

#[test]
fn what_is_unknown_of_an_item_is_kept_with_its_message() {
    let about = |card: Value| page_of(&[with(|event| event["message"]["attachments"] = json!({ "goodCard": card }))]);
    let page = about(json!({ "nmID": 5, "rid": "r", "warranty": "Гарантия год" }));
    let told = &page.messages[0];
    assert_eq!((told.kind, told.text.as_str()), (MessageKind::Text, "hi"), "the message itself is shown");
    assert!(told.raw.as_ref().unwrap().contains("Гарантия год"));
    let item = page.chats[0].item.as_ref().unwrap();
    assert_eq!((item.remote_id.as_deref(), item.order_id.as_deref()), (Some("5"), Some("r")), "and so is what is known of the item");
    assert_eq!(about(json!({ "nmID": 5, "price": "7", "priceCurrency": 643, "rid": null, "size": 0 })).messages[0].raw, None, "all of it was understood");
    assert!(about(json!("альбом")).messages[0].raw.as_ref().unwrap().contains("альбом"), "what is no card is kept too");
}

#[test]
fn odd_shapes_of_known_fields_are_understood() {
    assert_eq!(one(with(|event| event["addTimestamp"] = json!("1698037387001"))).sent_at, AtMs(1_698_037_387_001));
    assert_eq!(one(with(|event| event["addTimestamp"] = json!(1_698_037_387))).sent_at, AtMs(1_698_037_387_000), "seconds");
    let iso = |event: &mut Value| {
        event.as_object_mut().unwrap().remove("addTimestamp");
        event["addTime"] = json!("2023-10-23T05:03:07Z");
    };
    assert_eq!(one(with(iso)).sent_at, AtMs(1_698_037_387_000));
    assert_eq!(one(with(|event| event["eventID"] = json!(18_446_744_073_709_551_615_u64))).remote_id.as_str(), "18446744073709551615");
    assert_eq!(one(with(|event| event["message"] = json!(null))).text, "");
    assert_eq!(
        one(with(|event| event["message"] = json!({ "text": null, "attachments": { "files": null, "images": null, "goodCard": null } }))).kind,
        MessageKind::Text
    );
    assert_eq!(one(with(|event| event["sender"] = json!("robot"))).author, Author::System);
    assert_eq!(one(with(|event| event["sender"] = json!("wb"))).author, Author::System);
    assert_eq!(one(with(|event| event["sender"] = json!(null))).author, Author::System);
    let picture = one(with(|event| event["message"]["attachments"] = json!({ "files": [{ "downloadID": 7, "contentType": "image/png", "size": "12" }] })));
    assert_eq!((picture.attachments[0].kind, picture.attachments[0].bytes, picture.attachments[0].remote_id.as_str()), (AttachmentKind::Image, Some(12), "7"));
    assert_eq!(picture.raw, None, "all of it was understood");
}

#[test]
fn one_bad_event_is_quarantined_and_the_page_goes_on() {
    let bad = [
        json!(null),
        json!(5),
        json!([]),
        json!("x"),
        json!({}),
        with(|event| event["chatID"] = json!("")),
        with(|event| event["eventID"] = json!(null)),
        with(|event| event["eventID"] = json!("a\u{fffd}")),
        with(|event| event["chatID"] = json!({ "a": 1 })),
        with(|event| event["eventID"] = json!("x".repeat(600))),
    ];
    for bad in bad {
        let page = page_of(&[event(), bad.clone(), with(|event| event["eventID"] = json!("after"))]);
        assert_eq!((page.messages.len(), page.quarantined.len()), (2, 1), "{bad}");
        assert_eq!(serde_json::from_str::<Value>(&page.quarantined[0].raw).unwrap(), bad);
        assert!(page.cursor.is_some());
    }
    let page = page_of(&[json!({})]);
    assert!(page.cursor.is_some(), "a page of nothing but bad events is passed");
}

#[test]
fn hostile_text_arrives_as_it_was() {
    let text = "<script>\u{202e}\u{0}😀\u{feff}".to_owned() + &"ы".repeat(10_000);
    assert_eq!(one(with(|event| event["message"]["text"] = json!(text))).text, text);
    let raw = r#"{"result":{"next":1698037387000,"totalEvents":2,"events":[
        {"chatID":"c","eventID":"1","eventType":"message","message":{"text":"a\ud83d b"},"addTimestamp":1698037387000,"sender":"client"},
        {"chatID":"c","eventID":"\ud800","eventType":"message","message":{"text":"x"},"addTimestamp":1698037387000,"sender":"client"}]}}"#;
    let page = page_text(raw);
    assert_eq!(page.messages[0].text, "a\u{fffd} b");
    assert!(page.messages[0].raw.as_deref().unwrap().contains("\\ud83d"), "what was mended is kept as it came");
    assert_eq!(page.quarantined.len(), 1, "an id is never mended");
}

#[test]
fn keys_that_come_twice_are_no_error() {
    let page = page_text(
        r#"{"errors":null,"result":{"next":1,"next":1698037387000,"totalEvents":1,"events":[
        {"chatID":"c","eventID":"0","eventID":"1","eventType":"message","message":{"text":"first"},"message":{"text":"second"},"addTimestamp":1698037387000}]}}"#,
    );
    assert_eq!((page.messages[0].remote_id.as_str(), page.messages[0].text.as_str()), ("1", "second"));
    assert_eq!(page.cursor, Some(Cursor("1698037386999".into())));
}

#[test]
fn a_page_that_is_not_one_is_rejected_whole() {
    let whole = example().to_string();
    let cut = whole.get(..whole.len() - 40).unwrap();
    let deep = "[".repeat(100_000);
    for bad in [
        "",
        " ",
        "null",
        "[]",
        "5",
        "<html>502</html>",
        "{}",
        r#"{"result":null}"#,
        r#"{"result":[]}"#,
        r#"{"result":{}}"#,
        cut,
        &deep,
        r#"{"result":{"next":NaN}}"#,
        r#"{"result":{"next":5,"totalEvents":3,"events":null}}"#,
        r#"{"result":{"next":5,"totalEvents":3}}"#,
        r#"{"result":{"next":5,"totalEvents":3,"events":{}}}"#,
        r#"{"result":{"next":5,"totalEvents":0,"events":[]}} tail"#,
    ] {
        assert!(matches!(page(bad.as_bytes(), None, NOW), Err(Rejected::Unreadable(_))), "{}", bad.chars().take(80).collect::<String>());
    }
    assert_eq!(page(br#"{"result":null,"errors":["boom"]}"#, None, NOW), Err(Rejected::Errors("boom".into())));
    let many = format!(r#"{{"result":{{"next":5,"totalEvents":3,"events":[{}0]}}}}"#, "0,".repeat(100_001));
    assert_eq!(page(many.as_bytes(), None, NOW), Err(Rejected::TooMany));
}

#[test]
fn an_empty_page_ends_the_round_and_leaves_the_cursor() {
    for events in ["[]", "null"] {
        let text = format!("\u{feff}{{\"result\":{{\"next\":1798045576000,\"totalEvents\":0,\"events\":{events}}},\"errors\":null}}");
        let page = page(text.as_bytes(), Some(1_698_045_576_000), NOW).unwrap();
        assert_eq!((page.cursor, page.last, page.messages.len()), (None, true, 0));
    }
}

#[test]
fn the_cursor_goes_on_but_never_past_what_was_seen() {
    let at = 1_698_037_387_000_i64;
    let step = |next: Value, after: Option<i64>| {
        let text = json!({ "result": { "next": next, "totalEvents": 1, "events": [event()] } }).to_string();
        let page = page(text.as_bytes(), after, NOW).unwrap();
        (page.cursor.map(|cursor| cursor.0.parse::<i64>().unwrap()), page.last)
    };
    assert_eq!(step(json!(at), None), (Some(at - 1), false));
    assert_eq!(step(json!(at.to_string()), Some(at - 120_000)), (Some(at - 1), false), "a number as a string");
    assert_eq!(step(json!(at), Some(at - 1)), (Some(at), false), "the millisecond is given back once");
    assert_eq!(step(json!(at), Some(at)), (Some(at), true), "unchanged: the end");
    assert_eq!(step(json!(at - 1), Some(at - 1)), (Some(at - 1), false), "unchanged, but something later came: not the end");
    assert_eq!(step(json!(at - 5_000), Some(at - 1_000)), (None, false), "backwards: stay, for a computed place could skip events");
    for garbage in [json!(null), json!("x"), json!(-1), json!(0), json!([]), json!(i64::MAX), json!(1e300), json!(at + 40 * 86_400_000)] {
        assert_eq!(step(garbage.clone(), None), (Some(at - 1), false), "{garbage}");
        assert_eq!(step(garbage.clone(), Some(at + 1)), (None, false), "{garbage}: no way on, and no proof of the end");
    }
}

#[test]
fn an_event_from_the_next_century_does_not_carry_the_cursor_there() {
    let future = with(|event| event["addTimestamp"] = json!(9_999_999_999_999_i64));
    let text = json!({ "result": { "totalEvents": 2, "events": [event(), future] } }).to_string();
    let page = page(text.as_bytes(), None, NOW).unwrap();
    assert_eq!(page.cursor, Some(Cursor("1698037386999".into())));
    let times: Vec<i64> = page.messages.iter().map(|message| message.sent_at.0).collect();
    assert_eq!(times, [1_698_037_387_000; 2], "nor does it stand above all that is written until then");
    assert!(page.messages[0].raw.is_none() && page.messages[1].raw.as_deref().is_some_and(|raw| raw.contains("9999999999999")));
    let tomorrow = with(|event| event["addTimestamp"] = json!(NOW.0 + 86_400_000));
    assert_eq!((one(tomorrow.clone()).sent_at, one(tomorrow).raw), (NOW.plus_ms(86_400_000), None), "clocks and zones are set wrong");
}

#[test]
fn nor_does_the_feeds_own_word_where_it_is_that_events_time() {
    let future = with(|event| event["addTimestamp"] = json!(9_999_999_999_999_i64));
    let cursor = |events: &[Value], after: Option<i64>| {
        let text = json!({ "result": { "next": 9_999_999_999_999_i64, "totalEvents": events.len(), "events": events } }).to_string();
        page(text.as_bytes(), after, NOW).unwrap().cursor.map(|cursor| cursor.0)
    };
    assert_eq!(cursor(&[event(), future.clone()], None).as_deref(), Some("1698037386999"));
    assert_eq!(cursor(std::slice::from_ref(&future), Some(1_698_037_387_000)), None, "whatever is written until then lies before it");
    assert_eq!(cursor(&[future], None).as_deref(), Some("9999999999998"), "a clock that is far behind has everything before it");
}

#[test]
fn an_event_without_a_time_takes_its_neighbours() {
    let timeless = with(|event| {
        event.as_object_mut().unwrap().remove("addTimestamp");
        event["eventID"] = json!("late");
    });
    let page = page_of(&[event(), timeless]);
    assert_eq!(page.messages[1].sent_at, AtMs(1_698_037_387_000));
    assert!(page.messages[1].raw.is_some());
}

/// Every event must be found again as a message or in quarantine, whatever happens to one field.
#[test]
fn the_example_with_any_one_value_changed_loses_nothing() {
    fn paths(value: &Value, at: &str, out: &mut Vec<String>) {
        out.push(at.to_owned());
        match value {
            Value::Object(map) => map.iter().for_each(|(key, value)| paths(value, &format!("{at}/{key}"), out)),
            Value::Array(list) => list.iter().enumerate().for_each(|(n, value)| paths(value, &format!("{at}/{n}"), out)),
            _ => {}
        }
    }
    let mut all = Vec::new();
    paths(&example(), "", &mut all);
    let changes =
        [json!(null), json!(true), json!(-1), json!(1e308), json!("x"), json!(""), json!([]), json!({}), json!({ "new": [1] }), json!("9".repeat(400))];
    let mut pages = 0;
    for path in &all {
        for change in &changes {
            let mut mutated = example();
            *mutated.pointer_mut(path).unwrap() = change.clone();
            let events = mutated.pointer("/result/events").and_then(Value::as_array).map(Vec::len);
            match page(mutated.to_string().as_bytes(), Some(1), NOW) {
                Ok(page) => {
                    pages += 1;
                    assert_eq!(page.messages.len() + page.quarantined.len(), events.unwrap_or(0), "{path} = {change}");
                }
                Err(_) => assert!(!path.starts_with("/result/events/"), "{path} = {change} rejected the page"),
            }
        }
    }
    assert!(pages > 300, "{pages}");
}

proptest! {
    #[test]
    fn no_bytes_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = page(&bytes, None, NOW);
    }

    #[test]
    fn the_example_with_bytes_changed_breaks_nothing(at in 0_usize..2_000, bytes in proptest::collection::vec(any::<u8>(), 1..6), cut in any::<bool>()) {
        let mut text = example().to_string().into_bytes();
        let at = at.min(text.len() - 1);
        if cut {
            text.truncate(at);
        } else {
            let end = (at + bytes.len()).min(text.len());
            text.splice(at..end, bytes);
        }
        let outcome = page(&text, Some(1), NOW);
        prop_assert!(!cut || outcome.is_err(), "a cut page is no page");
        if let Ok(page) = outcome {
            prop_assert!(page.messages.len() + page.quarantined.len() <= text.len());
        }
    }

    #[test]
    fn the_cursor_never_goes_back(next in any::<Option<i64>>(), after in 1_i64..2_000_000_000_000, times in proptest::collection::vec(any::<i64>(), 0..5)) {
        let events: Vec<Value> = times.iter().map(|ms| with(|event| event["addTimestamp"] = json!(ms))).collect();
        let text = json!({ "result": { "next": next, "totalEvents": events.len(), "events": events } }).to_string();
        if let Ok(page) = page(text.as_bytes(), Some(after), NOW) {
            let next = page.cursor.map(|cursor| cursor.0.parse::<i64>().unwrap());
            prop_assert!(next.is_none_or(|next| next >= after));
            let later = times.iter().any(|ms| *ms > after);
            prop_assert!(!page.last || !later, "no end while something later comes");
        }
    }
}

/// A feed that cuts its pages by count alone, also through a millisecond, and begins a page at
/// `next` or behind it: the document allows both.
fn cut_feed(times: &[i64], after: Option<i64>, size: usize, inclusive: bool) -> String {
    let from = |ms: i64| after.is_none_or(|after| ms > after || (inclusive && ms == after));
    let batch: Vec<(usize, i64)> = times.iter().copied().enumerate().filter(|(_, ms)| from(*ms)).take(size).collect();
    let next = batch.last().map(|(_, ms)| *ms).or(after).unwrap_or(1);
    let events: Vec<Value> = batch
        .iter()
        .map(|(n, ms)| {
            with(|event| {
                event["eventID"] = json!(n.to_string());
                event["addTimestamp"] = json!(ms);
            })
        })
        .collect();
    json!({ "result": { "next": next, "totalEvents": events.len(), "events": events } }).to_string()
}

proptest! {
    #[test]
    fn a_walk_sees_every_event_however_pages_are_cut(gaps in proptest::collection::vec(0_i64..3, 0..60), size in 4_usize..9, inclusive in any::<bool>()) {
        let mut times: Vec<i64> = Vec::new();
        for gap in gaps {
            let last = times.last().copied().unwrap_or(1_698_037_387_000);
            let tied = times.iter().rev().take_while(|ms| **ms == last).count();
            times.push(last + if tied + 2 > size { gap.max(1) } else { gap });
        }
        let mut seen = std::collections::BTreeSet::new();
        let mut after: Option<i64> = None;
        for round in 0.. {
            prop_assert!(round < 200, "the walk ends");
            let page = page(cut_feed(&times, after, size, inclusive).as_bytes(), after, NOW).unwrap();
            seen.extend(page.messages.iter().map(|message| message.remote_id.0.clone()));
            after = page.cursor.map(|cursor| cursor.0.parse().unwrap()).or(after);
            if page.last {
                break;
            }
        }
        prop_assert_eq!(seen.len(), times.len());
    }
}
