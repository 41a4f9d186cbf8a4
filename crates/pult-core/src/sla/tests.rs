use super::*;
use crate::api::dto::{ChatView, HistoryRefusedView};
use crate::core::CoreOptions;
use crate::secrets::FileSecrets;
use pult_domain::sla::Step;
use pult_domain::{
    Author, ChannelKind, ChatKind, Clock, FeedChat, FeedMessage, FeedPage, HistoryRight, MessageKind, RemoteChatId, RemoteMessageId, ReplyRight, TokenKind,
    View,
};
use pult_store::{ChatListQuery, Lane, NewAccount};

const MINUTE: i64 = 60_000;
/// Monday, 23 November 2026, noon in Moscow: the shop works, as it did a day before.
const NOW: i64 = 1_795_424_400_000;

#[derive(Debug)]
struct Stopped;

impl Clock for Stopped {
    fn now(&self) -> AtMs {
        AtMs(NOW)
    }

    fn steady_ms(&self) -> i64 {
        NOW
    }
}

struct Shop {
    _folder: tempfile::TempDir,
    core: Arc<Core>,
    account: AccountId,
}

impl Shop {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let secrets = Arc::new(FileSecrets::new(folder.path().join("secrets.json")));
        let core = Core::open(CoreOptions { clock: Arc::new(Stopped), secrets: Some(secrets), ..CoreOptions::new(folder.path()) }).await.unwrap();
        let account =
            NewAccount {
                seller_id: Some("1".into()), token_kind: TokenKind::Personal, ..NewAccount::plain(ChannelKind::Wildberries, "Глиняный дом")
            };
        let account = core.store.account_add(account).await.unwrap();
        core.load_policies().await.unwrap();
        Self { _folder: folder, core, account }
    }

    async fn apply(&self, messages: Vec<FeedMessage>) {
        self.core.store.apply_pages(self.account, vec![FeedPage { messages, ..FeedPage::default() }], Lane::Live).await.unwrap();
    }

    /// The channel tells something of the only chat.
    async fn tell(&self, chat: FeedChat) {
        let page = FeedPage { chats: vec![chat], ..FeedPage::default() };
        self.core.store.apply_pages(self.account, vec![page], Lane::Live).await.unwrap();
    }

    /// The only chat, and why it is due when it is.
    async fn why(&self) -> (ChatRow, WhyView) {
        let list = ChatListQuery { view: View::All, account: None, label: None, unread_only: false, limit: 1, after: None };
        let row = self.core.store.chat_list(list).await.unwrap().rows.remove(0);
        let why = self.core.why(row.id).await.unwrap();
        (row, why)
    }
}

/// A message of the buyer of so many minutes ago.
fn asked(id: &str, minutes: i64, text: &str) -> FeedMessage {
    FeedMessage {
        remote_chat_id: RemoteChatId::new("c"),
        remote_id: RemoteMessageId::new(id),
        author: Author::Customer,
        kind: MessageKind::Text,
        text: text.into(),
        sent_at: AtMs(NOW - minutes * MINUTE),
        attachments: Vec::new(),
        read: None,
        raw: None,
        undated: false,
    }
}

#[tokio::test]
async fn what_was_deleted_explains_no_deadline() {
    let shop = Shop::open().await;
    shop.apply(vec![asked("1", 120, "Какой это цвет?"), asked("2", 60, "Какой это цвет?")]).await;
    shop.apply(vec![FeedMessage { kind: MessageKind::Deleted, ..asked("1", 120, "") }]).await;
    let (row, why) = shop.why().await;
    assert_eq!(row.deadline, Some(AtMs(NOW - 60 * MINUTE + 24 * 60 * MINUTE)), "of the message that is left");
    assert_eq!(why.verdict.map(|verdict| verdict.due_at), row.deadline, "the explanation is that of the chip");
    assert!(!why.escalated);
    shop.core.shutdown().await;
}

#[tokio::test]
async fn an_urgent_message_beside_the_one_that_decides_is_no_passing_of_time() {
    let shop = Shop::open().await;
    let calm = asked("1", 24 * 60 - 10, "Какой это цвет?");
    shop.apply(vec![calm.clone(), asked("2", 0, "Чашка пришла разбитая, верните деньги")]).await;
    let (row, why) = shop.why().await;
    let verdict = why.verdict.unwrap();
    assert_eq!((row.priority, verdict.priority), (Priority::Urgent, Priority::Normal), "the older one is due first");
    assert_eq!(Some(verdict.due_at), row.deadline);
    assert!(!why.escalated, "a rule has made it urgent");
    shop.core.shutdown().await;

    let shop = Shop::open().await;
    shop.apply(vec![calm]).await;
    assert!(!shop.why().await.1.escalated);
    assert_eq!(shop.core.store.escalate(AtMs(NOW)).await.unwrap().len(), 1);
    assert!(shop.why().await.1.escalated, "its deadline came close");
    shop.core.shutdown().await;
}

#[tokio::test]
async fn a_dispute_explains_its_deadline_until_it_is_over() {
    let shop = Shop::open().await;
    shop.apply(vec![asked("1", 5, "Добрый день")]).await;
    let dispute = |right| FeedChat { kind: Some(ChatKind::Dispute), reply_right: Some(right), ..FeedChat::new("c") };
    let says_so = |why: &WhyView| why.verdict.as_ref().is_some_and(|verdict| verdict.steps.iter().any(|step| matches!(step, Step::Dispute { .. })));
    shop.tell(dispute(ReplyRight::Open)).await;
    let (row, why) = shop.why().await;
    assert_eq!((row.priority, row.deadline), (Priority::Urgent, Some(AtMs(NOW + 25 * MINUTE))));
    assert!(says_so(&why) && !why.escalated, "{why:?}");
    assert_eq!(why.verdict.map(|verdict| verdict.due_at), row.deadline, "the explanation is that of the chip");
    shop.tell(dispute(ReplyRight::Closed)).await;
    let (row, why) = shop.why().await;
    assert_eq!(row.priority, Priority::Normal);
    assert!(!says_so(&why), "{why:?}");
    shop.core.shutdown().await;
}

#[tokio::test]
async fn what_is_older_than_the_rules_explains_its_deadline_without_them() {
    let shop = Shop::open().await;
    shop.apply(vec![asked("1", 7 * 24 * 60 + 1, "Верните деньги")]).await;
    shop.tell(FeedChat { kind: Some(ChatKind::Dispute), reply_right: Some(ReplyRight::Open), ..FeedChat::new("c") }).await;
    let (row, why) = shop.why().await;
    let verdict = why.verdict.unwrap();
    assert_eq!((verdict.priority, Some(verdict.due_at)), (Priority::Normal, row.deadline), "the explanation is that of the chip");
    assert!(!verdict.steps.iter().any(|step| matches!(step, Step::Dispute { .. } | Step::Rule { .. })), "{:?}", verdict.steps);
    shop.apply(vec![asked("2", 5, "Добрый день")]).await;
    let (row, why) = shop.why().await;
    assert_eq!((row.priority, why.verdict.map(|verdict| verdict.due_at)), (Priority::Urgent, row.deadline), "the older one is due first");
    assert!(!why.escalated, "the dispute has made it urgent");
    shop.core.shutdown().await;
}

#[tokio::test]
async fn whoever_opens_a_refused_chat_is_told_until_it_is_shown() {
    let shop = Shop::open().await;
    let told = |history| FeedChat { history: Some(history), ..FeedChat::new("c") };
    shop.tell(told(HistoryRight::Refused(403))).await;
    let (row, _) = shop.why().await;
    let refused = async || shop.core.call::<ChatView>("chat_get", serde_json::json!({"chat": row.id})).await.unwrap().history_refused;
    assert_eq!(refused().await, Some(HistoryRefusedView { since_ms: AtMs(NOW), status: 403 }));
    shop.tell(told(HistoryRight::Shown)).await;
    assert_eq!(refused().await, None);
    shop.core.shutdown().await;
}

#[tokio::test]
async fn a_shop_that_is_connected_while_rules_are_loaded_has_its_own() {
    let shop = Shop::open().await;
    let core = &shop.core;
    let turn = core.policies.loading.lock().await;
    let connected = async {
        let account = core.store.account_add(NewAccount::plain(ChannelKind::Ozon, "Вторая лавка")).await.unwrap();
        let mut own = SlaPolicy::default();
        own.calendar.zone = "Europe/Budapest".into();
        core.store.setting_set(&key(Some(account)), &serde_json::to_string(&own).unwrap()).await.unwrap();
        drop(turn);
        account
    };
    let (loaded, account) = tokio::join!(core.load_policies(), connected);
    loaded.unwrap();
    let (own, common) = (core.policies.of(account).unwrap(), core.policies.of(shop.account).unwrap());
    assert!(!Arc::ptr_eq(&own, &common), "the load that began first has not read before its turn");
    core.shutdown().await;
}
