//! How fast the real window is, and whether it grows: the program as built, in its own webview under
//! a display of its own, with 100,000 chats in the list and 50,000 messages in one thread.
//!
//! Times are taken in the page, from the key to the end of the first frame that shows its effect, so
//! they hold the frame's own wait (up to 16.7 ms at 60 frames a second) and nothing of the driver.
//! Alternatives that lost: the driver's clock (a round trip of its own, 5 to 20 ms) and Chromium over
//! `pult-server` (another engine, another way in).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a benchmark that cannot go on must say so at once; its counts are far below 2^53"
)]

mod memory;
mod scroll;
mod speed;
mod stage;
mod table;

use clap::Parser;
use pult_tests::desktop::{Desktop, Furniture};
use std::path::PathBuf;
use table::Table;

/// Measures the window.
#[derive(Debug, Parser)]
pub(crate) struct Args {
    /// Chats of the list
    #[arg(long, default_value = "100000")]
    chats: u64,
    /// Messages in them
    #[arg(long, default_value = "200000")]
    messages: u64,
    /// Messages of the one long thread
    #[arg(long, default_value = "50000")]
    thread: u64,
    /// How often each key is pressed; none for scrolling alone
    #[arg(long, default_value = "40")]
    presses: usize,
    /// How long each stretch is scrolled, in seconds
    #[arg(long, default_value = "10")]
    scroll_s: u64,
    /// Keeps the filled data here, and takes what lies here
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// Instead of speed: so many minutes of scripted work, with the memory told each minute
    #[arg(long, value_name = "MINUTES")]
    memory: Option<u64>,
    /// A variable for the window's environment, as often as needed
    #[arg(long, value_name = "NAME=VALUE", value_parser = variable)]
    env: Vec<(String, String)>,
}

fn variable(pair: &str) -> Result<(String, String), String> {
    let (name, value) = pair.split_once('=').ok_or("a variable is NAME=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}

#[tokio::main]
async fn main() {
    let args = Args::parse();
    let Some(mut desktop) = Desktop::start(Furniture::default()).await else { return };
    for (name, value) in &args.env {
        desktop.set(name, value);
    }
    let kept = args.keep.clone().unwrap_or_else(|| desktop.folder("pult"));
    std::fs::create_dir_all(&kept).expect("a folder for the data");
    let stage = stage::Stage::open(&desktop, &kept, &args).await;
    let mut table = Table::default();
    match args.memory {
        Some(minutes) => memory::measure(&stage, minutes, &mut table).await,
        None => {
            if args.presses > 0 {
                speed::measure(&stage, args.presses, &mut table).await;
            }
            scroll::measure(&stage, args.scroll_s, &mut table).await;
        }
    }
    table.print();
    stage.window.quit().await;
}
