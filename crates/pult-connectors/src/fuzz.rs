//! What must hold for whatever bytes a marketplace, a gateway or an owner's clipboard sends.
//!
//! One body a target, each an assertion about a whole parser. The stable tests run them over a
//! small corpus and seeded mutations of it, `script/fuzz` runs the same ones under libFuzzer: they
//! have to be visible from outside, which is the only reason why this module is public.

use pult_domain::retry::LONGEST_SERVER_WAIT_MS;
use pult_domain::{AtMs, FeedMessage, Quarantined};

use crate::http::answer::{problem_detail, redact};
use crate::http::retry_time::{SHORTEST_WAIT_MS, WaitHeaders, wait_ms};
use crate::money::minor_units;

/// A body, by the name of its target.
pub type Target = (&'static str, fn(&[u8]));

/// Every target of this crate.
pub const TARGETS: &[Target] = &[
    ("wildberries_events", wildberries_events),
    ("wildberries_chats", wildberries_chats),
    ("token_claims", token_claims),
    ("ozon_list", ozon_list),
    ("ozon_history", ozon_history),
    ("ozon_markdown", ozon_markdown),
    ("yandex_chats", yandex_chats),
    ("yandex_history", yandex_history),
    ("avito_chats", avito_chats),
    ("avito_messages", avito_messages),
    ("prices", prices),
    ("walk_place", walk_place),
    ("retry_time", retry_time),
    ("problem_words", problem_words),
];

pub use crate::avito::fuzz::{chats as avito_chats, messages as avito_messages};
pub use crate::ozon::fuzz::{history as ozon_history, list as ozon_list, markdown as ozon_markdown};
pub use crate::walk::fuzz::place as walk_place;
pub use crate::wildberries::fuzz::{chats as wildberries_chats, claims as token_claims, events as wildberries_events};
pub use crate::yandex_market::fuzz::{chats as yandex_chats, history as yandex_history};

/// The moment of every reading: 2026-11-21T00:00:00Z.
pub(crate) const NOW: AtMs = AtMs(1_795_219_200_000);

/// A broken byte becomes U+FFFD, which has three: no text grows more than that, apart from a few
/// signs that we put between parts.
const GROWTH: usize = 3;

/// Longest id taken from any marketplace, in bytes.
const LONGEST_ID: usize = 512;

/// Signs we may add to one message: a line end, or the brackets around an address.
const ADDED: usize = 4;

/// Shortest JSON that can be an element of a list, with its comma.
const SHORTEST_ELEMENT: usize = 2;

/// What holds for the messages of every page, whatever was read: ids that are ids, and no more of
/// anything than the bytes that came could hold.
pub(crate) fn sound(messages: &[FeedMessage], quarantined: &[Quarantined], came: usize) {
    assert!(messages.len() + quarantined.len() <= came / SHORTEST_ELEMENT + 1, "more elements than bytes");
    for message in messages {
        let (chat, id) = (message.remote_chat_id.as_str(), message.remote_id.as_str());
        assert!(!chat.trim().is_empty() && !id.trim().is_empty(), "an id is never empty");
        assert!(id.len() <= LONGEST_ID && !id.contains('\u{fffd}'), "an id is never a broken one");
        assert!(message.attachments.iter().all(|attachment| !attachment.remote_id.is_empty()), "an attachment can be asked for");
    }
    let shown: usize = messages.iter().map(|message| message.text.len()).sum();
    assert!(shown <= GROWTH * came + ADDED * messages.len(), "the texts are longer than what came");
    let kept: usize = messages.iter().filter_map(|message| message.raw.as_ref()).chain(quarantined.iter().map(|one| &one.raw)).map(String::len).sum();
    assert!(kept <= GROWTH * came, "more is kept than came");
    let files: usize = messages.iter().map(|message| message.attachments.len()).sum();
    assert!(files <= came / SHORTEST_ELEMENT + 1, "more files than bytes");
}

/// Prices of all channels: never negative, and of plain digits the very number.
pub fn prices(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for currency in [None, Some("RUB"), Some("JPY")] {
        assert!(minor_units(&text, currency).is_none_or(|minor| minor >= 0));
    }
    assert!(crate::avito::fuzz::price(&text).is_none_or(|minor| minor >= 0));
}

/// The headers that speak of a wait: sensible or none, whatever stands there.
pub fn retry_time(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut lines = text.split('\n');
    let headers = WaitHeaders { ratelimit_retry: lines.next(), retry_after: lines.next(), ratelimit_reset: lines.next() };
    for now in [NOW, AtMs(i64::MIN), AtMs(i64::MAX)] {
        if let Some(ms) = wait_ms(headers, now) {
            assert!((SHORTEST_WAIT_MS..=LONGEST_SERVER_WAIT_MS).contains(&ms), "a wait of {ms} ms");
        }
    }
}

/// The words of an error answer: short, on one line, and without the secret.
pub fn problem_words(data: &[u8]) {
    const SECRET: &str = "s3cret-t0ken";
    let words = problem_detail(data).unwrap_or_default();
    for words in [words.clone(), format!("{words}{SECRET}{words}"), String::from_utf8_lossy(data).into_owned()] {
        let clean = redact(&words, &[SECRET]);
        assert!(clean.chars().count() <= 300 && !clean.contains(char::is_control), "what reaches a log is short and plain");
        assert!(!clean.contains(SECRET), "a secret never reaches an error");
    }
}
