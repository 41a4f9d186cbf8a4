use pult_domain::{AtMs, ErrorCode, OrderState};
use serde_json::json;

use super::*;

#[tokio::test]
async fn items_have_title_price_picture_and_stock() {
    let server = Server::always(told(&json!({ "items": [
        {
            "sku": 987_654_321, "name": "Тестовый товар", "price": "1299.99", "currency_code": "RUB", "primary_image": ["https://example.com/p.jpg"],
            "images": ["https://cdn1.ozone.ru/s3/1.jpg"], "stocks": { "stocks": [{ "present": 50, "reserved": 5 }, { "present": 1 }] },
        },
        { "sku": 0, "name": "По источнику", "price": "", "sources": [{ "sku": "12" }], "primary_image": "https://cdn1.ozone.ru/2.jpg" },
        { "sku": 404, "name": "Не спрашивали" },
        7,
    ] })))
    .await;
    let ids = ["987654321", "12", "x", "13"].map(str::to_owned);
    let items = ozon(&server.url).items(&ids).await.unwrap().found;
    assert_eq!(body(&server.seen()[0]), json!({ "sku": ["987654321", "12", "13"] }));
    assert_eq!(items.len(), 2);
    let first = &items[0];
    assert_eq!((first.remote_id.as_str(), first.title.as_deref(), first.price_minor), ("987654321", Some("Тестовый товар"), Some(129_999)));
    assert_eq!((first.currency.as_deref(), first.stock, first.picture.as_deref()), (Some("RUB"), Some(46), Some("https://cdn1.ozone.ru/s3/1.jpg")));
    assert_eq!(first.url.as_deref(), Some("https://www.ozon.ru/product/987654321/"));
    assert_eq!((items[1].remote_id.as_str(), items[1].price_minor, items[1].picture.as_deref()), ("12", None, Some("https://cdn1.ozone.ru/2.jpg")));
}

#[tokio::test]
async fn items_that_may_not_be_asked_for_are_none() {
    let ids = ["1".to_owned()];
    let refusing = shop("PREMIUM_PLUS", |_| refusal(403, "Api-Key is missing a required role for a method")).await;
    assert_eq!(ozon(&refusing.url).items(&ids).await.unwrap().found, []);
    let failing = Server::always(refusal(500, "")).await;
    assert_eq!(ozon(&failing.url).items(&ids).await.unwrap_err().code, ErrorCode::ChannelFailed);
    assert_eq!(ozon(&failing.url).items(&["нет".to_owned()]).await.unwrap().found, []);
    assert_eq!(failing.seen().len(), 1);
}

#[tokio::test]
async fn an_order_is_looked_for_in_both_schemes() {
    let order = json!({ "result": {
        "posting_number": "0132112277-0101-1", "order_number": "0132112277-0101", "status": "delivering", "substatus": "posting_on_way_to_city",
        "in_process_at": "2026-03-30T11:26:00Z", "tracking_number": "TR1", "analytics_data": { "client_delivery_date_end": "2026-04-02T00:00:00Z" },
        "products": [{ "sku": 827_098_843, "name": "Плойка", "price": "1530.0000", "quantity": 2, "currency_code": "RUB" }],
    } });
    let server = shop("PREMIUM_PLUS", move |got| match (method(got), body(got)["posting_number"].as_str().unwrap_or_default()) {
        ("/v3/posting/fbs/get", "fbs") | ("/v2/posting/fbo/get", "fbo") => told(&order),
        ("/v3/posting/fbs/get", "empty") => told(&json!({ "result": null })),
        ("/v4/posting/fbs/list", _) => told(&json!({ "postings": [{ "order_number": "another" }], "has_next": false })),
        _ => refusal(404, "not found"),
    })
    .await;
    let channel = ozon(&server.url);
    for number in ["fbs", "fbo"] {
        let found = channel.order(number).await.unwrap().unwrap();
        assert_eq!((found.remote_id.as_str(), found.state, found.state_word.as_deref()), (number, OrderState::OnTheWay, Some("delivering")));
        assert_eq!((found.placed_at, found.due_at), (Some(AtMs(1_774_869_960_000)), Some(AtMs(1_775_088_000_000))));
        assert_eq!((found.total_minor, found.currency.as_deref(), found.tracking.as_deref()), (Some(306_000), Some("RUB"), Some("TR1")));
        assert_eq!((found.lines[0].item.as_deref(), found.lines[0].title.as_str(), found.lines[0].pieces), (Some("827098843"), "Плойка", 2));
    }
    assert_eq!(channel.order("none").await.unwrap(), None);
    assert_eq!(channel.order("empty").await.unwrap(), None);
    let rejecting = Server::always(refusal(403, "Invalid Api-Key")).await;
    assert_eq!(ozon(&rejecting.url).order("1").await.unwrap_err().code, ErrorCode::TokenRejected);
}

#[tokio::test]
async fn a_chats_order_is_found_by_its_number_without_what_was_cancelled() {
    let posting = |status: &str, pieces: i64| {
        let product = json!({ "sku": 7, "name": "Чашка", "quantity": pieces, "price": { "amount": "890.50", "currency": "RUB" } });
        json!({ "order_number": "0074228724-0006", "posting_number": "p", "status": status, "created_at": "2026-09-01T00:00:00Z", "products": [product] })
    };
    let answer = json!({ "postings": [posting("cancelled", 1), posting("delivering", 2)], "has_next": false });
    let server = shop("PREMIUM_PLUS", move |got| match method(got) {
        "/v4/posting/fbs/list" => told(&json!({ "postings": [], "has_next": false })),
        "/v3/posting/fbo/list" => told(&answer),
        other => panic!("{other}"),
    })
    .await;
    let found = ozon(&server.url).order("0074228724-0006").await.unwrap().unwrap();
    assert_eq!((found.state, found.total_minor, found.lines.len()), (OrderState::OnTheWay, Some(178_100), 1));
    let asked = body(&server.seen()[0]);
    assert_eq!((&asked["filter"]["order_numbers"], &asked["limit"]), (&json!(["0074228724-0006"]), &json!(100)));
    let day = |key: &str| asked["filter"][key].as_str().unwrap().parse::<jiff::Timestamp>().unwrap().as_millisecond() / 86_400_000;
    assert_eq!(day("to") - day("since"), 364, "a period of more than a year is refused");
}
