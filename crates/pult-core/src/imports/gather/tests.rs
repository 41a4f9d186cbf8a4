use super::*;

/// 2026-11-21T00:00:00Z.
const NOW: AtMs = AtMs(1_795_219_200_000);

fn gathered(file: &str, channel: ChannelKind) -> Batch {
    let look = look(file.as_bytes()).expect("memory is read").expect("a file we know");
    let zone = TimeZone::get("Europe/Moscow").expect("in the database");
    let reading = Reading { form: look.form, columns: look.columns, separator: look.separator, zone, now: NOW, channel };
    Gathering::new(file.as_bytes(), reading).expect("read").batch(10_000).expect("read")
}

fn texts(batch: &Batch) -> Vec<(&str, &str)> {
    batch.slices.iter().flat_map(|slice| slice.messages.iter().map(|message| (slice.chat.remote_id.as_str(), message.text.as_str()))).collect()
}

#[test]
fn a_table_of_any_program_becomes_chats() {
    let batch = gathered(
        "Дата;Автор;Покупатель;Текст\r\n20.11.2025 13:05;Покупатель;Анна;Где мой заказ?\r\n20.11.2025 13:09;Магазин;Анна;\"В пути;\r\nзавтра\"\r\n20.11.2025 13:05;Покупатель;Пётр;Где мой заказ?\r\n",
        ChannelKind::Archive,
    );
    assert_eq!(batch.faults, []);
    assert_eq!(texts(&batch), [("name:Анна", "Где мой заказ?"), ("name:Анна", "В пути;\r\nзавтра"), ("name:Пётр", "Где мой заказ?")]);
    let first = &batch.slices[0].messages[0];
    assert_eq!((first.author, first.sent_at, first.made_id), (Author::Customer, AtMs(1_763_633_100_000), true));
    assert!(batch.slices.iter().all(|slice| slice.chat.closed), "an archive has nobody to answer");
}

#[test]
fn one_bad_line_never_stops_the_file() {
    let batch = gathered(
        "date,author,chat,text\n2025-11-20 10:00,buyer,1,one\nyesterday,buyer,1,two\n2025-11-20 10:01,Maria,1,three\n2025-11-20 10:02,shop,,four\n2025-11-20 10:03,shop,1,\"five\n2025-11-20 10:04,shop,1,six\n2025-11-20 10:05,shop,1,\n",
        ChannelKind::Ozon,
    );
    assert_eq!(texts(&batch), [("1", "one"), ("1", "six")]);
    let wanted =
        [(3, ImportFault::TimeUnclear), (4, ImportFault::AuthorUnknown), (5, ImportFault::NoChat), (6, ImportFault::QuoteOpen), (8, ImportFault::Empty)];
    assert_eq!(batch.faults, wanted);
}

#[test]
fn equal_words_in_one_moment_are_two_messages_each_time() {
    let file = "date,author,chat,text\n2025-11-20 10:00,buyer,1,hello\n2025-11-20 10:00,buyer,1,hello\n2025-11-20 10:00,buyer,2,hello\n";
    let ids = |batch: &Batch| batch.slices.iter().flat_map(|slice| slice.messages.iter().map(|message| message.remote_id.clone())).collect::<Vec<_>>();
    let (first, second) = (gathered(file, ChannelKind::Ozon), gathered(file, ChannelKind::Ozon));
    assert_eq!(ids(&first), ids(&second), "the same file gives the same ids");
    assert_ne!(ids(&first)[0], ids(&first)[1]);
    assert_eq!(ids(&first)[0], ids(&first)[2], "ids are of their chat");
}

#[test]
fn a_damaged_json_file_gives_what_is_whole() {
    let head = r#"{"format":"pult-history","version":1,"made_at":"","zone":"","records":["#;
    let chat = r#"{"chat":{"n":1,"channel":"ozon","id":"77","customer":"Anna"}},"#;
    let message = r#"{"message":{"chat":1,"id":"m1","author":"customer","sent_at":"2025-11-20T10:00:00.000Z","text":"hi","news":1}},"#;
    let other = message.replace("\"chat\":1", "\"chat\":9");
    let file = format!("{head}\n{chat}\n{message}\n{{\"message\":{{\n{other}\n");
    let batch = gathered(&file, ChannelKind::Ozon);
    assert_eq!(texts(&batch), [("77", "hi")], "a field of later versions is passed over");
    assert_eq!(batch.faults, [(4, ImportFault::NotARecord), (5, ImportFault::ChatUnknown), (5, ImportFault::Cut)]);
    let batch = gathered(&file, ChannelKind::Avito);
    assert_eq!(batch.faults.first(), Some(&(2, ImportFault::OtherChannel)), "another marketplace's chats are not this shop's");
    assert_eq!(texts(&gathered(&file, ChannelKind::Archive)), [("ozon:77", "hi")]);
}

#[test]
fn files_of_other_kinds_are_refused_whole() {
    for (file, code) in [
        ("", ErrorCode::ImportUnknown),
        ("just words", ErrorCode::ImportUnknown),
        ("{\"a\":1}", ErrorCode::ImportUnknown),
        ("\u{1}\u{2}PK", ErrorCode::ImportUnknown),
        ("{\"format\":\"pult-history\",\"version\":9,\"records\":[\n]}", ErrorCode::ImportNewer),
    ] {
        assert_eq!(look(file.as_bytes()).expect("memory is read").expect_err("refused"), code, "{file:?}");
    }
}
