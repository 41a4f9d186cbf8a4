use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use pult_domain::{Clock, ErrorCode, Retry, ShiftedClock};
use serde_json::json;

use super::super::server::{Act, Server, answer, json as json_answer};
use super::{SECRET, asked, avito, avito_at, path, shop, token, told};
use crate::{Channel, NoMarks};

fn tokens(server: &Server) -> usize {
    server.seen().iter().filter(|got| path(got) == "/token").count()
}

/// Gives token-0, token-1, ... and takes what `takes` says.
async fn gate(takes: impl Fn(&str, usize) -> Act + Send + Sync + 'static) -> Server {
    let given = AtomicUsize::new(0);
    Server::start(move |_, got| match path(got) {
        "/token" => token(&format!("token-{}", given.fetch_add(1, Ordering::SeqCst))),
        "/core/v1/accounts/self" => told(&json!({ "id": "5", "name": "x" })),
        path if path.contains("/orders?") => answer(403, "", "{}"),
        _ => takes(got.header("authorization").unwrap(), given.load(Ordering::SeqCst)),
    })
    .await
}

fn no_chats() -> Act {
    json_answer(r#"{"chats":[]}"#)
}

#[tokio::test]
async fn id_and_secret_are_exchanged_once_for_a_token() {
    let server = shop(|_| no_chats()).await;
    let channel = avito(&server.url);
    for _ in 0..5 {
        channel.page(None, &NoMarks).await.unwrap();
    }
    let seen = server.seen();
    assert_eq!((seen[0].line.as_str(), seen[0].header("authorization")), ("POST /token HTTP/1.1", None));
    assert_eq!(seen[0].header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(seen[0].body, format!("grant_type=client_credentials&client_id=client-1&client_secret={SECRET}"));
    assert_eq!((seen[1].line.as_str(), seen[1].header("authorization")), ("GET /core/v1/accounts/self HTTP/1.1", Some("Bearer a-token")));
    assert_eq!((tokens(&server), asked(&server).len()), (1, 5));
}

#[tokio::test]
async fn a_token_is_renewed_before_its_end() {
    let server = gate(|_, _| no_chats()).await;
    let clock = ShiftedClock::default();
    let channel = avito_at(&server.url, &clock);
    channel.page(None, &NoMarks).await.unwrap();
    clock.advance_ms(23 * 60 * 60 * 1_000);
    channel.page(None, &NoMarks).await.unwrap();
    assert_eq!(tokens(&server), 1);
    clock.advance_ms(56 * 60 * 1_000);
    channel.page(None, &NoMarks).await.unwrap();
    assert_eq!(tokens(&server), 2, "four minutes before its end");
    clock.set_on_ms(-30 * 24 * 60 * 60 * 1_000);
    channel.page(None, &NoMarks).await.unwrap();
    assert_eq!(tokens(&server), 3, "a clock set back makes its end unknown");
}

#[tokio::test]
async fn a_refused_token_is_renewed_once() {
    for status in [401, 403] {
        let server = gate(move |bearer, _| if bearer == "Bearer token-0" { answer(status, "", "{}") } else { no_chats() }).await;
        let channel = avito(&server.url);
        channel.page(None, &NoMarks).await.unwrap();
        channel.page(None, &NoMarks).await.unwrap();
        assert_eq!((tokens(&server), asked(&server).len()), (2, 3), "{status}");
    }
}

#[tokio::test]
async fn a_refusal_that_stays_is_no_storm() {
    for (status, code, right) in [(401, ErrorCode::TokenRejected, None), (403, ErrorCode::TokenMissingRight, Some("messenger:read"))] {
        let server = gate(move |_, _| answer(status, "", r#"{"error":{"code":1,"message":"Unauthorized"}}"#)).await;
        let clock = ShiftedClock::default();
        let channel = avito_at(&server.url, &clock);
        for _ in 0..5 {
            let error = channel.page(None, &NoMarks).await.unwrap_err();
            assert_eq!((error.code, error.retry, error.detail.as_str()), (code, Retry::NeedsOwner, "Unauthorized"));
            assert_eq!(error.missing_right.as_deref(), right);
        }
        assert_eq!((tokens(&server), asked(&server).len()), (2, 6), "renewed once, asked twice, then believed");
        clock.advance_ms(60_001);
        channel.page(None, &NoMarks).await.unwrap_err();
        assert_eq!(tokens(&server), 3, "later it may be another matter");
    }
}

#[tokio::test]
async fn a_chat_that_refuses_every_token_does_not_keep_an_ended_one() {
    let server = gate(|bearer, given| match (bearer, given) {
        // Sending is refused whatever the token; the list takes the third.
        ("Bearer token-2", _) => no_chats(),
        _ => answer(403, "", "{}"),
    })
    .await;
    let channel = avito(&server.url);
    let reply = crate::SendReply { chat: pult_domain::RemoteChatId::new("c"), reply_token: None, text: "x".into(), file: None };
    assert!(channel.send(&reply).await.is_err());
    assert_eq!(tokens(&server), 2);
    channel.page(None, &NoMarks).await.unwrap();
    assert_eq!(tokens(&server), 3, "the list has its own say about the token");
}

#[tokio::test]
async fn many_calls_share_one_renewal() {
    let server = gate(|bearer, _| if bearer == "Bearer token-0" { answer(403, "", "{}") } else { no_chats() }).await;
    let channel = avito(&server.url);
    let calls: Vec<_> = (0..20)
        .map(|_| {
            let channel: Arc<dyn Channel> = channel.clone();
            tokio::spawn(async move { channel.page(None, &NoMarks).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(tokens(&server), 2);
}

#[tokio::test]
async fn who_waited_for_a_failed_request_shares_its_failure() {
    let server = Server::always(Act::Silence).await;
    let channel = avito(&server.url);
    let calls: Vec<_> = (0..20)
        .map(|_| {
            let channel: Arc<dyn Channel> = channel.clone();
            tokio::spawn(async move { channel.page(None, &NoMarks).await })
        })
        .collect();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap_err().code, ErrorCode::TimedOut);
    }
    assert_eq!(tokens(&server), 1);
}

#[tokio::test]
async fn whose_account_it_is_is_asked_once_too() {
    let server = Server::start(|_, got| if path(got) == "/token" { token("t") } else { answer(500, "", "") }).await;
    let channel = avito(&server.url);
    let calls: Vec<_> = (0..20)
        .map(|_| {
            let channel: Arc<dyn Channel> = channel.clone();
            tokio::spawn(async move { channel.page(None, &NoMarks).await })
        })
        .collect();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap_err().code, ErrorCode::ChannelFailed);
    }
    let count = server.seen().len();
    assert!(count < 6, "{count} requests for 20 calls at once");
}

#[tokio::test]
async fn refused_credentials_wait_for_the_owner_and_faults_do_not() {
    let table = [
        (answer(401, "", r#"{"error":"invalid_client","error_description":"Unknown client"}"#), ErrorCode::TokenRejected, Retry::NeedsOwner),
        (answer(400, "", "{}"), ErrorCode::TokenRejected, Retry::NeedsOwner),
        (answer(403, "", "<html>"), ErrorCode::TokenRejected, Retry::NeedsOwner),
        (json_answer(r#"{"error":"invalid_client"}"#), ErrorCode::TokenRejected, Retry::NeedsOwner),
        (json_answer("{}"), ErrorCode::AnswerUnreadable, Retry::Soon),
        (json_answer("<html>"), ErrorCode::AnswerUnreadable, Retry::Soon),
        (answer(500, "", ""), ErrorCode::ChannelFailed, Retry::Soon),
        (answer(429, "", ""), ErrorCode::RateLimited, Retry::AfterMs(1_000)),
        (answer(429, "retry-after: 7\r\n", ""), ErrorCode::RateLimited, Retry::AfterMs(7_000)),
        (Act::Break(Vec::new()), ErrorCode::Unreachable, Retry::Soon),
    ];
    for (act, code, retry) in table {
        let name = format!("{act:?}");
        let server = Server::always(act).await;
        let error = avito(&server.url).page(None, &NoMarks).await.unwrap_err();
        assert_eq!((error.code, error.retry), (code, retry), "{name}");
        assert_eq!(server.seen().len(), 1);
    }
}

#[tokio::test]
async fn errors_repeat_neither_secret_nor_token() {
    let server = gate(|bearer, _| answer(400, "", &json!({ "error": { "message": format!("{SECRET} and {bearer}") } }).to_string())).await;
    let error = avito(&server.url).page(None, &NoMarks).await.unwrap_err();
    assert_eq!(error.detail, "*** and Bearer ***");
    let echo = Server::start(|_, got| answer(401, "", &json!({ "error": got.body }).to_string())).await;
    let error = avito(&echo.url).page(None, &NoMarks).await.unwrap_err();
    assert!(!error.detail.contains(SECRET), "{}", error.detail);
}

#[tokio::test]
async fn a_429_without_a_time_is_waited_out_longer_each_time() {
    let server = shop(|_| answer(429, "", "")).await;
    let clock = ShiftedClock::default();
    let channel = avito_at(&server.url, &clock);
    for seconds in [1, 2, 4, 8, 16, 32, 60, 60] {
        let error = channel.page(None, &NoMarks).await.unwrap_err();
        assert_eq!((error.code, error.retry), (ErrorCode::RateLimited, Retry::AfterMs(seconds * 1_000)));
        if seconds > 6 {
            let before = server.seen().len();
            assert_eq!(channel.page(None, &NoMarks).await.unwrap_err().code, ErrorCode::RateLimited);
            assert_eq!(server.seen().len(), before, "nothing leaves inside the closed time");
        }
        clock.advance_ms(seconds * 1_000 + 1);
    }
}

#[tokio::test]
async fn what_is_left_of_a_limit_is_told() {
    let server = shop(|_| answer(200, "X-RateLimit-Limit: 300\r\nX-RateLimit-Remaining: 299\r\n", r#"{"chats":[]}"#)).await;
    let clock = ShiftedClock::default();
    let channel = avito_at(&server.url, &clock);
    assert!(channel.quotas().is_empty(), "nothing is known before the first answer");
    channel.page(None, &NoMarks).await.unwrap();
    let quota = &channel.quotas()[0];
    assert_eq!((quota.name.as_str(), quota.limit, quota.left, quota.period_ms), ("messenger", 300, 299, 60_000));
    clock.advance_ms(60_001);
    assert_eq!(channel.quotas()[0].left, 300);
    assert!(clock.now().0 > 0);
}
