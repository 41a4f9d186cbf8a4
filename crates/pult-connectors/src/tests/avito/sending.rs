use std::sync::atomic::{AtomicUsize, Ordering};

use pult_domain::{AtMs, ErrorCode, RemoteChatId, RemoteMessageId, Retry};
use serde_json::json;

use super::super::server::{Act, Server, answer, json as json_answer};
use super::{SECRET, asked, avito, path, shop, token, told};
use crate::{OutgoingFile, SendReply, Sent, Uncertain};

const TEXT: &str = "Здравствуйте!\r\nДа, \"продаём\" 😀";

fn reply() -> SendReply {
    SendReply { chat: RemoteChatId::new("u2i-1"), reply_token: None, text: TEXT.into(), file: None }
}

fn picture() -> SendReply {
    let file = OutgoingFile { name: "чек.png".into(), media_type: "image/png".into(), bytes: b"\x89PNG-bytes".to_vec() };
    SendReply { text: String::new(), file: Some(file), ..reply() }
}

fn kind(outcome: &Result<Sent, Uncertain>) -> (&'static str, ErrorCode, Retry) {
    match outcome {
        Ok(sent) => panic!("{sent:?}"),
        Err(Uncertain::TurnedAway(error)) => ("turned away", error.code, error.retry),
        Err(Uncertain::Refused(error)) => ("refused", error.code, error.retry),
        Err(Uncertain::AnswerLost(error)) => ("lost", error.code, error.retry),
    }
}

fn taken() -> Act {
    // As the document's example has it: our own message comes "in".
    json_answer(r#"{"content":{"text":"привет!"},"created":1563202313,"direction":"in","id":"bdcc5bac","type":"text"}"#)
}

#[tokio::test]
async fn a_text_leaves_as_the_document_wants_it() {
    let server = shop(|_| taken()).await;
    let sent = avito(&server.url).send(&reply()).await.unwrap();
    assert_eq!((sent.remote_id, sent.sent_at), (Some(RemoteMessageId::new("bdcc5bac")), Some(AtMs(1_563_202_313_000))));
    let seen = asked(&server);
    assert_eq!(seen[0].line, "POST /messenger/v1/accounts/94235311/chats/u2i-1/messages HTTP/1.1");
    let body: serde_json::Value = serde_json::from_str(&seen[0].body).unwrap();
    assert_eq!(body, json!({ "message": { "text": TEXT }, "type": "text" }));
}

#[tokio::test]
async fn every_answer_is_told_as_it_is() {
    let words = |message: &str| json!({ "error": { "code": 400, "message": message } }).to_string();
    let table = [
        (answer(400, "", &words("Bad Request")), ("refused", ErrorCode::ChannelRefused, Retry::Never), 1),
        (answer(401, "", "{}"), ("refused", ErrorCode::TokenRejected, Retry::NeedsOwner), 2),
        (answer(402, "", &words("Payment required")), ("refused", ErrorCode::PlanTooLow, Retry::NeedsOwner), 1),
        (answer(403, "", "{}"), ("refused", ErrorCode::ChannelRefused, Retry::Never), 2),
        (answer(403, "", &words("chat is blocked")), ("refused", ErrorCode::ChannelRefused, Retry::Never), 2),
        (answer(403, "", &words("Insufficient Scope")), ("refused", ErrorCode::TokenMissingRight, Retry::NeedsOwner), 2),
        (answer(404, "", "<html>"), ("refused", ErrorCode::ChannelRefused, Retry::Never), 1),
        (answer(429, "", ""), ("turned away", ErrorCode::RateLimited, Retry::AfterMs(1_000)), 1),
        (answer(429, "retry-after: 7\r\n", ""), ("turned away", ErrorCode::RateLimited, Retry::AfterMs(7_000)), 1),
        (answer(503, "retry-after: 3\r\n", ""), ("turned away", ErrorCode::ChannelFailed, Retry::AfterMs(3_000)), 1),
        (answer(503, "", ""), ("lost", ErrorCode::ChannelFailed, Retry::Soon), 1),
        (answer(500, "", ""), ("lost", ErrorCode::ChannelFailed, Retry::Soon), 1),
        (answer(302, "location: https://example.org/\r\n", ""), ("lost", ErrorCode::ChannelFailed, Retry::Soon), 1),
        (json_answer("<html>"), ("lost", ErrorCode::AnswerUnreadable, Retry::Soon), 1),
        (json_answer(""), ("lost", ErrorCode::AnswerUnreadable, Retry::Soon), 1),
        (json_answer("{}"), ("lost", ErrorCode::AnswerUnreadable, Retry::Soon), 1),
        (json_answer(&words("no")), ("lost", ErrorCode::ChannelRefused, Retry::Soon), 1),
        (Act::Break(Vec::new()), ("lost", ErrorCode::Unreachable, Retry::Soon), 1),
        (Act::Break(b"HTTP/1.1 200 OK\r\ncontent-length: 90\r\n\r\n{\"id\":".to_vec()), ("lost", ErrorCode::AnswerUnreadable, Retry::Soon), 1),
        (Act::Silence, ("lost", ErrorCode::TimedOut, Retry::Soon), 1),
    ];
    for (act, expected, requests) in table {
        let name: String = format!("{act:?}").chars().take(80).collect();
        let server = shop(move |_| act.clone()).await;
        assert_eq!(kind(&avito(&server.url).send(&reply()).await), expected, "{name}");
        assert_eq!(asked(&server).len(), requests, "{name}: sent again only where it certainly was refused");
    }
}

#[tokio::test]
async fn a_send_refused_for_its_token_goes_once_more_with_another() {
    let given = AtomicUsize::new(0);
    let server = Server::start(move |_, got| match path(got) {
        "/token" => token(&format!("token-{}", given.fetch_add(1, Ordering::SeqCst))),
        "/core/v1/accounts/self" => told(&json!({ "id": 5 })),
        _ if got.header("authorization") == Some("Bearer token-0") => answer(403, "", "{}"),
        _ => taken(),
    })
    .await;
    assert!(avito(&server.url).send(&reply()).await.is_ok());
    assert_eq!(asked(&server).len(), 2);
}

#[tokio::test]
async fn a_refusal_is_about_the_token_where_its_scopes_say_so_and_about_the_chat_elsewhere() {
    let table = [
        ("", ErrorCode::ChannelRefused, None),
        ("messenger:read, messenger:write", ErrorCode::ChannelRefused, None),
        ("messenger:read,user:read", ErrorCode::TokenMissingRight, Some("messenger:write")),
    ];
    for (scope, code, right) in table {
        for file in [false, true] {
            let server = Server::start(move |_, got| match path(got) {
                "/token" => told(&json!({ "access_token": "t", "expires_in": 86_400, "scope": scope })),
                "/core/v1/accounts/self" => told(&json!({ "id": 5 })),
                _ => answer(403, "", &json!({ "error": { "code": 403, "message": "Forbidden" } }).to_string()),
            })
            .await;
            let reply = if file { picture() } else { reply() };
            let Err(Uncertain::Refused(error)) = avito(&server.url).send(&reply).await else { panic!("refused") };
            let retry = if right.is_some() { Retry::NeedsOwner } else { Retry::Never };
            assert_eq!((error.code, error.retry, error.missing_right.as_deref()), (code, retry, right), "{scope:?}, a file: {file}");
        }
    }
}

#[tokio::test]
async fn without_a_token_nothing_is_sent_and_nothing_is_in_doubt() {
    let table = [
        (answer(401, "", "{}"), ("refused", ErrorCode::TokenRejected, Retry::NeedsOwner)),
        (answer(500, "", "{}"), ("turned away", ErrorCode::ChannelFailed, Retry::Soon)),
        (Act::Silence, ("turned away", ErrorCode::TimedOut, Retry::Soon)),
        (answer(429, "", "{}"), ("turned away", ErrorCode::RateLimited, Retry::AfterMs(1_000))),
    ];
    for (act, expected) in table {
        let server = Server::always(act).await;
        assert_eq!(kind(&avito(&server.url).send(&reply()).await), expected);
        assert!(asked(&server).is_empty());
    }
    let dead = { std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap() };
    assert_eq!(kind(&avito(&format!("http://{dead}")).send(&reply()).await), ("turned away", ErrorCode::Unreachable, Retry::Soon));
}

#[tokio::test]
async fn a_picture_is_uploaded_and_then_sent() {
    let server = shop(|got| match path(got) {
        "/messenger/v1/accounts/94235311/uploadImages" => told(&json!({ "12345.6789abc": { "1280x960": "https://img.k.avito.ru/1.png" } })),
        _ => json_answer(r#"{"author_id":"9623532,","content":{"image":{"sizes":{}}},"created":1563202313,"direction":"out","id":"pic","type":"image"}"#),
    })
    .await;
    let sent = avito(&server.url).send(&picture()).await.unwrap();
    assert_eq!(sent.remote_id, Some(RemoteMessageId::new("pic")));
    let seen = asked(&server);
    assert!(seen[0].header("content-type").unwrap().starts_with("multipart/form-data; boundary="));
    for part in ["name=\"uploadfile[]\"", "Content-Type: image/png", "PNG-bytes"] {
        assert!(seen[0].body.contains(part), "{part} in {}", seen[0].body);
    }
    assert_eq!(seen[1].line, "POST /messenger/v1/accounts/94235311/chats/u2i-1/messages/image HTTP/1.1");
    assert_eq!(seen[1].body, r#"{"image_id":"12345.6789abc"}"#);
}

#[tokio::test]
async fn a_failed_upload_is_no_doubt_and_a_failed_send_is() {
    let table = [
        (answer(500, "", ""), ("turned away", ErrorCode::ChannelFailed, Retry::Soon)),
        (Act::Break(Vec::new()), ("turned away", ErrorCode::Unreachable, Retry::Soon)),
        (json_answer("{}"), ("turned away", ErrorCode::AnswerUnreadable, Retry::Soon)),
        (answer(413, "", ""), ("refused", ErrorCode::ChannelRefused, Retry::Never)),
        (json_answer(r#"{"error":{"code":400,"message":"too large"}}"#), ("refused", ErrorCode::ChannelRefused, Retry::Never)),
    ];
    for (act, expected) in table {
        let server = shop(move |_| act.clone()).await;
        assert_eq!(kind(&avito(&server.url).send(&picture()).await), expected);
        assert_eq!(asked(&server).len(), 1);
    }
    let server = shop(|got| if path(got).ends_with("uploadImages") { told(&json!({ "i": {} })) } else { Act::Break(Vec::new()) }).await;
    assert_eq!(kind(&avito(&server.url).send(&picture()).await).0, "lost");
    assert_eq!(asked(&server).len(), 2);
}

#[tokio::test]
async fn what_cannot_be_one_message_is_refused_before_anything_leaves() {
    let server = shop(|_| taken()).await;
    let both = SendReply { text: "и текст".into(), ..picture() };
    assert_eq!(kind(&avito(&server.url).send(&both).await), ("refused", ErrorCode::NotSupported, Retry::Never));
    let nowhere = SendReply { chat: RemoteChatId::new(".."), ..reply() };
    assert_eq!(kind(&avito(&server.url).send(&nowhere).await), ("refused", ErrorCode::InvalidRequest, Retry::Never));
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn an_error_repeats_neither_secret_nor_text() {
    let server = shop(|_| answer(400, "", &json!({ "error": { "message": format!("a-token {SECRET} {TEXT}!") } }).to_string())).await;
    let Err(Uncertain::Refused(error)) = avito(&server.url).send(&reply()).await else { panic!("refused") };
    assert_eq!(error.detail, "*** *** ***!");
}
