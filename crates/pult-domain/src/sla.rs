//! How soon a buyer must be answered, and why.

mod language;
pub mod matcher;
pub mod phrase;
pub mod rules;
pub mod vocabulary;
pub mod words;

pub use matcher::{Found, Memory};
pub use phrase::PhraseProblem;
pub use rules::{Asked, CompiledRules, DayRange, Match, Passed, Rule, RuleFault, RuleProblem, RuleSet, Weekday, level_minutes};
pub use vocabulary::Topic;
