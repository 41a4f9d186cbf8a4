//! Everything marketplaces, models and buyers may do to us, through the real core and real HTTP.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod fault_stories {
    mod composing;
    mod feed;
    mod hostile_buyers;
    mod model_drafts;
    mod model_faults;
    mod pictures;
    mod sending;
    mod small_model;
    mod texts;
    mod waiting;
    mod walked;
    mod without_network;
}
