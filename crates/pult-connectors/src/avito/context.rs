//! Items and orders around a chat.

use std::sync::PoisonError;

use pult_domain::{AtMs, OrderState};
use reqwest::Method as Verb;
use serde_json::value::RawValue;

use crate::avito::limits::Method;
use crate::avito::{Avito, Call, Fault, is_id, unreadable};
use crate::channel::{ChannelError, ItemFacts, OrderFacts, OrderLine};
use crate::loose::{self, Fields};
use crate::money::minor_units;

/// Items on a page of the list (context.json, `per_page`: "less than 100").
const ITEMS_PAGE: usize = 99;

/// Pages looked through for items the chats did not tell of; 25 requests a minute are allowed.
const MOST_PAGES: usize = 3;

/// Avito sells in Russia, and its prices are roubles; the documents name no currency.
const CURRENCY: &str = "RUB";

impl Avito {
    /// What is known of items: from the list of chats, which shows title, price and picture of each
    /// chat's item, and for the rest from the list of items on sale. Facts are a kindness: whatever
    /// fails here leaves what the chat itself told.
    pub(super) async fn item_facts(&self, remote_ids: &[String]) -> Vec<ItemFacts> {
        let (mut found, mut missing) = (Vec::new(), Vec::new());
        {
            let items = self.items.lock().unwrap_or_else(PoisonError::into_inner);
            for id in remote_ids {
                match items.get(id) {
                    Some(item) => found.push(item.clone()),
                    None => missing.push(id.as_str()),
                }
            }
        }
        for page in 1..=MOST_PAGES {
            if missing.is_empty() {
                break;
            }
            match self.items_page(page).await {
                Ok((items, more)) => {
                    found.extend(items.into_iter().filter(|item| missing.contains(&item.remote_id.as_str())));
                    missing.retain(|id| !found.iter().any(|item| item.remote_id == *id));
                    if !more {
                        break;
                    }
                }
                Err(error) => {
                    tracing::debug!(code = error.code.as_str(), status = error.status, "items are not to be had");
                    break;
                }
            }
        }
        found
    }

    /// A page of our items on sale, and whether another may follow.
    async fn items_page(&self, page: usize) -> Result<(Vec<ItemFacts>, bool), ChannelError> {
        let mut url = self.url(["core", "v1", "items"])?;
        url.set_query(Some(&format!("per_page={ITEMS_PAGE}&page={page}")));
        let answer = self.read(&Call::new(Method::Items, Verb::GET, url)).await?;
        let text = String::from_utf8_lossy(&answer.body);
        let resources = Fields::of(&text).and_then(|fields| fields.get("resources").and_then(loose::list)).unwrap_or_default();
        let more = resources.len() >= ITEMS_PAGE;
        Ok((resources.into_iter().filter_map(item).collect(), more))
    }

    /// See [`crate::Channel::order`]. Orders are for businesses only; others get a 403.
    pub(super) async fn order_facts(&self, remote_id: &str) -> Result<Option<OrderFacts>, ChannelError> {
        if !is_id(remote_id) {
            return Ok(None);
        }
        let mut url = self.url(["order-management", "1", "orders"])?;
        url.query_pairs_mut().append_pair("ids", remote_id);
        let answer = self.exchange(&self.line.http.reads, &Call::new(Method::Orders, Verb::GET, url)).await.map_err(Fault::into_read_error)?;
        match answer.status {
            200..=299 => {}
            // Whether the token still serves, the sync finds out.
            401..=404 => return Ok(None),
            _ => return Err(self.refusal(Method::Orders, &answer, &[])),
        }
        let text = String::from_utf8_lossy(&answer.body);
        let fields = Fields::of(&text).ok_or_else(|| unreadable(&answer, "the orders could not be read"))?;
        let orders = fields.get("orders").and_then(loose::list).unwrap_or_default();
        let mut orders = orders.into_iter().filter_map(|raw| Fields::of(raw.get()));
        let same = |order: &Fields<'_>| ["id", "marketplaceId"].iter().any(|key| order.text(key).as_deref() == Some(remote_id));
        Ok(orders.find(same).map(|order| facts(remote_id, &order)))
    }
}

fn item(raw: &RawValue) -> Option<ItemFacts> {
    let fields = Fields::of(raw.get())?;
    let price_minor = fields.text("price").and_then(|price| minor_units(&price, Some(CURRENCY)));
    Some(ItemFacts {
        remote_id: fields.text("id").filter(|id| is_id(id))?,
        title: fields.text("title").filter(|title| !title.trim().is_empty()),
        currency: price_minor.map(|_| CURRENCY.to_owned()),
        price_minor,
        picture: None,
        url: fields.text("url").filter(|url| url.starts_with("https://")),
        stock: None,
    })
}

fn facts(remote_id: &str, order: &Fields<'_>) -> OrderFacts {
    let object = |key: &str| order.get(key).and_then(|raw| Fields::of(raw.get()));
    let moment = |fields: &Fields<'_>, key: &str| fields.text(key).and_then(|iso| loose::iso_moment(&iso));
    let total_minor = object("prices").and_then(|prices| prices.text("price")).and_then(|price| minor_units(&price, Some(CURRENCY)));
    let state_word = order.text("status").filter(|word| !word.is_empty());
    // The document writes the last letter of `deliveryDateMax` in Cyrillic.
    let due =
        |schedules: Fields<'_>| -> Option<AtMs> { ["deliveryDate", "deliveryDateMax", "deliveryDateMa\u{445}"].iter().find_map(|key| moment(&schedules, key)) };
    OrderFacts {
        remote_id: remote_id.to_owned(),
        state: state_word.as_deref().map_or(OrderState::Unknown, state),
        state_word,
        placed_at: moment(order, "createdAt"),
        due_at: object("schedules").and_then(due),
        delivered_at: None,
        currency: total_minor.map(|_| CURRENCY.to_owned()),
        total_minor,
        tracking: object("delivery").and_then(|delivery| delivery.text("trackingNumber")).filter(|number| !number.is_empty()),
        lines: order.get("items").and_then(loose::list).unwrap_or_default().into_iter().filter_map(line).collect(),
    }
}

fn line(raw: &RawValue) -> Option<OrderLine> {
    let fields = Fields::of(raw.get())?;
    let item = fields.text("avitoId").filter(|id| is_id(id));
    Some(OrderLine { item, title: fields.text("title")?, pieces: fields.number("count").unwrap_or(1) })
}

/// Where an order stands (context.json, `statuses` of `getOrders`). A dispute or a closed order may
/// have ended either way.
fn state(word: &str) -> OrderState {
    match word {
        "on_confirmation" => OrderState::Placed,
        "ready_to_ship" => OrderState::Packing,
        "in_transit" => OrderState::OnTheWay,
        "canceled" => OrderState::Cancelled,
        "delivered" => OrderState::Delivered,
        "on_return" => OrderState::Returning,
        _ => OrderState::Unknown,
    }
}
