use pult_domain::{ErrorCode, RemoteChatId, Retry, ShiftedClock};

use super::{KEY, asked, body, cabinet, channel, channel_at, ok, refused, scopes};
use crate::tests::server::{Act, Server, answer};
use crate::{OutgoingFile, SendReply, Sent, Uncertain};

const TEXT: &str = "Здравствуйте!\nЗаменим \"завтра\" 😀";

fn reply() -> SendReply {
    SendReply { chat: RemoteChatId::new("9007199254740993"), reply_token: None, text: TEXT.into(), file: None }
}

fn picture() -> SendReply {
    let file = OutgoingFile { name: "фото.jpg".into(), media_type: "image/jpeg".into(), bytes: b"JPEG bytes".to_vec() };
    SendReply { text: String::new(), file: Some(file), ..reply() }
}

/// Sends against a cabinet that answers a reply so; also proves that it left once.
async fn outcome(reply: &SendReply, act: Act) -> Result<Sent, Uncertain> {
    let server = cabinet(move |asked, _| asked.contains("chatId=").then(|| if asked.starts_with("GET") { refused(500, "", "") } else { act.clone() })).await;
    let outcome = channel(&server.url).send(reply).await;
    assert_eq!(server.seen().iter().filter(|got| asked(got).starts_with("POST /v2/businesses/77/chats/")).count(), 1, "a send is one request");
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
async fn a_text_and_a_file_leave_as_the_document_wants_them() {
    let server = cabinet(|asked, _| asked.contains("chatId=").then(|| body(r#"{"status":"OK"}"#))).await;
    let channel = channel(&server.url);
    assert_eq!(channel.send(&reply()).await, Ok(Sent::default()), "no id comes back");
    assert_eq!(channel.send(&picture()).await, Ok(Sent::default()));
    let seen: Vec<_> = server.seen().into_iter().filter(|got| asked(got).contains("chatId=")).collect();
    assert_eq!(asked(&seen[0]), "POST /v2/businesses/77/chats/message?chatId=9007199254740993");
    assert_eq!((seen[0].header("api-key"), seen[0].header("content-type")), (Some(KEY), Some("application/json")));
    assert_eq!(serde_json::from_str::<serde_json::Value>(&seen[0].body).unwrap(), serde_json::json!({ "message": TEXT }));
    assert_eq!(asked(&seen[1]), "POST /v2/businesses/77/chats/file/send?chatId=9007199254740993");
    assert!(seen[1].header("content-type").unwrap().starts_with("multipart/form-data; boundary="));
    assert!(seen[1].body.contains("name=\"file\"; filename=\"фото.jpg\"\r\nContent-Type: image/jpeg\r\n\r\nJPEG bytes\r\n"), "{}", seen[1].body);
}

#[tokio::test]
async fn every_answer_is_told_as_it_is() {
    let until = "x-ratelimit-resource-remaining: 0\r\nx-ratelimit-resource-until: Thu, 10 Jul 2098 00:42:42 GMT\r\n";
    let table = [
        (refused(400, "", "Bad text"), ("refused", ErrorCode::ChannelRefused, Retry::Never)),
        (refused(401, "", ""), ("refused", ErrorCode::TokenRejected, Retry::NeedsOwner)),
        (refused(403, "", ""), ("refused", ErrorCode::ChannelRefused, Retry::Never)),
        (refused(404, "", "no chat"), ("refused", ErrorCode::ChannelRefused, Retry::Never)),
        (refused(420, until, "Hit rate limit of 1000 requests per 1 hour"), ("turned away", ErrorCode::RateLimited, Retry::AfterMs(900_000))),
        (refused(420, until, "Hit rate limit of 4 parallel requests"), ("turned away", ErrorCode::RateLimited, Retry::Soon)),
        (refused(420, "", ""), ("turned away", ErrorCode::RateLimited, Retry::Soon)),
        (refused(420, "retry-after: 7\r\n", ""), ("turned away", ErrorCode::RateLimited, Retry::AfterMs(7_000))),
        (answer(503, "retry-after: 3\r\n", ""), ("turned away", ErrorCode::ChannelFailed, Retry::AfterMs(3_000))),
        (answer(503, "", ""), ("lost", ErrorCode::ChannelFailed, Retry::Soon)),
        (refused(500, "", ""), ("lost", ErrorCode::ChannelFailed, Retry::Soon)),
        (answer(302, "location: https://example.org/\r\n", ""), ("lost", ErrorCode::ChannelFailed, Retry::Soon)),
        (body("<html>ok</html>"), ("lost", ErrorCode::AnswerUnreadable, Retry::Soon)),
        (body(""), ("lost", ErrorCode::AnswerUnreadable, Retry::Soon)),
        (body("{}"), ("lost", ErrorCode::AnswerUnreadable, Retry::Soon)),
        (refused(200, "", "no"), ("lost", ErrorCode::ChannelRefused, Retry::Soon)),
        (Act::Break(Vec::new()), ("lost", ErrorCode::Unreachable, Retry::Soon)),
        (Act::Break(b"HTTP/1.1 200 OK\r\ncontent-length: 90\r\n\r\n{\"status\":".to_vec()), ("lost", ErrorCode::AnswerUnreadable, Retry::Soon)),
        (Act::Silence, ("lost", ErrorCode::TimedOut, Retry::Soon)),
    ];
    for (act, expected) in table {
        let name = format!("{act:?}").chars().take(80).collect::<String>();
        for reply in [reply(), picture()] {
            assert_eq!(told(&outcome(&reply, act.clone()).await), expected, "{name}");
        }
    }
    assert_eq!(told(&outcome(&picture(), refused(413, "", "")).await).1, ErrorCode::FileTooLarge);
    assert_eq!(told(&outcome(&picture(), refused(415, "", "")).await).1, ErrorCode::FileKind);
}

#[tokio::test]
async fn a_key_that_may_only_look_is_told_by_its_right() {
    let server = cabinet(|asked, _| match asked {
        "POST /v2/auth/token" => Some(scopes(&["ALL_METHODS_READ_ONLY"])),
        send if send.starts_with("POST /v2/businesses/77/chats/") => Some(refused(403, "", "")),
        _ => None,
    })
    .await;
    let Err(Uncertain::Refused(error)) = channel(&server.url).send(&reply()).await else { panic!("refused") };
    assert_eq!((error.code, error.retry), (ErrorCode::TokenMissingRight, Retry::NeedsOwner));
    assert_eq!(error.missing_right.as_deref(), Some("Общение с покупателями (COMMUNICATION)"));
}

#[tokio::test]
async fn what_never_left_may_be_sent_again_and_what_cannot_leave_may_not() {
    let dead = { std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap() };
    assert_eq!(told(&channel(&format!("http://{dead}")).send(&reply()).await), ("turned away", ErrorCode::Unreachable, Retry::Soon));
    let lame = Server::always(answer(500, "", "")).await;
    assert_eq!(told(&channel(&lame.url).send(&reply()).await), ("turned away", ErrorCode::ChannelFailed, Retry::Soon), "only the cabinet was asked for");
    let server = Server::always(Act::Silence).await;
    let both = SendReply { text: TEXT.into(), ..picture() };
    let nothing = SendReply { text: String::new(), ..reply() };
    assert_eq!(told(&channel(&server.url).send(&both).await).1, ErrorCode::NotSupported);
    assert_eq!(told(&channel(&server.url).send(&nothing).await).1, ErrorCode::TextEmpty);
    let wrong = channel_at(&server.url, Some("flax"), &ShiftedClock::default()).send(&reply()).await;
    assert_eq!(told(&wrong), ("refused", ErrorCode::ClientIdInvalid, Retry::NeedsOwner));
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn an_error_repeats_neither_key_nor_text() {
    for status in [200, 400] {
        let told = match outcome(&reply(), refused(status, "", &format!("{KEY} said {TEXT}"))).await {
            Err(Uncertain::Refused(error) | Uncertain::AnswerLost(error)) => error.detail,
            other => panic!("{other:?}"),
        };
        assert_eq!(told, "*** said ***");
    }
}

#[tokio::test]
async fn a_finished_chat_is_told_by_the_chat_itself() {
    for (status, code) in [("FINISHED", ErrorCode::ReplyWindowOver), ("WAITING_FOR_PARTNER", ErrorCode::ChannelRefused)] {
        let server = cabinet(move |asked, _| match asked {
            "GET /v2/businesses/77/chat?chatId=9007199254740993" => {
                Some(ok(&serde_json::json!({ "chatId": 9_007_199_254_740_993_u64, "type": "CHAT", "status": status })))
            }
            send if send.contains("chatId=") => Some(refused(400, "", "no")),
            _ => None,
        })
        .await;
        assert_eq!(told(&channel(&server.url).send(&reply()).await), ("refused", code, Retry::Never), "{status}");
    }
}
