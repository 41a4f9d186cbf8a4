//! Orders: which one a chat is about, and where it stands.
//!
//! A chat does not tell its order; an order tells its chat. The orders of the last month are
//! therefore looked through beside the walk, where the account may see orders at all.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use pult_domain::{AtMs, OrderState};
use reqwest::Method as Verb;
use serde_json::value::RawValue;

use crate::avito::limits::Method;
use crate::avito::price::CURRENCY;
use crate::avito::{Avito, Call, Fault, is_id, unreadable};
use crate::channel::{ChannelError, OrderFacts, OrderLine};
use crate::loose::{self, Fields};
use crate::money::minor_units;

/// How often new orders are looked for, in milliseconds. Ours: their state is cached for 5 minutes.
const ORDERS_EVERY_MS: i64 = 5 * 60 * 1_000;

/// How far back the first look goes, and each later one before the look before, in milliseconds.
const ORDERS_FIRST_MS: i64 = 30 * 24 * 60 * 60 * 1_000;
const ORDERS_OVERLAP_MS: i64 = 60 * 60 * 1_000;

/// How long an account that may not see orders is not asked again, in milliseconds.
const ORDERS_CLOSED_MS: i64 = 24 * 60 * 60 * 1_000;

/// Orders on a page (context.json, `limit` of `getOrders`), and pages of one look.
const ORDERS_PAGE: usize = 20;
const MOST_ORDER_PAGES: usize = 10;

/// How long the walk waits for orders, which it does not need.
const ORDERS_PATIENCE: Duration = Duration::from_secs(5);

/// Chats remembered with their order.
const MOST_ORDERS: usize = 5_000;

/// The orders of chats.
#[derive(Debug, Default)]
pub(super) struct Orders(Mutex<Seen>);

#[derive(Debug, Default)]
struct Seen {
    /// The newest order of each chat, and when it was placed.
    by_chat: HashMap<String, (String, AtMs)>,
    looked_at: Option<AtMs>,
    /// Until when all orders are known.
    known_until: Option<AtMs>,
    closed_at: Option<AtMs>,
}

impl Orders {
    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The order of a chat.
    pub(super) fn of(&self, chat: &str) -> Option<String> {
        self.seen().by_chat.get(chat).map(|(order, _)| order.clone())
    }

    /// From which moment on orders are to be looked for now; `None` while there is no need.
    fn due(&self, now: AtMs) -> Option<AtMs> {
        let seen = self.seen();
        let within = |at: Option<AtMs>, ms| at.is_some_and(|at| (0..ms).contains(&now.since_ms(at)));
        if within(seen.looked_at, ORDERS_EVERY_MS) || within(seen.closed_at, ORDERS_CLOSED_MS) {
            return None;
        }
        Some(seen.known_until.map_or(now.plus_ms(-ORDERS_FIRST_MS), |at| at.plus_ms(-ORDERS_OVERLAP_MS)))
    }

    fn take(&self, order: &Fields<'_>) {
        let Some(id) = order.text("id").filter(|id| is_id(id)) else { return };
        let placed = order.text("createdAt").and_then(|iso| loose::iso_moment(&iso)).unwrap_or_default();
        let mut seen = self.seen();
        if seen.by_chat.len() >= MOST_ORDERS {
            seen.by_chat.clear();
        }
        for item in order.get("items").and_then(loose::list).unwrap_or_default() {
            let Some(chat) = Fields::of(item.get()).and_then(|item| item.text("chatId")).filter(|chat| is_id(chat)) else { continue };
            let known = seen.by_chat.entry(chat).or_insert_with(|| (id.clone(), placed));
            if known.1 <= placed {
                *known = (id.clone(), placed);
            }
        }
    }
}

impl Avito {
    /// Looks for the orders of chats, where the account may see orders. Not worth a failed round.
    pub(super) async fn learn_orders(&self) {
        let now = self.line.clock.now();
        let Some(since) = self.orders.due(now) else { return };
        let outcome = tokio::time::timeout(ORDERS_PATIENCE, self.look_for_orders(since)).await;
        let mut seen = self.orders.seen();
        seen.looked_at = Some(now);
        match outcome {
            Ok(Ok(())) => seen.known_until = Some(now),
            Ok(Err(error)) if matches!(error.status, Some(401..=404)) => seen.closed_at = Some(now),
            Ok(Err(_)) | Err(_) => {}
        }
    }

    async fn look_for_orders(&self, since: AtMs) -> Result<(), ChannelError> {
        for page in 1..=MOST_ORDER_PAGES {
            let mut url = self.url(["order-management", "1", "orders"])?;
            url.set_query(Some(&format!("dateFrom={}&page={page}&limit={ORDERS_PAGE}", since.0 / 1_000)));
            let answer = self.read(&Call::new(Method::Orders, Verb::GET, url)).await?;
            let text = String::from_utf8_lossy(&answer.body);
            let fields = Fields::of(&text).ok_or_else(|| unreadable(&answer, "the orders could not be read"))?;
            let orders = fields.get("orders").and_then(loose::list).unwrap_or_default();
            for order in orders.iter().filter_map(|raw| Fields::of(raw.get())) {
                self.orders.take(&order);
            }
            let more = fields.get("hasMore").is_some_and(|raw| raw.get() == "true");
            if orders.is_empty() || !more {
                break;
            }
        }
        Ok(())
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
