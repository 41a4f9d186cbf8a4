//! What is known of the order and the item, as sentences and as texts for the truth check.

use super::words;
use crate::guard::{Locale, Subject};
use jiff::civil::Date;
use pult_domain::{AtMs, OrderState};

/// Facts older than this are not said to a buyer, in milliseconds: 24 h. An order moves on.
const TOO_OLD_MS: i64 = 24 * 60 * 60 * 1000;
/// From so many days on the name of a weekday means another one.
const DAYS_OF_A_WEEK: i32 = 7;

/// A day of the shop's calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// The year.
    pub year: i16,
    /// The month, from 1.
    pub month: u8,
    /// The day, from 1.
    pub day: u8,
}

impl Day {
    /// The same day where days can be counted; none for a day that no calendar has.
    fn civil(self) -> Option<Date> {
        Date::new(self.year, i8::try_from(self.month).ok()?, i8::try_from(self.day).ok()?).ok()
    }
}

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// Minor units.
    pub minor: i64,
    /// ISO 4217 letters.
    pub currency: String,
}

/// The item of the chat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Its title; untrusted.
    pub title: Option<String>,
    /// Its present price.
    pub price: Option<Money>,
    /// Pieces in stock.
    pub stock: Option<i64>,
    /// Size or variant that the buyer chose.
    pub size: Option<String>,
    /// When price and stock were asked for.
    pub at: Option<AtMs>,
}

/// The order of the chat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// The marketplace's number.
    pub number: String,
    /// Where it stands.
    pub state: OrderState,
    /// When it shall be delivered.
    pub due: Option<Day>,
    /// Its tracking number; untrusted.
    pub tracking: Option<String>,
    /// When this was asked for.
    pub at: Option<AtMs>,
}

/// What is known in a chat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The item.
    pub item: Option<Item>,
    /// The order.
    pub order: Option<Order>,
    /// Today in the shop's zone.
    pub today: Option<Day>,
}

/// Whether facts asked for at a moment may still be said.
#[must_use]
pub fn fresh(at: Option<AtMs>, now: AtMs) -> bool {
    at.is_some_and(|at| (0..=TOO_OLD_MS).contains(&now.since_ms(at)))
}

impl Known {
    /// Everything known as texts: whatever a draft says of figures and states must stand in one.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
        let mut texts = Vec::new();
        if let Some(item) = &self.item {
            texts.extend(item.title.clone());
            texts.extend(item.size.clone());
            texts.extend(item.price.as_ref().map(money));
            texts.extend(item.stock.map(|pieces| pieces.to_string()));
        }
        if let Some(order) = &self.order {
            texts.push(order.number.clone());
            texts.extend(order.tracking.clone());
            texts.extend(order.due.iter().flat_map(|due| Locale::ALL.map(|locale| date(*due, locale))));
            texts.extend(order.due.map(|due| due.year.to_string()));
            let names = order.due.zip(self.today).and_then(|(due, today)| names_from(today, due));
            texts.extend(names.into_iter().flatten().map(str::to_owned));
            texts.push(state_words(order.state).to_owned());
        }
        texts
    }

    /// Of what a fact is known: whoever says it otherwise contradicts it.
    #[must_use]
    pub fn subjects(&self) -> Vec<Subject> {
        let (item, order) = (self.item.as_ref(), self.order.as_ref());
        let known = [
            (Subject::Price, item.is_some_and(|item| item.price.is_some())),
            (Subject::Stock, item.is_some_and(|item| item.stock.is_some())),
            (Subject::Delivery, order.is_some_and(|order| order.due.is_some())),
            (Subject::State, order.is_some_and(|order| order.state != OrderState::Unknown)),
            (Subject::Code, order.is_some()),
        ];
        known.into_iter().filter(|(_, is_known)| *is_known).map(|(subject, _)| subject).collect()
    }

    /// The value of a variable of canned replies, in a language.
    #[must_use]
    pub fn variable(&self, name: &str, locale: Locale, now: AtMs) -> Option<String> {
        let order = self.order.as_ref();
        let item = self.item.as_ref();
        let value = match name {
            "order" => order.map(|order| order.number.clone()),
            "status" => order.filter(|order| fresh(order.at, now)).and_then(|order| state_sentence(order.state, locale)),
            "due" => order.filter(|order| fresh(order.at, now)).and_then(|order| order.due).filter(|due| self.ahead(*due)).map(|due| date(due, locale)),
            "tracking" => order.and_then(|order| order.tracking.clone()),
            "item" => item.and_then(|item| item.title.clone()),
            "size" => item.and_then(|item| item.size.clone()),
            "price" => item.filter(|item| fresh(item.at, now)).and_then(|item| item.price.as_ref().map(money)),
            _ => None,
        };
        value.filter(|value| !value.trim().is_empty())
    }

    /// Whether that day has not passed.
    pub(super) fn ahead(&self, due: Day) -> bool {
        self.today.is_some_and(|today| due >= today)
    }
}

/// What the marketplace says of an order in that state; none for what it does not say.
pub(super) fn state_sentence(state: OrderState, locale: Locale) -> Option<String> {
    if state == OrderState::Unknown {
        return None;
    }
    Some(words::sentences(locale, &format!("answer-state-{}", state.as_str().replace('_', "-")))).filter(|text| !text.is_empty())
}

/// One word of each group of the truth check that a state allows to be said; a clause each, since a clause is read by itself.
fn state_words(state: OrderState) -> &'static str {
    match state {
        OrderState::Unknown => "",
        OrderState::Placed => "заказ оформлен",
        OrderState::Packing => "заказ оформлен, заказ собирают",
        OrderState::OnTheWay => "заказ оформлен, заказ собран, отправлен, в пути",
        OrderState::AtPickup => "заказ оформлен, заказ собран, отправлен, готов к выдаче",
        OrderState::Delivered => "заказ оформлен, заказ собран, отправлен, доставлен",
        OrderState::Returning => "заказ оформлен, заказ собран, отправлен, доставлен, возврат в пути",
        OrderState::Returned => "заказ оформлен, заказ собран, отправлен, доставлен, возврат завершен",
        OrderState::Cancelled => "заказ оформлен, отменен",
    }
}

/// How a day is called from today: "завтра", "вторник". Nothing from a week on, when the name of a weekday means another one,
/// and of a day that has passed no weekday, which promises the next.
fn names_from(today: Day, day: Day) -> Option<[&'static str; 2]> {
    const WEEKDAYS: [&str; 7] = ["понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье"];
    let (today, day) = (today.civil()?, day.civil()?);
    let ahead = day.since(today).ok()?.get_days();
    let near = match ahead {
        -1 => "вчера",
        0 => "сегодня",
        1 => "завтра",
        2 => "послезавтра",
        _ => "",
    };
    let weekday = WEEKDAYS.get(usize::try_from(day.weekday().to_monday_zero_offset()).ok()?).copied()?;
    match ahead {
        -1 => Some([near, ""]),
        0..DAYS_OF_A_WEEK => Some([near, weekday]),
        _ => None,
    }
}

/// An amount as a buyer reads it: "1 990 ₽".
#[must_use]
pub fn money(money: &Money) -> String {
    let (whole, rest) = (money.minor / 100, money.minor.unsigned_abs() % 100);
    let digits = whole.unsigned_abs().to_string();
    let groups: Vec<String> = digits.bytes().rev().collect::<Vec<_>>().chunks(3).map(|three| three.iter().rev().map(|b| char::from(*b)).collect()).collect();
    let grouped = groups.into_iter().rev().collect::<Vec<_>>().join("\u{a0}");
    let cents = if rest == 0 { String::new() } else { format!(",{rest:02}") };
    let sign = match money.currency.as_str() {
        "RUB" | "RUR" => "₽",
        "EUR" => "€",
        "HUF" => "Ft",
        "CZK" => "Kč",
        "USD" => "$",
        other => other,
    };
    format!("{grouped}{cents}\u{a0}{sign}")
}

const MONTHS: [(Locale, [&str; 12]); 5] = [
    (Locale::Ru, ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"]),
    (Locale::En, ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]),
    (Locale::Hu, ["január", "február", "március", "április", "május", "június", "július", "augusztus", "szeptember", "október", "november", "december"]),
    (Locale::Cs, ["ledna", "února", "března", "dubna", "května", "června", "července", "srpna", "září", "října", "listopadu", "prosince"]),
    (Locale::Fr, ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"]),
];

/// A day as a buyer reads it.
#[must_use]
pub fn date(day: Day, locale: Locale) -> String {
    let months = MONTHS.iter().find(|(of, _)| *of == locale).map(|(_, months)| months);
    let month = months.and_then(|months| months.get(usize::from(day.month.saturating_sub(1)))).copied().unwrap_or_default();
    match locale {
        Locale::Hu => format!("{month} {}.", day.day),
        Locale::Cs => format!("{}. {month}", day.day),
        Locale::Ru | Locale::En | Locale::Fr => format!("{} {month}", day.day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_as_in_a_shop() {
        assert_eq!(money(&Money { minor: 199_000, currency: "RUB".into() }), "1\u{a0}990\u{a0}₽");
        assert_eq!(money(&Money { minor: 123_456_789, currency: "EUR".into() }), "1\u{a0}234\u{a0}567,89\u{a0}€");
        assert_eq!(money(&Money { minor: 5, currency: "HUF".into() }), "0,05\u{a0}Ft");
        let day = Day { year: 2026, month: 11, day: 24 };
        assert_eq!(Locale::ALL.map(|locale| date(day, locale)), ["24 ноября", "24 November", "november 24.", "24. listopadu", "24 novembre"]);
    }

    #[test]
    fn a_day_is_called_from_today() {
        let called = |month, day| names_from(Day { year: 2026, month, day }, Day { year: 2026, month: 11, day: 24 });
        assert_eq!(called(11, 23), Some(["завтра", "вторник"]));
        assert_eq!(called(11, 25), Some(["вчера", ""]), "on Tuesday would be in a week");
        assert_eq!(called(11, 22), Some(["послезавтра", "вторник"]));
        assert_eq!(called(11, 18), Some(["", "вторник"]));
        assert_eq!(called(11, 28), None, "passed");
        assert_eq!(called(11, 17), None, "a week ahead, where Tuesday is today");
        assert_eq!(called(10, 32), None, "no day at all");
    }
}
