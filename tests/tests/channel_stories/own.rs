//! What only one or two of the marketplaces have.

use crate::markets::{Marketplace, WalkedAvito, WalkedMarket, WalkedOzon};
use crate::reading::conversation;
use crate::sending::reply;
use crate::walked::Walk;
use pult_connectors::Uncertain;
use pult_domain::{ChatKind, ErrorCode, MessageKind, ReplyRight, Retry};
use pult_sim::{ChatSort, Endpoint, Item, Plan, Shared};
use pult_tests::reader::Reader;

async fn a_plan_too_low_is_said<M: Walk>() {
    let (market, chats) = conversation::<M>().await;
    let sim = &market.walked().sim;
    sim.set_plan(Plan::TooLow);
    let check = market.connect().check().await.expect("tried");
    assert!(!check.ok && check.problem == Some(ErrorCode::PlanTooLow), "{check:?}");
    let mut reader = Reader::of(market.connect());
    let error = reader.try_round().await.expect_err("chats are not in the plan");
    assert_eq!((error.code, error.retry), (ErrorCode::PlanTooLow, Retry::NeedsOwner), "{error:?}");
    let outcome = market.connect().send(&reply(&chats[0], None, "Нельзя")).await;
    assert!(matches!(&outcome, Err(Uncertain::Refused(error)) if error.code == ErrorCode::PlanTooLow), "{outcome:?}");
    sim.set_plan(Plan::Enough);
    market.clock().advance_ms(2 * 3_600_000);
    reader.round().await;
    assert_eq!(reader.places(), market.places(), "and it goes on once the plan is higher");
}

#[tokio::test]
async fn ozon_says_that_the_plan_is_too_low() {
    a_plan_too_low_is_said::<WalkedOzon>().await;
}

#[tokio::test]
async fn avito_says_that_the_plan_is_too_low() {
    a_plan_too_low_is_said::<WalkedAvito>().await;
}

#[tokio::test]
async fn ozon_tells_how_long_a_reply_is_taken() {
    let (market, chats) = conversation::<WalkedOzon>().await;
    let mut reader = Reader::of(market.connect());
    reader.round().await;
    let heard = market.ledger().into_iter().filter(|entry| entry.chat == chats[0]).map(|entry| entry.at).max().expect("a message");
    let right = reader.chats[&chats[0]].reply_right;
    assert_eq!(right, Some(ReplyRight::Until(heard.plus_ms(48 * 3_600_000))), "48 hours after the buyer's last message");
    market.clock().advance_ms(49 * 3_600_000);
    let outcome = market.connect().send(&reply(&chats[0], None, "Поздно")).await;
    assert!(matches!(&outcome, Err(Uncertain::Refused(error)) if error.code == ErrorCode::ReplyWindowOver), "{outcome:?}");
}

#[tokio::test]
async fn ozon_tells_with_whom_a_chat_is() {
    let (market, chats) = conversation::<WalkedOzon>().await;
    let support = market.sim.opens(ChatSort::Support, "Поддержка", None);
    let news = market.sim.opens(ChatSort::Notification, "Ozon", None);
    market.sim.support_writes(&support, "Ваше обращение решено");
    market.sim.system_writes(&news, "Новые правила");
    let mut reader = Reader::of(market.connect());
    reader.round().await;
    let kind = |chat: &str| reader.chats[chat].kind;
    assert_eq!((kind(&chats[0]), kind(&support.chat), kind(&news.chat)), (Some(ChatKind::Buyer), Some(ChatKind::Support), Some(ChatKind::Notification)));
}

#[tokio::test]
async fn the_market_tells_disputes_and_finished_chats() {
    let (market, chats) = conversation::<WalkedMarket>().await;
    let dispute = market.sim.opens(ChatSort::Dispute, "Ольга", Some(Item::default()));
    market.sim.buyer_writes(&dispute, "Верните деньги");
    let mut reader = Reader::of(market.connect());
    reader.round().await;
    assert_eq!(reader.chats[&dispute.chat].kind, Some(ChatKind::Dispute));
    market.sim.closes_chat(&chats[0]);
    let outcome = market.connect().send(&reply(&chats[0], None, "Ещё одно")).await;
    assert!(matches!(&outcome, Err(Uncertain::Refused(_))), "{outcome:?}");
    reader.hour(market.clock()).await;
    assert_eq!(reader.chats[&chats[0]].reply_right, Some(ReplyRight::Closed));
    assert_eq!(reader.chats[&chats[0]].customer_name.as_deref(), Some("Иван"));
}

#[tokio::test]
async fn avito_renews_an_expired_token_by_itself() {
    let (market, chats) = conversation::<WalkedAvito>().await;
    let channel = market.connect();
    let mut reader = Reader::of(channel.clone());
    reader.round().await;
    market.sim.expire_sessions();
    market.buyer_writes(&chats[0], "После полуночи");
    reader.round().await;
    assert_eq!(reader.places(), market.places());
    assert_eq!(market.requests(Endpoint::Key), 2, "asked for once more, once");
    market.sim.expire_sessions();
    channel.send(&reply(&chats[0], None, "И ответ доходит")).await.expect("sent");
    assert_eq!(market.delivered(&chats[0]).len(), 1, "a refused token is refused before anything is delivered");
}

#[tokio::test]
async fn avito_knows_every_documented_type() {
    let (market, chats) = conversation::<WalkedAvito>().await;
    let (sim, chat) = (&market.sim, &chats[0]);
    sim.buyer_shares(chat, Shared::Link { url: "https://www.avito.ru/x".to_owned() }, "вот этот", None);
    sim.buyer_shares(chat, Shared::Item { item: Item::default() }, "", None);
    sim.buyer_shares(chat, Shared::Place { lat: 55.75, lon: 37.61 }, "Тверская, 1", None);
    sim.buyer_shares(chat, Shared::MissedCall, "", None);
    sim.buyer_shares(chat, Shared::Bot, "Я бот", None);
    sim.buyer_shares(chat, Shared::Riddle, "", None);
    let spoken = sim.buyer_shares(chat, Shared::Voice, "", Some(b"opus"));
    let channel = market.connect();
    let mut reader = Reader::of(channel.clone());
    reader.round().await;
    assert_eq!(reader.places(), market.places());
    let mut kinds: Vec<&str> = reader.held.values().map(|message| message.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds, ["call", "item", "link", "location", "text", "unsupported"]);
    let voice = &reader.held[&(chat.clone(), spoken.event)];
    assert_eq!((voice.kind, voice.attachments.len()), (MessageKind::Text, 1), "{voice:?}");
    assert_eq!(channel.download(&voice.attachments[0].remote_id).await.expect("its bytes").bytes, b"opus");
}
