//! Replies with the judgement they should get, and how many of them get it: for the tests, the tables
//! of `script/eval` and the training.

use super::{Facts, Guard, Limits, Locale, Mode, Outlet, Reply, RuleId, Verdict};
use serde::Deserialize;

/// A reply and what is true of it.
#[derive(Clone, Debug, Deserialize)]
pub struct Judged {
    /// Its name in the file.
    pub id: String,
    /// The buyer's language.
    #[serde(rename = "lang")]
    pub locale: Locale,
    /// Where it would stand.
    pub channel: String,
    /// What the buyer wrote.
    pub customer_text: Option<String>,
    /// The reply.
    pub text: String,
    /// `stop` or `pass`.
    pub verdict: String,
    /// What is wrong with it.
    pub rule: Option<RuleId>,
}

impl Judged {
    /// Reads a file of one reply a line.
    ///
    /// # Errors
    /// The first line that cannot be read, with its number.
    pub fn read(source: &str) -> Result<Vec<Self>, String> {
        let lines = source.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        lines.map(|(number, line)| serde_json::from_str(line).map_err(|error| format!("line {}: {error}", number + 1))).collect()
    }

    /// Whether it must be stopped.
    #[must_use]
    pub fn forbidden(&self) -> bool {
        self.verdict == "stop"
    }

    /// What a guard says of it, as of a draft that a person sends.
    #[must_use]
    pub fn checked(&self, guard: &Guard) -> Verdict {
        guard.check(&Reply {
            text: &self.text,
            customer_text: self.customer_text.as_deref(),
            outlet: Outlet::parse(&self.channel).unwrap_or(Outlet::Site),
            mode: Mode::Assisted,
            locale: self.locale,
            limits: Limits::default(),
            facts: &Facts::default(),
        })
    }
}

/// How many replies are judged right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Replies to be stopped.
    pub forbidden: u32,
    /// Those that were.
    pub caught: u32,
    /// Those whose own rule was among the findings.
    pub named: u32,
    /// Replies to be let pass.
    pub innocent: u32,
    /// Those that were stopped.
    pub stopped: u32,
}

impl Tally {
    /// Counts one reply; says whether it was judged right.
    pub fn add(&mut self, reply: &Judged, verdict: &Verdict) -> bool {
        let stopped = verdict.worst().is_some();
        if reply.forbidden() {
            self.forbidden += 1;
            self.caught += u32::from(stopped);
            self.named += u32::from(reply.rule.is_some_and(|rule| verdict.names(rule.as_str())));
        } else {
            self.innocent += 1;
            self.stopped += u32::from(stopped);
        }
        stopped == reply.forbidden()
    }

    /// Both together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            forbidden: self.forbidden + other.forbidden,
            caught: self.caught + other.caught,
            named: self.named + other.named,
            innocent: self.innocent + other.innocent,
            stopped: self.stopped + other.stopped,
        }
    }
}
