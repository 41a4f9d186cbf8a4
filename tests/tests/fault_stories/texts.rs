//! Texts of any kind are stored whole and come back as they were.

use pult_domain::MessageKind;
use pult_sim::Fault;
use pult_tests::world::World;
use serde_json::{Value, json};

fn hostile() -> Vec<String> {
    let mut list: Vec<String> = [
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "Слева направо \u{202e}и обратно\u{202c} \u{2066}изоляция\u{2069}",
        "👨‍👩‍👧‍👦 семья и флаг 🇷🇺 и 🏳️‍🌈",
        "до\0после",
        "кавычки \" ' ` ; DROP TABLE message; -- \\ \\u0000 %s {} ${x}",
        "конец строки\r\nвторая\rтретья\n\n\n",
        "\u{feff}\u{200b}невидимое\u{200d}",
        "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞",
        "ӓ ё й — NFC и NFD: и\u{306} е\u{308}",
        " \t пробелы по краям \t ",
        "NEAR( \"незакрытая * ^ AND OR NOT",
    ]
    .map(str::to_owned)
    .to_vec();
    list.push("Слово ".repeat(1_700));
    list.push("ы".repeat(10_000));
    list
}

#[tokio::test]
async fn hostile_texts_are_stored_whole() {
    let w = World::with_pages_of(5).await;
    let ivan = w.buyer("Иван <b>\u{202e}Ужасный</b>");
    for text in hostile() {
        w.sim().buyer_writes(&ivan, &text);
    }
    w.sync().await;
    let stored: Vec<String> = w.messages(&ivan).await.into_iter().map(|message| message.text).collect();
    assert_eq!(stored, hostile(), "every character as it came");
    assert_eq!(w.row(&ivan).await.customer, "Иван <b>\u{202e}Ужасный</b>");
    for text in hostile() {
        let query: String = text.chars().take(60).collect();
        let _: Value = w.ok("search", json!({"query": query})).await;
    }
    w.end().await;
}

#[tokio::test]
async fn a_megabyte_of_text_is_a_message_like_any_other() {
    let w = World::with_shop().await;
    let ivan = w.buyer("Иван");
    let huge = "Очень длинная жалоба. ".repeat(50_000);
    w.sim().buyer_writes(&ivan, &huge);
    w.sim().buyer_writes(&ivan, "Коротко: верните деньги");
    w.sync().await;
    assert_eq!(w.messages(&ivan).await[0].text, huge);
    w.end().await;
}

#[tokio::test]
async fn half_a_surrogate_pair_and_a_nul_stop_nothing() {
    let w = World::with_shop().await;
    let ivan = w.buyer("Иван");
    w.sim().buyer_writes(&ivan, "Всё хорошо");
    w.sim().faults().events(Fault::LoneSurrogate).with(Fault::NulInText);
    w.sync().await;
    let messages = w.messages(&ivan).await;
    assert_eq!(messages.len(), 3);
    assert!(messages.iter().all(|message| message.kind == MessageKind::Text));
    assert!(messages.iter().any(|message| message.text == "до\0после"), "NUL and what follows it are kept: {messages:?}");
    w.end().await;
}

#[tokio::test]
async fn found_words_lead_to_their_message() {
    let w = World::with_shop().await;
    let ivan = w.buyer("Иван");
    w.sim().buyer_writes(&ivan, "Чашка пришла с трещиной, верните деньги");
    w.sim().buyer_writes(&ivan, "Ёлка пришла целая");
    w.sync().await;
    for (query, found) in [("трещина", 1), ("елка", 1), ("вернит", 1), ("приш", 2), ("самолёт", 0)] {
        let answer: Value = w.ok("search", json!({"query": query})).await;
        let hits = answer["hits"].as_array().expect("hits");
        assert_eq!(hits.len(), found, "{query}: {hits:?}");
    }
    w.end().await;
}
