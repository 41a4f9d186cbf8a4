//! Every reply that might fit, the surest first.

use super::canned::{self, expand};
use super::clean::{For, adapt};
use super::facts::{fresh, state_sentence};
use super::sameness::{self, Asked, Likeness, NEARLY_SAME, SAME_WORDS};
use super::signed::signed;
use super::snippets;
use super::terms::Tongue;
use super::{Case, Looked, Manner, Past, SUREST_GUESS, Source, SourceKind, asked, names, sentences, words};
use crate::classify::{Intent, Reading, Urgency};
use crate::guard::Locale;
use pult_domain::sla::words::is_cyrillic;
use pult_domain::{Author, OrderState};

/// Questions of long ago that are read by the classifier: those that speak of what is asked, the most alike first.
const READ_AT_MOST: usize = 12;
/// A reply of this age weighs half, in milliseconds: half a year.
const HALF_LIFE_MS: f32 = 180.0 * 24.0 * 3_600_000.0;
/// How likely a group of intents with one answer must be.
const SURE_OF_GROUP: f32 = 0.6;
/// After this time a greeting is due again, in milliseconds: 12 h.
const GREET_AGAIN_MS: i64 = 12 * 60 * 60 * 1000;
/// What is asked for when the goods are not what they should be.
const CLAIMS: [Intent; 3] = [Intent::ReturnRefund, Intent::DefectComplaint, Intent::WrongItem];
/// Characters of an excerpt.
const EXCERPT: usize = 140;

/// A reply that might fit.
pub(super) struct Candidate {
    pub(super) text: String,
    pub(super) confidence: f32,
    pub(super) sources: Vec<Source>,
    /// Texts whose figures it may repeat: words that the owner or we wrote as they are.
    pub(super) figures: Vec<String>,
}

/// Every candidate, the surest first; the shipped one last, where the intent is sure enough.
pub(super) fn all(case: &Case, reading: &Reading, locale: Locale, read: &dyn Fn(&str) -> Reading) -> Vec<Candidate> {
    let question = case.question();
    let mut found: Vec<Candidate> = of_canned(case, &question, reading, locale);
    // Danger and law are no matter for what once fitted somebody else.
    if !is_critical(reading) {
        found.extend(of_past(case, &question, reading, locale, read));
        found.extend(of_order(case, reading, locale));
        found.extend(of_item(case, &question, reading, locale));
        found.extend(of_snippets(case, &question, reading, locale));
    }
    found.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    if is_sure_enough(reading) || is_critical(reading) {
        found.extend(shipped(case, reading, locale));
    }
    found
}

/// What [`all`] looks through.
pub(super) fn looked(case: &Case, reading: &Reading) -> Vec<Looked> {
    let calm = |entries: usize| if is_critical(reading) { 0 } else { entries };
    let notes = if snippets::may_answer(reading.intent) { case.snippets.len() } else { 0 };
    let own = [(SourceKind::PastReply, calm(case.past.len())), (SourceKind::Canned, case.canned.len()), (SourceKind::Snippet, calm(notes))];
    Looked::all(known(case).into_iter().chain(own))
}

/// The order and the item, where the chat has them: every reply is held against what is known of them.
pub(super) fn known(case: &Case) -> [(SourceKind, usize); 2] {
    [(SourceKind::Order, usize::from(case.known.order.is_some())), (SourceKind::Item, usize::from(case.known.item.is_some()))]
}

/// A message that may be a return or a defect is surely one of the two, and both get the same advice.
fn is_sure_enough(reading: &Reading) -> bool {
    const ON_ITS_WAY: [Intent; 2] = [Intent::OrderStatus, Intent::DeliveryDelay];
    let siblings = [&CLAIMS[..], &ON_ITS_WAY[..]].into_iter().find(|group| group.contains(&reading.intent));
    reading.confidence.intent >= SUREST_GUESS || siblings.is_some_and(|group| reading.share_of(group) >= SURE_OF_GROUP)
}

fn is_critical(reading: &Reading) -> bool {
    reading.urgency == Urgency::Critical
}

/// What the program itself would write, which is there in every language.
pub(super) fn ours(case: &Case, reading: &Reading, locale: Locale) -> Vec<Candidate> {
    let question = case.question();
    [of_order(case, reading, locale), of_item(case, &question, reading, locale), shipped(case, reading, locale)].into_iter().flatten().collect()
}

/// The reply that goes with the program for what the buyer wants.
pub(super) fn shipped(case: &Case, reading: &Reading, locale: Locale) -> Option<Candidate> {
    let id = match reading.intent {
        Intent::AbuseSpam => return None,
        // A greeting opens a talk; short words in one that is under way ("да, ок") ask for nothing like it.
        Intent::GreetingSmalltalk if case.said.iter().any(|said| said.author != Author::Customer) => return None,
        // A jubilee on Sunday makes a chat critical too; only what burns or hurts is a danger.
        _ if is_critical(reading) && says(case, &DANGER) => "answer-danger".to_owned(),
        _ if is_critical(reading) && says(case, &LAW) => "answer-serious".to_owned(),
        intent => format!("answer-{}", intent.as_str().replace('_', "-")),
    };
    let raw = words::sentences(locale, &id);
    let body = canned::fitted(case, &raw, locale)?;
    let source = source(SourceKind::Shipped, id, String::new(), &body, None);
    // A general reply is never "sure": it answers the kind of question, not the question.
    let confidence = (0.35 + 0.35 * reading.confidence.intent).min(0.65);
    Some(framed(case, locale, &body, true, confidence, vec![source], vec![raw]))
}

/// Words of harm, and of law and fraud; folded, by their beginning.
const DANGER: [&str; 56] = [
    "загор",
    "сгор",
    "обгор",
    "оплав",
    "задым",
    "заискр",
    "горит",
    "пожар",
    "дым",
    "ожог",
    "обжег",
    "обожг",
    "ударил",
    "током",
    "искр",
    "взорв",
    "отрав",
    "аллерг",
    "порез",
    "поранил",
    "травм",
    "больниц",
    "скорую",
    "задох",
    "fire",
    "smok",
    "burn",
    "shock",
    "spark",
    "explod",
    "explos",
    "poison",
    "allerg",
    "injur",
    "hospital",
    "chok",
    "szikr",
    "tuz",
    "fust",
    "eget",
    "megegett",
    "aramut",
    "serul",
    "korhaz",
    "jiskr",
    "hor",
    "kour",
    "popal",
    "zran",
    "nemocnic",
    "etincel",
    "feu",
    "fumee",
    "brul",
    "bless",
    "hopital",
];
const LAW: [&str; 22] = [
    "суд",
    "прокур",
    "роспотреб",
    "полици",
    "юрист",
    "адвокат",
    "мошен",
    "украл",
    "court",
    "lawyer",
    "police",
    "fraud",
    "sue",
    "ugyved",
    "rendors",
    "csal",
    "birosag",
    "soud",
    "pravnik",
    "polici",
    "avocat",
    "fraude",
];

fn says(case: &Case, stems: &[&str]) -> bool {
    let asked = sentences::folded(&case.question());
    asked.iter().any(|word| stems.iter().any(|stem| word.starts_with(stem)))
}

fn of_canned(case: &Case, question: &str, reading: &Reading, locale: Locale) -> Vec<Candidate> {
    let intent = (reading.intent, reading.confidence.intent);
    let fitting = case.canned.iter().filter_map(|canned| Some((canned, canned::fits(canned, question, intent, locale)?)));
    let texts = fitting.filter_map(|(canned, confidence)| Some((canned, confidence, canned::fitted(case, &canned.text, locale)?)));
    texts
        .map(|(canned, confidence, text)| Candidate {
            sources: vec![source(SourceKind::Canned, canned.id.to_string(), canned.title.clone(), &text, None)],
            text,
            confidence,
            figures: vec![canned.text.clone()],
        })
        .collect()
}

fn of_snippets(case: &Case, question: &str, reading: &Reading, locale: Locale) -> Vec<Candidate> {
    if !snippets::may_answer(reading.intent) {
        return Vec::new();
    }
    let tongue = Tongue::of(reading);
    let asked = Asked::of(case, question, tongue);
    let short = case.snippets.iter().filter(|snippet| snippet.text.chars().count() <= snippets::REPLY_CHARS);
    let answering = short.filter(|snippet| asked.is_answered_by(&format!("{}\n{}", snippet.title, snippet.text)));
    let fitting = answering.filter_map(|snippet| Some((snippet, snippets::fits(snippet, asked.terms(), tongue)?)));
    fitting
        .map(|(snippet, confidence)| {
            let source = source(SourceKind::Snippet, snippet.id.to_string(), snippet.title.clone(), &snippet.text, None);
            framed(case, locale, snippet.text.trim(), true, confidence, vec![source], vec![snippet.text.clone()])
        })
        .collect()
}

/// Where the order is, in the marketplace's words and not in ours.
fn of_order(case: &Case, reading: &Reading, locale: Locale) -> Option<Candidate> {
    let order = case.known.order.as_ref().filter(|order| fresh(order.at, case.now))?;
    // "Delivered" to somebody who asks where it is would be an accusation.
    let says = match reading.intent {
        Intent::OrderStatus => {
            matches!(order.state, OrderState::Placed | OrderState::Packing | OrderState::OnTheWay | OrderState::AtPickup | OrderState::Cancelled)
        }
        Intent::DeliveryDelay => matches!(order.state, OrderState::Placed | OrderState::Packing | OrderState::OnTheWay | OrderState::AtPickup),
        Intent::ReturnRefund => order.state == OrderState::Returning,
        _ => false,
    };
    let state = state_sentence(order.state, locale).filter(|_| says)?;
    let mut figures = vec![state.clone()];
    let mut parts = Vec::new();
    if reading.intent == Intent::DeliveryDelay {
        parts.push(words::sentences(locale, "answer-sorry"));
    }
    parts.push(state);
    let mut sources = vec![source(SourceKind::Order, "state".into(), order.number.clone(), order.state.as_str(), order.at)];
    if order.state != OrderState::Cancelled && reading.intent != Intent::ReturnRefund {
        for (field, id) in [("due", "answer-due"), ("tracking", "answer-tracking")] {
            let raw = words::sentences(locale, id);
            let expanded = expand(case, &raw, locale);
            if expanded.missing.is_empty() {
                sources.push(source(SourceKind::Order, field.into(), order.number.clone(), &expanded.text, order.at));
                parts.push(expanded.text);
                figures.push(raw);
            }
        }
    }
    let confidence = 0.45 + 0.45 * reading.confidence.intent;
    Some(framed(case, locale, &parts.join(" "), true, confidence, sources, figures))
}

/// Price and stock, where exactly that was asked.
fn of_item(case: &Case, question: &str, reading: &Reading, locale: Locale) -> Option<Candidate> {
    if reading.intent != Intent::AvailabilityPrice {
        return None;
    }
    let item = case.known.item.as_ref().filter(|item| fresh(item.at, case.now))?;
    let asked = sentences::folded(question);
    let says = |stems: &[&str]| asked.iter().any(|word| stems.iter().any(|stem| word.starts_with(stem)));
    if says(&OTHER_VARIANT) || says(&CHEAPER) {
        return None;
    }
    let (mut parts, mut sources, mut figures) = (Vec::new(), Vec::new(), Vec::new());
    let title = item.title.clone().unwrap_or_default();
    if says(&STOCK)
        && let Some(stock) = item.stock
    {
        let raw = words::sentences(locale, if stock > 0 { "answer-in-stock-short" } else { "answer-out-of-stock" });
        sources.push(source(SourceKind::Item, "stock".into(), title.clone(), &stock.to_string(), item.at));
        parts.push(raw.clone());
        figures.push(raw);
    }
    if says(&PRICE) {
        let raw = words::sentences(locale, "answer-price");
        let expanded = expand(case, &raw, locale);
        if expanded.missing.is_empty() {
            sources.push(source(SourceKind::Item, "price".into(), title, &expanded.text, item.at));
            parts.push(expanded.text);
            figures.push(raw);
        }
    }
    let confidence = 0.4 + 0.4 * reading.confidence.intent;
    (!parts.is_empty()).then(|| framed(case, locale, &parts.join(" "), true, confidence, sources, figures))
}

/// Words that ask for a price, for stock, for another variant, for less; folded, by their beginning.
const PRICE: [&str; 14] = ["цен", "стоит", "стоимост", "сколько", "почем", "price", "cost", "much", "mennyi", "kerul", "cena", "stoji", "prix", "combien"];
const STOCK: [&str; 11] = ["налич", "остал", "stock", "available", "keszlet", "raktar", "kaphato", "sklad", "dostupn", "dispo", "reste"];
const OTHER_VARIANT: [&str; 22] = [
    "размер",
    "цвет",
    "друг",
    "комплект",
    "два",
    "две",
    "size",
    "colour",
    "color",
    "other",
    "two",
    "meret",
    "szin",
    "masik",
    "velikost",
    "barv",
    "jin",
    "taille",
    "couleur",
    "autre",
    "deux",
    "доставк",
];
const CHEAPER: [&str; 13] =
    ["скид", "дешевл", "торг", "промокод", "discount", "cheaper", "coupon", "kedvezmeny", "olcsobb", "slev", "levnej", "remise", "promo"];

fn of_past(case: &Case, question: &str, reading: &Reading, locale: Locale, read: &dyn Fn(&str) -> Reading) -> Vec<Candidate> {
    let tongue = Tongue::of(reading);
    let (asked, common) = (Asked::of(case, question, tongue), sameness::of_item(case, question, tongue));
    let mut alike: Vec<(Likeness, &Past)> = case.past.iter().filter_map(|past| Some((asked.likeness(past, &common)?, past))).collect();
    alike.sort_by(|a, b| b.0.answers.cmp(&a.0.answers).then(b.0.words.total_cmp(&a.0.words)));
    alike.truncate(READ_AT_MOST);
    alike.into_iter().filter_map(|(likeness, past)| of_one_past(case, reading, locale, &likeness, past, read)).collect()
}

fn of_one_past(case: &Case, reading: &Reading, locale: Locale, likeness: &Likeness, past: &Past, read: &dyn Fn(&str) -> Reading) -> Option<Candidate> {
    let then = read(&past.question);
    let same_intent = then.intent == reading.intent;
    if then.language != reading.language || then.urgency == Urgency::Critical {
        return None;
    }
    if !(same_intent || asks_the_same(reading, &then, likeness)) {
        return None;
    }
    // What is true of one item need not be of another; only the ways of claims and orders are common. Where neither chat is
    // about an item, what was said is true of the shop.
    let common = same_intent && is_of_the_trade(reading.intent);
    let about_this = past.same_item || (past.same_account && past.item.is_none() && case.known.item.is_none());
    // What is taken for talk without being sure is as likely a question, and that has an answer of its own.
    let one_for_all = same_intent && has_one_answer(reading.intent) && (is_claim(reading.intent) || !(is_doubtful(reading) || is_doubtful(&then)));
    if !one_for_all && !(likeness.answers && (common || about_this)) {
        return None;
    }
    if !super::went_well(past.after.as_deref(), read) {
        return None;
    }
    let adapted = adapt(past, case, locale, For::Sending)?;
    let age = case.now.since_ms(past.at).max(0);
    #[allow(clippy::cast_precision_loss, reason = "an age in a formula")]
    let recency = 0.5_f32.powf(age as f32 / HALF_LIFE_MS);
    let sure = if same_intent { reading.confidence.intent.min(then.confidence.intent) } else { 0.0 };
    let bonus = if past.same_item { 0.1 } else { 0.0 } + if past.same_account { 0.03 } else { 0.0 };
    let confidence = (0.5 * likeness.words + 0.25 * sure + 0.12 * recency + bonus).min(0.95);
    let id = format!("{}/{}", past.chat, past.message);
    // What the owner sees of the old chat is the cleaned text too: the excerpt crosses into this chat.
    let source = source(SourceKind::PastReply, id, String::new(), &adapted.body, Some(past.at));
    Some(framed(case, locale, &adapted.body, adapted.greeted, confidence, vec![source], adapted.figures))
}

/// Whether two messages that were taken for different things ask the same. Nearly the same words do, whatever a short message
/// is taken for, and a message that was taken for nothing surely is known by its words alone. But "the sieve came off" is no
/// question whether there is a sieve.
fn asks_the_same(reading: &Reading, then: &Reading, likeness: &Likeness) -> bool {
    let claims = |read: &Reading| !is_doubtful(read) && is_claim(read.intent);
    let by_words = likeness.words >= SAME_WORDS || is_doubtful(reading) || is_doubtful(then);
    by_words && (likeness.words >= NEARLY_SAME || claims(reading) == claims(then))
}

/// Whether what a message is after is a guess.
fn is_doubtful(reading: &Reading) -> bool {
    reading.confidence.intent < SUREST_GUESS
}

/// Whether what is asked for has one answer, however it is asked: a claim goes its way, thanks are thanks. A change of the order
/// has as many as there are things to change.
fn has_one_answer(intent: Intent) -> bool {
    let of_the_talk = matches!(intent, Intent::HumanRequest | Intent::PraiseThanks | Intent::GreetingSmalltalk);
    of_the_talk || is_claim(intent)
}

/// Whether something is not as it should be, and the shop must act.
fn is_claim(intent: Intent) -> bool {
    CLAIMS.contains(&intent) || intent == Intent::DeliveryDelay
}

/// Whether the answer depends on how the trade goes and not on the item.
fn is_of_the_trade(intent: Intent) -> bool {
    !matches!(intent, Intent::ProductQuestion | Intent::AvailabilityPrice | Intent::Recommendation | Intent::TechnicalProblem | Intent::AbuseSpam)
}

pub(super) fn source(kind: SourceKind, id: String, title: String, excerpt: &str, at_ms: Option<pult_domain::AtMs>) -> Source {
    let cut = excerpt.chars().count() > EXCERPT;
    let mut short: String = excerpt.chars().take(EXCERPT).collect();
    if cut {
        short.push('…');
    }
    Source { kind, id, title, excerpt: short, at_ms }
}

/// Puts a greeting before and the owner's close behind a body.
pub(super) fn framed(case: &Case, locale: Locale, body: &str, greet: bool, confidence: f32, sources: Vec<Source>, mut figures: Vec<String>) -> Candidate {
    let kept = asked::drop_known(case, sentences::cut(body));
    let mut text = sentences::join(&kept);
    if greet && greeting_is_due(case) {
        text = format!("{} {text}", greeting(case, locale));
    }
    match case.tone.manner {
        Manner::Neutral => {}
        Manner::Warm => text = format!("{text} {}", words::sentences(locale, "answer-warm-close")),
        Manner::Formal => {
            if let Some(close) = formal_close(case, locale) {
                text = format!("{text}\n{close}");
                figures.push(case.shop.clone());
            }
        }
    }
    figures.push(case.tone.signature.clone());
    Candidate { text: signed(&text, &case.tone, case.limits.max_chars), confidence, sources, figures }
}

/// The formal close, where the shop's name is in the letters of the language.
pub(super) fn formal_close(case: &Case, locale: Locale) -> Option<String> {
    let close = expand(case, &words::sentences(locale, "answer-formal-close"), locale);
    (close.missing.is_empty() && is_cyrillic(&case.shop) == (locale == Locale::Ru)).then_some(close.text)
}

/// The greeting of this chat.
pub(super) fn greeting(case: &Case, locale: Locale) -> String {
    let named = names::to_greet(&case.customer, locale).filter(|_| case.tone.greet);
    let id = if named.is_some() { "answer-greeting-name" } else { "answer-greeting" };
    expand(case, &words::sentences(locale, id), locale).text
}

/// Nobody greets in the middle of a talk.
pub(super) fn greeting_is_due(case: &Case) -> bool {
    let last = case.said.iter().rev().find(|said| matches!(said.author, Author::Seller | Author::Assistant));
    last.is_none_or(|said| case.now.since_ms(said.at) > GREET_AGAIN_MS)
}
