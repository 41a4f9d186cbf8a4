//! From a message to its deadline, and from messages to their chat's.
//!
//! A message is judged once, when it is stored: its verdict depends on its text and time and on the
//! policy, on nothing else. A chat's state then follows message by message in [`crate::waiting`]:
//! the highest level, the earliest deadline. A new policy means judging the open messages again.

use super::calendar::{Calendar, CalendarFault, Hours, MINUTE_MS, OffHours};
use super::explain::{Step, raised_level_minutes, stretched, up};
use super::matcher::Memory;
use super::rules::{Asked, CompiledRules, Match, Passed, RuleSet, level_minutes};
use crate::chat::words;
use crate::reading::Reading;
use crate::waiting::{Due, Waiting};
use crate::{AccountId, AtMs, ChannelKind, Priority};
use serde::{Deserialize, Serialize};

words!(
    /// What a message itself says about its haste (danger, law, dates), found by analysis. A scale of
    /// its own: the priority is what the rules say (design 5).
    Urgency {
        /// Nothing special.
        Normal = "normal",
        /// A date, money held, an order to be stopped.
        High = "high",
        /// Danger, law, fraud, a deadline today.
        Critical = "critical",
    }
);

impl Urgency {
    /// The level it asks for at least.
    #[must_use]
    pub fn at_least(self) -> Option<Priority> {
        match self {
            Self::Normal => None,
            Self::High => Some(Priority::High),
            Self::Critical => Some(Priority::Urgent),
        }
    }
}

/// A shop's whole policy, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SlaPolicy {
    /// The rules in order.
    #[serde(default)]
    pub rules: RuleSet,
    /// When the shop works.
    #[serde(default)]
    pub calendar: Calendar,
    /// What off hours do.
    #[serde(default = "raise")]
    pub off_hours: OffHours,
}

fn raise() -> OffHours {
    OffHours::Raise
}

impl Default for SlaPolicy {
    /// The policy of a new shop (design 5): the built-in rules, 09:00 to 22:00, raise.
    fn default() -> Self {
        Self { rules: RuleSet::default(), calendar: Calendar::default(), off_hours: raise() }
    }
}

impl SlaPolicy {
    /// Makes it ready. Costs milliseconds: once per change of the policy.
    ///
    /// # Errors
    /// When the calendar cannot be used.
    pub fn ready(&self) -> Result<Judge, CalendarFault> {
        Ok(Judge { rules: self.rules.compile(), hours: self.calendar.ready()?, zone: self.calendar.zone.clone(), off_hours: self.off_hours })
    }
}

/// A message to be judged.
#[derive(Clone, Copy, Debug)]
pub struct Letter<'a> {
    /// What the buyer wrote.
    pub text: &'a str,
    /// When.
    pub at: AtMs,
    /// Through which channel, where known.
    pub channel: Option<ChannelKind>,
    /// To which shop, where known.
    pub account: Option<AccountId>,
    /// What its haste is by analysis: lifts what the rules say.
    pub urgency: Urgency,
    /// What it means by analysis: joins the phrases of the rules' topics.
    pub reading: Option<&'a Reading>,
    /// An arbiter of the marketplace decides in its chat, and has not yet: urgent, whatever is said.
    pub dispute: bool,
}

impl<'a> Letter<'a> {
    /// A message of which nothing else is known.
    #[must_use]
    pub fn new(text: &'a str, at: AtMs) -> Self {
        Self { text, at, channel: None, account: None, urgency: Urgency::Normal, reading: None, dispute: false }
    }

    /// The same after somebody has read it: its meaning joins the rules' topics, its haste lifts their level.
    #[must_use]
    pub fn heard(self, reading: &'a Reading) -> Self {
        Self { urgency: reading.urgency, reading: Some(reading), ..self }
    }

    /// The level it asks for at least, whatever the rules say.
    fn at_least(&self) -> Option<Priority> {
        if self.dispute { Some(Priority::Urgent) } else { self.urgency.at_least() }
    }
}

/// What a message asks of the shop, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Verdict {
    /// How pressing.
    pub priority: Priority,
    /// Time to answer, in minutes; of working time where the clock pauses.
    pub minutes: u32,
    /// Until when.
    pub due_at: AtMs,
    /// The rule that matched.
    pub rule: Option<String>,
    /// The way to it.
    pub steps: Vec<Step>,
}

impl Verdict {
    /// The part of it that a chat's clock needs.
    #[must_use]
    pub fn due(&self) -> Due {
        Due { priority: self.priority, at: self.due_at }
    }
}

/// A policy made ready.
#[derive(Debug)]
pub struct Judge {
    rules: CompiledRules,
    hours: Hours,
    zone: String,
    off_hours: OffHours,
}

/// The figures of a verdict, before anybody asks why.
struct Reckoned {
    heard: Match,
    base: (Priority, u32),
    lifted: (Priority, u32),
    off: Option<super::calendar::OffReason>,
    last: (Priority, u32),
    walked: super::calendar::Walked,
}

impl Reckoned {
    fn due(&self) -> Due {
        Due { priority: self.last.0, at: self.walked.at }
    }
}

impl Judge {
    /// The shop's hours.
    #[must_use]
    pub fn hours(&self) -> &Hours {
        &self.hours
    }

    /// The verdict on a message.
    pub fn verdict(&self, memory: &mut Memory, letter: &Letter<'_>) -> Verdict {
        let reckoned = self.reckon(self.heard(memory, letter), letter.at, letter.at_least());
        let (priority, minutes) = reckoned.last;
        let rule = reckoned.heard.rule.and_then(|n| self.rules.rule(n)).map(|rule| rule.id.clone());
        Verdict { priority, minutes, due_at: reckoned.walked.at, rule, steps: self.steps(&reckoned, letter) }
    }

    /// The same without the reasons, for many messages at once.
    pub fn due(&self, memory: &mut Memory, letter: &Letter<'_>) -> Due {
        self.reckon(self.heard(memory, letter), letter.at, letter.at_least()).due()
    }

    /// The off hours in which the clock stands still, those of a moment or the next after it; none
    /// where off hours do not stop it.
    #[must_use]
    pub fn pause(&self, at: AtMs) -> Option<(AtMs, AtMs)> {
        if self.off_hours == OffHours::Pause { self.hours.pause(at) } else { None }
    }

    /// The shortest and the longest time to answer, in milliseconds, that the rules may give a message
    /// of which only the moment is known: most waits need no look at their words.
    #[must_use]
    pub fn shortest_and_longest(&self) -> (i64, i64) {
        let rules = (0..).map_while(|n| self.rules.rule(n)).map(|rule| (rule.level, rule.minutes));
        // The analysis may lift a message to any level's own time.
        let bases = rules.chain([Priority::Normal, Priority::High, Priority::Urgent].map(|level| (level, level_minutes(level))));
        let minutes = bases.flat_map(|(level, minutes)| {
            let raised = (self.off_hours == OffHours::Raise).then(|| stretched(raised_level_minutes(level, minutes)));
            [Some(minutes), raised]
        });
        let (least, most) = minutes.flatten().fold((u32::MAX, 0), |(least, most), minutes| (least.min(minutes), most.max(minutes)));
        (i64::from(least) * MINUTE_MS, i64::from(most) * MINUTE_MS)
    }

    /// The latest moment of a time to answer that began at a moment: pauses, if they count, included.
    #[must_use]
    pub fn at_latest(&self, at: AtMs, ms: i64) -> AtMs {
        match self.off_hours {
            OffHours::Pause => self.hours.after(at, ms).at,
            OffHours::Raise | OffHours::Ignore => at.plus_ms(ms),
        }
    }

    /// What the rules say to a message. Does not depend on the hours, unless a rule does.
    pub fn heard(&self, memory: &mut Memory, letter: &Letter<'_>) -> Match {
        let local = self.hours.local(letter.at);
        let asked = Asked {
            text: letter.text,
            channel: letter.channel,
            account: letter.account,
            minute: local.minute,
            weekday: local.weekday,
            reading: letter.reading,
        };
        self.rules.first(memory, &asked)
    }

    /// The deadline of a message whose rule is known.
    #[must_use]
    pub fn due_after(&self, heard: Match, letter: &Letter<'_>) -> Due {
        self.reckon(heard, letter.at, letter.at_least()).due()
    }

    /// The verdict on a message that is older than the rules: [`Due::plain`], and none of them is asked.
    #[must_use]
    pub fn plain(&self, at: AtMs) -> Verdict {
        let due = Due::plain(at);
        let (level, minutes) = (due.priority, level_minutes(due.priority));
        let steps = vec![self.received(at), Step::NoRule { level, minutes }, self.until(due, minutes)];
        Verdict { priority: level, minutes, due_at: due.at, rule: None, steps }
    }

    fn reckon(&self, heard: Match, at: AtMs, at_least: Option<Priority>) -> Reckoned {
        let rule = heard.rule.and_then(|n| self.rules.rule(n));
        let base = rule.map_or((Priority::Normal, level_minutes(Priority::Normal)), |rule| (rule.level, rule.minutes));
        let lifted = match at_least {
            Some(level) if level > base.0 => (level, level_minutes(level).min(base.1)),
            _ => base,
        };
        let off = self.hours.off(at);
        let last = match off {
            Some(_) if self.off_hours == OffHours::Raise => (up(lifted.0), stretched(raised_level_minutes(lifted.0, lifted.1))),
            _ => lifted,
        };
        let ms = i64::from(last.1) * MINUTE_MS;
        let walked = match self.off_hours {
            OffHours::Pause => self.hours.after(at, ms),
            OffHours::Raise | OffHours::Ignore => super::calendar::Walked { at: at.plus_ms(ms), first_until: None, paused_ms: 0, pauses: 0 },
        };
        Reckoned { heard, base, lifted, off, last, walked }
    }

    fn steps(&self, reckoned: &Reckoned, letter: &Letter<'_>) -> Vec<Step> {
        let mut steps = vec![self.received(letter.at)];
        steps.extend(reckoned.heard.passed.iter().map(|passed| self.passed(passed)));
        steps.push(self.rule_step(reckoned));
        let (level, minutes) = reckoned.lifted;
        if letter.dispute {
            // Told also where the words alone would have done: no rule says that somebody else decides.
            steps.push(Step::Dispute { level, minutes });
        } else if reckoned.lifted != reckoned.base {
            steps.push(Step::Urgency { urgency: letter.urgency, level, minutes });
        }
        if let Some(reason) = reckoned.off {
            match self.off_hours {
                OffHours::Raise => {
                    let (from, before) = reckoned.lifted;
                    let (level, minutes) = reckoned.last;
                    steps.push(Step::Raised { reason, from, level, level_minutes: raised_level_minutes(from, before), minutes });
                }
                OffHours::Ignore => steps.push(Step::OffIgnored { reason }),
                OffHours::Pause => {}
            }
        }
        if let Some(until) = reckoned.walked.first_until {
            let (paused_ms, pauses) = (reckoned.walked.paused_ms, reckoned.walked.pauses);
            steps.push(Step::Paused { until_ms: until, until: self.hours.written(until), paused_ms, pauses });
        }
        steps.push(self.until(reckoned.due(), reckoned.last.1));
        steps
    }

    fn received(&self, at: AtMs) -> Step {
        Step::Received { at_ms: at, at: self.hours.written(at), zone: self.zone.clone() }
    }

    fn until(&self, due: Due, minutes: u32) -> Step {
        Step::Deadline { at_ms: due.at, at: self.hours.written(due.at), level: due.priority, minutes }
    }

    fn rule_step(&self, reckoned: &Reckoned) -> Step {
        let (level, minutes) = reckoned.base;
        let Some(rule) = reckoned.heard.rule.and_then(|n| self.rules.rule(n)) else { return Step::NoRule { level, minutes } };
        if let Some(meant) = reckoned.heard.meant {
            let (rule, name) = (rule.id.clone(), rule.name.clone());
            return Step::Meant { rule, name, intent: meant.intent, percent: meant.percent, level, minutes };
        }
        let found = reckoned.heard.found.as_ref();
        Step::Rule {
            rule: rule.id.clone(),
            name: rule.name.clone(),
            phrase: found.map(|found| found.phrase.to_string()),
            start: found.map(|found| found.start),
            end: found.map(|found| found.end),
            level,
            minutes,
        }
    }

    fn passed(&self, passed: &Passed) -> Step {
        let name = |n: usize| self.rules.rule(n).map_or_else(String::new, |rule| rule.id.clone());
        match passed {
            Passed::Negated { rule, found } => Step::Negated { rule: name(*rule), phrase: found.phrase.to_string() },
            Passed::Calmed { rule, found, by } => Step::Calmed { rule: name(*rule), phrase: found.phrase.to_string(), by: by.phrase.to_string() },
            Passed::Outweighed { rule, found, by } => {
                Step::Outweighed { rule: name(*rule), phrase: found.phrase.to_string(), intent: by.intent, percent: by.percent }
            }
        }
    }
}

/// Before its deadline a waiting chat becomes urgent by so much (design 5), in milliseconds: 30 minutes.
pub const ESCALATE_BEFORE_MS: i64 = 30 * MINUTE_MS;

/// The waiting chats that become urgent now, with their new states. What is urgent already, answered
/// or done stays out, so that asking twice changes nothing.
pub fn due<K>(now: AtMs, chats: impl IntoIterator<Item = (K, Waiting)>) -> impl Iterator<Item = (K, Waiting)> {
    chats.into_iter().filter_map(move |(key, waiting)| waiting.escalated(now).map(|after| (key, after)))
}

#[cfg(test)]
#[path = "clock/tests.rs"]
mod tests;
