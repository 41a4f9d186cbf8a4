//! Personal data under a veil: replaced by placeholders before a text leaves for a model, and put
//! back into what comes back.
//!
//! What is hidden: names known to be the buyer's or told as somebody's, phones, e-mail addresses, street addresses, numbers
//! of cards and accounts, and codes (orders, tracking). A model answers as well about `[CODE_1]`. Too
//! much is hidden rather than too little: a hidden figure comes back unharmed, a leaked phone never does.

mod addresses;
mod introduced;
mod numbers;

use super::names;
use pult_domain::sla::words::{fold, words};

/// Digits in a row that make a code.
const CODE: usize = 6;
/// What placeholders are called.
const KINDS: [&str; 6] = ["NAME", "PHONE", "EMAIL", "ADDRESS", "CARD", "CODE"];

/// What was hidden, to be put back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Veil {
    hidden: Vec<(String, String)>,
    names: Vec<String>,
    /// Words of names that texts have told so far, folded: of people, where they stand with a capital.
    told: Vec<String>,
}

/// A placeholder in an answer that was never given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the answer holds a placeholder that was not in the question")]
pub struct UnknownPlaceholder;

impl Veil {
    /// A veil over texts of a chat with this buyer.
    #[must_use]
    pub fn new(customer: &str) -> Self {
        Self { names: names::all_parts(customer), ..Self::default() }
    }

    /// The text with everything personal hidden. The same text gets the same placeholder.
    pub fn hide(&mut self, text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let (mut out, mut done) = (String::with_capacity(text.len()), 0);
        for span in self.found(&chars, text) {
            out.extend(chars.get(done..span.start).unwrap_or_default());
            let original: String = chars.get(span.start..span.end).unwrap_or_default().iter().collect();
            out.push_str(&self.placeholder(span.kind, original));
            done = span.end;
        }
        out.extend(chars.get(done..).unwrap_or_default());
        out
    }

    /// The placeholder of the name to greet by, which no text may hold.
    pub fn name(&mut self, name: &str) -> String {
        self.placeholder("NAME", name.to_owned())
    }

    /// Everything personal, in order and apart.
    fn found(&mut self, chars: &[char], text: &str) -> Vec<Span> {
        let mut spans = emails(chars);
        spans.extend(numbers::find(chars));
        spans.extend(numbers::accounts(chars));
        spans.extend(codes(chars));
        spans.extend(imitations(chars));
        spans.extend(bare_imitations(chars));
        let mut spans = apart(chars, spans);
        let words = words(text);
        let folded: Vec<String> = words.iter().map(|word| fold(&word.lower)).collect();
        let addresses = addresses::find(chars, &words, &folded, &spans);
        spans.extend(addresses);
        for named in introduced::find(chars, &words, &folded) {
            let word = folded.get(named.word).filter(|word| named.everywhere && word.chars().count() >= names::SHORTEST && !self.told.contains(word));
            self.told.extend(word.cloned());
            spans.push(named.span);
        }
        for (word, folded) in words.iter().zip(&folded) {
            let capital = names::has_capital(chars, word);
            let is_meant = |name: &String| names::is_meant(folded, capital, name);
            if self.names.iter().any(is_meant) || (capital && self.told.iter().any(is_meant)) {
                spans.push(Span { start: word.start as usize, end: word.end as usize, kind: "NAME" });
            }
        }
        apart(chars, spans)
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
        let mut pieces = answer.split('[');
        let mut whole = pieces.next().unwrap_or_default().to_owned();
        if holds_bare(&whole) {
            return Err(UnknownPlaceholder);
        }
        for piece in pieces {
            let known = piece.split_once(']').and_then(|(name, rest)| Some((self.original(name)?, rest)));
            let (original, rest) = known.unwrap_or(("[", piece));
            // What was put back may end in the middle of a word: "[PHONE_1]CARD_2" is what a buyer wrote.
            let free = if known.is_some() { rest.trim_start_matches(in_bare) } else { rest };
            if holds_bare(free) || (known.is_none() && is_placeholder(piece)) {
                return Err(UnknownPlaceholder);
            }
            whole.push_str(original);
            whole.push_str(rest);
        }
        Ok(whole)
    }

    /// What stands behind a placeholder, which is given without its brackets; small models write it nearly. One without its
    /// number must be the only one of its kind.
    fn original(&self, name: &str) -> Option<&str> {
        let (kind, number) = nearly(name)?;
        let wanted = number.map_or_else(|| format!("[{kind}_"), |number| format!("[{kind}_{number}]"));
        let mut found = self.hidden.iter().filter(|(placeholder, _)| placeholder.starts_with(wanted.as_str()));
        let (_, original) = found.next()?;
        found.next().is_none().then_some(original.as_str())
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

/// The spans in order, none over another. What two of them find is hidden whole: of the same kind they
/// become one, of different kinds the second begins where the first ends.
fn apart(chars: &[char], mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for mut span in spans {
        if let Some(last) = out.last_mut().filter(|last| span.start < last.end) {
            if last.kind == span.kind {
                last.end = last.end.max(span.end);
                continue;
            }
            let between = |c: &&char| !c.is_alphanumeric() && !matches!(c, '+' | '(');
            span.start = last.end + chars.get(last.end..).unwrap_or_default().iter().take_while(between).count();
        }
        if span.start < span.end {
            out.push(span);
        }
    }
    out
}

/// Whether a text behind a bracket begins like a placeholder, or is nearly one.
fn is_placeholder(text: &str) -> bool {
    let begins = KINDS.iter().any(|kind| text.strip_prefix(kind).is_some_and(|rest| rest.starts_with('_')));
    begins || text.split_once(']').is_some_and(|(name, _)| nearly(name).is_some())
}

/// The kind and the number of a placeholder without its brackets as models write it, and none of anything else: "NAME_1",
/// "name 1", "Name-1", "NAME".
fn nearly(name: &str) -> Option<(&'static str, Option<u32>)> {
    let name = name.trim().to_uppercase();
    let (kind, rest) = KINDS.into_iter().find_map(|kind| Some((kind, name.strip_prefix(kind)?)))?;
    let number = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '_' | '-' | '\u{2010}'..='\u{2015}' | '#' | '№' | ':'));
    if number.is_empty() {
        return Some((kind, None));
    }
    // A number too large for anything that was given out stays one that was not.
    number.bytes().all(|b| b.is_ascii_digit()).then(|| (kind, Some(number.parse().unwrap_or(u32::MAX))))
}

/// Whether a text holds a placeholder that has lost its brackets: it stands for nothing a buyer may see.
fn holds_bare(text: &str) -> bool {
    text.split(|c| !in_bare(c)).any(is_bare)
}

fn in_bare(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// "NAME_1", "name_1".
fn is_bare(word: &str) -> bool {
    let word = word.to_uppercase();
    let number = KINDS.iter().find_map(|kind| word.strip_prefix(kind)?.strip_prefix('_'));
    number.is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
}

/// The same in a text that came in.
fn bare_imitations(chars: &[char]) -> Vec<Span> {
    let (mut spans, mut at) = (Vec::new(), 0);
    for run in chars.chunk_by(|one, other| in_bare(*one) == in_bare(*other)) {
        if is_bare(&run.iter().collect::<String>()) {
            spans.push(Span { start: at, end: at + run.len(), kind: "CODE" });
        }
        at += run.len();
    }
    spans
}

/// What looks like a placeholder in a text that came in: it would be put back as something else.
fn imitations(chars: &[char]) -> Vec<Span> {
    let places = chars.iter().enumerate().filter(|(_, c)| **c == '[').map(|(at, _)| at);
    places
        .filter_map(|at| {
            let rest = chars.get(at + 1..)?;
            let name: String = rest.iter().take_while(|c| !matches!(**c, '[' | ']')).collect();
            let length = name.chars().count();
            if rest.get(length) == Some(&']') && nearly(&name).is_some() {
                return Some(Span { start: at, end: at + length + 2, kind: "CODE" });
            }
            let named = |kind: &&&str| rest.iter().copied().take(kind.len() + 1).eq(kind.chars().chain(['_']));
            let length = KINDS.iter().find(named)?.len() + 1;
            let number = rest.iter().skip(length).take_while(|c| c.is_alphanumeric()).count();
            let closed = rest.get(length + number) == Some(&']');
            Some(Span { start: at, end: at + 1 + length + number + usize::from(closed), kind: "CODE" })
        })
        .collect()
}

fn emails(chars: &[char]) -> Vec<Span> {
    // Accents written apart and what nobody sees stand in addresses as in words.
    let inside =
        |c: &char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%' | '\'' | '\u{300}'..='\u{36f}' | '\u{fe0f}') || numbers::is_unseen(*c);
    let places = chars.iter().enumerate().filter(|(_, c)| matches!(c, '@' | '＠' | '﹫')).map(|(at, _)| at);
    places
        .filter_map(|at| {
            let (front, behind) = (chars.get(..at)?, chars.get(at + 1..)?);
            let gap = |c: &&char| **c == ' ';
            let (left, right) = (front.iter().rev().take_while(gap).count(), behind.iter().take_while(gap).count());
            let before = front.iter().rev().skip(left).take_while(|c| inside(c)).count();
            let host: Vec<char> = behind.iter().copied().skip(right).take_while(inside).collect();
            // "anna @ mail.ru"; "2 шт @ 500 ₽" is none.
            let is_host = host.split(|c| *c == '.').filter(|part| part.iter().any(|c| c.is_alphabetic())).count() > 1;
            let apart = left + right > 0;
            let told = before > 0 && host.len() > 1 && (!apart || (left <= 1 && right <= 1 && is_host));
            told.then_some(Span { start: at - left - before, end: at + 1 + right + host.len(), kind: "EMAIL" })
        })
        .collect()
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
