//! Runs of digits: phones, cards, accounts.
//!
//! A text is read twice: with the signs that stand in any number ("8 (912) 345-67-89"), and with
//! points, slashes and dashes as well ("06.12.34.56.78", "06-30/123-4567"), where a run may be a
//! list of prices or sizes. The guard knows these signs too (`guard/contacts.rs`) and asks another
//! question: it must not take a number for a phone, and here no phone may be taken for a number.

use super::Span;
use crate::digits::plain_digit;
use std::ops::Range;

/// Digits of a phone at least; from so many on a run is a card or an account, however long it is.
const PHONE: usize = 9;
const CARD: usize = 13;
/// Letters and digits of an account, at least and at most (ISO 13616), and of one of its groups.
const ACCOUNT: (usize, usize) = (15, 34);
const ACCOUNT_GROUP: usize = 4;
/// Signs of a date at most: "12.11.2026".
const DATE: usize = 10;
/// Years that dates have, written whole and by their last two digits.
const YEARS: Range<u32> = 1900..2100;
const SHORT_YEARS: Range<u32> = 20..40;
/// Digits of a price at most.
const PRICE: usize = 7;

struct Run {
    start: usize,
    /// One past the last digit.
    end: usize,
    digits: usize,
}

impl Run {
    fn span(&self, chars: &[char]) -> Option<Span> {
        let plus = chars.get(self.start) == Some(&'+');
        let kind = if self.digits >= CARD && !plus { "CARD" } else { "PHONE" };
        (self.digits >= PHONE).then_some(Span { start: self.start, end: self.end, kind })
    }
}

/// Every run that is too long for anything but a phone, a card or an account.
pub(super) fn find(chars: &[char]) -> Vec<Span> {
    let chars = without_moments(chars);
    let narrow = runs(&chars, |at| chars.get(at).is_some_and(|c| is_sign(*c)));
    let wide = runs(&chars, |at| joins_widely(&chars, at));
    let wide = wide.into_iter().filter(|run| run.digits >= PHONE && !is_figures(chars.get(run.start..run.end).unwrap_or_default()));
    narrow.into_iter().chain(wide).filter_map(|run| run.span(&chars)).collect()
}

/// The text with whole dates and times of day blotted out: "12.11.2026 14:30 8 912 345 67 89" ends
/// with a phone and begins with none.
fn without_moments(chars: &[char]) -> Vec<char> {
    let inside = |c: &char| c.is_ascii_digit() || matches!(c, '.' | '/' | ':');
    let tokens = chars.chunk_by(|a, b| inside(a) == inside(b));
    let blot = |token: &[char]| -> Vec<char> { if is_moment(from_digit_to_digit(token)) { vec!['\n'; token.len()] } else { token.to_vec() } };
    tokens.flat_map(blot).collect()
}

/// "12.11.2026", "11/24/2026", "2026.11.12", "14:30", "14:30:05".
fn is_moment(token: &[char]) -> bool {
    let clock = parts(token, ':').is_some_and(|parts| (2..=3).contains(&parts.len()) && parts.iter().all(|part| *part < 60));
    clock || year(token).is_some_and(|year| YEARS.contains(&year))
}

/// "12.11.26" too.
fn is_day(token: &[char]) -> bool {
    year(token).is_some_and(|year| YEARS.contains(&year) || SHORT_YEARS.contains(&year))
}

/// The year beside a day and a month, in whichever order.
fn year(token: &[char]) -> Option<u32> {
    let parts = parts(token, '.').or_else(|| parts(token, '/')).filter(|_| token.len() <= DATE)?;
    let [first, second, third] = *parts.as_slice() else { return None };
    let fits = |one: u32, other: u32| (1..=31).contains(&one) && (1..=31).contains(&other) && (one <= 12 || other <= 12);
    if fits(first, second) {
        return Some(third);
    }
    fits(second, third).then_some(first)
}

/// The numbers between signs; none where anything else stands there, or a longer number.
fn parts(token: &[char], sign: char) -> Option<Vec<u32>> {
    token.split(|c| *c == sign).map(|part| number(part).filter(|_| part.len() <= 4)).collect()
}

fn number(digits: &[char]) -> Option<u32> {
    let written = digits.iter().all(char::is_ascii_digit);
    digits.iter().collect::<String>().parse().ok().filter(|_| written)
}

fn from_digit_to_digit(token: &[char]) -> &[char] {
    let first = token.iter().position(char::is_ascii_digit).unwrap_or_default();
    let end = token.iter().rposition(char::is_ascii_digit).map_or(0, |last| last + 1);
    token.get(first..end).unwrap_or_default()
}

/// Runs of digits with what may join them.
fn runs(chars: &[char], joins: impl Fn(usize) -> bool) -> Vec<Run> {
    let (mut runs, mut at) = (Vec::new(), 0);
    while at < chars.len() {
        if !opens(chars, at) {
            at += 1;
            continue;
        }
        let mut run = Run { start: at, end: at, digits: 0 };
        while at < chars.len() && (is_digit_at(chars, at) || joins(at)) {
            if is_digit_at(chars, at) {
                run.digits += 1;
                run.end = at + 1;
            }
            at += 1;
        }
        at = at.max(run.start + 1);
        runs.push(run);
    }
    runs
}

fn opens(chars: &[char], at: usize) -> bool {
    let sign = matches!(chars.get(at), Some('+' | '('));
    is_digit_at(chars, at) || (sign && (is_digit_at(chars, at + 1) || chars.get(at + 1) == Some(&'(')))
}

fn is_digit_at(chars: &[char], at: usize) -> bool {
    chars.get(at).is_some_and(|c| is_digit(*c))
}

/// Digits of other scripts and ringed ones are digits to a reader.
fn is_digit(c: char) -> bool {
    plain_digit(c).is_ascii_digit() || matches!(c, '\u{2460}'..='\u{2468}' | '\u{24ea}')
}

/// Blanks of every width, what nobody sees, and what makes a key of a digit ("8️⃣").
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{fe0f}' | '\u{20e3}') || is_unseen(c)
}

/// Soft hyphens, joiners, and marks of direction, which telephones put around a number that is copied.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2012}')
}

/// What programs make of a hyphen, and what stands between two prices.
fn is_dash(c: char) -> bool {
    matches!(c, '\u{2013}' | '\u{2014}' | '\u{2212}')
}

/// What stands between the digits of any number.
fn is_sign(c: char) -> bool {
    is_blank(c) || is_hyphen(c) || matches!(c, '+' | '(' | ')')
}

/// Points and slashes join two digits; with a blank beside them they end something.
fn joins_widely(chars: &[char], at: usize) -> bool {
    match chars.get(at) {
        Some('.' | '/' | '·') => at.checked_sub(1).is_some_and(|before| is_digit_at(chars, before)) && is_digit_at(chars, at + 1),
        Some(c) => is_sign(*c) || is_dash(*c),
        None => false,
    }
}

/// Whether a run with points, slashes or dashes holds figures that are read and not dialled:
/// "10.5 11 11.5 12", "12.990 - 15.990", "12 990 – 15 990", "36/37/38/39/40", "12.11.26-15.11.26".
fn is_figures(run: &[char]) -> bool {
    if run.iter().any(|c| matches!(c, '+' | '(' | ')')) || is_short_hungarian(run) {
        return false;
    }
    let sides: Vec<&[char]> = run.split(|c| is_hyphen(*c) || is_dash(*c)).collect();
    if let [low, high] = *sides.as_slice()
        && let (Some(low), Some(high)) = (price(low), price(high))
    {
        return low <= high;
    }
    let pieces = sides.iter().flat_map(|side| side.split(|c| is_blank(*c)));
    let pieces = pieces.filter(|piece| !piece.is_empty() && !is_day(piece) && !is_version(piece));
    let (lone, joined): (Vec<&[char]>, Vec<&[char]>) = pieces.partition(|piece| piece.iter().all(char::is_ascii_digit));
    let fractions: Option<Vec<usize>> = joined.iter().flat_map(|piece| piece.split(|c| *c == '/')).map(fraction).collect();
    let Some(fractions) = fractions else { return false };
    let mut points = fractions.into_iter().filter(|digits| *digits > 0);
    let first = points.next();
    let alike = points.all(|digits| Some(digits) == first);
    // Half sizes stand among whole ones; any other lone number may be a part of a phone.
    let sizes = first == Some(1) && lone.iter().all(|piece| piece.len() <= 2 && piece.first() != Some(&'0'));
    alike && (lone.is_empty() || sizes)
}

/// A Hungarian mobile phone without the "06": "30/123-4567".
fn is_short_hungarian(run: &[char]) -> bool {
    let mobile = matches!(run, ['2' | '3' | '5' | '7', '0', '/', ..] | ['3', '1', '/', ..]);
    mobile && run.iter().filter(|c| is_digit(**c)).count() == PHONE
}

/// Digits behind the point of "10.5", "990.00" and "12.990", 0 of "42"; none of what is no figure.
fn fraction(item: &[char]) -> Option<usize> {
    let groups = groups(item)?;
    let digits: usize = groups.iter().map(|group| group.len()).sum();
    match groups.as_slice() {
        [whole] => (whole.len() <= 4 && whole.first() != Some(&'0')).then_some(0),
        [whole, cents] if whole.len() < PRICE && cents.len() <= 2 => Some(cents.len()),
        [first, rest @ ..] => {
            let thousands = first.len() <= 3 && first.first() != Some(&'0') && rest.iter().all(|group| group.len() == 3);
            (thousands && digits < PHONE).then_some(3)
        }
        [] => None,
    }
}

/// Versions and the addresses of networks have single digits where phones have none: "10.0.19045.2006".
fn is_version(piece: &[char]) -> bool {
    let Some(groups) = groups(piece).filter(|groups| groups.len() > 2) else { return false };
    groups.iter().skip(1).any(|group| matches!(group, ['0'])) || groups.iter().skip(2).any(|group| group.len() == 1)
}

/// Digits between points.
fn groups(item: &[char]) -> Option<Vec<&[char]>> {
    let groups: Vec<&[char]> = item.split(|c| *c == '.').collect();
    groups.iter().all(|group| !group.is_empty() && group.iter().all(char::is_ascii_digit)).then_some(groups)
}

/// A price without its cents: "12 990", "12.990", "1 290.00", "12990".
fn price(side: &[char]) -> Option<u32> {
    let side = from_digit_to_digit(side);
    let cents = side.iter().rposition(|c| *c == '.').filter(|point| point + 3 >= side.len());
    let whole = side.get(..cents.unwrap_or(side.len())).unwrap_or_default();
    let groups: Vec<&[char]> = whole.split(|c| is_blank(*c) || *c == '.').collect();
    let (first, rest) = groups.split_first()?;
    let longest = if rest.is_empty() { PRICE } else { 3 };
    let grouped = first.len() <= longest && first.first() != Some(&'0') && rest.len() <= 2 && rest.iter().all(|group| group.len() == 3);
    number(&groups.concat()).filter(|_| grouped)
}

/// Accounts in groups of four, with letters in some: "FR14 2004 1010 0505 0001 3M02 606".
pub(super) fn accounts(chars: &[char]) -> Vec<Span> {
    let (mut spans, mut at) = (Vec::new(), 0);
    while at < chars.len() {
        let end = account_end(chars, at);
        spans.extend(end.map(|end| Span { start: at, end, kind: "CARD" }));
        at = end.unwrap_or(at + 1);
    }
    spans
}

fn account_end(chars: &[char], at: usize) -> Option<usize> {
    let inside_a_word = at.checked_sub(1).and_then(|before| chars.get(before)).is_some_and(|c| c.is_alphanumeric());
    let (country, check) = chars.get(at..at + ACCOUNT_GROUP)?.split_at_checked(2)?;
    if inside_a_word || !country.iter().all(char::is_ascii_alphabetic) || !check.iter().all(char::is_ascii_digit) {
        return None;
    }
    let (mut end, mut length) = (at + ACCOUNT_GROUP, ACCOUNT_GROUP);
    while length <= ACCOUNT.1
        && let Some(group) = account_group(chars, end, length == ACCOUNT_GROUP)
    {
        end += 1 + group;
        length += group;
        if group < ACCOUNT_GROUP {
            break;
        }
    }
    (ACCOUNT.0..=ACCOUNT.1).contains(&length).then_some(end)
}

/// How long the next group of an account is; only the bank's, right behind the country's, may have no digit.
fn account_group(chars: &[char], end: usize, bank: bool) -> Option<usize> {
    if !chars.get(end).is_some_and(|c| is_blank(*c)) {
        return None;
    }
    let rest = chars.get(end + 1..)?;
    let group: Vec<char> = rest.iter().copied().take_while(char::is_ascii_alphanumeric).take(ACCOUNT_GROUP + 1).collect();
    let whole = rest.get(group.len()).is_none_or(|c| !c.is_alphanumeric());
    let digit = group.iter().any(char::is_ascii_digit);
    let fits = (1..=ACCOUNT_GROUP).contains(&group.len()) && (digit || (bank && group.len() == ACCOUNT_GROUP));
    (whole && fits).then_some(group.len())
}
