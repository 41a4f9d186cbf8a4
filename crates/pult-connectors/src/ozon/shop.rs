//! Items and orders (`/v3/product/info/list`, `/v4/posting/fbs/list`, `/v3/posting/fbo/list`,
//! `/v3/posting/fbs/get`, `/v2/posting/fbo/get`; Seller API 2026-09).

use pult_domain::{AtMs, ErrorCode, OrderState};
use serde::Serialize;
use serde_json::value::RawValue;

use super::limits::Method;
use super::{Ozon, unreadable, wire};
use crate::channel::{ChannelError, ItemFacts, ItemsTold, OrderFacts, OrderLine};
use crate::loose::{self, Fields};
use crate::money::minor_units;

/// Most items asked for in one call (`/v3/product/info/list`).
const MOST_ITEMS: usize = 1_000;

/// How far back an order is looked for, in milliseconds: 364 days, for a longer period than a year
/// is refused.
const ORDERS_BACK_MS: i64 = 364 * 24 * 60 * 60 * 1_000;

/// Most postings taken of one order.
const MOST_POSTINGS: u32 = 100;

/// Longest number of an item or order that is asked for, in characters.
const LONGEST_NUMBER: usize = 64;

#[derive(Debug, Serialize)]
struct ProductsBody<'a> {
    sku: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct OrdersBody<'a> {
    filter: OrdersFilter<'a>,
    limit: u32,
    with: With,
}

#[derive(Debug, Serialize)]
struct OrdersFilter<'a> {
    order_numbers: [&'a str; 1],
    since: String,
    to: String,
}

#[derive(Debug, Serialize)]
struct PostingBody<'a> {
    posting_number: &'a str,
    with: With,
}

#[derive(Debug, Serialize)]
struct With {
    analytics_data: bool,
}

impl Ozon {
    /// Titles, prices and pictures; nothing where the key may not ask.
    pub(super) async fn products(&self, skus: &[String]) -> Result<ItemsTold, ChannelError> {
        // One odd number would have the whole question refused.
        let digits = |sku: &&String| !sku.is_empty() && sku.len() <= LONGEST_NUMBER && sku.bytes().all(|byte| byte.is_ascii_digit());
        let asked: Vec<&str> = skus.iter().filter(digits).map(String::as_str).take(MOST_ITEMS).collect();
        if asked.is_empty() {
            return Ok(ItemsTold::default());
        }
        let answer = match self.ask(Method::Products, Some(&ProductsBody { sku: asked.clone() })).await {
            Ok(answer) => answer,
            Err(error) if matches!(error.status, Some(400 | 403 | 404)) => {
                tracing::debug!(code = error.code.as_str(), status = error.status, "items are not to be had");
                return Ok(ItemsTold::default());
            }
            Err(error) => return Err(error),
        };
        let body = wire::text(&answer.body);
        let items = Fields::of(&body).and_then(|fields| fields.get("items").and_then(loose::list)).ok_or_else(|| unreadable(&answer))?;
        Ok(ItemsTold::whole(items.into_iter().filter_map(|raw| self.product(raw, &asked)).collect()))
    }

    fn product(&self, raw: &RawValue, asked: &[&str]) -> Option<ItemFacts> {
        let fields = Fields::of(raw.get())?;
        let known = |sku: &String| asked.contains(&sku.as_str());
        let sources = fields.get("sources").and_then(loose::list).unwrap_or_default();
        let of_source = || sources.iter().filter_map(|raw| Fields::of(raw.get())?.text("sku")).find(known);
        let sku = fields.text("sku").filter(known).or_else(of_source)?;
        let currency = fields.text("currency_code").filter(|code| !code.is_empty());
        Some(ItemFacts {
            title: fields.text("name").filter(|name| !name.trim().is_empty()),
            price_minor: fields.text("price").and_then(|price| minor_units(&price, currency.as_deref())),
            currency,
            picture: ["primary_image", "images"].iter().find_map(|key| self.first_picture(fields.get(key)?)),
            // Not in the documents; the shop's site resolves an item by its number.
            url: Some(format!("https://www.ozon.ru/product/{sku}/")),
            stock: stock(&fields),
            remote_id: sku,
        })
    }

    fn first_picture(&self, raw: &RawValue) -> Option<String> {
        let urls = loose::list(raw).map_or_else(|| vec![loose::text(raw)], |list| list.into_iter().map(loose::text).collect());
        urls.into_iter().flatten().find(|url| self.lies_here(url))
    }

    /// An order with all its postings, or a posting. Chats name the number of an order, and the
    /// lists alone know it; what is not found there may be the number of a posting.
    pub(super) async fn order_facts(&self, number: &str) -> Result<Option<OrderFacts>, ChannelError> {
        if number.is_empty() || number.len() > LONGEST_NUMBER {
            return Ok(None);
        }
        let now = self.line.clock.now();
        let iso = |at: AtMs| jiff::Timestamp::from_millisecond(at.0).unwrap_or_default().to_string();
        let filter = OrdersFilter { order_numbers: [number], since: iso(now.plus_ms(-ORDERS_BACK_MS)), to: iso(now) };
        let listed = OrdersBody { filter, limit: MOST_POSTINGS, with: With { analytics_data: true } };
        for method in [Method::OrdersFbs, Method::OrdersFbo] {
            if let Some(found) = self.ask_order(method, &listed, number).await? {
                return Ok(Some(found));
            }
        }
        let posting = PostingBody { posting_number: number, with: With { analytics_data: true } };
        for method in [Method::PostingFbs, Method::PostingFbo] {
            if let Some(found) = self.ask_order(method, &posting, number).await? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// One question about an order; nothing where the scheme does not know it or the key may not
    /// ask.
    async fn ask_order(&self, method: Method, body: &(impl Serialize + Sync), number: &str) -> Result<Option<OrderFacts>, ChannelError> {
        let answer = match self.ask(method, Some(body)).await {
            Ok(answer) => answer,
            Err(error) if matches!(error.status, Some(400 | 403 | 404)) && error.code != ErrorCode::TokenRejected => return Ok(None),
            Err(error) => return Err(error),
        };
        let text = wire::text(&answer.body);
        let fields = Fields::of(&text).ok_or_else(|| unreadable(&answer))?;
        let postings: Vec<Fields<'_>> = match fields.get("postings").and_then(loose::list) {
            // The filter may be ignored, as others were.
            Some(list) => list.into_iter().filter_map(|raw| Fields::of(raw.get())).filter(|one| one.text("order_number").as_deref() == Some(number)).collect(),
            None => fields.get("result").and_then(|raw| Fields::of(raw.get())).filter(|result| !result.is_empty()).into_iter().collect(),
        };
        Ok(order(&postings, number))
    }
}

/// The pieces that can be sold, over all warehouses.
fn stock(item: &Fields<'_>) -> Option<i64> {
    let stocks = Fields::of(item.get("stocks")?.get())?;
    let places = loose::list(stocks.get("stocks")?)?;
    let free = places.into_iter().filter_map(|raw| {
        let place = Fields::of(raw.get())?;
        Some(place.number("present")?.saturating_sub(place.number("reserved").unwrap_or(0)).max(0))
    });
    Some(free.fold(0, i64::saturating_add))
}

/// What postings say of their order. Parts that were cancelled count only where nothing else is
/// left.
fn order(postings: &[Fields<'_>], asked: &str) -> Option<OrderFacts> {
    let state_of = |posting: &Fields<'_>| state(posting.text("status").as_deref(), posting.text("substatus").as_deref());
    let standing: Vec<&Fields<'_>> = postings.iter().filter(|posting| state_of(posting) != OrderState::Cancelled).collect();
    let postings = if standing.is_empty() { postings.iter().collect() } else { standing };
    let told = *postings.first()?;
    let present = |key: &str| told.text(key).filter(|text| !text.trim().is_empty());
    let moment = |fields: &Fields<'_>, key: &str| fields.text(key).and_then(|iso| loose::moment(None, Some(&iso))).filter(|at| at.0 > 0);
    let analytics = told.get("analytics_data").and_then(|raw| Fields::of(raw.get()));
    let due_at = analytics.as_ref().and_then(|due| moment(due, "client_delivery_date_end").or_else(|| moment(due, "delivery_date_end")));
    let products: Vec<Product> = postings
        .iter()
        .flat_map(|posting| posting.get("products").and_then(loose::list).unwrap_or_default())
        .filter_map(|raw| Product::of(raw.get()))
        .collect();
    let (total_minor, currency) = total(&products);
    Some(OrderFacts {
        remote_id: asked.to_owned(),
        state: state_of(told),
        state_word: present("status"),
        placed_at: moment(told, "created_at").or_else(|| moment(told, "in_process_at")),
        due_at,
        // `fact_delivery_date` is when the posting was handed over for delivery.
        delivered_at: None,
        total_minor,
        currency,
        tracking: present("tracking_number"),
        lines: products.into_iter().map(|product| product.line).collect(),
    })
}

/// One position of a posting.
struct Product {
    line: OrderLine,
    price_minor: Option<i64>,
    currency: Option<String>,
}

impl Product {
    fn of(json: &str) -> Option<Self> {
        let fields = Fields::of(json)?;
        // A posting alone spells its prices as texts, the lists as amount and currency.
        let money = fields.get("price").and_then(|raw| Fields::of(raw.get()));
        let (price, currency) = match &money {
            Some(money) => (money.text("amount"), money.text("currency")),
            None => (fields.text("price"), fields.text("currency_code")),
        };
        let currency = currency.filter(|code| !code.is_empty());
        let line = OrderLine {
            item: fields.text("sku").filter(|sku| sku != "0"),
            title: fields.text("name").unwrap_or_default(),
            pieces: fields.number("quantity").unwrap_or(1),
        };
        Some(Self { line, price_minor: price.and_then(|price| minor_units(&price, currency.as_deref())), currency })
    }
}

/// The sum of an order, where every price can be read and all are of one currency.
fn total(products: &[Product]) -> (Option<i64>, Option<String>) {
    let Some(currency) = products.first().map(|product| &product.currency) else { return (None, None) };
    let price = |product: &Product| {
        let minor = product.price_minor.filter(|_| product.currency == *currency)?;
        Some(minor.saturating_mul(product.line.pieces.max(0)))
    };
    (products.iter().map(price).try_fold(0_i64, |sum, price| Some(sum.saturating_add(price?))), currency.clone())
}

fn state(status: Option<&str>, substatus: Option<&str>) -> OrderState {
    match (status.unwrap_or_default(), substatus.unwrap_or_default()) {
        // In the document "posting_in_pickup_point"; on the way there it is another word.
        (_, at) if at.ends_with("pickup_point") && !at.contains("way_to") => OrderState::AtPickup,
        (_, "posting_returned_to_warehouse") => OrderState::Returned,
        ("acceptance_in_progress" | "awaiting_approve" | "awaiting_registration" | "awaiting_verification", _) => OrderState::Placed,
        ("awaiting_packaging" | "awaiting_deliver", _) => OrderState::Packing,
        ("delivering" | "driver_pickup" | "sent_by_seller", _) => OrderState::OnTheWay,
        ("delivered", _) => OrderState::Delivered,
        ("cancelled" | "cancelled_from_split_pending" | "not_accepted", _) => OrderState::Cancelled,
        _ => OrderState::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_of_the_document_has_a_word() {
        let table = [
            ("awaiting_packaging", "posting_created", OrderState::Packing),
            ("awaiting_verification", "", OrderState::Placed),
            ("delivering", "posting_on_way_to_city", OrderState::OnTheWay),
            ("delivering", "posting_in_pickup_point", OrderState::AtPickup),
            ("delivering", "posting_on_way_to_pickup_point", OrderState::OnTheWay),
            ("delivered", "posting_received", OrderState::Delivered),
            ("cancelled", "posting_canceled", OrderState::Cancelled),
            ("cancelled", "posting_returned_to_warehouse", OrderState::Returned),
            ("client_arbitration", "", OrderState::Unknown),
            ("", "", OrderState::Unknown),
        ];
        for (status, substatus, expected) in table {
            assert_eq!(state(Some(status), Some(substatus)), expected, "{status} {substatus}");
        }
    }

    #[test]
    fn a_sum_of_what_cannot_be_added_is_none() {
        let of = |json: &str| -> Vec<Product> {
            let list: Vec<Box<RawValue>> = serde_json::from_str(json).unwrap();
            list.iter().filter_map(|raw| Product::of(raw.get())).collect()
        };
        assert_eq!(
            total(&of(r#"[{"price":"1530.0000","quantity":2,"currency_code":"RUB"},{"price":"0.5","currency_code":"RUB"}]"#)),
            (Some(306_050), Some("RUB".into()))
        );
        assert_eq!(total(&of(r#"[{"price":"1","currency_code":"RUB"},{"price":"1","currency_code":"CNY"}]"#)).0, None);
        assert_eq!(total(&of(r#"[{"price":"x","currency_code":"RUB"}]"#)).0, None);
        assert_eq!(total(&of(r#"[{"price":{"amount":"28990","currency":"RUB"},"quantity":3}]"#)), (Some(8_697_000), Some("RUB".into())));
        assert_eq!(total(&[]), (None, None));
    }
}
