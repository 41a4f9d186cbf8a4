//! Promises about replies.

use crate::markets::{Marketplace, Trouble};
use crate::reading::conversation;
use pult_connectors::{Channel, SendReply, Uncertain};
use pult_domain::{Author, FeedMessage, RemoteChatId, Retry, echo};
use pult_sim::Fault;
use pult_tests::reader::{Reader, places};
use std::sync::Arc;

/// A connector, and the token a reply needs where the channel wants one.
pub async fn token_for<M: Marketplace>(market: &M, chat: &str) -> (Arc<dyn Channel>, Option<String>) {
    let channel = market.connect();
    let listed = channel.chats().await.expect("the list of chats");
    let token = listed.into_iter().find(|one| one.remote_id.as_str() == chat).and_then(|one| one.reply_token);
    assert_eq!(token.is_some(), M::FEED, "only a feed wants a token with a reply");
    (channel, token)
}

pub fn reply(chat: &str, token: Option<&String>, text: &str) -> SendReply {
    SendReply { chat: RemoteChatId::new(chat), reply_token: token.cloned(), text: text.into(), file: None }
}

pub async fn a_reply_comes_back_as_the_sellers_own_words<M: Marketplace>() {
    let (market, chats) = conversation::<M>().await;
    let (channel, token) = token_for(&market, &chats[1]).await;
    let mut reader = Reader::of(channel.clone());
    reader.round().await;
    let text = "Добрый день!\n  Отправим сегодня 🙂 ё й";
    let sent = channel.send(&reply(&chats[1], token.as_ref(), text)).await.expect("sent");
    assert_eq!(market.delivered(&chats[1]).len(), 1, "once");
    let seen = reader.try_from(reader.cursor.clone()).await.expect("what follows");
    let own: Vec<FeedMessage> = seen.into_iter().filter(|message| message.author == Author::Seller).collect();
    assert_eq!(places(&own).len(), 1, "once, though a page's border may come again: {own:?}");
    assert_eq!(own[0].remote_chat_id.as_str(), chats[1]);
    assert_eq!(echo::comparable(&own[0].text), echo::comparable(text), "our words can be recognised");
    assert!(sent.remote_id.is_none_or(|id| id == own[0].remote_id), "an id told at once is the id that comes back");
}

pub async fn a_failed_send_says_honestly_whether_it_may_have_arrived<M: Marketplace>() {
    let (mut market, chats) = conversation::<M>().await;
    let (channel, token) = token_for(&market, &chats[0]).await;
    let reply = |text: &str| reply(&chats[0], token.as_ref(), text);
    for trouble in [Trouble::AcceptThenDrop, Trouble::AcceptThenGateway, Trouble::Silence] {
        market.next_reply_meets(trouble);
        let outcome = channel.send(&reply("Возможно")).await;
        assert!(matches!(outcome, Err(Uncertain::AnswerLost(_))), "{trouble:?}: {outcome:?}");
    }
    assert_eq!(market.delivered(&chats[0]).len(), 3, "they did arrive");
    market.next_reply_meets(Trouble::Refused);
    let refused = channel.send(&reply("Нет")).await;
    assert!(matches!(&refused, Err(Uncertain::Refused(error)) if error.status == Some(400)), "{refused:?}");
    let nowhere = SendReply {
        chat: RemoteChatId::new(if M::FEED { chats[0].as_str() } else { "404" }),
        reply_token: token.as_ref().map(|_| "1:foreign:sign".into()),
        ..reply("Нет")
    };
    let wrong = channel.send(&nowhere).await;
    assert!(matches!(&wrong, Err(Uncertain::Refused(_))), "{wrong:?}");
    market.next_reply_meets(Trouble::AskedToWait);
    let waits = channel.send(&reply("Позже")).await;
    // A date in whole seconds may be up to a second later than what was meant.
    assert!(matches!(&waits, Err(Uncertain::TurnedAway(error)) if matches!(error.retry, Retry::AfterMs(8_000..=10_000))), "{waits:?}");
    market.closes().await;
    let closed = market.connect().send(&reply("Закрыто")).await;
    assert!(matches!(&closed, Err(Uncertain::TurnedAway(_))), "no connection, no byte left: {closed:?}");
    assert_eq!(market.delivered(&chats[0]).len(), 3, "nothing more arrived");
}

/// What a channel can show of a chat to prove a reply: its newest messages, or what follows in the
/// feed.
async fn proof(channel: &dyn Channel, reader: &mut Reader, chat: &str) -> Vec<FeedMessage> {
    match channel.recent(&RemoteChatId::new(chat)).await.expect("the newest messages") {
        Some(page) => page.messages,
        None => reader.round().await,
    }
}

pub async fn a_reply_in_doubt_can_be_proven<M: Marketplace>() {
    let (market, chats) = conversation::<M>().await;
    let (channel, token) = token_for(&market, &chats[0]).await;
    let mut reader = Reader::of(channel.clone());
    for n in 0..25 {
        market.buyer_writes(&chats[0], &format!("Длинный разговор {n}"));
    }
    reader.round().await;
    market.next_reply_meets(Trouble::AcceptThenDrop);
    let arrived = channel.send(&reply(&chats[0], token.as_ref(), "Дошло")).await;
    market.next_reply_meets(Trouble::Lost);
    let lost = channel.send(&reply(&chats[0], token.as_ref(), "Не дошло")).await;
    assert!(matches!((&arrived, &lost), (Err(Uncertain::AnswerLost(_)), Err(Uncertain::AnswerLost(_)))), "{arrived:?} {lost:?}");
    let shown = proof(&*channel, &mut reader, &chats[0]).await;
    let count =
        |text: &str| places(&shown.iter().filter(|message| message.text == text && message.author == Author::Seller).cloned().collect::<Vec<_>>()).len();
    assert_eq!((count("Дошло"), count("Не дошло")), (1, 0), "what arrived is shown, what did not is not");
    assert!(shown.iter().all(|message| message.remote_chat_id.as_str() == chats[0] || M::FEED), "of this chat alone");
}

pub async fn a_late_echo_is_shown_once<M: Marketplace>() {
    let (market, chats) = conversation::<M>().await;
    let (channel, token) = token_for(&market, &chats[0]).await;
    let mut reader = Reader::of(channel.clone());
    reader.round().await;
    market.faults().message(Fault::EchoLate { ms: 30_000 });
    channel.send(&reply(&chats[0], token.as_ref(), "Скоро")).await.expect("taken");
    let count = |shown: &[FeedMessage]| places(&shown.iter().filter(|message| message.text == "Скоро").cloned().collect::<Vec<_>>()).len();
    assert_eq!(count(&proof(&*channel, &mut reader, &chats[0]).await), 0, "the marketplace does not show it yet");
    market.clock().advance_ms(31_000);
    assert_eq!(count(&proof(&*channel, &mut reader, &chats[0]).await), 1);
    reader.hour(market.clock()).await;
    assert_eq!((reader.places() == market.places(), market.delivered(&chats[0]).len()), (true, 1));
}

pub async fn two_equal_replies_are_two_messages<M: Marketplace>() {
    let (market, chats) = conversation::<M>().await;
    let (channel, token) = token_for(&market, &chats[0]).await;
    let mut reader = Reader::of(channel.clone());
    reader.round().await;
    for _ in 0..2 {
        channel.send(&reply(&chats[0], token.as_ref(), "Да")).await.expect("sent");
    }
    reader.round().await;
    let own = reader.held.values().filter(|message| message.author == Author::Seller && message.text == "Да").count();
    assert_eq!((market.delivered(&chats[0]).len(), own), (2, 2));
}
