//! What the passing of time costs: one look as the core takes it, while nothing is due and when thousands
//! of deadlines have come near at once.

use super::child::open;
use super::report::{Goal, Report, percentile};
use super::stage::{answer, part};
use pult_core::Core;
use pult_domain::{Clock as _, SystemClock};
use rusqlite::Connection;
use serde_json::json;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

/// Looks while nothing is due.
const QUIET: usize = 200;
/// Chats whose deadline comes near at once, and how often.
const DUE: usize = 4_000;
const ROUNDS: usize = 5;

/// Some chats that wait and are not urgent have a deadline that is near. Their shop was connected before it.
const NEAR: &str = "UPDATE chat SET deadline_at_ms = ?1 WHERE id IN (SELECT id FROM chat INDEXED BY chat_waiting \
    WHERE queue = 0 AND snoozed_until_ms IS NULL AND priority < 3 ORDER BY deadline_at_ms LIMIT ?2)";

/// Takes looks at a filled folder, and changes it.
pub(crate) async fn measure(data: &Path) {
    let core = open(data).await;
    // What the clock has brought since the folder was filled.
    look(&core).await;
    let mut quiet = Vec::new();
    for _ in 0..QUIET {
        let (took, raised) = look(&core).await;
        // The clock goes on: one may have come near meanwhile.
        if raised == 0 {
            quiet.push(took);
        }
    }
    let db = Connection::open(data.join("pult.db")).expect("it opens");
    let mut busy = Vec::new();
    for _ in 0..ROUNDS {
        db.execute(NEAR, [SystemClock.now().0, DUE as i64]).expect("deadlines");
        let (took, raised) = look(&core).await;
        assert!(raised >= DUE, "all that is due, not {raised}");
        busy.push(took);
    }
    drop(db);
    core.shutdown().await;
    println!("{}", json!({"quiet": quiet, "busy": busy}));
}

/// One look (`Core::pass_time`): how long it took, in milliseconds, and how many chats became urgent.
async fn look(core: &Arc<Core>) -> (f64, usize) {
    let (store, now) = (core.store(), SystemClock.now());
    let began = Instant::now();
    let raised = store.escalate(now).await.expect("what is due");
    store.wake(now).await.expect("what has slept");
    store.next_escalation(now).await.expect("the next");
    store.next_waking().await.expect("the next");
    (began.elapsed().as_secs_f64() * 1_000.0, raised.len())
}

/// The table.
pub(crate) async fn tell(name: &str, data: &Path, report: &mut Report) {
    let mut command = part("sweep");
    command.arg(data);
    let told = answer(command).await;
    let times = |which: &str| told[which].as_array().expect("times").iter().map(|time| time.as_f64().expect("a time")).collect::<Vec<_>>();
    let (quiet, busy) = (times("quiet"), times("busy"));
    report.line(format!("a look at the deadlines, {name}, nothing due: p95"), percentile(&quiet, 95), "ms", Goal::AtMost(1.0));
    report.line(format!("a look at the deadlines, {name}, {DUE} due: p50"), percentile(&busy, 50), "ms", Goal::AtMost(60.0));
    report.line(format!("a look at the deadlines, {name}, {DUE} due: worst"), percentile(&busy, 100), "ms", Goal::None);
}
