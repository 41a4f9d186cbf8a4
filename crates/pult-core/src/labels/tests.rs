use super::*;
use crate::core::CoreOptions;
use crate::secrets::FileSecrets;
use pult_domain::sla::{Calendar, OffHours, SlaPolicy};
use pult_domain::{AtMs, Author, ChannelKind, Clock, FeedMessage, FeedPage, MessageKind, RemoteChatId, RemoteMessageId, TokenKind};
use pult_store::{Lane, NewAccount};
use serde_json::{Value, json};

const MINUTE: i64 = 60_000;
/// Monday, 23 November 2026, 23:00 in Moscow: the shop is closed until nine.
const NIGHT: i64 = 1_795_464_000_000;

#[derive(Debug)]
struct Stopped;

impl Clock for Stopped {
    fn now(&self) -> AtMs {
        AtMs(NIGHT)
    }

    fn steady_ms(&self) -> i64 {
        NIGHT
    }
}

struct Shop {
    _folder: tempfile::TempDir,
    core: Arc<Core>,
}

impl Shop {
    /// A shop with so many chats, each with a question of a minute ago.
    async fn open(chats: i64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let secrets = Arc::new(FileSecrets::new(folder.path().join("secrets.json")));
        let core = Core::open(CoreOptions { clock: Arc::new(Stopped), secrets: Some(secrets), ..CoreOptions::new(folder.path()) }).await.unwrap();
        let account =
            NewAccount {
                seller_id: Some("1".into()), token_kind: TokenKind::Personal, ..NewAccount::plain(ChannelKind::Wildberries, "Глиняный дом")
            };
        let account = core.store.account_add(account).await.unwrap();
        core.load_policies().await.unwrap();
        let messages = (0..chats).map(|n| FeedMessage {
            remote_chat_id: RemoteChatId(format!("c{n}")),
            remote_id: RemoteMessageId(format!("m{n}")),
            author: Author::Customer,
            kind: MessageKind::Text,
            text: "Какой это цвет?".into(),
            sent_at: AtMs(NIGHT - MINUTE + n),
            attachments: Vec::new(),
            read: None,
            raw: None,
            undated: false,
        });
        core.store.apply_pages(account, vec![FeedPage { messages: messages.collect(), ..FeedPage::default() }], Lane::Live).await.unwrap();
        Self { _folder: folder, core }
    }

    async fn ok(&self, name: &str, request: Value) -> Value {
        self.core.call(name, request).await.unwrap()
    }

    async fn refused(&self, name: &str, request: Value) -> ErrorCode {
        self.core.call_text(name, request).await.unwrap_err().code
    }

    async fn waiting(&self) -> f64 {
        self.counted("waiting").await
    }

    async fn counted(&self, view: &str) -> f64 {
        self.ok("queue_counts", json!({})).await[view].as_f64().unwrap()
    }

    /// How long a list says it is, and those in it that bear a mark of the owner's.
    async fn listed(&self, view: &str, mark: &str) -> (f64, Vec<i64>) {
        let page = self.ok("chat_list", json!({"view": view})).await;
        let mut chats: Vec<i64> = page["chats"].as_array().unwrap().iter().filter(|row| row[mark] == true).filter_map(|row| row["chat"].as_i64()).collect();
        chats.sort_unstable();
        (page["total"].as_f64().unwrap(), chats)
    }

    async fn hits(&self, query: &str) -> usize {
        self.ok("search", json!({"query": query})).await["hits"].as_array().unwrap().len()
    }
}

#[test]
fn names_are_tidied_and_bounded() {
    assert_eq!(named("  Опт \u{a0} и  розница ").unwrap(), "Опт и розница");
    for bad in ["", " \t ", "x\u{7}", &"я".repeat(41)] {
        assert_eq!(named(bad).unwrap_err().code, ErrorCode::NameUnusable, "{bad:?}");
    }
    assert!(named(&"я".repeat(40)).is_ok());
}

#[test]
fn colours_are_places_in_the_palette() {
    assert_eq!([0.0, 7.0].map(|n| whole(n, COLOURS).unwrap()), [0, 7]);
    for bad in [-1.0, 8.0, 1.5, f64::NAN, f64::INFINITY] {
        assert!(whole(bad, COLOURS).is_err(), "{bad}");
    }
}

#[tokio::test]
async fn acts_are_taken_back_newest_first_or_by_name_each_once() {
    let shop = Shop::open(3).await;
    let mut undos = Vec::new();
    for chat in 1..=3 {
        let done = shop.ok("chats_act", json!({"chats": [chat], "act": {"do": "move", "queue": "done"}})).await;
        undos.push(done["undo"].clone());
    }
    assert_eq!(shop.waiting().await, 0.0);
    shop.ok("undo", json!({"undo": undos[0]})).await;
    assert_eq!(shop.waiting().await, 1.0, "one in the middle of the stack");
    assert_eq!(shop.refused("undo", json!({"undo": undos[0]})).await, ErrorCode::NothingToUndo, "once");
    shop.ok("undo", json!({})).await;
    shop.ok("undo", json!({})).await;
    assert_eq!((shop.waiting().await, shop.refused("undo", json!({})).await), (3.0, ErrorCode::NothingToUndo));
}

#[tokio::test]
async fn an_act_that_changes_nothing_leaves_nothing_to_undo() {
    let shop = Shop::open(1).await;
    let done = shop.ok("chats_act", json!({"chats": [1], "act": {"do": "move", "queue": "waiting"}})).await;
    assert_eq!((done["undo"].clone(), done["chats"].as_f64()), (Value::Null, Some(0.0)));
    assert_eq!(shop.refused("undo", json!({})).await, ErrorCode::NothingToUndo);
}

#[tokio::test]
async fn what_cannot_be_meant_is_refused() {
    let shop = Shop::open(2).await;
    let read = json!({"do": "read"});
    for (request, code) in [
        (json!({"act": read}), ErrorCode::InvalidRequest),
        (json!({"chats": [1], "all": {"view": "all"}, "act": read}), ErrorCode::InvalidRequest),
        (json!({"all": {"view": "all"}, "act": read}), ErrorCode::InvalidRequest),
        (json!({"chats": [1], "act": {"do": "explode"}}), ErrorCode::InvalidRequest),
        (json!({"chats": [1], "act": {"do": "star"}}), ErrorCode::InvalidRequest),
        (json!({"chats": [1], "act": {"do": "spam"}}), ErrorCode::InvalidRequest),
        (json!({"chats": [77], "act": read}), ErrorCode::ChatNotFound),
        (json!({"chats": (0..=MOST_NAMED).collect::<Vec<_>>(), "act": read}), ErrorCode::TooManyChats),
        (json!({"chats": [1], "act": {"do": "label", "label": 5, "on": true}}), ErrorCode::LabelNotFound),
        (json!({"chats": [1], "act": {"do": "snooze", "until": "когда рак свистнет"}}), ErrorCode::SnoozeNotUnderstood),
    ] {
        assert_eq!(shop.refused("chats_act", request.clone()).await, code, "{request}");
    }
    assert_eq!(shop.refused("label_add", json!({"name": " "})).await, ErrorCode::NameUnusable);
    assert_eq!(shop.refused("view_save", json!({"name": "x", "base": "all", "account": 9})).await, ErrorCode::AccountNotFound);
}

#[tokio::test]
async fn a_saved_view_counts_what_its_list_shows() {
    let shop = Shop::open(5).await;
    let label = shop.ok("label_add", json!({"name": "Возврат"})).await["label"].clone();
    shop.ok("chats_act", json!({"chats": [2, 4], "act": {"do": "label", "label": label, "on": true}})).await;
    let view = shop.ok("view_save", json!({"name": "Возвраты", "base": "waiting", "label": label, "unread": true})).await;
    assert_eq!(view["chats"].as_f64(), Some(2.0));
    shop.ok("chat_read", json!({"chat": 2})).await;
    let views = shop.ok("views_list", json!({})).await;
    let list = shop.ok("chat_list", json!({"view": "waiting", "label": label, "unread": true})).await;
    assert_eq!((views[0]["chats"].clone(), list["chats"].as_array().unwrap().len()), (list["total"].clone(), 1));
    assert_eq!(shop.ok("view_save", json!({"name": "Слова", "base": "all", "query": "цвет"})).await["chats"], Value::Null, "a search is not counted");
}

#[tokio::test]
async fn a_star_is_listed_counted_found_and_taken_back() {
    let shop = Shop::open(3).await;
    let listed = async |view: &str| shop.listed(view, "starred").await;
    let starred = async || shop.counted("starred").await;
    assert_eq!((listed("starred").await, starred().await), ((0.0, vec![]), 0.0));
    let done = shop.ok("chats_act", json!({"chats": [1, 3], "act": {"do": "star", "on": true}})).await;
    assert_eq!(done["chats"].as_f64(), Some(2.0));
    shop.ok("chat_move", json!({"chat": 1, "queue": "done"})).await;
    assert_eq!((listed("starred").await, starred().await), ((2.0, vec![1, 3]), 2.0), "whatever their queue");
    assert_eq!((listed("waiting").await, listed("done").await), ((2.0, vec![3]), (1.0, vec![1])));
    assert_eq!(shop.ok("chat_get", json!({"chat": 3})).await["row"]["starred"], true);
    let view = shop.ok("view_save", json!({"name": "Важное", "base": "starred", "unread": true})).await;
    assert_eq!(view["chats"].as_f64(), Some(2.0));
    assert_eq!((shop.hits("цвет is:starred").await, shop.hits("цвет -is:starred").await), (2, 1));
    shop.ok("undo", json!({"undo": done["undo"]})).await;
    assert_eq!((listed("starred").await, starred().await, listed("done").await), ((0.0, vec![]), 0.0, (1.0, vec![])), "closed it stays");
}

#[tokio::test]
async fn spam_is_closed_listed_counted_found_and_taken_back_in_one() {
    let shop = Shop::open(3).await;
    let listed = async |view: &str| shop.listed(view, "spam").await;
    assert_eq!((listed("spam").await, shop.counted("spam").await), ((0.0, vec![]), 0.0));
    let done = shop.ok("chats_act", json!({"chats": [1, 3], "act": {"do": "spam", "on": true}})).await;
    assert_eq!(done["chats"].as_f64(), Some(2.0));
    assert_eq!((listed("spam").await, shop.counted("spam").await), ((2.0, vec![1, 3]), 2.0));
    assert_eq!((listed("waiting").await, listed("done").await), ((1.0, vec![]), (2.0, vec![1, 3])));
    assert_eq!(shop.ok("chat_get", json!({"chat": 3})).await["row"]["spam"], true);
    let view = shop.ok("view_save", json!({"name": "Спам", "base": "spam", "unread": true})).await;
    assert_eq!(view["chats"].as_f64(), Some(2.0));
    assert_eq!((shop.hits("цвет is:spam").await, shop.hits("цвет -is:spam").await), (2, 1));
    shop.ok("chats_act", json!({"chats": [1], "act": {"do": "spam", "on": false}})).await;
    assert_eq!((listed("spam").await, listed("waiting").await), ((1.0, vec![3]), (2.0, vec![])), "whoever has no answer waits again");
    shop.ok("undo", json!({})).await;
    shop.ok("undo", json!({"undo": done["undo"]})).await;
    assert_eq!((listed("spam").await, shop.waiting().await), ((0.0, vec![]), 3.0));
}

#[tokio::test]
async fn the_owners_marks_are_offered_where_a_chats_state_is_typed() {
    let shop = Shop::open(0).await;
    for (typed, locale, wanted) in [
        ("is:st", "en", vec!["is:starred "]),
        ("это:изб", "ru", vec!["это:избранное "]),
        ("is:sp", "en", vec!["is:spam "]),
        ("это:спа", "ru", vec!["это:спам "]),
        ("is:sn", "en", vec!["is:snoozed "]),
        ("is:zz", "en", vec![]),
    ] {
        let hints = shop.ok("search_hints", json!({"typed": typed, "locale": locale})).await;
        let offered: Vec<&str> = hints["hints"].as_array().unwrap().iter().filter_map(|hint| hint["insert"].as_str()).collect();
        assert_eq!(offered, wanted, "{typed}");
    }
}

#[tokio::test]
async fn rows_tell_of_the_pause_only_where_off_hours_are_one() {
    let shop = Shop::open(1).await;
    let row = async || shop.ok("chat_list", json!({"view": "waiting"})).await["chats"][0].clone();
    assert_eq!(row().await["paused_until_ms"], Value::Null, "the built-in choice is to raise");
    let policy = SlaPolicy { off_hours: OffHours::Pause, ..SlaPolicy::default() };
    shop.ok("sla_set", json!({"policy": policy})).await;
    // Nine in the morning is ten hours on.
    assert_eq!(row().await["paused_until_ms"].as_f64(), Some(count(NIGHT + 10 * 60 * MINUTE)));
    assert_eq!(row().await["paused_from_ms"].as_f64(), Some(count(NIGHT)));
    shop.ok("chat_move", json!({"chat": 1, "queue": "done"})).await;
    let done = shop.ok("chat_list", json!({"view": "done"})).await["chats"][0].clone();
    assert_eq!(done["paused_until_ms"], Value::Null, "nobody waits");
}

#[tokio::test]
async fn a_typed_snooze_is_read_on_its_shops_clock_and_hides_nothing() {
    let shop = Shop::open(1).await;
    let calendar = Calendar { zone: "Asia/Vladivostok".into(), ..Calendar::default() };
    let policy = SlaPolicy { calendar, ..SlaPolicy::default() };
    shop.ok("sla_set", json!({"account": 1, "policy": policy})).await;
    // In Vladivostok it is six in the morning already: tomorrow is a day later there.
    for (request, hours) in [
        (json!({"chat": 1, "typed": "завтра 9"}), 27),
        (json!({"account": 1, "typed": "tomorrow 9"}), 27),
        (json!({"typed": "holnap 9"}), 10),
        (json!({"chat": 1, "typed": "2h"}), 2),
    ] {
        let told = shop.ok("snooze_time", request.clone()).await;
        assert_eq!(told["until_ms"].as_f64(), Some(count(NIGHT + hours * 60 * MINUTE)), "{request}");
    }
    assert_eq!(shop.refused("snooze_time", json!({"chat": 1, "typed": "когда рак свистнет"})).await, ErrorCode::SnoozeNotUnderstood);
    assert_eq!(shop.refused("snooze_time", json!({"chat": 77, "typed": "2h"})).await, ErrorCode::ChatNotFound);
    assert_eq!(shop.waiting().await, 1.0, "nothing is hidden");
}
