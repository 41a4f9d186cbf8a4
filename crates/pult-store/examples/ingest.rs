//! How fast pages become rows, against SQLite copying the same rows into the same schema without
//! any binding, deduplication or roll-up: `cargo run --profile bench-fast -p pult-store --example ingest [messages]`.
//! Prints ratios of one run; times on a shared machine mean little by themselves.

use pult_domain::{AtMs, Author, ChannelKind, Cursor, FeedMessage, FeedPage, MessageKind, RemoteChatId, RemoteMessageId, SystemClock, TokenKind, View};
use pult_store::{ChatListQuery, Lane, NewAccount, NewReply, Store};
use sqlx::{AssertSqlSafe, Connection, Executor, SqliteConnection};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

type Fault = Box<dyn std::error::Error>;

const PAGE: i64 = 1_000;

fn text(n: i64) -> String {
    const PARTS: [&str; 12] = [
        "Здравствуйте, где мой заказ",
        "Товар пришёл с браком, хочу оформить возврат",
        "Подскажите, пожалуйста, когда отправите посылку",
        "Спасибо большое, всё подошло",
        "Размер не тот, можно обменять на больший",
        "A rendelésem még nem érkezett meg",
        "Добрый день! Деньги списали дважды",
        "В карточке указан другой цвет",
        "Kde je moje objednávka, prosím",
        "Есть ли этот товар в наличии",
        "Курьер не позвонил и не приехал",
        "The parcel has not arrived yet",
    ];
    let part = |k: i64| PARTS.get(usize::try_from((n * 7 + k * 5 + n / 11) % 12).unwrap_or(0)).copied().unwrap_or_default();
    format!("{} {} {}. {}", part(0), 10_000_000 + n * 37, part(n % 5), if n % 2 == 0 { part(3) } else { "" })
}

fn message(n: i64, chats: i64) -> FeedMessage {
    // A few long chats and many short ones, interleaved.
    let dice = (n.wrapping_mul(2_654_435_761) & 0xffff_ffff) % 1_000;
    let chat = if dice < 300 { (n * 31) % (chats / 50 + 1) } else { (n.wrapping_mul(40_503) & 0x7fff_ffff) % chats };
    FeedMessage {
        remote_chat_id: RemoteChatId(format!("1:{chat:08x}-4b1c-9d2e-11f0-{chat:012x}")),
        remote_id: RemoteMessageId(format!("{n:08x}-7c1d-4f2a-b3e4-{n:012x}")),
        author: if n % 3 == 0 { Author::Seller } else { Author::Customer },
        kind: MessageKind::Text,
        text: text(n),
        sent_at: AtMs(1_700_000_000_000 + n * 900),
        attachments: Vec::new(),
        read: None,
        raw: None,
    }
}

fn pages(from: i64, to: i64, chats: i64) -> Vec<FeedPage> {
    let start = (from..to).step_by(usize::try_from(PAGE).unwrap_or(1));
    start
        .map(|first| {
            let messages = (first..(first + PAGE).min(to)).map(|n| message(n, chats)).collect();
            FeedPage { messages, cursor: Some(Cursor(first.to_string())), ..FeedPage::default() }
        })
        .collect()
}

/// Processor time of this process so far, in seconds (Linux: ticks of 10 ms).
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks: f64 = after.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<f64>().ok()).sum();
    ticks / 100.0
}

async fn bare(dir: &Path, filled: &Path, total: i64, batch: i64) -> Result<(f64, f64), Fault> {
    let file = dir.join("bare.db");
    Store::open(&file, Arc::new(SystemClock)).await?.close().await;
    let mut conn = SqliteConnection::connect(&format!("sqlite://{}", file.display())).await?;
    // The same words as the store makes, taken from its index beforehand.
    conn.execute(AssertSqlSafe(format!(
        "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON; ATTACH '{}' AS s;
         CREATE VIRTUAL TABLE temp.v USING fts5vocab('s', 'word_index', 'instance');
         CREATE TEMP TABLE words (id INTEGER PRIMARY KEY, terms TEXT);
         INSERT INTO temp.words SELECT doc, group_concat(term, ' ') FROM (SELECT doc, term FROM temp.v ORDER BY doc, offset) GROUP BY doc;
         INSERT INTO account SELECT * FROM s.account",
        filled.display()
    )))
    .await?;
    let mut borders: Vec<i64> = sqlx::query_scalar("SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM s.message) WHERE n % ? = 0 AND n < ?")
        .bind(batch)
        .bind(total)
        .fetch_all(&mut conn)
        .await?;
    borders.push(i64::MAX);
    let (began, cpu_began) = (Instant::now(), cpu());
    let mut after = -1;
    for last in borders {
        conn.execute(AssertSqlSafe(format!(
            "BEGIN IMMEDIATE; INSERT OR IGNORE INTO chat SELECT c.* FROM s.message m CROSS JOIN s.chat c ON c.id = m.chat_id WHERE m.id > {after} AND m.id <= {last};
             INSERT INTO message SELECT * FROM s.message WHERE id > {after} AND id <= {last};
             INSERT INTO word_index (rowid, terms) SELECT id, terms FROM temp.words WHERE id > {after} AND id <= {last}; COMMIT"
        )))
        .await?;
        after = last;
    }
    let seconds = (began.elapsed().as_secs_f64(), cpu() - cpu_began);
    conn.close().await?;
    Ok(seconds)
}

fn p50(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(0.0)
}

fn p95(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() * 95 / 100).copied().unwrap_or(0.0)
}

#[tokio::main]
async fn main() -> Result<(), Fault> {
    let total: i64 = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let chats = (total / 10).max(10);
    let dir = tempfile::tempdir()?;
    let file = dir.path().join("pult.db");
    let store = Store::open(&file, Arc::new(SystemClock)).await?;
    let new = NewAccount {
        channel: ChannelKind::Demo,
        name: "bench".into(),
        base_url: None,
        client_id: None,
        seller_id: None,
        settle_ms: None,
        limits_off: true,
        token_kind: TokenKind::Unknown,
        token_expires_at: None,
    };
    let account = store.account_add(new).await?;
    let (mut first, mut first_cpu, mut replay, mut parts) = (0.0, 0.0, 0.0, 0);
    let mut changes = store.changes();
    for at in (0..total).step_by(10_000) {
        let made = pages(at, (at + 10_000).min(total), chats);
        let (began, cpu_began) = (Instant::now(), cpu());
        store.apply_pages(account, made, Lane::BackFill).await?;
        first_cpu += cpu() - cpu_began;
        first += began.elapsed().as_secs_f64();
        while changes.try_recv().is_ok() {
            parts += 1;
        }
    }
    let mut known = 0;
    for at in (0..total).step_by(10_000) {
        let made = pages(at, (at + 10_000).min(total), chats);
        let began = Instant::now();
        known += store.apply_pages(account, made, Lane::BackFill).await?.messages_new;
        replay += began.elapsed().as_secs_f64();
    }
    #[allow(clippy::cast_precision_loss, reason = "a count of messages")]
    let rows = total as f64;
    println!("store: {:.0} rows/s; replay: {:.0} rows/s ({:.1}x, {known} new)", rows / first, rows / replay, first / replay);
    let batch = total / parts.max(1);
    println!("{batch} rows a transaction");
    measure_reads(&store).await?;
    store.after_back_fill().await?;
    #[allow(clippy::cast_precision_loss, reason = "a size")]
    let size = std::fs::metadata(&file)?.len() as f64;
    println!("{:.0} bytes a message after VACUUM", size / rows);
    if std::env::var_os("SIZES").is_some() {
        let mut conn = SqliteConnection::connect(&format!("sqlite://{}", file.display())).await?;
        let sizes: Vec<(String, i64)> =
            sqlx::query_as("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 14").fetch_all(&mut conn).await?;
        let text: f64 = sqlx::query_scalar("SELECT avg(length(CAST(text AS BLOB))) FROM message").fetch_one(&mut conn).await?;
        println!("{text:.0} bytes of text a message; {sizes:?}");
    }
    measure_send(&store, account, total, chats).await?;
    store.close().await;
    let (seconds, bare_cpu) = bare(dir.path(), &file, total, batch).await?;
    println!("bare INSERT..SELECT: {:.0} rows/s; the store reaches {:.2} of it", rows / seconds, seconds / first);
    println!("by processor time, stemming included: {:.0} and {:.0} rows/s: {:.2}", rows / first_cpu, rows / bare_cpu, bare_cpu / first_cpu);
    Ok(())
}

async fn measure_reads(store: &Store) -> Result<(), Fault> {
    for view in [View::Waiting, View::All] {
        let mut times = Vec::new();
        for _ in 0..200 {
            let began = Instant::now();
            store.chat_list(ChatListQuery { view, account: None, unread_only: false, limit: 50, after: None }).await?;
            times.push(began.elapsed().as_secs_f64() * 1_000.0);
        }
        println!("list {}: p50 {:.2}, p95 {:.2} ms", view.as_str(), p50(times.clone()), p95(times));
    }
    let mut times = Vec::new();
    for _ in 0..200 {
        let began = Instant::now();
        store.queue_counts().await?;
        times.push(began.elapsed().as_secs_f64() * 1_000.0);
    }
    println!("counts: p95 {:.2} ms", p95(times));
    for query in ["зак", "заказ", "заказ брак", "посылку отпр", "10000", "де", "rendel", "нетничего", "возвра"] {
        let mut times = Vec::new();
        let mut hits = 0;
        for _ in 0..30 {
            let began = Instant::now();
            hits = store.search(query, 20).await?.len();
            times.push(began.elapsed().as_secs_f64() * 1_000.0);
        }
        println!("search {query}: {hits} hits, p95 {:.2} ms", p95(times));
    }
    Ok(())
}

async fn measure_send(store: &Store, account: pult_domain::AccountId, total: i64, chats: i64) -> Result<(), Fault> {
    let chat = store.chat_list(ChatListQuery { view: View::All, account: None, unread_only: false, limit: 1, after: None }).await?;
    let Some(chat) = chat.rows.first().map(|row| row.id) else { return Ok(()) };
    let filling = {
        let store = store.clone();
        tokio::spawn(async move { store.apply_pages(account, pages(total, total + 40_000, chats), Lane::BackFill).await })
    };
    let mut times = Vec::new();
    while !filling.is_finished() {
        let began = Instant::now();
        store.outbox_add(NewReply { chat, text: "Здравствуйте".into(), upload: None, next_at: AtMs(0), client_key: None }).await?;
        times.push(began.elapsed().as_secs_f64() * 1_000.0);
        tokio::time::sleep(std::time::Duration::from_millis(7)).await;
    }
    filling.await??;
    let worst = times.iter().copied().fold(0.0, f64::max);
    println!("reply stored beside a back-fill: {} replies, p50 {:.1}, p95 {:.1}, worst {worst:.1} ms", times.len(), p50(times.clone()), p95(times.clone()));
    Ok(())
}
