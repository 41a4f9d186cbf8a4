//! The table at the end: figure, goal, whether it was reached.

use serde_json::{Value, json};

/// One line of the table.
#[derive(Debug)]
struct Line {
    what: String,
    figure: String,
    goal: String,
    reached: Option<bool>,
    value: f64,
}

/// Everything measured.
#[derive(Debug, Default)]
pub(crate) struct Report {
    lines: Vec<Line>,
}

/// A goal: at least, at most, or nothing promised.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Goal {
    AtLeast(f64),
    AtMost(f64),
    None,
}

impl Report {
    /// Adds a figure.
    pub(crate) fn line(&mut self, what: impl Into<String>, value: f64, unit: &str, goal: Goal) {
        let digits = if value.abs() >= 100.0 { 0 } else { 2 };
        let (goal_text, reached) = match goal {
            Goal::AtLeast(least) => (format!("at least {least}"), Some(value >= least)),
            Goal::AtMost(most) => (format!("at most {most}"), Some(value <= most)),
            Goal::None => (String::new(), None),
        };
        let figure = format!("{value:.digits$} {unit}").trim().to_owned();
        let line = Line { what: what.into(), figure, goal: goal_text, reached, value };
        eprintln!("  {}: {}", line.what, line.figure);
        self.lines.push(line);
    }

    /// Prints the table, or one JSON object.
    pub(crate) fn print(&self, as_json: bool) {
        if as_json {
            let lines: Vec<Value> = self
                .lines
                .iter()
                .map(|line| json!({"what": line.what, "value": line.value, "figure": line.figure, "goal": line.goal, "reached": line.reached}))
                .collect();
            println!("{}", json!({"figures": lines}));
            return;
        }
        let width = self.lines.iter().map(|line| line.what.chars().count()).max().unwrap_or(0);
        println!("\n{:<width$}  {:>16}  {:<16}", "figure", "measured", "goal");
        for Line { what, figure, goal, reached, .. } in &self.lines {
            let mark = match reached {
                Some(true) => "reached",
                Some(false) => "MISSED",
                None => "",
            };
            println!("{what:<width$}  {figure:>16}  {goal:<16} {mark}");
        }
    }
}

/// A percentile of some times.
pub(crate) fn percentile(times: &[f64], percent: usize) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(place).copied().unwrap_or(0.0)
}
