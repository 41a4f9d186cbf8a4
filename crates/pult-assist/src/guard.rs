//! What a reply must not say: rules over its words, figures and addresses, with the place of every
//! finding, the reason as a code, and a safe sentence where there is one.
//!
//! Three things judge a reply: lists of phrases with scanners for contacts, figures and names, which say what,
//! where and why; a learned model, which warns where the lists are silent and takes a phrase of theirs back that
//! it thinks a coincidence; the owner's own rules. Lists alone lost: on replies they had not been mended for
//! they caught half to nine tenths and stopped one innocent reply in twenty. The model alone lost: it cannot say
//! why, knows no phone numbers, and learned promises are easier to talk around than written ones. What each is
//! worth is measured (`script/eval`, `docs/guard.md`).
//!
//! Pure: no IO, no clock; reasons become words in `locales/*/guard.ftl`.

mod contacts;
pub mod judged;
mod language;
mod own;
mod people;
mod phrase;
mod place;
mod second;
mod text;
mod truth;

pub use own::{OwnRule, OwnRuleFault, Scope};
pub use place::{Locale, Mode, Outlet};
pub use second::learn;
pub use truth::{Subject, edited_check, truth_check};
pub(crate) use truth::{approvals, names_a_day};

use phrase::Vocabulary;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use text::Cut;

/// How long a reply may be, in Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// At least.
    pub min_chars: u32,
    /// At most: [`pult_domain::ChannelLimits::text_chars`].
    pub max_chars: u32,
}

impl Default for Limits {
    /// One character at least, 1,000 at most: the shortest limit among the four marketplaces
    /// (Avito and Wildberries, FACTS section 0, read 2026-11-20).
    fn default() -> Self {
        Self { min_chars: 1, max_chars: 1_000 }
    }
}

/// What is known when the reply is written.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The marketplace has approved the buyer's refund: said by itself in the chat, since no state of an order says it.
    pub refund_approved: bool,
    /// The marketplace has approved a replacement; said in the same way.
    pub replacement_approved: bool,
    /// Texts that may be repeated, their figures and what they say of days and states: the order, the product, what the shop
    /// and the marketplace wrote, snippets.
    pub texts: Vec<String>,
    /// The buyer's messages: their figures may be repeated. What a buyer asks or believes of an order makes it no fact.
    pub heard: Vec<String>,
    /// Names, addresses, phones and order numbers of other customers.
    pub strangers: Vec<String>,
    /// What a model was told; no run of eight words of it may come out.
    pub instructions: Option<String>,
}

/// A reply to be checked.
#[derive(Clone, Copy, Debug)]
pub struct Reply<'a> {
    /// The reply.
    pub text: &'a str,
    /// What the buyer wrote last.
    pub customer_text: Option<&'a str>,
    /// Where it goes.
    pub outlet: Outlet,
    /// Who writes it.
    pub mode: Mode,
    /// The language it must have.
    pub locale: Locale,
    /// How long it may be.
    pub limits: Limits,
    /// What is known.
    pub facts: &'a Facts,
}

macro_rules! rules {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)+) => {
        /// The shipped rules.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum RuleId { $($(#[$doc])* $variant,)+ }

        impl RuleId {
            /// Every rule.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Its name in findings; its reason is `guard-reason-<name with dashes>`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The rule of that name.
            #[must_use]
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|rule| rule.as_str() == name)
            }
        }
    };
}

rules! {
    /// Money back is promised.
    PromiseRefund = "promise_refund",
    /// Another thing or a missing part is promised.
    PromiseReplacement = "promise_replacement",
    /// A discount, gift or compensation is promised.
    PromiseDiscount = "promise_discount",
    /// The buyer is said to be at fault.
    BlameCustomer = "blame_customer",
    /// The answer is said to come from a machine.
    AiMention = "ai_mention",
    /// An automatic reply to a visitor of the own site does not say that it is one.
    AiDisclosure = "ai_disclosure",
    /// A phone, address, link or nick.
    ContactOrLink = "contact_or_link",
    /// A call to deal past the marketplace.
    LeaveMarketplace = "leave_marketplace",
    /// Something of somebody else.
    OtherCustomerData = "other_customer_data",
    /// Instructions to the writer.
    PromptLeak = "prompt_leak",
    /// Another language than the buyer's.
    WrongLanguage = "wrong_language",
    /// Empty or longer than the channel takes.
    WrongLength = "wrong_length",
    /// Returns explained with another marketplace's words.
    WrongChannelAdvice = "wrong_channel_advice",
    /// Letters written apart, as nobody does who has nothing to hide.
    HiddenText = "hidden_text",
    /// A figure that no fact holds.
    UnknownFact = "unknown_fact",
}

/// How serious a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The owner may send it nevertheless; that is recorded.
    Warn,
    /// It does not leave as it is.
    Block,
}

/// Whose rule found something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A shipped rule.
    Shipped(RuleId),
    /// A rule of the owner, by its id.
    Own(String),
}

impl Source {
    /// The name of the rule.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Shipped(rule) => rule.as_str(),
            Self::Own(id) => id,
        }
    }
}

/// Why: a code with parameters, for `locales/*/guard.ftl`, or the owner's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The message of that id.
    Code {
        /// `guard-reason-...`
        id: String,
        /// Its parameters.
        params: BTreeMap<String, String>,
    },
    /// What the owner wrote to the rule.
    Words(String),
}

/// What could stand there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewrite {
    /// First character to be replaced.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The message, in the language of the reply; `None`: the place is better left out.
    pub id: Option<&'static str>,
}

/// One thing that should not stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub source: Source,
    /// How serious.
    pub level: Level,
    /// First character, in Unicode scalar values.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Why.
    pub reason: Reason,
    /// What instead, where there is something safe.
    pub rewrite: Option<Rewrite>,
}

/// The outcome of a check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// By place.
    pub findings: Vec<Finding>,
}

impl Verdict {
    /// `pass`, `warn` or `block`.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self.worst() {
            None => "pass",
            Some(Level::Warn) => "warn",
            Some(Level::Block) => "block",
        }
    }

    /// The level of the worst finding.
    #[must_use]
    pub fn worst(&self) -> Option<Level> {
        self.findings.iter().map(|finding| finding.level).max()
    }

    /// Whether a rule found something.
    #[must_use]
    pub fn names(&self, rule: &str) -> bool {
        self.findings.iter().any(|finding| finding.source.as_str() == rule)
    }
}

static SHIPPED: LazyLock<(Vocabulary, Vec<(Locale, usize)>)> = LazyLock::new(|| {
    let sources = [
        (Locale::Ru, include_str!("guard/vocabulary/ru.txt")),
        (Locale::En, include_str!("guard/vocabulary/en.txt")),
        (Locale::Hu, include_str!("guard/vocabulary/hu.txt")),
        (Locale::Cs, include_str!("guard/vocabulary/cs.txt")),
        (Locale::Fr, include_str!("guard/vocabulary/fr.txt")),
    ];
    let mut vocabulary = Vocabulary::default();
    let bad = sources.into_iter().flat_map(|(locale, source)| vocabulary.read(source, locale).into_iter().map(move |line| (locale, line))).collect();
    (vocabulary, bad)
});

/// The shipped rules together with an owner's own.
#[derive(Debug, Default)]
pub struct Guard {
    own: Vec<own::Ready>,
    rules_only: bool,
    by_words: bool,
    /// A model to be measured instead of the shipped one.
    model: Option<learn::Learned>,
}

impl Guard {
    /// Makes the owner's rules ready.
    ///
    /// # Errors
    /// The first rule that cannot be used.
    pub fn new(rules: &[OwnRule]) -> Result<Self, OwnRuleFault> {
        Ok(Self { own: rules.iter().map(own::Ready::new).collect::<Result<_, _>>()?, ..Self::default() })
    }

    /// The shipped rules without the second opinion: to measure what each is worth.
    #[must_use]
    pub fn rules_only() -> Self {
        Self { rules_only: true, by_words: true, ..Self::default() }
    }

    /// The shipped rules with another second opinion: to measure a model on replies it has not learned from.
    #[must_use]
    pub fn with_model(model: learn::Learned) -> Self {
        Self { model: Some(model), ..Self::default() }
    }

    /// The same guard where nothing is found by a number alone: the second opinion still doubts a
    /// coincidence of words, and finds nothing by itself.
    #[must_use]
    pub fn by_words(self) -> Self {
        Self { by_words: true, ..self }
    }

    /// Checks a reply. Figures are judged apart: [`truth_check`].
    #[must_use]
    pub fn check(&self, reply: &Reply<'_>) -> Verdict {
        let cut = Cut::new(reply.text, reply.locale);
        let opinion = match &self.model {
            _ if self.rules_only => None,
            Some(model) => model.opinion(&cut, reply.locale),
            None => second::opinion(&cut, reply.locale),
        };
        let mut found = Found { reply, cut: &cut, opinion, findings: Vec::new() };
        found.phrases();
        for (start, end) in contacts::find(&cut, reply.outlet) {
            found.add(RuleId::ContactOrLink, start, end);
        }
        for (start, end) in people::find(&cut, reply) {
            found.add(RuleId::OtherCustomerData, start, end);
        }
        for (start, end) in people::leaked(&cut, reply) {
            found.add(RuleId::PromptLeak, start, end);
        }
        for (start, end) in &cut.apart {
            found.add(RuleId::HiddenText, *start, *end);
        }
        if !self.by_words {
            found.second_opinion();
        }
        found.language();
        found.length();
        found.disclosure();
        for rule in &self.own {
            found.findings.extend(rule.check(&cut, reply));
        }
        found.findings.sort_by_key(|finding| (finding.start, finding.end));
        Verdict { findings: found.findings }
    }
}

/// Characters of a phrase of another language that is no word of the expected one by chance.
const LONG_ENOUGH: u32 = 6;

struct Found<'a> {
    reply: &'a Reply<'a>,
    cut: &'a Cut,
    opinion: Option<second::Opinion>,
    findings: Vec<Finding>,
}

impl Found<'_> {
    /// What is no fault here, whatever words say it.
    fn allowed(&self, rule: RuleId) -> bool {
        let facts = self.reply.facts;
        match rule {
            RuleId::PromiseRefund => facts.refund_approved,
            RuleId::PromiseReplacement => facts.replacement_approved,
            RuleId::AiMention | RuleId::LeaveMarketplace => self.reply.outlet == Outlet::Site,
            RuleId::WrongChannelAdvice => true,
            _ => false,
        }
    }

    fn phrases(&mut self) {
        // The model learned replies in the buyer's language: of a promise in another one it knows nothing.
        let doubted = self.foreign().is_none() && self.opinion.is_some_and(|opinion| opinion.surety() < second::DOUBT);
        for hit in SHIPPED.0.find(self.cut) {
            if !self.allowed(hit.rule) && (!doubted || self.elsewhere(&hit)) {
                self.add(hit.rule, hit.start, hit.end);
            }
        }
        for (start, end) in people::other_marketplaces(self.cut, self.reply) {
            self.add(RuleId::WrongChannelAdvice, start, end);
        }
    }

    /// Whether words of another language promise or blame where nothing else speaks for the expected one: a sentence too
    /// short to be told by its small words ("Visszatérítjük a pénzt"). Things have English names too, which speak of
    /// assistants and robots.
    fn elsewhere(&self, hit: &phrase::Hit) -> bool {
        use RuleId::{BlameCustomer, PromiseDiscount, PromiseRefund, PromiseReplacement};
        let said = matches!(hit.rule, PromiseRefund | PromiseReplacement | PromiseDiscount | BlameCustomer) && hit.end - hit.start >= LONG_ENOUGH;
        // "Free Gift Box" is a thing: what is promised is not written in capitals throughout.
        let said = said && self.cut.sentence(hit.sentence).skip(1).any(|(_, token)| !token.name);
        let mut others = self.cut.sentence(hit.sentence).map(|(_, token)| token).filter(|token| token.start < hit.start || hit.end < token.end);
        let locale = self.reply.locale;
        said && !hit.languages.has(locale) && !others.any(|token| language::speaks(token, locale, hit.languages))
    }

    /// Where no rule found anything, what a learned model is sure of.
    fn second_opinion(&mut self) {
        if !self.findings.is_empty() {
            return;
        }
        let Some(opinion) = self.opinion.filter(|opinion| opinion.surety() > second::SURE) else { return };
        if !self.allowed(opinion.rule) {
            self.add(opinion.rule, opinion.start, opinion.end);
            self.findings.iter_mut().for_each(|finding| finding.level = Level::Warn);
        }
    }

    /// The place of the first sentence that is in another language than expected.
    fn foreign(&self) -> Option<(u32, u32)> {
        let last = self.cut.tokens.last().map_or(0, |token| token.sentence);
        (0..=last).find_map(|number| {
            let words: Vec<_> = self.cut.sentence(number).map(|(_, token)| token).collect();
            language::foreign(&words, self.reply.locale).then(|| self.cut.sentence_span(number))
        })
    }

    fn language(&mut self) {
        if let Some((start, end)) = self.foreign() {
            self.add(RuleId::WrongLanguage, start, end);
        }
    }

    fn length(&mut self) {
        let length = u32::try_from(self.reply.text.trim().chars().count()).unwrap_or(u32::MAX);
        let whole = u32::try_from(self.reply.text.chars().count()).unwrap_or(u32::MAX);
        let Limits { min_chars, max_chars } = self.reply.limits;
        if length < min_chars {
            self.add(RuleId::WrongLength, 0, whole);
        } else if whole > max_chars {
            self.add(RuleId::WrongLength, max_chars, whole);
        }
    }

    /// Regulation (EU) 2024/1689, article 50 (1): people must know that they talk to a machine.
    fn disclosure(&mut self) {
        let asked = self.reply.outlet == Outlet::Site && self.reply.mode == Mode::Automatic && self.reply.locale != Locale::Ru;
        if asked && !SHIPPED.0.find(self.cut).iter().any(|hit| hit.rule == RuleId::AiMention) {
            let whole = u32::try_from(self.reply.text.chars().count()).unwrap_or(u32::MAX);
            self.add(RuleId::AiDisclosure, 0, whole);
        }
    }

    fn add(&mut self, rule: RuleId, start: u32, end: u32) {
        let known = |finding: &Finding| finding.source == Source::Shipped(rule) && finding.start <= start && end <= finding.end;
        if self.findings.iter().any(known) {
            return;
        }
        let mut params = BTreeMap::new();
        if rule == RuleId::WrongLength {
            params.insert("max".to_owned(), self.reply.limits.max_chars.to_string());
        }
        if rule == RuleId::WrongLanguage {
            params.insert("language".to_owned(), self.reply.locale.as_str().to_owned());
        }
        let id = format!("guard-reason-{}", rule.as_str().replace('_', "-"));
        let rewrite = rewrite(rule, self.cut, start);
        self.findings.push(Finding {
            source: Source::Shipped(rule),
            level: level(rule, self.reply.mode),
            start,
            end,
            reason: Reason::Code { id, params },
            rewrite,
        });
    }
}

/// A person answers for their own words, so that most rules only warn them; what endangers the
/// shop's standing or another customer is blocked whoever writes it (FACTS section 5).
fn level(rule: RuleId, mode: Mode) -> Level {
    match rule {
        RuleId::ContactOrLink | RuleId::OtherCustomerData | RuleId::PromptLeak | RuleId::WrongLength => Level::Block,
        RuleId::HiddenText | RuleId::UnknownFact | RuleId::WrongLanguage if mode != Mode::Automatic => Level::Warn,
        _ if mode == Mode::Human => Level::Warn,
        _ => Level::Block,
    }
}

/// The safe sentence of a rule takes the place of the whole sentence.
fn rewrite(rule: RuleId, cut: &Cut, start: u32) -> Option<Rewrite> {
    let id = match rule {
        RuleId::PromiseRefund => Some("guard-rewrite-promise-refund"),
        RuleId::PromiseReplacement => Some("guard-rewrite-promise-replacement"),
        RuleId::PromiseDiscount => Some("guard-rewrite-promise-discount"),
        RuleId::BlameCustomer => Some("guard-rewrite-blame-customer"),
        RuleId::ContactOrLink | RuleId::LeaveMarketplace => Some("guard-rewrite-stay-here"),
        RuleId::OtherCustomerData => Some("guard-rewrite-other-customer-data"),
        RuleId::AiMention => Some("guard-rewrite-ai-mention"),
        RuleId::WrongChannelAdvice => Some("guard-rewrite-wrong-channel-advice"),
        RuleId::PromptLeak => None,
        RuleId::AiDisclosure | RuleId::WrongLanguage | RuleId::WrongLength | RuleId::HiddenText | RuleId::UnknownFact => return None,
    };
    let sentence = cut.tokens.iter().take_while(|token| token.start <= start).last().map_or(0, |token| token.sentence);
    let (start, end) = cut.sentence_span(sentence);
    Some(Rewrite { start, end, id })
}

/// Lines of the shipped vocabulary that cannot be read: none, says a test.
#[doc(hidden)]
#[must_use]
pub fn unreadable_lines() -> Vec<(Locale, usize)> {
    SHIPPED.1.clone()
}
