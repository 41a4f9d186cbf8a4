//! Marketplaces on this machine: the buyer chats of Wildberries, Ozon, Yandex Market and Avito as
//! their documents describe them, with a script of faults, a ledger of what buyers really received,
//! a fast feed for benchmarks, and the demo shop.
//!
//! It is written from the public documents alone and shares no types with the connectors it tests:
//! a mistake in reading the documents must not be made twice by the same line.
//!
//! Every marketplace stands behind one front (a request is noted, struck by faults, let in,
//! answered, struck again). Wildberries has a feed over all chats and a state of its own
//! ([`WbSim`]); the other three share one state of chats and histories, told in three ways
//! ([`OzonSim`], [`MarketSim`], [`AvitoSim`]).
//!
//! ```no_run
//! # async fn story() -> std::io::Result<()> {
//! use pult_sim::{Fault, Item, SimOptions, WbSim};
//!
//! let sim = WbSim::start(SimOptions::default()).await?;
//! let ivan = sim.buyer("Иван", Item::default());
//! sim.buyer_writes(&ivan, "Чашка пришла с трещиной");
//! sim.faults().message(Fault::AcceptThenDrop);
//! // ... the shop answers, the answer of the marketplace is lost ...
//! assert_eq!(sim.delivered_to(&ivan).len(), 1, "the buyer must see one answer");
//! # Ok(())
//! # }
//! ```

mod answers;
mod avito;
mod control;
pub mod demo;
mod dice;
mod endpoint;
mod faults;
mod feed;
mod house;
mod limits;
mod line;
mod market;
mod moment;
mod ozon;
mod server;
mod shop;
mod sim;
mod spoil;
mod talk;
mod token;
mod wildberries;
mod wire;
mod world;
mod yandex_market;

pub use answers::{LARGEST_FILE, LARGEST_FILES, LONGEST_SIGN, MOST_CHARS};
pub use endpoint::Endpoint;
pub use faults::{Chaos, Fault, Faults, RetryHeaders, Scripted};
pub use feed::{FEED_ENDS_AT, Feed, FeedOptions, FeedRow, FeedSim};
pub use shop::{Attach, Delivered, Item, Moderation, Seller, Sender};
pub use sim::{Buyer, LedgerEntry, SimOptions, SimShop, WbSim, Written};
pub use talk::key::{KeyRight, KeySpec};
pub use talk::sim::{Avito, AvitoSim, ChatShop, ChatSim, MarketSim, Ozon, OzonSim, Played, YandexMarket};
pub use talk::{ChatSort, Face, OrderStage, Plan, Shared, Speaker};
pub use token::{Right, TOKEN_DAYS, TokenKind, TokenSpec};
pub use world::Seen;
