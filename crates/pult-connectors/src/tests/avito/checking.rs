use std::sync::Arc;

use pult_domain::{ErrorCode, ShiftedClock, TokenKind};
use secrecy::SecretString;
use serde_json::{Value, json};

use super::super::server::{Act, Server, answer, json as json_answer};
use super::{asked, asking, avito, chat, path, shop, told};
use crate::{Connect, connect};

#[tokio::test]
async fn a_good_pair_tells_shop_and_chats() {
    let server = shop(|_| told(&json!({ "chats": [chat("a", 9, &Value::Null), chat("b", 8, &Value::Null)] }))).await;
    let check = avito(&server.url).check().await.unwrap();
    assert!(check.ok && check.problem.is_none() && check.warnings.is_empty() && check.missing_rights.is_empty(), "{check:?}");
    assert_eq!((check.kind, check.chats_seen, check.expires_at_ms), (TokenKind::Personal, Some(2), None));
    assert_eq!((check.seller_id.as_deref(), check.seller_name.as_deref()), (Some("94235311"), Some("Магазин")));
    assert_eq!(asked(&server).len(), 1);
}

#[tokio::test]
async fn what_is_no_pair_needs_no_request() {
    let server = Server::always(Act::Silence).await;
    let table = [
        (None, "secret", ErrorCode::ClientIdInvalid),
        (Some("  "), "secret", ErrorCode::ClientIdInvalid),
        (Some("два слова"), "secret", ErrorCode::ClientIdInvalid),
        (Some("id"), " \n", ErrorCode::TokenEmpty),
        (Some("id"), "два слова", ErrorCode::TokenMalformed),
    ];
    for (client_id, secret, problem) in table {
        let asked = Connect { client_id: client_id.map(str::to_owned), token: SecretString::from(secret), ..asking(&server.url) };
        let check = connect(asked, Arc::new(ShiftedClock::default())).unwrap().check().await.unwrap();
        assert_eq!((check.ok, check.problem), (false, Some(problem)));
    }
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn what_is_missing_is_a_finding() {
    let refused = Server::always(answer(401, "", r#"{"error":"invalid_client","error_description":"Client not found"}"#)).await;
    let check = avito(&refused.url).check().await.unwrap();
    assert_eq!((check.ok, check.problem, check.detail.as_deref()), (false, Some(ErrorCode::TokenRejected), Some("Client not found")));
    let plan = shop(|_| answer(402, "", r#"{"error":{"code":402,"message":"Payment required"}}"#)).await;
    let check = avito(&plan.url).check().await.unwrap();
    assert_eq!((check.ok, check.problem, check.detail.as_deref()), (false, Some(ErrorCode::PlanTooLow), Some("Payment required")));
    assert_eq!(check.seller_name.as_deref(), Some("Магазин"), "the pair is good, the plan is not");
    let scope = shop(|_| answer(403, "", "{}")).await;
    let check = avito(&scope.url).check().await.unwrap();
    assert_eq!((check.problem, check.missing_rights), (Some(ErrorCode::TokenMissingRight), vec!["messenger:read".to_owned()]));
}

#[tokio::test]
async fn what_leaves_the_question_open_is_an_error() {
    for (act, code) in
        [(answer(500, "", ""), ErrorCode::ChannelFailed), (answer(429, "", ""), ErrorCode::RateLimited), (json_answer("<html>"), ErrorCode::AnswerUnreadable)]
    {
        let server = shop(move |_| act.clone()).await;
        assert_eq!(avito(&server.url).check().await.unwrap_err().code, code);
    }
    let nobody = Server::start(|_, got| if path(got) == "/token" { super::token("t") } else { json_answer("{}") }).await;
    assert_eq!(avito(&nobody.url).check().await.unwrap_err().code, ErrorCode::AnswerUnreadable);
    assert_eq!(avito("http://127.0.0.1:1").check().await.unwrap_err().code, ErrorCode::Unreachable);
}
