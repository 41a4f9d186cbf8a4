use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use pult_domain::{Author, ErrorCode, HistoryRight, MessageKind, RemoteChatId, Retry, ShiftedClock};
use serde_json::{Value, json};

use super::super::server::{Act, Server, answer, json as json_answer};
use super::{Kept, asked, avito, avito_at, chat, messages, path, round, round_from, shop, text, told};
use crate::NoMarks;

/// The place a request asks for.
fn offset(path: &str) -> usize {
    path.split("offset=").nth(1).unwrap().parse().unwrap()
}

/// How many of the requests asked for a history.
fn histories(server: &Server) -> usize {
    asked(server).iter().filter(|got| path(got).contains("/messages/")).count()
}

/// A hundred of them from there on, as Avito does.
fn hundred(all: &[Value], path: &str) -> Vec<Value> {
    all.iter().skip(offset(path)).take(100).cloned().collect()
}

#[tokio::test]
async fn the_list_and_each_history_are_asked_as_the_document_wants_it() {
    let server = shop(|got| match path(got).split('?').next().unwrap() {
        "/messenger/v2/accounts/94235311/chats" => told(&json!({ "chats": [chat("u2i-a", 9, &text("m2", 9, "б")), chat("u2i/b?c", 8, &text("m1", 8, "а"))] })),
        "/messenger/v3/accounts/94235311/chats/u2i-a/messages/" => told(&json!([text("m2", 9, "б")])),
        "/messenger/v3/accounts/94235311/chats/u2i%2Fb%3Fc/messages/" => told(&json!({ "messages": [text("m1", 8, "а")] })),
        other => panic!("{other}"),
    })
    .await;
    let channel = avito(&server.url);
    let marks = Kept::default();
    let pages = round(&*channel, &marks).await;
    let found: Vec<_> = messages(&pages).iter().map(|message| (message.remote_chat_id.0.clone(), message.text.clone())).collect();
    assert_eq!(found, [("u2i-a".to_owned(), "б".to_owned()), ("u2i/b?c".to_owned(), "а".to_owned())]);
    assert_eq!(pages[0].chats[0].customer_name.as_deref(), Some("Иван"));
    let asked_for: Vec<String> = asked(&server).iter().map(|got| got.line.clone()).collect();
    assert_eq!(asked_for[0], "GET /messenger/v2/accounts/94235311/chats?chat_types=u2i,u2u&limit=100&offset=0 HTTP/1.1");
    assert_eq!(asked_for[1], "GET /messenger/v3/accounts/94235311/chats/u2i-a/messages/?limit=100&offset=0 HTTP/1.1");
    // Of none of the three pages it is said that it was the last, and this server does not heed the offset.
    assert_eq!(asked(&server).len(), 3 + 3);
    let again = round(&*channel, &marks).await;
    assert_eq!((messages(&again).len(), asked(&server).len()), (0, 8), "where nothing is new the list alone is asked for");
}

#[tokio::test]
async fn a_chat_is_read_back_to_its_mark_and_an_hour_further() {
    let history: std::sync::Arc<Mutex<Vec<Value>>> = std::sync::Arc::default();
    let served = history.clone();
    let server = shop(move |got| {
        let all = served.lock().unwrap();
        if path(got).contains("/messages/") {
            told(&json!(hundred(&all, path(got))))
        } else {
            told(&json!({ "chats": [chat("c", all[0]["created"].as_i64().unwrap(), &all[0])] }))
        }
    })
    .await;
    let (channel, marks) = (avito(&server.url), Kept::default());
    // Newest first, one a minute.
    let story = |count: i64| (0..count).rev().map(|n| text(&format!("m{n}"), 1_600_000_000 + n * 60, "x")).collect::<Vec<_>>();
    *history.lock().unwrap() = story(250);
    assert_eq!(messages(&round(&*channel, &marks).await).len(), 250);
    assert_eq!(histories(&server), 3 + 1, "three pages, and an empty one which is their end");
    *history.lock().unwrap() = story(260);
    let before = histories(&server);
    let pages = round(&*channel, &marks).await;
    let found: Vec<&str> = messages(&pages).iter().map(|message| message.remote_id.as_str()).collect();
    assert!(found.contains(&"m259") && found.contains(&"m250"));
    assert_eq!(histories(&server) - before, 1, "one page reaches an hour behind the mark");
    // A message of half an hour before the mark is deleted.
    {
        let mut history = history.lock().unwrap();
        history[30]["type"] = json!("deleted");
        history[30]["content"] = json!({});
        history.insert(0, text("new", 1_600_000_000 + 260 * 60, "x"));
    }
    let pages = round(&*channel, &marks).await;
    let deleted: Vec<&str> = messages(&pages).iter().filter(|message| message.kind == MessageKind::Deleted).map(|message| message.remote_id.as_str()).collect();
    assert_eq!(deleted, ["m229"]);
}

#[tokio::test]
async fn a_message_that_comes_late_is_found_however_old_it_is() {
    let late = std::sync::Arc::new(AtomicUsize::new(0));
    let state = late.clone();
    let server = shop(move |got| {
        let mut all: Vec<Value> = (0..250).rev().map(|n| text(&format!("m{n}"), 1_600_000_000 + n * 3_600, "x")).collect();
        let updated = 1_700_000_000 + i64::try_from(state.load(Ordering::SeqCst)).unwrap();
        if updated > 1_700_000_000 {
            all.insert(220, text("late", 1_600_000_000 + 29 * 3_600 + 1, "x"));
        }
        let last = all[0].clone();
        if path(got).contains("/messages/") { told(&json!(hundred(&all, path(got)))) } else { told(&json!({ "chats": [chat("c", updated, &last)] })) }
    })
    .await;
    let (channel, marks) = (avito(&server.url), Kept::default());
    round(&*channel, &marks).await;
    late.store(1, Ordering::SeqCst);
    let pages = round(&*channel, &marks).await;
    assert!(messages(&pages).iter().any(|message| message.remote_id.as_str() == "late"));
}

#[tokio::test]
async fn a_last_message_that_is_deleted_makes_its_chat_new() {
    let deleted = std::sync::Arc::new(AtomicUsize::new(0));
    let state = deleted.clone();
    let server = shop(move |got| {
        let mut last = text("m", 9, "x");
        if state.load(Ordering::SeqCst) > 0 {
            last["type"] = json!("deleted");
            last["content"] = json!({});
        }
        if path(got).contains("/messages/") { told(&json!([last])) } else { told(&json!({ "chats": [chat("c", 9, &last)] })) }
    })
    .await;
    let (channel, marks) = (avito(&server.url), Kept::default());
    assert_eq!(messages(&round(&*channel, &marks).await)[0].kind, MessageKind::Text);
    deleted.store(1, Ordering::SeqCst);
    assert_eq!(messages(&round(&*channel, &marks).await)[0].kind, MessageKind::Deleted);
}

#[tokio::test]
async fn chats_that_move_between_two_pages_are_still_seen() {
    let all: Vec<Value> = (0..250).map(|n| chat(&format!("c{n}"), 1_000 - n, &Value::Null)).collect();
    let server = shop(move |got| {
        if path(got).contains("/messages/") {
            return json_answer("[]");
        }
        // Three chats leave the list while it is read.
        let gone = if offset(path(got)) == 0 { 0 } else { 3 };
        told(&json!({ "chats": hundred(&all[gone..], path(got)) }))
    })
    .await;
    let chats = avito(&server.url).chats().await.unwrap();
    assert_eq!(chats.len(), 250);
}

#[tokio::test]
async fn what_lies_behind_the_furthest_offset_is_left_and_the_round_ends() {
    let server = shop(|got| {
        let from = offset(path(got));
        assert!(from <= 1_000, "{from}");
        if path(got).contains("/messages/") {
            told(&json!((from..from + 100).map(|n| text(&format!("m{n}"), 1_600_000_000 - i64::try_from(n).unwrap(), "x")).collect::<Vec<_>>()))
        } else {
            told(&json!({ "chats": (from..from + 100).map(|n| chat(&format!("c{n}"), 2_000_000, &Value::Null)).collect::<Vec<_>>() }))
        }
    })
    .await;
    let channel = avito(&server.url);
    assert_eq!(channel.chats().await.unwrap().len(), 1_100);
    let recent = channel.recent(&RemoteChatId::new("c0")).await.unwrap().unwrap();
    assert_eq!((recent.messages.len(), recent.last), (100, false));
}

#[tokio::test]
async fn the_newest_messages_are_looked_for_to_the_end_where_they_do_not_stand_first() {
    let said = |n: usize| text(&format!("m{n}"), 1_600_000_000 + i64::try_from(n).unwrap(), "x");
    let all: Vec<Value> = (0..150).map(said).collect();
    let server = shop(move |got| told(&json!(hundred(&all, path(got))))).await;
    let whole = avito(&server.url).recent(&RemoteChatId::new("c")).await.unwrap().unwrap();
    assert_eq!((whole.messages.len(), whole.last, asked(&server).len()), (150, true, 3));
    assert_eq!(whole.messages[149].remote_id.as_str(), "m149");

    let server = shop(move |got| {
        let from = offset(path(got));
        told(&json!((from..from + 100).map(said).collect::<Vec<_>>()))
    })
    .await;
    let cut = avito(&server.url).recent(&RemoteChatId::new("c")).await.unwrap().unwrap();
    assert_eq!((cut.messages.len(), cut.last, asked(&server).len()), (0, false, 11), "what the end holds is out of reach: nothing is absent");

    let all: Vec<Value> = (0..150).rev().map(said).collect();
    let server = shop(move |got| {
        let from = offset(path(got));
        let shown = if from == 0 { Vec::new() } else { hundred(&all, path(got)) };
        told(&json!({ "messages": shown, "meta": { "has_more": from == 0 } }))
    })
    .await;
    let gap = avito(&server.url).recent(&RemoteChatId::new("c")).await.unwrap().unwrap();
    assert_eq!((gap.messages.len(), gap.last), (0, false), "nor is anything where the newest hundred were left out");
}

#[tokio::test]
async fn a_history_that_lags_behind_the_list_is_read_again() {
    for ended in [false, true] {
        let served = AtomicUsize::new(0);
        let server = shop(move |got| {
            if path(got).contains("/messages/") {
                if offset(path(got)) > 0 {
                    return json_answer("[]");
                }
                let late = served.fetch_add(1, Ordering::SeqCst) == 0;
                told(&if late { json!([text("m1", 8, "a")]) } else { json!([text("m2", 9, "b"), text("m1", 8, "a")]) })
            } else {
                told(&json!({ "chats": [chat("c", 9, &text("m2", 9, "b"))] }))
            }
        })
        .await;
        let (mut channel, marks) = (avito(&server.url), Kept::default());
        let listed = channel.page(None, &marks).await.unwrap();
        if ended {
            // The program ends behind the list, and the next start goes on from there.
            channel = avito(&server.url);
        }
        let first = round_from(&*channel, &marks, listed.cursor).await;
        assert_eq!(messages(&first).len(), 1);
        let second = round(&*channel, &marks).await;
        let late = messages(&second).iter().any(|message| message.remote_id.as_str() == "m2");
        assert!(late, "the message the list told of was not there yet; ended: {ended}");
    }
}

#[tokio::test]
async fn an_empty_page_in_the_middle_of_a_history_is_gone_past() {
    let all: Vec<Value> = (0..250).rev().map(|n| text(&format!("m{n}"), 1_600_000_000 + n, "x")).collect();
    let server = shop(move |got| {
        if !path(got).contains("/messages/") {
            return told(&json!({ "chats": [chat("c", 1_600_000_249, &all[0])] }));
        }
        let from = offset(path(got));
        let shown = if from == 100 { Vec::new() } else { hundred(&all, path(got)) };
        told(&json!({ "messages": shown, "meta": { "has_more": from + 100 < all.len() } }))
    })
    .await;
    let pages = round(&*avito(&server.url), &Kept::default()).await;
    assert_eq!(messages(&pages).len(), 150, "a hundred of them Avito does not show");
    assert!(messages(&pages).iter().any(|message| message.remote_id.as_str() == "m0"));
}

#[tokio::test]
async fn a_short_page_of_which_nothing_is_said_is_no_end() {
    // Forty at once, whatever is asked for, and a page in between that is shorter still.
    let shown = |all: &[Value], path: &str| {
        let from = offset(path);
        let many = if from == 40 { 7 } else { 40 };
        all.iter().skip(from).take(many).cloned().collect::<Vec<_>>()
    };
    let said: Vec<Value> = (0..130).rev().map(|n| text(&format!("m{n}"), 1_600_000_000 + n, "x")).collect();
    let chats: Vec<Value> = (0..130).map(|n| chat(&format!("c{n}"), 1_600_000_129 - n, if n == 129 { &said[0] } else { &Value::Null })).collect();
    let server = shop(move |got| match path(got) {
        path if path.contains("/chats/c129/messages/") => told(&json!(shown(&said, path))),
        path if path.contains("/messages/") => json_answer("[]"),
        path => told(&json!({ "chats": shown(&chats, path) })),
    })
    .await;
    let channel = avito(&server.url);
    assert_eq!(channel.chats().await.unwrap().len(), 130);
    let (mut at, mut found, mut last) = (None, 0, false);
    for _ in 0..400 {
        let page = channel.page(at.as_ref(), &NoMarks).await.unwrap();
        found += page.messages.len();
        (at, last) = (page.cursor, page.last);
        if last {
            break;
        }
    }
    assert_eq!((found, last), (130, true), "of the last chat of the list, too");
    let recent = channel.recent(&RemoteChatId::new("c129")).await.unwrap().unwrap();
    assert_eq!((recent.messages.len(), recent.last), (47, false), "that nothing follows is not proven by a short page");
}

#[tokio::test]
async fn a_last_message_from_another_century_hides_none_that_comes_after_it() {
    let history: std::sync::Arc<Mutex<Vec<Value>>> = std::sync::Arc::default();
    let served = history.clone();
    let server = shop(move |got| {
        let all = served.lock().unwrap();
        if path(got).contains("/messages/") {
            told(&json!(hundred(&all, path(got))))
        } else {
            told(&json!({ "chats": [chat("c", i64::try_from(all.len()).unwrap(), &all[0])] }))
        }
    })
    .await;
    let (channel, marks) = (avito(&server.url), Kept::default());
    history.lock().unwrap().push(text("ahead", 4_070_908_800, "x"));
    round(&*channel, &marks).await;
    for n in 0..150 {
        history.lock().unwrap().insert(0, text(&format!("m{n}"), 1_600_000_000 + n, "x"));
    }
    assert_eq!(messages(&round(&*channel, &marks).await).len(), 151);
}

#[tokio::test]
async fn a_history_that_shows_one_page_over_and_over_is_left() {
    let server = shop(|got| {
        if path(got).contains("/messages/") {
            told(&json!({ "messages": [text("m2", 9, "b"), text("m1", 8, "a")], "meta": { "has_more": true } }))
        } else {
            told(&json!({ "chats": [chat("c", 9, &text("m2", 9, "b"))] }))
        }
    })
    .await;
    let (channel, marks) = (avito(&server.url), Kept::default());
    let pages = round(&*channel, &marks).await;
    assert_eq!(histories(&server), 2);
    assert!(!messages(&pages).is_empty() && marks.0.lock().unwrap().is_empty(), "shown, but not taken for whole");
}

#[tokio::test]
async fn a_page_of_which_nothing_can_be_read_is_known_when_it_comes_again() {
    for meta in [json!({}), json!({ "has_more": true })] {
        let (more, unreadable) = (meta.clone(), json!([{ "id": "", "created": 9, "type": "text" }]));
        let shown = unreadable.clone();
        let server = shop(move |got| {
            let chats = json!([chat("c", 9, &text("m", 9, "x"))]);
            told(&if path(got).contains("/messages/") { json!({ "messages": shown, "meta": more }) } else { json!({ "chats": chats }) })
        })
        .await;
        let (channel, marks) = (avito(&server.url), Kept::default());
        let pages = round(&*channel, &marks).await;
        assert_eq!((histories(&server), asked(&server).len()), (2, 2 + 2), "{meta}");
        assert!(pages.iter().any(|page| !page.quarantined.is_empty()), "it is kept as it came");
        assert!(marks.0.lock().unwrap().values().all(|mark| !mark.ends_with('m')), "and the chat is not taken for read");
        let recent = channel.recent(&RemoteChatId::new("c")).await.unwrap().unwrap();
        assert!(!recent.last, "what cannot be read may be what is asked for: nothing is absent");

        let more = meta.clone();
        let server = shop(move |_| told(&json!({ "chats": unreadable, "meta": more }))).await;
        round(&*avito(&server.url), &Kept::default()).await;
        assert_eq!(asked(&server).len(), 2, "{meta}");
    }
}

#[tokio::test]
async fn pages_of_things_that_cannot_be_told_apart_are_gone_past() {
    let all: Vec<Value> = std::iter::repeat_n(Value::Null, 4).chain([text("m", 9, "x")]).collect();
    let server = shop(move |got| {
        if !path(got).contains("/messages/") {
            return told(&json!({ "chats": [chat("c", 9, &text("m", 9, "x"))] }));
        }
        told(&json!(all.iter().skip(offset(path(got))).take(2).collect::<Vec<_>>()))
    })
    .await;
    let pages = round(&*avito(&server.url), &Kept::default()).await;
    assert_eq!(messages(&pages).len(), 1, "the message behind them");
}

#[tokio::test]
async fn one_chat_that_is_refused_holds_up_no_other() {
    for status in [403, 404, 500] {
        let server = shop(move |got| match path(got).split('?').next().unwrap() {
            "/messenger/v3/accounts/94235311/chats/bad/messages/" => answer(status, "", "{}"),
            "/messenger/v3/accounts/94235311/chats/good/messages/" => told(&json!([text("m", 5, "x")])),
            _ => told(&json!({ "chats": [chat("bad", 9, &Value::Null), chat("good", 8, &Value::Null)] })),
        })
        .await;
        let channel = avito(&server.url);
        let (mut at, mut found, mut last, mut refused) = (None, 0, false, None);
        for _ in 0..10 {
            if let Ok(page) = channel.page(at.as_ref(), &NoMarks).await {
                let bad = page.chats.iter().find(|chat| chat.remote_id.as_str() == "bad");
                refused = bad.and_then(|chat| chat.history).or(refused);
                found += page.messages.len();
                last = page.last;
                at = page.cursor;
            }
            if last {
                break;
            }
        }
        assert_eq!((found, last), (1, true), "{status}");
        assert_eq!(refused, (status < 500).then_some(HistoryRight::Refused(status)), "and whoever looks at it is told");
    }
}

#[tokio::test]
async fn faults_of_the_list_have_their_codes() {
    let table = [
        (answer(402, "", r#"{"error":{"code":402,"message":"Payment required"}}"#), ErrorCode::PlanTooLow, Retry::NeedsOwner),
        (answer(500, "", "<html>"), ErrorCode::ChannelFailed, Retry::Soon),
        (answer(503, "retry-after: 9\r\n", ""), ErrorCode::ChannelFailed, Retry::AfterMs(9_000)),
        (answer(429, "retry-after: 30\r\n", ""), ErrorCode::RateLimited, Retry::AfterMs(30_000)),
        (answer(400, "", "{}"), ErrorCode::ChannelRefused, Retry::Never),
        (json_answer("<html>"), ErrorCode::AnswerUnreadable, Retry::Soon),
        (json_answer("{\"chats\":[{"), ErrorCode::AnswerUnreadable, Retry::Soon),
        (json_answer("{}"), ErrorCode::AnswerUnreadable, Retry::Soon),
        (Act::Break(Vec::new()), ErrorCode::Unreachable, Retry::Soon),
        (Act::Silence, ErrorCode::TimedOut, Retry::Soon),
    ];
    for (act, code, retry) in table {
        let name = format!("{act:?}");
        let server = shop(move |_| act.clone()).await;
        let error = avito(&server.url).page(None, &NoMarks).await.unwrap_err();
        assert_eq!((error.code, error.retry), (code, retry), "{name}");
    }
}

#[tokio::test]
async fn an_unordered_list_is_gone_through_each_time() {
    let asked_pages = |updated: fn(i64) -> i64| async move {
        let all: Vec<Value> = (0..150).map(|n| chat(&format!("c{n}"), updated(n), &Value::Null)).collect();
        let server =
            shop(move |got| if path(got).contains("/messages/") { json_answer("[]") } else { told(&json!({ "chats": hundred(&all, path(got)) })) }).await;
        let (clock, marks) = (ShiftedClock::default(), Kept::default());
        let channel = avito_at(&server.url, &clock);
        let mut cursor = None;
        for _ in 0..2 {
            loop {
                let page = channel.page(cursor.as_ref(), &marks).await.unwrap();
                marks.keep(&page);
                cursor = page.cursor;
                if page.last {
                    break;
                }
            }
        }
        asked(&server).iter().filter(|got| !path(got).contains("/messages/")).count()
    };
    assert_eq!(asked_pages(|n| 1_000 - n).await, 3 + 1, "newest first: the second round ends with its first page");
    assert_eq!(asked_pages(|n| 1_000 + n % 7).await, 3 + 3);
}

#[tokio::test]
async fn recent_shows_the_end_of_a_chat_for_a_reply_in_doubt() {
    let ours = json!({ "id": "o", "author_id": super::ME, "created": 9, "direction": "out", "type": "text", "content": { "text": "Да" }, "is_read": true, "read": 10 });
    let server = shop(move |_| told(&json!([ours, text("m", 8, "?")]))).await;
    let page = avito(&server.url).recent(&RemoteChatId::new("c")).await.unwrap().unwrap();
    let authors: Vec<Author> = page.messages.iter().map(|message| message.author).collect();
    assert_eq!((authors.as_slice(), page.last), ([Author::Customer, Author::Seller].as_slice(), true));
    assert_eq!(page.messages[1].read, Some(true));
    assert_eq!(avito(&server.url).recent(&RemoteChatId::new("..")).await.unwrap_err().code, ErrorCode::InvalidRequest);
}
