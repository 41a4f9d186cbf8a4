//! What every channel promises, whatever marketplace is behind it. The store and the outbox build
//! on exactly these promises: rows are unique on (chat, remote id), replays change nothing, and a
//! reply can be proven, by the feed or by the chat's newest messages.
//!
//! One suite for all: a promise that cannot hold in the same form for a feed and for a walk over
//! chats is said in both forms, in one place. A further channel joins with a `Marketplace` over its
//! simulator and one line at the end.

#![allow(missing_docs, async_fn_in_trait, unreachable_pub, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "channel_stories/files.rs"]
mod files;
#[path = "channel_stories/markets.rs"]
mod markets;
#[path = "channel_stories/own.rs"]
mod own;
#[path = "channel_stories/reading.rs"]
mod reading;
#[path = "channel_stories/sending.rs"]
mod sending;
#[path = "channel_stories/trouble.rs"]
mod trouble;
#[path = "channel_stories/walked.rs"]
mod walked;

macro_rules! each {
    ($market:ty => $($group:ident: [$($promise:ident),+ $(,)?]),+ $(,)?) => {
        $(mod $group { $(#[tokio::test] async fn $promise() { crate::$group::$promise::<$market>().await; })+ })+
    };
}

macro_rules! every_channel {
    ($($channel:ident: $market:ty;)+) => {
        $(mod $channel {
            each! { $market =>
                reading: [
                    the_feed_is_walked_whole_and_its_end_is_told,
                    no_channel_moves_an_event_between_chats,
                    a_replay_gives_the_same_messages,
                    a_round_sees_what_was_put_in_late,
                    a_token_is_tried_and_a_dead_one_is_recognised,
                    what_the_shop_says_elsewhere_is_the_sellers,
                ],
                sending: [
                    a_reply_comes_back_as_the_sellers_own_words,
                    a_failed_send_says_honestly_whether_it_may_have_arrived,
                    a_reply_in_doubt_can_be_proven,
                    two_equal_replies_are_two_messages,
                    a_late_echo_is_shown_once,
                ],
                files: [
                    files_are_sent_and_come_back_once,
                    a_picture_of_the_buyer_can_be_fetched,
                ],
                trouble: [
                    a_page_that_fails_costs_nothing_but_time,
                    a_broken_entry_is_set_aside_and_the_rest_is_read,
                    oddities_of_an_answer_lose_nothing,
                    the_documented_limits_are_never_passed,
                    a_token_revoked_in_the_middle_stops_at_once,
                    waiting_is_told_as_the_marketplace_tells_it,
                    nothing_is_lost_and_nothing_doubled_whatever_goes_wrong,
                ],
            }
        })+
    };
}

macro_rules! walked_channels {
    ($($channel:ident: $market:ty;)+) => {
        $(mod $channel {
            each! { $market =>
                walked: [
                    a_quiet_round_reads_no_history,
                    a_chat_whose_history_fails_does_not_stop_the_others,
                    edits_and_deletions_keep_their_id,
                    a_lost_place_in_the_list_is_found_again,
                    a_place_that_repeats_itself_comes_to_an_end,
                    a_walk_goes_on_where_another_process_left_it,
                    a_chat_that_vanishes_stops_nobody,
                    a_clock_that_is_wrong_over_there_loses_nothing,
                    reading_is_told_where_the_channel_takes_it,
                    the_item_and_the_order_are_known,
                    a_key_without_the_right_is_told,
                    a_key_that_may_only_read_sends_nothing,
                ],
            }
        })+
    };
}

every_channel! {
    wildberries: crate::markets::Wildberries;
    ozon: crate::markets::WalkedOzon;
    yandex_market: crate::markets::WalkedMarket;
    avito: crate::markets::WalkedAvito;
}

walked_channels! {
    ozon_walked: crate::markets::WalkedOzon;
    yandex_market_walked: crate::markets::WalkedMarket;
    avito_walked: crate::markets::WalkedAvito;
}
