//! `guard`: replies are judged without any data.

use crate::terminal::Terminal;
use serde_json::Value;

const SCOPE: [&str; 7] = ["guard", "--channel", "ozon", "--mode", "assisted", "--locale", "ru"];

#[test]
fn lines_keep_their_ids_and_show_the_place() {
    let terminal = Terminal::new();
    let stdin = "{\"id\":\"a\",\"text\":\"Здравствуйте! Вернём деньги.\",\"customer_text\":\"Верните деньги\"}\n\n{\"id\":2,\"text\":\"Ботинки в наличии\"}\n";
    let ran = terminal.run_with(SCOPE, stdin.as_bytes());
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    let lines = ran.lines();
    assert_eq!((lines[0]["id"].as_str(), lines[0]["verdict"].as_str()), (Some("a"), Some("block")));
    let finding = &lines[0]["findings"][0];
    assert_eq!((finding["rule"].as_str(), finding["start"].as_u64()), (Some("promise_refund"), Some(14)));
    assert!(finding["reason"].as_str().is_some_and(|reason| !reason.starts_with("guard-")), "{finding}");
    assert!(finding["rewrite"].as_str().is_some_and(|words| words.contains("площадка")), "{finding}");
    assert_eq!(lines[1], serde_json::json!({"id": 2, "verdict": "pass", "findings": []}));
    assert!(std::fs::read_dir(&terminal.data).expect("a folder").next().is_none(), "no data is touched");
}

#[test]
fn what_cannot_be_judged() {
    let terminal = Terminal::new();
    let refused = |words: &[&str], stdin: &[u8], status: i32, code: &str| {
        let ran = terminal.run_with(words, stdin);
        assert_eq!((ran.status, ran.refusal().0.as_str()), (Some(status), code), "{words:?}: {}", ran.stderr);
        ran
    };
    refused(&["guard"], b"", 2, "invalid_request");
    refused(&["guard", "--channel", "mars", "--mode", "human", "--locale", "ru"], b"", 2, "unknown_channel");
    refused(&["guard", "--channel", "ozon", "--mode", "dreaming", "--locale", "ru"], b"", 2, "invalid_request");
    refused(&["guard", "--channel", "ozon", "--mode", "human", "--locale", "tlh"], b"", 2, "invalid_request");
    refused(&SCOPE, b"\xff\n", 1, "invalid_utf8");
    let half = refused(&SCOPE, b"{\"id\":1,\"text\":\"x\"}\n{\"id\":2,\"words\":\"secret\"}\n", 2, "invalid_request");
    assert_eq!(half.lines().len(), 1, "the lines before it were judged");
    assert!(!half.stderr.contains("secret"), "a refusal never quotes a text");
}

#[test]
fn a_reply_is_judged_at_the_door_and_a_warning_is_overruled_by_its_rule() {
    let terminal = Terminal::with_demo(20);
    let russian = |line: &&Value| line["last_message"]["text"].as_str().is_some_and(|text| text.chars().any(|c| ('а'..='я').contains(&c)));
    let chat = terminal.lines(["chats"]).iter().find(russian).expect("a buyer who writes Russian")["chat"].to_string();
    let told = |words: &[&str], code: &str| -> String {
        let refused = terminal.run(["reply", &chat, "--undo-ms", "60000"].into_iter().chain(words.iter().copied()).collect::<Vec<_>>());
        let (told, message) = refused.refusal();
        assert_eq!((refused.status, refused.lines().len(), told.as_str()), (Some(1), 0, code), "{}", refused.stderr);
        message
    };
    let refund = "Вернём вам деньги завтра.";
    let message = told(&["--text", refund], "guard_warned");
    assert!(message.contains("promise_refund at 0 to ") && !message.contains("деньги"), "the rule and its place, never the words: {message}");
    told(&["--text", refund, "--despite", "blame_customer"], "guard_warned");
    told(&["--text", "Звоните +7 912 345-67-89", "--despite", "any"], "guard_blocked");
    assert!(terminal.lines(["outbox"]).is_empty(), "what is refused is not stored");
    let sent = terminal.lines(["reply", &chat, "--undo-ms", "60000", "--text", refund, "--despite", "promise_refund"]);
    assert_eq!(sent[0]["state"], "queued");
    let any = terminal.lines(["reply", &chat, "--undo-ms", "60000", "--text", refund, "--despite", "any"]);
    assert_eq!(any[0]["state"], "queued");
}
