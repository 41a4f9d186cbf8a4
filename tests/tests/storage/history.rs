//! History out and in, through the real program: what leaves comes back, what a stranger wrote stays
//! text, and nothing that comes in from a file calls anybody.

use super::{SmallDisk, keep};
use pult_core::{Core, CoreOptions};
use pult_domain::ChannelKind;
use pult_sim::{Attach, Item, Moderation, SimOptions, WbSim};
use pult_tests::process::Terminal;
use pult_tests::stage::Market;
use serde_json::Value;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// What strangers write: markup, scripts, other directions of writing, a null byte, formulas, a long text.
fn hostile() -> Vec<String> {
    let words = [
        "<script>alert(1)</script><img src=x onerror=alert(2)>",
        "\"quoted\", 'single' & <b>bold</b>",
        "שלום \u{202e}gnp.exe\u{202c} в пути",
        "nothing\0after",
        "=HYPERLINK(\"http://evil\")",
        "+7 916 123-45-67",
        "@SUM(A1:A9)",
        "'=already",
        "two\r\nlines, one; cell",
        "\u{feff}marked",
    ];
    words.into_iter().map(str::to_owned).chain(["щ".repeat(10_000)]).collect()
}

/// A file of our own shape with one chat of these texts.
fn document(texts: &[String]) -> String {
    let mut out = r#"{"format":"pult-history","version":1,"made_at":"","zone":"UTC","records":["#.to_owned();
    let chat = serde_json::json!({"chat": {"n": 1, "channel": "ozon", "id": "77", "customer": "<b>Eve</b>", "item": {"id": "9", "title": "=cup", "price_minor": 76_000, "currency": "RUB"}}});
    write!(out, "\n{chat}").expect("memory");
    for (n, text) in texts.iter().enumerate() {
        let author = if n % 3 == 2 { "seller" } else { "customer" };
        let files = if n == 0 { serde_json::json!([{"kind": "image", "name": "../a<b>.png", "bytes": 12}]) } else { serde_json::json!([]) };
        let at = format!("2025-11-20T10:{:02}:00.{n:03}Z", n % 60);
        let message = serde_json::json!({"message": {"chat": 1, "id": format!("m{n}"), "author": author, "sent_at": at, "text": text, "files": files, "read": n % 2 == 0}});
        write!(out, ",\n{message}").expect("memory");
    }
    write!(out, ",\n{{\"end\":{{\"chats\":1,\"messages\":{}}}}}\n]}}\n", texts.len()).expect("memory");
    out
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

async fn exported(terminal: &Terminal, form: &str, folder: &Path) -> PathBuf {
    let line = terminal.run(&["export", "--queue", "all", "--as", form, "--folder", text(folder)]).await.one();
    PathBuf::from(line["path"].as_str().expect("a path"))
}

/// The records of a document without the numbers and names that an archive changes.
fn rows(path: &Path) -> Vec<Value> {
    let whole: Value = serde_json::from_slice(&std::fs::read(path).expect("written")).expect("one JSON document");
    let mut rows = whole["records"].as_array().expect("records").clone();
    for row in &mut rows {
        if let Some(chat) = row.get_mut("chat").and_then(Value::as_object_mut) {
            for changed in ["channel", "shop", "queue", "labels"] {
                chat.remove(changed);
            }
            let id = chat["id"].as_str().expect("an id");
            chat["id"] = Value::from(id.strip_prefix("ozon:").unwrap_or(id));
        }
    }
    rows
}

/// Recounts everything that is derived from rows.
async fn holds(folder: &Path) {
    let kept = keep(folder);
    let core = Core::open(CoreOptions::new(kept.path())).await.expect("opens");
    assert_eq!(core.store().check_full().await.expect("readable"), Vec::<String>::new(), "what is derived agrees with its rows");
    core.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_leaves_comes_back_row_by_row_and_only_once() {
    let (first, second, out) = (Terminal::new(), Terminal::new(), tempfile::tempdir().expect("a folder"));
    let file = out.path().join("history.json");
    std::fs::write(&file, document(&hostile())).expect("written");
    let count = hostile().len();

    let trial = first.run(&["import", text(&file), "--dry-run"]).await.one();
    assert_eq!((&trial["chats_new"], &trial["messages_new"]), (&Value::from(1), &Value::from(count)), "{trial}");
    assert_eq!(first.run(&["chats"]).await.well().len(), 0, "a trial stores nothing");
    let done = first.run(&["import", text(&file)]).await.one();
    assert_eq!(done["messages_new"], Value::from(count), "{done}");
    let again = first.run(&["import", text(&file)]).await.one();
    assert_eq!((&again["messages_new"], &again["messages_known"]), (&Value::from(0), &Value::from(count)), "{again}");

    let once = exported(&first, "json", out.path()).await;
    assert_eq!(second.run(&["import", text(&once)]).await.one()["messages_new"], Value::from(count));
    let twice = exported(&second, "json", out.path()).await;
    assert_eq!(rows(&once), rows(&twice), "every row is as it was");
    let table = exported(&first, "csv", out.path()).await;
    assert_eq!(first.run(&["import", text(&table)]).await.one()["messages_new"], Value::from(0), "the table holds the same messages");

    for terminal in [&first, &second] {
        let chat = terminal.run(&["chats"]).await.one();
        assert_eq!((&chat["queue"], &chat["unread"], &chat["deadline_at_ms"]), (&Value::from("done"), &Value::from(0), &Value::Null), "history calls nobody");
        holds(terminal.folder()).await;
    }
    let import = first.run(&["imports"]).await.one()["import"].to_string();
    assert_eq!(first.run(&["imports", "undo", &import]).await.one()["messages"], Value::from(count));
    assert_eq!(first.run(&["chats"]).await.well().len() + first.run(&["accounts", "list"]).await.well().len(), 0, "nothing of it is left");
    holds(first.folder()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn equal_words_of_one_minute_are_kept_where_another_chat_stands_between_them() {
    let (terminal, out) = (Terminal::new(), tempfile::tempdir().expect("a folder"));
    let table = out.path().join("chats.csv");
    let rows = [("1", "ok"), ("2", "hi"), ("1", "ok")].map(|(chat, said)| format!("2025-11-20 10:00,buyer,{chat},{said}\n"));
    std::fs::write(&table, format!("time,author,chat,text\n{}", rows.concat())).expect("written");
    let trial = terminal.run(&["import", text(&table), "--dry-run"]).await.one();
    assert_eq!(trial["messages_new"], Value::from(3), "{trial}");
    let done = terminal.run(&["import", text(&table)]).await.one();
    assert_eq!((&done["messages_new"], &done["messages_known"]), (&Value::from(3), &Value::from(0)), "{done}");
    let again = terminal.run(&["import", text(&table)]).await.one();
    assert_eq!((&again["messages_new"], &again["messages_known"]), (&Value::from(0), &Value::from(3)), "{again}");
    holds(terminal.folder()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_stranger_wrote_is_text_on_every_sheet() {
    let (terminal, out) = (Terminal::new(), tempfile::tempdir().expect("a folder"));
    let file = out.path().join("history.json");
    std::fs::write(&file, document(&hostile())).expect("written");
    terminal.run(&["import", text(&file)]).await.one();

    let page = std::fs::read_to_string(exported(&terminal, "html", out.path()).await).expect("a page");
    let body = page.split("</head>").nth(1).expect("a body");
    for markup in ["<script", "<img", "<b>", "onerror=alert(2)>", "\0", "\u{202e}"] {
        assert!(!body.contains(markup), "{markup:?} is on the page");
    }
    assert!(body.contains("&lt;script&gt;alert(1)") && body.contains("שלום") && body.contains(&"щ".repeat(10_000)), "the words themselves are there");
    assert!(page.contains("default-src 'none'") && !page.contains("<script"), "the page forbids itself what it does not have");

    let table = std::fs::read(exported(&terminal, "csv", out.path()).await).expect("a table");
    assert!(table.starts_with(b"\xef\xbb\xbfshop,channel,"), "marked as UTF-8 for spreadsheets");
    let table = String::from_utf8(table).expect("UTF-8");
    for cell in table.split([',', '\n']).map(|cell| cell.trim_start_matches('"')) {
        assert!(!cell.starts_with(['=', '+', '@', '\t']), "a spreadsheet would calculate {cell:?}");
    }

    let chat = terminal.run(&["chats"]).await.one()["chat"].to_string();
    let pack = terminal.run(&["export", &chat, "--as", "pack", "--folder", text(out.path())]).await.one();
    let (path, hash) = (pack["path"].as_str().expect("a path"), pack["manifest_sha256"].as_str().expect("a hash"));
    assert_eq!(pack["files_missing"], Value::from(1), "the picture was never fetched, and the pack says so");
    assert!(Path::new(path).file_name().and_then(|name| name.to_str()).is_some_and(|name| !name.contains(['<', '>'])), "a plain name: {path}");
    let verdict = terminal.run(&["export", "verify", path, "--manifest", hash]).await.well();
    assert!(verdict.iter().all(|line| line["ok"] == true), "{verdict:?}");
    assert_eq!(terminal.run(&["export", "verify", path, "--manifest", &"0".repeat(64)]).await.code(), Some(1), "another manifest is another pack");
    let mut bytes = std::fs::read(path).expect("the pack");
    bytes[200] ^= 1;
    std::fs::write(path, bytes).expect("changed");
    assert_eq!(terminal.run(&["export", "verify", path]).await.code(), Some(1), "one bit is enough");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dispute_pack_fetches_what_nobody_has_looked_at() {
    let mut sim = WbSim::start(SimOptions::default()).await.expect("a free port");
    let (terminal, out) = (Terminal::new(), tempfile::tempdir().expect("a folder"));
    terminal.connect(&sim, &[]).await;
    let ivan = sim.buyer("Иван", Item::default());
    let jpeg = [b"\xff\xd8\xff\xe0".as_slice(), &[7; 64]].concat();
    let blocked = Attach::pdf("договор.pdf", b"%PDF-1.4 other").moderated(Moderation::Failed);
    sim.buyer_sends(&ivan, "Пришла с трещиной", &[Attach::pdf("чек #5.pdf", b"%PDF-1.4 check"), blocked, Attach::picture("image/jpeg", &jpeg)]);
    terminal.run(&["sync"]).await.well();
    let chat = terminal.run(&["chats"]).await.one()["chat"].to_string();
    let pack = || async { terminal.run(&["export", &chat, "--as", "pack", "--folder", text(out.path())]).await.one() };
    let downloads = |sim: &WbSim| sim.requests().iter().filter(|seen| seen.path.contains("/download/")).count();

    sim.refuse_connections().await;
    assert_eq!(pack().await["files_missing"], 3, "where nobody answers the pack is made of what is here");
    sim.accept_connections().await;
    let made = pack().await;
    assert_eq!(made["files_missing"], 1, "only what the marketplace keeps back: {made}");
    assert_eq!(downloads(&sim), 3);
    let lines = terminal.run(&["export", "verify", made["path"].as_str().expect("a path")]).await.well();
    let files: Vec<&str> = lines.iter().filter_map(|line| line["path"].as_str()).filter(|path| path.starts_with("files/")).collect();
    assert_eq!(files, ["files/0001-чек #5.pdf", "files/0002-file.jpg"]);
    assert_eq!(pack().await["files_missing"], 1);
    assert_eq!(downloads(&sim), 4, "what lies here is not asked for again");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crash_in_the_middle_leaves_no_half_file() {
    let (mut terminal, out) = (Terminal::new(), tempfile::tempdir().expect("a folder"));
    let (file, folder) = (out.path().join("history.json"), out.path().join("out"));
    std::fs::write(&file, document(&hostile())).expect("written");
    terminal.run(&["import", text(&file)]).await.one();
    let named = || {
        std::fs::read_dir(&folder)
            .map(|dir| dir.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect::<Vec<_>>())
            .unwrap_or_default()
    };
    for place in ["export_page", "export_before_name"] {
        terminal.set("PULT_CRASH_AT", place);
        let ran = terminal.run(&["export", "--queue", "all", "--as", "json", "--folder", text(&folder)]).await;
        assert_eq!(ran.code(), None, "it died: {ran:?}");
        assert!(named().iter().all(|name| name.starts_with('.')), "no file that looks whole: {:?}", named());
        terminal.unset("PULT_CRASH_AT");
        terminal.run(&["doctor"]).await.well();
        assert_eq!(named(), Vec::<String>::new(), "the next start tidies up");
    }
    terminal.run(&["export", "--queue", "all", "--as", "json", "--folder", text(&folder)]).await.one();
    assert_eq!(named().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_beside_live_chats_moves_no_deadline_and_loses_no_question() {
    let market = Market::start(ChannelKind::Ozon, SimOptions::default()).await;
    let (old, new, out) = (Terminal::new(), Terminal::new(), tempfile::tempdir().expect("a folder"));
    let account = old.connect_market(&market, ChannelKind::Ozon, &[]).await;
    let buyer = market.buyer("Иван");
    market.buyer_writes(&buyer, "Где мой заказ?");
    old.run(&["sync"]).await.well();
    let before = old.run(&["chats"]).await.one();
    let file = exported(&old, "json", out.path()).await;

    // Something older joins the chat that waits.
    let remote = before["remote_id"].as_str().expect("an id");
    let table = out.path().join("older.csv");
    std::fs::write(&table, format!("time,author,chat,text\n2020-01-05 10:00,buyer,{remote},верните деньги\n")).expect("written");
    assert_eq!(old.run(&["import", text(&table), "--account", &account]).await.one()["messages_new"], Value::from(1));
    let after = old.run(&["chats"]).await.one();
    for same in ["queue", "priority", "deadline_at_ms", "unread", "last_message"] {
        assert_eq!(before[same], after[same], "{same} stays");
    }
    holds(old.folder()).await;

    // The question comes by a file first: past. When the channel itself brings it, somebody waits.
    let account = new.connect_market(&market, ChannelKind::Ozon, &[]).await;
    assert_eq!(new.run(&["import", text(&file), "--account", &account]).await.one()["messages_new"], Value::from(1));
    assert_eq!(new.run(&["chats"]).await.one()["queue"], Value::from("done"));
    new.run(&["sync"]).await.well();
    let claimed = new.run(&["chats"]).await.one();
    assert_eq!((&claimed["queue"], &claimed["unread"]), (&Value::from("waiting"), &Value::from(1)), "{claimed}");
    assert_eq!(claimed["deadline_at_ms"], before["deadline_at_ms"], "as if it had never come by a file");
    assert_eq!(new.run(&["messages", &claimed["chat"].to_string()]).await.well().len(), 1, "and stands there once");
    holds(new.folder()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_file_told_first_is_as_the_channel_tells_it_afterwards() {
    let sim = WbSim::start(SimOptions::default()).await.expect("a free port");
    let (old, out) = (Terminal::new(), tempfile::tempdir().expect("a folder"));
    old.connect(&sim, &[]).await;
    let ivan = sim.buyer("Иван", Item::default());
    // A frame of one point: what tells no size is not shown.
    let jpeg = b"\xff\xd8\xff\xc0\0\x0b\x08\0\x01\0\x01\x01\x01\x11\0\xff\xd9";
    sim.buyer_sends(&ivan, "Пришла с трещиной", &[Attach::picture("image/jpeg", jpeg)]);
    old.run(&["sync"]).await.well();
    let chat = old.run(&["chats"]).await.one();
    let told = old.run(&["messages", &chat["chat"].to_string()]).await.one();
    let id = |line: &Value| line["remote_id"].as_str().expect("an id").to_owned();
    // Another program's file: another hour, the other side, and no word of a picture.
    let table = out.path().join("foreign.csv");
    let row = format!("2026-01-05 13:00,shop,{},{},Пришла с трещиной\n", id(&chat), id(&told));
    std::fs::write(&table, format!("time,author,chat,message id,text\n{row}")).expect("written");

    for file in [exported(&old, "json", out.path()).await, exported(&old, "csv", out.path()).await, table] {
        let new = Terminal::new();
        let account = new.connect(&sim, &[]).await;
        let done = new.run(&["import", text(&file), "--account", &account]).await.one();
        assert_eq!(done["messages_new"], Value::from(1), "{}: {done}", file.display());
        new.run(&["sync"]).await.well();
        let chat = new.run(&["chats"]).await.one();
        assert_eq!((&chat["queue"], &chat["unread"]), (&Value::from("waiting"), &Value::from(1)), "{}: {chat}", file.display());
        let here = new.run(&["messages", &chat["chat"].to_string()]).await.one();
        for same in ["remote_id", "author", "text", "sent_at_ms"] {
            assert_eq!(here[same], told[same], "{}: {same}", file.display());
        }
        holds(new.folder()).await;
        let served = new.serve().await;
        let asked = serde_json::json!({"chat": chat["chat"], "before": null, "after": null, "limit": null});
        let (_, page) = served.call("chat_messages", &asked).await;
        let picture = &page["messages"][0]["attachments"][0]["attachment"];
        let (status, data) = served.call("attachment_get", &serde_json::json!({"attachment": picture})).await;
        assert_eq!(status, 200, "{}: {data}", file.display());
        assert!(data["base64"].as_str().is_some_and(|bytes| !bytes.is_empty()), "{}: the picture can be looked at", file.display());
        served.kill().await;
    }
}

/// Most memory a process ever held, in MB.
fn peak_mb(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("told");
    line.split_whitespace().next().and_then(|kb| kb.parse::<u64>().ok()).expect("a number") / 1_024
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_thousand_messages_leave_in_little_memory() {
    const MESSAGES: usize = 50_000;
    let (terminal, out) = (Terminal::new(), tempfile::tempdir().expect("a folder"));
    let file = out.path().join("long.csv");
    let mut table = "time,author,chat,text\n".to_owned();
    for n in 0..MESSAGES {
        writeln!(table, "{},{},{},письмо {}", 1_600_000_000 + n, if n % 2 == 0 { "buyer" } else { "shop" }, n / 25_000, n % 100).expect("memory");
    }
    std::fs::write(&file, table).expect("written");
    assert_eq!(terminal.run(&["import", text(&file)]).await.one()["messages_new"], Value::from(MESSAGES));
    let served = terminal.serve().await;
    terminal.run(&["chats"]).await.well();
    let before = peak_mb(served.id());
    for form in ["json", "html", "csv"] {
        let line = terminal.run(&["export", "--queue", "all", "--as", form, "--folder", text(out.path())]).await.one();
        assert_eq!(line["messages"], Value::from(MESSAGES), "{form}");
    }
    let grown = peak_mb(served.id()).saturating_sub(before);
    assert!(grown < 48, "three exports of 50,000 messages grew the process by {grown} MB");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_ends_an_export_in_words_and_leaves_nothing_behind() {
    let (terminal, kept, small) = (Terminal::new(), tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let Some(_disk) = SmallDisk::mount(small.path(), 1) else { return };
    let file = kept.path().join("history.json");
    // Two letters of two bytes each time, so that what is written is more than two megabytes in every form.
    let texts: Vec<String> = (0..120).map(|n| format!("{n} {}", "щы".repeat(5_000))).collect();
    std::fs::write(&file, document(&texts)).expect("written");
    terminal.run(&["import", text(&file)]).await.one();
    for form in ["html", "json", "csv"] {
        let ran = terminal.run(&["export", "--queue", "all", "--as", form, "--folder", text(small.path())]).await;
        assert_eq!(ran.refusal(1)["code"], "disk_full", "{form}: {ran:?}");
        let left: Vec<_> = std::fs::read_dir(small.path()).expect("a folder").flatten().map(|entry| entry.file_name()).collect();
        assert!(left.is_empty(), "{form}: nothing half is left: {left:?}");
    }
    let ran = terminal.run(&["export", "--queue", "all", "--as", "json", "--folder", text(kept.path())]).await;
    assert_eq!(ran.one()["messages"], Value::from(texts.len()), "where there is room it is whole");
}
