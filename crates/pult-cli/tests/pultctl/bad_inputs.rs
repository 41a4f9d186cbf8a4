//! Every bad input: its exit status, one line of error JSON on stderr, nothing on stdout.

use crate::terminal::Terminal;
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt as _;
use std::process::Stdio;

/// Words of the command line, what comes on stdin, the exit status, the code.
type Case<'a> = (&'a [&'a str], &'a [u8], i32, &'a str);

fn refused(terminal: &Terminal, cases: &[Case<'_>]) {
    for (words, stdin, status, code) in cases {
        let ran = terminal.run_with(*words, stdin);
        let (said, message) = ran.refusal();
        assert_eq!((ran.status, said.as_str()), (Some(*status), *code), "{words:?}: {message}");
        assert!(!message.trim().is_empty() && !message.contains('\u{1b}'), "{words:?}: {message:?}");
        assert_eq!(ran.stdout, "", "{words:?}");
    }
}

#[test]
fn command_lines_that_are_none() {
    let nobody = Terminal::new();
    refused(
        &nobody,
        &[
            (&[], b"", 2, "invalid_request"),
            (&["fly"], b"", 2, "invalid_request"),
            (&["chats", "--fly"], b"", 2, "invalid_request"),
            (&["--format", "xml", "chats"], b"", 2, "invalid_request"),
            (&["accounts"], b"", 2, "invalid_request"),
            (&["accounts", "remove"], b"", 2, "invalid_request"),
            (&["accounts", "remove", "first"], b"", 2, "invalid_request"),
            (&["chats", "--queue", "tomorrow"], b"", 2, "invalid_request"),
            (&["chats", "--limit", "0"], b"", 2, "invalid_request"),
            (&["chats", "--limit", "-1"], b"", 2, "invalid_request"),
            (&["chats", "--limit", "many"], b"", 2, "invalid_request"),
            (&["messages"], b"", 2, "invalid_request"),
            (&["messages", "0"], b"", 2, "invalid_request"),
            (&["messages", "99999999999999999999"], b"", 2, "invalid_request"),
            (&["reply", "1"], b"", 2, "invalid_request"),
            (&["reply", "1", "--text", "x", "--undo-ms", "-5"], b"", 2, "invalid_request"),
            (&["outbox", "--state", "flying"], b"", 2, "invalid_request"),
            (&["outbox", "retry"], b"", 2, "invalid_request"),
            (&["search"], b"", 2, "invalid_request"),
            (&["search", "x", "--limit", "0"], b"", 2, "invalid_request"),
            (&["serve", "--port", "99999"], b"", 2, "invalid_request"),
            (&["serve", "--ui", "/nowhere"], b"", 2, "invalid_request"),
            (&["export", "1", "--locale", "xx"], b"", 2, "invalid_request"),
            (&["demo", "--chats", "0"], b"", 2, "invalid_request"),
            (&["demo", "--chats", "3", "--remove"], b"", 2, "invalid_request"),
            (&["--data", "", "chats"], b"", 2, "invalid_request"),
        ],
    );
    assert!(std::fs::read_dir(&nobody.data).expect("a folder").next().is_none(), "a bad command line touches nothing");
}

#[test]
fn drafts_for_chats_that_are_none() {
    let nobody = Terminal::new();
    refused(&nobody, &[(&["draft", "0"], b"", 2, "invalid_request"), (&["draft"], b"", 2, "invalid_request"), (&["draft", "77"], b"", 1, "chat_not_found")]);
}

#[test]
fn tokens_and_addresses_that_are_none() {
    let terminal = Terminal::new();
    let add = |more: &[&'static str]| [&["accounts", "add", "wildberries", "--name", "n", "--token-stdin"], more].concat();
    let token = b"not.a.token\n";
    refused(
        &terminal,
        &[
            (&["accounts", "add", "mars", "--name", "n", "--token-stdin"], b"x", 2, "unknown_channel"),
            (&["accounts", "add", "", "--name", "n", "--token-stdin"], b"x", 2, "unknown_channel"),
            (&["accounts", "add", "demo", "--name", "n", "--token-stdin"], b"x", 2, "invalid_request"),
            (&["accounts", "add", "wildberries", "--name", "n"], b"x", 2, "invalid_request"),
            (&["accounts", "add", "wildberries", "--token-stdin"], b"x", 2, "invalid_request"),
            (&add(&["--limits", "on"]), token, 2, "invalid_request"),
            (&add(&["--settle-ms", "soon"]), token, 2, "invalid_request"),
            (&add(&[]), b"", 1, "token_empty"),
            (&add(&[]), b" \n\t\r\n", 1, "token_empty"),
            (&add(&["--no-check"]), b"", 1, "token_empty"),
            (&add(&[]), b"\xff\xfe\x00", 1, "invalid_utf8"),
            (&add(&[]), "два слова".as_bytes(), 1, "token_malformed"),
            (&add(&[]), &[b'x'; 70_000], 1, "token_malformed"),
            (&add(&["--base-url", "http://shop.example"]), token, 1, "address_not_allowed"),
            (&add(&["--base-url", "http://127.0.0.1.shop.example"]), token, 1, "address_not_allowed"),
            (&add(&["--base-url", "no address"]), token, 1, "address_invalid"),
            (&add(&["--base-url", "file:///etc/passwd"]), token, 1, "address_invalid"),
            (&add(&["--limits", "off"]), token, 1, "address_not_allowed"),
            (&add(&["--settle-ms", "10"]), token, 1, "address_not_allowed"),
            (&add(&["--base-url", "https://shop.example", "--limits", "off"]), token, 1, "address_not_allowed"),
        ],
    );
    assert!(terminal.lines(["accounts", "list"]).is_empty(), "nothing of it was saved");
}

#[test]
fn a_marketplace_where_nothing_listens() {
    let terminal = Terminal::new();
    let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port").port();
    let address = format!("http://127.0.0.1:{free}");
    let sim = tokio::runtime::Runtime::new().expect("threads");
    let good = sim.block_on(async { pult_sim::WbSim::start(pult_sim::SimOptions::default()).await.expect("a simulator").token().to_owned() });
    let words = ["accounts", "add", "wildberries", "--name", "n", "--token-stdin", "--base-url", &address];
    let ran = terminal.run_with(words, good.as_bytes());
    assert_eq!((ran.status, ran.refusal().0.as_str()), (Some(1), "unreachable"), "{}", ran.stderr);

    let unchecked = terminal.run_with([&words[..], &["--no-check"]].concat(), good.as_bytes());
    assert_eq!(unchecked.status, Some(0), "{}", unchecked.stderr);
    assert!(unchecked.lines()[0]["check"].is_null());
    let synced = terminal.run(["sync"]);
    assert_eq!((synced.status, synced.refusal().0.as_str()), (Some(1), "unreachable"), "a failed account is a failure");
    assert_eq!(synced.lines()[0]["error"]["code"], "unreachable", "with its line still printed");
}

#[test]
fn things_that_are_not_there() {
    let terminal = Terminal::with_demo(2);
    let chat = terminal.lines(["chats", "--limit", "1"])[0]["chat"].to_string();
    let long = "ж".repeat(1_001);
    refused(
        &terminal,
        &[
            (&["accounts", "remove", "99"], b"", 1, "account_not_found"),
            (&["sync", "--account", "99"], b"", 1, "account_not_found"),
            (&["messages", "99"], b"", 1, "chat_not_found"),
            (&["reply", "99", "--text", "x"], b"", 1, "chat_not_found"),
            (&["reply", &chat, "--text", ""], b"", 1, "text_empty"),
            (&["reply", &chat, "--text", &long], b"", 1, "text_too_long"),
            (&["note", "list", "99"], b"", 1, "chat_not_found"),
            (&["people", "99"], b"", 1, "chat_not_found"),
            (&["outbox", "retry", "99"], b"", 1, "outbox_not_found"),
            (&["outbox", "cancel", "99"], b"", 1, "outbox_not_found"),
            (&["outbox", "confirm", "99"], b"", 1, "outbox_not_found"),
            (&["chats", "--after", "nowhere"], b"", 2, "invalid_request"),
            (&["chats", "--after", "waiting~nowhere"], b"", 2, "invalid_request"),
            (&["chats", "--queue", "done", "--after", "waiting"], b"", 2, "invalid_request"),
        ],
    );
    assert!(terminal.lines(["outbox"]).is_empty(), "no refused reply was stored");
    let (_, message) = terminal.run(["outbox", "retry", "99"]).refusal();
    assert_eq!(message, "There is no such reply in the outbox", "a sentence and no bare code");
}

#[test]
fn arguments_that_are_no_text() {
    let terminal = Terminal::new();
    let broken = OsString::from_vec(vec![b'a', 0xFF]);
    let cases: [Vec<OsString>; 3] =
        [vec!["reply".into(), "1".into(), "--text".into(), broken.clone()], vec!["accounts".into(), "add".into(), broken.clone()], vec![broken]];
    for words in cases {
        let ran = terminal.run(&words);
        assert_eq!((ran.status, ran.refusal().0.as_str()), (Some(2), "invalid_utf8"), "{words:?}");
    }
}

#[test]
fn data_that_cannot_be_used() {
    let terminal = Terminal::new();
    let database = terminal.data.join("pult.db");
    std::fs::write(&database, "this is no database, and long enough to have a header of one".repeat(100)).expect("written");
    let before = std::fs::read(&database).expect("there");
    refused(&terminal, &[(&["chats"], b"", 1, "data_corrupt"), (&["serve"], b"", 1, "data_corrupt")]);
    assert_eq!(std::fs::read(&database).expect("there"), before, "a database we cannot read stays as it is");
    let looked = terminal.run(["doctor"]);
    assert_eq!((looked.status, looked.refusal().0.as_str()), (Some(1), "data_corrupt"));
    assert_eq!((looked.lines()[0]["check"].as_str(), looked.lines()[0]["ok"].as_bool()), (Some("database"), Some(false)));

    let file = terminal.data.join("file");
    std::fs::write(&file, "").expect("written");
    let on_a_file = Terminal::at(file);
    refused(&on_a_file, &[(&["chats"], b"", 1, "data_read_only")]);
}

#[test]
fn a_held_folder_and_a_taken_port() {
    let terminal = Terminal::new();
    let served = terminal.serve();
    refused(&terminal, &[(&["serve"], b"", 1, "data_in_use")]);
    let port = served.url.rsplit(':').next().expect("a port").to_owned();
    refused(&Terminal::new(), &[(&["serve", "--port", &port], b"", 1, "state_conflict")]);
    assert_eq!(served.stop("-TERM"), Some(0));
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let terminal = Terminal::with_demo(60);
    let mut child = terminal.command(["chats", "--limit", "1000"]).spawn().expect("pultctl starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("an end");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""), "no panic, no word");

    // Neither is a stderr that nobody reads.
    let mut child = terminal.command(["messages", "99"]).spawn().expect("pultctl starts");
    drop(child.stderr.take());
    assert_eq!(child.wait().expect("an end").code(), Some(1));

    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a full disk");
    let child = terminal.command(["chats"]).stdout(Stdio::from(full)).spawn().expect("pultctl starts");
    let output = child.wait_with_output().expect("an end");
    assert_eq!(output.status.code(), Some(1), "a lost line is a failure");
    assert!(String::from_utf8_lossy(&output.stderr).contains("disk_full"));
}

#[test]
fn help_is_no_refusal() {
    let terminal = Terminal::new();
    for words in [&["--help"][..], &["accounts", "add", "--help"], &["--version"]] {
        let ran = terminal.run(words);
        assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""), "{words:?}");
        assert!(!ran.stdout.is_empty());
    }
}
