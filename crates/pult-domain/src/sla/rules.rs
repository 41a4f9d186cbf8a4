//! The owner's rules: which message is how pressing, and why. The first rule that matches decides.

use super::language::Languages;
use super::matcher::{Found, Heard, Matcher, Memory, Role};
use super::meaning::Worded;
use super::phrase::{Phrase, PhraseProblem};
use super::vocabulary::{self, Topic};
use crate::chat::words;
use crate::reading::{Intent, Reading};
use crate::{AccountId, ChannelKind, Priority};
use serde::{Deserialize, Serialize};

words!(
    /// A day of the week, Monday first.
    Weekday {
        /// Monday.
        Monday = "monday",
        /// Tuesday.
        Tuesday = "tuesday",
        /// Wednesday.
        Wednesday = "wednesday",
        /// Thursday.
        Thursday = "thursday",
        /// Friday.
        Friday = "friday",
        /// Saturday.
        Saturday = "saturday",
        /// Sunday.
        Sunday = "sunday",
    }
);

impl Weekday {
    /// Days since Monday.
    #[must_use]
    pub fn index(self) -> usize {
        Self::ALL.iter().position(|day| *day == self).unwrap_or(0)
    }

    /// The day so many days after a Monday.
    #[must_use]
    pub fn from_index(days: usize) -> Self {
        Self::ALL.get(days % 7).copied().unwrap_or(Self::Monday)
    }
}

/// Minutes of a whole day.
pub const DAY_MINUTES: u16 = 24 * 60;

/// A part of the day on the shop's wall clock, in minutes after midnight: from the first to just
/// before the last. `to` at or before `from` means past midnight; 0 to 1440 is the whole day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
pub struct DayRange {
    /// First minute.
    pub from: u16,
    /// Minute after the last.
    pub to: u16,
}

impl DayRange {
    /// From so many minutes after midnight until so many, on this day or the next.
    #[must_use]
    pub const fn new(from: u16, to: u16) -> Self {
        Self { from, to }
    }

    /// Whether a minute of the day lies in it.
    #[must_use]
    pub fn holds(self, minute: u16) -> bool {
        if self.from < self.to { (self.from..self.to).contains(&minute) } else { minute >= self.from || minute < self.to }
    }
}

/// A rule: messages like these are as pressing as that.
///
/// All conditions that are set must hold. A rule without topics and words holds for every message
/// that fits its other conditions ("at weekends: low").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Rule {
    /// Never changes, so that a verdict can name its rule. The built-in ones are those of
    /// [`RuleSet::defaults`]; faces have words for them.
    pub id: String,
    /// The owner's name for it; empty for a built-in rule that was not renamed.
    #[serde(default)]
    pub name: String,
    /// Switched off, it is as if it were not there.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// Built-in vocabularies of which one must be heard.
    #[serde(default)]
    pub topics: Vec<Topic>,
    /// The owner's own phrases, of which one must be heard; see [`super::phrase`] for the spelling.
    #[serde(default)]
    pub words: Vec<String>,
    /// Phrases that calm: with one of them in the message, `words` do not count.
    #[serde(default)]
    pub except: Vec<String>,
    /// Only messages from this channel.
    #[serde(default)]
    pub channel: Option<ChannelKind>,
    /// Only messages to this shop.
    #[serde(default)]
    pub account: Option<AccountId>,
    /// Only messages of this part of the day, on the shop's clock.
    #[serde(default)]
    pub hours: Option<DayRange>,
    /// Only messages of these days; empty for every day.
    #[serde(default)]
    pub weekdays: Vec<Weekday>,
    /// How pressing.
    pub level: Priority,
    /// Time to answer, in minutes.
    pub minutes: u32,
}

fn yes() -> bool {
    true
}

/// The minutes of a level: urgent 30, high 2 hours, normal 24 hours (design 5); low 72 hours.
#[must_use]
pub const fn level_minutes(level: Priority) -> u32 {
    match level {
        Priority::Urgent => 30,
        Priority::High => 2 * 60,
        Priority::Normal => 24 * 60,
        Priority::Low => 72 * 60,
    }
}

/// The rules in the owner's order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(transparent)]
pub struct RuleSet(pub Vec<Rule>);

impl Default for RuleSet {
    fn default() -> Self {
        Self::defaults()
    }
}

/// The built-in rules: id and level, in order.
const DEFAULTS: [(Topic, Priority); 6] = [
    (Topic::Return, Priority::Urgent),
    (Topic::Defect, Priority::Urgent),
    (Topic::WrongItem, Priority::Urgent),
    (Topic::CancelChange, Priority::High),
    (Topic::DeliveryDelay, Priority::High),
    (Topic::OrderStatus, Priority::High),
];

/// What cannot be used in a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct RuleProblem {
    /// The rule.
    pub rule: String,
    /// The phrase, as typed; empty when the fault is the rule's own.
    pub phrase: String,
    /// What is wrong.
    pub problem: RuleFault,
}

/// Why a rule cannot be used as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum RuleFault {
    /// A phrase has no word.
    PhraseEmpty,
    /// A phrase would match every message.
    PhraseTooShort,
    /// A phrase has too many words.
    PhraseTooLong,
    /// No time to answer.
    NoMinutes,
    /// Two rules of one id.
    IdTwice,
    /// The hours are not minutes of a day.
    HoursInvalid,
}

impl From<PhraseProblem> for RuleFault {
    fn from(problem: PhraseProblem) -> Self {
        match problem {
            PhraseProblem::Empty => Self::PhraseEmpty,
            PhraseProblem::TooShort => Self::PhraseTooShort,
            PhraseProblem::TooLong => Self::PhraseTooLong,
        }
    }
}

impl RuleSet {
    /// The rules of a new shop (design 5): return, refund, defect, broken, wrong or missing item are
    /// urgent, 30 minutes; where is my order, late, cancel or change are high, 120 minutes;
    /// everything else is normal, 24 hours, which needs no rule.
    #[must_use]
    pub fn defaults() -> Self {
        Self(DEFAULTS.into_iter().map(|(topic, level)| Rule::about(topic, level)).collect())
    }

    /// What is wrong with them; nothing of it stops the rest from working.
    #[must_use]
    pub fn problems(&self) -> Vec<RuleProblem> {
        let mut found = Vec::new();
        for (n, rule) in self.0.iter().enumerate() {
            let mut tell = |phrase: &str, problem| found.push(RuleProblem { rule: rule.id.clone(), phrase: phrase.to_owned(), problem });
            if rule.minutes == 0 {
                tell("", RuleFault::NoMinutes);
            }
            if self.0.iter().take(n).any(|other| other.id == rule.id) {
                tell("", RuleFault::IdTwice);
            }
            if rule.hours.is_some_and(|hours| hours.from >= DAY_MINUTES || hours.to > DAY_MINUTES) {
                tell("", RuleFault::HoursInvalid);
            }
            for phrase in rule.words.iter().chain(&rule.except) {
                if let Err(problem) = Phrase::read(phrase) {
                    tell(phrase, problem.into());
                }
            }
        }
        found
    }

    /// Makes them ready to read messages. Costs milliseconds: once per change of the rules.
    #[must_use]
    pub fn compile(&self) -> CompiledRules {
        CompiledRules::new(self)
    }
}

impl Rule {
    /// A rule about a topic with the level's own minutes, named like the topic.
    #[must_use]
    pub fn about(topic: Topic, level: Priority) -> Self {
        Self { topics: vec![topic], ..Self::new(topic.as_str(), level, level_minutes(level)) }
    }

    /// A rule without conditions.
    #[must_use]
    pub fn new(id: impl Into<String>, level: Priority, minutes: u32) -> Self {
        Self {
            id: id.into(),
            name: String::new(),
            enabled: true,
            topics: Vec::new(),
            words: Vec::new(),
            except: Vec::new(),
            channel: None,
            account: None,
            hours: None,
            weekdays: Vec::new(),
            level,
            minutes,
        }
    }

    pub(super) fn admits(&self, asked: &Asked<'_>) -> bool {
        let channel = self.channel.is_none_or(|channel| asked.channel == Some(channel));
        let account = self.account.is_none_or(|account| asked.account == Some(account));
        let hours = self.hours.is_none_or(|hours| hours.holds(asked.minute));
        let day = self.weekdays.is_empty() || self.weekdays.contains(&asked.weekday);
        self.enabled && channel && account && hours && day
    }
}

/// A message as the rules see it.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// What the buyer wrote.
    pub text: &'a str,
    /// Through which channel, where known.
    pub channel: Option<ChannelKind>,
    /// To which shop, where known.
    pub account: Option<AccountId>,
    /// Minute of the day on the shop's clock.
    pub minute: u16,
    /// The shop's day.
    pub weekday: Weekday,
    /// What it means, where somebody has read it.
    pub reading: Option<&'a Reading>,
}

/// Why a rule that heard its words did not match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Passed {
    /// The message says it is not so.
    Negated {
        /// The rule.
        rule: usize,
        /// Its phrase and where it stands.
        found: Found,
    },
    /// The message speaks of something else.
    Calmed {
        /// The rule.
        rule: usize,
        /// Its phrase and where it stands.
        found: Found,
        /// The phrase that calms.
        by: Found,
    },
    /// The message means something else.
    Outweighed {
        /// The rule.
        rule: usize,
        /// Its phrase and where it stands.
        found: Found,
        /// What it means.
        by: Meant,
    },
}

/// What a message means, where that decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meant {
    /// The likeliest intent.
    pub intent: Intent,
    /// How sure its level is, in hundredths: phrases and reading together.
    pub percent: u8,
}

impl Meant {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
    pub(super) fn new(intent: Intent, share: f32) -> Self {
        Self { intent, percent: (share.clamp(0.0, 1.0) * 100.0).round() as u8 }
    }
}

/// What the rules say to a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Match {
    /// The rule that decides, by its place in the set; none: the message is normal.
    pub rule: Option<usize>,
    /// The phrase that decided, where the rule asks for words.
    pub found: Option<Found>,
    /// The meaning that decided, where no phrase did.
    pub meant: Option<Meant>,
    /// Rules before it that nearly matched.
    pub passed: Vec<Passed>,
}

/// Rules made ready. Knows nothing of time zones: whoever asks says which minute and day it is.
#[derive(Debug)]
pub struct CompiledRules {
    matcher: Matcher,
    rules: Vec<Ready>,
    /// The first units are these topics; those of the owner's words follow.
    topics: Vec<Topic>,
    units: usize,
}

#[derive(Debug)]
struct Ready {
    rule: Rule,
    units: Vec<usize>,
}

impl CompiledRules {
    fn new(set: &RuleSet) -> Self {
        let mut matcher = Matcher::default();
        let topics: Vec<Topic> = Topic::ALL.iter().copied().filter(|topic| set.0.iter().any(|rule| rule.enabled && rule.topics.contains(topic))).collect();
        let unit_of = |topic: Topic| topics.iter().position(|other| *other == topic);
        vocabulary::teach(&mut matcher, |topic| unit_of(topic).and_then(|n| u16::try_from(n).ok()));
        let mut units = topics.len();
        let mut rules = Vec::new();
        for rule in &set.0 {
            let mut own: Vec<usize> = rule.topics.iter().filter_map(|topic| unit_of(*topic)).collect();
            if !rule.words.is_empty() {
                let unit = u16::try_from(units).unwrap_or(u16::MAX);
                add_all(&mut matcher, &rule.words, unit, Role::Ordinary);
                add_all(&mut matcher, &rule.except, unit, Role::Calming);
                own.push(units);
                units += 1;
            }
            rules.push(Ready { rule: rule.clone(), units: own });
        }
        Self { matcher: matcher.identified(), rules, topics, units }
    }

    /// The rule at a place of the set.
    #[must_use]
    pub fn rule(&self, at: usize) -> Option<&Rule> {
        self.rules.get(at).map(|ready| &ready.rule)
    }

    /// The first rule that matches. Words met before are found in `memory`; a fresh one costs time
    /// only.
    pub fn first(&self, memory: &mut Memory, asked: &Asked<'_>) -> Match {
        let heard = self.matcher.listen(memory, asked.text, self.units);
        let worded = self.by_words(asked, &heard, 0);
        match asked.reading {
            Some(reading) => self.with_meaning(asked, reading, worded, || self.by_words(asked, &heard, self.topics.len()).answer),
            None => worded.answer,
        }
    }

    /// The first rule that the words match, without the units before `from`.
    fn by_words(&self, asked: &Asked<'_>, heard: &[Heard], from: usize) -> Worded {
        let mut worded = Worded { answer: Match::default(), yields: false, topic: None };
        for (at, ready) in self.rules.iter().enumerate().filter(|(_, ready)| ready.rule.admits(asked)) {
            let found = ready.units.iter().filter_map(|unit| decisive(heard.get(*unit)?).map(|(found, firm)| (*unit, found, firm)));
            let mut found = found.filter(|(unit, ..)| *unit >= from).peekable();
            worded.topic = worded.topic.or_else(|| found.peek().and_then(|(unit, ..)| self.topics.get(*unit)).copied());
            if worded.answer.rule.is_some() {
                continue;
            }
            if ready.rule.topics.is_empty() && ready.rule.words.is_empty() {
                worded.answer.rule = Some(at);
            } else if let Some((unit, found, firm)) = found.next() {
                worded.answer.rule = Some(at);
                worded.answer.found = Some(found);
                worded.yields = unit < self.topics.len() && !firm;
            } else {
                worded.answer.passed.extend(ready.units.iter().filter(|unit| **unit >= from).filter_map(|unit| nearly(at, heard.get(*unit)?)).take(1));
            }
        }
        worded
    }
}

fn add_all(matcher: &mut Matcher, phrases: &[String], unit: u16, role: Role) {
    for text in phrases {
        for phrase in Phrase::read(text).unwrap_or_default() {
            matcher.add(&phrase, text, unit, role, Languages::ALL);
        }
    }
}

/// The phrase that makes a unit heard, and whether it does whatever else is said.
fn decisive(heard: &Heard) -> Option<(Found, bool)> {
    let ordinary = heard.ordinary.as_ref().filter(|_| heard.calming.is_none());
    heard.strong.as_ref().or(ordinary).map(|found| (found.clone(), heard.strong.is_some()))
}

fn nearly(rule: usize, heard: &Heard) -> Option<Passed> {
    match (&heard.ordinary, &heard.calming, &heard.negated) {
        (Some(found), Some(by), _) => Some(Passed::Calmed { rule, found: found.clone(), by: by.clone() }),
        (None, _, Some(found)) => Some(Passed::Negated { rule, found: found.clone() }),
        _ => None,
    }
}
