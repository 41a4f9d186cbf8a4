//! What chats mean: heard where messages are stored, corrected by the owner, gone with its customer.

use crate::{DAY, Shop, account, buyer, page, seller};
use pult_domain::reading::{Confidence, INTENTS};
use pult_domain::sla::{SlaPolicy, Urgency};
use pult_domain::{AtMs, ChannelKind, Corrected, Intent, Language, Priority, Queue, Reader, Reading, Sentiment};
use pult_store::{AccountJudge, ChatAct, ChatTarget};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const MINUTE: i64 = 60_000;
/// Noon of that day in Moscow: within the default hours.
const NOON: i64 = DAY + 9 * 60 * MINUTE;

/// Understands a few words, and counts how often it was asked.
#[derive(Default)]
struct Listener {
    asked: AtomicUsize,
    /// What it takes everything for that it does not know.
    otherwise: Option<Intent>,
}

impl Reader for Listener {
    fn read(&self, text: &str) -> Reading {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let (intent, sentiment, urgency) = match text {
            text if text.contains("лепестки") => (Intent::DefectComplaint, Sentiment::Negative, Urgency::Normal),
            text if text.contains("дым") => (Intent::ProductQuestion, Sentiment::Negative, Urgency::Critical),
            text if text.contains("Алло") => (Intent::GreetingSmalltalk, Sentiment::Neutral, Urgency::Normal),
            _ => (self.otherwise.unwrap_or(Intent::ProductQuestion), Sentiment::Neutral, Urgency::Normal),
        };
        let mut intents = [0.0; INTENTS];
        intents[intent.index()] = 1.0;
        let confidence = Confidence { language: 1.0, intent: 0.97, sentiment: 0.9, urgency: 0.9 };
        Reading { language: Language::Ru, intent, sentiment, urgency, confidence, intents }
    }
}

async fn listening() -> (Shop, Arc<Listener>) {
    let shop = Shop::open().await;
    let judge = Arc::new(SlaPolicy::default().ready().unwrap());
    shop.store.set_judges(vec![AccountJudge { account: shop.account, channel: ChannelKind::Wildberries, connected_at: AtMs(DAY), judge }]);
    let listener = Arc::new(Listener::default());
    shop.store.set_reader(listener.clone());
    (shop, listener)
}

fn intent(intent: Intent) -> Corrected {
    Corrected { intent: Some(intent), ..Corrected::default() }
}

#[tokio::test]
async fn a_chat_that_waits_is_heard_with_its_messages() {
    let (shop, _) = listening().await;
    let said = vec![
        buyer("c", "1", "Все лепестки вверх ногами?", NOON),
        buyer("c", "2", "Из розетки пошёл дым", NOON + MINUTE),
        buyer("c", "3", "Алло!", NOON + 2 * MINUTE),
    ];
    shop.apply(page(said, "1")).await;
    let row = shop.chat("c").await;
    assert_eq!((row.priority, row.deadline), (Priority::Urgent, Some(AtMs(NOON + 30 * MINUTE))), "petals are a defect by meaning alone");
    assert!(row.negative && row.critical, "the danger in one message is not forgotten for another");
    let heard = shop.store.analysis(row.id).await.unwrap().unwrap();
    assert_eq!((heard.language, heard.intent, heard.urgency), (Language::Ru, Intent::ProductQuestion, Urgency::Critical), "the newest that asks for something");
    assert_eq!((heard.sure, heard.corrected), ([100, 97, 90, 90], Corrected::default()));
    shop.check().await;

    shop.apply(page(vec![seller("c", "4", "Выключите, мы заменим", NOON + 3 * MINUTE)], "2")).await;
    let row = shop.chat("c").await;
    assert!(row.queue == Queue::InProgress && !row.negative && !row.critical, "flags call for an answer; there is one");
    assert_eq!(shop.store.analysis(row.id).await.unwrap().map(|heard| heard.intent), Some(Intent::ProductQuestion), "search still finds it");
}

#[tokio::test]
async fn a_text_is_read_once_and_old_history_never() {
    let (shop, listener) = listening().await;
    let asked = || listener.asked.load(Ordering::SeqCst);
    let long_ago = NOON - 30 * 24 * 60 * MINUTE;
    shop.apply(page((0..500).map(|n| buyer(&format!("old{n}"), "1", &format!("Вопрос {n}"), long_ago)).collect(), "1")).await;
    assert_eq!(asked(), 0, "a first import is not slower for it");
    for n in 0..5 {
        shop.apply(page(vec![buyer("c", &n.to_string(), &format!("Вопрос {}", n % 3), NOON + n * MINUTE)], &format!("2{n}"))).await;
    }
    assert_eq!(asked(), 3, "three texts, whoever wrote them and however often the chat was judged");
    shop.apply(page(vec![buyer("blank", "1", " ", NOON)], "3")).await;
    assert_eq!((asked(), shop.store.analysis(shop.chat_id("blank").await).await.unwrap()), (3, None), "a picture without words means nothing yet");
}

#[tokio::test]
async fn the_owners_word_counts_at_once_and_can_be_taken_back() {
    let (shop, _) = listening().await;
    shop.apply(page(vec![buyer("c", "1", "лепестки вверх ногами?", NOON)], "1")).await;
    let chat = shop.chat_id("c").await;
    let message = shop.store.analysis(chat).await.unwrap().unwrap().message;

    let heard = shop.store.correct(chat, message, intent(Intent::ProductQuestion)).await.unwrap().unwrap();
    assert_eq!((heard.intent, heard.sure[1], heard.corrected), (Intent::ProductQuestion, 100, intent(Intent::ProductQuestion)));
    assert_eq!(heard.sentiment, Sentiment::Negative, "what the owner left alone stays as it was heard");
    let row = shop.chat("c").await;
    assert_eq!((row.priority, row.deadline), (Priority::Normal, Some(AtMs(NOON + 24 * 60 * MINUTE))), "a level falls with the reason for it");
    shop.check().await;

    let urgent = Corrected { urgency: Some(Urgency::Critical), ..Corrected::default() };
    let heard = shop.store.correct(chat, message, urgent).await.unwrap().unwrap();
    assert_eq!(heard.corrected, intent(Intent::ProductQuestion).then(urgent), "the second word stands on the first");
    assert!(shop.chat("c").await.critical);
    assert_eq!(shop.store.corrections(10).await.unwrap().iter().map(|row| row.text.as_str()).collect::<Vec<_>>(), ["лепестки вверх ногами?"]);

    let heard = shop.store.correction_undo(chat, message).await.unwrap().unwrap();
    assert_eq!((heard.intent, heard.corrected), (Intent::DefectComplaint, Corrected::default()));
    assert_eq!(shop.chat("c").await.priority, Priority::Urgent);
    assert!(shop.store.corrections(10).await.unwrap().is_empty());
    shop.check().await;
}

#[tokio::test]
async fn a_correction_after_the_answer_moves_no_deadline() {
    let (shop, _) = listening().await;
    shop.apply(page(vec![buyer("c", "1", "лепестки вверх ногами?", NOON), seller("c", "2", "Так и надо", NOON + MINUTE)], "1")).await;
    shop.apply(page(vec![buyer("c", "3", "лепестки опять", NOON + 2 * MINUTE)], "2")).await;
    shop.apply(page(vec![seller("c", "4", "И снова", NOON + 3 * MINUTE)], "3")).await;
    let chat = shop.chat_id("c").await;
    let before = shop.chat("c").await;
    let message = shop.store.analysis(chat).await.unwrap().unwrap().message;
    let heard = shop.store.correct(chat, message, intent(Intent::PraiseThanks)).await.unwrap().unwrap();
    assert_eq!(heard.intent, Intent::PraiseThanks);
    assert_eq!(shop.chat("c").await, before);
    assert_eq!(shop.store.correction_undo(chat, message).await.unwrap().unwrap().intent, Intent::DefectComplaint, "heard again from its text");
    shop.check().await;
}

#[tokio::test]
async fn only_a_buyers_message_of_that_chat_can_be_corrected() {
    let (shop, _) = listening().await;
    shop.apply(page(vec![buyer("c", "1", "лепестки", NOON), buyer("d", "1", "вопрос", NOON)], "1")).await;
    let (c, d) = (shop.chat_id("c").await, shop.chat_id("d").await);
    let message = shop.store.analysis(c).await.unwrap().unwrap().message;
    assert!(shop.store.correct(d, message, intent(Intent::AbuseSpam)).await.is_err());
    assert!(shop.store.corrections(10).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_was_learned_from_a_customer_goes_with_the_customer() {
    let (shop, _) = listening().await;
    let other = shop.store.account_add(account("Чай", Some("seller-2"))).await.unwrap();
    let judge = Arc::new(SlaPolicy::default().ready().unwrap());
    let of = |account| AccountJudge { account, channel: ChannelKind::Wildberries, connected_at: AtMs(DAY), judge: judge.clone() };
    shop.store.set_judges(vec![of(shop.account), of(other)]);
    shop.apply(page(vec![buyer("c", "1", "лепестки", NOON)], "1")).await;
    shop.store.apply_pages(other, vec![page(vec![buyer("d", "1", "чай сырой", NOON)], "1")], pult_store::Lane::Live).await.unwrap();
    for remote in ["c", "d"] {
        let chat = shop.chat_id(remote).await;
        let message = shop.store.analysis(chat).await.unwrap().unwrap().message;
        shop.store.correct(chat, message, intent(Intent::ReturnRefund)).await.unwrap();
    }
    assert_eq!(shop.store.corrections(10).await.unwrap().len(), 2);
    shop.store.account_remove(other).await.unwrap();
    let left = shop.store.corrections(10).await.unwrap();
    assert_eq!(left.iter().map(|row| row.text.as_str()).collect::<Vec<_>>(), ["лепестки"]);
    shop.check().await;
}

#[tokio::test]
async fn another_reader_hears_the_waiting_chats_again() {
    let (shop, _) = listening().await;
    shop.apply(page(vec![buyer("c", "1", "и что теперь", NOON)], "1")).await;
    assert_eq!(shop.chat("c").await.priority, Priority::Normal);
    shop.store.set_reader(Arc::new(Listener { otherwise: Some(Intent::ReturnRefund), ..Listener::default() }));
    assert_eq!(shop.store.judge_again(shop.account).await.unwrap(), 1);
    let row = shop.chat("c").await;
    assert_eq!(row.priority, Priority::Urgent);
    assert_eq!(shop.store.analysis(row.id).await.unwrap().unwrap().intent, Intent::ReturnRefund);
    shop.check().await;
}

#[tokio::test]
async fn the_search_finds_chats_by_how_they_stand_and_what_was_heard() {
    let (shop, _) = listening().await;
    let mut file = buyer("file", "1", "Чек во вложении", NOON);
    file.attachments.push(pult_domain::FeedAttachment {
        remote_id: "f".into(),
        kind: pult_domain::AttachmentKind::File,
        name: Some("чек_оплаты.pdf".into()),
        media_type: None,
        bytes: None,
    });
    let said = vec![
        file,
        buyer("defect", "2", "Все лепестки вверх ногами?", NOON + MINUTE),
        buyer("done", "3", "Вопрос закрыт", NOON + 2 * MINUTE),
        buyer("snoozed", "4", "Вопрос отложен", NOON + 3 * MINUTE),
        buyer("read", "5", "Вопрос прочитан", NOON + 4 * MINUTE),
    ];
    shop.apply(page(said, "1")).await;
    let (done, snoozed, read) = (shop.chat_id("done").await, shop.chat_id("snoozed").await, shop.chat_id("read").await);
    shop.store.chat_move(done, Queue::Done, AtMs(NOON + 5 * MINUTE)).await.unwrap();
    shop.store.chat_snooze(snoozed, Some(pult_store::UNTIL_BUYER_WRITES)).await.unwrap();
    shop.store.chat_mark_read(read).await.unwrap();
    let label = shop.store.label_add("Постоянные".into(), 1).await.unwrap().id;
    let labelled = ChatAct::Label { label, on: true };
    shop.store.chats_act(ChatTarget::Chats(vec![read]), labelled, AtMs(NOON + 6 * MINUTE)).await.unwrap();
    let found = async |query: &str| {
        let request = pult_store::SearchRequest {
            query: pult_domain::query::Query::parse(query),
            limit: 50,
            chats: pult_store::SEARCH_CHATS,
            ranked: false,
            now: AtMs(NOON + 10 * MINUTE),
            zone: "Europe/Moscow".into(),
        };
        let hits = shop.store.search_for(&request).await.unwrap().hits;
        let texts = hits.into_iter().map(|hit| hit.snippet.into_iter().map(|(part, _)| part).collect::<String>());
        texts.collect::<Vec<_>>()
    };
    for (query, wanted) in [
        ("has:file", "Чек во вложении"),
        ("есть:файл", "Чек во вложении"),
        ("is:done", "Вопрос закрыт"),
        ("is:snoozed", "Вопрос отложен"),
        ("вопрос -is:unread", "Вопрос прочитан"),
        ("label:постоян", "Вопрос прочитан"),
        ("intent:defect_complaint", "Все лепестки вверх ногами?"),
        ("sentiment:negative", "Все лепестки вверх ногами?"),
        ("оплаты", "чек_оплаты.pdf"),
    ] {
        assert_eq!(found(query).await, [wanted], "{query}");
    }
    assert_eq!(found("вопрос is:unread").await.len(), 2, "closed and put aside, and read by nobody");
}
