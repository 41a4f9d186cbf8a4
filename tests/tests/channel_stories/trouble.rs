//! Promises about what goes wrong: every fault of the matrix that strikes a page.

use crate::markets::Marketplace;
use crate::reading::conversation;
use pult_domain::{ErrorCode, Retry};
use pult_sim::{Chaos, Endpoint, Fault, RetryHeaders};
use pult_tests::reader::Reader;

/// Where pages come from.
fn pages<M: Marketplace>() -> &'static [Endpoint] {
    if M::FEED { &[Endpoint::Events] } else { &[Endpoint::Chats, Endpoint::Events] }
}

pub async fn a_page_that_fails_costs_nothing_but_time<M: Marketplace>() {
    let faults = [
        Fault::Status { status: 500 },
        Fault::HtmlStatus { status: 502 },
        Fault::Unavailable { retry_after_s: 1 },
        Fault::TooManyRequests { headers: RetryHeaders::None },
        Fault::TooManyRequests { headers: RetryHeaders::Garbage },
        Fault::TooManyRequests { headers: RetryHeaders::Absurd },
        Fault::ResetBefore,
        Fault::ResetAfter,
        Fault::ResetMidBody,
        Fault::CutJson,
        Fault::EmptyBody,
        Fault::HtmlPage,
        Fault::SlowAnswer { ms: 2_500 },
        Fault::HugeBody { mb: 17 },
    ];
    for endpoint in pages::<M>() {
        for fault in &faults {
            let (market, chats) = conversation::<M>().await;
            let mut reader = Reader::of(market.connect());
            market.faults().on(*endpoint, fault.clone());
            let failed = reader.until_whole(market.clock(), 4).await;
            assert!(failed <= 2, "{endpoint:?} {fault:?}: {failed} rounds failed for one bad answer");
            assert_eq!(reader.places(), market.places(), "{endpoint:?} {fault:?}");
            market.buyer_writes(&chats[0], "И после этого");
            reader.round().await;
            assert_eq!(reader.places(), market.places(), "{endpoint:?} {fault:?}: what comes later is read too");
        }
    }
}

pub async fn a_broken_entry_is_set_aside_and_the_rest_is_read<M: Marketplace>() {
    for endpoint in pages::<M>() {
        let (market, _) = conversation::<M>().await;
        let mut reader = Reader::of(market.connect());
        market.faults().on(*endpoint, Fault::BrokenEvent);
        reader.until_whole(market.clock(), 2).await;
        assert_eq!(reader.places(), market.places(), "{endpoint:?}");
    }
}

pub async fn oddities_of_an_answer_lose_nothing<M: Marketplace>() {
    let faults = [
        Fault::UnknownFields,
        Fault::MissingFields,
        Fault::NullLists,
        Fault::NumbersAsStrings,
        Fault::WrongContentType,
        Fault::DuplicateEvents,
        Fault::ReorderEvents,
        Fault::ReorderAcrossPages,
        Fault::HugePage { events: 1_000 },
        Fault::SlowBody { ms: 100 },
        Fault::UnknownEventKind,
        Fault::NulInText,
        Fault::LoneSurrogate,
    ];
    for endpoint in pages::<M>() {
        for fault in &faults {
            let (market, _) = conversation::<M>().await;
            let mut reader = Reader::of(market.connect());
            let script = market.faults();
            drop(script.on(*endpoint, fault.clone()).times(3));
            reader.until_whole(market.clock(), 5).await;
            script.clear();
            // A fault may have put something into the feed behind the reader.
            reader.until_whole(market.clock(), 2).await;
            assert_eq!(reader.places(), market.places(), "{endpoint:?} {fault:?}");
        }
    }
}

pub async fn waiting_is_told_as_the_marketplace_tells_it<M: Marketplace>() {
    for endpoint in pages::<M>() {
        let (market, _) = conversation::<M>().await;
        let mut reader = Reader::of(market.connect());
        market.faults().on(*endpoint, Fault::TooManyRequests { headers: M::waiting(30) });
        let error = reader.try_round().await.expect_err("asked to wait");
        assert_eq!(error.code, ErrorCode::RateLimited, "{error:?}");
        assert!(matches!(error.retry, Retry::AfterMs(29_000..=31_000)), "{endpoint:?}: {error:?}");
        assert_eq!(reader.until_whole(market.clock(), 2).await, 1, "before that time nothing is asked");
        assert_eq!(reader.places(), market.places());
    }
}

pub async fn a_token_revoked_in_the_middle_stops_at_once<M: Marketplace>() {
    let (market, _) = conversation::<M>().await;
    let mut reader = Reader::of(market.connect());
    let (at, last) = reader.one_page(None).await;
    assert!(!last, "there is more to read");
    market.token_is_revoked();
    let before = market.all_requests();
    let error = reader.try_from(at).await.expect_err("a dead token reads nothing");
    assert_eq!(error.retry, Retry::NeedsOwner, "{error:?}");
    // Avito asks for a new token once, the Market for what its key may do: neither asks again.
    assert!(market.all_requests() - before <= 3, "no storm of requests: {}", market.all_requests() - before);
}

pub async fn the_documented_limits_are_never_passed<M: Marketplace>() {
    let market = M::open_with(true).await;
    let chats: Vec<String> = (0..4).map(|n| market.buyer(&format!("Покупатель {n}"))).collect();
    for n in 0..24 {
        market.buyer_writes(&chats[n % 4], &format!("Сообщение {n}"));
    }
    let channel = market.connect_within_limits();
    let mut reader = Reader::of(channel.clone());
    // Wildberries gives one request a second, for which the connector really waits.
    for _ in 0..if M::FEED { 5 } else { 15 } {
        reader.until_whole(market.clock(), 20).await;
    }
    assert_eq!(reader.places(), market.places());
    // Many at once, each of them slow, as when a window with many chats is opened on a bad day.
    drop(market.faults().events(Fault::SlowAnswer { ms: 100 }).always());
    let many = (0..60).map(|n| {
        let (channel, chat) = (channel.clone(), pult_domain::RemoteChatId::new(&chats[n % 4]));
        tokio::spawn(async move { drop(tokio::time::timeout(std::time::Duration::from_secs(5), channel.recent(&chat)).await) })
    });
    for one in many.collect::<Vec<_>>() {
        one.await.expect("asked");
    }
    assert_eq!(market.beyond_limits(), 0, "of {} requests", market.all_requests());
}

/// Seeds of the story below.
const SEEDS: u64 = 8;

pub async fn nothing_is_lost_and_nothing_doubled_whatever_goes_wrong<M: Marketplace>() {
    for seed in 0..SEEDS {
        let (market, chats) = conversation::<M>().await;
        let mut reader = Reader::of(market.connect());
        market.chaos(Chaos { permille: 250, seed });
        for n in 0..8 {
            market.buyer_writes(&chats[n % 3], &format!("Между сбоями {n}"));
            let _ = reader.try_round().await;
        }
        market.faults().clear();
        reader.until_whole(market.clock(), 3).await;
        reader.hour(market.clock()).await;
        assert_eq!(reader.places(), market.places(), "seed {seed}");
    }
}
