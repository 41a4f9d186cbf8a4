//! What Market tells of an order and of an item.

use jiff::civil::{Date, Time};
use pult_domain::{AtMs, ErrorCode, OrderState, Retry};
use reqwest::{Method as Verb, Url};
use serde_json::json;

use crate::channel::{ChannelError, ItemFacts, ItemsTold, OrderFacts, OrderLine};
use crate::loose::{self, Fields};
use crate::money::minor_units;
use crate::yandex_market::YandexMarket;
use crate::yandex_market::hosts;
use crate::yandex_market::limits::Method;
use crate::yandex_market::wire::{self, Rejected, elements, id, moment, moscow, present};

/// Most items of one call (partner-api.yaml `GetOfferMappingsRequest`, 2026-07-17).
const MOST_OFFERS: usize = 100;

/// Most shops asked for an order of which no chat told the shop.
const MOST_SHOPS: usize = 5;

impl YandexMarket {
    /// See [`crate::channel::Channel::order`]. The method of the cabinet is not among those a key
    /// for talking with buyers may call, the older one of the shop is; that one ends on 2027-04-12.
    pub(super) async fn order_facts(&self, remote_id: &str) -> Result<Option<OrderFacts>, ChannelError> {
        // An order's number is one here; anything else was not told by Market.
        let Ok(number) = remote_id.parse::<u64>() else { return Ok(None) };
        let scopes = self.scopes().await;
        let may = |method: Method| scopes.as_ref().is_none_or(|scopes| scopes.may(method));
        if may(Method::Orders) {
            let url = self.cabinet_url("v1", "/orders").await?;
            let request = self.request(&self.line.http.reads, Verb::POST, url)?.json(&json!({ "orderIds": [number] }));
            match self.read(Method::Orders, request).await {
                Ok(answer) => {
                    let found = orders(&answer.body).map_err(|rejected| self.rejected(&answer, rejected))?;
                    if let Some(order) = found.into_iter().find(|order| order.remote_id == remote_id) {
                        return Ok(Some(order));
                    }
                }
                Err(error) if not_told(&error) => {}
                Err(error) => return Err(error),
            }
        }
        if may(Method::Order) { self.order_of_a_shop(remote_id).await } else { Ok(None) }
    }

    async fn order_of_a_shop(&self, remote_id: &str) -> Result<Option<OrderFacts>, ChannelError> {
        let shops = match self.memory.campaign(remote_id) {
            Some(shop) => vec![shop],
            None => self.cabinet().await?.campaigns.iter().take(MOST_SHOPS).cloned().collect(),
        };
        for shop in shops {
            let mut url = self.line.url(hosts::API, "/v2/campaigns", Some(&shop))?;
            append(&mut url, &["orders", remote_id])?;
            let request = self.request(&self.line.http.reads, Verb::GET, url)?;
            match self.read(Method::Order, request).await {
                Ok(answer) => {
                    let text = wire::text_of(&answer.body);
                    let fields = wire::answer(&text).map_err(|rejected| self.rejected(&answer, rejected))?;
                    let order = fields.get("order").and_then(|raw| Fields::of(raw.get()));
                    if let Some(order) = order.and_then(|fields| order_of(&fields)).filter(|order| order.remote_id == remote_id) {
                        return Ok(Some(order));
                    }
                }
                Err(error) if not_told(&error) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }

    /// See [`crate::channel::Channel::items`].
    pub(super) async fn item_facts(&self, remote_ids: &[String]) -> Result<ItemsTold, ChannelError> {
        if self.scopes().await.is_some_and(|scopes| !scopes.may(Method::Offers)) {
            return Ok(ItemsTold::default());
        }
        let mut found = Vec::new();
        for (n, asked) in remote_ids.chunks(MOST_OFFERS).enumerate() {
            match self.offers(asked).await {
                Ok(offers) => found.extend(offers.into_iter().filter(|offer| asked.contains(&offer.remote_id))),
                Err(error) => return ItemsTold::broken_off(found, remote_ids.iter().skip(n * MOST_OFFERS).cloned().collect(), asked.len(), error),
            }
        }
        Ok(ItemsTold::whole(found))
    }

    async fn offers(&self, asked: &[String]) -> Result<Vec<ItemFacts>, ChannelError> {
        let mut ids: Vec<&String> = asked.iter().collect();
        ids.sort_unstable();
        ids.dedup();
        let url = self.cabinet_url("v2", "/offer-mappings").await?;
        let request = self.request(&self.line.http.reads, Verb::POST, url)?.json(&json!({ "offerIds": ids }));
        let answer = self.read(Method::Offers, request).await?;
        let text = wire::text_of(&answer.body);
        let result = wire::result(&text).map_err(|rejected| self.rejected(&answer, rejected))?;
        let offers = elements(&result, "offerMappings").map_err(|rejected| self.rejected(&answer, rejected))?;
        Ok(offers.into_iter().filter_map(|raw| item(raw.get(), |url| self.may_fetch(url))).collect())
    }
}

/// Whether a failure means no more than that the order is not told here.
fn not_told(error: &ChannelError) -> bool {
    matches!(error.status, Some(400 | 403 | 404 | 410)) && error.code != ErrorCode::TokenRejected
}

fn append(url: &mut Url, segments: &[&str]) -> Result<(), ChannelError> {
    let bad = |()| ChannelError::of(ErrorCode::AddressInvalid, Retry::Never, "the address of the account");
    url.path_segments_mut().map_err(bad)?.extend(segments);
    Ok(())
}

/// Reads `POST /v1/businesses/{id}/orders`.
fn orders(body: &[u8]) -> Result<Vec<OrderFacts>, Rejected> {
    let text = wire::text_of(body);
    let fields = wire::answer(&text)?;
    Ok(elements(&fields, "orders")?.into_iter().filter_map(|raw| order_of(&Fields::of(raw.get())?)).collect())
}

/// Reads an order of either method; they name their fields differently.
fn order_of(fields: &Fields<'_>) -> Option<OrderFacts> {
    let object = |fields: &Fields<'_>, key: &str| fields.get(key).and_then(|raw| Fields::of(raw.get()).map(|_| raw.get().to_owned()));
    let status = present(fields, "status");
    let step = present(fields, "substatus").filter(|step| step != "UNKNOWN");
    let state = status.as_deref().map_or(OrderState::Unknown, |status| state(status, step.as_deref()));
    let delivery = object(fields, "delivery").unwrap_or_default();
    let delivery = Fields::of(&delivery).unwrap_or_default();
    let dates = object(&delivery, "dates").unwrap_or_default();
    let dates = Fields::of(&dates).unwrap_or_default();
    let (total, currency) = total(fields);
    let due = present(&dates, "toDate").or_else(|| present(&dates, "fromDate")).and_then(|text| day(&text));
    let until = present(&dates, "toTime").and_then(|time| time.parse::<Time>().ok()).unwrap_or(Time::constant(23, 59, 0, 0));
    let reached = present(&dates, "realDeliveryDate").and_then(|text| day(&text));
    let arrived = matches!(state, OrderState::Delivered | OrderState::Returning | OrderState::Returned);
    Some(OrderFacts {
        remote_id: id(fields, "orderId").or_else(|| id(fields, "id"))?,
        state,
        state_word: status.map(|status| step.map_or(status.clone(), |step| format!("{status} / {step}"))),
        placed_at: moment(fields, "creationDate").or_else(|| day_and_time(&present(fields, "creationDate")?)),
        due_at: due.and_then(|day| moscow(day.to_datetime(until))),
        // Noon in Moscow is the same day in every zone of the country.
        delivered_at: reached.filter(|_| arrived).and_then(|day| moscow(day.to_datetime(Time::constant(12, 0, 0, 0)))),
        total_minor: total.as_deref().and_then(|total| minor_units(total, currency.as_deref())),
        currency,
        tracking: tracking(&delivery),
        lines: lines(fields),
    })
}

/// The order's state in our words (`OrderStatusType`, `OrderSubstatusType`, 2026-07-17).
fn state(status: &str, step: Option<&str>) -> OrderState {
    match (status, step) {
        ("PLACING" | "RESERVED" | "UNPAID" | "PENDING", _) => OrderState::Placed,
        ("PROCESSING", Some("SHIPPED")) | ("DELIVERY", _) => OrderState::OnTheWay,
        ("PROCESSING", _) => OrderState::Packing,
        ("PICKUP", _) => OrderState::AtPickup,
        ("DELIVERED", _) => OrderState::Delivered,
        ("CANCELLED", _) => OrderState::Cancelled,
        ("RETURNED" | "PARTIALLY_RETURNED", _) => OrderState::Returned,
        _ => OrderState::Unknown,
    }
}

/// What the buyer paid for the goods, and the currency.
fn total(fields: &Fields<'_>) -> (Option<String>, Option<String>) {
    let payment = fields.get("prices").and_then(|raw| Fields::of(Fields::of(raw.get())?.get("payment")?.get()));
    match payment {
        Some(payment) => (payment.text("value"), payment.text("currencyId").map(|code| currency(&code))),
        None => (fields.text("itemsTotal"), fields.text("currency").map(|code| currency(&code))),
    }
}

fn tracking(delivery: &Fields<'_>) -> Option<String> {
    let tracks = delivery.get("tracks").and_then(|raw| loose::bounded(raw.get(), 10))?.0;
    tracks.into_iter().find_map(|track| present(&Fields::of(track.get())?, "trackCode"))
}

fn lines(fields: &Fields<'_>) -> Vec<OrderLine> {
    let items = elements(fields, "items").unwrap_or_default();
    let line = |fields: Fields<'_>| {
        let title = present(&fields, "offerName");
        let item = present(&fields, "offerId");
        (title.is_some() || item.is_some()).then(|| OrderLine { item, title: title.unwrap_or_default(), pieces: fields.number("count").unwrap_or(1) })
    };
    items.into_iter().filter_map(|raw| line(Fields::of(raw.get())?)).collect()
}

/// A day as either method writes it: `2026-11-21` or `21-11-2026`.
fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    text.parse().or_else(|_| Date::strptime("%d-%m-%Y", text)).ok()
}

/// `21-11-2026 09:12:41`, in Moscow.
fn day_and_time(text: &str) -> Option<AtMs> {
    moscow(jiff::civil::DateTime::strptime("%d-%m-%Y %H:%M:%S", text.trim()).ok()?)
}

/// The letters of a currency; Market writes the codes that were abolished in 1998 and 2016.
fn currency(code: &str) -> String {
    match code.trim() {
        "RUR" => "RUB".to_owned(),
        "BYR" => "BYN".to_owned(),
        other => other.to_ascii_uppercase(),
    }
}

/// Reads one of `offerMappings`.
fn item(raw: &str, may_fetch: impl Fn(&str) -> bool) -> Option<ItemFacts> {
    let mended = loose::mended(raw);
    let fields = Fields::of(&mended)?;
    let part = |key: &str| fields.get(key).and_then(|raw| Fields::of(raw.get())).unwrap_or_default();
    let (offer, mapping) = (part("offer"), part("mapping"));
    let price = offer.get("basicPrice").and_then(|raw| Fields::of(raw.get())).unwrap_or_default();
    let currency = price.text("currencyId").map(|code| currency(&code));
    Some(ItemFacts {
        remote_id: present(&offer, "offerId")?,
        title: present(&offer, "name").or_else(|| present(&mapping, "marketSkuName")),
        price_minor: price.text("value").and_then(|value| minor_units(&value, currency.as_deref())),
        currency,
        // Pictures at the shop's own address are left alone: nothing is fetched from just anywhere.
        picture: pictures(&offer).into_iter().find(|url| may_fetch(url)),
        url: showcase(&fields),
        stock: None,
    })
}

/// The addresses of an item's pictures: those Market holds, then those the shop gave.
fn pictures(offer: &Fields<'_>) -> Vec<String> {
    let some = |raw| loose::bounded(raw, 30).map(|(elements, _)| elements).unwrap_or_default();
    let held = offer.get("mediaFiles").and_then(|raw| Fields::of(raw.get())?.get("pictures"));
    let held = held.map(|raw| some(raw.get())).unwrap_or_default().into_iter().filter_map(|file| present(&Fields::of(file.get())?, "url"));
    let given = offer.get("pictures").map(|raw| some(raw.get())).unwrap_or_default().into_iter().filter_map(loose::text);
    held.chain(given).collect()
}

/// The item's page for buyers.
fn showcase(fields: &Fields<'_>) -> Option<String> {
    let (pages, _) = loose::bounded(fields.get("showcaseUrls")?.get(), 10)?;
    let pages: Vec<_> = pages.into_iter().filter_map(|page| Fields::of(page.get())).collect();
    let url = |page: &Fields<'_>| present(page, "showcaseUrl").filter(|url| url.starts_with("https://"));
    pages.iter().filter(|page| page.text("showcaseType").as_deref() == Some("B2C")).chain(&pages).find_map(url)
}

#[cfg(test)]
mod tests;
