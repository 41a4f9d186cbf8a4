//! When what a message means joins what it says.
//!
//! A rule about a topic has two witnesses: the phrases of the topic, and a [`Reading`] of the message. Tried
//! on messages that the classifier had not learned from (the training corpus by five-fold
//! cross-validation) and, to see whether it holds, on the development messages; macro-F1 of the level that
//! the default table gives (`script/eval`, 2026-11-21):
//!
//! | | corpus, 6383 | development, 150 | further messages, 300 |
//! |---|---:|---:|---:|
//! | phrases alone | 0.779 | 0.958 | 0.987 (they were tuned on these) |
//! | reading alone, the likeliest level | 0.808 | 0.960 | 0.960 |
//! | phrases first, else an intent that is sure by 0.5 | 0.815 | 0.952 | 0.980 |
//! | the same with all intents of a level added up, by 0.75 | 0.818 | 0.952 | 0.983 |
//! | that, and phrases do not count where the reading gives their level under 0.1 | 0.839 | 0.980 | 0.983 |
//! | both weighed as witnesses (this module) | 0.846 | 0.987 | 0.983 |
//!
//! So a reading may outweigh a built-in phrase, in both directions: "does it break easily?" is a
//! question whatever its words. An owner's own words, and the phrases that hold "whatever else is said", it
//! may only outbid by a higher rule, never silence (decision 0009).
//!
//! Weighing is Bayes' rule with the one simplification that phrases and reading err independently. How far
//! phrases are to be believed is counted once, on the corpus, for three groups of messages; no threshold is
//! left to choose.

use super::rules::{Asked, CompiledRules, Match, Meant, Passed};
use super::vocabulary::Topic;
use crate::Priority;
use crate::reading::{INTENTS, Intent, Reading};

/// How often phrases hear nothing, a topic of high level, one of urgent level (rows), of messages that are
/// truly about neither, about a high one, about an urgent one (columns). Counted over the 6383 messages
/// of the training corpus, 2026-11-21; `script/eval` prints them.
const HEARD_OF_TRUE: [[f32; 3]; 3] = [[0.91, 0.24, 0.24], [0.03, 0.66, 0.04], [0.06, 0.11, 0.72]];

impl Topic {
    /// The topic that an intent is about.
    #[must_use]
    pub fn of(intent: Intent) -> Option<Self> {
        match intent {
            Intent::ReturnRefund => Some(Self::Return),
            Intent::DefectComplaint => Some(Self::Defect),
            Intent::WrongItem => Some(Self::WrongItem),
            Intent::CancelChangeOrder => Some(Self::CancelChange),
            Intent::DeliveryDelay => Some(Self::DeliveryDelay),
            Intent::OrderStatus => Some(Self::OrderStatus),
            Intent::AbuseSpam
            | Intent::BillingInvoice
            | Intent::TechnicalProblem
            | Intent::Recommendation
            | Intent::ProductQuestion
            | Intent::AvailabilityPrice
            | Intent::HumanRequest
            | Intent::PraiseThanks
            | Intent::GreetingSmalltalk => None,
        }
    }
}

/// Which of the three groups a topic belongs to.
fn group(topic: Option<Topic>) -> usize {
    match topic {
        None => 0,
        Some(Topic::CancelChange | Topic::DeliveryDelay | Topic::OrderStatus) => 1,
        Some(Topic::Return | Topic::Defect | Topic::WrongItem) => 2,
    }
}

/// How likely each intent is, knowing the reading and which topic the phrases heard.
pub(super) fn weighed(reading: &Reading, heard: Option<Topic>) -> [f32; INTENTS] {
    let mut shares = reading.intents;
    if let Some(row) = HEARD_OF_TRUE.get(group(heard)) {
        for (share, intent) in shares.iter_mut().zip(Intent::ALL) {
            *share *= row.get(group(Topic::of(*intent))).copied().unwrap_or(1.0);
        }
    }
    let sum: f32 = shares.iter().sum();
    if sum > 0.0 {
        shares.iter_mut().for_each(|share| *share /= sum);
    }
    shares
}

/// What the phrases found, and how firmly.
pub(super) struct Worded {
    pub(super) answer: Match,
    /// A reading may say that it is not so.
    pub(super) yields: bool,
    /// The first topic that was heard, by whichever rule.
    pub(super) topic: Option<Topic>,
}

/// The intents that call for one rule, or for none.
struct Call {
    rule: Option<usize>,
    level: Priority,
    share: f32,
    /// The likeliest of them, with its share.
    loudest: (Intent, f32),
}

impl Call {
    fn join(&mut self, intent: Intent, share: f32) {
        self.share += share;
        if share > self.loudest.1 {
            self.loudest = (intent, share);
        }
    }
}

/// The rule, or none, that most intents of the likeliest level call for.
struct Choice {
    rule: Option<usize>,
    level: Priority,
    meant: Meant,
}

impl CompiledRules {
    /// The rule that holds when the phrases and the reading are both asked.
    pub(super) fn with_meaning(&self, asked: &Asked<'_>, reading: &Reading, worded: Worded, without_topics: impl FnOnce() -> Match) -> Match {
        let Some(choice) = self.choose(asked, &weighed(reading, worded.topic)) else { return worded.answer };
        let said = worded.answer.rule.and_then(|at| self.rule(at)).map(|rule| (rule.level, rule.minutes));
        if choice.rule == worded.answer.rule || said.is_some_and(|(level, _)| level == choice.level) {
            return worded.answer;
        }
        // "It is not broken": what the words deny, no likelihood brings back (design 5).
        let denied = |at: usize| worded.answer.passed.iter().any(|passed| matches!(passed, Passed::Negated { rule, .. } if *rule == at));
        if choice.rule.is_some_and(denied) {
            return worded.answer;
        }
        if worded.yields {
            return self.outweighed(worded.answer, &choice, without_topics());
        }
        self.outbid(worded.answer, &choice)
    }

    /// A higher rule before the one that the words found, or above none: words that do not yield.
    fn outbid(&self, mut said: Match, choice: &Choice) -> Match {
        let (level, minutes) =
            said.rule.and_then(|at| self.rule(at)).map_or((Priority::Normal, super::rules::level_minutes(Priority::Normal)), |rule| (rule.level, rule.minutes));
        let higher = |at: usize| self.rule(at).is_some_and(|rule| rule.level > level && rule.minutes <= minutes);
        let Some(at) = choice.rule.filter(|at| said.rule.is_none_or(|said| *at < said) && higher(*at)) else { return said };
        said.rule = Some(at);
        said.found = None;
        said.meant = Some(choice.meant);
        said
    }

    /// The words of a topic do not count: the message means something else. What remains are the rules
    /// with words of the owner, and the one that was meant, whichever stands first.
    fn outweighed(&self, said: Match, choice: &Choice, rest: Match) -> Match {
        let mut answer = match choice.rule.filter(|at| rest.rule.is_none_or(|rest| *at < rest)) {
            Some(at) => Match { rule: Some(at), found: None, meant: Some(choice.meant), passed: rest.passed },
            None => rest,
        };
        if let (Some(rule), Some(found)) = (said.rule, said.found) {
            answer.passed = said.passed;
            answer.passed.push(Passed::Outweighed { rule, found, by: choice.meant });
        }
        answer
    }

    /// Each intent calls for the first rule about its topic; the level that most of them agree on decides.
    fn choose(&self, asked: &Asked<'_>, shares: &[f32; INTENTS]) -> Option<Choice> {
        let mut calls: Vec<Call> = Vec::new();
        for (intent, share) in Intent::ALL.iter().copied().zip(shares.iter().copied()) {
            let rule = Topic::of(intent).and_then(|topic| self.about(topic, asked));
            match calls.iter_mut().find(|call| call.rule == rule) {
                Some(call) => call.join(intent, share),
                None => {
                    let level = rule.and_then(|at| self.rule(at)).map_or(Priority::Normal, |rule| rule.level);
                    calls.push(Call { rule, level, share, loudest: (intent, share) });
                }
            }
        }
        let of_level = |level: Priority| calls.iter().filter(|call| call.level == level).map(|call| call.share).sum::<f32>();
        let level = Priority::ALL.iter().copied().max_by(|a, b| of_level(*a).total_cmp(&of_level(*b)))?;
        let call = calls.iter().filter(|call| call.level == level).max_by(|a, b| a.share.total_cmp(&b.share))?;
        Some(Choice { rule: call.rule, level, meant: Meant::new(call.loudest.0, of_level(level)) })
    }

    /// The first rule about a topic that this message may fall under.
    fn about(&self, topic: Topic, asked: &Asked<'_>) -> Option<usize> {
        (0..).map_while(|at| self.rule(at).map(|rule| (at, rule))).find(|(_, rule)| rule.admits(asked) && rule.topics.contains(&topic)).map(|(at, _)| at)
    }
}

#[cfg(test)]
#[path = "meaning/tests.rs"]
mod tests;
