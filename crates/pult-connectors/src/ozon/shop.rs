//! Items and orders (`/v3/product/info/list`, `/v3/posting/fbs/get`, `/v2/posting/fbo/get`, Seller
//! API 2026-09).

use pult_domain::{ErrorCode, OrderState};
use serde::Serialize;
use serde_json::value::RawValue;

use super::limits::Method;
use super::{Ozon, unreadable, wire};
use crate::channel::{ChannelError, ItemFacts, OrderFacts, OrderLine};
use crate::loose::{self, Fields};
use crate::money::minor_units;

/// Most items asked for in one call (`/v3/product/info/list`).
const MOST_ITEMS: usize = 1_000;

/// Longest number of an item or order that is asked for, in characters.
const LONGEST_NUMBER: usize = 64;

#[derive(Debug, Serialize)]
struct ProductsBody<'a> {
    sku: Vec<&'a str>,
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
    pub(super) async fn products(&self, skus: &[String]) -> Result<Vec<ItemFacts>, ChannelError> {
        // One odd number would have the whole question refused.
        let digits = |sku: &&String| !sku.is_empty() && sku.len() <= LONGEST_NUMBER && sku.bytes().all(|byte| byte.is_ascii_digit());
        let asked: Vec<&str> = skus.iter().filter(digits).map(String::as_str).take(MOST_ITEMS).collect();
        if asked.is_empty() {
            return Ok(Vec::new());
        }
        let answer = match self.ask(Method::Products, Some(&ProductsBody { sku: asked.clone() })).await {
            Ok(answer) => answer,
            Err(error) if matches!(error.status, Some(400 | 403 | 404)) => {
                tracing::debug!(code = error.code.as_str(), status = error.status, "items are not to be had");
                return Ok(Vec::new());
            }
            Err(error) => return Err(error),
        };
        let body = wire::text(&answer.body);
        let items = Fields::of(&body).and_then(|fields| fields.get("items").and_then(loose::list)).ok_or_else(|| unreadable(&answer))?;
        Ok(items.into_iter().filter_map(|raw| self.product(raw, &asked)).collect())
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

    /// An order by the number of its posting. Chats name an order's number, which is that of its
    /// posting only where there is one; what neither scheme knows is not shown.
    pub(super) async fn posting(&self, number: &str) -> Result<Option<OrderFacts>, ChannelError> {
        if number.is_empty() || number.len() > LONGEST_NUMBER {
            return Ok(None);
        }
        for method in [Method::PostingFbs, Method::PostingFbo] {
            let body = PostingBody { posting_number: number, with: With { analytics_data: true } };
            match self.ask(method, Some(&body)).await {
                Ok(answer) => {
                    let text = wire::text(&answer.body);
                    let fields = Fields::of(&text).ok_or_else(|| unreadable(&answer))?;
                    let found = fields.get("result").and_then(|raw| Fields::of(raw.get())).filter(|result| !result.is_empty());
                    if let Some(result) = found {
                        return Ok(Some(order(&result, number)));
                    }
                }
                Err(error) if matches!(error.status, Some(400 | 403 | 404)) && error.code != ErrorCode::TokenRejected => {}
                Err(error) => return Err(error),
            }
        }
        Ok(None)
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

fn order(result: &Fields<'_>, asked: &str) -> OrderFacts {
    let present = |key: &str| result.text(key).filter(|text| !text.trim().is_empty());
    let moment = |fields: &Fields<'_>, key: &str| fields.text(key).and_then(|iso| loose::moment(None, Some(&iso))).filter(|at| at.0 > 0);
    let status = present("status");
    let analytics = result.get("analytics_data").and_then(|raw| Fields::of(raw.get()));
    let due_at = analytics.as_ref().and_then(|told| moment(told, "client_delivery_date_end").or_else(|| moment(told, "delivery_date_end")));
    let products: Vec<Fields<'_>> =
        result.get("products").and_then(loose::list).unwrap_or_default().into_iter().filter_map(|raw| Fields::of(raw.get())).collect();
    let (total_minor, currency) = total(&products);
    let line = |product: &Fields<'_>| OrderLine {
        item: product.text("sku").filter(|sku| sku != "0"),
        title: product.text("name").unwrap_or_default(),
        pieces: product.number("quantity").unwrap_or(1),
    };
    OrderFacts {
        remote_id: asked.to_owned(),
        state: state(status.as_deref(), result.text("substatus").as_deref()),
        state_word: status,
        placed_at: moment(result, "created_at").or_else(|| moment(result, "in_process_at")),
        due_at,
        // `fact_delivery_date` is when the posting was handed over for delivery.
        delivered_at: None,
        total_minor,
        currency,
        tracking: present("tracking_number"),
        lines: products.iter().map(line).collect(),
    }
}

/// The sum of an order, where every price can be read and all are of one currency.
fn total(products: &[Fields<'_>]) -> (Option<i64>, Option<String>) {
    let currency = products.first().and_then(|product| product.text("currency_code")).filter(|code| !code.is_empty());
    let price = |product: &Fields<'_>| {
        let same = product.text("currency_code").filter(|code| !code.is_empty()) == currency;
        let minor = minor_units(&product.text("price")?, currency.as_deref())?;
        same.then(|| minor.saturating_mul(product.number("quantity").unwrap_or(1).max(0)))
    };
    let sum = products.iter().map(price).try_fold(0_i64, |sum, price| Some(sum.saturating_add(price?)));
    (sum.filter(|_| !products.is_empty()), currency)
}

fn state(status: Option<&str>, substatus: Option<&str>) -> OrderState {
    match (status.unwrap_or_default(), substatus.unwrap_or_default()) {
        (_, "posting_in_pickup_point") => OrderState::AtPickup,
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
        let of = |json: &'static str| {
            loose::list(serde_json::from_str::<&RawValue>(json).unwrap()).unwrap().into_iter().map(|raw| Fields::of(raw.get()).unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(
            total(&of(r#"[{"price":"1530.0000","quantity":2,"currency_code":"RUB"},{"price":"0.5","currency_code":"RUB"}]"#)),
            (Some(306_050), Some("RUB".into()))
        );
        assert_eq!(total(&of(r#"[{"price":"1","currency_code":"RUB"},{"price":"1","currency_code":"CNY"}]"#)).0, None);
        assert_eq!(total(&of(r#"[{"price":"x","currency_code":"RUB"}]"#)).0, None);
        assert_eq!(total(&[]), (None, None));
    }
}
