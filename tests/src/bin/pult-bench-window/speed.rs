//! From the key to the frame that shows what it did.

use crate::stage::Stage;
use crate::table::{Table, percentile};
use pult_tests::desktop::family;
use serde_json::json;

/// What a shop owner calls "at once": `experience.md` anchors opening a chat at 100 ms, any other
/// local act at 50 ms (its latency anchors name Superhuman's 100 ms response).
const OPEN_MS: f64 = 100.0;
const ACT_MS: f64 = 50.0;
/// An answer of the core in the page (design 8).
const ANSWER_MS: f64 = 10.0;

/// Does something, waits for the frame that shows it, and tells how long that took: until the page
/// was drawn up and laid out, and until it was painted. `act` and `shown` are JavaScript; `before`
/// runs first and is not counted.
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
            // Layout is asked for, so that what is left after this is painting.
            document.body.getBoundingClientRect();
            const drawn = performance.now() - begun;
            // The frame that is being made now shows it; a message posted here is handled after it.
            const after = new MessageChannel();
            after.port1.onmessage = () => done([drawn, performance.now() - begun]);
            after.port2.postMessage(0);
        }};
        requestAnimationFrame(look);"
    )
}

/// Processor time so far of the core's process and of the webview's, in milliseconds. Unlike the clock it hardly cares
/// how busy the machine is, but it holds everything: painting, and what an act brings after it was shown.
struct Cpu {
    core: f64,
    web: f64,
}

/// `_SC_CLK_TCK` of Linux, in ticks a second (proc(5), `stat`, fields 14 and 15).
const TICK_MS: f64 = 1_000.0 / 100.0;

impl Cpu {
    fn now(stage: &Stage) -> Self {
        let spent = |pid: u32| {
            let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
            let fields: Vec<f64> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().filter_map(|field| field.parse().ok()).collect();
            // The state, field 3, is a letter and is left out: 14 and 15 are the eleventh and twelfth here.
            fields.get(10).zip(fields.get(11)).map_or(0.0, |(user, system)| (user + system) * TICK_MS)
        };
        let core = stage.window.pid;
        Self { core: spent(core), web: family(core).into_iter().filter(|pid| *pid != core).map(spent).sum() }
    }

    /// Tells what each of so many acts has cost since.
    fn tell(&self, stage: &Stage, table: &mut Table, what: &str, acts: usize) {
        let now = Self::now(stage);
        table.figure(format!("{what}: processor time of the webview, each"), (now.web - self.web) / acts as f64, "ms");
        table.figure(format!("{what}: processor time of the core, each"), (now.core - self.core) / acts as f64, "ms");
    }
}

const THREAD_CHANGED: &str = "!(old && old.isConnected) && one('.thread [data-testid=message]')";
const OLD_THREAD: &str = "const old = one('.thread .transcript')";

pub(crate) async fn measure(stage: &Stage, presses: usize, table: &mut Table) {
    let window = &stage.window;
    let ask = format!(
        "const done = arguments[arguments.length - 1]; const begun = performance.now();
        window.__TAURI_INTERNALS__.invoke('rpc', {{name: 'chat_get', json: {{chat: {}}}}}).then(() => done([0, performance.now() - begun]));",
        stage.long
    );
    tell_beside(table, "an answer of the core to the page (chat_get)", &run(stage, presses, &ask).await);
    answers(stage, presses, table).await;
    // The smallest thing that can be seen, beside which the others are to be read: a display without a graphics card
    // needs its time for any frame at all.
    let word = "const word = one('#one-word') ?? document.body.appendChild(Object.assign(document.createElement('b'), {id: 'one-word'}));
        Object.assign(word.style, {position: 'fixed', left: 0, bottom: 0})";
    let changed = timed(word, "word.textContent = Math.random()", "true");
    tell_beside(table, "one word of the page changed, painted", &run(stage, presses, &changed).await);
    window.eval("document.querySelector('#one-word').remove(); return true").await;
    // The list of all chats, and the keyboard in it.
    run(stage, 1, &timed("", "press('g', 'KeyG'); press('a', 'KeyA')", "one('[data-testid=chat-row]')")).await;
    window.click("[data-testid=chat-row]").await;
    window.find(".thread [data-testid=message]").await;

    let clicked = "const rows = [...document.querySelectorAll('[data-testid=chat-row]')].filter((row) => row.getAttribute('aria-selected') !== 'true')";
    let open = timed(
        &format!("{OLD_THREAD}; {clicked}; const row = rows[Math.floor(Math.random() * Math.min(rows.length, 8))]"),
        "for (const kind of ['mousedown', 'mouseup', 'click']) row.dispatchEvent(new MouseEvent(kind, {bubbles: true, cancelable: true}))",
        THREAD_CHANGED,
    );
    let cpu = Cpu::now(stage);
    tell(table, "open chat", &run(stage, presses, &open).await, OPEN_MS);
    cpu.tell(stage, table, "open chat", presses);

    let next = timed(&format!("{OLD_THREAD}; document.activeElement?.blur()"), "press('j', 'KeyJ')", THREAD_CHANGED);
    let cpu = Cpu::now(stage);
    tell(table, "next chat (J)", &run(stage, presses, &next).await, OPEN_MS);
    cpu.tell(stage, table, "next chat (J)", presses);

    let cpu = Cpu::now(stage);
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
    cpu.tell(stage, table, "filter (G and a letter)", presses);

    let cpu = Cpu::now(stage);
    tell(table, "search keystroke", &keystrokes(stage, presses).await, ACT_MS);
    cpu.tell(stage, table, "search keystroke", presses);
}

/// What the window asks most, through its own way to the core, answers parsed.
async fn answers(stage: &Stage, presses: usize, table: &mut Table) {
    let questions = [
        ("queue list, first 50", "chat_list", json!({"view": "waiting", "limit": 50})),
        ("counts of all queues", "queue_counts", json!({})),
        ("open chat, last 50", "chat_messages", json!({"chat": stage.long, "limit": 50})),
    ];
    for (words, name, request) in questions {
        let ask = format!(
            "const done = arguments[arguments.length - 1]; const begun = performance.now();
            window.__TAURI_INTERNALS__.invoke('rpc', {{name: '{name}', json: {request}}}).then(() => done([0, performance.now() - begun]));"
        );
        let answered: Vec<f64> = run(stage, presses, &ask).await.iter().map(|time| time.painted).collect();
        table.figure(format!("{words}, through IPC to the page: median"), percentile(&answered, 50), "ms");
        table.at_most(format!("{words}, through IPC to the page: p95"), percentile(&answered, 95), "ms", ANSWER_MS);
    }
}

/// Words typed letter by letter; each letter from the second is timed until what it finds is on the screen. One letter
/// alone need not find anything.
async fn keystrokes(stage: &Stage, presses: usize) -> Vec<Took> {
    let window = &stage.window;
    let mut times = Vec::new();
    for word in words(stage).await {
        window.eval("const f = document.querySelector('[data-testid=search]'); f.focus(); f.select(); document.execCommand('delete'); return true").await;
        let mut letters = word.chars();
        let first = letters.next().unwrap_or_default();
        stage.window.eval(&format!("document.execCommand('insertText', false, '{first}'); return true")).await;
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        for letter in letters {
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

/// Milliseconds from a key until what it did stood in the page, and until it was painted.
#[derive(Clone, Copy)]
struct Took {
    drawn: f64,
    painted: f64,
}

async fn run(stage: &Stage, times: usize, script: &str) -> Vec<Took> {
    let mut found = Vec::new();
    for _ in 0..times {
        let value = stage.window.eval_async(script, vec![json!(0)]).await;
        let (Some(drawn), Some(painted)) = (value[0].as_f64(), value[1].as_f64()) else { panic!("nothing was shown within 20 s after: {script}") };
        found.push(Took { drawn, painted });
        // What follows a key (marks of reading, facts of the order) is not the next key's.
        tokio::time::sleep(std::time::Duration::from_millis(120)).await;
    }
    found
}

/// What the acts are read beside; it has no goal of its own.
fn tell_beside(table: &mut Table, what: &str, times: &[Took]) {
    let painted: Vec<f64> = times.iter().map(|time| time.painted).collect();
    table.figure(format!("{what}: median"), percentile(&painted, 50), "ms");
    table.figure(format!("{what}: p95"), percentile(&painted, 95), "ms");
}

fn tell(table: &mut Table, what: &str, times: &[Took], goal: f64) {
    let drawn: Vec<f64> = times.iter().map(|time| time.drawn).collect();
    let painted: Vec<f64> = times.iter().map(|time| time.painted).collect();
    table.at_most(format!("{what}, {} times, painted: median", times.len()), percentile(&painted, 50), "ms", goal);
    table.at_most(format!("{what}: p95"), percentile(&painted, 95), "ms", goal);
    table.figure(format!("{what}: worst"), percentile(&painted, 100), "ms");
    table.figure(format!("{what}, before painting: median"), percentile(&drawn, 50), "ms");
    table.figure(format!("{what}, before painting: p95"), percentile(&drawn, 95), "ms");
}
