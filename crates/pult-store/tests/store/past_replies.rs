//! The owner's replies about one item.

use crate::{DAY, Shop, account, buyer, page, seller};
use pult_domain::{AccountId, FeedChat, FeedItem, FeedMessage, FeedPage, RemoteChatId};
use pult_store::Lane;

/// Stores what is said in chats that are about one item, in the order of the chats.
async fn told(shop: &Shop, account: AccountId, item: &str, title: &str, messages: Vec<FeedMessage>, cursor: &str) {
    let mut remotes: Vec<RemoteChatId> = messages.iter().map(|message| message.remote_chat_id.clone()).collect();
    remotes.dedup();
    let item = FeedItem { remote_id: Some(item.into()), title: Some(title.into()), ..FeedItem::default() };
    let chats = remotes.into_iter().map(|remote_id| FeedChat { remote_id, item: Some(item.clone()), ..FeedChat::default() }).collect();
    shop.store.apply_pages(account, vec![FeedPage { chats, ..page(messages, cursor) }], Lane::Live).await.unwrap();
}

/// What was replied about an item in other chats than `c`.
async fn replies(shop: &Shop, item: &str, title: &str) -> Vec<String> {
    let chat = shop.chat_id("c").await;
    let pairs = shop.store.replies_about(chat, shop.account, item, title).await.unwrap();
    pairs.into_iter().map(|pair| pair.reply).collect()
}

#[tokio::test]
async fn a_shop_that_sells_the_same_does_not_hide_the_replies_of_another() {
    let shop = Shop::open().await;
    let title = "Шуруповёрт аккумуляторный 18 В";
    let old = vec![buyer("a", "a1", "Биты в комплекте?", DAY), seller("a", "a2", "Да, десять штук.", DAY + 1_000)];
    told(&shop, shop.account, "9001", title, old, "1").await;
    let other = shop.store.account_add(account("Инструмент", Some("seller-2"))).await.unwrap();
    let crowd = (0..450).map(|n| buyer(&format!("o{n}"), &format!("o{n}"), "?", DAY + 2_000 + n));
    told(&shop, other, "77", title, crowd.collect(), "1").await;
    told(&shop, shop.account, "9001", title, vec![buyer("c", "c1", "А биты есть?", DAY + 10_000)], "2").await;
    assert_eq!(replies(&shop, "9001", title).await, ["Да, десять штук."]);
    assert!(replies(&shop, "77", title).await.is_empty(), "the other shop's number means nothing here");
}

#[tokio::test]
async fn an_item_is_found_by_a_title_with_an_apostrophe() {
    let shop = Shop::open().await;
    let old = vec![buyer("a", "a1", "Садятся после стирки?", DAY), seller("a", "a2", "Нет, ткань уже усажена.", DAY + 1_000)];
    told(&shop, shop.account, "501", "Levi's 501", old, "1").await;
    told(&shop, shop.account, "501", "Levi's 501", vec![buyer("c", "c1", "Сядут?", DAY + 10_000)], "2").await;
    for title in ["Levi's 501", "Levi’s 501"] {
        assert_eq!(replies(&shop, "501", title).await, ["Нет, ткань уже усажена."], "{title}");
    }
    assert!(replies(&shop, "501", "'’").await.is_empty(), "nothing to look for");
}
