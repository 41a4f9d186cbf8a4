//! What the window asks most, through `Core::call` with JSON in and out, beside bare statements: the
//! store's own, over a connection like one of its readers, with nothing made of what they fetch. Asked
//! in turns, so that both have the same weather. The store is timed on its own too, to tell where time
//! goes. The counts are held against counting as well: the store reads a tally that its writer keeps.

use super::child::call;
use pult_core::dto::ChatPage;
use pult_core::secrets::FileSecrets;
use pult_core::{Core, CoreOptions};
use pult_domain::{ChatId, View};
use pult_store::ChatListQuery;
use serde_json::{Value, json};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Row as _, SqliteConnection};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

/// Times each question is asked.
const ASKED: usize = 400;
/// First times that do not count: caches fill.
const WARM: usize = 50;

/// What the store reads for a page of the list: a row more than is shown, to know whether the list goes on, and its length.
const LIST: &str = "SELECT c.id, c.account_id, a.channel, c.remote_id, c.customer, c.item_remote_id, coalesce(c.item_title, i.title), c.order_id, \
    c.price_minor, c.currency, c.size, c.queue, c.priority, c.waiting_since_ms, c.deadline_at_ms, c.snoozed_until_ms, c.unread, c.last_id, c.last_author, \
    c.last_text, c.last_at_ms, c.last_attachments, (SELECT min(CASE WHEN o.state = 'unconfirmed' THEN 0 WHEN o.state = 'failed' THEN 1 \
    WHEN o.held IS NOT NULL THEN 2 WHEN o.state = 'sending' THEN 3 WHEN o.planned_at_ms IS NULL OR o.attempts > 0 THEN 4 ELSE 5 END) \
    FROM outbox o WHERE o.chat_id = c.id AND o.state NOT IN ('sent', 'cancelled')), EXISTS (SELECT 1 FROM draft d WHERE d.chat_id = c.id), \
    (SELECT group_concat(t.label_id) FROM chat_label t WHERE t.chat_id = c.id), \
    (SELECT (n.sentiment = 'negative') + 2 * (n.urgency = 'critical') FROM analysis n WHERE n.chat_id = c.id AND c.queue = 0), c.starred, c.spam_at_ms, \
    (SELECT coalesce(sum(t.waiting), 0) FROM tally t JOIN account w ON w.id = t.account_id WHERE w.removing = 0) \
    FROM chat c INDEXED BY chat_waiting CROSS JOIN account a ON a.id = c.account_id \
    LEFT JOIN item i ON i.account_id = c.account_id AND i.remote_id = c.item_remote_id \
    WHERE c.queue = 0 AND c.snoozed_until_ms IS NULL AND a.removing = 0 ORDER BY c.deadline_at_ms, c.id LIMIT 51";
/// What the store reads for the counts: the chats that have a draft, and the tally it keeps.
const DRAFTS: &str = "SELECT count(*) FROM (SELECT w.id FROM (SELECT id, account_id FROM chat INDEXED BY chat_waiting \
    WHERE queue = 0 AND snoozed_until_ms IS NULL ORDER BY deadline_at_ms, id LIMIT 1000) w CROSS JOIN account s ON s.id = w.account_id WHERE s.removing = 0 \
    AND EXISTS (SELECT 1 FROM ai_draft d WHERE d.id = (SELECT max(n.id) FROM ai_draft n WHERE n.chat_id = w.id) AND d.text IS NOT NULL \
    AND coalesce(d.outcome, 'inserted') = 'inserted' AND coalesce(d.thumb, 0) >= 0 AND instr(d.findings, '\"level\":\"block\"') = 0 \
    AND NOT EXISTS (SELECT 1 FROM message m WHERE m.chat_id = d.chat_id AND m.id > d.newest_id AND m.author = 0)) LIMIT 100)";
const TALLY: &str = "SELECT coalesce(sum(waiting), 0), coalesce(sum(urgent), 0), coalesce(sum(in_progress), 0), coalesce(sum(snoozed), 0), \
    coalesce(sum(done), 0), coalesce(sum(chats), 0), coalesce(sum(unread), 0), coalesce(sum(unread_chats), 0), coalesce(sum(starred), 0), coalesce(sum(spam), 0), \
    (SELECT count(*) FROM outbox WHERE state = 'failed') + (SELECT count(*) FROM outbox WHERE state = 'unconfirmed') + (SELECT count(*) FROM outbox WHERE held > '') \
    FROM tally t JOIN account a ON a.id = t.account_id WHERE a.removing = 0";
/// What whoever keeps no tally has to do for one of the counts.
const COUNTING: &str = "SELECT account_id, count(*), sum(unread) FROM chat WHERE queue = 0 AND snoozed_until_ms IS NULL GROUP BY account_id";
/// How often it is asked: at 100,000 chats it takes 50 ms.
const COUNTED: usize = 100;
/// Everything an opened chat shows: its messages, the files of those that have any, its replies under way.
const MESSAGES: &str = "SELECT id, remote_id, author, kind, text, sent_at_ms, outbox_id, attachments, read, text_before, raw IS NOT NULL FROM message \
    WHERE chat_id = ? ORDER BY id DESC LIMIT 51";
/// The place of `attachments` in it.
const FILES_OF: usize = 7;
const FILES: &str = "SELECT f.id, c.account_id, f.message_id, f.remote_id, f.kind, f.name, f.media_type, f.bytes, f.path FROM json_each(?) given \
    CROSS JOIN attachment f ON f.message_id = given.value CROSS JOIN message m ON m.id = f.message_id CROSS JOIN chat c ON c.id = m.chat_id ORDER BY f.id";
const REPLIES: &str = "SELECT * FROM outbox WHERE chat_id = ? AND state NOT IN ('sent', 'cancelled') ORDER BY id";

/// A connection as one of the store's readers (`pool.rs`): the same library, caches and rows ahead.
async fn reader(data: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new()
        .filename(data.join("pult.db"))
        .read_only(true)
        .foreign_keys(true)
        .statement_cache_capacity(256)
        .row_buffer_size(512)
        .pragma("cache_size", "-16384")
        .pragma("temp_store", "MEMORY")
        .pragma("trusted_schema", "OFF")
        .disable_statement_logging();
    options.connect().await.expect("it opens")
}

async fn open_bare(db: &mut SqliteConnection, chat: i64) {
    let messages = sqlx::query(MESSAGES).bind(chat).fetch_all(&mut *db).await.expect("opened");
    let with_files: Vec<i64> = messages.iter().take(50).filter(|row| row.get::<i64, _>(FILES_OF) > 0).map(|row| row.get(0)).collect();
    if !with_files.is_empty() {
        let given = serde_json::to_string(&with_files).expect("numbers");
        std::hint::black_box(sqlx::query(FILES).bind(given).fetch_all(&mut *db).await.expect("files"));
    }
    std::hint::black_box(sqlx::query(REPLIES).bind(chat).fetch_all(&mut *db).await.expect("replies"));
    std::hint::black_box(messages);
}

/// Both sides answer the same, or the comparison says nothing.
async fn same(core: &Arc<Core>, db: &mut SqliteConnection) {
    let page: ChatPage = call(core, "chat_list", json!({"view": "waiting", "limit": 50})).await;
    let ours: Vec<i64> = page.chats.iter().map(|row| row.chat.0).collect();
    let bare: Vec<i64> = sqlx::query(LIST).fetch_all(&mut *db).await.expect("listed").iter().take(50).map(|row| row.get(0)).collect();
    assert_eq!(ours, bare, "both listed the same chats");
    let counts: Value = call(core, "queue_counts", json!({})).await;
    let tally = sqlx::query(TALLY).fetch_one(&mut *db).await.expect("counted");
    let counted: i64 = sqlx::query(COUNTING).fetch_all(&mut *db).await.expect("counted").iter().map(|row| row.get::<i64, _>(1)).sum();
    for waiting in [tally.get::<i64, _>(0), counted] {
        assert_eq!(counts["waiting"].as_f64(), Some(waiting as f64), "all counted the same chats");
    }
}

async fn timed<T>(times: &mut Vec<f64>, work: impl Future<Output = T>) {
    let began = Instant::now();
    std::hint::black_box(work.await);
    times.push(began.elapsed().as_secs_f64() * 1_000.0);
}

#[derive(Default)]
struct Pair {
    core: Vec<f64>,
    store: Vec<f64>,
    bare: Vec<f64>,
    /// The same question with nothing in between. Growth is told by this: whoever asked before in its turn leaves the
    /// processor's caches full of its own pages.
    alone: Vec<f64>,
}

impl Pair {
    /// Asks all three. Who asks first finds nothing in the processor's caches, so they take turns.
    async fn ask<A, B, C>(&mut self, turn: usize, through: impl Future<Output = A>, alone: impl Future<Output = B>, bare: impl Future<Output = C>) {
        match turn % 3 {
            0 => {
                timed(&mut self.core, through).await;
                timed(&mut self.bare, bare).await;
                timed(&mut self.store, alone).await;
            }
            1 => {
                timed(&mut self.bare, bare).await;
                timed(&mut self.store, alone).await;
                timed(&mut self.core, through).await;
            }
            _ => {
                timed(&mut self.store, alone).await;
                timed(&mut self.core, through).await;
                timed(&mut self.bare, bare).await;
            }
        }
    }

    fn told(mut self) -> Value {
        let cut = |times: &mut Vec<f64>| {
            times.drain(..WARM.min(times.len()));
            json!({"p50": super::report::percentile(times, 50), "p95": super::report::percentile(times, 95)})
        };
        json!({"core": cut(&mut self.core), "store": cut(&mut self.store), "bare": cut(&mut self.bare), "alone": cut(&mut self.alone)})
    }
}

/// Asks what the window asks.
pub(crate) async fn measure(data: &Path) {
    let secrets = Arc::new(FileSecrets::new(data.join("secrets.json")));
    let core = Core::open(CoreOptions { secrets: Some(secrets), ..CoreOptions::new(data) }).await.expect("the folder opens");
    let mut db = reader(data).await;
    same(&core, &mut db).await;
    let (mut list, mut counts, mut open) = (Pair::default(), Pair::default(), Pair::default());
    // Chats that fill the screen: in a shorter one the statement costs nothing and the call everything.
    let long = "SELECT chat_id FROM message GROUP BY chat_id HAVING count(*) > 50 LIMIT 400";
    let ids: Vec<i64> = sqlx::query_scalar(long).fetch_all(&mut db).await.expect("chats");
    assert!(ids.len() >= 5, "enough long chats to ask for: {}", ids.len());
    for n in 0..ASKED + WARM {
        let query = ChatListQuery { view: View::Waiting, account: None, label: None, unread_only: false, limit: 50, after: None };
        let through = core_call(&core, "chat_list", json!({"view": "waiting", "limit": 50}));
        let alone = async { core.store().chat_list(query).await.expect("listed") };
        list.ask(n, through, alone, async { sqlx::query(LIST).fetch_all(&mut db).await.expect("listed") }).await;
    }
    for n in 0..ASKED + WARM {
        let alone = async { core.store().queue_counts().await.expect("counted") };
        let through = core_call(&core, "queue_counts", json!({}));
        let bare = async {
            std::hint::black_box(sqlx::query(DRAFTS).fetch_one(&mut db).await.expect("counted"));
            sqlx::query(TALLY).fetch_one(&mut db).await.expect("counted")
        };
        counts.ask(n, through, alone, bare).await;
    }
    for n in 0..ASKED + WARM {
        let chat = ids[n * 7_919 % ids.len()];
        let alone = async { core.store().messages(ChatId(chat), None, None, 50).await.expect("opened") };
        let through = core_call(&core, "chat_messages", json!({"chat": chat, "limit": 50}));
        open.ask(n, through, alone, open_bare(&mut db, chat)).await;
    }
    for n in 0..ASKED + WARM {
        timed(&mut list.alone, core_call(&core, "chat_list", json!({"view": "waiting", "limit": 50}))).await;
        timed(&mut open.alone, core_call(&core, "chat_messages", json!({"chat": ids[n * 7_919 % ids.len()], "limit": 50}))).await;
    }
    for _ in 0..ASKED + WARM {
        timed(&mut counts.alone, core_call(&core, "queue_counts", json!({}))).await;
    }
    let mut counting = Vec::new();
    for _ in 0..COUNTED {
        timed(&mut counting, async { sqlx::query(COUNTING).fetch_all(&mut db).await.expect("counted") }).await;
    }
    core.shutdown().await;
    let counting_p95 = super::report::percentile(&counting, 95);
    println!("{}", json!({"counting_p95": counting_p95, "list": list.told(), "counts": counts.told(), "open": open.told()}));
}

/// The operation as a face calls it: JSON in, JSON out. Reading the JSON is the face's own affair.
async fn core_call(core: &Arc<Core>, name: &str, request: Value) -> String {
    core.call_text(name, request).await.unwrap_or_else(|refusal| panic!("{name}: {refusal}"))
}
