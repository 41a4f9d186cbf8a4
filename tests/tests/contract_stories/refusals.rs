//! Every wrong input is answered in the words of the contract: one line of error JSON on stderr,
//! nothing on stdout, the right exit status, and no panic.

use pult_sim::{Item, SimOptions, TokenSpec, WbSim};
use pult_tests::process::{Ran, Terminal};
use serde_json::Value;
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt as _;

fn refused(ran: &Ran, exit: i32, code: &str) {
    let error = ran.refusal(exit);
    assert_eq!(error["code"], code, "{ran:?}");
    assert!(error["message"].as_str().is_some_and(|words| !words.is_empty()), "{ran:?}");
    assert!(error["retryable"].is_boolean(), "{ran:?}");
    assert!(ran.stdout.is_empty(), "a refused command prints no line: {ran:?}");
    assert!(!ran.stderr.contains("panicked"), "{ran:?}");
}

struct Desk {
    t: Terminal,
    sim: WbSim,
    chat: String,
}

async fn desk() -> Desk {
    let sim = WbSim::start(SimOptions::default()).await.expect("a free port");
    let t = Terminal::new();
    t.connect(&sim, &[]).await;
    let ivan = sim.buyer("Иван", Item::default());
    sim.buyer_writes(&ivan, "Когда?");
    t.run(&["sync"]).await.one();
    let chat = t.run(&["chats"]).await.one()["chat"].to_string();
    Desk { t, sim, chat }
}

async fn add(t: &Terminal, channel: &str, address: &str, token: &[u8]) -> Ran {
    t.run_with(&["accounts", "add", channel, "--name", "Лавка", "--base-url", address, "--token-stdin"], token).await
}

#[tokio::test]
async fn accounts_that_cannot_be_added() {
    let sim = WbSim::start(SimOptions::default()).await.expect("a free port");
    let t = Terminal::new();
    let token = sim.token().to_owned();
    refused(&add(&t, "nosuch", sim.base_url(), token.as_bytes()).await, 2, "unknown_channel");
    refused(&add(&t, "ozon", sim.base_url(), token.as_bytes()).await, 1, "client_id_invalid");
    refused(&add(&t, "wildberries", sim.base_url(), b"").await, 1, "token_empty");
    refused(&add(&t, "wildberries", sim.base_url(), b" \n\t ").await, 1, "token_empty");
    refused(&add(&t, "wildberries", sim.base_url(), b"a.b.c").await, 1, "token_rejected");
    refused(&add(&t, "wildberries", sim.base_url(), "тут не токен".as_bytes()).await, 1, "token_malformed");
    refused(&add(&t, "wildberries", sim.base_url(), b"\xff\xfe\xfd").await, 1, "invalid_utf8");
    let expired = sim.token_with(TokenSpec::expired());
    refused(&add(&t, "wildberries", sim.base_url(), expired.as_bytes()).await, 1, "token_expired");
    let scope = sim.token_with(TokenSpec::with_rights(&[pult_sim::Right::Feedbacks]));
    let missing = add(&t, "wildberries", sim.base_url(), scope.as_bytes()).await;
    refused(&missing, 1, "token_missing_right");
    assert!(missing.stderr.contains("Чат с покупателями"), "which right, by the name it has in the cabinet: {missing:?}");
    refused(&add(&t, "wildberries", "http://shop.example.com", token.as_bytes()).await, 1, "address_not_allowed");
    refused(&add(&t, "wildberries", "http://127.0.0.1.example.com", token.as_bytes()).await, 1, "address_not_allowed");
    refused(&add(&t, "wildberries", "nonsense", token.as_bytes()).await, 1, "address_invalid");
    let closed = {
        let gone = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        format!("http://{}", gone.local_addr().expect("its address"))
    };
    let nobody = add(&t, "wildberries", &closed, token.as_bytes()).await;
    refused(&nobody, 1, "unreachable");
    assert_eq!(nobody.refusal(1)["retryable"], true);
    let far = ["accounts", "add", "wildberries", "--name", "Л", "--token-stdin", "--limits", "off"];
    refused(&t.run_with(&far, token.as_bytes()).await, 1, "address_not_allowed");
    let settle = ["accounts", "add", "wildberries", "--name", "Л", "--token-stdin", "--settle-ms", "10"];
    refused(&t.run_with(&settle, token.as_bytes()).await, 1, "address_not_allowed");
    refused(&t.run(&["accounts", "add", "wildberries", "--name", "Лавка"]).await, 2, "invalid_request");
    assert!(t.run(&["accounts", "list"]).await.well().is_empty(), "nothing was saved");
    let secrets = std::fs::read_to_string(t.folder().join("secrets.json")).unwrap_or_default();
    assert!(!secrets.contains(&token), "no secret is left of an account that was not saved");
}

#[tokio::test]
async fn replies_that_cannot_be_sent() {
    let Desk { t, sim, chat } = desk().await;
    refused(&t.run(&["reply", &chat, "--text", ""]).await, 1, "text_empty");
    refused(&t.run(&["reply", &chat, "--text", " \n "]).await, 1, "text_empty");
    let long = "ё".repeat(1_001);
    refused(&t.run(&["reply", &chat, "--text", &long]).await, 1, "text_too_long");
    refused(&t.run(&["reply", "424242", "--text", "Да"]).await, 1, "chat_not_found");
    refused(&t.run(&["reply", "abc", "--text", "Да"]).await, 2, "invalid_request");
    refused(&t.run(&["reply", "-1", "--text", "Да"]).await, 2, "invalid_request");
    refused(&t.run(&["reply", &chat]).await, 2, "invalid_request");
    refused(&t.run(&["reply", &chat, "--text", "Да", "--undo-ms", "скоро"]).await, 2, "invalid_request");
    let broken = |bytes: &[u8]| OsString::from_vec(bytes.to_vec());
    let words = ["reply", &chat, "--text"].map(OsString::from).into_iter().chain([broken(b"\xd0\xff")]).collect::<Vec<_>>();
    refused(&t.run(&words).await, 2, "invalid_utf8");
    refused(&t.run(&[broken(b"\xff")]).await, 2, "invalid_utf8");
    assert!(t.run(&["outbox"]).await.well().is_empty() && sim.delivered().is_empty(), "nothing was stored, nothing was sent");
}

#[tokio::test]
async fn things_that_are_not_there() {
    let Desk { t, .. } = desk().await;
    refused(&t.run(&["messages", "424242"]).await, 1, "chat_not_found");
    refused(&t.run(&["outbox", "retry", "424242"]).await, 1, "outbox_not_found");
    refused(&t.run(&["outbox", "cancel", "424242"]).await, 1, "outbox_not_found");
    refused(&t.run(&["accounts", "remove", "424242"]).await, 1, "account_not_found");
    refused(&t.run(&["sync", "--account", "424242"]).await, 1, "account_not_found");
}

#[tokio::test]
async fn command_lines_that_are_none() {
    let Desk { t, chat, .. } = desk().await;
    let wrong: [&[&str]; 18] = [
        &[],
        &["nonsense"],
        &["--nonsense"],
        &["chats", "--nonsense"],
        &["chats", "--limit", "0"],
        &["chats", "--limit", "-5"],
        &["chats", "--limit", "many"],
        &["chats", "--limit", "1.5"],
        &["chats", "--limit", "99999999999999999999"],
        &["chats", "--queue", "nonsense"],
        &["chats", "--after", "nonsense"],
        &["messages"],
        &["messages", &chat, "--limit", "0"],
        &["outbox", "--state", "nonsense"],
        &["outbox", "retry"],
        &["accounts"],
        &["serve", "--port", "70000"],
        &["demo", "--chats", "0"],
    ];
    for words in wrong {
        refused(&t.run(words).await, 2, "invalid_request");
    }
    refused(&t.run(&["draft"]).await, 2, "invalid_request");
    refused(&t.run(&["draft", "nonsense"]).await, 2, "invalid_request");
    refused(&t.run(&["draft", "999999"]).await, 1, "chat_not_found");
}

#[tokio::test]
async fn help_and_version_are_no_failures() {
    let t = Terminal::new();
    let help = t.run(&["--help"]).await;
    assert_eq!(help.code(), Some(0));
    for command in ["accounts", "sync", "chats", "messages", "reply", "outbox", "serve", "demo", "doctor"] {
        assert!(help.stdout.contains(command), "{command} is in the help: {}", help.stdout);
    }
    assert_eq!(t.run(&["--version"]).await.code(), Some(0));
}

#[tokio::test]
async fn text_for_people_keeps_the_same_exit_statuses() {
    let Desk { t, .. } = desk().await;
    let mut words = tokio::process::Command::new(pult_tests::process::program("pultctl", "pult-cli"));
    words.arg("--data").arg(t.folder()).env("PULT_SECRETS", "file");
    let output = words.args(["messages", "424242"]).output().await.expect("pultctl runs");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("chat_not_found") && serde_json::from_str::<Value>(&said).is_err(), "words, and the code to look up: {said}");
}
