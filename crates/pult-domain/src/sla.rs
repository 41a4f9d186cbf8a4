//! How soon a buyer must be answered, and why: rules, the shop's hours, verdicts, snoozes, and the
//! past under other rules.
//!
//! [`SlaPolicy`] is what an owner sets; [`Judge`] is the same made ready. A message is judged once
//! ([`Judge::verdict`]), its chat follows by [`crate::waiting::Waiting::after_judged`].

pub mod calendar;
pub mod clock;
pub mod explain;
pub mod holidays;
mod language;
pub mod later;
pub mod matcher;
mod meaning;
pub mod phrase;
pub mod rules;
pub mod simulate;
pub mod snooze;
pub mod vocabulary;
pub mod words;

pub use calendar::{Calendar, CalendarFault, Hours, Local, OffHours, OffReason, Week};
pub use clock::{Judge, Letter, SlaPolicy, Urgency, Verdict, due};
pub use explain::{Step, recompute};
pub use holidays::{Day, HolidayPreset, Holidays};
pub use matcher::{Found, Memory};
pub use phrase::PhraseProblem;
pub use rules::{Asked, CompiledRules, DayRange, Match, Meant, Passed, Rule, RuleFault, RuleProblem, RuleSet, Weekday, level_minutes};
pub use simulate::{Answering, Cell, Dispute, History, Said, Simulated, Simulation};
pub use snooze::{Snooze, SnoozeFault};
pub use vocabulary::Topic;
