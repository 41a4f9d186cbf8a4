//! Figures as files. The names of columns and measures are the contract of both forms: they stay.

use crate::api::dto::{ApiError, MetricsView};
use pult_domain::metrics::{AnsweredBy, GROUP_HOURS, Length, OnClock, Volume, Waits};
use pult_domain::sla::Hours;
use pult_domain::{AccountId, ErrorCode};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fmt::Write as _;

/// The columns. `shop`, `day`, `weekday` (1 is Monday) and `hour` say what a figure is about where it
/// is not about everything; `note` is `at_least` where too few were answered to say more.
const COLUMNS: &str = "part,shop,day,weekday,hour,measure,unit,value,note\r\n";
/// Spreadsheets of the office suites take a file with this mark as UTF-8.
const MARK: char = '\u{feff}';
/// Names of the histogram's groups.
const GROUPS: [&str; GROUP_HOURS.len() + 1] = ["0_1h", "1_4h", "4_8h", "8_24h", "24h_more"];

/// The form for programs: what the window has, and the names of the shops.
pub(super) fn json(view: &MetricsView, names: &HashMap<AccountId, String>) -> Result<String, ApiError> {
    let failed = |_| ApiError::new(ErrorCode::Internal, "The figures could not be written as JSON");
    let mut whole = serde_json::to_value(view).map_err(failed)?;
    let shops: Vec<Value> = view.metrics.shops.iter().map(|shop| json!({ "account": shop.account, "name": names.get(&shop.account) })).collect();
    if let Value::Object(fields) = &mut whole {
        fields.insert("shop_names".to_owned(), Value::Array(shops));
    }
    serde_json::to_string_pretty(&whole).map_err(failed)
}

/// The form for spreadsheets: one figure a row.
pub(super) fn csv(view: &MetricsView, names: &HashMap<AccountId, String>, hours: &Hours) -> String {
    let mut out = Rows(String::from(MARK) + COLUMNS);
    for (name, at) in [("from", view.from_ms), ("to", view.to_ms), ("counted_at", view.at_ms)] {
        out.row("period", &Place::default(), name, "time", &hours.written(at), "");
    }
    let metrics = &view.metrics;
    out.waits("first_replies", &Place::default(), &metrics.first);
    out.waits("every_reply", &Place::default(), &metrics.every);
    let open = &metrics.open_now;
    out.number("waiting_now", &Place::default(), "count", open.count);
    out.number("waiting_now", &Place::default(), "late", open.late);
    let longest = open.oldest.map_or(0, |oldest| view.at_ms.since_ms(oldest));
    out.row("waiting_now", &Place::default(), "longest_calendar", "ms", &longest.to_string(), "");
    out.row("waiting_now", &Place::default(), "longest_working", "ms", &open.oldest_working_ms.to_string(), "");
    out.volume("volume", &Place::default(), &metrics.volume);
    for shop in &metrics.shops {
        let place = Place { shop: names.get(&shop.account).cloned().unwrap_or_else(|| shop.account.to_string()), ..Place::default() };
        out.volume("shop", &place, &shop.volume);
        out.waits("shop", &place, &shop.waits);
    }
    for day in &metrics.days {
        out.volume("day", &Place { day: day.day.clone(), ..Place::default() }, &day.volume);
    }
    for (weekday, cells) in (1_u32..).zip(&metrics.hours) {
        for (hour, cell) in (0_u32..).zip(cells) {
            let place = Place { weekday: weekday.to_string(), hour: hour.to_string(), ..Place::default() };
            for (name, n) in [("incoming", cell.incoming), ("replies", cell.replies), ("waits", cell.waits), ("late", cell.late)] {
                out.number("hour", &place, name, n);
            }
        }
    }
    out.0
}

/// What a figure is about.
#[derive(Default)]
struct Place {
    shop: String,
    day: String,
    weekday: String,
    hour: String,
}

struct Rows(String);

impl Rows {
    fn row(&mut self, part: &str, place: &Place, measure: &str, unit: &str, value: &str, note: &str) {
        let Place { shop, day, weekday, hour } = place;
        // Writing to a String cannot fail.
        let _ = write!(self.0, "{part},{},{day},{weekday},{hour},{measure},{unit},{value},{note}\r\n", quoted(shop));
    }

    fn number(&mut self, part: &str, place: &Place, measure: &str, n: u32) {
        self.row(part, place, measure, "count", &n.to_string(), "");
    }

    fn length(&mut self, part: &str, place: &Place, measure: &str, length: Option<Length>) {
        if let Some(length) = length {
            self.row(part, place, measure, "ms", &length.ms.to_string(), if length.at_least { "at_least" } else { "" });
        }
    }

    fn volume(&mut self, part: &str, place: &Place, volume: &Volume) {
        let Volume { incoming, replies, assistant_replies, chats_new, chats_done } = *volume;
        let all =
            [("incoming", incoming), ("replies", replies), ("assistant_replies", assistant_replies), ("chats_new", chats_new), ("chats_done", chats_done)];
        for (name, n) in all {
            self.number(part, place, name, n);
        }
    }

    fn waits(&mut self, part: &str, place: &Place, waits: &Waits) {
        let all = [
            ("waits", waits.count),
            ("answered", waits.answered),
            ("closed_without_reply", waits.closed),
            ("open", waits.open),
            ("in_time", waits.in_time),
            ("late", waits.late),
            ("open_late", waits.open_late),
        ];
        for (name, n) in all {
            self.number(part, place, name, n);
        }
        for answers in &waits.answers {
            let by = if answers.by == AnsweredBy::People { "people" } else { "assistant" };
            self.number(part, place, &format!("answered_by_{by}"), answers.count);
            self.length(part, place, &format!("median_calendar_by_{by}"), answers.median);
            self.length(part, place, &format!("median_working_by_{by}"), answers.median_working);
        }
        self.clock(part, place, "calendar", &waits.calendar);
        self.clock(part, place, "working", &waits.working);
    }

    fn clock(&mut self, part: &str, place: &Place, name: &str, clock: &OnClock) {
        self.length(part, place, &format!("median_{name}"), clock.median);
        self.length(part, place, &format!("p90_{name}"), clock.p90);
        for (group, counts) in GROUPS.iter().zip(&clock.groups) {
            for (kind, n) in [("answered", counts.answered), ("closed", counts.closed), ("open", counts.open)] {
                self.number(part, place, &format!("group_{group}_{name}_{kind}"), n);
            }
        }
    }
}

/// A text for a spreadsheet: quoted, and never a formula.
fn quoted(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_shop_name_is_never_a_formula_and_never_leaves_its_cell() {
        assert_eq!(quoted("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        assert_eq!(quoted("Чай, кофе"), "\"Чай, кофе\"");
        assert_eq!(quoted("Глиняный дом"), "Глиняный дом");
    }
}
