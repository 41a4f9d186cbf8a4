//! The contract of `pultctl` (design, section 7) as a script sees it: lines, exit statuses, refusals.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod contract_stories {
    mod data;
    mod lines;
    mod refusals;
    mod secrets;
}
