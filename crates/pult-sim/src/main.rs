//! A simulator in a process of its own: prints one JSON line, then serves until it is stopped.

use std::io::Write as _;
use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use pult_sim::demo::{self, DemoOptions};
use pult_sim::{AvitoSim, ChatSim, FeedOptions, FeedSim, MarketSim, OzonSim, Played, SimOptions, WbSim};

/// The marketplace to play.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Place {
    Wildberries,
    Ozon,
    YandexMarket,
    Avito,
}

/// Plays a marketplace's buyer chat on this machine.
#[derive(Parser)]
#[command(name = "pult-sim", version)]
struct Args {
    /// The port on 127.0.0.1; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Which marketplace. Only Wildberries has a demo shop and a feed; the others open empty shops.
    #[arg(long, value_enum, default_value_t = Place::Wildberries)]
    market: Place,
    /// How many chats of the demo shop; 0 opens an empty shop.
    #[arg(long, default_value_t = 60)]
    chats: usize,
    /// Ids, tokens and chance follow from it.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Answer 429 beyond the documented request limits.
    #[arg(long)]
    enforce_limits: bool,
    /// Keep the shop in this file.
    #[arg(long)]
    state: Option<PathBuf>,
    /// Buyers write now and then, and answer.
    #[arg(long)]
    alive: bool,
    /// Instead of a shop, a fast feed of so many messages for benchmarks.
    #[arg(long)]
    feed: Option<u64>,
    /// Entries of a page: 1,000 for the feed, 50 for a shop, unless said.
    #[arg(long)]
    page: Option<usize>,
    /// Chats of the feed; a tenth of its messages unless said.
    #[arg(long)]
    feed_chats: Option<u64>,
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let args = Args::parse();
    if let Some(messages) = args.feed {
        let usual = FeedOptions::of(messages);
        let options = FeedOptions { page_size: args.page.unwrap_or(usual.page_size), seed: args.seed, chats: args.feed_chats.unwrap_or(usual.chats), ..usual };
        let sim = FeedSim::start_on(options, args.port).await?;
        say(&serde_json::json!({"base_url": sim.base_url(), "token": sim.token(), "messages": messages, "chats": sim.feed().options().chats}))?;
        stopped().await;
        return Ok(());
    }
    match args.market {
        Place::Wildberries => {}
        Place::Ozon => return play(OzonSim::start(empty(args)).await?).await,
        Place::YandexMarket => return play(MarketSim::start(empty(args)).await?).await,
        Place::Avito => return play(AvitoSim::start(empty(args)).await?).await,
    }
    let sim = if args.chats == 0 {
        WbSim::start(empty(args)).await?
    } else {
        let Args { port, seed, enforce_limits, state: state_file, chats, alive, .. } = args;
        demo::start(DemoOptions { port, seed, enforce_limits, state_file, chats, alive, ..DemoOptions::default() }).await?
    };
    say(&serde_json::json!({"base_url": sim.base_url(), "token": sim.token(), "control_token": sim.control_token()}))?;
    stopped().await;
    sim.stop().await;
    Ok(())
}

fn empty(args: Args) -> SimOptions {
    let Args { port, seed, enforce_limits, state: state_file, page, .. } = args;
    let usual = SimOptions::default();
    SimOptions { port, seed, page_size: page.unwrap_or(usual.page_size), enforce_limits, state_file, ..usual }
}

async fn play<F: Played>(sim: ChatSim<F>) -> std::io::Result<()> {
    say(&serde_json::json!({"base_url": sim.base_url(), "client_id": sim.client_id(), "token": sim.token(), "control_token": sim.control_token()}))?;
    stopped().await;
    sim.stop().await;
    Ok(())
}

fn say(line: &serde_json::Value) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

/// Returns when somebody asks the program to end.
async fn stopped() {
    #[cfg(unix)]
    if let Ok(mut term) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = term.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        return;
    }
    let _ = tokio::signal::ctrl_c().await;
}
