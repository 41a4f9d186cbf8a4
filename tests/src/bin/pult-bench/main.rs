//! The figures of design section 8, each beside bare SQLite in the same run.
//!
//! Times on a shared machine are noise, ratios of one run are not. The feed, the program and bare
//! SQLite are processes of their own, so that memory and time are each one's alone.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a benchmark that cannot go on must say so at once; its counts are far below 2^53"
)]

mod bare;
mod channels;
mod child;
mod queries;
mod report;
mod running;
mod search;
mod stage;
mod sweep;
mod window;

use clap::{Parser, Subcommand};
use report::Report;
use stage::Stage;

/// Measures Pult against bare SQLite.
#[derive(Debug, Parser)]
struct Args {
    /// Also with a million messages (some minutes)
    #[arg(long)]
    full: bool,
    /// Only the four channels: throughput, requests, limits, and eight shops at rest
    #[arg(long)]
    channels: bool,
    /// Only search, at the sizes of the run
    #[arg(long, group = "alone")]
    search: bool,
    /// Only the running program on the largest data: its window's start and memory, Send in the window, rest, deadlines
    #[arg(long, group = "alone")]
    running: bool,
    /// With --search or --running: keeps what was filled in this folder, and uses what is there
    #[arg(long, requires = "alone")]
    keep: Option<std::path::PathBuf>,
    /// Messages of the usual run
    #[arg(long, default_value = "100000")]
    messages: u64,
    /// One JSON object instead of a table
    #[arg(long)]
    json: bool,
    #[command(subcommand)]
    part: Option<Part>,
}

/// One process of a run; started by the benchmark itself.
#[derive(Debug, Subcommand)]
enum Part {
    /// Serves a feed until its stdin closes
    #[command(hide = true)]
    Feed { messages: u64, chats: u64, page: usize },
    /// Reads a feed into a fresh data folder
    #[command(hide = true)]
    Ingest { data: std::path::PathBuf, url: String, token: String, messages: u64 },
    /// Reads the same feed again
    #[command(hide = true)]
    Replay { data: std::path::PathBuf, messages: u64 },
    /// Stores replies while a feed is read
    #[command(hide = true)]
    Send { data: std::path::PathBuf, url: String, token: String },
    /// Asks what the window asks
    #[command(hide = true)]
    Queries { data: std::path::PathBuf },
    /// Searches a filled folder, and a bare table beside it
    #[command(hide = true)]
    Search { data: std::path::PathBuf, work: std::path::PathBuf, messages: u64 },
    /// Times single queries of a filled folder, one line each
    #[command(hide = true)]
    Ask {
        data: std::path::PathBuf,
        #[arg(allow_hyphen_values = true)]
        queries: Vec<String>,
    },
    /// Opens a filled folder whose index is of an older version
    #[command(hide = true)]
    Rebuild { data: std::path::PathBuf },
    /// Stays connected to shops where nobody writes
    #[command(hide = true)]
    Rest { data: std::path::PathBuf, accounts: String },
    /// Connects a filled folder to the shops of this run
    #[command(hide = true)]
    Join { data: std::path::PathBuf, url: String, token: String, accounts: String },
    /// Starts the window on a filled folder
    #[command(hide = true)]
    Start { data: std::path::PathBuf },
    /// Weighs the program with its window and without its page, beside an empty window
    #[command(hide = true)]
    Weigh { data: std::path::PathBuf },
    /// Clicks on Send in the window while a feed is read
    #[command(hide = true)]
    Click { url: String, token: String },
    /// Lets deadlines come near on a filled folder
    #[command(hide = true)]
    Sweep { data: std::path::PathBuf },
    /// Inserts the rows of a filled database into a fresh one
    #[command(hide = true)]
    Bare { filled: std::path::PathBuf, work: std::path::PathBuf, batch: i64 },
}

#[tokio::main]
async fn main() {
    let args = Args::parse();
    match args.part {
        Some(Part::Feed { messages, chats, page }) => child::feed(messages, chats, page).await,
        Some(Part::Ingest { data, url, token, messages }) => child::ingest(&data, &url, &token, messages).await,
        Some(Part::Replay { data, messages }) => child::replay(&data, messages).await,
        Some(Part::Send { data, url, token }) => child::send(&data, &url, &token).await,
        Some(Part::Queries { data }) => queries::measure(&data).await,
        Some(Part::Search { data, work, messages }) => search::measure(&data, &work, messages).await,
        Some(Part::Ask { data, queries }) => search::ask(&data, &queries).await,
        Some(Part::Rebuild { data }) => search::rebuild(&data).await,
        Some(Part::Rest { data, accounts }) => channels::watched(&data, &accounts).await,
        Some(Part::Join { data, url, token, accounts }) => running::join(&data, &url, &token, &accounts).await,
        Some(Part::Start { data }) => window::start(&data).await,
        Some(Part::Weigh { data }) => window::weigh(&data).await,
        Some(Part::Click { url, token }) => window::click(&url, &token).await,
        Some(Part::Sweep { data }) => sweep::measure(&data).await,
        Some(Part::Bare { filled, work, batch }) => bare::insert(&filled, &work, batch).await,
        None => run(&args).await,
    }
}

async fn run(args: &Args) {
    if cfg!(debug_assertions) {
        eprintln!("Not optimised: the figures mean nothing. Use script/bench.");
    }
    let mut report = Report::default();
    if args.channels {
        channels::tell(&mut report).await;
        return report.print(args.json);
    }
    let fill = |messages, chats| Stage::fill(messages, chats, args.keep.as_deref());
    let largest = if args.full { 1_000_000 } else { 400_000 };
    if args.running {
        running::tell(&fill(largest, 100_000).await, &mut report).await;
        return report.print(args.json);
    }
    let small = fill(10_000, 1_000).await;
    let usual = fill(args.messages, args.messages / 10).await;
    let large = fill(largest, 100_000).await;
    if !args.search {
        for stage in [Some(&usual), args.full.then_some(&large)].into_iter().flatten() {
            stage.tell(&mut report).await;
            stage.tell_sends(&mut report).await;
        }
        stage::tell_queries(&[&small, &usual, &large], &mut report).await;
        running::tell(&large, &mut report).await;
    }
    for stage in [Some(&small), Some(&usual), args.full.then_some(&large)].into_iter().flatten() {
        search::tell(stage, &mut report).await;
    }
    report.print(args.json);
}
