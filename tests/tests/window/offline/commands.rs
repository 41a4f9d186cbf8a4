//! Every command there is, done while no marketplace can be reached. The palette itself tells which there are: one that
//! comes later and is not done here fails the test.

use super::{drawn, hands_off, open};
use pult_tests::desktop::{PATIENCE, Window};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

/// Lists, each with its place in the rail.
const LISTS: [(&str, usize); 10] = [
    ("goUrgent", 1),
    ("goInProgress", 2),
    ("goSnoozed", 3),
    ("goAiDrafts", 4),
    ("goDone", 5),
    ("goUnread", 6),
    ("goStarred", 7),
    ("goSpam", 9),
    ("goWaiting", 0),
    ("goAll", 8),
];

/// Pages, each with its name.
const PAGES: [(&str, &str); 9] = [
    ("goRules", "rules-page"),
    ("goMetrics", "metrics-page"),
    ("goModels", "models-page"),
    ("goKnowledge", "knowledge-page"),
    ("goState", "state-page"),
    ("goWhatIf", "simulator"),
    ("settings", "settings"),
    ("editKeys", "keys"),
    ("importHistory", "import-page"),
];

/// What is asked in a dialog, and what stands in it. Hiding, labelling, a day and an export are done to their end by the tests around.
const ASKED: [(&str, &str); 7] = [
    ("help", ".help-row"),
    ("manageLabels", "[data-testid=label-make]"),
    ("saveView", "[data-testid=view-name]"),
    ("jumpDate", "[data-testid=date-field]"),
    ("exportChats", "[data-testid=export-start]"),
    ("snooze", "[data-testid=snooze-until]"),
    ("label", "[data-testid=label-field]"),
];

/// How many chats are picked after each step from the first row of four.
const PICKED: [(&str, usize); 9] =
    [("pick", 1), ("pickDown", 2), ("pickUp", 1), ("pickRowDown", 2), ("pickRowUp", 1), ("pickAll", 4), ("pickNone", 0), ("pick", 1), ("back", 0)];

/// Opens a dialog of the system's, which no test can answer: files are given to their field by the test of files.
const OF_THE_SYSTEM: &str = "attach";

/// The chat that stands open in the list.
const OPENED: &str = "document.querySelector('[data-testid=chat-row][aria-selected=true]')?.dataset.chat";
/// The row that the keyboard is at.
const CURSOR: &str = "document.querySelector('.list [aria-activedescendant^=chat-row-]')?.getAttribute('aria-activedescendant')";
const HAS_FOCUS: &str = "document.activeElement?.dataset.testid";

/// The window under hands that know what they want by its name, and what they have done so far.
struct Hands<'a> {
    window: &'a Window,
    done: BTreeSet<&'static str>,
}

/// Does every command: with the chat `one`, whose buyer's other chat is `again`, and with `two`, which is answered and closed.
pub(super) async fn every_one(window: &Window, one: f64, again: f64, two: f64) {
    let mut hands = Hands { window, done: BTreeSet::new() };
    hands.lists_and_pages().await;
    hands.walk().await;
    open(window, one).await;
    hands.asked().await;
    hands.writes(again).await;
    hands.sends(two).await;
    open(window, one).await;
    // The last: from what is called spam the program learns, and drafts nothing for words like those.
    hands.marks(one).await;
    let missing: Vec<String> = hands.offered().await.into_iter().filter(|name| name != OF_THE_SYSTEM && !hands.done.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "nobody has done these without a network: {missing:?}");
    hands.act("goWaiting", &listed(0)).await;
}

/// Whether that list of the rail stands there, with chats or with the words for none.
fn listed(place: usize) -> String {
    let chosen = "[...document.querySelector('.rail-list').querySelectorAll('.rail-item')].findIndex((each) => each.getAttribute('aria-current') === 'page')";
    format!("{chosen} === {place} && document.querySelector('[data-testid=chat-row], .list .empty') !== null")
}

impl Hands<'_> {
    /// Runs a command of the palette, and waits until what it is for is so.
    async fn act(&mut self, command: &'static str, so: &str) {
        let run =
            format!("const choice = document.querySelector('.palette [data-choice={command}]:not([aria-disabled])'); choice?.click(); return choice !== null");
        self.palette().await;
        self.window.until(&format!("{command} in the palette"), &run).await;
        self.window.until(&format!("{command} done"), &format!("return {so}")).await;
        self.done.insert(command);
    }

    async fn palette(&self) {
        let press = "if (document.querySelector('dialog[open]') === null) {
                document.activeElement?.blur();
                window.dispatchEvent(new KeyboardEvent('keydown', {key: 'k', code: 'KeyK', ctrlKey: true, cancelable: true}));
            }
            return document.querySelector('.palette [data-choice]') !== null";
        self.window.until("the palette", press).await;
    }

    /// Every command that the palette has, without the chats it offers too.
    async fn offered(&self) -> Vec<String> {
        self.palette().await;
        let script = "return [...document.querySelectorAll('.palette [data-choice]')].map((each) => each.dataset.choice)";
        let all = self.window.eval(script).await;
        let names: Vec<String> = all.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
        assert!(names.len() > 50, "the palette has them all: {names:?}");
        self.put_away().await;
        names.into_iter().filter(|name| !["chat-", "label-", "view-"].iter().any(|other| name.starts_with(other))).collect()
    }

    async fn put_away(&self) {
        let cancel = "document.querySelector('dialog[open]')?.dispatchEvent(new Event('cancel', {cancelable: true})); return document.querySelector('dialog[open]') === null";
        self.window.until("no dialog", cancel).await;
    }

    /// Waits for what the row of a chat tells.
    async fn until_row(&self, chat: f64, what: &str, is: impl Fn(&Value) -> bool) {
        let end = Instant::now() + PATIENCE;
        loop {
            let view = self.window.rpc("chat_get", json!({"chat": chat})).await;
            if is(&view["row"][what]) {
                return;
            }
            assert!(Instant::now() < end, "waited in vain for {what} of {view}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn lists_and_pages(&mut self) {
        for (command, page) in PAGES {
            self.act(command, &format!("document.querySelector('main[data-testid={page}]')?.innerText.length > 60")).await;
            hands_off(self.window).await;
            self.window.press("Escape", "Escape").await;
            // Some pages lead back to the settings first.
            let back = "return document.querySelector('main[data-testid=settings], [data-testid=chat-row]')?.dataset.testid";
            if self.window.until("a way back", back).await == "settings" {
                hands_off(self.window).await;
                self.window.press("Escape", "Escape").await;
            }
            self.window.find("[data-testid=chat-row]").await;
        }
        self.act("addShop", "document.querySelector('[data-testid=onboarding-choose]') !== null").await;
        self.window.click("[data-testid=onboarding-skip]").await;
        self.window.find("[data-testid=chat-row]").await;
        for (command, place) in LISTS {
            self.act(command, &listed(place)).await;
        }
        let only = |on: bool| format!("document.querySelector('[data-testid=only-unread]')?.getAttribute('aria-pressed') === '{on}'");
        self.act("onlyUnread", &only(true)).await;
        self.act("onlyUnread", &only(false)).await;
        self.window.find("[data-testid=chat-row]").await;
        let told = "[...document.querySelectorAll('.notice')].some((each) => each.innerText.includes('Глиняный дом'))";
        self.act("checkNow", told).await;
    }

    /// From row to row, with and without opening them, and picking.
    async fn walk(&mut self) {
        let first = self.window.until("the first row", "return document.querySelector('[data-testid=chat-row]')?.dataset.chat").await;
        let first: f64 = first.as_str().and_then(|chat| chat.parse().ok()).expect("a chat");
        open(self.window, first).await;
        let other = format!("{OPENED} !== undefined && {OPENED} !== '{first}'");
        self.act("nextChat", &other).await;
        self.act("previousChat", &format!("{OPENED} === '{first}'")).await;
        self.act("quickLook", "document.querySelector('[data-testid=quick-look]') !== null").await;
        self.act("rowDown", &format!("({CURSOR} ?? 'chat-row-{first}') !== 'chat-row-{first}'")).await;
        self.act("rowUp", &format!("{CURSOR} === 'chat-row-{first}'")).await;
        for (command, picked) in PICKED {
            let so = format!("document.querySelectorAll('[data-testid=chat-row][aria-checked=true]').length === {picked}");
            self.act(command, &so).await;
        }
        self.act("doneNext", &other).await;
        self.until_row(first, "queue", |queue| queue == "done").await;
        self.act("undo", "true").await;
        self.until_row(first, "queue", |queue| queue == "waiting").await;
    }

    async fn asked(&mut self) {
        for (command, inside) in ASKED {
            self.act(command, &format!("document.querySelector('dialog[open] {inside}') !== null")).await;
            self.put_away().await;
        }
        // Paper: what the printer is given, without the system's dialog.
        self.window.eval("window.print = () => { window.printed = document.querySelector('[data-testid=paper]')?.textContent; }; return true").await;
        self.act("printChat", "window.printed?.includes('когда отправите чашку')").await;
        let leave = "window.dispatchEvent(new Event('afterprint')); return document.querySelector('[data-testid=paper]') === null";
        self.window.until("the paper put away", leave).await;
    }

    /// What is done to a chat, and taken back. It has a star already.
    async fn marks(&mut self, chat: f64) {
        for (command, what, before, after) in [
            ("star", "starred", json!(true), json!(false)),
            ("claim", "queue", json!("waiting"), json!("in_progress")),
            ("done", "queue", json!("waiting"), json!("done")),
            ("spam", "spam", json!(false), json!(true)),
        ] {
            self.until_row(chat, what, |now| *now == before).await;
            self.act(command, "true").await;
            self.until_row(chat, what, |now| *now == after).await;
            self.act("undo", "true").await;
            self.until_row(chat, what, |now| *now == before).await;
            open(self.window, chat).await;
        }
        let unread = |now: &Value| now.as_f64() > Some(0.0);
        self.act("markUnread", &format!("{OPENED} === undefined")).await;
        self.until_row(chat, "unread", unread).await;
        self.act("markRead", "true").await;
        self.until_row(chat, "unread", |now| !unread(now)).await;
        self.act("open", &format!("{OPENED} === '{chat}'")).await;
    }

    /// What is written and looked for in a chat; and its buyer's other one.
    async fn writes(&mut self, again: f64) {
        self.act("note", &format!("{HAS_FOCUS} === 'note'")).await;
        self.act("reply", &format!("{HAS_FOCUS} === 'composer'")).await;
        self.act("canned", "document.querySelector('[data-testid=canned-picker]') !== null").await;
        self.act("findInChat", &format!("{HAS_FOCUS} === 'find-field'")).await;
        self.window.click("[data-testid=find-close]").await;
        self.act("search", &format!("{HAS_FOCUS} === 'search'")).await;
        self.act("nextOfBuyer", &format!("{OPENED} === '{again}'")).await;
        self.act("besideOfBuyer", "document.querySelector('[data-testid=beside]') !== null").await;
        self.act("back", "document.querySelector('[data-testid=beside]') === null").await;
    }

    /// A draft goes into the field and on its way; then a reply that closes its chat. Both only wait.
    async fn sends(&mut self, chat: f64) {
        open(self.window, chat).await;
        self.window.until("a draft", "return document.querySelector('[data-testid=draft-text]')?.innerText").await;
        self.act("whyDraft", "document.querySelector('[data-testid=draft-reasons]') !== null").await;
        let drafted = "document.querySelector('[data-testid=draft-text]') !== null && document.querySelector('.assist [role=alert]') === null";
        self.act("regenerateDraft", drafted).await;
        self.act("insertDraft", "document.querySelector('[data-testid=composer]')?.value.length > 0").await;
        let waits = drawn("queued", "each.innerText !== ''");
        self.act("send", waits.trim_start_matches("return ")).await;
        self.window.write_into("[data-testid=composer]", "И с этим всё").await;
        self.act("sendDone", "true").await;
        self.until_row(chat, "queue", |queue| queue == "done").await;
    }
}
