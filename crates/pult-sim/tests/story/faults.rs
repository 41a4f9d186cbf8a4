//! Each fault shows what it promises, and loses nothing it does not say it loses.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use pult_domain::ShiftedClock;
use pult_sim::{Buyer, Chaos, Endpoint, Fault, Item, RetryHeaders, SimOptions, WbSim};
use serde_json::Value;

use crate::client::{Client, Got, page_of, start};

async fn shop_of(page_size: usize, messages: usize) -> (WbSim, Client, Buyer) {
    let (sim, client) = start(page_of(page_size)).await;
    let ivan = sim.buyer("Иван", Item::default());
    for n in 0..messages {
        sim.buyer_wrote_at(&ivan, &format!("сообщение {n}"), sim.now().plus_ms(-100_000 + 10 * i64::try_from(n).unwrap()));
    }
    (sim, client, ivan)
}

fn ids(got: &Got) -> Vec<String> {
    got.json()["result"]["events"].as_array().unwrap().iter().filter_map(|event| event["eventID"].as_str()).map(str::to_owned).collect()
}

#[tokio::test]
async fn events_come_twice_in_other_orders_and_ahead_of_their_turn() {
    let (sim, client, _) = shop_of(4, 12).await;
    let all: Vec<String> = sim.ledger().into_iter().map(|entry| entry.event).collect();
    let first = client.events(None).await;
    let next = first.json()["result"]["next"].as_i64();
    assert_eq!(ids(&first), all[..4]);

    sim.faults().events(Fault::DuplicateEvents);
    let doubled = ids(&client.events(next).await);
    assert_eq!(doubled.len(), 3 + 8, "every event twice and three of the page before");
    assert_eq!(doubled.iter().collect::<BTreeSet<_>>(), all[1..8].iter().collect());

    sim.faults().events(Fault::ReorderEvents);
    assert_eq!(ids(&client.events(next).await), all[4..8].iter().rev().cloned().collect::<Vec<_>>());

    sim.faults().events(Fault::ReorderAcrossPages);
    let ahead = client.events(next).await;
    assert_eq!(ids(&ahead)[0], all[11], "a newer event before the page's own");
    assert_eq!(ahead.json()["result"]["next"].as_i64(), client.events(next).await.json()["result"]["next"].as_i64());

    let tail = client.events(ahead.json()["result"]["next"].as_i64()).await.json()["result"]["oldestEventTime"].clone();
    assert!(tail.is_string());
    sim.faults().events(Fault::ReorderAcrossPages);
    let newest_only = client.events(ahead.json()["result"]["next"].as_i64()).await;
    assert_eq!(ids(&newest_only), [all[11].clone()]);
    assert_eq!(client.follow(newest_only.json()["result"]["next"].as_i64()).await.0, all[8..], "the held back ones come when asked again");
}

#[tokio::test]
async fn cursors_stand_still_go_back_or_are_missing_and_nothing_is_lost() {
    let (sim, client, _) = shop_of(4, 8).await;
    let next = client.events(None).await.json()["result"]["next"].as_i64().unwrap();
    let cursor_with = async |fault| {
        sim.faults().events(fault);
        let got = client.events(Some(next)).await;
        assert_eq!(ids(&got).len(), 4, "the page is right, only its cursor is not");
        got.json()["result"]["next"].clone()
    };
    assert_eq!(cursor_with(Fault::RepeatCursor).await, next);
    assert_eq!(cursor_with(Fault::BackwardsCursor).await, next - 3_600_000);
    assert_eq!(cursor_with(Fault::NullCursor).await, Value::Null);
}

#[tokio::test]
async fn unknown_things_enter_the_feed_and_stay() {
    let (sim, client, ivan) = shop_of(50, 3).await;
    sim.faults().events(Fault::UnknownEventKind).with(Fault::UnknownFields).with(Fault::BrokenEvent);
    let odd = client.events(None).await.json();
    let events = odd["result"]["events"].as_array().unwrap();
    assert_eq!(events.len(), 5, "three messages, one unknown, one broken");
    assert!(events.iter().any(|event| event["eventType"] == "reaction" && event["chatID"] == ivan.chat));
    assert!(events.iter().any(|event| event.get("eventID").is_none()));
    assert!(odd["futureField"].is_object() && events[0]["message"]["futureField"].is_object());
    let plain = client.events(None).await.json();
    assert_eq!(plain["result"]["events"].as_array().unwrap().len(), 4, "the unknown kind stays, the broken entry was of one answer");
    assert_eq!(sim.ledger().iter().filter(|entry| !entry.is_message).count(), 1);

    sim.faults().events(Fault::LoneSurrogate);
    let text = client.events(None).await.text;
    assert!(text.contains("\\ud83d\""), "half a pair, as JSON spells it");
    assert!(serde_json::from_str::<Value>(&text).is_err(), "a strict reader stumbles over it");
    sim.faults().events(Fault::NulInText);
    assert!(client.events(None).await.text.contains("до\\u0000после"));
}

#[tokio::test]
async fn fields_are_missing_null_or_of_another_type() {
    let (sim, client, _) = shop_of(50, 2).await;
    sim.faults().events(Fault::MissingFields);
    let thin = client.events(None).await.json();
    assert!(thin.get("errors").is_none() && thin["result"].get("totalEvents").is_none());
    assert!(thin["result"]["events"][0].get("addTime").is_none() && thin["result"]["events"][0]["addTimestamp"].is_i64());
    sim.faults().events(Fault::NumbersAsStrings);
    assert!(client.events(None).await.json()["result"]["events"][0]["addTimestamp"].is_string());
    let (_, next) = client.follow(None).await;
    sim.faults().events(Fault::NullLists);
    assert_eq!(client.events(Some(next)).await.json()["result"]["events"], Value::Null, "null only where the list is empty");
    sim.faults().chats(Fault::EmptyChatList);
    assert_eq!(client.get("/api/v1/seller/chats").await.json()["result"].as_array().map(Vec::len), Some(0));
    assert_eq!(client.get("/api/v1/seller/chats").await.json()["result"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn every_way_to_say_wait() {
    let (sim, client, _) = shop_of(50, 1).await;
    let headers = async |headers| {
        sim.faults().events(Fault::TooManyRequests { headers });
        let got = client.events(None).await;
        assert_eq!((got.status, got.header("content-type")), (429, Some("application/problem+json")));
        (got.header("x-ratelimit-retry").map(str::to_owned), got.header("retry-after").map(str::to_owned))
    };
    assert_eq!(headers(RetryHeaders::Documented(7)).await, (Some("7".to_owned()), None));
    assert_eq!(headers(RetryHeaders::Seconds(3)).await, (None, Some("3".to_owned())));
    assert!(headers(RetryHeaders::Date(90)).await.1.unwrap().ends_with(" GMT"));
    assert_eq!(headers(RetryHeaders::Garbage).await.1, Some("soon".to_owned()));
    assert_eq!(headers(RetryHeaders::Absurd).await.0, Some("1000000000".to_owned()));
    assert_eq!(headers(RetryHeaders::None).await, (None, None));
    sim.faults().events(Fault::Unavailable { retry_after_s: 2 });
    let busy = client.events(None).await;
    assert_eq!((busy.status, busy.header("retry-after")), (503, Some("2")));
}

#[tokio::test]
async fn broken_answers() {
    let (sim, client, _) = shop_of(50, 5).await;
    sim.faults().events(Fault::CutJson);
    let cut = client.events(None).await;
    assert!(cut.status == 200 && serde_json::from_str::<Value>(&cut.text).is_err());
    sim.faults().events(Fault::HtmlPage);
    let page = client.events(None).await;
    assert!(page.status == 200 && page.header("content-type").unwrap().starts_with("text/html") && page.text.starts_with("<!DOCTYPE"));
    sim.faults().events(Fault::HtmlStatus { status: 502 });
    assert_eq!(client.events(None).await.status, 502);
    sim.faults().events(Fault::WrongContentType);
    let plain = client.events(None).await;
    assert!(plain.header("content-type").unwrap().starts_with("text/plain") && plain.json()["result"].is_object());
    sim.faults().events(Fault::EmptyBody);
    assert_eq!(client.events(None).await.text, "");
    sim.faults().events(Fault::HugeBody { mb: 3 });
    let huge = client.events(None).await;
    assert!(huge.text.len() > 3 << 20 && huge.json()["result"]["totalEvents"] == 5);
    let (sim, client, _) = shop_of(2, 9).await;
    sim.faults().events(Fault::HugePage { events: 100 });
    assert_eq!(ids(&client.events(None).await).len(), 9);
}

#[tokio::test]
async fn connections_die_before_and_after_the_work() {
    let (sim, client, ivan) = shop_of(50, 5).await;
    let sign = client.sign(&ivan.chat).await;
    sim.faults().message(Fault::ResetBefore);
    assert!(client.try_send(&sign, "раз").await.is_err());
    assert!(sim.delivered_to(&ivan).is_empty(), "reset before: nothing was delivered");
    for fault in [Fault::AcceptThenDrop, Fault::ResetAfter, Fault::ResetMidBody] {
        sim.faults().message(fault);
        assert!(client.try_send(&sign, "два").await.is_err());
    }
    assert_eq!(sim.delivered_to(&ivan).len(), 3, "delivered, and nobody was told");
    sim.faults().message(Fault::AcceptThen5xx { status: 502 });
    assert_eq!(client.send(&sign, "три").await.status, 502);
    assert_eq!(sim.delivered_to(&ivan).len(), 4);
    sim.faults().message(Fault::Status { status: 500 });
    assert_eq!(client.send(&sign, "четыре").await.status, 500);
    assert_eq!(sim.delivered_to(&ivan).len(), 4, "a plain 500 was not processed");
    sim.faults().events(Fault::ResetMidBody);
    assert!(client.try_get("/api/v1/seller/events").await.is_err());
    let unanswered = sim.requests().iter().filter(|seen| seen.status.is_none()).count();
    assert_eq!(unanswered, 3, "the log knows which requests never got an answer's head");
}

#[tokio::test]
async fn replies_arrive_late_or_echo_late() {
    let clock = Arc::new(ShiftedClock::default());
    let (sim, client) = start(SimOptions { clock: clock.clone(), ..SimOptions::default() }).await;
    let ivan = sim.buyer("Иван", Item::default());
    sim.buyer_writes(&ivan, "?");
    let sign = client.sign(&ivan.chat).await;
    let (_, next) = client.follow(None).await;
    sim.faults().message(Fault::AcceptLate { ms: 60_000 });
    assert!(client.try_send(&sign, "поздно").await.is_err());
    assert!(sim.delivered_to(&ivan).is_empty() && client.follow(Some(next)).await.0.is_empty());
    clock.advance_ms(60_000);
    assert_eq!((sim.delivered_to(&ivan).len(), client.follow(Some(next)).await.0.len()), (1, 1));

    let (_, next) = client.follow(Some(next)).await;
    sim.faults().message(Fault::EchoLate { ms: 60_000 });
    assert_eq!(client.send(&sign, "эхо").await.status, 200);
    assert_eq!((sim.delivered_to(&ivan).len(), client.follow(Some(next)).await.0.len()), (2, 0), "the buyer has it, the feed not yet");
    clock.advance_ms(60_000);
    assert_eq!((sim.delivered_to(&ivan).len(), client.follow(Some(next)).await.0.len()), (2, 1));
}

#[tokio::test]
async fn signatures_change_and_files_fail() {
    let (sim, client, ivan) = shop_of(50, 1).await;
    let old = client.sign(&ivan.chat).await;
    sim.faults().message(Fault::RejectSignature);
    assert_eq!(client.send(&old, "раз").await.detail(), "Invalid signature");
    assert_eq!(client.send(&old, "раз").await.status, 400, "the old one stays refused");
    let new = client.sign(&ivan.chat).await;
    sim.faults().message(Fault::NewSignature);
    let newer = client.send(&new, "раз").await.json()["result"]["sign"].as_str().unwrap().to_owned();
    assert_eq!((client.send(&new, "два").await.status, client.send(&newer, "два").await.status), (400, 200));
    sim.faults().message(Fault::FileErrors);
    let partly = client.send(&newer, "три").await;
    assert_eq!((partly.status, partly.json()["errors"].as_array().map(Vec::len)), (200, Some(1)));
}

#[tokio::test]
async fn slow_answers_take_their_time_after_the_work() {
    let (sim, client, ivan) = shop_of(50, 1).await;
    let sign = client.sign(&ivan.chat).await;
    for fault in [Fault::SlowAnswer { ms: 300 }, Fault::SlowBody { ms: 300 }] {
        sim.faults().message(fault);
        let began = Instant::now();
        assert_eq!(client.send(&sign, "медленно").await.status, 200);
        assert!(began.elapsed() >= Duration::from_millis(300));
    }
    sim.faults().message(Fault::SlowAnswer { ms: 5_000 });
    let patience = tokio::time::timeout(Duration::from_millis(300), client.try_send(&sign, "не дождались")).await;
    assert!(patience.is_err());
    assert_eq!(sim.delivered_to(&ivan).len(), 3, "whoever gives up waiting has sent all the same");
}

#[tokio::test]
async fn the_port_closes_and_opens() {
    let (mut sim, client, _) = shop_of(50, 1).await;
    assert_eq!(client.get("/ping").await.status, 200);
    sim.refuse_connections().await;
    assert!(client.try_get("/ping").await.unwrap_err().is_connect(), "refused, not reset");
    sim.accept_connections().await;
    assert_eq!(client.get("/ping").await.status, 200, "the same address again");
    sim.faults().events(Fault::RefuseConnections { ms: 200 });
    assert!(client.try_get("/api/v1/seller/events").await.is_err());
    assert!(client.try_get("/ping").await.unwrap_err().is_connect());
    tokio::time::sleep(Duration::from_millis(400)).await;
    assert_eq!(client.get("/ping").await.status, 200);
}

#[tokio::test]
async fn faults_queue_and_end() {
    let (sim, client, _) = shop_of(50, 1).await;
    sim.faults().events(Fault::Status { status: 500 }).times(2);
    sim.faults().events(Fault::Status { status: 418 });
    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push(client.events(None).await.status);
    }
    assert_eq!(seen, [500, 500, 418, 200]);
    sim.faults().chats(Fault::Status { status: 500 }).always();
    assert_eq!((sim.faults().left(Endpoint::Chats), sim.faults().left(Endpoint::Events)), (None, Some(0)));
    assert_eq!((client.get("/api/v1/seller/chats").await.status, client.get("/api/v1/seller/chats").await.status), (500, 500));
    sim.faults().clear();
    assert_eq!(client.get("/api/v1/seller/chats").await.status, 200);
}

#[tokio::test]
async fn a_late_event_is_seen_by_those_who_look_back() {
    let (sim, client, ivan) = shop_of(50, 3).await;
    let (_, next) = client.follow(None).await;
    let late = sim.arrives_late(&ivan, "задержалось", 200_000);
    assert!(client.follow(Some(next)).await.0.is_empty());
    assert!(client.follow(Some(next - 300_000)).await.0.contains(&late.event));
}

/// A careful client in chaos: it repeats what failed and keeps what it saw by id.
#[tokio::test]
async fn chaos_is_repeatable_and_loses_nothing() {
    let mut runs = Vec::new();
    for _ in 0..2 {
        let (sim, client, _) = shop_of(5, 60).await;
        sim.chaos(Chaos { permille: 500, seed: 42 });
        let (mut kept, mut next, mut empty) = (BTreeMap::new(), None::<i64>, 0);
        while empty < 3 {
            let path = next.map_or("/api/v1/seller/events".to_owned(), |next| format!("/api/v1/seller/events?next={next}"));
            let Ok(got) = client.try_get(&path).await else { continue };
            let Ok(page) = serde_json::from_str::<Value>(&got.text) else { continue };
            if got.status != 200 {
                continue;
            }
            let events = page["result"]["events"].as_array().cloned().unwrap_or_default();
            empty = if events.is_empty() { empty + 1 } else { 0 };
            for event in &events {
                kept.insert(event["eventID"].as_str().unwrap().to_owned(), ());
            }
            // Never back: a cursor behind the one we hold is the server's mistake.
            next = next.max(page["result"]["next"].as_i64());
        }
        let all: BTreeSet<String> = sim.ledger().into_iter().map(|entry| entry.event).collect();
        assert_eq!(kept.keys().cloned().collect::<BTreeSet<_>>(), all);
        let struck = sim.requests().iter().filter(|seen| !seen.faults.is_empty()).count();
        assert!(struck > 5, "chaos did strike: {struck}");
        runs.push(sim.requests().into_iter().map(|seen| seen.faults).take(20).collect::<Vec<_>>());
    }
    assert_eq!(runs[0], runs[1], "the same seed, the same faults");
}
