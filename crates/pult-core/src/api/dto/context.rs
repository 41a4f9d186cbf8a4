//! What is known about the item and the order of a chat.

use pult_domain::{AtMs, OrderState};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

dto! {
    /// What is known about the item and the order of a chat beyond the chat itself. Answered at
    /// once from this machine; what is older than it may be is asked for in the background, and
    /// the change is announced.
    ChatContext {
        /// The item.
        item: Option<ItemFactsView>,
        /// The order.
        order: Option<OrderView>,
        /// A fresher answer is being asked for.
        asking: bool,
    }

    /// An item as the marketplace shows it now.
    ItemFactsView {
        /// The marketplace's article number.
        remote_id: String,
        /// Its title; untrusted.
        title: Option<String>,
        /// Present price, in minor units.
        price_minor: Option<f64>,
        /// ISO 4217 letters.
        currency: Option<String>,
        /// Whether [`item_picture`] has something to show.
        picture: bool,
        /// Its page at the marketplace.
        url: Option<String>,
        /// Pieces in stock.
        stock: Option<f64>,
        /// When this was asked.
        asked_at_ms: AtMs,
    }

    /// An order as the marketplace tells it.
    OrderView {
        /// The marketplace's number.
        remote_id: String,
        /// Where it stands.
        state: OrderState,
        /// The marketplace's own word; untrusted.
        state_word: Option<String>,
        /// When it was placed.
        placed_at_ms: Option<AtMs>,
        /// Until when it shall be delivered.
        due_at_ms: Option<AtMs>,
        /// When it was delivered.
        delivered_at_ms: Option<AtMs>,
        /// What it costs, in minor units.
        total_minor: Option<f64>,
        /// ISO 4217 letters.
        currency: Option<String>,
        /// Tracking number; untrusted.
        tracking: Option<String>,
        /// What was ordered.
        lines: Vec<OrderLineView>,
        /// When this was asked.
        asked_at_ms: AtMs,
    }

    /// One position of an order.
    OrderLineView {
        /// Title; untrusted.
        title: String,
        /// Pieces.
        pieces: f64,
    }
}
