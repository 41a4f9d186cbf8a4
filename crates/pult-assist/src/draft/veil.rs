//! Personal data under a veil: replaced by placeholders before a text leaves for a model, and put
//! back into what comes back.
//!
//! What is hidden: names known to be the buyer's, phones, e-mail addresses, street addresses, card
//! numbers, and codes (orders, tracking). A model answers as well about `[CODE_1]`. Too much is
//! hidden rather than too little: a hidden figure comes back unharmed, a leaked phone never does.

use super::names;
use pult_domain::sla::words::{fold, words};

/// Digits of a phone at least, and at most; of a card at least and at most (ISO/IEC 7812).
const PHONE: (usize, usize) = (9, 15);
const CARD: (usize, usize) = (13, 19);
/// Digits in a row that make a code.
const CODE: usize = 6;
/// Words after a street's word that may belong to the address.
const ADDRESS_WORDS: usize = 7;
/// Words of streets, folded, whole.
const STREETS: [&str; 38] = [
    "ул",
    "улица",
    "улице",
    "улицу",
    "проспект",
    "проспекте",
    "пр-т",
    "переулок",
    "пер",
    "шоссе",
    "бульвар",
    "набережная",
    "площадь",
    "мкр",
    "микрораион",
    "кв",
    "квартира",
    "street",
    "road",
    "avenue",
    "lane",
    "square",
    "apartment",
    "flat",
    "utca",
    "ut",
    "ter",
    "korut",
    "emelet",
    "ulice",
    "ulici",
    "namesti",
    "trida",
    "rue",
    "boulevard",
    "chemin",
    "allee",
    "impasse",
];

/// What was hidden, to be put back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Veil {
    hidden: Vec<(String, String)>,
    names: Vec<String>,
}

/// A placeholder in an answer that was never given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the answer holds a placeholder that was not in the question")]
pub struct UnknownPlaceholder;

impl Veil {
    /// A veil over texts of a chat with this buyer.
    #[must_use]
    pub fn new(customer: &str) -> Self {
        Self { hidden: Vec::new(), names: names::parts(customer) }
    }

    /// The text with everything personal hidden. The same text gets the same placeholder.
    pub fn hide(&mut self, text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let mut spans = found(&chars, text, &self.names);
        spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        let (mut out, mut done) = (String::with_capacity(text.len()), 0);
        for span in spans {
            if span.start < done || span.end <= span.start {
                continue;
            }
            out.extend(chars.get(done..span.start).unwrap_or_default());
            let original: String = chars.get(span.start..span.end).unwrap_or_default().iter().collect();
            out.push_str(&self.placeholder(span.kind, original));
            done = span.end;
        }
        out.extend(chars.get(done..).unwrap_or_default());
        out
    }

    fn placeholder(&mut self, kind: &str, original: String) -> String {
        if let Some((placeholder, _)) = self.hidden.iter().find(|(_, known)| *known == original) {
            return placeholder.clone();
        }
        let number = self.hidden.iter().filter(|(placeholder, _)| placeholder.contains(kind)).count() + 1;
        let placeholder = format!("[{kind}_{number}]");
        self.hidden.push((placeholder.clone(), original));
        placeholder
    }

    /// The answer with everything put back.
    ///
    /// # Errors
    /// [`UnknownPlaceholder`]: such an answer cannot be shown to anybody.
    pub fn restore(&self, answer: &str) -> Result<String, UnknownPlaceholder> {
        let whole = self.hidden.iter().fold(answer.to_owned(), |text, (placeholder, original)| text.replace(placeholder, original));
        let left = ["[NAME_", "[PHONE_", "[EMAIL_", "[ADDRESS_", "[CARD_", "[CODE_"].iter().any(|begin| whole.contains(begin));
        if left { Err(UnknownPlaceholder) } else { Ok(whole) }
    }

    /// How many things were hidden.
    #[must_use]
    pub fn count(&self) -> usize {
        self.hidden.len()
    }

    /// Whether a text holds any of what was hidden.
    #[must_use]
    pub fn is_seen_in(&self, text: &str) -> bool {
        self.hidden.iter().any(|(_, original)| text.contains(original.as_str()))
    }
}

struct Span {
    start: usize,
    end: usize,
    kind: &'static str,
}

fn found(chars: &[char], text: &str, names: &[String]) -> Vec<Span> {
    let mut spans = emails(chars);
    spans.extend(numbers(chars));
    spans.extend(codes(chars));
    spans.extend(addresses(chars, text));
    for word in words(text) {
        let folded = fold(&word.lower);
        if names.iter().any(|name| names::is_form_of(&folded, name)) {
            spans.push(Span { start: word.start as usize, end: word.end as usize, kind: "NAME" });
        }
    }
    spans
}

fn emails(chars: &[char]) -> Vec<Span> {
    let inside = |c: &char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%');
    let places = chars.iter().enumerate().filter(|(_, c)| **c == '@').map(|(at, _)| at);
    places
        .filter_map(|at| {
            let before = chars.get(..at)?.iter().rev().take_while(|c| inside(c)).count();
            let after = chars.get(at + 1..)?.iter().take_while(|c| inside(c)).count();
            (before > 0 && after > 1).then_some(Span { start: at - before, end: at + 1 + after, kind: "EMAIL" })
        })
        .collect()
}

/// Runs of digits with what people write between them.
fn numbers(chars: &[char]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some(c) = chars.get(at).copied() {
        let opens = c.is_ascii_digit() || (matches!(c, '+' | '(') && chars.get(at + 1).is_some_and(|c| c.is_ascii_digit() || *c == '('));
        if !opens {
            at += 1;
            continue;
        }
        let run = chars.get(at..).unwrap_or_default().iter().take_while(|c| c.is_ascii_digit() || matches!(c, '+' | '(' | ')' | '-' | ' ' | '\u{a0}')).count();
        let last = chars.get(at..at + run).unwrap_or_default().iter().rposition(char::is_ascii_digit).map_or(0, |last| last + 1);
        let digits = chars.get(at..at + last).unwrap_or_default().iter().filter(|c| c.is_ascii_digit()).count();
        let plus = c == '+';
        let kind = match digits {
            n if !plus && (CARD.0..=CARD.1).contains(&n) => Some("CARD"),
            n if (PHONE.0..=PHONE.1).contains(&n) => Some("PHONE"),
            _ => None,
        };
        if let Some(kind) = kind {
            spans.push(Span { start: at, end: at + last, kind });
        }
        at += run.max(1);
    }
    spans
}

/// Words with enough digits to be a number of an order or a parcel.
fn codes(chars: &[char]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let inside = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_');
        let run = chars.get(at..).unwrap_or_default().iter().take_while(|c| inside(c)).count();
        let digits = chars.get(at..at + run).unwrap_or_default().iter().filter(|c| c.is_ascii_digit()).count();
        if digits >= CODE {
            spans.push(Span { start: at, end: at + run, kind: "CODE" });
        }
        at += run.max(1);
    }
    spans
}

/// From the name of a street to the last figure after it.
fn addresses(chars: &[char], text: &str) -> Vec<Span> {
    let words = words(text);
    let mut spans = Vec::new();
    for (number, word) in words.iter().enumerate().filter(|(_, word)| STREETS.contains(&fold(&word.lower).as_str())) {
        let behind = words.get(number + 1..).unwrap_or_default().iter().take(ADDRESS_WORDS).take_while(|next| next.sentence <= word.sentence + 2);
        let Some(last) = behind.filter(|next| next.is_number()).last() else { continue };
        // "Kossuth utca 5", "12 Baker street": what stands before with a capital or a figure.
        let capital = |at: u32| chars.get(at as usize).is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
        let before = words.get(..number).unwrap_or_default().iter().rev().take(2).take_while(|before| before.clause == word.clause && capital(before.start));
        let start = before.last().map_or(word.start, |first| first.start);
        spans.push(Span { start: start as usize, end: last.end as usize, kind: "ADDRESS" });
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_personal_leaves_and_everything_comes_back() {
        for (text, secrets) in [
            ("Я Анна, мой телефон +7 912 345-67-89, жду", vec!["Анна", "912 345"]),
            ("пишите anna.k+shop@mail.ru или 8(912)3456789", vec!["anna.k", "mail.ru", "912"]),
            ("карта 4276 1600 1234 5678 списали дважды", vec!["4276", "5678"]),
            ("Заказ 55667788, трек RB123456789CN", vec!["55667788", "RB123456789CN"]),
            ("Адрес: ул. Ленина, д. 5, кв. 12. Жду!", vec!["Ленина", "12"]),
            ("Kossuth Lajos utca 14, 2. emelet 3", vec!["Kossuth", "14"]),
            ("12 Baker street 4, call me", vec!["Baker"]),
            ("Анне передайте, Анной зовут", vec!["Анне", "Анной"]),
        ] {
            let mut veil = Veil::new("Анна К.");
            let hidden = veil.hide(text);
            for secret in &secrets {
                assert!(!hidden.contains(secret), "{secret} is in {hidden}");
            }
            assert_eq!(veil.restore(&hidden).as_deref(), Ok(text));
        }
    }

    #[test]
    fn what_a_reply_needs_stays_readable() {
        let mut veil = Veil::new("Анна");
        for text in ["Чашка 350 мл за 1 990 ₽, скидка 20%", "12.11.2026 обещали привезти", "2 чашки и 3 тарелки", "Размер 42-44", "дом тёплый"]
        {
            assert_eq!(veil.hide(text), text);
        }
        assert_eq!(veil.count(), 0);
    }

    #[test]
    fn an_invented_placeholder_is_refused() {
        let mut veil = Veil::new("");
        let hidden = veil.hide("заказ 55667788");
        assert_eq!(hidden, "заказ [CODE_1]");
        assert_eq!(veil.restore("Ваш [CODE_1] и [PHONE_1]"), Err(UnknownPlaceholder));
    }

    proptest::proptest! {
        #[test]
        fn any_text_comes_back_whole(text in "[a-zа-я0-9@+() .,\\n-]{0,80}") {
            let mut veil = Veil::new("Анна Ли");
            let hidden = veil.hide(&text);
            proptest::prop_assert_eq!(veil.restore(&hidden), Ok(text));
        }
    }
}
