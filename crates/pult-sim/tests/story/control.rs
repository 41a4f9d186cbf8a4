//! The strings over HTTP.

use pult_sim::SimOptions;
use serde_json::{Value, json};

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
