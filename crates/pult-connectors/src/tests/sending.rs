use pult_domain::{AtMs, ErrorCode, RemoteChatId, Retry, ShiftedClock};
use serde_json::json;

use super::server::{Act, Server, answer, bytes, json};
use super::{channel, channel_with, jwt};
use crate::{OutgoingFile, SendReply, Sent, Uncertain};

const SIGN: &str = "1:641b:66f136e9";
const TEXT: &str = "Здравствуйте!\r\nЗаменим \"завтра\" 😀";

pub(super) fn reply() -> SendReply {
    SendReply { chat: RemoteChatId::new("1:641b"), reply_token: Some(SIGN.into()), text: TEXT.into(), file: None }
}

/// Sends against a server that always acts so; also proves that the request left once.
async fn outcome(act: Act) -> Result<Sent, Uncertain> {
    let server = Server::always(act).await;
    let outcome = channel(&server.url).send(&reply()).await;
    assert_eq!(server.seen().len(), 1, "a send is one request");
    outcome
}

fn told(outcome: &Result<Sent, Uncertain>) -> (&'static str, ErrorCode, Retry) {
    match outcome {
        Ok(sent) => panic!("{sent:?}"),
        Err(Uncertain::TurnedAway(error)) => ("turned away", error.code, error.retry),
        Err(Uncertain::Refused(error)) => ("refused", error.code, error.retry),
        Err(Uncertain::AnswerLost(error)) => ("lost", error.code, error.retry),
    }
}

#[tokio::test]
async fn a_reply_leaves_as_the_document_wants_it() {
    let server = Server::always(json(r#"{"result":{"addTime":1712848270018,"chatID":"1:641b","sign":"newer"},"errors":[]}"#)).await;
    let sent = channel(&server.url).send(&reply()).await.unwrap();
    assert_eq!(sent, Sent { remote_id: None, sent_at: Some(AtMs(1_712_848_270_018)), reply_token: Some("newer".into()), file_refused: None });
    let seen = server.seen();
    assert_eq!(seen[0].line, "POST /api/v1/seller/message HTTP/1.1");
    assert_eq!(seen[0].header("authorization"), Some("plain-token"));
    assert!(seen[0].header("content-type").unwrap().starts_with("multipart/form-data; boundary="));
    for part in [format!("name=\"replySign\"\r\n\r\n{SIGN}\r\n"), format!("name=\"message\"\r\n\r\n{TEXT}\r\n")] {
        assert!(seen[0].body.contains(&part), "{part} in {}", seen[0].body);
    }
}

#[tokio::test]
async fn every_answer_is_told_as_it_is() {
    let problem = |detail: &str| format!(r#"{{"status":400,"title":"Bad Request","detail":"{detail}","error":"{detail}"}}"#);
    let table = [
        (answer(400, "", &problem("Invalid signature")), ("refused", ErrorCode::ReplyTokenRefused, Retry::Never)),
        (answer(400, "", &problem("Invalid value for \\\"message\\\"")), ("refused", ErrorCode::ChannelRefused, Retry::Never)),
        (answer(401, "", "{}"), ("refused", ErrorCode::TokenRejected, Retry::NeedsOwner)),
        (answer(403, "", ""), ("refused", ErrorCode::TokenMissingRight, Retry::NeedsOwner)),
        (answer(404, "", "<html>"), ("refused", ErrorCode::ChannelRefused, Retry::Never)),
        (answer(429, "x-ratelimit-retry: 7\r\nx-ratelimit-reset: 30\r\n", ""), ("turned away", ErrorCode::RateLimited, Retry::AfterMs(7_000))),
        (answer(429, "", ""), ("turned away", ErrorCode::RateLimited, Retry::Soon)),
        (answer(503, "retry-after: 3\r\n", ""), ("turned away", ErrorCode::ChannelFailed, Retry::AfterMs(3_000))),
        (answer(503, "", ""), ("lost", ErrorCode::ChannelFailed, Retry::Soon)),
        (answer(500, "", ""), ("lost", ErrorCode::ChannelFailed, Retry::Soon)),
        (answer(302, "location: https://example.org/\r\n", ""), ("lost", ErrorCode::ChannelFailed, Retry::Soon)),
        (json("<html>ok</html>"), ("lost", ErrorCode::AnswerUnreadable, Retry::Soon)),
        (json(""), ("lost", ErrorCode::AnswerUnreadable, Retry::Soon)),
        (json(r#"{"result":null,"errors":null}"#), ("lost", ErrorCode::AnswerUnreadable, Retry::Soon)),
        (json(r#"{"result":{},"errors":["no"]}"#), ("lost", ErrorCode::ChannelRefused, Retry::Soon)),
        (Act::Break(Vec::new()), ("lost", ErrorCode::Unreachable, Retry::Soon)),
        (Act::Break(b"HTTP/1.1 200 OK\r\ncontent-length: 90\r\n\r\n{\"result\":".to_vec()), ("lost", ErrorCode::AnswerUnreadable, Retry::Soon)),
        (Act::Break(b"HTTP/1.1 400 X\r\ncontent-length: 90\r\n\r\n{\"det".to_vec()), ("refused", ErrorCode::ChannelRefused, Retry::Never)),
        (Act::Silence, ("lost", ErrorCode::TimedOut, Retry::Soon)),
    ];
    for (act, expected) in table {
        let name = format!("{act:?}");
        assert_eq!(told(&outcome(act).await), expected, "{}", name.chars().take(80).collect::<String>());
    }
}

#[tokio::test]
async fn a_sent_text_is_sent_whatever_is_said_of_files() {
    let sent = outcome(json(r#"{"result":{"addTime":"1712848270018"},"errors":["file too big"]}"#)).await.unwrap();
    assert_eq!(sent.sent_at, Some(AtMs(1_712_848_270_018)));
    assert!(outcome(json(r#"{"result":{}}"#)).await.is_ok());
}

#[tokio::test]
async fn without_a_sign_nothing_leaves() {
    let server = Server::always(json("{}")).await;
    for sign in [None, Some(String::new())] {
        let outcome = channel(&server.url).send(&SendReply { reply_token: sign, ..reply() }).await;
        assert_eq!(told(&outcome), ("refused", ErrorCode::ReplyTokenRefused, Retry::Never));
    }
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn what_never_left_may_be_sent_again() {
    let dead = { std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap() };
    assert_eq!(told(&channel(&format!("http://{dead}")).send(&reply()).await), ("turned away", ErrorCode::Unreachable, Retry::Soon));
    let server = Server::always(Act::Silence).await;
    let tls = server.url.replace("http:", "https:");
    let outcome = channel(&tls).send(&reply()).await;
    assert_eq!(told(&outcome).0, "turned away", "a handshake that does not come about carries no reply");
}

/// The server closes its kept connection after each answer without saying so.
#[tokio::test]
async fn a_connection_closed_meanwhile_costs_no_reply() {
    let server = Server::start(|_, _| Act::Break(bytes(200, "", br#"{"result":{"addTime":1712848270018}}"#))).await;
    let channel = channel(&server.url);
    for _ in 0..20 {
        assert!(channel.send(&reply()).await.is_ok());
    }
}

#[tokio::test]
async fn an_error_repeats_neither_token_nor_text() {
    let server = Server::start(|_, got| answer(400, "", &json!({ "detail": format!("plain-token {SIGN} {TEXT} {}", got.line) }).to_string())).await;
    let Err(Uncertain::Refused(error)) = channel(&server.url).send(&reply()).await else { panic!("refused") };
    assert_eq!(error.detail, "*** *** *** POST /api/v1/seller/message HTTP/1.1");
}

#[tokio::test]
async fn a_read_only_token_is_told_by_its_right() {
    let server = Server::always(answer(403, "", "")).await;
    let token = jwt(&json!({ "acc": 3, "s": 1_073_742_336, "sid": "read-only" }));
    let Err(Uncertain::Refused(error)) = channel_with(&server.url, &token, &ShiftedClock::default()).send(&reply()).await else { panic!("refused") };
    assert_eq!((error.code, error.missing_right.as_deref()), (ErrorCode::TokenMissingRight, Some("Чат с покупателями")));
}

fn with_file(text: &str) -> SendReply {
    let file = OutgoingFile { name: "чек \"1\".pdf".into(), media_type: "application/pdf".into(), bytes: b"%PDF-1.7 receipt".to_vec() };
    SendReply { text: text.into(), file: Some(file), ..reply() }
}

#[tokio::test]
async fn a_file_goes_beside_the_text_or_alone() {
    let server = Server::always(json(r#"{"result":{"addTime":1712848270018,"chatID":"1:641b"},"errors":[]}"#)).await;
    for text in ["Ваш чек", ""] {
        assert_eq!(channel(&server.url).send(&with_file(text)).await.unwrap().file_refused, None);
    }
    let seen = server.seen();
    let part = "name=\"file\"; filename=\"чек 1.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7 receipt\r\n";
    assert!(seen.iter().all(|got| got.body.contains(part)), "{}", seen[0].body);
    assert!(seen[0].body.contains("name=\"message\"\r\n\r\nВаш чек\r\n"));
    assert!(!seen[1].body.contains("name=\"message\""), "an empty text is none");
}

#[tokio::test]
async fn a_refused_file_never_counts_as_sent_and_never_loses_the_text() {
    let answered = |words: &str| json(&json!({ "result": { "addTime": 1_712_848_270_018_i64, "chatID": "1:641b" }, "errors": [words] }).to_string());
    let table = [
        ("pult.pdf: attachment too big. Max size: 5MiB", ErrorCode::FileTooLarge),
        ("pult.pdf: has unsupported mime type", ErrorCode::FileKind),
        ("pult.pdf: no", ErrorCode::FileBlocked),
    ];
    for (words, code) in table {
        let server = Server::always(answered(words)).await;
        let sent = channel(&server.url).send(&with_file("Ваш чек")).await.unwrap();
        assert_eq!((sent.sent_at, sent.file_refused), (Some(AtMs(1_712_848_270_018)), Some(code)), "the text went");
        assert_eq!(told(&channel(&server.url).send(&with_file("")).await), ("refused", code, Retry::Never), "there was nothing else to send");
    }
    let refusals = [
        (answer(413, "", ""), ErrorCode::FileTooLarge),
        (answer(415, "", ""), ErrorCode::FileKind),
        (answer(400, "", r#"{"detail":"a.pdf: attachment too big. Max size: 5MiB"}"#), ErrorCode::FileTooLarge),
        (answer(400, "", r#"{"detail":"Invalid signature"}"#), ErrorCode::ReplyTokenRefused),
        (answer(422, "", ""), ErrorCode::ChannelRefused),
    ];
    for (act, code) in refusals {
        assert_eq!(told(&channel(&Server::always(act).await.url).send(&with_file("Ваш чек")).await), ("refused", code, Retry::Never));
    }
}
