//! Seeded changes to an input: some know JSON, some know nothing.

use pult_tests::chance::Chance;
use serde_json::{Map, Value, json};

/// Chance, for places in a list.
pub(crate) struct Dice(Chance);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Chance::new(seed))
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.0.below(bound as u64)).expect("below a usize")
    }
}

/// Longest input made here, in bytes: larger ones are among the fixed inputs.
const LONGEST: usize = 32 * 1024;

/// What a value may become instead of itself.
fn another(chance: &mut Dice) -> Value {
    match chance.below(16) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!("false"),
        3 => json!(0),
        4 => json!(-1),
        5 => json!(i64::MAX),
        6 => json!(u64::MAX),
        7 => json!(1e300),
        8 => json!(""),
        9 => json!(" "),
        10 => json!([]),
        11 => json!({}),
        12 => json!("\u{0}\u{fffd}\u{202e}e\u{301}"),
        13 => json!("9".repeat(400)),
        14 => json!("2026-02-30T25:61:61+99:99"),
        _ => (0..100).fold(json!(1), |inner, n| if n % 2 == 0 { json!([inner]) } else { json!({"result": inner}) }),
    }
}

/// Changes one place of a value.
fn change(value: &mut Value, chance: &mut Dice) {
    let deeper = chance.below(5) > 0;
    match value {
        Value::Array(list) if deeper && !list.is_empty() => {
            let at = chance.below(list.len());
            match chance.below(6) {
                0 => drop(list.remove(at)),
                1 => list.push(list[at].clone()),
                2 => list.reverse(),
                _ => change(&mut list[at], chance),
            }
        }
        Value::Object(fields) if deeper && !fields.is_empty() => {
            let key = fields.keys().nth(chance.below(fields.len())).cloned().unwrap_or_default();
            match chance.below(8) {
                0 => drop(fields.remove(&key)),
                1 => rename(fields, &key),
                2 => drop(fields.insert("aNewField".into(), another(chance))),
                _ => change(&mut fields[&key], chance),
            }
        }
        Value::String(text) if deeper => reword(text, chance),
        Value::Number(number) if deeper => {
            *value = match chance.below(3) {
                0 => json!(number.to_string()),
                1 => json!(number.as_i64().unwrap_or(0).wrapping_mul(1_000)),
                _ => json!(-number.as_f64().unwrap_or(0.0)),
            }
        }
        other => *other = another(chance),
    }
}

fn rename(fields: &mut Map<String, Value>, key: &str) {
    if let Some(value) = fields.remove(key) {
        fields.insert(key.to_uppercase(), value);
    }
}

fn reword(text: &mut String, chance: &mut Dice) {
    const PIECES: [&str; 12] = ["[", "](https://", ")", "\u{0}", "\u{feff}", "\r\n", "\"", "🧿", " ё ", "\u{301}", "@", "../"];
    match chance.below(4) {
        0 => *text = text.repeat(1 + chance.below(20)),
        1 => *text = text.chars().rev().collect(),
        2 => *text = text.chars().take(chance.below(text.len() + 1)).collect(),
        _ => {
            let at = chance.below(text.chars().count() + 1);
            let (before, after): (String, String) = (text.chars().take(at).collect(), text.chars().skip(at).collect());
            *text = format!("{before}{}{after}", PIECES[chance.below(PIECES.len())]);
        }
    }
}

/// Changes bytes without knowing what they mean.
fn rough(bytes: &mut Vec<u8>, chance: &mut Dice) {
    const SPLICES: [&[u8]; 12] = [
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"\\ud83d",
        b"\\u0000",
        b"null",
        b"[[[[[[[[",
        b"{\"a\":",
        b"1e999",
        b"99999999999999999999",
        b"\xef\xbb\xbf",
        b"](",
        b"\n",
    ];
    let at = chance.below(bytes.len() + 1);
    match chance.below(5) {
        0 => bytes.truncate(at),
        1 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
        2 => drop(bytes.splice(at..at, SPLICES[chance.below(SPLICES.len())].iter().copied())),
        3 => drop(bytes.drain(at..(at + chance.below(64)).min(bytes.len()))),
        _ => {
            let piece: Vec<u8> = bytes[at..(at + 1 + chance.below(64)).min(bytes.len())].to_vec();
            drop(bytes.splice(at..at, piece));
        }
    }
}

/// Another input made of one of these.
pub(crate) fn mutated(seed: &[u8], chance: &mut Dice) -> Vec<u8> {
    let parsed = serde_json::from_slice::<Value>(seed).ok().filter(|_| chance.below(4) > 0);
    let mut bytes = match parsed {
        Some(mut value) => {
            for _ in 0..=chance.below(4) {
                change(&mut value, chance);
            }
            let mut text = value.to_string();
            if chance.below(8) == 0 {
                // A key that comes twice, which no tree can hold.
                text = text.replacen("\"id\"", "\"id\":null,\"id\"", 1);
            }
            text.into_bytes()
        }
        None => seed.to_vec(),
    };
    if chance.below(3) == 0 {
        for _ in 0..=chance.below(4) {
            rough(&mut bytes, chance);
        }
    }
    bytes.truncate(LONGEST);
    bytes
}

/// What no mutation finds soon: large, deep, and empty inputs.
pub(crate) fn fixed() -> Vec<Vec<u8>> {
    const MANY: usize = 100_000;
    let list = |key: &str, element: &str| {
        format!("{{\"result\":{{\"{key}\":[{}0]}},\"{key}\":[{}0]}}", format!("{element},").repeat(MANY), format!("{element},").repeat(MANY))
    };
    [
        String::new(),
        "[".repeat(MANY),
        "{\"result\":".repeat(MANY),
        format!("{}{}", "[".repeat(MANY), "]".repeat(MANY)),
        list("events", "{}"),
        list("messages", "0"),
        list("chats", "{\"id\":1}"),
        "[](".repeat(MANY),
        "\u{301}".repeat(MANY),
        "а".repeat(MANY),
        "a b\n".repeat(MANY),
        "\"".repeat(MANY),
        "9".repeat(MANY),
        "\r\n\0".repeat(MANY),
    ]
    .into_iter()
    .map(String::into_bytes)
    .collect()
}
