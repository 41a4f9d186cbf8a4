use pult_domain::{Clock, ErrorCode, ShiftedClock, TokenKind, TokenWarning};
use serde_json::{Value, json};

use super::server::{Act, Server, answer, json};
use super::{channel, channel_with, jwt};

const CHATS: &str = r#"{"result":[{"chatID":"1:a"},{"chatID":"1:b"}],"errors":null}"#;

async fn shop() -> Server {
    Server::start(|_, got| match got.line.as_str() {
        "GET /api/v1/seller/chats HTTP/1.1" => json(CHATS),
        "GET /api/v1/seller-info HTTP/1.1" => json(r#"{"name":"ИП Кружинин В. Р.","sid":"e892","tradeMark":"Flax Store"}"#),
        "GET /ping HTTP/1.1" => json(r#"{"TS":"2024-08-16T11:19:05+03:00","Status":"OK"}"#),
        other => panic!("{other}"),
    })
    .await
}

/// A personal token for 100 days, with changes.
fn token(clock: &ShiftedClock, changes: Value) -> String {
    let mut payload = json!({ "acc": 3, "for": "self", "s": 16_126, "sid": "e892", "t": false, "exp": clock.now().0 / 1_000 + 100 * 86_400 });
    payload.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    jwt(&payload)
}

#[tokio::test]
async fn a_good_token_tells_kind_end_shop_and_chats() {
    let (server, clock) = (shop().await, ShiftedClock::default());
    let check = channel_with(&server.url, &format!(" Bearer {}\n", token(&clock, json!({}))), &clock).check().await.unwrap();
    assert!(check.ok && check.problem.is_none() && check.warnings.is_empty() && check.missing_rights.is_empty(), "{check:?}");
    assert_eq!((check.kind, check.chats_seen), (TokenKind::Personal, Some(2)));
    assert_eq!((check.seller_name.as_deref(), check.seller_id.as_deref()), (Some("Flax Store"), Some("e892")));
    assert!(check.expires_at_ms.is_some());
}

#[tokio::test]
async fn what_deserves_a_word_is_a_warning() {
    let (server, clock) = (shop().await, ShiftedClock::default());
    let soon = clock.now().0 / 1_000 + 86_400;
    let table = [
        (json!({ "acc": 1 }), TokenWarning::BaseToken),
        (json!({ "t": true }), TokenWarning::TestToken),
        (json!({ "s": 1_073_757_950 }), TokenWarning::ReadOnly),
        (json!({ "exp": soon }), TokenWarning::ExpiresSoon),
    ];
    for (changes, warning) in table {
        let check = channel_with(&server.url, &token(&clock, changes), &clock).check().await.unwrap();
        assert_eq!((check.ok, check.warnings.as_slice()), (true, [warning].as_slice()), "{check:?}");
    }
}

#[tokio::test]
async fn a_base_token_keeps_its_one_request_of_the_hour() {
    let (server, clock) = (shop().await, ShiftedClock::default());
    let check = channel_with(&server.url, &token(&clock, json!({ "acc": 1 })), &clock).check().await.unwrap();
    assert_eq!((check.ok, check.kind, check.chats_seen), (true, TokenKind::Base, None));
    let lines: Vec<String> = server.seen().into_iter().map(|got| got.line).collect();
    assert_eq!(lines, ["GET /ping HTTP/1.1"]);
}

#[tokio::test]
async fn what_a_token_says_against_itself_needs_no_request() {
    let server = Server::always(Act::Silence).await;
    let clock = ShiftedClock::default();
    let table = [
        (String::new(), ErrorCode::TokenEmpty),
        (" Bearer ".to_owned(), ErrorCode::TokenEmpty),
        ("два слова".to_owned(), ErrorCode::TokenMalformed),
        ("a\u{7}b".to_owned(), ErrorCode::TokenMalformed),
        (token(&clock, json!({ "exp": 1_700_000_000 })), ErrorCode::TokenExpired),
        (token(&clock, json!({ "s": 16_126 & !(1 << 9) })), ErrorCode::TokenMissingRight),
    ];
    for (token, problem) in table {
        let check = channel_with(&server.url, &token, &clock).check().await.unwrap();
        assert_eq!((check.ok, check.problem), (false, Some(problem)), "{token}");
        let rights: &[&str] = if problem == ErrorCode::TokenMissingRight { &["Чат с покупателями"] } else { &[] };
        assert_eq!(check.missing_rights, rights);
    }
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn a_plain_word_is_tried() {
    let server = shop().await;
    let check = channel(&server.url).check().await.unwrap();
    assert_eq!((check.ok, check.kind, check.warnings.as_slice()), (true, TokenKind::Unknown, [TokenWarning::Unreadable].as_slice()));
    assert_eq!(check.seller_id.as_deref(), Some("e892"), "the shop is known by its answer");
}

#[tokio::test]
async fn a_refused_token_is_a_finding_and_no_network_is_an_error() {
    let refusing = Server::always(answer(401, "", r#"{"title":"unauthorized","detail":"token problem; plain-token is malformed"}"#)).await;
    let check = channel(&refusing.url).check().await.unwrap();
    assert_eq!((check.ok, check.problem), (false, Some(ErrorCode::TokenRejected)));
    assert_eq!(check.detail.as_deref(), Some("token problem; *** is malformed"));
    let barred = channel(&Server::always(answer(403, "", "")).await.url).check().await.unwrap();
    assert_eq!((barred.problem, barred.missing_rights.as_slice()), (Some(ErrorCode::TokenMissingRight), ["Чат с покупателями".to_owned()].as_slice()));
    for (act, code) in
        [(answer(500, "", ""), ErrorCode::ChannelFailed), (answer(429, "", ""), ErrorCode::RateLimited), (json("<html>"), ErrorCode::AnswerUnreadable)]
    {
        assert_eq!(channel(&Server::always(act).await.url).check().await.unwrap_err().code, code);
    }
    assert_eq!(channel("http://127.0.0.1:1").check().await.unwrap_err().code, ErrorCode::Unreachable);
}

#[tokio::test]
async fn the_shops_name_is_not_worth_a_failed_check() {
    let server = Server::start(|_, got| if got.line.contains("seller-info") { answer(500, "", "") } else { json(CHATS) }).await;
    let check = channel(&server.url).check().await.unwrap();
    assert_eq!((check.ok, check.seller_name), (true, None));
}
