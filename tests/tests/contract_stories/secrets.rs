//! What must never be written down where it does not belong.

use pult_sim::{Fault, Item, SimOptions, WbSim};
use pult_tests::process::Terminal;
use pult_tests::world::files_below;
use serde_json::json;
use std::os::unix::fs::PermissionsExt as _;

/// Everything a scenario may leave behind besides the data itself.
fn holds(haystack: &[u8], needle: &str) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle.as_bytes())
}

#[tokio::test]
async fn logs_hold_no_text_no_name_and_no_token() {
    let sim = WbSim::start(SimOptions::default()).await.expect("a free port");
    let mut t = Terminal::new();
    // The most talkative log an owner could ask for.
    t.set("PULT_LOG", "trace");
    t.connect(&sim, &[]).await;
    let buyer = sim.buyer("Аполлинария Звездинская", Item::default());
    let question = "Чашка треснула, мой телефон 8-900-555-35-35";
    sim.buyer_writes(&buyer, question);
    sim.faults().events(Fault::UnknownEventKind).with(Fault::BrokenEvent).with(Fault::UnknownFields);
    t.run(&["sync"]).await.one();
    let chat = t.run(&["chats"]).await.one()["chat"].to_string();
    let answer = "Вышлем новую в четверг, Аполлинария";
    let served = t.serve().await;
    for fault in [Fault::CutJson, Fault::RejectSignature, Fault::Status { status: 400 }, Fault::AcceptThen5xx { status: 502 }] {
        sim.faults().message(fault);
        t.run(&["reply", &chat, "--text", answer, "--undo-ms", "0", "--wait"]).await;
    }
    // A request in the wrong shape must not come back in a message.
    for _ in 0..2 {
        let (_, error) = served.call("reply_send", &json!({"chat": answer, "text": question, "undo_ms": answer})).await;
        assert!(!error.to_string().contains("Аполлинария"), "a refusal repeats no text: {error}");
    }
    t.run(&["search", "Звездинская"]).await.well();
    t.run(&["doctor"]).await;
    sim.revoke_token();
    t.run(&["sync"]).await;
    let door = served.token.clone();
    drop(served);
    t.run(&["chats", "--limit", "5"]).await.well();

    let logs: Vec<_> = files_below(&t.folder().join("logs"));
    assert!(!logs.is_empty(), "a log is kept");
    let mut all = t.printed().into_bytes();
    for file in &logs {
        all.extend(std::fs::read(file).expect("a readable log"));
    }
    assert!(holds(&all, "A round ended"), "the log tells what happened");
    for private in ["Аполлинария", "Звездинская", "треснула", "900-555", "Вышлем", sim.token(), &door] {
        let text = String::from_utf8_lossy(&all).into_owned();
        let line = text.lines().find(|line| line.contains(private));
        assert!(line.is_none(), "a log must not hold {private:?}: {line:?}");
    }
}

#[tokio::test]
async fn the_token_is_in_the_secrets_file_alone_and_that_is_private() {
    let sim = WbSim::start(SimOptions::default()).await.expect("a free port");
    let t = Terminal::new();
    let account = t.connect(&sim, &[]).await;
    let buyer = sim.buyer("Иван", Item::default());
    sim.buyer_writes(&buyer, "Когда?");
    t.run(&["sync"]).await.one();
    let served = t.serve().await;
    let mode = |name: &str| std::fs::metadata(t.folder().join(name)).expect("there").permissions().mode() & 0o777;
    assert_eq!((mode("secrets.json"), mode("run.json")), (0o600, 0o600));
    assert_eq!(std::fs::metadata(t.folder()).expect("there").permissions().mode() & 0o777, 0o700);
    for file in files_below(t.folder()).into_iter().filter(|file| !file.ends_with("secrets.json")) {
        assert!(!holds(&std::fs::read(&file).expect("readable"), sim.token()), "{} holds the token", file.display());
    }
    let shown: Vec<String> = [&["accounts", "list"] as &[&str], &["doctor"], &["sync"]].iter().map(|words| words.join(" ")).collect();
    for words in &shown {
        let ran = t.run(&words.split(' ').collect::<Vec<_>>()).await;
        assert!(!ran.stdout.contains(sim.token()) && !ran.stderr.contains(sim.token()), "{words} shows the token");
    }
    served.kill().await;
    t.run(&["accounts", "remove", &account]).await.one();
    for file in files_below(t.folder()) {
        assert!(!holds(&std::fs::read(&file).expect("readable"), sim.token()), "{} still holds the token", file.display());
    }
}
