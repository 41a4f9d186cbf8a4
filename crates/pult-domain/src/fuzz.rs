//! What must hold for whatever buyers, marketplaces and owners write; see the module of the same
//! name in `pult-connectors`.

use crate::echo::{Awaited, Echo, comparable, pair};
use crate::sla::snooze::{Snooze, parse};
use crate::sla::words::words;
use crate::{AtMs, MessageId, OutboxId};
use jiff::tz::TimeZone;
use std::collections::HashSet;

/// A body, by the name of its target.
pub type Target = (&'static str, fn(&[u8]));

/// Every target of this crate.
pub const TARGETS: &[Target] = &[("echo_pair", echo_pair), ("sla_words", sla_words), ("snooze_typed", snooze_typed)];

/// The moment of every reading: 2026-11-21T00:00:00Z.
const NOW: AtMs = AtMs(1_795_219_200_000);

/// Composing a text (NFC) makes it at most so many times longer in UTF-8 (UAX 15, table of maximum
/// expansion factors, Unicode 16).
const COMPOSED: usize = 3;

/// Replies and echoes of one chat at once.
const MOST_LINES: usize = 64;

/// A snooze lasts a year at most, in milliseconds; a leap day and a clock change beside it.
const LONGEST_SNOOZE_MS: i64 = 368 * 24 * 60 * 60 * 1_000;

/// The text of a reply and of its echo: comparing is stable, and pairing uses each side once.
pub fn echo_pair(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let form = comparable(&text);
    assert!(form.len() <= COMPOSED * text.len(), "the form is not longer than composing makes it");
    assert_eq!(comparable(&form), form, "comparing is stable");
    let half = text.split('\0').next().unwrap_or_default();
    let awaited = |(n, at, text)| Awaited { outbox: OutboxId(n), text, is_file: false, first_attempt_at: at, last_attempt_at: at, turned_away: false };
    let replies: Vec<Awaited> = lines(&text).map(awaited).collect();
    let echoes = |text: &str| {
        lines(text)
            .map(|(n, sent_at, text)| Echo { message: MessageId(n), text, has_files: false, sent_at, sent_here: sent_at..=sent_at, undated: false })
            .collect::<Vec<_>>()
    };
    let own = pair(&replies, &echoes(&text));
    assert_eq!(own.len(), replies.len(), "every reply is known by its own text");
    let some = pair(&replies, &echoes(half));
    for pairs in [&own, &some] {
        let (outbox, messages): (HashSet<_>, HashSet<_>) = pairs.iter().copied().unzip();
        assert_eq!((outbox.len(), messages.len()), (pairs.len(), pairs.len()), "each is used once");
    }
    let mut turned = replies.clone();
    turned.reverse();
    assert_eq!(pair(&turned, &echoes(half)), some, "the order in which they are asked for does not matter");
}

/// Lines with a number and a moment each.
fn lines(text: &str) -> impl Iterator<Item = (i64, AtMs, String)> + '_ {
    (0_i64..).zip(text.split('\n').take(MOST_LINES)).map(|(n, line)| (n, NOW.plus_ms(n), line.to_owned()))
}

/// The words of a text, as the owner's rules hear them: in order, none over another, none empty.
pub fn sla_words(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let mut done = 0;
    for word in words(&text) {
        assert!(!word.lower.is_empty() && word.start < word.end, "a word has letters");
        assert!(word.start >= done && word.end <= length, "words stand behind each other in the text");
        done = word.end;
    }
}

/// A snooze as typed: it lies ahead, and not for ever.
pub fn snooze_typed(data: &[u8]) {
    let typed = String::from_utf8_lossy(data);
    for zone in [TimeZone::UTC, TimeZone::get("Europe/Prague").unwrap_or(TimeZone::UTC)] {
        let read = parse(&typed, NOW, &zone);
        assert_eq!(parse(&typed, NOW, &zone), read, "the same words mean the same moment");
        if let Ok(Snooze::At { at_ms }) = read {
            let lasts = at_ms.since_ms(NOW);
            assert!(lasts > 0 && lasts <= LONGEST_SNOOZE_MS, "a snooze of {lasts} ms");
        }
    }
}
