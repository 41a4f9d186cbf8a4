//! Phones, mail addresses, links and nicks, also spelled out, spaced out or disguised. Invitations
//! without any of these ("write to us on WhatsApp") are phrases of the vocabulary.

mod lists;
mod prices;

use super::text::{Cut, Token, combining, invisible, latin};
use super::{Locale, Outlet};
use lists::{
    ARTICLES, ATS, BRIDGES, DIGITS, DOTS, ENDINGS, HUNGARIAN, LIKE_FIGURES, LINKS, NO_PHONE, NUMBER_OF, NUMBER_OF_WHOLE, OWN_HOSTS, PHONE, RING, RUNG, SCHEME,
    SHORT_HOSTS, SPELLED_ENDINGS, WEAK_ATS, WEAK_DOTS, WORDLIKE,
};
use prices::is_list;
pub(super) use prices::is_paid;
use pult_domain::sla::words::fold;
use std::net::Ipv4Addr;

/// So many words for digits in a row are a number to be dialled, not a price.
const SPELLED: usize = 6;
/// So many beside a word for calling, if two of them are words.
const ANNOUNCED: usize = 4;
/// So many beside a word for calling, one figure at a time.
const DICTATED: usize = 7;
/// What must stand behind "tel:" and its like.
const NUMBER: usize = 4;
/// Letters of the shortest nick.
const NICK: usize = 4;

/// Every place of a contact.
pub(super) fn find(cut: &Cut, outlet: Outlet) -> Vec<(u32, u32)> {
    let bare = Bare::of(&cut.chars);
    if bare.chars == cut.chars {
        return undisguised(cut, outlet);
    }
    // Contacts are contacts in every language.
    let again = Cut::new(&bare.chars.iter().collect::<String>(), Locale::En);
    undisguised(&again, outlet).into_iter().map(|place| bare.place(place)).collect()
}

/// The characters without those that nobody sees, with signs and figures in disguise read as a person reads them.
struct Bare {
    chars: Vec<char>,
    /// Where each stood.
    places: Vec<u32>,
}

impl Bare {
    fn of(chars: &[char]) -> Self {
        let seen = chars.iter().copied().enumerate().filter(|(_, c)| !unread(*c));
        let (places, chars): (Vec<u32>, Vec<char>) = seen.map(|(at, c)| (whole(at), plain(c))).unzip();
        Self { chars: figures(chars), places }
    }

    fn place(&self, (start, end): (u32, u32)) -> (u32, u32) {
        let was = |at: u32| self.places.get(at as usize).copied().unwrap_or(at);
        (was(start), was(end.saturating_sub(1)) + 1)
    }
}

/// Invisible, struck through a figure or drawn around it.
fn unread(c: char) -> bool {
    // Accents are no disguise.
    invisible(c) || (combining(c) && !matches!(c, '\u{300}'..='\u{333}' | '\u{339}'..='\u{36f}'))
}

/// Wide, ringed, raised and mathematical letters and figures, and points of other scripts.
fn plain(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{2024}' | '\u{3002}' | '\u{fe52}' | '\u{ff61}' => '.',
        '\u{fe6b}' => '@',
        '\u{2044}' | '\u{2215}' => '/',
        '²' | '³' | '¹' | '\u{2070}' | '\u{2074}'..='\u{2079}' | '\u{2460}'..='\u{24ff}' | '\u{1d400}'..='\u{1d7ff}' | '\u{1f100}'..='\u{1f16f}' => {
            let folded = fold(&c.to_string());
            let mut letters = folded.chars();
            // A ringed 12 would be two.
            letters.next().filter(|_| letters.next().is_none()).unwrap_or(c)
        }
        _ => c,
    }
}

/// Letters beside figures that look like figures: "8 9OO", "9I2".
fn figures(mut chars: Vec<char>) -> Vec<char> {
    for run in chars.chunk_by_mut(|one, other| one.is_alphanumeric() == other.is_alphanumeric()) {
        if run.iter().any(char::is_ascii_digit)
            && let Some(read) = run.iter().map(|c| figure(*c)).collect::<Option<Vec<char>>>()
        {
            run.copy_from_slice(&read);
        }
    }
    chars
}

fn figure(c: char) -> Option<char> {
    if c.is_ascii_digit() { Some(c) } else { LIKE_FIGURES.iter().find(|(letter, _)| *letter == c).map(|(_, figure)| *figure) }
}

fn undisguised(cut: &Cut, outlet: Outlet) -> Vec<(u32, u32)> {
    let mut places = phones(cut);
    places.extend(hosts(cut, outlet));
    places.extend(links(cut, outlet));
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
    if !(first == '+' || first == '(' || first.is_ascii_digit()) || before.is_some_and(|c| c.is_alphanumeric() || *c == '-') {
        return None;
    }
    let mut run = Run { start: at, end: at, digits: String::new(), groups: 0, plus: first == '+', bracket: false };
    let (mut n, mut last) = (at, None);
    while let Some(c) = chars.get(n).copied() {
        if c.is_ascii_digit() {
            if last != Some(n.wrapping_sub(1)) {
                run.groups += 1;
            }
            run.digits.push(c);
            last = Some(n);
            run.end = n + 1;
        } else if c == '+' && n == at {
        } else if between_figures(c) && last.is_none_or(|last| n - last <= 3) {
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

/// What stands between the figures of a phone.
fn between_figures(c: char) -> bool {
    let blank = matches!(c, ' ' | '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}');
    blank || is_dash(c) || matches!(c, '(' | ')' | '.' | '/' | '*' | '_' | '|' | '~' | '=' | '•' | '·')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '−')
}

/// Whether a sentence speaks of calling or writing.
fn announced(cut: &Cut, sentence: u32) -> bool {
    cut.sentence(sentence).any(|(at, token)| announces(cut, at, token))
}

fn announces(cut: &Cut, at: usize, token: &Token) -> bool {
    let begins = |words: &[&str]| words.iter().any(|word| token.word.starts_with(word));
    if !begins(PHONE) || begins(NO_PHONE) {
        return false;
    }
    // One rings somebody or a number; rings have sizes and colours.
    let next = || cut.tokens.get(at + 1).filter(|next| next.sentence == token.sentence);
    !token.word.starts_with(RING) || next().is_some_and(|next| next.name || RUNG.contains(&next.word.as_str()) || is_number(&next.word))
}

fn is_phone(cut: &Cut, run: &Run) -> bool {
    let count = run.digits.len();
    if run.plus {
        return count >= 8;
    }
    let before: Vec<&Token> = cut.tokens.iter().filter(|token| (token.end as usize) <= run.start).collect();
    let near = |words: &[&str], reach: usize| before.iter().rev().take(reach).any(|token| words.iter().any(|word| token.word.starts_with(word)));
    let sentence = cut.tokens.iter().find(|token| (token.start as usize) >= run.start).map_or(0, |token| token.sentence);
    let of_thing = near(NUMBER_OF, 3) || before.iter().rev().take(3).any(|token| NUMBER_OF_WHOLE.contains(&token.word.as_str()));
    let called = announced(cut, sentence);
    // Who sells phones has prices behind the word as well.
    if is_list(cut, run) && (!called || is_paid(cut, run.end)) {
        return false;
    }
    if called && count >= 7 && !of_thing && !looks_like_dates(cut, run) {
        return true;
    }
    if of_thing || is_numbered(cut, run) || looks_like_dates(cut, run) {
        return false;
    }
    let russian = count == 11 && (run.digits.starts_with("89") || run.digits.starts_with("79") || run.digits.starts_with("84") || run.digits.starts_with("88"));
    let bare = count == 10 && run.digits.starts_with('9') && (run.groups >= 3 || run.bracket);
    let hungarian = count == 11 && run.digits.starts_with("06");
    let french = count == 10 && run.digits.starts_with('0') && run.groups != 2;
    let czech = count == 9 && matches!(run.groups, 3 | 9) && matches!(run.digits.chars().next(), Some('6' | '7'));
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

/// Mail addresses and hosts by their endings, blanks and brackets around their signs allowed for.
fn hosts(cut: &Cut, outlet: Outlet) -> Vec<(u32, u32)> {
    let mut places = Vec::new();
    for (n, ending) in cut.tokens.iter().enumerate() {
        let Some(name) = n.checked_sub(1).and_then(|n| cut.tokens.get(n)) else { continue };
        let between = gap(cut, name, ending);
        if !between.contains('.') {
            continue;
        }
        let sign = n.checked_sub(2).and_then(|n| cut.tokens.get(n)).map(|local| gap(cut, local, name)).unwrap_or_default();
        let at = sign.contains('@');
        let tight = between == ".";
        // Behind "name@host." any word is an ending.
        let mail = sign == "@" && tight && ending.word.chars().nth(1).is_some() && ending.word.chars().all(|c| c.is_ascii_alphabetic());
        let joined = pointed(&between) || (at && between.trim() == ".");
        if !joined || !(mail || is_ending(cut, ending)) || (tight && !at && ending_is_sentence(cut, name, ending)) {
            continue;
        }
        let start = host_start(cut, n);
        let text: String =
            cut.chars.get(start as usize..ending.end as usize).unwrap_or_default().iter().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
        if !is_own(&text, outlet) {
            places.push((start, ending.end));
        }
    }
    places
}

/// Whether a word is the ending of an address.
fn is_ending(cut: &Cut, token: &Token) -> bool {
    stands_among(cut, token, ENDINGS) || is_wordlike(cut, token)
}

/// Whether a word is an ending of addresses that is a word as well.
fn is_wordlike(cut: &Cut, token: &Token) -> bool {
    stands_among(cut, token, WORDLIKE)
}

/// Whether a word is one of these as it is written, Cyrillic letters in it or not.
fn stands_among(cut: &Cut, token: &Token, endings: &[&str]) -> bool {
    let raw = raw(cut, token);
    let mixed = !raw.is_ascii() && raw.chars().any(|c| c.is_ascii_alphabetic());
    endings.contains(&raw.as_str()) || (mixed && endings.contains(&latin(&raw).as_str()))
}

/// A point as addresses have it: no blank but one before it as well ("lavka . ru"), or in brackets.
fn pointed(between: &str) -> bool {
    between == "." || (between.trim() == "." && between.starts_with(' ') && between.len() <= 3) || matches!(between.trim(), "[.]" | "(.)" | "{.}")
}

/// Links by their marks, each to the next blank. One inside another is judged by itself: the marketplace's own page may
/// send its visitor on.
fn links(cut: &Cut, outlet: Outlet) -> Vec<(u32, u32)> {
    let chars = &cut.chars;
    let mut places = Vec::new();
    for at in 0..chars.len() {
        let Some(mark) = LINKS.iter().copied().find(|mark| stands(chars, at, mark)) else { continue };
        let start = if mark == SCHEME { scheme_start(chars, at) } else { at };
        let joined = mark != SCHEME && at.checked_sub(1).and_then(|n| chars.get(n)).is_some_and(|c| c.is_alphanumeric());
        let link: Vec<char> = chars.iter().copied().skip(start).take_while(|c| !c.is_whitespace()).collect();
        let needed = if mark.ends_with(':') { NUMBER } else { 1 };
        if joined || link.len() < at - start + mark.len() + needed {
            continue;
        }
        let text = link.iter().collect::<String>().to_lowercase();
        if !is_own(&text, outlet) && !is_local(&text) {
            places.push((whole(start), whole(start + link.len())));
        }
    }
    places
}

fn stands(chars: &[char], at: usize, mark: &str) -> bool {
    mark.chars().enumerate().all(|(n, c)| chars.get(at + n).is_some_and(|other| other.eq_ignore_ascii_case(&c)))
}

fn scheme_start(chars: &[char], at: usize) -> usize {
    at - chars.get(..at).unwrap_or_default().iter().rev().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-')).count()
}

/// "Готово.Ru" is a missing blank, "gotovo.ru" an address.
fn ending_is_sentence(cut: &Cut, name: &Token, ending: &Token) -> bool {
    let raw = |token: &Token| cut.chars.get(token.start as usize..token.end as usize).unwrap_or_default();
    let ambiguous = is_wordlike(cut, ending);
    let capital = raw(ending).first().is_some_and(|c| c.is_uppercase());
    ambiguous && capital && raw(name).iter().any(|c| c.is_lowercase())
}

fn host_start(cut: &Cut, ending: usize) -> u32 {
    let mut n = ending;
    while let (Some(previous), Some(token)) = (n.checked_sub(1).and_then(|n| cut.tokens.get(n)), cut.tokens.get(n)) {
        let between = gap(cut, previous, token);
        if !matches!(between.trim(), "." | "-" | "@" | "_" | "://" | "[.]" | "(.)" | "{.}") || between.chars().count() > 5 {
            break;
        }
        n -= 1;
    }
    cut.tokens.get(n).map_or(0, |token| token.start)
}

/// The host of a link: between the scheme, or the user's name, and the first sign of a path. What follows ("/?to=https://ozon.ru")
/// is none, and one that has a user's name in front ("ozon.ru@") is not where the link leads.
fn host(link: &str) -> &str {
    let named = link.split_once("://").filter(|(scheme, _)| scheme.chars().all(|c| c.is_ascii_alphanumeric()));
    let rest = named.map_or(link, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    host.split(':').next().unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric())
}

fn is_own(text: &str, outlet: Outlet) -> bool {
    let Outlet::Marketplace(kind) = outlet else { return false };
    let hosts = OWN_HOSTS.iter().find(|(other, _)| *other == kind).map_or(&[][..], |(_, hosts)| hosts);
    let host = host(text);
    !text.contains('@') && hosts.iter().any(|own| host == *own || host.strip_suffix(own).is_some_and(|rest| rest.ends_with('.')))
}

/// The address of a router at home.
fn is_local(link: &str) -> bool {
    host(link).parse::<Ipv4Addr>().is_ok_and(|address| address.is_private())
}

/// "kluch собака bk точка ru": an "at" or a "dot" in words beside an ending or a second sign.
fn spelled_addresses(cut: &Cut) -> Vec<(u32, u32)> {
    let mut places = Vec::new();
    for (n, sign) in cut.tokens.iter().enumerate() {
        let dot = DOTS.contains(&sign.word.as_str()) && n > 0 && ends_address(cut, n + 1);
        let at = ATS.contains(&sign.word.as_str());
        let last = if dot { Some(n + 1) } else { (n + 2..=n + 4).find(|last| at && goes_on(cut, n, *last)) };
        if let Some(last) = last {
            let start = n.checked_sub(1).and_then(|n| cut.tokens.get(n)).map_or(sign.start, |token| token.start);
            let end = cut.tokens.get(last).map_or(sign.end, |token| token.end);
            places.push((start, end));
        }
    }
    places
}

/// Whether a word ends an address: behind a point or a word for one. "Az átvételi pont be van zárva" and "point me to it" do not.
fn ends_address(cut: &Cut, at: usize) -> bool {
    let Some((sign, ending)) = at.checked_sub(1).and_then(|n| cut.tokens.get(n)).zip(cut.tokens.get(at)) else { return false };
    if sign.sentence != ending.sentence || !(is_ending(cut, ending) || SPELLED_ENDINGS.contains(&ending.word.as_str())) {
        return false;
    }
    let doubtful = WEAK_DOTS.contains(&sign.word.as_str()) && is_wordlike(cut, ending);
    let known = || at.checked_sub(2).and_then(|n| cut.tokens.get(n)).is_some_and(|host| SHORT_HOSTS.contains(&host.word.as_str()));
    pointed(&gap(cut, sign, ending)) || (DOTS.contains(&sign.word.as_str()) && (!doubtful || known()))
}

/// Whether an address begun by the word for "@" at `from` goes on at this word: with an ending, or with a word for a point.
/// "At the pick-up point" ends with a place, and "at the red dot" is none: one word is a host, several are a thing.
fn goes_on(cut: &Cut, from: usize, at: usize) -> bool {
    let Some((sign, token)) = cut.tokens.get(from).zip(cut.tokens.get(at)).filter(|(sign, token)| token.sentence == sign.sentence) else { return false };
    let word = token.word.as_str();
    let weak = WEAK_ATS.contains(&sign.word.as_str());
    let host = !weak || (at == from + 2 && !WEAK_DOTS.contains(&word));
    let article = || at.checked_sub(1).and_then(|n| cut.tokens.get(n)).is_some_and(|before| ARTICLES.contains(&before.word.as_str()));
    let more = || cut.tokens.get(at + 1).is_some_and(|next| next.sentence == sign.sentence);
    ends_address(cut, at) || (!weak && stands_among(cut, token, ENDINGS)) || (DOTS.contains(&word) && host && !article() && more())
}

/// "@nick", but not "c@fe" nor a name in quotation marks.
fn nicks(cut: &Cut) -> Vec<(u32, u32)> {
    let mut places = Vec::new();
    for (at, c) in cut.chars.iter().copied().enumerate() {
        if c != '@' {
            continue;
        }
        let before = at.checked_sub(1).and_then(|n| cut.chars.get(n)).copied();
        let skipped = usize::from(cut.chars.get(at + 1) == Some(&' '));
        let length = cut.chars.iter().skip(at + 1 + skipped).take_while(|c| c.is_alphanumeric() || **c == '_').count();
        let free = before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '«' | '"' | '„' | '“'));
        if free && length >= NICK {
            places.push((whole(at), whole(at + 1 + skipped + length)));
        }
    }
    places
}

/// Runs of words for numbers; "then" and "dash" between them do not end a run.
fn spelled_numbers(cut: &Cut) -> Vec<(u32, u32)> {
    let mut places = Vec::new();
    let mut run: Vec<&Token> = Vec::new();
    for token in &cut.tokens {
        let number = is_number(&token.word);
        let same = run.last().is_none_or(|last| last.sentence == token.sentence);
        if number && same {
            run.push(token);
            continue;
        }
        if same && BRIDGES.contains(&token.word.as_str()) {
            continue;
        }
        places.extend(dialled(cut, &run));
        run.clear();
        if number {
            run.push(token);
        }
    }
    places.extend(dialled(cut, &run));
    places
}

fn is_number(word: &str) -> bool {
    in_figures(word) || DIGITS.contains(&word) || hungarian(word)
}

fn in_figures(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
}

/// Hungarian writes its numbers in one word: "kétszáztizenöt".
fn hungarian(word: &str) -> bool {
    let mut rest = word;
    while let Some(shorter) = HUNGARIAN.iter().find_map(|part| rest.strip_prefix(part)) {
        if shorter.is_empty() {
            return true;
        }
        rest = shorter;
    }
    false
}

fn dialled(cut: &Cut, run: &[&Token]) -> Option<(u32, u32)> {
    let (first, last) = (run.first()?, run.last()?);
    let words = run.iter().filter(|token| !in_figures(&token.word)).count();
    let single = || run.iter().all(|token| token.word.chars().nth(1).is_none());
    let by_itself = run.len() >= SPELLED && words * 2 >= run.len();
    let of_call = || (run.len() >= ANNOUNCED && words >= 2) || (run.len() >= DICTATED && (words >= 1 || single()));
    (by_itself || (of_call() && announced(cut, first.sentence))).then_some((first.start, last.end))
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
