//! Ozon: the shop, its products and its postings.

use pult_domain::AtMs;
use serde_json::{Value, json};

use super::problem;
use crate::moment::iso;
use crate::shop::Item;
use crate::talk::{Order, OrderStage, Plan, Talks};
use crate::wire::Answer;
use crate::world::World;

pub(super) fn seller_info(world: &World<Talks>) -> Answer {
    let (name, plan) = world.look(|talks| (talks.trade_mark.clone(), talks.plan));
    let kind = match plan {
        Plan::Enough => "PREMIUM_PLUS",
        Plan::TooLow => "PREMIUM",
        Plan::Nothing => "UNSPECIFIED",
    };
    Answer::json(
        200,
        json!({
            "company": {"country": "Россия", "currency": "RUB", "inn": "7707083893", "legal_name": "ИП Гончарова А. В.", "name": name, "ogrn": "1027700132195",
                "ownership_form": "Частная собственность", "tax_system": "USN"},
            "ratings": [],
            "subscription": {"is_premium": plan != Plan::Nothing, "type": kind},
        }),
    )
}

fn asked_for(asked: &Value, name: &str) -> Vec<String> {
    let text = |value: &Value| value.as_str().map(str::to_owned).or_else(|| value.as_i64().map(|number| number.to_string()));
    asked.get(name).and_then(Value::as_array).map(|list| list.iter().filter_map(text).collect()).unwrap_or_default()
}

/// `/v3/product/info/list`: at most 1,000 in all.
pub(super) fn products(world: &World<Talks>, asked: &Value) -> Answer {
    let [skus, offers, ids] = ["sku", "offer_id", "product_id"].map(|name| asked_for(asked, name));
    let count = skus.len() + offers.len() + ids.len();
    if count == 0 || count > 1_000 {
        return problem(400, "use either offer_id or product_id or sku, at most 1000");
    }
    let found: Vec<Value> = world.look(|talks| {
        let wanted = |item: &&Item| {
            let sku = item.nm_id.to_string();
            skus.contains(&sku) || offers.contains(&offer_id(item)) || ids.contains(&(item.nm_id + 1_000_000).to_string())
        };
        talks.items.values().filter(wanted).map(|item| product(world, item)).collect()
    });
    Answer::json(200, json!({"items": found}))
}

fn offer_id(item: &Item) -> String {
    format!("kb-{}", item.nm_id)
}

fn product(world: &World<Talks>, item: &Item) -> Value {
    json!({
        "id": item.nm_id + 1_000_000, "sku": item.nm_id, "name": item.title, "offer_id": offer_id(item), "price": format!("{}.00", item.price),
        "old_price": "0.00", "min_price": "", "currency_code": item.currency, "is_archived": false, "barcodes": [], "images": [],
        "primary_image": [format!("{}/picture/{}.png", world.base_url, item.nm_id)], "vat": "0",
        "stocks": {"has_stock": true, "stocks": [{"present": 7, "reserved": 1, "sku": item.nm_id, "source": "fbo"}]},
        "statuses": {"status": "price_sent", "status_name": "Продается", "is_created": true},
    })
}

/// The four ways to ask for postings: FBS and FBO, a list or one.
pub(super) fn postings(world: &World<Talks>, path: &str, asked: &Value) -> Answer {
    let own_stock = path.contains("/fbs/");
    let of = |talks: &Talks, fits: &dyn Fn(&str) -> bool| -> Vec<Value> {
        talks
            .orders
            .iter()
            .filter(|(number, order)| order.own_stock == own_stock && fits(number))
            .map(|(number, order)| posting(talks, number, order))
            .collect()
    };
    if path.ends_with("/get") {
        let Some(posting) = asked.get("posting_number").and_then(Value::as_str) else { return problem(400, "posting_number: required") };
        let found = world.look(|talks| of(talks, &|number| format!("{number}-1") == posting).into_iter().next().map(with_flat_prices));
        return found.map_or_else(|| problem(404, "posting not found"), |posting| Answer::json(200, json!({"result": posting})));
    }
    let filter = |name: &str| asked.pointer(&format!("/filter/{name}"));
    if own_stock && (asked.get("limit").and_then(Value::as_u64).is_none() || filter("since").is_none() || filter("to").is_none()) {
        return problem(400, "limit, filter.since and filter.to are required");
    }
    let orders = asked_for(asked.get("filter").unwrap_or(&Value::Null), "order_numbers");
    let numbers = asked_for(asked.get("filter").unwrap_or(&Value::Null), "posting_numbers");
    let fits = |number: &str| (orders.is_empty() || orders.iter().any(|one| one == number)) && (numbers.is_empty() || numbers.contains(&format!("{number}-1")));
    Answer::json(200, json!({"postings": world.look(|talks| of(talks, &fits)), "cursor": "", "has_next": false}))
}

fn posting(talks: &Talks, number: &str, order: &Order) -> Value {
    let (status, substatus) = match order.stage {
        OrderStage::Packing => ("awaiting_packaging", "posting_created"),
        OrderStage::OnTheWay => ("delivering", "posting_on_way_to_city"),
        OrderStage::AtPickup => ("delivering", "posting_on_pickup_point"),
        OrderStage::Delivered => ("delivered", "posting_received"),
        OrderStage::Cancelled => ("cancelled", "posting_canceled"),
    };
    let at = |at: AtMs| iso(talks.told(at));
    let item = &order.item;
    json!({
        "posting_number": format!("{number}-1"), "order_number": number, "order_id": item.nm_id + 33_301_885_134_i64, "status": status, "substatus": substatus,
        "created_at": at(order.placed_at), "in_process_at": at(order.placed_at), "delivering_date": at(order.moved_at),
        "shipment_date": at(order.placed_at.plus_ms(86_400_000)), "tracking_number": "", "cancellation": null, "legal_info": null, "additional_data": [],
        "products": [{"name": item.title, "offer_id": offer_id(item), "sku": item.nm_id, "quantity": 1,
            "price": {"amount": format!("{}.00", item.price), "currency": item.currency}}],
        "analytics_data": {"city": "", "delivery_type": "PVZ", "client_delivery_date_begin": null, "client_delivery_date_end": at(order.placed_at.plus_ms(5 * 86_400_000)),
            "delivery_date_begin": at(order.placed_at.plus_ms(4 * 86_400_000)), "delivery_date_end": at(order.placed_at.plus_ms(5 * 86_400_000))},
    })
}

/// One posting spells its prices as words where the lists have objects.
fn with_flat_prices(mut posting: Value) -> Value {
    for product in posting.get_mut("products").and_then(Value::as_array_mut).into_iter().flatten().filter_map(Value::as_object_mut) {
        if let Some(price) = product.remove("price") {
            product.insert("price".to_owned(), json!(format!("{}00", price.get("amount").and_then(Value::as_str).unwrap_or_default())));
            product.insert("currency_code".to_owned(), price.get("currency").cloned().unwrap_or_default());
        }
    }
    posting
}
