//! Avito: the account, items on sale and delivery orders.

use pult_domain::AtMs;
use serde_json::{Value, json};

use super::content::page_of;
use super::problem;
use crate::moment::iso;
use crate::shop::Item;
use crate::talk::say::asked;
use crate::talk::{Order, OrderStage, Talks};
use crate::wire::Answer;
use crate::world::World;

pub(super) fn own_account(world: &World<Talks>) -> Answer {
    let (id, name) = world.look(|talks| (talks.own_number(), talks.trade_mark.clone()));
    Answer::json(
        200,
        json!({"id": id, "name": name, "email": "shop@example.com", "phone": "79000000000", "phones": ["79000000000"], "profile_url": format!("https://avito.ru/user/{id}/profile")}),
    )
}

/// `/core/v1/items` page by page, or one item of the account.
pub(super) fn items(world: &World<Talks>, path: &str, query: Option<&str>) -> Answer {
    if path != "/core/v1/items" {
        let id = path.trim_end_matches('/').rsplit('/').next().and_then(|id| id.parse::<i64>().ok()).unwrap_or(0);
        return world.look(|talks| match talks.items.get(&id) {
            Some(item) => {
                Answer::json(200, json!({"status": "active", "url": page_of(item), "vas": [], "start_time": iso(talks.told(world.now().plus_ms(-86_400_000)))}))
            }
            None => problem(404, "item not found"),
        });
    }
    let number = |name: &str, usual: usize| asked(query, name).and_then(|said| said.parse::<usize>().ok()).unwrap_or(usual);
    let (per_page, page) = (number("per_page", 25).clamp(1, 100), number("page", 1).max(1));
    let list: Vec<Value> = world.look(|talks| talks.items.values().skip((page - 1) * per_page).take(per_page).map(row).collect());
    Answer::json(200, json!({"meta": {"page": page, "per_page": per_page}, "resources": list}))
}

fn row(item: &Item) -> Value {
    json!({"id": item.nm_id, "title": item.title, "price": item.price, "status": "active", "url": page_of(item), "address": "Москва", "category": {"id": 20, "name": "Посуда"}})
}

/// `/order-management/1/orders`: at most 20 a page.
pub(super) fn orders(world: &World<Talks>, query: Option<&str>) -> Answer {
    let number = |name: &str, usual: usize| asked(query, name).and_then(|said| said.parse::<usize>().ok()).unwrap_or(usual);
    let (limit, page) = (number("limit", 20).min(20), number("page", 1).max(1));
    let ids: Vec<String> = asked(query, "ids").map(|ids| ids.split(',').map(str::to_owned).collect()).unwrap_or_default();
    world.look(|talks| {
        let fits = |number: &&String| ids.is_empty() || ids.contains(number);
        let numbers: Vec<&String> = talks.orders.keys().filter(fits).collect();
        let from = (page - 1) * limit;
        let list: Vec<Value> =
            numbers.iter().skip(from).take(limit).filter_map(|number| talks.orders.get(*number).map(|one| order(talks, number, one))).collect();
        Answer::json(200, json!({"hasMore": from + list.len() < numbers.len(), "orders": list}))
    })
}

fn order(talks: &Talks, number: &str, order: &Order) -> Value {
    let status = match order.stage {
        OrderStage::Packing => "ready_to_ship",
        OrderStage::OnTheWay | OrderStage::AtPickup => "in_transit",
        OrderStage::Delivered => "delivered",
        OrderStage::Cancelled => "canceled",
    };
    let at = |at: AtMs| iso(talks.told(at));
    let price = order.item.price;
    json!({
        "id": number, "marketplaceId": number, "status": status, "createdAt": at(order.placed_at), "updatedAt": at(order.moved_at),
        "availableActions": [], "prices": {"price": price, "total": price, "commission": 0, "delivery": 0, "discount": 0},
        "delivery": {"serviceName": "Авито Доставка", "serviceType": "pvz", "trackingNumber": format!("AV{number}")},
        "schedules": {"shipTill": at(order.placed_at.plus_ms(2 * 86_400_000)), "deliveryDateMin": at(order.placed_at.plus_ms(4 * 86_400_000))},
        "items": [{"avitoId": order.item.nm_id.to_string(), "chatId": order.chat, "count": 1, "title": order.item.title,
            "prices": {"price": price, "total": price, "commission": 0, "discountSum": 0}}],
    })
}
