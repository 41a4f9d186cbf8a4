use pult_domain::{ErrorCode, OrderState, RemoteChatId, RemoteMessageId, ShiftedClock};
use serde_json::json;

use super::super::server::{Server, answer, json as json_answer};
use super::{asked, avito, avito_at, path, shop, told};
use crate::{ItemFacts, ItemsTold, NoMarks, OrderFacts, OrderLine};

#[tokio::test]
async fn reading_and_deleting_are_posts_to_their_addresses() {
    let server = shop(|_| json_answer(r#"{"ok":true}"#)).await;
    let channel = avito(&server.url);
    let (chat, message) = (RemoteChatId::new("u2i-1"), RemoteMessageId::new("m/1"));
    channel.mark_read(&chat, &message).await.unwrap();
    channel.delete(&chat, &message).await.unwrap();
    let lines: Vec<String> = asked(&server).into_iter().map(|got| got.line).collect();
    assert_eq!(
        lines,
        ["POST /messenger/v1/accounts/94235311/chats/u2i-1/read HTTP/1.1", "POST /messenger/v1/accounts/94235311/chats/u2i-1/messages/m%2F1 HTTP/1.1"]
    );
    for id in ["", "..", "."] {
        assert_eq!(channel.delete(&chat, &RemoteMessageId::new(id)).await.unwrap_err().code, ErrorCode::InvalidRequest, "never another address");
    }
    let late = shop(|_| answer(400, "", r#"{"error":{"code":400,"message":"too late"}}"#)).await;
    let error = avito(&late.url).delete(&chat, &message).await.unwrap_err();
    assert_eq!((error.code, error.detail.as_str()), (ErrorCode::ChannelRefused, "too late"));
}

#[tokio::test]
async fn items_are_known_from_their_chats_and_else_from_the_list() {
    let server = shop(|got| match path(got).split('?').next().unwrap() {
        "/core/v1/items" if path(got).ends_with("per_page=99&page=1") => {
            let other = |n: i64| json!({ "id": n, "title": "x", "price": 1 });
            let mut resources: Vec<_> = (100..198).map(other).collect();
            resources.push(json!({ "id": 24_122_231_000_i64, "title": "Стол", "price": 35_000, "url": "https://www.avito.ru/1" }));
            told(&json!({ "meta": { "page": 1 }, "resources": resources }))
        }
        "/core/v1/items" => told(&json!({ "resources": [] })),
        _ => told(&json!({ "chats": [{ "id": "c", "context": { "type": "item", "value": { "id": 7, "title": "Стул", "price_string": "5 ₽", "images": { "main": { "140x105": "https://img.k.avito.ru/7" } } } } }] })),
    })
    .await;
    let channel = avito(&server.url);
    channel.page(None, &NoMarks).await.unwrap();
    let chair = ItemFacts {
        remote_id: "7".into(),
        title: Some("Стул".into()),
        price_minor: Some(500),
        currency: Some("RUB".into()),
        picture: Some("image:https://img.k.avito.ru/7".into()),
        ..ItemFacts::default()
    };
    assert_eq!(channel.items(&["7".to_owned()]).await.unwrap().found, std::slice::from_ref(&chair));
    assert_eq!(asked(&server).len(), 1, "nothing was asked for what is known");
    let items = channel.items(&["7", "24122231000", "5"].map(str::to_owned)).await.unwrap().found;
    let table = ItemFacts {
        remote_id: "24122231000".into(),
        title: Some("Стол".into()),
        price_minor: Some(3_500_000),
        currency: Some("RUB".into()),
        url: Some("https://www.avito.ru/1".into()),
        ..ItemFacts::default()
    };
    assert_eq!((items, asked(&server).len()), (vec![chair, table], 3), "a full page leads to the next one");
    let half = shop(|got| match path(got) {
        "/core/v1/items?per_page=99&page=1" => {
            let resources: Vec<_> = (100..199).map(|n: i64| json!({ "id": n, "title": "x", "price": 1 })).collect();
            told(&json!({ "resources": resources }))
        }
        _ => answer(502, "", ""),
    })
    .await;
    let items = avito(&half.url).items(&["5", "100"].map(str::to_owned)).await.unwrap();
    assert_eq!((items.found.len(), items.unanswered), (1, vec!["5".to_owned()]), "it may stand on the page that was not told");
    let refused = shop(|_| answer(403, "", "{}")).await;
    assert_eq!(avito(&refused.url).items(&["5".to_owned()]).await, Ok(ItemsTold::default()), "titles are a kindness");
    let down = shop(|_| answer(502, "", "")).await;
    assert_eq!(avito(&down.url).items(&["5".to_owned()]).await.unwrap_err().code, ErrorCode::ChannelFailed, "no answer is not an empty one");
}

#[tokio::test]
async fn an_order_is_told_in_common_words() {
    let server = shop(|got| {
        assert_eq!(path(got), "/order-management/1/orders?ids=70000000000000000");
        told(&json!({ "hasMore": false, "orders": [{ "id": "1", "status": "closed" }, { "id": "50000000000000000", "marketplaceId": "70000000000000000", "status": "in_transit",
            "createdAt": "2016-11-01T20:44:39Z", "schedules": { "deliveryDateMaх": "2016-11-05T00:00:00Z" }, "prices": { "price": 1000.5, "total": 960 },
            "delivery": { "trackingNumber": "0000012642072" }, "items": [{ "avitoId": "2799377316", "title": "Кеды", "count": 2 }, 5] }] }))
    })
    .await;
    let order = avito(&server.url).order("70000000000000000").await.unwrap().unwrap();
    assert_eq!(
        order,
        OrderFacts {
            remote_id: "70000000000000000".into(),
            state: OrderState::OnTheWay,
            state_word: Some("in_transit".into()),
            placed_at: Some(pult_domain::AtMs(1_478_033_079_000)),
            due_at: Some(pult_domain::AtMs(1_478_304_000_000)),
            delivered_at: None,
            total_minor: Some(100_050),
            currency: Some("RUB".into()),
            tracking: Some("0000012642072".into()),
            lines: vec![OrderLine { item: Some("2799377316".into()), title: "Кеды".into(), pieces: 2 }],
        }
    );
}

#[tokio::test]
async fn orders_are_for_businesses_and_nobody_is_bothered_by_that() {
    let server = shop(|_| answer(403, "", "{}")).await;
    assert_eq!(avito(&server.url).order("5").await.unwrap(), None);
    assert_eq!(server.seen().len(), 2, "a token and the question; the token is not blamed");
    let other = shop(|_| told(&json!({ "orders": [{ "id": "6" }] }))).await;
    assert_eq!(avito(&other.url).order("5").await.unwrap(), None, "not somebody else's order");
    let broken = shop(|_| answer(500, "", "")).await;
    assert_eq!(avito(&broken.url).order("5").await.unwrap_err().code, ErrorCode::ChannelFailed);
}

#[tokio::test]
async fn a_chat_gets_the_newest_order_that_names_it() {
    let server = Server::start(|_, got| match path(got).split('?').next().unwrap() {
        "/token" => super::token("t"),
        "/core/v1/accounts/self" => told(&json!({ "id": 5 })),
        "/order-management/1/orders" => {
            let order = |id: &str, at: &str, chat: &str| json!({ "id": id, "createdAt": at, "items": [{ "chatId": chat }, { "chatId": null }] });
            if path(got).contains("page=1&") {
                told(&json!({ "hasMore": true, "orders": [order("new", "2026-01-03T00:00:00Z", "a"), order("old", "2026-01-01T00:00:00Z", "a"), 5] }))
            } else {
                told(&json!({ "hasMore": false, "orders": [order("other", "2026-01-02T00:00:00Z", "b")] }))
            }
        }
        _ => told(&json!({ "chats": [{ "id": "a" }, { "id": "b" }, { "id": "c" }] })),
    })
    .await;
    let clock = ShiftedClock::default();
    let channel = avito_at(&server.url, &clock);
    let orders = async || {
        let page = channel.page(None, &NoMarks).await.unwrap();
        page.chats.into_iter().map(|chat| chat.item.and_then(|item| item.order_id)).collect::<Vec<_>>()
    };
    let known = [Some("new".to_owned()), Some("other".to_owned()), None];
    assert_eq!(orders().await, known);
    assert_eq!(orders().await, known);
    let looks = || server.seen().iter().filter(|got| got.line.contains("/orders?")).count();
    assert_eq!(looks(), 2, "both pages, once");
    clock.advance_ms(5 * 60 * 1_000 + 1);
    orders().await;
    assert_eq!(looks(), 4);
    let since: Vec<i64> = server.seen().iter().filter_map(|got| path(got).split("dateFrom=").nth(1)?.split('&').next()?.parse().ok()).collect();
    assert!(since[2] - since[0] > 29 * 24 * 60 * 60, "the first look goes back a month, the next one an hour: {since:?}");
}

#[tokio::test]
async fn orders_that_may_not_be_seen_are_asked_for_once_a_day_and_spoil_no_round() {
    for status in [403, 404, 500] {
        let server = Server::start(move |_, got| match path(got).split('?').next().unwrap() {
            "/token" => super::token("t"),
            "/core/v1/accounts/self" => told(&json!({ "id": 5 })),
            "/order-management/1/orders" => answer(status, "", ""),
            _ => told(&json!({ "chats": [{ "id": "a" }] })),
        })
        .await;
        let clock = ShiftedClock::default();
        let channel = avito_at(&server.url, &clock);
        for _ in 0..3 {
            assert_eq!(channel.page(None, &NoMarks).await.unwrap().chats.len(), 1);
            clock.advance_ms(60 * 60 * 1_000);
        }
        let looks = server.seen().iter().filter(|got| got.line.contains("/orders?")).count();
        assert_eq!(looks, if status == 500 { 3 } else { 1 }, "{status}");
    }
}
