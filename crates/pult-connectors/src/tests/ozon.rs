//! Ozon's connector against scripted answers.

mod checking;
mod facts;
mod files;
mod reading;
mod refusals;
mod sending;
mod walking;

use std::sync::Arc;

use pult_domain::{ChannelKind, ShiftedClock};
use secrecy::SecretString;
use serde_json::{Value, json};

use super::quick;
use super::server::{Act, Got, Server, json as json_answer};
use crate::{Channel, Connect, connect};

const KEY: &str = "0b9f-api-key";
const CLIENT: &str = "115568";

fn asking(base_url: &str) -> Connect {
    Connect {
        channel: ChannelKind::Ozon,
        base_url: Some(base_url.to_owned()),
        client_id: Some(CLIENT.into()),
        token: SecretString::from(KEY),
        limits_off: true,
        timeouts: quick(),
    }
}

fn ozon(base_url: &str) -> Arc<dyn Channel> {
    ozon_at(base_url, &ShiftedClock::default())
}

fn ozon_at(base_url: &str, clock: &ShiftedClock) -> Arc<dyn Channel> {
    connect(asking(base_url), Arc::new(clock.clone())).unwrap()
}

fn told(value: &Value) -> Act {
    json_answer(&value.to_string())
}

/// The method a request called.
fn method(got: &Got) -> &str {
    got.line.split(' ').nth(1).unwrap()
}

fn body(got: &Got) -> Value {
    serde_json::from_str(&got.body).unwrap()
}

/// A refusal as the document shapes it.
fn refusal(status: u16, words: &str) -> Act {
    super::server::answer(status, "", &json!({ "code": 7, "message": words, "details": [] }).to_string())
}

/// A shop with a plan of this name that answers everything else as `act` says.
async fn shop(plan: &'static str, act: impl Fn(&Got) -> Act + Send + Sync + 'static) -> Server {
    Server::start(move |_, got| match method(got) {
        "/v1/seller/info" => told(&json!({ "company": { "name": "ООО 'Ромашка'" }, "subscription": { "is_premium": true, "type": plan } })),
        _ => act(got),
    })
    .await
}
