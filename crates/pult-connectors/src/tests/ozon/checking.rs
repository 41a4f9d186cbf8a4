use pult_domain::{Clock, ErrorCode, TokenWarning};
use serde_json::{Value, json};

use super::super::server::answer;
use super::*;

const METHODS: [&str; 5] = ["/v3/chat/list", "/v3/chat/history", "/v1/chat/send/message", "/v1/chat/send/file", "/v2/chat/read"];

/// A shop whose key has these roles and whose plan is this.
async fn with(roles: Value, plan: &'static str) -> Server {
    shop(plan, move |got| match method(got) {
        "/v1/roles" => {
            assert_eq!((got.body.as_str(), got.header("content-type")), ("", None), "this method takes no body");
            told(&roles)
        }
        "/v3/chat/list" => told(&json!({ "chats": [{ "chat": { "chat_id": "1" } }, { "chat": { "chat_id": "2" } }], "has_next": false })),
        other => panic!("{other}"),
    })
    .await
}

fn roles(methods: &[&str], days: i64) -> Value {
    let end = ShiftedClock::default().now().plus_ms(days * 86_400_000);
    json!({ "expires_at": jiff::Timestamp::from_millisecond(end.0).unwrap().to_string(), "roles": [{ "name": "Chat", "methods": methods }] })
}

#[tokio::test]
async fn a_good_key_tells_its_end_the_shop_and_the_chats() {
    let server = with(roles(&METHODS, 100), "PREMIUM_PLUS").await;
    let check = ozon(&server.url).check().await.unwrap();
    assert!(check.ok && check.problem.is_none() && check.warnings.is_empty() && check.missing_rights.is_empty(), "{check:?}");
    assert_eq!((check.seller_id.as_deref(), check.seller_name.as_deref(), check.chats_seen), (Some(CLIENT), Some("ООО 'Ромашка'"), Some(2)));
    assert!(check.expires_at_ms.is_some());
}

#[tokio::test]
async fn missing_methods_are_named() {
    let check = |methods: &'static [&'static str]| async move { ozon(&with(roles(methods, 100), "PREMIUM_PLUS").await.url).check().await.unwrap() };
    let none = check(&["/v1/posting"]).await;
    assert_eq!((none.ok, none.problem), (false, Some(ErrorCode::TokenMissingRight)));
    assert_eq!(none.missing_rights, METHODS);
    let reads = check(&["/v3/chat", "/v2/chat/read"]).await;
    assert_eq!((reads.ok, reads.warnings.as_slice()), (true, [TokenWarning::ReadOnly].as_slice()));
    assert_eq!(reads.missing_rights, ["/v1/chat/send/message", "/v1/chat/send/file"]);
    let prefix_of_a_word = check(&["/v3/chat/li", "/v3/chat/history", "/v1/chat", "/v2/chat"]).await;
    assert_eq!(prefix_of_a_word.missing_rights, ["/v3/chat/list"]);
}

#[tokio::test]
async fn what_deserves_a_word_is_a_warning() {
    let admin = json!({ "expires_at": "0001-01-01T00:00:00Z", "roles": [{ "name": "Admin", "methods": ["/v1/actions"] }] });
    let table = [
        (roles(&METHODS, 10), vec![TokenWarning::ExpiresSoon]),
        (roles(&METHODS, -10), vec![TokenWarning::ExpiresSoon]),
        (json!({ "roles": [] }), vec![TokenWarning::Unreadable]),
        (json!([]), vec![TokenWarning::Unreadable]),
        (admin, vec![]),
    ];
    for (roles, warnings) in table {
        let check = ozon(&with(roles.clone(), "Профессиональный").await.url).check().await.unwrap();
        assert_eq!((check.ok, check.warnings), (true, warnings), "{roles}");
    }
}

#[tokio::test]
async fn a_plan_without_chats_is_a_finding() {
    for plan in ["PREMIUM", "PREMIUM_LITE", "UNSPECIFIED"] {
        let check = ozon(&with(roles(&METHODS, 100), plan).await.url).check().await.unwrap();
        assert_eq!((check.ok, check.problem), (false, Some(ErrorCode::PlanTooLow)), "{plan}");
        assert!(check.seller_name.is_some());
    }
}

#[tokio::test]
async fn a_refused_key_is_a_finding_and_no_network_is_an_error() {
    let refusing = Server::always(refusal(403, &format!("Invalid Api-Key {KEY}, please check the key and try again"))).await;
    let check = ozon(&refusing.url).check().await.unwrap();
    assert_eq!((check.ok, check.problem), (false, Some(ErrorCode::TokenRejected)));
    assert_eq!(check.detail.as_deref(), Some("Invalid Api-Key ***, please check the key and try again"));
    for (act, code) in [(answer(500, "", ""), ErrorCode::ChannelFailed), (answer(429, "", ""), ErrorCode::RateLimited)] {
        assert_eq!(ozon(&Server::always(act).await.url).check().await.unwrap_err().code, code);
    }
    assert_eq!(ozon("http://127.0.0.1:1").check().await.unwrap_err().code, ErrorCode::Unreachable);
}

#[tokio::test]
async fn the_roles_and_the_name_are_not_worth_a_failed_check() {
    let server = Server::start(|_, got| match method(got) {
        "/v3/chat/list" => told(&json!({ "chats": [], "has_next": false })),
        _ => refusal(404, "not found"),
    })
    .await;
    let check = ozon(&server.url).check().await.unwrap();
    assert_eq!((check.ok, check.chats_seen, check.seller_name), (true, Some(0), None));
}
