use super::*;
use proptest::prelude::*;

/// 2026-11-21T07:00:00Z.
const NOW: AtMs = AtMs(1_795_244_400_000);

fn history_of(messages: &str) -> Result<HistoryPage, Rejected> {
    history(format!(r#"{{"status":"OK","result":{{"context":{{"type":"DIRECT"}},"messages":{messages}}}}}"#).as_bytes(), &RemoteChatId::new("1"), NOW)
}

fn one(message: &str) -> FeedMessage {
    history_of(&format!("[{message}]")).unwrap().messages.remove(0)
}

#[test]
fn times_are_moments_whatever_form_they_have() {
    let at = |time: &str| one(&format!(r#"{{"messageId":1,"sender":"CUSTOMER","message":"?","createdAt":{time}}}"#));
    for time in [
        r#""2026-11-21T10:00:00+03:00""#,
        r#""2026-11-21T07:00:00Z""#,
        r#"" 2026-11-21T12:00:00.000+05:00 ""#,
        r#""2026-11-21T10:00:00""#,
        "1795244400000",
        "1795244400",
        r#""1795244400000""#,
    ] {
        let message = at(time);
        assert_eq!((message.sent_at, message.raw), (NOW, None), "{time}");
    }
    for time in ["null", r#""yesterday""#, "{}", "-5", r#""""#] {
        let message = at(time);
        assert!(message.sent_at == NOW && message.raw.is_some(), "{time} is taken from the neighbour and kept");
    }
    let far = at(r#""2098-07-10T00:40:42Z""#);
    assert!(far.sent_at == NOW && far.raw.is_some_and(|raw| raw.contains("2098")), "it would stand above all others until then");
}

#[test]
fn what_is_odd_is_shown_as_far_as_it_goes_and_kept() {
    let empty = one(r#"{"messageId":1,"createdAt":"2026-11-21T10:00:00+03:00","sender":"CUSTOMER"}"#);
    assert_eq!((empty.kind, empty.raw.is_some()), (MessageKind::Unsupported, true));
    let half = one(r#"{"messageId":2,"createdAt":"2026-11-21T10:00:00+03:00","sender":"CUSTOMER","message":"a\ud83d","payload":[{"name":"x"},7]}"#);
    assert_eq!((half.kind, half.text.as_str(), half.attachments.len(), half.raw.is_some()), (MessageKind::Text, "a\u{fffd}", 2, true));
    let file = one(
        r#"{"messageId":3,"createdAt":"2026-11-21T10:00:00+03:00","sender":"CUSTOMER","payload":[{"name":"a.png","url":"https://x","size":1,"caption":"Вот скол"}]}"#,
    );
    assert_eq!((file.kind, file.attachments.len()), (MessageKind::Text, 1));
    assert!(file.raw.unwrap().contains("Вот скол"), "an unknown field of a file is kept");
    let large = one(r#"{"messageId":92233720368547758079,"createdAt":1795244400000,"sender":"CUSTOMER","message":"?"}"#);
    assert_eq!(large.remote_id.as_str(), "92233720368547758079", "an id is text");
    for (messages, aside) in [(r#"[{"messageId":""},{"messageId":"a/b"},{},[],null,5]"#, 6), ("null", 0), ("[]", 0)] {
        let page = history_of(messages).unwrap();
        assert_eq!((page.messages.len(), page.quarantined.len()), (0, aside), "{messages}");
    }
}

#[test]
fn a_page_that_is_not_one_is_rejected_whole() {
    for messages in ["{}", "7", r#""x""#] {
        assert_eq!(history_of(messages).unwrap_err(), Rejected::Unreadable("the list is none"));
    }
    let many = format!("[{}0]", "0,".repeat(MOST_ELEMENTS));
    assert_eq!(history_of(&many).unwrap_err(), Rejected::TooMany);
    assert_eq!(chats(br#"{"status":"ERROR","errors":[{"code":"X"}],"result":{"chats":[]}}"#).unwrap_err(), Rejected::Errors("X".into()));
    assert!(matches!(chats(br#"{"status":"OK","result":[]}"#), Err(Rejected::Unreadable(_))));
    assert!(chats("\u{feff}{\"result\":{\"chats\":[]}}".as_bytes()).is_ok());
}

#[test]
fn a_files_id_is_its_place() {
    let place = FileId { chat: "1", message: "9", n: 2 };
    assert_eq!(FileId::parse(&place.to_string()), Some(place));
    for none in ["", "1/9", "1/9/x", "1/9/2/3", "/9/2", "1//2", "https://yandex.ru/2", "1/9/-1"] {
        assert_eq!(FileId::parse(none), None, "{none}");
    }
}

proptest! {
    #[test]
    fn no_bytes_break_the_reader(body in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = chats(&body);
        let _ = history(&body, &RemoteChatId::new("1"), NOW);
    }

    /// Whatever stands in a field, the message is shown or set aside, never dropped.
    #[test]
    fn one_value_changed_loses_nothing(key in "messageId|createdAt|sender|message|payload", value in r#"null|[1-9][0-9]{0,29}|-1|1e9|\{\}|\[\]|\[null\]|"[a-z/]{0,9}"|true"#) {
        let mut fields = vec![("messageId", "9"), ("createdAt", r#""2026-11-21T10:00:00+03:00""#), ("sender", r#""CUSTOMER""#), ("message", r#""?""#)];
        fields.retain(|(name, _)| *name != key);
        fields.push((&key, &value));
        let json = fields.iter().map(|(name, value)| format!(r#""{name}":{value}"#)).collect::<Vec<_>>().join(",");
        let page = history_of(&format!("[{{{json}}}]")).unwrap();
        prop_assert_eq!(page.messages.len() + page.quarantined.len(), 1, "{}", json);
    }
}
