//! The lines that scripts rely on, and the two ways to the operations.

use crate::terminal::{Terminal, fields, is_there};
use pult_sim::{Item, SimOptions, WbSim};
use serde_json::{Value, json};

const CHAT: [&str; 12] =
    ["account", "channel", "chat", "customer", "deadline_at_ms", "labels", "last_message", "next", "priority", "queue", "remote_id", "unread"];

fn ids(lines: &[Value], name: &str) -> Vec<i64> {
    lines.iter().map(|line| line[name].as_i64().expect("an id")).collect()
}

#[test]
fn the_demo_shop_comes_and_goes() {
    let terminal = Terminal::new();
    let made = terminal.lines(["demo", "--chats", "5"]);
    assert_eq!((made.len(), fields(&made[0]), &made[0]["chats"]), (1, vec!["account", "chats", "messages"], &json!(5)));
    let listed = terminal.lines(["accounts", "list"]);
    assert_eq!(fields(&listed[0]), ["account", "channel", "cursor", "error_count", "health", "last_error", "last_sync_at_ms", "name"]);
    assert_eq!((&listed[0]["channel"], &listed[0]["account"]), (&json!("demo"), &made[0]["account"]));
    let removed = terminal.lines(["demo", "--remove"]);
    assert_eq!(removed[0], json!({"account": made[0]["account"], "chats": 0, "messages": 0}));
    assert!(terminal.lines(["accounts", "list"]).is_empty() && terminal.lines(["chats"]).is_empty());
    assert!(!is_there(&terminal.data, "demo.json"), "nothing of it stays");
}

#[test]
fn chats_come_by_deadline_and_continue_at_the_cursor() {
    let terminal = Terminal::with_demo(60);
    let all = terminal.lines(["chats", "--limit", "1000"]);
    assert_eq!((all.len(), fields(&all[0])), (60, CHAT.to_vec()));
    assert_eq!(fields(&all[0]["last_message"]), ["author", "sent_at_ms", "text"]);
    let deadlines: Vec<i64> = all.iter().map_while(|line| line["deadline_at_ms"].as_i64()).collect();
    assert!(!deadlines.is_empty() && deadlines.is_sorted(), "{deadlines:?}");
    assert!(all.iter().skip(deadlines.len()).all(|line| line["deadline_at_ms"].is_null()), "those without one come after");
    assert!(all.iter().all(|line| line["next"].is_null()), "nothing follows");

    for step in ["1", "7", "59"] {
        let (mut seen, mut cursor) = (Vec::new(), None::<String>);
        loop {
            let mut words = vec!["chats".to_owned(), "--limit".into(), step.into()];
            words.extend(cursor.iter().flat_map(|cursor| ["--after".to_owned(), cursor.clone()]));
            let page = terminal.lines(words);
            seen.extend(ids(&page, "chat"));
            cursor = page.last().and_then(|line| line["next"].as_str()).map(str::to_owned);
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(seen, ids(&all, "chat"), "in steps of {step}: every chat once, in the same order");
    }
    let waiting = terminal.lines(["chats", "--queue", "waiting", "--limit", "1000"]);
    assert_eq!(ids(&waiting, "chat"), ids(&all, "chat")[..deadlines.len()]);
}

#[test]
fn a_shop_from_its_token_to_a_sent_reply() {
    let threads = tokio::runtime::Runtime::new().expect("threads");
    let sim = threads.block_on(WbSim::start(SimOptions::default())).expect("a simulator");
    let buyer = sim.buyer("Анна", Item::default());
    for n in 0..250 {
        sim.buyer_writes(&buyer, &format!("Вопрос {n}"));
    }
    let terminal = Terminal::new();
    let add = ["accounts", "add", "wildberries", "--name", "Глина", "--base-url", sim.base_url(), "--token-stdin", "--limits", "off", "--settle-ms", "50"];
    let added = terminal.run_with(add, format!("\u{feff}{}\r\n", sim.token()).as_bytes());
    assert_eq!(added.status, Some(0), "{}", added.stderr);
    let added = added.lines();
    assert_eq!((fields(&added[0]), fields(&added[0]["check"])), (vec!["account", "channel", "check", "name"], vec!["detail", "ok"]));
    assert_eq!((&added[0]["name"], &added[0]["channel"], &added[0]["check"]["ok"]), (&json!("Глина"), &json!("wildberries"), &json!(true)));

    let synced = terminal.lines(["sync"]);
    let sync_fields = ["account", "channel", "chats_new", "cursor", "error", "messages_new", "messages_seen", "pages", "took_ms"];
    assert_eq!((synced.len(), fields(&synced[0])), (1, sync_fields.to_vec()));
    assert_eq!((&synced[0]["messages_new"], &synced[0]["chats_new"], &synced[0]["error"]), (&json!(250), &json!(1), &Value::Null));
    assert_eq!(terminal.lines(["sync"])[0]["messages_new"], 0, "a replay changes nothing");

    let chat = terminal.lines(["chats"])[0]["chat"].to_string();
    let messages = terminal.lines(["messages", &chat, "--limit", "240"]);
    assert_eq!(fields(&messages[0]), ["attachments", "author", "message", "remote_id", "sent_at_ms", "state", "text"]);
    let texts: Vec<&str> = messages.iter().filter_map(|line| line["text"].as_str()).collect();
    let expected: Vec<String> = (10..250).map(|n| format!("Вопрос {n}")).collect();
    assert_eq!(texts, expected, "the newest, oldest first, across pages");

    let sent = terminal.lines(["reply", &chat, "--text", "--уже едет", "--undo-ms", "0", "--wait"]);
    assert_eq!((fields(&sent[0]), &sent[0]["state"]), (vec!["outbox", "reason", "remote_id", "state"], &json!("sent")));
    let texts: Vec<String> = sim.delivered_to(&buyer).into_iter().map(|delivered| delivered.text).collect();
    assert_eq!(texts, ["--уже едет"], "once, with its dashes");

    let queued = terminal.lines(["reply", &chat, "--text", "и ещё", "--undo-ms", "60000"]);
    assert_eq!(queued[0]["state"], "queued");
    let open = terminal.lines(["messages", &chat, "--limit", "1"]);
    assert_eq!((&open[1]["state"], &open[1]["message"], &open[1]["text"]), (&json!("queued"), &Value::Null, &json!("и ещё")));
    let outbox = terminal.lines(["outbox", "--state", "queued"]);
    assert_eq!(fields(&outbox[0]), ["attempts", "chat", "outbox", "queued_at_ms", "reason", "remote_id", "state", "text"]);
    let cancelled = terminal.lines(["outbox", "cancel", &outbox[0]["outbox"].to_string()]);
    assert_eq!(cancelled[0]["state"], "cancelled");
    assert_eq!(terminal.lines(["outbox", "list"]).len(), 2);

    let hits = terminal.lines(["search", "вопрос", "--limit", "3"]);
    assert_eq!((hits.len(), fields(&hits[0])), (3, vec!["chat", "message", "sent_at_ms", "snippet"]));

    sim.revoke_token();
    let refused = terminal.run(["sync"]);
    assert_eq!((refused.status, refused.lines().len(), refused.refusal().0.as_str()), (Some(1), 1, "token_rejected"), "{}", refused.stderr);
    let removed = terminal.lines(["accounts", "remove", &added[0]["account"].to_string()]);
    assert_eq!((&removed[0]["name"], &removed[0]["last_error"]["code"]), (&json!("Глина"), &json!("token_rejected")));
}

#[test]
fn counts_are_whole_numbers() {
    let terminal = Terminal::with_demo(3);
    for words in [&["chats"][..], &["sync"], &["accounts", "list"], &["messages", "1"]] {
        let ran = terminal.run(words);
        assert!(!ran.stdout.is_empty() && !ran.stdout.contains(".0,") && !ran.stdout.contains(".0}"), "{}", ran.stdout);
    }
}

#[test]
fn commands_go_through_the_running_program() {
    let terminal = Terminal::with_demo(60);
    let before = terminal.lines(["chats", "--limit", "60"]);
    let served = terminal.serve();
    assert!(served.url.starts_with("http://127.0.0.1:") && served.token.len() == 43);
    assert!(is_there(&terminal.data, "run.json"));
    let through = terminal.lines(["chats", "--limit", "60"]);
    assert!(through.len() == before.len() && fields(&through[0]) == CHAT, "the same answers through the other door");
    let chat = through[0]["chat"].to_string();
    assert_eq!(terminal.lines(["reply", &chat, "--text", "Да", "--undo-ms", "0", "--wait"])[0]["state"], "sent");
    let refused = terminal.run(["messages", "9999"]);
    assert_eq!((refused.status, refused.refusal().0.as_str()), (Some(1), "chat_not_found"));
    assert_eq!(terminal.run(["doctor"]).status, Some(0));
    assert_eq!(terminal.lines(["reply", &chat, "--text", "И чек тоже", "--undo-ms", "60000"])[0]["state"], "queued");
    assert_eq!(served.stop("-INT"), Some(0));
    assert!(!is_there(&terminal.data, "run.json"));
    let replies = terminal.lines(["outbox"]);
    let states: Vec<_> = replies.iter().filter_map(|reply| reply["state"].as_str()).collect();
    assert_eq!(states, ["sent", "sent"], "what was done there is there, and what waited out its time to undo left first");
}

#[test]
fn a_note_left_by_a_kill_is_no_obstacle() {
    let terminal = Terminal::with_demo(2);
    let mut served = terminal.serve();
    served.child.kill().expect("killed");
    served.child.wait().expect("an end");
    assert!(is_there(&terminal.data, "run.json"), "nobody could remove it");
    assert_eq!(terminal.lines(["chats"]).len(), 2);
    let again = terminal.serve();
    assert_eq!(terminal.lines(["chats"]).len(), 2);
    assert_eq!(again.stop("-HUP"), Some(0));
}

#[test]
fn many_at_once_wait_for_each_other() {
    let terminal = Terminal::with_demo(2);
    let children: Vec<_> = (0..6).map(|_| terminal.command(["chats"]).spawn().expect("pultctl starts")).collect();
    for child in children {
        let output = child.wait_with_output().expect("an end");
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn text_is_for_people_and_harmless() {
    let terminal = Terminal::with_demo(5);
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_pultctl"))
        .arg("chats")
        .env("PULT_DATA", &terminal.data)
        .env("PULT_SECRETS", "file")
        .output()
        .expect("an end");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(output.status.success() && text.contains("demo") && !text.starts_with('{'), "{text}");
}
