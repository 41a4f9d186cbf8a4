//! The past by chat.

use super::{DAY, Shop, said};
use pult_domain::sla::Dispute;
use pult_domain::{AtMs, Author, ChatKind, FeedChat, FeedMessage, FeedPage, Queue, ReplyRight};
use pult_store::{ChatPast, PastQuery};

const MINUTE: i64 = 60_000;

fn page(messages: Vec<FeedMessage>) -> FeedPage {
    FeedPage { messages, ..FeedPage::default() }
}

async fn past(shop: &Shop, query: PastQuery) -> Vec<ChatPast> {
    let mut reader = shop.store.past(query);
    let mut all = Vec::new();
    while let Some(slice) = reader.next().await.unwrap() {
        all.extend(slice);
    }
    assert_eq!(reader.chats(), reader.total().await.unwrap(), "the progress bar ends at its end");
    all
}

fn since(at: i64) -> PastQuery {
    PastQuery { since: AtMs(at), account: None, texts: true }
}

fn shape(chat: &ChatPast) -> Vec<(Author, i64, &str)> {
    chat.history.messages.iter().map(|said| (said.author, said.at.0, said.text.as_str())).collect()
}

#[tokio::test]
async fn a_chat_comes_with_what_waited_at_the_border_and_nothing_older() {
    let shop = Shop::open().await;
    shop.apply(page(vec![
        said("a", "1", Author::Customer, "давно", DAY),
        said("a", "2", Author::Seller, "ответ", DAY + MINUTE),
        said("a", "3", Author::System, "заказ собран", DAY + 2 * MINUTE),
        said("a", "4", Author::Customer, "ждёт", DAY + 3 * MINUTE),
        said("a", "5", Author::Seller, "наш", DAY + 20 * MINUTE),
        said("b", "1", Author::Customer, "забыт", DAY + 4 * MINUTE),
        said("c", "1", Author::Customer, "старый", DAY),
        said("c", "2", Author::Seller, "отвечен", DAY + MINUTE),
    ]))
    .await;
    let all = past(&shop, since(DAY + 10 * MINUTE)).await;
    let chats: Vec<_> = all.iter().map(shape).collect();
    assert_eq!(chats[0], [(Author::Seller, DAY + MINUTE, ""), (Author::Customer, DAY + 3 * MINUTE, "ждёт"), (Author::Seller, DAY + 20 * MINUTE, "")]);
    assert_eq!(chats[1], [(Author::Customer, DAY + 4 * MINUTE, "забыт")], "it waits, though nothing was said since");
    assert_eq!(chats.len(), 2, "a chat that was answered before the border is no part of it");
    assert_eq!(all[0].began_at, Some(AtMs(DAY)));
    assert_eq!(all[0].history.account, Some(shop.account));
}

#[tokio::test]
async fn what_the_owner_set_aside_comes_with_the_moment() {
    let shop = Shop::open().await;
    shop.apply(page(vec![said("a", "1", Author::Customer, "вопрос", DAY)])).await;
    let chat = shop.chat_id("a").await;
    let now = AtMs(DAY + 5 * MINUTE);
    shop.store.chat_move(chat, Queue::Done, now).await.unwrap();
    let all = past(&shop, since(DAY + MINUTE)).await;
    assert_eq!(all.len(), 1, "it waited at the border and was closed after it");
    assert_eq!(all[0].done_at, Some(now));
    assert_eq!(all[0].moves.iter().map(|(_, queue)| *queue).collect::<Vec<_>>(), [Queue::Done]);
}

#[tokio::test]
async fn closings_come_however_old_and_end_where_the_owner_could_see() {
    let shop = Shop::open().await;
    shop.apply(page(vec![said("a", "1", Author::Customer, "вопрос", DAY)])).await;
    let chat = shop.chat_id("a").await;
    shop.store.chat_move(chat, Queue::Done, AtMs(DAY + 5 * MINUTE)).await.unwrap();
    shop.apply(page(vec![said("a", "2", Author::Customer, "на пути", DAY + 4 * MINUTE)])).await;
    shop.store.chat_move(chat, Queue::Done, AtMs(DAY + 90 * MINUTE)).await.unwrap();
    let all = past(&shop, since(DAY + 60 * MINUTE)).await;
    assert_eq!(all[0].moves, [(AtMs(DAY + 4 * MINUTE - 1), Queue::Done), (AtMs(DAY + 90 * MINUTE), Queue::Done)]);
    assert_eq!(all[0].done_at, Some(AtMs(DAY + 90 * MINUTE)));
    assert_eq!(all[0].history.messages.len(), 2, "nobody has ever answered: they begin with the first");
}

#[tokio::test]
async fn a_dispute_comes_as_one_whether_it_is_decided_or_not() {
    let shop = Shop::open().await;
    shop.apply(page(["a", "b", "c", "d"].map(|chat| said(chat, "1", Author::Customer, "вопрос", DAY)).to_vec())).await;
    let told = [("b", ChatKind::Support, ReplyRight::Closed), ("c", ChatKind::Dispute, ReplyRight::Open), ("d", ChatKind::Dispute, ReplyRight::Closed)];
    let chats = told.map(|(chat, kind, right)| FeedChat { kind: Some(kind), reply_right: Some(right), ..FeedChat::new(chat) });
    shop.apply(FeedPage { chats: chats.to_vec(), ..FeedPage::default() }).await;
    let found: Vec<_> = past(&shop, since(DAY)).await.iter().map(|chat| chat.history.dispute).collect();
    assert_eq!(found, [Dispute::No, Dispute::No, Dispute::Open, Dispute::Decided]);
}

#[tokio::test]
async fn slices_join_to_the_whole_and_an_account_is_apart() {
    let shop = Shop::open().await;
    let other = shop.store.account_add(super::account("Посуда", Some("seller-2"))).await.unwrap();
    let many = (0..1_300).map(|n| said(&format!("chat-{n}"), "1", Author::Customer, "?", DAY + n)).collect();
    shop.apply(page(many)).await;
    shop.store.apply_pages(other, vec![page(vec![said("x", "1", Author::Customer, "?", DAY)])], pult_store::Lane::Live).await.unwrap();
    let all = past(&shop, PastQuery { texts: false, ..since(DAY) }).await;
    assert_eq!(all.len(), 1_301);
    assert!(all.windows(2).all(|pair| pair[0].id < pair[1].id), "each chat once, in order");
    assert!(all.iter().flat_map(|chat| &chat.history.messages).all(|said| said.text.is_empty()));
    let apart = past(&shop, PastQuery { account: Some(other), ..since(DAY) }).await;
    assert_eq!(apart.len(), 1);
    assert!(past(&shop, PastQuery { since: AtMs(i64::MAX), account: Some(other), texts: false }).await.len() == 1, "it still waits");
}
