//! `sla explain`: deadlines with their reasons, without any data.

use crate::terminal::Terminal;

#[test]
fn a_message_by_day_and_by_night() {
    let terminal = Terminal::new();
    let explain = |text: &str, at: &str, zone: &str| terminal.lines(["sla", "explain", "--text", text, "--at", at, "--zone", zone]).remove(0);
    let day = explain("Чайник пришёл разбитый", "2026-11-20T12:00:00+03:00", "Europe/Moscow");
    assert_eq!((day["priority"].as_str(), day["deadline_at"].as_str(), day["rule"].as_str()), (Some("urgent"), Some("2026-11-20T09:30:00Z"), Some("defect")));
    assert!(day["id"].is_null());
    let codes: Vec<&str> = day["steps"].as_array().expect("steps").iter().filter_map(|step| step["code"].as_str()).collect();
    assert_eq!(codes, ["received", "rule", "deadline"]);

    let night = explain("Où est mon colis ?", "2026-11-20T23:00:00+01:00", "Europe/Paris");
    assert_eq!(
        (night["priority"].as_str(), night["deadline_at"].as_str(), night["rule"].as_str()),
        (Some("urgent"), Some("2026-11-20T22:45:00Z"), Some("order_status"))
    );
    assert_eq!(night["steps"][2]["code"], "raised");

    let nothing = explain("Mennyi a súlya?", "2026-11-20T12:00:00+01:00", "Europe/Budapest");
    assert_eq!((nothing["priority"].as_str(), nothing["deadline_at"].as_str()), (Some("normal"), Some("2026-11-21T11:00:00Z")));
    assert!(nothing["rule"].is_null());
    assert!(std::fs::read_dir(&terminal.data).expect("a folder").next().is_none(), "no data is touched");
}

#[test]
fn lines_keep_their_ids_and_order() {
    let terminal = Terminal::new();
    let stdin = "{\"id\":\"a\",\"text\":\"this is not broken\",\"at\":\"2026-11-20T09:00:00Z\"}\n\n{\"id\":2,\"text\":\"it arrived broken\",\"at\":\"2026-11-20T09:00:00Z\",\"zone\":\"Europe/Prague\",\"channel\":\"ozon\"}\n";
    let ran = terminal.run_with(["sla", "explain", "--stdin"], stdin.as_bytes());
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    let lines = ran.lines();
    assert_eq!((lines[0]["id"].as_str(), lines[0]["priority"].as_str()), (Some("a"), Some("normal")));
    assert_eq!(lines[0]["steps"][1]["code"], "negated");
    assert_eq!((lines[1]["id"].as_i64(), lines[1]["priority"].as_str()), (Some(2), Some("urgent")));
}

#[test]
fn what_cannot_be_judged() {
    let terminal = Terminal::new();
    let at = "2026-11-20T09:00:00Z";
    let refused = |words: &[&str], stdin: &[u8], status: i32, code: &str| {
        let ran = terminal.run_with(words, stdin);
        assert_eq!((ran.status, ran.refusal().0.as_str()), (Some(status), code), "{words:?}: {}", ran.stderr);
        ran
    };
    refused(&["sla"], b"", 2, "invalid_request");
    refused(&["sla", "explain"], b"", 2, "invalid_request");
    refused(&["sla", "explain", "--text", "x"], b"", 2, "invalid_request");
    refused(&["sla", "explain", "--at", at], b"", 2, "invalid_request");
    refused(&["sla", "explain", "--text", "x", "--at", at, "--stdin"], b"", 2, "invalid_request");
    refused(&["sla", "explain", "--text", "x", "--at", "tomorrow"], b"", 2, "invalid_request");
    refused(&["sla", "explain", "--text", "x", "--at", "2026-11-20T09:00:00"], b"", 2, "invalid_request");
    refused(&["sla", "explain", "--text", "x", "--at", at, "--zone", "Mars/Base"], b"", 2, "invalid_request");
    refused(&["sla", "explain", "--text", "x", "--at", at, "--channel", "mars"], b"", 2, "unknown_channel");
    refused(&["sla", "explain", "--stdin"], b"\xff\n", 1, "invalid_utf8");
    let unclear = refused(&["sla", "explain", "--stdin"], b"\n{\"id\":1,\"text\":\"x\",\"at\":\"tomorrow\"}\n", 2, "invalid_request");
    assert!(unclear.refusal().1.starts_with("Line 2: "), "{}", unclear.stderr);
    let half = refused(
        &["sla", "explain", "--stdin"],
        b"{\"id\":1,\"text\":\"x\",\"at\":\"2026-11-20T09:00:00Z\"}\n{\"id\":2,\"text\":\"secret words\"}\n",
        2,
        "invalid_request",
    );
    assert_eq!(half.lines().len(), 1, "the lines before it were judged");
    assert!(!half.stderr.contains("secret"), "a refusal never quotes a buyer");
}
