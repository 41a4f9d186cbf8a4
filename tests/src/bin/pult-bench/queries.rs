//! What the window asks most, through `Core::call` with JSON in and out, beside bare statements
//! that fetch the same columns from the same file and make nothing of them. Asked in turns, so
//! that both have the same weather. The store is timed on its own too, to tell where time goes.

use super::child::call;
use pult_core::dto::ChatPage;
use pult_core::secrets::FileSecrets;
use pult_core::{Core, CoreOptions};
use pult_domain::{ChatId, View};
use pult_store::ChatListQuery;
use serde_json::{Value, json};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, SqliteConnection};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

/// Times each question is asked.
const ASKED: usize = 400;
/// First times that do not count: caches fill.
const WARM: usize = 50;

/// Everything a row of the list shows: also the item's title, the shop's channel, a reply in
/// trouble, a text being written, labels, what was heard.
const LIST: &str = "SELECT c.id, c.account_id, a.channel, c.remote_id, c.customer, c.item_remote_id, coalesce(c.item_title, i.title), c.order_id, \
    c.price_minor, c.currency, c.size, c.queue, c.priority, c.waiting_since_ms, c.deadline_at_ms, c.snoozed_until_ms, c.unread, c.last_author, c.last_text, \
    c.last_at_ms, c.last_attachments, (SELECT state FROM outbox o WHERE o.chat_id = c.id AND o.state NOT IN ('sent', 'cancelled') LIMIT 1), \
    EXISTS (SELECT 1 FROM draft d WHERE d.chat_id = c.id), (SELECT group_concat(t.label_id) FROM chat_label t WHERE t.chat_id = c.id), \
    (SELECT (n.sentiment = 'negative') + 2 * (n.urgency = 'critical') FROM analysis n WHERE n.chat_id = c.id AND c.queue = 0) FROM chat c INDEXED BY chat_waiting CROSS JOIN account a ON a.id = c.account_id \
    LEFT JOIN item i ON i.account_id = c.account_id AND i.remote_id = c.item_remote_id \
    WHERE c.queue = 0 AND c.snoozed_until_ms IS NULL ORDER BY c.deadline_at_ms LIMIT 50";
const COUNTS: &str = "SELECT account_id, count(*), sum(unread) FROM chat WHERE queue = 0 AND snoozed_until_ms IS NULL GROUP BY account_id";
/// Everything an opened chat shows: its messages, their files, its replies under way.
const OPEN: [&str; 3] = [
    "SELECT id, remote_id, author, kind, text, sent_at_ms, outbox_id, attachments, read, text_before FROM message WHERE chat_id = ? ORDER BY id DESC LIMIT 50",
    "SELECT f.* FROM (SELECT id FROM message WHERE chat_id = ? ORDER BY id DESC LIMIT 50) m CROSS JOIN attachment f ON f.message_id = m.id",
    "SELECT * FROM outbox WHERE chat_id = ? AND state NOT IN ('sent', 'cancelled') ORDER BY id",
];

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
    /// The same question with nothing in between. Growth is told by this: bare counting reads
    /// every waiting chat, 50 ms at 100,000 chats, and leaves the processor's caches to whoever
    /// asks next, so that in turns with it any answer grows with the number of chats.
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
    let options = SqliteConnectOptions::new().filename(data.join("pult.db")).read_only(true).pragma("cache_size", "-16384").pragma("temp_store", "MEMORY");
    let mut db: SqliteConnection = options.disable_statement_logging().connect().await.expect("it opens");
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
        counts.ask(n, through, alone, async { sqlx::query(COUNTS).fetch_all(&mut db).await.expect("counted") }).await;
    }
    for n in 0..ASKED + WARM {
        let chat = ids[n * 7_919 % ids.len()];
        let alone = async { core.store().messages(ChatId(chat), None, None, 50).await.expect("opened") };
        let bare = async {
            for statement in OPEN {
                std::hint::black_box(sqlx::query(statement).bind(chat).fetch_all(&mut db).await.expect("opened"));
            }
        };
        open.ask(n, core_call(&core, "chat_messages", json!({"chat": chat, "limit": 50})), alone, bare).await;
    }
    for n in 0..ASKED + WARM {
        timed(&mut list.alone, core_call(&core, "chat_list", json!({"view": "waiting", "limit": 50}))).await;
        timed(&mut open.alone, core_call(&core, "chat_messages", json!({"chat": ids[n * 7_919 % ids.len()], "limit": 50}))).await;
    }
    for _ in 0..ASKED + WARM {
        timed(&mut counts.alone, core_call(&core, "queue_counts", json!({}))).await;
    }
    let page: ChatPage = call(&core, "chat_list", json!({"view": "waiting", "limit": 50})).await;
    core.shutdown().await;
    println!("{}", json!({"waiting": page.total, "list": list.told(), "counts": counts.told(), "open": open.told()}));
}

/// The operation as a face calls it: JSON in, JSON out. Reading the JSON is the face's own affair.
async fn core_call(core: &Arc<Core>, name: &str, request: Value) -> String {
    core.call_text(name, request).await.unwrap_or_else(|refusal| panic!("{name}: {refusal}"))
}
