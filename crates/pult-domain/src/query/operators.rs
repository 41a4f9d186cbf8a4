//! The operators with their names, and the words that may stand behind them.

use super::{Condition, Day};
use crate::ChannelKind;
use crate::reading::{Intent, Sentiment};
use crate::stems::fold;

/// An operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// Who wrote.
    From,
    /// A shop of ours.
    Shop,
    /// A marketplace.
    Channel,
    /// What hangs on the message.
    Has,
    /// Older than a day.
    Before,
    /// Of a day or newer.
    After,
    /// How the chat stands.
    Is,
    /// A label.
    Label,
    /// An order number.
    Order,
    /// What was heard.
    Intent,
    /// How the buyer sounded.
    Sentiment,
}

impl Key {
    /// Every operator, in the order in which they are offered.
    pub const ALL: [Self; 11] =
        [Self::From, Self::Shop, Self::Channel, Self::Has, Self::Before, Self::After, Self::Is, Self::Label, Self::Order, Self::Intent, Self::Sentiment];

    /// Its names: English, Russian, and others that are understood. Folded.
    #[must_use]
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Self::From => &["from", "от"],
            Self::Shop => &["shop", "магазин"],
            Self::Channel => &["channel", "канал"],
            Self::Has => &["has", "есть"],
            Self::Before => &["before", "до"],
            Self::After => &["after", "после"],
            Self::Is => &["is", "это", "статус", "status"],
            Self::Label => &["label", "метка"],
            Self::Order => &["order", "заказ"],
            Self::Intent => &["intent", "тема"],
            Self::Sentiment => &["sentiment", "настроение"],
        }
    }

    /// The operator of that name, in whatever case.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let folded = fold(name);
        Self::ALL.into_iter().find(|key| key.names().contains(&folded.as_str()))
    }

    /// The values that can be listed beforehand, with their names as they are spelled: English, Russian, others. Shops,
    /// labels and buyers are known to the store alone.
    #[must_use]
    pub fn values(self) -> &'static [&'static [&'static str]] {
        match self {
            Self::From => &[&["me", "меня", "я"], &["buyer", "покупателя", "покупатель", "customer"]],
            Self::Channel => &[
                &["wildberries", "вб", "wb", "вайлдберриз"],
                &["ozon", "озон"],
                &["yandex_market", "яндекс", "yandex", "маркет", "market"],
                &["avito", "авито"],
                &["demo", "демо"],
            ],
            Self::Has => &[&["file", "файл", "файлы", "files"], &["photo", "фото", "photos", "картинка"]],
            Self::Before | Self::After => &[&["today", "сегодня"], &["yesterday", "вчера"], &["7d", "7д"], &["30d", "30д"]],
            Self::Is => &[
                &["waiting", "ждёт", "ждут", "ожидает"],
                &["done", "готово", "закрыт"],
                &["unread", "новое", "непрочитано"],
                &["snoozed", "отложено", "отложен"],
                &["failed", "ошибка", "неушло"],
                &["starred", "избранное", "избранные", "star"],
                &["ai_drafts", "черновики_ии", "черновикии", "ai_draft"],
                &["spam", "спам"],
            ],
            Self::Intent => &[
                &["abuse_spam", "спам"],
                &["cancel_change_order", "отмена"],
                &["billing_invoice", "оплата"],
                &["return_refund", "возврат"],
                &["defect_complaint", "брак"],
                &["wrong_item", "пересорт"],
                &["delivery_delay", "задержка"],
                &["order_status", "статус"],
                &["technical_problem", "техника"],
                &["recommendation", "совет"],
                &["product_question", "товар"],
                &["availability_price", "наличие"],
                &["human_request", "человек"],
                &["praise_thanks", "спасибо"],
                &["greeting_smalltalk", "привет"],
            ],
            Self::Sentiment => &[&["positive", "хорошее", "позитив"], &["neutral", "нейтральное", "ровное"], &["negative", "плохое", "негатив"]],
            Self::Shop | Self::Label | Self::Order => &[],
        }
    }

    /// The values of which a name begins so, in whatever case and with or without marks.
    pub fn values_begun(self, typed: &str) -> impl Iterator<Item = &'static [&'static str]> {
        let begun = folded(typed);
        self.values().iter().copied().filter(move |names| names.iter().any(|name| folded(name).starts_with(&begun)))
    }

    /// The value's own word, whatever name was typed.
    fn value(self, typed: &str) -> Option<&'static str> {
        let typed = folded(typed);
        self.values().iter().find(|names| names.iter().any(|name| folded(name) == typed)).and_then(|names| names.first().copied())
    }

    /// What the operator asks with this behind it; nothing when it makes no sense.
    pub(super) fn condition(self, value: &str) -> Option<Condition> {
        // A label may be called by a sign alone, as nothing else is.
        let says = |c: char| c.is_alphanumeric() || (self == Self::Label && !c.is_whitespace());
        if !value.chars().any(says) {
            return None;
        }
        Some(match self {
            Self::From => Condition::From(match self.value(value) {
                Some("me") => Sender::Us,
                Some(_) => Sender::Buyer,
                None => Sender::Named(value.to_owned()),
            }),
            Self::Shop => Condition::Shop(value.to_owned()),
            Self::Channel => Condition::Channel(ChannelKind::parse(self.value(value)?)?),
            Self::Has => Condition::Has(if self.value(value)? == "photo" { Has::Photo } else { Has::File }),
            Self::Before => Condition::Before(Day::parse(value)?),
            Self::After => Condition::After(Day::parse(value)?),
            Self::Is => Condition::Is(Status::of(self.value(value)?)?),
            Self::Label => Condition::Label(value.to_owned()),
            Self::Order => Condition::Order(value.to_owned()),
            Self::Intent => Condition::Intent(Intent::parse(self.value(value)?)?),
            Self::Sentiment => Condition::Sentiment(Sentiment::parse(self.value(value)?)?),
        })
    }
}

/// A name without case and marks, its parts still joined by `_`.
fn folded(name: &str) -> String {
    name.split('_').map(fold).collect::<Vec<_>>().join("_")
}

/// Who wrote a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sender {
    /// The shop.
    Us,
    /// The buyer, whoever it is.
    Buyer,
    /// A buyer, by a part of the name.
    Named(String),
}

/// What hangs on a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Has {
    /// A file or a picture.
    File,
    /// A picture.
    Photo,
}

/// How a chat stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The buyer waits for us.
    Waiting,
    /// Closed.
    Done,
    /// Something in it is unread.
    Unread,
    /// Hidden until a moment.
    Snoozed,
    /// A reply of ours did not leave, or may not have arrived.
    Failed,
    /// It has the owner's star.
    Starred,
    /// The buyer waits, and a draft stands ready.
    AiDrafts,
    /// The owner called it spam.
    Spam,
}

impl Status {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "waiting" => Self::Waiting,
            "done" => Self::Done,
            "unread" => Self::Unread,
            "snoozed" => Self::Snoozed,
            "failed" => Self::Failed,
            "starred" => Self::Starred,
            "ai_drafts" => Self::AiDrafts,
            "spam" => Self::Spam,
            _ => return None,
        })
    }
}
