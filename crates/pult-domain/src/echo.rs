//! Recognising our own reply when it comes back in the channel's feed.
//!
//! No marketplace takes an idempotency key and Wildberries returns no message id, so the feed is
//! the only proof that a reply arrived. Alternatives that lost: an invisible marker in the text
//! (buyers and marketplaces see it), matching by text alone (two equal replies are two replies),
//! matching by time alone (the cabinet is open beside us).

use crate::{AtMs, MessageId, OutboxId};
use std::ops::RangeInclusive;
use unicode_normalization::UnicodeNormalization;

/// How far before the attempt the marketplace's clock may put our message, in milliseconds:
/// 5 s of skew (reliability plan 3.2).
pub const ECHO_EARLY_MS: i64 = 5_000;
/// How long after the attempt the marketplace may still date our message, in milliseconds:
/// 10 min (reliability plan 3.2).
pub const ECHO_LATE_MS: i64 = 10 * 60 * 1000;

/// A reply that may come back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Awaited {
    /// The reply.
    pub outbox: OutboxId,
    /// Its text.
    pub text: String,
    /// Whether it is a file.
    pub is_file: bool,
    /// When its first attempt began.
    pub first_attempt_at: AtMs,
    /// When its latest attempt began.
    pub last_attempt_at: AtMs,
    /// Every attempt was certainly not processed: that it arrived takes more than an equal text of any time.
    pub turned_away: bool,
}

/// A message of ours seen in the feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Echo {
    /// The row it was stored as.
    pub message: MessageId,
    /// Its text as the channel gave it.
    pub text: String,
    /// Whether it holds files.
    pub has_files: bool,
    /// The channel's time.
    pub sent_at: AtMs,
    /// The same moment by this machine's clock, as far apart as the two clocks were at the most either way. The attempt was
    /// written down by this clock as it went then: where it has been set since, how it goes now tells nothing.
    pub sent_here: RangeInclusive<AtMs>,
    /// Neither of both is its own: it came without a time that can be believed, and stands at its neighbour's.
    pub undated: bool,
}

/// The form in which two texts count as equal: NFC, line ends as `\n`, runs of blanks as one,
/// no blanks at the ends, no NUL and no zero-width no-break space.
#[must_use]
pub fn comparable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.nfc().collect::<String>().replace("\r\n", "\n").replace('\r', "\n").split('\n') {
        let words: Vec<&str> = line.split(|c: char| c.is_whitespace() || c == '\0' || c == '\u{feff}').filter(|w| !w.is_empty()).collect();
        out.push_str(&words.join(" "));
        out.push('\n');
    }
    out.trim_matches('\n').to_owned()
}

/// By what a reply and its echo are known for one another, apart from their times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// A file. Names and sizes come back changed, so a file answers to any file.
    File,
    /// A text, in the form of [`comparable`].
    Text(String),
}

impl Likeness {
    /// That of a message; where it is a file, no text beside it counts.
    #[must_use]
    pub fn of(text: &str, is_file: bool) -> Self {
        if is_file { Self::File } else { Self::Text(comparable(text)) }
    }
}

/// Pairs echoes of one chat with awaited replies of that chat, oldest first, each used once. An undated one is
/// known by its likeness alone, after all others: taken for somebody else's it would prove a reply absent that
/// is there, and the buyer would have it twice. Where it finds only a reply that was turned away each time, it may as well be
/// something that the shop said long ago, and proves nothing: whoever pairs them leaves that to the owner.
#[must_use]
pub fn pair(awaited: &[Awaited], echoes: &[Echo]) -> Vec<(OutboxId, MessageId)> {
    let mut open: Vec<(&Awaited, Likeness)> = awaited.iter().map(|a| (a, Likeness::of(&a.text, a.is_file))).collect();
    open.sort_by_key(|(a, _)| (a.first_attempt_at, a.outbox));
    let mut echoes: Vec<&Echo> = echoes.iter().collect();
    echoes.sort_by_key(|e| (e.undated, e.sent_at, e.message));
    let mut pairs = Vec::new();
    for echo in echoes {
        let shown = Likeness::of(&echo.text, echo.has_files);
        let fits = |(a, wanted): &(&Awaited, Likeness)| {
            let (from, until) = (a.first_attempt_at.plus_ms(-ECHO_EARLY_MS), a.last_attempt_at.plus_ms(ECHO_LATE_MS));
            let in_time = echo.undated || (from..=until).contains(&echo.sent_at) || (*echo.sent_here.start() <= until && *echo.sent_here.end() >= from);
            *wanted == shown && in_time
        };
        let found = open.iter().position(|reply| fits(reply) && !(echo.undated && reply.0.turned_away)).or_else(|| open.iter().position(fits));
        if let Some(at) = found {
            pairs.push((open.remove(at).0.outbox, echo.message));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn awaited(id: i64, text: &str, at: i64) -> Awaited {
        Awaited { outbox: OutboxId(id), text: text.into(), is_file: false, first_attempt_at: AtMs(at), last_attempt_at: AtMs(at), turned_away: false }
    }

    fn echo(id: i64, text: &str, at: i64) -> Echo {
        Echo { message: MessageId(id), text: text.into(), has_files: false, sent_at: AtMs(at), sent_here: AtMs(at)..=AtMs(at), undated: false }
    }

    #[test]
    fn a_file_answers_to_a_file_and_a_text_to_its_text() {
        let file = Awaited { is_file: true, ..awaited(1, "", 1_000) };
        let replies = [file, awaited(2, "Фото выше", 1_001)];
        let shown = Echo { has_files: true, ..echo(10, "[photo.jpg]", 1_500) };
        assert_eq!(pair(&replies, &[shown.clone(), echo(11, "Фото выше", 1_600)]), [(OutboxId(1), MessageId(10)), (OutboxId(2), MessageId(11))]);
        assert!(pair(&[awaited(3, "[photo.jpg]", 1_000)], &[shown]).is_empty());
    }

    #[test]
    fn two_equal_replies_are_paired_in_order_each_once() {
        let replies = [awaited(1, "Да", 1_000), awaited(2, "Да", 2_000)];
        assert_eq!(pair(&replies, &[echo(10, "Да", 1_500)]), [(OutboxId(1), MessageId(10))]);
        assert_eq!(pair(&replies, &[echo(11, "Да ", 2_500), echo(10, "Да", 1_500)]), [(OutboxId(1), MessageId(10)), (OutboxId(2), MessageId(11))]);
    }

    #[test]
    fn an_old_equal_text_is_not_an_echo() {
        assert!(pair(&[awaited(1, "Спасибо", 100_000)], &[echo(10, "Спасибо", 10_000)]).is_empty());
    }

    #[test]
    fn an_echo_is_known_by_either_clock() {
        let reply = [awaited(1, "Сегодня", 1_000_000)];
        let behind = Echo { sent_here: AtMs(1_001_000)..=AtMs(1_001_000), ..echo(10, "Сегодня", 940_000) };
        assert_eq!(pair(&reply, &[behind]), [(OutboxId(1), MessageId(10))], "the channel's clock goes a minute behind");
        let set_since = Echo { sent_here: AtMs(1_961_000)..=AtMs(1_961_000), ..echo(11, "Сегодня", 1_001_000) };
        assert_eq!(pair(&reply, &[set_since]), [(OutboxId(1), MessageId(11))], "this machine's was set after the attempt");
        let set_right = Echo { sent_here: AtMs(1_001_000)..=AtMs(11_801_000), ..echo(13, "Сегодня", 11_801_000) };
        assert_eq!(pair(&reply, &[set_right]), [(OutboxId(1), MessageId(13))], "this machine's was three hours behind until after the attempt");
        let older = Echo { sent_here: AtMs(900_000)..=AtMs(900_000), ..echo(12, "Сегодня", 840_000) };
        assert!(pair(&reply, &[older]).is_empty(), "said before by both clocks");
    }

    #[test]
    fn an_echo_without_a_time_of_its_own_is_known_by_its_words() {
        let replies = [awaited(1, "Да", 1_000_000), awaited(2, "Да", 1_001_000)];
        let undated = Echo { undated: true, ..echo(10, "Да", 10) };
        assert_eq!(pair(&replies, std::slice::from_ref(&undated)), [(OutboxId(1), MessageId(10))]);
        let both = [undated.clone(), echo(11, "Да", 1_000_500)];
        assert_eq!(pair(&replies, &both), [(OutboxId(1), MessageId(11)), (OutboxId(2), MessageId(10))], "those that are sure go first");
        assert!(pair(&replies, &[Echo { text: "Нет".into(), ..undated }]).is_empty());
    }

    #[test]
    fn an_echo_without_a_time_is_of_what_may_have_arrived_before_what_was_turned_away() {
        let away = Awaited { turned_away: true, ..awaited(1, "Да", 1_000_000) };
        let undated = Echo { undated: true, ..echo(10, "Да", 10) };
        assert_eq!(pair(&[away.clone(), awaited(2, "Да", 1_001_000)], std::slice::from_ref(&undated)), [(OutboxId(2), MessageId(10))]);
        assert_eq!(pair(std::slice::from_ref(&away), &[undated]), [(OutboxId(1), MessageId(10))], "for the owner to look at");
        let dated = [echo(11, "Да", 1_000_500)];
        assert_eq!(pair(&[away, awaited(2, "Да", 1_001_000)], &dated), [(OutboxId(1), MessageId(11))], "a time is evidence enough");
    }

    #[test]
    fn line_ends_blanks_and_composition_do_not_matter() {
        assert_eq!(comparable(" Добрый\u{a0} день\r\nи\u{306}од \r\n"), "Добрый день\nйод");
        assert_ne!(comparable("да"), comparable("нет"));
    }

    proptest::proptest! {
        #[test]
        fn comparing_is_stable(text in "\\PC{0,200}") {
            let once = comparable(&text);
            proptest::prop_assert_eq!(comparable(&once), once);
        }
    }
}
