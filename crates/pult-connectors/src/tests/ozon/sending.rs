use pult_domain::{ErrorCode, RemoteChatId, RemoteMessageId, Retry};
use serde_json::json;

use super::super::server::answer;
use super::*;
use crate::{OutgoingFile, SendReply, Sent, Uncertain};

const TEXT: &str = "Здравствуйте!\nЗаменим \"завтра\" 😀";

fn reply() -> SendReply {
    SendReply { chat: RemoteChatId::new("99feb3fc"), reply_token: None, text: TEXT.into(), file: None }
}

fn file(text: &str) -> SendReply {
    let file = OutgoingFile { name: "чек \"1\".png".into(), media_type: "image/png".into(), bytes: vec![0x89, b'P', b'N', b'G', 0xff] };
    SendReply { text: text.into(), file: Some(file), ..reply() }
}

async fn outcome(act: Act) -> Result<Sent, Uncertain> {
    let server = shop("PREMIUM", move |_| act.clone()).await;
    let outcome = ozon(&server.url).send(&reply()).await;
    let sends = server.seen().iter().filter(|got| method(got) == "/v1/chat/send/message").count();
    assert_eq!(sends, 1, "a send is one request");
    outcome
}

#[tokio::test]
async fn a_reply_leaves_as_the_document_wants_it() {
    let server = Server::always(told(&json!({ "result": "success" }))).await;
    assert_eq!(ozon(&server.url).send(&reply()).await, Ok(Sent::default()));
    let got = &server.seen()[0];
    assert_eq!(method(got), "/v1/chat/send/message");
    assert_eq!(body(got), json!({ "chat_id": "99feb3fc", "text": TEXT }));
    assert_eq!((got.header("client-id"), got.header("api-key"), got.header("content-type")), (Some(CLIENT), Some(KEY), Some("application/json")));
}

#[tokio::test]
async fn a_file_leaves_as_base64() {
    let server = Server::always(told(&json!({ "result": "success" }))).await;
    let channel = ozon(&server.url);
    assert_eq!(channel.send(&file("")).await, Ok(Sent::default()));
    assert_eq!(method(&server.seen()[0]), "/v1/chat/send/file");
    assert_eq!(body(&server.seen()[0]), json!({ "chat_id": "99feb3fc", "base64_content": "iVBOR/8=", "name": "чек \"1\".png" }));
    let Err(Uncertain::Refused(error)) = channel.send(&file("и текст")).await else { panic!("refused") };
    assert_eq!(error.code, ErrorCode::InvalidRequest);
    assert_eq!(server.seen().len(), 1, "half of a reply is not sent");
}

#[tokio::test]
async fn every_answer_is_told_as_it_is() {
    let table = [
        (refusal(400, "text is too long"), ("refused", ErrorCode::ChannelRefused, Retry::Never)),
        (refusal(403, "Invalid Api-Key, please check the key and try again"), ("refused", ErrorCode::TokenRejected, Retry::NeedsOwner)),
        (refusal(403, "access denied"), ("refused", ErrorCode::PlanTooLow, Retry::NeedsOwner)),
        (refusal(400, "Прошло больше 48 часов с последнего сообщения покупателя"), ("refused", ErrorCode::ReplyWindowOver, Retry::Never)),
        (refusal(400, "the chat is closed"), ("refused", ErrorCode::ReplyWindowOver, Retry::Never)),
        (refusal(404, "no chat"), ("refused", ErrorCode::ChannelRefused, Retry::Never)),
        (refusal(409, "conflict"), ("refused", ErrorCode::ChannelRefused, Retry::Never)),
        (answer(408, "", ""), ("refused", ErrorCode::TimedOut, Retry::Never)),
        (answer(429, "retry-after: 7\r\n", ""), ("turned away", ErrorCode::RateLimited, Retry::AfterMs(7_000))),
        (refusal(429, "Circle is open"), ("turned away", ErrorCode::RateLimited, Retry::AfterMs(300_000))),
        (answer(503, "retry-after: 3\r\n", ""), ("turned away", ErrorCode::ChannelFailed, Retry::AfterMs(3_000))),
        (answer(503, "", ""), ("lost", ErrorCode::ChannelFailed, Retry::Soon)),
        (refusal(500, "Circle is open"), ("lost", ErrorCode::ChannelFailed, Retry::Soon)),
        (answer(302, "location: https://example.org/\r\n", ""), ("lost", ErrorCode::ChannelFailed, Retry::Soon)),
        (json_answer("<html>ok</html>"), ("lost", ErrorCode::AnswerUnreadable, Retry::Soon)),
        (json_answer("{}"), ("lost", ErrorCode::AnswerUnreadable, Retry::Soon)),
        (json_answer(r#"{"result":"failed"}"#), ("lost", ErrorCode::ChannelRefused, Retry::Soon)),
        (Act::Break(Vec::new()), ("lost", ErrorCode::Unreachable, Retry::Soon)),
        (Act::Silence, ("lost", ErrorCode::TimedOut, Retry::Soon)),
    ];
    for (act, expected) in table {
        let name: String = format!("{act:?}").chars().take(60).collect();
        let told = match outcome(act).await {
            Ok(sent) => panic!("{name}: {sent:?}"),
            Err(Uncertain::TurnedAway(error)) => ("turned away", error.code, error.retry),
            Err(Uncertain::Refused(error)) => ("refused", error.code, error.retry),
            Err(Uncertain::AnswerLost(error)) => ("lost", error.code, error.retry),
        };
        assert_eq!(told, expected, "{name}");
    }
    let dead = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert!(matches!(ozon(&format!("http://{dead}")).send(&reply()).await, Err(Uncertain::TurnedAway(_))));
}

#[tokio::test]
async fn an_error_repeats_neither_key_nor_text() {
    let server = shop("PREMIUM_PLUS", |got| refusal(400, &format!("{KEY} said {TEXT}, {}", got.line))).await;
    let Err(Uncertain::Refused(error)) = ozon(&server.url).send(&reply()).await else { panic!("refused") };
    assert_eq!(error.detail, "*** said ***, POST /v1/chat/send/message HTTP/1.1");
}

#[tokio::test]
async fn reading_is_told_by_the_messages_own_digits() {
    let server = Server::always(told(&json!({ "unread_count": 0 }))).await;
    let channel = ozon(&server.url);
    for id in ["3000000000118032001", "not-a-number", "007"] {
        channel.mark_read(&RemoteChatId::new("c"), &RemoteMessageId::new(id)).await.unwrap();
    }
    let bodies: Vec<String> = server.seen().into_iter().map(|got| got.body).collect();
    let expected = ["3000000000118032001", "\"not-a-number\"", "\"007\""].map(|id| format!(r#"{{"chat_id":"c","from_message_id":{id}}}"#));
    assert_eq!(bodies, expected);
}
