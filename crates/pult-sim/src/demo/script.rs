//! Reading the hand-written chats.

use crate::shop::{Item, Sender};

/// Milliseconds between two lines where the script does not say: the buyer after anybody, the shop.
const BUYER_AFTER_MS: i64 = 70_000;
const SHOP_AFTER_MS: i64 = 9 * 60_000;

/// When a chat began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    Ago { ms: i64 },
    DaysBack { days: i64, in_day_ms: i64 },
}

#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) by: Sender,
    pub(super) after_ms: i64,
    pub(super) text: String,
    pub(super) pictures: Vec<String>,
}

#[derive(Clone, Debug)]
pub(super) struct ChatScript {
    pub(super) lang: &'static str,
    pub(super) name: String,
    pub(super) item: String,
    pub(super) when: When,
    pub(super) lines: Vec<Line>,
    /// What the buyer writes later, unasked.
    pub(super) later: Vec<String>,
    /// How the buyer takes an answer.
    pub(super) thanks: Vec<String>,
}

const TEXTS: [(&str, &str); 5] = [
    ("ru", include_str!("../../assets/demo/ru.txt")),
    ("hu", include_str!("../../assets/demo/hu.txt")),
    ("cs", include_str!("../../assets/demo/cs.txt")),
    ("fr", include_str!("../../assets/demo/fr.txt")),
    ("en", include_str!("../../assets/demo/en.txt")),
];

/// Every chat, the youngest first, so that a shop of few chats has the lively ones.
pub(super) fn all() -> Vec<ChatScript> {
    let mut list: Vec<ChatScript> = TEXTS.iter().flat_map(|(lang, text)| read(lang, text)).collect();
    list.sort_by_key(|script| match script.when {
        When::Ago { ms } => ms,
        When::DaysBack { days, in_day_ms } => (days + 1) * 86_400_000 - in_day_ms,
    });
    list
}

/// The shop's items by their key.
pub(super) fn items() -> Vec<(String, Item)> {
    let rows = include_str!("../../assets/demo/items.txt").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| {
        let mut cells = row.splitn(4, '|').map(str::trim);
        let (key, nm_id, price, title) = (cells.next()?, cells.next()?.parse().ok()?, cells.next()?.parse().ok()?, cells.next()?);
        Some((key.to_owned(), Item::new(nm_id, title, price)))
    })
    .collect()
}

/// Lines of `life.txt`: language, mood, text.
pub(super) fn life() -> Vec<(&'static str, &'static str, &'static str)> {
    let rows = include_str!("../../assets/demo/life.txt").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| {
        let mut cells = row.splitn(3, '|').map(str::trim);
        Some((cells.next()?, cells.next()?, cells.next()?))
    })
    .collect()
}

fn read(lang: &'static str, text: &str) -> Vec<ChatScript> {
    let mut chats: Vec<ChatScript> = Vec::new();
    for row in text.lines().map(str::trim).filter(|row| !row.is_empty() && !row.starts_with('#')) {
        if let Some(head) = row.strip_prefix("= ") {
            let mut cells = head.split('|').map(str::trim);
            let (name, item) = (cells.next().unwrap_or_default().to_owned(), cells.next().unwrap_or_default().to_owned());
            let when = cells.next().and_then(when).unwrap_or(When::Ago { ms: 3_600_000 });
            chats.push(ChatScript { lang, name, item, when, lines: Vec::new(), later: Vec::new(), thanks: Vec::new() });
        } else if let Some(chat) = chats.last_mut() {
            line(chat, row);
        }
    }
    chats
}

fn line(chat: &mut ChatScript, row: &str) {
    let (after, row) = match row.strip_prefix('+').and_then(|row| row.split_once(' ')) {
        Some((after, rest)) => (span(after), rest),
        None => (None, row),
    };
    let Some((mark, text)) = row.split_once(' ') else { return };
    let text = text.replace("\\n", "\n").replace("\\R", "\u{202E}").replace("\\P", "\u{202C}");
    let by = match mark {
        ">" => Sender::Client,
        "<" => Sender::Seller,
        "*" => Sender::Wb,
        "@" => {
            if let Some(last) = chat.lines.last_mut() {
                last.pictures.push(text);
            }
            return;
        }
        "~" => return chat.later.push(text),
        "!" => return chat.thanks.push(text),
        _ => return,
    };
    let usual = if by == Sender::Seller { SHOP_AFTER_MS } else { BUYER_AFTER_MS };
    let after_ms = if chat.lines.is_empty() { 0 } else { after.unwrap_or(usual) };
    chat.lines.push(Line { by, after_ms, text, pictures: Vec::new() });
}

/// `11m`, `3h`, `2d 14:40`.
fn when(text: &str) -> Option<When> {
    let Some((days, time)) = text.split_once(' ') else { return span(text).map(|ms| When::Ago { ms }) };
    let (hour, minute) = time.trim().split_once(':')?;
    let in_day_ms = hour.parse::<i64>().ok()? * 3_600_000 + minute.parse::<i64>().ok()? * 60_000;
    Some(When::DaysBack { days: days.strip_suffix('d')?.parse().ok()?, in_day_ms })
}

fn span(text: &str) -> Option<i64> {
    let unit = match text.chars().last()? {
        's' => 1_000,
        'm' => 60_000,
        'h' => 3_600_000,
        'd' => 86_400_000,
        _ => return None,
    };
    text.trim_end_matches(char::is_alphabetic).parse::<i64>().ok().map(|n| n * unit)
}
