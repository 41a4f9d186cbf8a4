//! A reply to a waiting buyer, drafted without any model: from the owner's own replies to similar
//! questions, from canned replies and snippets of knowledge, and from what is known of the order.
//!
//! Nothing is composed here word by word. Every sentence was written by the owner, or stands in
//! `locales/*/replies.ftl`; what changes from chat to chat are facts put into marked places. A
//! generator of sentences lost: without a model it is either a template after all or nonsense, and
//! a shop is judged by every word it sends. Candidates are ranked by how surely they fit; the first
//! that passes the guard and the truth check wins. Where nothing fits there is no draft, with a
//! reason: an owner forgives a missing draft sooner than a wrong one.
//!
//! Pure: no IO, no clock. What the store holds is handed in as a [`Case`].

pub mod answer;
mod asked;
mod candidates;
pub mod canned;
pub(crate) mod clean;
pub mod distance;
mod empty;
pub mod facts;
mod kin;
pub(crate) mod names;
mod near;
mod perishable;
pub mod prompt;
mod sameness;
pub(crate) mod sentences;
pub mod signed;
pub mod snippets;
pub(crate) mod terms;
pub mod variant;
pub mod veil;
mod vouching;
mod words;

pub use canned::Canned;
pub use facts::{Item, Known, Order};
pub use near::{Near, near};
pub use pult_domain::{DraftGap as Gap, DraftManner as Manner, DraftSourceKind as SourceKind, DraftVariant as Variant};
pub use snippets::Snippet;
pub use terms::telling_words;

use crate::classify::{Intent, Reading, Sentiment};
use crate::guard::{Facts, Finding, Guard, Limits, Locale, Mode, Outlet, Reply, Verdict, approvals, truth_check};
use crate::habits::{self, Applied, Habit};
use pult_domain::{AtMs, Author, ChannelKind};
use serde::{Deserialize, Serialize};

/// Messages of a chat that are looked at: the last ten (design 7, `draft`).
pub const MESSAGES: usize = 10;
/// Below this probability of the intent a shipped reply would be a guess: at 0.5 the shipped
/// replies fitted 135 of the 142 development messages that got one (`draft/tests/shipped.rs`, 2026-11-21).
pub const SUREST_GUESS: f32 = 0.5;
/// Below this probability the language of a message is a guess, with which its words are not judged.
const SURE_OF_LANGUAGE: f32 = 0.5;
/// From this confidence on the word is "sure".
pub const SURE: f32 = 0.75;
/// From this confidence on the word is "check"; below it "unsure".
pub const CHECK: f32 = 0.45;

/// A message of the chat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Who wrote it.
    pub author: Author,
    /// The text; a buyer's is untrusted.
    pub text: String,
    /// Whether it has files.
    pub files: bool,
    /// When it was sent.
    pub at: AtMs,
}

/// A question of long ago and what the owner replied.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    /// The chat, for the source.
    pub chat: i64,
    /// The reply's message, for the source.
    pub message: i64,
    /// What the buyer of then wrote.
    pub question: String,
    /// What we replied.
    pub reply: String,
    /// When we replied.
    pub at: AtMs,
    /// What the buyer wrote next; nothing when they left it there.
    pub after: Option<String>,
    /// Whether it was the same shop.
    pub same_account: bool,
    /// Whether it was about the same item of the same shop.
    pub same_item: bool,
    /// The buyer's name.
    pub customer: String,
    /// The item's title, its number where that is not known; none for a chat about no item.
    pub item: Option<String>,
    /// The order's number.
    pub order: Option<String>,
}

/// How the owner wants to sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tone {
    /// How formal.
    pub manner: Manner,
    /// Greet by name where the name can be told.
    pub greet: bool,
    /// A last line under each draft; empty for none.
    pub signature: String,
    /// What else a model is told of the shop's way of writing.
    pub style: String,
}

impl Default for Tone {
    fn default() -> Self {
        Self { manner: Manner::Neutral, greet: true, signature: String::new(), style: String::new() }
    }
}

/// Everything a draft may be made of.
#[derive(Clone, Debug)]
pub struct Case {
    /// Where the reply goes.
    pub channel: ChannelKind,
    /// The shop's name.
    pub shop: String,
    /// The buyer's name; untrusted, may be empty.
    pub customer: String,
    /// The last messages, oldest first.
    pub said: Vec<Said>,
    /// What is known of the item and the order.
    pub known: Known,
    /// The owner's replies to similar questions, other buyers' data still in them.
    pub past: Vec<Past>,
    /// The owner's canned replies.
    pub canned: Vec<Canned>,
    /// The owner's knowledge.
    pub snippets: Vec<Snippet>,
    /// The owner's tone.
    pub tone: Tone,
    /// What the owner's edits have taught.
    pub habits: Vec<Habit>,
    /// How long a reply may be.
    pub limits: Limits,
    /// Now.
    pub now: AtMs,
}

/// What a draft stands on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// What it is.
    pub kind: SourceKind,
    /// Which one: a chat and message, a canned reply, a snippet, a field of the order.
    pub id: String,
    /// A few words for the list.
    pub title: String,
    /// The place it was taken from, short; nothing of another buyer.
    pub excerpt: String,
    /// How old it is: when it was written or asked for.
    pub at_ms: Option<AtMs>,
}

/// Something that was looked through for a draft, whether or not the draft stands on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    /// What it is.
    pub kind: SourceKind,
    /// How many there were; never none.
    pub found: u32,
}

impl Looked {
    /// What there was of each kind; what there was none of could not be looked through.
    fn all(found: impl IntoIterator<Item = (SourceKind, usize)>) -> Vec<Self> {
        let there = found.into_iter().filter(|(_, found)| *found > 0);
        there.map(|(kind, found)| Self { kind, found: u32::try_from(found).unwrap_or(u32::MAX) }).collect()
    }
}

/// A draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The text.
    pub text: String,
    /// Its language, which is the buyer's.
    pub locale: Locale,
    /// How surely it fits, from 0 to 1.
    pub confidence: f32,
    /// What it stands on, in the order of the text.
    pub sources: Vec<Source>,
    /// What was looked through for it.
    pub looked: Vec<Looked>,
    /// What the owner should look at before sending; a blocked text is never a draft.
    pub findings: Vec<Finding>,
    /// The habits it follows.
    pub habits: Vec<i64>,
}

/// What came of drafting.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The draft, or why there is none.
    pub draft: Result<Draft, Gap>,
    /// Candidates looked at.
    pub tried: u32,
    /// Candidates the guard or the truth check stopped.
    pub blocked: u32,
    /// The rules that stopped them, each once.
    pub stopped: Vec<String>,
}

impl Case {
    /// What the buyer wrote since our last reply, the newest last.
    #[must_use]
    pub fn open(&self) -> &[Said] {
        let from = self.said.iter().rposition(|said| matches!(said.author, Author::Seller | Author::Assistant)).map_or(0, |at| at + 1);
        self.said.get(from..).unwrap_or_default()
    }

    /// The open messages of the buyer as one text.
    #[must_use]
    pub fn question(&self) -> String {
        let texts = self.open().iter().filter(|said| said.author == Author::Customer).map(|said| said.text.trim());
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
    }

    /// A text with what the owner's edits have taught.
    fn as_the_owner_writes(&self, text: &str, locale: Locale, intent: Intent) -> Applied {
        let name = names::to_greet(&self.customer, locale).filter(|_| self.tone.greet);
        habits::apply(&self.habits, text, locale, Some(intent), &self.customer, name)
    }

    /// What is known, for the guard; `also` are texts that may be repeated too. What the buyer wrote holds figures alone.
    #[must_use]
    pub fn guard_facts(&self, also: &[String]) -> Facts {
        let mut facts = facts_of(&self.said);
        facts.texts.extend(self.known.texts());
        facts.texts.extend(also.iter().cloned());
        facts.titles.extend(self.known.item.iter().filter_map(|item| item.title.clone()));
        Facts { strangers: names::strangers(self), ..facts }
    }

    /// Judges a text as a draft of this chat: the guard in mode assisted, and the truth check.
    #[must_use]
    pub fn judge(&self, guard: &Guard, text: &str, locale: Locale, facts: &Facts) -> Verdict {
        let question = self.question();
        let reply =
            Reply { text, customer_text: Some(&question), outlet: Outlet::Marketplace(self.channel), mode: Mode::Assisted, locale, limits: self.limits, facts };
        let mut verdict = guard.check(&reply);
        verdict.findings.extend(truth_check(text, locale, facts));
        verdict.findings.sort_by_key(|finding| (finding.start, finding.end));
        verdict
    }
}

/// What a chat by itself makes known to the guard: whose words may be repeated, and what the marketplace has approved in it.
/// Read here alone: for drafts, for what is being typed, and at the door.
#[must_use]
pub fn facts_of(said: &[Said]) -> Facts {
    let (buyer, shop): (Vec<&Said>, Vec<&Said>) = said.iter().partition(|said| said.author == Author::Customer);
    let of = |said: Vec<&Said>| said.into_iter().map(|said| said.text.clone()).collect::<Vec<String>>();
    let approved = approvals(shop.iter().filter(|said| said.author == Author::System).map(|said| said.text.as_str()));
    Facts { refund_approved: approved.refund, replacement_approved: approved.replacement, texts: of(shop), heard: of(buyer), ..Facts::default() }
}

/// What tells the language of a chat where the buyer wrote last without a letter ("55667788", "👍"): the buyer's newest
/// words before that, else anybody's.
#[must_use]
pub fn words_before(said: &[Said]) -> Option<&str> {
    let spoken = |said: &&Said| has_letters(&said.text);
    let buyers = said.iter().rev().filter(|said| said.author == Author::Customer).find(spoken);
    buyers.or_else(|| said.iter().rev().find(spoken)).map(|said| said.text.as_str())
}

/// Whether a text has anything that tells its language.
#[must_use]
pub fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// The locale of a message's language.
#[must_use]
pub fn locale_of(reading: &Reading) -> Locale {
    Locale::parse(reading.language.as_str()).unwrap_or(Locale::Ru)
}

/// The same, where it is no mere guess.
#[must_use]
pub fn sure_locale(reading: &Reading) -> Option<Locale> {
    Some(locale_of(reading)).filter(|_| reading.confidence.language >= SURE_OF_LANGUAGE)
}

/// Drafts a reply. `read` says what a message means: questions of long ago are compared by it.
pub fn draft(case: &Case, reading: &Reading, guard: &Guard, read: &dyn Fn(&str) -> Reading) -> Outcome {
    let none = |gap| Outcome { draft: Err(gap), tried: 0, blocked: 0, stopped: Vec::new() };
    let question = case.question();
    if !case.open().iter().any(|said| said.author == Author::Customer) {
        return none(Gap::NothingOpen);
    }
    if !question.chars().any(char::is_alphanumeric) {
        return none(Gap::OnlyFiles);
    }
    if reading.intent == Intent::AbuseSpam && reading.confidence.intent >= SUREST_GUESS {
        return none(Gap::Spam);
    }
    let locale = locale_of(reading);
    let candidates = candidates::all(case, reading, locale, read);
    let (mut tried, mut blocked, mut stopped) = (0, 0, Vec::new());
    for candidate in candidates {
        tried += 1;
        let facts = case.guard_facts(&candidate.figures);
        let mut text = case.as_the_owner_writes(&candidate.text, locale, reading.intent);
        let mut verdict = case.judge(guard, &text.text, locale, &facts);
        // A habit must not cost the draft.
        if verdict.worst().is_some() && !text.used.is_empty() {
            text = Applied { text: candidate.text, used: Vec::new() };
            verdict = case.judge(guard, &text.text, locale, &facts);
        }
        if verdict.worst().is_some() {
            blocked += 1;
            name_rules(&mut stopped, &verdict.findings);
            continue;
        }
        let (confidence, sources, findings) = (candidate.confidence, candidate.sources, verdict.findings);
        let looked = candidates::looked(case, reading);
        let draft = Draft { text: text.text, locale, confidence, sources, looked, findings, habits: text.used };
        return Outcome { draft: Ok(draft), tried, blocked, stopped };
    }
    Outcome { draft: Err(if blocked > 0 { Gap::Blocked } else { Gap::Unsure }), tried, blocked, stopped }
}

/// Adds the rules of findings, each once: of a text that was thrown away nothing else is kept.
pub fn name_rules<'f>(rules: &mut Vec<String>, findings: impl IntoIterator<Item = &'f Finding>) {
    for finding in findings {
        let rule = finding.source.as_str();
        if !rules.iter().any(|known| known == rule) {
            rules.push(rule.to_owned());
        }
    }
}

/// The shipped reply that stands in when whatever was drafted is stopped.
#[must_use]
pub fn safe_reply(case: &Case, reading: &Reading, guard: &Guard) -> Option<Draft> {
    let locale = locale_of(reading);
    passed(case, candidates::shipped(case, reading, locale)?, locale, guard)
}

/// A draft that stands on `sources`, in another language: what the program itself writes is there in all of them. The owner's
/// own words are not, nor a model's.
pub fn translated(case: &Case, reading: &Reading, sources: &[Source], guard: &Guard) -> Option<Draft> {
    let locale = locale_of(reading);
    let same = |candidate: &candidates::Candidate| {
        candidate.sources.len() == sources.len() && candidate.sources.iter().zip(sources).all(|(a, b)| (a.kind, &a.id) == (b.kind, &b.id))
    };
    let candidate = candidates::ours(case, reading, locale).into_iter().find(same)?;
    passed(case, candidate, locale, guard)
}

/// A candidate as a draft, where the guard and the truth check let it pass.
fn passed(case: &Case, candidate: candidates::Candidate, locale: Locale, guard: &Guard) -> Option<Draft> {
    let verdict = case.judge(guard, &candidate.text, locale, &case.guard_facts(&candidate.figures));
    let candidates::Candidate { text, confidence, sources, .. } = candidate;
    let looked = Looked::all(candidates::known(case));
    verdict.worst().is_none().then(|| Draft { text, locale, confidence, sources, looked, findings: Vec::new(), habits: Vec::new() })
}

/// Whether the buyer took our reply well.
pub(crate) fn went_well(after: Option<&str>, read: &dyn Fn(&str) -> Reading) -> bool {
    after.is_none_or(|after| read(after).sentiment != Sentiment::Negative)
}

#[cfg(test)]
mod tests;
