//! Search as the window asks it (`Core::call`, JSON in and out), every kind of query, beside a bare
//! FTS5 table over the same texts: `unicode61`, with its own copy of the texts for its snippets. That
//! table folds no Cyrillic letters, knows no forms, no misspellings and no conditions: it finds less and
//! is asked only what it can answer. Newest first it walks backwards as we do; ranked it sorts by bm25.

use super::child::{call, open};
use super::report::{Goal, Report, percentile};
use super::stage::{Stage, answer, part};
use pult_core::dto::SearchFound;
use rusqlite::{Connection, OptionalExtension as _};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Instant;

/// Queries of a kind, and how often each is asked. The first time does not count: caches fill.
const OF_A_KIND: usize = 20;
const ROUNDS: usize = 6;
/// Bare ranking of a common word takes a third of a second at a million messages; asked less often.
const RANKED_ROUNDS: usize = 3;

/// A kind of query, with its queries: as typed here, and for the bare table where it can be asked.
struct Kind {
    name: &'static str,
    asked: Vec<(String, Option<String>)>,
    /// The figure of the design for p95 as typed, in milliseconds.
    goal: f64,
}

/// Words of the index, by how many messages have them.
struct Words {
    common: Vec<String>,
    medium: Vec<String>,
    rare: Vec<String>,
}

fn words(db: &Connection, messages: u64) -> Words {
    db.execute_batch("CREATE VIRTUAL TABLE temp.v USING fts5vocab('s', 'word_index', 'row')").expect("the words");
    let of = |condition: String| -> Vec<String> {
        // Spread over the alphabet by the remainder of a product: no two runs differ.
        let sql = format!("SELECT term FROM temp.v WHERE {condition} AND term NOT GLOB '*[0-9]*' ORDER BY (doc * 7919) % 10007, term LIMIT {OF_A_KIND}");
        let mut query = db.prepare(&sql).expect("a query");
        query.query_map([], |row| row.get(0)).and_then(Iterator::collect).expect("words")
    };
    let mut common = db
        .prepare(&format!("SELECT term FROM temp.v WHERE length(term) > 2 AND term NOT GLOB '*[0-9]*' ORDER BY doc DESC LIMIT {OF_A_KIND}"))
        .expect("a query");
    Words {
        common: common.query_map([], |row| row.get(0)).and_then(Iterator::collect).expect("words"),
        medium: of(format!("length(term) BETWEEN 6 AND 12 AND doc BETWEEN {} AND {}", (messages / 20_000).max(5), (messages / 200).max(50))),
        rare: of("length(term) >= 5 AND doc BETWEEN 2 AND 14".to_owned()),
    }
}

/// Two words that stand beside each other in a message.
fn phrases(db: &Connection) -> Vec<String> {
    let mut query = db.prepare("SELECT text FROM s.message WHERE length(text) > 40 ORDER BY (id * 7919) % 1000003 LIMIT ?").expect("a query");
    let texts: Vec<String> = query.query_map([OF_A_KIND as i64], |row| row.get(0)).and_then(Iterator::collect).expect("texts");
    let pair = |text: String| {
        let words: Vec<&str> = text.split(' ').collect();
        let pair = words.windows(2).find(|pair| pair.iter().all(|word| word.chars().count() > 2 && word.chars().all(char::is_alphabetic)))?;
        Some(format!("\"{}\"", pair.join(" ")))
    };
    texts.into_iter().filter_map(pair).collect()
}

/// A word with its fourth letter doubled by another one.
fn misspelt(word: &str) -> String {
    word.chars().enumerate().map(|(place, letter)| if place == 3 { if letter == 'щ' { 'ы' } else { 'щ' } } else { letter }).collect()
}

fn kinds(db: &Connection, messages: u64) -> Vec<Kind> {
    let Words { common, medium, rare } = words(db, messages);
    let plain = |words: &[String]| words.iter().map(|word| (format!("{word} "), Some(format!("\"{word}\"")))).collect::<Vec<_>>();
    let begun = |letters: usize| {
        let mut all: Vec<String> = common.iter().chain(&medium).map(|word| word.chars().take(letters).collect()).collect();
        all.retain(|beginning: &String| beginning.chars().count() == letters);
        all.dedup();
        all.iter().map(|beginning| (beginning.clone(), Some(format!("\"{beginning}\" *")))).collect::<Vec<_>>()
    };
    let pairs = common.iter().zip(common.iter().skip(1)).map(|(one, other)| (format!("{one} {other} "), Some(format!("\"{one}\" AND \"{other}\"")))).collect();
    let mixed = |condition: &str| common.iter().take(4).map(|word| (format!("{condition} {word} "), None)).collect::<Vec<_>>();
    let conditions = ["has:photo", "from:buyer", "is:waiting", "is:unread", "channel:wildberries", "after:2025-01-01", "before:2025-01-01 is:done", "-спасибо"];
    let kind = |name, asked, goal| Kind { name, asked, goal };
    vec![
        kind("a rare word", plain(&rare), 20.0),
        kind("a common word", plain(&common), 20.0),
        kind("two common words", pairs, 20.0),
        kind("2 letters", begun(2), 50.0),
        kind("3 letters", begun(3), 20.0),
        kind("4 letters", begun(4), 20.0),
        kind("5 letters", begun(5), 20.0),
        kind("6 letters", begun(6), 20.0),
        kind("a phrase", phrases(db).into_iter().map(|phrase| (phrase.clone(), Some(phrase))).collect(), 20.0),
        kind("a misspelt word", medium.iter().map(|word| (format!("{} ", misspelt(word)), None)).collect(), 20.0),
        kind("operators", conditions.into_iter().flat_map(mixed).collect(), 20.0),
    ]
}

/// A bare table over the same texts; how long it took to fill, in seconds, and its size, in bytes.
fn bare(data: &Path, work: &Path) -> (Connection, f64, u64) {
    let file = work.join("bare-search.db");
    let db = Connection::open(&file).expect("it opens");
    db.execute_batch(&format!(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768; ATTACH '{}' AS s;
        CREATE VIRTUAL TABLE f USING fts5 (text, tokenize = 'unicode61', prefix = '3')",
        data.join("pult.db").display()
    ))
    .expect("a table");
    let last: i64 = db.query_row("SELECT max(id) FROM s.message", [], |row| row.get(0)).expect("messages");
    let (mut after, began) = (-1, Instant::now());
    // In transactions of a size that the program's are of, or it would be another comparison.
    while after < last {
        let to: i64 =
            db.query_row("SELECT max(id) FROM (SELECT id FROM s.message WHERE id > ? ORDER BY id LIMIT 1000)", [after], |row| row.get(0)).expect("a border");
        db.execute("INSERT INTO f (rowid, text) SELECT id, text FROM s.message WHERE id > ?1 AND id <= ?2", [after, to]).expect("rows");
        after = to;
    }
    let seconds = began.elapsed().as_secs_f64();
    db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").expect("checkpointed");
    let bytes = std::fs::metadata(&file).expect("the table").len();
    (db, seconds, bytes)
}

/// Bytes that tables take in the program's file.
fn bytes_of(db: &Connection, tables: &str) -> f64 {
    db.query_row(&format!("SELECT coalesce(sum(pgsize), 0) FROM dbstat('s', 1) WHERE name GLOB '{tables}'"), [], |row| row.get(0)).expect("sizes")
}

fn ask_bare(db: &Connection, order: &str, query: &str) -> usize {
    let sql = format!("SELECT rowid, snippet(f, 0, '[', ']', '…', 16) FROM f WHERE f MATCH ? ORDER BY {order} LIMIT 20");
    let mut asked = db.prepare(&sql).expect("a query");
    let found: Vec<(i64, String)> = asked.query_map([query], |row| Ok((row.get(0)?, row.get(1)?))).and_then(Iterator::collect).expect("hits");
    found.len()
}

fn timed<T>(times: &mut Vec<f64>, counts: bool, work: impl FnOnce() -> T) -> T {
    let began = Instant::now();
    let done = work();
    if counts {
        times.push(began.elapsed().as_secs_f64() * 1_000.0);
    }
    done
}

/// Asks every kind of query of a filled folder.
pub(crate) async fn measure(data: &Path, work: &Path, messages: u64) {
    let core = open(data).await;
    let (bare, bare_s, bare_bytes) = bare(data, work);
    let index = ["word_index*", "word", "chat_index*"].map(|tables| bytes_of(&bare, tables));
    let mut told = Vec::new();
    for kind in kinds(&bare, messages) {
        let (mut ours, mut theirs, mut ranked, mut bm25) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (mut slowest, mut hits) = (String::new(), 0);
        for round in 0..ROUNDS {
            for (typed, plain) in &kind.asked {
                let began = Instant::now();
                let found: SearchFound = call(&core, "search", json!({"query": typed, "limit": 20})).await;
                let took = began.elapsed().as_secs_f64() * 1_000.0;
                if round > 0 {
                    if ours.iter().all(|before| *before < took) {
                        slowest.clone_from(typed);
                    }
                    ours.push(took);
                } else {
                    hits += usize::from(!found.hits.is_empty());
                }
                if let Some(plain) = plain {
                    timed(&mut theirs, round > 0, || ask_bare(&bare, "rowid DESC", plain));
                }
                if round < RANKED_ROUNDS {
                    let began = Instant::now();
                    let _: SearchFound = call(&core, "search", json!({"query": typed, "limit": 20, "ranked": true})).await;
                    if round > 0 {
                        ranked.push(began.elapsed().as_secs_f64() * 1_000.0);
                    }
                    if let Some(plain) = plain {
                        timed(&mut bm25, round > 0, || ask_bare(&bare, "rank", plain));
                    }
                }
            }
        }
        let cut = |times: &[f64]| json!({"p50": percentile(times, 50), "p95": percentile(times, 95), "worst": percentile(times, 100), "n": times.len()});
        eprintln!("    {}: {} queries, {hits} with hits, slowest: {slowest}", kind.name, kind.asked.len());
        told.push(json!({"kind": kind.name, "goal": kind.goal, "newest": cut(&ours), "bare": cut(&theirs), "ranked": cut(&ranked), "bm25": cut(&bm25)}));
    }
    core.shutdown().await;
    println!("{}", json!({"kinds": told, "bare_s": bare_s, "bare_bytes": bare_bytes, "index_bytes": index}));
}

/// Times single queries of a filled folder: to see what one of them costs.
pub(crate) async fn ask(data: &Path, queries: &[String]) {
    let core = open(data).await;
    for ranked in [false, true] {
        for query in queries {
            let (mut times, mut hits) = (Vec::new(), 0);
            for round in 0..2 * ROUNDS {
                let asked = Instant::now();
                let found: SearchFound = call(&core, "search", json!({"query": query, "limit": 20, "ranked": ranked})).await;
                hits = found.hits.len();
                if round > 0 {
                    times.push(asked.elapsed().as_secs_f64() * 1_000.0);
                }
            }
            let (p50, worst) = (percentile(&times, 50), percentile(&times, 100));
            println!("{query}{}: {hits} hits, p50 {p50:.2} ms, worst {worst:.2} ms", if ranked { " (ranked)" } else { "" });
        }
    }
    core.shutdown().await;
}

/// Opens a folder whose index is of an older version: until the queue can be asked, and until search is whole.
pub(crate) async fn rebuild(data: &Path) {
    let db = Connection::open(data.join("pult.db")).expect("it opens");
    db.execute_batch("UPDATE fact SET value = 0 WHERE key = 'index_version'").expect("an older index");
    drop(db);
    let began = Instant::now();
    let core = open(data).await;
    core.call_text("chat_list", json!({"view": "waiting", "limit": 50})).await.expect("a list");
    let opened = began.elapsed().as_secs_f64();
    let look = Connection::open(data.join("pult.db")).expect("it opens");
    let version = || look.query_row("SELECT value FROM fact WHERE key = 'index_version'", [], |row| row.get::<_, i64>(0)).optional().expect("a version");
    while version() == Some(0) {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let whole = began.elapsed().as_secs_f64();
    core.shutdown().await;
    println!("{}", json!({"opened_s": opened, "whole_s": whole}));
}

/// The table of one stage.
pub(crate) async fn tell(stage: &Stage, report: &mut Report) {
    let work = tempfile::tempdir().expect("a folder");
    let mut command = part("search");
    command.arg(stage.folder()).arg(work.path()).arg(stage.messages().to_string());
    let told = answer(command).await;
    let name = format!("search, {} k messages", stage.messages() / 1_000);
    let rows = stage.messages() as f64;
    for kind in told["kinds"].as_array().expect("kinds") {
        let figure = |who: &str, p: &str| kind[who][p].as_f64().expect("a number");
        let asked = |who: &str| figure(who, "n") > 0.0;
        let words = format!("{name}, {}", kind["kind"].as_str().expect("a name"));
        report.line(format!("{words}: as typed p50"), figure("newest", "p50"), "ms", Goal::None);
        report.line(format!("{words}: as typed p95"), figure("newest", "p95"), "ms", Goal::AtMost(kind["goal"].as_f64().expect("a goal")));
        report.line(format!("{words}: as typed worst"), figure("newest", "worst"), "ms", Goal::AtMost(100.0));
        report.line(format!("{words}: ranked p95"), figure("ranked", "p95"), "ms", Goal::AtMost(50.0));
        if asked("bare") {
            report.line(format!("{words}: as typed, of bare FTS5 (p50)"), figure("newest", "p50") / figure("bare", "p50"), "x", Goal::None);
            report.line(format!("{words}: ranked, of bm25 (p95)"), figure("ranked", "p95") / figure("bm25", "p95"), "x", Goal::None);
        }
    }
    let number = |value: &Value| value.as_f64().expect("a number");
    for (place, table) in ["words of messages", "dictionary", "chats"].into_iter().enumerate() {
        report.line(format!("{name}: index of {table}"), number(&told["index_bytes"][place]) / rows, "bytes/message", Goal::None);
    }
    report.line(format!("{name}: bare FTS5 with its texts"), number(&told["bare_bytes"]) / rows, "bytes/message", Goal::None);
    report.line(format!("{name}: bare FTS5 filled by copying"), rows / number(&told["bare_s"]), "messages/s", Goal::None);
    let mut command = part("rebuild");
    command.arg(stage.folder());
    let told = answer(command).await;
    report.line(format!("{name}: opened with an older index, until the queue is shown"), number(&told["opened_s"]), "s", Goal::AtMost(1.0));
    report.line(format!("{name}: opened with an older index, until search is whole"), number(&told["whole_s"]), "s", Goal::None);
}
