//! What a step of scrolling costs the page's one thread, frames meanwhile, and how much of a page there is.
//!
//! Two clocks, because they answer two questions. The **page's own time** is what our code costs: a step is made and its
//! scroll event sent at once, so the clock holds what hears it (rows chosen, drawn by React, measured) and then the
//! layout, forced so that it can be timed. No frame is waited for, so a machine that paints slowly still gives hundreds
//! of steps. The **frames** hold the painting too, which WebKit does on the processor where there is no graphics card:
//! there they tell of the machine. Lost alternatives: `PerformanceObserver` for long tasks, which WebKit has not, and the
//! processor time of the web process, which cannot be split into ours and painting.

use crate::stage::Stage;
use crate::table::{Table, percentile};
use serde_json::{Value, json};

/// How far each frame scrolls, in pixels: a quick turn of the wheel, and a pull that nobody can read.
const STEPS: [i64; 2] = [60, 400];
/// Most elements of the page at any time.
const MOST_NODES: f64 = 2_000.0;
/// A frame at 60 a second.
const FRAME_MS: f64 = 16.7;

/// Steps whose own time is taken; WebKit's clock has whole milliseconds, so many are needed.
const OWN_STEPS: usize = 400;

/// Steps without frames between them; what else waits (pages that were asked for) gets its turn after each.
const OWN: &str = "const [css, step, steps, done] = arguments;
    const pane = document.querySelector(css);
    const script = []; const layout = []; let nodes = 0;
    const turn = new MessageChannel();
    turn.port1.onmessage = () => {
        const begun = performance.now();
        pane.scrollTop += step;
        pane.dispatchEvent(new Event('scroll'));
        const drawn = performance.now();
        document.body.getBoundingClientRect(); pane.scrollHeight;
        script.push(drawn - begun);
        layout.push(performance.now() - drawn);
        if (script.length % 20 === 0) nodes = Math.max(nodes, document.querySelectorAll('*').length);
        if (script.length < steps) turn.port2.postMessage(0);
        else done({script, layout, nodes});
    };
    turn.port2.postMessage(0);";

/// Scrolls for so long, turning at either end, and tells each frame's length.
const SCROLL: &str = "const [css, step, ms, done] = arguments;
    const pane = document.querySelector(css);
    const frames = []; let nodes = 0; let moved = 0; let last = null; let blank = 0; let n = 0;
    const begun = performance.now();
    const frame = (now) => {
        if (last !== null) frames.push(now - last);
        last = now;
        const was = pane.scrollTop;
        pane.scrollTop = was + step;
        moved += Math.abs(pane.scrollTop - was);
        if (n++ % 10 === 0) {
            nodes = Math.max(nodes, document.querySelectorAll('*').length);
            const box = pane.getBoundingClientRect();
            const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            if (!at?.closest('.entry, [data-testid=chat-row]')) blank++;
        }
        if (now - begun < ms) requestAnimationFrame(frame);
        else done({frames, nodes, moved, blank, looks: Math.ceil(n / 10)});
    };
    requestAnimationFrame(frame);";

pub(crate) async fn measure(stage: &Stage, seconds: u64, table: &mut Table) {
    let window = &stage.window;
    open_long(stage).await;
    for step in STEPS {
        for (way, sign) in [("up", -1), ("down", 1)] {
            stretch(stage, table, &format!("thread, {way}, {step} px"), (".transcript", step * sign), seconds).await;
        }
    }
    window.eval("document.activeElement?.blur(); return true").await;
    window.press("g", "KeyG").await;
    window.press("a", "KeyA").await;
    window.find("[data-testid=chat-row]").await;
    for step in STEPS {
        for (way, sign) in [("down", 1), ("up", -1)] {
            stretch(stage, table, &format!("list, {way}, {step} px"), (".list-scroll", step * sign), seconds).await;
        }
    }
}

/// Opens the long thread through its shop's list.
pub(crate) async fn open_long(stage: &Stage) {
    let window = &stage.window;
    window.eval("document.activeElement?.blur(); return true").await;
    window.press("g", "KeyG").await;
    window.press("a", "KeyA").await;
    window.until("the shops", "const shops = [...document.querySelectorAll('.rail-shop')]; shops.at(-1)?.click(); return shops.length").await;
    let alone = "const row = document.querySelector('[data-testid=chat-row]'); return row?.getAttribute('aria-setsize') === '1' && (row.click(), true)";
    window.until("the one chat of the second shop", alone).await;
    let ready = "return document.querySelectorAll('.thread [data-testid=message]').length > 3";
    window.until("its messages", ready).await;
    // All shops' chats come back into the list; the thread stays.
    window.eval("document.querySelector('.rail-shops button')?.click(); return true").await;
    assert!(stage.long > 0);
}

/// One pane scrolled in one way: its own time first, then frames.
async fn stretch(stage: &Stage, table: &mut Table, what: &str, (css, step): (&str, i64), seconds: u64) {
    let told = stage.window.eval_async(OWN, vec![json!(css), json!(step), json!(OWN_STEPS)]).await;
    let of = |told: &Value, name: &str| -> Vec<f64> { told[name].as_array().expect("times").iter().filter_map(Value::as_f64).collect() };
    let (script, layout) = (of(&told, "script"), of(&told, "layout"));
    let own: Vec<f64> = script.iter().zip(&layout).map(|(one, two)| one + two).collect();
    let mean = |times: &[f64]| times.iter().sum::<f64>() / times.len().max(1) as f64;
    table.at_most(format!("{what}: the page's own time in {} steps, mean", own.len()), mean(&own), "ms", FRAME_MS);
    table.at_most(format!("{what}: own time, median"), percentile(&own, 50), "ms", FRAME_MS);
    table.at_most(format!("{what}: own time, p95"), percentile(&own, 95), "ms", FRAME_MS);
    table.figure(format!("{what}: own time, worst"), percentile(&own, 100), "ms");
    table.figure(format!("{what}: of it layout, mean"), mean(&layout), "ms");
    table.at_most(format!("{what}: elements of the page"), told["nodes"].as_f64().unwrap_or(0.0), "", MOST_NODES);

    let told = stage.window.eval_async(SCROLL, vec![json!(css), json!(step), json!(seconds * 1_000)]).await;
    let frames = of(&told, "frames");
    table.figure(format!("{what}: frames a second, painted by this machine"), 1_000.0 * frames.len() as f64 / frames.iter().sum::<f64>(), "");
    table.figure(format!("{what}: frame, p95"), percentile(&frames, 95), "ms");
    table.figure(format!("{what}: way"), told["moved"].as_f64().unwrap_or(0.0), "px");
    table.figure(format!("{what}: looks at an empty place"), told["blank"].as_f64().unwrap_or(0.0), &format!("of {}", told["looks"]));
    table.at_most(format!("{what}: elements of the page, framed"), told["nodes"].as_f64().unwrap_or(0.0), "", MOST_NODES);
}
