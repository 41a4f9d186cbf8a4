//! From the key to the frame that shows what it did.

use crate::stage::Stage;
use crate::table::{Table, percentile};
use serde_json::json;

/// What a shop owner calls "at once": `experience.md` anchors opening a chat at 100 ms, any other
/// local act at 50 ms (its latency anchors name Superhuman's 100 ms response).
const OPEN_MS: f64 = 100.0;
const ACT_MS: f64 = 50.0;

/// Does something, waits for the frame that shows it, and tells how long that took. `act` and
/// `shown` are JavaScript; `before` runs first and is not counted.
fn timed(before: &str, act: &str, shown: &str) -> String {
    format!(
        "const done = arguments[arguments.length - 1];
        const press = (key, code) => {{
            const at = document.activeElement ?? document.body;
            at.dispatchEvent(new KeyboardEvent('keydown', {{key, code, bubbles: true, cancelable: true, composed: true}}));
        }};
        const one = (css) => document.querySelector(css);
        {before};
        const begun = performance.now();
        {act};
        const look = () => {{
            if (performance.now() - begun > 20000) return done(null);
            if (!({shown})) return requestAnimationFrame(look);
            // The frame that is being made now shows it; a message posted here is handled after it.
            const after = new MessageChannel();
            after.port1.onmessage = () => done(performance.now() - begun);
            after.port2.postMessage(0);
        }};
        requestAnimationFrame(look);"
    )
}

const THREAD_CHANGED: &str = "!(old && old.isConnected) && one('.thread [data-testid=message]')";
const OLD_THREAD: &str = "const old = one('.thread .transcript')";

pub(crate) async fn measure(stage: &Stage, presses: usize, table: &mut Table) {
    let window = &stage.window;
    let ask = format!(
        "const done = arguments[arguments.length - 1]; const begun = performance.now();
        window.__TAURI_INTERNALS__.invoke('rpc', {{name: 'chat_get', json: {{chat: {}}}}}).then(() => done(performance.now() - begun));",
        stage.long
    );
    let answers = run(stage, presses, &ask).await;
    table.figure("an answer of the core to the page (chat_get): median", percentile(&answers, 50), "ms");
    // The list of all chats, and the keyboard in it.
    run(stage, 1, &timed("", "press('g', 'KeyG'); press('a', 'KeyA')", "one('[data-testid=chat-row]')")).await;
    window.find("[data-testid=chat-row]").await.click().await.expect("a chat is opened");
    window.find(".thread [data-testid=message]").await;

    let clicked = "const rows = [...document.querySelectorAll('[data-testid=chat-row]')].filter((row) => row.getAttribute('aria-selected') !== 'true')";
    let open = timed(
        &format!("{OLD_THREAD}; {clicked}; const row = rows[Math.floor(Math.random() * Math.min(rows.length, 8))]"),
        "for (const kind of ['mousedown', 'mouseup', 'click']) row.dispatchEvent(new MouseEvent(kind, {bubbles: true, cancelable: true}))",
        THREAD_CHANGED,
    );
    tell(table, "open chat", &run(stage, presses, &open).await, OPEN_MS);

    let next = timed(&format!("{OLD_THREAD}; document.activeElement?.blur()"), "press('j', 'KeyJ')", THREAD_CHANGED);
    tell(table, "next chat (J)", &run(stage, presses, &next).await, OPEN_MS);

    let mut times = Vec::new();
    for n in 0..presses {
        let (key, code) = [("i", "KeyI"), ("a", "KeyA"), ("n", "KeyN"), ("w", "KeyW")][n % 4];
        let title = "one('.list h1')?.textContent";
        let shown = format!("{title} !== was && one('.list-scroll')?.getAttribute('aria-label')?.startsWith({title}) && one('[data-testid=chat-row]')");
        let act = format!("press('g', 'KeyG'); press('{key}', '{code}')");
        let script = timed(&format!("document.activeElement?.blur(); const was = {title}"), &act, &shown);
        times.extend(run(stage, 1, &script).await);
    }
    tell(table, "filter (G and a letter)", &times, ACT_MS);

    tell(table, "search keystroke", &keystrokes(stage, presses).await, ACT_MS);
}

/// Words typed letter by letter; each letter is timed until what it finds is on the screen.
async fn keystrokes(stage: &Stage, presses: usize) -> Vec<f64> {
    let window = &stage.window;
    let mut times = Vec::new();
    for word in words(stage).await {
        window.eval("const f = document.querySelector('[data-testid=search]'); f.focus(); f.select(); document.execCommand('delete'); return true").await;
        for letter in word.chars() {
            if times.len() == presses {
                break;
            }
            let shown = "one('.list [data-query]')?.dataset.query === f.value";
            let before = "const f = one('[data-testid=search]')";
            let act = format!("document.execCommand('insertText', false, '{letter}')");
            times.extend(run(stage, 1, &timed(before, &act, shown)).await);
        }
    }
    window.eval("const f = document.querySelector('[data-testid=search]'); f.focus(); f.select(); document.execCommand('delete'); return true").await;
    times
}

/// Words that somebody wrote, so that every beginning of them finds something.
async fn words(stage: &Stage) -> Vec<String> {
    let page = stage.window.rpc("chat_messages", json!({"chat": stage.long, "limit": 200})).await;
    let texts: Vec<String> = page["messages"].as_array().into_iter().flatten().filter_map(|one| one["text"].as_str().map(str::to_lowercase)).collect();
    let mut words: Vec<String> = texts.iter().flat_map(|text| text.split_whitespace()).map(str::to_owned).collect();
    words.retain(|word| word.chars().count() >= 5 && word.chars().all(char::is_alphabetic));
    words.sort();
    words.dedup();
    let step = (words.len() / 12).max(1);
    words.into_iter().step_by(step).collect()
}

async fn run(stage: &Stage, times: usize, script: &str) -> Vec<f64> {
    let mut found = Vec::new();
    for _ in 0..times {
        let value = stage.window.eval_async(script, vec![json!(0)]).await;
        found.push(value.as_f64().unwrap_or_else(|| panic!("nothing was shown within 20 s after: {script}")));
        // What follows a key (marks of reading, facts of the order) is not the next key's.
        tokio::time::sleep(std::time::Duration::from_millis(120)).await;
    }
    found
}

fn tell(table: &mut Table, what: &str, times: &[f64], goal: f64) {
    table.at_most(format!("{what}, {} times: median", times.len()), percentile(times, 50), "ms", goal);
    table.figure(format!("{what}: p95"), percentile(times, 95), "ms");
    table.figure(format!("{what}: worst"), percentile(times, 100), "ms");
}
