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
mod found;
pub mod judged;
mod language;
mod own;
mod people;
mod phrase;
mod pieces;
mod place;
mod second;
mod text;
mod titles;
mod truth;

pub use own::{OwnRule, OwnRuleFault, Scope};
pub use place::{Locale, Mode, Outlet};
pub use second::learn;
pub use truth::{Subject, edited_check, truth_check};
pub(crate) use truth::{approvals, names_a_day};

use found::Found;
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
    /// What the things of the chat are called: the words of a title say what a thing is, in whichever language, and promise nothing.
    pub titles: Vec<String>,
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

impl RuleId {
    /// Whether it is about what the shop would give.
    fn promises(self) -> bool {
        matches!(self, Self::PromiseRefund | Self::PromiseReplacement | Self::PromiseDiscount)
    }
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
        let mut cut = Cut::new(reply.text, reply.locale);
        // Before words are joined: an address has its signs between them, and what is repeated has the words it had.
        let contacts = contacts::find(&cut, reply.outlet);
        let (strangers, leaks) = (people::find(&cut, reply), people::leaked(&cut, reply));
        titles::mark(&mut cut, &reply.facts.titles, reply.locale);
        pieces::join(&mut cut, &SHIPPED.0, reply.locale);
        let opinion = match &self.model {
            _ if self.rules_only => None,
            Some(model) => model.opinion(&cut, reply.locale),
            None => second::opinion(&cut, reply.locale),
        };
        let mut found = Found { reply, cut: &cut, opinion, findings: Vec::new() };
        found.phrases();
        for (start, end) in contacts {
            found.add(RuleId::ContactOrLink, start, end);
        }
        for (start, end) in strangers {
            found.add(RuleId::OtherCustomerData, start, end);
        }
        for (start, end) in leaks {
            found.add(RuleId::PromptLeak, start, end);
        }
        for (start, end) in &cut.hidden {
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

/// Lines of the shipped vocabulary that cannot be read: none, says a test.
#[doc(hidden)]
#[must_use]
pub fn unreadable_lines() -> Vec<(Locale, usize)> {
    SHIPPED.1.clone()
}
