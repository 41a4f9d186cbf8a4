//! How soon a buyer must be answered, and why.

pub mod calendar;
pub mod clock;
pub mod explain;
pub mod holidays;
mod language;
pub mod matcher;
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
pub use rules::{Asked, CompiledRules, DayRange, Match, Passed, Rule, RuleFault, RuleProblem, RuleSet, Weekday, level_minutes};
pub use simulate::{Answering, History, Said, Simulated, Simulation};
pub use snooze::{Snooze, SnoozeFault};
pub use vocabulary::Topic;
