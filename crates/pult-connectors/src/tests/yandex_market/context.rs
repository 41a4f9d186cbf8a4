use pult_domain::{AtMs, ErrorCode, OrderState, Retry};
use serde_json::json;

use super::{KEY, asked, body, cabinet, campaigns, channel, ok, refused, scopes};
use crate::tests::server::{Server, answer};
use crate::{ItemFacts, ItemsTold, OrderLine};

#[tokio::test]
async fn an_order_is_told_by_the_cabinet() {
    let server = cabinet(|asked, got| match asked {
        "POST /v2/auth/token" => Some(scopes(&["ALL_METHODS"])),
        "POST /v1/businesses/77/orders" => {
            assert_eq!(got.body, r#"{"orderIds":[9007199254740993]}"#);
            let order = json!({
                "orderId": 9_007_199_254_740_993_u64, "campaignId": 5, "status": "PROCESSING", "substatus": "READY_TO_SHIP", "creationDate": "2026-11-20T14:30:30+03:00",
                "prices": { "payment": { "value": 1_499.5, "currencyId": "RUR" } },
                "items": [{ "id": 1, "offerId": "SKU 1", "offerName": "Скатерть", "count": 2 }, { "offerName": "Салфетки" }, null],
                "delivery": { "dates": { "fromDate": "2026-11-22", "toDate": "2026-11-23", "toTime": "18:00", "realDeliveryDate": "2026-11-23" }, "tracks": [{}, { "trackCode": "RU123" }] }
            });
            Some(body(&json!({ "orders": [{ "orderId": 8 }, order] }).to_string()))
        }
        _ => None,
    })
    .await;
    let order = channel(&server.url).order("9007199254740993").await.unwrap().unwrap();
    assert_eq!((order.state, order.state_word.as_deref()), (OrderState::Packing, Some("PROCESSING / READY_TO_SHIP")));
    assert_eq!((order.total_minor, order.currency.as_deref(), order.tracking.as_deref()), (Some(149_950), Some("RUB"), Some("RU123")));
    assert_eq!((order.placed_at, order.due_at, order.delivered_at), (Some(AtMs(1_795_174_230_000)), Some(AtMs(1_795_446_000_000)), None), "not delivered yet");
    let line = |item: Option<&str>, title: &str, pieces| OrderLine { item: item.map(str::to_owned), title: title.into(), pieces };
    assert_eq!(order.lines, [line(Some("SKU 1"), "Скатерть", 2), line(None, "Салфетки", 1)]);
}

#[tokio::test]
async fn a_key_for_talking_asks_the_shop_for_the_order() {
    let server = cabinet(|asked, _| match asked {
        "GET /v2/campaigns?limit=100" => Some(campaigns(&[(4, 77, "AVAILABLE"), (5, 77, "AVAILABLE"), (6, 78, "AVAILABLE")])),
        "GET /v2/campaigns/4/orders/31" => Some(refused(404, "", "no such order")),
        "GET /v2/campaigns/5/orders/31" => Some(body(
            r#"{"order":{"id":31,"status":"DELIVERED","substatus":"UNKNOWN","creationDate":"20-11-2026 14:30:30","currency":"RUR","itemsTotal":1499,
            "delivery":{"dates":{"fromDate":"22-11-2026","realDeliveryDate":"21-11-2026"}},"items":[{"offerName":"Скатерть","count":1}]}}"#,
        )),
        _ => None,
    })
    .await;
    let order = channel(&server.url).order("31").await.unwrap().unwrap();
    assert_eq!((order.state, order.state_word.as_deref(), order.total_minor), (OrderState::Delivered, Some("DELIVERED"), Some(149_900)));
    assert_eq!((order.placed_at, order.due_at), (Some(AtMs(1_795_174_230_000)), Some(AtMs(1_795_381_140_000))));
    assert_eq!(order.delivered_at, Some(AtMs(1_795_251_600_000)), "noon in Moscow of that day");
    assert!(!server.seen().iter().any(|got| asked(got).contains("/v1/")), "a method the key may not call is not called");
}

#[tokio::test]
async fn an_order_that_is_not_told_is_none_and_a_failure_an_error() {
    let server = cabinet(|asked, _| match asked {
        "POST /v2/auth/token" => Some(scopes(&["ALL_METHODS"])),
        "POST /v1/businesses/77/orders" => Some(body(r#"{"orders":[]}"#)),
        "GET /v2/campaigns/5/orders/31" => Some(refused(410, "", "gone")),
        "GET /v2/campaigns/5/orders/32" => Some(refused(500, "", "")),
        _ => None,
    })
    .await;
    let channel = channel(&server.url);
    assert_eq!(channel.order("31").await, Ok(None));
    assert_eq!(channel.order("not a number").await, Ok(None));
    assert_eq!(channel.order("32").await.unwrap_err().code, ErrorCode::ChannelFailed);
}

#[tokio::test]
async fn items_have_name_price_picture_and_page() {
    let server = cabinet(|asked, got| match asked {
        "POST /v2/auth/token" => Some(scopes(&["OFFERS_AND_CARDS_MANAGEMENT_READ_ONLY"])),
        "POST /v2/businesses/77/offer-mappings" => {
            assert_eq!(got.body, r#"{"offerIds":["A 1","B"]}"#);
            Some(ok(&json!({ "offerMappings": [
                { "offer": { "offerId": "A 1", "name": "Скатерть льняная", "pictures": ["https://shop.example/1.jpg"], "basicPrice": { "value": 1499, "currencyId": "RUR" },
                    "mediaFiles": { "pictures": [{ "url": "https://avatars.mds.yandex.net/get-mpic/1/orig" }] } },
                  "showcaseUrls": [{ "showcaseType": "B2B", "showcaseUrl": "https://business.market.yandex.ru/1" }, { "showcaseType": "B2C", "showcaseUrl": "https://market.yandex.ru/1" }] },
                { "offer": { "offerId": "B", "pictures": ["https://shop.example/1.jpg", "http://yandex.ru/2.jpg"] }, "mapping": { "marketSkuName": "Салфетки" } },
                { "offer": { "offerId": "not asked for" } }, { "offer": {} }, 7
            ] })))
        }
        _ => None,
    })
    .await;
    let found = channel(&server.url).items(&["B", "A 1", "B"].map(str::to_owned)).await.unwrap().found;
    let flax = ItemFacts {
        remote_id: "A 1".into(),
        title: Some("Скатерть льняная".into()),
        price_minor: Some(149_900),
        currency: Some("RUB".into()),
        picture: Some("https://avatars.mds.yandex.net/get-mpic/1/orig".into()),
        url: Some("https://market.yandex.ru/1".into()),
        stock: None,
    };
    assert_eq!(found, [flax, ItemFacts { remote_id: "B".into(), title: Some("Салфетки".into()), ..ItemFacts::default() }]);
}

#[tokio::test]
async fn items_are_not_asked_for_without_the_right_and_a_refusal_is_an_answer() {
    let talking = cabinet(|_, _| None).await;
    assert_eq!(channel(&talking.url).items(&["A".to_owned()]).await, Ok(ItemsTold::default()));
    assert_eq!(talking.seen().len(), 1, "only what the key may do");
    let failing = cabinet(|asked, _| match asked {
        "POST /v2/auth/token" => Some(answer(500, "", "")),
        "POST /v2/businesses/77/offer-mappings" => Some(answer(500, "", "")),
        _ => None,
    })
    .await;
    let error = channel(&failing.url).items(&["A".to_owned()]).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::ChannelFailed, "no answer is not an empty one");
    let refusing = cabinet(|asked, _| match asked {
        "POST /v2/auth/token" => Some(scopes(&["OFFERS_AND_CARDS_MANAGEMENT_READ_ONLY"])),
        "POST /v2/businesses/77/offer-mappings" => Some(answer(403, "", "")),
        _ => None,
    })
    .await;
    assert_eq!(channel(&refusing.url).items(&["A".to_owned()]).await, Ok(ItemsTold::default()));
}

/// Another host, for which the key is not meant.
async fn storage() -> Server {
    Server::always(answer(200, "content-type: image/png\r\n", "PNG")).await
}

#[tokio::test]
async fn a_file_is_fetched_by_its_place_in_the_message() {
    let server = cabinet(|asked, got| match asked {
        "GET /v2/businesses/77/chats/message?chatId=1&messageId=9" => {
            let host = got.header("host").unwrap();
            Some(ok(&json!({ "messageId": 9, "payload": [{ "url": "https://example.org/x" }, { "url": format!("http://{host}/files/a.png") }, { "url": format!("http://{host}/moved") }] })))
        }
        "GET /v2/businesses/77/chats/message?chatId=1&messageId=8" => Some(refused(404, "", "")),
        "GET /files/a.png" => Some(answer(200, "content-type: image/png\r\n", "PNG")),
        "GET /moved" => Some(answer(302, "location: /files/a.png\r\n", "")),
        "GET /gone" => Some(answer(410, "", "")),
        "GET /lame" => Some(answer(500, "", "")),
        "GET /circle" => Some(answer(302, "location: /circle\r\n", "")),
        "GET /large" => Some(answer(200, "", &"x".repeat(17 * 1024 * 1024))),
        _ => None,
    })
    .await;
    let channel = channel(&server.url);
    for id in ["1/9/1", "1/9/2"] {
        let file = channel.download(id).await.unwrap();
        assert_eq!((file.bytes.as_slice(), file.media_type.as_deref()), (b"PNG".as_slice(), Some("image/png")), "{id}");
    }
    let at = |path: &str| format!("{}/{path}", server.url);
    let table = [
        ("1/9/0".to_owned(), ErrorCode::AttachmentNotFound, Retry::Never),
        ("1/9/7".to_owned(), ErrorCode::AttachmentNotFound, Retry::Never),
        ("1/8/0".to_owned(), ErrorCode::AttachmentNotFound, Retry::Never),
        (String::new(), ErrorCode::AttachmentNotFound, Retry::Never),
        ("//0".to_owned(), ErrorCode::AttachmentNotFound, Retry::Never),
        (at("gone"), ErrorCode::AttachmentNotFound, Retry::Never),
        (at("circle"), ErrorCode::AttachmentNotFound, Retry::Never),
        (at("lame"), ErrorCode::ChannelFailed, Retry::Soon),
        (at("large"), ErrorCode::FileTooLarge, Retry::Never),
    ];
    for (id, code, retry) in table {
        let error = channel.download(&id).await.unwrap_err();
        assert_eq!((error.code, error.retry), (code, retry), "{id}");
    }
}

#[tokio::test]
async fn no_address_leads_the_key_or_a_request_elsewhere() {
    let trap = storage().await;
    let to = format!("location: {}/files\r\n", trap.url);
    let server = cabinet(move |asked, _| (asked == "GET /out").then(|| answer(302, &to, ""))).await;
    let channel = channel(&server.url);
    let elsewhere = [
        format!("{}/files", trap.url),
        format!("{}/out", server.url),
        "https://example.org/a.png".to_owned(),
        "https://yandex.ru.example.org/a.png".to_owned(),
        "https://notyandex.ru/a.png".to_owned(),
        "http://files.yandex.ru/a.png".to_owned(),
        "https://files.yandex.ru:8443/a.png".to_owned(),
        format!("https://user:{KEY}@yandex.ru/a.png"),
        "file:///etc/passwd".to_owned(),
        "https://127.0.0.1/a.png".to_owned(),
    ];
    for address in elsewhere {
        assert_eq!(channel.download(&address).await.unwrap_err().code, ErrorCode::AttachmentNotFound, "{address}");
    }
    assert!(trap.seen().is_empty());
    assert_eq!(server.seen().iter().map(asked).collect::<Vec<_>>(), ["GET /out"]);
}
