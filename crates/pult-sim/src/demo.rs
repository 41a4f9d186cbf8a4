//! The demo shop: a small shop of ceramics and things for the home, with sixty hand-written chats
//! in five languages, from eleven minutes to three weeks old, and buyers who come back.
//!
//! The chats are texts under `assets/demo` (form: the head of `ru.txt`), not code: whoever improves
//! a line needs no Rust.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use pult_domain::{AtMs, Clock, SystemClock};

use crate::dice;
use crate::shop::{Attach, Draft, Item, Shop};
use crate::sim::{SimOptions, WbSim, draft};

mod life;
mod script;

use script::{ChatScript, Line, When};

/// How many chats are written by hand; more are repeats, marked by a number after the name.
pub const WRITTEN_CHATS: usize = 60;
/// The shop's clock on the wall, in milliseconds ahead of UTC: Moscow.
const ZONE_MS: i64 = 3 * 3_600_000;
/// A day, in milliseconds.
const DAY_MS: i64 = 86_400_000;
/// How far back a round of repeats lies behind the one before: the three weeks that a round spans.
const ROUND_MS: i64 = 21 * DAY_MS;

/// How a demo shop is started.
#[derive(Clone, Debug)]
pub struct DemoOptions {
    /// How many chats.
    pub chats: usize,
    /// Where the shop is kept between starts; `None` makes a fresh one each time.
    pub state_file: Option<PathBuf>,
    /// The time that ages of chats are counted from.
    pub clock: Arc<dyn Clock>,
    /// Whether buyers write now and then, and answer.
    pub alive: bool,
    /// Which lines come when, while it is alive.
    pub seed: u64,
    /// The port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// Whether the documented request limits hold.
    pub enforce_limits: bool,
}

impl Default for DemoOptions {
    fn default() -> Self {
        Self { chats: WRITTEN_CHATS, state_file: None, clock: Arc::new(SystemClock), alive: true, seed: 1, port: 0, enforce_limits: false }
    }
}

/// Opens the demo shop: a fresh one, or the one kept in the state file. A state file that cannot be
/// read is replaced: nothing in it is anybody's own.
///
/// # Errors
/// The port is taken, or the state file cannot be opened at all.
pub async fn start(options: DemoOptions) -> io::Result<WbSim> {
    let sim = SimOptions {
        seed: options.seed,
        clock: Arc::clone(&options.clock),
        state_file: options.state_file.clone(),
        port: options.port,
        enforce_limits: options.enforce_limits,
        ..SimOptions::default()
    };
    let sim = match (WbSim::start(sim.clone()).await, &options.state_file) {
        (Err(error), Some(path)) if matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof) => {
            std::fs::remove_file(path)?;
            WbSim::start(sim).await?
        }
        (started, _) => started?,
    };
    sim.world.change(|shop, now| {
        if shop.feed.is_empty() {
            fill(shop, options.chats, now);
        }
    });
    if options.alive {
        // The first visit is counted from now, not from when the task happens to begin.
        tokio::spawn(life::live(life::Life::new(sim.shop(), options.seed)));
    }
    Ok(sim)
}

/// The id of a chat of the demo shop, the same in every demo shop.
fn chat_id(number: usize) -> String {
    format!("1:{}", dice::uuid(dice::mix(0xDE30_0000 + number as u64)))
}

fn fill(shop: &mut Shop, chats: usize, now: AtMs) {
    let scripts = script::all();
    let items = script::items();
    for number in 0..chats {
        let (round, place) = (number / scripts.len().max(1), number % scripts.len().max(1));
        let Some(script) = scripts.get(place) else { continue };
        let name = if round == 0 { script.name.clone() } else { format!("{} №{}", script.name, round + 1) };
        let id = chat_id(number);
        let item = items.iter().find(|(key, _)| *key == script.item).map(|(_, item)| of_order(item, number));
        shop.open_chat_as(&id, &name, item);
        let back = i64::try_from(round).unwrap_or(0).saturating_mul(ROUND_MS);
        for (line, at) in script.lines.iter().zip(times(script, now.plus_ms(-back))) {
            let draft = said(shop, &id, line, at);
            shop.write(draft, at);
        }
    }
}

fn of_order(item: &Item, number: usize) -> Item {
    Item { rid: dice::hex(dice::mix(0x0DE2 + number as u64), 32), ..item.clone() }
}

fn said(shop: &mut Shop, chat: &str, line: &Line, at: AtMs) -> Draft {
    let files = line.pictures.iter().filter_map(|name| picture(name)).map(|attach| shop.store_file(&attach, at)).collect();
    Draft { files, ..draft(chat, line.by, &line.text) }
}

/// A picture by its file name. Drawn by us; the sources lie beside them.
fn picture(name: &str) -> Option<Attach> {
    let bytes: &[u8] = match name {
        "teapot-crack.png" => include_bytes!("../assets/demo/teapot-crack.png"),
        "cup-shards.png" => include_bytes!("../assets/demo/cup-shards.png"),
        "jar-lid.png" => include_bytes!("../assets/demo/jar-lid.png"),
        _ => return None,
    };
    Some(Attach { name: name.to_owned(), ..Attach::picture("image/png", bytes) })
}

/// When each line of a chat was written, the last of them at least a minute ago.
fn times(script: &ChatScript, now: AtMs) -> Vec<AtMs> {
    let start = match script.when {
        When::Ago { ms } => now.plus_ms(-ms),
        When::DaysBack { days, in_day_ms } => AtMs((now.0 + ZONE_MS).div_euclid(DAY_MS) * DAY_MS - ZONE_MS - days * DAY_MS + in_day_ms),
    };
    let mut at = start;
    let mut times: Vec<AtMs> = script
        .lines
        .iter()
        .map(|line| {
            // Nobody writes on the full minute: seconds differ from line to line.
            let odd_ms = i64::try_from(dice::number_of(&line.text) % 47_000).unwrap_or(0);
            at = at.plus_ms(line.after_ms + if line.after_ms == 0 { 0 } else { odd_ms });
            at
        })
        .collect();
    let too_late = times.last().map_or(0, |last| last.since_ms(now.plus_ms(-60_000)).max(0));
    times.iter_mut().for_each(|at| *at = at.plus_ms(-too_late));
    times
}

#[cfg(test)]
mod tests;
