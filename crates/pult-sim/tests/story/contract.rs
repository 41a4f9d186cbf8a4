//! What the documents promise.

use std::sync::Arc;

use pult_domain::ShiftedClock;
use pult_sim::{Attach, Item, Moderation, Right, Sender, SimOptions, TokenKind, TokenSpec, WbSim};

use crate::client::{page_of, start};

#[tokio::test]
async fn a_question_arrives_and_is_answered_once() {
    let (sim, client) = start(SimOptions::default()).await;
    let ivan = sim.buyer("Иван", Item::new(170_044_512, "Чайник «Осень», 800 мл", 2_490));
    let asked = sim.buyer_writes(&ivan, "Здравствуйте! Когда отправите?");

    let page = client.events(None).await.json();
    let event = &page["result"]["events"][0];
    assert_eq!(event["chatID"], ivan.chat);
    assert_eq!(event["eventID"], asked.event);
    assert_eq!((event["eventType"].as_str(), event["sender"].as_str(), event["isNewChat"].as_bool()), (Some("message"), Some("client"), Some(true)));
    assert_eq!(event["message"]["text"], "Здравствуйте! Когда отправите?");
    assert_eq!(event["message"]["attachments"]["goodCard"]["nmID"], 170_044_512);
    assert_eq!(event["addTimestamp"], asked.at.0);

    let sign = event["replySign"].as_str().unwrap();
    assert!(sign.chars().count() <= pult_sim::LONGEST_SIGN && sign != ivan.chat);
    assert_eq!(client.sign(&ivan.chat).await, sign, "list and new-chat event agree");
    let sent = client.send(sign, "Добрый день! Сегодня вечером.").await;
    assert_eq!(sent.status, 200, "{}", sent.text);
    assert_eq!(sent.json()["result"]["chatID"], ivan.chat);
    assert_eq!(sent.json()["errors"].as_array().map(Vec::len), Some(0));

    let echo = client.events(page["result"]["next"].as_i64()).await.json()["result"]["events"][0].clone();
    assert_eq!((echo["sender"].as_str(), echo["source"].as_str()), (Some("seller"), Some("seller-public-api")));
    assert_eq!((&echo["message"]["text"], &echo["addTimestamp"]), (&"Добрый день! Сегодня вечером.".into(), &sent.json()["result"]["addTime"]));
    assert!(echo["isNewChat"].is_null() && echo["replySign"].is_null());
    let received = sim.delivered_to(&ivan);
    assert_eq!(received.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), ["Добрый день! Сегодня вечером."]);
}

#[tokio::test]
async fn following_next_loses_nothing_even_inside_one_millisecond() {
    let clock = Arc::new(Standing);
    let (sim, client) = start(SimOptions { clock, ..page_of(3) }).await;
    let ivan = sim.buyer("Иван", Item::default());
    let mut written: Vec<String> = (0..10).map(|n| sim.buyer_writes(&ivan, &format!("{n}")).event).collect();
    let (seen, next) = client.follow(None).await;
    assert_eq!(seen, written, "ten events of one millisecond, pages of three");

    written = (10..14).map(|n| sim.buyer_writes(&ivan, &format!("{n}")).event).collect();
    let (seen, next) = client.follow(Some(next)).await;
    assert_eq!(seen, written, "the clock stands, yet nothing is dated behind a cursor given out");
    assert_eq!(client.follow(Some(next)).await.0, Vec::<String>::new());
    let (again, _) = client.follow(None).await;
    assert_eq!(again.len(), 14, "a replay gives the same feed");
}

#[derive(Debug)]
struct Standing;
impl pult_domain::Clock for Standing {
    fn now(&self) -> pult_domain::AtMs {
        pult_domain::AtMs(1_790_000_000_000)
    }

    fn steady_ms(&self) -> i64 {
        0
    }
}

#[tokio::test]
async fn an_empty_shop_gives_a_cursor_that_works() {
    let (sim, client) = start(SimOptions::default()).await;
    let (seen, next) = client.follow(None).await;
    assert!(seen.is_empty() && next > 0);
    let first = sim.buyer_writes(sim.buyer("Иван", Item::default()), "есть кто?");
    assert_eq!(client.follow(Some(next)).await.0, [first.event]);
}

#[tokio::test]
async fn wrong_cursors_are_refused_as_documented() {
    let (_sim, client) = start(SimOptions::default()).await;
    for (query, detail) in [
        ("abc", "Invalid number"),
        ("", "Invalid number"),
        ("1.5", "Invalid number"),
        ("99999999999999999999", "Invalid number"),
        ("0", "Invalid value for \"next\""),
    ] {
        let got = client.get(&format!("/api/v1/seller/events?next={query}")).await;
        assert_eq!((got.status, got.detail().as_str()), (400, detail), "next={query}");
        assert_eq!(got.json()["origin"], "proxy-chats");
    }
}

#[tokio::test]
async fn wrong_replies_are_refused_as_documented() {
    let (sim, client) = start(SimOptions::default()).await;
    let ivan = sim.buyer("Иван", Item::default());
    sim.buyer_writes(&ivan, "?");
    let sign = client.sign(&ivan.chat).await;
    for (sign, text, detail) in [
        (ivan.chat.as_str(), "ответ", "Invalid signature"),
        ("", "ответ", "Invalid signature"),
        (&"я".repeat(256), "ответ", "Invalid signature"),
        (&sign, &"я".repeat(1_001), "Invalid value for \"message\""),
        (&sign, "  ", "Invalid value for \"message\""),
    ] {
        let got = client.send(sign, text).await;
        assert_eq!((got.status, got.detail().as_str(), got.header("content-type")), (400, detail, Some("application/problem+json")));
    }
    assert_eq!(client.send(&sign, &"я".repeat(1_000)).await.status, 200, "a thousand characters, not bytes");
    sim.rotate_sign(&ivan);
    assert_eq!(client.send(&sign, "ответ").await.detail(), "Invalid signature");
    assert_eq!(client.send(&client.sign(&ivan.chat).await, "ответ").await.status, 200);
    assert_eq!(sim.delivered_to(&ivan).len(), 2);
}

#[tokio::test]
async fn files_travel_both_ways() {
    let (sim, client) = start(SimOptions::default()).await;
    let ivan = sim.buyer("Иван", Item::default());
    let later = Moderation::Until(sim.now().plus_ms(25_000));
    let files = [
        Attach::picture("image/png", b"png"),
        Attach::pdf("Чек.pdf", b"pdf").moderated(later),
        Attach::picture("image/jpeg", b"no").moderated(Moderation::Failed),
    ];
    sim.buyer_sends(&ivan, "вот", &files);
    let attachments = client.events(None).await.json()["result"]["events"][0]["message"]["attachments"].clone();
    assert_eq!((attachments["images"].as_array().unwrap().len(), attachments["files"][0]["name"].as_str()), (2, Some("Чек.pdf")));
    let fetch = async |id: &serde_json::Value| client.get(&format!("/api/v1/seller/download/{}", id.as_str().unwrap())).await;
    let picture = fetch(&attachments["images"][0]["downloadID"]).await;
    assert_eq!((picture.status, picture.text.as_str(), picture.header("content-type")), (200, "png", Some("image/png")));
    let waiting = fetch(&attachments["files"][0]["downloadID"]).await;
    assert_eq!((waiting.status, waiting.json()["moderationState"].as_str()), (202, Some("pending")));
    assert!((1..=25).contains(&waiting.json()["retrySeconds"].as_i64().unwrap()));
    assert_eq!(fetch(&attachments["images"][1]["downloadID"]).await.status, 451);
    assert_eq!(fetch(&"nonsense".into()).await.detail(), "invalid fileID");

    let part = |bytes: Vec<u8>, name: &str, kind: &str| reqwest::multipart::Part::bytes(bytes).file_name(name.to_owned()).mime_str(kind).unwrap();
    let sign = client.sign(&ivan.chat).await;
    let form = || reqwest::multipart::Form::new().text("replySign", sign.clone());
    let good = client.post_form(form().part("file", part(b"jpeg".to_vec(), "a.jpg", "image/jpeg"))).await.unwrap();
    assert_eq!(good.status, 200, "{}", good.text);
    let film = client.post_form(form().part("file", part(b"mp4".to_vec(), "a.mp4", "video/mp4"))).await.unwrap();
    assert!(film.detail().ends_with("\"a.mp4\" has unsupported mime type"), "{}", film.text);
    let big = client.post_form(form().part("file", part(vec![0; (5 << 20) + 1], "b.png", "image/png"))).await.unwrap();
    assert!(big.detail().ends_with("attachment too big. Max size: 5MiB"), "{}", big.text);
    assert_eq!(sim.delivered_to(&ivan).iter().map(|one| one.files.clone()).collect::<Vec<_>>(), [["a.jpg"]]);
}

#[tokio::test]
async fn every_wrong_token_is_told_apart() {
    let (sim, mut client) = start(SimOptions::default()).await;
    let good = client.token.clone();
    let mut ask = async |token: String, path: &str| {
        client.token = token;
        let got = client.get(path).await;
        (got.status, if got.status == 200 { String::new() } else { got.detail() })
    };
    let chats = "/api/v1/seller/chats";
    assert_eq!(ask(format!("Bearer {good}"), chats).await.0, 200);
    assert_eq!(ask(String::new(), chats).await.0, 401);
    assert!(ask("pasted the wrong thing".to_owned(), chats).await.1.contains("malformed"));
    assert!(ask(format!("{good}x"), chats).await.1.contains("signature is invalid"));
    assert!(ask(sim.token_with(TokenSpec::expired()), chats).await.1.contains("expired"));
    assert_eq!(ask(sim.token_with(TokenSpec::of(TokenKind::Test)), chats).await.0, 401);
    assert_eq!(ask(sim.token_with(TokenSpec::of(TokenKind::Base)), chats).await.0, 200);
    let only_content = sim.token_with(TokenSpec::with_rights(&[Right::Content]));
    assert_eq!(ask(only_content.clone(), chats).await, (401, "token scope not allowed".to_owned()));
    assert_eq!(ask(only_content, "/api/v1/seller-info").await.0, 200, "any category may ask who it is");
    assert_eq!(ask(sim.token_with(TokenSpec { user_removed: true, ..TokenSpec::default() }), chats).await.0, 403);
    sim.revoke_token();
    assert_eq!(ask(good, chats).await, (401, "access token is withdrawn".to_owned()));

    let ivan = sim.buyer("Иван", Item::default());
    sim.buyer_writes(&ivan, "?");
    client.token = sim.token_with(TokenSpec::read_only());
    let sign = client.sign(&ivan.chat).await;
    assert_eq!(client.send(&sign, "ответ").await.status, 403, "a read-only token reads and does not write");
    assert!(sim.delivered().is_empty());
}

#[tokio::test]
async fn the_token_says_what_it_is() {
    use base64::Engine as _;
    let (sim, _client) = start(SimOptions::default()).await;
    let read = |token: &str| -> serde_json::Value {
        let payload = token.split('.').nth(1).unwrap();
        serde_json::from_slice(&base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
    };
    let usual = read(sim.token());
    assert_eq!((usual["acc"].as_i64(), usual["for"].as_str(), usual["s"].as_i64()), (Some(3), Some("self"), Some((1 << 9) | (1 << 1))));
    assert_eq!(read(&sim.token_with(TokenSpec::read_only()))["s"].as_i64().unwrap() >> 30 & 1, 1);
    assert_eq!(read(&sim.token_with(TokenSpec::of(TokenKind::Base)))["acc"], 1);
    assert!(read(&sim.token_with(TokenSpec::of(TokenKind::Test)))["t"].as_bool().unwrap());
}

#[tokio::test]
async fn limits_hold_where_they_are_switched_on() {
    let clock = Arc::new(ShiftedClock::default());
    let (sim, client) = start(SimOptions { enforce_limits: true, clock: clock.clone(), ..SimOptions::default() }).await;
    let mut last = client.events(None).await;
    assert_eq!(last.header("x-ratelimit-remaining"), Some("9"));
    for _ in 0..14 {
        last = client.events(None).await;
    }
    assert_eq!((last.status, last.header("content-type")), (429, Some("application/problem+json")));
    assert_eq!((last.header("x-ratelimit-retry"), last.header("x-ratelimit-limit"), last.header("x-ratelimit-remaining")), (Some("1"), Some("10"), None));
    assert!(last.header("x-ratelimit-reset").is_some() && last.json()["title"] == "too many requests");
    clock.advance_ms(10_000);
    assert_eq!(client.events(None).await.status, 200);
    let refused = sim.requests().iter().filter(|seen| seen.status == Some(429)).count();
    assert!((3..=5).contains(&refused), "requests beyond the limit are in the log: {refused}");
}

#[tokio::test]
async fn cards_name_the_items() {
    let (sim, client) = start(SimOptions::default()).await;
    let _ivan = sim.buyer("Иван", Item::new(170_044_512, "Чайник «Осень», 800 мл", 2_490));
    let _anna = sim.buyer("Анна", Item::new(170_044_513, "Блюдце", 390));
    let ask = serde_json::json!({"settings": {"cursor": {"limit": 100}, "filter": {"textSearch": "170044512", "withPhoto": -1}}});
    let answer = client.http.post(format!("{}/content/v2/get/cards/list", client.base)).header("Authorization", &client.token).json(&ask).send().await.unwrap();
    let cards: serde_json::Value = answer.json().await.unwrap();
    assert_eq!((cards["cards"][0]["title"].as_str(), cards["cursor"]["total"].as_i64()), (Some("Чайник «Осень», 800 мл"), Some(1)));
    assert_eq!(client.get("/ping").await.json()["Status"], "OK");
    assert_eq!(client.get("/api/v1/seller-info").await.json()["tradeMark"], "Глина и быт");
}

#[tokio::test]
async fn a_restart_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let options = || SimOptions { state_file: Some(folder.path().join("shop.json")), ..SimOptions::default() };
    let (sim, client) = start(options()).await;
    let ivan = sim.buyer("Иван", Item::default());
    sim.buyer_sends(&ivan, "вот", &[Attach::picture("image/png", b"png")]);
    let sign = client.sign(&ivan.chat).await;
    client.send(&sign, "спасибо").await;
    let (seen, next) = client.follow(None).await;
    let (ledger, token) = (sim.ledger(), sim.token().to_owned());
    sim.stop().await;

    let (sim, client) = start(options()).await;
    assert_eq!(sim.token(), token);
    assert_eq!(client.follow(None).await.0, seen);
    assert_eq!(sim.ledger().len(), ledger.len());
    assert_eq!(client.send(&sign, "ещё раз").await.status, 200, "the signature is still good");
    assert_eq!(client.follow(Some(next)).await.0.len(), 1);
    assert_eq!(sim.delivered_to(&ivan).len(), 2);
}

#[tokio::test]
async fn others_speak_in_the_chat_too() {
    let (sim, client) = start(SimOptions::default()).await;
    let ivan = sim.buyer("Иван", Item::default());
    sim.buyer_writes(&ivan, "?");
    sim.system_writes(&ivan, "Покупатель оформил возврат");
    sim.seller_writes_in_cabinet(&ivan, "Ответили из кабинета");
    sim.empty_event(&ivan);
    let page = client.events(None).await.json();
    let senders: Vec<_> = page["result"]["events"].as_array().unwrap().iter().map(|event| event["sender"].as_str().unwrap().to_owned()).collect();
    assert_eq!(senders, ["client", "wb", "seller", "seller"]);
    assert!(page["result"]["events"][3].get("message").is_none());
    assert_eq!(sim.ledger().iter().filter(|entry| entry.sender == Sender::Seller).count(), 2);
    assert!(sim.delivered().is_empty(), "only what went over the API counts as delivered");
}

#[tokio::test]
async fn a_dropped_simulator_is_gone() {
    let (sim, client) = start(SimOptions::default()).await;
    assert_eq!(client.get("/ping").await.status, 200);
    drop(sim);
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    assert!(client.try_get("/ping").await.is_err());
    let _another = WbSim::start(SimOptions::default()).await.unwrap();
}
