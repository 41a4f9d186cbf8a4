//! Phones and order numbers in what buyers write.
//!
//! Only what two people would hardly write by chance: a number with the shape of a phone, and runs
//! of at least seven digits that stand together. Prices, dates and times are neither.

use std::collections::BTreeSet;

/// Fewest digits of an order number: shorter ones are prices, sizes and articles.
const ORDER_DIGITS: usize = 7;
/// Most characters of an order number; a longer run is a link or a key.
const ORDER_CHARS: usize = 32;

/// A phone as digits with the country's code, however it was written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(String);

impl Phone {
    /// The phone that these digits are, if they have the shape of one. `plus` says that a plus stood
    /// before them.
    #[must_use]
    pub fn of(digits: &str, plus: bool) -> Option<Self> {
        let count = digits.len();
        let rest = |from: usize| digits.get(from..).unwrap_or_default();
        let whole = if plus && (9..=15).contains(&count) && !digits.starts_with('0') {
            digits.to_owned()
        } else if count == 11 && (digits.starts_with("89") || digits.starts_with("79") || digits.starts_with("84") || digits.starts_with("88")) {
            // Mobile phones, and 8 (495), 8 800.
            format!("7{}", rest(1))
        } else if count == 10 && digits.starts_with('9') {
            format!("7{digits}")
        } else if (10..=11).contains(&count) && digits.starts_with("06") && count == 11 {
            format!("36{}", rest(2))
        } else if count == 10 && (digits.starts_with("06") || digits.starts_with("07")) {
            format!("33{}", rest(1))
        } else if count == 9 && (digits.starts_with('6') || digits.starts_with('7')) {
            format!("420{digits}")
        } else if (11..=15).contains(&count) && digits.starts_with("00") {
            rest(2).to_owned()
        } else {
            return None;
        };
        Some(Self(whole))
    }

    /// Its digits, with the country's code.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// Its last four digits: enough for the owner to know it, and no phone in a list of reasons.
    #[must_use]
    pub fn shown(&self) -> String {
        let start = self.0.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
        self.0.get(start..).unwrap_or_default().to_owned()
    }
}

/// What a text names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Phones.
    pub phones: BTreeSet<Phone>,
    /// Order numbers, as [`super::order_key`] writes them.
    pub orders: BTreeSet<String>,
}

/// Phones and order numbers of a text.
#[must_use]
pub fn marks_of(text: &str) -> Marks {
    let chars: Vec<char> = text.chars().collect();
    let mut marks = Marks::default();
    let mut at = 0;
    while let Some(c) = chars.get(at).copied() {
        let glued = at.checked_sub(1).and_then(|before| chars.get(before)).is_some_and(|c| c.is_alphanumeric());
        if glued || !(c.is_alphanumeric() || c == '+' || c == '(') {
            at += 1;
            continue;
        }
        match phone_at(&chars, at) {
            Some((phone, end)) => {
                marks.phones.insert(phone);
                at = end;
            }
            None => {
                let end = code_end(&chars, at);
                if let Some(order) = chars.get(at..end).and_then(order_of) {
                    marks.orders.insert(order);
                }
                at = end.max(at + 1);
            }
        }
    }
    marks
}

/// A phone that begins here, and where it ends.
fn phone_at(chars: &[char], start: usize) -> Option<(Phone, usize)> {
    let mut digits = String::new();
    let (mut groups, mut in_group, mut gap, mut end) = (0, false, 0, start);
    let plus = chars.get(start) == Some(&'+');
    let mut dots = 0;
    for (place, c) in chars.iter().copied().enumerate().skip(start + usize::from(plus)) {
        if c.is_ascii_digit() {
            if digits.len() == 15 {
                return None;
            }
            groups += usize::from(!in_group);
            (in_group, gap, end) = (true, 0, place + 1);
            digits.push(c);
        } else if matches!(c, ' ' | '-' | '–' | '(' | ')' | '.' | '\u{a0}' | '\u{202f}' | '\u{2011}') && gap < 3 {
            dots += usize::from(c == '.' && in_group);
            (in_group, gap) = (false, gap + 1);
        } else {
            break;
        }
    }
    // A letter right behind makes it a code or a measure.
    if chars.get(end).is_some_and(|c| c.is_alphanumeric()) {
        return None;
    }
    // Dates have points between their parts; phones of five pairs have them too.
    if dots > 0 && !plus && groups != 5 {
        return None;
    }
    // Nine bare digits may be anything; in three groups they are read aloud as a Czech phone.
    if digits.len() == 9 && !plus && groups != 3 {
        return None;
    }
    Phone::of(&digits, plus).map(|phone| (phone, end))
}

/// Where the code that begins here ends: letters and digits with single joints between them.
fn code_end(chars: &[char], start: usize) -> usize {
    let mut end = start;
    while let Some(c) = chars.get(end).copied() {
        let joint = matches!(c, '-' | '/' | '_') && chars.get(end + 1).is_some_and(|next| next.is_alphanumeric());
        if !c.is_alphanumeric() && !joint {
            break;
        }
        end += 1;
    }
    end
}

fn order_of(code: &[char]) -> Option<String> {
    let digits = code.iter().filter(|c| c.is_ascii_digit()).count();
    let letters = code.iter().filter(|c| c.is_alphabetic()).count();
    // More letters than digits is a name or a link, not a number.
    if digits < ORDER_DIGITS || letters > digits || code.len() > ORDER_CHARS || is_date(code) {
        return None;
    }
    Some(super::order_key(&code.iter().collect::<String>())).filter(|key| !key.is_empty())
}

/// `2026-11-21`, `21-11-2026`, `21/11/2026`.
fn is_date(code: &[char]) -> bool {
    let text: String = code.iter().collect();
    let parts: Vec<&str> = text.split(['-', '/', '_']).collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let digits = parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    digits && matches!(lengths.as_slice(), [4, 1..=2, 1..=2] | [1..=2, 1..=2, 4])
}
