//! What one chat, an odd entry, or a crowd of a moment must not do to a shop; mostly of channels that walk a list of chats.

use pult_core::dto::{AccountView, OutboxView};
use pult_domain::{AccountHealth, ChannelKind, ErrorCode, OutboxState};
use pult_sim::{Fault, RetryHeaders};
use pult_tests::stage::{Market, Stage};
use pult_tests::world::{minutes, seconds};
use serde_json::json;

async fn health(stage: &Stage) -> AccountHealth {
    let accounts: Vec<AccountView> = stage.world.ok("accounts_list", json!({})).await;
    accounts.into_iter().find(|view| view.account == stage.account).expect("the account").health
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_chat_that_takes_no_reply_holds_up_no_other() {
    let stage = Stage::of(ChannelKind::Avito).await;
    let [ivan, maria] = stage.conversation();
    stage.sync().await;
    let Market::Avito(sim) = &stage.market else { panic!("Avito was started") };
    sim.closes_chat(&ivan);
    let refused = stage.world.reply_and_wait(&ivan, "Отправим сегодня").await;
    assert_eq!((refused.state, refused.reason), (OutboxState::Failed, Some(ErrorCode::ChannelRefused)));
    assert_eq!(health(&stage).await, AccountHealth::Ok, "nothing of the shop waits for its owner");
    stage.market.buyer_writes(&maria, "А мне когда?");
    assert!(stage.try_sync().await.error.is_none(), "the next round goes well");
    assert!(stage.messages(&maria).await.iter().any(|message| message.text == "А мне когда?"));
    let answered = stage.world.reply_and_wait(&maria, "Завтра утром").await;
    assert_eq!((answered.state, stage.market.delivered_to(&maria).len()), (OutboxState::Sent, 1));
    assert!(stage.market.delivered_to(&ivan).is_empty());
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_outlives_a_crowd_that_names_no_time() {
    let stage = Stage::of(ChannelKind::YandexMarket).await;
    let [ivan, _] = stage.conversation();
    stage.sync().await;
    stage.market.faults().message(Fault::TooManyRequests { headers: RetryHeaders::None }).always();
    let reply = stage.reply(&ivan, "Отправим сегодня").await;
    let crowd_ends = stage.world.now().plus_ms(seconds(8));
    while stage.world.now() < crowd_ends {
        let _ = stage.try_sync().await;
        stage.world.advance(500);
    }
    let waits = stage.world.stands(reply, OutboxState::Queued).await;
    assert_eq!(waits.reason, Some(ErrorCode::RateLimited), "it has met the crowd, and waits: {waits:?}");
    stage.market.faults().clear();
    stage.until_reply(reply, OutboxState::Sent).await;
    assert_eq!(stage.market.delivered_to(&ivan).len(), 1, "once");
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_read_proves_no_reply_absent() {
    // One with a feed, and one whose chats are looked into.
    for channel in [ChannelKind::Wildberries, ChannelKind::Avito] {
        let stage = Stage::of(channel).await;
        let [ivan, _] = stage.conversation();
        stage.sync().await;
        stage.world.advance(minutes(30));
        stage.market.faults().message(Fault::ResetBefore);
        stage.market.faults().events(Fault::BrokenEvent).always();
        let reply = stage.reply(&ivan, "Отправим сегодня").await;
        for _ in 0..2 {
            let _ = stage.try_sync().await;
            stage.world.advance(minutes(3));
        }
        let stays = stage.world.stands(reply, OutboxState::Unconfirmed).await;
        assert!(stays.needs_owner, "{channel:?}: the entry may be the reply, and the owner is asked: {stays:?}");
        assert!(stage.market.delivered_to(&ivan).is_empty(), "{channel:?}: nothing was sent again");
        stage.market.faults().clear();
        let _: OutboxView = stage.world.ok("outbox_retry", json!({"outbox": reply})).await;
        stage.until_reply(reply, OutboxState::Sent).await;
        assert_eq!(stage.market.delivered_to(&ivan).len(), 1, "{channel:?}");
        stage.end().await;
    }
}
