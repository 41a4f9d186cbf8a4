//! Promises of the channels that walk a list of chats and their histories.

use crate::markets::{Marketplace, Walked};
use crate::reading::conversation;
use crate::sending::reply;
use pult_connectors::{NoMarks, OrderFacts, Uncertain};
use pult_domain::{ChannelKind, ErrorCode, HistoryRight, MessageKind, OrderState, RemoteChatId, RemoteMessageId, Retry};
use pult_sim::{Endpoint, Fault, Item, KeyRight, KeySpec, OrderStage, Played};
use pult_tests::reader::{Reader, read_whole};
use std::collections::BTreeSet;

/// Lets the trait say which simulator is behind it.
pub trait Walk: Marketplace {
    type Played: Played;
    fn walked(&self) -> &Walked<Self::Played>;
}

impl<F: Played> Walk for Walked<F> {
    type Played = F;
    fn walked(&self) -> &Self {
        self
    }
}

pub async fn a_quiet_round_reads_no_history<M: Walk>() {
    let (market, _) = conversation::<M>().await;
    let mut reader = Reader::of(market.connect());
    reader.round().await;
    let before = (market.requests(Endpoint::Events), market.requests(Endpoint::Chats));
    reader.round().await;
    let after = (market.requests(Endpoint::Events), market.requests(Endpoint::Chats));
    assert_eq!(after.0, before.0, "nothing new, no history");
    assert!(after.1 - before.1 <= 2, "a short list is asked for once or twice: {before:?} {after:?}");
}

pub async fn a_chat_whose_history_fails_does_not_stop_the_others<M: Walk>() {
    for status in [404, 500] {
        let (market, chats) = conversation::<M>().await;
        let sim = &market.walked().sim;
        sim.history_refuses(&chats[1], Some(status));
        let mut reader = Reader::of(market.connect());
        for _ in 0..4 {
            let _ = reader.try_round().await;
        }
        let others: BTreeSet<_> = market.places().into_iter().filter(|(chat, _)| *chat != chats[1]).collect();
        assert_eq!(reader.places(), others, "{status}: the others are read");
        let history = |reader: &Reader| reader.chats[&chats[1]].history;
        assert_eq!(history(&reader), (status == 404).then_some(HistoryRight::Refused(404)), "{status}: only a refusal is told as one");
        sim.history_refuses(&chats[1], None);
        reader.hour(market.clock()).await;
        assert_eq!(reader.places(), market.places(), "{status}: and it is read once it can be");
        assert_eq!(history(&reader), Some(HistoryRight::Shown), "{status}: and said to be");
    }
}

pub async fn edits_and_deletions_keep_their_id<M: Walk>() {
    let (market, chats) = conversation::<M>().await;
    let sim = &market.walked().sim;
    let mut reader = Reader::of(market.connect());
    reader.round().await;
    let last = market.buyer_writes(&chats[0], "Спросил");
    reader.round().await;
    let before = reader.places();
    sim.edits(&chats[0], &last, "Спросил иначе");
    reader.round().await;
    assert_eq!(reader.places(), before, "an edit is no new message");
    let whole = read_whole(market.connect()).await;
    assert!(whole.iter().any(|message| message.remote_id.as_str() == last && message.text == "Спросил иначе"), "whoever reads it anew reads the edit");
    let sent = sim.seller_writes_elsewhere(&chats[0], "Ошибся").event;
    reader.hour(market.clock()).await;
    sim.removes(&chats[0], &sent);
    reader.hour(market.clock()).await;
    assert_eq!(reader.places(), market.places(), "a deletion is no new message");
    if M::KIND == ChannelKind::Avito {
        let gone = &reader.held[&(chats[0].clone(), sent)];
        assert_eq!(gone.kind, MessageKind::Deleted, "{gone:?}");
    }
}

pub async fn a_lost_place_in_the_list_is_found_again<M: Walk>() {
    let (market, chats) = conversation::<M>().await;
    for n in 0..10 {
        market.buyer_writes(&market.buyer(&format!("Ещё {n}")), "Здравствуйте");
    }
    let mut reader = Reader::of(market.connect());
    drop(market.faults().chats(Fault::LostCursor).times(2));
    for _ in 0..3 {
        let _ = reader.try_round().await;
    }
    drop(market.faults().events(Fault::LostCursor).times(2));
    market.buyer_writes(&chats[0], "?");
    for _ in 0..3 {
        let _ = reader.try_round().await;
    }
    assert_eq!(reader.places(), market.places());
}

pub async fn a_place_that_repeats_itself_comes_to_an_end<M: Walk>() {
    for endpoint in [Endpoint::Chats, Endpoint::Events] {
        for fault in [Fault::RepeatCursor, Fault::BackwardsCursor, Fault::NullCursor] {
            let (market, chats) = conversation::<M>().await;
            for n in 0..10 {
                market.buyer_writes(&market.buyer(&format!("Ещё {n}")), "Здравствуйте");
            }
            let mut reader = Reader::of(market.connect());
            drop(market.faults().on(endpoint, fault.clone()).always());
            // That it returns at all is the promise; the reader counts pages.
            let _ = reader.try_round().await;
            market.faults().clear();
            // "Nothing follows" cannot be told from the truth before the chat changes.
            chats.iter().for_each(|chat| drop(market.buyer_writes(chat, "Вы тут?")));
            reader.hour(market.clock()).await;
            assert_eq!(reader.places(), market.places(), "{endpoint:?} {fault:?}");
        }
    }
}

pub async fn a_walk_goes_on_where_another_process_left_it<M: Walk>() {
    let (market, _) = conversation::<M>().await;
    let mut reader = Reader::of(market.connect());
    let mut at = None;
    for _ in 0..200 {
        // A new connector for each page: what is in memory is lost every time.
        reader.channel = market.connect();
        let (seen, last) = reader.one_page(at.as_ref()).await;
        at = seen.or(at);
        if last {
            break;
        }
    }
    assert_eq!(reader.places(), market.places());
}

pub async fn a_chat_that_vanishes_stops_nobody<M: Walk>() {
    let (market, chats) = conversation::<M>().await;
    let mut reader = Reader::of(market.connect());
    reader.round().await;
    market.buyer_writes(&chats[0], "И ещё вопрос");
    market.walked().sim.chat_vanishes(&chats[1]);
    reader.round().await;
    assert_eq!(reader.places(), market.places(), "what was read stays, what is new is read");
}

pub async fn a_clock_that_is_wrong_over_there_loses_nothing<M: Walk>() {
    for hours in [-7_i64, 9] {
        let (market, chats) = conversation::<M>().await;
        let sim = &market.walked().sim;
        let mut reader = Reader::of(market.connect());
        reader.round().await;
        sim.set_clock_skew_ms(hours * 3_600_000);
        market.buyer_writes(&chats[0], "При чужих часах");
        reader.round().await;
        sim.set_clock_skew_ms(0);
        market.buyer_writes(&chats[0], "При верных часах");
        reader.round().await;
        assert_eq!(reader.places(), market.places(), "{hours} h");
    }
}

pub async fn reading_is_told_where_the_channel_takes_it<M: Walk>() {
    let (market, chats) = conversation::<M>().await;
    let channel = market.connect();
    let sim = &market.walked().sim;
    let last = market.buyer_writes(&chats[0], "Последнее");
    channel.mark_read(&RemoteChatId::new(&chats[0]), &RemoteMessageId::new(&last)).await.expect("told, or nothing to tell");
    assert_eq!(sim.unread(&chats[0]).is_empty(), channel.limits().takes_read, "as its limits say");
    assert!(!sim.unread(&chats[1]).is_empty(), "of this chat alone");
}

pub async fn the_item_and_the_order_are_known<M: Walk>() {
    let market = M::open().await;
    let sim = &market.walked().sim;
    let buyer = sim.buyer("Ольга", Item::new(170_044_512, "Чайник «Осень», 800 мл", 2_490));
    sim.buyer_writes(&buyer, "Когда придёт?");
    sim.order_moves(&buyer, OrderStage::Delivered);
    let channel = market.connect();
    let order = sim.order_of(&buyer).expect("an order");
    if let Some(facts) = channel.order(&order).await.expect("asked") {
        let OrderFacts { state, total_minor, lines, .. } = facts;
        assert_eq!((state, total_minor.is_none_or(|total| total == 249_000), lines[0].title.as_str()), (OrderState::Delivered, true, "Чайник «Осень», 800 мл"));
    } else {
        assert_eq!(M::KIND, ChannelKind::Avito, "only Avito may not tell an order");
    }
    let id = if M::KIND == ChannelKind::YandexMarket { "kb-170044512" } else { "170044512" };
    let items = channel.items(&[id.to_owned()]).await.expect("asked").found;
    assert_eq!(items.first().and_then(|item| item.title.as_deref()), Some("Чайник «Осень», 800 мл"), "{items:?}");
    assert!(channel.order("none such").await.is_ok_and(|facts| facts.is_none()), "an unknown order is nothing, no failure");
}

pub async fn a_key_without_the_right_is_told<M: Walk>() {
    let (market, _) = conversation::<M>().await;
    let key = market.walked().sim.token_with(KeySpec::with_rights(&[KeyRight::Items]));
    let check = market.connect_as(key.clone()).check().await.expect("tried");
    assert!(!check.ok && check.problem == Some(ErrorCode::TokenMissingRight), "{check:?}");
    let page = market.connect_as(key).page(None, &NoMarks).await.expect_err("no chats for such a key");
    assert_eq!((page.code, page.retry), (ErrorCode::TokenMissingRight, Retry::NeedsOwner), "{page:?}");
}

pub async fn a_key_that_may_only_read_sends_nothing<M: Walk>() {
    let (market, chats) = conversation::<M>().await;
    let channel = market.connect_as(market.walked().sim.token_with(KeySpec::read_only()));
    let mut reader = Reader::of(channel.clone());
    reader.round().await;
    assert_eq!(reader.places(), market.places(), "it reads");
    let outcome = channel.send(&reply(&chats[0], None, "Нельзя")).await;
    assert!(matches!(&outcome, Err(Uncertain::Refused(error)) if error.code == ErrorCode::TokenMissingRight), "{outcome:?}");
    assert!(market.delivered(&chats[0]).is_empty());
}
