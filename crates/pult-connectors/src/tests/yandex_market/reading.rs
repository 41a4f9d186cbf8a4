use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use pult_domain::{AtMs, AttachmentKind, Author, ChatKind, Clock, ErrorCode, RemoteChatId, ReplyRight, Retry, ShiftedClock};
use serde_json::{Value, json};

use super::{KEY, Kept, asked, body, cabinet, campaigns, channel, channel_at, ok, refused, scopes};
use crate::tests::server::{Act, Got, Server, answer};
use crate::{NoMarks, SendReply, Uncertain};

const LIST: &str = "POST /v2/businesses/77/chats?limit=20";

fn history_of(chat: &str) -> String {
    format!("POST /v2/businesses/77/chats/history?chatId={chat}&limit=100")
}

fn chat(id: u64, updated: &str) -> Value {
    json!({
        "chatId": id, "type": "CHAT", "status": "WAITING_FOR_PARTNER", "createdAt": "2026-11-01T00:00:00+03:00", "updatedAt": updated,
        "context": { "type": "ORDER", "customer": { "name": "Ирина", "publicId": "p" }, "campaignId": 5, "orderId": 1_000 + id }
    })
}

fn message(id: u64, at: &str) -> Value {
    json!({ "messageId": id, "createdAt": at, "sender": "CUSTOMER", "message": format!("текст {id}") })
}

fn list(chats: &[Value]) -> Act {
    ok(&json!({ "chats": chats, "paging": {} }))
}

fn messages(messages: &[Value]) -> Act {
    ok(&json!({ "context": { "type": "ORDER", "customer": { "name": "Ирина" }, "orderId": 1_001 }, "messages": messages, "paging": {} }))
}

fn filter(got: &Got) -> Value {
    serde_json::from_str(&got.body).unwrap()
}

/// What was asked of the list and the histories, with the filters.
fn asked_for(server: &Server, since: usize) -> Vec<(String, Value)> {
    let of_chats = |got: &Got| asked(got).contains("/chats");
    server.seen().iter().skip(since).filter(|got| of_chats(got)).map(|got| (asked(got).replace("POST /v2/businesses/77/chats", ""), filter(got))).collect()
}

#[tokio::test]
async fn all_is_read_once_then_only_what_waits_and_now_and_then_all_again() {
    let at = "2026-11-21T10:00:00+03:00";
    let clock = ShiftedClock::default();
    let server = cabinet(move |asked, got| match asked {
        LIST if filter(got) == json!({}) => Some(ok(&json!({ "chats": [chat(1, at)], "paging": { "nextPageToken": "p=2" } }))),
        LIST => Some(list(&[chat(1, at)])),
        "POST /v2/businesses/77/chats?limit=20&pageToken=p%3D2" => Some(list(&[chat(2, at)])),
        history if history == history_of("1") || history == history_of("2") => Some(messages(&[message(9, at)])),
        _ => None,
    })
    .await;
    let channel = channel_at(&server.url, None, &clock);
    let kept = Kept::default();
    assert_eq!(kept.round(&*channel).await.unwrap().len(), 2);
    let all = [
        ("?limit=20", json!({})),
        ("/history?chatId=1&limit=100", json!({})),
        ("?limit=20&pageToken=p%3D2", json!({})),
        ("/history?chatId=2&limit=100", json!({})),
    ];
    assert_eq!(asked_for(&server, 0), all.map(|(what, filter)| (what.to_owned(), filter)));
    let before = server.seen().len();
    assert!(kept.round(&*channel).await.unwrap().is_empty());
    let waiting = ("?limit=20".to_owned(), json!({ "statuses": ["NEW", "WAITING_FOR_PARTNER"] }));
    assert_eq!(asked_for(&server, before), [waiting], "what is known is not read again");
    clock.advance_ms(10 * 60 * 1_000 + 1_000);
    let before = server.seen().len();
    assert!(kept.round(&*channel).await.unwrap().is_empty());
    assert_eq!(asked_for(&server, before).len(), 2, "two pages of all chats");
    assert_eq!(server.seen().iter().filter(|got| asked(got).contains("campaigns")).count(), 1, "the cabinet is found once");
}

#[tokio::test]
async fn a_chat_and_its_messages_come_in_our_words() {
    let server = cabinet(|asked, _| match asked {
        LIST => Some(list(&[
            chat(1, "2026-11-21T10:00:00+03:00"),
            json!({ "chatId": "2", "type": "ARBITRAGE", "status": "WAITING_FOR_ARBITER", "context": { "type": "RETURN", "returnId": 4 } }),
            json!({ "chatId": 3, "type": "CHAT", "status": "FINISHED", "updatedAt": "2026-11-21T10:00:00+03:00" }),
            json!({ "type": "CHAT" }),
        ])),
        history if history == history_of("1") => Some(messages(&[
            json!({ "messageId": 12, "createdAt": "2026-11-21T10:00:00+03:00", "sender": "SUPPORT", "message": "поддержка" }),
            json!({ "messageId": "9223372036854775807", "createdAt": "2026-11-21T09:59:59.5+03:00", "sender": "PARTNER", "message": "мы",
                "payload": [{ "name": "Фото.JPG", "url": "https://files.market.yandex.net/a", "size": 9 }, { "name": "чек.pdf", "url": "https://x", "size": 1 }] }),
            json!({ "messageId": 9, "createdAt": "2026-11-21T10:00:00+03:00", "sender": "MARKET", "message": "автоматически" }),
            json!({ "messageId": 3, "createdAt": "2026-11-21T06:59:58Z", "sender": "CUSTOMER", "message": "вопрос" }),
            json!({ "messageId": 14, "createdAt": "2026-11-21T10:01:00", "sender": "ROBOT", "message": "кто?", "new": 1 }),
            json!({ "messageId": 15, "createdAt": "2026-11-21T10:02:00+03:00", "sender": "CUSTOMER" }),
            json!({ "message": "без номера" }),
        ])),
        history if history.contains("/history") => Some(messages(&[])),
        _ => None,
    })
    .await;
    let channel = channel(&server.url);
    let listed = channel.page(None, &NoMarks).await.unwrap();
    let facts: Vec<_> = listed.chats.iter().map(|chat| (chat.remote_id.as_str(), chat.kind, chat.reply_right)).collect();
    assert_eq!(
        facts,
        [
            ("1", Some(ChatKind::Buyer), Some(ReplyRight::Open)),
            ("2", Some(ChatKind::Dispute), Some(ReplyRight::Open)),
            ("3", Some(ChatKind::Buyer), Some(ReplyRight::Closed))
        ]
    );
    assert_eq!(listed.chats[0].customer_name.as_deref(), Some("Ирина"));
    assert_eq!(listed.chats[0].item.as_ref().and_then(|item| item.order_id.as_deref()), Some("1001"));
    assert_eq!(listed.quarantined.len(), 1);
    let read = channel.page(listed.cursor.as_ref(), &NoMarks).await.unwrap();
    let ids: Vec<_> = read.messages.iter().map(|message| (message.remote_id.as_str(), message.author)).collect();
    assert_eq!(
        ids,
        [
            ("3", Author::Customer),
            ("9223372036854775807", Author::Seller),
            ("9", Author::System),
            ("12", Author::System),
            ("14", Author::System),
            ("15", Author::Customer)
        ],
        "by time, then by number; Market and its support are nobody's buyers"
    );
    assert_eq!(
        (read.messages[0].sent_at, read.messages[4].sent_at),
        (AtMs(1_795_244_398_000), AtMs(1_795_244_460_000)),
        "a time without an offset is Moscow's"
    );
    assert_eq!(read.messages.iter().map(|message| message.raw.is_some()).collect::<Vec<_>>(), [false, false, false, false, true, true]);
    let files: Vec<_> = read.messages[1].attachments.iter().map(|file| (file.remote_id.as_str(), file.kind, file.name.as_deref(), file.bytes)).collect();
    assert_eq!(
        files,
        [
            ("1/9223372036854775807/0", AttachmentKind::Image, Some("Фото.JPG"), Some(9)),
            ("1/9223372036854775807/1", AttachmentKind::File, Some("чек.pdf"), Some(1))
        ]
    );
    assert_eq!(read.quarantined.len(), 1);
}

#[tokio::test]
async fn a_known_history_is_read_on_from_its_newest_message() {
    let round = Arc::new(AtomicUsize::new(0));
    let now = round.clone();
    let server = cabinet(move |asked, got| {
        // Each round shows the chat moved on, however late the day is on which this runs.
        let moved = ["2026-11-20T10:00:00+03:00", "2026-11-20T11:00:00+03:00", "2026-11-20T12:00:00+03:00"][now.load(Ordering::SeqCst)];
        let page_two = format!("{}&pageToken=t%3A1", history_of("1"));
        match asked {
            LIST => Some(list(&[chat(1, moved)])),
            history if history == page_two => Some(messages(&[message(8, "2026-11-20T10:00:00+03:00")])),
            history if history == history_of("1") => match filter(got)["messageIdFrom"].as_u64() {
                None => Some(ok(&json!({ "messages": [message(7, "2026-11-20T09:00:00+03:00")], "paging": { "nextPageToken": "t:1" } }))),
                Some(8) if now.load(Ordering::SeqCst) == 1 => {
                    Some(messages(&[message(8, "2026-11-20T10:00:00+03:00"), message(9, "2026-11-20T11:00:00+03:00")]))
                }
                Some(_) => Some(refused(400, "", "no such message")),
            },
            _ => None,
        }
    })
    .await;
    let channel = channel(&server.url);
    let kept = Kept::default();
    assert_eq!(kept.round(&*channel).await.unwrap().len(), 2);
    round.store(1, Ordering::SeqCst);
    let news: Vec<_> = kept.round(&*channel).await.unwrap().into_iter().map(|message| message.remote_id.0).collect();
    assert_eq!(news, ["8", "9"], "the overlap and the news");
    kept.marks.lock().unwrap().insert(RemoteChatId::new("1"), "another".into());
    assert_eq!(kept.round(&*channel).await.unwrap().len(), 2, "a mark not of this reading: from the beginning");
    round.store(2, Ordering::SeqCst);
    let known = channel.page(None, &*Arc::new(Kept::default())).await.unwrap();
    let refused_from = channel.page(known.cursor.as_ref(), &kept_with(&kept)).await.unwrap();
    assert_eq!(refused_from.messages.len(), 1, "a message no longer known over there: from the beginning");
}

#[tokio::test]
async fn a_start_goes_through_all_chats_from_the_top() {
    let at = "2026-11-21T10:00:00+03:00";
    let server = cabinet(move |asked, _| match asked {
        LIST => Some(ok(&json!({ "chats": [chat(1, at)], "paging": { "nextPageToken": "b" } }))),
        "POST /v2/businesses/77/chats?limit=20&pageToken=b" => Some(list(&[chat(2, at)])),
        history if history.contains("/history") => Some(messages(&[message(9, at)])),
        _ => None,
    })
    .await;
    let kept = Kept::default();
    let first = channel(&server.url);
    let listed = first.page(None, &kept).await.unwrap();
    let read = first.page(listed.cursor.as_ref(), &kept).await.unwrap();
    kept.marks.lock().unwrap().insert(RemoteChatId::new("1"), read.chats[0].mark.clone().unwrap());
    *kept.cursor.lock().unwrap() = read.cursor;
    let before = server.seen().len();
    assert_eq!(kept.round(&*channel(&server.url)).await.unwrap().len(), 1, "the chat that was read is not read again");
    let asked: Vec<_> = asked_for(&server, before).into_iter().map(|(what, _)| what).collect();
    assert_eq!(asked, ["?limit=20", "?limit=20&pageToken=b", "/history?chatId=2&limit=100"]);
}

/// The same marks, but one that differs from the list's and is the last one read.
fn kept_with(kept: &Kept) -> Kept {
    Kept { marks: Mutex::new(kept.marks.lock().unwrap().clone()), ..Kept::default() }
}

#[tokio::test]
async fn one_refused_chat_does_not_keep_the_others_from_being_read() {
    for status in [403, 404] {
        let at = "2026-11-21T10:00:00+03:00";
        let server = cabinet(move |asked, _| match asked {
            LIST => Some(list(&[chat(1, at), chat(2, at)])),
            history if history == history_of("1") => Some(refused(status, "", "not yours")),
            history if history == history_of("2") => Some(messages(&[message(9, at)])),
            _ => None,
        })
        .await;
        let kept = Kept::default();
        assert_eq!(kept.round(&*channel(&server.url)).await.unwrap().len(), 1, "{status}");
        assert_eq!(kept.marks.lock().unwrap().len(), 1, "what was not read has no mark");
    }
}

#[tokio::test]
async fn a_403_is_told_by_what_the_key_may_do() {
    let table: [(Act, ErrorCode, Option<&str>); 4] = [
        (refused(401, "", ""), ErrorCode::TokenRejected, None),
        (refused(403, "", ""), ErrorCode::TokenRejected, None),
        (scopes(&["PRICING"]), ErrorCode::TokenMissingRight, Some("Общение с покупателями (COMMUNICATION)")),
        (scopes(&["COMMUNICATION"]), ErrorCode::ChannelRefused, None),
    ];
    for (standing, code, right) in table {
        let server = cabinet(move |asked, _| match asked {
            "POST /v2/auth/token" => Some(standing.clone()),
            LIST => Some(refused(403, "", KEY)),
            _ => None,
        })
        .await;
        let error = channel(&server.url).page(None, &NoMarks).await.unwrap_err();
        assert_eq!((error.code, error.retry, error.missing_right.as_deref()), (code, Retry::NeedsOwner, right));
        assert_eq!(error.detail, "***");
    }
}

#[tokio::test]
async fn a_key_that_cannot_be_asked_just_now_stops_no_shop() {
    for fault in [answer(500, "", ""), body("<html>"), Act::Break(Vec::new())] {
        let name = format!("{fault:?}");
        let server = cabinet(move |asked, _| match asked {
            "POST /v2/auth/token" => Some(fault.clone()),
            one if one.contains("/chats") => Some(refused(403, "", "Access denied")),
            _ => None,
        })
        .await;
        let channel = channel(&server.url);
        for error in [channel.page(None, &NoMarks).await.unwrap_err(), channel.recent(&RemoteChatId::new("1")).await.unwrap_err()] {
            assert_eq!((error.code, error.retry, error.missing_right), (ErrorCode::ChannelRefused, Retry::Soon, None), "{name}");
        }
        let reply = SendReply { chat: RemoteChatId::new("1"), reply_token: None, text: "да".into(), file: None };
        let sent = channel.send(&reply).await;
        assert!(matches!(&sent, Err(Uncertain::TurnedAway(error)) if error.retry == Retry::Soon), "{name}: {sent:?}");
    }
}

#[tokio::test]
async fn what_a_key_told_last_decides_while_it_cannot_be_asked() {
    let rights = [("COMMUNICATION", ErrorCode::ChannelRefused, Retry::Never), ("PRICING", ErrorCode::TokenMissingRight, Retry::NeedsOwner)];
    for (right, code, retry) in rights {
        let questions = AtomicUsize::new(0);
        let server = cabinet(move |asked, _| match asked {
            "POST /v2/auth/token" if questions.fetch_add(1, Ordering::SeqCst) > 0 => Some(answer(500, "", "")),
            "POST /v2/auth/token" => Some(scopes(&[right])),
            "GET /v2/businesses/77/chat?chatId=1" => Some(refused(500, "", "")),
            one if one.contains("/chats") => Some(refused(403, "", "Access denied")),
            _ => None,
        })
        .await;
        let channel = channel(&server.url);
        let reply = SendReply { chat: RemoteChatId::new("1"), reply_token: None, text: "да".into(), file: None };
        for nth in 0..2 {
            let Err(Uncertain::Refused(error)) = channel.send(&reply).await else { panic!("refused") };
            assert_eq!((error.code, error.retry), (code, retry), "{right} {nth}");
        }
        let page = channel.page(None, &NoMarks).await.unwrap_err();
        let shut = if right == "PRICING" { retry } else { Retry::Soon };
        assert_eq!((page.code, page.retry), (code, shut), "{right}: a whole cabinet is not called shut on the word of yesterday");
    }
}

#[tokio::test]
async fn the_rights_are_asked_once_for_many_refused_chats() {
    let at = "2026-11-21T10:00:00+03:00";
    let server = cabinet(move |asked, _| match asked {
        LIST => Some(list(&[chat(1, at), chat(2, at), chat(3, at), chat(4, at)])),
        history if history.contains("/chats/history?") => Some(refused(403, "", "not yours")),
        _ => None,
    })
    .await;
    assert!(Kept::default().round(&*channel(&server.url)).await.unwrap().is_empty());
    let questions = |path: &str| server.seen().iter().filter(|got| asked(got).starts_with(path)).count();
    assert_eq!((questions("POST /v2/businesses/77/chats/history?"), questions("POST /v2/auth/token")), (4, 1));
}

#[tokio::test]
async fn a_right_that_was_taken_away_is_noticed_at_the_next_refusal() {
    let questions = AtomicUsize::new(0);
    let server = cabinet(move |asked, _| match asked {
        "POST /v2/auth/token" => Some(scopes(&[if questions.fetch_add(1, Ordering::SeqCst) == 0 { "COMMUNICATION" } else { "PRICING" }])),
        one if one.contains("/chats/history?") => Some(refused(403, "", "Access denied")),
        _ => None,
    })
    .await;
    let clock = ShiftedClock::default();
    let channel = channel_at(&server.url, None, &clock);
    let first = channel.recent(&RemoteChatId::new("1")).await.unwrap_err();
    assert_eq!((first.code, first.retry), (ErrorCode::ChannelRefused, Retry::Never), "one chat is not ours");
    clock.advance_ms(120_000);
    let second = channel.recent(&RemoteChatId::new("2")).await.unwrap_err();
    assert_eq!((second.code, second.retry), (ErrorCode::TokenMissingRight, Retry::NeedsOwner), "no chat is given up for it");
}

#[tokio::test]
async fn too_many_at_once_costs_a_moment_and_a_used_up_hour_closes_the_method() {
    let crowded = Arc::new(AtomicUsize::new(0));
    let count = crowded.clone();
    let server = cabinet(move |asked, _| match asked {
        LIST if count.fetch_add(1, Ordering::SeqCst) == 0 => {
            Some(refused(420, "x-ratelimit-resource-remaining: 4000\r\n", "Hit rate limit of 4 parallel requests"))
        }
        LIST => Some(list(&[])),
        _ => None,
    })
    .await;
    assert!(channel(&server.url).page(None, &NoMarks).await.unwrap().last, "asked again by itself");
    assert_eq!(crowded.load(Ordering::SeqCst), 2);

    let until = "date: Thu, 10 Jul 2098 00:40:42 GMT\r\nx-ratelimit-resource-limit: 5000\r\nx-ratelimit-resource-remaining: 0\r\n\
        x-ratelimit-resource-until: Thu, 10 Jul 2098 00:42:42 GMT\r\n";
    let server = cabinet(move |asked, _| match asked {
        LIST => Some(refused(420, until, "Hit rate limit of 5000 requests per 1 hour")),
        send if send.contains("/chats/message?") => Some(body(r#"{"status":"OK"}"#)),
        _ => None,
    })
    .await;
    let clock = ShiftedClock::default();
    let channel = channel_at(&server.url, None, &clock);
    let error = channel.page(None, &NoMarks).await.unwrap_err();
    assert_eq!((error.code, error.retry), (ErrorCode::RateLimited, Retry::AfterMs(120_000)), "by the server's clock");
    let before = server.seen().len();
    clock.advance_ms(60_000);
    assert_eq!(channel.page(None, &NoMarks).await.unwrap_err().code, ErrorCode::RateLimited);
    assert_eq!(server.seen().len(), before, "nothing leaves inside the closed time");
    let quota = channel.quotas().into_iter().find(|quota| quota.name == "chats").unwrap();
    assert_eq!((quota.limit, quota.left), (5_000, 0));
    let reply = SendReply { chat: RemoteChatId::new("1"), reply_token: None, text: "да".into(), file: None };
    assert!(channel.send(&reply).await.is_ok(), "every method has an hour of its own");
}

#[tokio::test]
async fn only_broken_json_rejects_a_page() {
    let page = async |act: Act| {
        let server = cabinet(move |asked, _| (asked == LIST).then(|| act.clone())).await;
        channel(&server.url).page(None, &NoMarks).await
    };
    let table = [
        (body("<html>"), ErrorCode::AnswerUnreadable),
        (body(""), ErrorCode::AnswerUnreadable),
        (body(r#"{"status":"OK","result":{"chats":[{"chatId":1"#), ErrorCode::AnswerUnreadable),
        (body(r#"{"status":"OK"}"#), ErrorCode::AnswerUnreadable),
        (body(r#"{"status":"OK","result":{"paging":{}}}"#), ErrorCode::AnswerUnreadable),
        (refused(200, "", "try later"), ErrorCode::ChannelFailed),
        (answer(500, "", "<html>"), ErrorCode::ChannelFailed),
        (Act::Break(Vec::new()), ErrorCode::Unreachable),
        (Act::Silence, ErrorCode::TimedOut),
    ];
    for (act, code) in table {
        let name = format!("{act:?}").chars().take(80).collect::<String>();
        let error = page(act).await.unwrap_err();
        assert_eq!((error.code, error.retry), (code, Retry::Soon), "{name}");
    }
    let empty = page(body(r#"{"status":"OK","result":{"chats":null,"paging":null}}"#)).await.unwrap();
    assert!(empty.last && empty.chats.is_empty());
    let odd = page(body(r#"{"result":{"chats":[{"chatId":1,"context":[],"type":{},"status":7,"updatedAt":"\ud83d"},[],7,null]}}"#)).await.unwrap();
    assert_eq!((odd.chats.len(), odd.quarantined.len()), (1, 3));
}

#[tokio::test]
async fn a_chat_answered_from_here_is_read_along_though_it_no_longer_waits() {
    let clock = ShiftedClock::default();
    let at = jiff::Timestamp::from_millisecond(clock.now().0 - 3_600_000).unwrap().to_string();
    let sent = Arc::new(AtomicUsize::new(0));
    let (count, time) = (sent.clone(), at.clone());
    let server = cabinet(move |asked, got| match asked {
        LIST if filter(got) == json!({}) => Some(list(&[chat(1, &time)])),
        LIST => Some(list(&[])),
        "POST /v2/businesses/77/chats/message?chatId=1" => {
            count.fetch_add(1, Ordering::SeqCst);
            Some(Act::Break(Vec::new()))
        }
        history if history == history_of("1") => {
            let mut known = vec![message(8, &time)];
            if count.load(Ordering::SeqCst) > 0 {
                known.push(json!({ "messageId": 9, "createdAt": "2026-11-21T10:00:00+03:00", "sender": "PARTNER", "message": "да" }));
            }
            Some(messages(&known))
        }
        _ => None,
    })
    .await;
    let channel = channel_at(&server.url, None, &clock);
    let kept = Kept::default();
    assert_eq!(kept.round(&*channel).await.unwrap().len(), 1);
    assert!(kept.round(&*channel).await.unwrap().is_empty());
    let reply = SendReply { chat: RemoteChatId::new("1"), reply_token: None, text: "да".into(), file: None };
    assert!(channel.send(&reply).await.is_err(), "the answer is lost");
    let found = kept.round(&*channel).await.unwrap();
    assert!(found.iter().any(|message| message.author == Author::Seller), "found by the next round");
    assert!(kept.round(&*channel).await.unwrap().is_empty());
    clock.advance_ms(60_000);
    assert!(!kept.round(&*channel).await.unwrap().is_empty(), "looked at again, for it may appear late");
}

#[tokio::test]
async fn the_newest_messages_are_those_of_the_whole_history() {
    let pages = Arc::new(AtomicUsize::new(0));
    let count = pages.clone();
    let server = cabinet(move |asked, _| match asked {
        history if history == history_of("1") => {
            Some(ok(&json!({ "messages": [message(9, "2026-11-21T10:00:00+03:00")], "paging": { "nextPageToken": "n" } })))
        }
        history if history == format!("{}&pageToken=n", history_of("1")) => {
            let next = if count.fetch_add(1, Ordering::SeqCst) == 0 { json!({}) } else { json!({ "nextPageToken": "n" }) };
            Some(ok(&json!({ "messages": [message(8, "2026-11-21T09:00:00+03:00")], "paging": next })))
        }
        _ => None,
    })
    .await;
    let channel = channel(&server.url);
    let recent = channel.recent(&RemoteChatId::new("1")).await.unwrap().unwrap();
    assert_eq!(recent.messages.iter().map(|message| message.remote_id.as_str()).collect::<Vec<_>>(), ["8", "9"]);
    assert!(recent.last);
    let circle = channel.recent(&RemoteChatId::new("1")).await.unwrap().unwrap();
    assert!(!circle.last && circle.messages.is_empty(), "a history that goes in a circle proves nothing");
}

#[tokio::test]
async fn the_list_of_chats_is_read_to_its_end() {
    let server = cabinet(|asked, _| match asked {
        "GET /v2/campaigns?limit=100" => Some(campaigns(&[(5, 77, "AVAILABLE")])),
        LIST => Some(ok(&json!({ "chats": [chat(1, "")], "paging": { "nextPageToken": "b" } }))),
        "POST /v2/businesses/77/chats?limit=20&pageToken=b" => Some(ok(&json!({ "chats": [chat(2, "")], "paging": { "nextPageToken": "b" } }))),
        _ => None,
    })
    .await;
    let chats = channel(&server.url).chats().await.unwrap();
    assert_eq!(chats.iter().map(|chat| chat.remote_id.as_str()).collect::<Vec<_>>(), ["1", "2"]);
}
