//! The lines of every command: their fields, no more and no less.

use pult_sim::{Fault, Item, SimOptions, WbSim};
use pult_tests::process::Terminal;
use pult_tests::provider::{Reply, StubProvider};
use pult_tests::with_hours;
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn fields(line: &Value) -> BTreeSet<&str> {
    line.as_object().expect("an object").keys().map(String::as_str).collect()
}

/// The fields of the contract are all there. More may be: scripts ignore what they do not know.
fn has(line: &Value, wanted: &[&str]) {
    let wanted: BTreeSet<&str> = wanted.iter().copied().collect();
    let missing: Vec<_> = wanted.difference(&fields(line)).copied().collect();
    assert!(missing.is_empty(), "{missing:?} are missing in {line}");
}

const ACCOUNT: [&str; 7] = ["account", "channel", "name", "last_sync_at_ms", "cursor", "error_count", "last_error"];
const SYNC: [&str; 9] = ["account", "channel", "pages", "messages_seen", "messages_new", "chats_new", "cursor", "took_ms", "error"];
const CHAT: [&str; 10] = ["chat", "account", "channel", "remote_id", "customer", "queue", "priority", "deadline_at_ms", "unread", "last_message"];
const MESSAGE: [&str; 7] = ["message", "remote_id", "author", "text", "sent_at_ms", "state", "attachments"];
const DRAFT: [&str; 12] =
    ["chat", "text", "sentiment", "categories", "urgency", "confidence", "provider", "model", "cost", "sources", "findings", "analyzed_at_ms"];
const REPLY: [&str; 4] = ["outbox", "state", "remote_id", "reason"];
const OUTBOX: [&str; 8] = ["outbox", "chat", "state", "text", "attempts", "reason", "remote_id", "queued_at_ms"];

#[tokio::test]
async fn a_day_at_the_terminal() {
    let sim = WbSim::start(SimOptions { page_size: 3, ..SimOptions::default() }).await.expect("a free port");
    let t = Terminal::new();
    // Outside the hours of work a level is raised, and this clock is the machine's.
    let served = t.serve().await;
    let (_, rules) = served.call("sla_get", &json!({})).await;
    let (status, kept) = served.call("sla_set", &json!({"policy": with_hours(rules["policy"].clone(), true)})).await;
    assert_eq!(status, 200, "{kept}");
    served.kill().await;
    let add = ["accounts", "add", "wildberries", "--name", "Лавка", "--base-url", sim.base_url(), "--token-stdin", "--limits", "off"];
    let added = t.run_with(&add, format!("{}\n", sim.token()).as_bytes()).await.one();
    has(&added, &["account", "channel", "name", "check"]);
    has(&added["check"], &["ok", "detail"]);
    assert_eq!((&added["channel"], &added["name"], &added["check"]["ok"]), (&json!("wildberries"), &json!("Лавка"), &json!(true)));
    let detail = added["check"]["detail"].as_str().expect("words");
    assert!(detail.contains("personal token") && detail.contains("until "), "its kind and its end: {detail}");

    let account = t.run(&["accounts", "list"]).await.one();
    has(&account, &ACCOUNT);
    assert_eq!((&account["last_sync_at_ms"], &account["last_error"], &account["error_count"]), (&Value::Null, &Value::Null, &json!(0)));

    let ivan = sim.buyer("Иван", Item::default());
    let maria = sim.buyer("Мария", Item::default());
    sim.buyer_writes(&ivan, "Где мой заказ?");
    for n in 0..4 {
        sim.buyer_writes(&maria, &format!("Вопрос {n}"));
    }
    let round = t.run(&["sync"]).await.one();
    has(&round, &SYNC);
    assert_eq!((&round["messages_new"], &round["chats_new"], &round["error"]), (&json!(5), &json!(2), &Value::Null));
    assert!(round["pages"].as_i64() >= Some(2) && round["messages_seen"].as_i64() >= Some(5), "whole numbers: {round}");
    has(&t.run(&["sync", "--account", &added["account"].to_string()]).await.one(), &SYNC);

    let chats = t.run(&["chats", "--queue", "waiting"]).await.well();
    assert_eq!(chats.len(), 2);
    chats.iter().for_each(|chat| has(chat, &CHAT));
    let draft = t.run(&["draft", &chats[0]["chat"].to_string()]).await.one();
    has(&draft, &DRAFT);
    assert_eq!((&draft["chat"], &draft["provider"], &draft["cost"]), (&chats[0]["chat"], &json!("embedded"), &json!(0.0)), "without a model");
    let sources = draft["sources"].as_array().expect("a list");
    assert!(!sources.is_empty(), "a draft says what it stands on: {draft}");
    sources.iter().for_each(|source| has(source, &["kind", "id", "title", "excerpt", "at_ms"]));
    has(&chats[0]["last_message"], &["author", "text", "sent_at_ms"]);
    assert_eq!(chats[0]["customer"], "Иван", "who waits longest comes first: by deadline");
    assert!(chats[0]["deadline_at_ms"].as_i64() <= chats[1]["deadline_at_ms"].as_i64());
    assert_eq!((&chats[1]["unread"], &chats[1]["priority"], &chats[1]["queue"]), (&json!(4), &json!("normal"), &json!("waiting")));
    let first = t.run(&["chats", "--limit", "1"]).await.one();
    let next = first["next"].as_str().unwrap_or_else(|| panic!("a page that is not the last says where it continues: {first}"));
    assert_eq!(t.run(&["chats", "--limit", "1", "--after", next]).await.one()["customer"], "Мария");

    let chat = chats[1]["chat"].to_string();
    let messages = t.run(&["messages", &chat]).await.well();
    messages.iter().for_each(|message| has(message, &MESSAGE));
    assert_eq!(messages.iter().map(|message| message["text"].as_str().unwrap()).collect::<Vec<_>>(), ["Вопрос 0", "Вопрос 1", "Вопрос 2", "Вопрос 3"]);
    let newest = t.run(&["messages", &chat, "--limit", "2"]).await.well();
    assert_eq!(newest.iter().map(|message| message["text"].as_str().unwrap()).collect::<Vec<_>>(), ["Вопрос 2", "Вопрос 3"], "the newest, oldest first");

    let sent = t.run(&["reply", &chat, "--text", "Сегодня", "--undo-ms", "0", "--wait"]).await.one();
    has(&sent, &REPLY);
    assert_eq!((&sent["state"], &sent["reason"]), (&json!("sent"), &Value::Null));
    let queued = t.run(&["reply", &chat, "--text", "-- и ещё\nвторой строкой", "--undo-ms", "60000"]).await.one();
    assert_eq!(queued["state"], "queued");
    let outbox = t.run(&["outbox"]).await.well();
    outbox.iter().for_each(|reply| has(reply, &OUTBOX));
    assert_eq!(outbox.len(), 2);
    let queued_id = queued["outbox"].to_string();
    assert_eq!(t.run(&["outbox", "--state", "queued"]).await.one()["outbox"], queued["outbox"]);
    let last = t.run(&["messages", &chat]).await.well().pop().expect("lines");
    assert_eq!((&last["message"], &last["state"]), (&Value::Null, &json!("queued")), "what has not left stands at the end");
    has(&t.run(&["outbox", "cancel", &queued_id]).await.one(), &OUTBOX);
    assert_eq!(t.run(&["outbox", "--state", "cancelled"]).await.well().len(), 1);
    assert_eq!(sim.delivered_to(&maria).len(), 1);

    let hit = t.run(&["search", "заказ"]).await.one();
    has(&hit, &["message", "chat", "sent_at_ms", "snippet"]);
    assert_eq!(hit["snippet"], "Где мой заказ?");

    let checks = t.run(&["doctor"]).await.well();
    checks.iter().for_each(|check| has(check, &["check", "ok", "detail"]));
    for wanted in ["data_folder", "database", "search_index", "keychain"] {
        assert!(checks.iter().any(|check| check["check"] == wanted && check["ok"] == true), "{wanted}: {checks:?}");
    }

    has(&t.run(&["accounts", "remove", &added["account"].to_string()]).await.one(), &ACCOUNT);
    assert!(t.run(&["accounts", "list"]).await.well().is_empty());
    assert!(t.run(&["chats"]).await.well().is_empty(), "its chats are gone with it");
}

#[tokio::test]
async fn a_models_draft_is_a_line_with_who_wrote_it_and_its_price() {
    let sim = WbSim::start(SimOptions::default()).await.expect("a free port");
    let reply = "Здравствуйте! Посмотрим, где ваш заказ, и ответим здесь.";
    let model = StubProvider::always(Reply::drafts("ru", Some(reply))).await;
    let t = Terminal::new();
    let served = t.serve().await;
    let price = json!({"input_micros": 1_000_000.0, "output_micros": 10_000_000.0});
    let set = json!({"kind": "llama_cpp", "base_url": model.url(), "model": "small", "price": price});
    let (status, kept) = served.call("provider_set", &set).await;
    assert_eq!(status, 200, "{kept}");
    served.kill().await;
    t.connect(&sim, &[]).await;
    let ivan = sim.buyer("Иван", Item::default());
    sim.buyer_writes(&ivan, "Где мой заказ?");
    t.run(&["sync"]).await.one();
    let chat = t.run(&["chats"]).await.one()["chat"].to_string();
    let draft = t.run(&["draft", &chat]).await.one();
    has(&draft, &DRAFT);
    assert_eq!((&draft["text"], &draft["provider"], &draft["model"]), (&json!(reply), &json!("llama_cpp"), &json!("small-1")), "{draft}");
    // 900 tokens of question at a dollar a million and 90 of answer at ten.
    assert_eq!((&draft["cost"], &draft["categories"], &draft["findings"]), (&json!(0.0018), &json!(["order_status"]), &json!([])), "{draft}");
    assert!(draft["confidence"].as_f64().is_some_and(|sure| (0.0..=1.0).contains(&sure)) && draft["analyzed_at_ms"].is_i64(), "{draft}");
    let embedded = t.run(&["draft", &chat, "--embedded"]).await.one();
    assert_eq!((&embedded["provider"], &embedded["model"], &embedded["cost"]), (&json!("embedded"), &Value::Null, &json!(0.0)));
    assert_eq!(model.asked(), 1, "asked once, for the line that names it");
}

#[tokio::test]
async fn a_failed_account_prints_its_line_and_ends_with_one() {
    let sim = WbSim::start(SimOptions::default()).await.expect("a free port");
    let t = Terminal::new();
    t.connect(&sim, &[]).await;
    sim.faults().events(Fault::Status { status: 500 });
    let ran = t.run(&["sync"]).await;
    assert_eq!(ran.refusal(1)["code"], "channel_failed");
    let line = &ran.lines()[0];
    assert_eq!(line["error"]["code"], "channel_failed", "the line is printed all the same: {line}");
    let account = t.run(&["accounts", "list"]).await.one();
    assert_eq!((&account["error_count"], &account["last_error"]["code"]), (&json!(1), &json!("channel_failed")));
    let doctor = t.run(&["doctor"]).await;
    assert_eq!(doctor.code(), Some(1), "a failing doctor ends with 1");
    assert!(doctor.lines().iter().any(|check| check["ok"] == false));
}

#[tokio::test]
async fn replies_that_did_not_arrive_end_with_one_and_their_line() {
    let sim = WbSim::start(SimOptions::default()).await.expect("a free port");
    let t = Terminal::new();
    t.connect(&sim, &[]).await;
    let ivan = sim.buyer("Иван", Item::default());
    sim.buyer_writes(&ivan, "Когда?");
    t.run(&["sync"]).await.one();
    let chat = t.run(&["chats"]).await.one()["chat"].to_string();
    sim.faults().message(Fault::Status { status: 400 });
    let failed = t.run(&["reply", &chat, "--text", "Сегодня", "--undo-ms", "0", "--wait"]).await;
    assert_eq!(failed.refusal(1)["code"], "channel_refused");
    assert_eq!((&failed.lines()[0]["state"], &failed.lines()[0]["reason"]), (&json!("failed"), &json!("channel_refused")));
    let id = failed.lines()[0]["outbox"].to_string();
    assert_eq!(t.run(&["outbox", "retry", &id]).await.one()["state"], "queued");
    t.run(&["sync"]).await.one();
    assert_eq!(t.run(&["outbox"]).await.one()["state"], "sent", "the same row");
    sim.faults().message(Fault::ResetBefore);
    let doubt = t.run(&["reply", &chat, "--text", "Завтра", "--undo-ms", "0", "--wait"]).await;
    assert_eq!(doubt.refusal(1)["code"], "unconfirmed");
    assert_eq!(doubt.lines()[0]["state"], "unconfirmed");
}

#[tokio::test]
async fn the_demo_shop_comes_and_goes() {
    let t = Terminal::new();
    let demo = t.run(&["demo", "--chats", "12"]).await.one();
    has(&demo, &["account", "chats", "messages"]);
    assert_eq!(demo["chats"], 12);
    assert_eq!(t.run(&["chats", "--limit", "100"]).await.well().len(), 12);
    assert_eq!(t.run(&["accounts", "list"]).await.one()["channel"], "demo", "clearly marked");
    t.run(&["sync"]).await.one();
    t.run(&["demo", "--remove"]).await.one();
    assert!(t.run(&["chats"]).await.well().is_empty());
    let usual = t.run(&["demo"]).await.one();
    assert_eq!(usual["chats"], 60);
}

#[tokio::test]
async fn commands_go_through_the_program_that_holds_the_folder() {
    let sim = WbSim::start(SimOptions::default()).await.expect("a free port");
    let t = Terminal::new();
    t.connect(&sim, &[]).await;
    let ivan = sim.buyer("Иван", Item::default());
    sim.buyer_writes(&ivan, "Когда?");
    let served = t.serve().await;
    assert!(served.url.starts_with("http://127.0.0.1:"), "loopback only: {}", served.url);
    t.run(&["sync"]).await.one();
    let chat = t.run(&["chats"]).await.one()["chat"].to_string();
    let sent = t.run(&["reply", &chat, "--text", "Сегодня", "--undo-ms", "0", "--wait"]).await.one();
    assert_eq!(sent["state"], "sent");
    assert_eq!(t.run(&["outbox"]).await.one()["state"], "sent");
    has(&t.run(&["accounts", "list"]).await.one(), &ACCOUNT);
    assert_eq!(t.run(&["messages", "999"]).await.refusal(1)["code"], "chat_not_found", "refusals come through whole");
    t.run(&["doctor"]).await.well();
    let second = t.run(&["serve"]).await;
    assert_eq!(second.refusal(1)["code"], "data_in_use");
    assert_eq!(second.refusal(1)["retryable"], true);

    let (status, counts) = served.call("queue_counts", &json!({})).await;
    assert_eq!((status, &counts["all"]), (200, &json!(1.0)));
    let client = pult_tests::process::client();
    let url = format!("{}/rpc/queue_counts", served.url);
    let status = async |request: reqwest::RequestBuilder| request.json(&json!({})).send().await.expect("an answer").status().as_u16();
    assert_eq!(status(client.post(&url)).await, 401, "without the token nothing is told");
    assert_eq!(status(client.post(&url).bearer_auth("wrong")).await, 401);
    let foreign = client.post(&url).bearer_auth(&served.token).header("Origin", "https://evil.example");
    assert_eq!(status(foreign).await, 403, "a foreign page with the right token is refused too");
    let (status, error) = served.call("no_such_operation", &json!({})).await;
    assert!((400..500).contains(&status) && error["code"] == "unknown_operation", "{status} {error}");
    let (status, error) = served.call("chat_list", &json!({"view": "all", "suprise": 1})).await;
    assert!((400..500).contains(&status) && error["code"] == "invalid_request", "{status} {error}");

    served.kill().await;
    assert_eq!(t.run(&["chats"]).await.well().len(), 1, "a killed server leaves nothing in the way");
}

#[tokio::test]
async fn serve_syncs_and_delivers_by_itself_and_ends_when_told() {
    let sim = WbSim::start(SimOptions::default()).await.expect("a free port");
    let t = Terminal::new();
    t.connect(&sim, &[]).await;
    let ivan = sim.buyer("Иван", Item::default());
    sim.buyer_writes(&ivan, "Когда?");
    let served = t.serve().await;
    let until = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while t.run(&["chats"]).await.well().is_empty() {
        assert!(std::time::Instant::now() < until, "serve syncs without being asked");
    }
    t.run(&["reply", "1", "--text", "Сегодня", "--undo-ms", "0"]).await.one();
    while sim.delivered_to(&ivan).is_empty() {
        assert!(std::time::Instant::now() < until, "and delivers");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let mut kill = tokio::process::Command::new("kill");
    assert!(kill.args(["-TERM", &served.id().to_string()]).status().await.expect("kill runs").success());
    let code = served.ended().await;
    assert_eq!(code, Some(0), "told to end, it ends well");
    assert!(!t.folder().join("run.json").exists(), "and takes its door away");
}
