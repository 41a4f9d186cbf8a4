//! Yandex Market: shops, offers and orders.

use serde_json::{Value, json};

use super::{MOSCOW, at, bad, problem};
use crate::moment::iso_ahead;
use crate::shop::Item;
use crate::talk::{Order, OrderStage, Talks};
use crate::wire::Answer;
use crate::world::World;

pub(super) fn campaigns(world: &World<Talks>) -> Answer {
    let (name, business, campaign) = world.look(|talks| (talks.trade_mark.clone(), talks.own_number(), talks.campaign_number()));
    Answer::json(
        200,
        json!({
            "campaigns": [{
                "domain": name, "id": campaign, "clientId": campaign + 1, "business": {"id": business, "name": name},
                "placementType": "FBS", "apiAvailability": "AVAILABLE",
            }],
            "pager": {"total": 1, "from": 1, "to": 1, "currentPage": 1, "pagesCount": 1, "pageSize": 10},
            "paging": {},
        }),
    )
}

fn offer_id(item: &Item) -> String {
    format!("kb-{}", item.nm_id)
}

/// `offer-mappings`: the items of these offers.
pub(super) fn offers(world: &World<Talks>, body: &Value) -> Answer {
    let wanted: Vec<&str> = body.get("offerIds").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    if wanted.len() > 200 {
        return bad("offerIds: at most 200");
    }
    let list: Vec<Value> = world.look(|talks| {
        let fits = |item: &&Item| wanted.is_empty() || wanted.contains(&offer_id(item).as_str());
        talks.items.values().filter(fits).map(|item| offer(world, talks, item)).collect()
    });
    Answer::json(200, json!({"status": "OK", "result": {"offerMappings": list, "paging": {}}}))
}

fn offer(world: &World<Talks>, talks: &Talks, item: &Item) -> Value {
    json!({
        "offer": {
            "offerId": offer_id(item), "name": item.title, "category": "Посуда", "vendor": "Глина и быт", "barcodes": [format!("20{:011}", item.nm_id)], "archived": false,
            "pictures": [format!("{}/picture/{}.png", world.base_url, item.nm_id)],
            "basicPrice": {"value": item.price, "currencyId": "RUR", "updatedAt": at(talks, world.now())},
            "campaigns": [{"campaignId": talks.campaign_number(), "status": "PUBLISHED"}],
        },
        "mapping": {"marketSku": item.nm_id + 100_000_000, "marketSkuName": item.title},
    })
}

/// The newer list by business, and one order of a campaign.
pub(super) fn orders(world: &World<Talks>, path: &str, body: &Value) -> Answer {
    if path.starts_with("/v1/") {
        let wanted: Vec<String> =
            body.get("orderIds").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_i64).map(|id| id.to_string()).collect();
        let list: Vec<Value> = world.look(|talks| {
            talks.orders.iter().filter(|(number, _)| wanted.is_empty() || wanted.contains(number)).map(|(number, order)| newer(talks, number, order)).collect()
        });
        return Answer::json(200, json!({"orders": list, "paging": {}}));
    }
    let number = path.rsplit('/').next().unwrap_or_default();
    world.look(|talks| {
        talks
            .orders
            .get(number)
            .map_or_else(|| problem(404, "NOT_FOUND", "Order not found"), |order| Answer::json(200, json!({"order": older(talks, number, order)})))
    })
}

fn stage(order: &Order) -> (&'static str, &'static str) {
    match order.stage {
        OrderStage::Packing => ("PROCESSING", "STARTED"),
        OrderStage::OnTheWay => ("DELIVERY", "DELIVERY_SERVICE_RECEIVED"),
        OrderStage::AtPickup => ("PICKUP", "PICKUP_SERVICE_RECEIVED"),
        OrderStage::Delivered => ("DELIVERED", "DELIVERY_SERVICE_DELIVERED"),
        OrderStage::Cancelled => ("CANCELLED", "USER_CHANGED_MIND"),
    }
}

fn newer(talks: &Talks, number: &str, order: &Order) -> Value {
    let (status, substatus) = stage(order);
    let day = |days: i64| iso_ahead(talks.told(order.placed_at.plus_ms(days * 86_400_000)), MOSCOW).chars().take(10).collect::<String>();
    let money = json!({"value": order.item.price, "currencyId": "RUR"});
    json!({
        "orderId": number.parse::<i64>().unwrap_or(0), "campaignId": talks.campaign_number(), "programType": "FBS", "status": status, "substatus": substatus,
        "creationDate": at(talks, order.placed_at), "updateDate": at(talks, order.moved_at), "paymentType": "PREPAID", "paymentMethod": "YANDEX", "fake": false,
        "items": [{"id": order.item.nm_id, "offerId": offer_id(&order.item), "offerName": order.item.title, "count": 1, "prices": {"payment": money}}],
        "prices": {"payment": money}, "buyerType": "PERSON",
        "delivery": {"type": "PICKUP", "serviceName": "Доставка Маркета", "deliveryServiceId": 1_005_471, "deliveryPartnerType": "YANDEX_MARKET", "dates": {"fromDate": day(4), "toDate": day(5)}, "estimated": false,
            "shipment": {"id": 1, "shipmentDate": day(1)}, "tracks": [{"trackCode": format!("LO-{number}"), "deliveryServiceId": 1_005_471}]},
    })
}

/// The older form spells dates by days first.
fn older(talks: &Talks, number: &str, order: &Order) -> Value {
    let (status, substatus) = stage(order);
    let moment = |text: String| -> String {
        let (day, time) = (text.chars().take(10).collect::<String>(), text.chars().skip(11).take(8).collect::<String>());
        let mut parts: Vec<&str> = day.split('-').collect();
        parts.reverse();
        format!("{} {time}", parts.join("-")).trim().to_owned()
    };
    let day = |days: i64| moment(iso_ahead(talks.told(order.placed_at.plus_ms(days * 86_400_000)), MOSCOW)).chars().take(10).collect::<String>();
    let price = order.item.price;
    json!({
        "id": number.parse::<i64>().unwrap_or(0), "status": status, "substatus": substatus, "creationDate": moment(at(talks, order.placed_at)),
        "updatedAt": moment(at(talks, order.moved_at)), "currency": "RUR", "itemsTotal": price, "deliveryTotal": 0, "buyerItemsTotal": price,
        "buyerItemsTotalBeforeDiscount": price, "paymentType": "PREPAID", "paymentMethod": "YANDEX", "fake": false,
        "items": [{"id": order.item.nm_id, "offerId": offer_id(&order.item), "offerName": order.item.title, "price": price, "buyerPrice": price, "buyerPriceBeforeDiscount": price, "count": 1}],
        "delivery": {"type": "PICKUP", "serviceName": "Доставка Маркета", "deliveryServiceId": 1_005_471, "deliveryPartnerType": "YANDEX_MARKET",
            "dates": {"fromDate": day(4), "toDate": day(5)}},
        "buyer": {"type": "PERSON"}, "taxSystem": "USN",
    })
}
