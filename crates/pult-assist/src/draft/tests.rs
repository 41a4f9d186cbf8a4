mod hostile;
mod looked;
mod near;
mod past;
mod questions;
mod shipped;
mod shops;
mod truth;
mod veiled;

use super::*;
use crate::classify::Classifier;
use crate::draft::facts::{Day, Money};
use pult_domain::OrderState;

/// 2026-11-21 12:00 UTC.
pub(super) const NOW: AtMs = AtMs(1_795_262_400_000);

pub(super) fn read(text: &str) -> Reading {
    Classifier::shipped().expect("the model").read(text)
}

/// A chat in which one message of a buyer waits.
pub(super) fn case(text: &str) -> Case {
    Case {
        channel: ChannelKind::Wildberries,
        shop: "Глиняный дом".into(),
        customer: String::new(),
        said: vec![Said { author: Author::Customer, text: text.into(), files: false, at: NOW.plus_ms(-60_000) }],
        known: Known::default(),
        past: Vec::new(),
        canned: Vec::new(),
        snippets: Vec::new(),
        tone: Tone::default(),
        habits: Vec::new(),
        limits: Limits::default(),
        now: NOW,
    }
}

pub(super) fn with_order(text: &str, state: OrderState) -> Case {
    let order = Order {
        number: "77001122".into(),
        state,
        due: Some(Day { year: 2026, month: 11, day: 24 }),
        tracking: Some("RB123456789CN".into()),
        at: Some(NOW.plus_ms(-600_000)),
    };
    let item =
        Item {
            title: Some("Кружка «Лён»".into()), price: Some(Money { minor: 199_000, currency: "RUB".into() }), stock: Some(4), size: None, at: Some(NOW)
        };
    Case { known: Known { item: Some(item), order: Some(order), today: Some(Day { year: 2026, month: 11, day: 21 }) }, ..case(text) }
}

pub(super) fn drafted(case: &Case) -> Outcome {
    draft(case, &read(&case.question()), &Guard::default(), &read)
}

/// A past reply of the same shop about the same item.
pub(super) fn past(question: &str, reply: &str) -> Past {
    Past {
        chat: 7,
        message: 70,
        question: question.into(),
        reply: reply.into(),
        at: NOW.plus_ms(-10 * 86_400_000),
        after: None,
        same_account: true,
        same_item: true,
        customer: "Светлана Орлова".into(),
        item: Some("Кружка «Лён»".into()),
        order: Some("99887766".into()),
    }
}
