//! A text that began as a draft, when it leaves: what it says must be what is known now.

use super::*;
use crate::api::dto::{CannedView, DraftView, GuardView, SnippetView, SnippetsImported};
use crate::drafting::tests::Stub;
use pult_domain::{DAY_MS, FeedChat, FeedItem, FeedPage, RemoteChatId};
use pult_store::{Lane, LookupKind};

const PRICED: &str = "Здравствуйте! Чашка «Лён» стоит 1 290 ₽.";

impl Desk {
    /// The marketplace tells the item's price, in kopecks.
    async fn costs(&self, minor: i64) {
        let facts = json!({"title": "Чашка «Лён»", "price_minor": minor, "currency": "RUB", "stock": 3}).to_string();
        self.core.store.lookup_keep(self.account, LookupKind::Item, "9001".into(), Some(facts)).await.unwrap();
    }

    /// The marketplace tells that the chat "a" is about an order, and on which day of November that comes.
    async fn comes(&self, day: i64) {
        let item = FeedItem { order_id: Some("501".into()), ..FeedItem::default() };
        let chat = FeedChat { remote_id: RemoteChatId::new("a"), item: Some(item), ..FeedChat::default() };
        self.core.store.apply_pages(self.account, vec![FeedPage { chats: vec![chat], ..FeedPage::default() }], Lane::Live).await.unwrap();
        let facts = json!({"state": "on_the_way", "due_at": self.core.clock.now().plus_ms((day - 21) * DAY_MS)}).to_string();
        self.core.store.lookup_keep(self.account, LookupKind::Order, "501".into(), Some(facts)).await.unwrap();
    }

    /// The rules that find something in a text while it is typed.
    async fn typed(&self, chat: ChatId, text: &str) -> Vec<String> {
        let view: GuardView = self.ok("guard_text", json!({"chat": chat, "text": text})).await;
        view.findings.into_iter().map(|finding| finding.rule).collect()
    }

    /// The rules that hold a text at the door; none where it leaves.
    async fn held(&self, chat: ChatId, text: &str) -> Vec<String> {
        match self.send(json!({"chat": chat, "text": text})).await {
            Ok(_) => Vec::new(),
            Err(refused) => {
                assert_eq!(refused.code, ErrorCode::GuardWarned, "told, never forbidden: {refused}");
                refused.findings.unwrap().into_iter().map(|finding| finding.rule).collect()
            }
        }
    }

    async fn leaves_without_a_word(&self, chat: ChatId, text: &str) {
        assert_eq!((self.typed(chat, text).await, self.held(chat, text).await), (vec![], vec![]), "{text}");
        assert!(self.ok::<Vec<OverrideView>>("reply_overrides", json!({"chat": chat})).await.is_empty());
    }
}

/// A chat whose draft names the price of its item.
async fn priced() -> (Desk, ChatId, DraftView) {
    let desk = Desk::open().await;
    desk.costs(129_000).await;
    let chat = desk.chat("a", "Олег", 0, &["> Добрый день! Сколько стоит чашка?"]).await;
    let stub = Stub::listen(vec![PRICED.into()]).await;
    stub.set_up(&desk).await;
    let made = desk.make(chat).await;
    assert_eq!((made.text.as_deref(), made.blocked), (Some(PRICED), 0.0));
    (desk, chat, made)
}

#[tokio::test]
async fn a_draft_whose_facts_have_changed_leaves_only_when_that_is_overruled() {
    let (desk, chat, _) = priced().await;
    desk.costs(149_000).await;
    assert_eq!(desk.typed(chat, PRICED).await, ["unknown_fact"], "it is said before anybody presses Send");
    let refused = desk.send(json!({"chat": chat, "text": PRICED, "despite": ["promise_refund"]})).await.unwrap_err();
    let found = refused.findings.unwrap();
    assert_eq!((refused.code, found.len(), found[0].rule.as_str()), (ErrorCode::GuardWarned, 1, "unknown_fact"));
    let place: String = PRICED.chars().skip(found[0].start as usize).take((found[0].end - found[0].start) as usize).collect();
    assert!(place == "1 290" && found[0].reason.contains("1 290"), "{found:?}");
    assert_eq!(desk.stored().await, 0);

    let sent = desk.send(json!({"chat": chat, "text": PRICED, "despite": ["unknown_fact"]})).await.unwrap();
    let overrides: Vec<OverrideView> = desk.ok("reply_overrides", json!({"chat": chat})).await;
    let told: Vec<_> = overrides.iter().map(|over| (over.outbox, over.rule.as_str(), over.writer)).collect();
    assert_eq!(told, [(sent.outbox, "unknown_fact", GuardWriter::Assisted)]);
}

#[tokio::test]
async fn a_draft_whose_facts_are_as_they_were_leaves_without_a_word() {
    let (desk, chat, _) = priced().await;
    // Neither is a fact: the buyer writes again, and the owner learns something else.
    desk.chat("a", "Олег", 0, &["> И спасибо заранее!"]).await;
    let _: CannedView = desk.ok("canned_set", json!({"title": "Привет", "text": "Здравствуйте!", "shortcut": "hi"})).await;
    desk.costs(149_000).await;
    desk.costs(129_000).await;
    desk.leaves_without_a_word(chat, PRICED).await;
}

#[tokio::test]
async fn a_draft_in_the_composer_is_asked_about_though_another_stands_in_the_panel() {
    let (desk, chat, made) = priced().await;
    let _: Value = desk.ok("draft_outcome", json!({"draft": made.draft, "fate": "inserted"})).await;
    desk.costs(149_000).await;
    assert_ne!(desk.draft(chat).await.draft, made.draft, "other facts, another draft");
    assert_eq!(desk.held(chat, PRICED).await, ["unknown_fact"]);
    desk.leaves_without_a_word(chat, &PRICED.replace("290", "490")).await;
}

#[tokio::test]
async fn a_number_typed_into_a_draft_is_asked_about_and_one_in_a_persons_own_words_is_not() {
    let (desk, chat, made) = priced().await;
    let _: Value = desk.ok("draft_outcome", json!({"draft": made.draft, "fate": "inserted"})).await;
    let slip = PRICED.replace("1 290", "1 920");
    assert_eq!((desk.typed(chat, &slip).await, desk.held(chat, &slip).await), (vec!["unknown_fact".to_owned()], vec!["unknown_fact".to_owned()]));
    let own = "Добрый день! Высота у неё 9 сантиметров, ширина 12, объём 350 миллилитров. Внутри глазурь белая, снаружи синяя, ручка широкая, держать удобно.";
    desk.leaves_without_a_word(chat, own).await;
    desk.leaves_without_a_word(chat, &format!("{PRICED} Ждём вас!")).await;
}

#[tokio::test]
async fn a_day_the_owner_types_is_his_word_unless_another_is_known() {
    let (desk, chat, made) = priced().await;
    let _: Value = desk.ok("draft_outcome", json!({"draft": made.draft, "fate": "inserted"})).await;
    let with = |typed: &str| format!("{PRICED} {typed}");
    let (closed, comes) = (with("Работаем до 30 декабря."), with("Привезут 25 ноября."));
    let asked = async |text: &str| desk.typed(chat, text).await.contains(&"unknown_fact".to_owned());
    assert!(!asked(&closed).await && !asked(&comes).await, "nobody knows when the order comes");
    desk.comes(24).await;
    assert!(!asked(&closed).await, "no delivery is spoken of");
    assert!(asked(&comes).await, "it comes on another day");
    assert_eq!(desk.held(chat, &comes).await, ["unknown_fact"]);
    let by_itself: GuardView = desk.ok("guard_text", json!({"chat": chat, "text": closed, "writer": "automatic"})).await;
    assert!(by_itself.findings.iter().any(|finding| finding.rule == "unknown_fact"), "what nobody reads nobody has typed: {by_itself:?}");
    assert_eq!(desk.held(chat, &with("Привезут 24 ноября. Работаем до 30 декабря.")).await, Vec::<String>::new());
}

#[tokio::test]
async fn what_a_draft_repeats_of_a_note_is_known_as_long_as_the_note_says_it() {
    let desk = Desk::open().await;
    let file = "Вопрос;Ответ\nНагревать чашку в духовке;Чашку можно нагревать в духовке до 200 градусов.";
    let _: SnippetsImported = desk.ok("snippets_import", json!({"name": "faq.csv", "contents": file})).await;
    let chat = desk.chat("a", "Анна", 0, &["> А до какой температуры можно нагревать чашку в духовке?"]).await;
    let text = desk.draft(chat).await.text.unwrap();
    assert!(text.contains("200 градусов"), "{text}");
    let _: CannedView = desk.ok("canned_set", json!({"title": "Привет", "text": "Здравствуйте!", "shortcut": "hi"})).await;
    assert_eq!(desk.typed(chat, &text).await, Vec::<String>::new(), "other knowledge takes nothing from it");
    let note = desk.ok::<Vec<SnippetView>>("snippets_list", json!({})).await.remove(0);
    let other = json!({"snippet": note.snippet, "title": note.title, "text": "Чашку можно нагревать в духовке до 180 градусов."});
    let _: SnippetView = desk.ok("snippets_set", other).await;
    assert_eq!(desk.held(chat, &text).await, ["unknown_fact"]);
}

#[tokio::test]
async fn what_the_marketplace_has_approved_may_be_promised_drafted_and_typed() {
    const PROMISE: &str = "Вернём вам деньги";
    let desk = Desk::open().await;
    let open = desk.chat("open", "Олег", 0, &["> Чашка треснула, верните деньги", "= Создана заявка на возврат."]).await;
    let refused = desk.send(json!({"chat": open, "text": PROMISE, "writer": "assisted"})).await.unwrap_err();
    assert_eq!((refused.code, desk.typed(open, PROMISE).await), (ErrorCode::GuardBlocked, vec!["promise_refund".to_owned()]));

    let chat = desk.chat("a", "Анна", 0, &["> Чашка треснула, верните деньги", "= Заявка на возврат одобрена."]).await;
    let stub = Stub::listen(vec![PROMISE.into()]).await;
    stub.set_up(&desk).await;
    let made = desk.make(chat).await;
    assert_eq!((made.text.as_deref(), made.blocked, made.findings.len()), (Some(PROMISE), 0.0, 0));
    desk.send(json!({"chat": chat, "text": PROMISE, "writer": "assisted"})).await.unwrap();
    desk.leaves_without_a_word(chat, PROMISE).await;
}
