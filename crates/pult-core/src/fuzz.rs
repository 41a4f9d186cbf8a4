//! What must hold for file names, exported logs, the owner's rules and requests of any face; see
//! the module of the same name in `pult-connectors`.

use crate::api::table::{OPERATIONS, check_request};
use crate::files::{known_type, plain_name};
use crate::imports::gathered_whole;
use crate::state::redacted;
use pult_domain::sla::{Letter, Memory, RuleSet, SlaPolicy};
use pult_domain::{AtMs, ErrorCode};
use serde_json::Value;

/// A body, by the name of its target.
pub type Target = (&'static str, fn(&[u8]));

/// Every target of this crate.
pub const TARGETS: &[Target] = &[
    ("file_name", file_name),
    ("exported_log", exported_log),
    ("sla_rules", sla_rules),
    ("operation_requests", operation_requests),
    ("import_file", import_file),
];

/// The moment of every reading: 2026-11-21T00:00:00Z.
const NOW: AtMs = AtMs(1_795_219_200_000);

/// Longest file name of Linux file systems, in bytes (`NAME_MAX` of `limits.h`).
const NAME_MAX: usize = 255;

/// Longest request looked at, in bytes.
const LONGEST_REQUEST: usize = 64 * 1024;

/// What saving beside 999 files of the name adds to it, in bytes: ` (999)`.
const BESIDE: usize = 6;

/// A file's name and contents from a stranger: a name without folders that every file system takes.
pub fn file_name(data: &[u8]) {
    let ending = known_type(data).map_or("bin", |kind| kind.ending);
    let name = plain_name(&String::from_utf8_lossy(data), ending);
    assert!(name.len() + BESIDE <= NAME_MAX, "a name of {} bytes", name.len());
    assert!(!name.starts_with('.') && !name.contains(['/', '\\']) && !name.contains(char::is_control), "a plain name: {name:?}");
    assert!(name.ends_with(&format!(".{ending}")), "the contents decide what it is called");
    assert_eq!(plain_name(&name, ending), name, "a plain name is plain");
}

/// The log for strangers: cleaning takes away, and twice takes no more than once.
pub fn exported_log(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let clean = redacted(&text);
    assert!(!clean.contains('@'), "no address is left");
    assert_eq!(redacted(&clean), clean, "what is clean stays as it is");
    assert!(clean.lines().count() <= text.lines().count() + 1);
    assert!(
        !redacted(&format!("{text} key a1b2c3d4e5f6a7b8c9d0e1f2 {text}")).contains("a1b2c3d4e5f6a7b8c9d0e1f2"),
        "what stands around a secret does not save it"
    );
}

/// The owner's rules as they come from a face: whatever is in them, a message gets its verdict.
pub fn sla_rules(data: &[u8]) {
    let Ok(rules) = serde_json::from_slice::<RuleSet>(data) else { return };
    let problems = rules.problems();
    let phrases: usize = rules.0.iter().map(|rule| rule.words.len() + rule.except.len()).sum();
    assert!(problems.len() <= phrases + 3 * rules.0.len(), "a fault is told once");
    let text = rules.0.iter().flat_map(|rule| &rule.words).fold("Где мой заказ? ".to_owned(), |text, word| text + word + " ");
    let Ok(judge) = (SlaPolicy { rules, ..SlaPolicy::default() }).ready() else { return };
    let verdict = judge.verdict(&mut Memory::default(), &Letter::new(&text, NOW));
    assert!(verdict.due().at >= NOW, "no deadline lies before its message");
}

/// A request's JSON for every operation: read or refused, and a refusal repeats nothing of it.
pub fn operation_requests(data: &[u8]) {
    const PLANTED: &str = "Иван Петров, +7 916 123-45-67";
    // A tree of JSON is some thirty times its text; how long a request may be is the door's business.
    if data.len() > LONGEST_REQUEST {
        return;
    }
    let Ok(json) = serde_json::from_slice::<Value>(data) else { return };
    let planted = plant(json.clone(), PLANTED);
    for operation in OPERATIONS {
        for json in [&json, &planted] {
            let Err(refusal) = check_request(operation.name, json.clone()) else { continue };
            assert_eq!(refusal.code, ErrorCode::InvalidRequest, "a refused request is the face's mistake");
            let words = format!("{refusal:?}");
            assert!(!words.contains("Петров") && !words.contains("123-45"), "a refusal repeats nothing of the request");
        }
    }
}

/// The same request with every text replaced.
fn plant(json: Value, text: &str) -> Value {
    match json {
        Value::String(_) => Value::String(text.to_owned()),
        Value::Array(list) => list.into_iter().map(|value| plant(value, text)).collect(),
        Value::Object(fields) => fields.into_iter().map(|(key, value)| (key, plant(value, text))).collect(),
        other => other,
    }
}

/// A file of history as a stranger may hand it over: read in bounded steps, the same each time, and
/// nothing of it is a message that could not be stored.
pub fn import_file(data: &[u8]) {
    let Some((refused, messages)) = gathered_whole(data, NOW) else { return };
    let lines = data.iter().filter(|byte| **byte == b'\n').count() + 1;
    assert!(refused + messages.len() <= lines + 1, "a line is one message or one fault");
    for (chat, message) in &messages {
        assert!(!chat.is_empty() && !message.remote_id.is_empty(), "every message has its place");
        assert!(message.text.chars().count() <= 100_000, "a text is no longer than a message can be");
    }
    let again = gathered_whole(data, NOW).map(|(refused, messages)| (refused, messages.len()));
    assert_eq!(again, Some((refused, messages.len())), "the same file is the same history");
    let ids = |all: &[(String, pult_store::ImportMessage)]| {
        all.iter().filter(|(_, message)| message.made_id).map(|(chat, message)| format!("{chat} {}", message.remote_id)).collect::<Vec<_>>()
    };
    let (mut made, all) = (ids(&messages), ids(&messages).len());
    made.sort_unstable();
    made.dedup();
    assert_eq!(made.len(), all, "no two messages share an id that was made here");
}
