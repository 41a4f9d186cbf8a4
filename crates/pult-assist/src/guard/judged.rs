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
    /// Where, if its writer marked the place: first character and one past the last.
    #[serde(skip)]
    pub marked: Option<(u32, u32)>,
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

    /// Reads a batch of replies written by hand, one a line: `# rule` opens a part, `+ text` breaks that rule, with the
    /// place in `{}` where it is not the whole, and `- text` breaks none.
    ///
    /// # Errors
    /// The first line that cannot be read, with its number.
    pub fn read_batch(source: &str, name: &str, locale: Locale) -> Result<Vec<Self>, String> {
        let (mut rule, mut replies) = (None, Vec::new());
        for (number, line) in source.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let fault = |what: &str| format!("line {}: {what}", number + 1);
            match line.split_once(' ') {
                Some(("#", name)) => rule = Some(RuleId::parse(name.trim()).ok_or_else(|| fault("no such rule"))?),
                Some((sign @ ("+" | "-"), text)) => {
                    let (text, marked) = unmarked(text.trim());
                    let forbidden = sign == "+";
                    let rule = if forbidden { Some(rule.ok_or_else(|| fault("no rule yet"))?) } else { None };
                    let verdict = if forbidden { "stop" } else { "pass" }.to_owned();
                    let id = format!("{name}:{}", number + 1);
                    replies.push(Self { id, locale, channel: "ozon".to_owned(), customer_text: None, text, verdict, rule, marked });
                }
                _ => return Err(fault("neither # nor + nor -")),
            }
        }
        Ok(replies)
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

/// A text without the brackets around its marked place, and that place.
fn unmarked(text: &str) -> (String, Option<(u32, u32)>) {
    let parts = text.split_once('{').and_then(|(before, rest)| rest.split_once('}').map(|(marked, after)| (before, marked, after)));
    let Some((before, marked, after)) = parts else { return (text.to_owned(), None) };
    let count = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let start = count(before);
    (format!("{before}{marked}{after}"), Some((start, start + count(marked))))
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
