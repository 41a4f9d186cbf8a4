//! A marketplace on this machine: Wildberries' buyer chat as its documents describe it, with a
//! script of faults, a ledger of what buyers really received, a fast feed for benchmarks, and the
//! demo shop.
//!
//! It is written from the public documents alone (`communications.yaml` and `context.yaml` of
//! July and August 2026) and shares no types with the connector it tests: a mistake in reading the
//! documents must not be made twice by the same line.
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
mod server;
mod shop;
mod sim;
mod token;
mod wildberries;
mod wire;
mod world;

pub use answers::{LARGEST_FILE, LARGEST_FILES, LONGEST_SIGN, MOST_CHARS};
pub use endpoint::Endpoint;
pub use faults::{Chaos, Fault, Faults, RetryHeaders, Scripted};
pub use feed::{FEED_ENDS_AT, Feed, FeedOptions, FeedRow, FeedSim};
pub use shop::{Attach, Delivered, Item, Moderation, Seller, Sender};
pub use sim::{Buyer, LedgerEntry, SimOptions, SimShop, WbSim, Written};
pub use token::{Right, TOKEN_DAYS, TokenKind, TokenSpec};
pub use world::Seen;
