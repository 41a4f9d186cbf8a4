//! Ozon's answers with anything in them: nothing breaks the reader, and nothing is dropped.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

/// 2026-09-02T00:00:00Z.
const NOW: AtMs = AtMs(1_788_307_200_000);

fn message() -> Value {
    json!({
        "message_id": 3_000_000_000_817_031_942_u64, "user": { "id": "1", "type": "Customer" }, "created_at": "2026-09-01T10:00:00Z",
        "data": ["Добрый день [ссылка](https://a.b) ![](https://cdn.ozone.ru/1.jpg)"], "is_read": false, "is_image": true,
        "moderate_image_status": "SUCCESS", "context": { "sku": "7", "order_number": "9" },
    })
}

fn read(answer: &Value) -> Option<History> {
    history(&text(answer.to_string().as_bytes()), &RemoteChatId::new("c"), NOW, &|url| url.contains("ozone.ru"))
}

fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[a-zС\\[\\]()!:/0-9 ]{0,12}".prop_map(Value::from)
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::hash_map("[a-z_]{1,12}", inner, 0..4).prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

#[test]
fn only_json_with_the_promised_list_is_a_page() {
    assert!(read(&json!({ "messages": [message()], "has_next": "true" })).unwrap().has_next);
    for answer in [json!([]), json!({}), json!(7), json!({ "messages": {} })] {
        assert!(read(&answer).is_none(), "{answer}");
    }
    let many = json!({ "messages": vec![json!(1); MOST_ELEMENTS + 1] });
    assert!(read(&many).is_none(), "memory stays bounded");
}

#[test]
fn a_message_from_another_century_stands_beside_its_neighbour() {
    let mut far = message();
    far["created_at"] = json!("2098-07-10T00:40:42Z");
    let found = read(&json!({ "has_next": false, "messages": [message(), far] })).unwrap();
    assert_eq!(found.messages[1].sent_at, found.messages[0].sent_at);
    assert!(found.messages[0].raw.is_none() && found.messages[1].raw.as_deref().is_some_and(|raw| raw.contains("2098")));
    let day = 24 * 60 * 60 * 1_000;
    assert!(found.reply_right().is_some_and(|right| matches!(right, ReplyRight::Until(at) if at < NOW.plus_ms(3 * day))), "nor may it be answered for so long");
}

proptest! {
    #[test]
    fn no_field_of_any_shape_loses_a_message(key in 0..8_usize, value in anything()) {
        let mut odd = message();
        let keys: Vec<String> = odd.as_object().unwrap().keys().cloned().collect();
        odd[&keys[key]] = value;
        let found = read(&json!({ "has_next": false, "messages": [message(), odd, message()] })).unwrap();
        prop_assert_eq!(found.messages.len() + found.quarantined.len(), 3);
        for message in &found.messages {
            prop_assert!(message.raw.is_some() || message.kind == MessageKind::Text);
            prop_assert!(message.attachments.iter().all(|file| !file.remote_id.is_empty()));
        }
    }

    #[test]
    fn bytes_changed_break_nothing(at in 0..4_000_usize, byte: u8) {
        let mut bytes = json!({ "has_next": false, "messages": [message()] }).to_string().into_bytes();
        let at = at % bytes.len();
        bytes[at] = byte;
        let text = text(&bytes);
        let _ = history(&text, &RemoteChatId::new("c"), NOW, &|_| true);
        let _ = list(&text, NOW);
        let _ = picture(&text, "1", &|_| true);
    }

    #[test]
    fn a_list_entry_of_any_shape_is_listed_or_set_aside(entry in anything()) {
        let good = json!({ "chat": { "chat_id": "c", "chat_type": "BUYER_SELLER" }, "last_message_id": "1" });
        let part = list(&json!({ "chats": [good, entry], "has_next": false }).to_string(), NOW).unwrap();
        prop_assert_eq!(part.chats.len() + part.quarantined.len(), 2);
    }

    #[test]
    fn a_picture_in_moderation_is_known_by_its_id(chat in "\\PC{1,20}", message in "\\PC{1,20}") {
        let id = Checked::id(&RemoteChatId::new(chat.as_str()), &message);
        prop_assert_eq!(Checked::of(&id), Some(Checked { chat: RemoteChatId::new(chat), message }));
    }
}
