//! Memory of the core's process and of the webview's, minute by minute, over work as a person does it.
//!
//! Anonymous pages (proc(5), `smaps_rollup`): what the processes have written themselves. RSS counts the
//! libraries they share several times, and PSS falls by tens of MB whenever another program opens a
//! webview. The slope is the least-squares line over the samples after the first ten minutes, when
//! caches are full. A collected heap goes up and down by tens of MB besides, which an hour's line does
//! not get rid of, so what cannot be given back is told as well: how the lowest sample of the last ten
//! minutes differs from the lowest of the first ten after those.

use crate::scroll::open_long;
use crate::stage::Stage;
use crate::table::Table;
use pult_tests::desktop::{Window, family};
use serde_json::json;
use std::time::{Duration, Instant};

/// Minutes that are let go by before the slope is looked at.
const WARM: u64 = 10;
/// Growth promised, in MB an hour.
const MOST_MB_AN_HOUR: f64 = 1.0;

/// One look at the clock: minutes since the beginning, and MB of each process.
struct Sample {
    minute: f64,
    core: f64,
    web: f64,
}

pub(crate) async fn measure(stage: &Stage, minutes: u64, table: &mut Table) {
    let begun = Instant::now();
    let mut samples = Vec::new();
    let processes = family(stage.window.pid);
    eprintln!("minute  core MB  webview MB (anonymous pages)");
    for minute in 1..=minutes {
        work(stage, minute).await;
        let end = begun + Duration::from_secs(minute * 60);
        tokio::time::sleep(end.saturating_duration_since(Instant::now())).await;
        let core = own_mb(stage.window.pid);
        let web = processes.iter().filter(|pid| **pid != stage.window.pid).map(|pid| own_mb(*pid)).sum();
        let sample = Sample { minute: begun.elapsed().as_secs_f64() / 60.0, core, web };
        eprintln!("{:>6.1}  {:>7.1}  {:>7.1}", sample.minute, sample.core, sample.web);
        samples.push(sample);
    }
    for (name, of) in [("core", (|s: &Sample| s.core) as fn(&Sample) -> f64), ("webview", |s| s.web)] {
        if let (Some(first), Some(last)) = (samples.first(), samples.last()) {
            table.figure(format!("{name}: first minute"), of(first), "MB");
            table.figure(format!("{name}: last minute"), of(last), "MB");
        }
        let warm: Vec<(f64, f64)> = samples.iter().filter(|s| s.minute > WARM as f64).map(|s| (s.minute / 60.0, of(s))).collect();
        if let Some(grown) = floors(&warm) {
            table.figure(format!("{name}: growth of the lowest of ten minutes, first to last"), grown, "MB/hour");
        }
        if warm.len() >= 3 {
            table.at_most(format!("{name}: growth after {WARM} minutes, over {} samples", warm.len()), slope(&warm), "MB/hour", MOST_MB_AN_HOUR);
        }
    }
}

/// A minute's work, done in some twenty seconds: chats gone through, filters, a search, the long
/// thread up and down, a draft, a label's worth of owner's acts and their undoing.
async fn work(stage: &Stage, minute: u64) {
    let window = &stage.window;
    if minute % 5 == 1 {
        open_long(stage).await;
        for step in [-300, 300] {
            let script = "const [step, done] = arguments; const pane = document.querySelector('.transcript'); const begun = Date.now();
                const frame = () => { pane.scrollTop += step; Date.now() - begun < 3000 ? requestAnimationFrame(frame) : done(true); }; frame();";
            window.eval_async(script, vec![json!(step)]).await;
        }
    }
    press(window, &[("g", "KeyG"), ("a", "KeyA")]).await;
    for _ in 0..15 {
        press(window, &[("j", "KeyJ")]).await;
        pause(500).await;
    }
    press(window, &[("e", "KeyE")]).await;
    pause(300).await;
    press(window, &[("z", "KeyZ"), ("g", "KeyG"), ("w", "KeyW")]).await;
    pause(500).await;
    let typed = "const field = document.querySelector('[data-testid=search]'); field.focus(); field.select(); document.execCommand('insertText', false, arguments[0]); return true";
    for word in ["заказ", "когда", "спасибо"] {
        window.client.execute(typed, vec![json!(word)]).await.expect("typed");
        pause(700).await;
    }
    window
        .eval("const field = document.querySelector('[data-testid=search]'); field.select(); document.execCommand('delete'); field.blur(); return true")
        .await;
    let draft = "const field = document.querySelector('[data-testid=composer]'); if (!field) return false; field.focus(); field.select();
        document.execCommand('insertText', false, 'Здравствуйте! Отправим завтра.'); return true";
    window.eval(draft).await;
    pause(900).await;
    window.eval("const field = document.querySelector('[data-testid=composer]'); if (!field) return false; field.select(); document.execCommand('delete'); field.blur(); return true").await;
}

async fn press(window: &Window, keys: &[(&str, &str)]) {
    window.eval("document.activeElement?.blur(); return true").await;
    for (key, code) in keys {
        window.press(key, code).await;
    }
}

async fn pause(ms: u64) {
    tokio::time::sleep(Duration::from_millis(ms)).await;
}

fn own_mb(pid: u32) -> f64 {
    let rollup = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
    let line = rollup.lines().find_map(|line| line.strip_prefix("Anonymous:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|kb| kb.parse::<f64>().ok()).unwrap_or(0.0) / 1_024.0
}

/// How fast the lowest sample of ten minutes grows, from the first ten to the last; nothing for less than twenty.
fn floors(points: &[(f64, f64)]) -> Option<f64> {
    const SPAN: f64 = 10.0 / 60.0;
    let (begin, end) = (points.first()?.0, points.last()?.0);
    let lowest = |from: f64, to: f64| points.iter().filter(|point| (from..=to).contains(&point.0)).map(|point| point.1).reduce(f64::min);
    let apart = end - begin - SPAN;
    if apart < SPAN {
        return None;
    }
    Some((lowest(end - SPAN, end)? - lowest(begin, begin + SPAN)?) / apart)
}

/// The slope of the line that lies nearest to the points.
fn slope(points: &[(f64, f64)]) -> f64 {
    let n = points.len() as f64;
    let (x, y) = points.iter().fold((0.0, 0.0), |(x, y), point| (x + point.0 / n, y + point.1 / n));
    let (above, below) = points.iter().fold((0.0, 0.0), |(a, b), point| (a + (point.0 - x) * (point.1 - y), b + (point.0 - x).powi(2)));
    above / below
}
