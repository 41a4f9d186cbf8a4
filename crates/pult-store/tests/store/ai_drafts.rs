//! The list of waiting chats for which a draft stands ready, its count, and when it is told of.

use crate::{DAY, Shop, buyer, list, page, seller};
use pult_domain::{AtMs, ChatId, DraftMaker, FeedMessage, FeedPage, MessageId, MessageKind, Queue, Tag, View};
use pult_store::{AiDraft, AiDraftRow, ChatListQuery, DraftFate, LIST_END, MOST_AI_DRAFTS, SeenWords, UNTIL_BUYER_WRITES};

/// After everything that buyers wrote.
const LATER: AtMs = AtMs(DAY + 1_000_000);

async fn keep(shop: &Shop, chat: ChatId, text: Option<&str>, findings: &str) -> AiDraftRow {
    keep_of(shop, chat, text, findings, Vec::new()).await
}

/// What the buyer says in a chat.
async fn said(shop: &Shop, chat: ChatId) -> Vec<SeenWords> {
    SeenWords::of(&shop.store.messages(chat, None, None, 10).await.unwrap().rows)
}

async fn keep_of(shop: &Shop, chat: ChatId, text: Option<&str>, findings: &str, seen: Vec<SeenWords>) -> AiDraftRow {
    let newest = shop.store.newest_message(chat).await.unwrap().unwrap();
    keep_as_of(shop, chat, newest, text, findings, seen).await
}

/// A draft that has seen a chat up to a message.
async fn keep_as_of(shop: &Shop, chat: ChatId, newest: MessageId, text: Option<&str>, findings: &str, seen: Vec<SeenWords>) -> AiDraftRow {
    let draft = AiDraft {
        state_key: "a state".into(),
        newest,
        text: text.map(Into::into),
        reason: text.is_none().then(|| "unsure".into()),
        language: "ru".into(),
        sentiment: "neutral".into(),
        categories: vec!["order_status".into()],
        urgency: "normal".into(),
        confidence: 0.8,
        provider: DraftMaker::EMBEDDED,
        model: None,
        cost_micros: 0,
        currency: None,
        took_ms: 5,
        sources: "[]".into(),
        findings: findings.into(),
        blocked: 0,
        variant: None,
    };
    shop.store.ai_draft_keep(chat, draft, seen).await.unwrap()
}

async fn ready(shop: &Shop, chat: ChatId) -> AiDraftRow {
    keep(shop, chat, Some("Заказ уже в пути."), "[]").await
}

async fn fated(shop: &Shop, draft: &AiDraftRow, outcome: Option<&str>, thumb: Option<i64>) {
    let fate = DraftFate { outcome: outcome.map(Into::into), thumb, ..DraftFate::default() };
    shop.store.ai_draft_fate(draft.id, fate).await.unwrap();
}

/// The list; it is as long as it says, and as the count says.
async fn listed(shop: &Shop) -> Vec<ChatId> {
    let page = shop.store.chat_list(list(View::AiDrafts)).await.unwrap();
    let shown = i64::try_from(page.rows.len()).unwrap();
    assert_eq!((page.total, shop.store.queue_counts().await.unwrap().ai_drafts), (shown, shown.min(MOST_AI_DRAFTS)));
    page.rows.into_iter().map(|row| row.id).collect()
}

#[tokio::test]
async fn a_draft_is_listed_while_it_stands_ready() {
    let (shop, ids) = Shop::waiting(3).await;
    assert!(listed(&shop).await.is_empty());
    let first = ready(&shop, ids[0]).await;
    keep(&shop, ids[1], None, "[]").await;
    keep(&shop, ids[2], Some("Вернём деньги."), r#"[{"rule":"promise_refund","level":"block","start":0.0,"end":6.0,"reason":"-","rewrite":null}]"#).await;
    assert_eq!(listed(&shop).await, ids[..1], "neither where there is no text nor where the guard holds it back");
    keep(&shop, ids[1], Some("Чашка на 300 мл."), r#"[{"rule":"own","level":"warn","start":0.0,"end":5.0,"reason":"\"level\":\"block\"","rewrite":null}]"#)
        .await;
    assert_eq!(listed(&shop).await, ids[..2], "a warning is the owner's to decide, whatever it says");
    fated(&shop, &first, Some("inserted"), None).await;
    assert_eq!(listed(&shop).await, ids[..2], "in the composer it is not sent yet");
    fated(&shop, &first, None, Some(-1)).await;
    assert_eq!(listed(&shop).await, ids[1..2], "the owner does not want it");
    fated(&shop, &first, None, Some(0)).await;
    assert_eq!(listed(&shop).await, ids[..2]);
    for outcome in ["sent", "edited", "ignored"] {
        let again = ready(&shop, ids[0]).await;
        fated(&shop, &again, Some(outcome), None).await;
        assert_eq!(listed(&shop).await, ids[1..2], "{outcome}");
    }
    ready(&shop, ids[0]).await;
    assert_eq!(listed(&shop).await, ids[..2], "of a chat the newest draft counts");
    keep(&shop, ids[0], None, "[]").await;
    assert_eq!(listed(&shop).await, ids[1..2], "and where that has no text, none does");
    shop.check().await;
}

#[tokio::test]
async fn a_draft_that_was_overtaken_is_not_listed() {
    let (shop, ids) = Shop::waiting(5).await;
    for id in &ids {
        ready(&shop, *id).await;
    }
    shop.apply(page(vec![buyer("c0", "again", "??", DAY + 100)], "2")).await;
    assert_eq!(listed(&shop).await, ids[1..], "the buyer has written since");
    ready(&shop, ids[0]).await;
    shop.apply(page(vec![seller("c1", "reply", "!", DAY + 200)], "3")).await;
    shop.store.chat_move(ids[2], Queue::Done, LATER).await.unwrap();
    shop.store.chat_snooze(ids[3], Some(UNTIL_BUYER_WRITES)).await.unwrap();
    let mut left = listed(&shop).await;
    left.sort_unstable();
    assert_eq!(left, [ids[0], ids[4]], "neither answered, nor closed, nor hidden ones");
    shop.store.chat_snooze(ids[3], None).await.unwrap();
    assert_eq!(listed(&shop).await.len(), 3, "back among those that wait");
    shop.check().await;
}

#[tokio::test]
async fn a_draft_that_was_overtaken_stays_while_no_text_takes_its_place() {
    let (shop, ids) = Shop::waiting(2).await;
    let overtaken = async |chat: usize| shop.store.ai_draft_overtaken(ids[chat]).await.unwrap().map(|row| row.id);
    let (first, second) = (ready(&shop, ids[0]).await, ready(&shop, ids[1]).await);
    assert_eq!(overtaken(0).await, None, "it answers what was written last");
    shop.apply(page(vec![buyer("c0", "again-0", "??", DAY + 100), buyer("c1", "again-1", "??", DAY + 100)], "2")).await;
    for _ in 0..2 {
        keep(&shop, ids[0], None, "[]").await;
    }
    assert_eq!(overtaken(0).await, Some(first.id), "to be read, however often nothing was found");
    assert!(listed(&shop).await.is_empty(), "and no draft that stands ready");
    ready(&shop, ids[0]).await;
    assert_eq!((overtaken(0).await, shop.store.ai_draft_text(first.id).await.unwrap()), (None, None), "a new one takes its place");
    assert_eq!(overtaken(1).await, Some(second.id));
    fated(&shop, &second, Some("ignored"), None).await;
    assert_eq!(overtaken(1).await, None, "another reply has left");
    fated(&shop, &second, Some("inserted"), None).await;
    shop.apply(page(vec![seller("c1", "reply", "!", DAY + 200)], "3")).await;
    assert_eq!(overtaken(1).await, None, "the shop has answered");
    shop.check().await;
}

#[tokio::test]
async fn a_draft_is_overtaken_by_other_words_of_the_buyer() {
    let (shop, ids) = Shop::waiting(2).await;
    let (first, second) = (ready(&shop, ids[0]).await, ready(&shop, ids[1]).await);
    shop.apply(page(vec![seller("c1", "reply", "!", DAY + 200)], "2")).await;
    let edits = vec![buyer("c0", "m0", "Отмените заказ!", DAY), buyer("c1", "m1", "Отмените заказ!", DAY + 1)];
    shop.apply(FeedPage { tells_edits: true, ..page(edits, "3") }).await;
    let kept = shop.store.ai_draft(ids[0]).await.unwrap().unwrap();
    assert!(kept.stale && kept.draft.state_key != first.draft.state_key, "it answers the former words: {kept:?}");
    assert_eq!(shop.store.ai_draft_overtaken(ids[0]).await.unwrap().map(|row| row.id), Some(first.id), "and can still be read");
    let kept = shop.store.ai_draft(ids[1]).await.unwrap().unwrap();
    assert_eq!((kept.stale, kept.draft.state_key), (false, second.draft.state_key), "what is answered asks for no draft");
    assert!(listed(&shop).await.is_empty());
    shop.check().await;
}

#[tokio::test]
async fn a_draft_of_the_buyers_former_words_is_overtaken_as_it_comes() {
    let (shop, ids) = Shop::waiting(3).await;
    let late = async |chat: usize, seen: Vec<SeenWords>| keep_of(&shop, ids[chat], Some("Заказ уже в пути."), "[]", seen).await;
    let (first, second, third) = (said(&shop, ids[0]).await, said(&shop, ids[1]).await, said(&shop, ids[2]).await);
    let edit = buyer("c0", "m0", "Отмените заказ!", DAY);
    let gone = FeedMessage { kind: MessageKind::Deleted, ..buyer("c1", "m1", "", DAY + 1) };
    shop.apply(FeedPage { tells_edits: true, ..page(vec![edit, gone], "2") }).await;
    for (chat, seen) in [(0, first), (1, second)] {
        let kept = late(chat, seen).await;
        assert!(kept.stale && kept.draft.state_key != "a state", "of another state too: {kept:?}");
    }
    assert!(listed(&shop).await.is_empty(), "none stands ready");
    let now = said(&shop, ids[0]).await;
    assert!(!late(0, now).await.stale && !late(2, third).await.stale, "of the words as they are");
    shop.check().await;
}

#[tokio::test]
async fn a_slow_draft_of_an_older_state_leaves_one_of_a_newer_state_as_it_stands() {
    let (shop, ids) = Shop::waiting(3).await;
    let mut seen = Vec::new();
    for id in &ids {
        seen.push((shop.store.newest_message(*id).await.unwrap().unwrap(), said(&shop, *id).await));
    }
    // Other words in one chat, one message more in the others.
    let edit = FeedPage { tells_edits: true, ..page(vec![buyer("c0", "m0", "Отмените заказ!", DAY)], "2") };
    shop.apply(edit).await;
    shop.apply(page(vec![buyer("c1", "again-1", "??", DAY + 100), buyer("c2", "again-2", "??", DAY + 100)], "3")).await;
    let mut newer = Vec::new();
    for id in &ids[..2] {
        newer.push(ready(&shop, *id).await);
    }
    fated(&shop, &newer[0], Some("inserted"), None).await;
    for (chat, text) in [(0, Some("Уже в пути.")), (0, None), (1, Some("Уже в пути.")), (1, None)] {
        let (newest, words) = seen[chat].clone();
        let stands = keep_as_of(&shop, ids[chat], newest, text, "[]", words).await;
        let kept = shop.store.ai_draft(ids[chat]).await.unwrap().unwrap();
        assert_eq!((stands.id, kept.id, kept.stale), (newer[chat].id, newer[chat].id, false), "{chat} {text:?}");
        assert_eq!(kept.draft, newer[chat].draft, "neither overtaken nor another's");
    }
    assert_eq!(listed(&shop).await, ids[..2], "both stand ready");
    keep(&shop, ids[2], None, "[]").await;
    let (newest, words) = seen[2].clone();
    let late = keep_as_of(&shop, ids[2], newest, Some("Уже в пути."), "[]", words).await;
    assert!(late.stale, "where nothing was found to say it can be read, as overtaken");
    assert_eq!(shop.store.ai_draft_overtaken(ids[2]).await.unwrap().map(|row| row.id), Some(late.id));
    shop.check().await;
}

#[tokio::test]
async fn a_shop_that_goes_takes_its_drafts_along() {
    let (shop, ids) = Shop::waiting(2).await;
    ready(&shop, ids[0]).await;
    assert_eq!(listed(&shop).await, ids[..1]);
    shop.store.account_remove(shop.account).await.unwrap();
    assert!(listed(&shop).await.is_empty());
}

#[tokio::test]
async fn pages_of_drafts_join_into_the_list_and_the_count_ends_somewhere() {
    let (shop, ids) = Shop::waiting(MOST_AI_DRAFTS + 50).await;
    for (n, id) in ids.iter().enumerate() {
        if n % 7 != 3 {
            ready(&shop, *id).await;
        }
    }
    let whole = shop.store.chat_list(list(View::AiDrafts)).await.unwrap().rows;
    assert!(whole.is_sorted_by_key(|row| (row.deadline, row.id)), "the most pressing first");
    assert_eq!(listed(&shop).await.len(), whole.len());
    assert_eq!(shop.in_pages(View::AiDrafts).await, whole);
    let end = shop.store.chat_list(ChatListQuery { limit: 7, after: Some(LIST_END.into()), ..list(View::AiDrafts) }).await.unwrap();
    assert_eq!(end.rows, whole[whole.len() - 7..]);
    let before = shop.store.chat_list(ChatListQuery { limit: 7, after: end.prev, ..list(View::AiDrafts) }).await.unwrap();
    assert_eq!(before.rows, whole[whole.len() - 14..whole.len() - 7]);
}

#[tokio::test]
async fn lists_are_told_of_a_draft_that_comes_or_goes_and_of_no_other() {
    let (shop, ids) = Shop::waiting(1).await;
    let mut changes = shop.store.changes();
    let first = ready(&shop, ids[0]).await;
    let mut told = || changes.try_recv().unwrap();
    assert_eq!(told().tags, [Tag::AiDrafts, Tag::Chats], "it came");
    ready(&shop, ids[0]).await;
    assert_eq!(told().tags, [Tag::AiDrafts], "another stands in its place");
    assert!(shop.store.ai_draft_text(first.id).await.unwrap().is_none());
    let now = shop.store.ai_draft(ids[0]).await.unwrap().unwrap();
    fated(&shop, &now, Some("inserted"), None).await;
    assert_eq!(told().tags, [Tag::AiDrafts], "it stands until a reply leaves");
    fated(&shop, &now, Some("sent"), None).await;
    let change = told();
    assert_eq!((change.tags.as_slice(), change.chats.as_slice()), (&[Tag::AiDrafts, Tag::Chats][..], &ids[..]), "it went");
}
