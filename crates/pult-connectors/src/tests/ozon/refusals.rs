use std::sync::atomic::{AtomicUsize, Ordering};

use pult_domain::{ErrorCode, RemoteChatId, RemoteMessageId, Retry};
use serde_json::json;

use super::super::server::answer;
use super::*;
use crate::{ChannelError, NoMarks, Uncertain};

async fn refused(plan: &'static str, act: Act) -> ChannelError {
    let server = shop(plan, move |_| act.clone()).await;
    ozon(&server.url).recent(&RemoteChatId::new("c")).await.unwrap_err()
}

#[tokio::test]
async fn refusals_are_told_apart_by_their_words() {
    let table = [
        (refusal(403, "Invalid Api-Key, please check the key and try again"), ErrorCode::TokenRejected, Retry::NeedsOwner),
        (refusal(401, "Invalid Api-Key, please check the key and try again"), ErrorCode::TokenRejected, Retry::NeedsOwner),
        (refusal(403, "Api-key is deactivated, use another one or generate a new one"), ErrorCode::TokenRejected, Retry::NeedsOwner),
        (refusal(403, "Api-Key is missing a required role for a method"), ErrorCode::TokenMissingRight, Retry::NeedsOwner),
        (refusal(403, "Api-Key is restricted to specific IP addresses"), ErrorCode::ChannelRefused, Retry::NeedsOwner),
        (refusal(403, "Offer not signed"), ErrorCode::ChannelRefused, Retry::NeedsOwner),
        (refusal(400, "Client-Id and Api-Key headers are required"), ErrorCode::ClientIdInvalid, Retry::NeedsOwner),
        (refusal(403, "Available with Premium Plus subscription"), ErrorCode::PlanTooLow, Retry::NeedsOwner),
        (refusal(404, "chat not found"), ErrorCode::ChannelRefused, Retry::Never),
        (refusal(429, "You have reached request rate limit per second"), ErrorCode::RateLimited, Retry::Soon),
        (answer(429, "retry-after: 3\r\n", "{}"), ErrorCode::RateLimited, Retry::AfterMs(3_000)),
        (refusal(429, "Circle is open"), ErrorCode::RateLimited, Retry::AfterMs(300_000)),
        (refusal(403, "Circle is open"), ErrorCode::RateLimited, Retry::AfterMs(300_000)),
        (refusal(500, "internal"), ErrorCode::ChannelFailed, Retry::Soon),
        (answer(502, "", "<html>"), ErrorCode::ChannelFailed, Retry::Soon),
    ];
    for (act, code, retry) in table {
        let name = format!("{act:?}");
        let error = refused("PREMIUM_PLUS", act).await;
        assert_eq!((error.code, error.retry), (code, retry), "{}", name.chars().take(40).collect::<String>());
    }
    assert_eq!(refused("PREMIUM", refusal(403, "missing a required role for a method")).await.missing_right.as_deref(), Some("/v3/chat/history"));
}

#[tokio::test]
async fn a_403_without_known_words_is_judged_by_the_plan() {
    for (plan, code, retry) in [
        ("PREMIUM", ErrorCode::PlanTooLow, Retry::NeedsOwner),
        ("PREMIUM_LITE", ErrorCode::PlanTooLow, Retry::NeedsOwner),
        ("UNSPECIFIED", ErrorCode::PlanTooLow, Retry::NeedsOwner),
        ("UNKNOWN", ErrorCode::PlanTooLow, Retry::NeedsOwner),
        ("PREMIUM_PLUS", ErrorCode::ChannelRefused, Retry::Never),
        ("PREMIUM_PRO", ErrorCode::ChannelRefused, Retry::Never),
    ] {
        let error = refused(plan, refusal(403, "access denied")).await;
        assert_eq!((error.code, error.retry, error.detail.as_str()), (code, retry, "access denied"), "{plan}");
    }
}

/// A shop whose chats are all refused, and which answers the question for its plan so, time after time.
async fn shut(plans: Vec<Act>) -> Server {
    let asked = AtomicUsize::new(0);
    Server::start(move |_, got| match method(got) {
        "/v1/seller/info" => plans[asked.fetch_add(1, Ordering::SeqCst).min(plans.len() - 1)].clone(),
        _ => refusal(403, "access denied"),
    })
    .await
}

fn pays(plan: &str) -> Act {
    told(&json!({ "subscription": { "is_premium": true, "type": plan } }))
}

#[tokio::test]
async fn a_plan_that_cannot_be_asked_for_stops_no_shop() {
    let chat = RemoteChatId::new("c");
    let reply = crate::SendReply { chat: chat.clone(), reply_token: None, text: "да".into(), file: None };
    for fault in [answer(500, "", ""), answer(429, "", "{}"), told(&json!("?")), Act::Break(Vec::new())] {
        let name = format!("{fault:?}");
        let server = shut(vec![fault.clone(), fault, pays("PREMIUM")]).await;
        let clock = ShiftedClock::default();
        let channel = ozon_at(&server.url, &clock);
        let error = channel.recent(&chat).await.unwrap_err();
        assert_eq!((error.code, error.retry, error.missing_right), (ErrorCode::ChannelRefused, Retry::Soon, None), "{name}");
        clock.advance_ms(2_000);
        let sent = channel.send(&reply).await;
        assert!(matches!(&sent, Err(Uncertain::TurnedAway(error)) if error.retry == Retry::Soon), "{name}: {sent:?}");
        clock.advance_ms(2_000);
        assert_eq!(channel.recent(&chat).await.unwrap_err().code, ErrorCode::PlanTooLow, "{name}: only a good answer is kept");
    }
}

#[tokio::test]
async fn a_plan_that_was_told_holds_while_it_cannot_be_asked_for() {
    let server = shut(vec![pays("PREMIUM_PRO"), answer(500, "", "")]).await;
    let clock = ShiftedClock::default();
    let channel = ozon_at(&server.url, &clock);
    for _ in 0..3 {
        let error = channel.recent(&RemoteChatId::new("c")).await.unwrap_err();
        assert_eq!((error.code, error.retry), (ErrorCode::ChannelRefused, Retry::Never));
        clock.advance_ms(2 * 60 * 60 * 1_000);
    }
    let never_told = shut(vec![refusal(403, "Api-Key is missing a required role for a method")]).await;
    let error = ozon(&never_told.url).recent(&RemoteChatId::new("c")).await.unwrap_err();
    assert_eq!((error.code, error.retry), (ErrorCode::PlanTooLow, Retry::NeedsOwner), "a key that may not ask is no passing fault");
}

#[tokio::test]
async fn the_plan_is_asked_once_for_many_refusals() {
    let server = shop("PREMIUM_PLUS", |got| match method(got) {
        "/v3/chat/list" => {
            let chats: Vec<_> =
                (0..5).map(|n| json!({ "chat": { "chat_id": n.to_string(), "chat_type": "BUYER_SELLER" }, "last_message_id": n + 1 })).collect();
            told(&json!({ "chats": chats, "has_next": false }))
        }
        _ => refusal(403, "access denied"),
    })
    .await;
    let channel = ozon(&server.url);
    let mut at = None;
    loop {
        let page = channel.page(at.as_ref(), &NoMarks).await.unwrap();
        at = page.cursor;
        if page.last {
            break;
        }
    }
    let asked = |path: &str| server.seen().iter().filter(|got| method(got) == path).count();
    assert_eq!((asked("/v1/seller/info"), asked("/v3/chat/history")), (1, 5));
}

#[tokio::test]
async fn an_open_circle_holds_reading_for_minutes_and_replies_not_at_all() {
    let server = shop("PREMIUM_PLUS", |got| match method(got) {
        "/v1/chat/send/message" => told(&json!({ "result": "success" })),
        _ => refusal(429, "Circle is open"),
    })
    .await;
    let clock = ShiftedClock::default();
    let channel = ozon_at(&server.url, &clock);
    channel.page(None, &NoMarks).await.unwrap_err();
    clock.advance_ms(200_000);
    let error = channel.page(None, &NoMarks).await.unwrap_err();
    assert!(matches!(error.retry, Retry::AfterMs(ms) if (90_000..=100_000).contains(&ms)), "{error:?}");
    assert_eq!(server.seen().len(), 1);
    let reply = crate::SendReply { chat: RemoteChatId::new("c"), reply_token: None, text: "да".into(), file: None };
    assert!(channel.send(&reply).await.is_ok());
    assert_eq!(channel.quotas()[0].limit, 50);
}

#[tokio::test]
async fn nothing_leaves_without_usable_credentials() {
    let server = Server::always(told(&json!({}))).await;
    let clock: Arc<dyn pult_domain::Clock> = Arc::new(ShiftedClock::default());
    let open = |client_id: Option<&str>, key: &str| {
        let asked = Connect { client_id: client_id.map(str::to_owned), token: SecretString::from(key.to_owned()), ..asking(&server.url) };
        connect(asked, clock.clone()).unwrap()
    };
    for (client_id, key, code) in [
        (None, KEY, ErrorCode::ClientIdInvalid),
        (Some(""), KEY, ErrorCode::ClientIdInvalid),
        (Some("12 34"), KEY, ErrorCode::ClientIdInvalid),
        (Some("shop"), KEY, ErrorCode::ClientIdInvalid),
        (Some("1"), "", ErrorCode::TokenEmpty),
        (Some("1"), "ключ", ErrorCode::TokenMalformed),
    ] {
        let channel = open(client_id, key);
        assert_eq!(channel.page(None, &NoMarks).await.unwrap_err().code, code);
        let check = channel.check().await.unwrap();
        assert_eq!((check.ok, check.problem), (false, Some(code)));
        assert_eq!(channel.mark_read(&RemoteChatId::new("c"), &RemoteMessageId::new("1")).await.unwrap_err().retry, Retry::NeedsOwner);
    }
    assert!(server.seen().is_empty());
}
