//! Phones, mail addresses, links and nicks, also spelled out, spaced out or disguised. Invitations
//! without any of these ("write to us on WhatsApp") are phrases of the vocabulary.

mod lists;

use super::Outlet;
use super::text::{Cut, Token};
use lists::{ATS, DIGITS, DOTS, ENDINGS, NUMBER_OF, NUMBER_OF_WHOLE, OWN_HOSTS, PHONE};

/// So many words for digits in a row are a number to be dialled, not a price.
const SPELLED: usize = 6;

/// Every place of a contact.
pub(super) fn find(cut: &Cut, outlet: Outlet) -> Vec<(u32, u32)> {
    let mut places = phones(cut);
    places.extend(addresses(cut, outlet));
    places.extend(spelled_addresses(cut));
    places.extend(nicks(cut));
    places.extend(spelled_numbers(cut));
    places
}

/// Runs of digits with what stands between the digits of phones.
fn phones(cut: &Cut) -> Vec<(u32, u32)> {
    let chars = &cut.chars;
    let mut places = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let run = run_at(chars, at);
        if let Some(run) = &run
            && is_phone(cut, run)
        {
            places.push((whole(run.start), whole(run.end)));
        }
        at = run.map_or(at + 1, |run| run.end.max(at + 1));
    }
    places
}

struct Run {
    start: usize,
    end: usize,
    digits: String,
    groups: usize,
    plus: bool,
    bracket: bool,
}

fn run_at(chars: &[char], at: usize) -> Option<Run> {
    let first = *chars.get(at)?;
    let before = at.checked_sub(1).and_then(|n| chars.get(n));
    if !(first == '+' || first == '(' || digit(first).is_some()) || before.is_some_and(|c| c.is_alphanumeric() || *c == '-') {
        return None;
    }
    let mut run = Run { start: at, end: at, digits: String::new(), groups: 0, plus: first == '+', bracket: false };
    let (mut n, mut last) = (at, None);
    while let Some(c) = chars.get(n).copied() {
        if let Some(digit) = digit(c) {
            if last != Some(n.wrapping_sub(1)) {
                run.groups += 1;
            }
            run.digits.push(digit);
            last = Some(n);
            run.end = n + 1;
        } else if c == '+' && n == at {
        } else if matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '-' | '–' | '(' | ')' | '.' | '/' | '*' | '_' | '\u{2011}' | '\u{200b}' | '\u{ad}')
            && last.is_none_or(|last| n - last <= 3)
        {
            run.bracket |= c == '(';
        } else {
            break;
        }
        n += 1;
    }
    // A letter right behind belongs to an article or a unit ("160х200", "500мл").
    let glued = chars.get(run.end).is_some_and(|c| c.is_alphabetic()) && run.groups == 1;
    (run.digits.len() >= 5 && !glued).then_some(run)
}

fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        // Full-width and mathematical digits are digits to a reader.
        '\u{ff10}'..='\u{ff19}' => char::from_digit(u32::from(c) - 0xff10, 10),
        '\u{1d7ce}'..='\u{1d7ff}' => char::from_digit((u32::from(c) - 0x1d7ce) % 10, 10),
        _ => None,
    }
}

fn is_phone(cut: &Cut, run: &Run) -> bool {
    let count = run.digits.len();
    if run.plus {
        return count >= 8;
    }
    let before: Vec<&Token> = cut.tokens.iter().filter(|token| (token.end as usize) <= run.start).collect();
    let near = |words: &[&str], reach: usize| before.iter().rev().take(reach).any(|token| words.iter().any(|word| token.word.starts_with(word)));
    let sentence = cut.tokens.iter().find(|token| (token.start as usize) >= run.start).map_or(0, |token| token.sentence);
    let announced = cut.sentence(sentence).any(|(_, token)| PHONE.iter().any(|word| token.word.starts_with(word)));
    let of_thing = near(NUMBER_OF, 3) || before.iter().rev().take(3).any(|token| NUMBER_OF_WHOLE.contains(&token.word.as_str()));
    if announced && count >= 7 && !of_thing && !looks_like_dates(cut, run) {
        return true;
    }
    if of_thing || is_numbered(cut, run) || looks_like_dates(cut, run) {
        return false;
    }
    let russian = count == 11 && (run.digits.starts_with("89") || run.digits.starts_with("79") || run.digits.starts_with("84") || run.digits.starts_with("88"));
    let bare = count == 10 && run.digits.starts_with('9') && (run.groups >= 3 || run.bracket);
    let hungarian = count == 11 && run.digits.starts_with("06");
    let french = count == 10 && run.digits.starts_with('0') && run.groups != 2;
    let czech = count == 9 && run.groups == 3 && matches!(run.digits.chars().next(), Some('6' | '7'));
    let zeros = run.digits.starts_with("00") && count >= 11;
    russian || bare || hungarian || french || czech || zeros || (count == 11 && run.digits.starts_with("07"))
}

/// Behind a sign of numbering stands the number of a thing ("№ 608-771-003", "boîtier nº 06-00-4117-82"), where
/// no phone was announced.
fn is_numbered(cut: &Cut, run: &Run) -> bool {
    let mut before = cut.chars.get(..run.start).unwrap_or_default().iter().rev().skip_while(|c| c.is_whitespace());
    match before.next() {
        Some('№' | 'º' | '°') => true,
        Some('.') => before.next() == Some(&'č'),
        _ => false,
    }
}

/// Dates, times and local addresses have points and colons where phones have none.
fn looks_like_dates(cut: &Cut, run: &Run) -> bool {
    let text: String = cut.chars.get(run.start..run.end).unwrap_or_default().iter().collect();
    let points = text.chars().filter(|c| *c == '.').count();
    points >= 2
        && text.split('.').all(|part| part.trim().chars().count() <= 4)
        && !text.contains("  ")
        && text.split('.').count() <= 4
        && run.digits.len() <= 12
        && !run.digits.starts_with("89")
}

/// Mail addresses and links, blanks around their signs allowed for.
fn addresses(cut: &Cut, outlet: Outlet) -> Vec<(u32, u32)> {
    let mut places = Vec::new();
    for (n, ending) in cut.tokens.iter().enumerate() {
        let raw: String = raw(cut, ending);
        if !ENDINGS.contains(&raw.as_str()) || n == 0 {
            continue;
        }
        let Some(name) = n.checked_sub(1).and_then(|n| cut.tokens.get(n)) else { continue };
        let between = gap(cut, name, ending);
        let tight = between == ".";
        let at = n.checked_sub(2).and_then(|n| cut.tokens.get(n)).is_some_and(|local| gap(cut, local, name).contains('@'));
        let loose = between.trim() == "." && (at || between.len() <= 3 && between.starts_with(' '));
        if !(tight || loose) || (tight && !at && ending_is_sentence(cut, name, ending)) {
            continue;
        }
        let start = host_start(cut, n);
        let text: String =
            cut.chars.get(start as usize..ending.end as usize).unwrap_or_default().iter().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
        if !is_own(&text, outlet) {
            places.push((start, ending.end));
        }
    }
    let text: String = cut.chars.iter().collect::<String>().to_lowercase();
    for mark in ["http://", "https://", "hxxp", "www."] {
        for (at, _) in text.match_indices(mark) {
            let start = text.get(..at).map_or(0, |before| before.chars().count());
            let length = cut.chars.iter().skip(start).take_while(|c| !c.is_whitespace()).count();
            let link: String = cut.chars.iter().skip(start).take(length).collect();
            let host = link.split("//").last().unwrap_or_default().trim_start_matches("www.").to_lowercase();
            if length > mark.len() && !is_own(&host, outlet) && !host.starts_with("192.168.") {
                places.push((whole(start), whole(start + length)));
            }
        }
    }
    places
}

/// "Готово.Ru" is a missing blank, "gotovo.ru" an address.
fn ending_is_sentence(cut: &Cut, name: &Token, ending: &Token) -> bool {
    let raw = |token: &Token| cut.chars.get(token.start as usize..token.end as usize).unwrap_or_default();
    let ambiguous = matches!(
        ending.word.as_str(),
        "me" | "co" | "by" | "de" | "be" | "link" | "market" | "shop" | "store" | "site" | "online" | "club" | "pro" | "space" | "top" | "point"
    );
    let capital = raw(ending).first().is_some_and(|c| c.is_uppercase());
    ambiguous && capital && raw(name).iter().any(|c| c.is_lowercase())
}

fn host_start(cut: &Cut, ending: usize) -> u32 {
    let mut n = ending;
    while let (Some(previous), Some(token)) = (n.checked_sub(1).and_then(|n| cut.tokens.get(n)), cut.tokens.get(n)) {
        let between = gap(cut, previous, token);
        if !matches!(between.trim(), "." | "-" | "@" | "_" | "://") || between.chars().count() > 3 {
            break;
        }
        n -= 1;
    }
    cut.tokens.get(n).map_or(0, |token| token.start)
}

fn is_own(text: &str, outlet: Outlet) -> bool {
    let Outlet::Marketplace(kind) = outlet else { return false };
    let hosts = OWN_HOSTS.iter().find(|(other, _)| *other == kind).map_or(&[][..], |(_, hosts)| hosts);
    let host = text.trim_start_matches("https://").trim_start_matches("http://").split(['/', '?']).next().unwrap_or_default();
    !text.contains('@') && hosts.iter().any(|own| host == *own || host.strip_suffix(own).is_some_and(|rest| rest.ends_with('.')))
}

/// "kluch собака bk точка ru": an "at" or a "dot" in words beside an ending or a second sign.
fn spelled_addresses(cut: &Cut) -> Vec<(u32, u32)> {
    let mut places = Vec::new();
    for (n, sign) in cut.tokens.iter().enumerate() {
        let dot = DOTS.contains(&sign.word.as_str());
        let at = ATS.contains(&sign.word.as_str());
        if !(dot || at) {
            continue;
        }
        let after = |back: usize| cut.tokens.get(n + back);
        // "au point de retrait" is a place.
        let ended = after(1)
            .is_some_and(|token| ENDINGS.contains(&raw(cut, token).as_str()) && token.word != "de" || matches!(token.word.as_str(), "ру" | "com" | "ком"));
        let second = (2..=4).any(|back| {
            // "at the pickup point" ends with a place, an address goes on.
            is_dot(cut, n + back) && after(back + 1).is_some_and(|next| next.sentence == sign.sentence)
                || (at && after(back).is_some_and(|token| ENDINGS.contains(&raw(cut, token).as_str())))
        });
        let same = |other: Option<&Token>| other.is_none_or(|other| other.sentence == sign.sentence);
        if (dot && ended && n > 0
            || at && second && !matches!(sign.word.as_str(), "at" | "chez")
            || matches!(sign.word.as_str(), "at" | "chez") && second && has_dot(cut, n))
            && same(after(1))
        {
            let start = n.checked_sub(1).and_then(|n| cut.tokens.get(n)).map_or(sign.start, |token| token.start);
            let end = after(if at { 3 } else { 1 }).or(after(1)).map_or(sign.end, |token| token.end);
            places.push((start, end));
        }
    }
    places
}

/// "dot com", but not "at the point": a French dot is an English place.
fn is_dot(cut: &Cut, at: usize) -> bool {
    let article =
        at.checked_sub(1).and_then(|n| cut.tokens.get(n)).is_some_and(|before| matches!(before.word.as_str(), "the" | "a" | "any" | "pickup" | "our"));
    cut.tokens.get(at).is_some_and(|token| DOTS.contains(&token.word.as_str()) && !(article && token.word == "point"))
}

fn has_dot(cut: &Cut, at: usize) -> bool {
    (at + 1..=at + 4).any(|n| is_dot(cut, n))
        || cut.tokens.get(at + 1).zip(cut.tokens.get(at + 2)).is_some_and(|(a, b)| gap(cut, a, b).trim() == "." && ENDINGS.contains(&raw(cut, b).as_str()))
}

/// "@nick", but not "c@fe" nor a name in quotation marks.
fn nicks(cut: &Cut) -> Vec<(u32, u32)> {
    let mut places = Vec::new();
    for (at, c) in cut.chars.iter().copied().enumerate() {
        if !matches!(c, '@' | '＠') {
            continue;
        }
        let before = at.checked_sub(1).and_then(|n| cut.chars.get(n)).copied();
        let skipped = usize::from(cut.chars.get(at + 1) == Some(&' '));
        let length = cut.chars.iter().skip(at + 1 + skipped).take_while(|c| c.is_alphanumeric() || **c == '_').count();
        let free = before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '«' | '"' | '„' | '“'));
        if free && length >= 4 {
            places.push((whole(at), whole(at + 1 + skipped + length)));
        }
    }
    places
}

fn spelled_numbers(cut: &Cut) -> Vec<(u32, u32)> {
    let mut places = Vec::new();
    let mut run: Vec<&Token> = Vec::new();
    for token in &cut.tokens {
        let spelled = DIGITS.contains(&token.word.as_str()) || token.word.chars().all(|c| c.is_ascii_digit());
        if spelled && run.last().is_none_or(|last| last.sentence == token.sentence) {
            run.push(token);
            continue;
        }
        places.extend(dialled(&run));
        run.clear();
        if spelled {
            run.push(token);
        }
    }
    places.extend(dialled(&run));
    places
}

fn dialled(run: &[&Token]) -> Option<(u32, u32)> {
    let words = run.iter().filter(|token| !token.word.chars().all(|c| c.is_ascii_digit())).count();
    (run.len() >= SPELLED && words * 2 >= run.len()).then(|| Some((run.first()?.start, run.last()?.end)))?
}

fn raw(cut: &Cut, token: &Token) -> String {
    cut.chars.get(token.start as usize..token.end as usize).unwrap_or_default().iter().flat_map(|c| c.to_lowercase()).collect()
}

fn gap(cut: &Cut, before: &Token, after: &Token) -> String {
    cut.chars.get(before.end as usize..after.start as usize).unwrap_or_default().iter().collect()
}

fn whole(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
