//! An old reply made fit for another buyer: what belonged to the old chat is replaced by this
//! chat's facts, or its sentence is left out, or nothing is made of it at all.

use super::sentences::{self, Sentence};
use super::{Case, Past, asked, names, perishable};
use crate::guard::{Facts, Guard, Locale, Subject, edited_check, truth_check};
use pult_domain::Author;
use pult_domain::sla::words::{Word, fold, words};

/// So much of the old reply's words must be left, in per cent: of less the sense is gone.
const KEPT_PER_CENT: usize = 60;
/// Words that must be left beside a greeting.
const FEWEST_WORDS: usize = 3;
/// Words of a greeting at most.
const GREETING_WORDS: usize = 5;

/// Beginnings of greetings, folded.
const GREETINGS: [&str; 19] = [
    "здравств",
    "добрыи",
    "доброе",
    "доброго",
    "привет",
    "приветств",
    "hello",
    "hi",
    "dear",
    "good",
    "jo",
    "udv",
    "kedves",
    "szia",
    "tisztelt",
    "dobry",
    "zdravim",
    "bonjour",
    "bonsoir",
];
/// Beginnings of greetings that say as well how something is: "Dobrý stav, bez vad", "Good for the dishwasher, but".
const GOOD: [&str; 4] = ["добр", "good", "dobr", "jo"];
/// Times of day, with which they greet, folded.
const TIMES_OF_DAY: [&str; 16] =
    ["день", "дня", "вечер", "вечера", "утро", "утра", "времени", "morning", "afternoon", "evening", "day", "napot", "reggelt", "estet", "den", "vecer"];
/// Capitals inside a sentence that are no names, folded: politeness, abbreviations, our places.
const POLITE: [&str; 44] = [
    "вы",
    "вас",
    "вам",
    "вами",
    "ваш",
    "ваша",
    "ваше",
    "ваши",
    "вашего",
    "вашеи",
    "вашу",
    "вашем",
    "ваших",
    "вашим",
    "пвз",
    "смс",
    "сдэк",
    "почта",
    "россии",
    "sms",
    "usb",
    "qr",
    "wi",
    "fi",
    "led",
    "pdf",
    "id",
    "i",
    "on",
    "onnek",
    "ont",
    "onok",
    "onoket",
    "onoknek",
    "vam",
    "vas",
    "vase",
    "vasi",
    "vasu",
    "vami",
    "xl",
    "xs",
    "ok",
    "bluetooth",
];
/// First words that stand before a comma without being a name, folded.
const OPENERS: [&str; 33] = [
    "да",
    "нет",
    "конечно",
    "пожалуиста",
    "спасибо",
    "сожалению",
    "увы",
    "так",
    "понимаем",
    "если",
    "yes",
    "no",
    "sure",
    "sorry",
    "thanks",
    "unfortunately",
    "igen",
    "nem",
    "sajnos",
    "termeszetesen",
    "koszonjuk",
    "ano",
    "ne",
    "bohuzel",
    "jiste",
    "samozrejme",
    "dekujeme",
    "oui",
    "non",
    "desole",
    "malheureusement",
    "merci",
    "bien",
];
/// Units that make a figure a property of the item and not of the chat, folded.
const UNITS: [&str; 35] = [
    "мл", "л", "см", "мм", "м", "г", "гр", "кг", "вт", "гц", "ггц", "гб", "лм", "мач", "ml", "l", "cm", "mm", "m", "g", "kg", "wh", "w", "kw", "mah", "hz",
    "khz", "mhz", "ghz", "mb", "gb", "tb", "lm", "atm", "bar",
];
/// The same as words with endings, by their beginning.
const UNIT_WORDS: [&str; 13] = ["watt", "градус", "литр", "процент", "слоев", "degree", "litre", "fok", "liter", "stupn", "litr", "degre", "percent"];
/// The same of what is written out.
const WRITTEN_OUT: [&str; 8] = ["meter", "сантиметр", "миллиметр", "centimet", "millimet", "грамм", "килограмм", "gram"];
/// Metres whole: an underground begins like them.
const METRES: [&str; 8] = ["метр", "метра", "метров", "metr", "metru", "metry", "metre", "metres"];

/// What money is called, folded, by its beginning.
const MONEY: [&str; 11] = ["руб", "копе", "ft", "forint", "kc", "korun", "eur", "usd", "rub", "dollar", "huf"];
/// Digits of what may be a code, a telephone or an order.
const CODE_DIGITS: usize = 5;

/// Letters of an abbreviation that is no name, at most: "GPS".
const ABBREVIATION: usize = 3;
/// Digits of a standard, at most: "IPX4", "EN 417". What has more may be the code of a parcel.
const STANDARD_DIGITS: usize = 3;

/// What a figure may stand behind without a unit, folded. "AB 12" is as likely a flat, an extension or a code.
const STANDARDS: [&str; 16] = ["en", "iso", "din", "iec", "csn", "msz", "nf", "ip", "ipx", "usb", "uv", "spf", "eu", "uk", "us", "ps"];

/// Words behind a figure among which its unit is looked for: "45 × 15 × 10 cm".
const MEASURES: usize = 3;

/// What became of an old reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Adapted {
    /// The text for this chat, without a greeting.
    pub(super) body: String,
    /// Whether the old reply greeted.
    pub(super) greeted: bool,
    /// Sentences whose figures are properties of the same item.
    pub(super) figures: Vec<String>,
}

/// Who has the text first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum For {
    /// The buyer, by two keys: everything in it must be explained.
    Sending,
    /// The owner, who chooses: a short figure of the same item and a name that is no buyer's may stand.
    Choosing,
}

/// Makes an old reply fit this chat.
pub(super) fn adapt(past: &Past, case: &Case, locale: Locale, first: For) -> Option<Adapted> {
    let whole = sentences::cut(&past.reply);
    let facts = case.guard_facts(&[]);
    let mut adapted = Adapted { body: String::new(), greeted: false, figures: Vec::new() };
    let (mut kept, mut all, mut left) = (Vec::new(), 0, 0);
    for mut sentence in whole {
        if let Some(rest) = behind_greeting(&sentence.text) {
            adapted.greeted = true;
            sentence.text = rest;
        }
        let folded = sentences::folded(&sentence.text);
        if is_greeting(&folded) {
            adapted.greeted = true;
            continue;
        }
        let weight = sentences::weight(&sentence.text);
        all += weight;
        let Some((text, measured)) = fit(&sentence.text, past, case, &facts, locale, first) else { continue };
        left += weight;
        if measured {
            adapted.figures.push(text.clone());
        }
        kept.push(Sentence { text, ..sentence });
    }
    if left < FEWEST_WORDS || left * 100 < all * KEPT_PER_CENT {
        return None;
    }
    adapted.body = sentences::join(&kept);
    Some(adapted)
}

/// A sentence as it may stand in this chat, and whether it measures the item; none to leave it out.
fn fit(sentence: &str, past: &Past, case: &Case, facts: &Facts, locale: Locale, first: For) -> Option<(String, bool)> {
    if perishable::is(sentence, locale) || asked::again(case, sentence) {
        return None;
    }
    let text = with_own_order(sentence, past, case);
    let found = words(&text);
    let folded: Vec<String> = found.iter().map(|word| fold(&word.lower)).collect();
    let somebody = match first {
        For::Sending => names_somebody(&text, &found, &folded, past, case),
        For::Choosing => greets_somebody(&text),
    };
    if somebody || names_of_the_old_chat(&text, &found, &folded, past, case) || thanks_for_files(&folded, case) {
        return None;
    }
    let guard = Guard::default();
    if case
        .judge(&guard, &text, locale, facts)
        .findings
        .iter()
        .any(|finding| finding.source.as_str() != "unknown_fact" && finding.source.as_str() != "wrong_length")
    {
        return None;
    }
    let unknown = truth_check(&text, locale, facts);
    if unknown.is_empty() {
        return Some((text, false));
    }
    let told = match first {
        For::Sending => unknown.iter().all(|finding| measures(&text, &found, (finding.start, finding.end))),
        // The state of the old order is no figure of the item.
        For::Choosing => !names_money(&text, &folded) && !holds_code(&text, &found) && edited_check(&text, "", locale, facts, &[Subject::State]).is_empty(),
    };
    (past.same_item && told).then_some((text, true))
}

/// What a sentence says behind a greeting that is a part of it ("Bonjour, non, le baume est incolore"). A name behind it belongs to it.
fn behind_greeting(sentence: &str) -> Option<String> {
    let (greeting, rest) = sentence.split_once(',')?;
    let mut letters = rest.trim_start().chars();
    let first = letters.next().filter(|first| !first.is_uppercase() && only_greets(&sentences::folded(greeting)))?;
    Some(first.to_uppercase().chain(letters).collect())
}

/// Whether a part of a sentence is a greeting and nothing else: what stands behind it is all that is left.
fn only_greets(folded: &[String]) -> bool {
    let good = folded.first().is_some_and(|first| GOOD.iter().any(|good| first.starts_with(good)));
    let timed = folded.get(1).is_some_and(|second| TIMES_OF_DAY.contains(&second.as_str()));
    is_greeting(folded) && (timed || !good)
}

/// Whether a sentence greets somebody by a name, which the marketplace may not have told: "Добрый день, Ирина, да", "Ирина,
/// здравствуйте!".
fn greets_somebody(sentence: &str) -> bool {
    sentence.split_once(',').is_some_and(|(before, behind)| {
        let named = behind.trim_start().starts_with(char::is_uppercase) && only_greets(&sentences::folded(before));
        named || only_greets(&sentences::folded(behind))
    })
}

/// Whether a sentence holds what may be a code, a telephone or an order, in one piece or in groups ("1234-5678"). What is
/// measured ("10 000 mAh") and rows of sizes ("42-44 46-48") are none.
fn holds_code(text: &str, found: &[Word]) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let in_figures = |word: &Word| word.lower.chars().all(|c| c.is_ascii_digit());
    found.chunk_by(|one, other| in_figures(one) && in_figures(other) && stand_together(&chars, one, other)).any(|groups| {
        let digits: usize = groups.iter().map(|word| word.lower.chars().filter(char::is_ascii_digit).count()).sum();
        digits >= CODE_DIGITS && !are_sizes(groups) && !groups.last().is_some_and(|last| has_unit(&chars, found, last))
    })
}

/// Whether nothing but blanks and hyphens is between two words.
fn stand_together(chars: &[char], one: &Word, other: &Word) -> bool {
    chars.get(one.end as usize..other.start as usize).is_some_and(|gap| gap.iter().all(|c| *c == '-' || c.is_whitespace()))
}

/// "40 42 44", "220-240": figures in order, each hardly greater than the one before. Groups of a code seldom are.
fn are_sizes(groups: &[Word]) -> bool {
    let sizes: Option<Vec<u32>> = groups.iter().map(|word| word.lower.parse::<u32>().ok().filter(|size| *size < 1_000)).collect();
    sizes.is_some_and(|sizes| sizes.len() > 1 && sizes.windows(2).all(|pair| matches!(*pair, [one, other] if one < other && other - one <= (one / 4).max(2))))
}

/// Whether a unit stands at a figure or behind it. One of a single letter may begin an address ("г. Пермь"), but for volts.
fn has_unit(chars: &[char], found: &[Word], figure: &Word) -> bool {
    let is_long = |word: &str| word.chars().nth(1).is_some() && is_unit(&fold(word));
    let volts = |word: &Word| matches!(chars.get(word.start as usize..word.end as usize), Some(['В' | 'V']));
    let glued = figure.lower.trim_start_matches(|c: char| c.is_ascii_digit());
    let behind = found.iter().find(|word| word.start >= figure.end);
    is_long(glued) || behind.is_some_and(|word| stand_together(chars, figure, word) && (is_long(&word.lower) || volts(word)))
}

/// Whether a sentence speaks of money: a price of that day.
fn names_money(text: &str, folded: &[String]) -> bool {
    text.contains(['₽', '€', '$'])
        || folded.iter().any(|word| MONEY.iter().any(|money| word.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(money)))
}

pub(crate) fn is_greeting(folded: &[String]) -> bool {
    folded.len() <= GREETING_WORDS
        && folded.first().is_some_and(|first| GREETINGS.iter().any(|stem| first.starts_with(stem) && (stem.len() > 3 || first == stem)))
}

/// The old order's number becomes this one's.
fn with_own_order(sentence: &str, past: &Past, case: &Case) -> String {
    match (&past.order, &case.known.order) {
        (Some(old), Some(new)) if old.chars().count() > 3 => sentence.replace(old.as_str(), &new.number),
        _ => sentence.to_owned(),
    }
}

/// The old buyer's name in any form and alphabet, or words of the old item's title that this item has not.
fn names_of_the_old_chat(text: &str, found: &[Word], folded: &[String], past: &Past, case: &Case) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let parts = names::all_parts(&past.customer);
    let meant = |word: &Word, folded: &str| parts.iter().any(|part| names::is_meant(folded, names::has_capital(&chars, word), part));
    let named = found.iter().zip(folded).any(|(word, folded)| meant(word, folded));
    let own = case.known.item.as_ref().and_then(|item| item.title.as_deref()).unwrap_or_default();
    let own_words = sentences::folded(own);
    let asked = sentences::folded(&case.question());
    let foreign = past.item.as_deref().map(sentences::folded).unwrap_or_default().into_iter();
    let mut foreign = foreign.filter(|word| word.chars().count() > 4 && !own_words.contains(word) && !asked.contains(word));
    named || (!past.same_item && foreign.any(|title| folded.iter().any(|word| names::is_form_of(word, &title))))
}

/// A capital inside a sentence that neither a fact of this chat nor the item's own kind of words explains, or a name before
/// a comma.
fn names_somebody(text: &str, found: &[Word], folded: &[String], past: &Past, case: &Case) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let known: Vec<String> = known_words(case);
    for (number, (word, folded)) in found.iter().zip(folded).enumerate() {
        if !names::has_capital(&chars, word) {
            continue;
        }
        let before = number.checked_sub(1).and_then(|before| found.get(before));
        // Without a figure before it, "М" is somebody's initial and no metre.
        let unit = || is_unit(folded) && before.is_some_and(Word::is_number);
        let abbreviation = || is_abbreviation(&chars, word) && !is_initials(folded, &past.customer);
        let of_the_item = || past.same_item && (unit() || abbreviation() || is_variant(&chars, word));
        let explained = || is_polite(folded) || known.contains(folded) || own_marketplace(folded, case) || of_the_item();
        let led: String = chars.iter().take(word.start as usize).collect();
        let led = led.trim_end();
        let first = number == 0 || led.ends_with(['!', '?', '•']) || (led.ends_with('.') && !sentences::ends_before_name(led));
        let called = number == 0 && chars.get(word.end as usize) == Some(&',') && !OPENERS.contains(&folded.as_str());
        if (!first || called) && !explained() {
            return true;
        }
    }
    false
}

/// Whether a word has its capital out of politeness, or is an abbreviation or a place of the trade.
pub(super) fn is_polite(folded: &str) -> bool {
    POLITE.contains(&folded)
}

/// "GPS", "AAA", "IPX4": two or three capitals, with a few digits behind them or without.
fn is_abbreviation(chars: &[char], word: &Word) -> bool {
    let written = chars.get(word.start as usize..word.end as usize).unwrap_or_default();
    let letters = written.iter().take_while(|c| c.is_ascii_uppercase()).count();
    let digits = written.iter().skip(letters).take_while(|c| c.is_ascii_digit()).count();
    (2..=ABBREVIATION).contains(&letters) && digits <= STANDARD_DIGITS && letters + digits == written.len()
}

/// The first letters of a buyer's name, together.
fn is_initials(folded: &str, customer: &str) -> bool {
    let initials: String = customer.split_whitespace().filter_map(|part| part.chars().next()).collect();
    fold(&initials) == folded
}

/// The letter behind the hyphen of "USB-C".
fn is_variant(chars: &[char], word: &Word) -> bool {
    let hyphen = (word.start as usize).checked_sub(1).and_then(|before| chars.get(before));
    word.end - word.start == 1 && matches!(hyphen, Some('-' | '\u{2010}' | '\u{2011}'))
}

/// Words that this chat holds: its item, its shop, what its buyer wrote.
fn known_words(case: &Case) -> Vec<String> {
    let title = case.known.item.as_ref().and_then(|item| item.title.clone()).unwrap_or_default();
    sentences::folded(&format!("{title} {} {}", case.shop, case.question()))
}

pub(super) fn own_marketplace(folded: &str, case: &Case) -> bool {
    let names: &[&str] = match case.channel {
        pult_domain::ChannelKind::Wildberries | pult_domain::ChannelKind::Demo => &["wildberries", "wb", "вб", "ваилдберриз"],
        pult_domain::ChannelKind::Ozon => &["ozon", "озон", "озона", "озоне"],
        pult_domain::ChannelKind::YandexMarket => &["яндекс", "яндекса", "маркет", "маркета", "маркете", "yandex", "market"],
        pult_domain::ChannelKind::Avito => &["avito", "авито"],
        pult_domain::ChannelKind::Archive => &[],
    };
    names.contains(&folded)
}

/// "Thank you for the photo" where this buyer sent none.
fn thanks_for_files(folded: &[String], case: &Case) -> bool {
    let thanks = ["спасибо", "благодар", "thank", "koszon", "deku", "merci"];
    let files = ["фото", "снимк", "видео", "photo", "picture", "foto", "kep", "fotk", "video"];
    let has = |stems: &[&str]| folded.iter().any(|word| stems.iter().any(|stem| word.starts_with(stem)));
    has(&thanks) && has(&files) && !case.said.iter().any(|said| said.author == Author::Customer && said.files)
}

/// Whether the figure at that place measures the item: a unit stands behind it ("2,4 GHz", "45 × 15 cm"), or it belongs to the
/// name of a standard ("EN 417", "IPX4").
fn measures(text: &str, found: &[Word], (start, end): (u32, u32)) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let Some(at) = found.iter().rposition(|word| word.start < end && word.end > start) else { return false };
    let own = found.get(at).map(|word| fold(&word.lower)).unwrap_or_default();
    let glued = own.trim_start_matches(|c: char| c.is_ascii_digit());
    if !own.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let behind = found.get(at + 1..).unwrap_or_default().iter().take(MEASURES).find(|word| !word.is_number());
    // "Flat 12, 5 m from the lift": behind a comma the unit is another figure's.
    let near = |unit: &&Word| {
        let gap = found.get(at).and_then(|word| chars.get(word.end as usize..unit.start as usize)).unwrap_or_default();
        !gap.windows(2).any(|pair| matches!(pair, [',' | ';' | ':', blank] if blank.is_whitespace()))
    };
    let before = at.checked_sub(1).and_then(|before| found.get(before)).filter(|_| glued.is_empty() && own.len() <= STANDARD_DIGITS);
    let standard = before.into_iter().chain(found.get(at).filter(|_| glued == own)).any(|word| is_standard(&chars, word));
    let measured = behind.filter(near).is_some_and(|word| is_unit(&fold(&word.lower)) && !is_house_letter(&chars, word));
    let glued_unit = glued != own && is_unit(glued) && found.get(at).is_some_and(|word| !is_house_letter(&chars, word));
    measured || glued_unit || standard
}

/// "EN", "IPX4": the name of a standard, with its figure or before it.
fn is_standard(chars: &[char], word: &Word) -> bool {
    let folded = fold(&word.lower);
    is_abbreviation(chars, word) && STANDARDS.contains(&folded.trim_end_matches(|c: char| c.is_ascii_digit()))
}

/// "12Г", "5 M": of the units of one letter only litres and watts are written with a capital.
fn is_house_letter(chars: &[char], word: &Word) -> bool {
    let letters = word.lower.chars().filter(|c| c.is_alphabetic()).count();
    let last = (word.end as usize).checked_sub(1).and_then(|last| chars.get(last));
    letters == 1 && last.is_some_and(|c| c.is_uppercase() && !matches!(c, 'L' | 'W'))
}

/// Whether a folded word is a unit of measure.
pub(super) fn is_unit(folded: &str) -> bool {
    let begins = |stem: &&str| folded.starts_with(*stem);
    UNITS.contains(&folded) || METRES.contains(&folded) || UNIT_WORDS.iter().chain(&WRITTEN_OUT).any(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_no_measure_and_no_row_of_sizes() {
        for code in ["12345", "код 1234-5678", "12 34 56 78", "614000 г. Пермь", "RB123456789CN", "8 912 345-67-89", "код 1234-5678 в приложении"]
        {
            assert!(holds_code(code, &words(code)), "{code}");
        }
        for fact in [
            "размеры 40 42 44 46",
            "42-44 46-48",
            "рост 98 104 110 116",
            "1 200 мл",
            "10 000 мАч",
            "20000mAh",
            "1000x2000 мм",
            "1000 x 2000",
            "220-240 В 50-60 Гц",
            "100-240 V",
            "GA-2100 1A1",
            "подходит для 40, 42, 44 и 46",
        ] {
            assert!(!holds_code(fact, &words(fact)), "{fact}");
        }
    }
}
