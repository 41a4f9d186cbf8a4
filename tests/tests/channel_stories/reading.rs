//! Promises about what is read.

use crate::markets::Marketplace;
use pult_connectors::NoMarks;
use pult_domain::{Author, ErrorCode, FeedMessage, Retry};
use pult_tests::reader::{Place, Reader, place, places, read_whole};
use std::collections::{BTreeMap, BTreeSet};

/// Three chats, fifteen messages: several pages of everything.
pub async fn conversation<M: Marketplace>() -> (M, Vec<String>) {
    let market = M::open().await;
    let chats: Vec<String> = ["Иван", "Мария", "Борис"].iter().map(|name| market.buyer(name)).collect();
    for n in 0..15 {
        market.buyer_writes(&chats[n % 3], &format!("Сообщение {n}"));
    }
    (market, chats)
}

pub async fn the_feed_is_walked_whole_and_its_end_is_told<M: Marketplace>() {
    let empty = M::open().await;
    let mut reader = Reader::of(empty.connect());
    assert!(reader.round().await.is_empty());
    let chat = empty.buyer("Анна");
    empty.buyer_writes(&chat, "Первое");
    assert_eq!(places(&reader.round().await).len(), 1, "what comes after an empty feed is seen");
    let (market, _) = conversation::<M>().await;
    let mut reader = Reader::of(market.connect());
    let all = reader.round().await;
    assert_eq!(places(&all), market.places());
    assert!(all.iter().all(|message| message.author == Author::Customer), "{all:?}");
    let rest = reader.try_from(reader.cursor.clone()).await.expect("behind the cursor");
    assert!(places(&rest).len() <= 1, "behind the cursor at most its border comes again: {rest:?}");
}

pub async fn no_channel_moves_an_event_between_chats<M: Marketplace>() {
    let (market, _) = conversation::<M>().await;
    let mut home: BTreeMap<String, String> = BTreeMap::new();
    for round in 0..4 {
        market.pages_are_replayed_and_reordered();
        let mut reader = Reader::of(market.connect());
        let all = reader.round().await;
        let again = reader.round().await;
        for (chat, id) in places(&all).into_iter().chain(places(&again)) {
            let before = home.insert(id.clone(), chat.clone());
            assert!(before.is_none_or(|before| before == chat), "round {round}: event {id} was in another chat before");
        }
        market.faults().clear();
    }
    assert_eq!(home.len(), market.ledger().len(), "one id is one event");
}

pub async fn a_replay_gives_the_same_messages<M: Marketplace>() {
    let (market, _) = conversation::<M>().await;
    let by_place = |messages: Vec<FeedMessage>| -> BTreeMap<Place, FeedMessage> { messages.into_iter().map(|message| (place(&message), message)).collect() };
    let first = by_place(read_whole(market.connect()).await);
    let second = by_place(read_whole(market.connect()).await);
    assert_eq!(first, second, "ids, texts, authors and times do not depend on when or by whom they are read");
    let told: BTreeSet<_> = market.ledger().into_iter().map(|entry| (entry.chat, entry.event, entry.text)).collect();
    let read: BTreeSet<_> = first.into_values().map(|message| (message.remote_chat_id.0, message.remote_id.0, message.text)).collect();
    assert_eq!(read, told, "texts come whole");
}

pub async fn a_round_sees_what_was_put_in_late<M: Marketplace>() {
    let (market, chats) = conversation::<M>().await;
    let mut reader = Reader::of(market.connect());
    reader.round().await;
    // Times in whole seconds tell nothing of what comes within one.
    market.clock().advance_ms(2_000);
    market.arrives_late(&chats[0], "Опоздало");
    let seen = reader.round().await;
    assert!(seen.iter().any(|message| message.text == "Опоздало"), "{seen:?}");
}

pub async fn a_token_is_tried_and_a_dead_one_is_recognised<M: Marketplace>() {
    let (market, _) = conversation::<M>().await;
    let check = market.connect().check().await.expect("tried");
    assert!(check.ok && check.problem.is_none() && check.chats_seen == Some(3), "{check:?}");
    market.token_is_revoked();
    let dead = market.connect().check().await.expect("a bad token is a finding, not a failure");
    assert!(!dead.ok && dead.problem == Some(ErrorCode::TokenRejected), "{dead:?}");
    let page = market.connect().page(None, &NoMarks).await.expect_err("no feed for a dead token");
    assert_eq!(page.retry, Retry::NeedsOwner, "{page:?}");
}

pub async fn what_the_shop_says_elsewhere_is_the_sellers<M: Marketplace>() {
    let (market, chats) = conversation::<M>().await;
    let mut reader = Reader::of(market.connect());
    reader.round().await;
    market.seller_writes_elsewhere(&chats[2], "Ответили из кабинета");
    market.system_writes(&chats[2], "Покупатель оформил возврат");
    reader.hour(market.clock()).await;
    let author = |text: &str| reader.held.values().find(|message| message.text == text).map(|message| message.author);
    assert_eq!((author("Ответили из кабинета"), author("Покупатель оформил возврат")), (Some(Author::Seller), Some(Author::System)));
}
