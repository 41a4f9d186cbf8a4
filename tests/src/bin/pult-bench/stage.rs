//! One size of data: a feed, the program that read it, and what can be told of both.

use super::report::{Goal, Report, percentile};
use serde_json::Value;
use sqlx::{ConnectOptions as _, Connection as _};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

/// Events of a page of the feed. What Wildberries gives is not documented; integrators saw some
/// dozens, and the feed of a test machine should not be what is measured.
const PAGE: u64 = 1_000;

/// A filled data folder with the feed it came from.
pub(crate) struct Stage {
    messages: u64,
    chats: u64,
    folder: Folder,
    feed: Feed,
    /// Nothing where the folder was filled by another run.
    ingest: Value,
}

/// A folder that goes with the run, or stays for the next.
enum Folder {
    Passing(TempDir),
    Kept(PathBuf),
}

impl Folder {
    fn path(&self) -> &Path {
        match self {
            Self::Passing(folder) => folder.path(),
            Self::Kept(folder) => folder,
        }
    }
}

struct Feed {
    url: String,
    token: String,
    _child: Child,
}

/// A process of this run.
pub(crate) fn part(name: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("a path"));
    command.arg(name).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit()).kill_on_drop(true);
    command
}

/// Runs a part to its end; its last line is its answer.
pub(crate) async fn answer(command: Command) -> Value {
    ended(command).await.expect("a part ends well, with a line of JSON")
}

/// The same for a part that needs a desktop: nothing, told on stderr, where there is none or it does not come to its end.
pub(crate) async fn tried(command: Command) -> Option<Value> {
    // Its name alone: what it is given may be a token.
    let name = command.as_std().get_args().next().unwrap_or_default().to_owned();
    let told = ended(command).await;
    if told.is_none() {
        eprintln!("  NOT MEASURED: {}", name.display());
    }
    told
}

async fn ended(mut command: Command) -> Option<Value> {
    let output = command.spawn().expect("a part starts").wait_with_output().await.expect("a part ends");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().last().filter(|_| output.status.success()).and_then(|line| serde_json::from_str(line).ok())
}

impl Feed {
    async fn serve(messages: u64, chats: u64) -> Self {
        let mut command = part("feed");
        let mut child = command.args([messages, chats, PAGE].map(|n| n.to_string())).spawn().expect("the feed starts");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let line = lines.next_line().await.expect("the feed speaks").expect("a line");
        let told: Value = serde_json::from_str(&line).expect("JSON");
        let text = |name: &str| told[name].as_str().expect("text").to_owned();
        Self { url: text("url"), token: text("token"), _child: child }
    }
}

impl Stage {
    /// Serves a feed and lets the program read it.
    pub(crate) async fn fill(messages: u64, chats: u64, keep: Option<&Path>) -> Self {
        eprintln!("{messages} messages in {chats} chats");
        let feed = Feed::serve(messages, chats).await;
        let folder = match keep {
            Some(keep) => Folder::Kept(keep.join(format!("{messages}"))),
            None => Folder::Passing(tempfile::tempdir().expect("a folder")),
        };
        let mut stage = Self { messages, chats, folder, feed, ingest: Value::Null };
        if !stage.database().exists() {
            std::fs::create_dir_all(stage.folder()).expect("a folder");
            let mut command = part("ingest");
            command.arg(stage.folder()).args([&stage.feed.url, &stage.feed.token]).arg(messages.to_string());
            stage.ingest = answer(command).await;
        }
        stage
    }

    /// Its data folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// How many messages it has.
    pub(crate) fn messages(&self) -> u64 {
        self.messages
    }

    /// The feed it came from: its address and its token.
    pub(crate) fn feed(&self) -> [&str; 2] {
        [&self.feed.url, &self.feed.token]
    }

    /// A copy of its data, for what changes them.
    pub(crate) fn copied(&self) -> TempDir {
        let copy = tempfile::tempdir().expect("a folder");
        for file in std::fs::read_dir(self.folder()).expect("the data").map(|entry| entry.expect("a file")) {
            // The database, what a log beside it may hold, and the secrets.
            if file.file_type().is_ok_and(|kind| kind.is_file()) && file.file_name() != "lock" {
                std::fs::copy(file.path(), copy.path().join(file.file_name())).expect("copied");
            }
        }
        copy
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("pult.db")
    }

    /// How it is called in the table.
    pub(crate) fn name(&self) -> String {
        format!("{} k messages", self.messages / 1_000)
    }

    /// Ingest, size, memory, replay.
    pub(crate) async fn tell(&self, report: &mut Report) {
        let number = |value: &Value, name: &str| value[name].as_f64().expect("a number");
        let name = self.name();
        let (stored, whole) = (number(&self.ingest, "stored_s"), number(&self.ingest, "whole_s"));
        let batch = self.messages / (number(&self.ingest, "transactions").max(1.0) as u64).max(1);
        let bytes = std::fs::metadata(self.database()).expect("the database").len();
        let work = tempfile::tempdir().expect("a folder");
        let mut command = part("bare");
        command.arg(self.database()).arg(work.path()).arg(batch.to_string());
        let bare = answer(command).await;
        assert_eq!(bare["messages"].as_u64(), Some(self.messages), "the very same rows");
        let rows = self.messages as f64;
        report.line(format!("sync, {name}: Pult"), rows / stored, "messages/s", Goal::None);
        report.line(format!("sync, {name}: bare SQLite, {batch} a transaction"), rows / number(&bare, "stored_s"), "messages/s", Goal::None);
        report.line(format!("sync, {name}: of bare SQLite"), number(&bare, "stored_s") / stored, "", Goal::AtLeast(0.8));
        report.line(format!("sync, {name}: of bare SQLite, each with its VACUUM"), number(&bare, "whole_s") / whole, "", Goal::None);
        report.line(format!("sync, {name}: database"), bytes as f64 / rows / 1_024.0, "KB/message", Goal::AtMost(0.45));
        report.line(format!("sync, {name}: peak memory of the core"), number(&self.ingest, "peak_mb"), "MB", Goal::AtMost(150.0));
        self.forget_cursor().await;
        let mut command = part("replay");
        command.arg(self.folder.path()).arg(self.messages.to_string());
        let replay = answer(command).await;
        report.line(format!("replay, {name}: of first ingest"), stored / number(&replay, "seconds"), "x", Goal::AtLeast(3.0));
        report.line(format!("replay, {name}: rows changed"), number(&replay, "new"), "", Goal::AtMost(0.0));
    }

    /// The program forgets where it stood, and reads everything again.
    async fn forget_cursor(&self) {
        let mut db = sqlx::sqlite::SqliteConnectOptions::new().filename(self.database()).connect().await.expect("it opens");
        sqlx::query("UPDATE account SET cursor = NULL").execute(&mut db).await.expect("forgotten");
        db.close().await.expect("it closes");
    }

    /// Replies stored beside a full back-fill.
    pub(crate) async fn tell_sends(&self, report: &mut Report) {
        let folder = tempfile::tempdir().expect("a folder");
        let mut command = part("send");
        command.arg(folder.path()).args([&self.feed.url, &self.feed.token]);
        let told = answer(command).await;
        let times: Vec<f64> = told["times_ms"].as_array().expect("times").iter().filter_map(Value::as_f64).collect();
        let name = format!("Send to durably queued, beside {} ({} replies)", self.name(), times.len());
        report.line(format!("{name}: p50"), percentile(&times, 50), "ms", Goal::None);
        report.line(format!("{name}: p95"), percentile(&times, 95), "ms", Goal::AtMost(20.0));
        report.line(format!("{name}: worst"), percentile(&times, 100), "ms", Goal::AtMost(100.0));
    }
}

/// List, counts and open chat at several sizes, the smallest first; growth is from the one with 10,000
/// chats to the largest.
pub(crate) async fn tell_queries(stages: &[&Stage], report: &mut Report) {
    let mut told = Vec::new();
    for stage in stages {
        let mut command = part("queries");
        command.arg(stage.folder.path());
        told.push(answer(command).await);
    }
    for (question, words) in [("list", "queue list, first 50"), ("counts", "counts of all queues"), ("open", "open chat, last 50")] {
        let figure = |n: usize, who: &str, p: &str| told[n][question][who][p].as_f64().expect("a number");
        for (n, stage) in stages.iter().enumerate() {
            let name = format!("{words}, {} k chats", stage.chats / 1_000);
            report.line(format!("{name}: Pult p50"), figure(n, "core", "p50"), "ms", Goal::None);
            report.line(format!("{name}: Pult p95"), figure(n, "core", "p95"), "ms", Goal::None);
            report.line(format!("{name}: bare p50"), figure(n, "bare", "p50"), "ms", Goal::None);
            report.line(format!("{name}: bare p95"), figure(n, "bare", "p95"), "ms", Goal::None);
            report.line(format!("{name}: p95 over bare"), figure(n, "core", "p95") / figure(n, "bare", "p95"), "x", Goal::AtMost(2.0));
            if question == "counts" {
                let counting = told[n]["counting_p95"].as_f64().expect("a number");
                report.line(format!("{name}: bare counting, without our tally, p95"), counting, "ms", Goal::None);
                report.line(format!("{name}: p95 over bare counting"), figure(n, "core", "p95") / counting, "x", Goal::AtMost(2.0));
            }
        }
        let (Some(from), to) = (stages.iter().position(|stage| stage.chats >= 10_000), stages.len() - 1) else { continue };
        let growth = figure(to, "alone", "p50") / figure(from, "alone", "p50");
        let name = format!("{words}: growth from {} k to {} k chats", stages[from].chats / 1_000, stages[to].chats / 1_000);
        report.line(name, growth, "x", Goal::AtMost(1.5));
    }
}
