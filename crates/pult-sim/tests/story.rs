//! The simulator over HTTP, as any client meets it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "story/asker.rs"]
mod asker;
#[path = "story/avito.rs"]
mod avito;
#[path = "story/chat_faults.rs"]
mod chat_faults;
#[path = "story/client.rs"]
mod client;
#[path = "story/contract.rs"]
mod contract;
#[path = "story/control.rs"]
mod control;
#[path = "story/faults.rs"]
mod faults;
#[path = "story/feed.rs"]
mod feed;
#[path = "story/market.rs"]
mod market;
#[path = "story/ozon.rs"]
mod ozon;
