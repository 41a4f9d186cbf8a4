//! Everything the marketplace may do to us, through the real core and real HTTP.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod fault_stories {
    mod feed;
    mod sending;
    mod small_model;
    mod texts;
    mod waiting;
}
