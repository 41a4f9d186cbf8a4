//! Rules over waiting chats, escalation, snoozes: and the whole check agrees after each.

use crate::{DAY, Shop, buyer, list, page, said, seller};
use pult_domain::sla::{OffHours, RuleSet, SlaPolicy};
use pult_domain::{
    AtMs, Author, ChannelKind, ChatId, ChatKind, Corrected, DAY_MS, FeedChat, FeedMessage, FeedPage, Intent, MessageKind, Priority, Queue, ReplyRight,
    ShiftedClock, Tag, View,
};
use pult_store::{AccountJudge, ChatAct, ChatListQuery, ChatRow, ChatTarget, Lane, QueueCounts, Store, UNTIL_BUYER_WRITES};
use std::sync::Arc;

const MINUTE: i64 = 60_000;
/// Noon of that day in Moscow: within the default hours.
const NOON: i64 = DAY + 9 * 60 * MINUTE;

async fn judged() -> Shop {
    let shop = Shop::open().await;
    with(&shop, SlaPolicy::default());
    shop
}

fn with(shop: &Shop, policy: SlaPolicy) {
    let judge = Arc::new(policy.ready().unwrap());
    // Connected when the story begins: its first hours count.
    shop.store.set_judges(vec![AccountJudge { account: shop.account, channel: ChannelKind::Wildberries, connected_at: AtMs(DAY), judge }]);
}

#[tokio::test]
async fn the_rules_decide_how_soon_a_chat_is_due() {
    let shop = judged().await;
    let said = [("broken", "Чашка пришла разбитая, верните деньги"), ("where", "Где мой заказ?"), ("hello", "Добрый день, какой это цвет?")];
    shop.apply(page(said.iter().map(|(chat, text)| buyer(chat, chat, text, NOON)).collect(), "1")).await;
    let of = async |chat: &str| {
        let row = shop.chat(chat).await;
        (row.priority, row.deadline.unwrap().0 - NOON)
    };
    assert_eq!(of("broken").await, (Priority::Urgent, 30 * MINUTE));
    assert_eq!(of("where").await, (Priority::High, 120 * MINUTE));
    assert_eq!(of("hello").await, (Priority::Normal, 24 * 60 * MINUTE));
    let order: Vec<String> = shop.store.chat_list(list(View::Waiting)).await.unwrap().rows.into_iter().map(|row| row.remote_id.0).collect();
    assert_eq!(order, ["broken", "where", "hello"]);
    assert_eq!(shop.store.queue_counts().await.unwrap().urgent, 1);
    shop.check().await;
    // The highest level of what is open, the earliest deadline of it; a reply ends all of it.
    shop.apply(page(vec![buyer("hello", "h2", "Она сломана!", NOON + 5 * MINUTE)], "2")).await;
    assert_eq!(of("hello").await, (Priority::Urgent, 35 * MINUTE));
    shop.apply(page(vec![seller("hello", "h3", "Заменим", NOON + 6 * MINUTE), buyer("hello", "h4", "Спасибо, а цвет какой?", NOON + 7 * MINUTE)], "3")).await;
    assert_eq!(of("hello").await, (Priority::Normal, 7 * MINUTE + 24 * 60 * MINUTE));
    shop.check().await;
}

#[tokio::test]
async fn late_and_repeated_messages_end_in_the_same_deadlines() {
    let shop = judged().await;
    let all = [
        buyer("c", "1", "Какой цвет?", NOON),
        seller("c", "2", "Синий", NOON + MINUTE),
        buyer("c", "3", "Где мой заказ?", NOON + 2 * MINUTE),
        buyer("c", "4", "Пришёл не тот товар", NOON + 3 * MINUTE),
    ];
    for order in [[3, 1, 0, 2], [2, 3, 1, 0], [1, 3, 2, 0]] {
        let other = judged().await;
        for place in order {
            other.apply(page(vec![all[place].clone()], &place.to_string())).await;
            other.check().await;
        }
        let row = other.chat("c").await;
        assert_eq!((row.priority, row.deadline), (Priority::Urgent, Some(AtMs(NOON + 33 * MINUTE))), "{order:?}");
    }
    drop(shop);
}

#[tokio::test]
async fn a_buyer_who_writes_hundreds_of_times_does_not_put_the_deadline_off() {
    let shop = judged().await;
    let mut all = vec![buyer("c", "0", "Чашка пришла разбитая, верните деньги", NOON)];
    all.extend((1..=250).map(|n| buyer("c", &n.to_string(), "Добрый день, какой это цвет?", NOON + n * MINUTE)));
    shop.apply(page(all, "1")).await;
    let row = shop.chat("c").await;
    assert_eq!((row.priority, row.deadline), (Priority::Urgent, Some(AtMs(NOON + 30 * MINUTE))));
    assert_eq!(shop.store.open_messages(row.id).await.unwrap().last().map(|message| message.sent_at), Some(AtMs(NOON)), "and it is told why");
    shop.check().await;
}

#[tokio::test]
async fn what_is_urgent_among_hundreds_decides_wherever_it_stands() {
    let shop = judged().await;
    let of = |n: i64| buyer("c", &n.to_string(), if n == 150 { "Чашка пришла разбитая, верните деньги" } else { "Добрый день, какой это цвет?" }, NOON + n);
    for (part, from) in [("1", 0), ("2", 300)] {
        shop.apply(page((from..from + 300).map(of).collect(), part)).await;
        let row = shop.chat("c").await;
        assert_eq!((row.priority, row.deadline), (Priority::Urgent, Some(AtMs(NOON + 150 + 30 * MINUTE))), "part {part}");
    }
    shop.check().await;
}

#[tokio::test]
async fn other_rules_judge_the_waiting_chats_anew() {
    let shop = judged().await;
    shop.apply(page(vec![buyer("c", "1", "Верните деньги", NOON)], "1")).await;
    assert_eq!(shop.chat("c").await.priority, Priority::Urgent);
    with(&shop, SlaPolicy { rules: RuleSet(Vec::new()), off_hours: OffHours::Ignore, ..SlaPolicy::default() });
    assert_eq!(shop.store.judge_again(shop.account).await.unwrap(), 1);
    let row = shop.chat("c").await;
    assert_eq!((row.priority, row.deadline), (Priority::Normal, Some(AtMs(NOON + 24 * 60 * MINUTE))));
    assert_eq!(shop.store.judge_again(shop.account).await.unwrap(), 0, "once is enough");
    shop.check().await;
}

#[tokio::test]
async fn a_rule_may_let_a_chat_wait_longer() {
    let shop = Shop::open().await;
    let mut policy = SlaPolicy { off_hours: OffHours::Ignore, ..SlaPolicy::default() };
    for rule in &mut policy.rules.0 {
        (rule.level, rule.minutes) = (Priority::Low, 72 * 60);
    }
    with(&shop, policy);
    shop.apply(page(vec![buyer("c", "1", "Где мой заказ?", NOON)], "1")).await;
    let of = async || {
        let row = shop.chat("c").await;
        (row.priority, row.deadline.unwrap().0 - NOON)
    };
    assert_eq!(of().await, (Priority::Low, 72 * 60 * MINUTE));
    assert_eq!(shop.store.judge_again(shop.account).await.unwrap(), 0, "it stands at that already");
    shop.check().await;
    shop.apply(page(vec![buyer("c", "2", "Добрый день, какой это цвет?", NOON + MINUTE)], "2")).await;
    assert_eq!(of().await, (Priority::Normal, MINUTE + 24 * 60 * MINUTE), "another message may wait less");
    assert_eq!(shop.store.judge_again(shop.account).await.unwrap(), 0);
    shop.check().await;
}

/// A page that tells what kind of chat "c" is and whether it takes replies.
fn told(kind: ChatKind, right: ReplyRight, messages: Vec<FeedMessage>, cursor: &str) -> FeedPage {
    FeedPage { chats: vec![FeedChat { kind: Some(kind), reply_right: Some(right), ..FeedChat::new("c") }], ..page(messages, cursor) }
}

#[tokio::test]
async fn a_dispute_is_urgent_until_it_is_over() {
    let shop = judged().await;
    let of = async || {
        let row = shop.chat("c").await;
        (row.priority, row.deadline.unwrap().0 - NOON)
    };
    let (plain, pressing) = ((Priority::Normal, 24 * 60 * MINUTE), (Priority::Urgent, 30 * MINUTE));
    shop.apply(page(vec![buyer("c", "1", "Добрый день, какой это цвет?", NOON)], "1")).await;
    assert_eq!(of().await, plain);
    shop.apply(told(ChatKind::Dispute, ReplyRight::Open, Vec::new(), "2")).await;
    assert_eq!(of().await, pressing, "from the moment in which it becomes one, without another word");
    let chat = shop.chat_id("c").await;
    assert!(shop.store.open_messages(chat).await.unwrap().iter().all(|message| message.disputed), "and it can be told why");
    assert_eq!(shop.store.queue_counts().await.unwrap().urgent, 1);
    assert_eq!(shop.store.judge_again(shop.account).await.unwrap(), 0);
    shop.check().await;
    // The arbiter has decided; the buyer's last word came with that.
    shop.apply(told(ChatKind::Dispute, ReplyRight::Closed, vec![buyer("c", "2", "Спасибо", NOON + MINUTE)], "3")).await;
    assert_eq!(of().await, plain, "what is left asks for what its words ask for");
    assert_eq!(shop.store.queue_counts().await.unwrap().urgent, 0);
    shop.check().await;
}

#[tokio::test]
async fn a_dispute_of_before_the_shop_was_connected_calls_nobody() {
    let shop = judged().await;
    let old = DAY - 8 * DAY_MS;
    shop.apply(told(ChatKind::Dispute, ReplyRight::Open, vec![buyer("c", "1", "Верните деньги", old)], "1")).await;
    assert_eq!(shop.chat("c").await.priority, Priority::Normal);
    let connected = shop.store.account(shop.account).await.unwrap().unwrap().created_at;
    assert_eq!(shop.store.escalate(connected).await.unwrap(), Vec::<ChatId>::new());
    shop.check().await;
    // Written today, it is of today.
    shop.apply(page(vec![buyer("c", "2", "Добрый день", NOON)], "2")).await;
    assert_eq!(shop.chat("c").await.priority, Priority::Urgent);
    shop.check().await;
}

#[tokio::test]
async fn an_answered_dispute_does_not_wait() {
    let shop = judged().await;
    let both = vec![buyer("c", "1", "Добрый день", NOON), seller("c", "2", "Здравствуйте", NOON + MINUTE)];
    shop.apply(told(ChatKind::Dispute, ReplyRight::Open, both, "1")).await;
    let row = shop.chat("c").await;
    assert_eq!((row.queue, row.priority), (Queue::InProgress, Priority::Normal));
    shop.check().await;
}

#[tokio::test]
async fn what_was_deleted_asks_for_nothing() {
    let shop = judged().await;
    shop.apply(page(vec![buyer("c", "1", "Верните деньги", NOON)], "1")).await;
    let gone = FeedMessage { kind: MessageKind::Deleted, ..buyer("c", "1", "", NOON) };
    shop.apply(page(vec![gone], "2")).await;
    shop.check().await;
    shop.store.judge_again(shop.account).await.unwrap();
    let row = shop.chat("c").await;
    assert_eq!((row.queue, row.priority), (Queue::Waiting, Priority::Normal));
    assert_eq!(shop.store.judge_again(shop.account).await.unwrap(), 0, "once is enough");
    shop.check().await;
}

#[tokio::test]
async fn a_reply_that_comes_late_takes_its_level_with_it() {
    let shop = judged().await;
    shop.apply(page(vec![buyer("c", "1", "Чашка разбита, верните деньги", NOON), buyer("c", "2", "Какой это цвет?", NOON + 5 * MINUTE)], "1")).await;
    assert_eq!(shop.chat("c").await.priority, Priority::Urgent);
    shop.apply(page(vec![seller("c", "3", "Заменим", NOON + 2 * MINUTE)], "2")).await;
    let row = shop.chat("c").await;
    assert_eq!((row.waiting_since, row.priority), (Some(AtMs(NOON + 5 * MINUTE)), Priority::Normal));
    assert_eq!(row.deadline, Some(AtMs(NOON + 5 * MINUTE + 24 * 60 * MINUTE)));
    shop.check().await;
}

#[tokio::test]
async fn what_time_has_raised_stays_raised_under_other_rules_and_corrections() {
    let dir = tempfile::tempdir().unwrap();
    let clock = ShiftedClock::default();
    let store = Store::open(&dir.path().join("pult.db"), Arc::new(clock.clone())).await.unwrap();
    let account = store.account_add(crate::account("Обувь", Some("seller-1"))).await.unwrap();
    let shop = Shop { dir, store, account };
    with(&shop, SlaPolicy::default());
    let now = shop.store.account(account).await.unwrap().unwrap().created_at;
    shop.apply(page(vec![buyer("c", "1", "Какой это цвет?", now.0)], "1")).await;
    let chat = shop.chat_id("c").await;
    let due = shop.chat("c").await.deadline.unwrap().plus_ms(-30 * MINUTE);
    clock.advance_ms(due.since_ms(now) + MINUTE);
    let raised = due.plus_ms(MINUTE);
    assert_eq!(shop.store.escalate(raised).await.unwrap(), [chat]);
    assert_eq!(shop.store.judge_again(account).await.unwrap(), 0, "nobody is called for it again");
    let message = shop.store.messages(chat, None, None, 1).await.unwrap().rows[0].id;
    let said = Corrected { intent: Some(Intent::ProductQuestion), ..Corrected::default() };
    shop.store.correct(chat, message, said).await.unwrap();
    assert_eq!(shop.chat("c").await.priority, Priority::Urgent);
    assert!(shop.store.escalate(raised).await.unwrap().is_empty());
    shop.check().await;
}

#[tokio::test]
async fn a_chat_becomes_urgent_half_an_hour_before_its_deadline_once() {
    let shop = judged().await;
    // The account is as old as the test: its chats are not history.
    let now = shop.store.account(shop.account).await.unwrap().unwrap().created_at.0;
    shop.apply(page(vec![buyer("c", "1", "Какой цвет?", now)], "1")).await;
    let deadline = shop.chat("c").await.deadline.unwrap();
    assert_eq!(shop.store.next_escalation(AtMs(now)).await.unwrap(), Some(deadline.plus_ms(-30 * MINUTE)));
    assert!(shop.store.escalate(deadline.plus_ms(-31 * MINUTE)).await.unwrap().is_empty());
    assert_eq!(shop.store.escalate(deadline.plus_ms(-30 * MINUTE)).await.unwrap(), [shop.chat_id("c").await]);
    let row = shop.chat("c").await;
    assert_eq!((row.priority, row.deadline), (Priority::Urgent, Some(deadline)), "the deadline stays");
    assert!(shop.store.escalate(deadline).await.unwrap().is_empty(), "once");
    shop.check().await;
}

#[tokio::test]
async fn all_that_are_due_in_one_moment_become_urgent_and_history_never_does() {
    let shop = judged().await;
    let now = shop.store.account(shop.account).await.unwrap().unwrap().created_at.0;
    let written = |chats: std::ops::Range<u32>, at: i64| chats.map(|n| buyer(&format!("c{n}"), &format!("m{n}"), "Какой цвет?", at)).collect();
    shop.apply(page(written(0..100, now - 40 * DAY_MS), "1")).await;
    // More than are raised in one transaction, all with the same deadline.
    shop.apply(page(written(100..400, now), "2")).await;
    shop.store.chat_snooze(shop.chat_id("c100").await, Some(UNTIL_BUYER_WRITES)).await.unwrap();
    let deadline = shop.chat("c399").await.deadline.unwrap();
    let mut raised = shop.store.escalate(deadline).await.unwrap();
    raised.sort();
    raised.dedup();
    assert_eq!(raised.len(), 300, "each of them once, hidden or not");
    assert_eq!(shop.chat("c0").await.priority, Priority::Normal, "it was overdue when its shop was connected");
    assert!(shop.store.escalate(deadline).await.unwrap().is_empty());
    shop.check().await;
}

/// Chats that are due at a moment, without rules: each asks one question, a day before.
fn due_at(at: i64, name: &str, chats: u32) -> Vec<FeedMessage> {
    (0..chats).map(|n| buyer(&format!("{name}-{n}"), &format!("{name}-{n}"), "Какой цвет?", at - DAY_MS)).collect()
}

/// Every chat of every shop, by number.
async fn all_chats(shop: &Shop) -> Vec<ChatRow> {
    let (mut rows, mut after) = (Vec::new(), None);
    loop {
        let page = shop.store.chat_list(ChatListQuery { after, ..list(View::All) }).await.unwrap();
        rows.extend(page.rows);
        after = page.next;
        if after.is_none() {
            rows.sort_by_key(|row| row.id);
            return rows;
        }
    }
}

/// The chats of some names, by number.
fn of_names(rows: &[ChatRow], names: &[&str]) -> Vec<ChatId> {
    let named = |row: &&ChatRow| names.iter().any(|name| row.remote_id.as_str().starts_with(name));
    rows.iter().filter(named).map(|row| row.id).collect()
}

/// How often something happened to each chat.
async fn happened(shop: &Shop, rows: &[ChatRow], kind: &str) -> Vec<usize> {
    let mut times = Vec::new();
    for row in rows {
        times.push(shop.store.chat_events(row.id).await.unwrap().iter().filter(|event| event.kind == kind).count());
    }
    times
}

/// Two shops. What is due of both becomes urgent, part by part, and of nothing else anything moves: not what was overdue when its own
/// shop was connected (the second one's while the first was there already), nor what is answered, urgent before, or due later.
#[tokio::test]
async fn a_look_over_two_shops_raises_each_chat_that_is_due_once_and_moves_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let clock = ShiftedClock::default();
    let store = Store::open(&dir.path().join("pult.db"), Arc::new(clock.clone())).await.unwrap();
    let first = store.account_add(crate::account("Обувь", Some("seller-1"))).await.unwrap();
    clock.advance_ms(10 * DAY_MS);
    let second = store.account_add(crate::account("Сумки", Some("seller-2"))).await.unwrap();
    let shop = Shop { dir, store, account: first };
    let old = shop.store.account(first).await.unwrap().unwrap().created_at.0;
    let young = shop.store.account(second).await.unwrap().unwrap().created_at.0;
    let now = young + DAY_MS / 2;
    let of_first = [
        due_at(old - 1, "history", 40),
        due_at(old, "urgent", 20),
        due_at(young - DAY_MS, "due", 520),
        due_at(young - DAY_MS, "answered", 1),
        vec![seller("answered-0", "reply", "Синий", now - MINUTE)],
        due_at(now + 31 * MINUTE, "later", 30),
    ];
    shop.apply(page(of_first.concat(), "1")).await;
    let of_second = [due_at(young - 1, "history", 100), due_at(young, "due", 10), due_at(now + 30 * MINUTE, "near", 40)];
    shop.store.apply_pages(second, vec![page(of_second.concat(), "1")], Lane::Live).await.unwrap();
    assert_eq!(shop.store.escalate(AtMs(old)).await.unwrap().len(), 20, "due when the shop was connected is no history");

    let rows = all_chats(&shop).await;
    let due = of_names(&rows, &["due", "near"]);
    let hide = async |chats: &[ChatId], until: AtMs| {
        shop.store.chats_act(ChatTarget::Chats(chats.to_vec()), ChatAct::Snooze(Some(until)), AtMs(now)).await.unwrap();
    };
    let hidden = [&due[..30], &of_names(&rows, &["history"])[..60]].concat();
    hide(hidden.as_slice(), UNTIL_BUYER_WRITES).await;
    let (before, counted) = (all_chats(&shop).await, shop.store.queue_counts().await.unwrap());
    let mut changes = shop.store.changes();

    let mut raised = shop.store.escalate(AtMs(now)).await.unwrap();
    raised.sort_unstable();
    assert_eq!(raised, due, "hidden ones too: the buyer's clock goes on");
    let after = all_chats(&shop).await;
    let wanted = |row: ChatRow| if due.contains(&row.id) { ChatRow { priority: Priority::Urgent, ..row } } else { row };
    assert!(after == before.into_iter().map(wanted).collect::<Vec<_>>(), "the level of what is due, and nothing else");
    let shown = i64::try_from(due.len() - 30).unwrap();
    assert_eq!(shop.store.queue_counts().await.unwrap(), QueueCounts { urgent: counted.urgent + shown, ..counted });
    let once: Vec<usize> = after.iter().map(|row| usize::from(row.priority == Priority::Urgent)).collect();
    assert_eq!(happened(&shop, &after, "escalated").await, once);
    let (mut told, mut parts) = (Vec::new(), 0);
    while let Ok(change) = changes.try_recv() {
        assert_eq!((change.tags.as_slice(), change.resync), (&[Tag::Chats][..], false));
        assert!(change.chats.len() <= 500, "a part is short: {}", change.chats.len());
        told.extend(change.chats);
        parts += 1;
    }
    told.sort_unstable();
    assert_eq!((told, parts), (due.clone(), 2));
    assert!(shop.store.escalate(AtMs(now)).await.unwrap().is_empty());
    assert_eq!(shop.store.next_escalation(AtMs(now)).await.unwrap(), Some(AtMs(now + MINUTE)));
    shop.check().await;

    // Hidden for an hour, more than one part of them: they come back as they were, and nobody else does.
    let asleep = &due[30..330];
    hide(asleep, AtMs(now + 60 * MINUTE)).await;
    assert!(shop.store.wake(AtMs(now + 59 * MINUTE)).await.unwrap().is_empty());
    let mut woken = Vec::new();
    for part in [250, 50, 0] {
        let came_back = shop.store.wake(AtMs(now + 60 * MINUTE)).await.unwrap();
        assert_eq!(came_back.len(), part);
        woken.extend(came_back);
    }
    woken.sort_unstable();
    assert_eq!(woken, asleep);
    assert!(all_chats(&shop).await == after, "as they were");
    let once: Vec<usize> = after.iter().map(|row| usize::from(asleep.contains(&row.id))).collect();
    assert_eq!(happened(&shop, &after, "woken").await, once);
    shop.check().await;
}

#[tokio::test]
async fn a_snoozed_chat_is_hidden_until_its_time_or_until_the_buyer_writes() {
    let shop = judged().await;
    shop.apply(page(vec![buyer("a", "1", "Раз", NOON), buyer("b", "2", "Два", NOON)], "1")).await;
    let (a, b) = (shop.chat_id("a").await, shop.chat_id("b").await);
    shop.store.chat_snooze(a, Some(AtMs(NOON + 60 * MINUTE))).await.unwrap();
    shop.store.chat_snooze(b, Some(UNTIL_BUYER_WRITES)).await.unwrap();
    assert!(shop.store.chat_list(list(View::Waiting)).await.unwrap().rows.is_empty());
    assert_eq!((shop.store.queue_counts().await.unwrap().snoozed, shop.chat("a").await.queue), (2, Queue::Waiting), "the buyer's clock goes on");
    assert_eq!(shop.store.next_waking().await.unwrap(), Some(AtMs(NOON + 60 * MINUTE)));
    shop.check().await;
    assert!(shop.store.wake(AtMs(NOON + 59 * MINUTE)).await.unwrap().is_empty());
    assert_eq!(shop.store.wake(AtMs(NOON + 60 * MINUTE)).await.unwrap(), [a]);
    shop.apply(page(vec![buyer("b", "3", "Вы где?", NOON + 61 * MINUTE)], "2")).await;
    assert_eq!(shop.store.queue_counts().await.unwrap().snoozed, 0);
    shop.check().await;
}

#[tokio::test]
async fn a_message_that_comes_out_of_order_ends_a_snooze_unless_it_was_answered_since() {
    let shop = judged().await;
    let later = NOON + 10 * MINUTE;
    shop.apply(page(vec![buyer("a", "1", "Раз", NOON), said("a", "2", Author::System, "Заказ передан в доставку", later)], "1")).await;
    shop.apply(page(vec![buyer("b", "3", "Два", NOON), seller("b", "4", "Уже в пути", later)], "2")).await;
    for chat in ["a", "b"] {
        shop.store.chat_snooze(shop.chat_id(chat).await, Some(UNTIL_BUYER_WRITES)).await.unwrap();
    }
    assert_eq!(shop.store.queue_counts().await.unwrap().snoozed, 2);
    shop.apply(page(vec![buyer("b", "5", "Где?", NOON + 5 * MINUTE)], "3")).await;
    assert_eq!(shop.store.queue_counts().await.unwrap().snoozed, 2, "it was answered");
    shop.apply(page(vec![buyer("a", "6", "Где?", NOON + 5 * MINUTE)], "4")).await;
    assert_eq!(shop.store.queue_counts().await.unwrap().snoozed, 1);
    shop.check().await;
}
