//! Many shops, strictly apart: a chat, a reply, a file or a search result never crosses accounts.
//!
//! Two shops at each marketplace, started from the same seed, so that chats and messages of both
//! carry the very same ids: only the account tells them apart. `PULT_ISOLATION_SEEDS` says how many
//! random stories (6).

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use base64::Engine as _;
use pult_core::dto::{AccountAdded, AttachmentData, ChatPage, ChatRow, OutboxView, SearchFound, UploadView};
use pult_domain::{AccountId, ChannelKind};
use pult_sim::{Buyer, SimOptions};
use pult_tests::chance::Chance;
use pult_tests::stage::{Market, agrees};
use pult_tests::world::{World, minutes, seconds};
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;

const CHANNELS: [ChannelKind; 4] = [ChannelKind::Wildberries, ChannelKind::Ozon, ChannelKind::YandexMarket, ChannelKind::Avito];
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";

struct Shop {
    channel: ChannelKind,
    market: Market,
    account: AccountId,
    buyers: Vec<Buyer>,
    /// A word that only this shop's chats hold.
    word: String,
}

async fn street(world: &World) -> Vec<Shop> {
    let mut shops = Vec::new();
    for (n, channel) in CHANNELS.into_iter().flat_map(|channel| [channel, channel]).enumerate() {
        let options = SimOptions { seed: 5, page_size: 4, clock: Arc::new(world.clock()), ..SimOptions::default() };
        let market = Market::start(channel, options).await;
        let added: AccountAdded = world.ok("account_add", market.account(channel, &format!("Лавка {n}"))).await;
        let buyers = vec![market.buyer("Иван"), market.buyer("Мария")];
        shops.push(Shop {
            channel,
            market,
            account: added.account,
            buyers,
            word: format!("словцо{}", ["раз", "два", "три", "чет", "пять", "шест", "сем", "вос"][n]),
        });
    }
    shops
}

async fn rows(world: &World, account: AccountId) -> Vec<ChatRow> {
    let page: ChatPage = world.ok("chat_list", json!({"view": "all", "account": account, "limit": 200})).await;
    page.chats
}

/// What must hold of all shops at any moment.
async fn apart(world: &World, shops: &[Shop], sent: &BTreeMap<String, usize>) {
    world.check().await;
    for (n, shop) in shops.iter().enumerate() {
        let own = rows(world, shop.account).await;
        assert!(own.iter().all(|row| row.account == shop.account && row.channel == shop.channel));
        for (text, home) in sent {
            let here = shop.market.delivered().iter().any(|one| one.text == *text);
            assert!(!here || *home == n, "{text:?} of shop {home} was delivered at shop {n}");
        }
        let hits = world.ok::<SearchFound>("search", json!({"query": shop.word, "limit": 100})).await.hits;
        for hit in hits {
            assert!(own.iter().any(|row| row.chat == hit.chat), "a word of {} was found in another shop's chat", shop.word);
        }
        agrees(world, &shop.market, shop.account, shop.channel).await;
    }
}

async fn story(seed: u64) {
    println!("== seed {seed}");
    let world = World::empty().await;
    let mut shops = street(&world).await;
    let mut chance = Chance::new(seed);
    let mut pick = |n: usize| usize::try_from(chance.below(n as u64)).expect("small");
    let mut sent: BTreeMap<String, usize> = BTreeMap::new();
    for (n, shop) in shops.iter().enumerate() {
        shop.market.buyer_writes(&shop.buyers[0], &format!("Первое, {}", shop.word));
        shop.market.buyer_writes(&shop.buyers[1], &format!("Второе, {} {n}", shop.word));
    }
    world.sync().await;
    let twins = [rows(&world, shops[2].account).await, rows(&world, shops[3].account).await];
    assert!(twins[0].iter().all(|row| twins[1].iter().any(|twin| twin.remote_id == row.remote_id)), "the ids are the same, the chats are not");
    for step in 0..24 {
        world.advance(seconds(20));
        let place = pick(shops.len());
        let shop = &shops[place];
        let buyer = &shop.buyers[pick(2)];
        match pick(4) {
            0 => shop.market.buyer_writes(buyer, &format!("Шаг {step}, {}", shop.word)),
            1 | 2 => {
                let own = rows(&world, shop.account).await;
                let chat = own.iter().find(|row| row.remote_id == buyer.chat).expect("the chat").chat;
                let text = format!("Ответ {step}, {}", shop.word);
                let _: OutboxView = world.ok("reply_send", json!({"chat": chat, "text": text, "undo_ms": 0})).await;
                sent.insert(text, place);
            }
            _ => {
                let own = rows(&world, shop.account).await;
                let chat = own.iter().find(|row| row.remote_id == buyer.chat).expect("the chat").chat;
                let base64 = base64::engine::general_purpose::STANDARD.encode(PNG);
                let upload: UploadView = world.ok("upload_add", json!({"chat": chat, "name": "чашка.png", "base64": base64})).await;
                let foreign = shops.iter().find(|other| other.account != shop.account).expect("another");
                let elsewhere = rows(&world, foreign.account).await[0].chat;
                world.refused("reply_send", json!({"chat": elsewhere, "text": "", "uploads": [upload.upload], "undo_ms": 0})).await;
                let _: OutboxView = world.ok("reply_send", json!({"chat": chat, "text": "", "uploads": [upload.upload], "undo_ms": 0})).await;
                let shown: AttachmentData = world.ok("upload_get", json!({"upload": upload.upload})).await;
                assert!(shown.path.contains(&format!("/files/{}/", shop.account)), "files lie with their account: {}", shown.path);
            }
        }
        if pick(3) == 0 {
            world.try_sync().await;
        }
    }
    world.advance(minutes(5));
    for _ in 0..3 {
        world.sync().await;
        world.advance(minutes(3));
    }
    apart(&world, &shops, &sent).await;
    // One shop goes; its twin with the same ids stays whole.
    let gone = shops.remove(pick(shops.len()));
    let _: serde_json::Value = world.ok("account_remove", json!({"account": gone.account})).await;
    // In quotes: a word that nobody has any more is taken for a misspelt one of another shop.
    let hits = world.ok::<SearchFound>("search", json!({"query": format!("\"{}\"", gone.word)})).await.hits;
    assert!(hits.is_empty(), "what was removed is not found");
    assert!(!world.folder().join("files").join(gone.account.to_string()).exists(), "nor are its files");
    let left: BTreeMap<String, usize> = BTreeMap::new();
    apart(&world, &shops, &left).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn eight_shops_with_equal_ids_never_meet() {
    let seeds = std::env::var("PULT_ISOLATION_SEEDS").ok().and_then(|value| value.parse().ok()).unwrap_or(6);
    for seed in 1..=seeds {
        story(seed).await;
    }
}
