//! Frames while something long is scrolled, and how much of a page there is meanwhile.

use crate::stage::Stage;
use crate::table::{Table, percentile};
use serde_json::{Value, json};

/// How far each frame scrolls, in pixels: a quick turn of the wheel, and a pull that nobody can read.
const STEPS: [i64; 2] = [60, 400];
/// Most elements of the page at any time.
const MOST_NODES: f64 = 2_000.0;
/// A frame at 60 a second, and the half more that a clock under load is forgiven.
const FRAME_MS: f64 = 16.7 * 1.5;

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
            let told = window.eval_async(SCROLL, vec![json!(".transcript"), json!(step * sign), json!(seconds * 1_000)]).await;
            tell(table, &format!("thread, {way}, {step} px a frame"), &told);
        }
    }
    window.eval("document.activeElement?.blur(); return true").await;
    window.press("g", "KeyG").await;
    window.press("a", "KeyA").await;
    window.find("[data-testid=chat-row]").await;
    for step in STEPS {
        for (way, sign) in [("down", 1), ("up", -1)] {
            let told = window.eval_async(SCROLL, vec![json!(".list-scroll"), json!(step * sign), json!(seconds * 1_000)]).await;
            tell(table, &format!("list, {way}, {step} px a frame"), &told);
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

fn tell(table: &mut Table, what: &str, told: &Value) {
    let frames: Vec<f64> = told["frames"].as_array().expect("frames").iter().filter_map(Value::as_f64).collect();
    let long = frames.iter().filter(|ms| **ms > FRAME_MS).count() as f64 / frames.len().max(1) as f64;
    table.figure(format!("{what}: frames a second"), 1_000.0 * frames.len() as f64 / frames.iter().sum::<f64>(), "");
    table.at_most(format!("{what}: frame, p95"), percentile(&frames, 95), "ms", FRAME_MS);
    table.figure(format!("{what}: frames over {FRAME_MS:.0} ms"), long * 100.0, "%");
    table.figure(format!("{what}: worst frame"), percentile(&frames, 100), "ms");
    table.figure(format!("{what}: way"), told["moved"].as_f64().unwrap_or(0.0), "px");
    table.figure(format!("{what}: looks at an empty place"), told["blank"].as_f64().unwrap_or(0.0), &format!("of {}", told["looks"]));
    table.at_most(format!("{what}: elements of the page"), told["nodes"].as_f64().unwrap_or(0.0), "", MOST_NODES);
}
