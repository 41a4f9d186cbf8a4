use pult_domain::{AttachmentKind, Cursor, ErrorCode, Retry};
use serde_json::json;

use super::channel;
use super::server::{Server, answer, json};
use crate::{ItemFacts, NoMarks};

fn page(next: i64, ids: &[&str]) -> String {
    let event =
        |id: &&str| json!({ "chatID": "c", "eventID": id, "eventType": "message", "message": { "text": id }, "addTimestamp": next, "sender": "client" });
    json!({ "result": { "next": next, "totalEvents": ids.len(), "events": ids.iter().map(event).collect::<Vec<_>>() }, "errors": null }).to_string()
}

#[tokio::test]
async fn the_feed_is_asked_from_its_beginning_and_then_from_the_cursor() {
    let server = Server::start(|n, _| if n == 0 { json(&page(1_698_000_000_000, &["a", "b"])) } else { json(&page(1_698_000_000_000, &[])) }).await;
    let channel = channel(&server.url);
    let first = channel.page(None, &NoMarks).await.unwrap();
    assert_eq!((first.messages.len(), first.last, first.cursor.clone()), (2, false, Some(Cursor("1697999999999".into()))));
    let second = channel.page(first.cursor.as_ref(), &NoMarks).await.unwrap();
    assert_eq!((second.messages.len(), second.last, second.cursor), (0, true, None));
    let seen = server.seen();
    assert_eq!(seen[0].line, "GET /api/v1/seller/events HTTP/1.1");
    assert_eq!(seen[1].line, "GET /api/v1/seller/events?next=1697999999999 HTTP/1.1");
    assert_eq!(seen[0].header("authorization"), Some("plain-token"));
    assert!(seen[0].header("user-agent").unwrap().starts_with("Pult/"));
    assert!(seen[0].header("accept-encoding").unwrap().contains("gzip"));
}

#[tokio::test]
async fn a_refused_cursor_leads_back_to_the_beginning_once() {
    let refused = answer(400, "", r#"{"detail":"Invalid value for \"next\""}"#);
    let server = Server::start(move |_, got| if got.line.contains("next=") { refused.clone() } else { json(&page(1_698_000_000_000, &["a"])) }).await;
    let channel = channel(&server.url);
    let cursor = Cursor("1700000000000".into());
    assert_eq!(channel.page(Some(&cursor), &NoMarks).await.unwrap().messages.len(), 1);
    assert_eq!(server.seen().len(), 2);
    let error = channel.page(Some(&cursor), &NoMarks).await.unwrap_err();
    assert_eq!((error.code, error.status), (ErrorCode::ChannelRefused, Some(400)), "not in a circle");
    assert_eq!(channel.page(Some(&Cursor("not ours".into())), &NoMarks).await.unwrap().messages.len(), 1, "a cursor that is no number");
}

#[test]
fn a_round_begins_a_little_earlier() {
    let channel = channel("http://127.0.0.1:1");
    let overlap = |text: &str| channel.overlap(&Cursor(text.into())).0;
    assert_eq!(overlap("1698000000000"), "1697999880000");
    assert_eq!(overlap("5"), "1");
    assert_eq!(overlap("not ours"), "not ours");
}

#[tokio::test]
async fn the_list_of_chats_is_read_with_what_it_has() {
    let server = Server::always(json(
        r#"{"result":[{"chatID":"1:a","replySign":"s","clientName":"Иван","goodCard":{"nmID":5,"price":10,"priceCurrency":"RUB"},"lastMessage":{"text":"x"},"new":1},
        {"chatID":"1:b","replySign":null,"goodCard":null},{"noID":1},null,{"chatID":"1:c","clientName":"\ud83d"}],"errors":null}"#,
    ))
    .await;
    let chats = channel(&server.url).chats().await.unwrap();
    assert_eq!(chats.iter().map(|chat| chat.remote_id.as_str()).collect::<Vec<_>>(), ["1:a", "1:b", "1:c"]);
    assert_eq!((chats[0].customer_name.as_deref(), chats[0].reply_token.as_deref()), (Some("Иван"), Some("s")));
    assert_eq!(chats[0].item.as_ref().unwrap().price_minor, Some(1_000));
    assert_eq!((&chats[1].reply_token, &chats[1].item), (&None, &None));
    for (body, count) in [(r#"{"result":null,"errors":null}"#, 0), (r#"{"result":[]}"#, 0)] {
        assert_eq!(channel(&Server::always(json(body)).await.url).chats().await.unwrap().len(), count);
    }
    for body in ["", "[]", r#"{"chats":[]}"#, r#"{"result":{}}"#, r#"{"result":[{"chatID""#] {
        let error = channel(&Server::always(json(body)).await.url).chats().await.unwrap_err();
        assert_eq!((error.code, error.retry), (ErrorCode::AnswerUnreadable, Retry::Soon), "{body}");
    }
}

#[tokio::test]
async fn a_file_is_fetched_or_its_state_told() {
    let server = Server::start(|_, got| match got.line.split('/').nth(5).and_then(|id| id.split(' ').next()).unwrap() {
        "good" => answer(200, "content-type: image/png\r\n", "PNG"),
        "wait" => answer(202, "", r#"{"moderationState":"pending","retrySeconds":30}"#),
        "waits" => answer(202, "", "?"),
        "blocked" => answer(451, "", r#"{"detail":"moderation error"}"#),
        "bad" => answer(400, "", r#"{"detail":"invalid fileID"}"#),
        "large" => answer(200, "", &"x".repeat(17 * 1024 * 1024)),
        _ => answer(500, "", ""),
    })
    .await;
    let channel = channel(&server.url);
    let good = channel.download("good").await.unwrap();
    assert_eq!((good.bytes.as_slice(), good.media_type.as_deref()), (b"PNG".as_slice(), Some("image/png")));
    let table = [
        ("wait", ErrorCode::FilePending, Retry::AfterMs(30_000)),
        ("waits", ErrorCode::FilePending, Retry::AfterMs(30_000)),
        ("blocked", ErrorCode::FileBlocked, Retry::Never),
        ("bad", ErrorCode::AttachmentNotFound, Retry::Never),
        ("large", ErrorCode::FileTooLarge, Retry::Never),
        ("broken", ErrorCode::ChannelFailed, Retry::Soon),
        ("", ErrorCode::AttachmentNotFound, Retry::Never),
        ("..", ErrorCode::AttachmentNotFound, Retry::Never),
    ];
    for (id, code, retry) in table {
        let error = channel.download(id).await.unwrap_err();
        assert_eq!((error.code, error.retry), (code, retry), "{id}");
    }
    let before = server.seen().len();
    let _ = channel.download("../../x?y=1#z/ я").await;
    assert_eq!(server.seen()[before].line, "GET /api/v1/seller/download/..%2F..%2Fx%3Fy=1%23z%2F%20%D1%8F HTTP/1.1", "an id stays one segment");
}

#[tokio::test]
async fn titles_are_asked_one_by_one_and_a_refusal_ends_it() {
    let server = Server::start(|n, got| {
        assert_eq!(got.line, "POST /content/v2/get/cards/list HTTP/1.1");
        match n {
            0 => json(r#"{"cards":[{"nmID":9,"title":"Другое"},{"nmID":12,"title":"Альбом"}],"cursor":{"total":2}}"#),
            1 => json(r#"{"cards":null}"#),
            _ => answer(401, "", "{}"),
        }
    })
    .await;
    let ids = ["12", "13", "x", "14", "15"].map(str::to_owned);
    let items = channel(&server.url).items(&ids).await.unwrap();
    assert_eq!(
        items.found,
        [
            ItemFacts { remote_id: "12".into(), title: Some("Альбом".into()), ..ItemFacts::default() },
            ItemFacts { remote_id: "13".into(), ..ItemFacts::default() }
        ]
    );
    assert_eq!(server.seen().len(), 3, "the refusal ends it");
    assert_eq!(items.unanswered, ["15"], "nothing was said of the one behind it");
    assert!(server.seen()[0].body.contains(r#""textSearch":"12""#));
}

#[tokio::test]
async fn what_a_failure_left_unanswered_is_told_from_what_there_is_not() {
    let server = Server::start(|n, _| if n == 0 { json(r#"{"cards":[]}"#) } else { answer(503, "", "") }).await;
    let told = channel(&server.url).items(&["12", "13", "14"].map(str::to_owned)).await.unwrap();
    assert_eq!(told.found, [ItemFacts { remote_id: "12".into(), ..ItemFacts::default() }], "asked for, and there is no title");
    assert_eq!(told.unanswered, ["13", "14"]);
}

#[tokio::test]
async fn every_title_that_is_asked_for_is_asked_and_no_answer_is_not_an_empty_one() {
    let server = Server::always(json(r#"{"cards":[]}"#)).await;
    let ids: Vec<String> = (1..=25).map(|id| id.to_string()).collect();
    assert_eq!(channel(&server.url).items(&ids).await.unwrap().found.len(), ids.len(), "each with or without a title");
    let down = Server::always(answer(503, "", "")).await;
    assert_eq!(channel(&down.url).items(&ids).await.unwrap_err().code, ErrorCode::ChannelFailed);
    assert_eq!(down.seen().len(), 1);
}

#[tokio::test]
async fn attachments_speak_of_what_they_are() {
    let body = r#"{"result":{"next":1698000000000,"totalEvents":1,"events":[{"chatID":"c","eventID":"e","eventType":"message","addTimestamp":1698000000000,
        "message":{"attachments":{"images":[{"downloadID":"i"}]}},"sender":"client"}]}}"#;
    let page = channel(&Server::always(json(body)).await.url).page(None, &NoMarks).await.unwrap();
    assert_eq!((page.messages[0].text.as_str(), page.messages[0].attachments[0].kind), ("", AttachmentKind::Image));
}
