//! The figures at the end.

/// What was measured: name, figure, unit, and what was promised.
#[derive(Debug, Default)]
pub(crate) struct Table(Vec<(String, String, String)>);

impl Table {
    /// Adds a figure with a goal it must not pass.
    pub(crate) fn at_most(&mut self, what: impl Into<String>, value: f64, unit: &str, goal: f64) {
        let verdict = if value <= goal { "reached" } else { "MISSED" };
        self.push(what.into(), value, unit, format!("at most {goal}: {verdict}"));
    }

    /// Adds a figure that promises nothing.
    pub(crate) fn figure(&mut self, what: impl Into<String>, value: f64, unit: &str) {
        self.push(what.into(), value, unit, String::new());
    }

    fn push(&mut self, what: String, value: f64, unit: &str, goal: String) {
        let digits = if value.abs() >= 100.0 { 0 } else { 2 };
        let figure = format!("{value:.digits$} {unit}");
        eprintln!("  {what}: {figure} {goal}");
        self.0.push((what, figure, goal));
    }

    /// Prints all of them.
    pub(crate) fn print(&self) {
        let width = self.0.iter().map(|(what, ..)| what.chars().count()).max().unwrap_or(0);
        for (what, figure, goal) in &self.0 {
            println!("{what:<width$}  {figure:>14}  {goal}");
        }
    }
}

/// A percentile of some figures.
pub(crate) fn percentile(figures: &[f64], percent: usize) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(place).copied().unwrap_or(0.0)
}
