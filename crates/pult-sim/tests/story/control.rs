//! The strings over HTTP.

use std::process::Stdio;

use pult_sim::SimOptions;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, BufReader};

use crate::client::start;

#[tokio::test]
async fn another_process_can_steer() {
    let (sim, client) = start(SimOptions::default()).await;
    let pull = async |path: &str, said: Value| -> Value {
        let asked = client.http.post(format!("{}{path}", client.base)).header("X-Sim-Control", sim.control_token()).json(&said);
        asked.send().await.unwrap().json().await.unwrap()
    };
    let look = async |path: String| -> Value {
        client.http.get(format!("{}{path}", client.base)).header("X-Sim-Control", sim.control_token()).send().await.unwrap().json().await.unwrap()
    };
    let wrote = pull("/_sim/buyer_writes", json!({"name": "Ольга", "item": {"nm_id": 5, "title": "Ваза"}, "text": "Ваза разбита"})).await;
    let chat = wrote["chat"].as_str().unwrap();
    pull("/_sim/buyer_writes", json!({"chat": chat, "text": "Вы тут?"})).await;
    pull("/_sim/fault", json!({"endpoint": "events", "fault": "status", "status": 500, "times": 2})).await;
    pull("/_sim/fault", json!({"endpoint": "chats", "fault": "too_many_requests", "headers": {"documented": 8}})).await;
    assert_eq!(client.get("/api/v1/seller/chats").await.header("x-ratelimit-retry"), Some("8"));
    let base = pull("/_sim/token", json!({"kind": "base", "rights": ["buyers_chat"]})).await;
    assert_eq!(base["token"].as_str().map(|token| token.split('.').count()), Some(3));
    let faulty: Vec<u16> = [client.events(None).await.status, client.events(None).await.status, client.events(None).await.status].into();
    assert_eq!(faulty, [500, 500, 200]);
    client.send(&client.sign(chat).await, "Простите, заменим").await;
    assert_eq!(look(format!("/_sim/delivered?chat={chat}")).await[0]["text"], "Простите, заменим");
    assert_eq!(look(format!("/_sim/delivered?chat={}", chat.replace(':', "%3A"))).await.as_array().unwrap().len(), 1);
    let state = look("/_sim/state".to_owned()).await;
    assert_eq!((state["events"].as_i64(), state["chats"][0]["name"].as_str()), (Some(3), Some("Ольга")));
    assert_eq!(look("/_sim/ledger".to_owned()).await.as_array().unwrap().len(), 3);
    assert!(pull("/_sim/buyer_writes", json!({"chat": "none", "text": "?"})).await["error"].is_string());

    let stranger = client.http.get(format!("{}/_sim/state", client.base)).header("X-Sim-Control", "guess").send().await.unwrap();
    assert_eq!(stranger.status().as_u16(), 401);
    assert!(sim.requests().iter().all(|seen| !seen.path.starts_with("/_sim")), "steering is no request to the marketplace");
}

#[tokio::test]
async fn the_program_says_where_it_is_and_keeps_its_shop() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("shop.json");
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut ledgers = Vec::new();
    for _ in 0..2 {
        let mut program = tokio::process::Command::new(env!("CARGO_BIN_EXE_pult-sim"));
        let mut program = program.args(["--chats", "60", "--state"]).arg(&state).stdout(Stdio::piped()).kill_on_drop(true).spawn().unwrap();
        let line = BufReader::new(program.stdout.take().unwrap()).lines().next_line().await.unwrap().expect("one line");
        let said: Value = serde_json::from_str(&line).unwrap();
        let address = format!("{}/_sim/ledger", said["base_url"].as_str().unwrap());
        let answer = reqwest::Client::new().get(address).header("X-Sim-Control", said["control_token"].as_str().unwrap()).send().await.unwrap();
        ledgers.push(answer.json::<Value>().await.unwrap().as_array().unwrap().len());
        program.kill().await.unwrap();
    }
    assert!(ledgers[0] > 120 && ledgers[0] == ledgers[1], "a killed program finds its shop again: {ledgers:?}");
}
