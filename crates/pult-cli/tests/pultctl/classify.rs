//! `classify`: what messages mean, without any data.

use crate::terminal::Terminal;

#[test]
fn messages_of_five_languages() {
    let terminal = Terminal::new();
    let stdin = concat!(
        "\u{feff}{\"id\":\"a\",\"text\":\"Где мой заказ 4471?\"}\n\n",
        "{\"id\":2,\"text\":\"From your heater came smoke and sparks!\",\"channel\":\"ozon\"}\n",
        "{\"id\":[3],\"text\":\"Kérem, töröljék a rendelésemet\"}\n",
        "{\"id\":null,\"text\":\"Jak můžu vrátit nepoužitý svetr?\"}\n",
        "{\"id\":\"\",\"text\":\"Merci beaucoup, tout est parfait !\",\"more\":true}\n",
        "{\"id\":\"empty\",\"text\":\"\"}\n"
    );
    let ran = terminal.run_with(["classify"], stdin.as_bytes());
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    let lines = ran.lines();
    let told: Vec<String> =
        lines.iter().map(|line| ["lang", "intent", "sentiment", "urgency"].map(|field| line[field].as_str().unwrap_or("?")).join(" ")).collect();
    assert_eq!(
        told[..5],
        [
            "ru order_status neutral normal",
            "en defect_complaint negative critical",
            "hu cancel_change_order neutral high",
            "cs return_refund neutral normal",
            "fr praise_thanks positive normal",
        ]
    );
    let ids: Vec<String> = lines.iter().map(|line| line["id"].to_string()).collect();
    assert_eq!(ids, ["\"a\"", "2", "[3]", "null", "\"\"", "\"empty\""], "ids come back as they were");
    for line in &lines {
        let sure = line["confidence"].as_f64().expect("a number");
        assert!((0.0..=1.0).contains(&sure), "{line}");
        assert_eq!(line.as_object().map(serde_json::Map::len), Some(6), "the contract's fields and no others: {line}");
    }
    assert!(std::fs::read_dir(&terminal.data).expect("a folder").next().is_none(), "no data is touched");
}

#[test]
fn what_cannot_be_classified() {
    let terminal = Terminal::new();
    let refused = |words: &[&str], stdin: &[u8], status: i32, code: &str| {
        let ran = terminal.run_with(words, stdin);
        assert_eq!((ran.status, ran.refusal().0.as_str()), (Some(status), code), "{words:?}: {}", ran.stderr);
        ran
    };
    refused(&["classify", "a text"], b"", 2, "invalid_request");
    refused(&["classify"], b"no json\n", 2, "invalid_request");
    refused(&["classify"], b"{\"id\":1}\n", 2, "invalid_request");
    refused(&["classify"], b"{\"text\":\"x\"}\n", 2, "invalid_request");
    refused(&["classify"], b"{\"id\":1,\"text\":7}\n", 2, "invalid_request");
    refused(&["classify"], b"{\"id\":1,\"text\":\"x\",\"channel\":\"mars\"}\n", 2, "unknown_channel");
    refused(&["classify"], b"\xff\n", 1, "invalid_utf8");
    let half = refused(&["classify"], b"{\"id\":1,\"text\":\"x\"}\n{\"id\":2,\"text\":\"secret words\",}\n", 2, "invalid_request");
    assert_eq!(half.lines().len(), 1, "the lines before it were read");
    assert!(!half.stderr.contains("secret"), "a refusal never quotes a buyer");
    assert_eq!(terminal.run_with(["classify"], b"").status, Some(0), "no messages, no lines, no failure");
}
