//! Rules and deadlines through the whole program: over every channel, by the clock, after a restart.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "deadline_stories/listening.rs"]
mod listening;

use pult_core::dto::{ChatPage, ChatSnoozed, QueueCounts, SlaTried, SlaView, WhyView};
use pult_domain::{ChannelKind, ErrorCode, Priority};
use pult_tests::stage::Stage;
use pult_tests::world::{World, minutes};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_urgent_one_comes_first_on_every_channel() {
    for channel in [ChannelKind::Wildberries, ChannelKind::Ozon, ChannelKind::YandexMarket, ChannelKind::Avito] {
        let stage = Stage::of(channel).await;
        let [calm, angry] = [stage.market.buyer("Иван"), stage.market.buyer("Мария")];
        stage.market.buyer_writes(&calm, "Добрый день, какой это цвет?");
        stage.world.advance(1_000);
        stage.market.buyer_writes(&angry, "Чайник сломан, верните деньги");
        stage.sync().await;
        let page: ChatPage = stage.world.ok("chat_list", json!({"view": "waiting"})).await;
        assert_eq!(page.chats[0].remote_id, angry.chat, "{}", channel.as_str());
        assert_eq!(page.chats[0].priority, Priority::Urgent);
        let counts: QueueCounts = stage.world.ok("queue_counts", json!({})).await;
        assert_eq!((counts.waiting, counts.urgent), (2.0, 1.0));
        let why: WhyView = stage.world.ok("chat_why", json!({"chat": page.chats[0].chat})).await;
        let verdict = why.verdict.expect("a verdict");
        assert_eq!(Some(verdict.due_at), page.chats[0].deadline_at_ms, "the explanation is that of the chip");
        assert!(why.why.contains("верните") || why.why.contains("сломан"), "in the buyer's own words: {}", why.why);
        stage.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn time_raises_a_chat_and_ends_a_snooze_also_after_a_restart() {
    let mut w = World::with_shop().await;
    w.until_morning();
    let ivan = w.buyer("Иван");
    w.sim().buyer_writes(&ivan, "Какой это цвет?");
    w.sync().await;
    let row = w.row(&ivan).await;
    assert_eq!(row.priority, Priority::Normal);
    let snoozed: ChatSnoozed = w.ok("chat_snooze", json!({"chat": row.chat, "until": "3ч"})).await;
    assert!(snoozed.until_ms.is_some());
    assert_eq!(w.refused("chat_snooze", json!({"chat": row.chat, "until": "когда рак свистнет"})).await, ErrorCode::SnoozeNotUnderstood);
    let deadline = row.deadline_at_ms.expect("a deadline");
    w.advance(minutes(181));
    w.restart_core().await;
    w.run().await;
    w.until("the snooze is over", async |w| w.row(&ivan).await.snoozed_until_ms.is_none()).await;
    w.advance(deadline.since_ms(w.now()) - minutes(29));
    w.restart_core().await;
    w.until("the chat is urgent", async |w| w.row(&ivan).await.priority == Priority::Urgent).await;
    assert_eq!(w.row(&ivan).await.deadline_at_ms, Some(deadline), "the deadline stays");
    let why: WhyView = w.ok("chat_why", json!({"chat": row.chat})).await;
    assert!(why.escalated);
    w.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn other_rules_hold_at_once_and_for_their_shop_only() {
    let mut w = World::with_shop().await;
    w.connect(Default::default()).await;
    let buyers = [w.shops[0].sim.buyer("Иван", Default::default()), w.shops[1].sim.buyer("Мария", Default::default())];
    w.shops[0].sim.buyer_writes(&buyers[0], "Нужна гравировка на чашке");
    w.shops[1].sim.buyer_writes(&buyers[1], "Нужна гравировка на чашке");
    w.sync().await;
    let mut view: SlaView = w.ok("sla_get", json!({"account": w.shops[0].account})).await;
    assert!(!view.own);
    let tried: SlaTried = w.ok("sla_try", json!({"text": "Нужна гравировка"})).await;
    assert_eq!(tried.verdict.rule, None);
    let rule = json!({"id": "engraving", "name": "Гравировка", "words": ["гравировка"], "level": "urgent", "minutes": 15});
    let mut policy = serde_json::to_value(&view.policy).expect("JSON");
    policy["rules"].as_array_mut().expect("rules").insert(0, rule);
    view = w.ok("sla_set", json!({"account": w.shops[0].account, "policy": policy})).await;
    assert!(view.own);
    let page: ChatPage = w.ok("chat_list", json!({"view": "urgent"})).await;
    assert_eq!(page.chats.iter().map(|row| row.account).collect::<Vec<_>>(), [w.shops[0].account]);
    let bad = json!({"account": w.shops[0].account, "policy": {"calendar": {"zone": "Mars/Olympus"}}});
    assert_eq!(w.refused("sla_set", bad).await, ErrorCode::InvalidRequest);
    let _: Value = w.ok("sla_set", json!({"account": w.shops[0].account, "policy": null})).await;
    let page: ChatPage = w.ok("chat_list", json!({"view": "urgent"})).await;
    assert!(page.chats.is_empty(), "back under the common rules");
    w.end().await;
}
