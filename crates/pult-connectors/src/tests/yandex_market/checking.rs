use pult_domain::{ErrorCode, ShiftedClock, TokenKind, TokenWarning};
use serde_json::json;

use super::{KEY, asked, body, cabinet, campaigns, channel, channel_at, ok, refused, scopes};
use crate::tests::asking;
use crate::tests::server::{Act, Server, answer};
use crate::{Connect, connect};

fn chats(count: u64) -> Act {
    ok(&json!({ "chats": (1..=count).map(|id| json!({ "chatId": id })).collect::<Vec<_>>(), "paging": { "nextPageToken": "more" } }))
}

#[tokio::test]
async fn a_good_key_tells_its_cabinet_and_shows_its_chats() {
    let server = cabinet(|asked, _| (asked == "POST /v2/businesses/77/chats?limit=20").then(|| chats(3))).await;
    for pasted in [KEY.to_owned(), format!(" {KEY}\n"), format!("Api-Key: {KEY}")] {
        let asking = Connect { channel: pult_domain::ChannelKind::YandexMarket, ..asking(&server.url, &pasted) };
        let check = connect(asking, std::sync::Arc::new(ShiftedClock::default())).unwrap().check().await.unwrap();
        assert!(check.ok && check.problem.is_none() && check.warnings.is_empty() && check.detail.is_none(), "{check:?}");
        assert_eq!((check.seller_id.as_deref(), check.seller_name.as_deref(), check.chats_seen), (Some("77"), Some("Лён 77"), Some(3)));
        assert_eq!((check.kind, check.expires_at_ms), (TokenKind::Personal, None));
    }
    assert!(server.seen().iter().all(|got| got.header("api-key") == Some(KEY)));
    assert_eq!(
        server.seen().iter().map(asked).take(3).collect::<Vec<_>>(),
        ["POST /v2/auth/token", "GET /v2/campaigns?limit=100", "POST /v2/businesses/77/chats?limit=20"]
    );
}

#[tokio::test]
async fn rights_are_told_before_anything_is_tried() {
    let table: [(&[&str], Option<ErrorCode>, &[TokenWarning]); 5] = [
        (&["COMMUNICATION"], None, &[]),
        (&["PRICING", "ALL_METHODS"], None, &[]),
        (&["ALL_METHODS_READ_ONLY"], None, &[TokenWarning::ReadOnly]),
        (&["PRICING", "SOMETHING_NEW"], Some(ErrorCode::TokenMissingRight), &[]),
        (&[], Some(ErrorCode::TokenMissingRight), &[]),
    ];
    for (rights, problem, warnings) in table {
        let may: Vec<&'static str> = rights.to_vec();
        let server = cabinet(move |asked, _| match asked {
            "POST /v2/auth/token" => Some(scopes(&may)),
            "POST /v2/businesses/77/chats?limit=20" => Some(chats(1)),
            _ => None,
        })
        .await;
        let check = channel(&server.url).check().await.unwrap();
        assert_eq!((check.ok, check.problem, check.warnings.as_slice()), (problem.is_none(), problem, warnings), "{rights:?}");
        if problem.is_some() {
            assert_eq!(check.missing_rights, ["Общение с покупателями (COMMUNICATION)"]);
            assert_eq!(server.seen().len(), 1);
        }
    }
    let server = cabinet(|asked, _| match asked {
        "POST /v2/auth/token" => Some(ok(&json!({ "apiKey": { "name": "?" } }))),
        "POST /v2/businesses/77/chats?limit=20" => Some(chats(1)),
        _ => None,
    })
    .await;
    let check = channel(&server.url).check().await.unwrap();
    assert_eq!((check.ok, check.warnings.as_slice()), (true, [TokenWarning::Unreadable].as_slice()), "the live call speaks for it");
}

#[tokio::test]
async fn a_key_nobody_knows_is_a_finding_and_no_network_an_error() {
    for status in [401, 403] {
        let server = Server::always(refused(status, "", &format!("key {KEY} is unknown"))).await;
        let check = channel(&server.url).check().await.unwrap();
        assert_eq!((check.ok, check.problem, check.detail.as_deref()), (false, Some(ErrorCode::TokenRejected), Some("key *** is unknown")), "{status}");
        assert_eq!(server.seen().len(), 1);
    }
    let table = [
        (answer(500, "", "<html>"), ErrorCode::ChannelFailed),
        (body("<html>"), ErrorCode::AnswerUnreadable),
        (refused(420, "", "hour"), ErrorCode::RateLimited),
    ];
    for (act, code) in table {
        assert_eq!(channel(&Server::always(act).await.url).check().await.unwrap_err().code, code);
    }
    assert_eq!(channel("http://127.0.0.1:1").check().await.unwrap_err().code, ErrorCode::Unreachable);
}

#[tokio::test]
async fn what_cannot_be_a_key_or_a_number_needs_no_request() {
    let server = Server::always(Act::Silence).await;
    let check = |key: &str, client_id: Option<&str>| {
        let asking = Connect { channel: pult_domain::ChannelKind::YandexMarket, client_id: client_id.map(str::to_owned), ..asking(&server.url, key) };
        connect(asking, std::sync::Arc::new(ShiftedClock::default())).unwrap()
    };
    for (key, client_id, problem) in [
        ("", None, ErrorCode::TokenEmpty),
        ("Api-Key: ", None, ErrorCode::TokenEmpty),
        ("два слова", None, ErrorCode::TokenMalformed),
        (KEY, Some("flax"), ErrorCode::ClientIdInvalid),
        (KEY, Some("12345678901234567890"), ErrorCode::ClientIdInvalid),
    ] {
        assert_eq!(check(key, client_id).check().await.unwrap().problem, Some(problem), "{key:?} {client_id:?}");
    }
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn of_several_cabinets_the_first_open_one_is_chosen_or_the_one_named() {
    let server = cabinet(|asked, _| match asked {
        "GET /v2/campaigns?limit=100" => {
            Some(campaigns(&[(1, 10, "DISABLED_BY_INACTIVITY"), (2, 20, "MANUALLY_DISABLED"), (3, 20, "AVAILABLE"), (4, 30, "AVAILABLE")]))
        }
        chats_of if chats_of.ends_with("/chats?limit=20") => Some(chats(1)),
        _ => None,
    })
    .await;
    let chosen = async |client_id| {
        let check = channel_at(&server.url, client_id, &ShiftedClock::default()).check().await.unwrap();
        (check.seller_id, check.problem, check.detail)
    };
    let (id, problem, detail) = chosen(None).await;
    assert_eq!((id.as_deref(), problem), (Some("20"), None));
    assert_eq!(detail.as_deref(), Some("businessId = 20 (Лён 20); + 10 (Лён 10), 30 (Лён 30)"));
    assert_eq!(chosen(Some(" 30 ")).await.0.as_deref(), Some("30"));
    assert_eq!(chosen(Some("4")).await.0.as_deref(), Some("30"), "the number of a shop is taken for its cabinet's");
    assert_eq!(chosen(Some("99")).await.1, Some(ErrorCode::ClientIdInvalid));
}

#[tokio::test]
async fn shops_are_read_page_by_page() {
    let server = cabinet(|asked, _| match asked {
        "GET /v2/campaigns?limit=100" => Some(body(r#"{"campaigns":[{"id":1},{"id":"2","business":{}},null],"paging":{"nextPageToken":"p 2"}}"#)),
        "GET /v2/campaigns?limit=100&pageToken=p+2" => Some(body(r#"{"campaigns":[{"id":3,"business":{"id":"77"}}],"paging":{"nextPageToken":"p 2"}}"#)),
        "POST /v2/businesses/77/chats?limit=20" => Some(chats(0)),
        _ => None,
    })
    .await;
    let check = channel(&server.url).check().await.unwrap();
    assert_eq!((check.ok, check.seller_id.as_deref(), check.seller_name), (true, Some("77"), None), "a token that repeats ends it");
}

#[tokio::test]
async fn a_shop_that_may_not_be_asked_is_told_with_the_reason() {
    let none = cabinet(|asked, _| (asked == "GET /v2/campaigns?limit=100").then(|| campaigns(&[]))).await;
    let check = channel(&none.url).check().await.unwrap();
    assert_eq!((check.problem, check.detail.as_deref()), (Some(ErrorCode::ChannelRefused), Some("the key shows no shop")));
    let closed = cabinet(|asked, _| match asked {
        "GET /v2/campaigns?limit=100" => Some(campaigns(&[(5, 77, "DISABLED_BY_INACTIVITY")])),
        "POST /v2/businesses/77/chats?limit=20" => Some(refused(403, "", "Access denied")),
        _ => None,
    })
    .await;
    let check = channel(&closed.url).check().await.unwrap();
    assert_eq!((check.problem, check.detail.as_deref()), (Some(ErrorCode::ChannelRefused), Some("DISABLED_BY_INACTIVITY Access denied")));
}
